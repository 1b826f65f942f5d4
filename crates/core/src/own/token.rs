//! A text as a row of folded tokens, kept as numbers: letters and digits in one case without accents.

use crate::invisible::is_invisible;
use crate::matching::{Word, street_kind};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// One token: a number that equal words share. Two different words share one about once in 2^64.
pub(super) type Token = u64;

/// The tokens of a text, in their order.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
}

impl Tokens {
    /// Reads a text. Words for a kind of street are written as its short form, so that "Lane" and "Ln" are equal.
    pub(super) fn read(text: &str) -> Self {
        let parts = text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
        Self { list: parts.filter(|part| !part.is_empty()).map(token).collect() }
    }

    /// The tokens of a range, as far as it reaches into them.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let end = range.end.min(self.list.len());
        Self { list: self.list.get(range.start.min(end)..end).unwrap_or_default().to_vec() }
    }
}

/// Combining marks belong to the letter before them; characters without a shape join what they stand in.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter) || is_invisible(letter)
}

/// The token of one word.
pub(super) fn token(word: &str) -> Token {
    if word.is_ascii() {
        return number(&word.to_ascii_lowercase());
    }
    let shown = word.chars().filter(|letter| !is_invisible(*letter));
    let plain: String = shown
        .nfkd()
        .filter(|letter| !is_mark(*letter))
        .flat_map(char::to_lowercase)
        .flat_map(|letter| match letter {
            'ß' => ['s', 's'],
            other => [other, '\0'],
        })
        .filter(|letter| *letter != '\0')
        .collect();
    number(&plain)
}

fn number(word: &str) -> Token {
    let street = word.strip_suffix("strasse").map(|name| format!("{name}str"));
    let word = street.as_deref().unwrap_or(word);
    let kind = if word.len() <= 12 { street_kind(word) } else { None };
    let mut hasher = DefaultHasher::new();
    kind.as_ref().map_or(word, Word::as_str).hash(&mut hasher);
    hasher.finish()
}

/// The text without what stands between `<` and `>`, so that words across tags stand beside one another. A tag that
/// stands within a word breaks it no more than a browser does.
pub(super) fn without_tags(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        bare.push_str(before);
        let begins_tag =
            tag.starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        let Some((name, after)) = tag.split_once('>').filter(|_| begins_tag) else {
            bare.push('<');
            rest = tag;
            continue;
        };
        // Elements within a line keep a word together; all others end it.
        let name = name
            .trim_start_matches('/')
            .split(|end: char| !end.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        if !matches!(
            name.to_ascii_lowercase().as_str(),
            "b" | "i" | "em" | "strong" | "mark" | "u" | "font" | "wbr"
        ) {
            bare.push(' ');
        }
        rest = after;
    }
    bare.push_str(rest);
    bare
}
