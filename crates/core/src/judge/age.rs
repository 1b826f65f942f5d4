//! Ages and ranges of ages, as people-search sites write them.

use regex::Regex;
use std::sync::LazyLock;

/// The oldest age that is believed.
const OLDEST: u8 = 120;

/// An age in years, or a range of ages with both ends inclusive, from `"32"`, `"Age: 32"`, `"32 years old"`, `"30-39"`,
/// `"40s"`, `"under 18"`, `"65+"`; of several numbers, the one that is called an age.
pub(super) fn read(value: &str) -> (Option<u8>, Option<[u8; 2]>) {
    match bounds(value) {
        Some([age, same]) if age == same => (Some(age), None),
        range => (None, range),
    }
}

fn bounds(value: &str) -> Option<[u8; 2]> {
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bage[ds]?\b[\s:.(]*(.{1,40})").expect("the pattern is a constant")
    });
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\+?\s*\b\d+\+?\s+(?:(?:other|more|possible|known|past|previous|current)\s+)*(?:address|phone|e-?mail|relative|associate|location|record|result|name|alias|other|more|propert|place|cit|state|number|photo|profile|people|person)\w*",
        )
        .expect("the pattern is a constant")
    });
    let told = COUNT.replace_all(value, " ");
    let called = CALLED.captures(&told).and_then(|found| found.get(1)).map(|found| found.as_str());
    called.and_then(of_numbers).or_else(|| of_numbers(&told))
}

fn of_numbers(told: &str) -> Option<[u8; 2]> {
    let small = |number: u32| u8::try_from(number).ok().filter(|age| *age <= OLDEST);
    let lower = told.to_lowercase();
    let says = |words: &[&str]| {
        words.iter().any(|word| lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word))
    };
    match numbers(told).as_slice() {
        [decade] if lower.contains("0s") && decade % 10 == 0 && *decade <= 110 => {
            let low = small(*decade)?;
            Some([low, low + 9])
        }
        [age] if says(&["under", "below", "younger"]) => Some([0, small(*age)?.checked_sub(1)?]),
        [age] if says(&["over", "above", "older"]) || lower.contains('+') => Some([small(*age)?, OLDEST]),
        [age] => small(*age).map(|age| [age, age]),
        [low, high] if low < high => Some([small(*low)?, small(*high)?]),
        _ => None,
    }
}

/// Every number in a text, in its order.
pub(super) fn numbers(value: &str) -> Vec<u32> {
    value.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_ranges_are_read_as_they_are_meant() {
        for (value, single, range) in [
            ("Age: 32", Some(32), None),
            ("32", Some(32), None),
            ("32 years old", Some(32), None),
            ("Aged 32", Some(32), None),
            ("30-39", None, Some([30, 39])),
            ("30 to 39", None, Some([30, 39])),
            ("in their 40s", None, Some([40, 49])),
            ("5 addresses, Age 32", Some(32), None),
            ("Age 32, 5 addresses", Some(32), None),
            ("Age 32 | 12 phone numbers | 3 relatives", Some(32), None),
            ("5 addresses", None, None),
            ("+39 more relatives", None, None),
            ("Under 18", None, Some([0, 17])),
            ("65+", None, Some([65, 120])),
            ("over 65", None, Some([65, 120])),
            ("unknown", None, None),
            ("1994", None, None),
            ("Age 1994", None, None),
        ] {
            assert_eq!(read(value), (single, range), "value {value:?}");
        }
    }
}
