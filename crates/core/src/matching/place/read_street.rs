//! Reading one street line into its parts.

use super::highway::take_highway;
use super::number::{split_letter, take_hyphened, take_number, take_slashed};
use super::street::Street;
use super::street_part::{fold_king, fold_ordinal, take_box, take_directions, take_trailing_unit, take_unit};
use super::street_word::{in_front, inside_name, is_box_word, is_german, is_in_front, is_unit, kind_of};
use crate::matching::text::fold::{key, words};
use crate::matching::text::word::{Word, Words};
use std::borrow::Cow;

/// Longest street line looked at, in bytes.
const MOST_BYTES: usize = 240;

/// Reads a street line; `None` when there is nothing in it. `canadian` lets `5-100 Example St` be unit 5 at 100.
pub(crate) fn read_street(text: &str, canadian: bool) -> Option<Street> {
    if text.is_empty() {
        return None;
    }
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let mut street = Street::default();
    let text = spell_out(text);
    let text = if text.contains(',') { choose_piece(&text, &mut street) } else { text };
    read_piece(&text, canadian, &mut street);
    let nothing = street.name.is_empty() && street.number.is_empty() && !street.is_box;
    (!nothing).then_some(street)
}

/// Signs that stand for words: `#` for a door, `½` for a half.
fn spell_out(text: &str) -> Cow<'_, str> {
    if !text.contains(['#', '½', 'º', 'ª', '°']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('#', " unit ").replace('½', " 1/2").replace(['º', 'ª', '°'], " "))
}

/// Of a line with commas the piece with the house and the street. A door beside it is kept, the name of a building or of
/// a quarter is not, but for houses that have only a name.
fn choose_piece<'a>(text: &str, street: &mut Street) -> Cow<'a, str> {
    let pieces: Vec<&str> =
        text.split(',').map(str::trim).filter(|piece| !piece.is_empty()).take(8).collect();
    let read: Vec<Words> = pieces.iter().map(|piece| words(piece)).collect();
    let has_digit = |words: &Words| words.iter().any(Word::has_digit);
    let is_door = |words: &Words| words.first().is_some_and(is_unit) && words.len() < 4;
    let is_number = |words: &Words| words.len() <= 2 && words.first().is_some_and(Word::starts_with_digit);
    let is_box = |words: &Words| words.first().is_some_and(|word| is_box_word(word.as_str()));
    let is_house =
        |words: &Words| has_digit(words) && words.len() > 1 && !is_door(words) && !is_number(words);
    for door in read.iter().filter(|words| is_door(words)) {
        let mut door = *door;
        // "Flat 2/1" is a Scottish flat of two numbers.
        if door.len() == 3 && door.iter().skip(1).all(Word::starts_with_digit) {
            door.take(0);
            street.unit = door.joined();
        } else {
            take_unit(&mut door, street);
        }
    }
    let at = |test: &dyn Fn(&Words) -> bool| read.iter().position(test);
    // "Rural Route 2, Box 88" is one address.
    if read.first().is_some_and(begins_route) && at(&is_box).is_some() {
        return Cow::Owned(pieces.join(" "));
    }
    if let Some(at) = at(&|words| is_house(words) && !is_box(words)) {
        // "Calle Ejemplo 14, 3 B": what follows the house without a word is its door.
        if let Some(door) = read.get(at + 1).filter(|next| is_number(next) && street.unit.is_empty()) {
            street.unit = door.joined();
        }
        return Cow::Owned(pieces[at].to_owned());
    }
    // "77, rue Exemple" and "Calle Ejemplo, 14".
    if let Some(number) = at(&is_number) {
        let named =
            |at: usize| read.get(at).filter(|words| !is_door(words) && !is_number(words)).map(|_| pieces[at]);
        let before = number.checked_sub(1).and_then(named);
        return Cow::Owned(match (before, named(number + 1)) {
            (Some(name), _) if number > 1 || read.first().is_some_and(is_named_in_front) => {
                format!("{name} {}", pieces[number])
            }
            (_, Some(name)) => format!("{} {name}", pieces[number]),
            (Some(name), None) => format!("{name} {}", pieces[number]),
            (None, None) => pieces[number].to_owned(),
        });
    }
    if let Some(at) = at(&is_box) {
        return Cow::Owned(pieces[at].to_owned());
    }
    let named = pieces.iter().zip(&read).filter(|(_, words)| !is_door(words)).map(|(piece, _)| *piece);
    Cow::Owned(named.collect::<Vec<_>>().join(" "))
}

