//! One street line, normalised: number, street words, kind of street, directions, unit.

use super::fold::words;

/// A street line in comparable parts.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Street {
    /// House number, or the number of a post-office box; empty when not shown.
    pub(super) number: String,
    pub(super) is_box: bool,
    name: Vec<String>,
    kind: Option<&'static str>,
    directions: Vec<&'static str>,
    pub(super) unit: String,
}

/// How two street lines compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StreetLikeness {
    /// Another street or another house.
    Different,
    /// The same street, but no house number on one side.
    Road,
    /// The same house, but another unit in it.
    Building,
    /// The same house, and the same unit where both show one.
    Door,
}

/// Kinds of street with their usual abbreviations: USPS Publication 28, appendix C1, and British and Canadian use.
const KINDS: &[(&str, &str)] = &[
    ("st", "street str strt"),
    ("ave", "avenue av aven"),
    ("rd", "road"),
    ("dr", "drive drv"),
    ("ln", "lane"),
    ("ct", "court crt"),
    ("blvd", "boulevard boul blv"),
    ("cir", "circle circ"),
    ("pl", "place plc"),
    ("ter", "terrace terr"),
    ("way", "wy"),
    ("pkwy", "parkway pky pkway"),
    ("hwy", "highway hiway"),
    ("sq", "square sqr"),
    ("trl", "trail tr"),
    ("cres", "crescent cr cresc"),
    ("clos", "close cl"),
    ("gdns", "gardens garden gdn"),
    ("gr", "grove grv"),
    ("loop", "lp"),
    ("aly", "alley ally"),
    ("rte", "route rt"),
    ("expy", "expressway"),
    ("plz", "plaza"),
    ("pt", "point"),
    ("cv", "cove"),
    ("xing", "crossing"),
    ("rdg", "ridge"),
    ("hl", "hill"),
    ("hls", "hills"),
    ("hts", "heights"),
    ("mws", "mews"),
    ("row", ""),
    ("walk", ""),
    ("path", ""),
    ("run", ""),
    ("pass", ""),
];

/// Directions (USPS Publication 28, section 233).
const DIRECTIONS: &[(&str, &str)] = &[
    ("n", "north no"),
    ("s", "south so"),
    ("e", "east"),
    ("w", "west"),
    ("ne", "northeast"),
    ("nw", "northwest"),
    ("se", "southeast"),
    ("sw", "southwest"),
];

/// Words before a unit (USPS Publication 28, appendix C2, and British use).
const UNITS: &[&str] = &[
    "apt",
    "apartment",
    "unit",
    "ste",
    "suite",
    "flat",
    "fl",
    "floor",
    "rm",
    "room",
    "bldg",
    "building",
    "lot",
    "trlr",
    "trailer",
    "spc",
    "space",
    "no",
    "ph",
    "penthouse",
];

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

fn look_up(table: &[(&'static str, &str)], word: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(short, long)| *short == word || long.split(' ').any(|form| !form.is_empty() && form == word))
        .map(|(short, _)| *short)
}

/// Reads a street line; `None` when there is nothing in it. `canadian` lets `5-100 Example St` be unit 5 at 100.
pub(super) fn read_street(text: &str, canadian: bool) -> Option<Street> {
    let spaced = text.replace('#', " unit ");
    let mut street = Street::default();
    let first = spaced.split_whitespace().next().unwrap_or_default();
    let hyphened = first.split_once('-').filter(|(before, after)| is_number(before) && is_number(after));
    let mut rest = words(&spaced);
    if let Some((before, after)) = hyphened {
        let (unit, number) =
            if canadian { (before, after.to_owned()) } else { ("", format!("{before}-{after}")) };
        unit.clone_into(&mut street.unit);
        rest.drain(..2.min(rest.len()));
        street.number = number;
    }
    take_box(&mut rest, &mut street);
    take_unit(&mut rest, &mut street);
    if street.number.is_empty()
        && rest.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    {
        let ordinal = rest.first().is_some_and(|word| is_ordinal(word));
        if !ordinal {
            street.number = rest.remove(0);
        }
    }
    // A trailing unit without its word: "100 Example St 4B".
    if street.unit.is_empty()
        && rest.len() > 2
        && rest.last().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !is_ordinal(word))
        && rest
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|word| look_up(KINDS, word).is_some() || look_up(DIRECTIONS, word).is_some())
    {
        street.unit = rest.pop().unwrap_or_default();
    }
    take_directions(&mut rest, &mut street);
    if rest.len() > 1
        && let Some(kind) = rest.last().and_then(|word| look_up(KINDS, word))
    {
        street.kind = Some(kind);
        rest.pop();
    }
    street.name = rest.iter().map(|word| street_word(word)).collect();
    let nothing = street.name.is_empty() && street.number.is_empty() && !street.is_box;
    (!nothing).then_some(street)
}

