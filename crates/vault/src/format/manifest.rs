//! What must be there: counts, sequences and digests, sealed and written in the same transaction as the records.
//!
//! Case manifest: `count u64 | sequence u64 | sum 32`, the sum over all rows of BLAKE3(set key, key | BLAKE3(value))
//! modulo 2^256, so that one row is added or taken away without reading the others.
//! Vault manifest: `counter u64 | keybag sequence u64 | number u32 | (prefix 16 | sequence u64 | BLAKE3(sealed case
//! manifest) 32)*`, by prefix.

use std::collections::BTreeMap;

use crate::crypto::keys::Key;

/// What one case holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CaseManifest {
    /// Rows in sled.
    pub(crate) count: u64,
    /// Commits so far.
    pub(crate) sequence: u64,
    sum: Sum,
}

/// A sum modulo 2^256.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum([u64; 4]);

impl Sum {
    fn from_bytes(bytes: &[u8; 32]) -> Sum {
        let mut limbs = [0; 4];
        for (limb, chunk) in limbs.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *limb = u64::from_le_bytes(*chunk);
        }
        Sum(limbs)
    }

    fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|limb| limb.to_le_bytes()).collect()
    }

    fn add(&mut self, other: &Sum) {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(other.0) {
            let (sum, over) = limb.overflowing_add(more);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, over || over_again);
        }
    }

    fn subtract(&mut self, other: &Sum) {
        let mut borrow = false;
        for (limb, less) in self.0.iter_mut().zip(other.0) {
            let (rest, under) = limb.overflowing_sub(less);
            let (rest, under_again) = rest.overflowing_sub(u64::from(borrow));
            (*limb, borrow) = (rest, under || under_again);
        }
    }
}

impl CaseManifest {
    /// Of a case that holds nothing yet.
    pub(crate) fn empty(sequence: u64) -> CaseManifest {
        CaseManifest { sequence, ..CaseManifest::default() }
    }

    pub(crate) fn add(&mut self, set: &Key, key: &[u8], value: &[u8]) {
        self.count = self.count.wrapping_add(1);
        self.sum.add(&leaf(set, key, value));
    }

    pub(crate) fn take_away(&mut self, set: &Key, key: &[u8], value: &[u8]) {
        self.count = self.count.wrapping_sub(1);
        self.sum.subtract(&leaf(set, key, value));
    }

    /// Whether the same rows were counted, whatever the sequence.
    pub(crate) fn has_same_rows(&self, other: &CaseManifest) -> bool {
        self.count == other.count && self.sum == other.sum
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        [self.count.to_le_bytes().as_slice(), &self.sequence.to_le_bytes(), &self.sum.to_bytes()].concat()
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<CaseManifest> {
        let (count, rest) = bytes.split_first_chunk::<8>()?;
        let (sequence, rest) = rest.split_first_chunk::<8>()?;
        let sum = Sum::from_bytes(rest.try_into().ok()?);
        Some(CaseManifest { count: u64::from_le_bytes(*count), sequence: u64::from_le_bytes(*sequence), sum })
    }
}

fn leaf(set: &Key, key: &[u8], value: &[u8]) -> Sum {
    Sum::from_bytes(&set.digest(&[key, blake3::hash(value).as_bytes()]))
}

/// What the whole vault holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VaultManifest {
    /// Commits of any case so far.
    pub(crate) counter: u64,
    /// The sequence of the keybag it was written beside.
    pub(crate) bag_sequence: u64,
    /// By case prefix: the sequence and digest of the case's sealed manifest.
    pub(crate) cases: BTreeMap<[u8; 16], (u64, [u8; 32])>,
}

impl VaultManifest {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = [self.counter.to_le_bytes(), self.bag_sequence.to_le_bytes()].concat();
        out.extend(u32::try_from(self.cases.len()).unwrap_or(u32::MAX).to_le_bytes());
        for (prefix, (sequence, digest)) in &self.cases {
            out.extend(prefix);
            out.extend(sequence.to_le_bytes());
            out.extend(digest);
        }
        out
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<VaultManifest> {
        let (counter, rest) = bytes.split_first_chunk::<8>()?;
        let (bag_sequence, rest) = rest.split_first_chunk::<8>()?;
        let (count, mut rest) = rest.split_first_chunk::<4>()?;
        let mut cases = BTreeMap::new();
        for _ in 0..u32::from_le_bytes(*count) {
            let (prefix, after) = rest.split_first_chunk::<16>()?;
            let (sequence, after) = after.split_first_chunk::<8>()?;
            let (digest, after) = after.split_first_chunk::<32>()?;
            cases.insert(*prefix, (u64::from_le_bytes(*sequence), *digest));
            rest = after;
        }
        let (counter, bag_sequence) = (u64::from_le_bytes(*counter), u64::from_le_bytes(*bag_sequence));
        rest.is_empty().then_some(VaultManifest { counter, bag_sequence, cases })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn order_does_not_matter_and_taking_away_undoes_adding(rows: Vec<(Vec<u8>, Vec<u8>)>) {
            let set = Key::make_random().unwrap();
            let (mut forth, mut back) = (CaseManifest::default(), CaseManifest::default());
            for (key, value) in &rows {
                forth.add(&set, key, value);
            }
            for (key, value) in rows.iter().rev() {
                back.add(&set, key, value);
            }
            prop_assert_eq!(&forth, &back);
            prop_assert_eq!(CaseManifest::parse(&forth.to_bytes()), Some(forth.clone()));
            for (key, value) in &rows {
                forth.take_away(&set, key, value);
            }
            prop_assert_eq!(forth, CaseManifest::default());
        }

        #[test]
        fn a_vault_manifest_is_read_back(counter: u64, bag_sequence: u64, cases: BTreeMap<[u8; 16], (u64, [u8; 32])>) {
            let manifest = VaultManifest { counter, bag_sequence, cases };
            prop_assert_eq!(VaultManifest::parse(&manifest.to_bytes()), Some(manifest));
        }
    }

    #[test]
    fn another_value_or_name_gives_another_sum() {
        let set = Key::make_random().unwrap();
        let sum = |key: &[u8], value: &[u8]| {
            let mut manifest = CaseManifest::default();
            manifest.add(&set, key, value);
            manifest
        };
        assert!(sum(b"a", b"1").has_same_rows(&sum(b"a", b"1")));
        assert!(!sum(b"a", b"1").has_same_rows(&sum(b"a", b"2")));
        assert!(!sum(b"a", b"1").has_same_rows(&sum(b"b", b"1")));
    }
}
