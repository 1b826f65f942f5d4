//! Reports: one document about one audit, and one file per format that writes it.
//!
//! A report is its own shape, apart from disk records: plain text only, redacted by default, with no case label and
//! never a hidden name (docs/reports.md).

mod csv;
mod html;
mod ledger;
mod make;
mod markdown;
mod outcome;
mod table;

pub use ledger::{LedgerLine, write_ledger};
pub use make::make_report;
pub use outcome::{Outcome, SourceOutcome, derive_outcome};

use crate::exposure::{Counts, Severity};
use crate::finding::Finding;
use crate::personal::personal_debug;
use crate::profile::Profile;
use crate::redact::Redaction;
use crate::removal::{Task, TaskState};
use crate::source::Catalogue;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The day it is made.
    pub made_on: Date,
    /// Whether the person is invented.
    pub practice: bool,
    /// For an advocate's client: one sentence about the consent. Shown in full reports only.
    pub consent: Option<&'a str>,
    /// Every source that was in the plan, in any order.
    pub sources: &'a [SourceOutcome],
    /// Every finding with its severity.
    pub findings: &'a [(&'a Finding, Severity)],
    /// The tasks in their order.
    pub tasks: &'a [Task],
    /// Names of sources.
    pub catalogue: &'a Catalogue,
    /// What is personal and what is hidden.
    pub profile: &'a Profile,
}

/// Numbers for the top of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Sources that show something.
    pub found: usize,
    /// Sources that proved that they have nothing.
    pub not_found: usize,
    /// Sources nobody could check.
    pub could_not_check: usize,
    /// Sources that were not asked.
    pub not_asked: usize,
    /// Findings the person called theirs, by band.
    pub mine: Counts,
    /// Findings the person is not sure about.
    pub not_sure: usize,
    /// Findings still to be looked at.
    pub undecided: usize,
    /// Findings about relatives: people to warn.
    pub relatives: usize,
    /// Tasks that are not done.
    pub tasks_left: usize,
}

/// One source and what came of asking it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its permanent id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its host.
    pub host: String,
    /// What came of it.
    pub outcome: Outcome,
    /// `never`, or the day its definition was last checked against the live site.
    pub checked_live: String,
}

/// One finding.
#[derive(Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// The source's id.
    pub source_id: String,
    /// The source's name.
    pub source: String,
    /// `me` or `not sure`.
    pub decision: &'static str,
    /// How dangerous and why.
    pub severity: Severity,
    /// What is shown, as (kind, value); without values when redacted.
    pub shown: Vec<(&'static str, Option<String>)>,
    /// The link as far as it may be shown.
    pub link: String,
}

/// One task.
#[derive(Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// Its permanent id.
    pub id: String,
    /// Its place, from 1.
    pub order: usize,
    /// What to do.
    pub title: String,
    /// Why.
    pub why: String,
    /// `Critical` to `Low`.
    pub band: &'static str,
    /// Its state.
    pub state: TaskState,
    /// Since when.
    pub since: Option<Date>,
    /// When to act next.
    pub due: Date,
    /// Why then.
    pub due_why: String,
    /// The steps.
    pub steps: Vec<String>,
    /// Where it is done.
    pub link: Option<String>,
    /// The listings to be removed, as far as they may be shown.
    pub listings: Vec<String>,
    /// The privacy mailbox.
    pub contact: Option<String>,
    /// What it asks for.
    pub flags: Vec<&'static str>,
    /// What to know beforehand.
    pub warning: Option<String>,
    /// What the form would newly teach the site.
    pub would_teach: Vec<&'static str>,
    /// What it clears, where that is more than one source.
    pub clears: Vec<String>,
    /// The law with its time.
    pub law: Option<String>,
    /// Subject and text of the letter.
    pub letter: Option<(String, String)>,
    /// What to do next.
    pub next_advice: String,
    /// The person's own note; only in full reports.
    pub note: Option<String>,
    /// Where the facts come from.
    pub facts: Vec<String>,
}

/// The whole document.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    /// The day it was made.
    pub made_on: Date,
    /// Whether the person is invented.
    pub practice: bool,
    /// Whether values are left out.
    pub redaction: Redaction,
    /// One sentence about the consent.
    pub consent: Option<String>,
    /// Numbers.
    pub summary: Summary,
    /// Every source of the plan, once, by id.
    pub sources: Vec<SourceLine>,
    /// Findings decided *me* and *not sure*, worst first.
    pub findings: Vec<FindingLine>,
    /// Tasks in their order.
    pub tasks: Vec<TaskLine>,
}

personal_debug!(FindingLine, TaskLine, Report);

/// The formats a report can be written in. A further one is a file here and a line in this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A checklist to tick off.
    Markdown,
    /// A table for machines and spreadsheets (RFC 4180).
    Csv,
    /// A page to print.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Html];

    /// The file's ending, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// A file name that tells nothing about the person or the app: `checklist-2026-11-22.md`.
    pub fn file_name(self, today: Date) -> String {
        format!("checklist-{today}.{}", self.extension())
    }

    /// The report as the text of a file, UTF-8.
    pub fn write(self, report: &Report) -> String {
        match self {
            Self::Markdown => markdown::write(report),
            Self::Csv => csv::write(report),
            Self::Html => html::write(report),
        }
    }
}

/// Labels and numbers for the top of a report, the same in every format.
fn summary_rows(summary: &Summary) -> [(&'static str, usize); 8] {
    [
        ("Sources that show something", summary.found),
        ("Sources where nothing was found", summary.not_found),
        ("Sources that could not be checked", summary.could_not_check),
        ("Sources that were not asked", summary.not_asked),
        ("Findings not sure about", summary.not_sure),
        ("Findings still to look at", summary.undecided),
        ("Findings about relatives, to warn them", summary.relatives),
        ("Tasks left", summary.tasks_left),
    ]
}

/// What is left out, the same in every format.
fn explain_redaction(redaction: Redaction) -> &'static str {
    match redaction {
        Redaction::Redacted => "Redacted: names, values and whole links are left out and stand in the app.",
        Redaction::Full => "Full: this file shows personal facts. Keep it somewhere safe.",
    }
}
