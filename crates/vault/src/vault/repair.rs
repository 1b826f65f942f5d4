//! Saving what is authentic out of a damaged store: every row is found by what it is, wherever it lies.
//!
//! A sealed row needs its name to be opened, and its name follows from what is inside. So the bytes of all files of the
//! store are gone through for the front of an envelope; what follows is deciphered to learn the name, and counts only
//! when it is authentic under that name. Nothing here knows how sled lays out its files.
//!
//! Which of several writings of a record is the last, and which records were removed, is known from the index that
//! was sealed when the vault was last locked, and from the number of the commit in each record's stamp.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::case::batch::Kind;
use crate::crypto::envelope::{Place, Sealed, front_of};
use crate::crypto::keys::{CaseKeys, VaultKeys};
use crate::disk::files;
use crate::disk::quarantine::keep_copy;
use crate::failure::OpenFailure;
use crate::format::anchor::Anchor;
use crate::format::index::Index;
use crate::format::keybag::CaseId;
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::store::compact;
use crate::store::salvage::{Found, as_it_lay, choose, open_at, take_manifest, take_pack, take_row};
use crate::store::sled_store::{Rows, StoreFailure, close};
use crate::vault::unlocked::{Books, VAULT_ROW, sealed_case_manifest, sealed_vault_manifest};

/// Rows written in one step.
const AT_ONCE: usize = 1000;

/// What was saved of one case, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Salvaged {
    /// The case.
    pub case: CaseId,
    /// Records that were saved, each whole and authentic.
    pub saved: u64,
    /// Records that are lost, by kind, as far as it is known.
    pub lost: BTreeMap<Kind, u64>,
    /// Whether the case is exactly as its last commit left it that anything is known of.
    pub complete: bool,
    /// Whether records that were removed, or older ones in place of newer, may be back: nothing was left that tells.
    pub may_be_older: bool,
}

/// Builds the store anew, in place of the damaged one, of which a copy is kept. The vault can be opened then.
pub(crate) fn repair(
    root: &Path,
    vault_id: &[u8; 16],
    keys: &VaultKeys,
    books: &Books,
) -> Result<Vec<Salvaged>, OpenFailure> {
    let in_order = books.bag.cases.iter().filter_map(|(id, _)| Some((*id, &books.cases.get(id)?.keys)));
    let mut found: Vec<_> = in_order.map(|(id, keys)| (id, keys, Found::default())).collect();
    let mut counter = Anchor::read(root, &keys.anchor, vault_id).map_or(0, |anchor| anchor.counter);
    for path in sources(root)? {
        let bytes = fs::read(path)?;
        for at in 0..bytes.len() {
            match front_of(&bytes[at..]) {
                Some(Sealed::Record) => {
                    found
                        .iter_mut()
                        .any(|(_, keys, found)| take_row(vault_id, keys, &bytes[at..], found).is_some());
                }
                Some(Sealed::Pack) => {
                    found.iter_mut().any(|(_, keys, found)| {
                        take_pack(vault_id, keys, books.bag.epoch, &bytes[at..], found).is_some()
                    });
                }
                Some(Sealed::CaseManifest) => {
                    found
                        .iter_mut()
                        .any(|(_, keys, found)| take_manifest(vault_id, keys, &bytes[at..], found).is_some());
                }
                Some(Sealed::VaultManifest) => {
                    let place = Place { vault_id, key: VAULT_ROW };
                    let manifest = open_at(&keys.manifest, Sealed::VaultManifest, place, &bytes[at..]);
                    let manifest = manifest.and_then(|(plain, _)| VaultManifest::parse(&plain));
                    counter = counter.max(manifest.map_or(0, |manifest| manifest.counter));
                }
                _ => {}
            }
        }
    }
    keep_copy(root, &root.join("db"))?;
    let report = build(root, vault_id, keys, books, found, counter + 1)?;
    compact::swap(root)?;
    Anchor::forget(root)?;
    Ok(report)
}

/// Every file that rows may be in: of the store, of what a compaction left, and of copies that were kept.
fn sources(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in ["db", "db.old", "db.new", "quarantine"] {
        files::files_under(&root.join(name), 3, &mut files)?;
    }
    Ok(files)
}

