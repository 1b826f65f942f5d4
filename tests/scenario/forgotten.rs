//! After locking, the memory of the whole process holds nothing of the person: no fact, no case name, no passphrase.
//! A process of its own does an audit while this one looks through all the memory it can write.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use unlisted_app::contract::{
    About, AddressDraft, Attest, ChooseSources, Decide, Export, HandAnswer, IdentifierDraft, NameDraft,
    Progress, Saw, Scope, Start, TextDraft,
};
use unlisted_app::{App, PickFailed, Picked, Practice, SaveFailed, Shell};

/// What the audit is about. Only the other process's heap ever holds it.
#[derive(Serialize, Deserialize)]
struct Facts {
    label: String,
    passphrase: String,
    first: String,
    last: String,
    street: String,
    email: String,
    handle: String,
    phone: String,
}

fn facts() -> Facts {
    Facts {
        label: "Quillon's autumn list".to_owned(),
        passphrase: "eleven herons over Quarrow".to_owned(),
        first: "Quillon".to_owned(),
        last: "Zebrastow".to_owned(),
        street: "7431 Example St".to_owned(),
        email: "zebrastow.quill@example.org".to_owned(),
        handle: "quillzebra_77".to_owned(),
        phone: "+12025550187".to_owned(),
    }
}

/// Nothing but the app: links open nowhere, and files are gone as soon as they are written.
struct Nobody;

impl Shell for Nobody {
    fn tell(&self, _: Progress) {}

    fn open_link(&self, _: &str) -> bool {
        true
    }

    fn save(&self, _: &str, _: &str) -> Result<bool, SaveFailed> {
        Ok(true)
    }

    fn pick(&self, _: &[&str], _: u64) -> Result<Option<Picked>, PickFailed> {
        Ok(None)
    }

    fn enter_range(&self) -> Option<Practice> {
        None
    }
}

#[test]
fn nothing_of_the_person_is_in_memory_after_locking() {
    if std::env::var_os("INNER_DATA").is_some() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let told = serde_json::to_vec(&facts()).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "forgotten::inner_audit", "--nocapture", "--test-threads=1"])
        .env("INNER_DATA", data.path())
        .env("INNER_BYTES", told.len().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut said, mut tell) = (BufReader::new(child.stdout.take().unwrap()), child.stdin.take().unwrap());
    tell.write_all(&told).unwrap();
    wait_for(&mut said, "open");
    let open = found_in(&child);
    go_on(&mut tell);
    wait_for(&mut said, "locked");
    let locked = found_in(&child);
    go_on(&mut tell);
    ended(child);
    assert_eq!(open.len(), 7, "while it is open the search finds what is there: {open:?}");
    assert!(locked.is_empty(), "after locking these are still in memory: {locked:?}");
}

fn wait_for(said: &mut BufReader<ChildStdout>, word: &str) {
    let mut line = String::new();
    while line.trim_end() != word {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "it ended before it said {word}");
    }
}

fn go_on(tell: &mut ChildStdin) {
    tell.write_all(b".").unwrap();
}

fn ended(mut child: Child) {
    assert!(child.wait().unwrap().success(), "the audit itself went well");
}

