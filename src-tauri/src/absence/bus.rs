//! One bus: listened to while it is there, tried again rarely when it is not.

use super::words::{Meaning, read_signal, session_rules, system_rules};
use std::thread;
use std::time::Duration;
use unlisted_app::contract::WhyLocked;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::zvariant::OwnedFd;

/// A bus that is missing, or that ended, is tried again after so long,
const PAUSE: Duration = Duration::from_mins(1);
/// and so often: two days.
const TRIES: u32 = 2 * 24 * 60;
/// A bus that does not answer within this is taken for missing.
const LONGEST_ANSWER: Duration = Duration::from_secs(5);

/// The two buses of a Linux desktop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// Of this person's session: its screen saver.
    Session,
    /// Of the whole machine: sleep and the session's lock.
    System,
}

/// Tells whenever the person may have left. Returns when the bus could not be reached for two days.
pub(super) fn attend(which: Which, tell: &dyn Fn(WhyLocked)) {
    for _ in 0..TRIES {
        // No bus is no error: containers and other desktops have none.
        let _ = builder(which).and_then(|bus| hear(bus, which, tell));
        thread::sleep(PAUSE);
    }
}

fn builder(which: Which) -> zbus::Result<Builder<'static>> {
    match which {
        Which::Session => Builder::session(),
        Which::System => Builder::system(),
    }
}

/// Listens until the bus ends.
fn hear(bus: Builder<'_>, which: Which, tell: &dyn Fn(WhyLocked)) -> zbus::Result<()> {
    let bus = bus.method_timeout(LONGEST_ANSWER).build()?;
    // Before the rules, so that nothing is missed between.
    let messages = MessageIterator::from(&bus);
    let rules = match which {
        Which::Session => session_rules(),
        Which::System => system_rules(),
    };
    for rule in rules {
        let name = Some("org.freedesktop.DBus");
        bus.call_method(name, "/org/freedesktop/DBus", name, "AddMatch", &(rule,))?;
    }
    let delay = || matches!(which, Which::System).then(|| delay_sleep(&bus)).flatten();
    let mut delayed = delay();
    for message in messages {
        match meaning(&message?) {
            Some(Meaning::Leaves(why)) => {
                tell(why);
                if why == WhyLocked::Slept {
                    // The keys are gone: the machine may sleep.
                    delayed = None;
                }
            }
            Some(Meaning::Awake) if delayed.is_none() => delayed = delay(),
            Some(Meaning::Awake) | None => {}
        }
    }
    Ok(())
}

fn meaning(message: &Message) -> Option<Meaning> {
    if message.message_type() != Type::Signal {
        return None;
    }
    let header = message.header();
    let (interface, member) = (header.interface()?, header.member()?);
    read_signal(interface.as_str(), member.as_str(), message.body().deserialize::<bool>().ok())
}

/// Asks for a moment before the machine sleeps, held as long as the answer is. Where nobody answers it sleeps at once,
/// and the app locks when it wakes up.
fn delay_sleep(bus: &Connection) -> Option<OwnedFd> {
    let (name, path) = ("org.freedesktop.login1", "/org/freedesktop/login1");
    let asked = ("sleep", "Unlisted", "Locks before the computer sleeps", "delay");
    let answer = bus.call_method(Some(name), path, Some("org.freedesktop.login1.Manager"), "Inhibit", &asked);
    answer.ok()?.body().deserialize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc;

    /// A bus of our own; ended when dropped.
    struct PrivateBus {
        daemon: Child,
        address: String,
    }

    impl PrivateBus {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon is installed by `cargo xtask setup`");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self { daemon, address: address.trim().to_owned() }
        }

        /// Says a signal on it, as another program would.
        fn say(&self, path: &str, signal: &str, argument: Option<&str>) {
            let status = Command::new("dbus-send")
                .args([&format!("--bus={}", self.address), "--type=signal", path, signal])
                .args(argument)
                .status()
                .unwrap();
            assert!(status.success(), "dbus-send {signal}");
        }
    }

    impl Drop for PrivateBus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    /// Listens on a bus of our own to `said`, of which the last must be told, until what was told ends with `expected`;
    /// gives all that was told, and ends the bus.
    fn told(which: Which, said: &[(&str, &str, Option<&str>)], expected: &[WhyLocked]) -> Vec<WhyLocked> {
        let bus = PrivateBus::start();
        let (teller, heard) = mpsc::channel();
        let address = bus.address.clone();
        let listening = thread::spawn(move || {
            let bus = Builder::address(address.as_str()).unwrap();
            hear(bus, which, &|why| teller.send(why).unwrap())
        });
        // Said again until somebody listens.
        let (path, signal, argument) = said.last().copied().unwrap();
        let ready = (0..100).any(|_| {
            bus.say(path, signal, argument);
            heard.recv_timeout(Duration::from_millis(100)).is_ok()
        });
        assert!(ready, "{which:?}: {signal} is heard within ten seconds");
        for (path, signal, argument) in said {
            bus.say(path, signal, *argument);
        }
        let mut told: Vec<WhyLocked> = Vec::new();
        while !told.ends_with(expected)
            && let Ok(why) = heard.recv_timeout(Duration::from_secs(10))
        {
            told.push(why);
        }
        drop(bus);
        // A bus that ends ends the listening, and with it the sender.
        told.extend(heard.iter());
        let _ = listening.join().unwrap();
        told
    }

    #[test]
    fn the_screen_saver_is_heard_on_the_session_bus() {
        let (path, signal) = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged");
        let standard = ("/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", Some("boolean:true"));
        let other = ("/player", "org.example.Player.ActiveChanged", Some("boolean:true"));
        let locked = WhyLocked::ScreenLocked;
        let heard = told(
            Which::Session,
            &[(path, signal, Some("boolean:false")), other, standard, (path, signal, Some("boolean:true"))],
            &[locked, locked],
        );
        assert!(heard.ends_with(&[locked, locked]), "two of them were locks: {heard:?}");
        assert!(heard.iter().all(|why| *why == locked), "and nothing else was heard: {heard:?}");
    }

    #[test]
    fn sleep_and_the_session_lock_are_heard_on_the_system_bus() {
        let manager = "/org/freedesktop/login1";
        let sleeps = "org.freedesktop.login1.Manager.PrepareForSleep";
        let lock = "org.freedesktop.login1.Session.Lock";
        let expected = [WhyLocked::Slept, WhyLocked::ScreenLocked];
        let heard = told(
            Which::System,
            &[
                (manager, sleeps, Some("boolean:true")),
                (manager, sleeps, Some("boolean:false")),
                ("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session.Unlock", None),
                ("/org/freedesktop/login1/session/_31", lock, None),
            ],
            &expected,
        );
        assert!(heard.ends_with(&expected), "sleeping, then the lock, and nothing between: {heard:?}");
    }

    #[test]
    fn a_bus_that_is_not_there_is_given_up_at_once() {
        let nowhere = Builder::address("unix:path=/nonexistent/bus").unwrap();
        let heard = hear(nowhere, Which::System, &|why| panic!("nobody spoke, and {why:?} was heard"));
        assert!(heard.is_err(), "and is tried again later");
    }
}
