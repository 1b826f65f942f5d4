//! What keeps an audit: the ways to unlock it, copies of it, and what is told when it is opened again.

use crate::desk::{Desk, PASSPHRASE, new_case, unlock};
use std::path::{Path, PathBuf};
use std::time::Duration;
use unlisted_app::contract::{
    About, Attest, ErrorCode, OlderView, Proof, Restore, RestoreFrom, SetPassphrase, Start, Unlock,
    VaultState,
};
use unlisted_range::Script;

const OTHER: &str = "seven quiet herons";

fn passphrase(text: &str) -> Proof {
    Proof::Passphrase { text: text.to_owned() }
}

fn recovery(key: &str) -> Proof {
    Proof::Recovery { text: key.to_owned() }
}

fn by(proof: Proof) -> Unlock {
    Unlock { practice: true, proof }
}

/// A practice audit with a recovery key, and the key.
fn with_recovery_key() -> (Desk, String) {
    let desk = Desk::with(Script::default());
    let started = desk.app.start(Start { recovery: true, ..new_case(true) }).unwrap();
    desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
    (desk, started.recovery_key.expect("it is shown once"))
}

fn facts(desk: &Desk) -> usize {
    desk.app.profile_view(()).unwrap().identifiers.len()
}

/// The vault of the practice audit.
fn vault_of(desk: &Desk) -> PathBuf {
    desk.folder.path().join("practice/vault")
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_key() {
    let (mut desk, key) = with_recovery_key();
    let before = facts(&desk);
    desk.restart();
    let state = desk.app.app_view(()).unwrap().practice_vault;
    assert!(matches!(state, VaultState::Locked { recovery: true, .. }), "{state:?}");

    let typed = key.to_lowercase().replace('-', " ");
    let view = desk.app.unlock(by(recovery(&typed))).unwrap();
    assert!(view.opened.is_some() && view.case.is_some());
    assert_eq!(facts(&desk), before, "all is there");
    let set = SetPassphrase { proof: recovery(&key), passphrase: OTHER.to_owned() };
    assert!(desk.app.passphrase_set(set).unwrap().recovery, "the key stays");

    desk.restart();
    let told = desk.app.unlock(unlock(true, PASSPHRASE)).unwrap_err();
    assert_eq!((told.code, told.at.as_deref()), (ErrorCode::WrongPassphrase, Some("passphrase")));
    desk.app.unlock(unlock(true, OTHER)).unwrap();
}

#[test]
fn a_mistyped_key_and_a_wrong_one_are_told_apart_and_a_new_one_ends_the_old() {
    let (mut desk, first) = with_recovery_key();
    let second = desk.app.recovery_make(passphrase(PASSPHRASE)).unwrap();
    assert!(second.ways.recovery && second.key != first);
    desk.restart();
    let at = |proof| desk.app.unlock(by(proof)).map(drop).map_err(|told| told.code);
    let mistyped: String = second.key.chars().skip(1).collect();
    assert_eq!(at(recovery(&mistyped)), Err(ErrorCode::NotARecoveryKey));
    assert_eq!(at(recovery("")), Err(ErrorCode::NotARecoveryKey));
    assert_eq!(at(recovery(&first)), Err(ErrorCode::WrongRecoveryKey), "a newer one was made");
    assert_eq!(at(recovery(&second.key)), Ok(()));
    assert!(!desk.app.recovery_remove(()).unwrap().recovery);
    desk.restart();
    let told = desk.app.unlock(by(recovery(&second.key))).unwrap_err();
    assert_eq!(told.code, ErrorCode::WrongRecoveryKey);
}

#[test]
fn a_change_without_the_right_proof_leaves_everything() {
    let (mut desk, key) = with_recovery_key();
    let set = |proof, fresh: &str| {
        let told = desk.app.passphrase_set(SetPassphrase { proof, passphrase: fresh.to_owned() });
        told.map(drop).map_err(|told| (told.code, told.at))
    };
    let at = |place: &str| Some(place.to_owned());
    assert_eq!(set(passphrase("something else"), OTHER), Err((ErrorCode::WrongPassphrase, at("proof"))));
    assert_eq!(set(passphrase(PASSPHRASE), "short"), Err((ErrorCode::PassphraseTooShort, at("passphrase"))));
    assert_eq!(set(recovery("ABCDE"), OTHER), Err((ErrorCode::NotARecoveryKey, at("recovery"))));
    assert!(desk.app.recovery_make(passphrase("something else")).is_err());
    desk.restart();
    desk.app.unlock(by(recovery(&key))).unwrap();
    desk.app.lock(()).unwrap();
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    desk.app.lock(()).unwrap();
    let told = desk.app.ways_view(()).unwrap_err();
    assert_eq!(told.code, ErrorCode::CaseLocked, "a locked vault shows nothing and changes nothing");
}

#[test]
fn a_saved_copy_brings_everything_back_after_the_vault_was_deleted() {
    let (desk, key) = with_recovery_key();
    let before = facts(&desk);
    assert!(!desk.app.copy_save(()).unwrap().saved, "the dialog was closed");
    let stick = tempfile::tempdir().unwrap();
    let place = stick.path().join("copy.unlisted");
    *desk.outside.place.lock().unwrap() = Some(place.clone());
    assert!(desk.app.copy_save(()).unwrap().saved);
    let bytes = std::fs::read(&place).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"Juniper"), "it is encrypted as the vault is");

    let wiped = desk.app.wipe(()).unwrap();
    assert!(wiped.left.is_empty(), "{:?}", wiped.left);
    assert_eq!(wiped.view.practice_vault, VaultState::None);
    let nothing: Vec<_> = std::fs::read_dir(desk.folder.path()).unwrap().collect();
    assert!(nothing.is_empty(), "nothing the app wrote is left: {nothing:?}");

    let chosen = desk.app.copy_choose(true).unwrap().chosen.expect("it was chosen");
    assert!(chosen.passphrase && chosen.recovery && chosen.written.is_some());
    let restore = |proof| desk.app.restore(Restore { practice: true, copy: RestoreFrom::Chosen, proof });
    assert_eq!(restore(passphrase("not this one")).unwrap_err().code, ErrorCode::WrongPassphrase);
    assert_eq!(desk.app.app_view(()).unwrap().practice_vault, VaultState::None, "nothing was put in place");
    restore(recovery(&key)).unwrap();
    assert_eq!(facts(&desk), before);
}

