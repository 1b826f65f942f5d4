//! Opening a vault: its header, its keys, then its store, each checked against the one before.

use crate::crypto::epoch_key::Master;
use crate::crypto::keys::VaultKeys;
use crate::disk::files;
use crate::disk::filesystem::judge_folder;
use crate::disk::quarantine::keep_first_copies;
use crate::failure::OpenFailure;
use crate::format::header::Header;
use crate::format::keybag::{Keybag, KeybagFailure};
use crate::vault::older_copy::OlderCopy;
use crate::vault::unlock_methods::{Proof, unlock_master};
use crate::vault::unlocked::{Books, Inner};
use crate::vault::{FOLDER, Vault, backups, restore};
use data_encoding::HEXLOWER;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Vault {
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
        let _ = files::make_ballast(&inner.root);
        Ok(Vault { inner: Arc::new(inner), older_copy: OlderCopy::NotNoticed })
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
pub(crate) fn read_keybag(root: &Path, keys: &VaultKeys, vault_id: &[u8; 16]) -> Result<Keybag, OpenFailure> {
    let bytes = read_or(root, "keybag", OpenFailure::KeybagDamaged)?;
    Keybag::parse(&bytes, keys, vault_id).map_err(|failure| match failure {
        KeybagFailure::Damaged => OpenFailure::KeybagDamaged,
        // An older copy, for which the keyring no longer has the key: the passphrase opens it.
        KeybagFailure::OutOfReach => OpenFailure::KeyringChanged,
        KeybagFailure::Newer(found) => {
            OpenFailure::NewerFormat { found, supported: crate::format::header::FORMAT }
        }
    })
}

/// Opens the vault with what somebody has for it.
pub(crate) fn open_with(data_dir: &Path, proof: Proof<'_>) -> Result<Vault, OpenFailure> {
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
    let lock = files::lock(&root)?;
    let was_copied = files::is_copy_of_open(&lock);
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
        let _ = backups::settle(vault.inner());
        Ok(vault)
    });
    raised.map_err(|failure| if was_copied { failure.of_a_copy() } else { failure })
}

fn read_or(root: &Path, name: &str, damaged: OpenFailure) -> Result<Vec<u8>, OpenFailure> {
    files::read_whole(&root.join(name)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::FileTooLarge | io::ErrorKind::NotADirectory => damaged,
        _ => error.into(),
    })
}
