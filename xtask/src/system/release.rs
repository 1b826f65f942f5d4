//! Which family of systems this is, read from `/etc/os-release`.

/// Systems that share package names and a package tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Debian,
    Fedora,
    Arch,
    OtherLinux,
    MacOs,
    Windows,
}

impl Family {
    /// The family for Rust's name of the operating system and the text of `/etc/os-release`
    /// (os-release(5): `ID` is the system, `ID_LIKE` the systems it descends from, nearest first).
    pub(crate) fn of(os: &str, release: &str) -> Self {
        match os {
            "macos" => return Self::MacOs,
            "windows" => return Self::Windows,
            _ => {}
        }
        let own = parse_value(release, "ID");
        let like = parse_value(release, "ID_LIKE");
        own.split_whitespace()
            .chain(like.split_whitespace())
            .find_map(Self::named)
            .unwrap_or(Self::OtherLinux)
    }

    fn named(id: &str) -> Option<Self> {
        match id {
            "debian" | "ubuntu" => Some(Self::Debian),
            "fedora" | "rhel" => Some(Self::Fedora),
            "arch" => Some(Self::Arch),
            _ => None,
        }
    }
}

/// The value of `key`, without its quotes; empty when the key is absent.
fn parse_value<'t>(release: &'t str, key: &str) -> &'t str {
    let value = |line: &'t str| line.trim().strip_prefix(key)?.strip_prefix('=');
    release.lines().find_map(value).unwrap_or_default().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(release: &str, expected: Family) {
        assert_eq!(Family::of("linux", release), expected, "for {release:?}");
    }

    #[test]
    fn systems_are_told_apart() {
        check(
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n",
            Family::Debian,
        );
        check("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\n", Family::Debian);
        check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Family::Debian);
        check("ID=fedora\n", Family::Fedora);
        check("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", Family::Fedora);
        check("ID=endeavouros\nID_LIKE='arch'\n", Family::Arch);
        check("ID=alpine\n", Family::OtherLinux);
        check("", Family::OtherLinux);
    }

    #[test]
    fn a_longer_key_is_not_mistaken_for_a_shorter_one() {
        check("VERSION_ID=debian\nBUILD_ID=debian\nID=alpine\n", Family::OtherLinux);
    }

    #[test]
    fn other_kernels_need_no_release_file() {
        assert_eq!(Family::of("macos", ""), Family::MacOs);
        assert_eq!(Family::of("windows", "ID=debian"), Family::Windows);
    }
}
