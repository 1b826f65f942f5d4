//! The real Secret Service: gnome-keyring in a D-Bus session of its own, in every situation that a person may have.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::crypto::epoch_key::Master;
use crate::crypto::keys::Key;
use crate::disk::files::copy_folder;
use crate::format::header::{Header, Way};
use crate::keyring::{fetch_bytes, forget_secret, keep_bytes};
use crate::vault::older_copy;
use crate::vault::opening::{keyring_user, read_header};
use crate::vault::unlock_methods::unlock_master;
use crate::{
    Batch, CreateFailure, KdfStrength, KeyringState, Kind, NewUnlock, OlderCopy, OpenFailure, Proof, Slots,
    Vault, keyring_state, wipe,
};

const PASSPHRASE: &str = "an invented passphrase";
const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: true, strength: KdfStrength::Floor };

/// `wait_for` waits, at most half a minute, until a keyring is on this session's bus (`true`) or gone (`false`); `stop`
/// ends the one that is there, and never that of another session.
const WORDS: &str = r#"
ask_bus() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / "org.freedesktop.DBus.$1" string:org.freedesktop.secrets
}
wait_for() {
  for i in $(seq 300); do
    ask_bus NameHasOwner | grep -q "$1" && return
    sleep .1
  done
}
stop() {
  kill "$(ask_bus GetConnectionUnixProcessID | sed -n 's/.*uint32 //p')" 2>/dev/null
  wait_for false
}
"#;

pub(crate) const UNLOCKED: &str = r#"
printf %s test-login-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 90
wait_for true
"$0" --exact "$INNER" --nocapture; code=$?
stop
exit $code
"#;

/// Runs `inner`, a test of this file, by a shell script in a private session. Fails when it did not run.
pub(crate) fn run(script: &str, inner: &str) {
    run_on(None, script, inner);
}

/// As [`run`], on a bus with rules of its own.
fn run_on(bus: Option<&str>, script: &str, inner: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let run_dir = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("dbus-run-session");
    if let Some(bus) = bus {
        let file = home.path().join("bus.conf");
        std::fs::write(&file, bus).expect("the folder can be written");
        command.arg("--config-file").arg(file);
    }
    let script = [WORDS, script].concat();
    command.args(["--", "bash", "-c", &script]).arg(std::env::current_exe().expect("this test has a path"));
    command.env("HOME", home.path()).env("XDG_RUNTIME_DIR", run_dir.path()).env("INNER", inner);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS"]
    {
        command.env_remove(name);
    }
    check_ran(&command.output().expect("dbus-run-session is installed (package dbus)"));
}

fn check_ran(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{}\n{text}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

pub(crate) fn is_inner() -> bool {
    std::env::var_os("INNER").is_some()
}

/// Lets `work` take five seconds, which is the promise, and one more; what a busy machine kept this thread waiting for a
/// processor is not counted.
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let (start, waited) = (Instant::now(), kept_waiting());
    let result = work();
    let (took, waited) = (start.elapsed(), kept_waiting().saturating_sub(waited));
    assert!(
        took < Duration::from_secs(6) + waited,
        "took {took:?}, {waited:?} of it for want of a processor"
    );
    result
}

/// The second number of `schedstat` (the kernel's manual, `sched-stats`): nanoseconds that the thread was ready to run.
fn kept_waiting() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// Asks again, some times, where the answer was that there was none in time: on a busy machine a sound keyring may need
/// longer than a person would wait. Each time it must be told in time.
fn patiently<T: std::fmt::Debug>(mut ask: impl FnMut() -> T) -> T {
    for _ in 0..8 {
        let answer = in_time(&mut ask);
        if !format!("{answer:?}").contains("TimedOut") {
            return answer;
        }
    }
    panic!("a keyring that works gave no answer in eight tries");
}

/// Opens a vault with the keyring, and compares it with the keyring's counter.
fn open_with_keyring(data: &Path) -> Result<Vault, OpenFailure> {
    let busy = |vault: &Vault| vault.older_copy() == OlderCopy::KeyringSilent(KeyringState::TimedOut);
    for _ in 0..8 {
        match Vault::open_with_keyring(data) {
            Ok(vault) if busy(&vault) => drop(vault),
            Err(OpenFailure::KeyringUnavailable(KeyringState::TimedOut)) => {}
            other => return other,
        }
    }
    panic!("a keyring that works gave no answer in eight tries");
}

