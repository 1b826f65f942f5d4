//! Countries by their names in their own and other languages.

use super::region::{lines, plain};
use std::collections::HashMap;
use std::sync::LazyLock;

const COUNTRIES: &str = include_str!("../../../../../assets/places/countries.txt");

static BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for line in lines(COUNTRIES) {
        let mut parts = line.split('|');
        let Some(code) = parts.next() else { continue };
        all.extend(parts.map(|name| (plain(name), code)));
    }
    all
});

/// The ISO 3166 code of a country given by one of its names; a two-letter code is taken as it is.
pub(crate) fn country_code(text: &str) -> Option<&'static str> {
    let name = plain(text);
    BY_NAME.get(&name).copied().or_else(|| {
        let upper = name.to_uppercase();
        BY_NAME.values().find(|code| **code == upper).copied()
    })
}

/// Takes a country's name off the end of a line's last part: `62701 USA`, `Berlin, Germany`.
///
/// A lone code is no country, because CA is California and DE Delaware. A region's name is none either: New Mexico.
pub(super) fn take_country(parts: &mut Vec<String>) -> Option<&'static str> {
    let last = parts.last()?;
    if super::region_code(last).is_some() {
        return None;
    }
    let words: Vec<&str> = last.split(' ').collect();
    for from in words.len().saturating_sub(4)..words.len() {
        let (before, name) = words.split_at(from);
        let Some(code) = BY_NAME.get(&plain(&name.join(" "))).copied() else { continue };
        // "Springfield, New Mexico" and "Lake Peru" are no Mexico and no Peru: only a postcode, a code of a region or
        // nothing may stand before the name on the same part, unless it is the country's long name.
        let before = before.join(" ");
        if !before.is_empty() && super::region_code(&format!("{before} {}", name.join(" "))).is_some() {
            continue;
        }
        parts.pop();
        if !before.is_empty() {
            parts.push(before);
        }
        return Some(code);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_stand_at_the_end_of_a_line() {
        for (line, expected, left) in [
            ("Berlin, Germany", Some("DE"), "Berlin"),
            ("62701 USA", Some("US"), "62701"),
            ("Dublin Ireland", Some("IE"), "Dublin"),
            ("Springfield, CA", None, "Springfield, CA"),
            ("Taos, New Mexico", None, "Taos, New Mexico"),
            ("Wien, \u{d6}sterreich", Some("AT"), "Wien"),
        ] {
            let mut parts: Vec<String> = line.split(", ").map(str::to_owned).collect();
            assert_eq!(take_country(&mut parts), expected, "{line}");
            assert_eq!(parts.join(", "), left, "{line}");
        }
        assert_eq!(country_code("gb"), Some("GB"), "a field of its own may hold a code");
    }
}
