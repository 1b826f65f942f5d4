//! Whether two postal addresses are the same place, as far as exposure needs to know.
//!
//! Kinder than matching: where a writing is in doubt, the same number in a street of much the same name counts as the
//! same place, because taking a home for a strange house would hide the danger.

use crate::identifier::parse_address_line;
use crate::person::Address;

/// Words that say little about which street it is: kinds of streets, compass points, articles, parts of a house.
const PLAIN: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "court",
    "ct",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "place",
    "pl",
    "way",
    "terrace",
    "ter",
    "circle",
    "cir",
    "highway",
    "hwy",
    "square",
    "sq",
    "close",
    "rue",
    "via",
    "calle",
    "platz",
    "strasse",
    "str",
    "the",
    "de",
    "la",
    "le",
    "du",
    "des",
    "del",
    "der",
    "n",
    "s",
    "e",
    "w",
    "ne",
    "nw",
    "se",
    "sw",
    "north",
    "south",
    "east",
    "west",
];

/// Words before the number of a flat, not of a house.
const WITHIN: &[&str] = &["apt", "apartment", "unit", "suite", "ste", "flat", "floor", "fl", "room", "rm"];

/// Whether both name a street and it is the same house: same number, much the same street name, and neither postcode
/// nor city speaks against it. Numbers may stand before or behind the name; units are not compared.
pub fn same_place(a: &Address, b: &Address) -> bool {
    let (a, b) = (&in_parts(a), &in_parts(b));
    let (Some((a_number, a_name)), Some((b_number, b_name))) = (house(&a.street), house(&b.street)) else {
        return false;
    };
    // "Musterstr." and "Musterstraße" are one street, so the shorter name may be the start of the longer.
    let long_enough = a_name.chars().count().min(b_name.chars().count()) >= 5;
    let alike =
        a_name == b_name || (long_enough && (a_name.starts_with(&b_name) || b_name.starts_with(&a_name)));
    if a_number != b_number || !alike {
        return false;
    }
    let (a_post, b_post) = (postcode(a), postcode(b));
    if !a_post.is_empty() && !b_post.is_empty() {
        return a_post == b_post;
    }
    a.city.is_empty() || b.city.is_empty() || a.city.to_lowercase() == b.city.to_lowercase()
}

/// The address in parts, where a source put its whole line into the street.
fn in_parts(address: &Address) -> Address {
    if address.city.is_empty() && address.postcode.is_empty() && address.street.contains(',') {
        let read = parse_address_line(&address.street);
        if house(&read.street).is_some() {
            return read;
        }
    }
    address.clone()
}

/// House number and the street's most telling word, in lower case.
fn house(street: &str) -> Option<(String, String)> {
    let lower = street.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let begins_with_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let after_unit = |at: usize| at > 0 && words.get(at - 1).is_some_and(|before| WITHIN.contains(before));
    let number = (0..words.len()).find(|at| begins_with_digit(words[*at]) && !after_unit(*at))?;
    let tells = |(at, word): (usize, &&str)| at != number && !after_unit(at) && !WITHIN.contains(word);
    let names = words.iter().enumerate().filter(|(at, word)| tells((*at, word))).map(|(_, word)| *word);
    // The longest telling word; of a street with none ("12 The Avenue") the longest word at all.
    let telling = names.clone().filter(|word| !PLAIN.contains(word)).max_by_key(|word| word.chars().count());
    let name = telling.or_else(|| names.max_by_key(|word| word.chars().count()))?;
    Some((words[number].to_owned(), name.replace("stra\u{df}e", "str").replace("strasse", "str")))
}

/// The first five signs of a postcode, so that ZIP and ZIP+4 agree; whole UK and Canadian ones are longer.
fn postcode(address: &Address) -> String {
    let kept: String = address.postcode.chars().filter(|c| c.is_alphanumeric()).collect();
    let most = if kept.chars().all(|c| c.is_ascii_digit()) { 5 } else { 8 };
    kept.chars().take(most).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(same_place(&parse_address_line(a), &parse_address_line(b)), expected, "{a} / {b}");
    }

    #[test]
    fn the_same_door_however_written() {
        check(
            "1420 Example Lane, Springfield, IL 62701",
            "1420 Example Ln, Springfield, IL 62701-1234",
            true,
        );
        check("1420 N Example Lane, Springfield, IL", "1420 Example Ln, Springfield, IL 62701", true);
        check("1420 Example Lane Apt 3, Springfield, IL", "1420 Example Ln #5, Springfield, IL 62701", true);
        check("1420 Example Lane, Springfield, IL 62701", "1422 Example Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Sample Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Example Lane, Dayton, OH 45402", false);
        check("Springfield, IL 62701", "Springfield, IL 62701", false);
    }

    #[test]
    fn numbers_may_stand_behind_the_name() {
        let street = |street: &str| Address { street: street.into(), ..Address::default() };
        for (a, b, expected) in [
            ("Musterstra\u{df}e 5", "Musterstr. 5", true),
            ("Musterstra\u{df}e 5", "Musterstra\u{df}e 7", false),
            ("5 rue de l'Exemple", "5, Rue de l'Exemple", true),
            ("5 rue de l'Exemple", "5 rue du Modele", false),
            ("12 The Avenue", "12 The Avenue", true),
            ("10 Sample Road Flat 2", "10 Sample Rd", true),
            ("1420 Example Ln, Springfield, IL 62701", "1420 Example Lane", true),
        ] {
            assert_eq!(same_place(&street(a), &street(b)), expected, "{a} / {b}");
        }
    }
}