impl Street {
    /// Compares two street lines; towns and postcodes are not looked at.
    pub(super) fn compare(&self, other: &Self) -> StreetLikeness {
        let kinds_differ = self.kind.is_some() && other.kind.is_some() && self.kind != other.kind;
        let turned = !self.directions.is_empty()
            && !other.directions.is_empty()
            && self.directions != other.directions;
        let nameless = self.name.is_empty() && !self.is_box;
        if self.is_box != other.is_box
            || self.name.concat() != other.name.concat()
            || kinds_differ
            || turned
            || nameless
        {
            return StreetLikeness::Different;
        }
        if self.number.is_empty() || other.number.is_empty() {
            return if self.is_box { StreetLikeness::Different } else { StreetLikeness::Road };
        }
        if self.number != other.number {
            return StreetLikeness::Different;
        }
        let units_differ = !self.unit.is_empty() && !other.unit.is_empty() && self.unit != other.unit;
        if units_differ { StreetLikeness::Building } else { StreetLikeness::Door }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    is_number(digits) && matches!(word.strip_prefix(digits), Some("st" | "nd" | "rd" | "th"))
}

/// `PO Box 12`, `P.O. Box 12`, `Post Office Box 12`, `POB 12`.
fn take_box(rest: &mut Vec<String>, street: &mut Street) {
    let is = |at: usize, word: &str| rest.get(at).is_some_and(|found| found == word);
    let used = if is(0, "pob") || is(0, "pobox") || is(0, "box") {
        1
    } else if is(0, "po") && is(1, "box") {
        2
    } else if (is(0, "p") && is(1, "o") || is(0, "post") && is(1, "office")) && is(2, "box") {
        3
    } else {
        return;
    };
    street.is_box = true;
    street.number = rest.get(used).cloned().unwrap_or_default();
    rest.clear();
}

/// A unit after the street (`Apt 4B`) or before it (`Flat 2, 10 Example Road`).
fn take_unit(rest: &mut Vec<String>, street: &mut Street) {
    let Some(at) = rest.iter().position(|word| UNITS.contains(&word.as_str())) else { return };
    let follows_number = at > 0 || rest.get(1).is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()));
    if !follows_number || (at > 0 && at < 2) {
        return;
    }
    // "Unit # 4" gives the word twice.
    let end = if at == 0 { 2.min(rest.len()) } else { rest.len() };
    let unit: Vec<String> = rest.drain(at..end).filter(|word| !UNITS.contains(&word.as_str())).collect();
    if !unit.is_empty() {
        street.unit = unit.concat();
    }
}

fn take_directions(rest: &mut Vec<String>, street: &mut Street) {
    if rest.len() > 1
        && let Some(direction) = rest.last().and_then(|word| look_up(DIRECTIONS, word))
    {
        street.directions.push(direction);
        rest.pop();
    }
    // "West St" is a street called West: something besides the kind must be left.
    let left = rest.len() - usize::from(rest.last().is_some_and(|word| look_up(KINDS, word).is_some()));
    if left > 1
        && let Some(direction) = rest.first().and_then(|word| look_up(DIRECTIONS, word))
    {
        street.directions.push(direction);
        rest.remove(0);
    }
    street.directions.sort_unstable();
}

/// Inside a name: `fifth` and `5th` are `5`, `St` is `Saint`, `Mt` is `Mount`.
fn street_word(word: &str) -> String {
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return (at + 1).to_string();
    }
    if is_ordinal(word) {
        return word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
    }
    match word {
        "st" => "saint".to_owned(),
        "mt" => "mount".to_owned(),
        "ft" => "fort".to_owned(),
        _ => look_up(KINDS, word).map_or_else(|| word.to_owned(), str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: StreetLikeness) {
        let read = |text| read_street(text, false).unwrap();
        assert_eq!(read(one).compare(&read(other)), expected, "{one:?} {other:?}");
        assert_eq!(read(other).compare(&read(one)), expected, "{other:?} {one:?}");
    }

    #[test]
    fn one_door_is_written_in_many_ways() {
        for (one, other) in [
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
        ] {
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
        check("Example St", "100 Example Street", StreetLikeness::Road);
        let canadian = |text| read_street(text, true).unwrap();
        assert_eq!(
            canadian("5-100 Example St").compare(&canadian("100 Example St Unit 5")),
            StreetLikeness::Door
        );
    }
}
