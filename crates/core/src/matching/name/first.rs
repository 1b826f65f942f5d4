//! How far written given names agree with the known first name: short forms, initials, halves, slips.

use super::known_name::{Given, KnownName};
use super::nickname::{Kinship, is_first_name};
use crate::matching::text::fold::{is_one_slip, key};
use crate::matching::text::word::{Word, join, same_joined};

/// How a written first name agrees, from least to most.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) enum First {
    Different,
    Near,
    Missing,
    Initial,
    ByMiddle,
    /// One of two first names.
    Half,
    Kin(Kinship),
    Exact,
}

/// Grades the first name and says how many of the given words it used.
pub(crate) fn grade_first(known: &KnownName, given: &[Word]) -> (First, usize) {
    let (Some(first), Some(other)) = (known.first.first(), given.first()) else { return (First::Missing, 0) };
    let own = &first.word;
    for used in 1..=given.len().min(3) {
        if same_joined(known.first_words(), given.iter().take(used)) {
            return (First::Exact, used);
        }
    }
    // `Ha-eun` and `Haeun`, whose vowels are read as an umlaut only where they stand in one word.
    if known.first_joined.as_ref().is_some_and(|joined| key(joined.word) == *other) {
        return (First::Exact, 1);
    }
    if own == other {
        let grade = match (known.first.len() > 1, given.get(1)) {
            (true, Some(_)) if second_differs(known, given) => First::Different,
            (true, None) => First::Half,
            _ => First::Exact,
        };
        return (grade, 1);
    }
    let joined = || known.first_joined.as_ref().and_then(|joined| joined.kinship(other));
    if let Some(kin) = first.kinship(other).or_else(joined) {
        let second = known.first.len() > 1 && given.len() > 1;
        return if second && second_differs(known, given) {
            (First::Different, 1)
        } else {
            (First::Kin(kin), 1)
        };
    }
    if same_but_doubles(own, other) {
        return (First::Kin(Kinship::Spelling), 1);
    }
    let both_initials = || {
        other.chars() == 2
            && own.same_letter(other)
            && known
                .middle
                .first()
                .is_some_and(|middle| middle.word.as_bytes().first() == other.as_bytes().get(1))
            && !is_first_name(other)
    };
    if ((own.is_initial() || other.is_initial()) && own.same_letter(other)) || both_initials() {
        return (First::Initial, 1);
    }
    let same = |one: &Given, other: &Word| {
        !one.word.is_initial()
            && (one.word == *other
                || matches!(
                    one.kinship(other),
                    Some(Kinship::Short | Kinship::Spelling | Kinship::Longer | Kinship::Unclear)
                ))
    };
    // The person's middle or second first name in front, or their first name after another.
    if known.middle.iter().chain(known.first.iter().skip(1)).any(|middle| same(middle, other))
        || given.iter().skip(1).any(|word| same(first, word))
    {
        return (First::ByMiddle, 1);
    }
    let joined = known.first_joined.as_ref().map_or(own, |joined| &joined.word);
    let slip = |own: &Word, other: &Word| {
        own.len() >= 5 && is_one_slip(own, other) && !(is_first_name(own) && is_first_name(other))
    };
    let run_together = given.get(..known.first.len()).filter(|_| known.first.len() > 1).map(join);
    if slip(own, other) || slip(joined, other) || run_together.is_some_and(|word| slip(joined, &word)) {
        return (First::Near, known.first.len().min(given.len()));
    }
    (First::Different, 1)
}

/// Whether two longer words differ only in doubled letters and in what scanners read for others: `Corinne` and
/// `Corrine`, `Ambrose` and `Arnbrose`.
fn same_but_doubles(one: &Word, other: &Word) -> bool {
    one.len().min(other.len()) >= 5
        && one.len().abs_diff(other.len()) <= 2
        && one.as_bytes().first() == other.as_bytes().first()
        && plain(one) == plain(other)
}

fn plain(word: &Word) -> Word {
    let mut single = Word::default();
    let bytes = word.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let scanned = *byte == b'r' && bytes.get(at + 1) == Some(&b'n');
        let second = *byte == b'n' && at > 0 && bytes.get(at - 1) == Some(&b'r');
        if second || single.as_bytes().last() == Some(byte) {
            continue;
        }
        single.push(if scanned { b'm' } else { *byte });
    }
    single
}

/// María José is not María Elena, and Min-jun not Min-ho: a first name in two words needs both where both are shown.
fn second_differs(known: &KnownName, given: &[Word]) -> bool {
    let (Some(own), Some(other)) = (known.first.get(1), given.get(1)) else { return false };
    if own.word.is_initial() || other.is_initial() {
        return !own.word.same_letter(other);
    }
    own.word != *other && own.kinship(other).is_none() && !known.middle_words().any(|middle| middle == other)
}
