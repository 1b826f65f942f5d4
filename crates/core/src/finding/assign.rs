//! Which finding each listing of a reply is: the ones seen before keep their id, the others get a new one.

use super::link::LinkKey;
use super::same_record::{Links, judge_sameness};
use super::shown::{Shown, read_shown};
use super::{Finding, FindingId};
use crate::listing::Listing;
use crate::source::SourceId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The ids of the listings of one reply, in their order. `old` are the source's findings so far, gone ones too, so
/// that a record that comes back keeps its id and with it its history.
///
/// One to one, the closest pairs first (see [`same_record`](super::same_record())): no two records of the reply become
/// one finding, unless they show the very same. What the order of either side is does not matter.
pub fn assign_findings(source: &SourceId, old: &[Finding], new: &[Listing], today: Date) -> Vec<FindingId> {
    let old: Vec<(&FindingId, String, Shown)> = old
        .iter()
        .filter(|it| it.source == *source)
        .map(|it| (&it.id, write_record(it.listing.reveal()), shown_by(it)))
        .collect();
    // A record that stands on the page twice is one record.
    let mut records: BTreeMap<String, (&Listing, Shown)> = BTreeMap::new();
    let texts: Vec<String> = new.iter().map(write_record).collect();
    for (text, listing) in texts.iter().zip(new) {
        records.entry(text.clone()).or_insert_with(|| (listing, read_shown(listing, today)));
    }
    let shared_old = shared_links(old.iter().map(|(_, _, shown)| shown));
    let shared_new = shared_links(records.values().map(|(_, shown)| shown));
    let links = |one: &Shown, two: &Shown| match (&one.link, &two.link) {
        (Some(a), Some(b)) if shared_old.contains(a) || shared_new.contains(b) => Links::Silent,
        (Some(a), Some(b)) if a == b => Links::Same,
        (Some(_), Some(_)) => Links::Differ,
        _ => Links::Silent,
    };
    let mut pairs = Vec::new();
    for (id, written, before) in &old {
        for (text, (_, now)) in &records {
            if let Some(closeness) = judge_sameness(before, now, links(before, now)) {
                // Of two that are equally close, the one that was not even written in another way.
                pairs.push((Reverse((closeness, written == text)), *id, text));
            }
        }
    }
    pairs.sort();
    let mut given: BTreeMap<&String, FindingId> = BTreeMap::new();
    let mut taken: BTreeSet<FindingId> = BTreeSet::new();
    for (_, id, text) in pairs {
        if !taken.contains(id) && !given.contains_key(text) {
            taken.insert(id.clone());
            given.insert(text, id.clone());
        }
    }
    taken.extend(old.iter().map(|(id, ..)| (*id).clone()));
    for (text, (listing, shown)) in &records {
        given.entry(text).or_insert_with(|| {
            let own = shown.link.as_ref().is_some_and(|link| !shared_new.contains(link));
            let what = listing.url.as_deref().filter(|_| own).unwrap_or(text);
            // The link of a record may have gone over to another one.
            let id = (0..=taken.len()).map(|nth| make_id(source, what, nth)).find(|id| !taken.contains(id));
            let id = id.unwrap_or_else(|| make_id(source, text, usize::MAX));
            taken.insert(id.clone());
            id
        });
    }
    texts.iter().filter_map(|text| given.get(text).cloned()).collect()
}

/// What a finding showed when it was last seen.
pub(super) fn shown_by(finding: &Finding) -> Shown {
    read_shown(finding.listing.reveal(), finding.last_seen.to_zoned(TimeZone::UTC).date())
}

/// The links that lead to several records at once, and so tell none of them.
fn shared_links<'s>(all: impl Iterator<Item = &'s Shown>) -> BTreeSet<LinkKey> {
    let mut seen = BTreeSet::new();
    all.filter_map(|shown| shown.link.clone()).filter(|link| !seen.insert(link.clone())).collect()
}

fn write_record(listing: &Listing) -> String {
    serde_json::to_string(listing).unwrap_or_default()
}

fn make_id(source: &SourceId, what: &str, nth: usize) -> FindingId {
    let nth = if nth == 0 { String::new() } else { format!("\n{nth}") };
    let digest = Sha256::digest(format!("{}\n{what}{nth}", source.0).as_bytes());
    FindingId(data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()))
}
