//! Which records a case holds, by kind and in the order of their ids: what its rows tell only once they are opened.
//!
//! It is made by opening every row once and kept in memory from then on. When the vault is locked it is also sealed
//! into a file of its own, which counts only beside the very manifest it was made for: after a crash, or beside an
//! older store, it is made anew. Layout, integers little-endian: `sequence u64 | digest of the sealed case manifest 32
//! | (kind u8 | id length u16 | id | stamp 8 | parts u16)*`.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::disk;
use crate::envelope::{Place, Sealed, open_record, seal_record};
use crate::keys::CaseKeys;

/// The longest file that is read; 100,000 records take about 4 MiB.
const LONGEST: u64 = 128 << 20;

/// How one record lies in the store: an older writing of it has another stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) stamp: [u8; 8],
    pub(crate) parts: u16,
}

/// A record's id, wiped when it is dropped.
#[derive(PartialEq, Eq)]
struct Id(Zeroizing<String>);

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_str().cmp(other.0.as_str())
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// All records of one case.
#[derive(Default)]
pub(crate) struct Index {
    kinds: BTreeMap<u8, BTreeMap<Id, Entry>>,
    rows: u64,
    pub(crate) standing: Standing,
}

/// What an index is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It was not made yet, or what it was made for is not known any more.
    #[default]
    Unmade,
    /// It says what its file says.
    Filed,
    /// It is complete and newer than its file.
    Ahead,
}

/// The state of the case that an index was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MadeFor {
    pub(crate) sequence: u64,
    pub(crate) digest: [u8; 32],
}

impl Index {
    /// Enters a record, in place of an earlier writing of it.
    pub(crate) fn enter(&mut self, kind: u8, id: &str, entry: Entry) {
        self.leave(kind, id);
        self.kinds.entry(kind).or_default().insert(Id(Zeroizing::new(id.to_owned())), entry);
        self.rows += u64::from(entry.parts);
        self.outdate_file();
    }

    pub(crate) fn leave(&mut self, kind: u8, id: &str) {
        if let Some(old) = self.kinds.get_mut(&kind).and_then(|ids| ids.remove(id)) {
            self.rows -= u64::from(old.parts);
            self.outdate_file();
        }
    }

    fn outdate_file(&mut self) {
        if self.standing == Standing::Filed {
            self.standing = Standing::Ahead;
        }
    }

    pub(crate) fn get(&self, kind: u8, id: &str) -> Option<Entry> {
        self.kinds.get(&kind)?.get(id).copied()
    }

    /// The records of a kind whose ids come after this one, in order.
    pub(crate) fn after<'a>(
        &'a self,
        kind: u8,
        id: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a str, Entry)> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        let ids = self.kinds.get(&kind).into_iter();
        ids.flat_map(move |ids| ids.range::<str, _>((from, Bound::Unbounded)))
            .map(|(id, entry)| (id.0.as_str(), *entry))
    }

    /// How many records of a kind there are.
    pub(crate) fn count(&self, kind: u8) -> usize {
        self.kinds.get(&kind).map_or(0, BTreeMap::len)
    }

    /// Rows of all records together.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// All records as `(kind, id, entry)`.
    pub(crate) fn records(&self) -> impl Iterator<Item = (u8, &str, Entry)> {
        self.kinds.iter().flat_map(|(kind, ids)| ids.iter().map(|(id, entry)| (*kind, id.0.as_str(), *entry)))
    }

    pub(crate) fn to_bytes(&self, made_for: &MadeFor) -> Zeroizing<Vec<u8>> {
        let length = 40 + self.records().map(|(_, id, _)| 13 + id.len()).sum::<usize>();
        let mut out = Zeroizing::new(Vec::with_capacity(length));
        out.extend_from_slice(&made_for.sequence.to_le_bytes());
        out.extend_from_slice(&made_for.digest);
        for (kind, id, entry) in self.records() {
            out.push(kind);
            out.extend_from_slice(&u16::try_from(id.len()).unwrap_or(u16::MAX).to_le_bytes());
            out.extend_from_slice(id.as_bytes());
            out.extend_from_slice(&entry.stamp);
            out.extend_from_slice(&entry.parts.to_le_bytes());
        }
        out
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<(MadeFor, Index)> {
        let (sequence, rest) = bytes.split_first_chunk::<8>()?;
        let (digest, mut rest) = rest.split_first_chunk::<32>()?;
        let mut index = Index::default();
        while !rest.is_empty() {
            let ([kind, low, high], after) = rest.split_first_chunk::<3>()?;
            let (id, after) = after.split_at_checked(usize::from(u16::from_le_bytes([*low, *high])))?;
            let (stamp, after) = after.split_first_chunk::<8>()?;
            let (parts, after) = after.split_first_chunk::<2>()?;
            let entry = Entry { stamp: *stamp, parts: u16::from_le_bytes(*parts) };
            index.enter(*kind, std::str::from_utf8(id).ok()?, entry);
            rest = after;
        }
        index.standing = Standing::Filed;
        Some((MadeFor { sequence: u64::from_le_bytes(*sequence), digest: *digest }, index))
    }

    /// Seals the index into its file.
    pub(crate) fn write(
        &self,
        root: &Path,
        vault_id: &[u8; 16],
        keys: &CaseKeys,
        made_for: &MadeFor,
    ) -> io::Result<()> {
        let place = Place { vault_id, key: &keys.prefix };
        let sealed = seal_record(&keys.records, Sealed::Index, 0, place, &self.to_bytes(made_for))?;
        let path = file(root, keys);
        path.parent().map_or(Ok(()), disk::make_private_folder)?;
        disk::write_whole(&path, &sealed)
    }

    /// The index as it was last sealed, and the state it was made for; `None` when there is none to rely on.
    pub(crate) fn read(root: &Path, vault_id: &[u8; 16], keys: &CaseKeys) -> Option<(MadeFor, Index)> {
        let sealed = disk::read_up_to(&file(root, keys), LONGEST).ok()?;
        let place = Place { vault_id, key: &keys.prefix };
        Index::parse(&open_record(&keys.records, Sealed::Index, place, &sealed)?)
    }

    /// Takes a case's file away; the case is gone, so it opens no more anyway.
    pub(crate) fn forget(root: &Path, prefix: &[u8; 16]) {
        let _ = std::fs::remove_file(root.join("index").join(HEXLOWER.encode(prefix)));
    }
}

