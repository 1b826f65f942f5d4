//! The report as a table for machines and spreadsheets: RFC 4180, UTF-8, CRLF (docs/reports.md names the columns).

use super::table::write_table;
use super::{FindingLine, Report, SourceLine, TaskLine};
use crate::redact::Redaction;

/// The columns, in order. Programs read by name; new ones are added at the end.
const COLUMNS: [&str; 20] = [
    "section",
    "source",
    "source_id",
    "outcome",
    "count",
    "reason",
    "advice",
    "band",
    "score",
    "confirmed",
    "title",
    "detail",
    "link",
    "due",
    "due_why",
    "state",
    "law",
    "flags",
    "letter",
    "facts",
];

/// One row by column name; what is not given stays empty.
type Row<'a> = Vec<(&'a str, String)>;

/// Writes the table.
pub(super) fn write(report: &Report) -> String {
    let rows = about(report)
        .into_iter()
        .chain(report.sources.iter().map(source))
        .chain(report.findings.iter().map(finding))
        .chain(report.tasks.iter().map(task));
    let cells = rows.map(|row| {
        let of = |column: &str| row.iter().find(|(name, _)| *name == column).map(|(_, value)| value.clone());
        COLUMNS.map(|column| of(column).unwrap_or_default())
    });
    write_table(COLUMNS, cells)
}

fn about(report: &Report) -> Vec<Row<'_>> {
    let line = |title: &str, detail: String| {
        vec![("section", "about".to_owned()), ("title", title.to_owned()), ("detail", detail)]
    };
    let mut rows = vec![
        line("made_on", report.made_on.to_string()),
        line("practice", report.practice.to_string()),
        line("redacted", (report.redaction == Redaction::Redacted).to_string()),
    ];
    rows.extend(report.consent.iter().map(|consent| line("consent", consent.clone())));
    rows
}

fn source(source: &SourceLine) -> Row<'_> {
    let count = match &source.outcome {
        super::Outcome::Found { listings, .. } => listings.to_string(),
        super::Outcome::NotFound => "0".to_owned(),
        _ => String::new(),
    };
    let reason = source.outcome.reason();
    let detail: Vec<String> =
        [source.outcome.sentence()].into_iter().chain(source.outcome.partly()).collect();
    vec![
        ("section", "source".to_owned()),
        ("source", source.name.clone()),
        ("source_id", source.id.clone()),
        ("outcome", source.outcome.word().to_owned()),
        ("count", count),
        ("reason", reason.map(word_of).unwrap_or_default()),
        ("advice", source.outcome.advice().unwrap_or_default().to_owned()),
        ("detail", detail.join(" ")),
        ("link", source.host.clone()),
        ("state", format!("definition checked live: {}", source.checked_live)),
    ]
}

/// The word of a reason in the interchange format: `blocked`, `needs_person`.
fn word_of(reason: crate::Reason) -> String {
    serde_json::to_value(reason).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn finding(finding: &FindingLine) -> Row<'_> {
    let shown = finding.shown.iter().map(|(kind, value)| match value {
        Some(value) => format!("{kind}: {value}"),
        None => (*kind).to_owned(),
    });
    vec![
        ("section", "finding".to_owned()),
        ("source", finding.source.clone()),
        ("source_id", finding.source_id.clone()),
        ("outcome", finding.decision.replace(' ', "_")),
        ("reason", finding.severity.reasons.join(" ")),
        ("band", finding.severity.band.word().to_owned()),
        ("score", finding.severity.score.to_string()),
        ("confirmed", finding.severity.confirmed.to_string()),
        ("detail", shown.collect::<Vec<_>>().join(" / ")),
        ("link", finding.link.clone()),
    ]
}

fn task(task: &TaskLine) -> Row<'_> {
    vec![
        ("section", "task".to_owned()),
        ("source", task.clears.join(" / ")),
        ("source_id", task.id.clone()),
        ("count", task.order.to_string()),
        ("reason", task.why.clone()),
        ("advice", task.next_advice.clone()),
        ("band", task.band.to_owned()),
        ("title", task.title.clone()),
        ("detail", details(task)),
        ("link", task.link.clone().unwrap_or_default()),
        ("due", task.due.to_string()),
        ("due_why", task.due_why.clone()),
        ("state", task.state.words().to_owned()),
        ("law", task.law.clone().unwrap_or_default()),
        ("flags", task.flags.join(" / ")),
        (
            "letter",
            task.letter.as_ref().map(|(subject, body)| format!("{subject}\n\n{body}")).unwrap_or_default(),
        ),
        ("facts", task.facts.join(" / ")),
    ]
}

fn details(task: &TaskLine) -> String {
    let mut lines: Vec<String> =
        task.steps.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)).collect();
    lines.extend(task.warning.iter().map(|warning| format!("Beforehand: {warning}")));
    lines.extend(task.contact.iter().map(|contact| format!("Privacy mailbox: {contact}")));
    lines.extend(task.listings.iter().map(|link| format!("Listing: {link}")));
    if !task.would_teach.is_empty() {
        lines.push(format!("The form would newly tell them: {}", task.would_teach.join(", ")));
    }
    lines.extend(task.note.iter().map(|note| format!("Your note: {note}")));
    lines.join("\n")
}
