//! "Is this me?": how a listing agrees and disagrees with a person, with reasons.
//!
//! A wrong *same* is the worst outcome (somebody else's record would be asked to go), a missed true record the second
//! worst. So *same* needs an agreeing name and something independent of it, or an exact contact without a name.

mod age;
mod alike;
mod contact;
mod evidence;
mod family;
mod first;
mod fold;
mod known;
mod name;
mod named;
mod namesake;
mod nickname;
mod phone;
mod place;
mod script;
mod street;
mod street_part;
mod street_word;
mod town;
mod weigh;
mod word;
mod work;
mod written;

pub use known::{Known, derive_known};

use crate::listing::Listing;
use crate::person::Person;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How sure the match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// Somebody else.
    Other,
    /// Could be.
    Possible,
    /// The person.
    Same,
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Names, alternative names included.
    Name,
    /// Age or birth year.
    Age,
    /// Street, city, region or postcode.
    Address,
    /// Phone numbers.
    Phone,
    /// E-mail addresses.
    Email,
    /// Account names.
    Username,
    /// Relatives.
    Relative,
    /// Domains.
    Domain,
    /// Employer or school.
    Affiliation,
}

/// One comparison in plain words. `because` never carries a value, so that it can be shown on a shared screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What was compared.
    pub field: Field,
    /// Whether it speaks for the person.
    pub agrees: bool,
    /// A value-free sentence: "The phone number is one of yours."
    pub because: String,
}

/// The result of matching one listing to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// How sure.
    pub verdict: Likeness,
    /// 0 (certainly somebody else) to 1 (certainly the person).
    pub score: f64,
    /// Every comparison that weighed, strongest first.
    pub reasons: Vec<Comparison>,
}

/// Matches one listing to a person; `today` turns birth dates into ages. Total: any text gives a match, never a panic.
///
/// For many listings of one person, [`derive_known`] once and [`match_known`] for each is faster.
pub fn match_listing(person: &Person, listing: &Listing, today: Date) -> Match {
    match_known(&derive_known(person, today), listing)
}

/// Matches one listing to a person already brought into comparable parts.
pub fn match_known(known: &Known, listing: &Listing) -> Match {
    weigh::weigh(evidence::collect_evidence(known, listing))
}
