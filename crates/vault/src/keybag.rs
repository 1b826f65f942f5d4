//! `keybag`: each case's data key, sealed under a key-encryption key that is renewed when a case is destroyed.
//!
//! Layout, integers little-endian: `"UNLKEY\0\1" | format u16 | vault id 16 | sequence u64 | key epoch u32 |
//! place u8 (1: the key-encryption key is here) | sealed key-encryption key 72 | number of cases u32 | cases | mac 32`.
//! A case is `prefix 16 | sealed (case id 16, data key 32) 88 | key check 32`. The key check commits to the data key,
//! which the cipher alone does not. It lives outside sled because sled keeps old bytes.

use std::fmt;
use std::io;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::envelope::{open_bytes, seal_bytes};
use crate::header::HeaderFailure;
use crate::keys::{Key, VaultKeys, same_digest};

const MAGIC: &[u8; 8] = b"UNLKEY\0\x01";
const FORMAT: u16 = 1;
const KEK_HERE: u8 = 1;
const SEALED_KEK: usize = 24 + 32 + 16;
const SEALED_CASE: usize = 24 + 48 + 16;
const MOST_CASES: u32 = 10_000;

/// The random name of a case: 32 hex digits. It says nothing about the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub(crate) [u8; 16]);

/// The text was not 32 lower-case hex digits.
#[derive(Debug, thiserror::Error)]
#[error("not a case id: expected 32 hex digits")]
pub struct NotACaseId;

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseId({self})")
    }
}

impl FromStr for CaseId {
    type Err = NotACaseId;

    fn from_str(text: &str) -> Result<CaseId, NotACaseId> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotACaseId)?;
        bytes.try_into().map(CaseId).map_err(|_| NotACaseId)
    }
}

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CaseId, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The open keybag.
pub(crate) struct Keybag {
    /// Counts the times it was written; the vault's manifest holds it too, so an old keybag is noticed.
    pub(crate) sequence: u64,
    /// Counts the key-encryption keys.
    pub(crate) epoch: u32,
    pub(crate) kek: Key,
    /// In the order in which they were made.
    pub(crate) cases: Vec<(CaseId, Key)>,
}

impl Keybag {
    pub(crate) fn make() -> io::Result<Keybag> {
        Ok(Keybag { sequence: 0, epoch: 1, kek: Key::make_random()?, cases: Vec::new() })
    }

    #[cfg(test)]
    fn data_key(&self, id: &CaseId) -> Option<&Key> {
        self.cases.iter().find(|(case, _)| case == id).map(|(_, key)| key)
    }

    pub(crate) fn to_bytes(&self, keys: &VaultKeys, vault_id: &[u8; 16]) -> io::Result<Vec<u8>> {
        let mut out =
            [MAGIC.as_slice(), &FORMAT.to_le_bytes(), vault_id, &self.sequence.to_le_bytes()].concat();
        out.extend(self.epoch.to_le_bytes());
        out.push(KEK_HERE);
        out.extend(seal_bytes(&keys.wrap, &[], &kek_place(vault_id, self.epoch), self.kek.bytes())?);
        out.extend(u32::try_from(self.cases.len()).map_err(io::Error::other)?.to_le_bytes());
        for (id, key) in &self.cases {
            let prefix = case_prefix(keys, id);
            let plain = Zeroizing::new([id.0.as_slice(), key.bytes()].concat());
            out.extend(prefix);
            out.extend(seal_bytes(&self.kek, &[], &case_place(vault_id, self.epoch, &prefix), &plain)?);
            out.extend(key_check(key));
        }
        out.extend(keys.bag.digest(&[&out]));
        Ok(out)
    }

