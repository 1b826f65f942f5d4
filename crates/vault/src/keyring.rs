//! The operating system's keyring: the only file that names the crate `keyring` and what it is made of.
//!
//! Every call runs on a thread of its own and is given five seconds: an unlock prompt may wait for the person for
//! ever, and a broken session bus may not answer at all. What the keyring protects against is a stolen disk; any
//! program of the same session can ask it for the secret too.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring_core::{Entry, Error};
#[cfg(target_os = "linux")]
use keyring_core::{get_default_store, set_default_store};
use zeroize::Zeroizing;

use crate::crypto::keys::{Key, make_random};

const SERVICE: &str = "unlisted";
const LIMIT: Duration = Duration::from_secs(5);

/// What the operating system's keyring did when it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyringState {
    /// It kept a secret and gave it back.
    Available,
    /// There is no keyring in this session.
    NoService,
    /// There is one, and it is locked or its prompt was closed.
    Locked,
    /// It refused this app.
    Denied,
    /// It gave no answer within five seconds.
    TimedOut,
    /// It works and does not hold what was asked for.
    Missing,
}

/// Whether this session's keyring can be offered: keeps a random secret under a random name, reads it back and
/// removes it. A locked keyring may show its own unlock prompt. Returns within about five seconds. Asked again, it looks
/// again, so one that was started meanwhile is found (on Linux).
pub fn keyring_state() -> KeyringState {
    let probe = || {
        let name = make_random::<8>().map_err(|_| KeyringState::Denied)?;
        let entry = entry(&format!("probe-{}", data_encoding::HEXLOWER.encode(&name)))?;
        let secret = Key::make_random().map_err(|_| KeyringState::Denied)?;
        entry.set_secret(secret.bytes()).map_err(|error| state_of(&error))?;
        let back = entry.get_secret().map(Zeroizing::new).map_err(|error| state_of(&error));
        entry.delete_credential().map_err(|error| state_of(&error))?;
        if back?.as_slice() == secret.bytes() { Ok(()) } else { Err(KeyringState::Denied) }
    };
    ask(LIMIT, probe, || {}).map_or_else(|state| state, |()| KeyringState::Available)
}

/// Keeps a few bytes for `user`, replacing what was there. When the answer comes too late they are taken back.
pub(crate) fn keep_bytes(user: &str, bytes: &[u8]) -> Result<(), KeyringState> {
    let (name, late_name) = (user.to_owned(), user.to_owned());
    let copy = Zeroizing::new(bytes.to_vec());
    ask(
        LIMIT,
        move || entry(&name)?.set_secret(&copy).map_err(|error| state_of(&error)),
        move || {
            if let Ok(entry) = entry(&late_name) {
                // Nobody waits for it any more; an entry left over unlocks nothing.
                let _ = entry.delete_credential();
            }
        },
    )
}

/// As [`keep_bytes`], for what replaces bytes that are needed: it stays also when the answer comes too late.
pub(crate) fn renew_bytes(user: &str, bytes: &[u8]) -> Result<(), KeyringState> {
    let (user, copy) = (user.to_owned(), Zeroizing::new(bytes.to_vec()));
    ask(LIMIT, move || entry(&user)?.set_secret(&copy).map_err(|error| state_of(&error)), || {})
}

/// The bytes kept for `user`.
pub(crate) fn fetch_bytes(user: &str) -> Result<Zeroizing<Vec<u8>>, KeyringState> {
    let user = user.to_owned();
    let fetch = move || entry(&user)?.get_secret().map(Zeroizing::new).map_err(|error| state_of(&error));
    ask(LIMIT, fetch, || {})
}

/// Removes what is kept for `user`. `Missing` when there was nothing.
pub(crate) fn forget_secret(user: &str) -> Result<(), KeyringState> {
    let user = user.to_owned();
    ask(LIMIT, move || entry(&user)?.delete_credential().map_err(|error| state_of(&error)), || {})
}

/// Which keyring this system has, as stored in the header: 1 Secret Service, 2 Keychain, 3 Credential Manager.
pub(crate) const fn backend() -> u8 {
    if cfg!(target_os = "macos") {
        2
    } else if cfg!(target_os = "windows") {
        3
    } else {
        1
    }
}

fn entry(user: &str) -> Result<Entry, KeyringState> {
    #[cfg(test)]
    if let Some(imagined) = imagined::entry(user) {
        return Ok(imagined);
    }
    if let Err(error) = ::keyring::Entry::store_status()
        && !came_later()
    {
        return Err(state_of(error));
    }
    Entry::new(SERVICE, user).map_err(|error| state_of(&error))
}

