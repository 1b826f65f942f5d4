//! Owners as data (assets/owners/<id>.toml): who runs many sites, and whether one removal clears them all.

use crate::source::Ask;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use url::Url;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/owners");

/// Who runs several sources.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Version of this format; 1.
    pub format: u32,
    /// Permanent id, equal to the file's name and to `owner` in definitions.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// Whether one removal clears all of its sites. Where it does not, each source has its own task.
    pub clears_all: bool,
    /// The form that does it.
    pub link: Url,
    /// The steps, each one plain sentence.
    pub steps: Vec<String>,
    /// What the form asks for.
    #[serde(default)]
    pub asks_for: Vec<Ask>,
    /// Usual days until it is gone, shortest and longest.
    #[serde(default)]
    pub days: Option<[u16; 2]>,
    /// What to know beforehand.
    #[serde(default)]
    pub warning: Option<String>,
    /// Where each fact comes from.
    pub facts: Vec<String>,
}

/// All shipped owners by id. A test proves that every file is readable.
pub fn owners() -> &'static BTreeMap<String, Owner> {
    static OWNERS: LazyLock<BTreeMap<String, Owner>> = LazyLock::new(|| {
        let read = FILES.files().filter_map(|file| toml::from_str::<Owner>(file.contents_utf8()?).ok());
        read.map(|owner| (owner.id.clone(), owner)).collect()
    });
    &OWNERS
}

/// The shipped owner files as (`id.toml`, text), for tests and the linter.
pub fn owner_files() -> Vec<(String, &'static str)> {
    FILES.files().filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?))).collect()
}
