//! `vault.hdr`: the public header, with the ways to unlock the master key.
//!
//! Layout, integers little-endian: `"UNLSTD\0\1" | format u16 | vault id 16 | number of slots u8 | slots |
//! checksum 16 | mac 32`. A slot is `kind u8 | id u8 | length u16 | body`; its body ends with the sealed master key
//! (72 bytes, or 108 with the step of a key epoch) and begins, for kind 1 (passphrase), with `memory KiB u32 | passes u32 | lanes u32 | salt 16`, for
//! kind 2 (keyring), with `backend u8`; kind 3 (recovery key) has nothing before it. In format 2 the slots of kinds 1 and 3
//! hold a step; the keyring's never does. There is at most one slot of each of
//! these kinds, so that no header makes an opening try many passphrases. Unknown kinds are kept as they are.
//! The checksum (BLAKE3) tells accidental damage before any costly work; the MAC is keyed from the master key.

use std::io;

use crate::crypto::envelope::{open_bytes, seal_bytes};
use crate::crypto::epoch_key::{Master, STEP};
use crate::crypto::kdf::Kdf;
use crate::crypto::keys::{Key, derive_key, same_digest};

/// The format that this version writes; it refuses larger numbers and reads all smaller ones. In format 1 each record
/// had rows of its own, all rows lay in sled, and there were no steps.
pub(crate) const FORMAT: u16 = 2;
/// What the slots are bound to: the format in which they came to be what they are.
const SLOT_FORMAT: u16 = 1;
const MAGIC: &[u8; 8] = b"UNLSTD\0\x01";
const SEALED_KEY: usize = 24 + 32 + 16;
const SEALED_KEY_AND_STEP: usize = SEALED_KEY + STEP;
const CHECKSUM: usize = 16;
const MAC: usize = 32;
const MOST_SLOTS: usize = 16;

/// Which ways unlock a vault. Readable without unlocking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots {
    /// A passphrase opens it.
    pub passphrase: bool,
    /// A secret in the operating system's keyring opens it.
    pub keyring: bool,
    /// A recovery key on paper opens it.
    pub recovery: bool,
}

/// Why a header could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum HeaderFailure {
    Damaged,
    Newer(u16),
}

#[derive(Debug)]
pub(crate) struct Header {
    /// As read; a header keeps its format.
    pub(crate) format: u16,
    pub(crate) vault_id: [u8; 16],
    pub(crate) slots: Vec<Slot>,
    /// Everything before the MAC, as read, and the MAC. Empty in a header not yet written.
    signed: Vec<u8>,
    mac: [u8; MAC],
}

#[derive(Debug)]
pub(crate) struct Slot {
    id: u8,
    pub(crate) way: Way,
    sealed: Vec<u8>,
}

/// How the key of a slot is come by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Passphrase(Kdf),
    Keyring {
        backend: u8,
    },
    /// A key that the person wrote down.
    Recovery,
    /// A way that this version does not know.
    Other {
        kind: u8,
        public: Vec<u8>,
    },
}

impl Header {
    pub(crate) fn new(vault_id: [u8; 16]) -> Header {
        Header { format: FORMAT, vault_id, slots: Vec::new(), signed: Vec::new(), mac: [0; MAC] }
    }

    /// Adds a slot that opens `master` with `secret` (a stretched passphrase or the keyring's secret).
    pub(crate) fn add_slot(&mut self, way: Way, secret: &Key, master: &Master) -> io::Result<()> {
        let unused = (0..=u8::MAX).find(|id| self.slots.iter().all(|slot| slot.id != *id));
        let id = unused.filter(|_| self.slots.len() < MOST_SLOTS).ok_or(io::ErrorKind::QuotaExceeded)?;
        let aad = self.associated(id, &way);
        let plain = master.to_bytes(way.holds_step());
        let sealed = seal_bytes(&unlock_key(secret, id, &way), &[], &aad, &plain)?;
        self.slots.push(Slot { id, way, sealed });
        Ok(())
    }

    /// As [`Header::add_slot`], in the place of the slots of the same kind.
    pub(crate) fn replace_slot(&mut self, way: Way, secret: &Key, master: &Master) -> io::Result<()> {
        let kind = way.kind();
        let old: Vec<u8> =
            self.slots.iter().filter(|slot| slot.way.kind() == kind).map(|slot| slot.id).collect();
        self.add_slot(way, secret, master)?;
        self.slots.retain(|slot| !old.contains(&slot.id));
        Ok(())
    }

