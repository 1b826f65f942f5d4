//! The native save dialog, answered with the keyboard as a person would.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Waits for the dialog, types the whole path and presses Return.
pub(crate) fn save_as(path: &Path) {
    let window = wait_for_dialog();
    xdotool(&["windowfocus", "--sync", &window]);
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    xdotool(&["type", "--clearmodifiers", "--delay", "8", path.to_str().unwrap()]);
    std::thread::sleep(Duration::from_millis(300));
    xdotool(&["key", "--clearmodifiers", "Return"]);
    for _ in 0..100 {
        if path.is_file() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the dialog wrote {}", path.display());
}

fn wait_for_dialog() -> String {
    for _ in 0..150 {
        let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", "^Save"]).output();
        let found = found.expect("xdotool is installed by `cargo xtask setup`");
        if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next() {
            // A dialog that has just appeared does not take keys yet.
            std::thread::sleep(Duration::from_millis(400));
            return window.to_owned();
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("a native save dialog appeared");
}

fn xdotool(words: &[&str]) {
    let status = Command::new("xdotool").args(words).status().unwrap();
    assert!(status.success(), "xdotool {words:?}");
}
