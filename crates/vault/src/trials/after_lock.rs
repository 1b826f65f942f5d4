//! What is left in memory after the vault is locked: nothing that opens it. A process of its own opens and locks a
//! vault while this one looks through all the memory it can write.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use zeroize::Zeroizing;

use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::crypto::keys::{CaseKeys, VaultKeys};
use crate::crypto::memory::keep_memory_private;
use crate::format::keybag::{Keybag, case_prefix};
use crate::trials::rounds::{PASSPHRASE, master_key};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::read_header;

const CANARY: &str = "Zelda Quixwort of 100 Example St";

/// The other process, which runs one test of this file.
struct Other {
    child: Child,
    said: BufReader<ChildStdout>,
    told: ChildStdin,
}

impl Other {
    fn start(inner: &str, data: &std::path::Path) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", &format!("trials::after_lock::{inner}"), "--nocapture", "--test-threads=1"])
            .env("INNER_DATA", data)
            .current_dir(data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (said, told) = (BufReader::new(child.stdout.take().unwrap()), child.stdin.take().unwrap());
        Other { child, said, told }
    }

    fn tell(&mut self, text: &str) {
        self.told.write_all(text.as_bytes()).unwrap();
        self.told.flush().unwrap();
    }

    /// Waits until it says so; fails when it ends before.
    fn wait_for(&mut self, word: &str) {
        let mut line = String::new();
        while !line.trim_end().ends_with(word) {
            line.clear();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "it ended before it said {word}");
        }
    }

    /// Which of the needles are in its memory.
    fn finds(&self, needles: &[(&'static str, Vec<u8>)]) -> Vec<&'static str> {
        let process = PathBuf::from(format!("/proc/{}", self.child.id()));
        let maps = fs::read_to_string(process.join("maps")).unwrap();
        let mut memory = File::open(process.join("mem")).unwrap();
        let mut found = Vec::new();
        let mut looked_at = 0;
        for line in
            maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with("rw")))
        {
            let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let [from, to] = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
            let mut bytes = Vec::new();
            memory.seek(SeekFrom::Start(from)).unwrap();
            // A part that the system keeps for itself can not be read.
            let _ = (&mut memory).take(to - from).read_to_end(&mut bytes);
            looked_at += bytes.len();
            for (name, needle) in needles {
                let begins = |at: usize| bytes[at..].starts_with(needle);
                if bytes.iter().enumerate().any(|(at, byte)| *byte == needle[0] && begins(at)) {
                    found.push(*name);
                }
            }
        }
        assert!(looked_at > 100_000, "so little memory was read that it proves nothing");
        found
    }
}

fn inner_data() -> Option<PathBuf> {
    std::env::var_os("INNER_DATA").map(PathBuf::from)
}

/// So many bytes from the other process, without a buffer in between that keeps them.
fn hear(count: usize) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(vec![0; count]);
    File::open("/dev/stdin").unwrap().read_exact(&mut bytes).unwrap();
    bytes
}

fn say(word: &str) {
    println!("\n{word}");
}

#[test]
fn no_key_and_no_passphrase_is_in_memory_after_locking() {
    if inner_data().is_some() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(data.path(), &unlock).unwrap();
    let id = vault.make_case().unwrap();
    let batch = Batch::new().put(Kind::Profile, "", &CANARY).unwrap();
    vault.case(&id).unwrap().commit(batch).unwrap();
    drop(vault);

    let master = master_key(data.path());
    let keys = VaultKeys::derive(&master);
    let root = data.path().join("vault");
    let vault_id = read_header(&root).unwrap().vault_id;
    let bag = Keybag::parse(&fs::read(root.join("keybag")).unwrap(), &keys, &vault_id).unwrap_or_else(|_| {
        panic!("the keybag opens");
    });
    let data_key = &bag.cases[0].1;
    let case = CaseKeys::derive(data_key, case_prefix(&keys, &id));
    let secrets = [
        ("passphrase", PASSPHRASE.as_bytes()),
        ("master key", master.key.bytes()),
        ("step", bag.step.as_ref().unwrap().key.bytes()),
        ("key-encryption key", bag.kek.bytes()),
        ("data key", data_key.bytes()),
        ("wrapping key", keys.wrap.bytes()),
        ("manifest key", keys.manifest.bytes()),
        ("records key", case.records.bytes()),
        ("names key", case.names.bytes()),
        ("a value", CANARY.as_bytes()),
    ]
    .map(|(name, bytes)| (name, bytes.to_vec()));

    let mut other = Other::start("inner_opens_and_locks", data.path());
    other.tell(PASSPHRASE);
    other.wait_for("opened");
    let while_open = other.finds(&secrets);
    for needed in ["key-encryption key", "data key", "wrapping key", "records key"] {
        assert!(while_open.contains(&needed), "the search finds the {needed} while the vault is open");
    }
    for gone in ["passphrase", "master key"] {
        assert!(!while_open.contains(&gone), "the {gone} is not kept, even while the vault is open");
    }
    other.tell("!");
    other.wait_for("locked");
    assert_eq!(other.finds(&secrets), [""; 0], "left in memory after locking");
    other.tell("!");
    assert!(other.child.wait().unwrap().success());
}

#[test]
fn inner_opens_and_locks() {
    let Some(data) = inner_data() else { return };
    let passphrase = hear(PASSPHRASE.len());
    let vault = Vault::open_with_passphrase(&data, std::str::from_utf8(&passphrase).unwrap()).unwrap();
    drop(passphrase);
    let case = vault.case(&vault.cases()[0]).unwrap();
    let value = Zeroizing::new(case.get::<String>(Kind::Profile, "").unwrap().unwrap());
    assert_eq!(value.len(), CANARY.len());
    say("opened");
    hear(1);
    drop(value);
    drop(vault);
    say("locked");
    hear(1);
}

#[test]
fn a_process_that_keeps_its_memory_private_leaves_no_core_dump() {
    if inner_data().is_some() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let mut other = Other::start("inner_aborts", data.path());
    other.wait_for("private");
    let limits = fs::read_to_string(format!("/proc/{}/limits", other.child.id())).unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["0", "0"], "neither now nor later");
    other.tell("!");
    let status = other.child.wait().unwrap();
    assert!(status.signal().is_some(), "it was to be ended by a signal, and {status}");
    assert!(!status.core_dumped(), "the system wrote a core dump");
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0, "nothing is left in its folder");
}

#[test]
fn inner_aborts() {
    if inner_data().is_none() {
        return;
    }
    assert!(keep_memory_private());
    say("private");
    hear(1);
    std::process::abort();
}
