//! Reading names into words: what a person says in parts, and what a listing writes on one line.

use super::fold::{name_words, same_joined};
use super::nickname::{Frequency, frequency, is_first_name};
use crate::person::{Name, NameKind};

/// Most names of one person, combinations included.
const MOST_NAMES: usize = 24;

/// One name of the person, ready to compare.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct KnownName {
    pub(super) first: Vec<String>,
    pub(super) middle: Vec<String>,
    pub(super) last: Vec<String>,
    /// Son or daughter of the same name: 1 for `Sr`, 2 for `Jr`.
    pub(super) generation: Option<u8>,
    /// How common the rarest of the family names is.
    pub(super) family_frequency: Frequency,
    pub(super) common_first: bool,
    /// Whether both names are first names, or each could be either, so that turned order says little: Thomas James.
    pub(super) turns_unclearly: bool,
}

impl KnownName {
    fn new(first: Vec<String>, middle: Vec<String>, last: Vec<String>, generation: Option<u8>) -> Self {
        let rarest = [Frequency::Unlisted, Frequency::Common]
            .into_iter()
            .find(|rare| core_words(&last).any(|word| frequency(word) == *rare));
        Self {
            common_first: first.first().is_some_and(|word| is_first_name(word)),
            family_frequency: rarest.unwrap_or(Frequency::Very),
            turns_unclearly: last.len() == 1
                && last.first().is_some_and(|word| is_first_name(word))
                && first
                    .first()
                    .is_some_and(|word| is_first_name(word) || frequency(word) != Frequency::Unlisted),
            first,
            middle,
            last,
            generation,
        }
    }

    /// A relative's name, written on one line.
    pub(super) fn from_written(written: &Written) -> Option<Self> {
        let words = &written.words;
        // "Carlos García Ruiz" has two family names, "Mary Ann Smith" has one.
        let two = words.len() > 2
            && words.iter().rev().nth(1).is_some_and(|word| word.chars().count() > 1 && !is_first_name(word));
        let (first, last) = if let Some(at) = written.comma {
            (words.get(at..)?, words.get(..at)?)
        } else {
            words.split_at(words.len().checked_sub(if two { 2 } else { 1 })?)
        };
        let (given, middle) = first.split_at(first.len().min(1));
        (!given.is_empty())
            .then(|| Self::new(given.to_vec(), middle.to_vec(), last.to_vec(), written.generation))
    }
}

/// All names of a person, with the combinations that follow: a nickname or former first name with each family name,
/// a maiden or former family name with each first name. A generation counts for every name.
pub(super) fn derive_names(names: &[Name]) -> Vec<KnownName> {
    let mut parts: Vec<(NameKind, KnownName)> = Vec::new();
    for name in names.iter().take(MOST_NAMES) {
        let (last, in_last) = take_generation(name_words(&name.last));
        let first = strip_titles(name_words(&name.first));
        let generation = generation_of(&name.suffix).or(in_last);
        parts.push((name.kind, KnownName::new(first, name_words(&name.middle), last, generation)));
    }
    let generation = parts.iter().find_map(|(_, name)| name.generation);
    let mut known: Vec<KnownName> = Vec::new();
    let mut add = |name: KnownName| {
        let empty = name.first.is_empty() && name.last.is_empty();
        if !empty && known.len() < MOST_NAMES && !known.contains(&name) {
            known.push(name);
        }
    };
    let paired = |name: &KnownName| !name.first.is_empty() && !name.last.is_empty();
    for (_, name) in parts.iter().filter(|(_, name)| paired(name)) {
        add(KnownName { generation, ..name.clone() });
    }
    for (kind, one) in &parts {
        for (_, other) in parts.iter().filter(|(_, other)| paired(other)) {
            if one.last.is_empty() && *kind != NameKind::Stage {
                add(KnownName::new(one.first.clone(), other.middle.clone(), other.last.clone(), generation));
            }
            if matches!(kind, NameKind::Maiden | NameKind::Former) && !one.last.is_empty() {
                add(KnownName::new(other.first.clone(), other.middle.clone(), one.last.clone(), generation));
            }
        }
    }
    let any_paired = parts.iter().any(|(_, name)| paired(name));
    for (kind, name) in parts.iter().filter(|(_, name)| !paired(name)) {
        if *kind == NameKind::Stage || !any_paired {
            add(KnownName { generation, ..name.clone() });
        }
    }
    known
}

/// A name on one line of a listing.
pub(super) struct Written {
    pub(super) words: Vec<String>,
    /// Where the first name begins when a comma says so: `SMITH, JOHN A`.
    pub(super) comma: Option<usize>,
    pub(super) generation: Option<u8>,
}

/// Reads a listing's name. Several come back for joint names (`John & Mary Smith`) and for names in quotes or brackets
/// (`Robert "Bob" Smith`, `Jane Smith (Doe)`); none for a text without letters.
pub(super) fn read_written(text: &str) -> Vec<Written> {
    let (plain, aside) = split_aside(text);
    let mut read: Vec<Written> = Vec::new();
    let sharers: Vec<&str> = plain
        .split(['&', '+'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" AND "))
        .take(4)
        .collect();
    for (at, part) in sharers.iter().enumerate() {
        let Some(written) = read_one(part) else { continue };
        let neighbour = if at == 0 { sharers.get(1) } else { sharers.first() };
        // "SMITH JOHN & MARY A": one side gives only first names and shares the other's family name.
        let given_only = written.words.iter().skip(1).all(|word| word.chars().count() == 1);
        if given_only
            && let Some(other) =
                neighbour.and_then(|other| read_one(other)).filter(|other| other.words.len() > 1)
            && let (Some(start), Some(end)) = (other.words.first(), other.words.last())
        {
            let mut share = |family: &String| {
                let words = [vec![family.clone()], written.words.clone()].concat();
                read.push(Written { words, comma: Some(1), generation: None });
            };
            share(if other.comma.is_some() { start } else { end });
            if other.comma.is_none() {
                share(start);
            }
            // "SMITH J & MARY": the words may be a whole name after all.
            if written.words.len() > 1 {
                read.push(written);
            }
        } else {
            read.push(written);
        }
    }
    if let Some(base) = read.first()
        && !aside.is_empty()
        && let (Some(start), Some(end)) = (base.words.first(), base.words.last())
    {
        let (given, family) =
            if base.comma.is_some() { (end.clone(), start.clone()) } else { (start.clone(), end.clone()) };
        let generation = base.generation;
        let as_given = Written { words: [vec![family], aside.clone()].concat(), comma: Some(1), generation };
        let as_family =
            Written { comma: Some(aside.len()), words: [aside, vec![given]].concat(), generation };
        read.extend([as_given, as_family]);
    }
    read
}

