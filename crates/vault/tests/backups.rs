//! Backups: made in turns, proven, restored, and never worse than what was there.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use unlisted_vault::{
    BackupFailure, Batch, CaseId, KdfStrength, Kind, NewUnlock, OpenFailure, Proof, RestoreFailure, Vault,
    backups, wipe,
};

const PASSPHRASE: &str = "an invented passphrase";
const PROOF: Proof<'_> = Proof::Passphrase(PASSPHRASE);
const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };

fn new_vault(data: &Path) -> (Vault, CaseId) {
    let vault = Vault::create(data, &UNLOCK).unwrap();
    let id = vault.make_case().unwrap();
    (vault, id)
}

fn put(vault: &Vault, id: &CaseId, number: u32) {
    let batch = Batch::new().put(Kind::Finding, "f", &number).unwrap();
    vault.case(id).unwrap().commit(batch).unwrap();
}

fn number(vault: &Vault, id: &CaseId) -> Option<u32> {
    vault.case(id).unwrap().get(Kind::Finding, "f").unwrap()
}

fn paths(data: &Path) -> Vec<PathBuf> {
    backups(data).into_iter().map(|backup| backup.path).collect()
}

#[test]
fn the_last_three_good_ones_are_kept_and_each_restores_its_state() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    assert_eq!(backups(data.path()), [], "none yet");
    for round in 1..=5 {
        put(&vault, &id, round);
        let made = vault.back_up().unwrap().expect("something changed");
        assert_eq!(paths(data.path())[0], made, "the newest comes first");
        assert_eq!(vault.back_up().unwrap(), None, "nothing changed since");
    }
    assert_eq!(paths(data.path()).len(), 3);
    assert_eq!(fs::read_dir(data.path().join("backups")).unwrap().count(), 3, "and nothing else is there");
    assert!(backups(data.path()).iter().all(|backup| backup.ways.passphrase && !backup.ways.recovery));
    for (path, holds) in paths(data.path()).iter().zip([5, 4, 3]) {
        let other = tempfile::tempdir().unwrap();
        let restored = Vault::restore(other.path(), path, PROOF).unwrap();
        assert_eq!(number(&restored, &id), Some(holds));
        put(&restored, &id, 99);
        drop(restored);
        let again = Vault::open_with_passphrase(other.path(), PASSPHRASE).unwrap();
        assert_eq!(number(&again, &id), Some(99), "the restored vault is a vault");
    }
}

#[test]
fn a_damaged_backup_pushes_no_good_one_out_and_restores_nothing() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    for round in 1..=3 {
        put(&vault, &id, round);
        vault.back_up().unwrap();
    }
    let good_oldest = paths(data.path())[2].clone();
    for path in &paths(data.path())[..2] {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
    }
    assert!(vault.back_up().unwrap().is_some(), "the newest is damaged, so a new one is made");
    put(&vault, &id, 4);
    vault.back_up().unwrap();
    assert!(good_oldest.exists(), "two good ones and this: three");
    put(&vault, &id, 5);
    vault.back_up().unwrap();
    assert!(!good_oldest.exists() && paths(data.path()).len() == 3, "three good ones, and nothing older");
}

#[test]
fn every_change_to_a_backup_is_noticed_and_the_vault_in_its_place_stays() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let path = data.path().join("copy");
    vault.save_copy(&path).unwrap();
    put(&vault, &id, 2);
    drop(vault);
    let bytes = fs::read(&path).unwrap();
    let mut changed = vec![Vec::new(), b"no backup".to_vec(), [bytes.as_slice(), b"!"].concat()];
    // Behind the header: each opening before it costs a whole KDF, and the header's own tests change every byte.
    let body = 14 + usize::from(u16::from_le_bytes([bytes[10], bytes[11]]));
    for step in 0..12 {
        let at = body + step * (bytes.len() - body - 1) / 11;
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x20;
        changed.extend([flipped, bytes[..at].to_vec()]);
    }
    let mut newer = bytes.clone();
    newer[8] = 9;
    fs::write(&path, &newer).unwrap();
    let failure = Vault::restore(data.path(), &path, PROOF).unwrap_err();
    assert!(matches!(failure, RestoreFailure::Backup(BackupFailure::Newer(9))), "{failure:?}");
    for (round, bytes) in changed.iter().enumerate() {
        fs::write(&path, bytes).unwrap();
        let failure = Vault::restore(data.path(), &path, PROOF).unwrap_err();
        let told =
            matches!(failure, RestoreFailure::Backup(BackupFailure::Damaged | BackupFailure::NotABackup));
        assert!(told, "round {round}: {failure:?}");
        assert!(!data.path().join("vault.new").exists(), "nothing is left of it");
    }
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    assert_eq!(number(&vault, &id), Some(2), "the vault is as it was");
}

