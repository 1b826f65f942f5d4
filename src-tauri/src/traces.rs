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
