//! Addresses: street, postcode, town and region, each as far as both sides give it.

use super::read_street::read_street;
use super::street::{Street, StreetLikeness};
use super::town::{Town, read_town};
use crate::identifier::{parse_address_line, region_code};
use crate::matching::text::fold::words;
use crate::matching::text::word::Word;
use crate::person::Address;

/// An address in comparable parts; an empty part was not given.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) street: Option<Street>,
    pub(crate) town: Town,
    /// A code in lower case, or other words written as one.
    region: Word,
    /// Whether the region is a code, so that two of them can contradict.
    coded: bool,
    /// Lower case without spaces; ZIP+4 and nine digits shrink to five.
    postcode: Word,
    country: Word,
    pub(crate) current: bool,
}

/// The nearest that two addresses are, from farthest to nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    OtherCountry,
    OtherRegion,
    OtherCity,
    /// Nothing that both give.
    Silent,
    Region,
    /// The town agrees, but the streets given differ.
    CityOtherStreet,
    City,
    Postcode,
    /// The same street, and no number to compare.
    Road,
    /// The same house, but another door in it.
    Building,
    Street,
}

impl Nearness {
    /// Log-odds (natural). A street is nearly a name; a region is nearly nothing.
    pub(crate) fn weight(self) -> f64 {
        match self {
            Self::OtherCountry => -1.5,
            Self::OtherRegion => -1.2,
            Self::OtherCity => -0.7,
            Self::Silent => 0.0,
            Self::Region => 0.4,
            Self::CityOtherStreet => 0.9,
            Self::City => 1.5,
            Self::Postcode => 2.3,
            Self::Road => 2.6,
            Self::Building => 2.7,
            Self::Street => 5.0,
        }
    }
}

/// Brings an address into comparable parts, reading lines that hold several of them.
pub(crate) fn derive_place(address: &Address) -> Place {
    let line_in_street =
        address.city.is_empty() && address.postcode.is_empty() && address.street.contains(',');
    let numbered_city = numbered_city(address);
    let line_in_city =
        numbered_city.is_none() && address.city.bytes().any(|c| c == b',' || c.is_ascii_digit());
    let line_in_region = address.postcode.is_empty() && address.region.bytes().any(|c| c.is_ascii_digit());
    let mut read;
    let parts = if line_in_street || line_in_city {
        read = parse_address_line(&address.line());
        read.current = address.current;
        if read.country.is_empty() {
            read.country.clone_from(&address.country);
        }
        &read
    } else if let Some((postcode, city)) = numbered_city {
        read = Address { postcode: postcode.to_owned(), city: city.to_owned(), ..address.clone() };
        &read
    } else if line_in_region {
        let region = parse_address_line(&format!("x, {}", address.region));
        read = Address { region: region.region, postcode: region.postcode, ..address.clone() };
        &read
    } else {
        address
    };
    let postcode = read_postcode(&parts.postcode);
    let bytes = postcode.as_bytes();
    let canadian = parts.country.eq_ignore_ascii_case("CA")
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
        country: read_country(&parts.country),
        current: parts.current,
    }
}

/// `80331 München`: postcode and town in one field, as most of Europe writes them.
fn numbered_city(address: &Address) -> Option<(&str, &str)> {
    let (number, city) = address.city.trim().split_once(' ')?;
    let is_code = (4..=5).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
    (is_code && address.postcode.is_empty() && !city.contains(',')).then_some((number, city))
}

/// States of Australia with their codes (Australia Post).
const AUSTRALIA: &[(&str, &str)] = &[
    ("nsw", "newsouthwales"),
    ("vic", "victoria"),
    ("qld", "queensland"),
    ("sa", "southaustralia"),
    ("wa", "westernaustralia"),
    ("tas", "tasmania"),
    ("act", "australiancapitalterritory"),
    ("nt", "northernterritory"),
];

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
    match AUSTRALIA
        .iter()
        .find(|(code, name)| [code, name].iter().any(|it| it.as_bytes() == joined.as_bytes()))
    {
        Some((code, _)) => (Word::from_folded(code), true),
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
    let joined = words(text).joined();
    match joined.as_bytes() {
        b"usa" | b"unitedstates" | b"unitedstatesofamerica" => Word::from_folded("us"),
        b"uk" | b"unitedkingdom" | b"greatbritain" | b"england" | b"scotland" | b"wales"
        | b"northernireland" => Word::from_folded("gb"),
        b"canada" => Word::from_folded("ca"),
        b"ireland" | b"republicofireland" => Word::from_folded("ie"),
        b"australia" => Word::from_folded("au"),
        b"germany" | b"deutschland" => Word::from_folded("de"),
        b"spain" | b"espana" => Word::from_folded("es"),
        b"france" => Word::from_folded("fr"),
        _ => joined,
    }
}

