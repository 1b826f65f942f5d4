//! Creating a vault: built beside its place, moved there when it is complete.

use std::fs;
use std::path::Path;

use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::{Kdf, KdfStrength};
use crate::crypto::keys::{Key, VaultKeys, make_random};
use crate::crypto::recovery_key::RecoveryKey;
use crate::disk::files;
use crate::disk::filesystem::judge_folder;
use crate::failure::{CreateFailure, OpenFailure};
use crate::format::header::{Header, Way};
use crate::format::keybag::Keybag;
use crate::keyring::{backend, forget_secret, keep_bytes};
use crate::store::sled_store::{Store, close};
use crate::vault::opening::keyring_user;
use crate::vault::unlock_methods::KeyringEntry;
use crate::vault::unlocked::{Books, first_rows};
use crate::vault::{FOLDER, Vault};

/// Where a vault is built.
pub(crate) const UNFINISHED: &str = "vault.new";
const FIRST_EPOCH: u32 = 1;

/// How a new vault is to be unlocked.
#[derive(Clone, Copy)]
pub struct NewUnlock<'a> {
    /// The passphrase, not empty; the app asks for a good one.
    pub passphrase: &'a str,
    /// Whether the operating system's keyring opens it too.
    pub keyring: bool,
    /// How costly one try of the passphrase is made.
    pub strength: KdfStrength,
}

pub(crate) fn create(
    data_dir: &Path,
    unlock: &NewUnlock<'_>,
    recovery: Option<&RecoveryKey>,
) -> Result<Vault, CreateFailure> {
    if unlock.passphrase.is_empty() {
        return Err(CreateFailure::EmptyPassphrase);
    }
    if Vault::exists(data_dir) {
        return Err(CreateFailure::AlreadyThere);
    }
    judge_folder(data_dir)?;
    if !data_dir.is_dir() {
        fs::create_dir_all(data_dir)?;
        files::make_private_folder(data_dir)?;
    }
    let (root, fresh) = (data_dir.join(FOLDER), data_dir.join(UNFINISHED));
    files::make_private_folder(&fresh)?;
    let lock = files::lock(&fresh)?;
    if fresh.join("db").is_dir() {
        // Left by a crash; a vault that was never finished holds nothing.
        fs::remove_dir_all(fresh.join("db"))?;
    }

    let vault_id = make_random()?;
    let made = build(&fresh, vault_id, unlock, recovery).and_then(|(keys, bag)| {
        fs::rename(&fresh, &root)?;
        files::sync_folder(data_dir)?;
        let books = Books::new(bag, &keys);
        let mut vault = Vault::raise(root.clone(), lock, vault_id, keys, books)?;
        vault.compare_with_keyring(unlock.keyring)?;
        Ok(vault)
    });
    if made.is_err() {
        // It was never used, so taking it away loses nothing.
        let _ = fs::remove_dir_all(&fresh);
        let _ = fs::remove_dir_all(&root);
        let asked_in_vain =
            matches!(made, Err(CreateFailure::KeyringLocked | CreateFailure::KeyringUnavailable(_)));
        // A keyring that gave no answer is not waited for once more; what it keeps late is taken back then.
        if unlock.keyring && !asked_in_vain {
            let _ = forget_secret(&keyring_user(&vault_id));
        }
    }
    made
}

/// Writes all files of an empty vault into `folder`.
fn build(
    folder: &Path,
    vault_id: [u8; 16],
    unlock: &NewUnlock<'_>,
    recovery: Option<&RecoveryKey>,
) -> Result<(VaultKeys, Keybag), CreateFailure> {
    let master = Master::make_random(FIRST_EPOCH)?;
    let keys = VaultKeys::derive(&master);
    let mut header = Header::new(vault_id);

    if unlock.keyring {
        let secret = Key::make_random()?;
        let entry = KeyringEntry { secret, step: master.step.clone() };
        keep_bytes(&keyring_user(&vault_id), &entry.to_bytes())?;
        header.add_slot(Way::Keyring { backend: backend() }, &entry.secret, &master)?;
    }
    let kdf = Kdf::make(unlock.strength)?;
    let secret = kdf.stretch(unlock.passphrase)?;
    header.add_slot(Way::Passphrase(kdf), &secret, &master)?;

    if let Some(key) = recovery {
        header.add_slot(Way::Recovery, &key.secret(), &master)?;
    }

    let bag = Keybag::make(master.step.clone())?;
    files::make_ballast(folder)?;
    let (store, _) = Store::open(folder)?;
    store.commit(&first_rows(&keys, &vault_id, &bag)?)?;
    close(store);
    files::write_whole(&folder.join("keybag"), &bag.to_bytes(&keys, &vault_id)?)?;
    files::write_whole(&folder.join("vault.hdr"), &header.to_bytes(&keys.header)?)?;
    Ok((keys, bag))
}

impl From<OpenFailure> for CreateFailure {
    fn from(failure: OpenFailure) -> Self {
        match failure {
            OpenFailure::InUse => Self::InUse,
            OpenFailure::DiskFull => Self::DiskFull,
            OpenFailure::ReadOnly => Self::ReadOnly,
            OpenFailure::Io(error) => Self::Io(error),
            other => Self::Io(std::io::Error::other(other)),
        }
    }
}
