//! A pack: one row that holds many short records of one case, so that nonce, tag, name and padding are paid for once.
//!
//! Layout, integers little-endian: `name 16 | stamp 8 | (kind u8 | id length u16 | id | length u16 | value)*`. The
//! row's key is `case prefix 16 | name`. Packs are made when the store is written anew and never changed: a change to a
//! record in one takes the pack away in the same commit and gives each of its other records a row of its own. So each
//! record lies in exactly one place, and the pack's stamp is that of all its records.

use std::io;

use zeroize::Zeroizing;

use crate::crypto::keys::{CaseKeys, make_random};

/// How long a pack's plaintext may be: with its length before it, it fills its envelope of 8 KiB to the end.
const ROOM: usize = 8192 - 4;
const FRONT: usize = 24;

/// Where a pack lies, and which writing of its records it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pack {
    pub(crate) name: [u8; 16],
    pub(crate) stamp: [u8; 8],
}

/// One record of a pack.
pub(crate) struct Packed<'a> {
    pub(crate) kind: u8,
    pub(crate) id: &'a str,
    pub(crate) value: &'a [u8],
}

impl Pack {
    /// The pack's sled key.
    pub(crate) fn key(&self, keys: &CaseKeys) -> [u8; 32] {
        let mut key = [0; 32];
        key[..16].copy_from_slice(&keys.prefix);
        key[16..].copy_from_slice(&self.name);
        key
    }

    /// Reads the front of a pack's plaintext; the records follow.
    pub(crate) fn parse(plain: &[u8]) -> Option<(Pack, &[u8])> {
        let (name, rest) = plain.split_first_chunk::<16>()?;
        let (stamp, rest) = rest.split_first_chunk::<8>()?;
        Some((Pack { name: *name, stamp: *stamp }, rest))
    }
}

/// The records of a pack, after its front; `None` when that is not what it is.
pub(crate) fn parse_records(mut rest: &[u8]) -> Option<Vec<Packed<'_>>> {
    let mut records = Vec::new();
    while let Some((&kind, after)) = rest.split_first() {
        let (id, after) = split_counted(after)?;
        let (value, after) = split_counted(after)?;
        records.push(Packed { kind, id: std::str::from_utf8(id).ok()?, value });
        rest = after;
    }
    Some(records)
}

fn split_counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))
}

/// A pack that is being filled.
pub(crate) struct PackBuilder {
    pub(crate) pack: Pack,
    plain: Zeroizing<Vec<u8>>,
}

impl PackBuilder {
    pub(crate) fn new(stamp: [u8; 8]) -> io::Result<PackBuilder> {
        let pack = Pack { name: make_random()?, stamp };
        let mut plain = Zeroizing::new(Vec::with_capacity(ROOM));
        plain.extend_from_slice(&pack.name);
        plain.extend_from_slice(&pack.stamp);
        Ok(PackBuilder { pack, plain })
    }

    /// Adds a record; whether there was room for it.
    pub(crate) fn add(&mut self, kind: u8, id: &str, value: &[u8]) -> bool {
        let (Ok(of_id), Ok(of_value)) = (u16::try_from(id.len()), u16::try_from(value.len())) else {
            return false;
        };
        if self.plain.len() + 5 + id.len() + value.len() > ROOM {
            return false;
        }
        self.plain.push(kind);
        self.plain.extend_from_slice(&of_id.to_le_bytes());
        self.plain.extend_from_slice(id.as_bytes());
        self.plain.extend_from_slice(&of_value.to_le_bytes());
        self.plain.extend_from_slice(value);
        true
    }

    /// The pack's plaintext; `None` when it holds nothing.
    pub(crate) fn into_plain(self) -> Option<(Pack, Zeroizing<Vec<u8>>)> {
        (self.plain.len() > FRONT).then_some((self.pack, self.plain))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crypto::envelope::padded;

    proptest! {
        #[test]
        fn records_are_read_back_in_their_order(records in prop::collection::vec((any::<u8>(), ".{0,40}", prop::collection::vec(any::<u8>(), 0..900)), 0..40)) {
            let mut builder = PackBuilder::new([3; 8]).unwrap();
            let taken: Vec<_> = records.iter().take_while(|(kind, id, value)| builder.add(*kind, id, value)).collect();
            let made = builder.into_plain();
            prop_assert_eq!(made.is_none(), taken.is_empty());
            if let Some((pack, plain)) = made {
                prop_assert!(padded(4 + plain.len()) <= 8192);
                let (back, rest) = Pack::parse(&plain).unwrap();
                prop_assert_eq!(back, pack);
                let read = parse_records(rest).unwrap();
                let read: Vec<_> = read.iter().map(|one| (one.kind, one.id.to_owned(), one.value.to_vec())).collect();
                prop_assert_eq!(read, taken.into_iter().cloned().collect::<Vec<_>>());
            }
        }

        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            if let Some((_, rest)) = Pack::parse(&bytes) {
                let _ = parse_records(rest);
            }
        }
    }

    #[test]
    fn the_longest_record_of_one_row_has_room_and_a_full_pack_is_told() {
        let mut builder = PackBuilder::new([0; 8]).unwrap();
        assert!(builder.add(8, &"i".repeat(1024), &[7; 4000]), "an empty pack takes any record of one row");
        assert!(!builder.add(8, &"i".repeat(1024), &[7; 4000]));
        assert!(builder.add(8, "short", &[7; 3000]), "a shorter one still goes in");
        assert!(!builder.add(8, "short", &vec![7; 70_000]), "longer than any length can say");
    }
}
