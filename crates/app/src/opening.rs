//! Opening, locking, attesting, wiping.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{
    About, AppView, Attest, CaseView, ErrorCode, KeyringOffer, OlderView, OpenedView, Proof, RepairedView,
    Start, Started, UiError, Unlock, VaultState, WhyLocked,
};
use crate::profile::records_of;
use crate::proof::Held;
use crate::record::{AboutRecord, AttestationRecord};
use crate::session::Session;
use crate::shell::Practice;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use unlisted_core::Profile;
use unlisted_core::finding::Decision;
use unlisted_vault::{
    KdfStrength, KeyringState, Kind, NewUnlock, OlderCopy, Salvaged, Vault, keep_memory_private,
    keyring_state,
};
use zeroize::Zeroizing;

/// A new passphrase has at least this many characters.
const LEAST_PASSPHRASE: usize = 10;
/// A client's consent holds at most this many days, then it is asked again.
const MOST_CONSENT_DAYS: i64 = 30;

impl App {
    /// How things stand.
    pub fn app_view(&self, (): ()) -> Result<AppView, UiError> {
        let open = self
            .session()
            .as_ref()
            .map(|session| (session.file.clone(), session.practice.is_some(), session.opened.clone()));
        let state = |practice: bool| match &open {
            Some((_, is_practice, _)) if *is_practice == practice => VaultState::Open,
            _ => self.vault_state(practice),
        };
        let (vault, practice_vault) = (state(false), state(true));
        let case = open.as_ref().map(|(file, practice, _)| case_view(file, *practice)).transpose()?;
        let opened = open.map(|(_, _, opened)| opened);
        Ok(AppView { vault, practice_vault, keyring: self.keyring_offer(), case, opened })
    }

    /// Creates the vault and the case. A practice vault that was left behind is replaced.
    pub fn start(&self, start: Start) -> Result<Started, UiError> {
        // Before the first key is in memory. Where the system can not do it, the vault opens all the same.
        keep_memory_private();
        let passphrase = new_passphrase(start.passphrase)?;
        let label = start.label.trim().to_owned();
        if label.chars().count() > 80 {
            return Err(UiError::at(ErrorCode::ValueTooLong, "label"));
        }
        self.close();
        let folder = self.folder(start.practice);
        let practice = self.enter_range(start.practice)?;
        if start.practice && Vault::exists(&folder) {
            self.practice_end(())?;
        }
        let unlock =
            NewUnlock { passphrase: &passphrase, keyring: start.keyring, strength: KdfStrength::Calibrated };
        let (vault, recovery_key) = if start.recovery {
            let (vault, key) = Vault::create_with_recovery_key(&folder, &unlock)?;
            (vault, Some(key.text().to_string()))
        } else {
            (Vault::create(&folder, &unlock)?, None)
        };
        let file = CaseFile::new(vault.case(&vault.make_case()?)?, Arc::clone(&self.inner.clock));
        file.keep_about(&AboutRecord { label: label.into(), practice: start.practice, created: self.now() })?;
        if let Some(practice) = &practice {
            file.keep_identifiers(&records_of(&Profile::from_person(&practice.person)))?;
        }
        let opened = opened_view(&vault, &file, None)?;
        self.enter(vault, file, practice, opened)?;
        Ok(Started { view: self.app_view(())?, recovery_key })
    }

    /// Opens the vault.
    pub fn unlock(&self, unlock: Unlock) -> Result<AppView, UiError> {
        self.come_in(unlock.practice, unlock.proof, |folder, held| Ok((held.open(folder)?, None)))
    }

    /// Opens a vault whose store is damaged, and tells what of it was saved and what is lost.
    pub fn repair(&self, unlock: Unlock) -> Result<AppView, UiError> {
        self.come_in(unlock.practice, unlock.proof, |folder, held| {
            let (vault, salvaged) = Vault::repair(folder, held.proof())?;
            Ok((vault, Some(repaired_view(&salvaged))))
        })
    }

