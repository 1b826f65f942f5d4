//! Backups, restoring and changed ways to unlock, on disks that are full, fail or lose their power, and killed at any
//! moment: the old state or the new one, never fewer good backups, always a way in.
//!
//! The long trials: `UNLISTED_COPY_FAILURES=1000000`, `UNLISTED_COPY_CUTS=500` and `UNLISTED_COPY_KILLS=200` with
//! `cargo test -p unlisted-vault copying`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use data_encoding::HEXLOWER;

use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::crypto::recovery_key::RecoveryKey;
use crate::disk::files::copy_folder;
use crate::keyring::imagined;
use crate::trials::after_copying::{Stretched, check};
use crate::trials::disk_replay::{Disk, Luck, parse_notes};
use crate::trials::power_cuts::watched;
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::backups::backups;
use crate::vault::create::NewUnlock;
use crate::vault::opening::{open, read_header};
use crate::vault::unlock_methods::{Proof, SlotFailure, unlock_master};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Commit,
    BackUp,
    SaveCopy,
    SetPassphrase,
    MakeRecoveryKey,
    AddKeyring,
    Restore,
}

pub(crate) const STEPS: [Step; 14] = [
    Step::Commit,
    Step::BackUp,
    Step::SetPassphrase,
    Step::Commit,
    Step::SaveCopy,
    Step::MakeRecoveryKey,
    Step::BackUp,
    Step::AddKeyring,
    Step::Commit,
    Step::Restore,
    Step::SetPassphrase,
    Step::Commit,
    Step::BackUp,
    Step::Restore,
];

pub(crate) fn passphrase(step: usize) -> String {
    format!("{PASSPHRASE}, the one of step {step}")
}

pub(crate) fn commit(vault: &Vault, number: usize) -> Result<(), crate::CommitFailure> {
    let case = vault.case(&vault.cases()[0])?;
    case.commit(Batch::new().put(Kind::Finding, "f", &number).unwrap())
}

pub(crate) fn number(vault: &Vault) -> usize {
    vault.case(&vault.cases()[0]).unwrap().get(Kind::Finding, "f").unwrap().expect("it was written")
}

/// A vault with three good backups, a copy elsewhere, and a recovery key.
pub(crate) struct Scene {
    folder: tempfile::TempDir,
    pub(crate) master: Master,
    pub(crate) recovery: String,
}

impl Scene {
    fn make() -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good");
        let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
        let (vault, key) = Vault::create_with_recovery_key(&good, &unlock).unwrap();
        vault.make_case().unwrap();
        fs::create_dir(good.join("elsewhere")).unwrap();
        for n in 900..903 {
            commit(&vault, n).unwrap();
            vault.back_up().unwrap().unwrap();
        }
        vault.save_copy(&good.join("elsewhere/copy")).unwrap();
        drop(vault);
        Scene { master: master_key(&good), folder, recovery: key.text().to_string() }
    }

    /// A fresh copy of the folder.
    fn copy(&self) -> PathBuf {
        let data = self.folder.path().join("data");
        let _ = fs::remove_dir_all(&data);
        copy_folder(&self.folder.path().join("good"), &data, 4).unwrap();
        data
    }

    fn session(&self, data: &Path, told: &Path) -> Command {
        let mut command = watched("trials::copying::inner_session", data, &self.folder.path().join("notes"));
        command.env("UNLISTED_INNER_KEY", HEXLOWER.encode(&self.master.to_bytes(true)));
        command.env("UNLISTED_INNER_RECOVERY", &self.recovery).env("UNLISTED_INNER_TOLD", told);
        command
    }

    fn run(mut command: Command) {
        let ended = command.output().unwrap();
        let text = [ended.stdout, ended.stderr].concat();
        assert!(ended.status.success(), "it panicked: {}", String::from_utf8_lossy(&text));
    }
}

