//! Random damage to the store's files: it is told, or repaired, and never becomes a wrong answer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::{Batch, Kind};
use crate::create::NewUnlock;
use crate::disk::copy_folder;
use crate::header::Way;
use crate::kdf::KdfStrength;
use crate::keys::Key;
use crate::vault::{Vault, open, read_header};

const PASSPHRASE: &str = "an invented passphrase";
const ROUNDS: u64 = 40;

/// The master key, got once, so that each of many openings is without the slow KDF.
fn master_key(data_dir: &Path) -> Key {
    let header = read_header(&data_dir.join("vault")).unwrap();
    let Way::Passphrase(kdf) = &header.slots[0].way else { panic!("the first slot is the passphrase") };
    let secret = kdf.stretch(PASSPHRASE).unwrap_or_else(|failure| panic!("{failure:?}"));
    header.open_slot(&header.slots[0], &secret).unwrap()
}

fn reopen(data_dir: &Path, master: &Key) -> Option<Vault> {
    open(data_dir, |_| Ok(Key::from_slice(master.bytes()).unwrap())).ok()
}

/// Numbers that look random and are the same in every run (Knuth's constants for a linear congruence).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

fn damage(bytes: &mut Vec<u8>, state: &mut u64) {
    if bytes.is_empty() {
        return bytes.push(1);
    }
    let at = next(state) % bytes.len();
    match next(state) % 4 {
        0 => bytes[at] ^= 1 << (next(state) % 8),
        1 => bytes[at..].iter_mut().take(4096).for_each(|byte| *byte = 0),
        2 => bytes.truncate(at),
        _ => {
            // A stale page: one part of the file in place of another.
            let from = next(state) % bytes.len();
            let part: Vec<u8> = bytes[from..].iter().copied().take(512).collect();
            bytes.iter_mut().skip(at).zip(part).for_each(|(byte, stale)| *byte = stale);
        }
    }
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
    drop(vault);
    let master = master_key(&data);
    let db = data.join("vault/db");
    // Opened once more, so that there is a snapshot to damage too.
    drop(reopen(&data, &master).expect("it opens"));
    copy_folder(&db, &good, 2).unwrap();

    let (mut state, mut whole, mut told, mut shut) = (1, 0, 0, 0);
    for round in 0..ROUNDS {
        fs::remove_dir_all(&db).unwrap();
        copy_folder(&good, &db, 2).unwrap();
        let mut files: Vec<PathBuf> = fs::read_dir(&db).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.is_file());
        files.sort();
        let path = &files[next(&mut state) % files.len()];
        let mut bytes = fs::read(path).unwrap();
        damage(&mut bytes, &mut state);
        fs::write(path, bytes).unwrap();

        let Some(vault) = reopen(&data, &master) else {
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
            (Err(_), Err(_)) => told += 1,
            other => panic!("round {round}: verify and all disagree: {other:?}"),
        }
    }
    assert_eq!(whole + told + shut, ROUNDS);
    assert!(whole > 0 && told + shut > 0, "the damage was too small or too large: {whole} {told} {shut}");
}
