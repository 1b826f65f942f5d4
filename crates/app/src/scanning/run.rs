//! One run of an accepted plan: hosts side by side, one question at a time per host, the control before its source.

use crate::case_file::{CaseFile, LatestScan, ledger_id, within};
use crate::contract::{Progress, UiError};
use crate::now::now;
use crate::record::{LedgerRecord, OutcomeRecord, Told};
use crate::scanning::again::look_again;
use crate::scanning::view::source_view;
use crate::shell::Shell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use unlisted_core::finding::{Decision, FindingId};
use unlisted_core::judge::{judge, judge_control, weigh_control};
use unlisted_core::matching::{Known, match_known};
use unlisted_core::plan::{Check, make_request};
use unlisted_core::source::{Catalogue, Definition, Probe, SourceId};
use unlisted_core::{Finding, NoReply, Personal, Reason, Reply, Verdict};
use unlisted_net::{Asker, Cancel};
use unlisted_vault::{Batch, Kind};

/// Hosts asked at the same time.
const HOSTS_AT_ONCE: usize = 8;

/// How a running scan stands; clones share one state.
#[derive(Clone)]
pub(crate) struct Running {
    pub(crate) cancel: Cancel,
    total: u32,
    done: Arc<AtomicU32>,
    ended: Arc<AtomicBool>,
    asking: Arc<Mutex<BTreeSet<SourceId>>>,
}

impl Running {
    pub(crate) fn new(total: u32) -> Self {
        Self {
            cancel: Cancel::new(),
            total,
            done: Arc::default(),
            ended: Arc::default(),
            asking: Arc::default(),
        }
    }

    pub(crate) fn is_running(&self) -> bool {
        !self.ended.load(Ordering::Acquire)
    }

    pub(crate) fn is_asking(&self, source: &SourceId) -> bool {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner).contains(source)
    }

    fn set_asking(&self, source: &SourceId, asking: bool) {
        let mut set = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        if asking {
            set.insert(source.clone());
        } else {
            set.remove(source);
        }
    }
}

/// Everything one run needs.
pub(crate) struct Scan {
    /// What it came to so far; the same as the case holds, so that progress costs no reading.
    pub(crate) so_far: Mutex<LatestScan>,
    pub(crate) file: CaseFile,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) shell: Arc<dyn Shell>,
    pub(crate) asker: Asker,
    pub(crate) keys: BTreeMap<SourceId, Personal<String>>,
    pub(crate) practising: bool,
    pub(crate) known: Known,
    pub(crate) running: Running,
}

impl Scan {
    /// Runs the plan to its end or to its cancellation; every automatic check ends with a kept outcome.
    pub(crate) async fn run(self: Arc<Self>, checks: Vec<Check>) {
        let mut hosts: BTreeMap<String, Vec<Check>> = BTreeMap::new();
        for check in checks.into_iter().filter(|check| !check.by_hand) {
            let host = check.url.reveal().host_str().unwrap_or_default().to_owned();
            hosts.entry(host).or_default().push(check);
        }
        let places = Arc::new(Semaphore::new(HOSTS_AT_ONCE));
        let mut tasks = JoinSet::new();
        for checks in hosts.into_values() {
            let (scan, places) = (Arc::clone(&self), Arc::clone(&places));
            tasks.spawn(async move {
                let Ok(_place) = places.acquire().await else { return };
                scan.ask_host(checks).await;
            });
        }
        while tasks.join_next().await.is_some() {}
        self.running.ended.store(true, Ordering::Release);
        self.tell(None);
    }

    async fn ask_host(self: &Arc<Self>, checks: Vec<Check>) {
        let mut unproven: BTreeMap<SourceId, Option<Reason>> = BTreeMap::new();
        let mut slow_down = false;
        for check in checks {
            let source = check.source.clone();
            self.running.set_asking(&source, true);
            self.tell(Some(&source));
            let doubt = unproven.get(&source).copied().flatten();
            let withheld =
                if slow_down { Some(Reason::RateLimited) } else { self.is_pointless(&check, doubt) };
            let verdict = self.ask_one(check.clone(), doubt, withheld).await;
            slow_down |= verdict == Some(Verdict::unknown(Reason::RateLimited));
            self.running.set_asking(&source, false);
            if check.control {
                unproven.insert(source.clone(), verdict.as_ref().and_then(judge_control));
            }
            if verdict.is_none() {
                // What cannot be kept must not be asked.
                self.running.cancel.cancel();
            }
            self.running.done.fetch_add(1, Ordering::Relaxed);
            self.tell(Some(&source));
        }
    }

    /// Why a question is not worth sending the person's values: no answer of the source could count any more.
    fn is_pointless(&self, check: &Check, doubt: Option<Reason>) -> Option<Reason> {
        let doubt = doubt.filter(|_| !check.control)?;
        let is_presence = matches!(self.catalogue.get(&check.source)?.probe, Probe::Presence(_));
        (doubt == Reason::ControlFailed || is_presence).then_some(doubt)
    }

