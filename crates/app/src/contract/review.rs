//! Findings beside the person's own facts.

use super::scan::EarlierView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewView {
    /// Undecided first, then by likeness.
    pub findings: Vec<FindingView>,
}

/// One finding, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// Its id.
    pub id: String,
    /// The source's name.
    pub source: String,
    /// The source's category.
    pub category: String,
    /// Where the record is: host only.
    pub host: String,
    /// `same`, `possible`, `other`.
    pub likeness: String,
    /// What was compared, row by row.
    pub rows: Vec<CompareRow>,
    /// Value-free sentences: what agrees.
    pub agrees: Vec<String>,
    /// Value-free sentences: what disagrees.
    pub disagrees: Vec<String>,
    /// `undecided`, `me`, `not_me`, `not_sure`, `relative`.
    pub decision: String,
    /// What the person said before that, in the order of time.
    pub earlier: Vec<EarlierView>,
    /// `critical`, `high`, `medium`, `low`.
    pub band: String,
    /// How many sites of one owner show this same record; 1 where only this one does.
    pub sites: u32,
    /// Whether it was gone and is back.
    pub came_back: bool,
    /// What the person said about a record like this one; none where this one is decided.
    pub said_before: Option<SaidBeforeView>,
}

/// What the person said about a record like the one shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaidBeforeView {
    /// `me`, `not_me`, `relative`.
    pub decision: String,
    /// The name of the source it is at.
    pub source: String,
    /// `same_site`, `copy`, `alike`.
    pub because: String,
}

/// One kind of fact: theirs beside ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompareRow {
    /// `name`, `age`, `address`, `phone`, `email`, `username`, `relative`, `domain`, `other`.
    pub field: String,
    /// What the site shows, masked.
    pub theirs: Vec<String>,
    /// What the profile says, masked.
    pub yours: Vec<String>,
    /// Whether they agree; none where there is nothing to compare.
    pub agrees: Option<bool>,
    /// Whether only the site has this kind of fact.
    pub new_to_us: bool,
}

/// One finding in clear.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RevealedFinding {
    /// The link to the record.
    pub link: String,
    /// The rows in clear.
    pub rows: Vec<RevealedRow>,
}

/// One row in clear.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RevealedRow {
    /// As in [`CompareRow`].
    pub field: String,
    /// What the site shows.
    pub theirs: Vec<String>,
    /// What the profile says.
    pub yours: Vec<String>,
}

/// A decision.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Decide {
    /// Which finding.
    pub finding: String,
    /// `undecided`, `me`, `not_me`, `not_sure`, `relative`.
    pub decision: String,
}
