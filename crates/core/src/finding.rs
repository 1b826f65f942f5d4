//! A finding: one listing the person decides about.

use crate::listing::Listing;
use crate::matching::Match;
use crate::personal::Personal;
use crate::plan::CheckId;
use crate::source::SourceId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Names one finding within its case; the same record found again has the same id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FindingId(pub String);

/// What the person says about a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Not yet decided.
    #[default]
    Undecided,
    /// It is me.
    Me,
    /// It is somebody else.
    NotMe,
    /// I cannot tell.
    NotSure,
    /// A relative of mine: to warn, not to search.
    Relative,
}

/// One listing found at one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Where it was found.
    pub source: SourceId,
    /// The check that found it.
    pub check: CheckId,
    /// What the source shows.
    pub listing: Personal<Listing>,
    /// The page that was asked, where the listing has no link of its own.
    pub page: Personal<String>,
    /// How it agrees with the profile.
    pub matched: Match,
    /// What the person says.
    pub decision: Decision,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// When it was last seen.
    pub last_seen: Timestamp,
}

impl Finding {
    /// The link to show: the listing's own, or the page that was asked.
    pub fn link(&self) -> &str {
        self.listing.reveal().url.as_deref().unwrap_or(self.page.reveal())
    }
}

/// The id of a listing at a source: its own link decides, else everything it shows.
pub fn derive_finding_id(source: &SourceId, listing: &Listing) -> FindingId {
    let what = match &listing.url {
        Some(url) => url.clone(),
        None => serde_json::to_string(listing).unwrap_or_default(),
    };
    let digest = Sha256::digest(format!("{}\n{what}", source.0).as_bytes());
    FindingId(data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()))
}
