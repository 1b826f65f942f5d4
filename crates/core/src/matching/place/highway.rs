//! Numbered roads under their many names: `NJ-27` and `State Route 27`, `FM 407`, `CR 400N`.

use super::street::Street;
use super::street_word::direction_of;
use crate::identifier::region_code;
use crate::matching::text::word::{Word, Words};

/// Takes a numbered road, if the line is one: its number is the name, and what sort of road it is the kind.
pub(super) fn take_highway(rest: &mut Words, street: &mut Street) -> bool {
    let mut words = *rest;
    if words.len() > 2
        && let Some(direction) = words.first().and_then(direction_of)
    {
        street.directions |= direction;
        words.take(0);
    }
    let Some((kind, used)) = read_kind(&words) else {
        if words.len() != rest.len() {
            street.directions = 0;
        }
        return false;
    };
    let Some(number) = words.get(used).copied() else { return false };
    let digits = number.as_bytes().iter().take_while(|byte| byte.is_ascii_digit()).count();
    street.name = Word::from_folded("hwy");
    street.name.join(&number.prefix(digits));
    street.kind = kind.map(Word::from_folded);
    // "400N" and "400 N".
    let after = number.as_bytes().get(digits..).unwrap_or_default();
    let mut letter = Word::default();
    for byte in after {
        letter.push(*byte);
    }
    let next = words.get(used + 1).copied().unwrap_or_default();
    for word in [letter, next] {
        match direction_of(&word) {
            Some(direction) => street.directions |= direction,
            None => street.name.join(&letter_of(&word)),
        }
    }
    true
}

/// `27A` is another road than `27`.
fn letter_of(word: &Word) -> Word {
    if word.len() == 1 { *word } else { Word::EMPTY }
}

/// The sort of road, and how many words it took; none for what is no numbered road.
fn read_kind(words: &Words) -> Option<(Option<&'static str>, usize)> {
    let word = |at: usize| words.get(at).map(Word::as_bytes).unwrap_or_default();
    let number = |at: usize| words.get(at).is_some_and(Word::starts_with_digit) && words.len() <= at + 2;
    let road = |at: usize| {
        matches!(
            word(at),
            b"road" | b"rd" | b"route" | b"rte" | b"rt" | b"highway" | b"hwy" | b"hiway" | b"trunk"
        )
    };
    let found = match word(0) {
        b"us" | b"ush" if number(1) => (Some("us"), 1),
        b"us" if road(1) && number(2) => (Some("us"), 2),
        b"interstate" | b"i" | b"ih" if number(1) => (Some("ih"), 1),
        b"cr" | b"cth" | b"cty" if number(1) => (Some("cr"), 1),
        b"county" | b"co" | b"cnty" | b"cty" if road(1) && number(2) => (Some("cr"), 2),
        b"county" if number(1) => (Some("cr"), 1),
        b"fm" | b"rm" if number(1) => (Some("fm"), 1),
        b"fm" | b"farm" | b"ranch" if road(1) && number(2) => (Some("fm"), 2),
        b"farm" | b"ranch" if matches!(word(1), b"to") && number(3) => (Some("fm"), 3),
        b"farm" | b"ranch" if matches!(word(1), b"to") && road(3) && number(4) => (Some("fm"), 4),
        b"sr" | b"sh" | b"srt" | b"sth" if number(1) => (Some("sr"), 1),
        b"state" | b"st" | b"texas" if road(1) && number(2) => (Some("sr"), 2),
        b"route" | b"rte" | b"rt" | b"highway" | b"hwy" | b"hiway" if number(1) => (None, 1),
        name if name.len() == 2 && number(1) && region_code(words.first()?.as_str()).is_some() => {
            (Some("sr"), 1)
        }
        name if name.len() == 2 && road(1) && number(2) && region_code(words.first()?.as_str()).is_some() => {
            (Some("sr"), 2)
        }
        _ => return None,
    };
    Some(found)
}
