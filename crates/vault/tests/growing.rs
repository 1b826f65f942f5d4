//! A vault that grows: lists in pages, room that is given back, and copies that were taken at the wrong time.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;
use std::path::Path;

use unlisted_vault::{Batch, Case, KdfStrength, Kind, NewUnlock, OpenFailure, Vault};

const PASSPHRASE: &str = "an invented passphrase";

fn create(data: &Path) -> Vault {
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    Vault::create(data, &unlock).unwrap()
}

fn open(data: &Path) -> Vault {
    Vault::open_with_passphrase(data, PASSPHRASE).unwrap()
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(
            |entry| if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().unwrap().len() },
        )
        .sum()
}

fn put(case: &Case, id: &str, value: &str) {
    case.commit(Batch::new().put(Kind::Finding, id, &value).unwrap()).unwrap();
}

/// All findings, read in pages.
fn paged(case: &Case, limit: usize) -> Vec<(String, String)> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = case.page::<String>(Kind::Finding, after.as_deref(), limit).unwrap();
        assert!(page.records.len() <= limit, "a page is never longer than was asked");
        assert!(!page.records.is_empty() || page.next.is_none(), "an empty page is the last");
        all.extend(page.records);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

#[test]
fn a_long_list_is_read_in_pages_in_the_order_of_its_ids() {
    let data = tempfile::tempdir().unwrap();
    let vault = create(data.path());
    let id = vault.make_case().unwrap();
    let case = vault.case(&id).unwrap();
    assert_eq!(case.page::<String>(Kind::Finding, None, 10).unwrap().records, []);
    let mut expected = Vec::new();
    for n in 0..10 {
        let mut batch = Batch::new().put(Kind::Outcome, &format!("o{n}"), &n).unwrap();
        for m in 0..30 {
            let (id, value) = (format!("f{m:02}{n}"), format!("value {n} {m}"));
            batch = batch.put(Kind::Finding, &id, &value).unwrap();
            expected.push((id, value));
        }
        case.commit(batch).unwrap();
    }
    expected.sort();
    let check = |case: &Case, expected: &[(String, String)], when: &str| {
        for limit in [1, 7, 100, 300, 1000] {
            assert_eq!(paged(case, limit), expected, "{when}, {limit} at a time");
        }
        assert_eq!(case.count(Kind::Finding).unwrap(), expected.len(), "{when}");
        assert_eq!(case.count(Kind::Outcome).unwrap(), 10, "{when}");
    };
    check(&case, &expected, "while it is written");
    let first = case.page::<String>(Kind::Finding, None, 2).unwrap();
    case.commit(Batch::new().remove(Kind::Finding, first.next.as_deref().unwrap())).unwrap();
    let second = case.page::<String>(Kind::Finding, first.next.as_deref(), 1).unwrap();
    assert_eq!(second.records, expected[2..3], "the id that was last may be gone meanwhile");
    expected.remove(1);
    drop(vault);

    let reopened = |when: &str, expected: &[(String, String)]| {
        let vault = open(data.path());
        check(&vault.case(&id).unwrap(), expected, when);
    };
    reopened("after locking", &expected);
    let file = fs::read_dir(data.path().join("vault/index")).unwrap().next().unwrap().unwrap().path();
    let old = fs::read(&file).unwrap();
    put(&open(data.path()).case(&id).unwrap(), "f000", "another value");
    expected[0].1 = "another value".to_owned();
    fs::write(&file, &old).unwrap();
    reopened("beside an older index", &expected);
    fs::write(&file, &old[..old.len() / 2]).unwrap();
    reopened("beside half an index", &expected);
    fs::remove_dir_all(data.path().join("vault/index")).unwrap();
    reopened("without an index", &expected);
}

#[test]
fn room_is_given_back_and_nothing_is_lost_by_it() {
    let data = tempfile::tempdir().unwrap();
    let vault = create(data.path());
    let (id, other) = (vault.make_case().unwrap(), vault.make_case().unwrap());
    let (case, other) = (vault.case(&id).unwrap(), vault.case(&other).unwrap());
    put(&other, "stays", "as it was");
    assert!(!vault.compact_when_worth_it().unwrap(), "a small store is left alone");
    for round in 0..12 {
        let mut batch = Batch::new();
        for n in 0..20 {
            batch = batch
                .put(Kind::Finding, &format!("{n:02}"), &format!("{round} {n} ").repeat(16_000))
                .unwrap();
        }
        case.commit(batch).unwrap();
    }
    let before = size(&data.path().join("vault/db"));
    assert!(vault.compact_when_worth_it().unwrap(), "{before} bytes for a twelfth of it");
    let after = size(&data.path().join("vault/db"));
    assert!(after * 2 < before, "{before} before, {after} after");
    assert!(!vault.compact_when_worth_it().unwrap(), "once is enough");
    put(&case, "99", "written after it");
    let check = |vault: &Vault| {
        let case = vault.case(&id).unwrap();
        for (n, (id, value)) in case.all::<String>(Kind::Finding).unwrap().iter().take(20).enumerate() {
            assert!(*id == format!("{n:02}") && *value == format!("11 {n} ").repeat(16_000), "{id}");
        }
        assert_eq!(case.verify().unwrap().records, 21);
    };
    check(&vault);
    assert_eq!(other.get::<String>(Kind::Finding, "stays").unwrap().as_deref(), Some("as it was"));
    drop(vault);
    check(&open(data.path()));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn a_copy_taken_while_the_vault_was_open_is_called_by_its_name() {
    let (data, copied) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (from, to) = (data.path().join("vault"), copied.path().join("vault"));
    let vault = create(data.path());
    let id = vault.make_case().unwrap();
    let case = vault.case(&id).unwrap();
    put(&case, "first", "one");
    copy(&from, &to);
    // The copy's parts are of one moment: it is as good as the original after a crash.
    let opened = open(copied.path());
    assert_eq!(opened.case(&id).unwrap().verify().unwrap().records, 1);
    drop(opened);

    fs::remove_dir_all(&to).unwrap();
    copy(&from.join("db"), &to.join("db"));
    put(&case, "second", "two");
    for name in ["vault.hdr", "keybag", "anchor", "lock"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    for _ in 0..2 {
        let failure = Vault::open_with_passphrase(copied.path(), PASSPHRASE).unwrap_err();
        assert!(matches!(failure, OpenFailure::CopiedWhileOpen), "{failure:?}");
    }
    drop(vault);
    fs::remove_dir_all(&to).unwrap();
    copy(&from, &to);
    assert_eq!(
        open(copied.path()).case(&id).unwrap().verify().unwrap().records,
        2,
        "copied with the app closed"
    );
}
