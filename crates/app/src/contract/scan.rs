//! A scan on the screen.

use super::plan::Scope;
use super::route::RouteKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Accepts the plan as it was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AcceptPlan {
    /// The ids of every check the person saw and allowed, hand checks and controls included.
    pub checks: Vec<String>,
    /// Which plan it was.
    pub scope: Scope,
}

/// How a scan stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScanView {
    /// Whether it is running.
    pub running: bool,
    /// Whether there has been one.
    pub started: bool,
    /// Questions answered.
    pub done: u32,
    /// Questions in all, hand checks not counted.
    pub total: u32,
    /// Questions that were never answered, because the app was ended or locked in the middle; they can still be asked.
    pub unanswered: u32,
    /// Questions that a program asked and could not find out.
    pub unknown: u32,
    /// Questions that are new, or that a changed definition would ask, since then.
    pub changed: u32,
    /// What there is to say about the running check, one plain sentence each.
    pub notices: Vec<String>,
    /// Every source of the accepted plan.
    pub sources: Vec<ScanSource>,
}

/// One source of a scan: the most telling outcome of its questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScanSource {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its host.
    pub host: String,
    /// Whether the person looks themselves.
    pub by_hand: bool,
    /// What to look for, for hand sources.
    pub look_for: Option<String>,
    /// How it stands.
    pub state: ScanState,
    /// Ids of hand checks still to be answered.
    pub open_checks: Vec<String>,
    /// Ids of hand checks already answered; they can be answered again.
    pub answered_checks: Vec<String>,
    /// Ids of checks that a program could not find out, or not wholly, and a person may look at.
    pub look_checks: Vec<String>,
    /// Whether a page of it that the person saved can be read.
    pub reads_saved: bool,
    /// Answers that a later one took the place of, in the order of time; they stay as history.
    pub earlier: Vec<EarlierView>,
}

/// Something that was said before and no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierView {
    /// When: an RFC 3339 moment.
    pub at: String,
    /// What, one plain sentence.
    pub what: String,
}

/// How a source stands in a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ScanState {
    /// Not asked yet.
    Waiting,
    /// Being asked.
    Asking,
    /// It shows something.
    Found {
        /// How many listings.
        listings: u32,
        /// Why a part of its questions was not answered, one plain sentence; none when all were.
        partly: Option<String>,
    },
    /// It proved that it has nothing.
    NotFound,
    /// Nobody can tell.
    CouldNotCheck {
        /// The closed code.
        reason: String,
        /// What happened, one plain sentence.
        explain: String,
        /// What to do, one plain sentence.
        advice: String,
    },
}

/// The progress event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// Questions answered.
    pub done: u32,
    /// Questions in all.
    pub total: u32,
    /// Whether the scan is still running.
    pub running: bool,
    /// What there is to say about it, one plain sentence each.
    pub notices: Vec<String>,
    /// The source that changed.
    pub source: Option<ScanSource>,
}

/// What opening a link came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandShown {
    /// Whether a browser was opened.
    pub opened: bool,
    /// In practice no live site is opened: what the person would have seen there.
    pub instead: Option<String>,
    /// Set where nothing was opened yet, because another way out was chosen and the person's own browser would not take
    /// it: that way. `hand_open_straight` and `task_open_straight` open it all the same.
    pub ask_first: Option<RouteKind>,
}

/// A link that the person takes to another browser themselves.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CopiedLink {
    /// The link, in clear.
    pub link: String,
}

/// What the person saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "saw", rename_all = "snake_case")]
pub enum Saw {
    /// A record that looks like them.
    Listed {
        /// The link of the record, as pasted.
        link: String,
        /// What it shows: `name`, `street-address`, `city`, `phone`, `email`, `age`, `relatives`, `photos`, `employer`.
        shows: Vec<String>,
    },
    /// Nothing.
    Nothing,
    /// They could not look.
    CouldNot,
}

/// The answer to a hand check.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HandAnswer {
    /// Which check.
    pub check: String,
    /// What was seen.
    pub answer: Saw,
}

/// Reads a page that the person saved in their own browser.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReadSaved {
    /// The check that it answers.
    pub check: String,
    /// The page's address, where the file chosen before did not say it; none to choose a file.
    pub from: Option<String>,
}

/// What became of a saved page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "saved", rename_all = "snake_case")]
pub enum SavedRead {
    /// The person closed the dialog.
    Closed,
    /// The file does not say which page it is: the person is asked, and the file is kept until then.
    WhereFrom,
    /// It was read and its answer kept.
    Kept {
        /// The scan as it stands now; the source's own line says what the page said.
        view: ScanView,
    },
}
