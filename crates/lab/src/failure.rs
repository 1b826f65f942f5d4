//! What can go wrong in the lab.

use std::io;
use std::path::PathBuf;
use thiserror::Error;
use unlisted_core::import::ImportFailure;
use unlisted_core::saved::SavedFailure;
use unlisted_core::source::catalogue::Unreadable;

/// Why a command did not do its work. Judged problems and unknown verdicts are output, not failures.
#[derive(Debug, Error)]
#[non_exhaustive]
pub(crate) enum Failure {
    /// The first word is not a command.
    #[error("there is no command `{0}`")]
    NoSuchCommand(String),
    /// A word that is not text; shown as far as it can be.
    #[error("`{0}` is not UTF-8 text")]
    NotText(String),
    /// An option the command does not have, or a stray word.
    #[error("`{0}` is not understood here")]
    StrayWord(String),
    /// An option without its value.
    #[error("`--{0}` needs a value")]
    NoValue(String),
    /// An option the command cannot do without.
    #[error("`--{0}` is missing")]
    MissingOption(&'static str),
    /// Plain words the command cannot do without; says which.
    #[error("{0}")]
    MissingWord(&'static str),
    /// An option given more than once.
    #[error("`--{0}` takes one value")]
    Repeated(&'static str),
    /// An option's value that is not what it must be.
    #[error("`--{option}` wants {wanted}")]
    StrangeValue {
        /// The option.
        option: &'static str,
        /// What it wants.
        wanted: &'static str,
    },
    /// A file or folder that cannot be read.
    #[error("read {path}")]
    UnreadableFile {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A folder without definitions, or nested too deep.
    #[error("there is no definition in {0}")]
    NoDefinitions(PathBuf),
    /// A definition that is not one.
    #[error("read a definition")]
    Definition(#[from] Unreadable),
    /// A file that is not the JSON it should be.
    #[error("read {path} as JSON")]
    NotJson {
        /// Its path.
        path: PathBuf,
        /// What the reader said.
        #[source]
        source: serde_json::Error,
    },
    /// A file that is not the list it should be.
    #[error("import {path}")]
    Import {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: ImportFailure,
    },
    /// A saved page that is damaged.
    #[error("read {path}")]
    SavedPage {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: SavedFailure,
    },
    /// A file or folder that cannot be written.
    #[error("write {path}")]
    Unwritable {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A JSON file about something else.
    #[error("read {0}: there is neither a listing nor a `listings` array in it")]
    NoListings(PathBuf),
    /// One element of a listings file that is not a listing.
    #[error("read {path}: listing {index}")]
    NotAListing {
        /// The file's path.
        path: PathBuf,
        /// Which one, counted from 0 as in the output.
        index: usize,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// No definition asks for anything that the person has.
    #[error("ask anything: no definition fits what the person has")]
    NothingFits,
    /// Some definitions were left out of a run, which was told for each.
    #[error("read {0} of the definitions; the others were checked")]
    SomeBroken(usize),
    /// The checks broke off, and lines are missing.
    #[error("finish the checks")]
    BrokenOff(#[source] tokio::task::JoinError),
    /// The checks stopped before their end, and lines are missing.
    #[error("finish the checks")]
    Unfinished(#[from] unlisted_engine::Unfinished),
    /// The practice range did not open.
    #[error("open the practice range")]
    Range(#[from] unlisted_range::Closed),
    /// No asker could be made.
    #[error("prepare to ask")]
    Asker(#[from] unlisted_net::Unready),
    /// No runtime could be started.
    #[error("start the runtime")]
    Runtime(#[source] io::Error),
    /// Standard output is closed or full.
    #[error("write the result")]
    Output(#[source] io::Error),
}

impl Failure {
    /// Whether the command was called wrongly.
    pub(crate) fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::NoSuchCommand(_)
                | Self::NotText(_)
                | Self::StrayWord(_)
                | Self::NoValue(_)
                | Self::MissingOption(_)
                | Self::MissingWord(_)
                | Self::Repeated(_)
                | Self::StrangeValue { .. }
        )
    }
}
