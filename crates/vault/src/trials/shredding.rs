//! A destroyed case stays destroyed for whoever has every old byte of the disk and what the keyring holds now.

use std::fs;
use std::path::{Path, PathBuf};

use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::crypto::keys::VaultKeys;
use crate::disk::files::copy_folder;
use crate::format::backup_file::{BackupFailure, BackupFile};
use crate::format::keybag::{CaseId, Keybag};
use crate::keyring::{fetch_bytes, renew_bytes};
use crate::trials::real_keyring::{UNLOCKED, is_inner, run};
use crate::trials::rounds::PASSPHRASE;
use crate::vault::Vault;
use crate::vault::backups::backups;
use crate::vault::create::NewUnlock;
use crate::vault::opening::{keyring_user, read_header};
use crate::vault::restore::RestoreFailure;
use crate::vault::unlock_methods::{KeyringEntry, Proof, unlock_master};

#[test]
fn old_bytes_and_the_present_keyring_open_no_destroyed_case() {
    run(UNLOCKED, "trials::shredding::inner_shredded");
}

/// The cases whose data keys can be had from any header with any keybag of these data folders, backups included.
fn cases_in_reach(folders: &[PathBuf], proof: Proof<'_>) -> Vec<CaseId> {
    let roots: Vec<PathBuf> = folders.iter().map(|folder| folder.join("vault")).collect();
    let headers = roots.iter().map(|root| read_header(root).unwrap());
    let kept: Vec<PathBuf> =
        folders.iter().flat_map(|folder| backups(folder)).map(|backup| backup.path).collect();
    let of_backups = kept.iter().map(|path| BackupFile::open(path).unwrap().header);
    let mut found = Vec::new();
    for header in headers.chain(of_backups) {
        let Ok(master) = unlock_master(&header, proof) else { continue };
        let keys = VaultKeys::derive(&master);
        for root in &roots {
            let bytes = fs::read(root.join("keybag")).unwrap();
            if let Ok(bag) = Keybag::parse(&bytes, &keys, &header.vault_id) {
                found.extend(bag.cases.iter().map(|(id, _)| *id));
            }
        }
        for path in &kept {
            if let Ok((_, bag)) = BackupFile::open(path).unwrap().read(&keys, |_| Ok(())) {
                found.extend(bag.cases.iter().map(|(id, _)| *id));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn commit(vault: &Vault, id: &CaseId) {
    let batch = Batch::new().put(Kind::Profile, "", &"Zelda Quixwort of 100 Example St").unwrap();
    vault.case(id).unwrap().commit(batch).unwrap();
}

#[test]
fn inner_shredded() {
    if !is_inner() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let snapshot = |name: &str| {
        let copy = folder.path().join(name);
        copy_folder(&data, &copy, 4).unwrap();
        copy
    };
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: true, strength: KdfStrength::Floor };
    let (vault, recovery) = Vault::create_with_recovery_key(&data, &unlock).unwrap();
    let [kept, gone, gone_later] = [(); 3].map(|()| vault.make_case().unwrap());
    for id in [kept, gone, gone_later] {
        commit(&vault, &id);
    }
    vault.back_up().unwrap();
    drop(vault);
    let mut old = vec![snapshot("full")];
    let mut all = [kept, gone, gone_later];
    all.sort();
    assert_eq!(cases_in_reach(&old, Proof::Keyring), all, "before, the keyring opens all of it");

    let vault = Vault::open_with_keyring(&data).unwrap();
    vault.destroy_case(&gone).unwrap();
    drop(vault);
    old.push(snapshot("one gone"));
    let mut left = [kept, gone_later];
    left.sort();
    assert_eq!(cases_in_reach(&old, Proof::Keyring), left);

    // Opened in the other way, while the keyring is behind: as after a crash between the disk and the keyring.
    let user = keyring_user(&read_header(&data.join("vault")).unwrap().vault_id);
    let behind = fetch_bytes(&user).unwrap();
    let vault = Vault::open_with_passphrase(&data, PASSPHRASE).unwrap();
    vault.destroy_case(&gone_later).unwrap();
    drop(vault);
    old.push(snapshot("two gone"));
    assert_eq!(cases_in_reach(&old, Proof::Keyring), [kept]);
    for proof in [Proof::Keyring, Proof::Passphrase(PASSPHRASE), Proof::Recovery(&recovery)] {
        renew_bytes(&user, &behind).unwrap();
        assert_eq!(cases_in_reach(&old, Proof::Keyring), left, "the keyring is behind again");
        drop(opened(&data, proof));
        assert_eq!(cases_in_reach(&old, Proof::Keyring), [kept], "opening brought it in line");
    }

    // What no program can take back, so that the documents stay true.
    assert_eq!(cases_in_reach(&old, Proof::Passphrase(PASSPHRASE)), all);
    assert_eq!(cases_in_reach(&old, Proof::Recovery(&recovery)), all);

    the_person_who_has_the_passphrase_may_restore(&data, &old[0], &user, gone);
}

fn opened(data: &Path, proof: Proof<'_>) -> Vault {
    match proof {
        Proof::Keyring => Vault::open_with_keyring(data),
        Proof::Passphrase(text) => Vault::open_with_passphrase(data, text),
        Proof::Recovery(key) => Vault::open_with_recovery_key(data, key),
    }
    .unwrap()
}

/// A copy from before is restored on purpose; the keyring, which leads to it no more, is brought in line with it.
fn the_person_who_has_the_passphrase_may_restore(data: &Path, old: &Path, user: &str, gone: CaseId) {
    let copy = backups(old).remove(0).path;
    let told = Vault::restore(data, &copy, Proof::Keyring);
    assert!(matches!(told, Err(RestoreFailure::Backup(BackupFailure::KeyringOutOfReach))), "{told:?}");
    let vault = Vault::restore(data, &copy, Proof::Passphrase(PASSPHRASE)).unwrap();
    assert!(vault.cases().contains(&gone));
    let epoch = KeyringEntry::parse(&fetch_bytes(user).unwrap()).unwrap().step.map(|step| step.epoch);
    assert_eq!(epoch, Some(1));
    drop(vault);
    assert!(Vault::open_with_keyring(data).unwrap().cases().contains(&gone), "the keyring opens it again");
}
