//! Hidden names of people, in the forms in which sites and people write them.

use super::ordinary::is_ordinary;
use super::reading::{Joint, Reading, Span, Token};
use super::spelling::{
    flat, is_other_name, is_particle, is_slip, is_tight, is_typing, joined_forms, key_of, kin_keys,
    without_digits,
};
use crate::person::Name;
use std::collections::BTreeSet;

/// Most words between a given and a family name.
const MOST_BETWEEN: usize = 2;

/// The names that may be shown; what a hidden name shares with them is no secret.
#[derive(Clone, Default)]
pub(super) struct OpenNames {
    words: BTreeSet<String>,
    /// Short forms and spellings of the given names, as keys.
    kin: BTreeSet<String>,
    names: Vec<OpenName>,
    /// Names run together: `juniperquillfeather`, `jquillfeather`.
    joined: BTreeSet<String>,
}

/// One name that may be shown.
#[derive(Clone)]
struct OpenName {
    first: BTreeSet<String>,
    /// First and middle names.
    given: BTreeSet<String>,
    family: BTreeSet<String>,
}

/// One hidden name.
#[derive(Clone)]
pub(super) struct HiddenName {
    given: BTreeSet<String>,
    /// Short forms and other spellings, as keys.
    kin: BTreeSet<String>,
    family: BTreeSet<String>,
    /// Words that no open name has.
    secret: BTreeSet<String>,
    joined: BTreeSet<String>,
    /// Whether a secret word gives the name away by itself; a relative's given name does not.
    alone: bool,
}

/// How a word of a text is the given name.
#[derive(Clone, Copy, PartialEq)]
enum Given {
    Exact,
    Kin,
    Slip,
    Initial,
}

impl OpenNames {
    /// Adds a name that may be shown.
    pub(super) fn add(&mut self, name: &Name) {
        let all_given = format!("{} {}", name.first, name.middle);
        let (given, family) = (flat(&all_given), flat(&name.last));
        self.kin.extend(given.iter().flat_map(|word| kin_keys(word)));
        self.joined.extend(joined_forms(&all_given, &name.last, &BTreeSet::new()));
        self.words.extend(given.iter().chain(&family).cloned());
        self.names.push(OpenName { first: flat(&name.first), given, family });
    }

    fn is_one_name(&self, given: &str, family: &str) -> bool {
        self.names.iter().any(|name| name.given.contains(given) && name.family.contains(family))
    }

    fn has_initial(&self, initial: &str, family: &str) -> bool {
        self.names.iter().any(|name| {
            name.family.contains(family) && name.first.iter().any(|word| word.starts_with(initial))
        })
    }

    /// Whether a word is a given name that may be shown, in any form.
    fn is_given(&self, word: &str) -> bool {
        self.names.iter().any(|name| name.given.contains(word)) || self.kin.contains(&key_of(word))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }

    /// Whether a word belongs to an open name.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

impl HiddenName {
    /// Reads a name; `alone` says whether one secret word is enough to give it away.
    pub(super) fn new(given: &str, family: &str, alone: bool, open: &OpenNames) -> Self {
        let (given_words, mut family_words) = (flat(given), flat(family));
        if family_words.len() > 1 {
            family_words.retain(|word| !is_particle(word));
        }
        let mut kin: BTreeSet<String> = given_words.iter().flat_map(|word| kin_keys(word)).collect();
        kin.retain(|word| !open.kin.contains(word) && !open.words.iter().any(|open| key_of(open) == *word));
        let secret = given_words.iter().chain(&family_words).filter(|word| !open.words.contains(*word));
        let secret: BTreeSet<String> = secret.cloned().collect();
        let mut joined = joined_forms(given, family, &kin);
        joined.retain(|form| !open.joined.contains(form) && !open.words.contains(form));
        Self { given: given_words, kin, family: family_words, secret, joined, alone }
    }

    /// Whether a text holds the name.
    pub(super) fn is_in(&self, reading: &Reading, spans: &[Span], open: &OpenNames) -> bool {
        spans
            .iter()
            .any(|span| self.joins(span, reading, open) || (self.alone && self.tells(span, reading, open)))
            || self.pairs(reading, spans, open)
            || self.is_dense(&reading.squashed())
    }

    /// Han, kana and hangul put no space between names.
    fn is_dense(&self, squashed: &str) -> bool {
        let dense = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
        let words = self.joined.iter().chain(self.secret.iter().filter(|_| self.alone));
        let mut words = words.filter(|word| word.chars().count() >= 2 && word.chars().all(dense));
        words.any(|word| squashed.contains(word.as_str()))
    }

