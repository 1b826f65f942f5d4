//! Templates: texts with placeholders, such as `https://example.com/{first|lower|hyphen}-{last}?city={city}`.

mod address;
mod body;
mod header;
mod piece;

pub use address::{Template, TemplateFlaw};
pub use body::{BodyFlaw, BodyTemplate, BodyType};
pub use header::HeaderTemplate;

use crate::person::{Address, Name};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Values by placeholder name, as they stand before encoding.
pub type Values = BTreeMap<Placeholder, String>;

/// The facts a template can ask for. There is none for a relative: relatives cannot be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// Given name.
    First,
    /// Family name.
    Last,
    /// City of one address.
    City,
    /// Region code of that address.
    Region,
    /// Region name of that address.
    RegionName,
    /// Postcode of that address.
    Postcode,
    /// Street line of that address.
    Street,
    /// Account name.
    Username,
    /// E-mail address.
    Email,
    /// Phone as E.164.
    Phone,
    /// The phone's national digits.
    PhoneNational,
    /// Registrable domain.
    Domain,
}

impl Placeholder {
    /// Every placeholder.
    pub const ALL: [Self; 12] = [
        Self::First,
        Self::Last,
        Self::City,
        Self::Region,
        Self::RegionName,
        Self::Postcode,
        Self::Street,
        Self::Username,
        Self::Email,
        Self::Phone,
        Self::PhoneNational,
        Self::Domain,
    ];

    const NAMES: [(&'static str, Self); 12] = [
        ("first", Self::First),
        ("last", Self::Last),
        ("city", Self::City),
        ("region", Self::Region),
        ("region_name", Self::RegionName),
        ("postcode", Self::Postcode),
        ("street", Self::Street),
        ("username", Self::Username),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("phone_national", Self::PhoneNational),
        ("domain", Self::Domain),
    ];

    /// The name used between braces.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, placeholder)| *placeholder == self).map_or("", |(name, _)| *name)
    }

    /// The values a name gives.
    pub fn of_name(name: &Name) -> Values {
        filled([(Self::First, name.first.clone()), (Self::Last, name.last.clone())])
    }

    /// The values an address gives.
    pub fn of_address(address: &Address) -> Values {
        let region_name =
            crate::identifier::region_name(&address.region).unwrap_or(&address.region).to_owned();
        filled([
            (Self::City, address.city.clone()),
            (Self::Region, address.region.clone()),
            (Self::RegionName, region_name),
            (Self::Postcode, address.postcode.clone()),
            (Self::Street, address.street.clone()),
        ])
    }

    /// The values a phone gives.
    pub fn of_phone(e164: &str) -> Values {
        let national = e164.strip_prefix("+1").or_else(|| e164.strip_prefix("+44")).unwrap_or(e164);
        filled([(Self::Phone, e164.to_owned()), (Self::PhoneNational, national.to_owned())])
    }
}

fn filled<const N: usize>(pairs: [(Placeholder, String); N]) -> Values {
    pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests;
