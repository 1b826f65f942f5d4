//! What asking for room adds to a commit: `cargo run --release -p unlisted-vault --example room_cost [COMMITS]`.
//!
//! Commits one small record at a time, each durable, and asks the system for the free room of the same folder as often as
//! a commit does, which is once.

use std::error::Error;
use std::io::Write as _;
use std::time::{Duration, Instant};

use unlisted_vault::{Batch, KdfStrength, Kind, NewUnlock, Vault};

#[cfg(unix)]
fn ask(folder: &std::path::Path) -> u64 {
    rustix::fs::statvfs(folder).map_or(0, |disk| disk.f_bavail)
}

#[cfg(not(unix))]
fn ask(_folder: &std::path::Path) -> u64 {
    0
}

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(2_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let unlock =
        NewUnlock { passphrase: "an invented passphrase", keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(folder.path(), &unlock)?;
    let case = vault.case(&vault.make_case()?)?;
    let root = folder.path().join("vault");
    let (mut commits, mut asked, mut seen) = (Duration::ZERO, Duration::ZERO, 0);
    for n in 0..count {
        let batch = Batch::new().put(Kind::Outcome, &format!("{n:08}"), &"x".repeat(300))?;
        let start = Instant::now();
        case.commit(batch)?;
        commits += start.elapsed();
        let start = Instant::now();
        seen += u64::from(ask(&root) > 0);
        asked += start.elapsed();
    }
    let part = 100.0 * asked.as_secs_f64() / commits.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{count} commits of one record in {commits:.1?}, asking for room {seen} times in {asked:.1?}"
    )?;
    writeln!(out, "asking takes {part:.3} % of a commit")?;
    Ok(())
}