    /// Takes away the slots of this kind of way; whether there were any.
    pub(crate) fn remove_slots(&mut self, of: &Way) -> bool {
        let before = self.slots.len();
        self.slots.retain(|slot| slot.way.kind() != of.kind());
        self.slots.len() < before
    }

    /// The master key, when `secret` opens the slot.
    pub(crate) fn open_slot(&self, slot: &Slot, secret: &Key) -> Option<Master> {
        let aad = self.associated(slot.id, &slot.way);
        let opened = open_bytes(&unlock_key(secret, slot.id, &slot.way), &aad, &slot.sealed)?;
        Master::parse(&opened)
    }

    /// Whether everything in a header that was read is as it was written; `key` comes from the master key.
    pub(crate) fn is_authentic(&self, key: &Key) -> bool {
        same_digest(&key.digest(&[&self.signed]), &self.mac)
    }

    pub(crate) fn ways(&self) -> Slots {
        Slots {
            passphrase: self.slots.iter().any(|slot| matches!(slot.way, Way::Passphrase(_))),
            keyring: self.slots.iter().any(|slot| matches!(slot.way, Way::Keyring { .. })),
            recovery: self.slots.iter().any(|slot| slot.way == Way::Recovery),
        }
    }

    pub(crate) fn to_bytes(&self, key: &Key) -> io::Result<Vec<u8>> {
        let mut out = [MAGIC.as_slice(), &self.format.to_le_bytes(), &self.vault_id].concat();
        out.push(u8::try_from(self.slots.len()).map_err(io::Error::other)?);
        for slot in &self.slots {
            let body = [slot.way.public().as_slice(), &slot.sealed].concat();
            out.extend([slot.way.kind(), slot.id]);
            out.extend(u16::try_from(body.len()).map_err(io::Error::other)?.to_le_bytes());
            out.extend(body);
        }
        out.extend(checksum(&out));
        out.extend(key.digest(&[&out]));
        Ok(out)
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Header, HeaderFailure> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(HeaderFailure::Damaged)?;
        let format = rest.first_chunk::<2>().map(|b| u16::from_le_bytes(*b)).ok_or(HeaderFailure::Damaged)?;
        if format > FORMAT {
            // A newer format may end differently, so nothing after its number is looked at.
            return Err(HeaderFailure::Newer(format));
        }
        Self::parse_signed(bytes, format).filter(|_| format > 0).ok_or(HeaderFailure::Damaged)
    }

    fn parse_signed(bytes: &[u8], format: u16) -> Option<Header> {
        let (signed, mac) = bytes.split_last_chunk::<MAC>()?;
        let (body, sum) = signed.split_last_chunk::<CHECKSUM>()?;
        if checksum(body) != *sum {
            return None;
        }
        let (vault_id, rest) = body.get(MAGIC.len() + 2..)?.split_first_chunk::<16>()?;
        let (&count, mut rest) = rest.split_first()?;
        let mut slots = Vec::new();
        for _ in 0..count {
            let ([kind, id, low, high], after) = rest.split_first_chunk::<4>()?;
            let length = usize::from(u16::from_le_bytes([*low, *high]));
            let (slot, after) = after.split_at_checked(length)?;
            let (public, sealed) = slot.split_at_checked(Way::public_length(*kind, length)?)?;
            slots.push(Slot { id: *id, way: Way::parse(*kind, public)?, sealed: sealed.to_vec() });
            rest = after;
        }
        let twice = |one: &Slot, other: &Slot| {
            one.id == other.id || (one.way.kind() == other.way.kind() && one.way.is_known())
        };
        let doubled = (0..slots.len()).any(|at| slots[..at].iter().any(|slot| twice(slot, &slots[at])));
        let well_formed = rest.is_empty() && slots.len() <= MOST_SLOTS && !doubled;
        well_formed.then(|| Header { format, vault_id: *vault_id, slots, signed: signed.to_vec(), mac: *mac })
    }

