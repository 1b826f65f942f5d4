//! The desktop around the app: progress to the window, links to the browser, files through native dialogs.

use crate::range::PracticeRange;
use std::io::Write;
use std::path::Path;
use tauri::{AppHandle, Emitter};
use tauri_plugin_dialog::DialogExt;
use tokio::runtime::Handle;
use unlisted_app::contract::Progress;
use unlisted_app::{Practice, SaveFailed, Shell};

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

impl Shell for Desktop {
    fn tell(&self, progress: Progress) {
        // A window that is gone has nobody to tell.
        let _ = self.handle.emit("progress", progress);
    }

    fn open_link(&self, url: &str) -> bool {
        (url.starts_with("https://") || url.starts_with("http://")) && open::that_detached(url).is_ok()
    }

    fn save(&self, file_name: &str, text: &str) -> Result<bool, SaveFailed> {
        let chosen = self.handle.dialog().file().set_file_name(file_name).blocking_save_file();
        let Some(path) = chosen else { return Ok(false) };
        let path = path.into_path().map_err(|_| SaveFailed)?;
        write_private(&path, text).map_err(|_| SaveFailed)?;
        Ok(true)
    }

    fn enter_range(&self) -> Option<Practice> {
        self.range.enter(&self.runtime)
    }
}

/// Writes a file that only its owner may read, whole or not at all.
pub(crate) fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let placed = written.and_then(|()| std::fs::rename(&beside, path));
    if placed.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    placed
}
