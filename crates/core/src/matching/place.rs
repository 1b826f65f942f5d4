//! Addresses: street, postcode, town and region, each as far as both sides give it.

use super::fold::{fold, words};
use super::street::{Street, StreetLikeness, read_street};
use crate::identifier::{parse_address_line, region_code};
use crate::person::Address;

/// An address in comparable parts; an empty part was not given.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    street: Option<Street>,
    city: String,
    region: String,
    /// Upper case without spaces; ZIP+4 and nine digits shrink to five.
    postcode: String,
    country: String,
    pub(super) current: bool,
}

/// The nearest that two addresses are, from farthest to nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
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
    /// The same street or house, but not known to be the same door.
    Road,
    Street,
}

impl Nearness {
    /// Log-odds (natural). A street is nearly a name; a region is nearly nothing.
    pub(super) fn weight(self) -> f64 {
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
            Self::Street => 5.0,
        }
    }
}

/// Brings an address into comparable parts, reading lines that hold several of them.
pub(super) fn derive_place(address: &Address) -> Place {
    let mut parts = address.clone();
    let line_in_street = parts.city.is_empty() && parts.postcode.is_empty() && parts.street.contains(',');
    let line_in_city = parts.city.contains(',') || parts.city.chars().any(|c| c.is_ascii_digit());
    if line_in_street || line_in_city {
        let read = parse_address_line(&address.line());
        parts =
            Address { country: if read.country.is_empty() { parts.country } else { read.country }, ..read };
    } else if parts.region.chars().any(|c| c.is_ascii_digit()) && parts.postcode.is_empty() {
        let read = parse_address_line(&format!("x, {}", address.region));
        (parts.region, parts.postcode) = (read.region, read.postcode);
    }
    let postcode = read_postcode(&parts.postcode);
    let canadian = parts.country.eq_ignore_ascii_case("CA")
        || (postcode.len() == 6
            && postcode.starts_with(|c: char| c.is_ascii_alphabetic())
            && postcode.ends_with(|c: char| c.is_ascii_digit()));
    Place {
        street: read_street(&parts.street, canadian),
        city: read_city(&parts.city),
        region: region_code(&parts.region).map_or_else(|| fold(&parts.region), str::to_lowercase),
        postcode,
        country: read_country(&parts.country),
        current: parts.current,
    }
}

fn read_postcode(text: &str) -> String {
    let kept: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let digits = !kept.is_empty() && kept.chars().all(|c| c.is_ascii_digit());
    if digits && kept.len() == 9 { kept.chars().take(5).collect() } else { kept }
}

fn read_country(text: &str) -> String {
    match fold(text).as_str() {
        "usa" | "united states" | "united states of america" => "us".to_owned(),
        "uk" | "united kingdom" | "great britain" | "england" | "scotland" | "wales" => "gb".to_owned(),
        "canada" => "ca".to_owned(),
        other => other.to_owned(),
    }
}

/// `St. Paul` is `saint paul`, `Ft Worth` is `fort worth`, `NYC` is `new york`.
fn read_city(text: &str) -> String {
    let spelled: Vec<String> = words(text)
        .into_iter()
        .map(|word| match word.as_str() {
            "st" => "saint".to_owned(),
            "ste" => "sainte".to_owned(),
            "mt" => "mount".to_owned(),
            "ft" => "fort".to_owned(),
            "n" => "north".to_owned(),
            "s" => "south".to_owned(),
            "e" => "east".to_owned(),
            "w" => "west".to_owned(),
            _ => word,
        })
        .collect();
    match spelled.join(" ").as_str() {
        "nyc" | "new york city" | "manhattan" => "new york".to_owned(),
        "washington dc" | "washington d c" => "washington".to_owned(),
        "philly" => "philadelphia".to_owned(),
        city => city.strip_prefix("city of ").unwrap_or(city).replace(' ', ""),
    }
}

impl Place {
    /// How near another address is.
    pub(super) fn nearness(&self, other: &Self) -> Nearness {
        let clash = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        let agree = |one: &str, other: &str| !one.is_empty() && one == other;
        let other_country = clash(&self.country, &other.country);
        let other_region = clash(&self.region, &other.region);
        let same_postcode = agree(&self.postcode, &other.postcode) && !other_country;
        let same_city = agree(&self.city, &other.city) && !other_region && !other_country;
        let street = match (&self.street, &other.street) {
            (Some(one), Some(other)) => Some(one.compare(other)),
            _ => None,
        };
        let somewhere_else = clash(&self.city, &other.city) || clash(&self.postcode, &other.postcode);
        // A street line alone is common: "100 Main St" is in every town.
        let located = same_postcode || same_city;
        match street {
            Some(StreetLikeness::Door) if located => return Nearness::Street,
            Some(StreetLikeness::Building | StreetLikeness::Road) if located => return Nearness::Road,
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
        } else if self.shares_area(other) {
            Nearness::Region
        } else if somewhere_else {
            Nearness::OtherCity
        } else {
            Nearness::Silent
        }
    }

    /// Only the beginning of a postcode, or only the region, is the same and nothing finer contradicts.
    fn shares_area(&self, other: &Self) -> bool {
        let cities_clash = !self.city.is_empty() && !other.city.is_empty() && self.city != other.city;
        let (short, long) =
            if self.postcode.len() <= other.postcode.len() { (self, other) } else { (other, self) };
        let begins = short.postcode.len() >= 2
            && short.postcode.len() < 5
            && long.postcode.starts_with(&short.postcode);
        let zips_clash = !short.postcode.is_empty() && !begins && short.postcode != long.postcode;
        let same_region = !self.region.is_empty() && self.region == other.region;
        !cities_clash && !zips_clash && (begins || same_region)
    }
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
        check("1 Example Road, Leeds, LS1 1AA", "1 Example Rd, Leeds, LS11AA", Nearness::Street);
        let region = Place { region: "il".into(), ..Place::default() };
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
