//! Identifiers on the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All identifiers, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProfileView {
    /// In the order they were entered.
    pub identifiers: Vec<IdentifierView>,
}

/// One identifier, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentifierView {
    /// Its id.
    pub id: String,
    /// `name`, `username`, `email`, `phone`, `address`, `birth`, `domain`, `relative`, `affiliation`.
    pub kind: String,
    /// A finer kind: `legal`, `stage`, `former`, `nickname`, `maiden`; `current`, `past`.
    pub detail: Option<String>,
    /// The value with most of it covered.
    pub masked: String,
    /// Whether checks may send it.
    pub may_send: bool,
    /// Whether it never appears in a report, title or log.
    pub hidden: bool,
    /// How many sources could be asked with this kind of fact.
    pub sources: u32,
}

/// A new identifier.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum IdentifierDraft {
    /// A name.
    Name(NameDraft),
    /// An address.
    Address(AddressDraft),
    /// Any kind that is one text.
    Text(TextDraft),
}

/// A name in parts.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NameDraft {
    /// Given name.
    pub first: String,
    /// Middle names.
    pub middle: String,
    /// Family name.
    pub last: String,
    /// Generation.
    pub suffix: String,
    /// `legal`, `stage`, `former`, `nickname`, `maiden`.
    pub kind: String,
}

/// An address in parts.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AddressDraft {
    /// House number, street, unit.
    pub street: String,
    /// City.
    pub city: String,
    /// State or region.
    pub region: String,
    /// Postcode.
    pub postcode: String,
    /// Two-letter country code.
    pub country: String,
    /// Whether the person lives there now.
    pub current: bool,
}

/// A fact that is one text.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TextDraft {
    /// `username`, `email`, `phone`, `birth`, `domain`, `relative`, `affiliation`.
    pub kind: String,
    /// As typed.
    pub text: String,
}

/// New wishes about an identifier.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Change {
    /// Which.
    pub id: String,
    /// Whether checks may send it.
    pub may_send: bool,
    /// Whether it stays hidden.
    pub hidden: bool,
}

/// One value in clear, for ten seconds.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Revealed {
    /// The value.
    pub text: String,
}
