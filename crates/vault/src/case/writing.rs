//! A batch on its way into the store: the rows that it takes away and adds, and what the index says afterwards.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use crate::case::contents::records_of;
use crate::case::reading::Reading;
use crate::crypto::envelope::{Place, Sealed, seal_record};
use crate::crypto::keys::CaseKeys;
use crate::failure::{CommitFailure, ReadFailure};
use crate::format::index::{Entry, Index};
use crate::format::manifest::CaseManifest;
use crate::format::pack::Pack;
use crate::format::payload::{make_stamp, record_key, split_value};
use crate::vault::unlocked::Inner;

/// The changes of one commit to one case.
pub(crate) struct Writing<'a> {
    inner: &'a Inner,
    keys: &'a CaseKeys,
    epoch: u32,
    manifest: CaseManifest,
    rows: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    entered: Vec<(u8, Zeroizing<String>, Option<Entry>)>,
    /// Packs that hold a changed record.
    opened: Vec<Pack>,
    /// Which records were changed.
    changed: BTreeSet<(u8, &'a str)>,
}

/// What a commit writes, and what the index says when it is written.
pub(crate) struct Written {
    pub(crate) manifest: CaseManifest,
    pub(crate) rows: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    entered: Vec<(u8, Zeroizing<String>, Option<Entry>)>,
}

impl<'a> Writing<'a> {
    /// Begins the commit after the one that `manifest` was written by.
    pub(crate) fn after(
        mut manifest: CaseManifest,
        inner: &'a Inner,
        keys: &'a CaseKeys,
        epoch: u32,
    ) -> Writing<'a> {
        manifest.sequence += 1;
        let (rows, entered) = (BTreeMap::new(), Vec::new());
        Writing { inner, keys, epoch, manifest, rows, entered, opened: Vec::new(), changed: BTreeSet::new() }
    }

    /// Changes one record: what it was goes, and `value` comes, if there is one.
    pub(crate) fn change(
        &mut self,
        kind: u8,
        id: &'a str,
        old: Option<Entry>,
        value: Option<&[u8]>,
    ) -> Result<(), CommitFailure> {
        self.changed.insert((kind, id));
        match old {
            Some(Entry::Rows { stamp, parts }) => {
                for (key, sealed) in Reading::of(self.inner, self.keys)?.rows(kind, id, stamp, parts)? {
                    self.take_away(&key, &sealed);
                }
            }
            Some(Entry::Packed(pack)) if !self.opened.contains(&pack) => self.opened.push(pack),
            Some(Entry::Packed(_)) | None => {}
        }
        match value {
            Some(value) => self.add(kind, id, value)?,
            None => self.entered.push((kind, Zeroizing::new(id.to_owned()), None)),
        }
        Ok(())
    }

    /// Takes the packs away that a change opened, and gives what else they held rows of its own.
    pub(crate) fn end(mut self) -> Result<Written, CommitFailure> {
        for pack in std::mem::take(&mut self.opened) {
            let ((key, sealed), plain) = Reading::of(self.inner, self.keys)?.pack(pack)?;
            self.take_away(&key, &sealed);
            for record in records_of(&plain)? {
                if !self.changed.contains(&(record.kind, record.id)) {
                    self.add(record.kind, record.id, record.value)?;
                }
            }
        }
        Ok(Written { manifest: self.manifest, rows: self.rows.into_iter().collect(), entered: self.entered })
    }

    fn take_away(&mut self, key: &[u8; 32], sealed: &[u8]) {
        self.manifest.take_away(&self.keys.set, key, sealed);
        self.rows.insert(key.to_vec(), None);
    }

    fn add(&mut self, kind: u8, id: &str, value: &[u8]) -> Result<(), ReadFailure> {
        let stamp = make_stamp(self.manifest.sequence).map_err(ReadFailure::Io)?;
        let plains = split_value(kind, id, value, stamp);
        let parts = u16::try_from(plains.len()).unwrap_or(u16::MAX);
        self.entered.push((kind, Zeroizing::new(id.to_owned()), Some(Entry::Rows { stamp, parts })));
        for (part, plain) in (0_u16..).zip(plains) {
            let key = record_key(self.keys, kind, id, part);
            let place = Place { vault_id: &self.inner.vault_id, key: &key };
            let sealed = seal_record(&self.keys.records, Sealed::Record, self.epoch, place, &plain)
                .map_err(ReadFailure::Io)?;
            self.manifest.add(&self.keys.set, &key, &sealed);
            self.rows.insert(key.to_vec(), Some(sealed));
        }
        Ok(())
    }
}

impl Written {
    /// Enters into the index what is in the store now.
    pub(crate) fn enter(self, index: &mut Index) {
        for (kind, id, entry) in self.entered {
            match entry {
                Some(entry) => index.enter(kind, &id, entry),
                None => index.leave(kind, &id),
            }
        }
    }
}
