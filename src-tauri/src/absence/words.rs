//! What the buses say, and what it means to us.

use unlisted_app::contract::WhyLocked;

/// Screen savers that speak alike: the standard's, and those of GNOME, Cinnamon, MATE and Xfce.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];
/// systemd-logind and elogind: <https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html>.
const LOGIN: &str = "org.freedesktop.login1.Manager";
const LOGIN_SESSION: &str = "org.freedesktop.login1.Session";

/// What a signal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The person may have left.
    Leaves(WhyLocked),
    /// The machine is awake again.
    Awake,
}

/// What a signal means, if anything; `on` is its one argument.
///
/// Who sent it is not asked: whoever else says so makes the app lock once too often, and that is the safe mistake.
pub(super) fn read_signal(interface: &str, member: &str, on: Option<bool>) -> Option<Meaning> {
    match (interface, member, on) {
        (LOGIN, "PrepareForSleep", Some(true)) => Some(Meaning::Leaves(WhyLocked::Slept)),
        (LOGIN, "PrepareForSleep", Some(false)) => Some(Meaning::Awake),
        (LOGIN_SESSION, "Lock", _) => Some(Meaning::Leaves(WhyLocked::ScreenLocked)),
        (saver, "ActiveChanged", Some(true)) if SCREEN_SAVERS.contains(&saver) => {
            Some(Meaning::Leaves(WhyLocked::ScreenLocked))
        }
        _ => None,
    }
}

/// The match rules of the system bus.
pub(super) fn system_rules() -> Vec<String> {
    vec![rule(LOGIN, "PrepareForSleep"), rule(LOGIN_SESSION, "Lock")]
}

/// The match rules of the session bus.
pub(super) fn session_rules() -> Vec<String> {
    SCREEN_SAVERS.iter().map(|saver| rule(saver, "ActiveChanged")).collect()
}

fn rule(interface: &str, member: &str) -> String {
    format!("type='signal',interface='{interface}',member='{member}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_leaving_locks() {
        let slept = Some(Meaning::Leaves(WhyLocked::Slept));
        let screen = Some(Meaning::Leaves(WhyLocked::ScreenLocked));
        for (interface, member, on, meaning, because) in [
            (LOGIN, "PrepareForSleep", Some(true), slept, "it is about to sleep"),
            (LOGIN, "PrepareForSleep", Some(false), Some(Meaning::Awake), "it woke up"),
            (LOGIN, "PrepareForSleep", None, None, "a signal without its argument says nothing"),
            (LOGIN, "PrepareForShutdown", Some(true), None, "the end of the app locks by itself"),
            (LOGIN_SESSION, "Lock", None, screen, "asked to lock"),
            (LOGIN_SESSION, "Unlock", None, None, "nothing opens by itself"),
            ("org.freedesktop.ScreenSaver", "ActiveChanged", Some(true), screen, "KDE and others"),
            ("org.gnome.ScreenSaver", "ActiveChanged", Some(true), screen, "GNOME"),
            ("org.cinnamon.ScreenSaver", "ActiveChanged", Some(true), screen, "Cinnamon"),
            ("org.mate.ScreenSaver", "ActiveChanged", Some(true), screen, "MATE"),
            ("org.xfce.ScreenSaver", "ActiveChanged", Some(true), screen, "Xfce"),
            ("org.gnome.ScreenSaver", "ActiveChanged", Some(false), None, "the person is back"),
            ("org.gnome.ScreenSaver", "WakeUpScreen", None, None, "not about locking"),
            ("org.example.Player", "ActiveChanged", Some(true), None, "another program's own word"),
        ] {
            assert_eq!(read_signal(interface, member, on), meaning, "{interface}.{member} {on:?}: {because}");
        }
    }
}
