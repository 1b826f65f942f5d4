//! A vault's life as the app lives it: create, write, lock, open, damage, wipe.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use unlisted_vault::{
    Batch, Case, Checked, CommitFailure, CreateFailure, KdfStrength, Kind, MAX_VALUE_BYTES, NewUnlock,
    OpenFailure, ReadFailure, Slots, Vault, wipe,
};

const PASSPHRASE: &str = "an invented passphrase";
const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Profile {
    name: String,
    street: String,
    email: String,
}

fn invented() -> Profile {
    Profile {
        name: "Zelda Quixwort".to_owned(),
        street: "100 Example St".to_owned(),
        email: "zelda.quixwort@example.com".to_owned(),
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let data = tempfile::tempdir().unwrap();
    assert!(!Vault::exists(data.path()));
    assert!(matches!(Vault::open_with_passphrase(data.path(), PASSPHRASE), Err(OpenFailure::NoVault)));
    assert!(matches!(Vault::slots(data.path()), Err(OpenFailure::NoVault)));
    let empty = Vault::create(data.path(), &NewUnlock { passphrase: "", ..UNLOCK });
    assert!(matches!(empty, Err(CreateFailure::EmptyPassphrase)));

    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    assert!(matches!(Vault::create(data.path(), &UNLOCK), Err(CreateFailure::AlreadyThere)));
    assert!(matches!(Vault::open_with_passphrase(data.path(), PASSPHRASE), Err(OpenFailure::InUse)));
    let (id, other) = (vault.make_case().unwrap(), vault.make_case().unwrap());
    let case = vault.case(&id).unwrap();
    let long = "long ".repeat(50_000);
    let batch =
        Batch::new().put(Kind::Profile, "", &invented()).unwrap().put(Kind::Scan, "1", &long).unwrap();
    case.commit(batch).unwrap();
    for n in [10, 9, 2] {
        case.commit(Batch::new().put(Kind::Finding, &format!("f{n:02}"), &n).unwrap()).unwrap();
    }
    case.commit(Batch::new().remove(Kind::Finding, "f09").remove(Kind::Finding, "never there")).unwrap();
    case.commit(Batch::new().put(Kind::Scan, "1", &"short now").unwrap()).unwrap();
    assert_eq!(case.verify().unwrap(), Checked { records: 4, rows: 4 });
    drop(vault);
    assert!(matches!(case.get::<Profile>(Kind::Profile, ""), Err(ReadFailure::Locked)));
    assert!(matches!(case.commit(Batch::new()), Err(CommitFailure::Locked)));

    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    assert_eq!(vault.cases(), [id, other]);
    assert_eq!(vault.quarantine(), None);
    let case = vault.case(&id).unwrap();
    assert_eq!(case.get::<Profile>(Kind::Profile, "").unwrap(), Some(invented()));
    assert_eq!(case.get::<String>(Kind::Scan, "1").unwrap().as_deref(), Some("short now"));
    assert_eq!(case.get::<u8>(Kind::Finding, "f09").unwrap(), None);
    let findings = [("f02".to_owned(), 2), ("f10".to_owned(), 10)];
    assert_eq!(case.all::<u8>(Kind::Finding).unwrap(), findings);
    assert_eq!(vault.case(&other).unwrap().all::<u8>(Kind::Finding).unwrap(), []);
    let unreadable = case.get::<u8>(Kind::Profile, "").unwrap_err();
    assert!(matches!(unreadable, ReadFailure::Unreadable { kind: Kind::Profile }));
    assert!(!format!("{unreadable} {unreadable:?}").contains("Quixwort"));

    vault.destroy_case(&id).unwrap();
    drop(vault);
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    assert_eq!(vault.cases(), [other]);
    assert!(matches!(vault.case(&id), Err(ReadFailure::CaseGone)));
}

#[test]
fn the_ledger_only_grows_and_too_long_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    let entry = |id: &str, value: u8| Batch::new().put(Kind::Ledger, id, &value).unwrap();
    case.commit(entry("1", 1)).unwrap();
    let refused =
        |batch| matches!(case.commit(batch), Err(CommitFailure::AlreadyWritten { kind: Kind::Ledger }));
    assert!(refused(entry("1", 2)));
    assert!(refused(Batch::new().remove(Kind::Ledger, "1")));
    assert!(refused(entry("1", 2).put(Kind::Finding, "beside", &1).unwrap()));
    assert_eq!(case.get::<u8>(Kind::Finding, "beside").unwrap(), None, "a refused batch writes nothing");
    assert!(entry("2", 2).put(Kind::Ledger, "2", &3).is_err());
    case.commit(entry("2", 2)).unwrap();
    assert_eq!(case.all::<u8>(Kind::Ledger).unwrap(), [("1".to_owned(), 1), ("2".to_owned(), 2)]);

    let longest = "x".repeat(MAX_VALUE_BYTES - 2);
    let too_long = "x".repeat(MAX_VALUE_BYTES - 1);
    assert!(matches!(Batch::new().put(Kind::Scan, "s", &too_long), Err(CommitFailure::TooLarge { .. })));
    assert!(matches!(
        Batch::new().put(Kind::Scan, &"i".repeat(1025), &1),
        Err(CommitFailure::TooLarge { .. })
    ));
    case.commit(Batch::new().put(Kind::Scan, "s", &longest).unwrap()).unwrap();
    assert_eq!(case.get::<String>(Kind::Scan, "s").unwrap().unwrap().len(), longest.len());
}