    /// Whether one word, or one account name, gives the name away.
    fn joins(&self, span: &Span, reading: &Reading, open: &OpenNames) -> bool {
        let core = without_digits(&span.text);
        let words = reading.tokens.get(span.start..span.end).unwrap_or_default();
        // "M Quillfeather" in two words is for `pairs`, which looks at what stands before it.
        let lone = |token: &Token| token.text.chars().count() == 1;
        if words.len() > 1 && words.iter().any(lone) && !words.iter().all(lone) {
            return false;
        }
        if open.words.contains(core) || open.joined.contains(core) {
            return false;
        }
        let whole = span.end - span.start == 1;
        let slipped = |rest: &str| {
            !open.is_given(rest)
                && !is_other_name(rest)
                && self.given.iter().any(|given| is_slip(given, rest))
        };
        let beside = |family: &String| {
            let sides = [core.strip_suffix(family.as_str()), core.strip_prefix(family.as_str())];
            family.chars().count() >= 4 && sides.into_iter().flatten().any(slipped)
        };
        self.joined.contains(core)
            || (whole && self.family.iter().any(beside))
            || (whole && self.joined.iter().any(|form| form.len() >= 9 && core.contains(form.as_str())))
    }

    fn tells(&self, span: &Span, reading: &Reading, open: &OpenNames) -> bool {
        let word = without_digits(&span.text);
        let letters = word.chars().count();
        if open.words.contains(word) || word.is_empty() || (letters == 1 && word.is_ascii()) {
            return false;
        }
        let stands_out = span.capital || reading.is_short() || span.text != word || is_tight(reading, span);
        if self.secret.contains(word) {
            return stands_out || !is_ordinary(word);
        }
        if reading.by_sound {
            return false;
        }
        if self.kin.contains(&key_of(word)) {
            return reading.is_short() || (!is_ordinary(word) && (stands_out || letters >= 4));
        }
        let slips = |secret: &String| {
            is_slip(secret, word)
                && (reading.is_short() || (is_typing(secret, word) && (span.capital || letters >= 7)))
        };
        if !is_other_name(word) && !open.is_given(word) && self.secret.iter().any(slips) {
            return true;
        }
        span.end - span.start == 1 && self.secret.iter().any(|secret| is_part(secret, span, reading, open))
    }

    /// Whether a form of the given name stands beside the family name.
    fn pairs(&self, reading: &Reading, spans: &[Span], open: &OpenNames) -> bool {
        let families: Vec<&Span> = spans.iter().filter(|span| self.is_family(span)).collect();
        let given: Vec<(&Span, Given)> =
            spans.iter().filter_map(|span| Some((span, self.grade(span, reading)?))).collect();
        let beside = families.iter().any(|family| {
            given.iter().any(|(span, grade)| self.is_pair(reading, span, *grade, family, open))
        });
        beside || given.iter().any(|(span, grade)| self.has_family_initial(reading, span, *grade, open))
    }

    fn is_family(&self, span: &Span) -> bool {
        let whole = span.end - span.start == 1;
        self.family.iter().any(|family| *family == span.text || (whole && is_slip(family, &span.text)))
    }

    fn grade(&self, span: &Span, reading: &Reading) -> Option<Given> {
        let word = without_digits(&span.text);
        if self.given.contains(word) {
            Some(Given::Exact)
        } else if word.chars().count() == 1 {
            let initial =
                span.end - span.start == 1 && self.given.iter().any(|given| given.starts_with(word));
            initial.then_some(Given::Initial)
        } else if !reading.by_sound && self.kin.contains(&key_of(word)) {
            Some(Given::Kin)
        } else {
            let slips = self.given.iter().any(|given| is_slip(given, word));
            slips.then_some(Given::Slip)
        }
    }

    fn is_pair(
        &self,
        reading: &Reading,
        given: &Span,
        grade: Given,
        family: &Span,
        open: &OpenNames,
    ) -> bool {
        let in_order = given.end <= family.start;
        if !in_order && family.end > given.start {
            return false;
        }
        let between = if in_order { given.end..family.start } else { family.end..given.start };
        let gap = reading.tokens.get(between.clone()).unwrap_or_default();
        let word = without_digits(&given.text);
        let exact_family =
            self.family.iter().find(|known| is_slip(known, &family.text)).unwrap_or(&family.text);
        match grade {
            Given::Exact if open.is_one_name(word, exact_family) => return false,
            // What an open name has only counts beside a family name that it does not have.
            Given::Kin | Given::Slip if open.words.contains(word) || open.is_given(word) => return false,
            Given::Slip if is_other_name(word) => return false,
            Given::Initial => {
                let family = Span { text: exact_family.clone(), ..*family };
                return Self::is_initialled(reading, given, &family, in_order, gap, open);
            }
            _ => {}
        }
        gap.len() <= MOST_BETWEEN
            && gap.iter().all(|token| {
                token.text.chars().count() <= 1
                    || (self.given.contains(&token.text) || token.capital) && !open.has(&token.text)
            })
    }

