//! Reading one street line into its parts.

use super::street::Street;
use super::street_part::{
    fold_highway, fold_ordinal, take_box, take_directions, take_hyphened, take_slashed, take_trailing_unit,
    take_unit,
};
use super::street_word::{counted, in_front, inside_name, is_in_front, kind_of};
use crate::matching::text::fold::words;
use crate::matching::text::word::{Word, Words};

/// Reads a street line; `None` when there is nothing in it. `canadian` lets `5-100 Example St` be unit 5 at 100.
pub(crate) fn read_street(text: &str, canadian: bool) -> Option<Street> {
    if text.is_empty() {
        return None;
    }
    let mut street = Street::default();
    let spaced;
    let text = if text.contains('#') {
        spaced = text.get(..text.floor_char_boundary(240)).unwrap_or_default().replace('#', " unit ");
        spaced.as_str()
    } else {
        text
    };
    let text = take_slashed(text, &mut street);
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut rest = words(text);
    take_hyphened(first, canadian, &mut rest, &mut street);
    take_box(&mut rest, &mut street);
    take_unit(&mut rest, &mut street);
    let is_number = |word: &Word| word.starts_with_digit() && counted(word).is_none();
    if street.number.is_empty() && !street.is_box {
        if rest.first().is_some_and(is_number) {
            street.number = rest.take(0).unwrap_or_default();
            // "100 1/2 Example St" is a house of its own.
            if rest.len() > 2
                && text.contains("1/2")
                && rest[0].as_bytes() == b"1"
                && rest[1].as_bytes() == b"2"
            {
                rest.take(0);
                rest.take(0);
                street.number.push(b'h');
            }
        } else if (rest.first().is_some_and(is_in_front) || is_german(&rest))
            && let Some(at) = rest.iter().skip(1).position(is_number).map(|at| at + 1)
        {
            // The number follows the name, and what follows it is the door.
            for word in rest.get(at + 1..).unwrap_or_default() {
                street.unit.join(word);
            }
            while rest.len() > at + 1 {
                rest.pop();
            }
            street.number = rest.pop().unwrap_or_default();
        }
        // "1** Example St": the digit that is left says nothing.
        if first.contains('*') || first.to_ascii_lowercase().contains("xx") {
            street.number = Word::default();
        }
    }
    take_trailing_unit(&mut rest, &mut street);
    fold_highway(&mut rest);
    take_directions(&mut rest, &mut street);
    if rest.len() > 1
        && let Some(kind) = rest.last().and_then(kind_of)
    {
        street.kind = Some(kind);
        rest.pop();
    }
    if rest.len() > 1
        && street.kind.is_none()
        && let Some(kind) = rest.first().and_then(in_front)
    {
        street.kind = Some(kind);
        rest.take(0);
    }
    // One street has both names where both languages are spoken.
    street.kind = street.kind.map(|kind| match kind.as_bytes() {
        b"rue" => Word::from_folded("st"),
        b"ch" => Word::from_folded("rd"),
        _ => kind,
    });
    fold_ordinal(&mut rest);
    let king = rest.iter().any(|word| matches!(word.as_bytes(), b"mlk" | b"luther"));
    for word in rest.iter() {
        match word.as_bytes() {
            b"the" => {}
            b"jr" | b"dr" if king => {}
            _ => street.name.join(&inside_name(word)),
        }
    }
    let nothing = street.name.is_empty() && street.number.is_empty() && !street.is_box;
    (!nothing).then_some(street)
}

/// `Beispielstr. 24`, `Beispielweg 3`: the kind is the end of the word, and the number follows.
fn is_german(rest: &Words) -> bool {
    let kinds: [&[u8]; 7] = [b"str", b"strasse", b"weg", b"platz", b"allee", b"gasse", b"straat"];
    rest.first().is_some_and(|word| {
        kinds.iter().any(|kind| word.len() > kind.len() && word.as_bytes().ends_with(kind))
    })
}
