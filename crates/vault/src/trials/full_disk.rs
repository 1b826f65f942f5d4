//! A disk that is full, or fails, from any write on: told, nothing acknowledged is lost, and the vault opens again.
//!
//! The long trial: `UNLISTED_FAILED_WRITES=1000000 cargo test -p unlisted-vault full_disk`, for every write there is.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use data_encoding::HEXLOWER;

use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::copy_folder;
use crate::failure::{CommitFailure, OpenFailure};
use crate::trials::disk_replay::parse_notes;
use crate::trials::power_cuts::watched;
use crate::trials::rounds::{PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::open;

/// Commits in the script.
const COMMITS: u64 = 200;
/// The store is written anew before every so manieth of them.
const COMPACT_EVERY: u64 = 60;

fn value(n: u64) -> String {
    format!("{n} {}", "x".repeat(usize::try_from(n * 37 % 2000).unwrap()))
}

fn reopen(data: &Path, master: &[u8]) -> Result<Vault, OpenFailure> {
    open(data, |_| Ok(Master::parse(master).expect("a master key and its step")))
}

/// Writes until it is done or the disk is full; says how far it came, and whether the vault went on being read.
#[test]
fn inner_script() {
    let Some(data) = std::env::var_os("UNLISTED_INNER_DATA").map(PathBuf::from) else { return };
    let key = HEXLOWER.decode(std::env::var("UNLISTED_INNER_KEY").unwrap().as_bytes()).unwrap();
    let mut out = std::io::stdout().lock();
    let vault = match reopen(&data, &key) {
        Ok(vault) => vault,
        Err(failure) => return writeln!(out, "\nrefused {failure:?}").unwrap(),
    };
    let case = vault.case(&vault.cases()[0]).unwrap();
    for n in 0..COMMITS {
        if n % COMPACT_EVERY == COMPACT_EVERY - 1
            && let Err(failure) = vault.compact()
        {
            let expected = matches!(failure, CommitFailure::DiskFull | CommitFailure::Io(_));
            writeln!(out, "\nfailed {expected} {failure:?}").unwrap();
            break;
        }
        let batch = Batch::new().put(Kind::Outcome, &format!("{n:04}"), &value(n)).unwrap();
        match case.commit(batch.put(Kind::About, "counter", &n).unwrap()) {
            Ok(()) => writeln!(out, "\ndone {n}").unwrap(),
            Err(failure) => {
                let expected = matches!(failure, CommitFailure::DiskFull | CommitFailure::Io(_));
                writeln!(out, "\nfailed {expected} {failure:?}").unwrap();
                assert!(
                    case.commit(Batch::new().put(Kind::About, "x", &1).unwrap()).is_err(),
                    "it is halted"
                );
                break;
            }
        }
    }
    let reopened = vault.reopen();
    writeln!(out, "\nreopened {}", reopened.is_ok()).unwrap();
    if reopened.is_ok() {
        case.verify().unwrap();
    }
}

/// Whether everything acknowledged is there, no batch is half there, and more can be written.
fn check(data: &Path, master: &Master, output: &str, what: &str) {
    let done = output.lines().filter_map(|line| line.strip_prefix("done ")?.parse::<u64>().ok()).max();
    let vault = reopen(data, &master.to_bytes(true))
        .unwrap_or_else(|failure| panic!("{what}: {failure:?}\n{output}"));
    let case = vault.case(&vault.cases()[0]).unwrap();
    case.verify().unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
    let there = case.get::<u64>(Kind::About, "counter").unwrap().map_or(0, |n| n + 1);
    let acknowledged = done.map_or(0, |n| n + 1);
    assert!(there == acknowledged || there == acknowledged + 1, "{what}: {acknowledged} told, {there} there");
    let all = case.all::<String>(Kind::Outcome).unwrap();
    assert_eq!(all.len() as u64, there, "{what}: a half batch");
    for (n, (id, text)) in (0..).zip(&all) {
        assert!(*id == format!("{n:04}") && *text == value(n), "{what}: record {n}");
    }
    case.commit(Batch::new().put(Kind::About, "more", &1).unwrap()).unwrap();
}

struct Scene {
    folder: tempfile::TempDir,
    master: Master,
}

impl Scene {
    fn make() -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good");
        let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
        Vault::create(&good, &unlock).unwrap().make_case().unwrap();
        Scene { master: master_key(&good), folder }
    }

    /// A fresh copy of the vault.
    fn copy(&self) -> PathBuf {
        let data = self.folder.path().join("data");
        let _ = fs::remove_dir_all(&data);
        copy_folder(&self.folder.path().join("good"), &data, 4).unwrap();
        data
    }

    fn run(&self, command: &mut Command) -> String {
        command.env("UNLISTED_INNER_KEY", HEXLOWER.encode(&self.master.to_bytes(true)));
        let ended = command.output().unwrap();
        let text = String::from_utf8_lossy(&ended.stdout).into_owned();
        assert!(ended.status.success(), "it panicked: {text}\n{}", String::from_utf8_lossy(&ended.stderr));
        text
    }
}