#[test]
fn a_file_that_is_no_copy_or_a_damaged_one_is_told_and_the_vault_stays() {
    let (desk, _) = with_recovery_key();
    let stick = tempfile::tempdir().unwrap();
    let place = stick.path().join("copy.unlisted");
    *desk.outside.place.lock().unwrap() = Some(place.clone());
    desk.app.copy_save(()).unwrap();
    let sound = std::fs::read(&place).unwrap();

    std::fs::write(&place, b"a shopping list").unwrap();
    assert_eq!(desk.app.copy_choose(true).unwrap_err().code, ErrorCode::NotACopy);
    let mut changed = sound.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(&place, &changed).unwrap();
    desk.app.copy_choose(true).unwrap();
    let restore = || {
        let proof = passphrase(PASSPHRASE);
        desk.app.restore(Restore { practice: true, copy: RestoreFrom::Chosen, proof })
    };
    assert_eq!(restore().unwrap_err().code, ErrorCode::CopyDamaged);
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    std::fs::remove_file(&place).unwrap();
    assert!(desk.app.copies_view(true).is_ok(), "a stick that was pulled out hides no other copy");
    assert!(restore().is_err());
}

#[test]
fn a_kept_backup_brings_back_what_was_there_at_its_time() {
    let (mut desk, _) = with_recovery_key();
    let before = facts(&desk);
    // Each opening keeps a backup of what changed before it.
    desk.restart();
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    let first = desk.app.profile_view(()).unwrap().identifiers.remove(0).id;
    desk.app.identifier_remove(first).unwrap();
    assert_eq!(facts(&desk), before - 1);
    desk.app.lock(()).unwrap();

    let kept = desk.app.copies_view(true).unwrap().kept;
    assert_eq!(kept.len(), 1);
    let proof = passphrase(PASSPHRASE);
    let copy = RestoreFrom::Kept { id: kept[0].id };
    desk.app.restore(Restore { practice: true, copy, proof: proof.clone() }).unwrap();
    assert_eq!(facts(&desk), before, "what was removed later is back");
    let gone = desk.app.restore(Restore { practice: true, copy: RestoreFrom::Kept { id: 999 }, proof });
    assert_eq!(gone.unwrap_err().code, ErrorCode::Gone);
    assert!(desk.app.app_view(()).unwrap().case.is_some(), "what is open stays open");
}

