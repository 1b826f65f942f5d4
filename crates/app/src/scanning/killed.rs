//! A scan is killed at random moments and gone on with: nothing answered is asked twice or lost, nothing leaves unwritten.

use crate::App;
use crate::case_file::{CaseFile, LatestScan};
use crate::contract::{AcceptPlan, Progress, Proof, Scope, Unlock};
use crate::now::moment;
use crate::profile::records_of;
use crate::record::{AboutRecord, AttestationRecord, ChoiceRecord, LedgerRecord, SentRecord};
use crate::shell::{PickFailed, Picked, Practice, SaveFailed, Shell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use unlisted_core::Profile;
use unlisted_core::source::Catalogue;
use unlisted_range::{Range, Script, practice_person};
use unlisted_vault::{KdfStrength, NewUnlock, Vault};

const PASSPHRASE: &str = "an invented passphrase";
/// Kills in every test run; `UNLISTED_KILLS=100 cargo test -p unlisted-app killed` for the long run.
const KILLS: u64 = 6;

/// The way into the range, as the killed process reads it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Door {
    address: SocketAddr,
    ca_pem: String,
    hosts: BTreeSet<String>,
}

struct Inner {
    door: PathBuf,
    told: Mutex<mpsc::Sender<Progress>>,
}

impl Shell for Inner {
    fn tell(&self, progress: Progress) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "done {}", progress.done).unwrap();
        out.flush().unwrap();
        self.told.lock().unwrap().send(progress).unwrap_or_default();
    }

    fn open_link(&self, _: &str) -> bool {
        false
    }

    fn save(&self, _: &str, _: &str) -> Result<bool, SaveFailed> {
        Err(SaveFailed)
    }

    fn pick(&self, _: &[&str], _: u64) -> Result<Option<Picked>, PickFailed> {
        Ok(None)
    }

    fn enter_range(&self) -> Option<Practice> {
        let Door { address, ca_pem, hosts } =
            serde_json::from_slice(&std::fs::read(&self.door).unwrap()).unwrap();
        Some(Practice { address, ca_pem, hosts, person: practice_person() })
    }
}

/// A practice case that allows everything.
fn make_case(data: &Path) {
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(&data.join("practice"), &unlock).unwrap();
    let file = CaseFile::new(vault.case(&vault.make_case().unwrap()).unwrap(), Arc::new(moment));
    let now = file.now();
    file.keep_about(&AboutRecord { label: String::new().into(), practice: true, created: now }).unwrap();
    file.keep_attestation(&AttestationRecord { myself: true, until: None, at: now }).unwrap();
    file.keep_identifiers(&records_of(&Profile::from_person(&practice_person()))).unwrap();
    let sources: Vec<String> = Catalogue::built_in().iter().map(|it| it.id.0.clone()).collect();
    let choice = ChoiceRecord { allowed: true, though_elsewhere: false };
    file.keep_choices(&sources, choice).unwrap();
}

fn start(data: &Path, door: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scanning::killed::inner_scan", "--nocapture"])
        .env("UNLISTED_INNER_DATA", data)
        .env("UNLISTED_INNER_DOOR", door)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Nothing of this scan was asked again once it was answered, and each sent question that was answered has its outcome.
fn check_ledger(scan: &LatestScan, ledger: &[LedgerRecord]) {
    let mut answered = BTreeSet::new();
    for record in ledger {
        match record {
            LedgerRecord::Sent(SentRecord { at, check, .. }) if *at >= scan.begun => {
                assert!(!answered.contains(check), "asked again after its answer");
            }
            LedgerRecord::Answered { at, check, .. } if *at >= scan.begun => {
                assert!(scan.outcomes.contains_key(check), "an answer in the ledger has no outcome");
                answered.insert(check.clone());
            }
            _ => {}
        }
    }
}

#[test]
fn a_killed_scan_asks_nothing_twice_and_loses_no_answer() {
    let kills = std::env::var("UNLISTED_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let range = runtime.block_on(Range::start(&Catalogue::built_in(), Script::default())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (data, door) = (folder.path().join("data"), folder.path().join("door"));
    make_case(&data);
    let way = Door { address: range.address(), ca_pem: range.ca_pem().to_owned(), hosts: range.hosts() };
    std::fs::write(&door, serde_json::to_vec(&way).unwrap()).unwrap();

    let (mut in_the_middle, mut whole) = (0, 0);
    for round in 0..kills {
        let mut child = start(&data, &door);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.by_ref().find(|line| line.starts_with("done "));
        std::thread::sleep(Duration::from_millis((round * 137) % 701));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was told was kept before; only what was told of the last scan counts.
        let told = first.into_iter().chain(lines).fold(0, |told, line| match line.strip_prefix("done ") {
            Some(done) => done.parse::<usize>().unwrap_or(told).max(told),
            None if line == "anew" => 0,
            None => told,
        });

        let vault = Vault::open_with_passphrase(&data.join("practice"), PASSPHRASE).unwrap();
        let file = CaseFile::new(vault.case(&vault.cases()[0]).unwrap(), Arc::new(moment));
        let scan = file.latest_scan().unwrap().unwrap();
        let ledger = file.ledger().unwrap();
        assert!(scan.outcomes.len() >= told, "told {told}, kept {}", scan.outcomes.len());
        check_ledger(&scan, &ledger);
        if scan.open().next().is_some() {
            in_the_middle += 1;
        } else {
            whole += 1;
        }

        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        for record in &ledger {
            if let LedgerRecord::Sent(SentRecord { host, .. }) = record {
                *written.entry(host).or_default() += 1;
            }
        }
        let mut heard: BTreeMap<String, usize> = BTreeMap::new();
        for served in range.served() {
            *heard.entry(served.host).or_default() += 1;
        }
        for (host, heard) in heard {
            let written = written.get(host.as_str()).copied().unwrap_or(0);
            assert!(heard <= written, "{host} heard {heard} requests, {written} are in the ledger");
        }
    }
    assert!(in_the_middle > 0, "no kill came in the middle of a scan: {whole} were whole");
}

/// Started by the test above as the process that is killed; on its own it does nothing.
#[test]
fn inner_scan() {
    let Some(data) = std::env::var_os("UNLISTED_INNER_DATA") else { return };
    let door = std::env::var_os("UNLISTED_INNER_DOOR").unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (teller, told) = mpsc::channel();
    let shell = Inner { door: door.into(), told: Mutex::new(teller) };
    let app = App::new(Path::new(&data), Arc::new(shell), runtime.handle().clone());
    app.unlock(Unlock { practice: true, proof: Proof::Passphrase { text: PASSPHRASE.to_owned() } }).unwrap();
    loop {
        if app.scan_resume(()).is_err() {
            std::io::stdout().lock().write_all(b"anew\n").unwrap();
            let plan = app.plan_view(Scope::Everything).unwrap();
            let checks = plan
                .sources
                .into_iter()
                .filter(|it| it.allowed)
                .flat_map(|it| it.checks)
                .map(|check| check.id);
            app.scan_start(AcceptPlan { checks: checks.collect(), scope: Scope::Everything }).unwrap();
        }
        while told.recv_timeout(Duration::from_mins(1)).unwrap().running {}
    }
}
