//! Opening, locking, attesting, wiping.

use crate::app::{App, Session};
use crate::case_file::CaseFile;
use crate::contract::{
    About, AppView, Attest, CaseView, ErrorCode, KeyringOffer, Start, UiError, Unlock, VaultState, WhyLocked,
};
use crate::now::{now, today};
use crate::profile::records_of;
use crate::record::{AboutRecord, AttestationRecord};
use crate::shell::Practice;
use jiff::ToSpan;
use jiff::civil::Date;
use std::time::Duration;
use unlisted_core::Profile;
use unlisted_core::finding::Decision;
use unlisted_vault::{
    KdfStrength, KeyringState, Left, NewUnlock, Vault, keep_memory_private, keyring_state, wipe,
};
use zeroize::Zeroizing;

/// A new passphrase has at least this many characters.
const LEAST_PASSPHRASE: usize = 10;
/// A client's consent holds at most this many days, then it is asked again.
const MOST_CONSENT_DAYS: i64 = 30;

impl App {
    /// How things stand.
    pub fn app_view(&self, (): ()) -> Result<AppView, UiError> {
        let open = self.session().as_ref().map(|session| (session.file.clone(), session.practice.is_some()));
        let state = |practice: bool| match &open {
            Some((_, is_practice)) if *is_practice == practice => VaultState::Open,
            _ => self.vault_state(practice),
        };
        let case = match &open {
            Some((file, practice)) => Some(case_view(file, *practice)?),
            None => None,
        };
        Ok(AppView { vault: state(false), practice_vault: state(true), keyring: self.keyring_offer(), case })
    }

    /// Creates the vault and the case. A practice vault that was left behind is replaced.
    pub fn start(&self, start: Start) -> Result<AppView, UiError> {
        // Before the first key is in memory. Where the system can not do it, the vault opens all the same.
        keep_memory_private();
        let passphrase = Zeroizing::new(start.passphrase);
        if passphrase.chars().count() < LEAST_PASSPHRASE {
            return Err(UiError::at(ErrorCode::PassphraseTooShort, "passphrase"));
        }
        let label = start.label.trim().to_owned();
        if label.chars().count() > 80 {
            return Err(UiError::at(ErrorCode::ValueTooLong, "label"));
        }
        self.close();
        let folder = self.folder(start.practice);
        let practice = self.enter_range(start.practice)?;
        if start.practice && Vault::exists(&folder) {
            self.wipe_folder(true)?;
        }
        let unlock =
            NewUnlock { passphrase: &passphrase, keyring: start.keyring, strength: KdfStrength::Calibrated };
        let vault = Vault::create(&folder, &unlock)?;
        let file = CaseFile::new(vault.case(&vault.make_case()?)?);
        file.keep_about(&AboutRecord { label: label.into(), practice: start.practice, created: now() })?;
        if let Some(practice) = &practice {
            file.keep_identifiers(&records_of(&Profile::from_person(&practice.person)))?;
        }
        self.enter(vault, file, practice)?;
        self.app_view(())
    }

    /// Opens the vault.
    pub fn unlock(&self, unlock: Unlock) -> Result<AppView, UiError> {
        let folder = self.folder(unlock.practice);
        keep_memory_private();
        self.close();
        let passphrase = unlock.passphrase.map(Zeroizing::new);
        let vault = match &passphrase {
            Some(passphrase) => Vault::open_with_passphrase(&folder, passphrase)?,
            None => Vault::open_with_keyring(&folder)?,
        };
        // What the last session changed goes into a backup now: locking must not wait for it. Neither this nor giving room
        // back may keep anybody out; the backup before is still there.
        let _ = vault.back_up();
        let _ = vault.compact_when_worth_it();
        let practice = self.enter_range(unlock.practice)?;
        // A vault without a case is one whose creation was cut off in the middle.
        let id = match vault.cases().first() {
            Some(id) => *id,
            None => vault.make_case()?,
        };
        let file = CaseFile::new(vault.case(&id)?);
        self.enter(vault, file, practice)?;
        self.app_view(())
    }

    /// Forgets the keys; a running scan stops first.
    pub fn lock(&self, (): ()) -> Result<AppView, UiError> {
        self.lock_because(WhyLocked::ByHand);
        self.app_view(())
    }

