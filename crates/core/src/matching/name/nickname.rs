//! Which names stand for each other, and how common they are.

use crate::matching::text::fold::key;
use crate::matching::text::word::{ByWord, Word, WordSet};
use std::sync::LazyLock;

/// How two different first names can still be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kinship {
    /// A full name for a short one that stands for several others too: Christina for Chris.
    Unclear,
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
const FIRST_NAMES: &str = include_str!("../../../../../assets/names/first_names.txt");
/// Frequent family names and their spellings; the file says how they were chosen.
const FAMILY_NAMES: &str = include_str!("../../../../../assets/names/family_names.txt");

/// How common family names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frequency {
    /// Not on our list, so perhaps rare.
    Unlisted,
    /// In the first thousand or so.
    Known,
    /// In the first few hundred.
    Common,
    /// In the first fifty, borne by one or two in a thousand and spread over all.
    Frequent,
    /// One of the most frequent, or of those that many in one community share.
    Very,
}

struct Tables {
    /// Every name of a group with its line in the file and whether it leads the group (is the full form).
    short_forms: ByWord<Vec<(usize, bool)>>,
    spellings: ByWord<Vec<usize>>,
    /// First names that are frequent, and all that are known.
    frequent: WordSet,
    all: WordSet,
    /// First names that one in a hundred of some age bears.
    top: WordSet,
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
        frequent: WordSet::default(),
        top: WordSet::default(),
        all: WordSet::default(),
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
                "short" | "familiar" => {
                    tables.short_forms.entry(*name).or_default().push((line_at, at == 0));
                }
                "spelling" | "variant" => tables.spellings.entry(*name).or_default().push(line_at),
                _ => {}
            }
            tables.all.insert(*name);
            if kind == "top" {
                tables.top.insert(*name);
            }
            if !matches!(kind, "familiar" | "variant") {
                tables.frequent.insert(*name);
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
            Some("frequent") => Frequency::Frequent,
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

/// All first names (as keys) that can stand for this one, the closest kinship of each. Spellings of one name share
/// their short forms.
pub(crate) fn kin_of(name: &Word) -> Vec<(Word, Kinship)> {
    let mut kin = own_kin(name);
    for (other, kinship) in kin.clone() {
        let further = match kinship {
            Kinship::Spelling => Kinship::Short,
            Kinship::Longer => Kinship::Spelling,
            _ => continue,
        };
        for (word, _) in own_kin(&other).iter().filter(|(_, kinship)| *kinship == further) {
            if word != name && !kin.iter().any(|(known, _)| known == word) {
                kin.push((*word, if kinship == Kinship::Longer { Kinship::Longer } else { Kinship::Short }));
            }
        }
    }
    let longer: Vec<Word> =
        kin.iter().filter(|(_, kinship)| *kinship == Kinship::Longer).map(|(word, _)| *word).collect();
    let one_name = longer.first().is_none_or(|first| {
        let of = |one: &Word, other: &Word| own_kin(one).iter().any(|(word, _)| word == other);
        let same = |word: &Word| of(first, word) || of(word, first);
        longer.iter().skip(1).all(same)
    });
    for (_, kinship) in kin.iter_mut().filter(|(_, kinship)| *kinship == Kinship::Longer && !one_name) {
        *kinship = Kinship::Unclear;
    }
    kin
}

fn own_kin(name: &Word) -> Vec<(Word, Kinship)> {
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
pub(crate) fn family_spellings(name: &Word) -> &'static [Word] {
    TABLES.family_spellings.get(name).map_or(&[], Vec::as_slice)
}

/// Whether a word (as a key) is a first name on our lists.
pub(crate) fn is_first_name(word: &Word) -> bool {
    TABLES.all.contains(word)
}

/// Whether one in a hundred people of some age has this first name (as a key).
pub(crate) fn is_top_first(word: &Word) -> bool {
    TABLES.top.contains(word)
}

/// Whether a first name (as a key) is so common that agreeing on it says little.
pub(crate) fn is_frequent_first(word: &Word) -> bool {
    TABLES.frequent.contains(word)
}

/// Whether a first name (as a key) is on our short list of those that only men have.
pub(crate) fn is_mans(word: &Word) -> bool {
    TABLES.mans.contains(word)
}

/// How common a family name (as a key) is.
pub(crate) fn frequency(family: &Word) -> Frequency {
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
            ("christina", "chris", Some(Kinship::Short)),
            ("allison", "ali", Some(Kinship::Short)),
            ("mohammed", "muhammad", Some(Kinship::Spelling)),
            ("alexander", "alexandra", None),
            ("eric", "erica", None),
            ("john", "johnathan", None),
            ("zzz", "bob", None),
        ] {
            assert_eq!(kinship(one, other), expected, "{one} {other}");
            let turned = match expected {
                Some(Kinship::Short) if matches!(other, "chris" | "ali") => Some(Kinship::Unclear),
                Some(Kinship::Short) => Some(Kinship::Longer),
                _ => expected,
            };
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
