//! The desktop around the app: progress to the window, links to the browser, files through native dialogs.

use crate::range::PracticeRange;
use crate::traces;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::runtime::Handle;
use unlisted_app::contract::{Idling, Progress};
use unlisted_app::{PickFailed, Picked, Practice, SaveFailed, Shell};

/// The shell of the windowed app.
pub(crate) struct Desktop {
    handle: AppHandle,
    runtime: Handle,
    range: PracticeRange,
}

impl Desktop {
    pub(crate) fn new(handle: AppHandle, runtime: Handle) -> Self {
        Self { handle, runtime, range: PracticeRange::default() }
    }
}

impl Desktop {
    /// Where the person wants a file; `None` when they closed the dialog, an error where the place is no path.
    fn place_for(&self, file_name: &str) -> Result<Option<PathBuf>, ()> {
        self.kept_quiet(self.handle.dialog().file().set_file_name(file_name).blocking_save_file())
    }

    /// The file that the person chose, as above.
    fn picked(&self, name: &str, kinds: &[&str]) -> Result<Option<PathBuf>, ()> {
        self.kept_quiet(self.handle.dialog().file().add_filter(name, kinds).blocking_pick_file())
    }

    /// The path of what a dialog gave, after the dialog's note of it was taken back.
    fn kept_quiet(&self, chosen: Option<FilePath>) -> Result<Option<PathBuf>, ()> {
        let Some(chosen) = chosen else { return Ok(None) };
        let path = chosen.into_path().map_err(|_| ())?;
        #[cfg(target_os = "linux")]
        traces::forget_recent(&self.handle, &path);
        Ok(Some(path))
    }
}

impl Shell for Desktop {
    fn tell(&self, progress: Progress) {
        // A window that is gone has nobody to tell.
        let _ = self.handle.emit("progress", progress);
    }

    fn tell_idling(&self, idling: Idling) {
        let _ = self.handle.emit("idling", idling);
    }

    fn throw_away(&self) {
        // The page blanks itself at once, and begins anew without what it held.
        let _ = self.handle.emit("locked", ());
        if let Some(window) = self.handle.get_webview_window("main") {
            // Where it cannot be reloaded, the page asks how things stand and shows the start screen.
            let _ = window.reload();
        }
    }

    fn open_link(&self, url: &str) -> bool {
        (url.starts_with("https://") || url.starts_with("http://")) && open::that_detached(url).is_ok()
    }

    fn save(&self, file_name: &str, text: &str) -> Result<bool, SaveFailed> {
        let Some(path) = self.place_for(file_name).map_err(|()| SaveFailed)? else { return Ok(false) };
        write_private(&path, text).map_err(|_| SaveFailed)?;
        Ok(true)
    }

    fn pick(&self, kinds: &[&str], most: u64) -> Result<Option<Picked>, PickFailed> {
        let chosen = self.picked("Saved pages and lists", kinds).map_err(|()| PickFailed::Unreadable)?;
        let Some(path) = chosen else { return Ok(None) };
        read_picked(&path, most).map(Some)
    }

    fn choose_place(&self, file_name: &str) -> Option<PathBuf> {
        self.place_for(file_name).ok()?
    }

    fn choose_file(&self, kinds: &[&str]) -> Option<PathBuf> {
        self.picked("Copies of an audit", kinds).ok()?
    }

    fn forget_all(&self) -> Vec<PathBuf> {
        traces::remove(&self.handle)
    }

    fn quit(&self) {
        self.handle.exit(0);
    }

    fn enter_range(&self) -> Option<Practice> {
        self.range.enter(&self.runtime)
    }
}

/// A chosen file, read whole and never beyond `most` bytes, whatever it grows to meanwhile.
fn read_picked(path: &Path, most: u64) -> Result<Picked, PickFailed> {
    // A folder, a pipe or a device is no saved page, and opening a pipe would wait for ever.
    if !path.is_file() {
        return Err(PickFailed::Unreadable);
    }
    let file = std::fs::File::open(path).map_err(|_| PickFailed::Unreadable)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|_| PickFailed::Unreadable)?;
    if bytes.len() as u64 > most {
        return Err(PickFailed::TooLarge);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Picked { name: name.into(), bytes: bytes.into() })
}

/// Writes a file that only its owner may read, whole or not at all. A new file takes the place of an old one, so that
/// an old one's looser permissions do not stay.
pub(crate) fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_file_name(format!(".{}.part", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    // Never follows a link and never empties a file that somebody else is writing.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    let placed = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    if placed.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_private_and_whole_and_a_chosen_file_is_read_within_its_bound() {
        let folder = std::env::temp_dir().join(format!("unlisted-export-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("checklist.md");
        std::fs::write(&path, "older").unwrap();
        write_private(&path, "newer").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "newer");
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "nobody else may read where somebody lives");
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
        assert!(write_private(&folder.join("gone/x.md"), "x").is_err());
        assert_eq!(read_picked(&path, 5).unwrap().bytes.reveal(), b"newer");
        assert_eq!(
            read_picked(&path, 4).unwrap_err(),
            PickFailed::TooLarge,
            "not even its beginning is used"
        );
        assert_eq!(read_picked(&folder, 4).unwrap_err(), PickFailed::Unreadable, "a folder is no page");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
