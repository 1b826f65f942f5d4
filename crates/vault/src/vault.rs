//! An unlocked vault: opening it by passphrase or keyring, and its cases.

use std::cell::RefCell;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;

use crate::books::{Books, CaseBook, Inner};
use crate::case::Case;
use crate::compact;
use crate::create::{NewUnlock, create};
use crate::disk;
use crate::failure::{CommitFailure, CreateFailure, OpenFailure, ReadFailure};
use crate::filesystem::judge_folder;
use crate::header::{Header, Slots};
use crate::keybag::{CaseId, Keybag, KeybagFailure, case_prefix};
use crate::keys::{CaseKeys, Key, VaultKeys, make_random};
use crate::outside::OlderCopy;
use crate::quarantine::keep_first_copies;
use crate::recovery::RecoveryKey;
use crate::repair::{Salvaged, repair};
use crate::restore;
use crate::room;
use crate::slots::{Proof, unlock_master};
use crate::step::Master;
use crate::store::StoreFailure;
use crate::turns;

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
        room::for_store(&self.inner.root, 0)?;
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
        let _ = old_file.and_then(disk::overwrite);
        books.cases.remove(id);
        // Where it can not be noted, the bytes stay until the store is next written anew.
        let _ = compact::owe(&self.inner.root);
        self.bring_in_line(&books)?;
        // What is left of the rows opens with no key any more; this only takes the bytes away as well.
        let _ = self.write_anew(&books);
        // The case is gone from the vault; what is left is told, and the next backup tries again.
        turns::renew(&self.inner, &books)?;
        Ok(())
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
    fn write_anew(&self, books: &Books) -> Result<(), StoreFailure> {
        room::for_another(&self.inner.root, &*self.inner.store()?)?;
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
        let _ = disk::make_ballast(&self.inner.root);
        Ok(())
    }

    /// Opens the store with the keys at hand, checks the vault manifest against the keybag and finishes what an
    /// interruption left.
    pub(crate) fn raise(
        root: PathBuf,
        lock: File,
        vault_id: [u8; 16],
        keys: VaultKeys,
        books: Books,
    ) -> Result<Vault, OpenFailure> {
        let inner = Inner::new(root, lock, vault_id, keys, books);
        inner.open_store(&mut inner.writing()).inspect_err(|failure| {
            inner.close_store();
            if matches!(failure, OpenFailure::RecordsChanged | OpenFailure::RolledBack { .. }) {
                keep_first_copies(&inner.root);
            }
        })?;
        // On a full disk the vault opens without it.
        let _ = disk::make_ballast(&inner.root);
        Ok(Vault { inner: Arc::new(inner), older_copy: OlderCopy::NotNoticed })
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
            .and_then(|bytes| disk::write_whole(&self.keybag_path(), &bytes));
        match &written {
            Err(error) if disk::says_full(error) => {
                disk::release_ballast(&self.inner.root);
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

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }
}

/// The name of a vault's secret in the keyring.
pub(crate) fn keyring_user(vault_id: &[u8; 16]) -> String {
    HEXLOWER.encode(vault_id)
}

/// The vault's header; a missing file is damage, since a vault is never without.
pub(crate) fn read_header(root: &Path) -> Result<Header, OpenFailure> {
    let bytes = read_or(root, "vault.hdr", OpenFailure::HeaderDamaged)?;
    Ok(Header::parse(&bytes)?)
}

/// The cases' keys as they are on the disk.
fn read_keybag(root: &Path, keys: &VaultKeys, vault_id: &[u8; 16]) -> Result<Keybag, OpenFailure> {
    let bytes = read_or(root, "keybag", OpenFailure::KeybagDamaged)?;
    Keybag::parse(&bytes, keys, vault_id).map_err(|failure| match failure {
        KeybagFailure::Damaged => OpenFailure::KeybagDamaged,
        // An older copy, for which the keyring no longer has the key: the passphrase opens it.
        KeybagFailure::OutOfReach => OpenFailure::KeyringChanged,
        KeybagFailure::Newer(found) => OpenFailure::NewerFormat { found, supported: crate::header::FORMAT },
    })
}

/// Opens the vault with what somebody has for it.
fn open_with(data_dir: &Path, proof: Proof<'_>) -> Result<Vault, OpenFailure> {
    open(data_dir, |header| unlock_master(header, proof))
}

/// Opens the vault with the master key that `unlock` gets out of its header.
pub(crate) fn open(
    data_dir: &Path,
    unlock: impl FnOnce(&Header) -> Result<Master, OpenFailure>,
) -> Result<Vault, OpenFailure> {
    open_after(data_dir, unlock, |_, _, _, _| Ok(()))
}

/// As [`open`], after `first` was done with the store still closed.
pub(crate) fn open_after(
    data_dir: &Path,
    unlock: impl FnOnce(&Header) -> Result<Master, OpenFailure>,
    first: impl FnOnce(&Path, &[u8; 16], &VaultKeys, &Books) -> Result<(), OpenFailure>,
) -> Result<Vault, OpenFailure> {
    if !Vault::exists(data_dir) {
        return Err(OpenFailure::NoVault);
    }
    let root = data_dir.join(FOLDER);
    // A newer format is told before anything is written, the lock file included.
    let header = read_header(&root)?;
    judge_folder(&root)?;
    let lock = disk::lock(&root)?;
    let was_copied = disk::is_copy_of_open(&lock);
    let keys = VaultKeys::derive(&unlock(&header)?);
    if !header.is_authentic(&keys.header) {
        return Err(OpenFailure::HeaderDamaged);
    }
    let raised = read_keybag(&root, &keys, &header.vault_id).and_then(|bag| {
        let books = Books::new(bag, &keys);
        first(&root, &header.vault_id, &keys, &books)?;
        let mut vault = Vault::raise(root, lock, header.vault_id, keys, books)?;
        vault.compare_with_keyring(header.ways().keyring)?;
        restore::forget_aside(data_dir);
        // The vault itself is sound; the next opening tries again.
        let _ = turns::settle(vault.inner());
        Ok(vault)
    });
    raised.map_err(|failure| if was_copied { failure.of_a_copy() } else { failure })
}

fn read_or(root: &Path, name: &str, damaged: OpenFailure) -> Result<Vec<u8>, OpenFailure> {
    disk::read_whole(&root.join(name)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::FileTooLarge | io::ErrorKind::NotADirectory => damaged,
        _ => error.into(),
    })
}
