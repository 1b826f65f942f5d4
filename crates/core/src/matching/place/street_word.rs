//! What single words mean in a street line.

use crate::matching::text::word::{ByWord, Word};
use std::sync::LazyLock;

/// Kinds of street, directions, words before a door, ordinals; the file says where they come from.
const WORDS: &str = include_str!("../../../../../assets/places/street_words.txt");

#[derive(Clone, Copy, Default)]
struct Meaning {
    kind: Option<Word>,
    in_front: Option<Word>,
    direction: Option<u8>,
    ordinal: Option<Word>,
    unit: bool,
}

static MEANINGS: LazyLock<ByWord<Meaning>> = LazyLock::new(|| {
    let mut all: ByWord<Meaning> = ByWord::default();
    for line in WORDS.lines() {
        let mut forms = line.split_whitespace();
        let table = forms.next().unwrap_or_default();
        let Some(first) = forms.clone().next().map(Word::from_folded) else { continue };
        if matches!(table, "direction" | "ordinal") {
            forms.next();
        }
        for form in forms {
            let meaning = all.entry(Word::from_folded(form)).or_default();
            match table {
                "kind" => meaning.kind = meaning.kind.or(Some(first)),
                "front" => meaning.in_front = Some(first),
                "direction" => meaning.direction = first.as_str().parse().ok(),
                "ordinal" => meaning.ordinal = Some(first),
                "unit" => meaning.unit = true,
                _ => {}
            }
        }
    }
    all
});

fn meaning(word: &Word) -> Meaning {
    MEANINGS.get(word).copied().unwrap_or_default()
}

/// The short form of a kind of street.
pub(crate) fn kind_of(word: &Word) -> Option<Word> {
    meaning(word).kind
}

/// The short form of a kind of street that stands in front of its name.
pub(crate) fn in_front(word: &Word) -> Option<Word> {
    meaning(word).in_front
}

pub(crate) fn is_in_front(word: &Word) -> bool {
    in_front(word).is_some()
}

/// The short form of a kind of street, for who reads a line of words.
pub(crate) fn street_kind(word: &str) -> Option<Word> {
    kind_of(&Word::from_folded(word))
}

/// Whether a door follows a word of a line.
pub(crate) fn is_unit_word(word: &str) -> bool {
    is_unit(&Word::from_folded(word))
}

/// Whether a word begins a post-office box or a rural route.
pub(crate) fn is_box_word(word: &str) -> bool {
    matches!(word, "po" | "p.o" | "pob" | "box" | "rr")
}

/// North 1, south 2, east 4, west 8, and their sums.
pub(crate) fn direction_of(word: &Word) -> Option<u8> {
    meaning(word).direction
}

/// Whether a door follows: `Apt`, `Flat`.
pub(crate) fn is_unit(word: &Word) -> bool {
    meaning(word).unit
}

/// The number of `fifth`, `5th`.
pub(crate) fn ordinal(word: &Word) -> Option<Word> {
    counted(word).or_else(|| meaning(word).ordinal)
}

/// The digits of `5th`.
pub(crate) fn counted(word: &Word) -> Option<Word> {
    let bytes = word.as_bytes();
    let (digits, ending) = bytes.split_at(bytes.len().checked_sub(2)?);
    let counted = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    (counted && matches!(ending, b"st" | b"nd" | b"rd" | b"th")).then(|| word.prefix(digits.len()))
}

/// Inside a name: `fifth` and `5th` are `5`, `St` is `Saint`, `Mt` is `Mount`.
pub(crate) fn inside_name(word: &Word) -> Word {
    match word.as_bytes() {
        b"st" => Word::from_folded("saint"),
        b"mt" => Word::from_folded("mount"),
        b"ft" => Word::from_folded("fort"),
        _ => ordinal(word).or_else(|| short_direction(word)).or_else(|| kind_of(word)).unwrap_or(*word),
    }
}

/// A direction inside a name: `Little West 12th` and `Little W 12th` are one.
fn short_direction(word: &Word) -> Option<Word> {
    let short = match direction_of(word)? {
        1 => "n",
        2 => "s",
        4 => "e",
        8 => "w",
        5 => "ne",
        9 => "nw",
        6 => "se",
        _ => "sw",
    };
    Some(Word::from_folded(short))
}

/// `Beispielstr. 24`, `Beispielweg 3`: the kind is the end of the word, and the number follows.
pub(super) fn is_german(rest: &[Word]) -> bool {
    let kinds: [&[u8]; 13] = [
        b"str", b"strasse", b"weg", b"platz", b"allee", b"gasse", b"straat", b"laan", b"gatan", b"vagen",
        b"vej", b"gade", b"plein",
    ];
    rest.first().is_some_and(|word| {
        kinds.iter().any(|kind| word.len() > kind.len() && word.as_bytes().ends_with(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_meanings() {
        let word = Word::from_folded;
        assert!(kind_of(&word("street")) == Some(word("st")) && kind_of(&word("st")) == Some(word("st")));
        assert!(kind_of(&word("example")).is_none());
        assert_eq!(direction_of(&word("northwest")), Some(9));
        assert!(is_unit(&word("apt")) && !is_unit(&word("ave")));
        assert!(ordinal(&word("fifth")) == Some(word("5")) && ordinal(&word("5th")) == Some(word("5")));
        assert!(ordinal(&word("5")).is_none() && counted(&word("fifth")).is_none());
        assert!(inside_name(&word("west")) == word("w"), "directions inside a name have one form");
    }
}
