//! Takes from the values of a listing what a site writes around them: an age behind a name, a carrier's prefix, the words
//! that stand where a script would show an address.

use super::age;
use crate::listing::Listing;
use regex::Regex;
use std::sync::LazyLock;

/// Tidies every value of a listing that was just read.
pub(super) fn tidy_listing(listing: &mut Listing) {
    if let Some(name) = listing.name.take() {
        let (name, told) = split_age(&name);
        let has_age = listing.age.is_some() || listing.age_range.is_some() || listing.birth_year.is_some();
        listing.age = listing.age.or_else(|| told.filter(|_| !has_age));
        listing.name = (!name.is_empty()).then_some(name);
    }
    for names in [&mut listing.alternative_names, &mut listing.relatives] {
        each_value(names, |name| split_age(name).0);
    }
    each_value(&mut listing.phones, plain_phone);
    listing.emails.retain(|email| !is_placeholder(email));
}

/// Changes every value, drops what became empty, and keeps each once.
fn each_value(values: &mut Vec<String>, change: impl Fn(&str) -> String) {
    let mut kept = Vec::with_capacity(values.len());
    for value in values.iter().map(|value| change(value)) {
        if !value.is_empty() && !kept.contains(&value) {
            kept.push(value);
        }
    }
    *values = kept;
}

/// A name, and the age that stands behind it: `"Juniper Quillfeather, 32"`, `"J Quillfeather (age 32)"`.
fn split_age(name: &str) -> (String, Option<u8>) {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?ix) ^ (.*?\p{L}\.?) (?: \s* [,;|(\[] \s* (?:aged?\b[\s:.]*)? | \s+ [–—-] \s+ (?:aged?\b[\s:.]*)? | \s+ aged? \b [\s:.]* ) (\d{1,3}) (?:\s*(?:years?(?:\s+old)?|yrs?|y/?o))? \s* [)\]]? \s* $")
            .expect("the pattern is a constant")
    });
    let found = BEHIND
        .captures(name)
        .and_then(|found| Some((found.get(1)?.as_str(), age::read(found.get(2)?.as_str()).0?)));
    let (name, age) = found.map_or((name, None), |(name, age)| (name, Some(age)));
    (name.trim().trim_end_matches([',', ';', '|', ' ']).to_owned(), age)
}

/// A phone number without the scheme and the parameters of a link (RFC 3966), which are shown nowhere.
fn plain_phone(phone: &str) -> String {
    let Some(number) =
        phone.trim().get(..4).filter(|start| start.eq_ignore_ascii_case("tel:")).and(phone.trim().get(4..))
    else {
        return phone.to_owned();
    };
    let (number, parameters) = number.split_once(';').unwrap_or((number, ""));
    let extension = parameters.split(';').find_map(|parameter| parameter.strip_prefix("ext="));
    extension
        .map_or_else(|| number.trim().to_owned(), |extension| format!("{} ext. {extension}", number.trim()))
}

/// What Cloudflare writes where a script would show an e-mail address.
fn is_placeholder(email: &str) -> bool {
    let words: String =
        email.chars().filter(|c| c.is_alphanumeric() || *c == '@').flat_map(char::to_lowercase).collect();
    words == "emailprotected"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_behind_a_name_is_no_part_of_it() {
        for (told, name, age) in [
            ("Juniper Quillfeather, 32", "Juniper Quillfeather", Some(32)),
            ("Marlow Quillfeather (74)", "Marlow Quillfeather", Some(74)),
            ("Wren Q. - age 41", "Wren Q.", Some(41)),
            ("Wren Quillfeather age 41", "Wren Quillfeather", Some(41)),
            ("Wren Quillfeather, 41 years old", "Wren Quillfeather", Some(41)),
            ("John Quillwort ,", "John Quillwort", None),
            ("Juniper Quillfeather 3rd", "Juniper Quillfeather 3rd", None),
            ("Juniper Quillfeather", "Juniper Quillfeather", None),
            ("QUILLFEATHER, JUNIPER M", "QUILLFEATHER, JUNIPER M", None),
            ("Agent-47", "Agent-47", None),
            ("lumenfox-32x", "lumenfox-32x", None),
        ] {
            assert_eq!(split_age(told), (name.to_owned(), age), "{told}");
        }
    }

    #[test]
    fn what_a_site_writes_around_a_value_is_dropped() {
        let mut listing = Listing {
            name: Some("Juniper Quillfeather, 32".into()),
            relatives: vec!["Marlow Quillfeather, 74".into(), "Marlow Quillfeather".into(), ",".into()],
            phones: vec!["tel:+12175550142;ext=7".into(), "(217) 555-0142".into(), "TEL:+12175550199".into()],
            emails: vec!["[email\u{a0}protected]".into(), "juniper@example.com".into()],
            ..Listing::default()
        };
        tidy_listing(&mut listing);
        assert_eq!(
            listing,
            Listing {
                name: Some("Juniper Quillfeather".into()),
                age: Some(32),
                relatives: vec!["Marlow Quillfeather".into()],
                phones: vec!["+12175550142 ext. 7".into(), "(217) 555-0142".into(), "+12175550199".into()],
                emails: vec!["juniper@example.com".into()],
                ..Listing::default()
            },
            "each value is what a person would copy"
        );
    }
}
