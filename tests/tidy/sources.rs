//! What every source file keeps to: an opening sentence, a size, and nothing that must not be in it.

use regex::Regex;

use crate::tree::{all_texts, assert_none, code_lines, texts};

/// No file is longer: one that needs a table of contents is two files.
const MOST_LINES: usize = 400;

/// Lines with a breach, as `path:number: line`.
fn lines_where(endings: &[&str], within: &str, breach: impl Fn(&str) -> bool) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut files = texts(endings);
    files.retain(|file| file.path.starts_with(within));
    assert!(!files.is_empty(), "a rule about {endings:?} in `{within}` that reads no file proves nothing");
    for file in files {
        for (number, line) in (1..).zip(file.text.lines()).filter(|(_, line)| breach(line)) {
            breaches.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    breaches
}

#[test]
fn every_rust_file_opens_with_a_sentence() {
    let mut breaches = Vec::new();
    for file in texts(&["rs"]) {
        let opening: Vec<&str> = file.text.lines().map_while(|line| line.strip_prefix("//!")).collect();
        if opening.is_empty() || !opening.join("").trim_end().ends_with(['.', ':', ')', '`']) {
            breaches.push(file.path);
        }
    }
    assert_none(&breaches, "a file opens with a `//!` sentence that says what it is for");
}

#[test]
fn no_file_is_long() {
    let mut breaches = Vec::new();
    for file in texts(&["rs", "ts", "svelte", "css"]) {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            breaches.push(format!("{}: {lines} lines", file.path));
        }
    }
    assert_none(&breaches, "a file that needs a table of contents is two files");
}

#[test]
fn no_test_is_ignored() {
    let ignored = Regex::new(r"#\[ignore|\b(it|test|describe)\.(skip|only|todo)\b").unwrap();
    let breaches =
        lines_where(&["rs", "ts"], "", |line| ignored.is_match(line) && !line.contains("Regex::new"));
    assert_none(&breaches, "assert today's wrong behaviour with a comment instead of not running the test");
}

#[test]
fn only_one_folder_of_the_ui_speaks_to_the_app() {
    let mut breaches = lines_where(&["ts", "svelte"], "ui/src/", |line| line.contains("@tauri-apps"));
    breaches.retain(|line| !line.starts_with("ui/src/ipc/"));
    assert_none(&breaches, "the UI has one door, so that what it can ask for is one list");
}

#[test]
fn the_ui_never_writes_markup_from_text() {
    let markup =
        Regex::new(r"\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(").unwrap();
    let breaches = lines_where(&["ts", "svelte"], "ui/src/", |line| markup.is_match(line));
    assert_none(&breaches, "remote content is data and is never rendered as markup in our own pages");
}

#[test]
fn the_ui_loads_nothing_from_elsewhere() {
    let loads =
        Regex::new(r#"\bfetch\(|XMLHttpRequest|WebSocket\(|EventSource\(|(src|srcset)=["']https?:"#).unwrap();
    let mut breaches = lines_where(&["ts", "svelte", "html", "css"], "ui/src/", |line| loads.is_match(line));
    breaches.retain(|line| !line.contains(".test.ts"));
    assert_none(&breaches, "only the net crate asks anybody anything; the pages ask nobody");
}

#[test]
fn no_path_of_somebodys_machine() {
    let path = Regex::new(r#"(^|[\s"'`(=:])/(work|root|home|Users)/\w"#).unwrap();
    let mut breaches = Vec::new();
    for file in all_texts().iter().filter(|file| !file.path.starts_with("assets/")) {
        for (number, line) in (1..).zip(file.text.lines()).filter(|(_, line)| path.is_match(line)) {
            breaches.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    assert_none(&breaches, "a path of one machine works nowhere else and tells whose it was");
}

#[test]
fn no_invisible_characters() {
    let breaches = lines_where(&["rs", "ts", "svelte", "toml", "md", "html"], "", |line| {
        // Zero-width and direction marks, by their code points: text could read otherwise than it runs.
        let hides = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        line.contains(hides)
    });
    assert_none(&breaches, "write such characters as escapes, so that a reader sees them");
}

/// The part of a definition that is about people: from its control or first example on.
fn examples(definition: &str) -> &str {
    let start = ["\n[control", "\n[[example"].iter().filter_map(|mark| definition.find(mark)).min();
    start.and_then(|start| definition.get(start..)).unwrap_or_default()
}

#[test]
fn telephone_numbers_are_reserved_for_fiction() {
    // US: 555-0100 to 555-0199 in any area (NANPA). UK: 020 7946 0xxx, 07700 900xxx and others (Ofcom).
    let us = Regex::new(
        r"(?:\+1[-. ]?|\b)\(?([2-9]\d{2})\)?[-. ]([2-9]\d{2})[-. ](\d{4})\b|\+1([2-9]\d{2})(\d{3})(\d{4})\b",
    )
    .unwrap();
    let uk = Regex::new(r"\+44[ \d]{9,}").unwrap();
    let uk_fiction = Regex::new(r"^\+44 ?(20 ?7946 ?0|7700 ?900|1\d\d ?496 ?0|1632 ?960)").unwrap();
    let mut breaches = Vec::new();
    for file in texts(&["rs", "ts", "svelte", "toml", "json"]) {
        // Package locks hold hashes; the linter's own test needs a number that the linter refuses.
        if file.path.ends_with("lock.json") || file.path == "crates/core/src/source/lint/tests.rs" {
            continue;
        }
        // A source's own public number may stand in its facts and steps; its examples are about invented people.
        let is_asset = file.path.starts_with("assets/");
        let text = if is_asset { examples(&file.text) } else { &file.text };
        for (number, line) in code_lines(text) {
            let real_us = us.captures_iter(line).any(|found| {
                let part =
                    |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map_or("", |m| m.as_str());
                part(2, 5) != "555" || !part(3, 6).starts_with("01")
            });
            if real_us || uk.find_iter(line).any(|found| !uk_fiction.is_match(found.as_str())) {
                breaches.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert_none(&breaches, "a number that rings somewhere must not be in an invented person's life");
}
