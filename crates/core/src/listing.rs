//! A listing: what one source shows about somebody, in the interchange shape (docs/definitions.md).

use crate::fact::Fact;
use crate::person::Address;
use crate::personal::personal_debug;
use serde::{Deserialize, Serialize};

/// One record shown by a source. Every key is optional; unknown keys are ignored.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// The name as the source writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// "Also known as".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternative_names: Vec<String>,
    /// Age in years as shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// Youngest and oldest age of a shown range, both inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_range: Option<[u8; 2]>,
    /// Birth year as shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i16>,
    /// Addresses, as complete as shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Phone numbers as shown, perhaps masked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// E-mail addresses as shown, perhaps masked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Names of relatives and associates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relatives: Vec<String>,
    /// Account names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub usernames: Vec<String>,
    /// Domains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Other facts in the source's own words: a breach's name, an employer, a biography.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// Kinds of facts a person saw there without writing down the values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds_seen: Vec<Fact>,
    /// Where the record itself can be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The host that the record's link leads to, where that is another site than the source's own: to be read, never to
    /// be followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

impl Listing {
    /// Whether the listing gives any fact at all (a link alone is not a fact).
    pub fn is_empty(&self) -> bool {
        *self == Self { url: self.url.clone(), elsewhere: self.elsewhere.clone(), ..Self::default() }
    }
}

personal_debug!(Listing);
