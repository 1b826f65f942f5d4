//! Scans in the case: what was accepted, what was answered, what is still open.

use super::{CaseFile, within};
use crate::contract::UiError;
use crate::now::{moment_of, sortable};
use crate::record::{AcceptedRecord, OutcomeRecord, ProofRecord, ScanRecord, Told};
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::Reason;
use unlisted_core::finding::FindingId;
use unlisted_core::plan::{Check, CheckId};
use unlisted_core::source::{Catalogue, SourceId};
use unlisted_vault::{Batch, Kind};

/// A control counts for this many hours: a week.
const PROOF_HOURS: i64 = 7 * 24;

/// One question of a scan and, where it is not asked again, what it came to before.
pub(crate) struct Question {
    /// What is asked.
    pub(crate) check: Check,
    /// The answer that is carried over.
    pub(crate) answered: Option<OutcomeRecord>,
}

/// The latest scan with everything it came to so far.
pub(crate) struct LatestScan {
    /// Its id: its start as sortable text, after every scan before it.
    pub(crate) id: String,
    /// When it was started, or the first of the scans whose answers it carries over.
    pub(crate) begun: Timestamp,
    /// Its questions in the order of the plan.
    pub(crate) checks: Vec<Check>,
    /// What was answered; of several answers the newest.
    pub(crate) outcomes: BTreeMap<CheckId, OutcomeRecord>,
    /// The answers that a newer one took the place of, in the order of time.
    pub(crate) earlier: BTreeMap<CheckId, Vec<OutcomeRecord>>,
    /// Findings its questions led to, by source; each counted once, however many questions led to it.
    pub(crate) found: BTreeMap<SourceId, BTreeSet<FindingId>>,
    /// Sources that were not asked everything, because there was too much to ask.
    pub(crate) left_out: BTreeSet<SourceId>,
    /// The last moment that is known of each question, of whatever scan. A new answer is dated after it, also where the
    /// clock was set back, or an older record would count as seen now.
    pub(crate) newest: BTreeMap<CheckId, Timestamp>,
}

impl LatestScan {
    /// The questions a program still has to ask.
    pub(crate) fn open(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.by_hand && !self.outcomes.contains_key(&check.id))
    }

    /// What the controls answered in this scan say of their sources: nothing against them, or why not.
    pub(crate) fn controls(&self) -> BTreeMap<SourceId, Option<Reason>> {
        let controls = self.checks.iter().filter(|check| check.control);
        let told = controls.filter_map(|check| Some((check, self.outcomes.get(&check.id)?.told)));
        let doubt = |told| match told {
            Told::NotListed => None,
            Told::Listed(_) => Some(Reason::ControlFailed),
            Told::Unknown(reason) => Some(reason),
        };
        told.map(|(check, told)| (check.source.clone(), doubt(told))).collect()
    }
}

impl CaseFile {
    /// Keeps an accepted plan as a new scan, before anything of it is asked; what is carried over counts as answered.
    /// `begun` is the start of the scan it carries answers over from.
    pub(crate) fn begin_scan(
        &self,
        questions: &[Question],
        left_out: BTreeSet<SourceId>,
        begun: Option<Timestamp>,
    ) -> Result<(), UiError> {
        let last = self.case.all::<ScanRecord>(Kind::Scan)?.last().and_then(|(id, _)| moment_of(id));
        let started = self.now_after(last);
        let id = sortable(started);
        let checks = u32::try_from(questions.len()).unwrap_or(u32::MAX);
        let record = ScanRecord { started, checks, left_out, begun };
        let mut batch = Batch::new().put(Kind::Scan, &id, &record)?;
        for (order, Question { check, answered }) in (0_u32..).zip(questions) {
            let place = within(&id, &check.id);
            batch = batch.put(Kind::Plan, &place, &AcceptedRecord { order, check: check.clone() })?;
            if let Some(answered) = answered {
                batch = batch.put(Kind::Outcome, &place, answered)?;
            }
        }
        self.commit(batch)
    }

