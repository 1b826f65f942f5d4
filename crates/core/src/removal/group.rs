//! Removals of findings: one draft for each source, or one for all sources of an owner where one removal clears them.

use super::day::day_of;
use super::owner::{Owner, owners};
use super::{Draft, Rank, Task, TaskId, TaskInput, TaskLaw, TaskState};
use crate::exposure::{Severity, facts_shown};
use crate::fact::Fact;
use crate::finding::{Decision, Finding};
use crate::law::{Law, derive_regions, fitting_law};
use crate::letter::{Letter, LetterFacts, write_letter};
use crate::redact::Redactor;
use crate::source::{Ask, Category, Definition, How};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One finding decided *me* with its definition.
struct Part<'a> {
    finding: &'a Finding,
    severity: &'a Severity,
    definition: &'a Definition,
}

pub(super) fn removals(input: &TaskInput<'_>) -> Vec<Draft> {
    let mut groups: BTreeMap<TaskId, Vec<Part<'_>>> = BTreeMap::new();
    for (finding, severity) in input.findings.iter().filter(|(finding, _)| finding.decision == Decision::Me) {
        // A source that left the catalogue has no known way out; its finding still stands in the report.
        let Some(definition) = input.catalogue.get(&finding.source) else { continue };
        let id = match owner_of(definition) {
            Some(owner) => format!("owner-{}", owner.id),
            None => format!("source-{}", definition.id.0),
        };
        groups.entry(TaskId(id)).or_default().push(Part { finding, severity, definition });
    }
    let redactor = Redactor::new(input.profile);
    let regions = derive_regions(&input.profile.shown_person());
    groups.into_iter().filter_map(|(id, parts)| draft(id, &parts, input, &redactor, &regions)).collect()
}

/// The owner whose one removal clears this source.
fn owner_of(definition: &Definition) -> Option<&'static Owner> {
    owners().get(definition.owner.as_ref()?).filter(|owner| owner.clears_all)
}

