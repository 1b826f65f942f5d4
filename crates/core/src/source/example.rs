//! Saved questions and answers about invented people: they prove a definition and are what the practice range plays.

use super::template::Values;
use crate::listing::Listing;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An invented value for which the source must have nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Placeholder values nobody has.
    pub given: Values,
}

/// A record that the source is known to have, so that a definition can prove that it still finds something.
///
/// The source's own account or an organisation's public record, never a private person's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownRecord {
    /// Placeholder values of the record.
    pub given: Values,
    /// Whose it is, in a few words.
    pub who: String,
}

/// One question with its whole answer and what the judge must make of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Placeholder values of the question; the practice range answers exactly this question with this reply.
    /// Without it the example only proves the judge.
    #[serde(default)]
    pub given: Option<Values>,
    /// Status of the reply.
    #[serde(default = "ok")]
    pub status: u16,
    /// Headers of the reply, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Body of the reply. Hand sources leave it empty: the verdict stands for what the person saw.
    #[serde(default)]
    pub body: String,
    /// What the further addresses of the same check answer: more result pages, and pages behind listings.
    #[serde(default, rename = "page")]
    pub pages: Vec<ExamplePage>,
    /// `listed`, `not_listed` or `unknown`.
    pub verdict: String,
    /// The reason, for `unknown`.
    #[serde(default)]
    pub reason: Option<crate::reason::Reason>,
    /// What must be read from it, in order.
    #[serde(default, rename = "listing")]
    pub listings: Vec<Listing>,
}

/// What one further address of a check answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamplePage {
    /// The address.
    pub url: url::Url,
    /// Status of the reply.
    #[serde(default = "ok")]
    pub status: u16,
    /// Headers of the reply, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Body of the reply.
    #[serde(default)]
    pub body: String,
}

fn ok() -> u16 {
    200
}
