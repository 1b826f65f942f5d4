//! Which first names stand for each other, and how far that goes.

use super::fold::key;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How two different first names can still be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// Two short forms of one name: Bob and Rob, but also Beth and Liz.
    BothShort,
    /// A name and its short form: Robert and Bob.
    Short,
    /// Two spellings or transliterations of one name: Mohammed and Muhammad.
    Spelling,
}

/// Groups of first names; the file says how they were chosen.
const FIRST_NAMES: &str = include_str!("first_names.txt");
/// Frequent family names; the file says how they were chosen.
const FAMILY_NAMES: &str = include_str!("family_names.txt");

/// How common family names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    /// One of the most frequent few dozen.
    Very,
    /// In the first few hundred.
    Common,
    /// Not on our list, so perhaps rare.
    Unlisted,
}

struct Tables {
    /// Per first name: the groups it belongs to and whether it leads the group (is the full form).
    short_forms: HashMap<String, Vec<(usize, bool)>>,
    spellings: HashMap<String, Vec<usize>>,
    more: HashSet<String>,
    families: HashMap<String, Frequency>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        short_forms: HashMap::new(),
        spellings: HashMap::new(),
        more: HashSet::new(),
        families: HashMap::new(),
    };
    for (group, line) in FIRST_NAMES.lines().enumerate() {
        let mut names = line.split_whitespace();
        match names.next() {
            Some("short") => {
                for (at, name) in names.enumerate() {
                    tables.short_forms.entry(key(name)).or_default().push((group, at == 0));
                }
            }
            Some("spelling") => {
                for name in names {
                    tables.spellings.entry(key(name)).or_default().push(group);
                }
            }
            Some("more") => tables.more.extend(names.map(key)),
            _ => {}
        }
    }
    for line in FAMILY_NAMES.lines() {
        let mut names = line.split_whitespace();
        let group = match names.next() {
            Some("very") => Frequency::Very,
            Some("common") => Frequency::Common,
            _ => continue,
        };
        tables.families.extend(names.map(|name| (key(name), group)));
    }
    tables
});

/// How two different first names (as keys) can be one person's, if they can.
pub(super) fn kinship(one: &str, other: &str) -> Option<Kinship> {
    let tables = &*TABLES;
    if let (Some(ours), Some(theirs)) = (tables.spellings.get(one), tables.spellings.get(other))
        && ours.iter().any(|group| theirs.contains(group))
    {
        return Some(Kinship::Spelling);
    }
    let (ours, theirs) = (tables.short_forms.get(one)?, tables.short_forms.get(other)?);
    let shared = |need_full: bool| {
        ours.iter().any(|(group, full)| {
            theirs.iter().any(|(same, led)| group == same && (!need_full || *full || *led))
        })
    };
    if shared(true) {
        Some(Kinship::Short)
    } else if shared(false) {
        Some(Kinship::BothShort)
    } else {
        None
    }
}

/// Whether a word (as a key) is a first name on our lists, thus a common one.
pub(super) fn is_first_name(word: &str) -> bool {
    let tables = &*TABLES;
    tables.short_forms.contains_key(word) || tables.spellings.contains_key(word) || tables.more.contains(word)
}

/// How common a family name (as a key) is.
pub(super) fn frequency(family: &str) -> Frequency {
    TABLES.families.get(family).copied().unwrap_or(Frequency::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_graded() {
        for (one, other, expected) in [
            ("robert", "bob", Some(Kinship::Short)),
            ("bob", "rob", Some(Kinship::BothShort)),
            ("mohammed", "muhammad", Some(Kinship::Spelling)),
            ("alexander", "alexandra", None),
            ("eric", "erica", None),
            ("john", "johnathan", None),
            ("zzz", "bob", None),
        ] {
            assert_eq!(kinship(&key(one), &key(other)), expected, "{one} {other}");
            assert_eq!(kinship(&key(other), &key(one)), expected, "{other} {one}");
        }
        assert_eq!(frequency("smith"), Frequency::Very);
        assert_eq!(frequency("quillfeather"), Frequency::Unlisted);
        assert!(is_first_name("erica"));
    }
}
