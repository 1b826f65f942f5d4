//! Copies of the vault in one file: saving one, and putting one in the place of the vault.

use crate::app::App;
use crate::contract::{AppView, CopiesView, CopyView, ErrorCode, Exported, Restore, RestoreFrom, UiError};
use jiff::Timestamp;
use unlisted_vault::{Backup, Vault, backups, look_at_backup};

/// How the file of a copy ends.
const ENDING: &str = "unlisted";

impl App {
    /// Writes a copy of the open vault where the person chooses, encrypted as the vault is.
    pub fn copy_save(&self, (): ()) -> Result<Exported, UiError> {
        let vault = self.vault()?;
        let name = format!("unlisted-copy-{}.{ENDING}", self.today());
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
        let path = match restore.copy {
            // By its own number, since another may have been kept meanwhile.
            RestoreFrom::Kept { id } => {
                let kept = backups(&self.folder(restore.practice));
                kept.into_iter().find(|backup| backup.number == Some(id)).map(|backup| backup.path)
            }
            RestoreFrom::Chosen => self.inner.chosen_copy().clone(),
        };
        let path = path.ok_or(UiError::of(ErrorCode::Gone))?;
        self.come_in(restore.practice, restore.proof, |folder, held| {
            let vault = Vault::restore(folder, &path, held.proof())?;
            *self.inner.chosen_copy() = None;
            Ok((vault, None))
        })
    }
}

/// The copies as the screen shows them.
pub(crate) fn views_of(backups: &[Backup]) -> Vec<CopyView> {
    backups.iter().map(view_of).collect()
}

fn view_of(backup: &Backup) -> CopyView {
    CopyView {
        id: backup.number.unwrap_or(0),
        written: Timestamp::try_from(backup.written).ok().map(|at| at.to_string()),
        passphrase: backup.ways.passphrase,
        keyring: backup.ways.keyring,
        recovery: backup.ways.recovery,
    }
}
