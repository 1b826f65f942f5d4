//! One person's sealed case: writing batches, reading records, checking that all are there.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Weak};

use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::batch::{Batch, Kind};
use crate::books::Inner;
use crate::envelope::{Place, Sealed, open_record, seal_record};
use crate::failure::{CommitFailure, ReadFailure};
use crate::keybag::CaseId;
use crate::keys::{CaseKeys, make_random};
use crate::manifest::CaseManifest;
use crate::payload::{Gathered, Part, record_key, split_value};
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

/// A row as it lies in the store.
type SealedRow = ([u8; 32], Vec<u8>);

impl Case {
    pub(crate) fn new(vault: Weak<Inner>, id: CaseId) -> Case {
        Case { vault, id }
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
        let keys = books.cases.get(&self.id).ok_or(CommitFailure::CaseGone)?;
        if batch.changes.is_empty() {
            return Ok(());
        }
        inner.store.check_going()?;
        let epoch = books.bag.epoch;
        let mut vault = inner.vault_manifest()?;
        let mut manifest = inner.case_manifest(keys, &vault)?;
        let mut records = BTreeMap::new();
        for ((kind, id), change) in &batch.changes {
            let old = sealed_rows(&inner, keys, *kind, id)?;
            if kind.is_append_only() && !old.is_empty() {
                return Err(CommitFailure::AlreadyWritten { kind: *kind });
            }
            for (key, sealed) in old {
                manifest.take_away(&keys.set, &key, &sealed);
                records.insert(key.to_vec(), None);
            }
            let Some(value) = change else { continue };
            for (part, plain) in (0_u16..).zip(split_value(*kind, id, value, make_random()?)) {
                let key = record_key(keys, kind.number(), id, part);
                let place = Place { vault_id: &inner.vault_id, key: &key };
                let sealed = seal_record(&keys.records, Sealed::Record, epoch, place, &plain)?;
                manifest.add(&keys.set, &key, &sealed);
                records.insert(key.to_vec(), Some(sealed));
            }
        }
        manifest.sequence += 1;
        let mut rows = Rows { records: records.into_iter().collect(), manifests: Vec::new() };
        inner.enter_case_manifest(epoch, keys, &manifest, &mut vault, &mut rows)?;
        Ok(inner.commit(epoch, &mut vault, rows)?)
    }

    /// The value under this kind and id, or `None` when there is none.
    ///
    /// # Errors
    /// `RecordsChanged` when it is not authentic or not complete, `Unreadable` when it is no `T`. A record that somebody
    /// removed from the disk is `None` here and found by [`Case::all`] and [`Case::verify`].
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, id: &str) -> Result<Option<T>, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let keys = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        let mut gathered = Gathered::default();
        let rows = sealed_rows(&inner, keys, kind, id)?;
        if rows.is_empty() {
            return Ok(None);
        }
        for (key, sealed) in rows {
            let plain = opened(&inner, keys, &key, &sealed)?;
            Part::parse(&plain).and_then(|part| gathered.add(&part)).ok_or(ReadFailure::RecordsChanged)?;
        }
        let value = gathered.into_value().ok_or(ReadFailure::RecordsChanged)?;
        parse_value(kind, &value).map(Some)
    }

    /// All values of a kind with their ids, sorted by id. Goes through the whole case and checks it against its
    /// manifest, so a missing, added or old row of any kind is noticed.
    ///
    /// # Errors
    /// As [`Case::get`].
    pub fn all<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<(String, T)>, ReadFailure> {
        let mut found: BTreeMap<String, Gathered> = BTreeMap::new();
        self.walk(|part| {
            if part.kind == kind.number() {
                return found.entry(part.id.to_owned()).or_default().add(part);
            }
            Some(())
        })?;
        let mut values = Vec::with_capacity(found.len());
        for (id, gathered) in found {
            let value = gathered.into_value().ok_or(ReadFailure::RecordsChanged)?;
            values.push((id, parse_value(kind, &value)?));
        }
        Ok(values)
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
    fn walk(&self, mut visit: impl FnMut(&Part<'_>) -> Option<()>) -> Result<u64, ReadFailure> {
        let inner = self.vault.upgrade().ok_or(ReadFailure::Locked)?;
        let books = inner.reading();
        let keys = books.cases.get(&self.id).ok_or(ReadFailure::CaseGone)?;
        let expected = inner.case_manifest(keys, &inner.vault_manifest()?)?;
        let mut seen = CaseManifest::default();
        for row in inner.store.records_under(&keys.prefix) {
            let (key, sealed) = row?;
            seen.add(&keys.set, &key, &sealed);
            let plain = opened(&inner, keys, &key, &sealed)?;
            let part = Part::parse(&plain).ok_or(ReadFailure::RecordsChanged)?;
            if record_key(keys, part.kind, part.id, part.number) != *key {
                return Err(ReadFailure::RecordsChanged);
            }
            visit(&part).ok_or(ReadFailure::RecordsChanged)?;
        }
        if seen.has_same_rows(&expected) { Ok(seen.count) } else { Err(ReadFailure::RecordsChanged) }
    }
}

/// All rows of one record, still sealed; none when it does not exist.
fn sealed_rows(
    inner: &Arc<Inner>,
    keys: &CaseKeys,
    kind: Kind,
    id: &str,
) -> Result<Vec<SealedRow>, ReadFailure> {
    let first = record_key(keys, kind.number(), id, 0);
    let Some(sealed) = inner.store.record(&first)? else { return Ok(Vec::new()) };
    let plain = opened(inner, keys, &first, &sealed)?;
    let parts = Part::parse(&plain).ok_or(ReadFailure::RecordsChanged)?.parts;
    let mut rows = vec![(first, sealed)];
    for part in 1..parts {
        let key = record_key(keys, kind.number(), id, part);
        rows.push((key, inner.store.record(&key)?.ok_or(ReadFailure::RecordsChanged)?));
    }
    Ok(rows)
}

fn opened(
    inner: &Inner,
    keys: &CaseKeys,
    key: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, ReadFailure> {
    let place = Place { vault_id: &inner.vault_id, key };
    open_record(&keys.records, Sealed::Record, place, sealed).ok_or(ReadFailure::RecordsChanged)
}

/// The value of its JSON. serde's error would quote it, so it is dropped.
fn parse_value<T: DeserializeOwned>(kind: Kind, json: &[u8]) -> Result<T, ReadFailure> {
    serde_json::from_slice(json).map_err(|_| ReadFailure::Unreadable { kind })
}
