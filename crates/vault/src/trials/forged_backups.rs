//! Backups whose parts were put together otherwise by somebody who could even make their MAC fit: none is taken.

use std::fs;
use std::io::Cursor;

use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::crypto::keys::VaultKeys;
use crate::format::backup_file::{BackupFailure, BackupFile, mac};
use crate::trials::rounds::{PASSPHRASE, master_key};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;

/// A backup in its parts, as the head of `backup.rs` lays them out.
#[derive(Clone)]
struct Parts {
    front: Vec<u8>,
    counter: Vec<u8>,
    bag: Vec<u8>,
    /// Kind, key and value of each row.
    rows: Vec<(u8, Vec<u8>, Vec<u8>)>,
}

impl Parts {
    fn of(bytes: &[u8]) -> Parts {
        let body = usize::try_from(BackupFile::begin(Box::new(Cursor::new(bytes.to_vec()))).unwrap().body_at);
        let (front, rest) = bytes.split_at(body.unwrap());
        let (counter, rest) = rest.split_at(8);
        let length = |bytes: &[u8]| bytes.iter().rev().fold(0, |all, byte| all * 256 + usize::from(*byte));
        let (bag, mut rest) = rest[4..].split_at(length(&rest[..4]));
        let mut rows = Vec::new();
        while rest[0] != 0 {
            let (of_key, of_value) = (length(&rest[1..3]), length(&rest[3..7]));
            let (key, value) = rest[7..7 + of_key + of_value].split_at(of_key);
            rows.push((rest[0], key.to_vec(), value.to_vec()));
            rest = &rest[7 + of_key + of_value..];
        }
        assert_eq!(rest.len(), 33, "the end and the MAC");
        Parts { front: front.to_vec(), counter: counter.to_vec(), bag: bag.to_vec(), rows }
    }

    /// The whole backup with a MAC that fits.
    fn whole(&self, keys: &VaultKeys, vault_id: &[u8; 16]) -> Vec<u8> {
        let length = u32::try_from(self.bag.len()).unwrap().to_le_bytes();
        let mut body = [self.counter.as_slice(), &length, &self.bag].concat();
        for (kind, key, value) in &self.rows {
            body.push(*kind);
            body.extend(u16::try_from(key.len()).unwrap().to_le_bytes());
            body.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
            body.extend([key.as_slice(), value].concat());
        }
        body.push(0);
        let mut hasher = mac(keys, vault_id);
        hasher.update(&body);
        [self.front.as_slice(), &body, hasher.finalize().as_bytes()].concat()
    }
}

