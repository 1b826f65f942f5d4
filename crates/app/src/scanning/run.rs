//! One run of an accepted plan: the engine asks, this desk writes down and tells.

use super::clerk::Clerk;
use super::keep::{Answer, keep_answer};
use super::view::source_view;
use crate::case_file::{CaseFile, LatestScan};
use crate::contract::Progress;
use crate::record::{LedgerRecord, SentRecord};
use crate::session::Running;
use crate::shell::Shell;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use unlisted_core::matching::Known;
use unlisted_core::plan::{Check, CheckId};
use unlisted_core::source::{Catalogue, SourceId, Values};
use unlisted_engine::{Answer as Answered, Desk, Event, Permit, Scan};
use url::Url;

/// The case's side of a running scan.
pub(crate) struct CaseDesk {
    file: CaseFile,
    clerk: Clerk,
    catalogue: Arc<Catalogue>,
    shell: Arc<dyn Shell>,
    known: Known,
    running: Running,
    /// What it came to so far; the same as the case holds, so that progress costs no reading.
    so_far: Mutex<LatestScan>,
    /// How many requests left for each question since it was last answered.
    steps: Mutex<BTreeMap<CheckId, u32>>,
}

impl CaseDesk {
    pub(crate) fn new(
        file: CaseFile,
        so_far: LatestScan,
        catalogue: Arc<Catalogue>,
        shell: Arc<dyn Shell>,
        known: Known,
        running: Running,
    ) -> Self {
        let clerk = Clerk::new(file.clone());
        let (so_far, steps) = (Mutex::new(so_far), Mutex::default());
        Self { file, clerk, catalogue, shell, known, running, so_far, steps }
    }

    /// Runs the scan to its end or to its cancellation.
    pub(crate) async fn run(self, scan: Scan) {
        let desk = Arc::new(self);
        let ended = scan.run(Arc::new(Lent(Arc::clone(&desk)))).await;
        desk.running.end(ended.err().as_ref());
        desk.tell(None);
    }

    fn next_step(&self, check: &CheckId) -> u32 {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let next = steps.entry(check.clone()).or_default();
        *next += 1;
        *next - 1
    }

    fn tell(&self, source: Option<&SourceId>) {
        let definition = source.and_then(|id| self.catalogue.get(id));
        let so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        let source = definition.map(|definition| source_view(definition, &so_far, Some(&self.running)));
        drop(so_far);
        self.shell.tell(Progress {
            done: self.running.done(),
            total: self.running.total(),
            running: self.running.is_running(),
            notices: self.running.notices(&self.catalogue),
            source,
        });
    }
}

/// The desk as the engine borrows it: what it is asked to keep is kept on a thread that may block.
struct Lent(Arc<CaseDesk>);

impl Desk for Lent {
    async fn sending(&self, check: &Check, url: &Url) -> Permit {
        let (desk, asked) = (Arc::clone(&self.0), check.clone());
        // Since the plan was accepted the person may have taken the fact back, or the consent may have ended.
        let wanted = tokio::task::spawn_blocking(move || desk.file.still_wants(&asked)).await;
        match wanted {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => return Permit::Withdrawn,
            Ok(Err(_)) | Err(_) => return Permit::Unkept,
        }
        let line = sent_line(self.0.file.now(), check, url, self.0.next_step(&check.id));
        if self.0.clerk.write(line).await { Permit::Granted } else { Permit::Unkept }
    }

    async fn ended(&self, check: &Check, answer: &Answered) -> bool {
        let (desk, check, answer) = (Arc::clone(&self.0), check.clone(), answer.clone());
        let source = check.source.clone();
        let kept = tokio::task::spawn_blocking(move || desk.keep(&check, &answer)).await;
        self.0.running.ended(&source);
        self.0.tell(Some(&source));
        kept.unwrap_or(false)
    }

    fn noticed(&self, event: Event<'_>) {
        let source = self.0.running.noticed(&event);
        self.0.tell(source.as_ref());
    }
}

impl CaseDesk {
    fn keep(&self, check: &Check, answer: &Answered) -> bool {
        let Some(definition) = self.catalogue.get(&check.source) else { return false };
        let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        let (verdict, sent) = (&answer.verdict, answer.sent);
        let answer =
            Answer { check, definition, verdict, sent, looked: false, decided: None, replaces: Vec::new() };
        keep_answer(&self.file, &mut so_far, &self.known, &answer).is_ok()
    }
}

/// The ledger line of a request that is about to leave for `url`: the question's own address, a redirect of it, a
/// further page, or the site's rules for programs, which hold nothing about anybody.
fn sent_line(at: Timestamp, check: &Check, url: &Url, step: u32) -> LedgerRecord {
    let rules = url.path() == "/robots.txt" && check.url.reveal().path() != "/robots.txt";
    LedgerRecord::Sent(SentRecord {
        at,
        source: check.source.clone(),
        host: url.host_str().unwrap_or_default().to_owned(),
        check: check.id.clone(),
        values: if rules { Values::new().into() } else { check.values.clone() },
        stands_for: check.stands_for.clone().filter(|_| !rules),
        identifiers: if rules { Vec::new() } else { check.identifiers.clone() },
        control: check.control,
        by_hand: check.by_hand,
        step,
        rules,
    })
}

/// The ledger line of a link that the person is about to open.
pub(crate) fn opened_line(at: Timestamp, check: &Check, page: &Url) -> LedgerRecord {
    sent_line(at, &Check { by_hand: true, ..check.clone() }, page, 0)
}
