//! Signs: what an answer must show to prove something.

use crate::reason::Reason;
use serde::{Deserialize, Deserializer};

/// Conditions that must all hold for the sign to be there. At least one of `contains`, `raw`, `at`, `redirect` or a
/// status that cannot be a wall (404, 410) is required; the linter checks it. Alternatives are several signs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Any of these statuses; empty means 200, or any redirect where `redirect` is given.
    #[serde(default)]
    pub status: Statuses,
    /// The media type that the answer says it is, without parameters, such as `application/rdap+json`.
    #[serde(default)]
    pub content_type: Option<String>,
    /// Texts that the answer contains, all of them: on pages the visible text (white space folded), elsewhere, or where
    /// a text has `<` or `"`, the raw body. Case counts, and words and numbers are whole ones: `0 people` is not in
    /// `10 people`.
    #[serde(default)]
    pub contains: Texts,
    /// Texts that stand in the body as it was sent, all of them, inside of words and tags too: community lists mean theirs
    /// so.
    #[serde(default)]
    pub raw: Texts,
    /// Texts of which neither the raw body nor, on pages, the visible text may contain any, inside of words neither.
    #[serde(default)]
    pub lacks: Texts,
    /// JSON: a place that must exist.
    #[serde(default)]
    pub at: Option<String>,
    /// JSON: the value there, compared as text (`0`, `true`, `null`, `INVALID`).
    #[serde(default)]
    pub equals: Option<String>,
    /// JSON: the array or object there is empty.
    #[serde(default)]
    pub empty: bool,
    /// How the `location` of a redirect begins, as it stands there or made absolute; a front page is meant alone.
    #[serde(default)]
    pub redirect: Option<String>,
}

/// A documented refusal with the reason it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// How it is recognised.
    pub sign: Sign,
    /// What it means.
    pub reason: Reason,
}

/// One text, or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<String>);

impl Texts {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each text.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a text or a list of texts")]
        enum Written {
            One(String),
            Several(Vec<String>),
        }
        Ok(Self(match Written::deserialize(deserializer)? {
            Written::One(text) => vec![text],
            Written::Several(texts) => texts,
        }))
    }
}

/// Statuses as a definition writes them: numbers, and classes such as `"2xx"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statuses(pub Vec<StatusSpan>);

/// From a status to a status, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusSpan {
    /// The first.
    pub from: u16,
    /// The last.
    pub to: u16,
}

impl Statuses {
    /// Whether none is written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a status is one of those written.
    pub fn contains(&self, status: u16) -> bool {
        self.0.iter().any(|span| (span.from..=span.to).contains(&status))
    }
}

impl<'de> Deserialize<'de> for StatusSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a status such as 404, or a class such as \"2xx\"")]
        enum Written {
            Number(u16),
            Class(String),
        }
        let unknown =
            || serde::de::Error::custom("a status is a number such as 404, or a class such as \"2xx\"");
        match Written::deserialize(deserializer)? {
            Written::Number(status) if (100..1000).contains(&status) => Ok(Self { from: status, to: status }),
            Written::Number(_) => Err(unknown()),
            Written::Class(class) => {
                let first = class.strip_suffix("xx").and_then(|digit| digit.parse::<u16>().ok());
                let first = first.filter(|first| (1..=5).contains(first)).ok_or_else(unknown)?;
                Ok(Self { from: first * 100, to: first * 100 + 99 })
            }
        }
    }
}

impl<'de> Deserialize<'de> for Statuses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}
