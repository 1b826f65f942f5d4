//! What a case holds: its rows gone through, opened and compared with its manifest, and the index that they make.

use std::panic::resume_unwind;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{MutexGuard, PoisonError};
use std::thread;

use zeroize::Zeroizing;

use crate::crypto::envelope::{Place, Sealed, front_of, open_record};
use crate::crypto::keys::CaseKeys;
use crate::failure::ReadFailure;
use crate::format::index::{Entry, Index, Standing};
use crate::format::index_file::MadeFor;
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::format::pack::{Pack, Packed, parse_records};
use crate::format::payload::{Part, record_key};
use crate::store::sled_store::{Store, StoreFailure, StoredRow};
use crate::vault::unlocked::{Books, CaseBook, Inner};

/// Rows that are handed on together, and how many such lots wait at most.
const HANDED_AT_ONCE: usize = 128;
const HANDED_AHEAD: usize = 4;

/// What one row holds.
pub(crate) enum Opened<'a> {
    Part(Part<'a>),
    Pack(Pack, Vec<Packed<'a>>),
}

impl Inner {
    /// What a case holds, gone through at the first call.
    pub(crate) fn index<'a>(&self, book: &'a CaseBook) -> Result<MutexGuard<'a, Index>, ReadFailure> {
        let mut index = book.index.lock().unwrap_or_else(PoisonError::into_inner);
        if index.standing == Standing::Unmade {
            let vault = self.vault_manifest()?;
            let manifest = self.case_manifest(&book.keys, &vault)?;
            let filed = Index::read(&self.root, &self.vault_id, &book.keys).filter(|(made_for, index)| {
                Some(*made_for) == state_of(&book.keys, &vault) && index.rows() == manifest.count
            });
            *index = match filed {
                Some((_, filed)) => filed,
                None => self.make_index(&book.keys)?,
            };
        }
        Ok(index)
    }

    fn make_index(&self, keys: &CaseKeys) -> Result<Index, ReadFailure> {
        let mut index = Index::default();
        let rows = self.walk(keys, |opened| match opened {
            Opened::Part(part) => {
                let entry = Entry::Rows { stamp: part.stamp, parts: part.parts };
                let known = index.get(part.kind, part.id);
                if known.is_none() {
                    index.enter(part.kind, part.id, entry);
                }
                known.is_none_or(|known| known == entry).then_some(())
            }
            Opened::Pack(pack, records) => records.iter().try_for_each(|record| {
                // A record lies in one place only, so none may be known already.
                let is_new = index.get(record.kind, record.id).is_none();
                is_new.then(|| index.enter(record.kind, record.id, Entry::Packed(pack)))
            }),
        })?;
        // Each row has another place, so as many rows as the records need are all of them.
        if rows != index.rows() {
            return Err(ReadFailure::RecordsChanged);
        }
        index.standing = Standing::Ahead;
        Ok(index)
    }

    /// Opens every row of a case, hands it to `visit` (which says `None` to what can not be), and compares all rows
    /// with the manifest at the end. Returns their number.
    pub(crate) fn walk(
        &self,
        keys: &CaseKeys,
        mut visit: impl FnMut(Opened<'_>) -> Option<()>,
    ) -> Result<u64, ReadFailure> {
        let store = self.store()?;
        let expected = self.case_manifest(keys, &self.vault_manifest()?)?;
        let (hand, handed) = mpsc::sync_channel(HANDED_AHEAD);
        let seen = thread::scope(|scope| {
            // Rows are read and counted beside their opening, which takes as long again.
            let reading = scope.spawn(move || read_rows(&store, keys, &hand));
            for rows in handed {
                for (key, sealed) in rows {
                    self.open_row(keys, &key, &sealed, &mut visit)?;
                }
            }
            Ok::<_, ReadFailure>(reading.join().unwrap_or_else(|panic| resume_unwind(panic))?)
        })?;
        if seen.has_same_rows(&expected) { Ok(seen.count) } else { Err(ReadFailure::RecordsChanged) }
    }

    /// Opens one row, which must lie under its own name, and hands it to `visit`.
    fn open_row(
        &self,
        keys: &CaseKeys,
        key: &[u8],
        sealed: &[u8],
        visit: &mut impl FnMut(Opened<'_>) -> Option<()>,
    ) -> Result<(), ReadFailure> {
        let visited = if front_of(sealed) == Some(Sealed::Pack) {
            let (pack, plain) = self.opened_pack(keys, key, sealed)?;
            visit(Opened::Pack(pack, records_of(&plain)?))
        } else {
            let plain = self.opened(keys, key, sealed)?;
            let part = Part::parse(&plain).ok_or(ReadFailure::RecordsChanged)?;
            if record_key(keys, part.kind, part.id, part.number) != *key {
                return Err(ReadFailure::RecordsChanged);
            }
            visit(Opened::Part(part))
        };
        visited.ok_or(ReadFailure::RecordsChanged)
    }

    /// The plaintext of one row of a case that holds a record, or a part of one.
    pub(crate) fn opened(
        &self,
        keys: &CaseKeys,
        key: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, ReadFailure> {
        let place = Place { vault_id: &self.vault_id, key };
        open_record(&keys.records, Sealed::Record, place, sealed).ok_or(ReadFailure::RecordsChanged)
    }

    /// The plaintext of one row of a case that is a pack, and what its front says.
    pub(crate) fn opened_pack(
        &self,
        keys: &CaseKeys,
        key: &[u8],
        sealed: &[u8],
    ) -> Result<(Pack, Zeroizing<Vec<u8>>), ReadFailure> {
        let place = Place { vault_id: &self.vault_id, key };
        let plain = open_record(&keys.records, Sealed::Pack, place, sealed);
        let opened = plain.and_then(|plain| Some((Pack::parse(&plain)?.0, plain)));
        opened.filter(|(pack, _)| pack.key(keys) == *key).ok_or(ReadFailure::RecordsChanged)
    }

    /// Seals what is known of the cases into files, so that the next opening need not go through them again.
    pub(crate) fn file_indexes(&self, books: &Books) -> Result<(), ReadFailure> {
        self.store()?.check_going()?;
        let vault = self.vault_manifest()?;
        for book in books.cases.values() {
            let mut index = book.index.lock().unwrap_or_else(PoisonError::into_inner);
            if let (Standing::Ahead, Some(made_for)) = (index.standing, state_of(&book.keys, &vault)) {
                index.write(&self.root, &self.vault_id, &book.keys, &made_for).map_err(ReadFailure::Io)?;
                index.standing = Standing::Filed;
            }
        }
        Ok(())
    }
}

/// Hands all rows of a case on, some at a time, and says what they add up to; stops when nobody takes them any more.
fn read_rows(
    store: &Store,
    keys: &CaseKeys,
    hand: &SyncSender<Vec<StoredRow>>,
) -> Result<CaseManifest, StoreFailure> {
    let (mut seen, mut rows) = (CaseManifest::default(), Vec::with_capacity(HANDED_AT_ONCE));
    for row in store.records_under(&keys.prefix) {
        let (key, sealed) = row?;
        seen.add(&keys.set, &key, &sealed);
        rows.push((key, sealed));
        if rows.len() == HANDED_AT_ONCE && hand.send(std::mem::take(&mut rows)).is_err() {
            break;
        }
    }
    // Whoever takes no more has found a wrong row already.
    let _ = hand.send(rows);
    Ok(seen)
}

/// The records in a pack's plaintext.
pub(crate) fn records_of(plain: &[u8]) -> Result<Vec<Packed<'_>>, ReadFailure> {
    Pack::parse(plain).and_then(|(_, rest)| parse_records(rest)).ok_or(ReadFailure::RecordsChanged)
}

/// The state of a case that the vault's manifest names.
fn state_of(keys: &CaseKeys, vault: &VaultManifest) -> Option<MadeFor> {
    vault.cases.get(&keys.prefix).map(|(sequence, digest)| MadeFor { sequence: *sequence, digest: *digest })
}
