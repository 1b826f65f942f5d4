//! One street line in comparable parts: number, street words, kind of street, directions, unit.

use crate::matching::text::fold::is_one_slip;
use crate::matching::text::word::{Word, join};

/// A street line in comparable parts; what was not shown is empty.
#[derive(Clone, Copy, Default)]
pub(crate) struct Street {
    /// House number, or the number of a post-office box.
    pub(crate) number: Word,
    /// The end of a range of numbers: `100-102`.
    pub(crate) upto: Word,
    pub(crate) is_box: bool,
    /// The street's words written as one.
    pub(crate) name: Word,
    pub(crate) kind: Option<Word>,
    /// One bit each for north, south, east and west.
    pub(crate) directions: u8,
    pub(crate) unit: Word,
    /// A floor, a building or a lot, apart from a door's number.
    pub(crate) floor: Word,
    /// The unit is the letter of the house number: `1500B`.
    pub(crate) lettered: bool,
    /// The number stands behind the name, as in Germany, where `5a` is a house of its own.
    pub(crate) behind: bool,
}

/// How two street lines compare, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StreetLikeness {
    /// Another street or another house.
    Different,
    /// The same street, but no house number on one side.
    Road,
    /// The same house, but another unit in it.
    Building,
    /// The same house, and the same unit where both show one.
    Door,
}

impl Street {
    /// Compares two street lines; towns and postcodes are not looked at.
    pub(crate) fn compare(&self, other: &Self) -> StreetLikeness {
        let turned = self.directions != 0 && other.directions != 0 && self.directions != other.directions;
        let nameless = self.name.is_empty() && !self.is_box;
        let parts = |one: &Word, other: &Word| {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            other.len() >= 5 && one.len() > other.len() && (one.starts_with(other) || one.ends_with(other))
        };
        // A house with a name, with or without the street it is on.
        if self.number.is_empty()
            && other.number.is_empty()
            && (parts(&self.name, &other.name) || parts(&other.name, &self.name))
        {
            return StreetLikeness::Road;
        }
        if self.is_box != other.is_box || turned || nameless || !self.same_name(other) {
            return StreetLikeness::Different;
        }
        if self.number.is_empty() || other.number.is_empty() {
            return if self.is_box { StreetLikeness::Different } else { StreetLikeness::Road };
        }
        if !self.same_number(other) && !other.same_number(self) {
            return StreetLikeness::Different;
        }
        if self.other_door(other) || other.other_door(self) {
            StreetLikeness::Building
        } else {
            StreetLikeness::Door
        }
    }

    /// One name and kind. A letter may be wrong in a longer name where the number is right, and a kind may be missing or
    /// be part of the name: `Oak Hill` and `Oak Hill Rd`.
    fn same_name(&self, other: &Self) -> bool {
        let kinds_differ = self.kind.is_some() && other.kind.is_some() && self.kind != other.kind;
        let whole = |street: &Self| street.kind.map_or(street.name, |kind| join(&[street.name, kind]));
        if self.name == other.name {
            return !kinds_differ;
        }
        if self.is_box {
            return false;
        }
        if self.name == whole(other) || other.name == whole(self) {
            return true;
        }
        let slip = self.name.len().min(other.name.len()) >= 6
            && self.name.as_bytes().first() == other.name.as_bytes().first()
            && !self.name.has_digit()
            && is_one_slip(&self.name, &other.name);
        slip && !kinds_differ && !self.number.is_empty() && self.number == other.number
    }

    /// Whether the doors shown contradict each other. A floor, a lot or a building is no door of the same number, and a
    /// house behind whose number a letter stands is a house of its own.
    fn other_door(&self, other: &Self) -> bool {
        let differ = |one: &Word, other: &Word| !one.is_empty() && !other.is_empty() && one != other;
        let only = |one: &Word, other: &Word| !one.is_empty() && other.is_empty();
        differ(&self.unit, &other.unit)
            || differ(&self.floor, &other.floor)
            || (only(&self.unit, &self.floor) && only(&other.floor, &other.unit))
            || (self.lettered && self.behind && other.unit.is_empty())
    }

