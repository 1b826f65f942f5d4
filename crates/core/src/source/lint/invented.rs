//! Only invented people: examples hold reserved domains and phone numbers.

use super::Report;
use crate::source::{Definition, Placeholder};
use regex::Regex;
use std::sync::LazyLock;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})").expect("the pattern is a constant")
});

/// Ten digits with breaks between, or an international number.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\+\d[\d ().-]{7,17}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")
        .expect("the pattern is a constant")
});

/// RFC 2606 domains, and the numbers kept for fiction: NANP 555-0100 to 555-0199, Ofcom's 020 7946 0xxx.
static RESERVED_DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(.+\.)?(example\.(com|net|org)|example|test|invalid)$")
        .expect("the pattern is a constant")
});
static RESERVED_PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(1?\d{3}55501\d{2}|(44|0)2079460\d{3})$").expect("the pattern is a constant")
});

/// E-mail addresses and phone numbers of all examples.
pub(super) fn lint_invented(definition: &Definition, report: &mut Report<'_>) {
    for (at, example) in definition.examples.iter().enumerate() {
        let place = format!("example {} ({})", at + 1, example.name);
        let listings = serde_json::to_string(&example.listings).unwrap_or_default();
        let pages = example.pages.iter().map(|page| page.body.as_str());
        for text in [example.body.as_str(), listings.as_str(), example.name.as_str()].into_iter().chain(pages)
        {
            lint_text(text, &place, report);
        }
        for (placeholder, value) in example.given.iter().flatten() {
            lint_text(value, &place, report);
            if matches!(placeholder, Placeholder::Phone | Placeholder::PhoneNational) {
                lint_phone(value, &place, report);
            }
            if *placeholder == Placeholder::Domain && !RESERVED_DOMAIN.is_match(value) {
                report.add(
                    &place,
                    "a domain that may be somebody's",
                    "use example.com, example.net or example.org",
                );
            }
        }
    }
    for (_, value) in definition.control.iter().flat_map(|control| &control.given) {
        lint_text(value, "control.given", report);
    }
}

fn lint_text(text: &str, place: &str, report: &mut Report<'_>) {
    let real = EMAIL
        .captures_iter(text)
        .any(|found| found.get(1).is_some_and(|domain| !RESERVED_DOMAIN.is_match(domain.as_str())));
    if real {
        report.add(
            place,
            "an e-mail address that may be somebody's",
            "use example.com, example.net or example.org",
        );
    }
    for found in PHONE.find_iter(text) {
        lint_phone(found.as_str(), place, report);
    }
}

fn lint_phone(text: &str, place: &str, report: &mut Report<'_>) {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !RESERVED_PHONE.is_match(&digits) {
        report.add(
            place,
            "a phone number that may be somebody's",
            "use 555-0100 to 555-0199 or 020 7946 0000",
        );
    }
}
