//! Reading an address into comparable parts, also where one field holds several of them.

use super::nearness::Place;
use super::read_street::read_street;
use super::town::read_town;
use crate::identifier::{
    australian_state, country_code, is_cut, parse_address_line, region_code, without_remarks,
};
use crate::matching::text::fold::words;
use crate::matching::text::word::Word;
use crate::person::Address;

/// Brings an address into comparable parts, reading lines that hold several of them. What was cut says nothing.
pub(crate) fn derive_place(address: &Address) -> Place {
    let read = read_fields(address);
    let parts = read.as_ref().unwrap_or(address);
    let postcode = read_postcode(&parts.postcode);
    let country = read_country(&parts.country);
    let bytes = postcode.as_bytes();
    let canadian = country.as_bytes() == b"ca"
        || (bytes.len() == 6
            && bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && bytes.last().is_some_and(u8::is_ascii_digit));
    let (region, coded) = read_region(&parts.region);
    Place {
        street: read_street(&parts.street, canadian),
        town: read_town(&parts.city, if coded { &region } else { &Word::EMPTY }),
        region,
        coded,
        postcode,
        country,
        current: parts.current,
    }
}

/// The fields of an address where they hold more or less than their own part; none where they are as they should be.
fn read_fields(address: &Address) -> Option<Address> {
    let strange = |text: &str| text.bytes().any(|c| matches!(c, b'(' | b'[' | b'.' | b'*') || c == 0xE2);
    let city_is_line = address.city.bytes().any(|c| c == b',' || c.is_ascii_digit());
    let region_is_line = address.postcode.is_empty() && address.region.bytes().any(|c| c.is_ascii_digit());
    let street_is_line = address.city.is_empty()
        && address.postcode.is_empty()
        && (address.street.contains(',') || address.street.bytes().filter(|c| *c == b' ').count() >= 4);
    let any_strange = [&address.street, &address.city, &address.region].iter().any(|text| strange(text));
    if !(city_is_line || region_is_line || street_is_line || any_strange) {
        return None;
    }
    let whole = |text: &str| if is_cut(text) { String::new() } else { without_remarks(text) };
    let mut parts = Address {
        street: if address.street.contains("**") { address.street.clone() } else { whole(&address.street) },
        city: whole(&address.city),
        region: whole(&address.region),
        ..address.clone()
    };
    if street_is_line {
        let line = [parts.street.as_str(), &parts.region, &parts.country].join(", ");
        let read = parse_address_line(&line);
        parts = Address { current: parts.current, ..read };
    } else if city_is_line || region_is_line {
        let line = [parts.city.as_str(), &parts.region, &parts.postcode].map(str::trim).join(", ");
        let read = parse_address_line(&line);
        if !read.city.is_empty() || !read.region.is_empty() || !read.postcode.is_empty() {
            parts.city = if read.city.is_empty() { without_digits(&parts.city) } else { read.city };
            parts.region = if read.region.is_empty() { parts.region } else { read.region };
            parts.postcode = read.postcode;
            if parts.street.is_empty() {
                parts.street = read.street;
            }
            if parts.country.is_empty() {
                parts.country = read.country;
            }
        }
    }
    Some(parts)
}

/// A town that was not told from what stands beside it is not told, but for "Dublin 2" and its like.
fn without_digits(city: &str) -> String {
    let is_quarter = |word: &str| word.len() <= 3 && word.bytes().any(|c| c.is_ascii_digit());
    let kept: Vec<&str> = city.split(' ').filter(|word| !is_quarter(word)).collect();
    let plain = !kept.iter().any(|word| word.bytes().any(|c| c.is_ascii_digit() || c == b','));
    if plain { kept.join(" ") } else { String::new() }
}

/// A region as its code in lower case and true, or as it is written and false.
fn read_region(text: &str) -> (Word, bool) {
    if text.is_empty() {
        return (Word::EMPTY, false);
    }
    if let Some(code) = region_code(text) {
        return (Word::from_folded(code).lower(), true);
    }
    let joined = words(text).joined();
    // "N.Y."
    if let Some(code) = region_code(joined.as_str()) {
        return (Word::from_folded(code).lower(), true);
    }
    match australian_state(text) {
        Some(code) => (Word::from_folded(code).lower(), true),
        None => (joined, false),
    }
}

fn read_postcode(text: &str) -> Word {
    let mut kept = Word::default();
    text.bytes().filter(u8::is_ascii_alphanumeric).for_each(|byte| kept.push(byte.to_ascii_lowercase()));
    if kept.is_number() && kept.len() == 9 { kept.prefix(5) } else { kept }
}

fn read_country(text: &str) -> Word {
    if text.is_empty() {
        return Word::EMPTY;
    }
    country_code(text).map_or_else(|| words(text).joined(), |code| Word::from_folded(code).lower())
}

/// Whether two addresses are the same house, as far as exposure needs to know.
pub(crate) fn is_same_house(one: &Address, other: &Address) -> bool {
    derive_place(one).is_same_house(&derive_place(other))
}
