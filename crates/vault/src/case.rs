//! One person's sealed case: writing batches, reading records, checking that all are there.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Weak;

use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::batch::{Batch, Kind};
use crate::books::Inner;
use crate::envelope::{Place, Sealed, seal_record};
use crate::failure::{CommitFailure, ReadFailure};
use crate::index::{Entry, Index};
use crate::keybag::CaseId;
use crate::keys::CaseKeys;
use crate::payload::{Gathered, Part, make_stamp, record_key, split_value};
use crate::store::Rows;

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
    /// Rows on the disk; a long value has several.
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

/// A row as it lies in the store.
type SealedRow = ([u8; 32], Vec<u8>);

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
    /// See [`CommitFailure`]. After `DiskFull`, `ReadOnly` or `Io` the vault writes no more (`Halted`) until it is
    /// opened again; it can still be read.
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
        let mut manifest = inner.case_manifest(keys, &vault)?;
        manifest.sequence += 1;
        let mut index = inner.index(book)?;
        let mut records = BTreeMap::new();
        let mut entered = Vec::with_capacity(batch.changes.len());
        for ((kind, id), change) in &batch.changes {
            let old = index.get(kind.number(), id);
            if kind.is_append_only() && old.is_some() {
                return Err(CommitFailure::AlreadyWritten { kind: *kind });
            }
            for (key, sealed) in
                old.map_or(Ok(Vec::new()), |entry| rows_of(&inner, keys, *kind, id, entry))?
            {
                manifest.take_away(&keys.set, &key, &sealed);
                records.insert(key.to_vec(), None);
            }
            let Some(value) = change else {
                entered.push((kind.number(), id, None));
                continue;
            };
            let stamp = make_stamp(manifest.sequence)?;
            let plains = split_value(*kind, id, value, stamp);
            let parts = u16::try_from(plains.len()).unwrap_or(u16::MAX);
            entered.push((kind.number(), id, Some(Entry { stamp, parts })));
            for (part, plain) in (0_u16..).zip(plains) {
                let key = record_key(keys, kind.number(), id, part);
                let place = Place { vault_id: &inner.vault_id, key: &key };
                let sealed = seal_record(&keys.records, Sealed::Record, epoch, place, &plain)?;
                manifest.add(&keys.set, &key, &sealed);
                records.insert(key.to_vec(), Some(sealed));
            }
        }
        let mut rows = Rows { records: records.into_iter().collect(), manifests: Vec::new() };
        inner.enter_case_manifest(epoch, keys, &manifest, &mut vault, &mut rows)?;
        if let Err(failure) = inner.commit(epoch, &mut vault, rows) {
            // What the store shows now is not known, so the index is made anew when it is asked for.
            *index = Index::default();
            return Err(failure.into());
        }
        for (kind, id, entry) in entered {
            match entry {
                Some(entry) => index.enter(kind, id, entry),
                None => index.leave(kind, id),
            }
        }
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
        parse_value(kind, &value_of(&inner, &book.keys, kind, id, entry)?).map(Some)
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
        let mut records = Vec::new();
        for (id, entry) in ids.by_ref().take(limit) {
            let value = value_of(&inner, &book.keys, kind, id, entry)?;
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
        let rows = self.walk(|part| {
            let left = parts_left.entry((part.kind, part.id.to_owned())).or_insert_with(|| {
                records += 1;
                part.parts
            });
            *left = left.checked_sub(1)?;
            Some(())
        })?;
        if parts_left.values().any(|left| *left > 0) {
            return Err(ReadFailure::RecordsChanged);
        }
        Ok(Checked { records, rows })
    }

    /// Opens every row of the case, hands it to `visit` (which says `None` to what can not be), and compares all rows
    /// with the manifest at the end. Returns their number.
    fn walk(&self, visit: impl FnMut(&Part<'_>) -> Option<()>) -> Result<u64, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let book = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        inner.walk(&book.keys, visit)
    }
}

/// All rows of one record with their keys, still sealed, after a look that they are the ones written last.
fn rows_of(
    inner: &Inner,
    keys: &CaseKeys,
    kind: Kind,
    id: &str,
    entry: Entry,
) -> Result<Vec<SealedRow>, ReadFailure> {
    let mut rows = Vec::with_capacity(usize::from(entry.parts));
    each_part(inner, keys, kind, id, entry, |key, sealed, _| {
        rows.push((key, sealed));
        Some(())
    })?;
    Ok(rows)
}

/// The bytes of one record's value.
fn value_of(
    inner: &Inner,
    keys: &CaseKeys,
    kind: Kind,
    id: &str,
    entry: Entry,
) -> Result<Zeroizing<Vec<u8>>, ReadFailure> {
    let mut gathered = Gathered::default();
    each_part(inner, keys, kind, id, entry, |_, _, part| gathered.add(part))?;
    gathered.into_value().ok_or(ReadFailure::RecordsChanged)
}

/// Opens each part of a record, which must be of the writing that the index names, and hands it to `visit`.
fn each_part(
    inner: &Inner,
    keys: &CaseKeys,
    kind: Kind,
    id: &str,
    entry: Entry,
    mut visit: impl FnMut([u8; 32], Vec<u8>, &Part<'_>) -> Option<()>,
) -> Result<(), ReadFailure> {
    let store = inner.store()?;
    for number in 0..entry.parts {
        let key = record_key(keys, kind.number(), id, number);
        let sealed = store.record(&key)?.ok_or(ReadFailure::RecordsChanged)?;
        let plain = inner.opened(keys, &key, &sealed)?;
        let part = Part::parse(&plain).filter(|part| part.stamp == entry.stamp && part.parts == entry.parts);
        part.and_then(|part| visit(key, sealed, &part)).ok_or(ReadFailure::RecordsChanged)?;
    }
    Ok(())
}

/// The value of its JSON. serde's error would quote it, so it is dropped.
fn parse_value<T: DeserializeOwned>(kind: Kind, json: &[u8]) -> Result<T, ReadFailure> {
    serde_json::from_slice(json).map_err(|_| ReadFailure::Unreadable { kind })
}
