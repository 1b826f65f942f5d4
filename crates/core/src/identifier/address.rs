//! Postal addresses: typed in parts by the person, or read from one line of a listing.

use super::{Rejected, RejectedPart, tidy};
use crate::person::Address;
use regex::Regex;
use std::sync::LazyLock;

/// Two-letter codes of the US states, DC and the Canadian provinces with their names (USPS Publication 28, Canada Post).
pub(crate) const REGIONS: &[(&str, &str)] = &[
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
    ("AB", "Alberta"),
    ("BC", "British Columbia"),
    ("MB", "Manitoba"),
    ("NB", "New Brunswick"),
    ("NL", "Newfoundland and Labrador"),
    ("NS", "Nova Scotia"),
    ("ON", "Ontario"),
    ("PE", "Prince Edward Island"),
    ("QC", "Quebec"),
    ("SK", "Saskatchewan"),
];

/// The two-letter code of a North American region given as code or name, in any case.
pub(crate) fn region_code(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.');
    REGIONS
        .iter()
        .find(|(code, name)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))
        .map(|(code, _)| *code)
}

/// The name of a North American region given as code or name.
pub(crate) fn region_name(text: &str) -> Option<&'static str> {
    let code = region_code(text)?;
    REGIONS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// Reads an address typed in parts; at least a city or a postcode is needed. A region's name becomes its code.
pub fn parse_address(
    street: &str,
    city: &str,
    region: &str,
    postcode: &str,
    country: &str,
    current: bool,
) -> Result<Address, RejectedPart> {
    let part = |part: &'static str, text: &str, most: usize| {
        tidy(text, most).map_err(|why| RejectedPart { part, why })
    };
    let region = part("region", region, 60)?;
    let region = region_code(&region).map_or(region, str::to_owned);
    let address = Address {
        street: part("street", street, 200)?,
        city: part("city", city, 100)?,
        region,
        postcode: part("postcode", postcode, 12)?.to_uppercase(),
        country: part("country", country, 2)?.to_uppercase(),
        current,
    };
    if address.city.is_empty() && address.postcode.is_empty() {
        let nothing = address.street.is_empty() && address.region.is_empty();
        let why = if nothing { Rejected::Empty } else { Rejected::AddressTooVague };
        return Err(RejectedPart { part: "city", why });
    }
    Ok(address)
}

/// ZIP, ZIP+4, nine digits run together, a Canadian or a UK postcode at the end of a part.
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d{5}(?:-?\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\s*$")
        .expect("the pattern is a constant")
});

/// Reads one line of a listing: `"100 Example St, Springfield, IL 62701"`. Never fails: what is not understood stays
/// in `street` when it holds a digit, in `city` when it does not.
pub fn parse_address_line(line: &str) -> Address {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts: Vec<String> =
        line.split([',', ';']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let mut address = Address::default();
    if let Some(last) = parts.last() {
        let country = match last.to_lowercase().as_str() {
            "usa" | "us" | "united states" | "united states of america" => "US",
            "uk" | "united kingdom" | "england" | "scotland" | "wales" => "GB",
            "canada" => "CA",
            _ => "",
        };
        // A lone "CA" is California in a listing's line, never Canada.
        if !country.is_empty() {
            country.clone_into(&mut address.country);
            parts.pop();
        }
    }
    take_postcode(&mut parts, &mut address);
    take_region(&mut parts, &mut address);
    match parts.len() {
        0 => {}
        1 => {
            let only = parts.remove(0);
            let is_street = only.chars().next().is_some_and(|c| c.is_ascii_digit());
            if is_street { address.street = only } else { address.city = only }
        }
        _ => {
            address.city = parts.pop().unwrap_or_default();
            address.street = parts.join(", ");
        }
    }
    address
}

fn take_postcode(parts: &mut Vec<String>, address: &mut Address) {
    let Some(last) = parts.pop() else { return };
    // "12345 Example Rd" alone begins with five digits but ends in a word, so only an ending counts.
    let found = POSTCODE
        .captures(&last)
        .and_then(|found| Some((found.get(0)?.start(), found.get(1)?.as_str().to_uppercase())));
    let Some((start, postcode)) = found else {
        parts.push(last);
        return;
    };
    address.postcode = postcode;
    let rest = last.get(..start).unwrap_or_default().trim().to_owned();
    if !rest.is_empty() {
        parts.push(rest);
    }
}

fn take_region(parts: &mut Vec<String>, address: &mut Address) {
    let Some(last) = parts.pop() else { return };
    if let Some(code) = region_code(&last) {
        // "New York" alone is the city as often as the state: with nothing else before it, keep it as the city.
        if last.len() > 2 && parts.is_empty() && address.postcode.is_empty() {
            parts.push(last);
            return;
        }
        code.clone_into(&mut address.region);
        return;
    }
    // "Springfield IL" without a comma.
    if let Some((before, code)) = last.rsplit_once(' ')
        && code.len() == 2
        && code.chars().all(char::is_uppercase)
        && let Some(code) = region_code(code)
    {
        code.clone_into(&mut address.region);
        parts.push(before.trim().to_owned());
        return;
    }
    parts.push(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, street: &str, city: &str, region: &str, postcode: &str) {
        let address = parse_address_line(line);
        let read = [address.street, address.city, address.region, address.postcode];
        assert_eq!(read, [street, city, region, postcode], "line {line:?}");
    }

    #[test]
    fn lines_of_listings_are_read_in_parts() {
        check("100 Example St, Springfield, IL 62701", "100 Example St", "Springfield", "IL", "62701");
        check(
            "100 Example St, Apt 4, Springfield, Illinois 62701-0001",
            "100 Example St, Apt 4",
            "Springfield",
            "IL",
            "62701-0001",
        );
        check("SPRINGFIELD, IL 62701", "", "SPRINGFIELD", "IL", "62701");
        check("Springfield, IL", "", "Springfield", "IL", "");
        check("Springfield IL", "", "Springfield", "IL", "");
        check("New York", "", "New York", "", "");
        check("Dayton, OH, USA", "", "Dayton", "OH", "");
        check("1 Example Road, Leeds, LS1 1AA", "1 Example Road", "Leeds", "", "LS1 1AA");
        check("12345 Example Rd", "12345 Example Rd", "", "", "");
        check("", "", "", "", "");
    }

    #[test]
    fn typed_addresses_need_a_place() {
        let why =
            |street: &str, region: &str| parse_address(street, "", region, "", "", true).map_err(|it| it.why);
        assert_eq!(why("", ""), Err(Rejected::Empty));
        assert_eq!(why("1 Example St", "IL"), Err(Rejected::AddressTooVague));
        let address = parse_address("", "Springfield", "illinois", "62701", "us", true).unwrap();
        assert_eq!((address.region.as_str(), address.country.as_str()), ("IL", "US"));
    }
}
