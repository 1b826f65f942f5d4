//! Which values one source is asked with: every choice of the person's facts, each question once.

use super::lives::pair_of;
use super::spelling::spellings;
use super::{Check, Gap, MOST_CHECKS_PER_SOURCE, Pair, Questions, Wishes, kind_of};
use crate::identifier::{Identifier, IdentifierId, Kind, Value};
use crate::profile::Profile;
use crate::source::{Definition, Placeholder, Values};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What one source is asked.
#[derive(Default)]
pub(super) struct Chosen {
    /// The questions, without its control.
    pub(super) checks: Vec<Check>,
    /// Questions that were left out, because there are too many; each spelling of a name is a question of its own.
    pub(super) left_out: Vec<Check>,
    /// How many look-ups these are: all spellings of a name are one.
    pub(super) look_ups_left_out: usize,
    /// Facts of different lives that it could be asked with together, ticked or not.
    pub(super) pairs: BTreeSet<Pair>,
    /// Why it is not asked, where it is not.
    pub(super) gap: Option<Gap>,
}

/// One choice of values and the facts they come from.
#[derive(Clone, Default)]
struct Choice<'p> {
    values: Values,
    facts: Vec<&'p Identifier>,
}

/// One look-up: the same facts in all spellings.
struct LookUp {
    checks: Vec<Check>,
    identifiers: Vec<IdentifierId>,
}

/// At most this many choices are looked at for one source; a profile with more facts of each kind is no person's.
const MOST_CHOICES: usize = 2_000;

/// The question about an invented value, where the definition has one.
pub(super) fn control_of(definition: &Definition) -> Option<Check> {
    let control = definition.control.as_ref()?;
    let check = Questions::about_nobody(definition).check(&control.given, Vec::new(), false)?;
    Some(Check { control: true, stands_for: None, ..check })
}

/// What a source is asked about the person, and what it is not.
pub(super) fn choose(definition: &Definition, profile: &Profile, wishes: &Wishes) -> Chosen {
    let questions = Questions::about_a_person(definition);
    let choices = match choices(definition, questions.needs(), profile, wishes) {
        Ok(choices) => choices,
        Err(gap) => return Chosen { gap: Some(gap), ..Chosen::default() },
    };
    let mut chosen = Chosen::default();
    let mut look_ups: Vec<LookUp> = Vec::new();
    for choice in choices {
        let pair = pair_of(&choice.facts);
        let joins = pair.is_some();
        if let Some(pair) = pair {
            let is_ticked = wishes.together.contains(&pair);
            if asked_with(&questions, &choice, joins).is_empty() {
                continue;
            }
            chosen.pairs.insert(pair);
            if !is_ticked {
                continue;
            }
        }
        add_look_up(&mut look_ups, &questions, &choice, joins);
    }
    if look_ups.is_empty() {
        chosen.gap = Some(if chosen.pairs.is_empty() { Gap::DoesNotApply } else { Gap::LivesApart });
        return chosen;
    }
    let left = widest_first(&mut look_ups, wishes);
    chosen.look_ups_left_out = left.len();
    chosen.left_out = left.into_iter().flat_map(|look_up| look_up.checks).collect();
    chosen.checks = look_ups.into_iter().flat_map(|look_up| look_up.checks).collect();
    chosen
}

/// Adds the questions of one choice, each once in all look-ups.
fn add_look_up(look_ups: &mut Vec<LookUp>, questions: &Questions<'_>, choice: &Choice<'_>, joins: bool) {
    let mut checks: Vec<Check> = Vec::new();
    for check in asked_with(questions, choice, joins) {
        let mut known = look_ups.iter_mut().flat_map(|look_up| &mut look_up.checks).chain(&mut checks);
        let is_same = |known: &&mut Check| known.id == check.id || known.is_same_question(&check);
        match known.find(is_same) {
            // The name as the person wrote it says more than one that was shortened to it.
            Some(known) if known.stands_for.is_some() && check.stands_for.is_none() => *known = check,
            Some(_) => {}
            None => checks.push(check),
        }
    }
    if !checks.is_empty() {
        let identifiers = choice.facts.iter().map(|fact| fact.id.clone()).collect();
        look_ups.push(LookUp { checks, identifiers });
    }
}

