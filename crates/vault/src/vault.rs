//! An unlocked vault: opening it by passphrase or keyring, and its cases.
//!
//! Here: [`Vault`] (what the app calls), `create`, `unlocked` (the keys and manifests of an open vault, one writer at a
//! time), `unlock_methods` (passphrase, keyring, recovery key), `backups` and `restore`, `older_copy` (the counter in the
//! keyring), `repair` of a damaged store, `wipe`.
//! Not here: layouts (`format`), the database (`store`), records (`case`).
//! Tested by `tests/`, and with power cuts and failing disks by `trials::copying`, `trials::power_cuts` and
//! `trials::shredding`.

pub(crate) mod backups;
mod cases;
pub(crate) mod create;
pub(crate) mod older_copy;
pub(crate) mod opening;
pub(crate) mod repair;
pub(crate) mod restore;
pub(crate) mod unlock_methods;
pub(crate) mod unlocked;
pub(crate) mod wipe;

use std::cell::RefCell;
use std::fmt;
use std::fs::{self};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::crypto::recovery_key::RecoveryKey;
use crate::disk::files;
use crate::disk::free_space;
use crate::failure::{CommitFailure, CreateFailure, OpenFailure};
use crate::format::header::{Header, Slots};
use crate::store::compact;
use crate::store::sled_store::StoreFailure;
use crate::vault::create::{NewUnlock, create};
use crate::vault::older_copy::OlderCopy;
use crate::vault::opening::{open_after, open_with, read_header, read_keybag};
use crate::vault::repair::{Salvaged, repair};
use crate::vault::unlock_methods::{Proof, unlock_master};
use crate::vault::unlocked::{Books, Inner};

/// The vault's folder under the data folder.
pub(crate) const FOLDER: &str = "vault";

/// An unlocked vault. Dropping it locks: its keys are wiped, its store is closed, and every [`Case`] of it answers
/// `Locked` from then on (an operation that is running ends first).
pub struct Vault {
    inner: Arc<Inner>,
    pub(crate) older_copy: OlderCopy,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(unlocked)")
    }
}

impl Vault {
    /// Whether a vault, sound or not, is in this data folder.
    pub fn exists(data_dir: &Path) -> bool {
        // A restoring that was cut off has left the vault under another name.
        restore::settle(data_dir).is_err() || fs::symlink_metadata(data_dir.join(FOLDER)).is_ok()
    }

    /// Creates a vault in `data_dir/vault` and unlocks it. With `KdfStrength::Calibrated` it takes about two seconds;
    /// with `keyring` it asks the operating system's keyring, at most five seconds. Nothing is left behind when it
    /// fails, and a crash in between leaves at most `vault.new`, which the next try replaces.
    ///
    /// # Errors
    /// See [`CreateFailure`].
    pub fn create(data_dir: &Path, unlock: &NewUnlock<'_>) -> Result<Vault, CreateFailure> {
        create(data_dir, unlock, None)
    }

    /// As [`Vault::create`], with a recovery key as one more way to unlock. It is not kept: show it once.
    ///
    /// # Errors
    /// See [`CreateFailure`].
    pub fn create_with_recovery_key(
        data_dir: &Path,
        unlock: &NewUnlock<'_>,
    ) -> Result<(Vault, RecoveryKey), CreateFailure> {
        let key = RecoveryKey::make()?;
        create(data_dir, unlock, Some(&key)).map(|vault| (vault, key))
    }

    /// Unlocks the vault with its passphrase. Takes as long as its KDF costs say, about one second.
    ///
    /// # Errors
    /// See [`OpenFailure`]; `WrongPassphrase` when it opens no slot, `HeaderDamaged` when the header is not as written.
    pub fn open_with_passphrase(data_dir: &Path, passphrase: &str) -> Result<Vault, OpenFailure> {
        open_with(data_dir, Proof::Passphrase(passphrase))
    }

    /// Unlocks the vault with the secret in the operating system's keyring, waiting at most five seconds for it.
    ///
    /// # Errors
    /// See [`OpenFailure`]; `KeyringMissing` also when this vault has no keyring slot.
    pub fn open_with_keyring(data_dir: &Path) -> Result<Vault, OpenFailure> {
        open_with(data_dir, Proof::Keyring)
    }