/// Lets the disk fail from each of many writes on, evenly spread over the script.
fn fail_at_many_writes(variable: &str, syncs_too: bool) {
    let scene = Scene::make();
    let notes = scene.folder.path().join("notes");
    scene.run(&mut watched("trials::full_disk::inner_script", &scene.copy(), &notes));
    let all = parse_notes(&fs::read(&notes).unwrap());
    let all = all.iter().filter(|note| note.may_fail(syncs_too)).count();
    let tries = usize::try_from(rounds("UNLISTED_FAILED_WRITES", 12)).unwrap();
    let (mut failed, mut reopened) = (0, 0);
    for at in (0..all).step_by((all / tries).max(1)) {
        let data = scene.copy();
        let mut command = watched("trials::full_disk::inner_script", &data, &notes);
        let output = scene.run(command.env(variable, at.to_string()));
        assert!(!output.contains("failed false"), "{variable} {at}: an error of another kind\n{output}");
        failed += u64::from(output.contains("failed true") || output.contains("refused"));
        reopened += u64::from(output.contains("reopened true"));
        check(&data, &scene.master, &output, &format!("{variable} {at}"));
    }
    assert!(
        failed > 0 && reopened > 0,
        "{variable}: nothing failed ({failed}), or nothing recovered ({reopened})"
    );
}

#[test]
fn a_disk_that_is_full_at_any_write_loses_nothing() {
    fail_at_many_writes("UNLISTED_SHIM_FULL", false);
}

#[test]
fn a_disk_that_breaks_at_any_write_or_sync_loses_nothing() {
    fail_at_many_writes("UNLISTED_SHIM_BROKEN", true);
}

#[test]
fn a_small_disk_that_is_really_full_loses_nothing() {
    let scene = Scene::make();
    let data = scene.copy();
    // A disk of its own in memory, where the system lets a test mount one; the shim's trials above need no such right.
    let script = "mkdir -p \"$1\" && mount -t tmpfs -o size=4700k none \"$1\" && cp -r \"$2\"/. \"$1\" || exit 77
        UNLISTED_INNER_DATA=\"$1\" \"$0\" --exact trials::full_disk::inner_script --nocapture --test-threads 1 || exit 1
        cp -r \"$1\"/. \"$3\"";
    let (small, after) = (scene.folder.path().join("small"), scene.folder.path().join("after"));
    fs::create_dir(&after).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
    command.arg(std::env::current_exe().unwrap()).args([&small, &data, &after]);
    command.env("UNLISTED_INNER_KEY", HEXLOWER.encode(&scene.master.to_bytes(true)));
    let Ok(ended) = command.output() else { return };
    let output = String::from_utf8_lossy(&ended.stdout).into_owned();
    if ended.status.code() == Some(77) || output.is_empty() {
        return;
    }
    assert!(ended.status.success(), "{output}\n{}", String::from_utf8_lossy(&ended.stderr));
    assert!(output.contains("failed true DiskFull"), "the disk was too large: {output}");
    check(&after, &scene.master, &output, "tmpfs");
}