/// Goes through the steps, telling of each before and after; started by the trials, on its own it does nothing.
#[test]
fn inner_session() {
    let Some(data) = std::env::var_os("UNLISTED_INNER_DATA").map(PathBuf::from) else { return };
    let key = HEXLOWER.decode(std::env::var("UNLISTED_INNER_KEY").unwrap().as_bytes()).unwrap();
    let mut recovery = RecoveryKey::parse(&std::env::var("UNLISTED_INNER_RECOVERY").unwrap()).unwrap();
    let mut told = File::create(std::env::var_os("UNLISTED_INNER_TOLD").unwrap()).unwrap();
    // On a disk that fails, this file may fail too; then there is less to compare.
    let mut tell = |line: String| drop(told.write_all(format!("{line}\n").as_bytes()));
    imagined::take_place();
    let again = || open(&data, |_| Ok(Master::parse(&key).unwrap()));
    let mut vault = again().ok();
    for (n, step) in STEPS.into_iter().enumerate() {
        // What failed half-way lets a person open the vault again, once there is room.
        let halted = vault.as_ref().is_none_or(|vault| vault.reopen().is_err());
        if halted {
            drop(vault.take());
            vault = again().ok();
        }
        let Some(open) = vault.as_ref() else {
            tell(format!("closed {n}"));
            continue;
        };
        tell(format!("try {n} {}", number(open)));
        let proof = Proof::Recovery(&recovery);
        let done: Result<String, String> = match step {
            Step::Commit => commit(open, n).map(|()| String::new()).map_err(|failure| format!("{failure:?}")),
            Step::BackUp => open.back_up().map(|_| String::new()).map_err(|failure| format!("{failure:?}")),
            Step::SaveCopy => {
                let saved = open.save_copy(&data.join("elsewhere/copy"));
                saved.map(|()| String::new()).map_err(|failure| format!("{failure:?}"))
            }
            Step::SetPassphrase => ended(open.set_passphrase(proof, &passphrase(n), KdfStrength::Floor)),
            Step::MakeRecoveryKey => match open.make_recovery_key(proof) {
                Ok(key) => {
                    recovery = key;
                    Ok(recovery.text().to_string())
                }
                Err(failure) => Err(format!("{failure:?}")),
            },
            Step::AddKeyring => {
                let added = ended(open.add_keyring(proof));
                let header = read_header(&data.join("vault")).unwrap();
                assert!(added.is_err() || unlock_master(&header, Proof::Keyring).is_ok(), "added, and opens");
                added
            }
            Step::Restore => {
                drop(vault.take());
                let newest = backups(&data).remove(0).path;
                match Vault::restore(&data, &newest, proof) {
                    Ok(restored) => {
                        let number = number(&restored);
                        vault = Some(restored);
                        Ok(number.to_string())
                    }
                    Err(failure) => Err(format!("{failure:?}")),
                }
            }
        };
        match done {
            Ok(what) => tell(format!("done {n} {what}")),
            Err(why) => tell(format!("failed {n} {why}")),
        }
    }
    tell("end".to_owned());
}

/// A change whose copies lag behind is a change.
fn ended(change: Result<(), SlotFailure>) -> Result<String, String> {
    match change {
        Ok(()) => Ok(String::new()),
        Err(SlotFailure::CopiesBehind(_)) => Ok("behind".to_owned()),
        Err(failure) => Err(format!("{failure:?}")),
    }
}

fn fail_at_many_writes(variable: &str, syncs_too: bool) {
    let (scene, mut stretched) = (Scene::make(), Stretched::default());
    let told = scene.folder.path().join("told");
    Scene::run(scene.session(&scene.copy(), &told));
    let text = fs::read_to_string(&told).unwrap();
    assert!(text.ends_with("end\n") && !text.contains("failed") && !text.contains("closed"), "{text}");
    let notes = parse_notes(&fs::read(scene.folder.path().join("notes")).unwrap());
    let all = notes.iter().filter(|note| note.may_fail(syncs_too)).count();
    let tries = usize::try_from(rounds("UNLISTED_COPY_FAILURES", 6)).unwrap();
    let mut failed = BTreeMap::new();
    for at in (all / tries / 2..all).step_by((all / tries).max(1)) {
        let data = scene.copy();
        let mut command = scene.session(&data, &told);
        command.env(variable, at.to_string());
        Scene::run(command);
        let text = fs::read_to_string(&told).unwrap();
        for line in text.lines().filter(|line| line.starts_with("failed")) {
            *failed.entry(line.split(' ').nth(1).unwrap_or_default().to_owned()).or_insert(0) += 1;
        }
        check(&data, &scene, &text, &mut stretched, &format!("{variable} {at} of {all}"));
    }
    assert!(!failed.is_empty(), "{variable}: nothing failed");
}

