//! What the window system writes for this app, and how it is removed.

use std::io::ErrorKind;
use std::path::PathBuf;
use tauri::Manager;

/// The folder of the web view's own files.
pub(crate) fn web_data<M: Manager<tauri::Wry>>(tauri: &M) -> tauri::Result<PathBuf> {
    Ok(tauri.path().app_local_data_dir()?.join("webview"))
}

/// Empties and returns the folder of the web view's own files. A private window keeps nothing there, but `WebKit` makes
/// its databases all the same.
pub(crate) fn clear_web_data<M: Manager<tauri::Wry>>(tauri: &M) -> tauri::Result<PathBuf> {
    let folder = web_data(tauri)?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}

/// The last thing before the app ends: the web view's files, and the app's folder where nothing is left in it.
pub(crate) fn leave<M: Manager<tauri::Wry>>(tauri: &M) {
    // Nobody is left to tell; the next start clears what could not be cleared now.
    let _ = clear_web_data(tauri);
    if let Ok(folder) = tauri.path().app_data_dir() {
        // Refused while anything is in it.
        let _ = std::fs::remove_dir(folder);
    }
}

/// Removes what is kept for this app outside its data folder; returns what could not be removed. The web view's own
/// files are in use as long as the window is open, and go when it closes.
pub(crate) fn remove<M: Manager<tauri::Wry>>(tauri: &M) -> Vec<PathBuf> {
    let path = tauri.path();
    let mut left = Vec::new();
    for folder in [path.app_config_dir(), path.app_cache_dir(), path.app_log_dir()].into_iter().flatten() {
        // On some systems two of them are the same, and one may be above another.
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => left.push(folder),
            _ => {}
        }
    }
    left
}

/// Takes a file out of the list of recently used files: GTK's dialogs note every file that is saved or chosen there, with
/// this app's name. Entries of other programs stay, unless it is the same file.
#[cfg(target_os = "linux")]
pub(crate) fn forget_recent(tauri: &tauri::AppHandle, path: &std::path::Path) {
    use gtk::prelude::RecentManagerExt as _;

    let Ok(address) = tauri::Url::from_file_path(path) else { return };
    // The list belongs to GTK's own thread. What is not in it can not be taken out, and that is no fault.
    let _ = tauri.run_on_main_thread(move || {
        if let Some(list) = gtk::RecentManager::default() {
            let _ = list.remove_item(address.as_str());
        }
    });
}
