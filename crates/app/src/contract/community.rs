//! Community lists on the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The lists that were added, and what the last one that was added left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListsView {
    /// Each list.
    pub lists: Vec<ListView>,
    /// Whether this is practice, which has the shipped sources only.
    pub practice: bool,
    /// Entries that became no source, and why; only right after a list was added.
    pub left: Vec<LeftView>,
}

/// One community list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListView {
    /// Its name.
    pub list: String,
    /// Its licence.
    pub licence: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is from.
    pub url: String,
    /// How many sources came of it.
    pub sources: u32,
}

/// An entry that became no source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftView {
    /// Its name.
    pub name: String,
    /// Why, in a few words.
    pub why: String,
}

/// Adds a list from a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddList {
    /// `whatsmyname` or `sherlock`.
    pub kind: String,
}
