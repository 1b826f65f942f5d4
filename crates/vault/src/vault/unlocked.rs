//! The inside of an unlocked vault: its keys, its store, and the manifests that say what must be there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use crate::crypto::envelope::{Place, Sealed, open_record, seal_record};
use crate::crypto::keys::{CaseKeys, VaultKeys, same_digest};
use crate::disk::files;
use crate::failure::{OpenFailure, ReadFailure};
use crate::format::anchor::Anchor;
use crate::format::index::Index;
use crate::format::keybag::{CaseId, Keybag, case_prefix};
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::store::compact;
use crate::store::sled_store::{Row, Rows, Store, StoreFailure, close};

/// The vault manifest's name in the manifests' tree.
pub(crate) const VAULT_ROW: &[u8] = b"V";
/// A store that takes longer to open is written anew at the next occasion.
const SLOW: Duration = Duration::from_secs(1);
/// Rows removed in one step when a case is destroyed.
const REMOVED_AT_ONCE: usize = 500;

pub(crate) struct Inner {
    pub(crate) root: PathBuf,
    pub(crate) vault_id: [u8; 16],
    pub(crate) keys: VaultKeys,
    // Before the lock: the store is closed when another process may come in. Whoever takes it out for a while holds
    // the books alone.
    store: RwLock<Option<Arc<Store>>>,
    books: RwLock<Books>,
    lock: File,
}

/// The cases' keys. Its lock is also the vault's one-writer rule: writers hold it alone, readers together.
pub(crate) struct Books {
    pub(crate) bag: Keybag,
    pub(crate) cases: BTreeMap<CaseId, CaseBook>,
    /// Where a copy of the store was kept when it was opened.
    pub(crate) quarantine: Option<PathBuf>,
    /// Whether opening the store took so long that it should be written anew.
    pub(crate) slow_to_open: bool,
}

/// One case: its keys, and what it holds once that was asked for.
pub(crate) struct CaseBook {
    pub(crate) keys: CaseKeys,
    pub(crate) index: Mutex<Index>,
}

impl CaseBook {
    pub(crate) fn new(keys: CaseKeys) -> CaseBook {
        CaseBook { keys, index: Mutex::default() }
    }

    /// As if the vault had just been opened after a crash.
    #[cfg(test)]
    pub(crate) fn forget_index(&self) {
        *self.index.lock().unwrap_or_else(PoisonError::into_inner) = Index::default();
    }
}

impl Books {
    pub(crate) fn new(bag: Keybag, keys: &VaultKeys) -> Books {
        let book = |data_key, id| CaseBook::new(CaseKeys::derive(data_key, case_prefix(keys, id)));
        let cases = bag.cases.iter().map(|(id, data_key)| (*id, book(data_key, id))).collect();
        Books { bag, cases, quarantine: None, slow_to_open: false }
    }
}

impl Inner {
    /// A vault whose store is not open yet.
    pub(crate) fn new(root: PathBuf, lock: File, vault_id: [u8; 16], keys: VaultKeys, books: Books) -> Inner {
        Inner { root, vault_id, keys, store: RwLock::new(None), books: RwLock::new(books), lock }
    }

    pub(crate) fn reading(&self) -> RwLockReadGuard<'_, Books> {
        self.books.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn writing(&self) -> RwLockWriteGuard<'_, Books> {
        self.books.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open store; `Halted` when it could not be opened again after it was closed.
    pub(crate) fn store(&self) -> Result<Arc<Store>, StoreFailure> {
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        store.clone().ok_or(StoreFailure::Halted)
    }