#[test]
fn a_disk_that_is_full_at_any_write_keeps_backups_and_ways() {
    fail_at_many_writes("UNLISTED_SHIM_FULL", false);
}

#[test]
fn a_disk_that_breaks_at_any_write_or_sync_keeps_backups_and_ways() {
    fail_at_many_writes("UNLISTED_SHIM_BROKEN", true);
}

#[test]
fn no_power_cut_takes_backups_or_ways() {
    let (scene, mut stretched) = (Scene::make(), Stretched::default());
    let data = scene.copy();
    let mut disk = Disk::of(&data);
    Scene::run(scene.session(&data, &data.join("told")));
    let notes = parse_notes(&fs::read(scene.folder.path().join("notes")).unwrap());
    let cuts = rounds("UNLISTED_COPY_CUTS", 12);
    let numbers = &mut Numbers::new(cuts);
    let marks: Vec<usize> =
        (0..notes.len()).filter(|at| notes[*at].written_after("done ").is_some()).collect();
    assert_eq!(marks.len(), STEPS.len(), "every step was done");
    let mut places: Vec<usize> = (0..cuts)
        .map(|n| if n % 4 == 0 { marks[numbers.below(marks.len())] } else { numbers.below(notes.len()) })
        .collect();
    places.sort_unstable();
    let (mut told, mut next) = (String::new(), places.into_iter().peekable());
    for (at, note) in notes.iter().enumerate() {
        disk.apply(note);
        for mark in ["try ", "done "] {
            if let Some(text) = note.written_after(mark) {
                told.extend([mark, text, "\n"]);
            }
        }
        while next.next_if_eq(&at).is_some() {
            let luck = [Luck::None, Luck::Half, Luck::All][numbers.below(3)];
            let image = scene.folder.path().join("image");
            disk.cut(&image, luck, numbers);
            check(&image, &scene, &told, &mut stretched, &format!("note {at}, {luck:?}"));
            fs::remove_dir_all(image).unwrap();
        }
    }
}

#[test]
fn no_kill_takes_backups_or_ways() {
    let (scene, mut stretched) = (Scene::make(), Stretched::default());
    let told = scene.folder.path().join("told");
    let kills = rounds("UNLISTED_COPY_KILLS", 4);
    let numbers = &mut Numbers::new(kills);
    let mut unfinished = 0;
    for round in 0..kills {
        let data = scene.copy();
        let _ = fs::remove_file(&told);
        let mut command = scene.session(&data, &told);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let reached = wait_for(&told, numbers.below(STEPS.len()));
        thread::sleep(Duration::from_millis(numbers.below(120) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let text = reached.and_then(|()| fs::read_to_string(&told)).unwrap();
        unfinished += u64::from(!text.ends_with("end\n"));
        check(&data, &scene, &text, &mut stretched, &format!("kill {round}"));
    }
    assert!(unfinished * 2 > kills, "most kills came before the end: {unfinished} of {kills}");
}

/// Waits until this step is tried, at most a minute.
fn wait_for(told: &Path, step: usize) -> io::Result<()> {
    for _ in 0..6_000 {
        match fs::read_to_string(told) {
            Ok(text) if text.contains(&format!("try {step} ")) => return Ok(()),
            _ => thread::sleep(Duration::from_millis(10)),
        }
    }
    Err(io::ErrorKind::TimedOut.into())
}
