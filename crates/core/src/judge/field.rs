//! Values of listing fields: bounded, tidy, withheld ones dropped.

use super::text;

/// The longest value that is kept.
const MOST_CHARACTERS: usize = 300;
/// How much of a value is looked at; the rest of a biography is not kept anyway.
const MOST_READ: usize = 4096;
/// The most values of one kind in one listing.
pub(super) const MOST_VALUES: usize = 50;

/// A value folded and bounded; `None` when nothing is left of it, or where a script's placeholder
/// still stands.
pub(super) fn tidy(value: &str) -> Option<String> {
    let start = value.char_indices().nth(MOST_READ).map_or(value, |(end, _)| value.split_at(end).0);
    let value: String = text::fold(start).chars().filter(|c| !c.is_control()).take(MOST_CHARACTERS).collect();
    // What a script would have filled in.
    if value.contains("{{") && value.contains("}}") {
        return None;
    }
    let told = value.chars().any(char::is_alphanumeric) || value.contains('*');
    told.then_some(value)
}

/// An age in years, from `"32"`, `"Age: 32"`, `"32 years old"`.
pub(super) fn age(value: &str) -> Option<u8> {
    let digits = numbers(value);
    match digits.as_slice() {
        [age] if *age <= 120 && !value.contains("0s") => u8::try_from(*age).ok(),
        _ => None,
    }
}

/// An age range, from `"30-39"`, `"30 to 39"`, `"40s"`.
pub(super) fn age_range(value: &str) -> Option<[u8; 2]> {
    match numbers(value).as_slice() {
        [low, high] if low <= high && *high <= 120 => {
            Some([u8::try_from(*low).ok()?, u8::try_from(*high).ok()?])
        }
        [decade] if value.contains("0s") && decade % 10 == 0 && *decade <= 110 => {
            let low = u8::try_from(*decade).ok()?;
            Some([low, low + 9])
        }
        _ => None,
    }
}

/// A year between 1880 and 2100 anywhere in the value.
pub(super) fn year(value: &str) -> Option<i16> {
    numbers(value)
        .into_iter()
        .find(|number| (1880..=2100).contains(number))
        .and_then(|year| i16::try_from(year).ok())
}

fn numbers(value: &str) -> Vec<u32> {
    value.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// Web links only: a listing's link is shown to a person and must not be a script or a file.
pub(super) fn link(base: &url::Url, value: &str) -> Option<String> {
    let url = base.join(value.trim()).ok()?;
    matches!(url.scheme(), "https" | "http").then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_ranges() {
        for (value, single, range) in [
            ("Age: 32", Some(32), None),
            ("32 years old", Some(32), None),
            ("30-39", None, Some([30, 39])),
            ("in their 40s", None, Some([40, 49])),
            ("unknown", None, None),
            ("1994", None, None),
        ] {
            assert_eq!((age(value), age_range(value)), (single, range), "value {value:?}");
        }
        assert_eq!(year("Born May 1994"), Some(1994));
    }
}