    /// Unlocks the vault with its recovery key. Set a new passphrase then: [`Vault::set_passphrase`].
    ///
    /// # Errors
    /// See [`OpenFailure`]; `WrongRecoveryKey` when it opens no slot.
    pub fn open_with_recovery_key(data_dir: &Path, key: &RecoveryKey) -> Result<Vault, OpenFailure> {
        open_with(data_dir, Proof::Recovery(key))
    }

    /// Unlocks a vault whose store is damaged, and saves every authentic record into a new store; says what was saved of
    /// each case and what was lost. The header and the keys' file must be sound. A copy of the damaged store is kept in
    /// `quarantine/`. For stores that do not open otherwise: it takes some seconds for each 100 MB.
    ///
    /// # Errors
    /// As [`Vault::open_with_passphrase`].
    pub fn repair(data_dir: &Path, proof: Proof<'_>) -> Result<(Vault, Vec<Salvaged>), OpenFailure> {
        let salvaged = RefCell::default();
        let way = |header: &Header| unlock_master(header, proof);
        let vault = open_after(data_dir, way, |root, vault_id, keys, books| {
            salvaged.replace(repair(root, vault_id, keys, books)?);
            Ok(())
        })?;
        Ok((vault, salvaged.into_inner()))
    }

    /// Which ways unlock the vault in this data folder, read from its public header.
    ///
    /// # Errors
    /// `NoVault`, `HeaderDamaged`, `NewerFormat` or `Io`.
    pub fn slots(data_dir: &Path) -> Result<Slots, OpenFailure> {
        if !Self::exists(data_dir) {
            return Err(OpenFailure::NoVault);
        }
        read_header(&data_dir.join(FOLDER)).map(|header| header.ways())
    }

    /// Writes the store anew when it takes more than twice the room of what it holds, when most of that was written since
    /// the last time, or when it took over a second to open; whether it did. Meant for a thread in the background after
    /// unlocking: 100,000 records take some seconds, and everything else waits for them. A crash at any moment loses nothing.
    ///
    /// # Errors
    /// See [`CommitFailure`]; the vault goes on as before after `DiskFull`.
    pub fn compact_when_worth_it(&self) -> Result<bool, CommitFailure> {
        let mut books = self.inner.writing();
        let worth = books.slow_to_open || compact::is_worth_it(&*self.inner.store()?)?;
        if worth {
            self.write_anew(&books)?;
            books.slow_to_open = false;
        }
        Ok(worth)
    }

    /// Writes the store anew without what it no longer holds, its short records packed, as
    /// [`Vault::compact_when_worth_it`] does. An older version of the app does not open the vault any more then.
    ///
    /// # Errors
    /// See [`CommitFailure`]; the vault goes on as before after `DiskFull`. It stays as it was, too, when what was written
    /// does not read back as it was (`Io`).
    pub fn compact(&self) -> Result<(), CommitFailure> {
        let books = self.inner.writing();
        Ok(self.write_anew(&books)?)
    }

    /// Only for who holds the books alone.
    pub(crate) fn write_anew(&self, books: &Books) -> Result<(), StoreFailure> {
        free_space::for_another(&self.inner.root, &*self.inner.store()?)?;
        self.inner.compact(books)
    }

    /// Where a copy of the store was kept, when opening found it damaged and could repair it.
    pub fn quarantine(&self) -> Option<PathBuf> {
        self.inner.reading().quarantine.clone()
    }

    /// Opens the store again, after a failed write let nothing more be written (`Halted`): free some room first, or
    /// take away what else kept it from writing. The keys stay, so no passphrase is asked for, and every [`Case`] of this
    /// vault goes on. Whatever was acknowledged is there.
    ///
    /// # Errors
    /// See [`OpenFailure`]; the vault stays halted then.
    pub fn reopen(&self) -> Result<(), OpenFailure> {
        let mut books = self.inner.writing();
        self.inner.close_store();
        *books = Books::new(
            read_keybag(&self.inner.root, &self.inner.keys, &self.inner.vault_id)?,
            &self.inner.keys,
        );
        self.inner.open_store(&mut books).inspect_err(|_| self.inner.close_store())?;
        // On a full disk the vault goes on without it.
        let _ = files::make_ballast(&self.inner.root);
        Ok(())
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }
}
