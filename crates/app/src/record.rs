//! What is written into the case. These shapes are the disk's: views and reports have their own.
//!
//! A later answer or decision is added to the earlier ones. A field is only ever added, with `#[serde(default)]`; records of older versions must stay readable.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use unlisted_core::finding::Decision;
use unlisted_core::identifier::Identifier;
use unlisted_core::plan::{Check, CheckId};
use unlisted_core::reason::Reason;
use unlisted_core::source::{SourceId, Values};
use unlisted_core::{Finding, IdentifierId, Personal};

/// The case itself.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AboutRecord {
    /// The label the person chose.
    pub(crate) label: Personal<String>,
    /// Whether the person is invented.
    pub(crate) practice: bool,
    /// When it was made.
    pub(crate) created: Timestamp,
}

/// After how long without use the app locks.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct IdleRecord {
    /// After so many minutes; none for never while the window is open.
    pub(crate) minutes: Option<u32>,
}

/// A field that was typed into and not saved when the app locked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnfinishedRecord {
    /// Its label on the page.
    pub(crate) label: Personal<String>,
    /// What stood in it.
    pub(crate) text: Personal<String>,
}

/// Whose audit this is.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AttestationRecord {
    /// Whether it is the person's own.
    pub(crate) myself: bool,
    /// The last day of a client's consent.
    pub(crate) until: Option<Date>,
    /// When it was said.
    pub(crate) at: Timestamp,
}

/// One identifier and its place in the order of entry.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct IdentifierRecord {
    /// The order of entry.
    pub(crate) order: u32,
    /// The fact and the wishes about it.
    pub(crate) identifier: Identifier,
}

/// Whether a source may be asked, a fact is asked about, or a pair of facts may be told together.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct ChoiceRecord {
    /// May it.
    pub(crate) allowed: bool,
    /// Whether it was allowed by itself, though it covers no country of the person's.
    #[serde(default)]
    pub(crate) though_elsewhere: bool,
}

/// One scan: the accepted plan, question by question.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ScanRecord {
    /// When it was started.
    pub(crate) started: Timestamp,
    /// How many questions it has; each is a record of its own.
    pub(crate) checks: u32,
    /// Sources that are not asked everything, because there is too much to ask.
    #[serde(default)]
    pub(crate) left_out: BTreeSet<SourceId>,
    /// When the first scan was started whose answers this one carries over; none when it asks everything anew.
    #[serde(default)]
    pub(crate) begun: Option<Timestamp>,
}

/// One question of an accepted plan.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AcceptedRecord {
    /// Its place in the plan.
    pub(crate) order: u32,
    /// The question.
    pub(crate) check: Check,
}

/// What one question came to.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OutcomeRecord {
    /// When the answer was judged.
    pub(crate) at: Timestamp,
    /// The verdict; listings are findings of their own.
    pub(crate) told: Told,
    /// The digest of the definition that judged; empty in records of older versions.
    #[serde(default)]
    pub(crate) definition: String,
    /// Whether a person looked, instead of a program.
    #[serde(default)]
    pub(crate) looked: bool,
    /// Entries, at least so many, that stood there beside the listings and could not be read.
    #[serde(default)]
    pub(crate) unread: u32,
    /// What a program read, where a person looked at the same page for what it could not read.
    #[serde(default)]
    pub(crate) read: Option<ReadRecord>,
}

impl OutcomeRecord {
    /// What a program read of the page: this record, or the one that the person's look stands beside.
    pub(crate) fn read(&self) -> Option<ReadRecord> {
        match self.told {
            Told::Listed(listed) if !self.looked => {
                Some(ReadRecord { at: self.at, listed, unread: self.unread })
            }
            _ => self.read,
        }
    }
}

/// What a program read of a page that a person then looked at themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReadRecord {
    /// When.
    pub(crate) at: Timestamp,
    /// How many listings it read.
    pub(crate) listed: u32,
    /// How many entries it could not read.
    pub(crate) unread: u32,
}

/// A finding as it is kept: as it stands, and what the person said about it before.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct FindingRecord {
    /// As it stands.
    #[serde(flatten)]
    pub(crate) finding: Finding,
    /// Every decision of the person's, in the order of time; the last one counts. Empty in records of older versions.
    #[serde(default)]
    pub(crate) decided: Vec<DecidedRecord>,
}

/// One decision of the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DecidedRecord {
    /// When.
    pub(crate) at: Timestamp,
    /// What they said.
    pub(crate) decision: Decision,
}

/// When a source last proved that it can say no, and under which definition.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ProofRecord {
    /// When its control was judged.
    pub(crate) at: Timestamp,
    /// The digest of the definition that judged.
    pub(crate) definition: String,
}

/// A verdict without its listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Told {
    /// The source shows this many listings.
    Listed(u32),
    /// It proved that it has nothing.
    NotListed,
    /// Nobody can tell.
    Unknown(Reason),
}

/// A mark on a task.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct MarkRecord {
    /// The mark.
    pub(crate) mark: unlisted_core::removal::TaskMark,
}

/// One line of the ledger. Lines are only ever added.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub(crate) enum LedgerRecord {
    /// Something was about to be sent; written before the send.
    Sent(SentRecord),
    /// The answer to the latest send of that question was judged.
    Answered {
        /// When.
        at: Timestamp,
        /// Which question.
        check: CheckId,
        /// What it came to.
        told: Told,
        /// How many of the lines before it really left: one more may have been written for a request that was
        /// cancelled at the last moment. Not known in records of older versions.
        #[serde(default)]
        sent: Option<u32>,
    },
}

impl LedgerRecord {
    /// What the clock showed when it was written.
    pub(crate) fn at(&self) -> Timestamp {
        match self {
            Self::Sent(sent) => sent.at,
            Self::Answered { at, .. } => *at,
        }
    }
}

/// One request that is about to leave.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SentRecord {
    /// When.
    pub(crate) at: Timestamp,
    /// To which source.
    pub(crate) source: SourceId,
    /// To which host.
    pub(crate) host: String,
    /// Which question.
    pub(crate) check: CheckId,
    /// Which values.
    pub(crate) values: Personal<Values>,
    /// What the person wrote, where another spelling was asked: the values that differ.
    #[serde(default)]
    pub(crate) stands_for: Option<Personal<Values>>,
    /// Which identifiers they came from.
    pub(crate) identifiers: Vec<IdentifierId>,
    /// Whether the value was invented.
    pub(crate) control: bool,
    /// Whether the person opened it themselves.
    pub(crate) by_hand: bool,
    /// Which of the question's requests: 0 is the first, then redirects, further pages and records in turn.
    #[serde(default)]
    pub(crate) step: u32,
    /// Whether only the site's rules for programs (robots.txt) were fetched; then no value was sent.
    #[serde(default)]
    pub(crate) rules: bool,
}

/// What was noticed of a clock that was set back: the newest ledger lines are dated later than that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SetBackRecord {
    /// How many lines the ledger had then; lines are only ever added.
    pub(crate) lines: usize,
    /// When it was noticed first, by the clock that was set back.
    pub(crate) at: Timestamp,
}

/// A definition from a community list.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DefinitionRecord {
    /// The whole definition as TOML.
    pub(crate) text: String,
}