#[test]
fn a_damaged_vault_is_repaired_and_what_is_lost_is_told() {
    let (desk, _) = with_recovery_key();
    desk.app.lock(()).unwrap();
    damage(&vault_of(&desk).join("db/db"));
    let told = desk.app.unlock(unlock(true, PASSPHRASE)).map(drop).unwrap_err();
    assert!(
        [ErrorCode::VaultDamaged, ErrorCode::VaultChanged, ErrorCode::VaultRolledBack].contains(&told.code),
        "{:?}",
        told.code
    );
    let told = desk.app.repair(unlock(true, "not this one")).map(drop).unwrap_err();
    assert_eq!(told.code, ErrorCode::WrongPassphrase, "nobody else repairs it");
    let view = desk.app.repair(unlock(true, PASSPHRASE)).unwrap();
    let repaired = view.opened.and_then(|opened| opened.repaired).expect("it says so");
    assert!(!repaired.complete, "{repaired:?}");
    assert!(vault_of(&desk).join("quarantine").is_dir(), "the damaged store is kept");
    let kept = facts(&desk);
    desk.app.lock(()).unwrap();
    let view = desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    assert_eq!(view.opened.and_then(|opened| opened.repaired), None, "it is said once");
    assert_eq!(facts(&desk), kept);
}

/// Zeroes the last third of a file: the newest writes.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let used = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[used * 2 / 3..=used].fill(0);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn opening_tells_when_it_was_opened_and_changed_before() {
    let desk = Desk::with(Script::default());
    let first = desk.app.start(new_case(true)).unwrap().view.opened.unwrap();
    assert_eq!((first.last_opened, first.older), (None, OlderView::CanNotBeNoticed));
    let again = || {
        desk.pass(Duration::from_secs(1));
        desk.app.lock(()).unwrap();
        desk.app.unlock(unlock(true, PASSPHRASE)).unwrap().opened.unwrap()
    };
    let (second, third) = (again(), again());
    assert!(second.last_opened.is_some() && second.last_opened < third.last_opened, "{second:?} {third:?}");
    assert_eq!(second.last_change, third.last_change, "looking changes nothing");
    desk.pass(Duration::from_secs(1));
    desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
    let fourth = again();
    assert!(fourth.last_change > third.last_change && fourth.last_change < again().last_opened);
    assert!(!fourth.kept_copy);
}

#[test]
fn an_older_store_put_back_opens_only_when_the_person_accepts_it() {
    let (desk, _) = with_recovery_key();
    desk.app.lock(()).unwrap();
    let (store, older) = (vault_of(&desk).join("db"), desk.folder.path().join("older"));
    copy_files(&store, &older);
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    let before = facts(&desk);
    let first = desk.app.profile_view(()).unwrap().identifiers.remove(0).id;
    desk.app.identifier_remove(first).unwrap();
    desk.app.lock(()).unwrap();
    std::fs::remove_dir_all(&store).unwrap();
    copy_files(&older, &store);
    std::fs::remove_dir_all(&older).unwrap();

    let at = || desk.app.unlock(unlock(true, PASSPHRASE)).map(drop).map_err(|told| told.code);
    assert_eq!(at(), Err(ErrorCode::VaultRolledBack));
    assert_eq!(at(), Err(ErrorCode::VaultRolledBack), "it is told until it is accepted");
    desk.app.accept_older(true).unwrap();
    assert_eq!(at(), Ok(()));
    assert_eq!(facts(&desk), before, "what was removed later is back");
    desk.app.lock(()).unwrap();
    assert_eq!(at(), Ok(()), "it is accepted once and for all");
}

fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_files(&path, &place);
        } else {
            std::fs::copy(&path, &place).unwrap();
        }
    }
}
