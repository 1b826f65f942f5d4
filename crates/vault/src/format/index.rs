//! Which records a case holds, by kind and in the order of their ids: what its rows tell only once they are opened.
//!
//! It is made by opening every row once and kept in memory from then on; `index_file.rs` seals it into a file.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Bound;

use zeroize::Zeroizing;

use crate::format::pack::Pack;

/// Where one record lies; an older writing of it has another stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// In so many rows of its own.
    Rows { stamp: [u8; 8], parts: u16 },
    /// In a pack, with others.
    Packed(Pack),
}

impl Entry {
    pub(crate) fn stamp(&self) -> [u8; 8] {
        match self {
            Entry::Rows { stamp, .. } => *stamp,
            Entry::Packed(pack) => pack.stamp,
        }
    }
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
    /// Rows that hold no more than one record, or a part of it.
    own_rows: u64,
    /// How many records lie in each pack, by the packs' names.
    packs: BTreeMap<[u8; 16], u64>,
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

impl Index {
    /// Enters a record, in place of an earlier writing of it.
    pub(crate) fn enter(&mut self, kind: u8, id: &str, entry: Entry) {
        self.leave(kind, id);
        self.kinds.entry(kind).or_default().insert(Id(Zeroizing::new(id.to_owned())), entry);
        match entry {
            Entry::Rows { parts, .. } => self.own_rows += u64::from(parts),
            Entry::Packed(pack) => *self.packs.entry(pack.name).or_default() += 1,
        }
        self.outdate_file();
    }

    /// Enters all records of a kind that has none yet, in the order of their ids: quicker than one by one.
    pub(crate) fn enter_sorted(&mut self, kind: u8, ids: Vec<(Zeroizing<String>, Entry)>) {
        for (_, entry) in &ids {
            match entry {
                Entry::Rows { parts, .. } => self.own_rows += u64::from(*parts),
                Entry::Packed(pack) => *self.packs.entry(pack.name).or_default() += 1,
            }
        }
        self.kinds.insert(kind, ids.into_iter().map(|(id, entry)| (Id(id), entry)).collect());
    }

    pub(crate) fn leave(&mut self, kind: u8, id: &str) {
        let Some(old) = self.kinds.get_mut(&kind).and_then(|ids| ids.remove(id)) else { return };
        match old {
            Entry::Rows { parts, .. } => self.own_rows -= u64::from(parts),
            Entry::Packed(pack) => {
                let left = self.packs.get_mut(&pack.name).map_or(0, |count| {
                    *count -= 1;
                    *count
                });
                if left == 0 {
                    self.packs.remove(&pack.name);
                }
            }
        }
        self.outdate_file();
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
        self.own_rows + self.packs.len() as u64
    }

    /// All records as `(kind, id, entry)`.
    pub(crate) fn records(&self) -> impl Iterator<Item = (u8, &str, Entry)> {
        self.kinds.iter().flat_map(|(kind, ids)| ids.iter().map(|(id, entry)| (*kind, id.0.as_str(), *entry)))
    }

    /// The kinds that there are records of.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = u8> {
        self.kinds.iter().filter(|(_, ids)| !ids.is_empty()).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_after_the_id_that_was_last() {
        let mut index = Index::default();
        for id in ["a", "b", "c"] {
            index.enter(8, id, Entry::Rows { stamp: [1; 8], parts: 1 });
        }
        index.enter(9, "d", Entry::Rows { stamp: [1; 8], parts: 2 });
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
    fn a_pack_is_one_row_as_long_as_a_record_is_in_it() {
        let mut index = Index::default();
        let packs = [1, 2].map(|n| Entry::Packed(Pack { name: [n; 16], stamp: [n; 8] }));
        for (n, id) in ["a", "b", "c", "d"].into_iter().enumerate() {
            index.enter(8, id, packs[n / 2]);
        }
        assert_eq!(index.rows(), 2);
        index.enter(8, "a", Entry::Rows { stamp: [3; 8], parts: 3 });
        assert_eq!(index.rows(), 5, "the other one is still in it");
        index.leave(8, "b");
        assert_eq!(index.rows(), 4);
        index.leave(8, "b");
        index.enter(8, "c", packs[1]);
        assert_eq!((index.rows(), index.count(8)), (4, 3));
        assert_eq!(index.get(8, "c").map(|entry| entry.stamp()), Some([2; 8]));
    }
}