/// Which facts stand in the memory that the process can write, in UTF-8 or UTF-16.
fn found_in(child: &Child) -> Vec<&'static str> {
    let it = facts();
    let needles: Vec<(&str, Vec<u8>)> = [
        ("case name", it.label),
        ("passphrase", it.passphrase),
        ("name", it.last),
        ("address", it.street),
        ("e-mail", it.email),
        ("handle", it.handle),
        ("phone", it.phone.trim_start_matches("+1").to_owned()),
    ]
    .into_iter()
    .flat_map(|(what, value)| {
        let wide = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [(what, value.into_bytes()), (what, wide)]
    })
    .collect();
    let mut begins_one = [false; 256];
    for (_, needle) in &needles {
        begins_one[usize::from(needle[0])] = true;
    }
    let process = Path::new("/proc").join(child.id().to_string());
    let maps = std::fs::read_to_string(process.join("maps")).unwrap();
    let mut memory = File::open(process.join("mem")).unwrap();
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
        let mut bytes = Vec::new();
        memory.seek(SeekFrom::Start(from)).unwrap();
        // A part that the system keeps for itself cannot be read.
        let _ = (&mut memory).take(to - from).read_to_end(&mut bytes);
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| begins_one[usize::from(**byte)]) {
            let here =
                needles.iter().filter(|(_, needle)| needle[0] == *byte && bytes[at..].starts_with(needle));
            found.extend(here.map(|(what, _)| *what));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn inner_audit() {
    let (Some(data), Some(count)) = (std::env::var_os("INNER_DATA"), std::env::var_os("INNER_BYTES")) else {
        return;
    };
    let count: usize = count.to_str().unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let app = App::new(Path::new(&data), Arc::new(Nobody), runtime.handle().clone());
    let kept = audit(&app, count);
    println!("\nopen");
    hear(1);
    drop(kept);
    app.lock(()).unwrap();
    println!("\nlocked");
    hear(1);
}

/// So many bytes from the other process, without a buffer in between that keeps them.
fn hear(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    File::open("/dev/stdin").unwrap().read_exact(&mut bytes).unwrap();
    bytes
}

/// An audit from the first start to the letters, at sources that a person looks at: nothing leaves this machine.
/// Returns a copy of the facts, as a control of the search.
fn audit(app: &App, count: usize) -> Facts {
    let told = hear(count);
    let (it, kept): (Facts, Facts) =
        (serde_json::from_slice(&told).unwrap(), serde_json::from_slice(&told).unwrap());
    let start =
        Start { practice: false, label: it.label, passphrase: it.passphrase, keyring: false, recovery: true };
    app.start(start).unwrap();
    app.attest(Attest { about: About::Myself, until: None }).unwrap();
    let name = NameDraft {
        first: it.first,
        middle: String::new(),
        last: it.last,
        suffix: String::new(),
        kind: "legal".to_owned(),
    };
    let address = AddressDraft {
        street: it.street,
        city: "Springfield".to_owned(),
        region: "IL".to_owned(),
        postcode: "00000".to_owned(),
        country: "US".to_owned(),
        current: true,
    };
    let text = |kind: &str, text: String| IdentifierDraft::Text(TextDraft { kind: kind.to_owned(), text });
    for draft in [
        IdentifierDraft::Name(name),
        IdentifierDraft::Address(address),
        text("email", it.email),
        text("username", it.handle),
        text("phone", it.phone),
    ] {
        app.identifier_add(draft).unwrap();
    }
    for identifier in app.profile_view(()).unwrap().identifiers {
        app.identifier_reveal(identifier.id).unwrap();
    }
    let by_hand = app.plan_view(Scope::Everything).unwrap().sources.into_iter().filter(|it| it.by_hand);
    let sources: Vec<String> = by_hand.map(|source| source.id).collect();
    let plan = app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    assert_eq!(plan.will_send, 0, "nothing would be sent by the app itself");
    let checks: Vec<String> = plan
        .sources
        .iter()
        .filter(|source| source.allowed)
        .flat_map(|source| &source.checks)
        .map(|check| check.id.clone())
        .collect();
    for check in &checks {
        app.check_reveal(check.clone()).unwrap();
    }
    app.scan_start(unlisted_app::contract::AcceptPlan { checks, scope: Scope::Everything }).unwrap();
    let open: Vec<(String, String)> = app
        .scan_view(())
        .unwrap()
        .sources
        .into_iter()
        .flat_map(|source| source.open_checks.into_iter().map(move |check| (source.id.clone(), check)))
        .collect();
    assert!(open.len() > 5, "there is something to look at");
    for (n, (_, check)) in open.into_iter().enumerate() {
        let link = format!("https://example.com/people/record-{n}");
        let shows = ["name", "street-address", "phone"].map(str::to_owned).to_vec();
        app.hand_answer(HandAnswer { check, answer: Saw::Listed { link, shows } }).unwrap();
    }
    for finding in app.review_view(()).unwrap().findings {
        app.finding_reveal(finding.id.clone()).unwrap();
        app.finding_decide(Decide { finding: finding.id, decision: "me".to_owned() }).unwrap();
    }
    app.exposure_view(()).unwrap();
    let mut letters = 0;
    for task in app.tasks_view(()).unwrap().tasks {
        letters += usize::from(task.has_letter && app.task_letter(task.id).is_ok());
    }
    assert!(letters > 0, "letters with the person's name were written");
    for format in ["markdown", "csv", "html"] {
        app.checklist_export(Export { format: format.to_owned(), full: true }).unwrap();
    }
    kept
}
