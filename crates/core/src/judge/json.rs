//! Judges the answer of a documented interface.

use super::answer::Answer;
use super::sign::{any_holds, has_words};
use super::{Read, add_asked, age, field, pointer, tidy_listing};
use crate::identifier::parse_address_line;
use crate::listing::Listing;
use crate::person::Address;
use crate::reason::Reason;
use crate::source::{AddressPointers, Json, JsonFields, JsonListings, Values};
use serde_json::Value;
use url::Url;

/// Listings, or none with the proof of "no results", or why it was not understood.
pub(super) fn judge_json(json: &Json, asked: &Values, answer: &Answer<'_>) -> Result<Read, Reason> {
    // An interface that answers a page did not answer: any server on the way has a page for 404.
    if answer.is_page() {
        return Err(Reason::Changed);
    }
    if answer.reply.status == 200
        && let Some(root) = answer.json()
    {
        let base = answer.reply.url.reveal();
        let found = pointer::find(root, &json.listings.each);
        let (mut listings, mut half_told, mut silent, mut withheld) = (Vec::new(), 0, 0, 0);
        // A null stands where an element would be, so it is none.
        for element in found.into_iter().filter(|element| !element.is_null()) {
            let was_redacted =
                json.listings.redacted.as_deref().is_some_and(|at| !pointer::find(root, at).is_empty());
            match read(&json.listings, element, asked, base) {
                Card::Silent if was_redacted => {}
                Card::Told(listing) => listings.push(*listing),
                Card::HalfTold { is_withheld } => {
                    half_told += 1;
                    withheld += usize::from(is_withheld);
                }
                Card::Silent => silent += 1,
                Card::Withheld => {}
            }
        }
        if !listings.is_empty() {
            // What a source withholds nobody can read there either.
            return Ok(Read { listings, unread: half_told + silent - withheld });
        }
        // A silent element is not what this definition was written for, unless the whole answer is the element and a
        // proof below speaks. Nothing proves "not listed" beside one that told something.
        if half_told > 0 || (silent > 0 && !json.listings.each.is_empty()) {
            return Err(Reason::Changed);
        }
    }
    if any_holds(&json.not_listed, answer) { Ok(Read::default()) } else { Err(Reason::Changed) }
}

/// What one element tells.
enum Card {
    /// A listing, with every field it must have.
    Told(Box<Listing>),
    /// Something, but not what it must: withheld in part, or renamed.
    HalfTold {
        /// Whether a part of it is withheld.
        is_withheld: bool,
    },
    /// Nothing but that it is withheld.
    Withheld,
    /// Nothing at all.
    Silent,
}

fn read(listings: &JsonListings, element: &Value, asked: &Values, base: &Url) -> Card {
    let mut reader = Reader { element, withheld: &listings.withheld, met_withheld: false };
    let mut listing = reader.listing(&listings.fields, base);
    if is_stand_in(&listing, &listings.stand_ins) {
        return Card::Withheld;
    }
    if listing.is_empty() {
        return if reader.met_withheld { Card::Withheld } else { Card::Silent };
    }
    if !listings.must.iter().all(|name| has(&listing, name)) {
        return Card::HalfTold { is_withheld: reader.met_withheld };
    }
    if listings.about_asked {
        add_asked(&mut listing, asked);
    }
    Card::Told(Box::new(listing))
}

/// Whether an element names nobody but a service that stands in front of people.
fn is_stand_in(listing: &Listing, services: &[String]) -> bool {
    let is_service = |text: &String| {
        let folded = text.to_lowercase();
        services.iter().any(|service| has_words(&folded, &service.to_lowercase()))
    };
    listing.name.iter().chain(&listing.details).any(is_service) && listing.name.iter().all(is_service)
}

/// Whether a listing has the field of that name.
pub(super) fn has(listing: &Listing, name: &str) -> bool {
    match name {
        "name" => listing.name.is_some(),
        "alternative_names" => !listing.alternative_names.is_empty(),
        "age" => listing.age.is_some() || listing.age_range.is_some(),
        "birth_year" => listing.birth_year.is_some(),
        "addresses" => !listing.addresses.is_empty(),
        "phones" => !listing.phones.is_empty(),
        "emails" => !listing.emails.is_empty(),
        "relatives" => !listing.relatives.is_empty(),
        "usernames" => !listing.usernames.is_empty(),
        "domains" => !listing.domains.is_empty(),
        "details" => !listing.details.is_empty(),
        "url" => listing.url.is_some(),
        _ => false,
    }
}

