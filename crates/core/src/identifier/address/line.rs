//! Reading one line of a listing into the parts of an address.

use super::country::{country_code, take_country};
use super::postcode::{split_at_end, split_district, split_four_digits, split_in_front};
use super::region::{australian_state, is_county, region_and_country, region_code};
use super::remark::without_remarks;
use super::town::{is_district, is_street_like, split_street_and_town};
use crate::person::Address;

/// Longest line looked at, in bytes; no address is longer.
const MOST_BYTES: usize = 400;

/// Reads one line of a listing: `"100 Example St, Springfield, IL 62701"`, and as most countries write it.
///
/// Never fails. Brackets, dates and labels are dropped; where the town cannot be told from the street it stays in
/// `street` and `city` is empty, because a wrong town would be taken for another one.
pub fn parse_address_line(line: &str) -> Address {
    let line = line.get(..line.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let line = without_remarks(line);
    let parts = line.split([',', ';', '\n', '|', '•', '·']).map(without_remarks);
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let mut address = Address::default();
    if let Some(code) = take_country(&mut parts) {
        code.clone_into(&mut address.country);
    }
    take_postcode(&mut parts, &mut address);
    take_region(&mut parts, &mut address);
    take_county(&mut parts, &mut address);
    take_town(parts, &mut address);
    address
}

/// Takes the postcode off the end of the last part, or off the front of the part that holds the town.
fn take_postcode(parts: &mut Vec<String>, address: &mut Address) {
    let Some(last) = parts.last().cloned() else { return };
    if take_australian(parts, &last, address) {
        return;
    }
    // "12345 Example Rd" alone begins with five digits but ends in a word, so only an ending counts there.
    if let Some((before, code)) =
        split_at_end(&last).filter(|(before, _)| parts.len() > 1 || !before.is_empty() || last.len() >= 5)
        && !(parts.len() == 1 && before.bytes().all(|c| !c.is_ascii_digit()) && is_street_like(&before))
    {
        address.postcode = code;
        parts.pop();
        if !before.is_empty() {
            parts.push(before);
        }
        return;
    }
    let first_with_town = usize::from(parts.len() > 1);
    let found = (first_with_town..parts.len()).rev().find_map(|at| {
        let (code, town) = split_in_front(parts.get(at)?)?;
        let short = code.len() == 4;
        let after_street =
            at > 0 && parts.get(at - 1).is_some_and(|part| part.bytes().any(|c| c.is_ascii_digit()));
        let sure = !is_street_like(&town) && (!short || after_street || !address.country.is_empty());
        let in_america =
            region_code(&town).is_some() || parts.get(at + 1).is_some_and(|next| region_code(next).is_some());
        (sure && !in_america).then_some((at, code, town))
    });
    if let Some((at, code, town)) = found {
        address.postcode = code.to_uppercase();
        // What follows the town is its region: "28013 Madrid, Madrid".
        let region = parts.split_off(at + 1);
        if address.region.is_empty() {
            address.region = region.join(" ");
        }
        parts.pop();
        parts.push(town);
        return;
    }
    let short = split_district(&last).or_else(|| split_four_digits(&last).filter(|_| parts.len() > 1));
    if let Some((before, code)) = short {
        address.postcode = code;
        parts.pop();
        parts.push(before);
    }
}

/// `Richmond VIC 3121`, `Richmond, Vic 3121`.
fn take_australian(parts: &mut Vec<String>, last: &str, address: &mut Address) -> bool {
    let Some((before, code)) = last.rsplit_once(' ') else { return false };
    if code.len() != 4 || !code.bytes().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let (town, state) = before.rsplit_once(' ').unwrap_or(("", before));
    let Some(state) = australian_state(state) else { return false };
    state.clone_into(&mut address.region);
    code.clone_into(&mut address.postcode);
    "AU".clone_into(&mut address.country);
    parts.pop();
    if !town.is_empty() {
        parts.push(town.trim().to_owned());
    }
    true
}

/// Takes a North American region: a part of its own, or the last words of the part with the town.
fn take_region(parts: &mut Vec<String>, address: &mut Address) {
    let Some(last) = parts.last().cloned() else { return };
    let elsewhere = !matches!(address.country.as_str(), "" | "US" | "CA");
    if elsewhere || !address.region.is_empty() {
        return;
    }
    if let Some((code, country)) = region_and_country(&last) {
        // "New York" alone is the city as often as the state: with nothing else before it, keep it as the city.
        if last.len() > 2 && parts.len() == 1 && address.postcode.is_empty() {
            return;
        }
        parts.pop();
        set_region(address, code, country);
        return;
    }
    let words: Vec<&str> = last.split(' ').collect();
    for from in words.len().saturating_sub(4).max(1)..words.len() {
        let (town, name) = words.split_at(from);
        let name = name.join(" ");
        let Some((code, country)) = region_and_country(&name) else { continue };
        let is_code = name.len() == 2;
        // "in", "or" and "me" are words; "Wash" and "Miss" may be part of a street.
        let written =
            name.chars().all(char::is_uppercase) || name.ends_with('.') || !address.postcode.is_empty();
        if written || (!is_code && name.len() > 6) {
            parts.pop();
            parts.push(town.join(" "));
            set_region(address, code, country);
            return;
        }
    }
}

fn set_region(address: &mut Address, code: &str, country: &str) {
    code.clone_into(&mut address.region);
    if country == "CA" && address.country.is_empty() && address.postcode.starts_with(char::is_alphabetic) {
        "CA".clone_into(&mut address.country);
    }
}

/// Takes a British or Irish county, and drops an American one: `Springfield, Sangamon County, IL`.
fn take_county(parts: &mut Vec<String>, address: &mut Address) {
    let (Some(last), Some(before)) = (parts.last(), parts.len().checked_sub(2).and_then(|at| parts.get(at)))
    else {
        return;
    };
    if last.to_lowercase().ends_with(" county") && !is_street_like(before) {
        parts.pop();
    } else if address.region.is_empty() && is_county(last) && !is_street_like(before) {
        address.region = parts.pop().unwrap_or_default();
    }
}

fn located(address: &Address) -> bool {
    !address.region.is_empty() || !address.postcode.is_empty()
}

fn take_town(mut parts: Vec<String>, address: &mut Address) {
    let Some(last) = parts.pop() else { return };
    let in_town = located(address) && is_district(&last) && parts.iter().any(|part| is_street_like(part));
    if !is_street_like(&last) || in_town {
        address.city = last;
        address.street = parts.join(", ");
        return;
    }
    match split_street_and_town(&last).filter(|_| located(address)) {
        Some((street, town)) => {
            address.city = town;
            parts.push(street);
        }
        None => parts.push(last),
    }
    address.street = parts.join(", ");
    // A field of its own may hold a country after all: "Toronto, ON, CA".
    if let Some(code) = country_code(&address.city).filter(|_| address.city.len() == 2) {
        code.clone_into(&mut address.country);
        address.city.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_listings_are_read_in_parts() {
        for (line, parts) in [
            ("100 Example St, Springfield, IL 62701", ["100 Example St", "Springfield", "IL", "62701"]),
            (
                "100 Example St, Apt 4, Springfield, Illinois 62701-0001",
                ["100 Example St, Apt 4", "Springfield", "IL", "62701-0001"],
            ),
            ("SPRINGFIELD, IL 62701", ["", "SPRINGFIELD", "IL", "62701"]),
            ("Springfield, IL", ["", "Springfield", "IL", ""]),
            ("Springfield IL", ["", "Springfield", "IL", ""]),
            ("New York", ["", "New York", "", ""]),
            ("Dayton, OH, USA", ["", "Dayton", "OH", ""]),
            ("1 Example Road, Leeds, LS1 1AA", ["1 Example Road", "Leeds", "", "LS1 1AA"]),
            ("12345 Example Rd", ["12345 Example Rd", "", "", ""]),
            ("100 Example St, Tampa, FL 33602 (Current)", ["100 Example St", "Tampa", "FL", "33602"]),
            (
                "100 Example St, Tampa, FL 33602 (Jan 2001 - Aug 2019)",
                ["100 Example St", "Tampa", "FL", "33602"],
            ),
            ("100 Calle Ejemplo, San Juan, PR 00901", ["100 Calle Ejemplo", "San Juan", "PR", "00901"]),
            ("12 Example Road, Whitehorse, YT Y1A 2B3", ["12 Example Road", "Whitehorse", "YT", "Y1A 2B3"]),
            ("745 Forbes St East Hartford CT 06108", ["745 Forbes St", "East Hartford", "CT", "06108"]),
            ("100 EXAMPLE ST SAINT LOUIS MO 63101", ["100 EXAMPLE ST", "SAINT LOUIS", "MO", "63101"]),
            ("100 MAIN ST N SPRINGFIELD IL 62701", ["100 MAIN ST N SPRINGFIELD", "", "IL", "62701"]),
            ("Rancho Cordova 95670", ["", "Rancho Cordova", "", "95670"]),
            ("8 Example Street, Richmond VIC 3121", ["8 Example Street", "Richmond", "VIC", "3121"]),
            ("4 Church Lane, Ashford, Kent TN23 1AA", ["4 Church Lane", "Ashford", "Kent", "TN23 1AA"]),
            ("100 Example St, Peoria, Ill.", ["100 Example St", "Peoria", "IL", ""]),
            ("100 Example St, Bend, Ore. 97701", ["100 Example St", "Bend", "OR", "97701"]),
            ("Musterstra\u{df}e 5, 10115 Berlin, Germany", ["Musterstra\u{df}e 5", "Berlin", "", "10115"]),
            ("Voorbeeldstraat 12, 1012 AB Amsterdam", ["Voorbeeldstraat 12", "Amsterdam", "", "1012 AB"]),
            ("Calle Mayor 5, 28013 Madrid (Madrid)", ["Calle Mayor 5", "Madrid", "", "28013"]),
            ("5 rue de l'Exemple, 75001 Paris, France", ["5 rue de l'Exemple", "Paris", "", "75001"]),
            ("Exempelv\u{e4}gen 4, 111 22 Stockholm", ["Exempelv\u{e4}gen 4", "Stockholm", "", "111 22"]),
            (
                "9 Example Street, Dublin 2, D02 X285, Ireland",
                ["9 Example Street", "Dublin 2", "", "D02 X285"],
            ),
            (
                "Flat 2, 92 Example Road, Beckenham BR3 5AT",
                ["Flat 2, 92 Example Road", "Beckenham", "", "BR3 5AT"],
            ),
            ("100 Example St, Springfield, Sangamon County, IL", ["100 Example St", "Springfield", "IL", ""]),
            ("10 Example Road, London SE1", ["10 Example Road", "London", "", "SE1"]),
            ("100 Example St", ["100 Example St", "", "", ""]),
            ("", ["", "", "", ""]),
        ] {
            let address = parse_address_line(line);
            let read = [address.street, address.city, address.region, address.postcode];
            assert_eq!(read, parts, "line {line:?}");
        }
    }
}
