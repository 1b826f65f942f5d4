//! Deleting: the practice vault, or everything that the app ever wrote.

use crate::app::App;
use crate::contract::{AppView, ErrorCode, LeftOver, LeftWhat, UiError, Wiped};
use std::path::Path;
use std::time::Duration;
use unlisted_vault::{Left, wipe};

/// How often, and how long apart, a vault is tried that is in use.
const TRIES: u32 = 20;
const APART: Duration = Duration::from_millis(100);

impl App {
    /// Deletes the practice vault.
    pub fn practice_end(&self, (): ()) -> Result<AppView, UiError> {
        drop(self.put_down());
        let left = wipe_patiently(&self.folder(true));
        let code = |what: fn(&Left) -> bool, code| left.iter().any(what).then_some(code);
        let failed = code(|left| matches!(left, Left::InUse), ErrorCode::VaultInUse)
            .or(code(|left| matches!(left, Left::File { .. }), ErrorCode::DiskFailed));
        failed.map_or_else(|| self.app_view(()), |code| Err(code.into()))
    }

    /// Deletes both vaults with their keys and copies, and what the window wrote. Goes on after what cannot be deleted,
    /// and tells all of it.
    pub fn wipe(&self, (): ()) -> Result<Wiped, UiError> {
        drop(self.put_down());
        let vaults = [true, false].map(|practice| wipe_patiently(&self.folder(practice)));
        let mut left: Vec<LeftOver> = vaults.into_iter().flatten().map(left_over).collect();
        // The folder itself may hold what somebody else put there; then it stays.
        let _ = std::fs::remove_dir(self.folder(true));
        let windows = self.inner.shell.forget_all();
        left.extend(windows.iter().map(|path| LeftOver { what: LeftWhat::File, path: Some(shown(path)) }));
        *self.inner.chosen_copy() = None;
        Ok(Wiped { view: self.app_view(())?, left })
    }

    /// Closes the app.
    pub fn quit(&self, (): ()) -> Result<(), UiError> {
        self.close();
        self.inner.shell.quit();
        Ok(())
    }
}

/// A scan that was just cancelled may still hold the vault for the moment of its last write.
pub(crate) fn wipe_patiently(folder: &Path) -> Vec<Left> {
    for _ in 1..TRIES {
        let left = wipe(folder);
        if !left.iter().any(|left| matches!(left, Left::InUse)) {
            return left;
        }
        std::thread::sleep(APART);
    }
    wipe(folder)
}

fn left_over(left: Left) -> LeftOver {
    let (what, path) = match left {
        Left::File { path, .. } => (LeftWhat::File, Some(shown(&path))),
        Left::InUse => (LeftWhat::InUse, None),
        Left::KeyringSecret(_) => (LeftWhat::KeyringSecret, None),
        _ => (LeftWhat::PerhapsKeyringSecret, None),
    };
    LeftOver { what, path }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
