//! What a record shows, in parts that can be compared with what another one shows.

use super::link::{LinkKey, derive_link_key};
use crate::listing::Listing;
use crate::personal::personal_debug;
use jiff::civil::Date;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// More of one kind than this is not read: a page may be hostile.
const MOST: usize = 64;
/// Longer texts are cut here.
const LONGEST: usize = 200;

/// One record as it was shown on one day.
#[derive(Clone)]
pub struct Shown {
    pub(super) link: Option<LinkKey>,
    pub(super) name: Option<Written>,
    pub(super) aliases: Vec<Written>,
    pub(super) age: Option<(u8, u8)>,
    /// Earliest and latest birth year.
    pub(super) born: Option<(i16, i16)>,
    pub(super) places: Vec<Place>,
    pub(super) phones: Vec<String>,
    pub(super) masked: Vec<String>,
    pub(super) emails: Vec<String>,
    pub(super) usernames: Vec<String>,
    pub(super) domains: Vec<String>,
    pub(super) relatives: Vec<Written>,
    /// Everything but the link, independent of the order of its lists.
    pub(super) facts: Vec<String>,
}

/// A name in words.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) words: Vec<String>,
    pub(super) generation: Option<&'static str>,
}

/// An address in words.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) house: Option<String>,
    pub(super) street: Vec<String>,
    pub(super) city: Vec<String>,
    pub(super) region: String,
    pub(super) postcode: String,
}

personal_debug!(Shown);

/// Reads what a listing showed on the day it was seen.
pub fn read_shown(listing: &Listing, seen: Date) -> Shown {
    let exact = |texts: &[String]| -> Vec<String> {
        texts
            .iter()
            .take(MOST)
            .map(|text| cut(text).to_lowercase().replace(char::is_whitespace, ""))
            .collect()
    };
    let names = |texts: &[String]| texts.iter().take(MOST).filter_map(|text| read_name(text)).collect();
    let (masked, phones): (Vec<String>, Vec<String>) =
        listing.phones.iter().take(MOST).map(|text| digits(text)).partition(|it| it.contains('*'));
    let (hidden, emails): (Vec<String>, Vec<String>) =
        exact(&listing.emails).into_iter().partition(|it| it.contains('*'));
    let year = seen.year();
    let age = listing
        .age
        .map(|age| (age, age))
        .or(listing.age_range.map(|[low, high]| (low.min(high), low.max(high))));
    let born = listing.birth_year.map(|born| (born, born));
    Shown {
        link: listing.url.as_deref().and_then(derive_link_key),
        name: listing.name.as_deref().and_then(read_name),
        aliases: names(&listing.alternative_names),
        age,
        born: born.or(age.map(|(low, high)| (year - i16::from(high) - 1, year - i16::from(low)))),
        places: listing.addresses.iter().take(MOST).map(read_place).collect(),
        phones: phones.into_iter().filter(|it| it.len() >= 7).collect(),
        masked: [masked, hidden].concat(),
        emails,
        usernames: exact(&listing.usernames),
        domains: exact(&listing.domains),
        relatives: names(&listing.relatives),
        facts: facts_of(listing),
    }
}

/// Every fact as a line, sorted, so that the order of a list does not matter.
fn facts_of(listing: &Listing) -> Vec<String> {
    let plain = Listing { url: None, ..listing.clone() };
    let mut lines = Vec::new();
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(&plain) {
        for (key, value) in fields {
            match value {
                // A range's two ends have their places; the other lists have none.
                serde_json::Value::Array(items) if key != "age_range" => {
                    lines.extend(items.iter().map(|item| format!("{key}\n{item}")));
                }
                other => lines.push(format!("{key}\n{other}")),
            }
        }
    }
    lines.sort();
    lines
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Lower-case words without accents; an apostrophe joins, everything else separates.
fn words(text: &str) -> Vec<String> {
    let folded: String = cut(text)
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '`' | '.'))
        .collect::<String>()
        .to_lowercase()
        .replace('ß', "ss");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn read_name(text: &str) -> Option<Written> {
    const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "dr", "prof", "md", "phd"];
    let mut generation = None;
    let mut kept = Vec::new();
    for word in words(text) {
        match word.as_str() {
            "jr" | "junior" => generation = Some("jr"),
            "sr" | "senior" => generation = Some("sr"),
            "ii" | "2nd" => generation = Some("ii"),
            "iii" | "3rd" => generation = Some("iii"),
            "iv" | "4th" => generation = Some("iv"),
            title if TITLES.contains(&title) => {}
            _ => kept.push(word),
        }
    }
    (!kept.is_empty()).then_some(Written { words: kept, generation })
}

fn read_place(address: &crate::person::Address) -> Place {
    const UNITS: [&str; 8] = ["apt", "apartment", "unit", "ste", "suite", "flat", "no", "app"];
    let mut street: Vec<String> = words(&address.street)
        .into_iter()
        .filter(|word| !UNITS.contains(&word.as_str()))
        .map(|word| {
            let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
            number
                .filter(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
                .map(str::to_owned)
                .unwrap_or(word)
        })
        .collect();
    let house = street.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let house = house.map(|at| street.remove(at));
    Place {
        house,
        street,
        city: words(&address.city),
        region: words(&address.region).concat(),
        postcode: words(&address.postcode).concat(),
    }
}

/// A phone's last nine digits, which no way of writing the country changes; with `*` where digits are covered.
fn digits(text: &str) -> String {
    let text = cut(text).to_lowercase();
    let before_extension = text.split("ext").next().unwrap_or_default();
    let covered = |c: char| matches!(c, '*' | '•' | 'x' | '#' | '_');
    let kept: Vec<char> = before_extension
        .chars()
        .filter_map(|c| if covered(c) { Some('*') } else { c.is_ascii_digit().then_some(c) })
        .collect();
    if kept.contains(&'*') {
        return kept.into_iter().collect();
    }
    kept.iter().skip(kept.len().saturating_sub(9)).collect()
}
