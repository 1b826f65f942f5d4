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
}

/// Opens a vault.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unlock {
    /// Whether to open the practice vault.
    pub practice: bool,
    /// The passphrase; none to use the system keyring.
    pub passphrase: Option<String>,
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
