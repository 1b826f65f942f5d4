//! The programs a person brings along: Node with npm, and for the checks rustfmt and clippy.

use crate::call::Call;
use crate::stop::Stop;
use crate::system::Purpose;

/// Oldest Node release that the UI's tools (Vite 8, TypeScript 6) are tried with.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Looks for the tools that `purpose` needs; the first one absent or too old is the reason to stop.
pub(crate) fn require(purpose: Purpose) -> Result<(), Stop> {
    let node = Call::new("node", &["--version"]).output();
    judge_node(node.as_deref())?;
    if !Call::npm(&["--version"]).succeeds() {
        return Err(missing(
            "npm was not found",
            "It comes with Node from https://nodejs.org; on Debian the package is `npm`.",
        ));
    }
    if purpose == Purpose::Test {
        for (component, words) in [("rustfmt", ["fmt", "--version"]), ("clippy", ["clippy", "--version"])] {
            if !Call::cargo(&words).succeeds() {
                let then = format!("Install it with: rustup component add {component}");
                return Err(missing(&format!("cargo has no {component}"), &then));
            }
        }
    }
    Ok(())
}

/// Judges what `node --version` printed, such as `v20.20.2`; `None` when Node could not be started.
fn judge_node(printed: Option<&str>) -> Result<(), Stop> {
    let (major, minor) = OLDEST_NODE;
    let then = format!("Install Node {major}.{minor} or newer, from https://nodejs.org or with nvm.");
    let Some(version) = printed.map(str::trim).filter(|version| !version.is_empty()) else {
        return Err(missing("Node was not found", &then));
    };
    match parse_version(version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => Err(missing(&format!("Node {version} is too old or could not be read"), &then)),
    }
}

/// The first two numbers of a version such as `v20.20.2`.
fn parse_version(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v').unwrap_or(version).split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn missing(what: &str, then: &str) -> Stop {
    Stop::ToolMissing { what: what.to_owned(), then: then.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_judged_by_its_first_two_numbers() {
        let fits = |printed| judge_node(printed).is_ok();
        assert!(fits(Some("v20.20.2\n")), "20.20 is newer than the oldest we accept");
        assert!(fits(Some("v24.1.0\n")), "newer is fine");
        assert!(fits(Some("v20.19.0\n")) && !fits(Some("v20.18.1\n")), "Vite 8 needs 20.19");
        assert!(!fits(Some("v18.20.4\n")), "Debian 12's own Node is too old for Vite 8");
        assert!(!fits(Some("")) && !fits(None), "no Node at all must stop with advice");
        assert!(!fits(Some("nonsense")), "what we cannot read is not accepted");
    }
}