    /// `M. Quillfeather`, `M. J. Quillfeather`, `Quillfeather, M.`
    fn is_initialled(
        reading: &Reading,
        given: &Span,
        family: &Span,
        in_order: bool,
        gap: &[Token],
        open: &OpenNames,
    ) -> bool {
        let before = given.start.checked_sub(1).and_then(|at| reading.tokens.get(at));
        // The first letter of the middle name after an open given name is that name's.
        if before.is_some_and(|token| open.is_given(&token.text)) && in_order {
            return false;
        }
        let initials = gap.iter().all(|token| token.text.chars().count() == 1) && gap.len() <= 2;
        if open.has_initial(&given.text, &family.text) {
            return false;
        }
        if in_order {
            // `J. M. Quillfeather` is an open name's when its first letter is.
            let led = before.is_some_and(|token| {
                token.text.chars().count() == 1 && open.has_initial(&token.text, &family.text)
            });
            return initials && !led && (given.capital || is_tight(reading, given) || reading.is_short());
        }
        let joint = reading.tokens.get(given.start).map_or(Joint::Space, |token| token.before);
        let last = given.end == reading.tokens.len();
        gap.is_empty() && (joint != Joint::Space || last)
    }

    /// `Mike Q.` and, where the family name is the secret, `Juniper O.`
    fn has_family_initial(&self, reading: &Reading, given: &Span, grade: Given, open: &OpenNames) -> bool {
        let Some(next) = reading.tokens.get(given.end) else { return false };
        let letter = next.text.chars().count() == 1 && next.text.chars().all(char::is_alphabetic);
        let begins = |family: &String| family.starts_with(&next.text);
        if !letter || !self.family.iter().any(begins) || next.before == Joint::Comma {
            return false;
        }
        let word = without_digits(&given.text);
        let followed = reading.tokens.get(given.end + 1).is_some_and(|token| open.has(&token.text));
        match grade {
            Given::Exact => {
                let open_too = open.names.iter().any(|name| {
                    let mut all = name.given.iter().chain(&name.family);
                    name.given.contains(word) && all.any(|it| it.starts_with(&next.text))
                });
                next.capital && !open_too && !followed
            }
            Given::Kin => !open.is_given(word) && (given.capital || is_tight(reading, given)),
            Given::Slip => next.capital && given.capital && !open.is_given(word) && !is_other_name(word),
            Given::Initial => false,
        }
    }
}

/// Whether a longer word has a secret one within: `xxcasperxx`, `realcasper`.
fn is_part(secret: &str, span: &Span, reading: &Reading, open: &OpenNames) -> bool {
    let letters = secret.chars().count();
    let word = span.text.as_str();
    if letters < 4 || !word.contains(secret) || is_other_name(word) {
        return false;
    }
    // A word that an open name has within it is searched without that name: Michaela is not Michael.
    let mut rest = word.to_owned();
    for known in open.words().filter(|known| known.chars().count() >= 4) {
        rest = rest.replace(known.as_str(), " ");
    }
    if !rest.contains(secret) {
        return false;
    }
    let has_digits = word.contains(|c: char| c.is_ascii_digit());
    let handle = has_digits || is_tight(reading, span) || reading.tokens.len() == 1 || rest != word;
    if handle {
        return letters >= 5
            || rest.split(' ').any(|part| part.starts_with(secret) || part.ends_with(secret));
    }
    let before = word.strip_suffix(secret).is_some_and(|front| IN_FRONT.contains(&front));
    let behind = word.strip_prefix(secret).is_some_and(|ending| !OF_OTHERS.contains(&ending));
    letters >= 6 && (before || behind)
}

/// What people put before their name in an account name.
const IN_FRONT: &[&str] = &[
    "real", "the", "its", "im", "iam", "mr", "mrs", "ms", "miss", "x", "xx", "official", "not", "hey", "just",
];

/// Endings that make a given name a place or another family name: Thomasville, Williamson.
const OF_OTHERS: &[&str] = &[
    "ville", "burg", "burgh", "ton", "town", "son", "sen", "wood", "ford", "land", "dale", "shire", "sburg",
    "stown", "sville",
];