    /// Takes the session away; a running scan stops.
    pub(crate) fn put_down(&self) -> Option<Session> {
        let session = self.session().take();
        if let Some(running) = session.as_ref().and_then(|session| session.running.as_ref()) {
            running.cancel.cancel();
        }
        session
    }

    /// Deletes the practice vault.
    pub fn practice_end(&self, (): ()) -> Result<AppView, UiError> {
        drop(self.put_down());
        self.wipe_folder(true)?;
        self.app_view(())
    }

    /// Deletes both vaults. What cannot be deleted of one does not keep the other.
    pub fn wipe(&self, (): ()) -> Result<AppView, UiError> {
        drop(self.put_down());
        let (practice, own) = (self.wipe_folder(true), self.wipe_folder(false));
        practice.and(own)?;
        self.app_view(())
    }

    fn wipe_folder(&self, practice: bool) -> Result<(), UiError> {
        let folder = self.folder(practice);
        // A scan that was just cancelled may still hold the vault for the moment of its last write.
        for _ in 0..20 {
            let left = wipe(&folder);
            if left.iter().any(|left| matches!(left, Left::File { .. })) {
                return Err(ErrorCode::DiskFailed.into());
            }
            if !left.iter().any(|left| matches!(left, Left::InUse)) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(ErrorCode::VaultInUse.into())
    }

    /// Lets a vault open that an older copy replaced. Nothing is opened yet.
    pub fn accept_older(&self, practice: bool) -> Result<AppView, UiError> {
        self.close();
        Vault::accept_older(&self.folder(practice))?;
        self.app_view(())
    }

    /// Stores whose audit this is.
    pub fn attest(&self, attest: Attest) -> Result<AppView, UiError> {
        let file = self.file()?;
        let until = match (attest.about, attest.until) {
            (About::Myself, _) => None,
            (About::Client, Some(text)) => Some(consent_end(&text)?),
            (About::Client, None) => return Err(UiError::at(ErrorCode::ValueEmpty, "until")),
        };
        file.keep_attestation(&AttestationRecord {
            myself: attest.about == About::Myself,
            until,
            at: now(),
        })?;
        self.app_view(())
    }

    /// Whether the keyring can be offered. Asked once: a locked keyring shows a prompt of its own, and one prompt at
    /// the start is enough.
    fn keyring_offer(&self) -> KeyringOffer {
        *self.inner.keyring.get_or_init(|| match keyring_state() {
            KeyringState::Available => KeyringOffer::Available,
            KeyringState::Locked => KeyringOffer::Locked,
            _ => KeyringOffer::Unavailable,
        })
    }

    fn enter_range(&self, practice: bool) -> Result<Option<Practice>, UiError> {
        if !practice {
            return Ok(None);
        }
        self.inner.shell.enter_range().map(Some).ok_or(UiError::of(ErrorCode::PracticeUnavailable))
    }

    fn vault_state(&self, practice: bool) -> VaultState {
        let folder = self.folder(practice);
        if !Vault::exists(&folder) {
            return VaultState::None;
        }
        match Vault::slots(&folder) {
            Ok(slots) => VaultState::Locked { passphrase: slots.passphrase, keyring: slots.keyring },
            Err(_) => VaultState::Unreadable,
        }
    }
}

fn consent_end(text: &str) -> Result<Date, UiError> {
    let until: Date = text.parse().map_err(|_| UiError::at(ErrorCode::NotADate, "until"))?;
    let latest = today().checked_add(MOST_CONSENT_DAYS.days()).map_err(|_| UiError::of(ErrorCode::Bug))?;
    if until < today() || until > latest {
        return Err(UiError::at(ErrorCode::NotADate, "until"));
    }
    Ok(until)
}

fn case_view(file: &CaseFile, practice: bool) -> Result<CaseView, UiError> {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let findings = file.findings()?;
    let decided =
        |decision: Decision| count(findings.iter().filter(|finding| finding.decision == decision).count());
    Ok(CaseView {
        label: file.about()?.map(|about| about.label.into_revealed()).unwrap_or_default(),
        practice,
        attested: file.is_attested()?,
        identifiers: count(file.identifiers()?.len()),
        scanned: file.latest_scan()?.is_some(),
        undecided: decided(Decision::Undecided),
        mine: decided(Decision::Me),
    })
}
