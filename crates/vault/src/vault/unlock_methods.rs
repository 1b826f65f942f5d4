//! The ways to unlock: trying them, and changing them later. Only the header is written anew then, no record.

use std::fs::File;
use std::io;

use crate::crypto::kdf::{Kdf, KdfFailure, KdfStrength};
use crate::disk::files;
use crate::failure::OpenFailure;
use crate::format::header::{Header, Slots, Way};
use crate::keyring::{KeyringState, backend, fetch_bytes, forget_secret, keep_bytes, renew_bytes};
use zeroize::Zeroizing;

use crate::crypto::epoch_key::{Master, Step};
use crate::crypto::keys::Key;
use crate::crypto::recovery_key::RecoveryKey;
use crate::vault::Vault;
use crate::vault::backups;
use crate::vault::opening::{keyring_user, read_header};

/// What somebody has who may unlock a vault, or change how it is unlocked.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// The passphrase as typed. Trying it takes as long as its KDF costs say, about one second.
    Passphrase(&'a str),
    /// The secret in the operating system's keyring, which is given five seconds.
    Keyring,
    /// The recovery key as read from paper.
    Recovery(&'a RecoveryKey),
}

/// Why the ways to unlock were not changed. They are as before then, unless `CopiesBehind` says otherwise, and the vault
/// goes on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SlotFailure {
    /// The proof did not open the vault.
    #[error("what was given does not open the vault")]
    NotProven(#[source] OpenFailure),
    /// A passphrase is never empty.
    #[error("the new passphrase is empty")]
    EmptyPassphrase,
    /// The operating system's keyring did not take the secret.
    #[error("the keyring can not be used ({0:?})")]
    Keyring(KeyringState),
    /// The vault's ways were changed. A backup in its folder for backups still opens in the ways before: that is made up
    /// for when the vault is next opened, or the ways are next changed.
    #[error("the ways were changed, and a backup could not be given them")]
    CopiesBehind(#[source] io::Error),
    /// Reading or writing failed.
    #[error("reading or writing failed")]
    Io(#[source] io::Error),
}

impl From<io::Error> for SlotFailure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<KdfFailure> for SlotFailure {
    fn from(failure: KdfFailure) -> Self {
        match failure {
            KdfFailure::OutOfBounds => Self::NotProven(OpenFailure::KdfOutOfBounds),
            KdfFailure::Io(error) => Self::Io(error),
        }
    }
}

impl Vault {
    /// Which ways unlock this vault now.
    ///
    /// # Errors
    /// `HeaderDamaged`, `NewerFormat` or `Io`.
    pub fn ways(&self) -> Result<Slots, OpenFailure> {
        read_header(&self.inner().root).map(|header| header.ways())
    }

    /// Sets another passphrase; the one before no longer opens the vault, nor the copies in its folder for backups.
    /// Copies elsewhere still open with the passphrase that they were made with. Takes two to three seconds.
    ///
    /// # Errors
    /// See [`SlotFailure`].
    pub fn set_passphrase(
        &self,
        proof: Proof<'_>,
        passphrase: &str,
        strength: KdfStrength,
    ) -> Result<(), SlotFailure> {
        if passphrase.is_empty() {
            return Err(SlotFailure::EmptyPassphrase);
        }
        self.change(Some(proof), |header, master| {
            let kdf = Kdf::make(strength)?;
            let secret = kdf.stretch(passphrase)?;
            Ok(header.replace_slot(Way::Passphrase(kdf), &secret, master)?)
        })
    }

    /// Lets the operating system's keyring open the vault too, with a fresh secret.
    ///
    /// # Errors
    /// See [`SlotFailure`].
    pub fn add_keyring(&self, proof: Proof<'_>) -> Result<(), SlotFailure> {
        let user = keyring_user(&self.inner().vault_id);
        self.change(Some(proof), |header, master| {
            let secret = Key::make_random()?;
            // First the keyring: a crash before the header is written leaves a secret that opens nothing.
            let entry = KeyringEntry { secret, step: master.step.clone() };
            keep_bytes(&user, &entry.to_bytes()).map_err(SlotFailure::Keyring)?;
            Ok(header.replace_slot(Way::Keyring { backend: backend() }, &entry.secret, master)?)
        })
    }

    /// Takes the keyring's way away; the passphrase stays. What the keyring holds does not open the vault afterwards, also
    /// when it could not be removed there, which is told as `Keyring`.
    ///
    /// # Errors
    /// See [`SlotFailure`].
    pub fn remove_keyring(&self) -> Result<(), SlotFailure> {
        let user = keyring_user(&self.inner().vault_id);
        let changed = self.change(None, |header, _| {
            header.remove_slots(&Way::Keyring { backend: backend() });
            Ok(())
        });
        if !matches!(changed, Ok(()) | Err(SlotFailure::CopiesBehind(_))) {
            return changed;
        }
        for user in [&user, &crate::vault::older_copy::user(&self.inner().vault_id)] {
            match forget_secret(user) {
                Ok(()) | Err(KeyringState::Missing) => {}
                Err(state) => return Err(SlotFailure::Keyring(state)),
            }
        }
        changed
    }

    /// Makes a new recovery key; the one before stops working. It is not kept: show it once, on the screen or on paper.
    ///
    /// # Errors
    /// See [`SlotFailure`].
    pub fn make_recovery_key(&self, proof: Proof<'_>) -> Result<RecoveryKey, SlotFailure> {
        let key = RecoveryKey::make()?;
        let made = self.change(Some(proof), |header, master| {
            Ok(header.replace_slot(Way::Recovery, &key.secret(), master)?)
        });
        match made {
            // The new key is the vault's, so it must be handed out; the backups get it at the next opening.
            Ok(()) | Err(SlotFailure::CopiesBehind(_)) => Ok(key),
            Err(failure) => Err(failure),
        }
    }

    /// Takes the recovery key's way away.
    ///
    /// # Errors
    /// See [`SlotFailure`].
    pub fn remove_recovery_key(&self) -> Result<(), SlotFailure> {
        self.change(None, |header, _| {
            header.remove_slots(&Way::Recovery);
            Ok(())
        })
    }

    /// Gives the keyring the present step in place of an earlier one, where it opens this vault: from then on it leads
    /// to no destroyed case any more. Asks the keyring twice at most, five seconds each.
    pub(crate) fn give_keyring_the_step(&self) -> Result<(), KeyringState> {
        let inner = self.inner();
        let present = inner.reading().bag.step.clone();
        let (Some(present), Ok(true)) = (present, self.ways().map(|ways| ways.keyring)) else {
            return Ok(());
        };
        let user = keyring_user(&inner.vault_id);
        let held = KeyringEntry::parse(&fetch_bytes(&user)?).ok_or(KeyringState::Missing)?;
        if held.step.as_ref().is_some_and(|step| step.epoch == present.epoch) {
            return Ok(());
        }
        renew_bytes(&user, &KeyringEntry { step: Some(present), ..held }.to_bytes())
    }

    /// Changes the header and writes it whole: after a crash it is the old one or the new one, and after a failure the
    /// old one. The backups in this vault's folder get the new one too. Without a proof, `change` is given a key that
    /// opens nothing.
    fn change(
        &self,
        proof: Option<Proof<'_>>,
        change: impl FnOnce(&mut Header, &Master) -> Result<(), SlotFailure>,
    ) -> Result<(), SlotFailure> {
        let inner = self.inner();
        let books = inner.writing();
        let mut header = read_header(&inner.root).map_err(SlotFailure::NotProven)?;
        if header.vault_id != inner.vault_id || !header.is_authentic(&inner.keys.header) {
            return Err(SlotFailure::NotProven(OpenFailure::HeaderDamaged));
        }
        let key = match proof {
            Some(proof) => unlock_master(&header, proof).map_err(SlotFailure::NotProven)?.key,
            None => Key::make_random()?,
        };
        // Whichever slot was opened, a new one begins at the present step.
        let master = Master { key, step: books.bag.step.clone() };
        change(&mut header, &master)?;
        let bytes = header.to_bytes(&inner.keys.header)?;
        let path = inner.root.join("vault.hdr");
        let (before, old) = (files::read_whole(&path)?, File::options().write(true).open(&path));
        if let Err(error) = files::write_whole(&path, &bytes) {
            // The new one may be there already, and what opens it is told to nobody.
            let _ = files::write_whole(&path, &before);
            return Err(error.into());
        }
        // Best effort: many disks write elsewhere than they are told.
        let _ = old.and_then(files::overwrite);
        if let Some(data_dir) = inner.root.parent() {
            backups::give_header(data_dir, &inner.vault_id, &bytes).map_err(SlotFailure::CopiesBehind)?;
        }
        Ok(())
    }
}

/// What the keyring holds for a vault: its secret (32 bytes), then the present step where the vault has steps.
pub(crate) struct KeyringEntry {
    pub(crate) secret: Key,
    pub(crate) step: Option<Step>,
}

impl KeyringEntry {
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let step = self.step.as_ref().map(Step::to_bytes);
        Zeroizing::new([self.secret.bytes().as_slice(), step.as_deref().map_or(&[], Vec::as_slice)].concat())
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<KeyringEntry> {
        let (secret, step) = bytes.split_first_chunk::<32>()?;
        let step = if step.is_empty() { None } else { Some(Step::parse(step)?) };
        Some(KeyringEntry { secret: Key::from_slice(secret)?, step })
    }
}

/// The master key, when the proof opens one of the header's slots. Whichever slot was tried, a proof that does not fit
/// is told in the same words.
pub(crate) fn unlock_master(header: &Header, proof: Proof<'_>) -> Result<Master, OpenFailure> {
    let slot = |wanted: fn(&Way) -> bool| header.slots.iter().find(|slot| wanted(&slot.way));
    match proof {
        Proof::Passphrase(passphrase) => {
            let slot = slot(|way| matches!(way, Way::Passphrase(_))).ok_or(OpenFailure::WrongPassphrase)?;
            let Way::Passphrase(kdf) = &slot.way else { return Err(OpenFailure::WrongPassphrase) };
            header.open_slot(slot, &kdf.stretch(passphrase)?).ok_or(OpenFailure::WrongPassphrase)
        }
        Proof::Keyring => {
            let slot = slot(|way| matches!(way, Way::Keyring { .. })).ok_or(OpenFailure::KeyringMissing)?;
            if slot.way != (Way::Keyring { backend: backend() }) {
                return Err(OpenFailure::KeyringOfAnotherSystem);
            }
            let bytes = fetch_bytes(&keyring_user(&header.vault_id))?;
            let entry = KeyringEntry::parse(&bytes).ok_or(OpenFailure::KeyringMissing)?;
            let opened = header.open_slot(slot, &entry.secret).ok_or(OpenFailure::KeyringChanged)?;
            Ok(Master { step: entry.step, ..opened })
        }
        Proof::Recovery(key) => {
            let slot = slot(|way| *way == Way::Recovery).ok_or(OpenFailure::WrongRecoveryKey)?;
            header.open_slot(slot, &key.secret()).ok_or(OpenFailure::WrongRecoveryKey)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    const FINE: Kdf = Kdf { memory: 64 << 10, passes: 3, lanes: 4, salt: [9; 16] };

    fn header_with(kdf: Kdf) -> (Header, Master) {
        let (mut header, master) = (Header::new([5; 16]), Master::make_random(1).unwrap());
        header.add_slot(Way::Passphrase(kdf), &Key::make_random().unwrap(), &master).unwrap();
        header.add_slot(Way::Recovery, &Key::make_random().unwrap(), &master).unwrap();
        (header, master)
    }

    #[test]
    fn costs_out_of_bounds_are_told_before_any_work_whatever_the_passphrase() {
        let start = Instant::now();
        for kdf in [
            Kdf { memory: 8, ..FINE },
            Kdf { memory: (64 << 10) - 1, ..FINE },
            Kdf { memory: (2 << 20) + 1, ..FINE },
            Kdf { memory: u32::MAX, passes: u32::MAX, ..FINE },
            Kdf { passes: 0, ..FINE },
            Kdf { passes: 11, ..FINE },
            Kdf { lanes: 0, ..FINE },
            Kdf { lanes: 9, ..FINE },
        ] {
            let (header, _) = header_with(kdf);
            let told = unlock_master(&header, Proof::Passphrase("x"));
            assert!(matches!(told, Err(OpenFailure::KdfOutOfBounds)), "{kdf:?}");
        }
        assert!(start.elapsed() < Duration::from_secs(1), "no work was done: {:?}", start.elapsed());
    }

    #[test]
    fn a_thousand_wrong_keys_are_told_in_the_same_words() {
        let (header, _) = header_with(FINE);
        for round in 0..1_000 {
            let key = RecoveryKey::make().unwrap();
            let told = unlock_master(&header, Proof::Recovery(&key)).map(drop);
            assert_eq!(
                format!("{told:?}"),
                "Err(WrongRecoveryKey)",
                "round {round}: the error is always the same"
            );
        }
    }

    #[test]
    fn a_wrong_passphrase_a_changed_slot_and_no_slot_are_one_answer() {
        let (fine, master) = header_with(FINE);
        let mut other_salt = Header::new([5; 16]);
        let secret = FINE.stretch("right").unwrap_or_else(|failure| panic!("{failure:?}"));
        other_salt.add_slot(Way::Passphrase(Kdf { salt: [8; 16], ..FINE }), &secret, &master).unwrap();
        let other_vault = {
            let mut header = Header::new([5; 16]);
            header.add_slot(Way::Passphrase(FINE), &secret, &master).unwrap();
            header.vault_id = [6; 16];
            header
        };
        for header in [fine, other_salt, other_vault, Header::new([5; 16])] {
            let told = unlock_master(&header, Proof::Passphrase("right")).map(drop);
            assert!(matches!(told, Err(OpenFailure::WrongPassphrase)), "{told:?}");
        }
    }
}
