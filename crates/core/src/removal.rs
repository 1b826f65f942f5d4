//! Removal: what to do about each finding and beyond, in the order that takes most danger away first.

mod advice;
mod card;
mod day;
mod group;
mod owner;

pub use card::{Applies, TaskCard, card_files, task_cards};
pub use owner::{Owner, owner_files, owners};

use crate::exposure::{Band, Severity};
use crate::fact::Fact;
use crate::finding::{Finding, FindingId};
use crate::letter::Letter;
use crate::personal::Personal;
use crate::profile::Profile;
use crate::source::{Ask, Catalogue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Names one task within its case; the same work has the same id for ever: `source-<id>`, `owner-<id>`, `card-<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub String);

/// How far a task is. The app keeps every mark; the latest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Nothing was done yet.
    #[default]
    Open,
    /// The site or office was asked.
    Asked,
    /// The person did it, or the site says that it is done. Looking again proves it.
    Done,
    /// It did not work.
    CouldNot,
}

impl TaskState {
    /// The state as words for the screen and reports.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Done => "done",
            Self::CouldNot => "could not",
        }
    }
}

/// What the person says about a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskMark {
    /// The task.
    pub task: TaskId,
    /// Its state from then on.
    pub state: TaskState,
    /// The day.
    pub on: Date,
    /// A note of the person's own.
    #[serde(default)]
    pub note: Option<Personal<String>>,
}

/// The law a task relies on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLaw {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The time it gives, in words: `45 days`, `one month`.
    pub time: String,
    /// Days it gives at most; a month counts as 31.
    pub days: u16,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What to do, without any fact about the person.
    pub title: String,
    /// Why, without any fact about the person.
    pub why: String,
    /// How urgent.
    pub band: Band,
    /// Its place in the order, from 1.
    pub order: usize,
    /// The steps, each one plain sentence.
    pub steps: Vec<String>,
    /// How many of the last steps tell where the person lives; a redacted report leaves these out.
    pub local_steps: usize,
    /// The page or form where it is done.
    pub link: Option<Personal<String>>,
    /// The privacy mailbox, where there is one.
    pub contact: Option<String>,
    /// The pages with the listings to be removed.
    pub listings: Vec<Personal<String>>,
    /// A letter ready to send.
    pub letter: Option<Letter>,
    /// The law it relies on.
    pub law: Option<TaskLaw>,
    /// When to act next.
    pub due: Date,
    /// Why then.
    pub due_why: String,
    /// What it asks for; shown before the person begins.
    pub flags: Vec<Ask>,
    /// What to know beforehand: cannot be undone, costs something.
    pub warning: Option<String>,
    /// Facts the site shows already.
    pub already_has: Vec<Fact>,
    /// Facts the form would newly teach it.
    pub would_teach: Vec<Fact>,
    /// Names of all sources this one task clears.
    pub clears: Vec<String>,
    /// The findings it is about.
    pub findings: Vec<FindingId>,
    /// How far it is.
    pub state: TaskState,
    /// Since when.
    pub since: Option<Date>,
    /// The person's note on the latest mark.
    pub note: Option<Personal<String>>,
    /// What to do next in this state.
    pub next_advice: String,
    /// Where the facts come from, with their marks (`[S]` read in a source, `[K]` known and not re-read).
    pub facts: Vec<String>,
}

/// Everything tasks are made from.
#[derive(Clone, Copy, Debug)]
pub struct TaskInput<'a> {
    /// All findings with their severity; only those decided *me* become removals.
    pub findings: &'a [(&'a Finding, Severity)],
    /// The definitions.
    pub catalogue: &'a Catalogue,
    /// The person's profile: regions, which cards apply, and what is hidden.
    pub profile: &'a Profile,
    /// Every mark, in the order they were made.
    pub marks: &'a [TaskMark],
    /// Today.
    pub today: Date,
}

/// All tasks in the order of doing: band, then one removal that clears many, the record before its copies, quick edits
/// of one's own accounts, single sites, slow letters (docs/threat-model.md, section 4).
///
/// The order does not depend on states, so that a task keeps its place while it is worked on.
pub fn derive_tasks(input: &TaskInput<'_>) -> Vec<Task> {
    let mut drafts = group::removals(input);
    drafts.extend(card::tasks(input));
    drafts.sort_by(|a, b| a.place().cmp(&b.place()));
    let mut tasks = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.into_iter().enumerate() {
        let mut task = draft.task;
        task.order = at + 1;
        advice::settle(&mut task, draft.days, draft.begun, input);
        tasks.push(task);
    }
    tasks
}

/// Where a task stands among tasks of its band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    ClearsMany,
    Upstream,
    QuickEdit,
    Single,
    Slow,
}

/// A task before its place, state and date are known.
#[derive(Debug)]
struct Draft {
    task: Task,
    rank: Rank,
    score: u8,
    /// Longest usual days until it works.
    days: Option<u16>,
    /// The day the danger was first seen; due dates count from it.
    begun: Date,
}

impl Draft {
    fn place(&self) -> (Band, Rank, std::cmp::Reverse<u8>, &TaskId) {
        (self.task.band, self.rank, std::cmp::Reverse(self.score), &self.task.id)
    }
}

/// What a form asks for, as a few words for the screen and reports.
pub fn explain_ask(ask: Ask) -> &'static str {
    match ask {
        Ask::EmailConfirmation => "sends an e-mail you must confirm",
        Ask::Captcha => "asks a puzzle",
        Ask::PhoneCall => "calls or texts a phone",
        Ask::IdDocument => "asks for an identity document",
        Ask::Payment => "asks for money",
        Ask::Account => "needs an account",
        Ask::BirthDate => "asks for a birth date",
        Ask::ListingLink => "needs the link of the listing",
        Ask::Photo => "asks for a photo of you",
        Ask::Proof => "asks for proof or a court order",
    }
}

/// A fact as words for the screen and reports.
pub fn explain_fact(fact: Fact) -> &'static str {
    match fact {
        Fact::StreetAddress => "street address",
        Fact::City => "town",
        Fact::Phone => "phone number",
        Fact::Email => "e-mail address",
        Fact::Name => "name",
        Fact::Username => "account name",
        Fact::Age => "age or birth date",
        Fact::Relatives => "relatives",
        Fact::Employer => "employer or school",
        Fact::Photos => "pictures",
        Fact::Records => "official papers",
        Fact::Breach => "lost data",
    }
}
