//! `cargo xtask test`: every check of the project, in order, each with its time.

use crate::call::{self, Call};
use crate::stop::Stop;
use crate::summary::Summary;
use crate::system::Purpose;
use crate::ui;

/// Every cargo call selects the whole workspace with the same features, so that nothing is built twice.
const WHOLE: [&str; 4] = ["--workspace", "--features", "unlisted/embedded", "--locked"];

/// A virtual screen and a message bus of their own for tests that open a window.
const IN_A_WINDOW: [&str; 6] = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--"];

/// Sets up, then runs every check; the first that fails stops the rest. The summary is shown either way.
pub(crate) fn run() -> Result<(), Stop> {
    let mut summary = Summary::default();
    let result = run_all(&mut summary);
    println!("{}", summary.table());
    if result.is_ok() {
        println!("all checks passed");
    }
    result
}

fn run_all(summary: &mut Summary) -> Result<(), Stop> {
    summary.part("set-up", || crate::set_up(Purpose::Test))?;
    for (name, call) in before_the_pages() {
        summary.part(name, || shown_and_run(name, &call))?;
    }
    // The app embeds the built pages while it compiles, so they come before its lints too.
    summary.part("UI build", ui::build)?;
    for (name, call) in after_the_pages()? {
        summary.part(name, || shown_and_run(name, &call))?;
    }
    Ok(())
}

fn shown_and_run(name: &str, call: &Call) -> Result<(), Stop> {
    println!("    {}", call.shown());
    call.run(name)
}

fn before_the_pages() -> Vec<(&'static str, Call)> {
    vec![
        ("Rust formatting", Call::cargo(&["fmt", "--all", "--check"])),
        ("UI types", Call::npm(&["run", "check"])),
        ("UI lints", Call::npm(&["run", "lint"])),
        ("UI tests", Call::npm(&["test"])),
    ]
}

fn after_the_pages() -> Result<Vec<(&'static str, Call)>, Stop> {
    let lab = call::built("unlisted-lab")?;
    let window_tests = cargo(&["test"], &["--test", "*"]);
    let window_tests =
        if cfg!(target_os = "linux") { window_tests.under(&IN_A_WINDOW) } else { window_tests };
    Ok(vec![
        ("Rust lints", cargo(&["clippy", "--all-targets"], &["--", "-D", "warnings"])),
        // The window tests start the app's binary, which `cargo test` alone would not build.
        ("Rust build", cargo(&["build", "--all-targets"], &[])),
        ("unit tests", cargo(&["test"], &["--lib", "--bins"])),
        ("documentation examples", cargo(&["test"], &["--doc"])),
        ("source definitions", Call::new(lab.to_string_lossy(), &["source", "lint", "assets/sources"])),
        ("scenario and window tests", window_tests),
    ])
}

fn cargo(before: &[&str], after: &[&str]) -> Call {
    Call::cargo(&[before, &WHOLE, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cargo_build_shares_one_selection() {
        for (name, call) in after_the_pages().unwrap() {
            let line = call.shown();
            let shares = line.contains("--workspace --features unlisted/embedded --locked");
            assert!(
                shares || !line.contains("cargo "),
                "`{name}` would build the dependencies again: {line}"
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn window_tests_bring_their_own_screen_and_bus() {
        let parts = after_the_pages().unwrap();
        let line = parts.last().map(|(_, call)| call.shown()).unwrap();
        let start = "xvfb-run -a -s '-screen 0 1280x900x24' dbus-run-session -- cargo test ";
        assert!(
            line.starts_with(start),
            "a window must not appear on, or speak to, the person's own desktop: {line}"
        );
    }
}
