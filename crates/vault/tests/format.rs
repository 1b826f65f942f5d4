//! Vaults of every format there ever was open, verify and read: the fixtures are never written again.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;
use std::path::Path;

use unlisted_vault::{Batch, Case, Kind, Proof, Vault};

const PASSPHRASE: &str = "an invented passphrase";
/// Every format that was ever written, by the name of its fixtures. A new one is added, none is taken away. A vault of
/// format 1 that was written anew is of format 2 without a step.
const FORMATS: [(&str, u16); 3] = [("1", 1), ("2", 2), ("2-step", 2)];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// What `examples/make_fixture.rs` wrote into the first case.
fn check_first(case: &Case) {
    assert_eq!(case.get::<String>(Kind::About, "about").unwrap().as_deref(), Some("the first case"));
    let findings = case.all::<String>(Kind::Finding).unwrap();
    let expected: Vec<(String, String)> = (0..200)
        .filter(|n| n % 10 != 0)
        .map(|n| (format!("finding {n:03}"), format!("finding {n} at {n} Example St")))
        .collect();
    assert_eq!(findings, expected, "the last text of each finding that was not removed");
    let ledger: Vec<u8> =
        case.all(Kind::Ledger).unwrap().into_iter().map(|(_, line): (String, u8)| line).collect();
    assert_eq!(ledger, (0..20).collect::<Vec<u8>>());
    let long = case.get::<String>(Kind::Scan, "long").unwrap();
    assert_eq!(long.as_deref(), Some("long ".repeat(12_000).as_str()), "a value of many rows");
    assert_eq!(case.verify().unwrap().records, 202);
}

#[test]
fn vaults_of_every_format_open_verify_and_read() {
    for (name, format) in FORMATS {
        let data = tempfile::tempdir().unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/format-{name}"));
        copy(&fixture, data.path());
        let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE)
            .unwrap_or_else(|failure| panic!("format {name}: {failure}"));
        let header = || fs::read(data.path().join("vault/vault.hdr")).unwrap()[8..10].to_vec();
        assert_eq!(header(), format.to_le_bytes(), "format {name} is what it says");
        let [first, second] = vault.cases().try_into().expect("the third case was destroyed");
        check_first(&vault.case(&first).unwrap());
        let other = vault.case(&second).unwrap();
        assert_eq!(other.get::<String>(Kind::Profile, "name").unwrap().as_deref(), Some("Zelda Quixwort"));
        assert_eq!(other.verify().unwrap().records, 2);

        // It can be written to, and what was there stays.
        other.commit(Batch::new().put(Kind::Finding, "new", &1).unwrap()).unwrap();
        drop(vault);
        let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
        check_first(&vault.case(&first).unwrap());
        assert_eq!(vault.case(&second).unwrap().verify().unwrap().records, 3);

        // Written anew it is of the newest format, which the header says before the store is another.
        vault.compact().unwrap();
        assert_eq!(header(), 2_u16.to_le_bytes(), "an older version of the app does not read it any more");
        check_first(&vault.case(&first).unwrap());
        drop(vault);
        let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
        check_first(&vault.case(&first).unwrap());
        let rows = vault.case(&first).unwrap().verify().unwrap().rows;
        assert!(rows < 30, "short records are in packs: {rows} rows");
    }
}

#[test]
fn backups_of_every_format_restore_verify_and_read() {
    for (name, _) in FORMATS {
        let data = tempfile::tempdir().unwrap();
        let fixture = format!("tests/fixtures/backup-{name}/backup.unlisted");
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
        let vault = Vault::restore(data.path(), &fixture, Proof::Passphrase(PASSPHRASE))
            .unwrap_or_else(|failure| panic!("format {name}: {failure}"));
        let [first, second] = vault.cases().try_into().expect("the third case was destroyed");
        check_first(&vault.case(&first).unwrap());
        assert_eq!(vault.case(&second).unwrap().verify().unwrap().records, 2);
    }
}
