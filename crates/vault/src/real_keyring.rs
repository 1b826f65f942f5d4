//! The real Secret Service: gnome-keyring in a D-Bus session of its own, unlocked, locked, and none at all.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::keyring::{fetch_secret, forget_secret, keep_secret};
use crate::keys::Key;
use crate::vault::{keyring_user, read_header};
use crate::{
    CreateFailure, KdfStrength, KeyringState, NewUnlock, OpenFailure, Slots, Vault, keyring_state, wipe,
};

const PASSPHRASE: &str = "an invented passphrase";
const UNLOCK: NewUnlock<'_> =
    NewUnlock { passphrase: PASSPHRASE, keyring: true, strength: KdfStrength::Floor };

const UNLOCKED: &str = r#"
printf %s test-login-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 90
for i in $(seq 50); do
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets | grep -q true && break
  sleep .1
done
"$0" --exact "$INNER" --nocapture; code=$?
kill "$(pidof -s gnome-keyring-daemon -S ' ')" 2>/dev/null
exit $code
"#;

/// Runs `inner`, a test of this file, by a shell script in a private session. Fails when it did not run.
fn run(script: &str, inner: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let run_dir = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "bash", "-c", script]).arg(std::env::current_exe().expect("this test has a path"));
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

fn is_inner() -> bool {
    std::env::var_os("INNER").is_some()
}

fn within_seconds<T>(limit: u64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(limit), "took {:?}", start.elapsed());
    result
}

#[test]
fn an_unlocked_keyring_opens_the_vault() {
    run(UNLOCKED, "real_keyring::inner_unlocked");
}

#[test]
fn inner_unlocked() {
    if !is_inner() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    assert_eq!(within_seconds(6, keyring_state), KeyringState::Available);
    let vault = Vault::create(data.path(), &UNLOCK).unwrap();
    let id = vault.make_case().unwrap();
    drop(vault);
    assert_eq!(Vault::slots(data.path()).unwrap(), Slots { passphrase: true, keyring: true });
    let vault = Vault::open_with_keyring(data.path()).unwrap();
    assert_eq!(vault.cases(), [id]);
    drop(vault);
    assert_eq!(Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap().cases(), [id]);

    // The secret is lost, then replaced by somebody: the passphrase still opens it.
    let header = read_header(&data.path().join("vault")).unwrap();
    let user = keyring_user(&header.vault_id);
    let secret = fetch_secret(&user).unwrap_or_else(|state| panic!("{state:?}"));
    keep_secret(&user, &Key::make_random().unwrap()).unwrap();
    assert!(matches!(Vault::open_with_keyring(data.path()), Err(OpenFailure::KeyringChanged)));
    forget_secret(&user).unwrap();
    assert!(matches!(Vault::open_with_keyring(data.path()), Err(OpenFailure::KeyringMissing)));
    Vault::open_with_passphrase(data.path(), PASSPHRASE).unwrap();

    // Wiping takes the secret along.
    keep_secret(&user, &secret).unwrap();
    Vault::open_with_keyring(data.path()).unwrap();
    assert!(wipe(data.path()).is_empty());
    assert!(matches!(fetch_secret(&user), Err(KeyringState::Missing)));
}

#[test]
fn a_locked_keyring_is_told_and_hangs_nobody() {
    // Made and unlocked once, so that there is a keyring with a password; then started again without it.
    let script = UNLOCKED.replace(
        r#""$0" --exact"#,
        r#"kill "$(pidof -s gnome-keyring-daemon)"; sleep .5
gnome-keyring-daemon --start --components=secrets >/dev/null </dev/null || exit 91
sleep .5
"$0" --exact"#,
    );
    run(&script, "real_keyring::inner_locked");
}

#[test]
fn inner_locked() {
    if !is_inner() {
        return;
    }
    let state = within_seconds(6, keyring_state);
    assert!(matches!(state, KeyringState::Locked | KeyringState::TimedOut), "{state:?}");
    let data = tempfile::tempdir().unwrap();
    let created = within_seconds(8, || Vault::create(data.path(), &UNLOCK));
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
fn no_session_bus_means_no_keyring() {
    let runtime = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "real_keyring::inner_absent", "--nocapture"])
        .env("INNER", "real_keyring::inner_absent")
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
    assert_eq!(within_seconds(6, keyring_state), KeyringState::NoService);
    let data = tempfile::tempdir().unwrap();
    let created = Vault::create(data.path(), &UNLOCK);
    assert!(matches!(created, Err(CreateFailure::KeyringUnavailable(KeyringState::NoService))));
    assert!(!Vault::exists(data.path()));
    Vault::create(data.path(), &NewUnlock { keyring: false, ..UNLOCK }).unwrap();
}
