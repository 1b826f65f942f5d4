//! Identifiers: one searchable fact each. A kind is one file here and one variant below.

mod address;
mod affiliation;
mod birth;
mod domain;
mod email;
mod name;
mod phone;
mod relative;
mod username;

pub(crate) use address::{australian_state, country_code, is_cut, region_code, region_name, without_remarks};
pub use address::{parse_address, parse_address_line};
pub use affiliation::parse_affiliation;
pub use birth::parse_birth;
pub use domain::parse_domain;
pub use email::parse_email;
pub use name::parse_name;
pub use phone::{DialCode, parse_phone, show_phone};
pub use relative::parse_relative;
pub use username::parse_username;

use crate::person::{Address, Birth, Name, Relative};
use crate::personal::Personal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What kind of fact an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A name of the person.
    Name,
    /// An account name.
    Username,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A postal address.
    Address,
    /// Birth date or year.
    Birth,
    /// A domain the person owns.
    Domain,
    /// Somebody close to the person; recorded, never searched.
    Relative,
    /// An employer or school.
    Affiliation,
}

/// Names one identifier within its case; random, made by the app.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdentifierId(pub String);

/// The fact itself.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A name of the person.
    Name(Name),
    /// An account name without `@`.
    Username(String),
    /// An e-mail address, as typed but trimmed.
    Email(String),
    /// A phone number as E.164.
    Phone(String),
    /// A postal address.
    Address(Address),
    /// Birth date or year.
    Birth(Birth),
    /// A registrable domain in lower case.
    Domain(String),
    /// Somebody close to the person.
    Relative(Relative),
    /// An employer or school.
    Affiliation(String),
}

crate::personal::personal_debug!(Value);

impl Value {
    /// The kind of this fact.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Name(_) => Kind::Name,
            Self::Username(_) => Kind::Username,
            Self::Email(_) => Kind::Email,
            Self::Phone(_) => Kind::Phone,
            Self::Address(_) => Kind::Address,
            Self::Birth(_) => Kind::Birth,
            Self::Domain(_) => Kind::Domain,
            Self::Relative(_) => Kind::Relative,
            Self::Affiliation(_) => Kind::Affiliation,
        }
    }

    /// The fact on one line, as a person would write it.
    pub fn line(&self) -> String {
        match self {
            Self::Name(name) => name.full(),
            Self::Address(address) => address.line(),
            Self::Birth(birth) => birth
                .date
                .map(|date| date.to_string())
                .or_else(|| birth.year.map(|year| year.to_string()))
                .unwrap_or_default(),
            Self::Relative(relative) => relative.name.clone(),
            Self::Phone(phone) => show_phone(phone),
            Self::Username(text) | Self::Email(text) | Self::Domain(text) | Self::Affiliation(text) => {
                text.clone()
            }
        }
    }
}

/// One fact of the profile with the person's wishes about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Its name within the case.
    pub id: IdentifierId,
    /// The fact.
    pub value: Personal<Value>,
    /// Whether a check may send it. `false` is *never send*.
    pub may_send: bool,
    /// Whether it must never be shown: no report, title, log or notification.
    pub hidden: bool,
}

/// Why a typed value was not taken. Each has a sentence of advice in the UI; nothing typed is lost.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rejected {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Longer than any value of this kind.
    #[error("the text is too long")]
    TooLong,
    /// Control characters, or characters this kind never has.
    #[error("a character does not belong here")]
    StrangeCharacter,
    /// No `@`, or no domain behind it.
    #[error("this is not a whole e-mail address")]
    NotAnEmail,
    /// Too few or too many digits.
    #[error("the number of digits does not fit a phone number")]
    NotAPhone,
    /// A national number without a country to read it in.
    #[error("the country code is missing")]
    CountryCodeMissing,
    /// Not a date, or no such day.
    #[error("this is not a date")]
    NotADate,
    /// In the future, or more than 120 years ago.
    #[error("the date cannot be a birth date")]
    NotABirthDate,
    /// The person would be under 18: this app is for adults.
    #[error("the person is a minor")]
    Minor,
    /// Not a domain that can be registered.
    #[error("this is not a domain")]
    NotADomain,
    /// An address of only one vague part.
    #[error("the address needs at least a city or a postcode")]
    AddressTooVague,
}

/// A rejected value of several parts, with the part it belongs to: `first`, `postcode`.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("{part}: {why}")]
pub struct RejectedPart {
    /// The part, by its field's name.
    pub part: &'static str,
    /// Why.
    pub why: Rejected,
}

/// Trims, folds inner white space to one space and refuses control characters and more than `most` characters.
fn tidy(text: &str, most: usize) -> Result<String, Rejected> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most {
        return Err(Rejected::TooLong);
    }
    if text.chars().any(|c| c.is_control() || is_direction_mark(c)) {
        return Err(Rejected::StrangeCharacter);
    }
    Ok(text)
}

/// Invisible marks that could make one value look like another.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
