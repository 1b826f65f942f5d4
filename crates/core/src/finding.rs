//! A finding: one listing the person decides about.

mod alike;
mod assign;
mod link;
mod same_record;
mod shown;

pub use alike::{Looks, Resemblance, SaidBefore, read_looks};
pub use assign::assign_findings;
pub use same_record::{Closeness, same_record};
pub use shown::{Shown, read_shown};

use crate::listing::Listing;
use crate::matching::Match;
use crate::personal::Personal;
use crate::plan::CheckId;
use crate::source::SourceId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    /// When it was seen again after it had been gone; none where it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_back: Option<Timestamp>,
}

impl Finding {
    /// The link to show: the listing's own, or the page that was asked.
    pub fn link(&self) -> &str {
        self.listing.reveal().url.as_deref().unwrap_or(self.page.reveal())
    }
}

/// The decision that goes over from an earlier look at the same record, `today` being the day of the new look.
///
/// None where it now shows another name, an age that time does not explain, or too little of what it showed before:
/// then it may be somebody else's.
pub fn derive_decision(before: Option<&Finding>, now: &Listing, today: Date) -> Decision {
    before
        .filter(|before| same_record::keeps_decision(&assign::shown_by(before), &read_shown(now, today)))
        .map_or(Decision::Undecided, |before| before.decision)
}

/// When a record came back, `now` being the time of the new look: its source answered in between without showing it.
/// `answered` are the times of the earlier answers to the question it was found by.
pub fn derive_return(
    before: &Finding,
    answered: impl IntoIterator<Item = Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    let was_gone = answered.into_iter().any(|at| before.last_seen < at && at < now);
    if was_gone { Some(now) } else { before.came_back }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = jiff::civil::date(1970, 1, 1);

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
            came_back: None,
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
        let after = |now: &Listing| derive_decision(Some(&before), now, DAY);
        assert_eq!(
            after(&shows("A", &["Dayton", "Leeds", "Springfield"])),
            Decision::Me,
            "one more town, other order"
        );
        assert_eq!(after(&shows("B", &["Springfield", "Dayton"])), Decision::Undecided, "another name");
        assert_eq!(after(&shows("A", &["Leeds"])), Decision::Undecided, "other places");
        assert_eq!(derive_decision(None, &shows("A", &[]), DAY), Decision::Undecided);
    }

    #[test]
    fn a_record_came_back_only_where_its_source_answered_without_it() {
        let at = |second: i64| Timestamp::from_second(second).expect("a small number is a time");
        let before = Finding { last_seen: at(10), ..decided(listing("A", None)) };
        assert_eq!(derive_return(&before, [at(5), at(10)], at(30)), None, "it was seen at every answer");
        assert_eq!(derive_return(&before, [at(5), at(10), at(20)], at(30)), Some(at(30)), "gone at 20");
        let back = Finding { came_back: Some(at(30)), last_seen: at(30), ..before };
        assert_eq!(
            derive_return(&back, [at(20), at(30)], at(40)),
            Some(at(30)),
            "it stays known that it came back"
        );
    }
}