    fn associated(&self, id: u8, way: &Way) -> Vec<u8> {
        let fixed =
            [b"UNL1 slot".as_slice(), &SLOT_FORMAT.to_le_bytes(), &self.vault_id, &[way.kind(), id]].concat();
        [fixed, way.public()].concat()
    }
}

impl Way {
    fn kind(&self) -> u8 {
        match self {
            Way::Passphrase(_) => 1,
            Way::Keyring { .. } => 2,
            Way::Recovery => 3,
            Way::Other { kind, .. } => *kind,
        }
    }

    /// How many of a body's bytes come before the sealed key; `None` when it can be no such body.
    fn public_length(kind: u8, body: usize) -> Option<usize> {
        let public = match kind {
            1 => 28,
            2 => 1,
            3 => 0,
            _ => body.checked_sub(SEALED_KEY)?,
        };
        let sealed = body.checked_sub(public)?;
        [SEALED_KEY, SEALED_KEY_AND_STEP].contains(&sealed).then_some(public)
    }

    /// Whether the slot holds a step: the keyring holds it beside its secret, where it can be taken back.
    fn holds_step(&self) -> bool {
        !matches!(self, Way::Keyring { .. })
    }

    fn is_known(&self) -> bool {
        !matches!(self, Way::Other { .. })
    }

    fn public(&self) -> Vec<u8> {
        match self {
            Way::Passphrase(kdf) => {
                let costs = [kdf.memory, kdf.passes, kdf.lanes].map(u32::to_le_bytes).concat();
                [costs.as_slice(), &kdf.salt].concat()
            }
            Way::Keyring { backend } => vec![*backend],
            Way::Recovery => Vec::new(),
            Way::Other { public, .. } => public.clone(),
        }
    }

    fn parse(kind: u8, public: &[u8]) -> Option<Way> {
        match kind {
            1 => {
                let (costs, salt) = public.split_first_chunk::<12>()?;
                let [memory, passes, lanes] = [0, 4, 8]
                    .map(|at| u32::from_le_bytes([costs[at], costs[at + 1], costs[at + 2], costs[at + 3]]));
                Some(Way::Passphrase(Kdf { memory, passes, lanes, salt: salt.try_into().ok()? }))
            }
            2 => match public {
                [backend] => Some(Way::Keyring { backend: *backend }),
                _ => None,
            },
            3 => public.is_empty().then_some(Way::Recovery),
            other => Some(Way::Other { kind: other, public: public.to_vec() }),
        }
    }
}

/// The key that opens one slot: bound to the slot, so that no slot's secret opens another.
fn unlock_key(secret: &Key, id: u8, way: &Way) -> Key {
    derive_key("unlisted v1 unlock", &[secret.bytes(), &[way.kind(), id]])
}

