//! The cases of an unlocked vault: making one, finding one, and destroying one for ever.

use crate::case::Case;
use crate::crypto::keys::{CaseKeys, Key, make_random};
use crate::disk::files;
use crate::disk::free_space;
use crate::failure::{CommitFailure, ReadFailure};
use crate::format::keybag::{CaseId, Keybag, case_prefix};
use crate::store::compact;
use crate::vault::unlocked::{Books, CaseBook};
use crate::vault::{Vault, backups};
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

impl Vault {
    /// The vault's cases, oldest first. A case may have no records yet, when the app was ended right after making it.
    pub fn cases(&self) -> Vec<CaseId> {
        self.inner.reading().bag.cases.iter().map(|(id, _)| *id).collect()
    }

    /// Makes an empty case with a random id and a data key of its own. Durable when it returns.
    ///
    /// # Errors
    /// See [`CommitFailure`].
    pub fn make_case(&self) -> Result<CaseId, CommitFailure> {
        let mut books = self.inner.writing();
        self.inner.store()?.check_going()?;
        free_space::for_store(&self.inner.root, 0)?;
        let (id, data_key) = (CaseId(make_random()?), Key::make_random()?);
        let keys = CaseKeys::derive(&data_key, case_prefix(&self.inner.keys, &id));
        books.bag.cases.push((id, data_key));
        books.bag.sequence += 1;
        if let Err(error) = self.write_keybag(&books.bag) {
            books.bag.cases.pop();
            books.bag.sequence -= 1;
            return Err(error.into());
        }
        books.cases.insert(id, CaseBook::new(keys));
        self.bring_in_line(&books)?;
        Ok(id)
    }

    /// The case with this id, when it is here and what it must hold is known for certain.
    ///
    /// # Errors
    /// `CaseGone`, `RecordsChanged` when the case's manifest is not the one last written, or `Io`.
    pub fn case(&self, id: &CaseId) -> Result<Case, ReadFailure> {
        let books = self.inner.reading();
        let book = books.cases.get(id).ok_or(ReadFailure::CaseGone)?;
        self.inner.case_manifest(&book.keys, &self.inner.vault_manifest()?)?;
        Ok(Case::new(Arc::downgrade(&self.inner), *id))
    }

    /// Destroys a case for ever: the keys are sealed anew without its data key, then its rows are removed. When it is
    /// interrupted after the first step, the next opening finishes it.
    ///
    /// An older copy of the whole folder, made before, still opens with the passphrase it had then.
    ///
    /// # Errors
    /// See [`CommitFailure`].
    pub fn destroy_case(&self, id: &CaseId) -> Result<(), CommitFailure> {
        let destroyed = self.destroy(id);
        // Also after a failure, since the keys are renewed before the rows go. What the keyring does not take now it is
        // given at the next opening.
        let _ = self.give_keyring_the_step();
        destroyed
    }

    fn destroy(&self, id: &CaseId) -> Result<(), CommitFailure> {
        let mut books = self.inner.writing();
        self.inner.store()?.check_going()?;
        let at = books.bag.cases.iter().position(|(case, _)| case == id).ok_or(CommitFailure::CaseGone)?;
        let old_file = File::options().write(true).open(self.keybag_path());
        let before = books.bag.renew()?;
        let gone = books.bag.cases.remove(at);
        books.bag.sequence += 1;
        if let Err(error) = self.write_keybag(&books.bag) {
            books.bag.cases.insert(at, gone);
            books.bag.undo(before);
            books.bag.sequence -= 1;
            return Err(error.into());
        }
        // Best effort: many disks write elsewhere than they are told, so nothing depends on it.
        let _ = old_file.and_then(files::overwrite);
        books.cases.remove(id);
        // Where it can not be noted, the bytes stay until the store is next written anew.
        let _ = compact::owe(&self.inner.root);
        self.bring_in_line(&books)?;
        // What is left of the rows opens with no key any more; this only takes the bytes away as well.
        let _ = self.write_anew(&books);
        // The case is gone from the vault; what is left is told, and the next backup tries again.
        backups::renew(&self.inner, &books)?;
        Ok(())
    }

    /// The store follows the keybag, which may be one step ahead of it after a crash and never two: when the store
    /// fails, no further step is taken before the next opening has made up for this one.
    fn bring_in_line(&self, books: &Books) -> Result<(), CommitFailure> {
        self.inner.follow_keybag(books).inspect_err(|_| self.halt())?;
        Ok(())
    }

    fn write_keybag(&self, bag: &Keybag) -> io::Result<()> {
        let written = bag
            .to_bytes(&self.inner.keys, &self.inner.vault_id)
            .and_then(|bytes| files::write_whole(&self.keybag_path(), &bytes));
        match &written {
            Err(error) if files::says_full(error) => {
                files::release_ballast(&self.inner.root);
            }
            // It may or may not be the new one that is on the disk.
            Err(_) => self.halt(),
            Ok(()) => {}
        }
        written
    }

    fn halt(&self) {
        if let Ok(store) = self.inner.store() {
            store.halt();
        }
    }

    fn keybag_path(&self) -> PathBuf {
        self.inner.root.join("keybag")
    }
}
