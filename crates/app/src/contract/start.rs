//! Opening: vault, case and attestation.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppView {
    /// The person's own vault.
    pub vault: VaultState,
    /// The practice vault.
    pub practice_vault: VaultState,
    /// Whether the system keyring can be offered.
    pub keyring: KeyringOffer,
    /// The open case.
    pub case: Option<CaseView>,
    /// What opening it told.
    pub opened: Option<OpenedView>,
}

/// Whether there is a vault and how it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum VaultState {
    /// There is none yet.
    None,
    /// There is one and it is locked.
    Locked {
        /// Whether the passphrase opens it.
        passphrase: bool,
        /// Whether the system keyring opens it.
        keyring: bool,
        /// Whether a recovery key opens it.
        recovery: bool,
    },
    /// It is open.
    Open,
    /// It is there but cannot be read.
    Unreadable,
}

/// Whether the system keyring can hold the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringOffer {
    /// Yes.
    Available,
    /// There is one, but it is locked.
    Locked,
    /// There is none; the passphrase is enough.
    Unavailable,
}

/// The open case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseView {
    /// The label the person chose.
    pub label: String,
    /// Whether the person is invented.
    pub practice: bool,
    /// Whether whose audit this is has been said.
    pub attested: bool,
    /// Number of identifiers.
    pub identifiers: u32,
    /// Whether a scan has been started.
    pub scanned: bool,
    /// Findings without a decision.
    pub undecided: u32,
    /// Findings decided as the person's own.
    pub mine: u32,
}

/// What opening the vault told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenedView {
    /// When it was opened before this time, RFC 3339; none the first time.
    pub last_opened: Option<String>,
    /// When something in it was changed last before this time, RFC 3339.
    pub last_change: Option<String>,
    /// Whether an older copy in its place would have been noticed.
    pub older: OlderView,
    /// What a repair saved and lost, where there was one.
    pub repaired: Option<RepairedView>,
    /// Whether damage was found and a copy of the damaged store was kept.
    pub kept_copy: bool,
}

/// Whether it was noticed, or could be, that this is an older copy of the whole vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OlderView {
    /// The keyring's counter was compared: it is none.
    RuledOut,
    /// The keyring should have had a counter and gave none.
    CouldNotCompare,
    /// The keyring does not open this vault, so nothing remembers.
    CanNotBeNoticed,
}

/// What a repair saved and what it lost, counted in records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RepairedView {
    /// Saved, each whole and authentic.
    pub saved: u32,
    /// Lost, as far as it is known.
    pub lost: u32,
    /// The kinds of what was lost: `fact`, `plan`, `scan`, `answer`, `finding`, `task`, `ledger`, `setting`.
    pub lost_kinds: Vec<String>,
    /// Whether it is exactly as the last change left it.
    pub complete: bool,
    /// Whether removed records or older ones may be back.
    pub may_be_older: bool,
}

/// Creates the vault and its case.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Start {
    /// Whether to practise with an invented person.
    pub practice: bool,
    /// A label for the case; need not be a name.
    pub label: String,
    /// At least 10 characters.
    pub passphrase: String,
    /// Whether the system keyring may open the vault too.
    pub keyring: bool,
    /// Whether to make a recovery key.
    pub recovery: bool,
}

/// A vault that was just made.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Started {
    /// How things stand now.
    pub view: AppView,
    /// Its recovery key, to be shown once and written on paper; kept nowhere.
    pub recovery_key: Option<String>,
}

/// Opens a vault.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    /// Whether to open the practice vault.
    pub practice: bool,
    /// What the person has for it.
    pub proof: Proof,
}

/// What somebody has who may open a vault.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Proof {
    /// The passphrase.
    Passphrase {
        /// As typed.
        text: String,
    },
    /// The system keyring.
    Keyring,
    /// The recovery key.
    Recovery {
        /// As typed from paper.
        text: String,
    },
}

/// What deleting everything came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Wiped {
    /// How things stand now.
    pub view: AppView,
    /// What could not be deleted.
    pub left: Vec<LeftOver>,
}

/// Something that could not be deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOver {
    /// What it is.
    pub what: LeftWhat,
    /// Where it is.
    pub path: Option<String>,
}

/// What could not be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftWhat {
    /// A file or a folder.
    File,
    /// A whole vault, open in another copy of the app.
    InUse,
    /// A key in the system keyring, which opens nothing any more.
    KeyringSecret,
    /// Perhaps a key in the system keyring: the file that would tell was damaged.
    PerhapsKeyringSecret,
}

/// Whose audit this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// My own.
    Myself,
    /// That of somebody who sits with me and agreed.
    Client,
}

/// The attestation, stored before the first plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Attest {
    /// Whose audit this is.
    pub about: About,
    /// Until when a client's consent holds, `YYYY-MM-DD`; none for oneself. At most 30 days ahead.
    pub until: Option<String>,
}