    pub(crate) fn latest_scan(&self) -> Result<Option<LatestScan>, UiError> {
        let mut scans: Vec<(String, ScanRecord)> = self.case.all(Kind::Scan)?;
        let Some((id, ScanRecord { started, left_out, begun, .. })) = scans.pop() else { return Ok(None) };
        let mut accepted: Vec<AcceptedRecord> =
            self.of_scan(Kind::Plan, &id)?.into_iter().map(|(_, it)| it).collect();
        accepted.sort_by_key(|record| record.order);
        let checks: Vec<Check> = accepted.into_iter().map(|record| record.check).collect();
        let (mut outcomes, mut earlier) = (BTreeMap::new(), BTreeMap::new());
        let mut newest: BTreeMap<CheckId, Timestamp> = BTreeMap::new();
        for (place, outcome) in self.case.all::<OutcomeRecord>(Kind::Outcome)? {
            let Some((of, check)) = place_of(&place) else { continue };
            let check = CheckId(check.to_owned());
            note_later(&mut newest, &check, outcome.at);
            if of == id {
                supersede(&mut outcomes, &mut earlier, check, outcome);
            }
        }
        let mut found: BTreeMap<SourceId, BTreeSet<FindingId>> = BTreeMap::new();
        for finding in self.findings()? {
            note_later(&mut newest, &finding.check, finding.last_seen);
            // The same question has the same id in every scan, so the time tells its last answer's findings from older
            // ones.
            let since = |outcome: &OutcomeRecord| outcome.read().map_or(outcome.at, |read| read.at);
            if outcomes.get(&finding.check).is_some_and(|outcome| finding.last_seen >= since(outcome)) {
                found.entry(finding.source).or_default().insert(finding.id);
            }
        }
        Ok(Some(LatestScan {
            id,
            begun: begun.unwrap_or(started),
            checks,
            outcomes,
            earlier,
            found,
            left_out,
            newest,
        }))
    }

    /// The questions that scans other than `scan` got an answer to, and when. What nobody could tell is no answer.
    pub(crate) fn answers_of_other_scans(&self, scan: &str) -> Result<Vec<(CheckId, Timestamp)>, UiError> {
        let all: Vec<(String, OutcomeRecord)> = self.case.all(Kind::Outcome)?;
        // They come in the order of time, so the newest answer of a scan takes the place of the others.
        let mut newest: BTreeMap<(String, String), OutcomeRecord> = BTreeMap::new();
        for (id, outcome) in all {
            if let Some((of, check)) = place_of(&id).filter(|(of, _)| *of != scan) {
                newest.insert((of.to_owned(), check.to_owned()), outcome);
            }
        }
        let answers = newest.into_iter().filter(|(_, outcome)| !matches!(outcome.told, Told::Unknown(_)));
        Ok(answers.map(|((_, check), outcome)| (CheckId(check), outcome.at)).collect())
    }

    fn of_scan<T: serde::de::DeserializeOwned>(
        &self,
        kind: Kind,
        scan: &str,
    ) -> Result<Vec<(String, T)>, UiError> {
        let all: Vec<(String, T)> = self.case.all(kind)?;
        let own = all.into_iter().filter_map(|(id, record)| {
            let (of, check) = place_of(&id)?;
            (of == scan).then(|| (check.to_owned(), record))
        });
        Ok(own.collect())
    }

    /// The sources that proved within the last week, under the definition they have now, that they can say no.
    pub(crate) fn proven(&self, catalogue: &Catalogue) -> Result<BTreeSet<SourceId>, UiError> {
        let all: Vec<(String, ProofRecord)> = self.case.all(Kind::Proof)?;
        let now = self.now();
        let since = now.saturating_sub(PROOF_HOURS.hours()).unwrap_or(Timestamp::MIN);
        // A proof from a moment that is not yet was made under another clock; nobody knows how old it is.
        let holds = |id: &SourceId, proof: &ProofRecord| {
            (since..=now).contains(&proof.at)
                && catalogue.get(id).is_some_and(|it| it.digest == proof.definition)
        };
        let all = all.into_iter().map(|(id, proof)| (SourceId(id), proof));
        Ok(all.filter(|(id, proof)| holds(id, proof)).map(|(id, _)| id).collect())
    }
}

/// The id of a new answer to a question of a scan: it sorts after every earlier one.
pub(crate) fn answer_id(scan: &str, check: &CheckId, at: Timestamp) -> String {
    format!("{}/{}", within(scan, check), sortable(at))
}

/// The scan and the question of a record's id. An answer that was carried over, or kept by an older version, is named by
/// these alone; others have their time behind.
fn place_of(id: &str) -> Option<(&str, &str)> {
    let (scan, rest) = id.split_once('/')?;
    Some((scan, rest.split_once('/').map_or(rest, |(check, _)| check)))
}

/// Remembers the later of the moments known of a question.
fn note_later(newest: &mut BTreeMap<CheckId, Timestamp>, check: &CheckId, at: Timestamp) {
    let known = newest.entry(check.clone()).or_insert(at);
    *known = at.max(*known);
}

/// Puts a newer answer in the place of an earlier one, which stays as history.
pub(crate) fn supersede(
    outcomes: &mut BTreeMap<CheckId, OutcomeRecord>,
    earlier: &mut BTreeMap<CheckId, Vec<OutcomeRecord>>,
    check: CheckId,
    outcome: OutcomeRecord,
) {
    if let Some(before) = outcomes.insert(check.clone(), outcome) {
        earlier.entry(check).or_default().push(before);
    }
}
