//! Words of names: their short forms and spellings, slips, and names run together.

use super::reading::{Joint, Reading, Span, words_of};
use crate::matching::name::nickname::{Frequency, frequency, is_first_name, kin_of};
use crate::matching::text::fold::{is_one_slip, key};
use crate::matching::text::word::Word;
use std::collections::BTreeSet;

/// Fewest letters of a name within which one wrong letter is still that name.
const SLIP: usize = 5;

/// The words of a name in every reading, and together where there are several: `annemarie`.
pub(super) fn flat(text: &str) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    for words in words_of(text) {
        if words.len() > 1 {
            all.insert(words.concat());
        }
        all.extend(words);
    }
    all
}

/// Words in front of family names that tell nothing by themselves.
pub(super) fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "la", "le", "el", "al", "bin",
        "ibn", "ter", "ten", "zu", "y", "e",
    ];
    PARTICLES.contains(&word)
}

fn word_of(text: &str) -> Word {
    key(Word::from_folded(text))
}

pub(super) fn key_of(text: &str) -> String {
    word_of(text).as_str().to_owned()
}

/// Short forms and spellings of a given name, as keys.
pub(super) fn kin_keys(given: &str) -> Vec<String> {
    let own = word_of(given);
    let mut kin: Vec<String> = kin_of(&own).into_iter().map(|(word, _)| word.as_str().to_owned()).collect();
    // Sites write a short form of a short form: Mickey's own are Michael's.
    kin.retain(|word| word.chars().count() >= 2);
    if own.as_str() != given && given.chars().count() >= 2 {
        kin.push(own.as_str().to_owned());
    }
    kin
}

/// Names run together as in account names and addresses of pages.
pub(super) fn joined_forms(given: &str, family: &str, kin: &BTreeSet<String>) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    let mut add = |parts: &[&str]| {
        let form = parts.concat();
        if form.chars().count() >= 4 || (!form.is_ascii() && form.chars().count() >= 2) {
            forms.insert(form);
        }
    };
    for (given, family) in words_of(given).into_iter().zip(words_of(family)) {
        let (Some(first), last) = (given.first(), family.concat()) else { continue };
        let middle = given.get(1..).unwrap_or_default();
        let letter = |word: &String| word.chars().next().map(String::from).unwrap_or_default();
        let (f, l) = (letter(first), letter(&last));
        let initials: String = middle.iter().map(letter).collect();
        for name in kin.iter().map(String::as_str).chain([first.as_str(), &given.concat()]) {
            for order in [[name, &last], [&last, name]] {
                add(&order);
            }
            add(&[name, &l]);
            add(&[name, &initials, &last]);
        }
        for order in [[f.as_str(), &last], [&last, &f]] {
            add(&order);
        }
        if !initials.is_empty() {
            add(&[&f, &initials, &last]);
            add(&[&last, &f, &initials]);
        }
    }
    forms
}

pub(super) fn without_digits(text: &str) -> &str {
    let core = text.trim_matches(|c: char| c.is_ascii_digit());
    if core.is_empty() { text } else { core }
}

/// Whether a word is joined to a neighbour as in an address of a page or an account name.
pub(super) fn is_tight(reading: &Reading, span: &Span) -> bool {
    let tight =
        |at: usize| at > 0 && reading.tokens.get(at).is_some_and(|token| token.before == Joint::Tight);
    tight(span.start) || tight(span.end)
}

/// Whether one wrong letter makes a word the name.
pub(super) fn is_slip(name: &str, word: &str) -> bool {
    name.chars().count() >= SLIP
        && word.chars().count() + 1 >= SLIP
        && name.is_ascii()
        && is_one_slip(&Word::from_folded(name), &Word::from_folded(word))
}

/// Whether the wrong letter is one that comes of typing or hearing (swapped, doubled, left out, another vowel) rather
/// than the letter of another word: `Caspar`, not `camper`.
pub(super) fn is_typing(name: &str, word: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (name.chars().collect(), word.chars().collect());
    if one.len() != other.len() {
        return one.first() == other.first();
    }
    let differing: Vec<(char, char)> =
        one.iter().zip(&other).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    match differing.as_slice() {
        [(a, b)] => {
            vowel(*a) && vowel(*b)
                || matches!((*a, *b), ('c', 'k' | 's') | ('k' | 's', 'c') | ('s', 'z') | ('z', 's'))
        }
        swapped => swapped.len() == 2,
    }
}

/// Whether a word is somebody else's name rather than this one with a slip.
pub(super) fn is_other_name(word: &str) -> bool {
    let word = word_of(word);
    is_first_name(&word) || frequency(&word) != Frequency::Unlisted
}
