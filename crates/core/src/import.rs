//! Community lists of account checks, read from a file into definitions of our own format (docs/imports.md).

mod address;
mod asked;
mod draft;
mod fields;
mod invented;
mod pairs;
mod pattern;
mod sherlock;
mod whatsmyname;
mod write;

use crate::source::SourceId;
use crate::source::catalogue::read_definition;
use draft::Draft;
use pairs::Pairs;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// The most bytes of a list that are read: 64 MiB. The known lists have less than one.
pub const MOST_BYTES: usize = 64 << 20;
/// The most entries of a list.
pub const MOST_ENTRIES: usize = 50_000;

/// Which list a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `wmn-data.json` of <https://github.com/WebBreacher/WhatsMyName>.
    WhatsMyName,
    /// `data.json` of <https://github.com/sherlock-project/sherlock>.
    Sherlock,
}

impl ListKind {
    /// The list of that word, as the lab writes it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "whatsmyname" => Some(Self::WhatsMyName),
            "sherlock" => Some(Self::Sherlock),
            _ => None,
        }
    }

    /// How the ids of its definitions begin. No definition of our own begins so.
    fn prefix(self) -> &'static str {
        match self {
            Self::WhatsMyName => "wmn",
            Self::Sherlock => "sherlock",
        }
    }
}

/// An entry that became a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The definition's id; its file is `<id>.toml`.
    pub id: SourceId,
    /// The entry's name.
    pub name: String,
    /// The definition as TOML, read back once.
    pub definition: String,
    /// What is different from the entry, or cannot be said by it, in plain sentences.
    pub remarks: Vec<String>,
}

/// An entry that became none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The entry's name, or its place where it has none.
    pub name: String,
    /// Why, as a lower-case fragment.
    pub why: String,
}

/// All entries of a list, each in one of the two, in the list's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The definitions.
    pub taken: Vec<Taken>,
    /// The others.
    pub left: Vec<Left>,
}

/// Why a file is no list at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ImportFailure {
    /// More than [`MOST_BYTES`].
    #[error("the file is larger than 64 MiB")]
    TooLarge,
    /// More than [`MOST_ENTRIES`].
    #[error("the list has more than 50000 entries")]
    TooMany,
    /// No JSON; says the line and the column.
    #[error("the file is not JSON")]
    NotJson(#[source] serde_json::Error),
    /// JSON of another shape; says what is missing.
    #[error("the file is not such a list: {0}")]
    NotAList(&'static str),
}

/// Where a list says it comes from.
struct Origin {
    list: &'static str,
    licence: String,
    authors: Vec<String>,
    url: &'static str,
    file: &'static str,
}

/// Reads a list. Pure: nothing is asked of any site, and nothing is written.
///
/// Each entry is taken with all of its fields honoured, or left with the reason; docs/imports.md has the table.
pub fn read_list(kind: ListKind, bytes: &[u8]) -> Result<Imported, ImportFailure> {
    if bytes.len() > MOST_BYTES {
        return Err(ImportFailure::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (origin, entries) = match kind {
        ListKind::WhatsMyName => {
            let list: Value = serde_json::from_slice(bytes).map_err(ImportFailure::NotJson)?;
            whatsmyname::entries(list)?
        }
        ListKind::Sherlock => {
            // The list is one object by name; a name that stands twice would be lost in an ordinary map.
            let list: Value = match serde_json::from_slice::<Pairs>(bytes) {
                Ok(Pairs(pairs)) => {
                    return Ok(take_all(kind, &sherlock::origin(), sherlock::entries(pairs)?));
                }
                Err(flaw) if !flaw.is_data() => return Err(ImportFailure::NotJson(flaw)),
                Err(_) => serde_json::from_slice(bytes).map_err(ImportFailure::NotJson)?,
            };
            return Err(ImportFailure::NotAList(match list {
                Value::Object(_) => "its entries cannot be read",
                _ => "it is not an object with an entry for each site",
            }));
        }
    };
    Ok(take_all(kind, &origin, entries))
}

/// An entry with its name (or place), read or not.
type Read = (String, Result<Draft, String>);

fn take_all(kind: ListKind, origin: &Origin, entries: Vec<Read>) -> Imported {
    let mut imported = Imported::default();
    let mut ids = HashSet::new();
    let mut seen: HashSet<String> = HashSet::new();
    for (name, read) in entries {
        let again = !seen.insert(name.clone());
        let taken = read.and_then(|mut draft| {
            if again {
                draft.remark("another entry of the list has the same name");
            }
            take(kind, origin, &name, draft, &mut ids)
        });
        match taken {
            Ok(taken) => imported.taken.push(taken),
            Err(why) => imported.left.push(Left { name, why }),
        }
    }
    imported
}

fn take(
    kind: ListKind,
    origin: &Origin,
    name: &str,
    mut draft: Draft,
    ids: &mut HashSet<String>,
) -> Result<Taken, String> {
    let id = make_id(kind, name, ids);
    draft.control = invented::make_name(&id, &draft);
    if draft.control.is_none() {
        return Err(
            "no invented name fits what it wants of names, so nothing would prove its answers".to_owned()
        );
    }
    let text = write::definition(&id, name, &draft, origin);
    // What was written is what will be read: a slip here must not wait until somebody depends on it.
    read_definition(&format!("{id}.toml"), &text)
        .map_err(|flaw| format!("its definition cannot be read: {flaw}"))?;
    ids.insert(id.clone());
    Ok(Taken { id: SourceId(id), name: name.to_owned(), definition: text, remarks: draft.remarks })
}

/// A permanent id of the list and the name. Where two names come to the same, the later one also gets a part of its
/// name's hash.
fn make_id(kind: ListKind, name: &str, taken: &HashSet<String>) -> String {
    let mut slug = String::new();
    for character in
        name.nfkd().filter(|character| !unicode_normalization::char::is_combining_mark(*character))
    {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_matches('-').chars().take(60).collect();
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(name.as_bytes()));
    let hash: String = hash.chars().take(8).collect();
    let plain = match slug.trim_end_matches('-') {
        "" => format!("{}-{hash}", kind.prefix()),
        slug => format!("{}-{slug}", kind.prefix()),
    };
    let hashed = format!("{plain}-{hash}");
    let numbered = (2..).map(|number: usize| format!("{hashed}-{number}"));
    let mut ids = [plain, hashed.clone()].into_iter().chain(numbered);
    ids.find(|id| !taken.contains(id)).unwrap_or(hashed)
}

#[cfg(test)]
mod tests;
