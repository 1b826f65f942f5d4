//! Removing all that a vault ever wrote, and saying what could not be removed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::files;
use crate::keyring::{KeyringState, forget_secret};
use crate::vault::backups::FOLDER as BACKUPS;
use crate::vault::create::UNFINISHED;
use crate::vault::older_copy;
use crate::vault::opening::{keyring_user, read_header};
use crate::vault::restore::ASIDE;
use crate::vault::{FOLDER, Vault};

/// Something that a wipe could not remove.
#[derive(Debug)]
#[non_exhaustive]
pub enum Left {
    /// The vault is open, here or in another process: nothing was removed.
    InUse,
    /// A file or folder.
    File {
        /// Where it is.
        path: PathBuf,
        /// Why it is still there.
        why: io::Error,
    },
    /// The secret in the operating system's keyring, which opens nothing any more.
    KeyringSecret(KeyringState),
    /// The header was damaged, so it is not known whether the keyring holds a secret (under the service "unlisted").
    PerhapsKeyringSecret,
}

/// Removes the vault of this data folder, its backups there and its secrets in the keyring; drop the open [`Vault`] first. The keys' files
/// are overwritten before they are removed, which not every disk does in place. Returns what is left: nothing when all
/// went well or when there was no vault.
pub fn wipe(data_dir: &Path) -> Vec<Left> {
    let mut left = Vec::new();
    let root = data_dir.join(FOLDER);
    if Vault::exists(data_dir) && root.is_dir() {
        match files::lock(&root) {
            // Dropped at the end of the arm: some systems do not remove a file that is open.
            Ok(_lock) => forget_keys(&root, &mut left),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return vec![Left::InUse],
            Err(_) => forget_keys(&root, &mut left),
        }
    }
    let folders = [UNFINISHED, ASIDE, BACKUPS].map(|name| data_dir.join(name));
    for path in [root].into_iter().chain(folders) {
        if fs::symlink_metadata(&path).is_ok() {
            remove(&path, &mut left);
        }
    }
    left
}

fn forget_keys(root: &Path, left: &mut Vec<Left>) {
    match read_header(root) {
        Ok(header) if header.ways().keyring => {
            let forgotten = match forget_secret(&keyring_user(&header.vault_id)) {
                // It is not waited for twice.
                Err(KeyringState::TimedOut) => Err(KeyringState::TimedOut),
                Err(KeyringState::Missing) => older_copy::forget(&header.vault_id),
                other => other.and(older_copy::forget(&header.vault_id)),
            };
            if let Err(state) = forgotten {
                left.push(Left::KeyringSecret(state));
            }
        }
        Ok(_) => {}
        Err(_) => left.push(Left::PerhapsKeyringSecret),
    }
    for name in ["vault.hdr", "keybag"] {
        // Best effort: the file is removed next, and what can not be removed is told then.
        let _ = File::options().write(true).open(root.join(name)).and_then(files::overwrite);
    }
}

/// Removes a file, or a folder with all in it; goes on after what can not be removed. Links are not followed.
fn remove(path: &Path, left: &mut Vec<Left>) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    let removed = if is_folder {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            remove(&entry.path(), left);
        }
        fs::remove_dir(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            left.push(Left::File { path: path.to_owned(), why: error });
        }
        _ => {}
    }
}