/// Whether a keyring is there that was not when it was first asked for: the crate `keyring` looks for it only once.
#[cfg(target_os = "linux")]
fn came_later() -> bool {
    let fresh = || zbus_secret_service_keyring_store::Store::new().map(|store| set_default_store(store));
    get_default_store().is_some() || fresh().is_ok()
}

#[cfg(not(target_os = "linux"))]
fn came_later() -> bool {
    false
}

/// Runs `work` on its own thread and waits at most `limit`; runs `late` there when it succeeded after that.
fn ask<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, KeyringState> + Send + 'static,
    late: impl FnOnce() + Send + 'static,
) -> Result<T, KeyringState> {
    let (answer, answered) = mpsc::sync_channel(0);
    let asking = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        let result = work();
        let succeeded = result.is_ok();
        // A channel without a buffer: sending fails exactly when nobody waits any more.
        if answer.send(result).is_err() && succeeded {
            late();
        }
    });
    if asking.is_err() {
        return Err(KeyringState::NoService);
    }
    match answered.recv_timeout(limit) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(KeyringState::TimedOut),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(KeyringState::NoService),
    }
}

fn state_of(error: &Error) -> KeyringState {
    match error {
        Error::NoEntry => KeyringState::Missing,
        Error::NoStorageAccess(_) => KeyringState::Locked,
        // The Secret Service's refusals arrive as D-Bus errors, which are only told apart by their names.
        Error::PlatformFailure(cause) => match format!("{cause:?}") {
            text if text.contains("IsLocked") => KeyringState::Locked,
            text if text.contains("AccessDenied") => KeyringState::Denied,
            _ => KeyringState::NoService,
        },
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => KeyringState::NoService,
        _ => KeyringState::Denied,
    }
}

/// A keyring that lasts as long as the process, for trials that must not touch the person's own.
#[cfg(test)]
pub(crate) mod imagined {
    use std::sync::{Arc, OnceLock};

    use keyring_core::api::CredentialStoreApi as _;
    use keyring_core::{Entry, mock};

    static STORE: OnceLock<Arc<mock::Store>> = OnceLock::new();

    /// From now on every call in this process is about the imagined keyring.
    pub(crate) fn take_place() {
        STORE.get_or_init(|| mock::Store::new().expect("it has no needs"));
    }

    pub(super) fn entry(user: &str) -> Option<Entry> {
        STORE.get().map(|store| store.build(super::SERVICE, user, None).expect("it takes every name"))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Barrier};
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_call_that_hangs_is_left_behind_and_undone_when_it_succeeds_late() {
        let (undone, done) = (Arc::new(AtomicBool::new(false)), Arc::new(Barrier::new(2)));
        let (late_undone, late_done) = (undone.clone(), done.clone());
        let start = Instant::now();
        let result = ask(
            Duration::from_millis(50),
            || {
                thread::sleep(Duration::from_millis(400));
                Ok(())
            },
            move || {
                late_undone.store(true, Ordering::SeqCst);
                late_done.wait();
            },
        );
        assert_eq!(result, Err(KeyringState::TimedOut));
        assert!(start.elapsed() < Duration::from_millis(350));
        done.wait();
        assert!(undone.load(Ordering::SeqCst));
    }

    #[test]
    fn a_call_that_panics_is_an_answer_too() {
        let result: Result<(), _> = ask(LIMIT, || panic!("as a broken backend would"), || {});
        assert_eq!(result, Err(KeyringState::NoService));
    }

    #[test]
    fn errors_become_the_state_that_a_person_can_act_on() {
        let platform = |text: &str| Error::PlatformFailure(text.to_owned().into());
        assert_eq!(state_of(&Error::NoEntry), KeyringState::Missing);
        assert_eq!(state_of(&Error::NoDefaultStore), KeyringState::NoService);
        assert_eq!(state_of(&Error::NoStorageAccess("prompt".into())), KeyringState::Locked);
        assert_eq!(state_of(&platform("org.freedesktop.DBus.Error.AccessDenied")), KeyringState::Denied);
        assert_eq!(state_of(&platform("org.freedesktop.Secret.Error.IsLocked")), KeyringState::Locked);
        assert_eq!(state_of(&platform("org.freedesktop.DBus.Error.ServiceUnknown")), KeyringState::NoService);
    }
}