    /// Closes the store. Only for who holds the books alone: nobody else has it then.
    pub(crate) fn close_store(&self) {
        close(self.store.write().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Puts an open store where all find it.
    pub(crate) fn put_store(&self, store: Store) {
        *self.store.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(store));
    }

    /// Opens the store, compares it with the anchor and the keybag, and finishes what an interruption left.
    pub(crate) fn open_store(&self, books: &mut Books) -> Result<(), OpenFailure> {
        let start = Instant::now();
        let (store, quarantine) = Store::open(&self.root)?;
        books.slow_to_open = start.elapsed() > SLOW;
        books.quarantine = quarantine;
        self.put_store(store);
        let manifest = self.vault_manifest().map_err(|failure| match failure {
            ReadFailure::Io(error) => error.into(),
            _ => OpenFailure::RecordsChanged,
        })?;
        self.check_anchor(&manifest)?;
        if manifest.bag_sequence.checked_add(1) == Some(books.bag.sequence) {
            self.follow_keybag(books)?;
        } else if !is_in_line(&manifest, books) {
            return Err(OpenFailure::RecordsChanged);
        }
        files::mark_open(&self.lock);
        if compact::is_owed(&self.root) {
            // Where there is no room for it now, there may be at the next opening.
            let _ = self.compact(books);
        }
        Ok(())
    }

    /// The vault manifest as stored; `RecordsChanged` when it is missing or not authentic.
    pub(crate) fn vault_manifest(&self) -> Result<VaultManifest, ReadFailure> {
        let place = Place { vault_id: &self.vault_id, key: VAULT_ROW };
        let sealed = self.store()?.manifest(VAULT_ROW)?.ok_or(ReadFailure::RecordsChanged)?;
        open_record(&self.keys.manifest, Sealed::VaultManifest, place, &sealed)
            .and_then(|plain| VaultManifest::parse(&plain))
            .ok_or(ReadFailure::RecordsChanged)
    }

    /// A case's manifest as stored; `RecordsChanged` when it is not the one that the vault manifest names.
    pub(crate) fn case_manifest(
        &self,
        keys: &CaseKeys,
        vault: &VaultManifest,
    ) -> Result<CaseManifest, ReadFailure> {
        let (sequence, digest) = vault.cases.get(&keys.prefix).ok_or(ReadFailure::RecordsChanged)?;
        let sealed = self.store()?.manifest(&keys.prefix)?.ok_or(ReadFailure::RecordsChanged)?;
        let place = Place { vault_id: &self.vault_id, key: &keys.prefix };
        open_record(&keys.records, Sealed::CaseManifest, place, &sealed)
            .and_then(|plain| CaseManifest::parse(&plain))
            .filter(|manifest| manifest.sequence == *sequence)
            .filter(|_| same_digest(blake3::hash(&sealed).as_bytes(), digest))
            .ok_or(ReadFailure::RecordsChanged)
    }

    /// Puts a case's manifest among the rows and names it in the vault manifest.
    pub(crate) fn enter_case_manifest(
        &self,
        epoch: u32,
        keys: &CaseKeys,
        case: &CaseManifest,
        vault: &mut VaultManifest,
        rows: &mut Rows,
    ) -> io::Result<()> {
        rows.manifests.push(sealed_case_manifest(&self.vault_id, epoch, keys, case, vault)?);
        Ok(())
    }

    /// Writes the rows together with the vault manifest, its counter one higher, and anchors it.
    pub(crate) fn commit(
        &self,
        epoch: u32,
        vault: &mut VaultManifest,
        mut rows: Rows,
    ) -> Result<(), StoreFailure> {
        vault.counter += 1;
        let sealed = sealed_vault_manifest(&self.keys, &self.vault_id, epoch, vault)?;
        let anchor = Anchor { counter: vault.counter, digest: blake3::hash(&sealed).into() };
        rows.manifests.push((VAULT_ROW.to_vec(), Some(sealed)));
        self.store()?.commit(&rows)?;
        // An anchor that stays behind is weaker, not wrong; the commit is durable already.
        let _ = self.write_anchor(anchor);
        Ok(())
    }

    pub(crate) fn write_anchor(&self, anchor: Anchor) -> io::Result<()> {
        anchor.write(&self.root, &self.keys.anchor, &self.vault_id)
    }

    /// Compares the store with the anchor, and anchors what is there.
    fn check_anchor(&self, manifest: &VaultManifest) -> Result<(), OpenFailure> {
        let sealed = self.store()?.manifest(VAULT_ROW)?.ok_or(OpenFailure::RecordsChanged)?;
        let counter = manifest.counter;
        let now = Anchor { counter, digest: blake3::hash(&sealed).into() };
        if let Some(last) = Anchor::read(&self.root, &self.keys.anchor, &self.vault_id) {
            if last.counter > counter {
                return Err(OpenFailure::RolledBack { lost: last.counter - counter });
            }
            if last.counter == counter && last != now {
                return Err(OpenFailure::RecordsChanged);
            }
        }
        let _ = self.write_anchor(now);
        Ok(())
    }

    /// Brings the store in line with the keybag after it was written: rows of cases that it no longer has are
    /// removed, cases that are new get an empty manifest. Also what an interrupted destruction is finished by.
    pub(crate) fn follow_keybag(&self, books: &Books) -> Result<(), StoreFailure> {
        let mut vault = match self.vault_manifest() {
            Ok(manifest) => manifest,
            Err(ReadFailure::Io(error)) => return Err(error.into()),
            Err(_) => return Err(StoreFailure::Corrupt),
        };
        let mut rows = Rows::default();
        let gone: Vec<[u8; 16]> = vault
            .cases
            .keys()
            .filter(|prefix| !books.cases.values().any(|book| book.keys.prefix == **prefix))
            .copied()
            .collect();
        for prefix in gone {
            self.remove_records(&prefix)?;
            Index::forget(&self.root, &prefix);
            vault.cases.remove(&prefix);
            rows.manifests.push((prefix.to_vec(), None));
        }
        for CaseBook { keys, .. } in books.cases.values() {
            if !vault.cases.contains_key(&keys.prefix) {
                self.enter_case_manifest(
                    books.bag.epoch,
                    keys,
                    &CaseManifest::default(),
                    &mut vault,
                    &mut rows,
                )?;
            }
        }
        vault.bag_sequence = books.bag.sequence;
        self.commit(books.bag.epoch, &mut vault, rows)
    }

    /// Removes all records of a case whose key is gone already, a few hundred at a time.
    fn remove_records(&self, prefix: &[u8; 16]) -> Result<(), StoreFailure> {
        let store = self.store()?;
        let keys = store.lengths_under(prefix).map(|row| row.map(|(key, _)| key.to_vec()));
        let keys: Vec<Vec<u8>> = keys.collect::<Result<_, _>>()?;
        for some in keys.chunks(REMOVED_AT_ONCE) {
            let records = some.iter().map(|key| (key.clone(), None)).collect();
            store.commit(&Rows { records, manifests: Vec::new() })?;
        }
        Ok(())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // What is not filed is made again at the next opening.
        let _ = self.file_indexes(&self.reading());
        if self.store().is_ok() {
            self.close_store();
            files::mark_closed(&self.lock);
        }
    }
}

fn is_in_line(manifest: &VaultManifest, books: &Books) -> bool {
    manifest.bag_sequence == books.bag.sequence
        && manifest.cases.len() == books.cases.len()
        && books.cases.values().all(|book| manifest.cases.contains_key(&book.keys.prefix))
}

/// A case's manifest as it lies in the store, with its key; it is named in the vault's manifest.
pub(crate) fn sealed_case_manifest(
    vault_id: &[u8; 16],
    epoch: u32,
    keys: &CaseKeys,
    case: &CaseManifest,
    vault: &mut VaultManifest,
) -> io::Result<Row> {
    let place = Place { vault_id, key: &keys.prefix };
    let sealed = seal_record(&keys.records, Sealed::CaseManifest, epoch, place, &case.to_bytes())?;
    vault.cases.insert(keys.prefix, (case.sequence, blake3::hash(&sealed).into()));
    Ok((keys.prefix.to_vec(), Some(sealed)))
}

/// The vault manifest as it lies in the store.
pub(crate) fn sealed_vault_manifest(
    keys: &VaultKeys,
    vault_id: &[u8; 16],
    epoch: u32,
    vault: &VaultManifest,
) -> io::Result<Vec<u8>> {
    let place = Place { vault_id, key: VAULT_ROW };
    seal_record(&keys.manifest, Sealed::VaultManifest, epoch, place, &vault.to_bytes())
}

/// The rows of an empty vault.
pub(crate) fn first_rows(keys: &VaultKeys, vault_id: &[u8; 16], bag: &Keybag) -> io::Result<Rows> {
    let manifest = VaultManifest { bag_sequence: bag.sequence, ..VaultManifest::default() };
    let sealed = sealed_vault_manifest(keys, vault_id, bag.epoch, &manifest)?;
    Ok(Rows { records: Vec::new(), manifests: vec![(VAULT_ROW.to_vec(), Some(sealed))] })
}