fn build(
    root: &Path,
    vault_id: &[u8; 16],
    keys: &VaultKeys,
    books: &Books,
    found: Vec<(CaseId, &CaseKeys, Found)>,
    counter: u64,
) -> Result<Vec<Salvaged>, StoreFailure> {
    let epoch = books.bag.epoch;
    let mut report = Vec::new();
    let mut vault = VaultManifest { counter, bag_sequence: books.bag.sequence, cases: BTreeMap::new() };
    let store = compact::begin(root)?;
    let mut ending = Rows::default();
    for (case, case_keys, mut found) in found {
        let filed =
            Index::read(root, vault_id, case_keys).map(|(made_for, index)| (made_for.sequence, index));
        let kinds: Vec<u8> = found.records.keys().map(|(kind, _)| *kind).collect();
        let chosen = choose(&mut found, filed.as_ref());
        let as_it_lay = as_it_lay(&found, &chosen, case_keys);
        let mut had: BTreeMap<u8, u64> = BTreeMap::new();
        match &filed {
            Some((_, index)) => index.records().for_each(|(kind, ..)| *had.entry(kind).or_default() += 1),
            None => kinds.into_iter().for_each(|kind| *had.entry(kind).or_default() += 1),
        }
        let mut manifest = CaseManifest::default();
        let mut rows = Rows::default();
        let saved = chosen.len() as u64;
        for (kind, writing) in chosen {
            had.entry(kind).and_modify(|count| *count = count.saturating_sub(1));
            for (key, sealed) in writing.rows.into_values() {
                manifest.add(&case_keys.set, &key, &sealed);
                rows.records.push((key.to_vec(), Some(sealed)));
            }
            if rows.records.len() >= AT_ONCE {
                store.commit(&std::mem::take(&mut rows))?;
            }
        }
        store.commit(&rows)?;
        let complete = match (&found.manifest, &filed) {
            (Some(known), Some((sequence, _))) if known.sequence < *sequence => {
                had.values().all(|lost| *lost == 0)
            }
            (Some(known), _) => known.has_same_rows(&as_it_lay),
            (None, filed) => filed.is_some() && had.values().all(|lost| *lost == 0),
        };
        let known = found.manifest.map_or(0, |known| known.sequence);
        let told_until = filed.as_ref().map_or(0, |(sequence, _)| *sequence);
        manifest.sequence = known.max(told_until) + 1;
        ending.manifests.push(sealed_case_manifest(vault_id, epoch, case_keys, &manifest, &mut vault)?);
        let lost = had.into_iter().filter(|(_, count)| *count > 0);
        let lost = lost.filter_map(|(kind, count)| Some((Kind::of_number(kind)?, count))).collect();
        report.push(Salvaged {
            case,
            saved,
            lost,
            complete,
            may_be_older: told_until < known.max(1) && !complete,
        });
    }
    let sealed = sealed_vault_manifest(keys, vault_id, epoch, &vault)?;
    ending.manifests.push((VAULT_ROW.to_vec(), Some(sealed)));
    store.commit(&ending)?;
    close(store);
    compact::finish(root)?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::batch::Batch;
    use crate::crypto::epoch_key::Master;
    use crate::crypto::kdf::KdfStrength;
    use crate::disk::files::copy_folder;
    use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
    use crate::vault::Vault;
    use crate::vault::create::NewUnlock;
    use crate::vault::opening::{open, open_after};

    const RECORDS: usize = 40;

    fn value(case: usize, id: usize, version: usize) -> String {
        format!("case {case}, record {id}, version {version} {}", "x".repeat(id * 250))
    }

    fn id_of(n: usize) -> String {
        format!("{n:02}")
    }

    fn commit(vault: &Vault, case: usize, batch: Batch) {
        vault.case(&vault.cases()[case]).unwrap().commit(batch).unwrap();
    }

    /// Two cases of records written twice, every fifth of which was removed.
    fn make(data: &Path) -> Master {
        let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
        let vault = Vault::create(data, &unlock).unwrap();
        for case in 0..2 {
            vault.make_case().unwrap();
            for version in 1..3 {
                for n in 0..RECORDS {
                    let batch = Batch::new().put(Kind::Finding, &id_of(n), &value(case, n, version)).unwrap();
                    commit(&vault, case, batch.put(Kind::Ledger, &format!("{version} {n}"), &n).unwrap());
                }
                if version == 1 {
                    // What was packed is changed again; the first case is packed once more with the second.
                    vault.compact().unwrap();
                }
            }
            for n in (0..RECORDS).step_by(5) {
                commit(&vault, case, Batch::new().remove(Kind::Finding, &id_of(n)));
            }
        }
        drop(vault);
        master_key(data)
    }

    fn repaired(data: &Path, master: &Master) -> (Vault, Vec<Salvaged>) {
        let mut salvaged = Vec::new();
        let way = |_: &crate::format::header::Header| Ok(master.clone());
        let vault = open_after(data, way, |root, vault_id, keys, books| {
            salvaged = repair(root, vault_id, keys, books)?;
            Ok(())
        });
        (vault.unwrap(), salvaged)
    }

    /// Everything that is there is right, and what is not was told.
    fn check(vault: &Vault, salvaged: &[Salvaged], what: &str) {
        for (n, (id, saved)) in vault.cases().iter().zip(salvaged).enumerate() {
            let case = vault.case(id).unwrap();
            let checked = case.verify().unwrap_or_else(|failure| panic!("{what}: {failure}"));
            assert_eq!(checked.records, saved.saved, "{what}");
            let findings = case.all::<String>(Kind::Finding).unwrap();
            for (id, found) in &findings {
                let at: usize = id.parse().unwrap();
                assert_eq!(*found, value(n, at, 2), "{what}: an older value came back");
                assert_ne!(at % 5, 0, "{what}: a removed record came back");
            }
            let lost = saved.lost.get(&Kind::Finding).copied().unwrap_or(0);
            assert_eq!(findings.len() as u64 + lost, RECORDS as u64 * 4 / 5, "{what}: each is saved or told");
            let lost: u64 = saved.lost.values().sum();
            assert_eq!(saved.saved + lost, RECORDS as u64 * 14 / 5, "{what}: of every kind");
            assert_eq!(saved.complete, lost == 0, "{what}");
        }
    }

    #[test]
    fn a_sound_store_comes_out_as_it_was_with_and_without_its_index() {
        let folder = tempfile::tempdir().unwrap();
        let master = make(folder.path());
        let (vault, salvaged) = repaired(folder.path(), &master);
        check(&vault, &salvaged, "with its index");
        assert!(salvaged.iter().all(|case| case.complete && !case.may_be_older));
        commit(&vault, 0, Batch::new().put(Kind::About, "", &1).unwrap());
        drop(vault);
        drop(open(folder.path(), |_| Ok(master.clone())).unwrap());

        // Nothing tells what was removed then, and that is said; what was removed before the store was written anew is gone.
        fs::remove_dir_all(folder.path().join("vault/index")).unwrap();
        let (vault, salvaged) = repaired(folder.path(), &master);
        for (n, case) in salvaged.iter().enumerate() {
            let there = if n == 0 { RECORDS * 4 / 5 } else { RECORDS };
            assert_eq!((case.complete, case.may_be_older), (n == 0, n == 1), "case {n}");
            assert!(case.lost.is_empty(), "case {n}");
            let case = vault.case(&case.case).unwrap();
            let all = case.all::<String>(Kind::Finding).unwrap();
            assert_eq!(all.len(), there, "case {n}: the removed ones are back where their bytes were");
            for (id, found) in all.iter().map(|(id, found)| (id.parse::<usize>().unwrap(), found)) {
                assert!(id % 5 == 0 || *found == value(n, id, 2), "the newest of each that was not removed");
            }
        }
    }

    #[test]
    fn what_is_authentic_in_a_damaged_store_is_saved_and_the_rest_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (data, good) = (folder.path().join("data"), folder.path().join("good"));
        let master = make(&data);
        copy_folder(&data, &good, 4).unwrap();
        let (numbers, mut lost) = (&mut Numbers::new(5), 0);
        for round in 0..rounds("UNLISTED_REPAIRS", 10) {
            fs::remove_dir_all(&data).unwrap();
            copy_folder(&good, &data, 4).unwrap();
            let file = data.join(["vault/db/db", "vault/db/long"][numbers.below(2)]);
            let name = file.file_name().unwrap();
            let mut bytes = fs::read(&file).unwrap();
            for _ in 0..numbers.below(20) {
                let at = numbers.below(bytes.len());
                bytes[at..].iter_mut().take(4096).for_each(|byte| *byte = 0);
            }
            if round % 3 == 0 {
                bytes.truncate(numbers.below(bytes.len()));
            }
            fs::write(&file, &bytes).unwrap();
            let (vault, salvaged) = repaired(&data, &master);
            check(&vault, &salvaged, &format!("round {round}"));
            lost += salvaged.iter().flat_map(|case| case.lost.values()).sum::<u64>();
            let copies = data.join("vault/quarantine");
            let kept = fs::read_dir(copies)
                .unwrap()
                .any(|entry| fs::read(entry.unwrap().path().join(name)).unwrap() == bytes);
            assert!(kept, "round {round}: the damaged store is kept as it was");
        }
        assert!(lost > 0, "the damage was too small to prove anything");
    }
}
