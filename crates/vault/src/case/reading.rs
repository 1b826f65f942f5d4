//! Reading single records of a case, each from where the index says it lies.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::case::contents::records_of;
use crate::crypto::keys::CaseKeys;
use crate::failure::ReadFailure;
use crate::format::index::Entry;
use crate::format::pack::Pack;
use crate::format::payload::{Gathered, Part, record_key};
use crate::store::sled_store::{Store, StoreFailure};
use crate::vault::unlocked::Inner;

/// A row as it lies in the store.
pub(crate) type SealedRow = ([u8; 32], Vec<u8>);

/// Reads records of one case. Neighbours mostly lie in one pack, so the last one is kept open.
pub(crate) struct Reading<'a> {
    inner: &'a Inner,
    keys: &'a CaseKeys,
    store: Arc<Store>,
    last: Option<(Pack, Zeroizing<Vec<u8>>)>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(inner: &'a Inner, keys: &'a CaseKeys) -> Result<Reading<'a>, StoreFailure> {
        Ok(Reading { inner, keys, store: inner.store()?, last: None })
    }

    /// The bytes of one record's value, which must be of the writing that the index names.
    pub(crate) fn value(
        &mut self,
        kind: u8,
        id: &str,
        entry: Entry,
    ) -> Result<Zeroizing<Vec<u8>>, ReadFailure> {
        match entry {
            Entry::Rows { stamp, parts } => {
                let mut gathered = Gathered::default();
                self.each_part(kind, id, stamp, parts, |_, _, part| gathered.add(part))?;
                gathered.into_value().ok_or(ReadFailure::RecordsChanged)
            }
            Entry::Packed(pack) => {
                if self.last.as_ref().is_none_or(|(last, _)| *last != pack) {
                    self.last = Some((pack, self.pack(pack)?.1));
                }
                let (_, plain) = self.last.as_ref().ok_or(ReadFailure::RecordsChanged)?;
                let records = records_of(plain)?;
                let record = records.iter().find(|record| record.kind == kind && record.id == id);
                Ok(Zeroizing::new(record.ok_or(ReadFailure::RecordsChanged)?.value.to_vec()))
            }
        }
    }

    /// All rows of one record with their keys, still sealed, after a look that they are the ones written last.
    pub(crate) fn rows(
        &self,
        kind: u8,
        id: &str,
        stamp: [u8; 8],
        parts: u16,
    ) -> Result<Vec<SealedRow>, ReadFailure> {
        let mut rows = Vec::with_capacity(usize::from(parts));
        self.each_part(kind, id, stamp, parts, |key, sealed, _| {
            rows.push((key, sealed));
            Some(())
        })?;
        Ok(rows)
    }

    /// A pack's sealed row and its plaintext.
    pub(crate) fn pack(&self, pack: Pack) -> Result<(SealedRow, Zeroizing<Vec<u8>>), ReadFailure> {
        let key = pack.key(self.keys);
        let sealed = self.store.record(&key)?.ok_or(ReadFailure::RecordsChanged)?;
        let (found, plain) = self.inner.opened_pack(self.keys, &key, &sealed)?;
        if found == pack { Ok(((key, sealed), plain)) } else { Err(ReadFailure::RecordsChanged) }
    }

    /// Opens each part of a record and hands it to `visit`.
    fn each_part(
        &self,
        kind: u8,
        id: &str,
        stamp: [u8; 8],
        parts: u16,
        mut visit: impl FnMut([u8; 32], Vec<u8>, &Part<'_>) -> Option<()>,
    ) -> Result<(), ReadFailure> {
        for number in 0..parts {
            let key = record_key(self.keys, kind, id, number);
            let sealed = self.store.record(&key)?.ok_or(ReadFailure::RecordsChanged)?;
            let plain = self.inner.opened(self.keys, &key, &sealed)?;
            let part = Part::parse(&plain).filter(|part| part.stamp == stamp && part.parts == parts);
            part.and_then(|part| visit(key, sealed, &part)).ok_or(ReadFailure::RecordsChanged)?;
        }
        Ok(())
    }
}
