//! States, provinces, territories and counties by their codes, names and old abbreviations.

use std::collections::HashMap;
use std::sync::LazyLock;

const REGIONS: &str = include_str!("../../../../../assets/places/regions.txt");
const COUNTIES: &str = include_str!("../../../../../assets/places/counties.txt");

/// A region with a code of its own.
#[derive(Clone, Copy)]
struct Region {
    country: &'static str,
    code: &'static str,
    name: &'static str,
}

struct Tables {
    /// North American regions by every form.
    american: HashMap<String, Region>,
    australian: HashMap<String, Region>,
    counties: HashMap<String, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables =
        Tables { american: HashMap::new(), australian: HashMap::new(), counties: HashMap::new() };
    for line in lines(REGIONS) {
        let mut parts = line.split('|');
        let (Some(country), Some(code), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let region = Region { country, code, name };
        let table = if country == "AU" { &mut tables.australian } else { &mut tables.american };
        for form in [code, name].into_iter().chain(parts) {
            table.entry(plain(form)).or_insert(region);
        }
    }
    tables.counties = lines(COUNTIES).map(|name| (plain(name), name)).collect();
    tables
});

/// The lines of a table without its comments.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Letters and digits in lower case: `N. Y.` and `NY` are one.
pub(super) fn plain(text: &str) -> String {
    text.chars().take(60).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn american(text: &str) -> Option<Region> {
    (text.len() <= 60).then(|| TABLES.american.get(&plain(text)).copied())?
}

/// The two-letter code of a North American region given as code, name or abbreviation, in any case.
pub(crate) fn region_code(text: &str) -> Option<&'static str> {
    american(text).map(|region| region.code)
}

/// The name of a North American region given as code, name or abbreviation.
pub(crate) fn region_name(text: &str) -> Option<&'static str> {
    american(text).map(|region| region.name)
}

/// The code and the country of a North American region.
pub(super) fn region_and_country(text: &str) -> Option<(&'static str, &'static str)> {
    american(text).map(|region| (region.code, region.country))
}

/// The code of an Australian state.
pub(crate) fn australian_state(text: &str) -> Option<&'static str> {
    TABLES.australian.get(&plain(text)).map(|region| region.code)
}

/// Whether a part names a county of the United Kingdom or Ireland: `Kent`, `Co. Cork`.
pub(super) fn is_county(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let marked = ["co", "co.", "county"].iter().any(|mark| mark.eq_ignore_ascii_case(first));
    (marked && text.contains(' ')) || TABLES.counties.contains_key(&plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_known_by_every_form() {
        for (text, expected) in [
            ("IL", Some("IL")),
            ("illinois", Some("IL")),
            ("Ill.", Some("IL")),
            ("N. Y.", Some("NY")),
            ("Ore.", Some("OR")),
            ("Puerto Rico", Some("PR")),
            ("GU", Some("GU")),
            ("Yukon Territory", Some("YT")),
            ("Nunavut", Some("NU")),
            ("NWT", Some("NT")),
            ("Kent", None),
            ("", None),
        ] {
            assert_eq!(region_code(text), expected, "{text:?}");
        }
        assert!(is_county("Kent") && is_county("Co. Cork") && !is_county("Co") && !is_county("Springfield"));
        assert_eq!(australian_state("Vic"), Some("VIC"), "Australian states have codes of three letters too");
    }
}
