//! Power cuts at any moment of a session: what was acknowledged is there, all of it, and the vault opens.
//!
//! The long trial: `UNLISTED_POWER_CUTS=1000 cargo test -p unlisted-vault power_cuts`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use data_encoding::HEXLOWER;

use crate::case::batch::{Batch, Kind};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::KdfStrength;
use crate::failure::OpenFailure;
use crate::trials::disk_replay::{Disk, Luck, parse_notes};
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::opening::open;

/// What a session does, over and over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Session {
    /// Makes the vault and its first records.
    Fresh,
    /// Writes the same records again and again, and opens the vault again.
    Churned,
    /// As that, and writes the store anew.
    Compacting,
    /// Makes and destroys cases, each time with a new key-encryption key.
    Destroying,
}

const SESSIONS: [Session; 4] = [Session::Fresh, Session::Churned, Session::Compacting, Session::Destroying];
const STEPS: usize = 120;

/// One step, which is acknowledged when it is done.
enum Step {
    Write { case: usize, put: Vec<(String, String)>, remove: String },
    MakeCase,
    DestroyCase(usize),
    Compact,
    Reopen,
}

/// What each case holds, in the order in which they were made.
type State = Vec<BTreeMap<String, String>>;

fn step(session: Session, n: usize, cases: usize) -> Step {
    let numbers = &mut Numbers::new(n as u64 + 1);
    match (session, n % 12) {
        (Session::Destroying, 0 | 4 | 8) => return Step::MakeCase,
        (Session::Destroying, 2 | 7 | 10) if cases > 1 => return Step::DestroyCase(numbers.below(cases)),
        (Session::Compacting, 3 | 9) => return Step::Compact,
        (Session::Churned | Session::Destroying, 11) => return Step::Reopen,
        _ => {}
    }
    let ids = if session == Session::Fresh { 100_000 } else { 60 };
    let put = (0..8).map(|_| {
        let long = if numbers.below(10) == 0 { 9000 } else { 300 };
        let (id, length) = (numbers.below(ids), numbers.below(long));
        (format!("{id:05}"), format!("{n} {}", "x".repeat(length)))
    });
    let put = put.collect();
    Step::Write { case: numbers.below(cases), put, remove: format!("{:05}", numbers.below(ids)) }
}

fn imagine(state: &mut State, step: &Step) {
    match step {
        Step::Write { case, put, remove } => {
            state[*case].remove(remove);
            state[*case].extend(put.iter().cloned());
        }
        Step::MakeCase => state.push(BTreeMap::new()),
        Step::DestroyCase(case) => {
            state.remove(*case);
        }
        Step::Compact | Step::Reopen => {}
    }
}

fn carry_out(vault: &mut Option<Vault>, step: &Step, reopen: &dyn Fn() -> Vault) {
    let open = vault.as_ref().expect("it is open between two steps");
    match step {
        Step::Write { case, put, remove } => {
            let mut batch = Batch::new().remove(Kind::Finding, remove);
            for (id, value) in put {
                batch = batch.put(Kind::Finding, id, value).unwrap();
            }
            open.case(&open.cases()[*case]).unwrap().commit(batch).unwrap();
        }
        Step::MakeCase => drop(open.make_case().unwrap()),
        Step::DestroyCase(case) => open.destroy_case(&open.cases()[*case]).unwrap(),
        Step::Compact => open.compact().unwrap(),
        Step::Reopen => {
            drop(vault.take());
            *vault = Some(reopen());
        }
    }
}

fn create(data: &Path) -> Vault {
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(data, &unlock).unwrap();
    vault.make_case().unwrap();
    vault
}

fn reopen(data: &Path, master: &Master) -> Result<Vault, OpenFailure> {
    open(data, |_| Ok(master.clone()))
}