/// The questions that a choice of values makes, one for each spelling.
fn asked_with(questions: &Questions<'_>, choice: &Choice<'_>, joins: bool) -> Vec<Check> {
    let mut typed = choice.values.clone();
    typed.retain(|placeholder, _| questions.needs().contains(placeholder));
    let identifiers = || choice.facts.iter().map(|fact| fact.id.clone()).collect();
    let hidden = choice.facts.iter().any(|fact| fact.hidden);
    let asked = |spelling: Values| {
        let check = questions.check(&spelling, identifiers(), hidden)?;
        let written = typed.iter().filter(|(placeholder, value)| spelling.get(placeholder) != Some(value));
        let mut stands_for: Values =
            written.map(|(placeholder, value)| (*placeholder, value.clone())).collect();
        stands_for.extend(check.stands_for.iter().flat_map(|dropped| dropped.reveal().clone()));
        let stands_for = (!stands_for.is_empty()).then(|| stands_for.into());
        Some(Check { stands_for, joins, ..check })
    };
    spellings(&typed).into_iter().filter_map(asked).collect()
}

/// Every choice of one fact of each kind that the source needs.
fn choices<'p>(
    definition: &Definition,
    needs: &[Placeholder],
    profile: &'p Profile,
    wishes: &Wishes,
) -> Result<Vec<Choice<'p>>, Gap> {
    let kinds: BTreeSet<Kind> = needs.iter().map(|need| kind_of(*need)).collect();
    let mut choices: Vec<Choice<'p>> = vec![Choice::default()];
    let (mut missing, mut withheld, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for kind in kinds {
        let complete = |identifier: &&Identifier| {
            let values = values_of(identifier.value.reveal());
            needs.iter().filter(|need| kind_of(**need) == kind).all(|need| values.contains_key(need))
        };
        let known: Vec<&Identifier> = profile.of_kind(kind).filter(complete).collect();
        let sendable: Vec<&Identifier> =
            known.iter().copied().filter(|identifier| identifier.may_send).collect();
        let mut usable: Vec<&Identifier> =
            sendable.iter().copied().filter(|identifier| !wishes.without.contains(&identifier.id)).collect();
        // Each further address is another page for a tired person to open; programs ask about the past as well.
        if definition.is_by_hand() && usable.iter().any(|identifier| is_current_address(identifier)) {
            usable.retain(|identifier| kind != Kind::Address || is_current_address(identifier));
        }
        if known.is_empty() {
            missing.push(kind);
        } else if sendable.is_empty() {
            withheld.push(kind);
        } else if usable.is_empty() {
            without.push(kind);
        }
        let crossed =
            choices.iter().flat_map(|choice| usable.iter().map(|identifier| add(choice, identifier)));
        choices = crossed.take(MOST_CHOICES).collect();
    }
    match (missing.is_empty(), withheld.is_empty(), without.is_empty()) {
        (false, _, _) => Err(Gap::Missing(missing)),
        (_, false, _) => Err(Gap::NeverSend(withheld)),
        (_, _, false) => Err(Gap::LeftOut(without)),
        _ => Ok(choices),
    }
}

/// Keeps at most [`MOST_CHECKS_PER_SOURCE`] look-ups, and gives those that were left out in their order.
///
/// What was never answered comes first, then every fact once before any again, then what was answered longest ago.
fn widest_first(look_ups: &mut Vec<LookUp>, wishes: &Wishes) -> Vec<LookUp> {
    let answered = |look_up: &LookUp| {
        let times = look_up.checks.iter().map(|check| wishes.answered.get(&check.id).copied());
        // A look-up is as old as its oldest spelling; none is older than all.
        times.min().flatten()
    };
    let mut left = std::mem::take(look_ups);
    let mut asked: BTreeSet<IdentifierId> = BTreeSet::new();
    while look_ups.len() < MOST_CHECKS_PER_SOURCE && !left.is_empty() {
        let worth = |look_up: &LookUp| {
            let time = answered(look_up);
            let fresh = look_up.identifiers.iter().filter(|id| !asked.contains(id)).count();
            (time.is_none(), fresh, Reverse(time))
        };
        // The first of the best, so that the order of entry decides between equals.
        let best = (0..left.len()).rev().max_by_key(|at| left.get(*at).map(&worth)).unwrap_or(0);
        let look_up = left.remove(best);
        asked.extend(look_up.identifiers.iter().cloned());
        look_ups.push(look_up);
    }
    left
}

fn is_current_address(identifier: &Identifier) -> bool {
    matches!(identifier.value.reveal(), Value::Address(address) if address.current)
}

fn add<'p>(choice: &Choice<'p>, identifier: &'p Identifier) -> Choice<'p> {
    let mut choice = choice.clone();
    choice.values.extend(values_of(identifier.value.reveal()));
    choice.facts.push(identifier);
    choice
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
