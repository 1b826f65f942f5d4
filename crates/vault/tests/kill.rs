//! What was acknowledged survives a kill at any moment: a child writes, opens or compacts, is killed, and is checked.
//!
//! The long trial: `UNLISTED_KILLS=500 cargo test -p unlisted-vault --test kill`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use unlisted_vault::{Batch, KdfStrength, Kind, NewUnlock, Vault};

const PASSPHRASE: &str = "an invented passphrase";
/// Kills in every test run; a long trial says how many.
const KILLS: u64 = 10;
/// The records that are written again and again.
const IDS: u64 = 300;
/// The store is written anew before every so manieth step.
const COMPACT_EVERY: u64 = 40;

/// What the child writes in step `n`: now and then long enough for several rows.
fn value(n: u64) -> String {
    format!("{n}:{}", "x".repeat(if n.is_multiple_of(7) { 20_000 } else { 200 }))
}

fn start_writer(data: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this test has a path"))
        .args(["--exact", "inner_writer", "--nocapture"])
        .env("UNLISTED_INNER_DATA", data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this test starts itself")
}

/// Reads the number of an acknowledgement out of a line like `ack 12`.
fn acknowledged(line: &str) -> Option<u64> {
    line.strip_prefix("ack ")?.parse().ok()
}

#[test]
fn nothing_acknowledged_is_lost_and_no_batch_is_half_there() {
    let data = tempfile::tempdir().unwrap();
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(data.path(), &unlock).unwrap();
    let id = vault.make_case().unwrap();
    drop(vault);

    let kills = std::env::var("UNLISTED_KILLS").map_or(KILLS, |text| text.parse().expect("a number"));
    let mut total = 0;
    for round in 0..kills {
        let mut child = start_writer(data.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut last = None;
        if round % 5 == 4 {
            // While it is opening, most likely.
            thread::sleep(Duration::from_millis(200 + 40 * (round % 10)));
        } else {
            last = lines.by_ref().find_map(|line| acknowledged(&line));
            assert!(last.is_some(), "the writer wrote nothing");
            thread::sleep(Duration::from_millis((round * 37) % 101));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Every line that it got out counts: it was printed after the commit returned.
        last = lines.filter_map(|line| acknowledged(&line)).last().or(last);
        total = last.map_or(total, |n| n + 1).max(total);

        let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
        let case = vault.case(&id).unwrap();
        let counter = case.get::<u64>(Kind::About, "counter").unwrap().map_or(0, |n| n + 1);
        assert!(counter >= total, "{total} were acknowledged, {counter} are there");
        let found = case.all::<String>(Kind::Choices).unwrap();
        assert_eq!(found.len() as u64, counter.min(IDS), "a half batch");
        for (id, text) in &found {
            let last = (counter.saturating_sub(IDS)..counter).find(|n| *id == format!("{:06}", n % IDS));
            assert_eq!(*text, value(last.expect("it was written")), "record {id}");
        }
        case.verify().unwrap();
        total = counter;
    }
    assert!(total > KILLS, "too little was written to show anything: {total}");
}

/// Started by the test above as the process that is killed; on its own it does nothing.
#[test]
fn inner_writer() {
    let Some(data) = std::env::var_os("UNLISTED_INNER_DATA") else { return };
    let vault = Vault::open_with_passphrase(Path::new(&data), PASSPHRASE).unwrap();
    let case = vault.case(&vault.cases()[0]).unwrap();
    let start = case.get::<u64>(Kind::About, "counter").unwrap().map_or(0, |n| n + 1);
    let mut out = std::io::stdout().lock();
    writeln!(out).unwrap();
    for n in start..start + 100_000 {
        if n % COMPACT_EVERY == 0 {
            vault.compact().unwrap();
        }
        let batch = Batch::new().put(Kind::Choices, &format!("{:06}", n % IDS), &value(n)).unwrap();
        case.commit(batch.put(Kind::About, "counter", &n).unwrap()).unwrap();
        writeln!(out, "ack {n}").unwrap();
        out.flush().unwrap();
    }
}
