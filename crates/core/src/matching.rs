//! "Is this me?": how a listing agrees and disagrees with a person, with reasons.
//!
//! A wrong *same* is the worst outcome (somebody else's record would be asked to go), a missed true record the second
//! worst. So *same* needs an agreeing name and something independent of it, or an exact contact without a name.
//!
//! 1. Both sides are read into words that compare quickly: `derive_known` for the person, once; the listing's fields as
//!    they are looked at. Case, accents, order and spacing are gone after that.
//! 2. Each field is compared by itself and says one sentence with a weight (natural log-odds, after Fellegi and Sunter, "A
//!    Theory for Record Linkage", 1969). In a list the best entry counts; only when none agrees does the worst.
//! 3. The weights are summed from a prior of -4; the logistic of the sum is the score: *same* from 0.90, *possible* from
//!    0.10, chosen on the labelled pairs in `tests/fixtures/matching`.
//! 4. Rules then hold the score between a floor and a ceiling (`weigh.rs`). A floor: an exact phone, e-mail address or domain
//!    beside a name, or the name at the street address. A ceiling: another generation, an age far off, a middle name that
//!    contradicts, a firm's name, one's own name among the relatives.
//! 5. Looser facts (a town, an age, a relative) beside a whole name make *same* only when they fit hardly anybody else:
//!    `namesake.rs` multiplies how many people share the name, the town, the age and the rest, and a quarter of one other
//!    person by expectation is the most; a twentieth, and three facts, where a field speaks against. So a rare name in a
//!    small town is enough, and John Smith, 46, in a city is not.
//!
//! More agreement never lowers the score and more disagreement never raises it: every part is the best or the worst of a
//! list, every count goes one way, and `tests/matching_properties.rs` tries each field.

mod age;
mod because;
mod collect;
pub(crate) mod contact;
mod evidence;
mod known;
pub(crate) mod name;
pub(crate) mod place;
pub(crate) mod text;
mod weigh;
mod words;
mod work;

pub use because::Because;
pub use known::{Known, derive_known};
pub(crate) use place::read_place::is_same_house;
pub(crate) use place::street_word::{is_box_word, is_unit_word, street_kind};
pub(crate) use text::fold::fold;
pub(crate) use text::word::Word;

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

/// One comparison. `because` never carries a value, so that it can be shown on a shared screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What was compared.
    pub field: Field,
    /// Whether it speaks for the person.
    pub agrees: bool,
    /// Why: [`Because::words`] says it in a sentence.
    pub because: Because,
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
    weigh::weigh(collect::collect_evidence(known, listing))
}
