//! Older parts put in place of newer ones, and changes that were interrupted: told, or finished.

use std::fs;
use std::path::Path;

use crate::case::Case;
use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::copy_folder;
use crate::failure::{CommitFailure, OpenFailure, ReadFailure};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;

const PASSPHRASE: &str = "an invented passphrase";

fn make_vault(data_dir: &Path) -> Vault {
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    Vault::create(data_dir, &unlock).unwrap()
}

fn put(case: &Case, id: &str, value: &str) {
    case.commit(Batch::new().put(Kind::Finding, id, &value).unwrap()).unwrap();
}

fn get(case: &Case, id: &str) -> Result<Option<String>, ReadFailure> {
    case.get(Kind::Finding, id)
}

#[test]
fn an_interrupted_change_of_cases_is_finished_and_an_older_part_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("vault").join(name);
    let keep = |what: &str, name: &str| {
        let to = folder.path().join(name);
        if at(what).is_dir() {
            copy_folder(&at(what), &to, 2).unwrap();
        } else {
            fs::write(to, fs::read(at(what)).unwrap()).unwrap();
        }
    };
    let bring_back_store = |name: &str| {
        fs::remove_dir_all(at("db")).unwrap();
        // Without the anchor, so that the keybag has to do: the anchor may be behind after a power cut.
        Vault::accept_older(folder.path()).unwrap();
        copy_folder(&folder.path().join(name), &at("db"), 2).unwrap();
    };
    let open = || Vault::open_with_passphrase(folder.path(), PASSPHRASE);

    let vault = make_vault(folder.path());
    let first = vault.make_case().unwrap();
    put(&vault.case(&first).unwrap(), "kept", "stays");
    drop(vault);
    keep("db", "one-case");
    keep("keybag", "one-key");

    let vault = open().unwrap();
    let second = vault.make_case().unwrap();
    put(&vault.case(&second).unwrap(), "gone", "goes");
    drop(vault);
    keep("db", "two-cases");
    keep("keybag", "two-keys");

    // Killed between the keybag and the rows when the second case was made.
    bring_back_store("one-case");
    let vault = open().unwrap();
    assert_eq!(vault.cases(), [first, second]);
    assert_eq!(vault.case(&second).unwrap().verify().unwrap().rows, 0);
    assert_eq!(get(&vault.case(&first).unwrap(), "kept").unwrap().as_deref(), Some("stays"));
    drop(vault);

    // Killed between the keybag and the rows when the second case was destroyed.
    bring_back_store("two-cases");
    let vault = open().unwrap();
    vault.destroy_case(&second).unwrap();
    drop(vault);
    bring_back_store("two-cases");
    let vault = open().unwrap();
    assert_eq!(vault.cases(), [first]);
    assert_eq!(vault.inner().store().unwrap().trees().0.len(), 1, "the rows of the destroyed case are gone");
    drop(vault);

    // An older keybag, beside which the destroyed case would open again, and a much older store.
    let newest = fs::read(at("keybag")).unwrap();
    fs::copy(folder.path().join("two-keys"), at("keybag")).unwrap();
    assert!(matches!(open(), Err(OpenFailure::RecordsChanged)));
    fs::copy(folder.path().join("one-key"), at("keybag")).unwrap();
    assert!(matches!(open(), Err(OpenFailure::RecordsChanged)));
    fs::write(at("keybag"), newest).unwrap();
    bring_back_store("one-case");
    assert!(matches!(open(), Err(OpenFailure::RecordsChanged)));
}

#[test]
fn an_older_store_is_told_and_opens_when_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let vault = make_vault(folder.path());
    let id = vault.make_case().unwrap();
    put(&vault.case(&id).unwrap(), "first", "one");
    drop(vault);
    let (db, older) = (folder.path().join("vault/db"), folder.path().join("older"));
    copy_folder(&db, &older, 2).unwrap();
    let open = || Vault::open_with_passphrase(folder.path(), PASSPHRASE);
    let vault = open().unwrap();
    put(&vault.case(&id).unwrap(), "second", "two");
    put(&vault.case(&id).unwrap(), "third", "three");
    drop(vault);
    fs::remove_dir_all(&db).unwrap();
    copy_folder(&older, &db, 2).unwrap();
    assert!(matches!(open(), Err(OpenFailure::RolledBack { lost: 2 })));
    assert!(matches!(open(), Err(OpenFailure::RolledBack { lost: 2 })), "it is told until it is accepted");
    Vault::accept_older(folder.path()).unwrap();
    let vault = open().unwrap();
    let case = vault.case(&id).unwrap();
    assert_eq!(case.verify().unwrap().records, 1);
    put(&case, "second", "another two");
    drop(vault);
    open().unwrap();
}

