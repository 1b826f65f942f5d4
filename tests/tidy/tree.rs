//! Reads the tree once for all rules: every text file of ours, with its path.

use std::path::{Path, PathBuf};

/// A text file of ours; `path` is from the workspace's folder, with `/` between its parts.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Text {
    /// Whether the file's name ends so, after a dot.
    pub(crate) fn is(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, own)| own == ending)
    }
}

/// Folders that are made, not written, wherever they are.
const MADE: [&str; 7] = [".git", "target", "node_modules", "dist", "gen", "schemas", "coverage"];

/// The types that are written from the Rust contract and from the words for people: made too, but committed.
const MADE_TYPES: [&str; 2] = ["ui/src/ipc/contract.ts", "ui/src/words/ids.ts"];

/// Endings of the files that rules read.
const ENDINGS: [&str; 15] = [
    "ftl", "rs", "toml", "ts", "js", "svelte", "css", "html", "md", "json", "txt", "sh", "yml", "lock", "svg",
];

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a folder of the workspace").to_owned()
}

/// One file's text, by its path from the workspace's folder.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// One TOML file's table.
pub(crate) fn read_toml(path: &str) -> toml::Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file of ours with one of these endings.
pub(crate) fn texts(endings: &[&str]) -> Vec<Text> {
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    let mut texts: Vec<Text> = found.into_iter().map(|path| Text { text: read(&path), path }).collect();
    texts.retain(|file| endings.iter().any(|ending| file.is(ending)));
    assert!(!texts.is_empty(), "a rule about {endings:?} that reads no file proves nothing");
    texts
}

/// Every text file of ours.
pub(crate) fn all_texts() -> Vec<Text> {
    texts(&ENDINGS)
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the tree can be read") {
        let path = entry.expect("an entry of the tree can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = path.strip_prefix(root()).expect("it is inside").to_string_lossy().replace('\\', "/");
        if MADE.contains(&name.as_str()) || MADE_TYPES.contains(&inside.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        } else if ENDINGS.iter().any(|ending| inside.ends_with(&format!(".{ending}"))) {
            found.push(inside);
        }
    }
}

/// Lines that are code: a comment may name what the code must not use.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with('*') && !line.starts_with("/*")
    })
}

/// Fails with every breach and with the reason for the rule.
pub(crate) fn assert_none(breaches: &[String], why: &str) {
    assert!(breaches.is_empty(), "{why}\n  {}", breaches.join("\n  "));
}
