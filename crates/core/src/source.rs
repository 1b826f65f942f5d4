//! Sources as data: the shape of one definition file (assets/sources/<category>/<id>.toml, docs/definitions.md).

pub mod catalogue;
mod example;
pub mod lint;
mod probe;
mod removal;
mod template;

pub use catalogue::Catalogue;
pub use example::{Control, Example};
pub use probe::{
    AddressPointers, Hand, HandWhy, Json, JsonFields, JsonListings, Key, KeyPlace, Page, PageField,
    PageFields, PageListings, Presence, Probe, Refusal, Sign,
};
pub use removal::{Ask, How, Removal};
pub use template::{Placeholder, Template, TemplateFlaw, Values};

use serde::{Deserialize, Serialize};

/// The permanent name of a source: lower-case letters, digits and dashes; the file's name without `.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

/// What a listing may give away; decides harm (docs/threat-model.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A street address.
    StreetAddress,
    /// Town and region only.
    City,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A legal name.
    Name,
    /// An account name.
    Username,
    /// Age or birth date.
    Age,
    /// Relatives and associates.
    Relatives,
    /// Employer or school.
    Employer,
    /// Pictures of the home or of the person.
    Photos,
    /// Court, licence or company papers.
    Records,
    /// That the address is in a breach, and which kinds of data were lost.
    Breach,
}

/// What kind of place a source is; also the folder it lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Data brokers that sell or show people.
    PeopleSearch,
    /// Accounts that exist under a name.
    Username,
    /// Accounts whose profile gives facts away.
    Profile,
    /// Records the state publishes.
    PublicRecord,
    /// Breach notices.
    Breach,
    /// Domains, keys and archives.
    Domain,
    /// Search engines.
    SearchEngine,
    /// Maps and street pictures.
    Map,
}

/// One source: where it is, how it is asked, how its answer is judged, and how to be removed from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Version of this format; 1.
    pub format: u32,
    /// Permanent id, equal to the file's name.
    pub id: SourceId,
    /// The name people know it by.
    pub name: String,
    /// Its folder.
    pub category: Category,
    /// ISO country codes it covers; empty means everywhere.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Who owns it, where one owner has many sites (assets/owners/<id>.toml).
    #[serde(default)]
    pub owner: Option<String>,
    /// Its front page.
    pub home: url::Url,
    /// What a listing may give away.
    pub exposes: Vec<Fact>,
    /// How easily a stranger finds a listing: 1 (court visit) to 5 (free, found by handle alone). docs/threat-model.md.
    pub reach: u8,
    /// `"never"`, or the date the definition was last checked against the live site.
    pub checked_live: String,
    /// Where the facts in this file come from.
    pub facts: Vec<String>,
    /// A remark shown to the person.
    #[serde(default)]
    pub note: Option<String>,
    /// How it is asked and judged.
    pub probe: Probe,
    /// An invented value for which the source must have nothing.
    #[serde(default)]
    pub control: Option<Control>,
    /// How to be removed.
    pub removal: Removal,
    /// Saved questions and answers about invented people.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

impl Definition {
    /// The host that is asked, or opened by hand.
    pub fn host(&self) -> &str {
        self.template().host()
    }

    /// The address template of the probe.
    pub fn template(&self) -> &Template {
        match &self.probe {
            Probe::Json(json) => &json.url,
            Probe::Page(page) => &page.url,
            Probe::Presence(presence) => &presence.url,
            Probe::Hand(hand) => &hand.url,
        }
    }

    /// Whether a person has to look.
    pub fn is_by_hand(&self) -> bool {
        matches!(self.probe, Probe::Hand(_))
    }
}
