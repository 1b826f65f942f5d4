//! What one check came to: listed, not listed, or not known and why.

use crate::listing::Listing;
use crate::reason::Reason;
use serde::{Deserialize, Serialize};

/// The honest outcome of one check. There is no fourth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// The source shows these records.
    Listed {
        /// At least one listing.
        listings: Vec<Listing>,
        /// Further entries that stand there, at least so many, and that nobody could read.
        #[serde(default, skip_serializing_if = "is_none")]
        unread: usize,
    },
    /// The source proved that it has nothing for what was asked.
    NotListed,
    /// Nobody can tell, and this is why. Never to be read as "clear".
    Unknown {
        /// Why the source could not be checked.
        reason: Reason,
    },
}

impl Verdict {
    /// Shorthand for a source that shows these records, every one of them read.
    pub fn listed(listings: Vec<Listing>) -> Self {
        Self::Listed { listings, unread: 0 }
    }

    /// Shorthand for an unknown outcome.
    pub fn unknown(reason: Reason) -> Self {
        Self::Unknown { reason }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde calls it with")]
fn is_none(unread: &usize) -> bool {
    *unread == 0
}
