//! The pieces of a template, and how a value is made ready for its place.

use super::{Placeholder, Values};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Lower,
    Upper,
    Hyphen,
    Underscore,
    Plus,
    Sha256,
}

#[derive(Clone, Debug)]
pub(super) enum Piece {
    Literal(String),
    Value(Slot),
}

/// A placeholder with its filters.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) placeholder: Placeholder,
    filters: Vec<Filter>,
}

/// What is wrong between two braces.
pub(super) enum Misnamed {
    Placeholder(String),
    Filter(String),
}

impl Slot {
    /// Reads what stands between braces.
    pub(super) fn parse(inside: &str) -> Result<Self, Misnamed> {
        let mut words = inside.split('|').map(str::trim);
        let name = words.next().unwrap_or_default();
        let placeholder = Placeholder::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, placeholder)| *placeholder)
            .ok_or_else(|| Misnamed::Placeholder(name.to_owned()))?;
        let filters = words
            .map(|word| match word {
                "lower" => Ok(Filter::Lower),
                "upper" => Ok(Filter::Upper),
                "hyphen" => Ok(Filter::Hyphen),
                "underscore" => Ok(Filter::Underscore),
                "plus" => Ok(Filter::Plus),
                "sha256" => Ok(Filter::Sha256),
                other => Err(Misnamed::Filter(other.to_owned())),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { placeholder, filters })
    }

    /// The filtered value, not encoded; `None` when it is missing or empty.
    pub(super) fn plain(&self, values: &Values) -> Option<String> {
        let value = self.filtered(values)?;
        Some(value.split_whitespace().collect::<Vec<_>>().join(self.joint().unwrap_or(" ")))
    }

    /// The filtered value, percent-encoded down to unreserved characters; `None` when it is missing or empty.
    pub(super) fn encoded(&self, values: &Values) -> Option<String> {
        let value = self.filtered(values)?;
        let words: Vec<String> = value.split_whitespace().map(percent_encode).collect();
        Some(words.join(self.joint().unwrap_or("%20")))
    }

    /// Whether only a fingerprint of the value is sent.
    pub(super) fn is_hashed(&self) -> bool {
        self.filters.contains(&Filter::Sha256)
    }

    /// What stands between two words, where a filter says so.
    fn joint(&self) -> Option<&'static str> {
        self.filters.iter().rev().find_map(|filter| match filter {
            Filter::Hyphen => Some("-"),
            Filter::Underscore => Some("_"),
            Filter::Plus => Some("+"),
            Filter::Lower | Filter::Upper | Filter::Sha256 => None,
        })
    }

    fn filtered(&self, values: &Values) -> Option<String> {
        let mut value = values.get(&self.placeholder)?.trim().to_owned();
        for filter in &self.filters {
            match filter {
                Filter::Lower => value = value.to_lowercase(),
                Filter::Upper => value = value.to_uppercase(),
                Filter::Hyphen | Filter::Underscore | Filter::Plus => {}
                // Gravatar's rule: SHA-256 of the trimmed, lower-case address (docs.gravatar.com/rest-api).
                Filter::Sha256 => {
                    value = data_encoding::HEXLOWER.encode(&Sha256::digest(value.to_lowercase().as_bytes()));
                }
            }
        }
        (!value.is_empty()).then_some(value)
    }
}

/// What stands alone between braces in a literal and so looks like a placeholder, but is none.
pub(super) fn odd_words(pieces: &[Piece]) -> impl Iterator<Item = &str> {
    let literals = pieces.iter().filter_map(|piece| match piece {
        Piece::Literal(literal) => Some(literal.as_str()),
        Piece::Value(_) => None,
    });
    let is_word = |inside: &&str| {
        let ordinary =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'|');
        !inside.is_empty() && inside.bytes().all(ordinary)
    };
    literals
        .flat_map(|literal| literal.split('{').skip(1))
        .filter_map(|rest| rest.split_once('}'))
        .map(|(inside, _)| inside)
        .filter(is_word)
}

/// Percent-encodes down to unreserved characters.
pub(super) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The placeholders of some pieces, sorted, each once.
pub(super) fn needs(pieces: &[Piece]) -> Vec<Placeholder> {
    let slots = pieces.iter().filter_map(|piece| match piece {
        Piece::Value(slot) => Some(slot.placeholder),
        Piece::Literal(_) => None,
    });
    let mut needs: Vec<Placeholder> = slots.collect();
    needs.sort_unstable();
    needs.dedup();
    needs
}

/// Pieces of a text in which braces may be ordinary characters: what names no placeholder, or has a space in it, is
/// literal.
pub(super) fn parse_lenient(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        let slot = after.split_once('}').filter(|(inside, _)| !inside.contains(char::is_whitespace));
        let slot = slot.and_then(|(inside, behind)| Some((Slot::parse(inside).ok()?, behind)));
        let Some((slot, behind)) = slot else {
            literal.push('{');
            rest = after;
            continue;
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        pieces.push(Piece::Value(slot));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    pieces
}
