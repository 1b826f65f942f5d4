//! Covers values for the screen: enough is left to recognise one's own fact, too little for a viewer of a stream.

use unlisted_core::identifier::Value;
use unlisted_core::person::Address;

/// Stands for what is covered.
pub(crate) const COVER: &str = "\u{2022}\u{2022}\u{2022}";

/// A value with most of it covered; a hidden one is covered whole.
pub(crate) fn mask_value(value: &Value, hidden: bool) -> String {
    if hidden {
        return COVER.to_owned();
    }
    match value {
        Value::Name(name) => mask_words(&name.full()),
        Value::Relative(relative) => mask_words(&relative.name),
        Value::Affiliation(text) | Value::Username(text) => mask_words(text),
        Value::Email(text) => mask_email(text),
        Value::Domain(text) => mask_domain(text),
        Value::Phone(text) => mask_phone(text),
        Value::Birth(_) => COVER.to_owned(),
        Value::Address(address) => mask_address(address),
    }
}

/// The first letter of each word; words of one or two characters are covered whole.
pub(crate) fn mask_words(text: &str) -> String {
    text.split_whitespace()
        .map(|word| match word.chars().next().filter(|_| word.chars().count() > 2) {
            Some(first) => format!("{first}{COVER}"),
            None => COVER.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first letter before the `@` and the ending of the domain.
pub(crate) fn mask_email(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{}", mask_words(local), mask_domain(domain)),
        None => mask_words(text),
    }
}

/// The first letter and the ending.
pub(crate) fn mask_domain(text: &str) -> String {
    match text.rsplit_once('.') {
        Some((name, ending)) => format!("{}.{ending}", mask_words(name)),
        None => mask_words(text),
    }
}

/// The last two digits.
pub(crate) fn mask_phone(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
    let tail: String = digits.iter().skip(digits.len().saturating_sub(2)).collect();
    format!("{COVER} {tail}")
}

/// The region, and the first letter of the city; never the street.
pub(crate) fn mask_address(address: &Address) -> String {
    let street = (!address.street.is_empty()).then(|| COVER.to_owned());
    let city = (!address.city.is_empty()).then(|| mask_words(&address.city));
    let region = (!address.region.is_empty()).then(|| address.region.clone());
    let postcode = (!address.postcode.is_empty()).then(|| COVER.to_owned());
    [street, city, region, postcode].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A host of a source with everything covered that may be a value: what it has beyond `known`, the host that its definition
/// names. Where no definition is left, the last two parts are shown.
pub(crate) fn mask_host(host: &str, known: Option<&str>) -> String {
    if known == Some(host) {
        return host.to_owned();
    }
    let labels: Vec<&str> = host.rsplit('.').collect();
    let shared = match known {
        Some(known) => labels.iter().zip(known.rsplit('.')).take_while(|(own, known)| *own == known).count(),
        None => 2,
    };
    let shown: Vec<&str> = labels.into_iter().take(shared).collect();
    let shown = shown.into_iter().rev().collect::<Vec<_>>().join(".");
    if shown == host { shown } else { [COVER, &shown].join(".").trim_end_matches('.').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_shows_what_its_definition_names_and_nothing_more() {
        for (host, known, shown, because) in [
            ("www.reddit.com", Some("www.reddit.com"), "www.reddit.com", "it is the definition's own"),
            (
                "lumenfox.blogs.example",
                Some("blogs.example"),
                "•••.blogs.example",
                "its first part is a value",
            ),
            ("lumenfox.blogspot.com", Some("blogspot.com"), "•••.blogspot.com", "also under a public suffix"),
            ("lumenfox.example.org", Some("www.example.org"), "•••.example.org", "a redirect that names it"),
            ("lumenfox.blogs.example", None, "•••.blogs.example", "its list was taken out again"),
            ("example.org", None, "example.org", "there is nothing before the last two parts"),
            ("lumenfox.com", Some("example.org"), "•••", "nothing is known of it"),
        ] {
            assert_eq!(mask_host(host, known), shown, "{because}");
        }
    }

    #[test]
    fn masks_leave_little() {
        assert_eq!(mask_words("Juniper May"), "J••• M•••");
        assert_eq!(mask_email("juniper@example.com"), "j•••@e•••.com");
        assert_eq!(mask_email("j@mail.quillfeather.com"), "•••@m•••.com");
        assert_eq!(mask_words("\u{4f1f} \u{738b}"), "••• •••", "one sign is a whole name in some scripts");
        assert_eq!(mask_phone("+12175550142"), "••• 42");
        let address = Address {
            street: "1420 Example Lane".into(),
            city: "Springfield".into(),
            region: "IL".into(),
            ..Address::default()
        };
        assert_eq!(mask_address(&address), "•••, S•••, IL");
        let name = Value::Username("lumenfox".into());
        assert_eq!(mask_value(&name, true), "•••", "a hidden fact shows nothing");
    }
}
