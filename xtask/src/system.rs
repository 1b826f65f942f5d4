//! The system packages the project needs: which are missing, what each is for, and how to get them.

mod packages;
mod release;

pub(crate) use packages::Purpose;
use packages::needed;
use release::Family;

use crate::call::Call;
use crate::stop::Stop;

/// Installs what is missing for `purpose` on Debian and Ubuntu; elsewhere says what to install.
pub(crate) fn install_missing(purpose: Purpose) -> Result<(), Stop> {
    let text = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    match Family::of(std::env::consts::OS, &text) {
        Family::Debian => install_on_debian(purpose),
        other => advise(other, purpose),
    }
}

fn install_on_debian(purpose: Purpose) -> Result<(), Stop> {
    let needed = needed(purpose);
    let mut words = vec!["-W", "-f", "${Package} ${db:Status-Status}\n"];
    words.extend(needed.iter().map(|package| package.name));
    let listed = Call::new("dpkg-query", &words).output().unwrap_or_default();
    let missing = packages::missing(&needed, &listed);
    if missing.is_empty() {
        println!("system packages: all {} are installed", needed.len());
        return Ok(());
    }
    println!(
        "system packages: {} of {} are missing and will now be installed with apt-get:",
        missing.len(),
        needed.len()
    );
    for package in &missing {
        println!("  {:<22} {}", package.name, package.why);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let install = apt_get(&[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat());
    let update = apt_get(&["update"]);
    if !is_root() && !Call::new("sudo", &["--version"]).succeeds() {
        let then =
            format!("There is no sudo here. As root, run:\n  {}\n  {}", update.shown(), install.shown());
        return Err(Stop::PackagesMissing { then });
    }
    let raised: &[&str] = if is_root() { &[] } else { &["sudo"] };
    let (update, install) = (update.under(raised), install.under(raised));
    println!("  > {}", update.shown());
    if let Err(stop) = update.run("refreshing the package lists") {
        // One broken list of somebody else's must not stop packages that the other lists have.
        println!("{stop}\n  going on with the package lists that are there");
    }
    println!("  > {}", install.shown());
    install.run("installing system packages")
}

/// `env` carries the setting because sudo drops the variables of its caller.
fn apt_get(words: &[&str]) -> Call {
    Call::new("apt-get", words).under(&["env", "DEBIAN_FRONTEND=noninteractive"])
}

/// Says what to install on a system we do not install on; goes on when what can be looked for is there.
fn advise(family: Family, purpose: Purpose) -> Result<(), Stop> {
    let absent: Vec<&str> = packages::signs(family, purpose)
        .iter()
        .filter(|(_, words)| {
            !words.split_first().is_some_and(|(program, rest)| Call::new(*program, rest).succeeds())
        })
        .map(|(what, _)| *what)
        .collect();
    if absent.is_empty() {
        println!("system packages: not installed from here on this system; what is needed was found");
        return Ok(());
    }
    let then = format!("Not found: {}.\n{}", absent.join(", "), packages::advice(family, purpose));
    Err(Stop::PackagesMissing { then })
}

/// Whether we are root: on Linux, `/proc/self` belongs to the user we run as.
fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::path::Path::new("/proc/self").metadata().is_ok_and(|own| own.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}