impl Place {
    /// How near another address is.
    pub(crate) fn nearness(&self, other: &Self) -> Nearness {
        let clash = |one: &Word, other: &Word| !one.is_empty() && !other.is_empty() && one != other;
        let agree = |one: &Word, other: &Word| !one.is_empty() && one == other;
        let other_country = clash(&self.country, &other.country);
        let other_region = self.coded && other.coded && self.region != other.region;
        let same_postcode = agree(&self.postcode, &other.postcode) && !other_country;
        // "Didsbury, Manchester" has the city where others have the county.
        let as_region = |one: &Self, other: &Self| !one.coded && agree(&one.region, &other.town.name);
        let towns_agree = self.town.agrees(&other.town) || as_region(self, other) || as_region(other, self);
        let same_city = towns_agree && !other_region && !other_country;
        let cities_clash = clash(&self.town.name, &other.town.name) && !same_city;
        let street = match (&self.street, &other.street) {
            (Some(one), Some(other)) => Some(one.compare(other)),
            _ => None,
        };
        let somewhere_else = cities_clash || clash(&self.postcode, &other.postcode);
        // A street line alone is common: "100 Main St" is in every town.
        let located = same_postcode || same_city;
        match street {
            Some(StreetLikeness::Door) if located => return Nearness::Street,
            Some(StreetLikeness::Building) if located => return Nearness::Building,
            Some(StreetLikeness::Road) if located => return Nearness::Road,
            Some(StreetLikeness::Door) if !somewhere_else && !other_region && !other_country => {
                return Nearness::Road;
            }
            _ => {}
        }
        let streets_differ = street == Some(StreetLikeness::Different);
        if located {
            return match (streets_differ, same_postcode) {
                (true, _) => Nearness::CityOtherStreet,
                (false, true) => Nearness::Postcode,
                (false, false) => Nearness::City,
            };
        }
        if other_country {
            Nearness::OtherCountry
        } else if other_region {
            Nearness::OtherRegion
        } else if self.shares_area(other, cities_clash) {
            Nearness::Region
        } else if somewhere_else {
            Nearness::OtherCity
        } else {
            Nearness::Silent
        }
    }

    /// Only the beginning of a postcode, or only the region, is the same and nothing finer contradicts.
    fn shares_area(&self, other: &Self, cities_clash: bool) -> bool {
        let (short, long) =
            if self.postcode.len() <= other.postcode.len() { (self, other) } else { (other, self) };
        let begins = short.postcode.len() >= 2
            && (short.postcode.len() < 5 || same_district(&short.postcode, &long.postcode))
            && (long.postcode.starts_with(&short.postcode) || same_district(&short.postcode, &long.postcode));
        let zips_clash = !short.postcode.is_empty() && !begins && short.postcode != long.postcode;
        let same_region = !self.region.is_empty() && self.region == other.region;
        !cities_clash && !zips_clash && (begins || same_region)
    }
}

/// Two whole British postcodes of one district: `SE1 1AA` and `SE1 9ZZ`.
fn same_district(one: &Word, other: &Word) -> bool {
    let district = |word: &Word| {
        let (district, inward) = word.as_bytes().split_at_checked(word.len().checked_sub(3)?)?;
        let whole = matches!(inward, [digit, a, b] if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
        (whole && district.len() >= 2 && district.first()?.is_ascii_alphabetic()).then_some(district.to_vec())
    };
    district(one).is_some_and(|found| district(other) == Some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: Nearness) {
        let read = |line| derive_place(&parse_address_line(line));
        assert_eq!(read(one).nearness(&read(other)), expected, "{one:?} {other:?}");
        assert_eq!(read(other).nearness(&read(one)), expected, "{other:?} {one:?}");
    }

    #[test]
    fn places_compare_by_what_both_give() {
        let home = "100 Example St, Springfield, IL 62701";
        check(home, "100 EXAMPLE STREET, SPRINGFIELD, Illinois 62701-1234", Nearness::Street);
        check(home, "100 Example St, Springfield, IL", Nearness::Street);
        check(home, "100 Example St, Lakeside, IL 62701", Nearness::Street);
        check(home, "100 Example St, Dayton, OH 45402", Nearness::OtherRegion);
        check(home, "200 Sample Ave, Springfield, IL 62701", Nearness::CityOtherStreet);
        check(home, "Springfield, IL", Nearness::City);
        check(home, "Springfield, MA", Nearness::OtherRegion);
        check(home, "Peoria, IL", Nearness::OtherCity);
        check(home, "Example St, Springfield, IL", Nearness::Road);
        check("St. Paul, MN", "Saint Paul, Minnesota", Nearness::City);
        check("Ft Worth, TX", "Fort Worth, TX", Nearness::City);
        check("5 Example St, Astoria, NY", "5 Example Street, Queens, NY", Nearness::Street);
        check("1 Example Road, Leeds, LS1 1AA", "LS1 9ZZ", Nearness::Region);
        check("100 Example St Apt 1, Dayton, OH", "100 Example St Apt 2, Dayton, OH", Nearness::Building);
        check("1 Example Road, Leeds, LS1 1AA", "1 Example Rd, Leeds, LS11AA", Nearness::Street);
        let region = derive_place(&Address { region: "IL".into(), ..Address::default() });
        assert_eq!(derive_place(&parse_address_line(home)).nearness(&region), Nearness::Region);
    }

    #[test]
    fn lines_in_one_field_are_read() {
        let line = Address { street: "100 Example St, Springfield, IL 62701".into(), ..Address::default() };
        let parts = parse_address_line("100 Example St, Springfield, IL 62701");
        assert_eq!(derive_place(&line).nearness(&derive_place(&parts)), Nearness::Street);
        let city = Address { city: "Springfield, IL".into(), ..Address::default() };
        assert_eq!(derive_place(&city).nearness(&derive_place(&parts)), Nearness::City);
    }
}