fn create(data: &Path) -> Vault {
    let made = (0..8).map(|_| Vault::create(data, &UNLOCK));
    let answered =
        |made: &Result<_, _>| !matches!(made, Err(CreateFailure::KeyringUnavailable(KeyringState::TimedOut)));
    made.into_iter().find(answered).expect("a keyring that works answers").unwrap()
}

#[test]
fn an_unlocked_keyring_opens_the_vault() {
    run(UNLOCKED, "trials::real_keyring::inner_unlocked");
}

#[test]
fn inner_unlocked() {
    if !is_inner() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    assert_eq!(patiently(keyring_state), KeyringState::Available);
    let vault = create(data.path());
    let id = vault.make_case().unwrap();
    drop(vault);
    assert_eq!(
        Vault::slots(data.path()).unwrap(),
        Slots { passphrase: true, keyring: true, recovery: false }
    );
    let vault = open_with_keyring(data.path()).unwrap();
    assert_eq!(vault.cases(), [id]);
    drop(vault);
    assert_eq!(Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap().cases(), [id]);

    // The secret is lost, then replaced by somebody: the passphrase still opens it.
    let header = read_header(&data.path().join("vault")).unwrap();
    let user = keyring_user(&header.vault_id);
    let secret = patiently(|| fetch_bytes(&user)).unwrap();
    patiently(|| keep_bytes(&user, Key::make_random().unwrap().bytes())).unwrap();
    assert!(matches!(open_with_keyring(data.path()), Err(OpenFailure::KeyringChanged)));
    patiently(|| forget_secret(&user)).unwrap();
    assert!(matches!(open_with_keyring(data.path()), Err(OpenFailure::KeyringMissing)));
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();

    // Wiping takes the secret along, and the counter.
    patiently(|| keep_bytes(&user, &secret)).unwrap();
    open_with_keyring(data.path()).unwrap();
    assert!(wipe(data.path()).is_empty());
    for user in [user, older_copy::user(&header.vault_id)] {
        assert!(matches!(patiently(|| fetch_bytes(&user).map(drop)), Err(KeyringState::Missing)));
    }
    an_older_copy_of_the_whole_vault_is_noticed();
    the_keyring_is_added_and_taken_away();
}

fn commit(vault: &Vault, number: u8) {
    let case = vault.case(&vault.cases()[0]).unwrap();
    case.commit(Batch::new().put(Kind::Finding, "f", &number).unwrap()).unwrap();
}

fn an_older_copy_of_the_whole_vault_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (data, older) = (folder.path().join("data"), folder.path().join("older"));
    let vault = create(&data);
    vault.make_case().unwrap();
    drop(vault);
    copy_folder(&data, &older, 4).unwrap();
    let vault = open_with_keyring(&data).unwrap();
    assert_eq!(vault.older_copy(), OlderCopy::RuledOut);
    commit(&vault, 1);
    commit(&vault, 2);
    let counter = vault.counter().expect("the keyring opens this vault");
    drop(vault);
    patiently(|| counter.keep()).unwrap();
    std::fs::remove_dir_all(&data).unwrap();
    copy_folder(&older, &data, 4).unwrap();
    for round in 0..2 {
        let told = open_with_keyring(&data);
        assert!(matches!(told, Err(OpenFailure::RolledBack { lost: 2 })), "round {round}: {told:?}");
    }
    let told = Vault::open_with_passphrase(&data, PASSPHRASE);
    assert!(matches!(told, Err(OpenFailure::RolledBack { lost: 2 })), "whichever way it is opened");
    Vault::accept_older(&data).unwrap();
    let vault = open_with_keyring(&data).unwrap();
    assert_eq!(vault.older_copy(), OlderCopy::NothingToCompare, "I restored it myself");
    drop(vault);
    assert_eq!(open_with_keyring(&data).unwrap().older_copy(), OlderCopy::RuledOut);
    assert!(wipe(&data).is_empty());
}

fn the_keyring_is_added_and_taken_away() {
    let data = tempfile::tempdir().unwrap();
    let vault = Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap();
    assert_eq!((vault.older_copy(), vault.counter().is_some()), (OlderCopy::NotNoticed, false));
    drop(vault);
    assert!(matches!(open_with_keyring(data.path()), Err(OpenFailure::KeyringMissing)));
    let vault = Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
    patiently(|| vault.add_keyring(Proof::Passphrase(PASSPHRASE))).unwrap();
    drop(vault);
    let vault = open_with_keyring(data.path()).unwrap();
    // What opened it proves enough to set a new passphrase.
    vault.set_passphrase(Proof::Keyring, "a new invented passphrase", KdfStrength::Floor).unwrap();
    vault.remove_keyring().unwrap();
    drop(vault);
    assert!(matches!(open_with_keyring(data.path()), Err(OpenFailure::KeyringMissing)));
    let vault = Vault::open_with_passphrase(data.path(), "a new invented passphrase").unwrap();
    assert_eq!(vault.ways().unwrap(), Slots { passphrase: true, keyring: false, recovery: false });
    drop(vault);
    assert!(wipe(data.path()).is_empty());
}