fn draft(
    id: TaskId,
    parts: &[Part<'_>],
    input: &TaskInput<'_>,
    redactor: &Redactor,
    regions: &[String],
) -> Option<Draft> {
    let worst =
        parts.iter().min_by_key(|part| (part.severity.band, std::cmp::Reverse(part.severity.score)))?;
    let definition = worst.definition;
    let removal = &definition.removal;
    let owner = owner_of(definition);
    let clears = match owner {
        Some(owner) => sources_of(owner, input),
        None => vec![definition.name.clone()],
    };
    let mut already_has: Vec<Fact> =
        parts.iter().flat_map(|part| facts_shown(part.finding.listing.reveal(), part.definition)).collect();
    sort_once(&mut already_has, |fact| fact as u8);
    let mut would_teach: Vec<Fact> =
        parts.iter().flat_map(|part| part.definition.removal.teaches.clone()).collect();
    sort_once(&mut would_teach, |fact| fact as u8);
    would_teach.retain(|fact| !already_has.contains(fact));
    let mut flags: Vec<Ask> = owner.map_or_else(Vec::new, |owner| owner.asks_for.clone());
    flags.extend(&removal.asks_for);
    sort_once(&mut flags, |ask| ask as u8);
    let law = fitting_law(&removal.laws, regions);
    let link = owner.map(|owner| &owner.link).or(removal.link.as_ref());
    let days = owner.and_then(|owner| owner.days).or(removal.days).map(|[_, longest]| longest);
    let task = Task {
        id,
        title: title(owner, definition),
        why: why(worst.severity, parts.len(), clears.len()),
        band: worst.severity.band,
        order: 0,
        steps: owner.map_or_else(|| removal.steps.clone(), |owner| owner.steps.clone()),
        local_steps: 0,
        link: link.map(|link| link.to_string().into()),
        contact: removal.contact.clone(),
        listings: parts.iter().map(|part| part.finding.link().into()).collect(),
        letter: letter(parts, law, owner, input, redactor),
        law: law.map(|law| TaskLaw {
            id: law.id.clone(),
            name: law.short.clone(),
            time: law.time(),
            days: law.shown_days(),
        }),
        due: input.today,
        due_why: String::new(),
        flags,
        warning: owner.and_then(|owner| owner.warning.clone()).or(removal.warning.clone()),
        already_has,
        would_teach,
        clears,
        findings: parts.iter().map(|part| part.finding.id.clone()).collect(),
        state: TaskState::Open,
        since: None,
        note: None,
        next_advice: String::new(),
        // A definition's facts are about its interface and tell a person nothing.
        facts: owner.map(|owner| owner.facts.clone()).unwrap_or_default(),
    };
    let begun = parts.iter().map(|part| day_of(part.finding.first_seen)).min().unwrap_or(input.today);
    let rank = rank(definition, task.clears.len());
    Some(Draft { task, rank, score: worst.severity.score, days, begun })
}

/// The names of all sources of an owner, found or not: the one removal clears them all.
fn sources_of(owner: &Owner, input: &TaskInput<'_>) -> Vec<String> {
    let mut names: Vec<String> = input
        .catalogue
        .iter()
        .filter(|definition| definition.owner.as_deref() == Some(owner.id.as_str()))
        .map(|definition| definition.name.clone())
        .collect();
    names.sort();
    names
}

fn sort_once<T: Copy + PartialEq>(list: &mut Vec<T>, key: impl Fn(T) -> u8) {
    list.sort_by_key(|item| key(*item));
    list.dedup();
}

fn rank(definition: &Definition, clears: usize) -> Rank {
    if clears > 1 {
        return Rank::ClearsMany;
    }
    match (definition.category, definition.removal.how) {
        (Category::PublicRecord | Category::Domain, _) | (_, How::RecordOffice) => Rank::Upstream,
        (_, How::Account) => Rank::QuickEdit,
        (_, How::WebForm) => Rank::Single,
        (_, How::Email | How::None) => Rank::Slow,
    }
}

fn title(owner: Option<&Owner>, definition: &Definition) -> String {
    let name = owner.map_or(definition.name.as_str(), |owner| owner.name.as_str());
    match (owner, definition.removal.how) {
        (Some(_), _) => format!("Remove your records from all sites of {name}"),
        (None, How::WebForm | How::Email) => format!("Remove your listing from {name}"),
        (None, How::Account) => format!("Edit or delete your account at {name}"),
        (None, How::RecordOffice) => format!("Ask the office behind {name} to hide or correct your record"),
        (None, How::None) => format!("Soften what {name} shows"),
    }
}

fn why(severity: &Severity, listings: usize, clears: usize) -> String {
    let mut why = severity.reasons.first().cloned().unwrap_or_default();
    // Writing into a String cannot fail.
    if listings > 1 {
        let _ = write!(why, " {listings} listings were found.");
    }
    if clears > 1 {
        let _ = write!(why, " One request clears {clears} sites.");
    }
    why
}

/// A letter where the source is asked by mail or a law fits; nothing that only an office or one's own account can do.
fn letter(
    parts: &[Part<'_>],
    law: Option<&Law>,
    owner: Option<&Owner>,
    input: &TaskInput<'_>,
    redactor: &Redactor,
) -> Option<Letter> {
    let definition = parts.first()?.definition;
    let removal = &definition.removal;
    let by_mail = removal.how == How::Email || (removal.how == How::WebForm && !removal.laws.is_empty());
    if !by_mail {
        return None;
    }
    let mut names = parts.iter().filter_map(|part| part.finding.listing.reveal().name.as_deref());
    let facts = LetterFacts {
        law: law.filter(|law| law.letter.is_some()),
        source: owner.map_or(&definition.name, |owner| &owner.name),
        to: removal.contact.as_deref(),
        links: parts.iter().map(|part| part.finding.link()).collect(),
        name: names.find(|name| !redactor.hides(name)),
        today: input.today,
    };
    Some(write_letter(&facts, redactor))
}
