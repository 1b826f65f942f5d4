//! Which questions of a scan a person may answer, and what their earlier answer led to.

use super::{CaseFile, LatestScan};
use crate::contract::UiError;
use crate::record::{OutcomeRecord, Told};
use unlisted_core::Finding;
use unlisted_core::finding::FindingId;
use unlisted_core::plan::Check;
use unlisted_core::source::{Definition, Probe};

/// Whether a person can look where a program found nothing out or left something unread, or where a person looked before:
/// at a page, not at an interface.
pub(crate) fn is_for_eyes(definition: &Definition, check: &Check, scan: &LatestScan) -> bool {
    let page = matches!(definition.probe, Probe::Page(_) | Probe::Presence(_));
    let outcome = scan.outcomes.get(&check.id);
    let open = outcome.is_some_and(|outcome| {
        matches!(outcome.told, Told::Unknown(_)) || outcome.unread > 0 || outcome.looked
    });
    page && !check.by_hand && !check.control && open
}

/// What an earlier answer of the person's to the same check led to in this scan. Findings of earlier scans stay: a record
/// that is not seen today is history, not a slip. What a program read stays as well.
pub(crate) fn answered_before(
    file: &CaseFile,
    scan: &LatestScan,
    check: &Check,
) -> Result<Vec<FindingId>, UiError> {
    let outcome = scan.outcomes.get(&check.id);
    let read = outcome.and_then(OutcomeRecord::read);
    let answers = || outcome.into_iter().chain(scan.earlier.get(&check.id).into_iter().flatten());
    let of_answer = |finding: &Finding| {
        let is_read = read.is_some_and(|read| finding.first_seen <= read.at);
        let is_new = answers().any(|answer| answer.looked && answer.at == finding.first_seen);
        finding.check == check.id && is_new && !is_read
    };
    Ok(file.findings()?.into_iter().filter(of_answer).map(|finding| finding.id).collect())
}
