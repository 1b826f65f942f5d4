//! What is kept in the repository: what the root may hold, and how big a file may be.

use crate::tree::{assert_none, root};
use std::process::Command;

/// What may lie in the root: folders, then files. A new thing belongs into one of the folders.
const ROOT: [&str; 26] = [
    ".cargo",
    ".ci",
    "assets",
    "crates",
    "docs",
    "icons",
    "src-tauri",
    "tests",
    "ui",
    "xtask",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "PRIVACY.md",
    "README.md",
    "SECURITY.md",
    "STYLE.md",
    "clippy.toml",
    "deny.toml",
    "rust-toolchain.toml",
    "rustfmt.toml",
];

/// The largest kept file. A clone has every version of every file for ever.
const LARGEST: u64 = 256 << 10;

/// Whole stores as older versions wrote them; what is in them may not change, so they are kept once.
const STORES: &str = "crates/vault/tests/fixtures/";

/// Every file that git keeps, by its path from the root.
fn kept_files() -> Vec<String> {
    let output =
        Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git is there");
    assert!(output.status.success(), "this rule reads a git checkout");
    let names = String::from_utf8(output.stdout).expect("paths are text");
    let kept: Vec<String> = names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    assert!(kept.len() > 100, "a rule that reads no files proves nothing");
    kept
}

#[test]
fn the_root_holds_what_it_should_and_nothing_else() {
    let kept = kept_files();
    let first = |path: &String| path.split('/').next().unwrap_or_default().to_owned();
    let mut strange: Vec<String> =
        kept.iter().map(first).filter(|name| !ROOT.contains(&name.as_str())).collect();
    strange.dedup();
    assert_none(&strange, "a new thing has a folder of its kind (CONTRIBUTING.md)");
}

#[test]
fn no_kept_file_is_large() {
    let size = |path: &String| std::fs::metadata(root().join(path)).map_or(0, |file| file.len());
    let large: Vec<String> =
        kept_files().into_iter().filter(|path| !path.starts_with(STORES) && size(path) > LARGEST).collect();
    assert_none(&large, "files above 256 KiB are made, not kept, or do not belong here");
}
