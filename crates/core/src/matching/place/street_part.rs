//! Taking doors, boxes, numbers and directions out of a street line.

use super::street::Street;
use super::street_word::{counted, direction_of, is_unit, kind_of, ordinal};
use crate::matching::text::fold::words;
use crate::matching::text::word::{Word, Words};

/// `2/1 15 Example Terrace` and `Flat 2/1, 15 ...` begin with a Scottish flat; `3b/221 Example Road` and
/// `5/100 Example St` have the door before the house.
pub(crate) fn take_slashed<'a>(text: &'a str, street: &mut Street) -> &'a str {
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

/// `5-100` is unit 5 at 100 in Canada, `100-102` a range, and `45-12` one number of Queens.
pub(crate) fn take_hyphened(first: &str, canadian: bool, rest: &mut Words, street: &mut Street) {
    let is_number =
        |text: &str| !text.is_empty() && text.len() < 7 && text.bytes().all(|c| c.is_ascii_digit());
    let Some((before, after)) = first.trim_end_matches(',').split_once('-') else { return };
    if !is_number(before) || !is_number(after) {
        return;
    }
    let (low, high) = (before.parse::<u32>().unwrap_or(0), after.parse::<u32>().unwrap_or(0));
    let word = Word::from_folded;
    if canadian {
        (street.unit, street.number) = (word(before), word(after));
    } else if low < high && high - low <= 40 {
        (street.number, street.upto) = (word(before), word(after));
    } else {
        street.number = word(before);
        street.number.join(&word(after));
    }
    rest.take(0);
    rest.take(0);
}

/// `PO Box 12`, `P.O. Box 12`, `Post Office Box 12`, `POB 12`.
pub(crate) fn take_box(rest: &mut Words, street: &mut Street) {
    let is = |at: usize, word: &[u8]| rest.get(at).is_some_and(|found| found.as_bytes() == word);
    // "RR 2 Box 88", "Rural Route 2, Box 88", "RD 2 Box 88".
    if (1..rest.len()).any(|at| is(at, b"box"))
        && (is(0, b"rr") || is(0, b"rd") || is(0, b"rural") || is(0, b"hc"))
    {
        street.is_box = true;
        street.number = Word::from_folded("rr");
        for word in rest.iter().filter(|word| word.starts_with_digit()) {
            street.number.push(b'-');
            street.number.join(word);
        }
        rest.clear();
        return;
    }
    let used = if is(0, b"pob") || is(0, b"pobox") || is(0, b"box") {
        1
    } else if is(0, b"po") && is(1, b"box") {
        2
    } else if (is(0, b"p") && is(1, b"o") || is(0, b"post") && is(1, b"office")) && is(2, b"box") {
        3
    } else {
        return;
    };
    street.is_box = true;
    street.number = rest.get(used).copied().unwrap_or_default();
    rest.clear();
}

/// A unit after the street (`Apt 4B`) or before it (`Flat 2, 10 Example Road`).
pub(crate) fn take_unit(rest: &mut Words, street: &mut Street) {
    let Some(at) = rest.iter().position(is_unit) else { return };
    // "2nd Floor" has its number in front.
    if at >= 3 && at + 1 == rest.len() && rest[at - 1].starts_with_digit() {
        rest.pop();
        street.unit = rest.pop().map(|word| counted(&word).unwrap_or(word)).unwrap_or_default();
        return;
    }
    let digits = |word: &Word| word.as_bytes().iter().any(u8::is_ascii_digit);
    let follows_number = at > 0 || rest.get(1).is_some_and(digits);
    if !follows_number || (at > 0 && at < 2) {
        return;
    }
    // "Unit # 4" gives the word twice.
    let end = if at == 0 { 2.min(rest.len()) } else { rest.len() };
    let mut unit = Word::default();
    for word in rest.get(at..end).unwrap_or_default().iter().filter(|word| !is_unit(word)) {
        unit.join(word);
    }
    for _ in at..end {
        rest.take(at);
    }
    // "PH2" and "PH 2" are one door.
    if let Some(number) = unit.as_bytes().strip_prefix(b"ph").filter(|rest| !rest.is_empty()) {
        let mut bare = Word::default();
        for byte in number {
            bare.push(*byte);
        }
        unit = bare;
    }
    if !unit.is_empty() {
        street.unit = unit;
    }
}

/// A trailing unit without its word: `100 Example St 4B`.
pub(crate) fn take_trailing_unit(rest: &mut Words, street: &mut Street) {
    let unit = |word: &Word| word.starts_with_digit() && counted(word).is_none();
    if street.unit.is_empty()
        && rest.len() > 2
        && rest.last().is_some_and(unit)
        && (rest.last().is_some_and(|word| !word.is_number())
            || rest.iter().rev().nth(1).is_some_and(|word| {
                kind_of(word).is_some_and(|kind| !matches!(kind.as_bytes(), b"hwy" | b"rte" | b"rd"))
                    || direction_of(word).is_some()
            }))
    {
        street.unit = rest.pop().unwrap_or_default();
    }
}

/// `County Road 5`, `Co Rd 5` and `CR 5`; `State Route 9` and `SR 9`; `US Highway 12` and `US 12`.
pub(crate) fn fold_highway(rest: &mut Words) {
    let is = |rest: &Words, at: usize, any: &[&[u8]]| {
        rest.get(at).is_some_and(|word| any.contains(&word.as_bytes()))
    };
    let numbered = |rest: &Words, at: usize| rest.get(at).is_some_and(Word::starts_with_digit);
    let road: &[&[u8]] = &[b"road", b"rd", b"route", b"rte", b"rt", b"highway", b"hwy"];
    let short: &str = match () {
        () if is(rest, 0, &[b"county", b"co", b"cnty"]) && is(rest, 1, road) && numbered(rest, 2) => "cr",
        () if is(rest, 0, &[b"state", b"st"]) && is(rest, 1, road) && numbered(rest, 2) => "sr",
        () if is(rest, 0, &[b"us"]) && is(rest, 1, road) && numbered(rest, 2) => "us",
        () => return,
    };
    rest.take(1);
    rest[0] = Word::from_folded(short);
}

/// `forty second` is `42`.
pub(crate) fn fold_ordinal(rest: &mut Words) {
    const TENS: [&[u8]; 8] =
        [b"twenty", b"thirty", b"forty", b"fifty", b"sixty", b"seventy", b"eighty", b"ninety"];
    let Some((at, tens)) = rest.iter().enumerate().find_map(|(at, word)| {
        let tens = TENS.iter().position(|tens| *tens == word.as_bytes())?;
        Some((at, b'2' + u8::try_from(tens).ok()?))
    }) else {
        return;
    };
    if let Some(ones) = rest.get(at + 1).and_then(ordinal).filter(|ones| ones.len() == 1) {
        let mut number = Word::default();
        number.push(tens);
        number.join(&ones);
        rest.take(at + 1);
        rest[at] = number;
    }
}

/// Takes directions from both ends; `N. W.` are two words for one.
pub(crate) fn take_directions(rest: &mut Words, street: &mut Street) {
    for _ in 0..2 {
        if rest.len() > 1
            && let Some(direction) = rest.last().and_then(direction_of)
        {
            street.directions |= direction;
            rest.pop();
        }
    }
    for _ in 0..2 {
        // "West St" is a street called West: something besides the kind must be left.
        let left = rest.len() - usize::from(rest.last().is_some_and(|word| kind_of(word).is_some()));
        if left > 1
            && let Some(direction) = rest.first().and_then(direction_of)
        {
            street.directions |= direction;
            rest.take(0);
        }
    }
}