#[test]
fn a_wrong_passphrase_a_damaged_header_and_a_newer_format_are_told_apart() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    vault.make_case().unwrap();
    drop(vault);
    assert_eq!(
        Vault::slots(data.path()).unwrap(),
        Slots { passphrase: true, keyring: false, recovery: false }
    );
    let open = |passphrase| Vault::open_with_passphrase(data.path(), passphrase);
    assert!(matches!(open("another passphrase"), Err(OpenFailure::WrongPassphrase)));
    assert!(matches!(open(""), Err(OpenFailure::WrongPassphrase)));
    assert!(matches!(Vault::open_with_keyring(data.path()), Err(OpenFailure::KeyringMissing)));

    let at = |name: &str| data.path().join("vault").join(name);
    let header = fs::read(at("vault.hdr")).unwrap();
    let mac = header.len() - 32;
    for place in (0..mac).chain([mac, header.len() - 1]) {
        let mut changed = header.clone();
        changed[place] ^= 0x01;
        fs::write(at("vault.hdr"), changed).unwrap();
        match open(PASSPHRASE) {
            Err(OpenFailure::HeaderDamaged) => {}
            Err(OpenFailure::NewerFormat { supported: 2, .. }) if [8, 9].contains(&place) => {}
            other => panic!("byte {place}: {other:?}"),
        }
    }
    fs::remove_file(at("vault.hdr")).unwrap();
    assert!(matches!(open(PASSPHRASE), Err(OpenFailure::HeaderDamaged)));
    assert!(Vault::exists(data.path()), "a vault without its header is not taken for an empty place");
    fs::write(at("vault.hdr"), &header).unwrap();

    let keybag = fs::read(at("keybag")).unwrap();
    let mut changed = keybag.clone();
    changed[100] ^= 0x80;
    fs::write(at("keybag"), changed).unwrap();
    assert!(matches!(open(PASSPHRASE), Err(OpenFailure::KeybagDamaged)));
    fs::write(at("keybag"), keybag).unwrap();
    open(PASSPHRASE).unwrap();
}

#[test]
fn a_leftover_or_damaged_snapshot_does_not_keep_the_vault_shut() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let id = vault.make_case().unwrap();
    vault.case(&id).unwrap().commit(Batch::new().put(Kind::About, "", &"a name").unwrap()).unwrap();
    drop(vault);
    let db = data.path().join("vault/db");
    fs::write(db.join("snap.00000000FFFFFFFF.generating"), vec![0; 100]).unwrap();
    fs::write(db.join("snap.0000000000000001.generating"), b"").unwrap();
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    assert_eq!(vault.quarantine(), None);
    drop(vault);

    let snapshot = files_under(&db).into_iter().find(|path| path.to_string_lossy().contains("snap."));
    let snapshot = snapshot.expect("sled wrote a snapshot");
    let mut bytes = fs::read(&snapshot).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&snapshot, &bytes).unwrap();
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    let kept = vault.quarantine().expect("a copy was kept").join(snapshot.file_name().unwrap());
    assert_eq!(fs::read(kept).unwrap(), bytes);
    let name = vault.case(&id).unwrap().get::<String>(Kind::About, "").unwrap();
    assert_eq!(name.as_deref(), Some("a name"));
    drop(vault);

    fs::write(db.join("db"), vec![0x5a; 4096]).unwrap();
    match Vault::open_with_passphrase(data.path(), PASSPHRASE) {
        Err(OpenFailure::Damaged { quarantine }) => assert!(quarantine.join("db").is_file()),
        Err(OpenFailure::RecordsChanged) => {}
        other => panic!("a store that was overwritten opened: {other:?}"),
    }
}

/// The ways in which a value could lie readable in a file.
fn spellings(value: &str) -> Vec<Vec<u8>> {
    let mut spellings = Vec::new();
    for text in [value.to_owned(), value.to_lowercase(), value.to_uppercase()] {
        let plain = text.as_bytes();
        spellings.push(plain.to_vec());
        spellings.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        spellings.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        let escape = |safe: fn(&u8) -> bool| -> String {
            plain
                .iter()
                .map(|b| if safe(b) { char::from(*b).to_string() } else { format!("%{b:02X}") })
                .collect()
        };
        spellings.push(escape(u8::is_ascii_alphanumeric).into_bytes());
        spellings.push(escape(|_| false).into_bytes());
        spellings.push(escape(u8::is_ascii_alphanumeric).replace("%20", "+").into_bytes());
        spellings.push(data_encoding::BASE64.encode(plain).trim_end_matches('=').as_bytes().to_vec());
        spellings.push(data_encoding::HEXLOWER.encode(plain).into_bytes());
    }
    spellings
}

