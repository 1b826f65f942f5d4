//! Values of listing fields: bounded, tidy, withheld ones dropped.

use super::age::numbers;
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

/// A year between 1880 and 2100 anywhere in the value.
pub(super) fn year(value: &str) -> Option<i16> {
    numbers(value)
        .into_iter()
        .find(|number| (1880..=2100).contains(number))
        .and_then(|year| i16::try_from(year).ok())
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
    fn years() {
        assert_eq!(year("Born May 1994"), Some(1994));
    }
}
