//! The native save and open dialogs, answered with the keyboard as a person would.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Waits for the dialog, types the whole path and presses Return.
pub(crate) fn save_as(path: &Path) {
    let window = wait_for_dialog("^Save");
    xdotool(&["windowfocus", "--sync", &window]);
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    type_path(path);
    for _ in 0..100 {
        if path.is_file() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the dialog wrote {}", path.display());
}

/// Waits for the dialog that opens a file, asks it for a place to type, types the whole path and presses Return.
pub(crate) fn choose(path: &Path) {
    let window = wait_for_dialog("^Open");
    xdotool(&["windowfocus", "--sync", &window]);
    xdotool(&["key", "--clearmodifiers", "ctrl+l"]);
    std::thread::sleep(Duration::from_millis(300));
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    type_path(path);
}

fn type_path(path: &Path) {
    xdotool(&["type", "--clearmodifiers", "--delay", "8", path.to_str().unwrap()]);
    std::thread::sleep(Duration::from_millis(300));
    xdotool(&["key", "--clearmodifiers", "Return"]);
}

fn wait_for_dialog(title: &str) -> String {
    // Only a dialog that never comes takes this long.
    for _ in 0..600 {
        let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", title]).output();
        let found = found.expect("xdotool is installed by `cargo xtask setup`");
        if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next() {
            // A dialog that has just appeared does not take keys yet.
            std::thread::sleep(Duration::from_millis(400));
            return window.to_owned();
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("a native dialog appeared, named {title}");
}

fn xdotool(words: &[&str]) {
    let status = Command::new("xdotool").args(words).status().unwrap();
    assert!(status.success(), "xdotool {words:?}");
}