    /// Asks, judges and keeps one check, or keeps why it was withheld; `None` when the case could not be written.
    async fn ask_one(
        self: &Arc<Self>,
        check: Check,
        doubt: Option<Reason>,
        withheld: Option<Reason>,
    ) -> Option<Verdict> {
        let sent = match withheld {
            Some(reason) => Err(Some(reason)),
            None => self.send(&check).await,
        };
        let outcome = match sent {
            Ok(outcome) => outcome,
            Err(reason) => Sent::Not(reason?),
        };
        let scan = Arc::clone(self);
        tokio::task::spawn_blocking(move || scan.judge_and_keep(&check, doubt, &outcome)).await.ok().flatten()
    }

    /// Writes the ledger, then sends. The inner `None` means that the ledger could not be written.
    async fn send(self: &Arc<Self>, check: &Check) -> Result<Sent, Option<Reason>> {
        if self.running.cancel.is_cancelled() {
            return Err(Some(Reason::Cancelled));
        }
        let definition = self.catalogue.get(&check.source).ok_or(Some(Reason::Refused))?;
        let key = self.keys.get(&check.source).map(|key| key.reveal().as_str());
        // The practice range takes any key; a real source gets the person's own or its public one.
        let key = key.or(self.practising.then_some("practice"));
        let request = make_request(definition, check, key).map_err(Some)?;
        let (scan, line, check) = (Arc::clone(self), sent_line(definition, check), check.clone());
        let written = tokio::task::spawn_blocking(move || {
            let wanted = scan.file.still_wants(&check)?;
            if wanted {
                keep_line(&scan.file, &line)?;
            }
            Ok::<bool, UiError>(wanted)
        });
        match written.await {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => return Err(Some(Reason::Cancelled)),
            Ok(Err(_)) | Err(_) => return Err(None),
        }
        Ok(match self.asker.ask(&request, &self.running.cancel).await {
            Ok(reply) => Sent::Reply(reply),
            Err(no_reply) => Sent::NoReply(no_reply),
        })
    }

    fn judge_and_keep(&self, check: &Check, doubt: Option<Reason>, outcome: &Sent) -> Option<Verdict> {
        let definition = self.catalogue.get(&check.source)?;
        let values = check.values.reveal();
        let verdict = match outcome {
            Sent::Not(reason) => Verdict::unknown(*reason),
            Sent::Reply(reply) => judge(definition, values, Ok(reply)),
            Sent::NoReply(no_reply) => judge(definition, values, Err(no_reply)),
        };
        let verdict = if check.control { verdict } else { weigh_control(definition, verdict, doubt) };
        let was_sent = !matches!(outcome, Sent::Not(_));
        let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = Answer { check, verdict: &verdict, was_sent, decided: None, replaces: Vec::new() };
        keep_answer(&self.file, &mut so_far, &self.known, &answer).ok()?;
        Some(verdict)
    }

    fn tell(&self, source: Option<&SourceId>) {
        let definition = source.and_then(|id| self.catalogue.get(id));
        let so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        let source = definition.map(|definition| source_view(definition, &so_far, Some(&self.running)));
        drop(so_far);
        self.shell.tell(Progress {
            done: self.running.done.load(Ordering::Relaxed),
            total: self.running.total,
            running: self.running.is_running(),
            source,
        });
    }
}

/// What became of a request.
enum Sent {
    /// It was not sent, and why.
    Not(Reason),
    /// A reply came.
    Reply(Reply),
    /// None came.
    NoReply(NoReply),
}

/// The ledger line of a check that is about to be sent.
pub(crate) fn sent_line(definition: &Definition, check: &Check) -> LedgerRecord {
    LedgerRecord::Sent {
        at: now(),
        source: check.source.clone(),
        host: definition.host().to_owned(),
        check: check.id.clone(),
        values: check.values.clone(),
        identifiers: check.identifiers.clone(),
        control: check.control,
        by_hand: check.by_hand,
    }
}

pub(crate) fn keep_line(file: &CaseFile, line: &LedgerRecord) -> Result<(), UiError> {
    file.commit(Batch::new().put(Kind::Ledger, &ledger_id(line), line)?)
}

/// One answer to be kept.
pub(crate) struct Answer<'a> {
    /// The question.
    pub(crate) check: &'a Check,
    /// What it came to.
    pub(crate) verdict: &'a Verdict,
    /// Whether something left the machine for it.
    pub(crate) was_sent: bool,
    /// What the person said about its listings, if they did.
    pub(crate) decided: Option<Decision>,
    /// Findings of an earlier answer that this one takes the place of.
    pub(crate) replaces: Vec<FindingId>,
}

/// Keeps one answer whole, in the case and then in `scan`: its outcome, its findings and, where something was sent, the
/// ledger's second line, all in one step.
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
    let told = match verdict {
        Verdict::Listed { listings } => Told::Listed(u32::try_from(listings.len()).unwrap_or(u32::MAX)),
        Verdict::NotListed => Told::NotListed,
        Verdict::Unknown { reason } => Told::Unknown(*reason),
    };
    let outcome = OutcomeRecord { at, told };
    let mut found = Vec::new();
    let mut batch = Batch::new().put(Kind::Outcome, &within(&scan.id, &check.id), &outcome)?;
    if answer.was_sent {
        let line = LedgerRecord::Answered { at, check: check.id.clone(), told };
        batch = batch.put(Kind::Ledger, &ledger_id(&line), &line)?;
    }
    for gone in &answer.replaces {
        batch = batch.remove(Kind::Finding, &gone.0);
    }
    if let Verdict::Listed { listings } = verdict
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
