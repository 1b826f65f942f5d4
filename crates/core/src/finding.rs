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

/// The ids of the listings of one reply, in their order: a listing's own link decides, unless others in the reply have
/// the same link; then, and without a link, everything it shows decides.
pub fn derive_finding_ids(source: &SourceId, listings: &[Listing]) -> Vec<FindingId> {
    let shares = |url: &str| listings.iter().filter(|other| other.url.as_deref() == Some(url)).count() > 1;
    let ids = listings.iter().map(|listing| {
        let what = match &listing.url {
            Some(url) if !shares(url) => url.clone(),
            _ => serde_json::to_string(listing).unwrap_or_default(),
        };
        let digest = Sha256::digest(format!("{}\n{what}", source.0).as_bytes());
        FindingId(data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()))
    });
    ids.collect()
}

/// The decision that goes over from an earlier look at the same record: none where it now shows another name, or no
/// longer shows an address that it showed, because then it may be somebody else's.
pub fn derive_decision(before: Option<&Finding>, now: &Listing) -> Decision {
    let same = |before: &Listing| {
        before.name == now.name && before.addresses.iter().all(|address| now.addresses.contains(address))
    };
    before
        .filter(|before| same(before.listing.reveal()))
        .map_or(Decision::Undecided, |before| before.decision)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(name: &str, url: Option<&str>) -> Listing {
        Listing { name: Some(name.into()), url: url.map(str::to_owned), ..Listing::default() }
    }

    fn decided(listing: Listing) -> Finding {
        Finding {
            id: FindingId("f".into()),
            source: SourceId("s".into()),
            check: CheckId("c".into()),
            listing: listing.into(),
            page: String::new().into(),
            matched: Match { verdict: crate::matching::Likeness::Same, score: 1.0, reasons: Vec::new() },
            decision: Decision::Me,
            first_seen: Timestamp::UNIX_EPOCH,
            last_seen: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_decision_outlives_more_of_the_same_and_nothing_else() {
        let town = |city: &str| crate::person::Address { city: city.into(), ..Default::default() };
        let shows = |name: &str, cities: &[&str]| Listing {
            addresses: cities.iter().map(|city| town(city)).collect(),
            ..listing(name, None)
        };
        let before = decided(shows("A", &["Springfield", "Dayton"]));
        let after = |now: &Listing| derive_decision(Some(&before), now);
        assert_eq!(
            after(&shows("A", &["Dayton", "Leeds", "Springfield"])),
            Decision::Me,
            "one more town, other order"
        );
        assert_eq!(after(&shows("B", &["Springfield", "Dayton"])), Decision::Undecided, "another name");
        assert_eq!(after(&shows("A", &["Leeds"])), Decision::Undecided, "other places");
        assert_eq!(derive_decision(None, &shows("A", &[])), Decision::Undecided);
    }

    #[test]
    fn records_are_told_apart_and_recognised() {
        let source = SourceId("s".into());
        let ids = |listings: &[Listing]| derive_finding_ids(&source, listings);
        let page = Some("https://example.com/#");
        let shared = ids(&[listing("A", page), listing("B", page)]);
        assert_ne!(shared[0], shared[1], "two records behind one link are two findings");
        let own = Some("https://example.com/1");
        assert_eq!(
            ids(&[listing("A", own)]),
            ids(&[listing("A B", own)]),
            "a record is recognised by its own link"
        );
        assert_ne!(ids(&[listing("A", None)]), ids(&[listing("B", None)]));
    }
}