/// Splits off what stands in double quotes or brackets.
fn split_aside(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut aside) = (String::new(), String::new());
    let mut inside = false;
    for c in text.chars().take(240) {
        match c {
            '(' | '[' | '“' | '„' | '«' => inside = true,
            ')' | ']' | '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if inside => aside.push(c),
            _ => plain.push(c),
        }
    }
    let mut aside = name_words(&aside);
    aside.retain(|word| !matches!(word.as_str(), "nee" | "ne" | "born" | "formerly" | "aka" | "maiden"));
    (plain, aside)
}

fn read_one(text: &str) -> Option<Written> {
    let mut generation = None;
    let mut parts: Vec<Vec<String>> = Vec::new();
    for part in text.split([',', '，']) {
        let (words, found) = take_generation(strip_titles(name_words(part)));
        generation =
            generation.or(found).or_else(|| if parts.is_empty() { None } else { generation_of(part) });
        let credential = !parts.is_empty() && words.iter().all(|word| AFTER.contains(&word.as_str()));
        if !words.is_empty() && !credential && (parts.is_empty() || generation_of(part).is_none()) {
            parts.push(words);
        }
    }
    let comma = (parts.len() > 1).then(|| parts.first().map_or(0, Vec::len));
    let words = parts.concat();
    (!words.is_empty()).then_some(Written { words, comma, generation })
}

/// The generation of a suffix: `Sr` 1, `Jr` 2, `III` 3.
fn generation_of(suffix: &str) -> Option<u8> {
    match name_words(suffix).first().map(String::as_str)? {
        "sr" | "senior" | "i" | "1st" => Some(1),
        "jr" | "junior" | "jnr" | "ii" | "2nd" => Some(2),
        "iii" | "3rd" => Some(3),
        "iv" | "4th" => Some(4),
        "v" | "5th" => Some(5),
        _ => None,
    }
}

/// Takes a generation out of a name, wherever it stands but first: `SMITH JR JOHN`.
///
/// A lone `V` or `I` is an initial, and `Junior` and `Senior` count only at the end.
fn take_generation(mut words: Vec<String>) -> (Vec<String>, Option<u8>) {
    let at = words.iter().enumerate().skip(1).find_map(|(at, word)| {
        let sure = matches!(word.as_str(), "sr" | "jr" | "jnr" | "ii" | "iii" | "iv" | "2nd" | "3rd" | "4th");
        let last = at + 1 == words.len() && words.len() > 2 && matches!(word.as_str(), "junior" | "senior");
        (sure || last).then_some(at)
    });
    let Some(at) = at else { return (words, None) };
    let generation = generation_of(&words.remove(at));
    (words, generation)
}

/// Titles in front of a name.
const BEFORE: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "sir",
    "dame",
    "hon",
    "capt",
    "sgt",
    "lt",
    "col",
    "sr",
    "sra",
    "srta",
    "herr",
    "frau",
    "mme",
    "mlle",
    "the",
];
/// Degrees and remarks behind a name.
const AFTER: &[&str] = &[
    "phd",
    "md",
    "esq",
    "dds",
    "dvm",
    "jd",
    "mba",
    "cpa",
    "rn",
    "obe",
    "mbe",
    "esquire",
    "family",
    "household",
    "deceased",
];

fn strip_titles(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words.first().is_some_and(|word| BEFORE.contains(&word.as_str())) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| AFTER.contains(&word.as_str())) {
        words.pop();
    }
    words
}

/// Small words in front of a family name, which registers drop, keep or glue on.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "las", "los", "van", "von",
    "der", "den", "ter", "ten", "y", "e", "bin", "ibn", "al", "el", "abu", "af", "av", "zu", "zum", "vom",
];

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The words of a family name without its particles; all of them if it is nothing else.
pub(super) fn core_words(words: &[String]) -> impl Iterator<Item = &String> {
    let all = words.iter().all(|word| is_particle(word));
    words.iter().filter(move |word| all || !is_particle(word))
}

/// Each family name with its particles glued on: `de la Cruz Moreno` is `delacruz` and `moreno`.
pub(super) fn with_particles(words: &[String]) -> Vec<String> {
    let mut glued = Vec::new();
    let mut start = String::new();
    for word in words {
        start.push_str(word);
        if !is_particle(word) {
            glued.push(std::mem::take(&mut start));
        }
    }
    glued
}

/// Whether a written name, run together, is the known name in either order, as East Asian names often are.
pub(super) fn is_whole(known: &KnownName, words: &[String]) -> bool {
    let (first, last) = (known.first.as_slice(), known.last.as_slice());
    !first.is_empty()
        && !last.is_empty()
        && (same_joined(words, &[last, first].concat())
            || same_joined(words, &[first, last].concat())
            || same_joined(words, &[first, known.middle.as_slice(), last].concat()))
}
