//! A network of its own for one test: a process in fresh user, network and mount namespaces, where every address is this
//! machine and nothing leads anywhere else.
//!
//! It needs no privilege where the kernel lets users make namespaces, and root's elsewhere; nothing of the machine's own
//! network or of its `/etc` changes, and all of it is gone with the process.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name server that a process apart knows.
pub(crate) const NAME_SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 53));

/// A proxy that the environment names and nobody may use.
pub(crate) const ENVIRONMENT_PROXY: &str = "http://10.9.8.7:3128";

/// Tells a process that it runs apart, for which test, and where its folder is.
const FOLDER: &str = "UNLISTED_EGRESS_FOLDER";

/// What the process says when its story has come to its end: a test that was not run says nothing.
const TOLD: &str = "the story was told to its end";

/// Where everything that a process apart may need of `/etc` stands instead of it.
const NAMES: [(&str, &str); 3] = [
    ("resolv.conf", "nameserver 198.51.100.53\noptions timeout:2 attempts:1\n"),
    ("nsswitch.conf", "hosts: files dns\n"),
    ("hosts", "127.0.0.1 localhost\n"),
];

/// Runs a story in a network of its own: starts this very test again in new namespaces, and runs it there.
///
/// Where the system permits no namespaces, says so on the standard error stream, and returns; with
/// `UNLISTED_EGRESS=must` it fails instead.
pub(crate) fn apart(test: &str, story: impl FnOnce()) {
    if std::env::var_os(FOLDER).is_some() {
        story();
        let _ = writeln!(std::io::stdout(), "{TOLD}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    if let Err(why) = run(arranged(folder.path()).arg("true")) {
        let must = std::env::var_os("UNLISTED_EGRESS").is_some_and(|word| word == "must");
        assert!(!must, "no network of its own here: {why}");
        let _ = writeln!(
            std::io::stderr(),
            "\nNOT PROVEN HERE: {test}: this system permits no network of its own ({why}).\n\
             Only what needs none was tested. Run it as root, or where users may make namespaces, with iproute2; \
             UNLISTED_EGRESS=must makes this a failure.\n"
        );
        return;
    }
    let mut inside = arranged(folder.path());
    inside.arg(std::env::current_exe().unwrap());
    inside.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    inside.env(FOLDER, folder.path()).env("SSL_CERT_FILE", folder.path().join("authority.pem"));
    inside.env_remove("SSL_CERT_DIR");
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        inside.env(name, ENVIRONMENT_PROXY);
    }
    for name in ["NO_PROXY", "no_proxy"] {
        inside.env_remove(name);
    }
    match run(&mut inside) {
        Ok(said) => assert!(said.contains(TOLD), "the story was not told:\n{said}"),
        Err(said) => panic!("in a network of its own:\n{said}"),
    }
}

/// The process's own folder, made by the one outside.
fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os(FOLDER).expect("a process apart has a folder"))
}

/// Makes the world's authority one that the system trusts, as far as this process is concerned.
pub(crate) fn trust(authority_pem: &str) {
    std::fs::write(folder().join("authority.pem"), authority_pem).unwrap();
}

/// Stops where a packet could leave this machine: a test tells nobody anything.
pub(crate) fn assert_apart() {
    let read = |table: &str| std::fs::read_to_string(table).unwrap_or_default();
    let (fourth, sixth) = (read("/proc/net/route"), read("/proc/net/ipv6_route"));
    let devices = fourth.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let devices = devices.chain(sixth.lines().filter_map(|line| line.split_whitespace().next_back()));
    for device in devices {
        assert_eq!(device, "lo", "only a process without any way out may ask live hosts");
    }
}

/// The start of a command that runs in new namespaces, where all is arranged: every address is this machine, and only
/// our own files tell how names are looked up.
fn arranged(folder: &Path) -> Command {
    let etc = folder.join("etc");
    std::fs::create_dir_all(&etc).unwrap();
    for (name, text) in NAMES {
        std::fs::write(etc.join(name), text).unwrap();
    }
    let arrange = "set -e; ip link set lo up; ip route add local 0.0.0.0/0 dev lo; \
                   ip -6 route add local ::/0 dev lo; mount --bind \"$0\" /etc; exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--net", "--mount", "--", "sh", "-c", arrange]).arg(etc);
    command
}

/// Runs a command to its end; what it said, on both streams, is the error where it fails.
fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|failure| failure.to_string())?;
    let said =
        [output.stdout, output.stderr].map(|stream| String::from_utf8_lossy(&stream).into_owned()).concat();
    if output.status.success() { Ok(said) } else { Err(said.trim().to_owned()) }
}