/// `RR 2`, `Rural Route 2`, `RD 2`, `HC 2`: the first words of a rural address.
fn begins_route(words: &Words) -> bool {
    words.first().is_some_and(|word| matches!(word.as_str(), "rr" | "rural" | "rd" | "hc"))
}

fn is_named_in_front(words: &Words) -> bool {
    words.first().is_some_and(is_in_front) || is_german(words)
}

fn read_piece(text: &str, canadian: bool, street: &mut Street) {
    let text = take_slashed(text, street);
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut rest = words(text);
    take_hyphened(first, canadian, &mut rest, street);
    take_box(&mut rest, street);
    if street.is_box {
        return;
    }
    take_unit(&mut rest, street);
    take_number(text, first, &mut rest, street);
    split_letter(street);
    take_trailing_unit(&mut rest, street);
    if take_highway(&mut rest, street) {
        return;
    }
    take_directions(&mut rest, street);
    take_kind(&mut rest, street);
    fold_king(&mut rest);
    fold_ordinal(&mut rest);
    for word in rest.iter().filter(|word| word.as_bytes() != b"the" || rest.len() == 1) {
        street.name.join(&inside_name(word));
    }
    street.name = key(street.name);
}

/// Takes the kind of street from the end, from the front, or off the end of a German word.
fn take_kind(rest: &mut Words, street: &mut Street) {
    let only_article = rest.len() == 2 && rest.first().is_some_and(|word| word.as_bytes() == b"the");
    cut_after_kind(rest, street);
    if rest.len() > 1
        && !only_article
        && let Some(kind) = rest.last().and_then(kind_of)
    {
        street.kind = Some(kind);
        rest.pop();
    } else if rest.len() > 1
        && let Some(kind) = rest.first().and_then(in_front)
    {
        street.kind = Some(kind);
        rest.take(0);
    } else if let Some(last) = rest.last().copied() {
        for ending in [&b"strasse"[..], b"str"] {
            let stem = last.as_bytes().strip_suffix(ending).map_or(0, <[u8]>::len);
            // "Hauptstraße" and "Haupt Straße".
            let alone = last.as_bytes() == ending && rest.len() > 1;
            if stem >= 3 || alone {
                rest.pop();
                if !alone {
                    rest.push(last.prefix(stem));
                }
                street.kind = Some(Word::from_folded("st"));
                break;
            }
        }
    }
    // One street has both names where both languages are spoken.
    street.kind = street.kind.map(|kind| match kind.as_bytes() {
        b"rue" => Word::from_folded("st"),
        b"ch" => Word::from_folded("rd"),
        b"avda" => Word::from_folded("ave"),
        _ => kind,
    });
}

/// `100 Example Street The Grand`: what follows the kind is a building's or a town's name.
fn cut_after_kind(rest: &mut Words, street: &Street) {
    const SURE: [&[u8]; 10] = [b"st", b"ave", b"rd", b"dr", b"ln", b"ct", b"blvd", b"pkwy", b"cir", b"ter"];
    let ends = rest.last().is_none_or(|word| kind_of(word).is_some());
    if street.number.is_empty() || ends || rest.first().is_some_and(is_in_front) {
        return;
    }
    let sure = |word: &Word| {
        // "St" before a word may be a saint's.
        word.as_bytes() != b"st" && kind_of(word).is_some_and(|kind| SURE.contains(&kind.as_bytes()))
    };
    if let Some(at) = rest.iter().skip(1).position(sure) {
        while rest.len() > at + 2 {
            rest.pop();
        }
    }
}
