//! Secret keys that wipe themselves, random bytes, and the keys derived from other keys.

use std::io;

use zeroize::{Zeroize as _, Zeroizing};

use crate::crypto::epoch_key::{Master, Step};
use crate::crypto::memory::SecretBytes;

/// A 32-byte secret. Stays on a page of its own, so that moving it leaves no copy behind; wiped when dropped; never
/// printed.
pub(crate) struct Key(SecretBytes);

impl Key {
    /// A fresh random key from the operating system.
    pub(crate) fn make_random() -> io::Result<Key> {
        let mut key = Key(SecretBytes::new());
        fill_random(key.0.fill_in())?;
        Ok(key)
    }

    /// A key made of exactly 32 bytes; `None` for any other length.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Key> {
        if bytes.len() != 32 {
            return None;
        }
        let mut key = Key(SecretBytes::new());
        key.0.fill_in().copy_from_slice(bytes);
        Some(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.get()
    }

    /// The key for one purpose under this key (BLAKE3 in its key derivation mode).
    pub(crate) fn derive(&self, context: &'static str) -> Key {
        derive_key(context, &[self.bytes()])
    }

    /// BLAKE3 keyed with this key over the parts, one after the other. Callers fix the parts' lengths.
    pub(crate) fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(self.bytes());
        for part in parts {
            hasher.update(part);
        }
        let digest = hasher.finalize().into();
        hasher.zeroize();
        digest
    }
}

/// A key derived from the parts, for the purpose that `context` names.
pub(crate) fn derive_key(context: &'static str, parts: &[&[u8]]) -> Key {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for part in parts {
        hasher.update(part);
    }
    let mut key = Key(SecretBytes::new());
    let mut output = hasher.finalize_xof();
    output.fill(key.0.fill_in());
    output.zeroize();
    hasher.zeroize();
    key
}

/// Fills `bytes` with randomness of the operating system.
pub(crate) fn fill_random(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|_| io::Error::other("the operating system gave no random bytes"))
}

/// `N` random bytes of the operating system.
pub(crate) fn make_random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

/// Whether two digests are the same, in a time that does not depend on where they differ.
pub(crate) fn same_digest(one: &[u8; 32], other: &[u8; 32]) -> bool {
    blake3::Hash::from(*one) == blake3::Hash::from(*other)
}

impl Clone for Key {
    /// The same key once more, on a page of its own.
    fn clone(&self) -> Key {
        let mut key = Key(SecretBytes::new());
        key.0.fill_in().copy_from_slice(self.bytes());
        key
    }
}

/// The keys of an unlocked vault, all derived from the master key, which is not kept.
pub(crate) struct VaultKeys {
    /// Authenticates `vault.hdr`.
    pub(crate) header: Key,
    /// Authenticates `keybag`.
    pub(crate) bag: Key,
    /// Seals the key-encryption key inside a `keybag` of format 1; later ones have a step for that.
    pub(crate) wrap: Key,
    /// Authenticates `anchor`.
    pub(crate) anchor: Key,
    /// Names the cases' key prefixes.
    pub(crate) names: Key,
    /// Seals the vault's manifest.
    pub(crate) manifest: Key,
    /// Authenticates backups.
    pub(crate) backup: Key,
    /// Leads to the step that seals the key-encryption key.
    pub(crate) step: Option<Step>,
}

impl VaultKeys {
    pub(crate) fn derive(master: &Master) -> VaultKeys {
        let Master { key: master, step } = master;
        VaultKeys {
            header: master.derive("unlisted v1 header mac"),
            bag: master.derive("unlisted v1 keybag mac"),
            wrap: master.derive("unlisted v1 kek wrap"),
            anchor: master.derive("unlisted v1 anchor"),
            names: master.derive("unlisted v1 case prefix"),
            manifest: master.derive("unlisted v1 vault manifest"),
            backup: master.derive("unlisted v1 backup mac"),
            step: step.clone(),
        }
    }
}

/// The keys of one case, derived from its data key, and the prefix its rows carry.
pub(crate) struct CaseKeys {
    /// Seals the records and the case's manifest.
    pub(crate) records: Key,
    /// Blinds the records' names.
    pub(crate) names: Key,
    /// Keys the set-hash over all rows.
    pub(crate) set: Key,
    pub(crate) prefix: [u8; 16],
}

impl CaseKeys {
    pub(crate) fn derive(data_key: &Key, prefix: [u8; 16]) -> CaseKeys {
        CaseKeys {
            records: data_key.derive("unlisted v1 records"),
            names: data_key.derive("unlisted v1 record names"),
            set: data_key.derive("unlisted v1 set hash"),
            prefix,
        }
    }
}

/// A growing buffer that wipes what it leaves behind when it moves.
#[derive(Default)]
pub(crate) struct WipingBuffer(Zeroizing<Vec<u8>>);

impl WipingBuffer {
    pub(crate) fn into_inner(self) -> Zeroizing<Vec<u8>> {
        self.0
    }
}

impl io::Write for WipingBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(512) * 2));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn derived_keys_differ_by_purpose_and_by_source() {
        let (a, b) = (Key::make_random().unwrap(), Key::make_random().unwrap());
        assert_ne!(a.derive("one").bytes(), a.derive("two").bytes());
        assert_ne!(a.derive("one").bytes(), b.derive("one").bytes());
        assert_eq!(a.derive("one").bytes(), a.derive("one").bytes());
    }

    #[test]
    fn the_wiping_buffer_keeps_what_was_written() {
        let mut buffer = WipingBuffer::default();
        for n in 0..2000_u16 {
            buffer.write_all(&n.to_le_bytes()).unwrap();
        }
        let expected: Vec<u8> = (0..2000_u16).flat_map(u16::to_le_bytes).collect();
        assert_eq!(*buffer.into_inner(), expected);
    }
}
