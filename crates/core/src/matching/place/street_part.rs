//! Taking doors, boxes, numbers and directions out of a street line.

use super::street::Street;
use super::street_word::{counted, direction_of, is_unit, kind_of, ordinal};
use crate::matching::text::word::{Word, Words};

/// `PO Box 12`, `P.O. Box 12`, `Post Office Box 12`, `POB 12`.
pub(super) fn take_box(rest: &mut Words, street: &mut Street) {
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
pub(super) fn take_unit(rest: &mut Words, street: &mut Street) {
    let Some(at) = rest.iter().position(is_unit) else { return };
    let is_floor = |word: &Word| matches!(word.as_bytes(), b"fl" | b"floor" | b"piso" | b"etage" | b"stock");
    // "2nd Floor" has its number in front.
    if at >= 3 && at + 1 == rest.len() && rest[at - 1].starts_with_digit() {
        let floor = rest.pop().unwrap_or_default();
        let number = rest.pop().map(|word| counted(&word).unwrap_or(word)).unwrap_or_default();
        if is_floor(&floor) {
            street.floor = number;
        } else {
            street.unit = number;
        }
        return;
    }
    let follows_number = at > 0 || rest.get(1).is_some_and(|word| word.has_digit() || word.is_initial());
    if !follows_number || (at > 0 && at < 2) {
        return;
    }
    // "Unit # 4" gives the word twice.
    let end = if at == 0 { 2.min(rest.len()) } else { rest.len() };
    let mut unit = Word::default();
    let mut floor = Word::default();
    let mut on_floor = false;
    for word in rest.get(at..end).unwrap_or_default() {
        match word.as_bytes() {
            _ if is_floor(word) => on_floor = true,
            // A building, a lot and a door of one number are three places.
            b"bldg" | b"building" => (on_floor, floor) = (true, Word::from_folded("b")),
            b"lot" | b"trlr" | b"trailer" | b"spc" | b"space" | b"sp" => {
                (on_floor, floor) = (true, Word::from_folded("l"));
            }
            b"bsmt" | b"basement" => floor = Word::from_folded("bsmt"),
            _ if is_unit(word) => on_floor = false,
            _ if on_floor => floor.join(&counted(word).unwrap_or(*word)),
            _ => unit.join(word),
        }
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
    if !floor.is_empty() {
        street.floor = floor;
    }
}

/// A trailing unit without its word: `100 Example St 4B`, `1449 Example Ct B100`.
pub(super) fn take_trailing_unit(rest: &mut Words, street: &mut Street) {
    let Some(last) = rest.last().copied() else { return };
    if !street.unit.is_empty() || rest.len() < 3 || counted(&last).is_some() {
        return;
    }
    let after_kind = rest.iter().rev().nth(1).is_some_and(|word| {
        kind_of(word).is_some_and(|kind| !matches!(kind.as_bytes(), b"hwy" | b"rte" | b"rd"))
            || direction_of(word).is_some()
    });
    let letter = last.is_initial() && !last.is_number() && direction_of(&last).is_none();
    let mixed = last.has_digit() && !last.is_number();
    if (after_kind && (last.has_digit() || letter)) || (mixed && last.starts_with_digit()) {
        street.unit = rest.pop().unwrap_or_default();
    }
}

/// Martin Luther King's streets have one name: `M L King`, `MLK`, `Dr Martin Luther King Jr`.
pub(super) fn fold_king(rest: &mut Words) {
    let is = |word: &Word, any: &[&[u8]]| any.contains(&word.as_bytes());
    let named = rest.iter().any(|word| is(word, &[b"mlk", b"luther"]));
    let by_letters = rest.iter().any(|word| is(word, &[b"king"]))
        && rest.iter().any(|word| is(word, &[b"ml", b"m", b"martin"]));
    if !named && !by_letters {
        return;
    }
    let parts: [&[u8]; 11] =
        [b"mlk", b"martin", b"luther", b"king", b"m", b"l", b"ml", b"jr", b"junior", b"dr", b"doctor"];
    let mut kept = Words::default();
    kept.push(Word::from_folded("mlk"));
    rest.iter().filter(|word| !parts.contains(&word.as_bytes())).for_each(|word| kept.push(*word));
    *rest = kept;
}

/// `forty second` is `42`.
pub(super) fn fold_ordinal(rest: &mut Words) {
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
pub(super) fn take_directions(rest: &mut Words, street: &mut Street) {
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
