//! The counter outside the folder: the keyring holds which commit was the last, so that an older copy of the whole
//! vault is noticed where the person lets the keyring open it.
//!
//! Without the keyring nothing outside the folder remembers anything, and an older copy looks like the vault itself.
//! Whoever can change the keyring can take the counter away, too.

use std::path::Path;

use crate::failure::{OpenFailure, ReadFailure};
use crate::format::anchor::Anchor;
use crate::keyring::{KeyringState, fetch_bytes, forget_secret, keep_bytes};
use crate::vault::opening::{keyring_user, read_header};
use crate::vault::unlocked::{Inner, VAULT_ROW};
use crate::vault::{FOLDER, Vault};

/// Whether it would have been noticed at opening that this is an older copy of the whole vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OlderCopy {
    /// The keyring's counter was compared: it is none.
    RuledOut,
    /// The keyring had no counter of this vault, so there was nothing to compare. It has one now.
    NothingToCompare,
    /// The keyring opens this vault, and it did not answer.
    KeyringSilent(KeyringState),
    /// The keyring does not open this vault: an older copy can not be noticed.
    NotNoticed,
}

/// Which commit of a vault was the last, with a MAC.
#[derive(Clone, PartialEq, Eq)]
pub struct Counter {
    user: String,
    bytes: Vec<u8>,
}

impl Counter {
    /// Keeps it in the operating system's keyring. Returns within about five seconds.
    ///
    /// # Errors
    /// What the keyring did instead. An older counter in it is weaker and not wrong.
    pub fn keep(&self) -> Result<(), KeyringState> {
        keep_bytes(&self.user, &self.bytes)
    }
}

impl Vault {
    /// Whether it would have been noticed at opening that this is an older copy of the whole vault. A vault that opens
    /// with a passphrase only can not notice it, and the person should be told so.
    pub fn older_copy(&self) -> OlderCopy {
        self.older_copy
    }

    /// Which commit was the last, to be kept in the keyring: `None` where the keyring does not open this vault. Meant
    /// for locking, for the end of the app and for every ten minutes. It holds no key, so it can be kept after the vault
    /// was dropped.
    pub fn counter(&self) -> Option<Counter> {
        let inner = self.inner();
        let _still = inner.reading();
        self.ways().ok().filter(|ways| ways.keyring)?;
        let bytes = last_commit(inner).ok()?.to_bytes(&inner.keys.anchor, &inner.vault_id);
        Some(Counter { user: user(&inner.vault_id), bytes })
    }

    /// Accepts a store that lacks its last changes (`RolledBack`), for a person who put an older copy there or who
    /// rather goes on without them; the next opening takes it as it is. The keyring's counter is forgotten, too.
    ///
    /// # Errors
    /// `NoVault`, `ReadOnly`, `Io`, or what the keyring did instead.
    pub fn accept_older(data_dir: &Path) -> Result<(), OpenFailure> {
        if !Self::exists(data_dir) {
            return Err(OpenFailure::NoVault);
        }
        let root = data_dir.join(FOLDER);
        Anchor::forget(&root)?;
        match read_header(&root) {
            Ok(header) if header.ways().keyring => Ok(forget(&header.vault_id)?),
            _ => Ok(()),
        }
    }

    /// Compares the vault with the keyring's counter, where the keyring opens it.
    pub(crate) fn compare_with_keyring(&mut self, keyring: bool) -> Result<(), OpenFailure> {
        self.older_copy = if keyring { compare(&self.inner().clone())? } else { OlderCopy::NotNoticed };
        if self.older_copy == OlderCopy::NothingToCompare {
            // Without it the next opening has nothing to compare either; it is kept again when the vault is locked.
            let _ = self.counter().map(|counter| counter.keep());
        }
        if keyring && !matches!(self.older_copy, OlderCopy::KeyringSilent(_)) {
            // Only where it answers; what it does not take now it is given at the next opening.
            let _ = self.give_keyring_the_step();
        }
        Ok(())
    }
}

fn compare(inner: &Inner) -> Result<OlderCopy, OpenFailure> {
    let _still = inner.reading();
    let now = last_commit(inner).map_err(|failure| match failure {
        ReadFailure::Io(error) => OpenFailure::from(error),
        _ => OpenFailure::RecordsChanged,
    })?;
    let kept = match fetch_bytes(&user(&inner.vault_id)) {
        Ok(bytes) => Anchor::of_bytes(&bytes, &inner.keys.anchor, &inner.vault_id),
        Err(KeyringState::Missing) => None,
        Err(state) => return Ok(OlderCopy::KeyringSilent(state)),
    };
    match kept {
        None => Ok(OlderCopy::NothingToCompare),
        Some(kept) if kept.counter > now.counter => {
            Err(OpenFailure::RolledBack { lost: kept.counter - now.counter })
        }
        // Another vault of the same past: a copy that went its own way.
        Some(kept) if kept.counter == now.counter && kept != now => Err(OpenFailure::RolledBack { lost: 0 }),
        Some(_) => Ok(OlderCopy::RuledOut),
    }
}

/// The last commit, for who holds the books.
pub(crate) fn last_commit(inner: &Inner) -> Result<Anchor, ReadFailure> {
    let counter = inner.vault_manifest()?.counter;
    let sealed = inner.store()?.manifest(VAULT_ROW)?.ok_or(ReadFailure::RecordsChanged)?;
    Ok(Anchor { counter, digest: blake3::hash(&sealed).into() })
}

/// Forgets the counter: the vault is accepted as it is.
pub(crate) fn forget(vault_id: &[u8; 16]) -> Result<(), KeyringState> {
    match forget_secret(&user(vault_id)) {
        Err(KeyringState::Missing) => Ok(()),
        other => other,
    }
}

/// The name of a vault's counter in the keyring.
pub(crate) fn user(vault_id: &[u8; 16]) -> String {
    format!("{}-counter", keyring_user(vault_id))
}
