//! The table of system packages with the reason for each, and what other systems call them.

use super::release::Family;

/// What the machine is being made ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and opening the app.
    Run,
    /// Everything `Run` needs, and driving the app in a window of its own.
    Test,
}

/// One package of Debian 12 and Ubuntu 24.04, which share these names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
}

const TO_BUILD: [Package; 3] = [
    Package { name: "build-essential", why: "the C compiler and linker that Rust crates call" },
    Package { name: "pkg-config", why: "finds the system libraries while building" },
    Package { name: "libwebkit2gtk-4.1-dev", why: "the web view that draws the app's window" },
];

const TO_TEST: [Package; 7] = [
    Package { name: "webkit2gtk-driver", why: "drives the app's window in the end-to-end test" },
    Package { name: "xvfb", why: "a virtual screen, so that tests open no window on yours" },
    Package { name: "xauth", why: "lets the tests' programs use that virtual screen" },
    Package { name: "dbus-daemon", why: "a message bus of the tests' own, apart from yours" },
    Package { name: "gnome-keyring", why: "an OS keyring for the tests, apart from yours" },
    Package { name: "iproute2", why: "sets up the closed network in which what a scan sends is captured" },
    Package { name: "xdotool", why: "types into the system's save dialog, which the driver cannot reach" },
];

/// The packages that `purpose` needs.
pub(crate) fn needed(purpose: Purpose) -> Vec<&'static Package> {
    match purpose {
        Purpose::Run => TO_BUILD.iter().collect(),
        Purpose::Test => TO_BUILD.iter().chain(&TO_TEST).collect(),
    }
}

/// Those of `needed` that are not in `listed`: lines of `name status` as dpkg-query prints them.
/// A package removed but for its settings is listed as `config-files` and counts as missing.
pub(crate) fn missing(needed: &[&'static Package], listed: &str) -> Vec<&'static Package> {
    let installed = |name: &str| listed.lines().any(|line| line.split_once(' ') == Some((name, "installed")));
    needed.iter().copied().filter(|package| !installed(package.name)).collect()
}

/// What to look for where we do not install: a name for people and a command that succeeds if it is there.
pub(crate) fn signs(family: Family, purpose: Purpose) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut signs = match family {
        Family::MacOs => vec![("the Xcode command line tools", vec!["xcode-select", "-p"])],
        Family::Windows => return Vec::new(),
        _ => vec![
            ("a C compiler", vec!["cc", "--version"]),
            ("WebKitGTK 4.1", vec!["pkg-config", "--exists", "webkit2gtk-4.1"]),
        ],
    };
    if purpose == Purpose::Test && family != Family::MacOs {
        signs.push(("WebKitWebDriver", vec!["WebKitWebDriver", "--version"]));
        signs.push(("xvfb-run", vec!["xvfb-run", "--help"]));
        signs.push(("dbus-run-session", vec!["dbus-run-session", "--version"]));
        signs.push(("xdotool", vec!["xdotool", "--version"]));
    }
    signs
}

/// Exactly what to install on systems other than Debian's family.
pub(crate) fn advice(family: Family, purpose: Purpose) -> String {
    let test = purpose == Purpose::Test;
    let with = |build: &str, tests: &str| if test { format!("{build} {tests}") } else { build.to_owned() };
    match family {
        Family::Debian => {
            let names: Vec<&str> = needed(purpose).iter().map(|package| package.name).collect();
            format!("Install: sudo apt-get install -y --no-install-recommends {}", names.join(" "))
        }
        Family::Fedora => with(
            "Install: sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel",
            "xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon gnome-keyring iproute xdotool, and the package that has WebKitWebDriver",
        ),
        Family::Arch => with(
            "Install: sudo pacman -S --needed base-devel webkit2gtk-4.1",
            "xorg-server-xvfb xorg-xauth dbus gnome-keyring iproute2 xdotool",
        ),
        Family::OtherLinux => with(
            "Install with your package tool: a C compiler, pkg-config, WebKitGTK 4.1 with its development files",
            "and, for the tests, WebKitWebDriver, xvfb-run, xauth, dbus-run-session, gnome-keyring, iproute2, xdotool",
        ),
        Family::MacOs => "Install: xcode-select --install".to_owned(),
        Family::Windows => {
            "Install the Microsoft C++ Build Tools; WebView2 comes with Windows 10 and newer".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(purpose: Purpose, listed: &str) -> Vec<&'static str> {
        missing(&needed(purpose), listed).iter().map(|package| package.name).collect()
    }

    #[test]
    fn missing_is_what_is_needed_and_not_installed() {
        let listed = "build-essential installed\npkg-config installed\nlibwebkit2gtk-4.1-dev config-files\n";
        assert_eq!(
            names(Purpose::Run, listed),
            ["libwebkit2gtk-4.1-dev"],
            "settings left behind are not the package"
        );
        assert_eq!(names(Purpose::Run, "").len(), TO_BUILD.len(), "an empty list means a fresh machine");
    }

    #[test]
    fn a_test_machine_also_builds() {
        let test = needed(Purpose::Test);
        assert!(
            needed(Purpose::Run).iter().all(|package| test.contains(package)),
            "tests build the app first"
        );
        assert!(test.iter().all(|package| !package.why.is_empty()), "nothing is installed without a reason");
    }

    #[test]
    fn a_name_inside_another_does_not_count() {
        let lines = needed(Purpose::Test).into_iter().map(|package| format!("{} installed\n", package.name));
        let all = lines.collect::<Vec<_>>().concat();
        assert!(names(Purpose::Test, &all).is_empty(), "everything is there");
        assert_eq!(
            names(Purpose::Test, &all.replace("xvfb ", "xvfb-extra ")),
            ["xvfb"],
            "names must match whole"
        );
    }

    #[test]
    fn every_other_system_gets_exact_advice() {
        for family in [Family::Fedora, Family::Arch, Family::OtherLinux, Family::MacOs, Family::Windows] {
            assert!(
                advice(family, Purpose::Test).contains("nstall"),
                "{family:?} must be told what to install"
            );
        }
        assert!(advice(Family::Fedora, Purpose::Run).contains("webkit2gtk4.1-devel"));
    }
}
