//! Employers and schools: their words without legal forms, common short forms written out.

use super::text::fold::fold;

/// Longest text searched for an employer, in bytes.
const MOST_BYTES: usize = 400;

/// Legal forms and small words that names of employers carry or drop.
const DROPPED: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "sl",
    "bv",
    "pty",
    "the",
    "of",
    "and",
    "at",
];

/// Short forms in names of schools and employers.
const SHORT: &[(&str, &str)] = &[
    ("univ", "university"),
    ("u", "university"),
    ("coll", "college"),
    ("comm", "community"),
    ("inst", "institute"),
    ("tech", "technology"),
    ("hs", "high school"),
    ("elem", "elementary"),
    ("dept", "department"),
    ("intl", "international"),
    ("natl", "national"),
    ("hosp", "hospital"),
    ("ctr", "center"),
    ("centre", "center"),
    ("mfg", "manufacturing"),
    ("svcs", "services"),
    ("sys", "systems"),
    ("st", "saint"),
];

/// An employer's or school's name in comparable words with a space around each; none when too little is left.
pub(super) fn derive_work(name: &str) -> Option<String> {
    let words = read_work(name);
    (words.trim().chars().count() >= 4).then_some(words)
}

/// A text in the same shape as [`derive_work`]'s.
pub(super) fn read_work(text: &str) -> String {
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let mut all = String::with_capacity(text.len() + 2);
    all.push(' ');
    for word in fold(text).split(' ').filter(|word| !word.is_empty() && !DROPPED.contains(word)) {
        all.push_str(SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long));
        all.push(' ');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn employers_are_found_in_what_pages_say() {
        for (own, shown, expected) in [
            ("Example College", "Example College, 2014", true),
            ("Example Widgets, Inc.", "works at The Example Widgets Company", true),
            ("University of Exampleton", "Univ. of Exampleton", true),
            ("Example Liberty High School", "Example Liberty HS", true),
            ("Example College", "Sample College", false),
            ("Art", "Artist", false),
        ] {
            let found = derive_work(own).is_some_and(|work| read_work(shown).contains(&work));
            assert_eq!(found, expected, "{own:?} {shown:?}");
        }
    }
}
