//! From a backup to a vault: built beside its place, gone through as a whole, and only then put there.
//!
//! The vault that was there is moved aside as `vault.aside` and stays until the restored one has opened. A crash
//! leaves one of these states, and [`settle`] makes the first into a vault again: `vault.aside` without `vault`;
//! `vault.aside` beside `vault`.

use std::fs;
use std::io;
use std::path::Path;

use crate::crypto::keys::VaultKeys;
use crate::disk::files::{self, BALLAST_BYTES};
use crate::disk::filesystem::judge_folder;
use crate::disk::free_space;
use crate::failure::OpenFailure;
use crate::format::backup_file::{BackupFailure, BackupFile, CopiedRow};
use crate::format::header::{FORMAT, Header};
use crate::store::sled_store::{Store, close};
use crate::vault::create::UNFINISHED;
use crate::vault::older_copy;
use crate::vault::opening::open;
use crate::vault::unlock_methods::{Proof, unlock_master};
use crate::vault::unlocked::Books;
use crate::vault::{FOLDER, Vault};

/// Where a vault is kept that a restored one replaces.
pub(crate) const ASIDE: &str = "vault.aside";

/// Why a backup was not restored. The vault that was there is in its place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreFailure {
    /// The backup can not be used, or what it was to become could not be written.
    #[error(transparent)]
    Backup(#[from] BackupFailure),
    /// It did not open with what was given, or the vault in its place is open.
    #[error(transparent)]
    Open(#[from] OpenFailure),
}

impl From<io::Error> for RestoreFailure {
    fn from(error: io::Error) -> Self {
        Self::Open(error.into())
    }
}

impl Vault {
    /// Puts the vault of a backup into this data folder and unlocks it, after every record of it was opened once. A
    /// vault that is there must be locked; it is replaced, and kept until the restored one has opened. When it fails, it
    /// is in its place as before. Takes a few seconds for each 100,000 records.
    ///
    /// # Errors
    /// See [`RestoreFailure`].
    pub fn restore(data_dir: &Path, file: &Path, proof: Proof<'_>) -> Result<Vault, RestoreFailure> {
        let copy = BackupFile::open(file)?;
        let master = unlock_master(&copy.header, proof)?;
        let keys = VaultKeys::derive(&master);
        judge_folder(data_dir).map_err(OpenFailure::from)?;
        if !data_dir.is_dir() {
            fs::create_dir_all(data_dir)?;
            files::make_private_folder(data_dir)?;
        }
        settle(data_dir)?;
        free_space::for_store(data_dir, fs::metadata(file)?.len().saturating_add(BALLAST_BYTES))?;
        let (root, fresh, aside) = (data_dir.join(FOLDER), data_dir.join(UNFINISHED), data_dir.join(ASIDE));
        let mut taken = if root.is_dir() { Some(files::lock(&root)?) } else { None };
        if aside.exists() && taken.is_some() {
            // What is in place was restored and never opened; the vault before it is the one to keep.
            take_back(data_dir)?;
            taken = Some(files::lock(&root)?);
        }
        let vault_id = copy.header.vault_id;
        let had_keyring = copy.header.ways().keyring;
        if let Err(failure) = build(&fresh, copy, keys) {
            // It was never used, so taking it away loses nothing.
            let _ = fs::remove_dir_all(&fresh);
            return Err(failure);
        }
        if had_keyring {
            // The person wants the older state. A counter that stays is told when the vault is opened.
            let _ = older_copy::forget(&vault_id);
        }
        let replaces = taken.is_some();
        let placed = if replaces { fs::rename(&root, &aside) } else { Ok(()) };
        let placed = placed
            .and_then(|()| files::sync_folder(data_dir))
            .and_then(|()| fs::rename(&fresh, &root))
            .and_then(|()| files::sync_folder(data_dir));
        drop(taken);
        let opened = placed.map_err(OpenFailure::from).and_then(|()| open(data_dir, |_| Ok(master)));
        // Who has it open already goes on with it.
        if opened.as_ref().is_err_and(|failure| !matches!(failure, OpenFailure::InUse)) {
            // Where this fails too, the next opening takes what is in place, and both are whole.
            let _ =
                if aside.exists() || !replaces { take_back(data_dir) } else { fs::remove_dir_all(&fresh) };
        }
        Ok(opened?)
    }
}

/// Builds the vault in `folder`, opens it there and goes through all its cases.
fn build(folder: &Path, copy: BackupFile, keys: VaultKeys) -> Result<(), RestoreFailure> {
    files::make_private_folder(folder)?;
    let lock = files::lock(folder)?;
    for left_over in ["db", "index", "quarantine"].map(|name| folder.join(name)) {
        if left_over.is_dir() {
            fs::remove_dir_all(left_over)?;
        }
    }
    let vault_id = copy.header.vault_id;
    // Long rows go into a file of their own, which older versions of the app do not know.
    let mut header = Header::parse(&copy.bytes).map_err(OpenFailure::from)?;
    header.format = FORMAT;
    files::make_ballast(folder)?;
    let (store, _) = Store::open(folder).map_err(OpenFailure::from)?;
    let filled = store.fill(|store| {
        copy.read(&keys, |CopiedRow { is_record, key, value }| {
            Ok(if is_record { store.record(&key, &value) } else { store.manifest(&key, &value) }?)
        })
    });
    close(store);
    let (_, bag) = filled?;
    files::write_whole(&folder.join("keybag"), &bag.to_bytes(&keys, &vault_id)?)?;
    files::write_whole(&folder.join("vault.hdr"), &header.to_bytes(&keys.header)?)?;
    let books = Books::new(bag, &keys);
    let vault = Vault::raise(folder.to_owned(), lock, vault_id, keys, books)?;
    for id in vault.cases() {
        let checked = vault.case(&id).and_then(|case| case.verify());
        checked.map_err(|failure| RestoreFailure::from(BackupFailure::from(failure)))?;
    }
    Ok(())
}

/// Puts a vault back that was moved aside, when nothing came into its place.
pub(crate) fn settle(data_dir: &Path) -> io::Result<()> {
    let (root, aside) = (data_dir.join(FOLDER), data_dir.join(ASIDE));
    if !aside.exists() || fs::symlink_metadata(&root).is_ok() {
        return Ok(());
    }
    fs::rename(aside, root)?;
    files::sync_folder(data_dir)
}

/// Puts the vault that was moved aside back into its place, where there is one; the restored one, which was never
/// opened, goes. A crash in between leaves what [`settle`] knows, and `vault.new`, which is never used.
fn take_back(data_dir: &Path) -> io::Result<()> {
    let [root, fresh, aside] = [FOLDER, UNFINISHED, ASIDE].map(|name| data_dir.join(name));
    move_out(&root, &fresh)?;
    if aside.exists() {
        fs::rename(aside, root)?;
    }
    files::sync_folder(data_dir)?;
    fs::remove_dir_all(fresh)
}

/// Moves a folder to where it is no vault any more, replacing what is there.
fn move_out(folder: &Path, to: &Path) -> io::Result<()> {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    match fs::rename(folder, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes the vault that was replaced, after its successor has opened. What can not be removed now is tried again at the
/// next opening.
pub(crate) fn forget_aside(data_dir: &Path) {
    let [fresh, aside] = [UNFINISHED, ASIDE].map(|name| data_dir.join(name));
    if aside.exists() {
        // First its name, at once: half of it must never be taken for the vault to keep.
        let _ = move_out(&aside, &fresh).and_then(|()| files::sync_folder(data_dir));
    }
    let _ = fs::remove_dir_all(fresh);
}
