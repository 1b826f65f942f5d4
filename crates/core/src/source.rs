//! Sources as data: the shape of one definition file (assets/sources/<category>/<id>.toml, docs/definitions.md).

mod asking;
pub mod catalogue;
mod example;
mod fields;
pub mod lint;
mod probe;
mod removal;
mod sign;
mod steps;
mod template;

pub use asking::{Asking, Key, KeyPlace, Pattern};
pub use catalogue::Catalogue;
pub use example::{Control, Example, ExamplePage, KnownRecord};
pub use fields::{AddressPointers, JsonFields, JsonListings, PageField, PageFields, PageListings};
pub use probe::{Hand, HandWhy, Json, Page, Presence, Probe, Reading, SavedReading};
pub use removal::{Ask, How, Removal};
pub use sign::{Refusal, Sign, StatusSpan, Statuses, Texts};
pub use steps::{JsonDetail, MOST_DETAILS, MOST_PAGES, NextPage, PageDetail};
pub use template::{
    BodyFlaw, BodyTemplate, BodyType, HeaderTemplate, Placeholder, Template, TemplateFlaw, Values,
};

use crate::fact::Fact;
use serde::{Deserialize, Serialize};

/// The permanent name of a source: lower-case letters, digits and dashes; the file's name without `.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

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
    /// Whether its host or its owner is asked one thing at a time.
    #[serde(default)]
    pub turns: Turns,
    /// Where it comes from, if it is part of a list that others keep.
    #[serde(default)]
    pub community: Option<Community>,
    /// How it is asked and judged.
    pub probe: Probe,
    /// An invented value for which the source must have nothing.
    #[serde(default)]
    pub control: Option<Control>,
    /// Why there is no control, where one would be due.
    #[serde(default)]
    pub no_control: Option<String>,
    /// Records that it has, asked about together with the control.
    #[serde(default)]
    pub known: Vec<KnownRecord>,
    /// Why no such record can be named; its "nothing found" is then shown as weaker.
    #[serde(default)]
    pub no_known: Option<String>,
    /// How to be removed.
    pub removal: Removal,
    /// Saved questions and answers about invented people.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
    /// What tells this text of the definition from any other: SHA-256, 12 bytes in hex. Not a key of the file.
    #[serde(skip)]
    pub digest: String,
}

/// Who is asked one thing at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turns {
    /// The host.
    #[default]
    Host,
    /// All sites of the owner together.
    Owner,
}

/// The list that a definition was made from; shown to the person beside the source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    /// The list's name.
    pub list: String,
    /// Its licence.
    pub licence: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is kept.
    pub url: url::Url,
}

impl Definition {
    /// The host that is asked, or opened by hand; where a value is its first label, the rest of it.
    pub fn host(&self) -> &str {
        self.template().host()
    }

    /// The sites that it names: that of the host, and its front page.
    pub fn sites(&self) -> Vec<url::Url> {
        let host = url::Url::parse(&format!("https://{}/", self.host())).ok();
        host.into_iter().chain([self.home.clone()]).collect()
    }

    /// The address template of the probe.
    pub fn template(&self) -> &Template {
        self.probe.url()
    }

    /// Whose turn it is: requests of one name are made one after the other.
    pub fn turn_name(&self) -> String {
        match (self.turns, &self.owner) {
            (Turns::Owner, Some(owner)) => format!("owner:{owner}"),
            _ => self.host().to_owned(),
        }
    }

    /// The placeholders of the address, the body and the headers, sorted, each once.
    pub fn needs(&self) -> Vec<Placeholder> {
        let mut needs = self.template().needs();
        if let Some(asking) = self.probe.asking() {
            needs.extend(asking.body.iter().flat_map(|body| body.needs()));
            needs.extend(asking.headers.values().flat_map(HeaderTemplate::needs));
        }
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// The questions about records that are known to exist: its own, then the account names of a community list.
    pub fn known(&self) -> Vec<Values> {
        let mut known: Vec<Values> = self.known.iter().map(|record| record.given.clone()).collect();
        if let (Probe::Presence(presence), Some(placeholder)) = (&self.probe, self.needs().first().copied()) {
            let names = presence.known.iter().map(|name| presence.strip_name(name));
            known.extend(names.map(|name| Values::from([(placeholder, name)])));
        }
        known
    }

    /// Whether the probe's patterns allow these values.
    pub fn fits(&self, values: &Values) -> bool {
        let patterns = self.probe.pattern();
        values.iter().all(|(placeholder, value)| {
            patterns.get(placeholder.name()).is_none_or(|pattern| pattern.matches(value))
        })
    }

    /// Whether a person has to look.
    pub fn is_by_hand(&self) -> bool {
        matches!(self.probe, Probe::Hand(_))
    }
}
