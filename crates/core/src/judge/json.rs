//! Judges the answer of a documented interface.

use super::sign::{Answer, any_holds, holds};
use super::{add_asked, field, pointer};
use crate::identifier::parse_address_line;
use crate::listing::Listing;
use crate::person::Address;
use crate::source::{AddressPointers, Json, JsonFields, JsonListings, Values};
use crate::verdict::Reason;
use serde_json::Value;
use url::Url;

/// Listings, or none with the proof of "no results", or why it was not understood.
pub(super) fn judge_json(json: &Json, asked: &Values, answer: &Answer<'_>) -> Result<Vec<Listing>, Reason> {
    if let Some(refusal) = json.refused.iter().find(|refusal| holds(&refusal.sign, answer)) {
        return Err(refusal.reason);
    }
    if answer.reply.status == 200
        && let Some(root) = answer.json()
    {
        let base = answer.reply.url.reveal();
        let found = pointer::find(root, &json.listings.each);
        let read: Vec<Card> =
            found.iter().map(|element| read(&json.listings, element, asked, base)).collect();
        let listings: Vec<Listing> = read.iter().filter_map(|card| card.listing.clone()).collect();
        if !listings.is_empty() {
            return Ok(listings);
        }
        // An element that neither told anything nor withheld it is not what this definition was written for,
        // unless the whole answer is the element and a proof below speaks.
        let strange = read.iter().any(|card| !card.withheld);
        if strange && !json.listings.each.is_empty() {
            return Err(Reason::Changed);
        }
    }
    if any_holds(&json.not_listed, answer) { Ok(Vec::new()) } else { Err(Reason::Changed) }
}

/// One element: what it tells, or whether it withholds.
struct Card {
    listing: Option<Listing>,
    withheld: bool,
}

fn read(listings: &JsonListings, element: &Value, asked: &Values, base: &Url) -> Card {
    let mut reader = Reader { element, withheld: &listings.withheld, met_withheld: false };
    let mut listing = reader.listing(&listings.fields, base);
    let told = !listing.is_empty() && listings.must.iter().all(|name| has(&listing, name));
    if told && listings.about_asked {
        add_asked(&mut listing, asked);
    }
    Card { listing: told.then_some(listing), withheld: reader.met_withheld }
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
        let age = self.joined(self.element, &fields.age, " ").unwrap_or_default();
        Listing {
            name: self.joined(self.element, &fields.name, " "),
            alternative_names: self.values(&fields.alternative_names),
            age: field::age(&age),
            age_range: field::age_range(&age),
            birth_year: self
                .joined(self.element, &fields.birth_year, " ")
                .and_then(|text| field::year(&text)),
            addresses: fields.addresses.iter().flat_map(|pointers| self.addresses(pointers)).collect(),
            phones: self.values(&fields.phones),
            emails: self.values(&fields.emails),
            relatives: self.values(&fields.relatives),
            usernames: self.values(&fields.usernames),
            domains: self.values(&fields.domains),
            details: self.values(&fields.details),
            url: self.link(&fields.url, base),
        }
    }

    /// A value that is told; one that says it is withheld is noted and dropped.
    fn told(&mut self, value: &Value) -> Option<String> {
        let text = field::tidy(&pointer::as_text(value)?)?;
        let folded = text.to_lowercase();
        if self.withheld.iter().any(|mark| folded.contains(&mark.to_lowercase())) {
            self.met_withheld = true;
            return None;
        }
        Some(text)
    }

    fn values(&mut self, pointers: &[String]) -> Vec<String> {
        let mut values = Vec::new();
        for at in pointers {
            for value in pointer::find(self.element, at).into_iter().take(field::MOST_VALUES) {
                if let Some(text) = self.told(value)
                    && !values.contains(&text)
                {
                    values.push(text);
                }
            }
        }
        values
    }

    fn joined(&mut self, from: &Value, pointers: &[String], joint: &str) -> Option<String> {
        let mut parts = Vec::new();
        for at in pointers {
            match at.strip_prefix('=') {
                Some(literal) => parts.push(literal.to_owned()),
                None => {
                    parts.extend(pointer::find(from, at).into_iter().filter_map(|value| self.told(value)));
                }
            }
        }
        let only_literal = pointers.iter().filter(|at| !at.starts_with('=')).count() > 0
            && parts.len() <= pointers.iter().filter(|at| at.starts_with('=')).count();
        if only_literal { None } else { field::tidy(&parts.join(joint)) }
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
                parse_address_line(&part(&pointers.text, ", "))
            };
            if address != Address::default() && !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }
}
