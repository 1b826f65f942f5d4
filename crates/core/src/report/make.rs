//! Makes the document: what is kept, what is left out, and every text of a site cleaned.

use super::outcome::once_each;
use super::{FindingLine, Report, ReportInput, SourceLine, Summary, TaskLine};
use super::{Outcome, SourceOutcome};
use crate::exposure::{Severity, facts_shown};
use crate::fact::Fact;
use crate::finding::{Decision, Finding};
use crate::listing::Listing;
use crate::redact::{REDACTED, Redaction, Redactor};
use crate::removal::{Task, TaskState, explain_ask, explain_fact};
use crate::source::Definition;

/// Makes the report. Redacted reports hold no value of the person at all; full ones hold what the person entered and
/// what sites show, but never a hidden name, nor a link or text that holds one.
pub fn make_report(input: &ReportInput<'_>, redaction: Redaction) -> Report {
    let redactor = Redactor::new(input.profile);
    let sources = once_each(input.sources);
    let mut findings: Vec<&(&Finding, Severity)> = input
        .findings
        .iter()
        .filter(|(finding, _)| matches!(finding.decision, Decision::Me | Decision::NotSure))
        .collect();
    findings.sort_by_key(|(finding, severity)| {
        (
            severity.band,
            std::cmp::Reverse(severity.score),
            finding.decision != Decision::Me,
            finding.source.clone(),
            finding.id.clone(),
        )
    });
    Report {
        made_on: input.made_on,
        practice: input.practice,
        redaction,
        consent: input.consent.map(|consent| match redaction {
            Redaction::Redacted if redactor.is_personal(consent) => REDACTED.to_owned(),
            _ => redactor.plain(consent),
        }),
        summary: summary(&sources, input),
        sources: sources.iter().map(|source| source_line(source, input)).collect(),
        findings: findings
            .into_iter()
            .map(|(finding, severity)| finding_line(finding, severity, input, &redactor, redaction))
            .collect(),
        tasks: input.tasks.iter().map(|task| task_line(task, &redactor, redaction)).collect(),
    }
}

fn summary(sources: &[SourceOutcome], input: &ReportInput<'_>) -> Summary {
    let mut summary = Summary::default();
    for source in sources {
        match source.outcome {
            Outcome::Found { .. } => summary.found += 1,
            Outcome::NotFound => summary.not_found += 1,
            Outcome::CouldNotCheck(_) => summary.could_not_check += 1,
            Outcome::Skipped | Outcome::NotAsked(_) => summary.not_asked += 1,
        }
    }
    for (finding, severity) in input.findings {
        match finding.decision {
            Decision::Me => summary.mine.add(severity.band),
            Decision::NotSure => summary.not_sure += 1,
            Decision::Undecided => summary.undecided += 1,
            Decision::Relative => summary.relatives += 1,
            Decision::NotMe => {}
        }
    }
    summary.tasks_left = input.tasks.iter().filter(|task| task.state != TaskState::Done).count();
    summary
}

fn source_line(source: &SourceOutcome, input: &ReportInput<'_>) -> SourceLine {
    let definition = input.catalogue.get(&source.source);
    SourceLine {
        id: source.source.0.clone(),
        name: definition.map_or_else(|| source.source.0.clone(), |definition| definition.name.clone()),
        host: definition.map_or_else(String::new, |definition| definition.host().to_owned()),
        outcome: source.outcome.clone(),
        checked_live: definition
            .map_or_else(|| "never".to_owned(), |definition| definition.checked_live.clone()),
    }
}

