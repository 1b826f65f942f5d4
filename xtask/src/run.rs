//! `cargo xtask run`: set up, build, then open the app, or practise in the terminal without a display.

use crate::call::{self, Call};
use crate::stop::Stop;
use crate::system::Purpose;
use crate::ui;

/// Where the practice audit without a display writes its checklist, from the workspace's folder.
const PRACTICE: &str = "target/practice";

/// Sets up, builds and starts the app; without a display it runs the practice audit in the terminal.
pub(crate) fn run() -> Result<(), Stop> {
    crate::set_up(Purpose::Run)?;
    println!("\n==> building the UI");
    ui::build()?;
    println!("\n==> building the app (the first time takes several minutes)");
    Call::cargo(&["build", "--package", "unlisted", "--features", "embedded", "--locked"])
        .run("building the app")?;
    let app = call::built("unlisted")?;
    let app = app.to_string_lossy();
    if has_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        println!("\n==> opening Unlisted");
        return Call::new(app, &[]).run("the app");
    }
    println!("\n==> no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can open here");
    println!("    running the practice audit of an invented person in this terminal instead");
    Call::new(app, &["--practice-report", PRACTICE]).run("the practice audit")?;
    println!("\nThe removal checklist of the practice audit is in {PRACTICE}/.");
    Ok(())
}

/// Whether a window could open; `is_set` says whether an environment variable is set.
/// macOS and Windows always have one as far as a program can tell.
fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn either_display_will_do() {
        assert!(has_display(|name| name == "DISPLAY"), "X11 is enough");
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"), "Wayland is enough");
        assert!(!has_display(|_| false), "with neither, opening a window can only fail");
    }
}
