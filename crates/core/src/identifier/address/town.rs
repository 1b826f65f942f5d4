//! Telling a street from a town, also where no comma stands between them.

use crate::matching::{is_box_word, is_unit_word, street_kind};

/// Kinds of street that are seldom a word of a town's name. `St` is one, but may be a saint's.
fn is_plain_kind(word: &str) -> bool {
    const PLAIN: &[&str] =
        &["st", "ave", "rd", "dr", "ln", "ct", "blvd", "cir", "pl", "ter", "way", "pkwy", "hwy", "trl", "sq"];
    street_kind(word).is_some_and(|kind| PLAIN.contains(&kind.as_str()))
}

fn lower(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|c| c.is_ascii_digit())
}

/// Whether a part is a street line or a door: a number in it, a kind of street at its end, a word before a door.
pub(super) fn is_street_like(part: &str) -> bool {
    let words: Vec<String> = part.split(' ').map(lower).filter(|word| !word.is_empty()).collect();
    let first = words.first().map(String::as_str).unwrap_or_default();
    let last = words.last().map(String::as_str).unwrap_or_default();
    let in_front = ["calle", "rue", "avenida", "avda", "via", "rua", "plaza", "chemin", "paseo", "carrer"];
    let german = ["strasse", "straße", "straat", "gasse"];
    has_digit(part)
        || is_box_word(first)
        || is_unit_word(first)
        || (words.len() > 1 && is_plain_kind(last))
        || (words.len() > 1 && in_front.contains(&first))
        || words.iter().any(|word| german.iter().any(|kind| word.ends_with(kind)))
}

/// Whether a part behind a street is a town with the number of its district: `Dublin 2`, `Praha 10`.
pub(super) fn is_district(part: &str) -> bool {
    let Some((town, number)) = part.rsplit_once(' ') else { return false };
    let named = town.split(' ').all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let is_kind = |word: &str| {
        street_kind(&lower(word)).is_some() || is_unit_word(&lower(word)) || is_box_word(&lower(word))
    };
    named && number.len() <= 2 && number.bytes().all(|c| c.is_ascii_digit()) && !part.split(' ').any(is_kind)
}

/// Splits `745 Forbes St East Hartford` and `100 Example St Apt 4 Springfield`; none where it could be cut in two ways.
pub(super) fn split_street_and_town(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() < 4 || !has_digit(words.first()?) {
        return None;
    }
    let kind = (2..words.len() - 1).find(|at| is_plain_kind(&lower(words[*at])))?;
    let mut end = kind + 1;
    let next = lower(words[end]);
    // "Example St St Paul" has a saint's town, "Forest Ct Rd" is in doubt.
    if is_plain_kind(&next) && next != "st" {
        return None;
    }
    // "Main St N Springfield" may be North Springfield; "Main St NE" is not.
    if matches!(next.as_str(), "n" | "s" | "e" | "w") {
        return None;
    }
    if matches!(next.as_str(), "ne" | "nw" | "se" | "sw") {
        end += 1;
    }
    let marked = words.get(end).is_some_and(|word| word.starts_with('#'));
    if words.get(end).is_some_and(|word| is_unit_word(&lower(word))) {
        end += 2;
    } else if marked || words.get(end).is_some_and(|word| has_digit(word)) {
        end += 1;
    }
    let (street, town) = words.split_at_checked(end)?;
    let plain = (1..=4).contains(&town.len()) && !town.iter().any(|word| has_digit(word));
    let ends_as_street = town.last().is_some_and(|word| is_plain_kind(&lower(word)));
    (plain && !ends_as_street).then(|| (street.join(" "), town.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_told_only_where_it_is_clear() {
        for (text, expected) in [
            ("745 Forbes St East Hartford", Some(("745 Forbes St", "East Hartford"))),
            ("100 EXAMPLE ST SAINT LOUIS", Some(("100 EXAMPLE ST", "SAINT LOUIS"))),
            ("100 EXAMPLE ST ST LOUIS", Some(("100 EXAMPLE ST", "ST LOUIS"))),
            ("100 Example Ave NE Apt 4 Dayton", Some(("100 Example Ave NE Apt 4", "Dayton"))),
            ("100 Example Ave #4 Dayton", Some(("100 Example Ave #4", "Dayton"))),
            ("100 Main St N Springfield", None),
            ("100 Old Forest Ct Rd", None),
            ("100 Example Springfield", None),
        ] {
            let found = split_street_and_town(text);
            let found = found.as_ref().map(|(street, town)| (street.as_str(), town.as_str()));
            assert_eq!(found, expected, "{text}");
        }
        assert!(is_street_like("Musterstraße") && is_street_like("Apt 4") && !is_street_like("Springfield"));
    }
}
