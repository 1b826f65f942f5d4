//! One person's sealed case: writing batches, reading records, checking that all are there.
//!
//! Here: [`Case`] (what the app calls), `batch` (what one commit changes), `writing` and `reading` (records to rows and
//! back), `contents` (all rows gone through, and the index that they make).
//! Not here: the keys and the manifests (`vault::unlocked`), and the layouts (`format`).
//! Tested by `tests/lifecycle.rs` and `trials::repacking`, against forgers by `trials::forging` and `trials::tampering`.

pub(crate) mod batch;
pub(crate) mod contents;
pub(crate) mod reading;
pub(crate) mod writing;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Weak;

use serde::de::DeserializeOwned;

use crate::case::batch::{Batch, Kind};
use crate::case::contents::Opened;
use crate::case::reading::Reading;
use crate::case::writing::Writing;
use crate::disk::free_space;
use crate::failure::{CommitFailure, ReadFailure};
use crate::format::index::Index;
use crate::format::keybag::CaseId;
use crate::store::sled_store::Rows;
use crate::vault::unlocked::Inner;

/// A case of an unlocked vault. Cheap to clone, usable from any thread; writes wait for one another. It does not keep
/// the vault open: once the vault is dropped every call answers `Locked`.
#[derive(Clone)]
pub struct Case {
    vault: Weak<Inner>,
    id: CaseId,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Case({})", self.id)
    }
}

/// What a full check of a case went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Values found, each complete and authentic.
    pub records: u64,
    /// Rows on the disk; a long value has several, and many short ones may share one.
    pub rows: u64,
}

/// Some values of a kind, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The values with their ids.
    pub records: Vec<(String, T)>,
    /// The id after which the next page begins; `None` when this is the last.
    pub next: Option<String>,
}

impl Case {
    pub(crate) fn new(vault: Weak<Inner>, id: CaseId) -> Case {
        Case { vault, id }
    }

    /// Whether the vault's keys are still in memory: until it is dropped and what was running has ended.
    pub fn is_open(&self) -> bool {
        self.vault.strong_count() > 0
    }

    /// The case's id.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// Writes a batch: all of it or nothing, and durable (it would survive a power cut) when this returns. One sync of
    /// the disk, 1 to 10 ms for small batches.
    ///
    /// # Errors
    /// See [`CommitFailure`]. `DiskFull` before anything is written, where it would not fit. When a write fails half-way
    /// (`DiskFull`, `ReadOnly` or `Io`), the vault writes no more (`Halted`) until it is opened again; it can still be read.
    #[expect(clippy::needless_pass_by_value, reason = "a batch is written once, and wiped when it was")]
    pub fn commit(&self, batch: Batch) -> Result<(), CommitFailure> {
        let inner = self.vault.upgrade().ok_or(CommitFailure::Locked)?;
        let books = inner.writing();
        let book = books.cases.get(&self.id).ok_or(CommitFailure::CaseGone)?;
        if batch.changes.is_empty() {
            return Ok(());
        }
        let (keys, epoch) = (&book.keys, books.bag.epoch);
        inner.store()?.check_going()?;
        let mut vault = inner.vault_manifest()?;
        let manifest = inner.case_manifest(keys, &vault)?;
        let mut index = inner.index(book)?;
        let mut writing = Writing::after(manifest, &inner, keys, epoch);
        for ((kind, id), change) in &batch.changes {
            let old = index.get(kind.number(), id);
            if kind.is_append_only() && old.is_some() {
                return Err(CommitFailure::AlreadyWritten { kind: *kind });
            }
            writing.change(kind.number(), id, old, change.as_ref().map(|value| value.as_slice()))?;
        }
        let mut written = writing.end()?;
        let records = std::mem::take(&mut written.rows);
        let mut rows = Rows { records, manifests: Vec::new() };
        inner.enter_case_manifest(epoch, keys, &written.manifest, &mut vault, &mut rows)?;
        free_space::for_rows(&inner.root, &rows)?;
        if let Err(failure) = inner.commit(epoch, &mut vault, rows) {
            // What the store shows now is not known, so the index is made anew when it is asked for.
            *index = Index::default();
            return Err(failure.into());
        }
        written.enter(&mut index);
        Ok(())
    }

