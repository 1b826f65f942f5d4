//! Words the project does not use for its own things, in file names and in definitions.

use crate::tree::{all_texts, assert_none, code_lines, texts};

/// Words for a person that make a self-audit read like an investigation, and words that name nothing.
const BANNED: [&str; 15] = [
    "manager",
    "managers",
    "service",
    "services",
    "helper",
    "helpers",
    "util",
    "utils",
    "processor",
    "target",
    "victim",
    "subject",
    "hit",
    "hits",
    "entity",
];

/// The words of a name in any of our cases: `parse_reply`, `ParseReply`, `parse-reply`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() {
            words.push(String::new());
        }
        if letter.is_alphanumeric() {
            words.last_mut().expect("it starts with one").extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn banned(name: &str) -> bool {
    words(name).iter().any(|word| BANNED.contains(&word.as_str()))
}

#[test]
fn names_are_split_into_words() {
    assert_eq!(words("VaultManager"), ["vault", "manager"]);
    assert_eq!(words("parse_hits-2"), ["parse", "hits", "2"]);
    assert!(banned("HelperTable") && !banned("Whitespace"), "whole words count, parts of words do not");
}

#[test]
fn files_are_named_in_our_vocabulary() {
    let breaches: Vec<String> = all_texts()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| !path.starts_with("assets/") && path.split('/').any(banned))
        .collect();
    assert_none(&breaches, "one word per idea (ARCHITECTURE.md); these words are not ours");
}

#[test]
fn definitions_are_named_in_our_vocabulary() {
    let rust = regex::Regex::new(r"\b(?:struct|enum|trait|fn|mod|type|const|static)\s+(\w+)").unwrap();
    let script = regex::Regex::new(r"\b(?:class|interface|type|function)\s+(\w+)").unwrap();
    let mut breaches = Vec::new();
    for file in texts(&["rs", "ts", "svelte"]) {
        let definition = if file.is("rs") { &rust } else { &script };
        for (number, line) in code_lines(&file.text) {
            for name in definition.captures_iter(line).filter_map(|found| found.get(1)) {
                // What `Deref` calls its associated type is the language's word.
                if banned(name.as_str()) && !line.contains(concat!("type", " Target = ")) {
                    breaches.push(format!("{}:{number}: {}", file.path, name.as_str()));
                }
            }
        }
    }
    assert_none(&breaches, "one word per idea (ARCHITECTURE.md); these words are not ours");
}

/// Other words for what a screen calls a "user name".
const OTHER_WORDS: &str =
    r"(?i)\b(?:usernames?|user-names?|handles?|account names?|screen names?|login names?)\b";

#[test]
fn screens_say_one_word_per_idea() {
    let other = regex::Regex::new(OTHER_WORDS).unwrap();
    assert!(other.is_match("Your Handle") && other.is_match("usernames") && !other.is_match("User name"));
    let files = texts(&["ftl"]);
    let files: Vec<_> = files.iter().filter(|file| file.path.starts_with("assets/words/en/")).collect();
    assert!(!files.is_empty(), "the files of words were read");
    let mut breaches = Vec::new();
    for file in files {
        for (number, line) in (1..).zip(file.text.lines()) {
            // An id is a name of the code, which says `username`.
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            if !line.starts_with('#') && !line.ends_with('=') && other.is_match(said) {
                breaches.push(format!("{}:{number}: {line}", file.path));
            }
        }
    }
    assert_none(&breaches, "say \"user name\" on screen (ARCHITECTURE.md, Vocabulary)");
}
