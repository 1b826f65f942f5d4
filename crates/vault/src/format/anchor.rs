//! The anchor: a small file beside the store that says which commit was the last.
//!
//! When sled's log is damaged near its end, sled takes the rest for never written and opens an earlier state that is
//! sound in itself: the manifests can not tell, the anchor can. Layout: `counter u64 LE | BLAKE3(sealed vault
//! manifest) 32 | mac 32`. It is written in place after each commit is durable and not synced: after a power cut it
//! may be behind the store, which is fine, and never ahead of it. Somebody who puts back the whole folder puts back
//! the anchor too; only the counter in the keyring (`outside.rs`) notices that.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::crypto::keys::{Key, same_digest};
use crate::disk::files;

const NAME: &str = "anchor";

/// The last commit: the vault manifest's counter and the digest of its sealed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) counter: u64,
    pub(crate) digest: [u8; 32],
}

impl Anchor {
    /// Writes the anchor in place: it needs no room on a full disk.
    pub(crate) fn write(&self, root: &Path, key: &Key, vault_id: &[u8; 16]) -> io::Result<()> {
        let path = root.join(NAME);
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
        files::make_private_file(&path)?;
        file.write_all(&self.to_bytes(key, vault_id))
    }

    pub(crate) fn to_bytes(self, key: &Key, vault_id: &[u8; 16]) -> Vec<u8> {
        let counter = self.counter.to_le_bytes();
        let mac = key.digest(&[vault_id, &counter, &self.digest]);
        [counter.as_slice(), &self.digest, &mac].concat()
    }

    /// The anchor as written; `None` when it is missing or torn, which says nothing about the store.
    pub(crate) fn read(root: &Path, key: &Key, vault_id: &[u8; 16]) -> Option<Anchor> {
        Self::of_bytes(&files::read_whole(&root.join(NAME)).ok()?, key, vault_id)
    }

    /// The anchor in these bytes; `None` when they were not written for this vault.
    pub(crate) fn of_bytes(bytes: &[u8], key: &Key, vault_id: &[u8; 16]) -> Option<Anchor> {
        let bytes: &[u8; 72] = bytes.try_into().ok()?;
        let (counter, rest) = bytes.split_first_chunk::<8>()?;
        let (digest, rest) = rest.split_first_chunk::<32>()?;
        let mac = rest.first_chunk::<32>()?;
        same_digest(&key.digest(&[vault_id, counter, digest]), mac)
            .then(|| Anchor { counter: u64::from_le_bytes(*counter), digest: *digest })
    }

    /// Takes the anchor away: the store is accepted as it is at the next opening.
    pub(crate) fn forget(root: &Path) -> io::Result<()> {
        match fs::remove_file(root.join(NAME)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => files::sync_folder(root),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_back_and_every_flipped_byte_makes_it_silent() {
        let folder = tempfile::tempdir().unwrap();
        let (key, vault) = (Key::make_random().unwrap(), [4; 16]);
        let anchor = Anchor { counter: 7, digest: [1; 32] };
        assert_eq!(Anchor::read(folder.path(), &key, &vault), None);
        anchor.write(folder.path(), &key, &vault).unwrap();
        assert_eq!(Anchor::read(folder.path(), &key, &vault), Some(anchor));
        assert_eq!(Anchor::read(folder.path(), &key, &[5; 16]), None);
        let bytes = fs::read(folder.path().join(NAME)).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            fs::write(folder.path().join(NAME), changed).unwrap();
            assert_eq!(Anchor::read(folder.path(), &key, &vault), None, "byte {at}");
        }
        Anchor::forget(folder.path()).unwrap();
        Anchor::forget(folder.path()).unwrap();
    }
}
