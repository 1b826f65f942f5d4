//! Bodies with placeholders: each value is escaped for the place where it stands, never written raw.

use super::piece::{self, Piece};
use super::{Placeholder, Values};
use serde::{Deserialize, Deserializer};
use thiserror::Error;

/// What a body is; decides how values are written into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyType {
    /// JSON: values stand inside strings.
    #[default]
    Json,
    /// A form: `name=value&name=value`.
    Form,
    /// Other text: only values of harmless characters are written into it.
    Text,
}

impl BodyType {
    /// The content type that is sent where the headers name none.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// The body of a POST.
#[derive(Clone, Debug)]
pub struct BodyTemplate {
    pieces: Vec<Piece>,
}

/// What is wrong with a body.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFlaw {
    /// It is no JSON with a text in place of each placeholder.
    #[error("it is no JSON")]
    NotJson,
    /// A placeholder of a JSON body stands outside of any string.
    #[error("a placeholder stands outside of a string")]
    OutsideString,
    /// A placeholder stands in code that a string holds, but in no string of that code.
    #[error("a placeholder stands in code within a string, outside of that code's own strings")]
    OutsideInnerString,
}

/// Where a value stands.
enum Place {
    /// In a JSON string or a form value.
    Plain,
    /// In a string within that.
    Inner,
}

impl BodyTemplate {
    /// Reads a body; braces that name no placeholder are ordinary characters.
    pub fn parse(text: &str) -> Self {
        Self { pieces: piece::parse_lenient(text) }
    }

    /// What looks like a placeholder in it, but is none.
    pub fn odd_words(&self) -> impl Iterator<Item = &str> {
        piece::odd_words(&self.pieces)
    }

    /// The placeholders it needs, sorted, each once.
    pub fn needs(&self) -> Vec<Placeholder> {
        piece::needs(&self.pieces)
    }

    /// What is wrong with it as a body of that kind, if anything is.
    pub fn flaw(&self, body_type: BodyType) -> Option<BodyFlaw> {
        let values = Placeholder::ALL.iter().map(|placeholder| (*placeholder, "x".to_owned())).collect();
        match self.write(&values, body_type) {
            Err(flaw) => Some(flaw),
            Ok(text) if body_type == BodyType::Json => {
                let json = text.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
                json.is_none().then_some(BodyFlaw::NotJson)
            }
            Ok(_) => None,
        }
    }

    /// The body with its values in place, or `None` when a value is missing or cannot be written there safely.
    pub fn fill(&self, values: &Values, body_type: BodyType) -> Option<String> {
        self.write(values, body_type).ok().flatten()
    }

    fn write(&self, values: &Values, body_type: BodyType) -> Result<Option<String>, BodyFlaw> {
        let mut text = String::new();
        // The author's own text, with nothing of the person in it: it alone decides where a value stands.
        let mut skeleton = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => {
                    text.push_str(literal);
                    skeleton.push_str(literal);
                }
                Piece::Value(slot) => {
                    let Some(value) = slot.plain(values) else { return Ok(None) };
                    let written = match body_type {
                        BodyType::Json => match json_place(&skeleton)? {
                            Place::Plain => json_escape(&value),
                            Place::Inner => json_escape(&json_escape(&value)),
                        },
                        BodyType::Form => match form_place(&skeleton)? {
                            Place::Plain => piece::percent_encode(&value),
                            Place::Inner => piece::percent_encode(&json_escape(&value)),
                        },
                        BodyType::Text if value.chars().all(is_harmless) => value,
                        BodyType::Text => return Ok(None),
                    };
                    text.push_str(&written);
                    skeleton.push('x');
                }
            }
        }
        Ok(Some(text))
    }
}

/// Where in a JSON text the next character stands.
fn json_place(before: &str) -> Result<Place, BodyFlaw> {
    let mut string: Option<String> = None;
    let mut characters = before.chars();
    while let Some(character) = characters.next() {
        match (&mut string, character) {
            (None, '"') => string = Some(String::new()),
            (Some(_), '"') => string = None,
            (Some(inside), '\\') => {
                inside.push('\\');
                inside.extend(characters.next());
            }
            (Some(inside), other) => inside.push(other),
            (None, _) => {}
        }
    }
    let inside = string.ok_or(BodyFlaw::OutsideString)?;
    let inside: String = serde_json::from_str(&format!("\"{inside}\"")).map_err(|_| BodyFlaw::NotJson)?;
    inner_place(&inside)
}

/// Where in a form the next character stands.
fn form_place(before: &str) -> Result<Place, BodyFlaw> {
    let value = before.rsplit('&').next().unwrap_or_default();
    inner_place(&percent_encoding::percent_decode_str(value).decode_utf8_lossy())
}

/// A value may itself be code with strings, such as a query language; then only those strings are safe.
fn inner_place(inside: &str) -> Result<Place, BodyFlaw> {
    let quotes = inside.matches('"').count();
    match (quotes, inside.contains('\\')) {
        (0, false) => Ok(Place::Plain),
        (odd, false) if odd % 2 == 1 => Ok(Place::Inner),
        _ => Err(BodyFlaw::OutsideInnerString),
    }
}

fn json_escape(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
}

fn is_harmless(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '@' | '+' | ' ')
}

impl<'de> Deserialize<'de> for BodyTemplate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::parse(&text))
    }
}