fn finding_line(
    finding: &Finding,
    severity: &Severity,
    input: &ReportInput<'_>,
    redactor: &Redactor,
    redaction: Redaction,
) -> FindingLine {
    let definition = input.catalogue.get(&finding.source);
    let listing = finding.listing.reveal();
    let host = definition.map_or("the site", Definition::host);
    let shown = match redaction {
        Redaction::Full => values(listing, redactor),
        Redaction::Redacted => definition.map_or_else(Vec::new, |definition| {
            facts_shown(listing, definition).into_iter().map(|fact| (explain_fact(fact), None)).collect()
        }),
    };
    FindingLine {
        source_id: finding.source.0.clone(),
        source: definition.map_or_else(|| finding.source.0.clone(), |definition| definition.name.clone()),
        decision: if finding.decision == Decision::Me { "me" } else { "not sure" },
        severity: severity.clone(),
        shown,
        link: redactor.link(finding.link(), host, redaction),
    }
}

/// Everything a listing shows, cleaned.
fn values(listing: &Listing, redactor: &Redactor) -> Vec<(&'static str, Option<String>)> {
    let mut values: Vec<(&'static str, String)> = Vec::new();
    values.extend(listing.name.iter().map(|name| ("name", name.clone())));
    values.extend(listing.alternative_names.iter().map(|name| ("other name", name.clone())));
    if !redactor.hides_birth() {
        values.extend(listing.age.map(|age| ("age", age.to_string())));
        values.extend(listing.age_range.map(|[from, to]| ("age", format!("{from} to {to}"))));
        values.extend(listing.birth_year.map(|year| ("birth year", year.to_string())));
    }
    values.extend(listing.addresses.iter().map(|address| {
        (
            explain_fact(if address.street.is_empty() { Fact::City } else { Fact::StreetAddress }),
            address.line(),
        )
    }));
    values.extend(listing.phones.iter().map(|text| (explain_fact(Fact::Phone), text.clone())));
    values.extend(listing.emails.iter().map(|text| (explain_fact(Fact::Email), text.clone())));
    values.extend(listing.relatives.iter().map(|text| ("relative", text.clone())));
    values.extend(listing.usernames.iter().map(|text| (explain_fact(Fact::Username), text.clone())));
    values.extend(listing.domains.iter().map(|text| ("domain", text.clone())));
    values.extend(listing.details.iter().map(|text| ("in the site's words", text.clone())));
    values.into_iter().map(|(kind, value)| (kind, Some(redactor.plain(&value)))).collect()
}

fn task_line(task: &Task, redactor: &Redactor, redaction: Redaction) -> TaskLine {
    let full = redaction == Redaction::Full;
    let host = |link: &str| url::Url::parse(link).ok().and_then(|url| url.host_str().map(str::to_owned));
    // A form's address comes from a definition or a card, a listing's from the site.
    let shown = |link: &str| match host(link) {
        Some(host) if !redactor.is_personal(&host) => redactor.link(link, &host, redaction),
        _ => redactor.link(link, "the site", redaction),
    };
    let general = task.steps.get(..task.steps.len().saturating_sub(task.local_steps)).unwrap_or_default();
    TaskLine {
        id: task.id.0.clone(),
        order: task.order,
        title: task.title.clone(),
        why: task.why.clone(),
        band: task.band.word(),
        state: task.state,
        since: task.since,
        due: task.due,
        due_why: task.due_why.clone(),
        steps: if full { &task.steps } else { general }.to_vec(),
        link: task.link.as_ref().map(|link| link.reveal().clone()),
        listings: task.listings.iter().map(|link| shown(link.reveal())).collect(),
        contact: task.contact.clone(),
        flags: task.flags.iter().map(|flag| explain_ask(*flag)).collect(),
        warning: task.warning.clone(),
        would_teach: task.would_teach.iter().map(|fact| explain_fact(*fact)).collect(),
        clears: if task.clears.len() > 1 { task.clears.clone() } else { Vec::new() },
        law: task.law.as_ref().map(|law| format!("{}, {}", law.name, law.time)),
        letter: task.letter.as_ref().map(|letter| {
            let text = if full { letter.body.reveal().clone() } else { letter.blank.clone() };
            (letter.subject.clone(), text)
        }),
        next_advice: task.next_advice.clone(),
        note: task.note.as_ref().filter(|_| full).map(|note| redactor.plain(note.reveal())),
        facts: task.facts.clone(),
    }
}