    /// Whether the other's number is this one, or in this one's range.
    fn same_number(&self, other: &Self) -> bool {
        let value =
            |word: &Word| std::str::from_utf8(word.as_bytes()).ok().and_then(|text| text.parse::<u32>().ok());
        if self.number == other.number
            && (self.upto.is_empty() || other.upto.is_empty() || self.upto == other.upto)
        {
            return true;
        }
        // "12-34" and "1234" in Queens.
        if !self.upto.is_empty() && join(&[self.number, self.upto]) == other.number {
            return true;
        }
        match (value(&self.number), value(&self.upto), value(&other.number)) {
            (Some(start), Some(end), Some(number)) if other.upto.is_empty() => {
                (start..=end).contains(&number)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::place::read_street::read_street;

    fn check(one: &str, other: &str, expected: StreetLikeness) {
        let read = |text| read_street(text, false).unwrap();
        assert_eq!(read(one).compare(&read(other)), expected, "{one:?} {other:?}");
        assert_eq!(read(other).compare(&read(one)), expected, "{other:?} {one:?}");
    }

    #[test]
    fn one_door_is_written_in_many_ways() {
        let pairs = [
            ("100 Example St", "100 EXAMPLE STREET"),
            ("100 N Example Ave", "100 North Example Avenue"),
            ("100 N. Example Ave.", "100 Example Ave N"),
            ("100 Example St Apt 4B", "100 Example Street #4B"),
            ("100 Example St Apt 4B", "100 Example St 4b"),
            ("100 Example St, Unit 4", "100 Example St"),
            ("Flat 2, 10 Example Road", "10 Example Rd Flat 2"),
            ("100 Fifth Ave", "100 5th Avenue"),
            ("100 5 Ave", "100 5th Avenue"),
            ("P.O. Box 12", "PO BOX 12"),
            ("Post Office Box 12", "POB 12"),
            ("100 St. Example's Rd", "100 Saint Examples Road"),
            ("100 West St", "100 West Street"),
            ("100 Example", "100 Example St"),
            ("45-12 Example Blvd", "45-12 Example Boulevard"),
            ("4521 N.W. Example 23 Ave", "4521 NW Example 23rd Avenue"),
            ("29 Example Ave 2nd Floor", "29 Example Avenue Fl 2"),
            ("1450 Example Grand Concourse 6F", "1450 Example Grand Concourse Apt 6F"),
            ("309 Example MLK Jr Blvd", "309 Example Martin Luther King Boulevard"),
            ("Beispielstr. 24", "Beispielstraße 24"),
            ("2/1 15 Example Terrace", "Flat 2/1, 15 Example Ter"),
            ("2/1 15 Example Terrace", "15 Example Ter"),
            ("3b/221 Example Rd", "221 Example Road Flat 3B"),
            ("RD 2 Box 88", "Rural Route 2, Box 88"),
            ("1901 Example Ave #PH2", "1901 Example Ave PH 2"),
            ("45-12 Example Blvd", "4512 Example Boulevard"),
            ("12-34 Example Ave", "1234 Example Ave"),
            ("100 W 42nd St", "100 West Forty-Second Street"),
            ("1200 rue Exemple Ouest, app. 5", "1200 Rue Exemple O"),
            ("1200 rue Exemple Ouest", "1200 Exemple St W"),
            ("100-102 Example St", "102 Example Street"),
            ("100 1/2 Example St", "100 1/2 Example Street"),
            ("7 County Road 5", "7 Co Rd 5"),
            ("7 CR 5", "7 County Rd 5"),
            ("7 State Route 9", "7 SR 9"),
            ("C/ Ejemplo 14", "Calle Ejemplo, 14"),
            ("77, rue Exemple", "77 Rue Exemple app 3"),
            ("410 UNIT 100 EXAMPLE ST", "410 Example St Unit 100"),
            ("410 UNIT 100 EXAMPLE ST", "410 Example Street"),
            ("Flat 2, 92-92A Example Road", "92 Example Rd Flat 2"),
            ("1449 Example Ct B100", "1449 Example Court Unit B100"),
            ("1500B EXAMPLE ST", "1500 Example St Apt B"),
            ("1500B EXAMPLE ST", "1500 Example St"),
            ("123½ Main St", "123 1/2 Main Street"),
            ("00123 MAIN ST", "123 Main St"),
            ("12 NJ-27", "12 State Route 27"),
            ("12 NJ-27", "12 Route 27"),
            ("12 FM 407", "12 Farm to Market Road 407"),
            ("12 CR 400N", "12 County Road 400 N"),
            ("12 M L King Blvd", "12 Martin Luther King Jr Blvd"),
            ("12 Dr. Martin Luther King Jr. Boulevard", "12 MLK Blvd"),
            ("12 Example Hollow", "12 Example Holw"),
            ("12 Example Hollow Rd", "12 Example Holw Road"),
            ("12 LITTLE W 12TH STR", "12 Little West 12th Street"),
            ("Rose Cottage, 4 Church Lane", "4 Church Ln"),
            ("Hauptstrasse 5 A", "Hauptstr. 5a"),
            ("Haupt Straße 5a", "Hauptstrasse 5 A"),
            ("12bis rue Exemple", "12 bis, rue Exemple"),
            ("100 Example Street, The Grand, Apt 4", "100 Example St Apt 4"),
            ("100 Example Street The Grand Apt 4", "100 Example St Apt 4"),
            ("The Grand, 100 Example Street", "100 Example St"),
            ("Calle Ejemplo 14, 3 B", "C/ Ejemplo 14 3º B"),
            ("Voorbeeldlaan 12", "Voorbeeldlaan 12"),
            ("Via Esempio, 5", "via Esempio 5"),
            ("12 The Avenue", "12 The Avenue"),
            ("100 Oak Hill", "100 Oak Hill Rd"),
            ("100 Exampel Street", "100 Example St"),
            ("12 Example Ave Bldg 3 Apt 4", "12 Example Avenue Apt 4"),
        ];
        let read = |text| read_street(text, false).unwrap();
        let other: Vec<_> = pairs
            .iter()
            .filter(|(one, other)| read(one).compare(&read(other)) != StreetLikeness::Door)
            .collect();
        assert!(other.is_empty(), "not one door: {other:#?}");
        for (one, other) in pairs {
            check(one, other, StreetLikeness::Door);
        }
    }

    #[test]
    fn other_doors_are_other() {
        check("100 Example St", "102 Example St", StreetLikeness::Different);
        check("100 1st St", "100 1st Ave", StreetLikeness::Different);
        check("100 N Example St", "100 S Example St", StreetLikeness::Different);
        check("PO Box 12", "PO Box 13", StreetLikeness::Different);
        check("12 Box St", "PO Box 12", StreetLikeness::Different);
        check("100 Example St Apt 1", "100 Example St Apt 2", StreetLikeness::Building);
        check("100 1/2 Example St", "100 Example Street", StreetLikeness::Different);
        check("123 Main St Apt 4", "123 Main St Fl 4", StreetLikeness::Building);
        check("123 Main St Bldg 4", "123 Main St Apt 4", StreetLikeness::Building);
        check("123 Main St Lot 4", "123 Main St Apt 4", StreetLikeness::Building);
        check("Hauptstrasse 5a", "Hauptstrasse 5", StreetLikeness::Building);
        check("Hauptstrasse 5a", "Hauptstrasse 5b", StreetLikeness::Building);
        check("12 The Avenue", "12 The Street", StreetLikeness::Different);
        check("12 FM 407", "12 FM 408", StreetLikeness::Different);
        check("12 CR 400N", "12 CR 400S", StreetLikeness::Different);
        check("12 NJ-27", "12 NJ-28", StreetLikeness::Different);
        check("100-102 Example St", "104 Example Street", StreetLikeness::Different);
        check("1** Example St", "100 Example Street", StreetLikeness::Road);
        check("7 County Road 5", "7 County Road 6", StreetLikeness::Different);
        check("Example St", "100 Example Street", StreetLikeness::Road);
        let canadian = |text| read_street(text, true).unwrap();
        assert_eq!(
            canadian("5-100 Example St").compare(&canadian("100 Example St Unit 5")),
            StreetLikeness::Door
        );
    }
}
