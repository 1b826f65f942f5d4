//! How a program asks: the parts that the automatic probes have in common.

use super::template::{BodyTemplate, BodyType, HeaderTemplate, Template};
use crate::ask::Method;
use regex::Regex;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What an automatic probe says about its first request.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// How.
    pub method: Method,
    /// Where.
    pub url: &'a Template,
    /// With which body.
    pub body: Option<&'a BodyTemplate>,
    /// What the body is.
    pub body_type: BodyType,
    /// Extra headers.
    pub headers: &'a BTreeMap<String, HeaderTemplate>,
    /// The least seconds between two requests to the host.
    pub pace_seconds: u16,
    /// The key that is added.
    pub key: Option<&'a Key>,
}

/// A regular expression that a value must match; compiled once, when it is first needed.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

/// The largest compiled pattern in bytes: definitions come from strangers too. A `\w{1,64}` over all scripts takes three
/// million.
const MOST_PATTERN_BYTES: usize = 4 << 20;

impl Pattern {
    /// A pattern as it is written (docs.rs/regex).
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), compiled: OnceLock::new() }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, if anything is.
    pub fn flaw(&self) -> Option<regex::Error> {
        compile(&self.text).err()
    }

    /// Whether a value matches; nothing matches a flawed pattern.
    pub fn matches(&self, value: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile(&self.text).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(value))
    }
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(text).size_limit(MOST_PATTERN_BYTES).build()
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::new(&text))
    }
}

/// A key the source wants, given by the person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// What to ask the person for, and where it is had.
    pub ask: String,
    /// Where it goes.
    pub place: KeyPlace,
    /// The query parameter's or header's name; unused for `basic`.
    #[serde(default)]
    pub name: String,
    /// A key the source publishes for trying out; used until the person gives one.
    #[serde(default)]
    pub public: Option<String>,
}

/// Where a key goes in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyPlace {
    /// HTTP Basic: the key as user name, no password.
    Basic,
    /// A query parameter.
    Query,
    /// A header.
    Header,
}