    /// Locks what is open, opens a vault in whichever way, and goes on with it.
    pub(crate) fn come_in(
        &self,
        practice: bool,
        proof: Proof,
        open: impl FnOnce(&Path, &Held) -> Result<(Vault, Option<RepairedView>), UiError>,
    ) -> Result<AppView, UiError> {
        keep_memory_private();
        let held = Held::of(proof)?;
        self.close();
        let (vault, repaired) = open(&self.folder(practice), &held)?;
        // What the last session changed goes into a backup now: locking must not wait for it. Neither this nor giving room
        // back may keep anybody out; the backup before is still there.
        let _ = vault.back_up();
        let _ = vault.compact_when_worth_it();
        let range = self.enter_range(practice)?;
        // A vault without a case is one whose creation was cut off in the middle.
        let id = match vault.cases().first() {
            Some(id) => *id,
            None => vault.make_case()?,
        };
        let file = CaseFile::new(vault.case(&id)?, Arc::clone(&self.inner.clock));
        let opened = opened_view(&vault, &file, repaired)?;
        self.enter(vault, file, range, opened)?;
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
            (About::Client, Some(text)) => Some(consent_end(&text, self.today())?),
            (About::Client, None) => return Err(UiError::at(ErrorCode::ValueEmpty, "until")),
        };
        file.keep_attestation(&AttestationRecord {
            myself: attest.about == About::Myself,
            until,
            at: self.now(),
        })?;
        self.app_view(())
    }

    /// Whether the keyring can be offered. Asked once: a locked keyring shows a prompt of its own, and one prompt at
    /// the start is enough.
    pub(crate) fn keyring_offer(&self) -> KeyringOffer {
        if let Some(offer) = *self.inner.keyring() {
            return offer;
        }
        let offer = match keyring_state() {
            KeyringState::Available => KeyringOffer::Available,
            KeyringState::Locked => KeyringOffer::Locked,
            _ => KeyringOffer::Unavailable,
        };
        *self.inner.keyring() = Some(offer);
        offer
    }

    /// Asks the keyring anew, for a person who unlocked it or started it meanwhile.
    pub fn keyring_again(&self, (): ()) -> Result<AppView, UiError> {
        *self.inner.keyring() = None;
        self.app_view(())
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
            Ok(slots) => VaultState::Locked {
                passphrase: slots.passphrase,
                keyring: slots.keyring,
                recovery: slots.recovery,
            },
            Err(_) => VaultState::Unreadable,
        }
    }
}

/// A passphrase that may be set.
pub(crate) fn new_passphrase(text: String) -> Result<Zeroizing<String>, UiError> {
    let passphrase = Zeroizing::new(text);
    if passphrase.chars().count() < LEAST_PASSPHRASE {
        return Err(UiError::at(ErrorCode::PassphraseTooShort, "passphrase"));
    }
    Ok(passphrase)
}

/// What opening told, and the note of this opening for the next.
fn opened_view(
    vault: &Vault,
    file: &CaseFile,
    repaired: Option<RepairedView>,
) -> Result<OpenedView, UiError> {
    let older = match vault.older_copy() {
        OlderCopy::RuledOut => OlderView::RuledOut,
        OlderCopy::NotNoticed => OlderView::CanNotBeNoticed,
        _ => OlderView::CouldNotCompare,
    };
    let view = OpenedView {
        last_opened: file.last_opened()?.map(|at| at.to_string()),
        last_change: file.last_change()?.map(|at| at.to_string()),
        older,
        repaired,
        kept_copy: vault.quarantine().is_some(),
    };
    file.note_opening()?;
    Ok(view)
}

fn repaired_view(salvaged: &[Salvaged]) -> RepairedView {
    let count = |many: u64| u32::try_from(many).unwrap_or(u32::MAX);
    let kinds: BTreeSet<&str> =
        salvaged.iter().flat_map(|case| case.lost.keys().map(|kind| word(*kind))).collect();
    RepairedView {
        saved: count(salvaged.iter().map(|case| case.saved).sum()),
        lost: count(salvaged.iter().flat_map(|case| case.lost.values()).sum()),
        lost_kinds: kinds.into_iter().map(str::to_owned).collect(),
        complete: salvaged.iter().all(|case| case.complete),
        may_be_older: salvaged.iter().any(|case| case.may_be_older),
    }
}

/// A kind of record in the contract's words.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Profile => "fact",
        Kind::Choices | Kind::Plan => "plan",
        Kind::Scan => "scan",
        Kind::Outcome | Kind::Proof => "answer",
        Kind::Finding => "finding",
        Kind::TaskMark => "task",
        Kind::Ledger => "ledger",
        _ => "setting",
    }
}

fn consent_end(text: &str, today: Date) -> Result<Date, UiError> {
    let until: Date = text.parse().map_err(|_| UiError::at(ErrorCode::NotADate, "until"))?;
    let latest = today.checked_add(MOST_CONSENT_DAYS.days()).map_err(|_| UiError::of(ErrorCode::Bug))?;
    if until < today || until > latest {
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
