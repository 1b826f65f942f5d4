//! Random damage to any file of the vault: it is told, or repaired, and never becomes a wrong answer.
//!
//! The long trial: `UNLISTED_DAMAGES=1000 cargo test -p unlisted-vault damage`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::copy_folder;
use crate::failure::OpenFailure;
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::open;

fn reopen(data_dir: &Path, master: &Master) -> Result<Vault, OpenFailure> {
    open(data_dir, |_| Ok(master.clone()))
}

/// Damages the file, or removes it, or puts another file in its place.
fn damage(path: &Path, all: &[PathBuf], numbers: &mut Numbers) {
    let mut bytes = fs::read(path).unwrap();
    if bytes.is_empty() {
        return fs::write(path, [1]).unwrap();
    }
    let at = numbers.below(bytes.len());
    match numbers.below(6) {
        0 => bytes[at] ^= 1 << numbers.below(8),
        1 => bytes[at..].iter_mut().take(4096).for_each(|byte| *byte = 0),
        2 => bytes.truncate(at),
        3 => {
            // A stale page: one part of the file in place of another.
            let from = numbers.below(bytes.len());
            let part: Vec<u8> = bytes[from..].iter().copied().take(512).collect();
            bytes.iter_mut().skip(at).zip(part).for_each(|(byte, stale)| *byte = stale);
        }
        4 => return fs::remove_file(path).unwrap(),
        _ => {
            fs::copy(&all[numbers.below(all.len())], path).unwrap();
            return;
        }
    }
    fs::write(path, bytes).unwrap();
}

/// All files of the vault but the ballast, which holds nothing.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if !path.ends_with("ballast") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn value(id: &str) -> String {
    format!("{id} {}", "an invented value ".repeat(id.len() * 9))
}

#[test]
fn random_damage_never_becomes_a_wrong_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (data, good) = (folder.path().join("data"), folder.path().join("good"));
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(&data, &unlock).unwrap();
    let id = vault.make_case().unwrap();
    let ids: Vec<String> = (0..60).map(|n| "f".repeat(1 + n % 7) + &n.to_string()).collect();
    let case = vault.case(&id).unwrap();
    for id in &ids {
        case.commit(Batch::new().put(Kind::Finding, id, &"an older value").unwrap()).unwrap();
        case.commit(Batch::new().put(Kind::Finding, id, &value(id)).unwrap()).unwrap();
    }
    // Most are in packs then, and what one pack held has rows of its own again.
    vault.compact().unwrap();
    case.commit(Batch::new().put(Kind::Finding, &ids[0], &value(&ids[0])).unwrap()).unwrap();
    drop(vault);
    let master = master_key(&data);
    // Opened once more, so that there is a snapshot to damage too.
    drop(reopen(&data, &master).expect("it opens"));
    copy_folder(&data, &good, 4).unwrap();

    let rounds = rounds("UNLISTED_DAMAGES", 30);
    let (mut numbers, mut whole, mut told, mut shut) = (Numbers::new(1), 0, 0, 0);
    for round in 0..rounds {
        fs::remove_dir_all(&data).unwrap();
        copy_folder(&good, &data, 4).unwrap();
        let files = files_in(&data);
        // Half of the damage goes to the store itself.
        let [store, long] =
            ["db/db", "db/long"].map(|name| files.iter().find(|path| path.ends_with(name)).unwrap());
        let path = match round % 4 {
            0 => store,
            2 => long,
            _ => &files[numbers.below(files.len())],
        };
        damage(path, &files, &mut numbers);
        let damaged = fs::read(path).ok();

        let opened = reopen(&data, &master);
        if let Err(OpenFailure::Damaged { quarantine }) = &opened {
            assert_eq!(
                fs::read(quarantine.join("db")).ok(),
                damaged.filter(|_| path == store),
                "round {round}"
            );
        }
        let opened = opened.ok();
        let Some(vault) = opened else {
            shut += 1;
            continue;
        };
        let Ok(case) = vault.case(&id) else {
            told += 1;
            continue;
        };
        for id in &ids {
            if let Ok(Some(found)) = case.get::<String>(Kind::Finding, id) {
                assert!(found == value(id) || case.verify().is_err(), "round {round}: an older value passed");
            }
        }
        match (case.verify(), case.all::<String>(Kind::Finding)) {
            (Ok(checked), Ok(all)) => {
                assert_eq!(checked.records, 60, "round {round}");
                assert!(all.iter().all(|(id, found)| *found == value(id)), "round {round}");
                whole += 1;
            }
            (Err(_), _) => told += 1,
            (Ok(_), Err(failure)) => panic!("round {round}: sound, and not to be read: {failure:?}"),
        }
    }
    assert_eq!(whole + told + shut, rounds);
    assert!(whole > 0 && told + shut > 0, "the damage was too small or too large: {whole} {told} {shut}");
}
