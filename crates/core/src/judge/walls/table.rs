//! The table of markers, read once, with what looks for all of them in one pass.

use crate::reason::Reason;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A marker, what it means, and whose it is.
pub(super) type Row = (String, Reason, String);

/// The lists of `markers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) headers: Vec<(String, String, Reason, String)>,
    pub(super) markup: Vec<Row>,
    pub(super) titles: Vec<Row>,
    pub(super) words: Vec<Row>,
    pub(super) plain: Vec<Row>,
    pub(super) puzzles: Vec<String>,
    pub(super) not_found: Vec<String>,
    pub(super) not_found_words: Vec<String>,
    pub(super) detours: Vec<(String, Reason)>,
    pub(super) detour_hosts: Vec<(String, Reason)>,
    pub(super) json_words: Vec<(String, Reason)>,
}

pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("markers.toml")).expect("a test reads the table"));

static MARKUP: LazyLock<AhoCorasick> =
    LazyLock::new(|| searcher(TABLE.markup.iter().map(|(marker, ..)| marker)));

static WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| searcher(TABLE.words.iter().map(|(marker, ..)| marker)));

static PUZZLES: LazyLock<AhoCorasick> = LazyLock::new(|| searcher(TABLE.puzzles.iter()));

static TITLES: LazyLock<HashMap<&'static str, Reason>> =
    LazyLock::new(|| TABLE.titles.iter().map(|(title, reason, _)| (title.as_str(), *reason)).collect());

fn searcher<'m>(markers: impl Iterator<Item = &'m String>) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        // Four times as fast over a page as the smaller automaton that it would choose.
        .kind(Some(AhoCorasickKind::DFA))
        .build(markers)
        .expect("the table is small")
}

/// The first wall in a page's markup.
pub(super) fn in_markup(body: &str) -> Option<Reason> {
    let found = MARKUP.find(body)?;
    TABLE.markup.get(found.pattern().as_usize()).map(|(_, reason, _)| *reason)
}

/// The first wall in a text of lower case that stands there as whole words.
pub(super) fn in_words(text: &str) -> Option<Reason> {
    let found = WORDS.find_iter(text).find(|found| is_whole(text, found.start(), found.end()))?;
    TABLE.words.get(found.pattern().as_usize()).map(|(_, reason, _)| *reason)
}

/// Whether a puzzle's widget stands in a page's markup.
pub(super) fn has_puzzle(body: &str) -> bool {
    PUZZLES.is_match(body)
}

/// What a title or a part of one means.
pub(super) fn of_title(title: &str) -> Option<Reason> {
    TITLES.get(title.trim_end_matches(['.', '\u{2026}', ' '])).copied()
}

/// Whether a match neither begins nor ends inside a word of ASCII letters; scripts without spaces have no such ends.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let begins_inside = is_letter(Some(start)) && is_letter(start.checked_sub(1));
    let ends_inside = is_letter(end.checked_sub(1)) && is_letter(Some(end));
    !begins_inside && !ends_inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let markers = TABLE.markup.iter().chain(&TABLE.titles).chain(&TABLE.words).chain(&TABLE.plain);
        for (marker, _, source) in markers {
            assert_eq!(&marker.to_lowercase(), marker, "texts are compared in lower case");
            assert!(!source.is_empty(), "{marker}: a row says whose it is");
        }
        assert_eq!(TITLES.len(), TABLE.titles.len(), "a title stands in two rows");
        for (title, _, _) in &TABLE.titles {
            assert!(of_title(title).is_some(), "{title}: written as titles are compared");
        }
        for (words, _, _) in &TABLE.words {
            assert!(!words.contains(['\u{2019}', '\u{a0}']), "{words}: written with straight apostrophes");
        }
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(in_words("sorry, too many requests."), Some(Reason::RateLimited));
        assert_eq!(in_words("stoo many requestss"), None, "other words with these letters in them");
        assert_eq!(in_words("现在请求过于频繁了"), Some(Reason::RateLimited), "a script without spaces");
    }
}