    /// The value under this kind and id, or `None` when there is none.
    ///
    /// # Errors
    /// `RecordsChanged` when it is not authentic, not complete, missing on the disk or an older one than was written
    /// last; `Unreadable` when it is no `T`.
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, id: &str) -> Result<Option<T>, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let book = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        let Some(entry) = inner.index(book)?.get(kind.number(), id) else { return Ok(None) };
        let value = Reading::of(&inner, &book.keys)?.value(kind.number(), id, entry)?;
        parse_value(kind, &value).map(Some)
    }

    /// All values of a kind with their ids, sorted by id. None that was written is left out, and none is an older one.
    /// For long lists use [`Case::page`].
    ///
    /// # Errors
    /// As [`Case::get`].
    pub fn all<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<(String, T)>, ReadFailure> {
        self.page(kind, None, usize::MAX).map(|page| page.records)
    }

    /// The first `limit` values of a kind whose ids come after `after`, sorted by id. The first page after unlocking
    /// may take longer, about 15 µs for each row of the case, when the app was ended without locking.
    ///
    /// # Errors
    /// As [`Case::get`].
    pub fn page<T: DeserializeOwned>(
        &self,
        kind: Kind,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Page<T>, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let book = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        let index = inner.index(book)?;
        let mut ids = index.after(kind.number(), after);
        let (mut records, mut reading) = (Vec::new(), Reading::of(&inner, &book.keys)?);
        for (id, entry) in ids.by_ref().take(limit) {
            let value = reading.value(kind.number(), id, entry)?;
            records.push((id.to_owned(), parse_value(kind, &value)?));
        }
        let more = ids.next().is_some();
        let next = records.last().filter(|_| more).map(|(id, _): &(String, T)| id.clone());
        Ok(Page { records, next })
    }

    /// How many values of a kind there are.
    ///
    /// # Errors
    /// As [`Case::verify`].
    pub fn count(&self, kind: Kind) -> Result<usize, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let book = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        Ok(inner.index(book)?.count(kind.number()))
    }

    /// Opens every record and compares all with the case's manifest.
    ///
    /// # Errors
    /// `RecordsChanged` when anything was changed, removed, added or replaced by older parts; `Locked`, `CaseGone`, `Io`.
    pub fn verify(&self) -> Result<Checked, ReadFailure> {
        let mut parts_left: BTreeMap<(u8, String), u16> = BTreeMap::new();
        let mut records = 0;
        let rows = self.walk(|opened| match opened {
            Opened::Part(part) => {
                let left = parts_left.entry((part.kind, part.id.to_owned())).or_insert_with(|| {
                    records += 1;
                    part.parts
                });
                *left = left.checked_sub(1)?;
                Some(())
            }
            Opened::Pack(_, packed) => packed.iter().try_for_each(|record| {
                records += 1;
                // Whatever else is found of it then is too much.
                let known = parts_left.insert((record.kind, record.id.to_owned()), 0);
                known.is_none().then_some(())
            }),
        })?;
        if parts_left.values().any(|left| *left > 0) {
            return Err(ReadFailure::RecordsChanged);
        }
        Ok(Checked { records, rows })
    }

    /// Opens every row of the case, hands it to `visit` (which says `None` to what can not be), and compares all rows
    /// with the manifest at the end. Returns their number.
    fn walk(&self, visit: impl FnMut(Opened<'_>) -> Option<()>) -> Result<u64, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let book = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        inner.walk(&book.keys, visit)
    }
}

/// The value of its JSON. serde's error would quote it, so it is dropped.
fn parse_value<T: DeserializeOwned>(kind: Kind, json: &[u8]) -> Result<T, ReadFailure> {
    serde_json::from_slice(json).map_err(|_| ReadFailure::Unreadable { kind })
}
