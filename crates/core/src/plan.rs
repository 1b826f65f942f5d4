//! The plan: what would be asked of which source with which values, before anything is sent.

mod applies;
mod choose;
mod disclosure;
mod explain;
mod list;
mod lives;
mod request;
mod spelling;
mod wishes;

pub use applies::{Applies, derive_applies, derive_countries};
pub use list::{Planned, list_planned};
pub use lives::Pair;
pub use request::make_request;
pub(crate) use request::{Questions, most_steps};
pub use spelling::plain_letters;
pub use wishes::Wishes;

use crate::ask::Method;
use crate::identifier::{IdentifierId, Kind};
use crate::personal::Personal;
use crate::profile::Profile;
use crate::source::{Catalogue, Definition, Placeholder, SourceId, Values};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// Names one check: the same source asked with the same values has the same id in every plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CheckId(pub String);

/// One question to one source. Accepted checks are kept in the vault: a field is only ever added, with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four questions about one question, each answered by itself"
)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// Who is asked.
    pub source: SourceId,
    /// The values that would be sent, by placeholder.
    pub values: Personal<Values>,
    /// The identifiers those values come from; empty for a control.
    pub identifiers: Vec<IdentifierId>,
    /// The whole address, without any key.
    pub url: Personal<Url>,
    /// Whether the person opens it in their own browser.
    pub by_hand: bool,
    /// Whether it asks about an invented value, to prove that the source can say no.
    pub control: bool,
    /// Whether a hidden fact would be sent.
    pub sends_hidden: bool,
    /// How it is asked.
    #[serde(default)]
    pub method: Method,
    /// The whole body of a POST.
    #[serde(default)]
    pub body: Option<Personal<String>>,
    /// How many further requests to the same site the answer may lead to: result pages, pages behind listings, and the
    /// site's rules for programs. Redirects within the site are not counted.
    #[serde(default)]
    pub at_most: u16,
    /// What the person wrote, where another spelling is asked (the site drops characters, registers hold plain letters):
    /// the values that differ.
    #[serde(default)]
    pub stands_for: Option<Personal<Values>>,
    /// One plain sentence or two: what the source is asked and what it learns by that. Holds no value.
    #[serde(default)]
    pub why: String,
    /// Whether it tells the source that facts of different lives belong together: their person ticked that pair.
    #[serde(default)]
    pub joins: bool,
}

/// Why a source is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// These kinds of facts are missing from the profile (or incomplete).
    Missing(Vec<Kind>),
    /// The facts are there, but marked *never send*.
    NeverSend(Vec<Kind>),
    /// The facts are there, and the person left them out of this plan.
    LeftOut(Vec<Kind>),
    /// It could only be asked with facts of different lives together, and no such pair was ticked.
    LivesApart,
    /// The values do not fit the source: another top-level domain, an impossible account name.
    DoesNotApply,
}

/// Everything that would be asked, and every source that would not be and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// By source, those first that learn least by being asked (account name or domain, e-mail, name, name and place,
    /// street or phone), then in the order of their ids. A source's control stands before its checks.
    pub checks: Vec<Check>,
    /// Sources without a check.
    pub gaps: BTreeMap<SourceId, Gap>,
    /// How many further look-ups were left out of a source, where there would be too many. Such a source is never called
    /// "not found" while one of them was not answered.
    #[serde(default)]
    pub left_out: BTreeMap<SourceId, usize>,
    /// The questions of those look-ups: they come first in the next plan.
    #[serde(default)]
    pub later: Vec<Check>,
    /// Facts of different lives that sources could be asked with together, and which sources; ticked or not.
    #[serde(default)]
    pub pairs: BTreeMap<SourceId, BTreeSet<Pair>>,
}

/// At most this many look-ups at one source: names times addresses grow quickly, and each one tells a stranger more. All
/// spellings of a name are one look-up.
pub const MOST_CHECKS_PER_SOURCE: usize = 12;

/// Lists what would be asked for this profile. Sends nothing.
///
/// A fact marked *never send* is never used; relatives have no placeholder and so cannot be asked about.
pub fn preview_plan(catalogue: &Catalogue, profile: &Profile) -> Plan {
    preview_plan_with(catalogue, profile, &Wishes::default())
}

/// The same, as the person wishes and as earlier answers have it.
pub fn preview_plan_with(catalogue: &Catalogue, profile: &Profile, wishes: &Wishes) -> Plan {
    let mut plan = Plan::default();
    let mut definitions: Vec<(disclosure::Learns, &Definition)> =
        catalogue.iter().map(|definition| (disclosure::of_asking(&definition.needs()), definition)).collect();
    // Stable, so that the catalogue's order decides between equals.
    definitions.sort_by_key(|(learns, _)| *learns);
    for (_, definition) in definitions {
        let chosen = choose::choose(definition, profile, wishes);
        if !chosen.pairs.is_empty() {
            plan.pairs.insert(definition.id.clone(), chosen.pairs);
        }
        if let Some(gap) = chosen.gap {
            plan.gaps.insert(definition.id.clone(), gap);
            continue;
        }
        let control =
            if wishes.proven.contains(&definition.id) { None } else { choose::control_of(definition) };
        plan.checks.extend(control.into_iter().chain(chosen.checks));
        if chosen.look_ups_left_out > 0 {
            plan.left_out.insert(definition.id.clone(), chosen.look_ups_left_out);
        }
        plan.later.extend(chosen.left_out);
    }
    plan
}

/// The id of a question: SHA-256 over the source and its values, 12 bytes in hex.
pub fn derive_check_id(source: &SourceId, values: &Values) -> CheckId {
    let mut digest = Sha256::new();
    digest.update(source.0.as_bytes());
    for (placeholder, value) in values {
        digest.update(format!("\n{}={value}", placeholder.name()).as_bytes());
    }
    CheckId(data_encoding::HEXLOWER.encode(digest.finalize().get(..12).unwrap_or_default()))
}

/// The kind of fact a placeholder is part of.
pub fn kind_of(placeholder: Placeholder) -> Kind {
    match placeholder {
        Placeholder::First | Placeholder::Last => Kind::Name,
        Placeholder::City
        | Placeholder::Region
        | Placeholder::RegionName
        | Placeholder::Postcode
        | Placeholder::Street => Kind::Address,
        Placeholder::Username => Kind::Username,
        Placeholder::Email => Kind::Email,
        Placeholder::Phone | Placeholder::PhoneNational => Kind::Phone,
        Placeholder::Domain => Kind::Domain,
    }
}

#[cfg(test)]
mod tests;
