//! What the documents promise about themselves: links that lead somewhere, short rules, one sentence a line.

use std::path::Path;

use crate::tree::{Text, assert_none, read, root, texts};

/// The documents whose form is checked: the notes at the top of the tree and those under docs/.
fn documents() -> Vec<Text> {
    let mut documents = texts(&["md"]);
    documents.retain(|file| !file.path.contains('/') || file.path.starts_with("docs/"));
    documents
}

/// Lines outside fenced blocks, with their numbers.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let outside = |(_, line): &(usize, &str)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    };
    (1..).zip(text.lines()).filter(outside).collect()
}

#[test]
fn links_lead_somewhere() {
    let link = regex::Regex::new(r"\]\(([^)#\s]+)(?:#[^)]*)?\)").unwrap();
    let mut breaches = Vec::new();
    for file in documents() {
        let folder = root().join(&file.path).parent().map(Path::to_owned).unwrap_or_default();
        for (number, line) in prose(&file.text) {
            for place in link.captures_iter(line).filter_map(|found| found.get(1)).map(|place| place.as_str())
            {
                if !place.contains("://") && !place.starts_with("mailto:") && !folder.join(place).exists() {
                    breaches.push(format!("{}:{number}: {place}", file.path));
                }
            }
        }
    }
    assert_none(&breaches, "a reader who follows a link must arrive");
}

#[test]
fn one_sentence_a_line() {
    let second = regex::Regex::new(r"[a-z)`]{2}[.?!] [A-Z]").unwrap();
    let mut breaches = Vec::new();
    for file in documents() {
        for (number, line) in prose(&file.text) {
            if !line.trim_start().starts_with('|') && second.is_match(line) {
                breaches.push(format!("{}:{number}: {line}", file.path));
            }
        }
    }
    assert_none(&breaches, "one sentence a line keeps a change to one sentence a change to one line");
}

#[test]
fn the_rules_stay_few() {
    let rules = read("STYLE.md").lines().filter(|line| line.starts_with("### ")).count();
    assert!((1..=30).contains(&rules), "{rules} rules: more than thirty are not read");
}

#[test]
fn decisions_are_numbered_and_whole() {
    let mut numbers = Vec::new();
    for file in documents().iter().filter(|file| file.path.starts_with("docs/adr/")) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let number = name.split('-').next().and_then(|number| number.parse::<usize>().ok());
        numbers.extend(number);
        for part in ["Status:", "Date:", "## Context", "## Options", "## Decision", "## Consequences"] {
            assert!(
                file.text.contains(part),
                "{} has no `{part}`: a decision is read years later",
                file.path
            );
        }
    }
    let expected: Vec<usize> = (1..=numbers.len()).collect();
    assert_eq!(numbers, expected, "decisions are numbered in order and never removed");
    assert!(!numbers.is_empty(), "the first decisions are written down");
}
