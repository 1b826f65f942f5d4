//! Copies of the vault in one file: saving one, and putting one in the place of the vault.

use crate::app::App;
use crate::contract::{AppView, CopiesView, CopyView, ErrorCode, Exported, Restore, RestoreFrom, UiError};
use crate::now::today;
use crate::proof::Held;
use jiff::Timestamp;
use std::path::Path;
use unlisted_vault::{Backup, Vault, backups, look_at_backup};

/// How the file of a copy ends.
const ENDING: &str = "unlisted";

impl App {
    /// Writes a copy of the open vault where the person chooses, encrypted as the vault is.
    pub fn copy_save(&self, (): ()) -> Result<Exported, UiError> {
        let vault = self.vault()?;
        let name = format!("unlisted-copy-{}.{ENDING}", today());
        let Some(path) = self.inner.shell.choose_place(&name) else { return Ok(Exported { saved: false }) };
        vault.save_copy(&path)?;
        Ok(Exported { saved: true })
    }

    /// The copies from which a vault can be restored.
    pub fn copies_view(&self, practice: bool) -> Result<CopiesView, UiError> {
        // A stick that was pulled out meanwhile hides no other copy.
        let chosen = self.inner.chosen_copy().as_ref().and_then(|path| look_at_backup(path).ok());
        let chosen = chosen.as_ref().map(view_of);
        Ok(CopiesView { kept: views_of(&backups(&self.folder(practice))), chosen })
    }

    /// Lets the person choose a copy; it is remembered until another is chosen or the app ends.
    pub fn copy_choose(&self, practice: bool) -> Result<CopiesView, UiError> {
        if let Some(path) = self.inner.shell.choose_file(&[ENDING]) {
            look_at_backup(&path)?;
            *self.inner.chosen_copy() = Some(path);
        }
        self.copies_view(practice)
    }

    /// Puts a copy in the place of the vault and opens it. The vault in its place stays until the copy has opened, and
    /// is as before when it does not.
    pub fn restore(&self, restore: Restore) -> Result<AppView, UiError> {
        unlisted_vault::keep_memory_private();
        let held = Held::of(restore.proof)?;
        let folder = self.folder(restore.practice);
        let path = match restore.copy {
            // By its own number, since another may have been kept meanwhile.
            RestoreFrom::Kept { id } => {
                backups(&folder).into_iter().find(|backup| number_of(backup) == Some(id)).map(|it| it.path)
            }
            RestoreFrom::Chosen => self.inner.chosen_copy().clone(),
        };
        let path = path.ok_or(UiError::of(ErrorCode::Gone))?;
        self.close();
        let vault = restored(&folder, &path, &held)?;
        *self.inner.chosen_copy() = None;
        self.let_in(vault, restore.practice, None)
    }
}

fn restored(folder: &Path, path: &Path, held: &Held) -> Result<Vault, UiError> {
    Ok(Vault::restore(folder, path, held.proof())?)
}

/// The copies as the screen shows them.
pub(crate) fn views_of(backups: &[Backup]) -> Vec<CopyView> {
    backups.iter().map(view_of).collect()
}

/// The number in a kept copy's name, which no other copy ever gets.
fn number_of(backup: &Backup) -> Option<u32> {
    backup.path.file_stem()?.to_str()?.parse().ok()
}

fn view_of(backup: &Backup) -> CopyView {
    CopyView {
        id: number_of(backup).unwrap_or(0),
        written: Timestamp::try_from(backup.written).ok().map(|at| at.to_string()),
        passphrase: backup.ways.passphrase,
        keyring: backup.ways.keyring,
        recovery: backup.ways.recovery,
    }
}
