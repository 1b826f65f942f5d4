//! Records come, change and go while the store is written anew again and again: what is read is what was written.
//!
//! The long trial: `UNLISTED_REPACKINGS=200 cargo test -p unlisted-vault repacking`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::case::Case;
use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::failure::{CommitFailure, ReadFailure};
use crate::format::keybag::CaseId;
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::open;

type Model = BTreeMap<(Kind, String), String>;

const KINDS: [Kind; 3] = [Kind::Scan, Kind::Choices, Kind::Finding];

fn create(data: &Path) -> Vault {
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    Vault::create(data, &unlock).unwrap()
}

fn reopen(data: &Path, master: &Master) -> Vault {
    open(data, |_| Ok(master.clone())).unwrap()
}

/// Several changes in one commit: mostly short values, some of several rows, some removals.
fn change(case: &Case, model: &mut Model, numbers: &mut Numbers) {
    let mut batch = Batch::new();
    for _ in 0..=numbers.below(30) {
        let (kind, id) = (KINDS[numbers.below(3)], format!("{:03}", numbers.below(300)));
        if numbers.below(5) == 0 {
            batch = batch.remove(kind, &id);
            model.remove(&(kind, id));
            continue;
        }
        let longest = if numbers.below(20) == 0 { 15_000 } else { 600 };
        let value = "v".repeat(numbers.below(longest)) + &numbers.below(1000).to_string();
        batch = batch.put(kind, &id, &value).unwrap();
        model.insert((kind, id), value);
    }
    case.commit(batch).unwrap();
}

fn check(case: &Case, model: &Model, what: &str) {
    for kind in KINDS {
        let expected: Vec<_> = model
            .iter()
            .filter(|((of, _), _)| *of == kind)
            .map(|((_, id), v)| (id.clone(), v.clone()))
            .collect();
        assert_eq!(case.all::<String>(kind).unwrap(), expected, "{what}");
        assert_eq!(case.count(kind).unwrap(), expected.len(), "{what}");
        for (id, value) in expected.iter().step_by(7) {
            assert_eq!(case.get::<String>(kind, id).unwrap().as_ref(), Some(value), "{what}");
        }
        assert_eq!(case.get::<String>(kind, "none").unwrap(), None, "{what}");
        let page = case.page::<String>(kind, Some("100"), 9).unwrap();
        let after: Vec<_> = expected.iter().filter(|(id, _)| id.as_str() > "100").take(9).cloned().collect();
        assert_eq!(page.records, after, "{what}");
    }
    assert_eq!(case.verify().unwrap().records, model.len() as u64, "{what}");
}

#[test]
fn what_is_read_is_what_was_written_however_it_lies() {
    let data = tempfile::tempdir().unwrap();
    let vault = create(data.path());
    let ids = [(); 2].map(|()| vault.make_case().unwrap());
    let (master, mut vault) = (master_key(data.path()), Some(vault));
    let (mut models, mut numbers) = ([Model::new(), Model::new()], Numbers::new(11));
    for round in 0..rounds("UNLISTED_REPACKINGS", 25) {
        let what = format!("round {round}");
        let now = vault.as_ref().unwrap();
        for (id, model) in ids.iter().zip(&mut models) {
            (0..numbers.below(4)).for_each(|_| change(&now.case(id).unwrap(), model, &mut numbers));
        }
        match numbers.below(5) {
            0 | 1 => {
                now.compact().unwrap();
                let rows = ids.map(|id| now.case(&id).unwrap().verify().unwrap().rows);
                assert!(
                    rows.iter().sum::<u64>() * 4
                        <= 40 + models.iter().map(|model| model.len() as u64).sum::<u64>() * 2,
                    "{what}: {rows:?}"
                );
            }
            step @ 2..4 => {
                drop(vault.take());
                if step == 3 {
                    // As after a kill.
                    let _ = std::fs::remove_dir_all(data.path().join("vault/index"));
                }
                vault = Some(reopen(data.path(), &master));
            }
            _ => {}
        }
        let now = vault.as_ref().unwrap();
        for (id, model) in ids.iter().zip(&models) {
            check(&now.case(id).unwrap(), model, &what);
        }
    }
}

#[test]
fn a_ledger_entry_in_a_pack_is_written_once_and_stays() {
    let data = tempfile::tempdir().unwrap();
    let vault = create(data.path());
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    let line = |n: u8| Batch::new().put(Kind::Ledger, "line", &n).unwrap();
    case.commit(line(1).put(Kind::Ledger, "another", &2).unwrap()).unwrap();
    vault.compact().unwrap();
    for refused in [line(3), Batch::new().remove(Kind::Ledger, "line")] {
        assert!(matches!(case.commit(refused), Err(CommitFailure::AlreadyWritten { kind: Kind::Ledger })));
    }
    assert_eq!(case.get::<u8>(Kind::Ledger, "line").unwrap(), Some(1));
    assert_eq!(case.verify().unwrap().rows, 1, "nothing was taken out of its pack");
}

/// The only pack of a case, taken out of the store.
fn lose_pack(vault: &Vault, id: &CaseId) {
    let prefix = vault.inner().reading().cases[id].keys.prefix;
    let store = vault.inner().store().unwrap();
    let (records, _) = store.trees();
    let (key, _) = records.scan_prefix(prefix).next().unwrap().unwrap();
    records.remove(key).unwrap();
}

#[test]
fn what_is_wrong_is_not_made_right_by_writing_the_store_anew() {
    let data = tempfile::tempdir().unwrap();
    let vault = create(data.path());
    let [wrong, right] = [(); 2].map(|()| vault.make_case().unwrap());
    for id in [wrong, right] {
        let batch = Batch::new().put(Kind::Finding, "a", &1).unwrap().put(Kind::Finding, "b", &2).unwrap();
        vault.case(&id).unwrap().commit(batch).unwrap();
    }
    vault.compact().unwrap();
    lose_pack(&vault, &wrong);
    for anew in [false, true] {
        if anew {
            vault.inner().reading().cases[&wrong].forget_index();
        }
        vault.compact().unwrap();
        let case = vault.case(&wrong).unwrap();
        assert!(matches!(case.verify(), Err(ReadFailure::RecordsChanged)), "it is still told");
        assert!(matches!(case.get::<u8>(Kind::Finding, "a"), Err(ReadFailure::RecordsChanged)));
        let change = Batch::new().put(Kind::Finding, "a", &3).unwrap();
        assert!(matches!(case.commit(change), Err(CommitFailure::RecordsChanged)));
        assert_eq!(vault.case(&right).unwrap().verify().unwrap().records, 2, "the other case is as it was");
    }
}