    pub(crate) fn parse(
        bytes: &[u8],
        keys: &VaultKeys,
        vault_id: &[u8; 16],
    ) -> Result<Keybag, HeaderFailure> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(HeaderFailure::Damaged)?;
        let format = rest.first_chunk::<2>().map(|b| u16::from_le_bytes(*b)).ok_or(HeaderFailure::Damaged)?;
        if format > FORMAT {
            return Err(HeaderFailure::Newer(format));
        }
        Self::parse_signed(bytes, keys, vault_id).ok_or(HeaderFailure::Damaged)
    }

    fn parse_signed(bytes: &[u8], keys: &VaultKeys, vault_id: &[u8; 16]) -> Option<Keybag> {
        let (signed, mac) = bytes.split_last_chunk::<32>()?;
        if !same_digest(&keys.bag.digest(&[signed]), mac) {
            return None;
        }
        let (found_id, rest) = signed.get(MAGIC.len() + 2..)?.split_first_chunk::<16>()?;
        let (sequence, rest) = rest.split_first_chunk::<8>()?;
        let (epoch, rest) = rest.split_first_chunk::<4>()?;
        let (&place, rest) = rest.split_first()?;
        let (kek, rest) = rest.split_first_chunk::<SEALED_KEK>()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let (epoch, count) = (u32::from_le_bytes(*epoch), u32::from_le_bytes(*count));
        if found_id != vault_id || place != KEK_HERE || count > MOST_CASES {
            return None;
        }
        let kek = Key::from_slice(&open_bytes(&keys.wrap, &kek_place(vault_id, epoch), kek)?)?;
        let mut cases = Vec::new();
        for _ in 0..count {
            let (prefix, after) = rest.split_first_chunk::<16>()?;
            let (sealed, after) = after.split_first_chunk::<SEALED_CASE>()?;
            let (check, after) = after.split_first_chunk::<32>()?;
            let plain = open_bytes(&kek, &case_place(vault_id, epoch, prefix), sealed)?;
            let (id, key) = plain.split_first_chunk::<16>()?;
            let (id, key) = (CaseId(*id), Key::from_slice(key)?);
            if !same_digest(&key_check(&key), check) || case_prefix(keys, &id) != *prefix {
                return None;
            }
            cases.push((id, key));
            rest = after;
        }
        let bag = Keybag { sequence: u64::from_le_bytes(*sequence), epoch, kek, cases };
        rest.is_empty().then_some(bag)
    }
}

/// The blinded name that all rows of a case begin with.
pub(crate) fn case_prefix(keys: &VaultKeys, id: &CaseId) -> [u8; 16] {
    let mut prefix = [0; 16];
    prefix.copy_from_slice(&keys.names.digest(&[&id.0])[..16]);
    prefix
}

fn key_check(key: &Key) -> [u8; 32] {
    key.derive("unlisted v1 key check").digest(&[b"check"])
}

fn kek_place(vault_id: &[u8; 16], epoch: u32) -> Vec<u8> {
    [b"UNL1 kek ".as_slice(), vault_id, &epoch.to_le_bytes(), &[KEK_HERE]].concat()
}

fn case_place(vault_id: &[u8; 16], epoch: u32, prefix: &[u8; 16]) -> Vec<u8> {
    [b"UNL1 case".as_slice(), vault_id, &epoch.to_le_bytes(), prefix].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag() -> (Keybag, VaultKeys, [u8; 16]) {
        let mut bag = Keybag::make().unwrap();
        for n in 0..2 {
            bag.cases.push((CaseId([n; 16]), Key::make_random().unwrap()));
        }
        (bag, VaultKeys::derive(&Key::make_random().unwrap()), [3; 16])
    }

    #[test]
    fn reads_back_what_was_written() {
        let (bag, keys, vault) = bag();
        let bytes = bag.to_bytes(&keys, &vault).unwrap();
        let back = Keybag::parse(&bytes, &keys, &vault).unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!((back.sequence, back.epoch, back.cases.len()), (0, 1, 2));
        for (id, key) in &bag.cases {
            assert_eq!(back.data_key(id).unwrap().bytes(), key.bytes());
        }
        assert!(Keybag::parse(&bytes, &keys, &[4; 16]).is_err());
    }

    #[test]
    fn every_flipped_byte_and_every_shorter_file_fails() {
        let (bag, keys, vault) = bag();
        let bytes = bag.to_bytes(&keys, &vault).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            assert!(Keybag::parse(&changed, &keys, &vault).is_err(), "byte {at}");
            assert!(Keybag::parse(&bytes[..at], &keys, &vault).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_case_id_is_read_back_from_its_text_only() {
        let id = CaseId([0xab; 16]);
        assert_eq!(id.to_string().parse::<CaseId>().unwrap(), id);
        assert_eq!(serde_json::from_str::<CaseId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        for bad in ["", "ab", "../../etc/passwd", &"AB".repeat(16), &"ab".repeat(17)] {
            assert!(bad.parse::<CaseId>().is_err(), "{bad}");
        }
    }
}
