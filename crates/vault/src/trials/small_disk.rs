//! Room is asked for first: on a small disk nothing is begun that would not fit, and what is asked for is enough.
//!
//! The long trial: `UNLISTED_COMMITS=2000 cargo test -p unlisted-vault small_disk`.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::files_under;
use crate::failure::CommitFailure;
use crate::format::backup_file::BackupFailure;
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::open;
use crate::vault::restore::RestoreFailure;
use crate::vault::unlock_methods::Proof;

const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
/// What a commit of one record of 3 KB is refused below: `room.rs` asks for 8 MiB and three times the sealed rows.
const REFUSED_BELOW: u64 = (8 << 20) + 3 * (8 << 10);

/// What the folder takes on its disk.
fn taken(root: &Path) -> u64 {
    let mut files = Vec::new();
    files_under(root, 4, &mut files).unwrap();
    files.iter().filter_map(|file| fs::metadata(file).ok()).map(|meta| meta.blocks() * 512).sum()
}

#[test]
fn no_commit_takes_more_than_was_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    let numbers = &mut Numbers::new(3);
    for round in 0..rounds("UNLISTED_COMMITS", 60) {
        let (records, longest) = match numbers.below(8) {
            0..3 => (1, 300),
            3 | 4 => (50, 500),
            5 => (8, 70_000),
            6 => (2, 1_000_000),
            _ => (400, 3_000),
        };
        let (mut batch, mut bytes) = (Batch::new(), 0);
        for _ in 0..records {
            let value = "x".repeat(numbers.below(longest));
            bytes += value.len() as u64;
            batch = batch.put(Kind::Choices, &format!("{:04}", numbers.below(2_000)), &value).unwrap();
        }
        let before = taken(data.path());
        case.commit(batch).unwrap();
        let grown = taken(data.path()).saturating_sub(before);
        assert!(
            grown <= 3 * bytes + (8 << 20),
            "round {round}: {records} records, {bytes} bytes took {grown}"
        );
        if round % 400 == 399 {
            vault.compact().unwrap();
        }
    }
}

/// Fills the disk of this folder but for so many bytes.
fn fill(folder: &Path, leave: u64) -> PathBuf {
    let path = folder.join("filler");
    let mut file = fs::File::create(&path).unwrap();
    let free = free(folder);
    let noise = vec![0x5a; 4096];
    for _ in 0..free.saturating_sub(leave) / 4096 {
        if file.write_all(&noise).is_err() {
            break;
        }
    }
    path
}

fn free(folder: &Path) -> u64 {
    let disk = rustix::fs::statvfs(folder).unwrap();
    disk.f_bavail * disk.f_frsize
}

fn reopen(data: &Path, master: &Master) -> Vault {
    open(data, |_| Ok(master.clone())).unwrap()
}

/// On a disk of 40 MiB of its own.
#[test]
fn inner_small_disk() {
    let Some(disk) = std::env::var_os("UNLISTED_INNER_DISK").map(PathBuf::from) else { return };
    let data = disk.join("data");
    let (ballast, copy) = (data.join("vault/ballast"), disk.join("copy"));
    let vault = Vault::create(&data, &UNLOCK).unwrap();
    let id = vault.make_case().unwrap();
    let (master, case) = (master_key(&data), vault.case(&id).unwrap());
    let put = |n: u64| {
        let batch = Batch::new().put(Kind::Choices, &format!("{n:06}"), &"x".repeat(3_000)).unwrap();
        case.commit(batch.put(Kind::About, "counter", &n).unwrap())
    };
    put(0).unwrap();
    vault.save_copy(&copy).unwrap();
    let refused =
        |what: Result<(), CommitFailure>| assert!(matches!(what, Err(CommitFailure::DiskFull)), "{what:?}");

    // Written until it no longer fits: not before, and with nothing begun.
    let filler = fill(&disk, REFUSED_BELOW + (2 << 20));
    let mut last = 0;
    while put(last + 1).is_ok() {
        last += 1;
        assert!(last < 10_000, "the disk is small");
    }
    assert!(free(&disk) < REFUSED_BELOW, "refused with {} bytes free", free(&disk));
    let (before, files) = (taken(&data), free(&disk));
    refused(put(last + 1));
    refused(vault.make_case().map(drop));
    assert_eq!((taken(&data), free(&disk)), (before, files), "nothing was begun");
    assert!(ballast.exists(), "the ballast is for worse times");
    assert_eq!(case.get::<u64>(Kind::About, "counter").unwrap(), Some(last));
    fs::remove_file(&filler).unwrap();
    put(last + 1).expect("the vault goes on without being opened again");

    // Nothing is left at all: each says so, changes nothing, and goes on when there is room.
    fill(&disk, 0);
    let before = taken(&data);
    refused(vault.compact());
    let told = vault.back_up();
    assert!(matches!(told, Err(BackupFailure::DiskFull)), "{told:?}");
    let told = vault.save_copy(&disk.join("another"));
    assert!(matches!(told, Err(BackupFailure::DiskFull)), "{told:?}");
    assert!(!disk.join("another").exists() && !disk.join("another.unfinished").exists());
    case.verify().unwrap();
    drop(vault);
    let told = Vault::restore(&data, &copy, Proof::Passphrase(PASSPHRASE)).map(drop);
    let full = |told: &Result<(), RestoreFailure>| {
        matches!(told, Err(RestoreFailure::Open(crate::OpenFailure::DiskFull)))
    };
    assert!(full(&told), "{told:?}");
    assert!(taken(&data) <= before && ballast.exists() && !data.join("vault.new").exists());

    // The disk is full when the vault is opened: then the ballast goes.
    let vault = reopen(&data, &master);
    let case = vault.case(&id).unwrap();
    assert_eq!(case.get::<u64>(Kind::About, "counter").unwrap(), Some(last + 1));
    fs::remove_file(&filler).unwrap();
    case.commit(Batch::new().put(Kind::About, "counter", &0).unwrap()).unwrap();
    vault.compact().unwrap();
    vault.back_up().unwrap().expect("something changed");
    drop(vault);
    Vault::restore(&data, &copy, Proof::Passphrase(PASSPHRASE)).unwrap();
}

#[test]
fn on_a_small_disk_nothing_is_begun_that_would_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    // A disk of its own in memory, where the system lets a test mount one.
    let script = "mount -t tmpfs -o size=40m none \"$1\" || exit 77
        UNLISTED_INNER_DISK=\"$1\" exec \"$0\" --exact trials::small_disk::inner_small_disk --nocapture --test-threads 1";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
    let Ok(ended) = command.arg(std::env::current_exe().unwrap()).arg(folder.path()).output() else { return };
    let output = String::from_utf8_lossy(&ended.stdout).into_owned();
    if ended.status.code() == Some(77) || output.is_empty() {
        return;
    }
    assert!(ended.status.success(), "{output}\n{}", String::from_utf8_lossy(&ended.stderr));
    assert!(output.contains("1 passed"), "{output}");
}
