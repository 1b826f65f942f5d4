//! The catalogue: all definitions by id.

use super::{Definition, SourceId};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use thiserror::Error;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/sources");

/// All definitions, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    definitions: BTreeMap<SourceId, Definition>,
}

/// Why a definition file could not be taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// Not TOML, a missing or an unknown key, or a value out of its set.
    #[error("{file}: {source}")]
    Shape {
        /// The file's name.
        file: String,
        /// What the reader said, with line and column.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// Written for a later version of this app.
    #[error("{file}: format {found} is newer than {supported}; a newer version of the app reads it")]
    NewerFormat {
        /// The file's name.
        file: String,
        /// Its format.
        found: u32,
        /// What this app reads.
        supported: u32,
    },
    /// Two files with one id.
    #[error("{file}: the id `{id}` is already taken")]
    Twice {
        /// The second file's name.
        file: String,
        /// The id.
        id: String,
    },
}

/// The definition format this app reads.
pub const FORMAT: u32 = 1;

impl Catalogue {
    /// The definitions shipped with the app. A test proves that every one of them is readable.
    pub fn built_in() -> Self {
        let mut catalogue = Self::default();
        for (path, text) in built_in_files() {
            let added = catalogue.add(&path, text);
            debug_assert!(added.is_ok(), "shipped definitions are linted: {added:?}");
        }
        catalogue
    }

    /// Reads one definition file and adds it.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), Unreadable> {
        let definition = read_definition(file, text)?;
        if self.definitions.contains_key(&definition.id) {
            return Err(Unreadable::Twice { file: file.to_owned(), id: definition.id.0 });
        }
        self.definitions.insert(definition.id.clone(), definition);
        Ok(())
    }

    /// The definition of that id.
    pub fn get(&self, id: &SourceId) -> Option<&Definition> {
        self.definitions.get(id)
    }

    /// All definitions in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.values()
    }
}

/// Reads one definition file.
pub fn read_definition(file: &str, text: &str) -> Result<Definition, Unreadable> {
    let newer = |found| Unreadable::NewerFormat { file: file.to_owned(), found, supported: FORMAT };
    let mut definition: Definition = toml::from_str(text).map_err(|source| match format_of(text) {
        // What a later format means by its keys is not ours to guess.
        Some(found) if found > FORMAT => newer(found),
        _ => Unreadable::Shape { file: file.to_owned(), source: Box::new(source) },
    })?;
    if definition.format > FORMAT {
        return Err(newer(definition.format));
    }
    let digest = Sha256::digest(text.as_bytes());
    definition.digest = data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default());
    Ok(definition)
}

/// The format that a file says it has, whatever else stands in it.
fn format_of(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
    }
    toml::from_str::<Head>(text).ok().map(|head| head.format)
}

/// The shipped files as (`category/id.toml`, text), sorted by path.
pub fn built_in_files() -> Vec<(String, &'static str)> {
    let mut files: Vec<_> = BUILT_IN
        .dirs()
        .flat_map(Dir::files)
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?)))
        .collect();
    files.sort();
    files
}
