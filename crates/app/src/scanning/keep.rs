//! What a check came to, kept whole: outcome, findings, proof and the ledger's second line in one step.

use super::again::look_again;
use crate::case_file::{CaseFile, LatestScan, answer_id, supersede};
use crate::contract::{UiError, count};
use crate::record::{
    DecidedRecord, FindingRecord, LedgerRecord, OutcomeRecord, ProofRecord, ReadRecord, Told,
};
use unlisted_core::finding::{Decision, FindingId};
use unlisted_core::matching::{Known, match_known};
use unlisted_core::plan::Check;
use unlisted_core::source::Definition;
use unlisted_core::{Finding, Verdict};
use unlisted_vault::{Batch, Kind};

/// One answer to be kept.
pub(crate) struct Answer<'a> {
    /// The question.
    pub(crate) check: &'a Check,
    /// The definition that judged.
    pub(crate) definition: &'a Definition,
    /// What it came to.
    pub(crate) verdict: &'a Verdict,
    /// How many requests left the machine for it now.
    pub(crate) sent: u32,
    /// Whether a person looked, instead of a program.
    pub(crate) looked: bool,
    /// What the person said about its listings, if they did.
    pub(crate) decided: Option<Decision>,
    /// Findings of an earlier answer that this one takes the place of.
    pub(crate) replaces: Vec<FindingId>,
}

/// Keeps one answer in the case and then in `scan`. An earlier answer to the same question stays beside it; the newest
/// counts. A person's look at a page of which a program read a part adds to what was read.
///
/// A listing seen before keeps its first date, and its decision unless the person said otherwise; a control's listings
/// are nobody's.
pub(crate) fn keep_answer(
    file: &CaseFile,
    scan: &mut LatestScan,
    known: &Known,
    answer: &Answer<'_>,
) -> Result<(), UiError> {
    let _changing = file.changing();
    let Answer { check, verdict, .. } = answer;
    let before = scan.outcomes.get(&check.id);
    let at = file.now_after(scan.newest.get(&check.id).copied());
    let read = before.filter(|_| answer.looked).and_then(OutcomeRecord::read);
    let (told, unread) = told(verdict, read, answer.decided.is_some());
    let definition = answer.definition.digest.clone();
    let outcome =
        OutcomeRecord { at, told, definition: definition.clone(), looked: answer.looked, unread, read };
    let mut found = Vec::new();
    let mut batch = Batch::new().put(Kind::Outcome, &answer_id(&scan.id, &check.id, at), &outcome)?;
    if answer.sent > 0 {
        let line = LedgerRecord::Answered { at, check: check.id.clone(), told, sent: Some(answer.sent) };
        batch = batch.put(Kind::Ledger, &file.next_ledger_id(&line)?, &line)?;
    }
    if check.control && told == Told::NotListed {
        batch = batch.put(Kind::Proof, &check.source.0, &ProofRecord { at, definition })?;
    }
    for gone in &answer.replaces {
        batch = batch.remove(Kind::Finding, &gone.0);
    }
    if let Verdict::Listed { listings, .. } = verdict
        && !check.control
    {
        for (listing, again) in listings.iter().zip(look_again(file, &scan.id, check, listings, at)?) {
            let finding = Finding {
                source: check.source.clone(),
                check: check.id.clone(),
                matched: match_known(known, listing),
                listing: listing.clone().into(),
                page: check.url.reveal().to_string().into(),
                decision: answer.decided.unwrap_or(again.decision),
                first_seen: again.first_seen,
                last_seen: at,
                came_back: again.came_back,
                id: again.id,
            };
            let mut decided = again.decided;
            decided.extend(answer.decided.map(|decision| DecidedRecord { at, decision }));
            let record = FindingRecord { finding, decided };
            batch = batch.put(Kind::Finding, &record.finding.id.0, &record)?;
            found.push(record.finding.id);
        }
    }
    file.commit(batch)?;
    scan.newest.insert(check.id.clone(), at);
    supersede(&mut scan.outcomes, &mut scan.earlier, check.id.clone(), outcome);
    let of_source = scan.found.entry(check.source.clone()).or_default();
    of_source.retain(|finding| !answer.replaces.contains(finding));
    of_source.extend(found);
    Ok(())
}

/// What is kept of a verdict: in short, and how many entries could not be read. `read` is what a program read of the
/// page that a person then looked at: that stays, whatever else they saw. `is_seen` is set where they say themselves
/// what else is there, rather than giving the whole page to be read once more.
fn told(verdict: &Verdict, read: Option<ReadRecord>, is_seen: bool) -> (Told, u32) {
    match (verdict, read) {
        (Verdict::Listed { listings, unread }, read) => {
            let (before, now) = (read.map_or(0, |read| read.listed), count(listings.len()));
            let listed = if is_seen { before.saturating_add(now) } else { before.max(now) };
            (Told::Listed(listed), count(*unread))
        }
        (Verdict::NotListed, Some(read)) => (Told::Listed(read.listed), 0),
        (Verdict::Unknown { .. }, Some(read)) => (Told::Listed(read.listed), read.unread),
        (Verdict::NotListed, None) => (Told::NotListed, 0),
        (Verdict::Unknown { reason }, None) => (Told::Unknown(*reason), 0),
    }
}
