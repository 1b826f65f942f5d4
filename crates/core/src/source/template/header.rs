//! Header values with placeholders.

use super::piece::{self, Piece};
use super::{Placeholder, Values};
use serde::{Deserialize, Deserializer};

/// A header's value; the person's values in it are percent-encoded, so none can end the line or begin another header.
#[derive(Clone, Debug)]
pub struct HeaderTemplate {
    pieces: Vec<Piece>,
}

impl HeaderTemplate {
    /// Reads a value; braces that name no placeholder are ordinary characters. `None` where it has a control character.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.chars().any(char::is_control)).then(|| Self { pieces: piece::parse_lenient(text) })
    }

    /// What looks like a placeholder in it, but is none.
    pub fn odd_words(&self) -> impl Iterator<Item = &str> {
        piece::odd_words(&self.pieces)
    }

    /// The placeholders it needs, sorted, each once.
    pub fn needs(&self) -> Vec<Placeholder> {
        piece::needs(&self.pieces)
    }

    /// The value with the person's values in place, or `None` when one is missing.
    pub fn fill(&self, values: &Values) -> Option<String> {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(literal) => Some(literal.clone()),
                Piece::Value(slot) => slot.encoded(values),
            })
            .collect()
    }
}

impl<'de> Deserialize<'de> for HeaderTemplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a header's value is one line of text"))
    }
}