/// The files that hold one of the values in any spelling, or in their name.
fn readable_in(folder: &Path, values: &[&str]) -> Vec<PathBuf> {
    let spellings: Vec<Vec<u8>> = values.iter().flat_map(|value| spellings(value)).collect();
    // One look at two bytes rules nearly every place out; without it this takes minutes in a debug build.
    let mut begins = vec![false; 1 << 16];
    for spelling in &spellings {
        begins[usize::from(u16::from_be_bytes([spelling[0], spelling[1]]))] = true;
    }
    let holds = |bytes: &[u8]| {
        bytes.windows(2).enumerate().any(|(at, two)| {
            begins[usize::from(u16::from_be_bytes([two[0], two[1]]))]
                && spellings.iter().any(|spelling| bytes[at..].starts_with(spelling))
        })
    };
    let mut found = files_under(folder);
    found.retain(|path| {
        let inside = path.strip_prefix(folder).expect("it is inside").to_string_lossy();
        holds(inside.as_bytes()) || holds(&fs::read(path).expect("a file"))
    });
    found
}

#[test]
fn nothing_that_was_said_is_readable_in_any_file() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    let handle = "zeldaquix_canary";
    let batch = Batch::new().put(Kind::About, "", &"Case of the marked name").unwrap();
    case.commit(batch.put(Kind::Profile, handle, &invented()).unwrap()).unwrap();
    case.commit(Batch::new().put(Kind::Scan, handle, &vec![invented(), invented()]).unwrap()).unwrap();
    case.commit(Batch::new().remove(Kind::Scan, handle)).unwrap();
    let said = invented();
    let marks =
        ["Case of the marked name", handle, &said.name, &said.street, &said.email, "Quixwort", PASSPHRASE];
    assert_eq!(readable_in(data.path(), &marks), Vec::<PathBuf>::new(), "while open");
    drop(vault);
    assert_eq!(readable_in(data.path(), &marks), Vec::<PathBuf>::new(), "after locking");
    // The search itself finds what is there, in every spelling.
    fs::remove_dir_all(data.path().join("vault")).unwrap();
    let planted = data.path().join("planted");
    for spelling in spellings(handle) {
        fs::write(&planted, [b"..".as_slice(), &spelling, b".."].concat()).unwrap();
        assert_eq!(readable_in(data.path(), &marks), [planted.as_path()]);
    }
}

#[test]
fn wiping_leaves_nothing_and_says_when_it_can_not() {
    let data = tempfile::tempdir().unwrap();
    assert!(wipe(data.path()).is_empty());
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    vault.make_case().unwrap();
    assert_eq!(wipe(data.path()).len(), 1, "an open vault is not removed");
    assert!(Vault::exists(data.path()));
    drop(vault);
    assert!(wipe(data.path()).is_empty());
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
}

#[test]
fn many_threads_write_one_after_the_other() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    let write = |case: &Case, thread: u8| {
        for n in 0..20 {
            case.commit(Batch::new().put(Kind::Outcome, &format!("{thread}-{n}"), &n).unwrap()).unwrap();
            case.all::<u8>(Kind::Outcome).unwrap();
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let case = case.clone();
            scope.spawn(move || write(&case, thread));
        }
    });
    assert_eq!(case.verify().unwrap().records, 80);
}

#[cfg(unix)]
#[test]
fn files_are_private_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;

    let data = tempfile::tempdir().unwrap();
    let status = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" --exact inner_make_a_vault"])
        .arg(std::env::current_exe().unwrap())
        .env("UNLISTED_INNER_DATA", data.path().join("new"))
        .status()
        .unwrap();
    assert!(status.success());
    for (name, mode) in [
        ("", 0o700),
        ("vault", 0o700),
        ("vault/db", 0o700),
        ("vault/vault.hdr", 0o600),
        ("vault/keybag", 0o600),
        ("vault/ballast", 0o600),
        ("vault/lock", 0o600),
        ("vault/db/db", 0o600),
    ] {
        let found = fs::metadata(data.path().join("new").join(name)).unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "{name}");
    }
}

/// Started by the test above in a process with another umask; on its own it does nothing.
#[test]
fn inner_make_a_vault() {
    if let Some(data) = std::env::var_os("UNLISTED_INNER_DATA") {
        Vault::create(Path::new(&data), &UNLOCK).unwrap().make_case().unwrap();
    }
}
