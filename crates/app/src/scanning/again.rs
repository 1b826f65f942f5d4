//! Records seen before: which finding each listing of an answer is, and whether it had been gone.

use crate::case_file::CaseFile;
use crate::contract::UiError;
use crate::now::next_after;
use crate::record::DecidedRecord;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use unlisted_core::finding::{FindingId, assign_findings, derive_decision, derive_return};
use unlisted_core::plan::Check;
use unlisted_core::{Decision, Finding, Listing};

/// What is known of a listing from before.
pub(crate) struct Again {
    /// The finding it is.
    pub(crate) id: FindingId,
    /// When it was first seen.
    pub(crate) first_seen: Timestamp,
    /// What the person said about it, where that still holds.
    pub(crate) decision: Decision,
    /// What the person said about it, whether that still holds or not.
    pub(crate) decided: Vec<DecidedRecord>,
    /// When it came back, if it was gone.
    pub(crate) came_back: Option<Timestamp>,
}

/// What is known of each listing of an answer in the scan `scan`, in their order.
pub(crate) fn look_again(
    file: &CaseFile,
    scan: &str,
    check: &Check,
    listings: &[Listing],
    at: Timestamp,
) -> Result<Vec<Again>, UiError> {
    let today = at.to_zoned(TimeZone::UTC).date();
    let (old, decided): (Vec<Finding>, Vec<Vec<DecidedRecord>>) = file
        .finding_records()?
        .into_iter()
        .filter(|record| record.finding.source == check.source)
        .map(|record| (record.finding, record.decided))
        .unzip();
    // A case without findings at this source has nothing that could come back.
    let answers = if old.is_empty() { Vec::new() } else { file.answers_of_other_scans(scan)? };
    let ids = assign_findings(&check.source, &old, listings, today);
    let known = ids.into_iter().zip(listings).map(|(id, listing)| {
        let before = old.iter().find(|it| it.id == id);
        let said = old.iter().zip(&decided).find(|(it, _)| it.id == id).map(|(_, said)| said.clone());
        let came_back = before.and_then(|before| {
            let of_check = answers.iter().filter(|(check, _)| *check == before.check);
            let answered: Vec<Timestamp> = of_check.map(|(_, answered)| *answered).collect();
            // Answers of another question may be dated later than this one, where the clock was set back.
            let now = answered.iter().copied().max().map_or(at, |last| at.max(next_after(last)));
            derive_return(before, answered, now)
        });
        Again {
            first_seen: before.map_or(at, |before| before.first_seen),
            decision: derive_decision(before, listing, today),
            decided: said.unwrap_or_default(),
            came_back,
            id,
        }
    });
    Ok(known.collect())
}