struct Reader<'a> {
    element: &'a Value,
    withheld: &'a [String],
    met_withheld: bool,
}

impl Reader<'_> {
    fn listing(&mut self, fields: &JsonFields, base: &Url) -> Listing {
        let (age, age_range) = age::read(&self.joined(self.element, &fields.age, " ").unwrap_or_default());
        let mut listing = Listing {
            name: self.name(fields),
            alternative_names: self.values(&fields.alternative_names),
            age,
            age_range,
            birth_year: self
                .joined(self.element, &fields.birth_year, " ")
                .and_then(|text| field::year(&text)),
            addresses: fields.addresses.iter().flat_map(|pointers| self.addresses(pointers)).collect(),
            phones: self.values(&fields.phones),
            emails: self.values(&fields.emails),
            relatives: self.values(&fields.relatives),
            usernames: self.values(&fields.usernames),
            kinds_seen: Vec::new(),
            domains: self.values(&fields.domains),
            details: self.values(&fields.details),
            url: self.link(&fields.url, base),
            elsewhere: None,
        };
        tidy_listing::tidy_listing(&mut listing);
        listing
    }

    fn name(&mut self, fields: &JsonFields) -> Option<String> {
        let told = self.joined(self.element, &fields.name, " ");
        told.or_else(|| fields.name_else.iter().find_map(|parts| self.joined(self.element, parts, " ")))
    }

    /// A value that is told; one that says it is withheld is noted and dropped.
    fn told(&mut self, value: &str) -> Option<String> {
        let text = field::tidy(value)?;
        let folded = text.to_lowercase();
        let is_email = folded.contains('@');
        if !is_email && self.withheld.iter().any(|phrase| has_words(&folded, &phrase.to_lowercase())) {
            self.met_withheld = true;
            return None;
        }
        Some(text)
    }

    fn values(&mut self, pointers: &[String]) -> Vec<String> {
        let mut values = Vec::new();
        for at in pointers {
            for value in pointer::find(self.element, at).into_iter().take(field::MOST_VALUES) {
                let Some(whole) = pointer::as_text(value) else { continue };
                // One string may hold a value a line; white space is folded only afterwards.
                for text in whole.lines().filter_map(|line| self.told(line)) {
                    if !values.contains(&text) && values.len() < field::MOST_VALUES {
                        values.push(text);
                    }
                }
            }
        }
        values
    }

    fn joined(&mut self, from: &Value, pointers: &[String], joint: &str) -> Option<String> {
        let mut parts = Vec::new();
        for at in pointers {
            if let Some(literal) = at.strip_prefix('=') {
                parts.push(literal.to_owned());
                continue;
            }
            let found = pointer::find(from, at).into_iter().filter_map(pointer::as_text);
            parts.extend(found.filter_map(|text| self.told(&text)));
        }
        let only_literal = pointers.iter().filter(|at| !at.starts_with('=')).count() > 0
            && parts.len() <= pointers.iter().filter(|at| at.starts_with('=')).count();
        if only_literal { None } else { field::tidy(&parts.join(joint)) }
    }

    /// Texts of several lines as one line, as an address is read: every line end is a comma.
    fn joined_lines(&mut self, from: &Value, pointers: &[String]) -> String {
        let mut lines = Vec::new();
        for at in pointers {
            for text in pointer::find(from, at).into_iter().filter_map(pointer::as_text) {
                lines.extend(text.lines().filter_map(|line| self.told(line.trim().trim_end_matches(','))));
            }
        }
        lines.join(", ")
    }

    fn link(&mut self, pointers: &[String], base: &Url) -> Option<String> {
        self.joined(self.element, pointers, "").and_then(|text| field::link(base, &text))
    }

    fn addresses(&mut self, pointers: &AddressPointers) -> Vec<Address> {
        let mut addresses = Vec::new();
        for place in pointer::find(self.element, &pointers.each).into_iter().take(field::MOST_VALUES) {
            let mut part = |at: &[String], joint: &str| self.joined(place, at, joint).unwrap_or_default();
            let address = if pointers.text.is_empty() {
                Address {
                    street: part(&pointers.street, " "),
                    city: part(&pointers.city, " "),
                    region: part(&pointers.region, " "),
                    postcode: part(&pointers.postcode, " "),
                    ..Address::default()
                }
            } else {
                parse_address_line(&self.joined_lines(place, &pointers.text))
            };
            if address != Address::default() && !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }
}
