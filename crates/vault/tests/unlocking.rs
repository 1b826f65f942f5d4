//! The ways to unlock, as a person uses and changes them over the years.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;
use std::path::Path;

use unlisted_vault::{
    Batch, KdfStrength, Kind, NewUnlock, OpenFailure, Proof, RecoveryKey, SlotFailure, Slots, Vault, backups,
};

const PASSPHRASE: &str = "an invented passphrase";
const OTHER: &str = "another invented passphrase";
const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };

fn check_holds(vault: &Vault, what: &str) {
    let case = vault.case(&vault.cases()[0]).unwrap();
    assert_eq!(case.get::<u8>(Kind::Finding, "f").unwrap(), Some(7), "{what}: the records are as they were");
}

fn store_bytes(data: &Path) -> Vec<u8> {
    fs::read(data.join("vault/db/db")).unwrap()
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_key() {
    let data = tempfile::tempdir().unwrap();
    let (vault, key) = Vault::create_with_recovery_key(data.path(), &UNLOCK).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    case.commit(Batch::new().put(Kind::Finding, "f", &7).unwrap()).unwrap();
    vault.back_up().unwrap().unwrap();
    drop(vault);
    assert_eq!(
        Vault::slots(data.path()).unwrap(),
        Slots { passphrase: true, keyring: false, recovery: true }
    );

    // Typed from paper, years later.
    let paper = key.text().to_lowercase().replace('-', " ").replace('0', "o");
    let key = RecoveryKey::parse(&paper).unwrap();
    let vault = Vault::open_with_recovery_key(data.path(), &key).unwrap();
    check_holds(&vault, "by recovery key");
    let before = store_bytes(data.path());
    let refused = vault.set_passphrase(Proof::Passphrase(OTHER), "new", KdfStrength::Floor);
    assert!(matches!(refused, Err(SlotFailure::NotProven(OpenFailure::WrongPassphrase))));
    let refused = vault.set_passphrase(Proof::Recovery(&key), "", KdfStrength::Floor);
    assert!(matches!(refused, Err(SlotFailure::EmptyPassphrase)));
    vault.set_passphrase(Proof::Recovery(&key), OTHER, KdfStrength::Floor).unwrap();
    assert!(store_bytes(data.path()) == before, "no record is written anew");
    check_holds(&vault, "the open vault goes on");
    drop(vault);

    let old = Vault::open_with_passphrase(data.path(), PASSPHRASE);
    assert!(matches!(old, Err(OpenFailure::WrongPassphrase)), "the old one opens nothing");
    check_holds(&Vault::open_with_passphrase(data.path(), OTHER).unwrap(), "by new passphrase");
    check_holds(&Vault::open_with_recovery_key(data.path(), &key).unwrap(), "by the same recovery key");

    // The backup in the folder follows.
    let backup = &backups(data.path())[0].path;
    let elsewhere = tempfile::tempdir().unwrap();
    let old = Vault::restore(elsewhere.path(), backup, Proof::Passphrase(PASSPHRASE));
    assert!(old.is_err(), "the old passphrase does not open the backup either");
    assert!(!Vault::exists(elsewhere.path()));
    check_holds(&Vault::restore(elsewhere.path(), backup, Proof::Passphrase(OTHER)).unwrap(), "restored");
}

#[test]
fn a_new_recovery_key_ends_the_old_one_and_can_be_taken_away() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let proof = Proof::Passphrase(PASSPHRASE);
    let first = vault.make_recovery_key(proof).unwrap();
    let second = vault.make_recovery_key(Proof::Recovery(&first)).unwrap();
    assert_ne!(first.text(), second.text());
    let refused = vault.make_recovery_key(Proof::Recovery(&first)).map(drop);
    assert!(matches!(refused, Err(SlotFailure::NotProven(OpenFailure::WrongRecoveryKey))));
    let refused = vault.make_recovery_key(Proof::Keyring).map(drop);
    assert!(matches!(refused, Err(SlotFailure::NotProven(OpenFailure::KeyringMissing))));
    drop(vault);
    let old = Vault::open_with_recovery_key(data.path(), &first);
    assert!(matches!(old, Err(OpenFailure::WrongRecoveryKey)), "the old one opens nothing");
    let vault = Vault::open_with_recovery_key(data.path(), &second).unwrap();
    vault.remove_recovery_key().unwrap();
    assert_eq!(vault.ways().unwrap(), Slots { passphrase: true, keyring: false, recovery: false });
    drop(vault);
    let gone = Vault::open_with_recovery_key(data.path(), &second);
    assert!(matches!(gone, Err(OpenFailure::WrongRecoveryKey)));
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
}

#[test]
fn a_header_from_before_a_change_opens_and_is_told_when_it_was_changed() {
    // What can not be prevented: an older copy of the header opens with what opened it then.
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let path = data.path().join("vault/vault.hdr");
    let old = fs::read(&path).unwrap();
    vault.set_passphrase(Proof::Passphrase(PASSPHRASE), OTHER, KdfStrength::Floor).unwrap();
    drop(vault);
    let new = fs::read(&path).unwrap();
    fs::write(&path, &old).unwrap();
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();

    // The old slot within the new header: its passphrase opens the slot, and the header is not the one written.
    let slot = |bytes: &[u8]| bytes[27..bytes.len() - 48].to_vec();
    let mut mixed = [&new[..27], &slot(&old)].concat();
    let mut sum = [0; 16];
    blake3::Hasher::new().update(&mixed).finalize_xof().fill(&mut sum);
    mixed.extend(sum);
    mixed.extend(&new[new.len() - 32..]);
    fs::write(&path, &mixed).unwrap();
    let told = Vault::open_with_passphrase(data.path(), PASSPHRASE);
    assert!(matches!(told, Err(OpenFailure::HeaderDamaged)));
    let told = Vault::open_with_passphrase(data.path(), OTHER);
    assert!(
        matches!(told, Err(OpenFailure::WrongPassphrase)),
        "to anybody else it is as any wrong passphrase"
    );
}
