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
    /// How many of both tell a site that facts of different lives belong together.
    pub joining: u32,
    /// How many of both send a hidden fact.
    pub hidden: u32,
    /// Whether it is known in which country the person lives; while it is not, sources of a country are grouped by it and
    /// are allowed one group at a time.
    pub place_known: bool,
    /// The facts that may be sent; each can be left out of a plan.
    pub facts: Vec<PlanFact>,
    /// Facts of different lives that sources could be asked with together; none is, unless it is ticked.
    pub pairs: Vec<PlanPair>,
    /// Set where what is allowed is more than may be looked up today.
    pub limit: Option<LimitView>,
}

/// A fact of the plan, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanFact {
    /// Its id.
    pub id: String,
    /// `name`, `username`, `email`...: as in the profile.
    pub kind: String,
    /// A finer kind: `legal`, `stage`, `former`...; `current`, `past`.
    pub detail: Option<String>,
    /// The value with most of it covered.
    pub masked: String,
    /// Whether it is asked about.
    pub included: bool,
    /// In how many questions of this plan it is.
    pub questions: u32,
}

/// Facts of different lives: a legal name, a stage name, a former name, and each hidden fact are a life each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanPair {
    /// Names it for `plan_pair`.
    pub id: String,
    /// The facts, masked.
    pub facts: Vec<PlanFact>,
    /// The names of the sources that would learn that they belong together, if those may be asked.
    pub sources: Vec<String>,
    /// Whether the person lets them be told together.
    pub together: bool,
}

/// Whether a source covers the person's country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// It covers every country.
    Everywhere,
    /// It covers a country where the person lives or lived.
    Here,
    /// It does not; it is allowed only by itself.
    Elsewhere,
    /// It covers some countries, and the person's is not known.
    Unknown,
}

/// Leaves facts out of the plan, or takes them in again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChooseFacts {
    /// Which facts.
    pub facts: Vec<String>,
    /// Whether they are asked about.
    pub include: bool,
    /// The plan that is on the screen.
    pub scope: Scope,
}

/// Lets facts of different lives be told together, or not any more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TickPair {
    /// Which pair.
    pub pair: String,
    /// Whether they may be told together.
    pub together: bool,
    /// The plan that is on the screen.
    pub scope: Scope,
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
    /// Whether it covers the person's country.
    pub covers: Covers,
    /// The two-letter codes of the countries it covers; none for everywhere.
    pub countries: Vec<String>,
    /// Whether an account name is a part of the host's name, so that the network on the way sees it as well.
    pub name_in_host: bool,
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
    /// Further look-ups that would be too many now and come first in the next plan; while one of them was not answered,
    /// the source is never called "not found".
    pub left_out: u32,
}

/// One question of the plan, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four questions about one question, each answered by itself"
)]
pub struct PlanCheck {
    /// Its id.
    pub id: String,
    /// What it would send.
    pub sends: Vec<SendsValue>,
    /// Whether it asks about an invented value, to test the source.
    pub control: bool,
    /// Whether it tells the source that facts of different lives belong together.
    pub joins: bool,
    /// Whether it asks about the same fact in another spelling, or about part of a name.
    pub other_spelling: bool,
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
