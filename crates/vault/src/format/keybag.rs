//! `keybag`: each case's data key, sealed under a key-encryption key that is renewed when a case is destroyed.
//!
//! Layout, integers little-endian: `"UNLKEY\0\1" | format u16 | vault id 16 | sequence u64 | key epoch u32 |
//! place u8 | sealed key-encryption key 72 | number of cases u32 | cases | mac 32`. At place 1 (format 1) the
//! key-encryption key is sealed under a key of the master key, at place 2 (format 2) under the epoch's step.
//! A case is `prefix 16 | sealed (case id 16, data key 32) 88 | key check 32`. The key check commits to the data key,
//! which the cipher alone does not. It lives outside sled because sled keeps old bytes.

use std::fmt;
use std::io;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::crypto::envelope::{open_bytes, seal_bytes};
use crate::crypto::epoch_key::Step;
use crate::crypto::keys::{Key, VaultKeys, same_digest};

const MAGIC: &[u8; 8] = b"UNLKEY\0\x01";
/// The newest format of this file.
const FORMAT: u16 = 2;
const UNDER_MASTER: u8 = 1;
const UNDER_STEP: u8 = 2;
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

/// Why a keybag could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum KeybagFailure {
    Damaged,
    Newer(u16),
    /// The keyring's step is past its epoch: it is an older copy.
    OutOfReach,
}

/// The keys of the epoch before.
pub(crate) struct Renewed {
    kek: Key,
    step: Option<Step>,
}

/// The open keybag.
pub(crate) struct Keybag {
    /// Counts the times it was written; the vault's manifest holds it too, so an old keybag is noticed.
    pub(crate) sequence: u64,
    /// Counts the key-encryption keys.
    pub(crate) epoch: u32,
    pub(crate) kek: Key,
    /// The present step; none in a keybag of format 1, which stays what it is.
    pub(crate) step: Option<Step>,
    /// In the order in which they were made.
    pub(crate) cases: Vec<(CaseId, Key)>,
}

impl Keybag {
    /// An empty one, for a new vault with this first step.
    pub(crate) fn make(step: Option<Step>) -> io::Result<Keybag> {
        let epoch = step.as_ref().map_or(1, |step| step.epoch);
        Ok(Keybag { sequence: 0, epoch, kek: Key::make_random()?, step, cases: Vec::new() })
    }

    /// Goes on to the next epoch, with a fresh key-encryption key: what was sealed before opens with neither.
    pub(crate) fn renew(&mut self) -> io::Result<Renewed> {
        let kek = std::mem::replace(&mut self.kek, Key::make_random()?);
        let next = self.step.as_ref().map(Step::next);
        let before = Renewed { kek, step: std::mem::replace(&mut self.step, next) };
        self.epoch += 1;
        Ok(before)
    }

    /// Takes [`Keybag::renew`] back.
    pub(crate) fn undo(&mut self, before: Renewed) {
        self.kek = before.kek;
        self.step = before.step;
        self.epoch -= 1;
    }

    #[cfg(test)]
    fn data_key(&self, id: &CaseId) -> Option<&Key> {
        self.cases.iter().find(|(case, _)| case == id).map(|(_, key)| key)
    }

