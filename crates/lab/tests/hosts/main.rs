//! The lab against a small set of the sites that the benchmark `examples/hosts.rs` runs in full: every verdict right,
//! and the wall time bounded by the deadline of one site.
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

mod server;
mod set;

use serde_json::Value;
use set::Set;
use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Runs the lab over a set and returns what it said about each source, and how long it took.
fn check(size: usize, hard: bool, words: &[&str]) -> (BTreeMap<String, Value>, Duration, Set) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let set = Set { size, hard, port: listener.local_addr().unwrap().port() };
    assert_eq!(set.urls().len(), size);
    runtime.spawn(server::serve(listener, set));
    let folder = tempfile::tempdir().unwrap();
    set.write(folder.path()).unwrap();
    let began = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_unlisted-lab"))
        .args(["check", "--lab-hosts", "--sources"])
        .arg(folder.path().join("sources"))
        .arg("--person")
        .arg(folder.path().join("person.json"))
        .args(words)
        .output()
        .unwrap();
    let took = began.elapsed();
    runtime.shutdown_background();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let said: BTreeMap<String, Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| (line["source"].as_str().unwrap().to_owned(), line))
        .collect();
    assert_eq!(lines.lines().count(), size, "one line for each check");
    (said, took, set)
}

fn assert_true(said: &BTreeMap<String, Value>, set: Set) {
    for (source, truth) in set.truth() {
        assert_eq!(
            said[&source]["verdict"],
            truth,
            "{:?}: {}",
            set.site(set::number(&source).unwrap()),
            said[&source]
        );
    }
}

#[test]
fn every_verdict_is_right_and_no_wall_is_found_or_missing() {
    let (said, took, set) = check(110, false, &[]);
    assert_true(&said, set);
    // The slow ones one after the other would take minutes.
    assert!(took < Duration::from_mins(1), "as slow as the slowest site, not as all of them: {took:?}");
    let (few, _, set) = check(20, false, &["--concurrency", "3"]);
    assert_true(&few, set);
}

#[test]
fn sites_that_claim_every_name_hang_or_refuse_are_unknown_within_one_deadline() {
    // Without the slow ones, which a short deadline turns into unknown ones.
    let (said, took, set) = check(116, true, &["--controls", "--deadline", "4.5"]);
    for (source, truth) in set.truth() {
        let site = set.site(set::number(&source).unwrap());
        let expected = match site {
            set::Site::Honest { slow: true, .. } => "unknown",
            _ => truth,
        };
        assert_eq!(said[&source]["verdict"], expected, "{site:?}: {}", said[&source]);
        let reason = |site| match site {
            set::Site::ClaimsEveryName => Some("control_failed"),
            set::Site::Hangs => Some("too_slow"),
            set::Site::Refuses => Some("source_broken"),
            _ => None,
        };
        if let Some(reason) = reason(site) {
            assert_eq!(said[&source]["reason"], reason, "{site:?}");
        }
    }
    // A deadline for each question would take minutes.
    assert!(took < Duration::from_mins(1), "one deadline, not one for each question: {took:?}");
}
