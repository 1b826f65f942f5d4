//! Judges a page of listings.

use super::json::has;
use super::sign::{Answer, any_holds};
use super::{field, text};
use crate::identifier::parse_address_line;
use crate::listing::Listing;
use crate::source::{PageField, PageListings, Reading};
use crate::verdict::Reason;
use scraper::{ElementRef, Selector};
use url::Url;

/// Listings, or none with the proof of "no results", or why it was not understood.
pub(super) fn judge_page(page: Reading<'_>, answer: &Answer<'_>) -> Result<Vec<Listing>, Reason> {
    if answer.reply.status == 200 {
        let html = answer.page().ok_or(Reason::TooBig)?;
        let each = Selector::parse(&page.listings.each).map_err(|_| Reason::Changed)?;
        let cards: Vec<ElementRef<'_>> = html.select(&each).take(super::MOST_LISTINGS).collect();
        let base = answer.reply.url.reveal();
        let listings: Vec<Listing> =
            cards.iter().filter_map(|card| read(page.listings, *card, base)).collect();
        if !listings.is_empty() {
            return Ok(listings);
        }
        if !cards.is_empty() {
            return Err(Reason::Changed);
        }
    }
    if any_holds(page.not_listed, answer) { Ok(Vec::new()) } else { Err(Reason::Changed) }
}

fn read(listings: &PageListings, card: ElementRef<'_>, base: &Url) -> Option<Listing> {
    let fields = &listings.fields;
    let list =
        |field: &Option<PageField>| field.as_ref().map(|field| values(field, card, base)).unwrap_or_default();
    let first = |field: &Option<PageField>| list(field).into_iter().next();
    let age = first(&fields.age).unwrap_or_default();
    let listing = Listing {
        name: first(&fields.name),
        alternative_names: list(&fields.alternative_names),
        age: field::age(&age),
        age_range: field::age_range(&age),
        birth_year: first(&fields.birth_year).and_then(|text| field::year(&text)),
        addresses: list(&fields.addresses).iter().map(|line| parse_address_line(line)).collect(),
        phones: list(&fields.phones),
        emails: list(&fields.emails),
        relatives: list(&fields.relatives),
        usernames: list(&fields.usernames),
        domains: Vec::new(),
        kinds_seen: Vec::new(),
        details: list(&fields.details),
        url: first(&fields.url).and_then(|link| field::link(base, &link)),
    };
    (!listing.is_empty() && listings.must.iter().all(|name| has(&listing, name))).then_some(listing)
}

fn values(wanted: &PageField, card: ElementRef<'_>, base: &Url) -> Vec<String> {
    let elements: Vec<ElementRef<'_>> = match &wanted.select {
        None => vec![card],
        Some(css) => match Selector::parse(css) {
            Ok(selector) => card.select(&selector).take(field::MOST_VALUES).collect(),
            Err(_) => Vec::new(),
        },
    };
    let mut values = Vec::new();
    for element in elements {
        let text = match (&wanted.attribute, &wanted.after) {
            (Some(attribute), _) => {
                element.value().attr(attribute).map(|value| absolute(attribute, value, base))
            }
            (None, Some(label)) => after(&text::lines(element), label),
            (None, None) => Some(text::line(element)),
        };
        let text = wanted
            .strip
            .iter()
            .fold(text.unwrap_or_default(), |text, strip| text.replace(strip.as_str(), " "));
        let parts: Vec<&str> = match wanted.split.as_deref() {
            Some(split) if !split.is_empty() => text.split(split).collect(),
            _ => vec![text.as_str()],
        };
        for part in parts.into_iter().filter_map(field::tidy).filter(|part| !is_more(part)) {
            if !values.contains(&part) && values.len() < field::MOST_VALUES {
                values.push(part);
            }
        }
    }
    values
}

fn absolute(attribute: &str, value: &str, base: &Url) -> String {
    match attribute {
        "href" | "src" => field::link(base, value).unwrap_or_default(),
        _ => value.to_owned(),
    }
}

/// The rest of the line that begins with the label, or the next line where nothing follows it.
fn after(lines: &[String], label: &str) -> Option<String> {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    for (at, line) in lines.iter().enumerate() {
        let folded = line.to_lowercase();
        let Some(rest) = folded.strip_prefix(&label) else { continue };
        if rest.chars().next().is_some_and(char::is_alphanumeric) {
            continue;
        }
        // Lower-casing may change lengths, so the rest is counted in characters from the end.
        let kept = rest.chars().count();
        let original: Vec<char> = line.chars().collect();
        let tail: String = original.iter().skip(original.len().saturating_sub(kept)).collect();
        let value = tail.trim_start_matches([':', ' ', '-', '\u{2013}', '\u{2014}']).trim().to_owned();
        return if value.is_empty() { lines.get(at + 1).cloned() } else { Some(value) };
    }
    None
}

/// "+3 more", "and 2 more": a count, not a value.
fn is_more(part: &str) -> bool {
    let folded = part.to_lowercase();
    let words: Vec<&str> = folded.trim_start_matches('+').split_whitespace().collect();
    match words.as_slice() {
        ["more"] | ["show" | "view", "more"] => true,
        [count, "more", ..] | ["and" | "view" | "show", count, "more", ..] => {
            count.chars().all(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}