    pub(crate) fn to_bytes(&self, keys: &VaultKeys, vault_id: &[u8; 16]) -> io::Result<Vec<u8>> {
        let (format, place) = if self.step.is_some() { (FORMAT, UNDER_STEP) } else { (1, UNDER_MASTER) };
        let mut out =
            [MAGIC.as_slice(), &format.to_le_bytes(), vault_id, &self.sequence.to_le_bytes()].concat();
        out.extend(self.epoch.to_le_bytes());
        out.push(place);
        let aad = kek_place(vault_id, self.epoch, place);
        let wrap = self.step.as_ref().map(Step::wrap);
        out.extend(seal_bytes(wrap.as_ref().unwrap_or(&keys.wrap), &[], &aad, self.kek.bytes())?);
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
    ) -> Result<Keybag, KeybagFailure> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(KeybagFailure::Damaged)?;
        let format = rest.first_chunk::<2>().map(|b| u16::from_le_bytes(*b)).ok_or(KeybagFailure::Damaged)?;
        if format > FORMAT {
            return Err(KeybagFailure::Newer(format));
        }
        Self::parse_signed(bytes, keys, vault_id).ok_or(KeybagFailure::Damaged)?
    }

    /// `None` when it is damaged, an error when it is sound and the step does not lead to it.
    fn parse_signed(
        bytes: &[u8],
        keys: &VaultKeys,
        vault_id: &[u8; 16],
    ) -> Option<Result<Keybag, KeybagFailure>> {
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
        if found_id != vault_id || count > MOST_CASES {
            return None;
        }
        let step = match place {
            UNDER_MASTER => None,
            UNDER_STEP => match keys.step.as_ref().and_then(|step| step.at(epoch)) {
                None => return Some(Err(KeybagFailure::OutOfReach)),
                reached => reached,
            },
            _ => return None,
        };
        let wrap = step.as_ref().map(Step::wrap);
        let aad = kek_place(vault_id, epoch, place);
        let kek = Key::from_slice(&open_bytes(wrap.as_ref().unwrap_or(&keys.wrap), &aad, kek)?)?;
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
        let bag = Keybag { sequence: u64::from_le_bytes(*sequence), epoch, kek, step, cases };
        rest.is_empty().then_some(Ok(bag))
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

fn kek_place(vault_id: &[u8; 16], epoch: u32, place: u8) -> Vec<u8> {
    [b"UNL1 kek ".as_slice(), vault_id, &epoch.to_le_bytes(), &[place]].concat()
}

fn case_place(vault_id: &[u8; 16], epoch: u32, prefix: &[u8; 16]) -> Vec<u8> {
    [b"UNL1 case".as_slice(), vault_id, &epoch.to_le_bytes(), prefix].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::epoch_key::Master;

    fn bag() -> (Keybag, VaultKeys, [u8; 16]) {
        let master = Master::make_random(1).unwrap();
        let mut bag = Keybag::make(master.step.clone()).unwrap();
        for n in 0..2 {
            bag.cases.push((CaseId([n; 16]), Key::make_random().unwrap()));
        }
        (bag, VaultKeys::derive(&master), [3; 16])
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
    fn a_renewed_one_opens_from_an_earlier_step_and_an_earlier_one_from_no_later_step() {
        let (mut bag, mut keys, vault) = bag();
        let before = bag.to_bytes(&keys, &vault).unwrap();
        let old = bag.renew().unwrap();
        let after = bag.to_bytes(&keys, &vault).unwrap();
        let opens = |bytes: &[u8], keys: &VaultKeys| match Keybag::parse(bytes, keys, &vault) {
            Ok(_) => true,
            Err(failure) => {
                assert_eq!(failure, KeybagFailure::OutOfReach, "it is not damaged");
                false
            }
        };
        assert!(opens(&before, &keys) && opens(&after, &keys), "the passphrase's step leads to both");
        keys.step = bag.step.clone();
        assert!(opens(&after, &keys) && !opens(&before, &keys), "the keyring's leads to the new one only");
        keys.step = None;
        assert!(!opens(&after, &keys), "the master key alone opens neither");
        bag.undo(old);
        assert_eq!((bag.epoch, bag.step.map(|step| step.epoch)), (1, Some(1)));
    }

    #[test]
    fn one_of_format_1_needs_no_step_and_stays_what_it_is() {
        let (mut bag, keys, vault) = bag();
        bag.step = None;
        bag.renew().unwrap();
        let bytes = bag.to_bytes(&keys, &vault).unwrap();
        assert_eq!(bytes[8..10], 1_u16.to_le_bytes(), "its format");
        let back = Keybag::parse(&bytes, &keys, &vault).unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!((back.epoch, back.step.is_none()), (2, true));
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
