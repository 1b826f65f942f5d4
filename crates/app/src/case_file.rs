//! The open case in the domain's words: what is read from it and what is committed to it.

mod answers;
mod catalogue;
mod choices;
#[cfg(test)]
mod old;
mod scans;

pub(crate) use answers::{answered_before, is_for_eyes};
pub(crate) use catalogue::case_catalogue;
pub(crate) use choices::{name_pair, read_pair};
pub(crate) use scans::{LatestScan, Question, answer_id, supersede};

use crate::contract::{ErrorCode, UiError};
use crate::now::{Clock, moment_of, now_after, now_by, sortable, today_by};
use crate::record::{
    AboutRecord, AttestationRecord, DecidedRecord, DefinitionRecord, FindingRecord, IdentifierRecord,
    IdleRecord, LedgerRecord, MarkRecord, SentRecord, SetBackRecord, UnfinishedRecord,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use unlisted_core::finding::Decision;
use unlisted_core::plan::{Check, CheckId};
use unlisted_core::removal::TaskMark;
use unlisted_core::source::SourceId;
use unlisted_core::{Finding, Identifier, IdentifierId, Personal, Profile};
use unlisted_vault::{Batch, Case, Kind};

/// The ids of facts that were hidden when they were removed begin with this.
const HIDDEN_ONCE: &str = "hidden-once/";
/// Settings with a moment in them.
const LAST_CHANGE: &str = "last-change";
const LAST_OPENED: &str = "last-opened";

/// What was noticed of a clock that was set back.
const SET_BACK: &str = "set-back";
/// The setting after how long the app locks.
const IDLE: &str = "idle";
/// What was typed and not saved.
const UNFINISHED: &str = "unfinished";

/// One open case. Cheap to clone; every call fails with `CaseLocked` once the vault is locked.
#[derive(Clone)]
pub(crate) struct CaseFile {
    case: Case,
    changing: Arc<Mutex<()>>,
    clock: Clock,
    /// The moment that the ledger's last line is named by, once it is known.
    last_line: Arc<Mutex<Option<Timestamp>>>,
}

impl CaseFile {
    pub(crate) fn new(case: Case, clock: Clock) -> Self {
        Self { case, changing: Arc::default(), clock, last_line: Arc::default() }
    }

    /// What the wall clock shows. It may be earlier than what is in the case, so nothing is put in order by it alone.
    pub(crate) fn now(&self) -> Timestamp {
        now_by(&self.clock)
    }

    /// This moment, or the next one after `before` where the clock was set back.
    pub(crate) fn now_after(&self, before: Option<Timestamp>) -> Timestamp {
        now_after(&self.clock, before)
    }

    /// Today where the person is.
    pub(crate) fn today(&self) -> Date {
        today_by(&self.clock)
    }

    /// Held by whoever reads a record and writes it back, so that a scan and the person do not undo each other.
    pub(crate) fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a batch, and notes with it that something was changed.
    pub(crate) fn commit(&self, batch: Batch) -> Result<(), UiError> {
        Ok(self.case.commit(batch.put(Kind::Settings, LAST_CHANGE, &self.now())?)?)
    }

    /// When something was changed last.
    pub(crate) fn last_change(&self) -> Result<Option<Timestamp>, UiError> {
        Ok(self.case.get(Kind::Settings, LAST_CHANGE)?)
    }

    /// When the case was opened last, by the note of then.
    pub(crate) fn last_opened(&self) -> Result<Option<Timestamp>, UiError> {
        Ok(self.case.get(Kind::Settings, LAST_OPENED)?)
    }

    /// Notes that the case is opened now. It is no change of what the person wrote.
    pub(crate) fn note_opening(&self) -> Result<(), UiError> {
        Ok(self.case.commit(Batch::new().put(Kind::Settings, LAST_OPENED, &self.now())?)?)
    }

    /// Whether the keys are still in memory.
    pub(crate) fn is_open(&self) -> bool {
        self.case.is_open()
    }

    pub(crate) fn about(&self) -> Result<Option<AboutRecord>, UiError> {
        Ok(self.case.get(Kind::About, "about")?)
    }

    pub(crate) fn keep_about(&self, about: &AboutRecord) -> Result<(), UiError> {
        self.commit(Batch::new().put(Kind::About, "about", about)?)
    }

    /// The latest attestation; every one ever made is kept.
    pub(crate) fn attestation(&self) -> Result<Option<AttestationRecord>, UiError> {
        let mut all: Vec<(String, AttestationRecord)> = self.case.all(Kind::Attestation)?;
        Ok(all.pop().map(|(_, record)| record))
    }

    /// Keeps what was attested beside everything attested before; the latest counts, also where the clock was set back.
    pub(crate) fn keep_attestation(&self, record: &AttestationRecord) -> Result<(), UiError> {
        let _changing = self.changing();
        let before = self.attestation()?.map(|before| before.at);
        let at = self.now_after(before).max(record.at);
        let record = AttestationRecord { at, ..record.clone() };
        self.commit(Batch::new().put(Kind::Attestation, &sortable(at), &record)?)
    }

    /// The identifiers with their place in the order of entry.
    pub(crate) fn identifiers(&self) -> Result<Vec<IdentifierRecord>, UiError> {
        let mut records: Vec<IdentifierRecord> =
            self.case.all(Kind::Profile)?.into_iter().map(|(_, record)| record).collect();
        records.sort_by_key(|record| record.order);
        Ok(records)
    }

    pub(crate) fn profile(&self) -> Result<Profile, UiError> {
        let identifiers = self.identifiers()?.into_iter().map(|record| record.identifier).collect();
        Ok(Profile { identifiers })
    }

    pub(crate) fn keep_identifiers(&self, records: &[IdentifierRecord]) -> Result<(), UiError> {
        let mut batch = Batch::new();
        for record in records {
            batch = batch.put(Kind::Profile, &record.identifier.id.0, record)?;
        }
        self.commit(batch)
    }

    /// Removes an identifier. A hidden one is kept as a memory for [`CaseFile::guarded_profile`]: findings may still show
    /// it, and taking it out of the profile must not bring it into a report.
    pub(crate) fn remove_identifier(&self, identifier: &Identifier) -> Result<(), UiError> {
        let mut batch = Batch::new().remove(Kind::Profile, &identifier.id.0);
        if identifier.hidden {
            let memory = Identifier { may_send: false, ..identifier.clone() };
            batch = batch.put(Kind::Settings, &format!("{HIDDEN_ONCE}{}", identifier.id.0), &memory)?;
        }
        self.commit(batch)
    }

    /// The profile with every fact that was ever hidden: for covering and redacting, never for asking or showing.
    pub(crate) fn guarded_profile(&self) -> Result<Profile, UiError> {
        let mut profile = self.profile()?;
        // Settings are of several shapes; their ids tell which.
        let settings: Vec<(String, serde_json::Value)> = self.case.all(Kind::Settings)?;
        for (_, memory) in settings.into_iter().filter(|(id, _)| id.starts_with(HIDDEN_ONCE)) {
            let memory: Identifier =
                serde_json::from_value(memory).map_err(|_| UiError::of(ErrorCode::VaultChanged))?;
            profile.identifiers.push(memory);
        }
        Ok(profile)
    }

    pub(crate) fn idle(&self) -> Result<Option<IdleRecord>, UiError> {
        Ok(self.case.get(Kind::Settings, IDLE)?)
    }

    pub(crate) fn keep_idle(&self, idle: &IdleRecord) -> Result<(), UiError> {
        self.commit(Batch::new().put(Kind::Settings, IDLE, idle)?)
    }

    /// What was typed and not saved when the app locked, the latest first.
    pub(crate) fn unfinished(&self) -> Result<Vec<UnfinishedRecord>, UiError> {
        Ok(self.case.get(Kind::Settings, UNFINISHED)?.unwrap_or_default())
    }

    pub(crate) fn keep_unfinished_records(&self, records: &[UnfinishedRecord]) -> Result<(), UiError> {
        self.commit(Batch::new().put(Kind::Settings, UNFINISHED, &records)?)
    }

    pub(crate) fn forget_unfinished(&self) -> Result<(), UiError> {
        self.commit(Batch::new().remove(Kind::Settings, UNFINISHED))
    }

    /// What was noticed last of a clock that was set back.
    pub(crate) fn set_back(&self) -> Result<Option<SetBackRecord>, UiError> {
        Ok(self.case.get(Kind::Settings, SET_BACK)?)
    }

    pub(crate) fn keep_set_back(&self, record: SetBackRecord) -> Result<(), UiError> {
        self.commit(Batch::new().put(Kind::Settings, SET_BACK, &record)?)
    }

    /// Keys of sources that need one.
    pub(crate) fn keys(&self) -> Result<BTreeMap<SourceId, Personal<String>>, UiError> {
        let all: Vec<(String, Personal<String>)> = self.case.all(Kind::Keys)?;
        Ok(all.into_iter().map(|(id, key)| (SourceId(id), key)).collect())
    }

    pub(crate) fn keep_key(&self, source: &str, key: &str) -> Result<(), UiError> {
        let batch = Batch::new();
        self.commit(if key.is_empty() {
            batch.remove(Kind::Keys, source)
        } else {
            batch.put(Kind::Keys, source, &Personal::<String>::from(key))?
        })
    }

    /// The definitions that the person added.
    pub(crate) fn definitions(&self) -> Result<Vec<(String, DefinitionRecord)>, UiError> {
        Ok(self.case.all(Kind::Definition)?)
    }

    /// The proxy that questions leave through, as the person wrote it.
    pub(crate) fn route(&self) -> Result<Option<Personal<String>>, UiError> {
        Ok(self.case.get(Kind::Route, "route")?)
    }

    pub(crate) fn keep_route(&self, route: Option<Personal<String>>) -> Result<(), UiError> {
        let batch = Batch::new();
        self.commit(match route {
            Some(route) => batch.put(Kind::Route, "route", &route)?,
            None => batch.remove(Kind::Route, "route"),
        })
    }

    pub(crate) fn findings(&self) -> Result<Vec<Finding>, UiError> {
        Ok(self.finding_records()?.into_iter().map(|record| record.finding).collect())
    }

    /// The findings with what the person said about each before.
    pub(crate) fn finding_records(&self) -> Result<Vec<FindingRecord>, UiError> {
        Ok(self.case.all(Kind::Finding)?.into_iter().map(|(_, record)| record).collect())
    }

    pub(crate) fn finding(&self, id: &str) -> Result<Option<FindingRecord>, UiError> {
        Ok(self.case.get(Kind::Finding, id)?)
    }

    /// Keeps a decision beside those before it. The caller holds [`CaseFile::changing`].
    pub(crate) fn decide(&self, mut record: FindingRecord, decision: Decision) -> Result<(), UiError> {
        let before = record.finding.decision;
        if record.decided.is_empty() && before != Decision::Undecided {
            // Decided under an older version, which did not keep when: no earlier than the record was first seen.
            record.decided.push(DecidedRecord { at: record.finding.first_seen, decision: before });
        }
        let at = self.now_after(record.decided.last().map(|decided| decided.at));
        record.decided.push(DecidedRecord { at, decision });
        record.finding.decision = decision;
        self.commit(Batch::new().put(Kind::Finding, &record.finding.id.0, &record)?)
    }

    /// Whether a check of an accepted plan may still be sent: whose audit it is still holds, and every fact it would
    /// send is still there and may be sent.
    pub(crate) fn still_wants(&self, check: &Check) -> Result<bool, UiError> {
        let profile = self.profile()?;
        let sendable = |id: &IdentifierId| profile.get(id).is_some_and(|identifier| identifier.may_send);
        Ok(self.is_attested()? && check.identifiers.iter().all(sendable))
    }

    /// Whether it has been said whose audit this is, and that still holds.
    pub(crate) fn is_attested(&self) -> Result<bool, UiError> {
        Ok(self.attestation()?.is_some_and(|it| it.until.is_none_or(|until| until >= self.today())))
    }

    /// Every mark on every task, in the order of time.
    pub(crate) fn marks(&self) -> Result<Vec<TaskMark>, UiError> {
        Ok(self.mark_records()?.into_iter().map(|(_, record)| record.mark).collect())
    }

    fn mark_records(&self) -> Result<Vec<(String, MarkRecord)>, UiError> {
        Ok(self.case.all(Kind::TaskMark)?)
    }

    /// Keeps a mark after every earlier one, also where the clock was set back.
    pub(crate) fn keep_mark(&self, mark: &TaskMark) -> Result<(), UiError> {
        let _changing = self.changing();
        let last = self.mark_records()?.last().and_then(|(id, _)| moment_of(id));
        let id = format!("{}-{}", sortable(self.now_after(last)), mark.task.0);
        self.commit(Batch::new().put(Kind::TaskMark, &id, &MarkRecord { mark: mark.clone() })?)
    }

    /// The ledger in the order in which its lines were written.
    pub(crate) fn ledger(&self) -> Result<Vec<LedgerRecord>, UiError> {
        Ok(self.case.all(Kind::Ledger)?.into_iter().map(|(_, record)| record).collect())
    }

    /// The id of a new ledger line: it sorts after every line before, whatever the clock shows.
    pub(crate) fn next_ledger_id(&self, line: &LedgerRecord) -> Result<String, UiError> {
        let mut last = self.last_line.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_none() {
            let lines: Vec<(String, LedgerRecord)> = self.case.all(Kind::Ledger)?;
            *last = lines.last().and_then(|(id, _)| moment_of(id));
        }
        let at = self.now_after(*last);
        *last = Some(at);
        Ok(ledger_id(at, line))
    }
}

/// The id of a record that belongs to one check of one scan.
pub(crate) fn within(scan: &str, check: &CheckId) -> String {
    format!("{scan}/{}", check.0)
}

/// The id of a ledger line: its moment, then the check, then whether it asks or answers.
fn ledger_id(at: Timestamp, record: &LedgerRecord) -> String {
    match record {
        LedgerRecord::Sent(SentRecord { check, step, .. }) => {
            format!("{}-{}-1-{step}", sortable(at), check.0)
        }
        LedgerRecord::Answered { check, .. } => format!("{}-{}-2", sortable(at), check.0),
    }
}