/// Compiles the shim once and says where it is.
pub(crate) fn shim() -> PathBuf {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    let make = || {
        let folder = std::env::current_exe().unwrap().parent().unwrap().to_owned();
        let (fresh, shim) = (folder.join(format!("shim-{}.so", std::process::id())), folder.join("shim.so"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powercut/shim.c");
        let made =
            Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o"]).arg(&fresh).arg(source).status();
        assert!(made.expect("a C compiler is where Rust links").success());
        fs::rename(fresh, &shim).unwrap();
        shim
    };
    SHIM.get_or_init(make).clone()
}

/// Runs `inner`, a test of this crate, in a process of its own with the shim watching `data`.
pub(crate) fn watched(inner: &str, data: &Path, notes: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", inner, "--nocapture", "--test-threads", "1"]);
    command.env("LD_PRELOAD", shim()).env("UNLISTED_SHIM_ROOT", data).env("UNLISTED_SHIM_NOTES", notes);
    command.env("UNLISTED_INNER_DATA", data);
    command
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let cuts = rounds("UNLISTED_POWER_CUTS", 40) / SESSIONS.len() as u64;
    for session in SESSIONS {
        let folder = tempfile::tempdir().unwrap();
        let (data, notes) = (folder.path().join("data"), folder.path().join("notes"));
        fs::create_dir(&data).unwrap();
        let mut master = None;
        if session != Session::Fresh {
            drop(create(&data));
            master = Some(master_key(&data));
        }
        let mut disk = Disk::of(&data);
        let mut command = watched("trials::power_cuts::inner_session", &data, &notes);
        command.env("UNLISTED_INNER_SESSION", format!("{session:?}"));
        command.env(
            "UNLISTED_INNER_KEY",
            master.as_ref().map_or(String::new(), |key| HEXLOWER.encode(&key.to_bytes(true))),
        );
        let ended = command.output().unwrap();
        assert!(ended.status.success(), "{session:?}: {}", String::from_utf8_lossy(&ended.stdout));
        let notes = parse_notes(&fs::read(&notes).unwrap());
        let master = master.unwrap_or_else(|| master_key(&data));

        let mut states: Vec<State> = vec![vec![BTreeMap::new()]];
        for n in 0..STEPS {
            let mut next = states[n].clone();
            let step = step(session, n, next.len());
            imagine(&mut next, &step);
            states.push(next);
        }
        let acknowledged: Vec<usize> =
            (0..notes.len()).filter(|at| notes[*at].written_after("done ").is_some()).collect();
        assert_eq!(acknowledged.len(), STEPS + 1, "{session:?}: every step was acknowledged");
        let numbers = &mut Numbers::new(cuts);
        let mut places: Vec<usize> = (0..cuts)
            .map(|n| match n % 2 {
                0 => acknowledged[numbers.below(acknowledged.len())],
                _ => numbers.below(notes.len()),
            })
            .collect();
        places.sort_unstable();
        let mut done = None;
        let mut next = places.into_iter().peekable();
        for (at, note) in notes.iter().enumerate() {
            disk.apply(note);
            done = note.written_after("done ").map(|n| n.parse().unwrap()).or(done);
            while next.next_if_eq(&at).is_some() {
                let luck = [Luck::None, Luck::Half, Luck::All][numbers.below(3)];
                let image = folder.path().join("image");
                disk.cut(&image, luck, numbers);
                check(&image, &master, &states, done, &format!("{session:?}, note {at}, {luck:?}"));
                // Right at the beginning of a fresh vault there may be nothing on the disk at all.
                if image.exists() {
                    fs::remove_dir_all(image).unwrap();
                }
            }
        }
    }
}

/// The vault opens and is as after the last acknowledged step, or after the one that was under way.
fn check(image: &Path, master: &Master, states: &[State], done: Option<usize>, what: &str) {
    let vault = match reopen(image, master) {
        Ok(vault) => vault,
        // The vault was still being made.
        Err(OpenFailure::NoVault) if done.is_none() => return,
        Err(failure) => panic!("{what}: did not open after step {done:?}: {failure:?}"),
    };
    let cases = vault.cases().into_iter().map(|id| {
        let case = vault.case(&id).unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
        case.verify().unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
        case.all::<String>(Kind::Finding).unwrap_or_else(|failure| panic!("{what}: {failure:?}"))
    });
    let state: State = cases.map(|all| all.into_iter().collect()).collect();
    let done_or_next = done.map_or(0..1, |done| done..done + 2);
    let is_known = state.is_empty() && done.is_none();
    let is_one = states.get(done_or_next.start..done_or_next.end.min(states.len())).unwrap().contains(&state);
    assert!(is_known || is_one, "{what}: lost, or half there, after step {done:?}");
    if let Some(id) = vault.cases().first() {
        let case = vault.case(id).unwrap();
        case.commit(Batch::new().put(Kind::About, "", &1).unwrap()).unwrap();
        assert_eq!(case.get::<u8>(Kind::About, "").unwrap(), Some(1), "{what}: it goes on");
    }
}

/// Started by the test above as the process that is watched; on its own it does nothing.
#[test]
fn inner_session() {
    let Some(data) = std::env::var_os("UNLISTED_INNER_DATA").map(PathBuf::from) else { return };
    let name = std::env::var("UNLISTED_INNER_SESSION").unwrap();
    let session = SESSIONS.into_iter().find(|session| format!("{session:?}") == name).unwrap();
    let key = HEXLOWER.decode(std::env::var("UNLISTED_INNER_KEY").unwrap().as_bytes()).unwrap();
    let again = || reopen(&data, &Master::parse(&key).unwrap()).unwrap();
    let mut vault = Some(if session == Session::Fresh { create(&data) } else { again() });
    let mut acknowledgements = fs::File::create(data.join("acknowledgements")).unwrap();
    let mut tell = |n: usize| acknowledgements.write_all(format!("done {n}\n").as_bytes()).unwrap();
    tell(0);
    for n in 0..STEPS {
        let cases = vault.as_ref().unwrap().cases().len();
        carry_out(&mut vault, &step(session, n, cases), &again);
        tell(n + 1);
    }
}
