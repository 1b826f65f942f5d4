//! House numbers: in front, behind, with a letter, as a range, with a door before or behind.

use super::street::Street;
use super::street_word::{counted, direction_of, is_german, is_in_front, is_unit};
use crate::matching::text::fold::words;
use crate::matching::text::word::{Word, Words};

/// `2/1 15 Example Terrace` and `Flat 2/1, 15 ...` begin with a Scottish flat; `3b/221 Example Road` and
/// `5/100 Example St` have the door before the house.
pub(super) fn take_slashed<'a>(text: &'a str, street: &mut Street) -> &'a str {
    if !text.contains('/') {
        return text;
    }
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (first, after) = text.trim_start().split_once(' ').unwrap_or((text, ""));
    let (flat, rest) = match first.to_ascii_lowercase().as_str() {
        "flat" | "apt" | "unit" => after.trim_start().split_once(' ').unwrap_or((after, "")),
        _ => (first, after),
    };
    let Some((before, behind)) =
        flat.trim_end_matches(',').split_once('/').filter(|(before, _)| digit(before))
    else {
        return text;
    };
    if digit(rest.trim_start()) {
        street.unit = words(flat).joined();
        rest
    } else if digit(behind) {
        street.unit = words(before).joined();
        text.split_once('/').map_or(text, |(_, rest)| rest)
    } else {
        text
    }
}

/// `5-100` is unit 5 at 100 in Canada, `100-102` and `92-92A` a range, and `45-12` one number of Queens.
pub(super) fn take_hyphened(first: &str, canadian: bool, rest: &mut Words, street: &mut Street) {
    let is_number =
        |text: &str| !text.is_empty() && text.len() < 7 && text.bytes().all(|c| c.is_ascii_digit());
    let Some((before, after)) = first.trim_end_matches(',').split_once(['-', '–']) else { return };
    let letter = |c: char| c.is_ascii_alphabetic();
    let (low_text, high_text) = (before.trim_end_matches(letter), after.trim_end_matches(letter));
    if !is_number(low_text)
        || !is_number(high_text)
        || before.len() > low_text.len() + 1
        || after.len() > high_text.len() + 1
    {
        return;
    }
    let (low, high) = (low_text.parse::<u32>().unwrap_or(0), high_text.parse::<u32>().unwrap_or(0));
    let word = Word::from_folded;
    if canadian && before == low_text {
        (street.unit, street.number) = (word(before), word(after));
    } else if low <= high && high - low <= 40 {
        (street.number, street.upto) = (word(low_text), word(high_text));
    } else {
        street.number = word(before);
        street.number.join(&word(after));
    }
    rest.take(0);
    rest.take(0);
}

/// Takes the house number from the front of the line, or from behind the name where the country writes it there.
pub(super) fn take_number(text: &str, first: &str, rest: &mut Words, street: &mut Street) {
    let is_number = |word: &Word| word.starts_with_digit() && counted(word).is_none();
    if !street.number.is_empty() {
        return;
    }
    if rest.first().is_some_and(is_number) {
        street.number = rest.take(0).unwrap_or_default();
        take_half(text, rest, street);
        take_addition(rest, street);
    } else if let Some(at) = number_behind(rest) {
        // What follows the number is its letter or the door.
        let after = rest.get(at + 1..).unwrap_or_default();
        let letter = after.len() == 1 && after.first().is_some_and(Word::is_initial);
        let mut door = Word::default();
        for word in after {
            door.join(word);
        }
        while rest.len() > at + 1 {
            rest.pop();
        }
        street.number = rest.pop().unwrap_or_default();
        if letter {
            street.number.join(&door);
        } else if street.unit.is_empty() {
            street.unit = door;
        }
        street.behind = true;
    }
    // "1** Example St": the digit that is left says nothing.
    if first.contains('*') || first.to_ascii_lowercase().contains("xx") {
        street.number = Word::default();
    }
}

/// Where a number behind the name stands: behind a word that is a street's in German, French or Spanish, or as the last
/// word of a line that has no number of a highway in it.
fn number_behind(rest: &Words) -> Option<usize> {
    const ROADS: [&[u8]; 14] = [
        b"hwy",
        b"highway",
        b"route",
        b"rte",
        b"rt",
        b"road",
        b"rd",
        b"cr",
        b"sr",
        b"fm",
        b"us",
        b"interstate",
        b"i",
        b"box",
    ];
    let is_number = |word: &Word| word.starts_with_digit() && counted(word).is_none();
    let at = rest.iter().skip(1).position(is_number)? + 1;
    let named = rest.first().is_some_and(is_in_front) || is_german(rest);
    let before = rest.get(at - 1)?;
    let last = at + 1 == rest.len() || (at + 2 == rest.len() && rest.last().is_some_and(Word::is_initial));
    let of_road = ROADS.contains(&before.as_bytes()) || before.len() <= 2 || direction_of(before).is_some();
    (named || (last && !of_road)).then_some(at)
}

/// `100 1/2 Example St` is a house of its own.
fn take_half(text: &str, rest: &mut Words, street: &mut Street) {
    if rest.len() > 2 && text.contains("1/2") && rest[0].as_bytes() == b"1" && rest[1].as_bytes() == b"2" {
        rest.take(0);
        rest.take(0);
        street.number.push(b'h');
    }
}

/// `12 bis rue Exemple`, `1500 B Chestnut St`, `410 Unit 100 Example St`: what belongs to the number.
fn take_addition(rest: &mut Words, street: &mut Street) {
    let Some(next) = rest.first().copied() else { return };
    let is_bis = matches!(next.as_bytes(), b"bis" | b"ter" | b"quater") && rest.len() > 1;
    let is_letter = next.is_initial()
        && !next.is_number()
        && direction_of(&next).is_none()
        && rest.len() > 2
        // "12 M L King Blvd"
        && !rest.get(1).is_some_and(Word::is_initial);
    if is_bis || is_letter {
        street.number.join(&next);
        rest.take(0);
    } else if is_unit(&next) && rest.len() > 3 && rest.get(1).is_some_and(Word::has_digit) {
        street.unit = rest.get(1).copied().unwrap_or_default();
        rest.take(0);
        rest.take(0);
    }
}

/// `00123` is `123`; the letter of `1500B` is a door, as is the `Unit B` at 1500.
pub(super) fn split_letter(street: &mut Street) {
    let written = street.number;
    let bytes = written.as_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == b'0').count();
    let digits = bytes.iter().skip(zeros).take_while(|byte| byte.is_ascii_digit()).count();
    let letters = bytes.get(zeros + digits..).unwrap_or_default();
    let mut number = Word::default();
    bytes.iter().skip(zeros).take(digits).for_each(|byte| number.push(*byte));
    match letters {
        [] if digits > 0 => street.number = number,
        [letter]
            if digits > 0 && letter.is_ascii_alphabetic() && *letter != b'h' && street.unit.is_empty() =>
        {
            street.number = number;
            street.unit.push(*letter);
            street.lettered = true;
        }
        _ => {}
    }
}