#[test]
fn no_other_putting_together_of_its_parts_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(&data, &unlock).unwrap();
    let saved = |name: &str| {
        let path = folder.path().join(name);
        vault.save_copy(&path).unwrap();
        fs::read(path).unwrap()
    };
    let put = |case: usize, value: u8| {
        let batch = Batch::new().put(Kind::Finding, "one", &value).unwrap();
        let batch = batch.put(Kind::Scan, "two", &"y".repeat(5_000)).unwrap();
        vault.case(&vault.cases()[case]).unwrap().commit(batch).unwrap();
    };
    vault.make_case().unwrap();
    put(0, 1);
    let of_one_case = Parts::of(&saved("first"));
    vault.make_case().unwrap();
    put(1, 1);
    let older = Parts::of(&saved("second"));
    put(0, 2);
    let sound = saved("third");
    let good = Parts::of(&sound);
    let keys = VaultKeys::derive(&master_key(&data));
    let id = BackupFile::begin(Box::new(Cursor::new(sound.clone()))).unwrap().header.vault_id;
    let read = |bytes: Vec<u8>| BackupFile::begin(Box::new(Cursor::new(bytes)))?.read(&keys, |_| Ok(()));
    assert_eq!(good.whole(&keys, &id), sound, "the parts are all there is");
    let (last, _) = read(sound.clone()).unwrap();
    assert_eq!(last.counter.to_le_bytes().as_slice(), good.counter);

    let check = |what: &str, bytes: Vec<u8>| {
        let told = read(bytes).map(drop);
        assert!(matches!(told, Err(BackupFailure::Damaged)), "{what}: {told:?}");
    };
    let changed = |what: &str, change: &dyn Fn(&mut Parts)| {
        let mut parts = good.clone();
        change(&mut parts);
        check(what, parts.whole(&keys, &id));
    };
    for n in 0..good.rows.len() {
        changed("a row less", &|parts| drop(parts.rows.remove(n)));
        changed("a row twice", &|parts| parts.rows.insert(n, parts.rows[n].clone()));
        changed("a row of the other kind", &|parts| parts.rows[n].0 ^= 3);
        changed("a row of no kind", &|parts| parts.rows[n].0 = 3);
        changed("a value changed", &|parts| parts.rows[n].2[40] ^= 1);
        changed("a name changed", &|parts| *parts.rows[n].1.last_mut().unwrap() ^= 1);
        changed("a name of no case", &|parts| parts.rows[n].1[0] ^= 1);
        changed("a name too short", &|parts| {
            let half = parts.rows[n].1.len() / 2;
            parts.rows[n].1.truncate(half);
        });
    }
    changed("a manifest of no case", &|parts| parts.rows.insert(0, (2, vec![9; 16], vec![9; 100])));
    changed("a record of no case", &|parts| parts.rows.push((1, vec![9; 32], vec![9; 100])));
    changed("another counter", &|parts| parts.counter[0] ^= 1);
    changed("the counter of before", &|parts| parts.counter.clone_from(&older.counter));
    changed("the keys of before", &|parts| parts.bag.clone_from(&of_one_case.bag));
    changed("no rows", &|parts| parts.rows.clear());
    changed("the rows of before", &|parts| parts.rows.clone_from(&older.rows));
    changed("the rows and the counter of one case", &|parts| {
        parts.rows.clone_from(&of_one_case.rows);
        parts.counter.clone_from(&of_one_case.counter);
    });
    for kind in [1, 2] {
        // The first case's records of before with its manifest of now, or the other way round.
        changed("a case of two times", &|parts| {
            for (row, old) in parts.rows.iter_mut().zip(&older.rows) {
                if row.0 == kind && row.1.len() != 1 {
                    row.clone_from(old);
                }
            }
        });
    }
    check("more behind its end", [sound.as_slice(), &[0]].concat());
    let mut bytes = sound.clone();
    *bytes.last_mut().unwrap() ^= 1;
    check("another MAC", bytes);
    let mut bytes = sound.clone();
    bytes[10..14].copy_from_slice(&u32::MAX.to_le_bytes());
    check("a header without end", bytes);
    for length in 0..good.front.len() {
        let told = read(sound[..length].to_vec()).map(drop);
        assert!(
            matches!(told, Err(BackupFailure::Damaged | BackupFailure::NotABackup)),
            "{length}: {told:?}"
        );
    }
}

#[test]
fn what_the_system_says_is_told_on() {
    let check = |code: i32, expected: &str| {
        let told = BackupFailure::from(std::io::Error::from_raw_os_error(code));
        assert!(format!("{told:?}").starts_with(expected), "{code}: {told:?}");
    };
    if cfg!(target_os = "linux") {
        check(28, "DiskFull"); // ENOSPC
        check(30, "ReadOnly"); // EROFS
        check(5, "Io"); // EIO
    }
    let of_reading = |failure| format!("{:?}", BackupFailure::from(failure));
    assert!(of_reading(crate::ReadFailure::CaseGone).starts_with("RecordsChanged"));
    let failed = crate::ReadFailure::Io(std::io::ErrorKind::StorageFull.into());
    assert!(of_reading(failed).starts_with("DiskFull"));
}
