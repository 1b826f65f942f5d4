//! What is inside a record's envelope: which record it is, which part of its value, and that part's bytes.
//!
//! Layout, integers little-endian: `kind u8 | id length u16 | id | stamp 8 | part u16 | parts u16 | bytes`.
//! A value is cut into parts so that rows stay small: sled puts a page above 128 KiB (it merges up to about two dozen
//! rows into one) into a file of its own, which it does not sync. The stamp is the same in all parts of one writing and
//! in no other, so an old part, or an old record, beside new ones is noticed: `0 | commit of the case u32 BE | random 3`.
//! It was all random once; such a stamp is taken for older than any that counts.

use std::io;

use zeroize::Zeroizing;

use crate::crypto::keys::{CaseKeys, make_random};

/// The most bytes of a value in one row.
const PIECE: usize = 4000;

/// One part of a value, still in its envelope's plaintext.
pub(crate) struct Part<'a> {
    pub(crate) kind: u8,
    pub(crate) id: &'a str,
    pub(crate) stamp: [u8; 8],
    pub(crate) number: u16,
    pub(crate) parts: u16,
    pub(crate) bytes: &'a [u8],
}

impl<'a> Part<'a> {
    pub(crate) fn parse(plain: &'a [u8]) -> Option<Part<'a>> {
        let (&kind, rest) = plain.split_first()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (id, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        let (stamp, rest) = rest.split_first_chunk::<8>()?;
        let (number, rest) = rest.split_first_chunk::<2>()?;
        let (parts, bytes) = rest.split_first_chunk::<2>()?;
        let (number, parts) = (u16::from_le_bytes(*number), u16::from_le_bytes(*parts));
        let id = std::str::from_utf8(id).ok()?;
        (number < parts).then_some(Part { kind, id, stamp: *stamp, number, parts, bytes })
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let id_length = u16::try_from(self.id.len()).unwrap_or(u16::MAX);
        let mut out = Zeroizing::new(Vec::with_capacity(15 + self.id.len() + self.bytes.len()));
        out.push(self.kind);
        out.extend_from_slice(&id_length.to_le_bytes());
        out.extend_from_slice(self.id.as_bytes());
        out.extend_from_slice(&self.stamp);
        out.extend_from_slice(&self.number.to_le_bytes());
        out.extend_from_slice(&self.parts.to_le_bytes());
        out.extend_from_slice(self.bytes);
        out
    }
}

/// The plaintexts of all parts of a value, at least one. Value and id are within the batch's limits.
pub(crate) fn split_value(kind: u8, id: &str, value: &[u8], stamp: [u8; 8]) -> Vec<Zeroizing<Vec<u8>>> {
    let pieces: Vec<&[u8]> = if value.is_empty() { vec![value] } else { value.chunks(PIECE).collect() };
    let parts = u16::try_from(pieces.len()).unwrap_or(u16::MAX);
    (0..parts)
        .zip(pieces)
        .map(|(number, bytes)| Part { kind, id, stamp, number, parts, bytes }.to_bytes())
        .collect()
}

/// The stamp of all that is written by the case's commit of this number.
pub(crate) fn make_stamp(sequence: u64) -> io::Result<[u8; 8]> {
    let mut stamp = make_random()?;
    stamp[0] = 0;
    // After four thousand million commits it starts again, and only tells what is older less well.
    stamp[1..5].copy_from_slice(&u32::try_from(sequence % (1 << 32)).unwrap_or(0).to_be_bytes());
    Ok(stamp)
}

/// The number of the commit that made the stamp; 0 when it does not say.
pub(crate) fn stamped_by(stamp: [u8; 8]) -> u64 {
    match stamp {
        [0, a, b, c, d, ..] => u64::from(u32::from_be_bytes([a, b, c, d])),
        _ => 0,
    }
}

/// The blinded sled key of one part of a record: `case prefix 16 | BLAKE3(case's key, kind, part, id)[..16]`.
pub(crate) fn record_key(keys: &CaseKeys, kind: u8, id: &str, part: u16) -> [u8; 32] {
    let name = keys.names.digest(&[&[kind], &part.to_le_bytes(), id.as_bytes()]);
    let mut key = [0; 32];
    key[..16].copy_from_slice(&keys.prefix);
    key[16..].copy_from_slice(&name[..16]);
    key
}

/// Puts the parts of one value together again, in whatever order they come.
#[derive(Default)]
pub(crate) struct Gathered {
    stamp: Option<[u8; 8]>,
    parts: Vec<Option<Zeroizing<Vec<u8>>>>,
}

impl Gathered {
    /// Adds a part; `None` when it does not belong to those before it.
    pub(crate) fn add(&mut self, part: &Part<'_>) -> Option<()> {
        if self.parts.is_empty() {
            self.parts.resize(usize::from(part.parts), None);
        }
        if *self.stamp.get_or_insert(part.stamp) != part.stamp || self.parts.len() != usize::from(part.parts)
        {
            return None;
        }
        let slot = self.parts.get_mut(usize::from(part.number))?;
        slot.replace(Zeroizing::new(part.bytes.to_vec())).is_none().then_some(())
    }

    /// The value; `None` when parts are missing.
    pub(crate) fn into_value(self) -> Option<Zeroizing<Vec<u8>>> {
        let length = self.parts.iter().flatten().map(|part| part.len()).sum();
        let mut value = Zeroizing::new(Vec::with_capacity(length));
        for part in self.parts {
            value.extend_from_slice(&part?);
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gather(plains: &[Zeroizing<Vec<u8>>]) -> Option<Vec<u8>> {
        let mut gathered = Gathered::default();
        for plain in plains {
            gathered.add(&Part::parse(plain)?)?;
        }
        gathered.into_value().map(|value| value.to_vec())
    }

    proptest! {
        #[test]
        fn parts_come_together_in_any_order(length in 0_usize..20_000, id: String, turn in 0_usize..6) {
            let value: Vec<u8> = (0..=250).cycle().take(length).collect();
            let mut plains = split_value(6, &id, &value, [3; 8]);
            let count = plains.len();
            plains.rotate_left(turn % count);
            prop_assert_eq!(gather(&plains), Some(value));
            plains.pop();
            prop_assert_eq!(gather(&plains).filter(|_| count > 1), None);
        }

        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            let _ = Part::parse(&bytes);
        }
    }

    #[test]
    fn a_stamp_tells_its_commit_and_no_two_are_the_same() {
        let (one, other) = (make_stamp(70_000).unwrap(), make_stamp(70_000).unwrap());
        assert_ne!(one, other, "two branches of one history may count alike");
        assert_eq!((stamped_by(one), stamped_by(other)), (70_000, 70_000));
        assert_eq!(stamped_by([7; 8]), 0, "an all random one is older than any");
    }

    #[test]
    fn an_old_part_among_new_ones_is_noticed() {
        let (old, new) = (vec![1; 9000], vec![2; 9000]);
        let old = split_value(6, "s", &old, [1; 8]);
        let mut mixed = split_value(6, "s", &new, [2; 8]);
        mixed[1] = old[1].clone();
        assert_eq!(gather(&mixed), None);
    }
}
