//! The plan: what would be asked of which source with which values, before anything is sent.

mod request;

pub use request::make_request;

use crate::ask::Method;
use crate::identifier::{Identifier, IdentifierId, Kind, Value};
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

/// One question to one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How many further requests to the same site the answer may lead to: result pages and pages behind listings.
    #[serde(default)]
    pub at_most: u16,
    /// What the person wrote, where the site drops characters and so another name is asked: values that were shortened.
    #[serde(default)]
    pub stands_for: Option<Personal<Values>>,
    /// One plain sentence: what the source is asked and what it learns by that. Names no value.
    #[serde(default)]
    pub why: String,
}

/// Why a source is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// These kinds of facts are missing from the profile (or incomplete).
    Missing(Vec<Kind>),
    /// The facts are there, but marked *never send*.
    NeverSend(Vec<Kind>),
    /// The values do not fit the source: another top-level domain, an impossible account name.
    DoesNotApply,
}

/// Everything that would be asked, and every source that would not be and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// By source; a source's control stands before its checks.
    pub checks: Vec<Check>,
    /// Sources without a check.
    pub gaps: BTreeMap<SourceId, Gap>,
    /// How many further questions were left out of a source, where there would be too many. Such a source is never
    /// called "not found".
    #[serde(default)]
    pub left_out: BTreeMap<SourceId, usize>,
}

/// At most this many questions to one source: names times addresses grow quickly, and each one tells a stranger more.
pub const MOST_CHECKS_PER_SOURCE: usize = 12;

/// Lists what would be asked for this profile. Sends nothing.
///
/// A fact marked *never send* is never used; relatives have no placeholder and so cannot be asked about.
pub fn preview_plan(catalogue: &Catalogue, profile: &Profile) -> Plan {
    let mut plan = Plan::default();
    for definition in catalogue.iter() {
        match checks_of(definition, profile) {
            Ok((checks, left_out)) => {
                plan.checks.extend(checks);
                if left_out > 0 {
                    plan.left_out.insert(definition.id.clone(), left_out);
                }
            }
            Err(gap) => {
                plan.gaps.insert(definition.id.clone(), gap);
            }
        }
    }
    plan
}

/// One choice of values with the identifiers they come from.
type Choice = (Values, Vec<IdentifierId>, bool);

/// The checks of one source and how many further ones are left out.
fn checks_of(definition: &Definition, profile: &Profile) -> Result<(Vec<Check>, usize), Gap> {
    let needs = definition.needs();
    let kinds: BTreeSet<Kind> = needs.iter().map(|need| kind_of(*need)).collect();
    let mut choices: Vec<Choice> = vec![(Values::new(), Vec::new(), false)];
    let (mut missing, mut withheld) = (Vec::new(), Vec::new());
    for kind in kinds {
        let complete = |identifier: &&Identifier| {
            let values = values_of(identifier.value.reveal());
            needs.iter().filter(|need| kind_of(**need) == kind).all(|need| values.contains_key(need))
        };
        let known: Vec<&Identifier> = profile.of_kind(kind).filter(complete).collect();
        let mut usable: Vec<&&Identifier> = known.iter().filter(|identifier| identifier.may_send).collect();
        // Each further address is another page for a tired person to open; programs ask about the past as well.
        if definition.is_by_hand() && usable.iter().any(|identifier| is_current_address(identifier)) {
            usable.retain(|identifier| kind != Kind::Address || is_current_address(identifier));
        }
        if known.is_empty() {
            missing.push(kind);
        } else if usable.is_empty() {
            withheld.push(kind);
        }
        choices = choices
            .iter()
            .flat_map(|choice| usable.iter().map(|identifier| add(choice, identifier)))
            .collect();
    }
    if !missing.is_empty() {
        return Err(Gap::Missing(missing));
    }
    if !withheld.is_empty() {
        return Err(Gap::NeverSend(withheld));
    }
    let mut checks: Vec<Check> = Vec::new();
    for (values, identifiers, hidden) in choices {
        if let Some(check) = make_check(definition, values, identifiers, hidden)
            && checks.iter().all(|known| known.url != check.url)
        {
            checks.push(check);
        }
    }
    let left_out = checks.len().saturating_sub(MOST_CHECKS_PER_SOURCE);
    let mut checks = widest_first(checks);
    if checks.is_empty() {
        return Err(Gap::DoesNotApply);
    }
    if let Some(control) = &definition.control
        && let Some(mut check) = make_check(definition, control.given.clone(), Vec::new(), false)
    {
        check.control = true;
        checks.insert(0, check);
    }
    Ok((checks, left_out))
}

/// At most [`MOST_CHECKS_PER_SOURCE`] checks, chosen so that every fact is asked once before any is asked again.
fn widest_first(mut left: Vec<Check>) -> Vec<Check> {
    let mut chosen: Vec<Check> = Vec::new();
    let mut asked: BTreeSet<IdentifierId> = BTreeSet::new();
    while chosen.len() < MOST_CHECKS_PER_SOURCE && !left.is_empty() {
        let fresh = |check: &Check| check.identifiers.iter().filter(|id| !asked.contains(id)).count();
        // The first of the freshest, so that the order of entry decides between equals.
        let best = (0..left.len()).rev().max_by_key(|at| left.get(*at).map_or(0, &fresh)).unwrap_or(0);
        let check = left.remove(best);
        asked.extend(check.identifiers.iter().cloned());
        chosen.push(check);
    }
    chosen
}

fn is_current_address(identifier: &Identifier) -> bool {
    matches!(identifier.value.reveal(), Value::Address(address) if address.current)
}

fn add(choice: &Choice, identifier: &Identifier) -> Choice {
    let (mut values, mut identifiers, hidden) = choice.clone();
    values.extend(values_of(identifier.value.reveal()));
    identifiers.push(identifier.id.clone());
    (values, identifiers, hidden || identifier.hidden)
}

fn make_check(
    definition: &Definition,
    mut values: Values,
    identifiers: Vec<IdentifierId>,
    sends_hidden: bool,
) -> Option<Check> {
    let needs = definition.needs();
    values.retain(|placeholder, _| needs.contains(placeholder));
    if !definition.fits(&values) {
        return None;
    }
    let url = definition.template().fill(&values)?;
    Some(Check {
        id: derive_check_id(&definition.id, &values),
        source: definition.id.clone(),
        values: values.into(),
        identifiers,
        url: url.into(),
        by_hand: definition.is_by_hand(),
        control: false,
        sends_hidden,
        method: definition.probe.asking().map(|asking| asking.method).unwrap_or_default(),
        at_most: 0,
        stands_for: None,
        why: String::new(),
    })
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

/// The placeholder values one fact gives. Birth dates, relatives and affiliations give none: nothing asks for them.
fn values_of(value: &Value) -> Values {
    match value {
        Value::Name(name) => Placeholder::of_name(name),
        Value::Address(address) => Placeholder::of_address(address),
        Value::Phone(phone) => Placeholder::of_phone(phone),
        Value::Username(text) => Values::from([(Placeholder::Username, text.clone())]),
        Value::Email(text) => Values::from([(Placeholder::Email, text.clone())]),
        Value::Domain(text) => Values::from([(Placeholder::Domain, text.clone())]),
        Value::Birth(_) | Value::Relative(_) | Value::Affiliation(_) => Values::new(),
    }
}

#[cfg(test)]
mod tests;
