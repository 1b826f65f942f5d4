//! Which names stand for each other, and how common they are.

use super::fold::key;
use super::word::{ByWord, Word, WordSet};
use std::sync::LazyLock;

/// How two different first names can still be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// Two short forms of one name: Bob and Rob, but also Beth and Liz.
    BothShort,
    /// A full name for one that is short already: John for Jack, who may be nothing but Jack.
    Longer,
    /// A name and its short form: Robert and Bob.
    Short,
    /// Two spellings or transliterations of one name: Mohammed and Muhammad.
    Spelling,
}

/// Groups of first names; the file says how they were chosen.
const FIRST_NAMES: &str = include_str!("first_names.txt");
/// Frequent family names and their spellings; the file says how they were chosen.
const FAMILY_NAMES: &str = include_str!("family_names.txt");

/// How common family names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frequency {
    /// Not on our list, so perhaps rare.
    Unlisted,
    /// In the first thousand or so.
    Known,
    /// In the first few hundred.
    Common,
    /// One of the most frequent few dozen.
    Very,
}

struct Tables {
    /// Every name of a group with its line in the file and whether it leads the group (is the full form).
    short_forms: ByWord<Vec<(usize, bool)>>,
    spellings: ByWord<Vec<usize>>,
    more: WordSet,
    mans: WordSet,
    families: ByWord<Frequency>,
    /// The other spellings of a family name.
    family_spellings: ByWord<Vec<Word>>,
    /// The names of each line.
    groups: Vec<Vec<Word>>,
}

fn read(names: std::str::SplitWhitespace<'_>) -> Vec<Word> {
    names.map(|name| key(Word::from_folded(name))).collect()
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        short_forms: ByWord::default(),
        spellings: ByWord::default(),
        more: WordSet::default(),
        mans: WordSet::default(),
        families: ByWord::default(),
        family_spellings: ByWord::default(),
        groups: Vec::new(),
    };
    for (line_at, line) in FIRST_NAMES.lines().enumerate() {
        let mut names = line.split_whitespace();
        let kind = names.next().unwrap_or_default();
        let group = if kind == "#" { Vec::new() } else { read(names) };
        for (at, name) in group.iter().enumerate() {
            match kind {
                "short" => tables.short_forms.entry(*name).or_default().push((line_at, at == 0)),
                "spelling" => tables.spellings.entry(*name).or_default().push(line_at),
                _ => drop(tables.more.insert(*name)),
            }
            if kind == "mens" {
                tables.mans.insert(*name);
            }
        }
        tables.groups.push(group);
    }
    for line in FAMILY_NAMES.lines() {
        let mut names = line.split_whitespace();
        let frequency = match names.next() {
            Some("very") => Frequency::Very,
            Some("common") => Frequency::Common,
            Some("known") => Frequency::Known,
            Some("spelling") => {
                let group = read(names);
                for name in &group {
                    let others = group.iter().filter(|other| *other != name);
                    tables.family_spellings.entry(*name).or_default().extend(others);
                }
                continue;
            }
            _ => continue,
        };
        for name in read(names) {
            let known = tables.families.entry(name).or_insert(frequency);
            *known = frequency.max(*known);
        }
    }
    tables
});

/// All first names (as keys) that can stand for this one, the closest kinship of each.
pub(super) fn kin_of(name: &Word) -> Vec<(Word, Kinship)> {
    let tables = &*TABLES;
    let mut kin: Vec<(Word, Kinship)> = Vec::new();
    let mut add = |word: &Word, kinship: Kinship| {
        if word != name {
            match kin.iter_mut().find(|(known, _)| known == word) {
                Some((_, known)) => *known = kinship.max(*known),
                None => kin.push((*word, kinship)),
            }
        }
    };
    let group = |line: usize| tables.groups.get(line).into_iter().flatten();
    for &line in tables.spellings.get(name).into_iter().flatten() {
        group(line).for_each(|word| add(word, Kinship::Spelling));
    }
    for &(line, full) in tables.short_forms.get(name).into_iter().flatten() {
        for (at, word) in group(line).enumerate() {
            let kinship = match (full, at) {
                (true, _) => Kinship::Short,
                (false, 0) => Kinship::Longer,
                (false, _) => Kinship::BothShort,
            };
            add(word, kinship);
        }
    }
    kin
}

/// The other spellings of a family name (as keys).
pub(super) fn family_spellings(name: &Word) -> &'static [Word] {
    TABLES.family_spellings.get(name).map_or(&[], Vec::as_slice)
}

/// Whether a word (as a key) is a first name on our lists, thus a common one.
pub(super) fn is_first_name(word: &Word) -> bool {
    let tables = &*TABLES;
    tables.short_forms.contains_key(word) || tables.spellings.contains_key(word) || tables.more.contains(word)
}

/// Whether a first name (as a key) is on our short list of those that only men have.
pub(super) fn is_mans(word: &Word) -> bool {
    TABLES.mans.contains(word)
}

/// How common a family name (as a key) is.
pub(super) fn frequency(family: &Word) -> Frequency {
    TABLES.families.get(family).copied().unwrap_or(Frequency::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Word {
        key(Word::from_folded(text))
    }

    #[test]
    fn short_forms_are_graded() {
        let kinship = |one: &str, other: &str| {
            kin_of(&word(one)).into_iter().find(|(kin, _)| *kin == word(other)).map(|(_, kinship)| kinship)
        };
        for (one, other, expected) in [
            ("robert", "bob", Some(Kinship::Short)),
            ("bob", "rob", Some(Kinship::BothShort)),
            ("mohammed", "muhammad", Some(Kinship::Spelling)),
            ("alexander", "alexandra", None),
            ("eric", "erica", None),
            ("john", "johnathan", None),
            ("zzz", "bob", None),
        ] {
            assert_eq!(kinship(one, other), expected, "{one} {other}");
            let turned = if expected == Some(Kinship::Short) { Some(Kinship::Longer) } else { expected };
            assert_eq!(kinship(other, one), turned, "{other} {one}");
        }
        assert!(is_first_name(&word("erica")));
    }

    #[test]
    fn family_names_have_a_frequency() {
        for (name, expected) in
            [("smith", Frequency::Very), ("rogers", Frequency::Common), ("quillfeather", Frequency::Unlisted)]
        {
            assert_eq!(frequency(&word(name)), expected, "{name}");
        }
    }
}
