//! The keyring's way and its counter, with an imagined keyring: what is told of older copies, and what is left behind.

use std::fs;
use std::path::Path;

use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::copy_folder;
use crate::failure::OpenFailure;
use crate::keyring::{KeyringState, fetch_bytes, imagined, keep_bytes};
use crate::trials::rounds::PASSPHRASE;
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::older_copy::{OlderCopy, user};
use crate::vault::opening::{keyring_user, read_header};
use crate::vault::unlock_methods::Proof;
use crate::{keyring_state, wipe};

const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: true, strength: KdfStrength::Floor };

/// A vault that the keyring opens, with one case, locked again and its counter kept.
fn make(data: &Path) {
    imagined::take_place();
    let vault = Vault::create(data, &UNLOCK).unwrap();
    vault.make_case().unwrap();
    vault.counter().expect("the keyring opens it").keep().unwrap();
}

fn commit(data: &Path, value: u8) {
    let vault = Vault::open_with_keyring(data).unwrap();
    let case = vault.case(&vault.cases()[0]).unwrap();
    case.commit(Batch::new().put(Kind::Finding, "f", &value).unwrap()).unwrap();
}

fn keep_counter(data: &Path) {
    Vault::open_with_keyring(data).unwrap().counter().unwrap().keep().unwrap();
}

fn put_back(older: &Path, data: &Path) {
    fs::remove_dir_all(data).unwrap();
    copy_folder(older, data, 4).unwrap();
}

#[test]
fn an_older_copy_is_told_with_what_it_lacks_and_another_future_too() {
    let folder = tempfile::tempdir().unwrap();
    let [data, older, newer] = ["data", "older", "newer"].map(|name| folder.path().join(name));
    make(&data);
    assert_eq!(Vault::open_with_keyring(&data).unwrap().older_copy(), OlderCopy::RuledOut);
    copy_folder(&data, &older, 4).unwrap();
    for value in 0..3 {
        commit(&data, value);
    }
    assert_eq!(
        Vault::open_with_keyring(&data).unwrap().older_copy(),
        OlderCopy::RuledOut,
        "a counter that is behind is weaker, not wrong"
    );
    keep_counter(&data);
    copy_folder(&data, &newer, 4).unwrap();
    let lacks = |lost: u64| {
        for told in [Vault::open_with_keyring(&data), Vault::open_with_passphrase(&data, PASSPHRASE)] {
            assert!(
                matches!(told, Err(OpenFailure::RolledBack { lost: found }) if found == lost),
                "{lost}: {told:?}"
            );
        }
    };
    put_back(&older, &data);
    lacks(3);

    // Accepted, and then as many commits as the other future has, but others.
    Vault::accept_older(&data).unwrap();
    let vault = Vault::open_with_keyring(&data).unwrap();
    assert_eq!(vault.older_copy(), OlderCopy::NothingToCompare);
    drop(vault);
    for value in 10..13 {
        commit(&data, value);
    }
    keep_counter(&data);
    put_back(&newer, &data);
    lacks(0);

    // A counter that somebody changed is none.
    let user = user(&read_header(&data.join("vault")).unwrap().vault_id);
    let mut bytes = fetch_bytes(&user).unwrap().to_vec();
    bytes[3] ^= 1;
    keep_bytes(&user, &bytes).unwrap();
    assert_eq!(Vault::open_with_keyring(&data).unwrap().older_copy(), OlderCopy::NothingToCompare);
}

#[test]
fn a_vault_without_the_keyring_has_no_counter() {
    imagined::take_place();
    assert_eq!(keyring_state(), KeyringState::Available);
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap();
    assert_eq!((vault.older_copy(), vault.counter().is_some()), (OlderCopy::NotNoticed, false));
    let user = user(&read_header(&data.path().join("vault")).unwrap().vault_id);
    // One of the same name is not looked at, and stays what it is.
    keep_bytes(&user, b"not ours").unwrap();
    drop(vault);
    assert_eq!(
        Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap().older_copy(),
        OlderCopy::NotNoticed
    );
    Vault::accept_older(data.path()).unwrap();
    assert!(wipe(data.path()).is_empty());
    assert_eq!(fetch_bytes(&user).unwrap().as_slice(), b"not ours");
    let nowhere = Vault::accept_older(data.path());
    assert!(matches!(nowhere, Err(OpenFailure::NoVault)), "{nowhere:?}");
}

#[test]
fn the_keyrings_way_is_added_used_and_taken_away_with_all_that_it_kept() {
    imagined::take_place();
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap();
    let id = read_header(&data.path().join("vault")).unwrap().vault_id;
    let names = [keyring_user(&id), user(&id)];
    let held = || names.each_ref().map(|name| fetch_bytes(name).is_ok());
    assert_eq!((held(), names[0] == names[1]), ([false, false], false));
    vault.add_keyring(Proof::Passphrase(PASSPHRASE)).unwrap();
    drop(vault);
    let vault = Vault::open_with_keyring(data.path()).unwrap();
    assert_eq!(held(), [true, true], "its secret, and since the opening its counter");
    let secret = fetch_bytes(&names[0]).unwrap_or_else(|state| panic!("{state:?}"));
    vault.remove_keyring().unwrap();
    vault.remove_keyring().expect("taken away twice is taken away");
    assert_eq!(held(), [false, false]);
    drop(vault);
    keep_bytes(&names[0], &secret).unwrap();
    let told = Vault::open_with_keyring(data.path());
    assert!(matches!(told, Err(OpenFailure::KeyringMissing)), "the old secret opens nothing: {told:?}");

    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    vault.add_keyring(Proof::Passphrase(PASSPHRASE)).unwrap();
    drop(vault);
    drop(Vault::open_with_keyring(data.path()).unwrap());
    assert_eq!(held(), [true, true]);
    assert!(wipe(data.path()).is_empty());
    assert_eq!(held(), [false, false], "wiping leaves nothing in the keyring");
}

#[test]
fn a_secret_that_was_lost_or_changed_is_told() {
    let data = tempfile::tempdir().unwrap();
    make(data.path());
    let name = keyring_user(&read_header(&data.path().join("vault")).unwrap().vault_id);
    keep_bytes(&name, &[7; 32]).unwrap();
    let told = Vault::open_with_keyring(data.path());
    assert!(matches!(told, Err(OpenFailure::KeyringChanged)), "{told:?}");
    keep_bytes(&name, &[7; 31]).unwrap();
    let told = Vault::open_with_keyring(data.path());
    assert!(matches!(told, Err(OpenFailure::KeyringMissing)), "it is no secret: {told:?}");
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
}
