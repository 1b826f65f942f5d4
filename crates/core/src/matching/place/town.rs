//! Towns: one name for each way to write it, what lies inside what, and how many people live there.

use crate::matching::text::fold::{key, words};
use crate::matching::text::word::{ByWord, Word};
use std::sync::LazyLock;

/// Quarters, other names and populations; the file says where they come from.
const PLACES: &str = include_str!("../../../../../assets/places/places.txt");
/// Inhabitants, in thousands, of a town that is not listed. Most have far fewer.
const UNLISTED: f64 = 150.0;
/// How many steps up from a quarter are taken: Astoria, Queens, New York.
const MOST_STEPS: usize = 2;

struct Tables {
    /// For each other name, the region it is in and the usual name.
    usual: ByWord<Vec<(Word, Word)>>,
    /// For each quarter, the region it is in (empty outside North America) and the larger place.
    inside: ByWord<Vec<(Word, Word)>>,
    thousands: ByWord<f64>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables =
        Tables { usual: ByWord::default(), inside: ByWord::default(), thousands: ByWord::default() };
    for line in PLACES.lines() {
        let mut parts = line.split_whitespace();
        match parts.next() {
            Some(kind @ ("part" | "same")) => {
                let region = Word::from_folded(parts.next().unwrap_or_default().trim_matches('-'));
                let larger = key_of(parts.next().unwrap_or_default());
                for quarter in parts {
                    let table = if kind == "same" { &mut tables.usual } else { &mut tables.inside };
                    table.entry(key_of(quarter)).or_default().push((region, larger));
                }
            }
            Some("big") => {
                let thousands = parts.next().and_then(|number| number.parse().ok()).unwrap_or(UNLISTED);
                tables.thousands.extend(parts.map(|town| (key_of(town), thousands)));
            }
            _ => {}
        }
    }
    tables
});

fn key_of(town: &str) -> Word {
    key(Word::from_folded(town))
}

/// A town with the larger places it lies in; empty where none was given.
#[derive(Clone, Copy, Default)]
pub(crate) struct Town {
    pub(crate) name: Word,
    larger: [Word; MOST_STEPS],
}

impl Town {
    /// Whether one is the other or lies in it.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        !self.name.is_empty()
            && (self.name == other.name
                || other.larger.contains(&self.name)
                || (!other.name.is_empty() && self.larger.contains(&other.name)))
    }

    /// Inhabitants in thousands.
    pub(crate) fn thousands(&self) -> f64 {
        TABLES.thousands.get(&self.name).copied().unwrap_or(UNLISTED)
    }
}

/// `St. Paul` is `saintpaul`, `Ft Worth` is `fortworth`; `region` is a code in lower case, or empty.
pub(crate) fn read_town(text: &str, region: &Word) -> Town {
    if text.is_empty() {
        return Town::default();
    }
    let mut words = words(text);
    if words.len() > 2 && words[0].as_bytes() == b"city" && words[1].as_bytes() == b"of" {
        words.take(0);
        words.take(0);
    }
    // "Dublin 2" and "Greater London Area" style endings.
    while words.len() > 1
        && words.last().is_some_and(|word| {
            word.is_number() || matches!(word.as_bytes(), b"area" | b"metro" | b"township")
        })
    {
        words.pop();
    }
    let mut name = Word::default();
    for word in words.iter() {
        name.join(&spelled(word));
    }
    let name = key(name);
    let name = look_up(&TABLES.usual, &name, region).unwrap_or(name);
    let mut town = Town { name, ..Town::default() };
    let mut from = name;
    for larger in &mut town.larger {
        let Some(place) = look_up(&TABLES.inside, &from, region) else { break };
        *larger = place;
        from = place;
    }
    town
}

fn look_up(table: &ByWord<Vec<(Word, Word)>>, name: &Word, region: &Word) -> Option<Word> {
    let mut found = table.get(name)?.iter();
    // Greenwich in London is not Greenwich, CT.
    let fits = |there: &Word| region.is_empty() || there == region || (there.is_empty() && region.len() != 2);
    found.find(|(there, _)| fits(there)).map(|(_, place)| *place)
}

fn spelled(word: &Word) -> Word {
    match word.as_bytes() {
        b"st" => Word::from_folded("saint"),
        b"ste" => Word::from_folded("sainte"),
        b"mt" | b"mtn" => Word::from_folded("mount"),
        b"ft" => Word::from_folded("fort"),
        b"pt" => Word::from_folded("port"),
        b"hts" | b"hgts" => Word::from_folded("heights"),
        b"is" => Word::from_folded("island"),
        b"spgs" => Word::from_folded("springs"),
        b"n" => Word::from_folded("north"),
        b"s" => Word::from_folded("south"),
        b"e" => Word::from_folded("east"),
        b"w" => Word::from_folded("west"),
        _ => *word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_agree_under_their_names() {
        for (one, other, region, expected) in [
            ("St. Paul", "SAINT PAUL", "mn", true),
            ("NYC", "New York City", "ny", true),
            ("Astoria", "Queens", "ny", true),
            ("Astoria", "New York", "ny", true),
            ("Astoria", "Flushing", "ny", false),
            ("Brooklyn", "Queens", "ny", false),
            ("Brooklyn", "New York", "oh", false),
            ("Hollywood", "Los Angeles", "", true),
            ("Québec", "Quebec City", "qc", true),
            ("Dublin 2", "Dublin", "", true),
            ("", "", "", false),
            ("", "Paris", "", false),
        ] {
            let region = Word::from_folded(region);
            let (left, right) = (read_town(one, &region), read_town(other, &region));
            assert_eq!(left.agrees(&right), expected, "{one:?} {other:?}");
            assert_eq!(right.agrees(&left), expected, "{other:?} {one:?}");
        }
        assert!(
            read_town("Chicago", &Word::default()).thousands()
                > read_town("Peoria", &Word::default()).thousands()
        );
    }
}
