//! Which values one source is asked with: every choice of the person's facts, each question once.

use super::{Check, Gap, MOST_CHECKS_PER_SOURCE, Questions, kind_of};
use crate::identifier::{Identifier, IdentifierId, Kind, Value};
use crate::profile::Profile;
use crate::source::{Definition, Placeholder, Values};
use std::collections::BTreeSet;

/// One choice of values with the identifiers they come from, and whether one of them is hidden.
type Choice = (Values, Vec<IdentifierId>, bool);

/// At most this many choices are looked at for one source; a profile with more facts of each kind is no person's.
const MOST_CHOICES: usize = 2_000;

/// The question about an invented value, where the definition has one.
pub(super) fn control_of(definition: &Definition) -> Option<Check> {
    let control = definition.control.as_ref()?;
    let check = Questions::about_nobody(definition).check(&control.given, Vec::new(), false)?;
    Some(Check { control: true, stands_for: None, ..check })
}

/// The checks of one source, without its control, and how many further ones are left out.
pub(super) fn checks_of(definition: &Definition, profile: &Profile) -> Result<(Vec<Check>, usize), Gap> {
    let questions = Questions::about_a_person(definition);
    let mut checks: Vec<Check> = Vec::new();
    for (values, identifiers, hidden) in choices(definition, questions.needs(), profile)? {
        let Some(check) = questions.check(&values, identifiers, hidden) else { continue };
        let is_same = |known: &&mut Check| known.id == check.id || known.is_same_question(&check);
        match checks.iter_mut().find(is_same) {
            // The name as the person wrote it says more than one that was shortened to it.
            Some(known) if known.stands_for.is_some() && check.stands_for.is_none() => *known = check,
            Some(_) => {}
            None => checks.push(check),
        }
    }
    if checks.is_empty() {
        return Err(Gap::DoesNotApply);
    }
    let left_out = checks.len().saturating_sub(MOST_CHECKS_PER_SOURCE);
    Ok((widest_first(checks), left_out))
}

/// Every choice of one fact of each kind that the source needs.
fn choices(definition: &Definition, needs: &[Placeholder], profile: &Profile) -> Result<Vec<Choice>, Gap> {
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
        let crossed =
            choices.iter().flat_map(|choice| usable.iter().map(|identifier| add(choice, identifier)));
        choices = crossed.take(MOST_CHOICES).collect();
    }
    if !missing.is_empty() {
        return Err(Gap::Missing(missing));
    }
    if !withheld.is_empty() {
        return Err(Gap::NeverSend(withheld));
    }
    Ok(choices)
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
