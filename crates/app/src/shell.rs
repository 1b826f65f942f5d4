//! What the app asks of whatever shows it: a window with dialogs, a terminal, or a test.

use crate::contract::{Idling, Progress};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use unlisted_core::{Person, Personal};

/// The outside of the app. Every call may block for as long as a person needs; none is made while a lock is held.
pub trait Shell: Send + Sync {
    /// Tells how the running scan goes on.
    fn tell(&self, progress: Progress);

    /// Tells how the app stands towards somebody who may be away.
    fn tell_idling(&self, _idling: Idling) {}

    /// Throws away everything that the window shows and holds: the app has locked.
    fn throw_away(&self) {}

    /// Opens a web link in the person's own browser; `false` when none could be opened.
    fn open_link(&self, url: &str) -> bool;

    /// Lets the person choose a place and writes the file there; `false` when they closed the dialog.
    fn save(&self, file_name: &str, text: &str) -> Result<bool, SaveFailed>;

    /// Lets the person choose a file and reads it; `None` when they closed the dialog. `kinds` are the endings shown.
    ///
    /// Fails with [`PickFailed::TooLarge`] above `most` bytes, which are not read then.
    fn pick(&self, kinds: &[&str], most: u64) -> Result<Option<Picked>, PickFailed>;

    /// Lets the person choose where a file is to be written; `None` when they closed the dialog, and where there are no dialogs. The path goes no
    /// further than to the vault.
    fn choose_place(&self, _file_name: &str) -> Option<PathBuf> {
        None
    }

    /// Lets the person choose a file that is there; `None` when they closed the dialog. `kinds` are the endings shown.
    fn choose_file(&self, _kinds: &[&str]) -> Option<PathBuf> {
        None
    }

    /// Removes what the window wrote for itself, now or when it closes. Returns what it could not remove.
    fn forget_all(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Closes the app.
    fn quit(&self) {}

    /// Starts the practice range, or says where it already runs; `None` when it cannot start.
    fn enter_range(&self) -> Option<Practice>;
}

/// The chosen file could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveFailed;

/// A file that the person chose.
#[derive(Clone, Debug)]
pub struct Picked {
    /// Its name, without the folder.
    pub name: Personal<String>,
    /// What is in it.
    pub bytes: Personal<Vec<u8>>,
}

/// Why a chosen file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickFailed {
    /// It has more bytes than are read.
    TooLarge,
    /// It could not be read.
    Unreadable,
}

/// A running practice range and its invented person.
#[derive(Clone)]
pub struct Practice {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its certificate authority, PEM.
    pub ca_pem: String,
    /// The host names it answers for.
    pub hosts: BTreeSet<String>,
    /// The invented person its replies are about.
    pub person: Person,
}