pub(crate) fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = [0; CHECKSUM];
    blake3::Hasher::new().update(body).finalize_xof().fill(&mut sum);
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn header(secret: &Key, master: &Master) -> Header {
        let mut header = Header::new([5; 16]);
        let kdf = Kdf { memory: 65536, passes: 3, lanes: 4, salt: [9; 16] };
        header.add_slot(Way::Passphrase(kdf), secret, master).unwrap();
        header.add_slot(Way::Keyring { backend: 1 }, secret, master).unwrap();
        header.add_slot(Way::Recovery, secret, master).unwrap();
        header
    }

    #[test]
    fn a_replaced_slot_opens_with_its_new_secret_only_and_the_others_stay() {
        let [secret, fresh] = [(); 2].map(|()| Key::make_random().unwrap());
        let master = Master::make_random(1).unwrap();
        let mut header = header(&secret, &master);
        header.replace_slot(Way::Recovery, &fresh, &master).unwrap();
        assert_eq!(header.slots.len(), 3, "one for one");
        for slot in &header.slots {
            let (opens, not) = if slot.way == Way::Recovery { (&fresh, &secret) } else { (&secret, &fresh) };
            assert_eq!(header.open_slot(slot, opens).unwrap().key.bytes(), master.key.bytes());
            assert!(header.open_slot(slot, not).is_none(), "{:?}", slot.way);
        }
        assert!(header.remove_slots(&Way::Recovery) && !header.remove_slots(&Way::Recovery));
        assert_eq!(header.ways(), Slots { passphrase: true, keyring: true, recovery: false });
    }

    #[test]
    fn the_slots_open_in_every_format_that_a_header_is_raised_to() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let mut old = header(&secret, &master);
        for format in 1..=FORMAT {
            old.format = format;
            let back = Header::parse(&old.to_bytes(&master.key).unwrap()).unwrap();
            assert!(back.format == format && back.is_authentic(&master.key));
            assert!(back.slots.iter().all(|slot| back.open_slot(slot, &secret).is_some()), "format {format}");
        }
    }

    #[test]
    fn slots_of_a_way_that_is_not_known_are_kept_byte_for_byte() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let mut header = header(&secret, &master);
        header.add_slot(Way::Other { kind: 9, public: vec![1, 2, 3] }, &secret, &master).unwrap();
        let bytes = header.to_bytes(&master.key).unwrap();
        assert_eq!(Header::parse(&bytes).unwrap().to_bytes(&master.key).unwrap(), bytes);
    }

    #[test]
    fn two_slots_of_one_kind_or_with_one_number_are_damage() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let check = |change: &dyn Fn(&mut Header)| {
            let mut header = header(&secret, &master);
            change(&mut header);
            let read = Header::parse(&header.to_bytes(&master.key).unwrap());
            assert_eq!(read.unwrap_err(), HeaderFailure::Damaged);
        };
        check(&|header| header.add_slot(Way::Recovery, &secret, &master).unwrap());
        check(&|header| header.add_slot(header.slots[0].way.clone(), &secret, &master).unwrap());
        check(&|header| header.slots[2].id = 0);
        check(&|header| {
            (0..20).for_each(|n| {
                let sealed = header.slots[0].sealed.clone();
                header.slots.push(Slot {
                    id: 50 + n,
                    way: Way::Other { kind: 9, public: Vec::new() },
                    sealed,
                });
            });
        });
    }

    #[test]
    fn reads_back_what_was_written_and_each_slot_opens_alone() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let mac = master.key.derive("test");
        let back = Header::parse(&header(&secret, &master).to_bytes(&mac).unwrap()).unwrap();
        assert_eq!(back.ways(), Slots { passphrase: true, keyring: true, recovery: true });
        assert!(back.is_authentic(&mac) && !back.is_authentic(&secret));
        for slot in &back.slots {
            assert_eq!(back.open_slot(slot, &secret).unwrap().key.bytes(), master.key.bytes());
            assert!(back.open_slot(slot, &master.key).is_none());
            let step = back.open_slot(slot, &secret).unwrap().step;
            assert_eq!(step.is_some(), slot.way.holds_step(), "the keyring's slot has none: {:?}", slot.way);
        }
        let swapped = Slot { id: 1, way: back.slots[1].way.clone(), sealed: back.slots[0].sealed.clone() };
        assert!(back.open_slot(&swapped, &secret).is_none());
    }

    #[test]
    fn every_flipped_byte_is_noticed_even_when_the_checksum_is_made_to_fit() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let mac = master.key.derive("test");
        let bytes = header(&secret, &master).to_bytes(&mac).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x41;
            let plainly = Header::parse(&changed).map(|h| h.is_authentic(&mac));
            assert!(matches!(plainly, Err(_) | Ok(false)), "byte {at}");
            let body = changed.len() - CHECKSUM - MAC;
            let sum = checksum(&changed[..body]);
            changed[body..body + CHECKSUM].copy_from_slice(&sum);
            if let Ok(read) = Header::parse(&changed) {
                assert!(at >= body || !read.is_authentic(&mac), "byte {at}");
            }
        }
    }

    #[test]
    fn a_newer_format_is_not_called_damage() {
        let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
        let mut bytes = header(&secret, &master).to_bytes(&master.key).unwrap();
        bytes[8..10].copy_from_slice(&7_u16.to_le_bytes());
        assert_eq!(Header::parse(&bytes).unwrap_err(), HeaderFailure::Newer(7));
        bytes[8..10].copy_from_slice(&0_u16.to_le_bytes());
        assert_eq!(Header::parse(&bytes).unwrap_err(), HeaderFailure::Damaged);
    }

    proptest! {
        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            let _ = Header::parse(&bytes);
            let body = [MAGIC.as_slice(), &FORMAT.to_le_bytes(), &bytes].concat();
            let _ = Header::parse(&[body.as_slice(), &checksum(&body), &[0; MAC]].concat());
        }
    }
}
