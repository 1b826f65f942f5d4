//! The interchange shape of a person (docs/definitions.md): what tests, the lab and matching read.

use crate::personal::personal_debug;
use serde::{Deserialize, Serialize};

/// What kind of name a name is; it decides where the name may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The name on official papers today.
    #[default]
    Legal,
    /// The name used in public or on stream.
    Stage,
    /// A name no longer used. Hidden by default and never in a report.
    Former,
    /// A short or familiar form.
    Nickname,
    /// A family name from before a marriage.
    Maiden,
}

/// One name, in parts. Only one part need be filled.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Name {
    /// Given name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first: String,
    /// Middle names or initials, space separated.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub middle: String,
    /// Family name or names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last: String,
    /// Generation: `Jr`, `III`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// What kind of name it is.
    pub kind: NameKind,
}

impl Name {
    /// The parts that are filled, joined by one space: `"Juniper May Quillfeather"`.
    pub fn full(&self) -> String {
        [&self.first, &self.middle, &self.last, &self.suffix]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// When the person was born, as exactly as they chose to say.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Birth {
    /// The whole date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<jiff::civil::Date>,
    /// Only the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
}

impl Birth {
    /// The birth year, from the date where there is one.
    pub fn year(&self) -> Option<i16> {
        self.date.map(jiff::civil::Date::year).or(self.year)
    }
}

/// A postal address in parts. Only one part need be filled.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// House number, street and unit on one line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Town or city.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// State, province or county; a two-letter code where the country has them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// ZIP or postcode.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// ISO 3166 two-letter country code; empty when unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Whether the person lives there now.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub current: bool,
}

impl Address {
    /// The filled parts on one line: `"100 Example St, Springfield, IL 62701"`.
    pub fn line(&self) -> String {
        let area = [&self.region, &self.postcode]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        [self.street.as_str(), self.city.as_str(), area.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Somebody close to the person: a name to recognise and to warn, never to search.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relative {
    /// The relative's name as listings write it.
    pub name: String,
}

/// One person, as the interchange files write them. Every key is optional.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// All names, former ones included.
    pub names: Vec<Name>,
    /// Birth date or year.
    pub birth: Birth,
    /// Current and past addresses.
    pub addresses: Vec<Address>,
    /// Phone numbers as E.164: `+12175550142`.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Account names without `@`.
    pub usernames: Vec<String>,
    /// People listings may name beside the person.
    pub relatives: Vec<Relative>,
    /// Domains the person owns.
    pub domains: Vec<String>,
    /// Employers and schools.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<String>,
}

personal_debug!(Name, Birth, Address, Relative, Person);
