//! The inside of an unlocked vault: its keys, its store, and the manifests that say what must be there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::envelope::{Place, Sealed, open_record, seal_record};
use crate::failure::ReadFailure;
use crate::keybag::{CaseId, Keybag, case_prefix};
use crate::keys::{CaseKeys, VaultKeys, same_digest};
use crate::manifest::{CaseManifest, VaultManifest};
use crate::store::{Rows, Store, StoreFailure};

/// The vault manifest's name in the manifests' tree.
const VAULT_ROW: &[u8] = b"V";
/// Rows removed in one step when a case is destroyed.
const REMOVED_AT_ONCE: usize = 500;

pub(crate) struct Inner {
    pub(crate) root: PathBuf,
    pub(crate) vault_id: [u8; 16],
    pub(crate) keys: VaultKeys,
    // Before the lock: the store is closed when another process may come in.
    pub(crate) store: Store,
    pub(crate) quarantine: Option<PathBuf>,
    books: RwLock<Books>,
    _lock: File,
}

/// The cases' keys. Its lock is also the vault's one-writer rule: writers hold it alone, readers together.
pub(crate) struct Books {
    pub(crate) bag: Keybag,
    pub(crate) cases: BTreeMap<CaseId, Arc<CaseKeys>>,
}

impl Books {
    pub(crate) fn new(bag: Keybag, keys: &VaultKeys) -> Books {
        let cases = bag
            .cases
            .iter()
            .map(|(id, data_key)| (*id, Arc::new(CaseKeys::derive(data_key, case_prefix(keys, id)))))
            .collect();
        Books { bag, cases }
    }
}

impl Inner {
    pub(crate) fn new(
        root: PathBuf,
        lock: File,
        vault_id: [u8; 16],
        keys: VaultKeys,
        bag: Keybag,
    ) -> Result<Inner, StoreFailure> {
        let (store, quarantine) = Store::open(&root)?;
        let books = RwLock::new(Books::new(bag, &keys));
        Ok(Inner { root, vault_id, keys, store, quarantine, books, _lock: lock })
    }

    pub(crate) fn reading(&self) -> RwLockReadGuard<'_, Books> {
        self.books.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn writing(&self) -> RwLockWriteGuard<'_, Books> {
        self.books.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The vault manifest as stored; `RecordsChanged` when it is missing or not authentic.
    pub(crate) fn vault_manifest(&self) -> Result<VaultManifest, ReadFailure> {
        let place = Place { vault_id: &self.vault_id, key: VAULT_ROW };
        let sealed = self.store.manifest(VAULT_ROW)?.ok_or(ReadFailure::RecordsChanged)?;
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
        let sealed = self.store.manifest(&keys.prefix)?.ok_or(ReadFailure::RecordsChanged)?;
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
        let place = Place { vault_id: &self.vault_id, key: &keys.prefix };
        let sealed = seal_record(&keys.records, Sealed::CaseManifest, epoch, place, &case.to_bytes())?;
        vault.cases.insert(keys.prefix, (case.sequence, blake3::hash(&sealed).into()));
        rows.manifests.push((keys.prefix.to_vec(), Some(sealed)));
        Ok(())
    }

    /// Puts the vault manifest among the rows, its counter one higher.
    pub(crate) fn enter_vault_manifest(
        &self,
        epoch: u32,
        vault: &mut VaultManifest,
        rows: &mut Rows,
    ) -> io::Result<()> {
        vault.counter += 1;
        rows.manifests.push(sealed_vault_manifest(&self.keys, &self.vault_id, epoch, vault)?);
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
            .filter(|prefix| !books.cases.values().any(|keys| keys.prefix == **prefix))
            .copied()
            .collect();
        for prefix in gone {
            self.remove_records(&prefix)?;
            vault.cases.remove(&prefix);
            rows.manifests.push((prefix.to_vec(), None));
        }
        for keys in books.cases.values() {
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
        self.enter_vault_manifest(books.bag.epoch, &mut vault, &mut rows)?;
        self.store.commit(&rows)
    }

    /// Removes all records of a case whose key is gone already, a few hundred at a time.
    fn remove_records(&self, prefix: &[u8; 16]) -> Result<(), StoreFailure> {
        let keys = self.store.records_under(prefix).map(|row| row.map(|(key, _)| key.to_vec()));
        let keys: Vec<Vec<u8>> = keys.collect::<Result<_, _>>()?;
        for some in keys.chunks(REMOVED_AT_ONCE) {
            let records = some.iter().map(|key| (key.clone(), None)).collect();
            self.store.commit(&Rows { records, manifests: Vec::new() })?;
        }
        Ok(())
    }
}

/// The vault manifest as a row.
pub(crate) fn sealed_vault_manifest(
    keys: &VaultKeys,
    vault_id: &[u8; 16],
    epoch: u32,
    vault: &VaultManifest,
) -> io::Result<(Vec<u8>, Option<Vec<u8>>)> {
    let place = Place { vault_id, key: VAULT_ROW };
    let sealed = seal_record(&keys.manifest, Sealed::VaultManifest, epoch, place, &vault.to_bytes())?;
    Ok((VAULT_ROW.to_vec(), Some(sealed)))
}
