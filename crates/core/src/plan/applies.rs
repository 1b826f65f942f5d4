//! Whether a source covers a place where the person lives or lived.

use crate::law::country_of;
use crate::profile::Profile;
use crate::source::Definition;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whether a source covers the person's country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// It covers every country.
    Everywhere,
    /// It covers a country where the person lives or lived.
    Here,
    /// It covers only countries where they neither live nor lived.
    Elsewhere,
    /// It covers some countries, and theirs is not known.
    Unknown,
}

/// The two-letter codes (ISO 3166-1) of the countries of the person's addresses, current or past, hidden or not: nothing
/// is sent for it. Empty while none is known.
pub fn derive_countries(profile: &Profile) -> BTreeSet<String> {
    let person = profile.person();
    let countries = person.addresses.iter().map(country_of).filter(|country| !country.is_empty());
    countries.map(str::to_uppercase).collect()
}

/// Whether `definition` covers a country where the person lives or lived.
pub fn derive_applies(definition: &Definition, profile: &Profile) -> Applies {
    if definition.countries.is_empty() {
        return Applies::Everywhere;
    }
    let countries = derive_countries(profile);
    if countries.is_empty() {
        return Applies::Unknown;
    }
    let covers = |country: &String| countries.contains(&country.to_uppercase());
    if definition.countries.iter().any(covers) { Applies::Here } else { Applies::Elsewhere }
}
