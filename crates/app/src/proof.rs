//! What the person has that opens a vault, held no longer than one command.

use crate::contract::{ErrorCode, Proof, UiError};
use std::path::Path;
use unlisted_vault::{NotARecoveryKey, OpenFailure, RecoveryKey, Vault};
use zeroize::Zeroizing;

/// A proof that came through the contract, wiped when it is dropped.
pub(crate) enum Held {
    Passphrase(Zeroizing<String>),
    Keyring,
    Recovery(RecoveryKey),
}

impl Held {
    /// Fails with `NotARecoveryKey` where a key from paper was mistyped: no key is tried then.
    pub(crate) fn of(proof: Proof) -> Result<Self, UiError> {
        Ok(match proof {
            Proof::Passphrase { text } => Self::Passphrase(Zeroizing::new(text)),
            Proof::Keyring => Self::Keyring,
            Proof::Recovery { text } => Self::Recovery(RecoveryKey::parse(&Zeroizing::new(text))?),
        })
    }

    /// As the vault takes it.
    pub(crate) fn proof(&self) -> unlisted_vault::Proof<'_> {
        match self {
            Self::Passphrase(text) => unlisted_vault::Proof::Passphrase(text),
            Self::Keyring => unlisted_vault::Proof::Keyring,
            Self::Recovery(key) => unlisted_vault::Proof::Recovery(key),
        }
    }

    /// Opens the vault of this data folder.
    pub(crate) fn open(&self, folder: &Path) -> Result<Vault, OpenFailure> {
        match self {
            Self::Passphrase(text) => Vault::open_with_passphrase(folder, text),
            Self::Keyring => Vault::open_with_keyring(folder),
            Self::Recovery(key) => Vault::open_with_recovery_key(folder, key),
        }
    }
}

impl From<NotARecoveryKey> for UiError {
    fn from(_: NotARecoveryKey) -> Self {
        Self::at(ErrorCode::NotARecoveryKey, "recovery")
    }
}