fn file(root: &Path, keys: &CaseKeys) -> PathBuf {
    root.join("index").join(HEXLOWER.encode(&keys.prefix))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::Key;

    const MADE_FOR: MadeFor = MadeFor { sequence: 9, digest: [3; 32] };

    proptest! {
        #[test]
        fn is_read_back_and_kept_in_order(records: Vec<(u8, String, [u8; 8], u16)>) {
            let mut index = Index::default();
            let mut model = BTreeMap::new();
            for (kind, id, stamp, parts) in &records {
                index.enter(*kind, id, Entry { stamp: *stamp, parts: *parts });
                model.insert((*kind, id.clone()), Entry { stamp: *stamp, parts: *parts });
            }
            for (kind, id, ..) in records.iter().step_by(3) {
                index.leave(*kind, id);
                model.remove(&(*kind, id.clone()));
            }
            let (made_for, back) = Index::parse(&index.to_bytes(&MADE_FOR)).expect("it was just written");
            prop_assert_eq!(made_for, MADE_FOR);
            prop_assert_eq!((index.standing, back.standing), (Standing::Unmade, Standing::Filed));
            for index in [&index, &back] {
                let all: Vec<_> = index.records().map(|(kind, id, entry)| ((kind, id.to_owned()), entry)).collect();
                prop_assert_eq!(&all, &model.clone().into_iter().collect::<Vec<_>>());
                prop_assert_eq!(index.rows(), model.values().map(|entry| u64::from(entry.parts)).sum::<u64>());
            }
        }

        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            let _ = Index::parse(&bytes);
        }
    }

    #[test]
    fn pages_begin_after_the_id_that_was_last() {
        let mut index = Index::default();
        for id in ["a", "b", "c"] {
            index.enter(8, id, Entry { stamp: [1; 8], parts: 1 });
        }
        index.enter(9, "d", Entry { stamp: [1; 8], parts: 2 });
        let check = |after, expected: &[&str]| {
            let ids: Vec<&str> = index.after(8, after).map(|(id, _)| id).collect();
            assert_eq!(ids, expected, "after {after:?}");
        };
        check(None, &["a", "b", "c"]);
        check(Some("a"), &["b", "c"]);
        check(Some("bb"), &["c"]);
        check(Some("c"), &[]);
        assert_eq!((index.count(8), index.count(9), index.count(1), index.rows()), (3, 1, 0, 5));
    }

    #[test]
    fn the_file_opens_for_its_own_case_only_and_every_flipped_byte_makes_it_silent() {
        let folder = tempfile::tempdir().unwrap();
        let data_key = Key::make_random().unwrap();
        let keys = CaseKeys::derive(&data_key, [1; 16]);
        let mut index = Index::default();
        index.enter(8, "a", Entry { stamp: [1; 8], parts: 1 });
        index.write(folder.path(), &[7; 16], &keys, &MADE_FOR).unwrap();
        let found =
            Index::read(folder.path(), &[7; 16], &keys).map(|(made_for, index)| (made_for, index.rows()));
        assert_eq!(found, Some((MADE_FOR, 1)));
        assert!(Index::read(folder.path(), &[8; 16], &keys).is_none(), "another vault");
        let path = file(folder.path(), &keys);
        let other = CaseKeys::derive(&data_key, [2; 16]);
        std::fs::copy(&path, file(folder.path(), &other)).unwrap();
        assert!(Index::read(folder.path(), &[7; 16], &other).is_none(), "another case");
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&path, changed).unwrap();
            assert!(Index::read(folder.path(), &[7; 16], &keys).is_none(), "byte {at}");
        }
        Index::forget(folder.path(), &keys.prefix);
        assert!(!path.exists(), "it is taken away");
    }
}
