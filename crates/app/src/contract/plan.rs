//! The plan on the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is asked anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything that applies.
    #[default]
    Everything,
    /// What a program could not find out the last time; the other answers are carried over.
    Unknown,
    /// What the last check did not have, or what another definition judged; the other answers are carried over.
    Changed,
}

/// What would be asked of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// Sources that apply.
    pub sources: Vec<PlanSource>,
    /// Sources that do not, and why.
    pub gaps: Vec<GapView>,
    /// Questions that would be sent now.
    pub will_send: u32,
    /// Hand checks the person would do.
    pub by_hand: u32,
    /// Set where what is allowed is more than may be looked up today.
    pub limit: Option<LimitView>,
}

/// A plan that is more than may be looked up in a day. A look-up is one fact, such as a name or a user name, at however
/// many sources; the same one again is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitView {
    /// How many different look-ups a day may have.
    pub most: u32,
    /// How many the allowed sources would add.
    pub wanted: u32,
    /// How many are left today.
    pub left: u32,
    /// From when on they fit: an RFC 3339 moment; none where they are too many for any day.
    pub until: Option<String>,
}

/// One source of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanSource {
    /// Its id.
    pub id: String,
    /// The name people know.
    pub name: String,
    /// Its category: `people-search`, `username`, `profile`, `public-record`, `breach`, `domain`, `search-engine`, `map`.
    pub category: String,
    /// The host that would be asked.
    pub host: String,
    /// Whether the person opens it themselves.
    pub by_hand: bool,
    /// Why by hand, one plain sentence.
    pub why_by_hand: Option<String>,
    /// Whether it may be asked.
    pub allowed: bool,
    /// `never`, or the date the definition was last checked against the live site.
    pub checked_live: String,
    /// A remark.
    pub note: Option<String>,
    /// Where its definition is from, if it is not ours: the list and its licence, one plain sentence.
    pub community: Option<String>,
    /// The questions.
    pub checks: Vec<PlanCheck>,
    /// The key it wants.
    pub key: Option<KeyView>,
    /// Further questions that would be too many; while there are any, the source is never called "not found".
    pub left_out: u32,
}

/// One question of the plan, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanCheck {
    /// Its id.
    pub id: String,
    /// What it would send.
    pub sends: Vec<SendsValue>,
    /// Whether it asks about an invented value, to test the source.
    pub control: bool,
    /// Whether it would send a hidden fact.
    pub sends_hidden: bool,
    /// What is asked and what the source learns by it, one plain sentence or two; empty for older plans.
    pub why: String,
    /// At most so many further requests to the same site: its rules for programs, more result pages, single records.
    pub further: u32,
}

/// One value that would be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SendsValue {
    /// `first name`, `city`, `user name`...
    pub label: String,
    /// The value with most of it covered.
    pub masked: String,
}

/// A key a source wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyView {
    /// What it is and where it is had.
    pub ask: String,
    /// Whether the person gave one.
    pub given: bool,
    /// Whether the source can be asked without.
    pub optional: bool,
}

/// A source that is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GapView {
    /// Its name.
    pub name: String,
    /// Why, one plain sentence.
    pub why: String,
}

/// Allows or skips.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChooseSources {
    /// Which sources.
    pub sources: Vec<String>,
    /// Whether they may be asked.
    pub allow: bool,
    /// The plan that is on the screen.
    pub scope: Scope,
}

/// Gives a source's key; an empty key takes it back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetKey {
    /// Which source.
    pub source: String,
    /// The key.
    pub key: String,
    /// The plan that is on the screen.
    pub scope: Scope,
}

/// One check in clear.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RevealedCheck {
    /// The whole address, without a key.
    pub url: String,
    /// The whole text that is sent besides the address.
    pub body: Option<String>,
    /// Every value.
    pub values: Vec<SendsValue>,
}
