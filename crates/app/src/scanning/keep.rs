//! What a check came to, kept whole: outcome, findings, proof and the ledger's second line in one step.

use crate::case_file::{CaseFile, LatestScan, ledger_id, within};
use crate::contract::UiError;
use crate::now::now;
use crate::record::{LedgerRecord, OutcomeRecord, ProofRecord, Told};
use crate::scanning::again::look_again;
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

/// Keeps one answer in the case and then in `scan`.
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
    let at = now();
    let Answer { check, verdict, .. } = answer;
    let told = told(verdict);
    let definition = answer.definition.digest.clone();
    let outcome = OutcomeRecord { at, told, definition: definition.clone(), looked: answer.looked };
    let mut found = Vec::new();
    let mut batch = Batch::new().put(Kind::Outcome, &within(&scan.id, &check.id), &outcome)?;
    if answer.sent > 0 {
        let line = LedgerRecord::Answered { at, check: check.id.clone(), told, sent: Some(answer.sent) };
        batch = batch.put(Kind::Ledger, &ledger_id(&line), &line)?;
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
            batch = batch.put(Kind::Finding, &finding.id.0, &finding)?;
            found.push(finding.id);
        }
    }
    file.commit(batch)?;
    scan.outcomes.insert(check.id.clone(), outcome);
    let of_source = scan.found.entry(check.source.clone()).or_default();
    of_source.retain(|finding| !answer.replaces.contains(finding));
    of_source.extend(found);
    Ok(())
}

fn told(verdict: &Verdict) -> Told {
    match verdict {
        Verdict::Listed { listings, .. } => Told::Listed(u32::try_from(listings.len()).unwrap_or(u32::MAX)),
        Verdict::NotListed => Told::NotListed,
        Verdict::Unknown { reason } => Told::Unknown(*reason),
    }
}
