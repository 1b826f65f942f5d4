//! Rules for where listings and their fields are: CSS selectors and JSON pointers.

use super::Report;
use crate::judge::pointer;
use crate::source::{JsonListings, PageField, PageListings};
use scraper::Selector;

/// Pointers of a JSON answer, and the fields without which it is not understood.
pub(super) fn lint_json_fields(listings: &JsonListings, place: &str, report: &mut Report<'_>) {
    lint_pointer(&listings.each, &format!("{place}.each"), report);
    let fields = &listings.fields;
    let named = [
        ("name", &fields.name),
        ("alternative_names", &fields.alternative_names),
        ("age", &fields.age),
        ("birth_year", &fields.birth_year),
        ("phones", &fields.phones),
        ("emails", &fields.emails),
        ("relatives", &fields.relatives),
        ("usernames", &fields.usernames),
        ("domains", &fields.domains),
        ("details", &fields.details),
        ("url", &fields.url),
    ];
    let mut known: Vec<&str> = Vec::new();
    for (name, pointers) in named {
        if !pointers.is_empty() {
            known.push(name);
        }
        for pointer in pointers.iter().filter(|pointer| !pointer.starts_with('=')) {
            lint_pointer(pointer, &format!("{place}.fields.{name}"), report);
        }
    }
    for address in &fields.addresses {
        known.push("addresses");
        lint_pointer(&address.each, &format!("{place}.fields.addresses.each"), report);
        let parts = [&address.street, &address.city, &address.region, &address.postcode, &address.text];
        for pointer in parts.into_iter().flatten().filter(|pointer| !pointer.starts_with('=')) {
            lint_pointer(pointer, &format!("{place}.fields.addresses"), report);
        }
    }
    lint_must(&listings.must, &known, place, report);
}

/// Selectors of a page, and the fields without which a card is not understood.
pub(super) fn lint_page_fields(listings: &PageListings, place: &str, report: &mut Report<'_>) {
    lint_selector(&listings.each, &format!("{place}.each"), report);
    let fields = &listings.fields;
    let named = [
        ("name", &fields.name),
        ("alternative_names", &fields.alternative_names),
        ("age", &fields.age),
        ("birth_year", &fields.birth_year),
        ("addresses", &fields.addresses),
        ("phones", &fields.phones),
        ("emails", &fields.emails),
        ("relatives", &fields.relatives),
        ("usernames", &fields.usernames),
        ("details", &fields.details),
        ("url", &fields.url),
    ];
    let mut known: Vec<&str> = Vec::new();
    for (name, field) in named {
        let Some(field) = field else { continue };
        known.push(name);
        lint_field(field, &format!("{place}.fields.{name}"), report);
    }
    lint_must(&listings.must, &known, place, report);
}

/// One JSON pointer.
pub(super) fn lint_pointer(pointer: &str, place: &str, report: &mut Report<'_>) {
    if let Err(flaw) = pointer::check(pointer) {
        report.add(
            place,
            format!("`{pointer}`: {flaw}"),
            "write it as /people/*/name or /cards/*[kind=tel]/value",
        );
    }
}

fn lint_field(field: &PageField, place: &str, report: &mut Report<'_>) {
    if let Some(select) = &field.select {
        lint_selector(select, place, report);
    }
    if field.attribute.is_some() && field.after.is_some() {
        report.add(place, "an attribute has no lines", "use either attribute or after");
    }
    if field.split.as_deref() == Some("") {
        report.add(place, "splits at nothing", "name the text between the values");
    }
}

/// One CSS selector.
pub(super) fn lint_selector(selector: &str, place: &str, report: &mut Report<'_>) {
    if Selector::parse(selector).is_err() {
        report.add(
            place,
            format!("`{selector}` is no CSS selector"),
            "write a CSS selector such as div.card",
        );
    }
}

fn lint_must(must: &[String], known: &[&str], place: &str, report: &mut Report<'_>) {
    if known.iter().all(|name| *name == "url") {
        report.add(format!("{place}.fields"), "no field is read", "say where at least one fact is");
    }
    for name in must.iter().filter(|name| !known.contains(&name.as_str())) {
        report.add(
            format!("{place}.must"),
            format!("`{name}` is not read"),
            "name a field that stands in fields",
        );
    }
}
