//! Addresses: street, postcode, town and region, each as far as both sides give it.

use super::street::{Street, StreetLikeness};
use super::town::Town;
use crate::matching::text::fold::is_one_slip;
use crate::matching::text::word::Word;

/// An address in comparable parts; an empty part was not given.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) street: Option<Street>,
    pub(crate) town: Town,
    /// A code in lower case, or other words written as one.
    pub(super) region: Word,
    /// Whether the region is a code, so that two of them can contradict.
    pub(super) coded: bool,
    /// Lower case without spaces; ZIP+4 and nine digits shrink to five.
    pub(super) postcode: Word,
    pub(super) country: Word,
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

/// Whether two towns may be one, so that they neither agree nor contradict: a letter apart, or one the end or the
/// beginning of the other.
fn may_be_one(one: &Word, other: &Word) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 5
        && (is_one_slip(one, other)
            || long.as_bytes().starts_with(short.as_bytes())
            || long.as_bytes().ends_with(short.as_bytes()))
}

impl Place {
    /// Whether it is the same house, as far as danger needs to know: the same street and number, and nothing that speaks
    /// against it. Doors in it are not compared.
    pub(super) fn is_same_house(&self, other: &Self) -> bool {
        matches!(self.nearness(other), Nearness::Street | Nearness::Building)
            || (self.street_likeness(other) >= Some(StreetLikeness::Building)
                && self.where_is(other).may_be_here())
    }

    fn street_likeness(&self, other: &Self) -> Option<StreetLikeness> {
        Some(self.street?.compare(other.street.as_ref()?))
    }

    /// How town, postcode, region and country compare.
    fn where_is(&self, other: &Self) -> Where {
        let clash = |one: &Word, other: &Word| !one.is_empty() && !other.is_empty() && one != other;
        let agree = |one: &Word, other: &Word| !one.is_empty() && one == other;
        let other_country = clash(&self.country, &other.country);
        let other_region = self.coded && other.coded && self.region != other.region;
        let same_postcode = agree(&self.postcode, &other.postcode) && !other_country;
        // "Didsbury, Manchester" has the city where others have the county.
        let as_region = |one: &Self, other: &Self| !one.coded && agree(&one.region, &other.town.name);
        let towns_agree = self.town.agrees(&other.town) || as_region(self, other) || as_region(other, self);
        let same_city = towns_agree && !other_region && !other_country;
        let cities_differ = clash(&self.town.name, &other.town.name) && !same_city;
        let towns_near = cities_differ && !other_region && may_be_one(&self.town.name, &other.town.name);
        let postcodes_differ = clash(&self.postcode, &other.postcode);
        let postcodes_near = postcodes_differ
            && self.postcode.len() == other.postcode.len()
            && is_one_slip(&self.postcode, &other.postcode);
        Where {
            other_country,
            other_region,
            same_postcode,
            same_city,
            cities_clash: cities_differ && !towns_near,
            postcodes_clash: postcodes_differ && !postcodes_near,
            near: (towns_near && (same_postcode || postcodes_near || agree(&self.region, &other.region)))
                || (postcodes_near && !cities_differ),
        }
    }

    /// How near another address is.
    pub(crate) fn nearness(&self, other: &Self) -> Nearness {
        let found = self.where_is(other);
        let street = self.street_likeness(other);
        let somewhere_else = found.cities_clash || found.postcodes_clash;
        // A street line alone is common: "100 Main St" is in every town.
        let located = found.same_postcode || found.same_city;
        let here = located || (found.near && !somewhere_else && !found.other_region && !found.other_country);
        match street {
            Some(StreetLikeness::Door) if here => return Nearness::Street,
            Some(StreetLikeness::Building) if here => return Nearness::Building,
            Some(StreetLikeness::Road) if located => return Nearness::Road,
            Some(StreetLikeness::Door) if found.may_be_here() => return Nearness::Road,
            _ => {}
        }
        let streets_differ = street == Some(StreetLikeness::Different);
        if located {
            return match (streets_differ, found.same_postcode) {
                (true, _) => Nearness::CityOtherStreet,
                (false, true) => Nearness::Postcode,
                (false, false) => Nearness::City,
            };
        }
        if found.other_country {
            Nearness::OtherCountry
        } else if found.other_region {
            Nearness::OtherRegion
        } else if self.shares_area(other, found.cities_clash) {
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

/// How two addresses compare but for their streets.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
struct Where {
    other_country: bool,
    other_region: bool,
    same_postcode: bool,
    same_city: bool,
    cities_clash: bool,
    postcodes_clash: bool,
    /// Town or postcode are a slip apart, and nothing else speaks against it.
    near: bool,
}

impl Where {
    fn may_be_here(&self) -> bool {
        !(self.cities_clash || self.postcodes_clash || self.other_region || self.other_country)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifier::parse_address_line;
    use crate::matching::place::read_place::derive_place;
    use crate::person::Address;

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