#[test]
fn restoring_replaces_a_locked_vault_only_and_survives_being_cut_off() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let path = vault.back_up().unwrap().unwrap();
    put(&vault, &id, 2);
    let failure = Vault::restore(data.path(), &path, PROOF).unwrap_err();
    assert!(matches!(failure, RestoreFailure::Open(OpenFailure::InUse)), "{failure:?}");
    assert_eq!(number(&vault, &id), Some(2));
    drop(vault);
    let failure = Vault::restore(data.path(), &path, Proof::Passphrase("wrong")).unwrap_err();
    assert!(matches!(failure, RestoreFailure::Open(OpenFailure::WrongPassphrase)), "{failure:?}");

    // Cut off between moving the old one aside and putting the new one there.
    let [root, aside] = ["vault", "vault.aside"].map(|name| data.path().join(name));
    fs::rename(&root, &aside).unwrap();
    assert!(Vault::exists(data.path()), "it is never taken for a folder without a vault");
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    assert_eq!(number(&vault, &id), Some(2));
    drop(vault);

    // Cut off after that: the old one goes when the new one has opened.
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join("keybag"), "old").unwrap();
    let vault = Vault::restore(data.path(), &path, PROOF).unwrap();
    assert_eq!(number(&vault, &id), Some(1), "the older state, as asked for");
    assert!(!aside.exists(), "the old one goes when the new one has opened");
    assert!(!data.path().join("vault.new").exists(), "and nothing else is left");
    assert_eq!(vault.back_up().unwrap(), None, "the newest backup is just this");

    // Another future with as many commits as the one that was given up is another one.
    put(&vault, &id, 3);
    let other = vault.back_up().unwrap().expect("it is not yet in a backup");
    drop(vault);
    Vault::restore(data.path(), &path, PROOF).map(drop).unwrap();
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    put(&vault, &id, 4);
    let another = vault.back_up().unwrap().expect("nor is this, though it has as many commits");
    assert_ne!(other, another);
    drop(vault);
    assert_eq!(number(&Vault::restore(data.path(), &another, PROOF).unwrap(), &id), Some(4));
}

#[test]
fn a_destroyed_case_is_in_no_backup() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let stays = vault.make_case().unwrap();
    put(&vault, &stays, 5);
    for round in 2..4 {
        vault.back_up().unwrap();
        put(&vault, &id, round);
    }
    let with_it = paths(data.path());
    vault.destroy_case(&id).unwrap();
    assert!(with_it.iter().all(|path| !path.exists()), "those that hold it are removed");
    let [fresh] = paths(data.path()).try_into().expect("one took their place");
    let other = tempfile::tempdir().unwrap();
    let restored = Vault::restore(other.path(), &fresh, PROOF).unwrap();
    assert_eq!(restored.cases(), [stays]);
    assert_eq!(number(&restored, &stays), Some(5));
    drop((vault, restored));
    assert!(wipe(data.path()).is_empty());
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0, "wiping takes the backups along");
}

#[test]
fn no_copy_is_taken_of_a_vault_that_is_not_as_it_was_written() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let good = vault.back_up().unwrap().unwrap();
    drop(vault);
    // The store of another vault's life under the same keys: rows that no manifest knows.
    let (store, kept) = (data.path().join("vault/db"), data.path().join("kept"));
    fs::rename(&store, &kept).unwrap();
    let opened = Vault::open_with_passphrase(data.path(), PASSPHRASE);
    assert!(opened.is_err(), "an empty store is no state of this vault");
    fs::remove_dir_all(&store).unwrap();
    fs::rename(&kept, &store).unwrap();
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    fs::write(data.path().join("vault/vault.hdr"), "damaged meanwhile").unwrap();
    put(&vault, &id, 2);
    let failure = vault.back_up().unwrap_err();
    assert!(matches!(failure, BackupFailure::NotAsWritten), "{failure:?}");
    assert_eq!(paths(data.path()), [good], "the good one is all there is");
}

#[test]
fn a_backup_tells_nothing_and_belongs_to_its_owner() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    let batch = Batch::new().put(Kind::Profile, "", &"Zelda Quixwort, 100 Example St").unwrap();
    vault.case(&id).unwrap().commit(batch).unwrap();
    let path = vault.back_up().unwrap().unwrap();
    let bytes = fs::read(&path).unwrap();
    for word in ["Zelda", "Quixwort", "Example"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn a_vault_is_restored_where_there_was_not_even_a_folder() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let path = vault.back_up().unwrap().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("not/yet");
    let restored = Vault::restore(&folder, &path, PROOF).unwrap();
    assert_eq!(number(&restored, &id), Some(1));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "the vault, and nothing beside it");
}

#[test]
fn what_was_begun_and_never_ended_goes_at_the_next_opening() {
    let data = tempfile::tempdir().unwrap();
    let (vault, id) = new_vault(data.path());
    put(&vault, &id, 1);
    let first = vault.back_up().unwrap().unwrap();
    let header = fs::read(data.path().join("vault/vault.hdr")).unwrap();
    put(&vault, &id, 2);
    let second = vault.back_up().unwrap().unwrap();
    let behind = fs::read(&second).unwrap();
    vault.set_passphrase(PROOF, "another invented passphrase", KdfStrength::Floor).unwrap();
    let now = fs::read(data.path().join("vault/vault.hdr")).unwrap();
    assert_ne!(header, now);
    drop(vault);
    // Cut off while the second of the backups was given the new header.
    fs::write(&second, behind).unwrap();
    let begun = data.path().join("backups/2.unlisted.unfinished");
    let stays = data.path().join("backups/a note of mine.unfinished");
    fs::write(&begun, "half of it").unwrap();
    fs::write(&stays, "not ours").unwrap();
    let vault = Vault::open_with_passphrase(data.path(), "another invented passphrase").unwrap();
    assert!(!begun.exists() && stays.exists(), "what was begun goes, and nothing else");
    for path in [first, second] {
        let bytes = fs::read(path).unwrap();
        assert!(bytes.windows(now.len()).any(|part| part == now), "it opens as the vault does");
    }
    assert_eq!(vault.back_up().unwrap(), None, "both are good");

    // Destroying a case leaves nothing begun either, whatever is in it.
    fs::write(&begun, "half of it").unwrap();
    vault.destroy_case(&id).unwrap();
    assert!(!begun.exists());
}