#[test]
fn after_a_failed_write_nothing_is_changed_until_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let vault = make_vault(folder.path());
    let id = vault.make_case().unwrap();
    let case = vault.case(&id).unwrap();
    put(&case, "first", "one");
    vault.inner().store().unwrap().halt();
    let batch = Batch::new().put(Kind::Finding, "second", &2).unwrap();
    assert!(matches!(case.commit(batch), Err(CommitFailure::Halted)));
    for _ in 0..2 {
        assert!(matches!(vault.make_case(), Err(CommitFailure::Halted)));
        assert!(matches!(vault.destroy_case(&id), Err(CommitFailure::Halted)));
    }
    assert_eq!(get(&case, "first").unwrap().as_deref(), Some("one"), "reading goes on");
    vault.reopen().unwrap();
    put(&case, "after", "it was opened again, and the case in hand goes on");
    vault.inner().store().unwrap().halt();
    drop(vault);
    let vault = Vault::open_with_passphrase(folder.path(), PASSPHRASE).unwrap();
    assert_eq!(vault.cases(), [id]);
    put(&vault.case(&id).unwrap(), "second", "two");
}

#[test]
fn the_old_key_does_not_open_what_was_written_for_a_destroyed_case() {
    let folder = tempfile::tempdir().unwrap();
    let vault = make_vault(folder.path());
    let (id, stays) = (vault.make_case().unwrap(), vault.make_case().unwrap());
    let case = vault.case(&id).unwrap();
    put(&case, "x", "y");
    let before = fs::read(folder.path().join("vault/keybag")).unwrap();
    let old_kek = *vault.inner().reading().bag.kek.bytes();
    vault.destroy_case(&id).unwrap();
    let after = fs::read(folder.path().join("vault/keybag")).unwrap();
    assert_eq!(before.len() - after.len(), 136, "one entry less");
    assert_ne!(vault.inner().reading().bag.kek.bytes(), &old_kek, "a new key-encryption key");
    // The sealed keys are the 88 bytes after an entry's prefix; the case that stays was the second and is the first.
    let sealed = |bag: &[u8], entry: usize| bag[115 + 136 * entry + 16..][..88].to_vec();
    assert_ne!(sealed(&before, 1), sealed(&after, 0), "the keys that stay are sealed anew");
    assert!(matches!(case.verify(), Err(ReadFailure::CaseGone)));
    assert!(matches!(vault.destroy_case(&id), Err(CommitFailure::CaseGone)));
    assert_eq!(vault.cases(), [stays]);
}

/// Whether the bytes are in any file of the folder.
fn is_anywhere(bytes: &[u8], folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return is_anywhere(bytes, &path);
        }
        fs::read(path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn the_sealed_bytes_of_a_destroyed_case_are_gone_from_the_disk_even_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let vault = make_vault(folder.path());
    let (id, stays) = (vault.make_case().unwrap(), vault.make_case().unwrap());
    put(&vault.case(&stays).unwrap(), "kept", "stays");
    put(&vault.case(&id).unwrap(), "gone", "goes");
    let prefix = vault.inner().reading().cases[&id].keys.prefix;
    let row = vault.inner().store().unwrap().trees().0.scan_prefix(prefix).next().unwrap().unwrap().1;
    let mark = &row[40..72];
    assert!(is_anywhere(mark, folder.path()), "the search finds what is there");
    vault.destroy_case(&id).unwrap();
    assert!(!is_anywhere(mark, folder.path()), "the store was written anew");
    assert!(!crate::store::compact::is_owed(&folder.path().join("vault")));
    drop(vault);

    // As after a crash before the store was written anew: the next opening does it.
    crate::store::compact::owe(&folder.path().join("vault")).unwrap();
    let vault = Vault::open_with_passphrase(folder.path(), PASSPHRASE).unwrap();
    assert!(!crate::store::compact::is_owed(&folder.path().join("vault")), "what was owed is done");
    assert_eq!(get(&vault.case(&stays).unwrap(), "kept").unwrap().as_deref(), Some("stays"));
}
