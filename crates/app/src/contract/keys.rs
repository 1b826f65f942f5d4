//! The ways to open the vault, and copies of it.

use super::{KeyringOffer, Proof};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The ways that open the vault, and its copies in the app's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaysView {
    /// Whether the system keyring opens it.
    pub keyring: bool,
    /// Whether the system keyring can be offered.
    pub keyring_offer: KeyringOffer,
    /// Whether a recovery key opens it.
    pub recovery: bool,
    /// The copies that the app keeps, the newest first.
    pub backups: Vec<CopyView>,
}

/// Another passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetPassphrase {
    /// What opens the vault until now.
    pub proof: Proof,
    /// The new one, at least 10 characters.
    pub passphrase: String,
}

/// A recovery key that was just made.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryMade {
    /// The key in groups, to be shown once and written on paper; kept nowhere.
    pub key: String,
    /// The ways now.
    pub ways: WaysView,
}

/// A copy of a vault in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyView {
    /// The number of a kept one.
    pub id: u32,
    /// When it was written, RFC 3339.
    pub written: Option<String>,
    /// Whether a passphrase opens it.
    pub passphrase: bool,
    /// Whether the system keyring opens it.
    pub keyring: bool,
    /// Whether a recovery key opens it.
    pub recovery: bool,
}

/// The copies from which a vault can be restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopiesView {
    /// Those that the app keeps, the newest first.
    pub kept: Vec<CopyView>,
    /// The file that the person chose; its `id` says nothing.
    pub chosen: Option<CopyView>,
}

/// A copy to restore.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum RestoreFrom {
    /// One that the app keeps.
    Kept {
        /// Its number.
        id: u32,
    },
    /// The file that the person chose.
    Chosen,
}

/// Puts a copy in the place of the vault.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Restore {
    /// Whether the practice vault is meant.
    pub practice: bool,
    /// Which copy.
    pub copy: RestoreFrom,
    /// What opens the copy.
    pub proof: Proof,
}