#[test]
fn a_locked_keyring_is_told_and_hangs_nobody() {
    // Made and unlocked once, so that there is a keyring with a password; then started again without it.
    let script = UNLOCKED.replace(
        r#""$0" --exact"#,
        r#"stop
gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null || exit 91
wait_for true
"$0" --exact"#,
    );
    run(&script, "trials::real_keyring::inner_locked");
}

#[test]
fn inner_locked() {
    if !is_inner() {
        return;
    }
    let state = in_time(keyring_state);
    assert!(matches!(state, KeyringState::Locked | KeyringState::TimedOut), "{state:?}");
    let data = tempfile::tempdir().unwrap();
    let created = in_time(|| Vault::create(data.path(), &UNLOCK));
    assert!(
        matches!(
            created,
            Err(CreateFailure::KeyringLocked | CreateFailure::KeyringUnavailable(KeyringState::TimedOut))
        ),
        "{created:?}"
    );
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn a_keyring_with_another_password_is_told_as_locked() {
    let script = UNLOCKED.replace(
        r#""$0" --exact"#,
        r#"stop
printf %s another-login-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 91
wait_for true
"$0" --exact"#,
    );
    run(&script, "trials::real_keyring::inner_locked");
}

/// A bus that starts nothing by itself, with these rules.
fn bus(rules: &str) -> String {
    format!(
        r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
{rules}</policy></busconfig>"#
    )
}

#[test]
fn a_keyring_that_is_started_later_is_found_when_it_is_asked_again() {
    run_on(Some(&bus("")), r#"exec "$0" --exact "$INNER" --nocapture"#, "trials::real_keyring::inner_later");
}

#[test]
fn inner_later() {
    if !is_inner() {
        return;
    }
    assert_eq!(patiently(keyring_state), KeyringState::NoService, "a bus without a keyring");
    let start =
        "printf %s pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null; wait_for true";
    assert!(Command::new("bash").args(["-c", &[WORDS, start].concat()]).status().unwrap().success());
    assert_eq!(patiently(keyring_state), KeyringState::Available);
    let data = tempfile::tempdir().unwrap();
    drop(create(data.path()));
    drop(open_with_keyring(data.path()).unwrap());
    assert!(wipe(data.path()).is_empty());
}

#[test]
fn a_session_that_denies_the_keyring_is_told() {
    let rules = r#"<deny send_destination="org.freedesktop.secrets"/>"#;
    run_on(Some(&bus(rules)), UNLOCKED, "trials::real_keyring::inner_denied");
}

#[test]
fn inner_denied() {
    if !is_inner() {
        return;
    }
    assert_eq!(patiently(keyring_state), KeyringState::Denied);
    let data = tempfile::tempdir().unwrap();
    let created = in_time(|| Vault::create(data.path(), &UNLOCK));
    assert!(matches!(created, Err(CreateFailure::KeyringUnavailable(KeyringState::Denied))), "{created:?}");
    drop(Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap());
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();
}

#[test]
fn a_secret_in_another_systems_keyring_is_told_without_asking_for_it() {
    let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
    for backend in [2, 3, 200] {
        let mut header = Header::new([1; 16]);
        header.add_slot(Way::Keyring { backend }, &secret, &master).unwrap();
        let told = in_time(|| unlock_master(&header, Proof::Keyring));
        assert!(matches!(told, Err(OpenFailure::KeyringOfAnotherSystem)), "backend {backend}");
    }
}

#[test]
fn no_session_bus_means_no_keyring() {
    let runtime = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "trials::real_keyring::inner_absent", "--nocapture"])
        .env("INNER", "trials::real_keyring::inner_absent")
        .env("XDG_RUNTIME_DIR", runtime.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .output()
        .unwrap();
    check_ran(&output);
}

#[test]
fn inner_absent() {
    if !is_inner() {
        return;
    }
    assert_eq!(patiently(keyring_state), KeyringState::NoService);
    let data = tempfile::tempdir().unwrap();
    let created = Vault::create(data.path(), &UNLOCK);
    assert!(matches!(created, Err(CreateFailure::KeyringUnavailable(KeyringState::NoService))));
    assert!(!Vault::exists(data.path()));
    Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap();
}
