//! The ways that open the vault: looking at them and changing them. No record is written anew.

use crate::app::App;
use crate::contract::{ErrorCode, Proof, RecoveryMade, SetPassphrase, UiError, WaysView};
use crate::copies::views_of;
use crate::opening::new_passphrase;
use crate::proof::Held;
use std::sync::Arc;
use unlisted_vault::{KdfStrength, SlotFailure, Vault, backups};

impl App {
    /// The ways that open the open vault, and the copies that the app keeps of it.
    pub fn ways_view(&self, (): ()) -> Result<WaysView, UiError> {
        let ways = self.vault()?.ways()?;
        let backups = views_of(&backups(&self.folder(self.practice().is_some())));
        let keyring_offer = self.keyring_offer();
        Ok(WaysView { keyring: ways.keyring, keyring_offer, recovery: ways.recovery, backups })
    }

    /// Sets another passphrase.
    pub fn passphrase_set(&self, set: SetPassphrase) -> Result<WaysView, UiError> {
        let fresh = new_passphrase(set.passphrase)?;
        self.change(set.proof, |vault, proof| {
            done(vault.set_passphrase(proof, &fresh, KdfStrength::Calibrated))
        })?;
        self.ways_view(())
    }

    /// Lets the system keyring open the vault too.
    pub fn keyring_add(&self, proof: Proof) -> Result<WaysView, UiError> {
        self.change(proof, |vault, proof| done(vault.add_keyring(proof)))?;
        self.ways_view(())
    }

    /// Lets the system keyring open it no more. What the keyring could not give up opens nothing.
    pub fn keyring_remove(&self, (): ()) -> Result<WaysView, UiError> {
        match done(self.vault()?.remove_keyring()) {
            Ok(()) | Err(SlotFailure::Keyring(_)) => self.ways_view(()),
            Err(failure) => Err(failure.into()),
        }
    }

    /// Makes a new recovery key; the one before stops working.
    pub fn recovery_make(&self, proof: Proof) -> Result<RecoveryMade, UiError> {
        let key = self.change(proof, Vault::make_recovery_key)?;
        Ok(RecoveryMade { key: key.text().to_string(), ways: self.ways_view(())? })
    }

    /// Takes the recovery key's way away.
    pub fn recovery_remove(&self, (): ()) -> Result<WaysView, UiError> {
        done(self.vault()?.remove_recovery_key())?;
        self.ways_view(())
    }

    fn change<T>(
        &self,
        proof: Proof,
        change: impl FnOnce(&Vault, unlisted_vault::Proof<'_>) -> Result<T, SlotFailure>,
    ) -> Result<T, UiError> {
        let vault = self.vault()?;
        let held = Held::of(proof)?;
        Ok(change(&vault, held.proof())?)
    }

    /// The open vault. Held for one command only: locking ends when the last command that holds it has ended.
    pub(crate) fn vault(&self) -> Result<Arc<Vault>, UiError> {
        let session = self.session();
        session.as_ref().map(|session| Arc::clone(&session.vault)).ok_or(UiError::of(ErrorCode::CaseLocked))
    }
}

/// A change that the vault took is done, also where a backup could not follow: it does so at the next opening.
fn done(changed: Result<(), SlotFailure>) -> Result<(), SlotFailure> {
    match changed {
        Err(SlotFailure::CopiesBehind(_)) => Ok(()),
        other => other,
    }
}
