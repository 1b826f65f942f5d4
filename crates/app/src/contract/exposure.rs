//! The danger on the screen, and the ledger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The findings that are the person's, worst first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExposureView {
    /// Number of findings per band, worst first.
    pub bands: Vec<BandCount>,
    /// Findings decided *me* or not yet decided, worst first.
    pub findings: Vec<FindingSeverity>,
    /// Names of sources nobody could check.
    pub could_not_check: Vec<String>,
}

/// How many findings a band has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BandCount {
    /// `critical`, `high`, `medium`, `low`.
    pub band: String,
    /// How many.
    pub count: u32,
}

/// One finding with its severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingSeverity {
    /// The finding's id.
    pub id: String,
    /// The source's name.
    pub source: String,
    /// Its band.
    pub band: String,
    /// Harm 1 to 5.
    pub harm: u8,
    /// Reach 1 to 5.
    pub reach: u8,
    /// Why, in value-free sentences.
    pub reasons: Vec<String>,
    /// Whether the person said *me*.
    pub confirmed: bool,
}

/// Everything that was disclosed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerView {
    /// In the order of time.
    pub rows: Vec<LedgerRow>,
}

/// One disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerRow {
    /// When, RFC 3339.
    pub at: String,
    /// The source's name.
    pub source: String,
    /// To whom.
    pub host: String,
    /// What was sent, masked.
    pub sent: Vec<String>,
    /// `listed`, `not_listed`, a reason, `sent` while the answer is not in, or `not_sent` where the request was stopped at
    /// the last moment.
    pub outcome: String,
}

/// Writes the ledger to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportLedger {
    /// Whether values are written in clear. Hidden facts never are.
    pub full: bool,
}
