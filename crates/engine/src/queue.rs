//! One queue: the checks of a host, or of an owner, one at a time.

use crate::check::Asking;
use crate::desk::{Answer, Asks, Desk};
use crate::robots::Rules;
use crate::scan::Shared;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::time::Instant;
use unlisted_core::course::Course;
use unlisted_core::judge::{judge_control, weigh_control};
use unlisted_core::source::{Definition, Probe};
use unlisted_core::{Check, Reason, SourceId, Verdict};

/// What one queue remembers from check to check.
pub(crate) struct Queue<A, D> {
    pub(crate) shared: Arc<Shared<A, D>>,
    /// What the controls of its sources came to.
    controls: BTreeMap<SourceId, Option<Reason>>,
    /// The host asked us to slow down for longer than anybody waits.
    pub(crate) exhausted: bool,
    /// How much of the patience is left.
    pub(crate) patience: Duration,
    /// What its hosts ask of programs, by origin.
    pub(crate) rules: BTreeMap<String, Rules>,
    /// When its last request ended.
    pub(crate) last_end: Option<Instant>,
}

impl<A: Asks, D: Desk> Queue<A, D> {
    pub(crate) fn new(shared: Arc<Shared<A, D>>) -> Self {
        let patience = shared.scan.patience.longest;
        Self {
            shared,
            controls: BTreeMap::new(),
            exhausted: false,
            patience,
            rules: BTreeMap::new(),
            last_end: None,
        }
    }

    /// Takes each check to its end.
    pub(crate) async fn run(mut self, checks: Vec<Check>) {
        for check in checks {
            let answer = self.answer(&check).await;
            if check.control {
                self.controls.insert(check.source.clone(), judge_control(&answer.verdict));
            }
            self.exhausted |= answer.verdict == Verdict::unknown(Reason::RateLimited);
            if !self.shared.desk.ended(&check, &answer).await {
                self.shared.stop_unkept();
            }
            let mut left = self.shared.left.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(count) = left.get_mut(&check.source) {
                *count -= 1;
                if *count == 0 {
                    left.remove(&check.source);
                }
            }
        }
    }

    async fn answer(&mut self, check: &Check) -> Answer {
        let shared = Arc::clone(&self.shared);
        let Some(definition) = shared.scan.catalogue.get(&check.source) else {
            return withheld(Reason::Refused);
        };
        let doubt = if check.control { None } else { self.doubt(definition) };
        let mut answer = match self.reason_to_withhold(definition, doubt) {
            Some(reason) => withheld(reason),
            None => self.ask(definition, check).await,
        };
        if !check.control {
            answer.verdict = weigh_control(definition, answer.verdict, doubt);
        }
        answer
    }

    async fn ask(&mut self, definition: &Definition, check: &Check) -> Answer {
        let key = self.shared.scan.keys.get(&check.source).map(|key| key.reveal().as_str());
        match Course::begin(definition, check, key, &self.shared.scan.own) {
            Ok((course, request)) => Asking::new(self, definition, check).run(course, request).await,
            Err(reason) => withheld(reason),
        }
    }

    /// Why the source's answers do not count for all they say.
    fn doubt(&self, definition: &Definition) -> Option<Reason> {
        let known =
            self.controls.get(&definition.id).or_else(|| self.shared.scan.controls.get(&definition.id));
        match known {
            Some(doubt) => *doubt,
            // Its control was to come first and did not.
            None => definition.control.as_ref().map(|_| Reason::Cancelled),
        }
    }

    /// Why the person's values stay here: the scan is over, the host wants peace, or no answer could count.
    fn reason_to_withhold(&self, definition: &Definition, doubt: Option<Reason>) -> Option<Reason> {
        if self.shared.scan.cancel.is_cancelled() {
            Some(Reason::Cancelled)
        } else if self.shared.horizon.is_offline() {
            Some(Reason::Offline)
        } else if self.exhausted {
            Some(Reason::RateLimited)
        } else {
            doubt.filter(|doubt| is_pointless(definition, *doubt))
        }
    }
}

/// Whether no answer of a source could count any more, or none is to be expected.
///
/// Without its control a presence source proves nothing. Any other could still list somebody, unless its control found a
/// wall or nobody there: the next question would find the same, and would have told the host something.
fn is_pointless(definition: &Definition, doubt: Reason) -> bool {
    matches!(definition.probe, Probe::Presence(_))
        || !matches!(
            doubt,
            Reason::Changed
                | Reason::TooBig
                | Reason::Redirected
                | Reason::SourceBroken
                | Reason::NeedsPerson
        )
}

/// The answer of a check that was not asked.
pub(crate) fn withheld(reason: Reason) -> Answer {
    Answer { verdict: Verdict::unknown(reason), sent: 0, took: Duration::ZERO }
}
