//! One check, from its first request to its verdict.

use crate::desk::{Answer, Asks, Desk, Event, Permit};
use crate::horizon::Sight;
use crate::patience::{is_later, pause};
use crate::queue::Queue;
use crate::scan::Shared;
use std::time::Duration;
use tokio::time::Instant;
use unlisted_core::judge::judge;
use unlisted_core::plan::make_request;
use unlisted_core::source::Definition;
use unlisted_core::{Check, NoReply, Reason, Reply, Request, Verdict};
use unlisted_net::Gate;
use url::Url;

/// More requests than any course takes; a course that does is not believed.
const MOST_REQUESTS: u32 = 64;

/// A check of one request: asked once, judged once.
#[derive(Clone)]
pub(crate) struct Course {
    check: Check,
}

/// What a course wants next.
pub(crate) enum Next {
    Ask(Request),
    Done(Verdict),
}

impl Course {
    pub(crate) fn begin(
        definition: &Definition,
        check: &Check,
        key: Option<&str>,
    ) -> Result<(Self, Request), Reason> {
        let request = make_request(definition, check, key)?;
        Ok((Self { check: check.clone() }, request))
    }

    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "a course of several requests remembers what it read"
    )]
    pub(crate) fn take(&mut self, definition: &Definition, outcome: Result<&Reply, &NoReply>) -> Next {
        Next::Done(judge(definition, self.check.values.reveal(), outcome))
    }
}

/// A check under way in its queue.
pub(crate) struct Asking<'a, A, D> {
    queue: &'a mut Queue<A, D>,
    definition: &'a Definition,
    check: &'a Check,
    sent: u32,
    took: Duration,
}

impl<'a, A: Asks, D: Desk> Asking<'a, A, D> {
    pub(crate) fn new(queue: &'a mut Queue<A, D>, definition: &'a Definition, check: &'a Check) -> Self {
        Self { queue, definition, check, sent: 0, took: Duration::ZERO }
    }

    /// Asks until there is a verdict.
    pub(crate) async fn run(mut self, mut next: Next, mut course: Course) -> Answer {
        let mut tried = 0;
        let verdict = loop {
            let request = match next {
                Next::Ask(_) if self.sent >= MOST_REQUESTS => break Verdict::unknown(Reason::Changed),
                Next::Ask(request) => request,
                Next::Done(verdict) => break verdict,
            };
            let outcome = match self.send(&request).await {
                Ok(outcome) => outcome,
                Err(reason) => break Verdict::unknown(reason),
            };
            // On a copy, because a host that says "later" is asked the same again.
            let mut further = course.clone();
            let after = further.take(self.definition, outcome.as_ref());
            let verdict = if let Next::Done(verdict) = &after { Some(verdict) } else { None };
            if let Ok(reply) = &outcome
                && is_later(reply, verdict)
                && let Some(pause) = self.patience(reply, tried)
            {
                tried += 1;
                self.queue.shared.desk.noticed(Event::Parked(self.check, pause));
                self.rest(pause).await;
                next = Next::Ask(request);
                continue;
            }
            (course, next, tried) = (further, after, 0);
        };
        Answer { verdict, sent: self.sent, took: self.took }
    }

    /// Sends one request when its time has come. `Err` when it did not come to that.
    async fn send(&mut self, request: &Request) -> Result<Result<Reply, NoReply>, Reason> {
        let shared = std::sync::Arc::clone(&self.queue.shared);
        let Shared { scan, desk, horizon, .. } = &*shared;
        if let Some(end) = self.queue.last_end {
            self.rest(scan.asker.pace(request.pace).saturating_sub(end.elapsed())).await;
        }
        desk.noticed(Event::Asking(self.check));
        let admitted = tokio::select! {
            biased;
            () = scan.cancel.cancelled() => return Err(Reason::Cancelled),
            admitted = horizon.admits() => admitted,
        };
        if !admitted {
            return Err(Reason::Offline);
        }
        let began = Instant::now();
        let gate = Leave { shared: &shared, check: self.check };
        let asked = scan.asker.ask(request, &scan.cancel, &gate).await;
        self.queue.last_end = Some(Instant::now());
        self.sent += asked.sent;
        self.took += if asked.sent > 0 { began.elapsed() } else { Duration::ZERO };
        let host = request.url.reveal().host_str().unwrap_or_default().to_owned();
        if horizon.after(&host, sight_of(&asked.outcome)) {
            desk.noticed(Event::Offline);
        }
        Ok(asked.outcome)
    }

    /// How long to park the queue before asking again, if anybody is that patient.
    fn patience(&mut self, reply: &Reply, tried: u32) -> Option<Duration> {
        let scan = &self.queue.shared.scan;
        let pause = pause(reply, tried, (scan.clock)());
        let patient = tried < scan.patience.tries && pause <= self.queue.patience;
        self.queue.patience =
            self.queue.patience.saturating_sub(if patient { pause } else { Duration::ZERO });
        patient.then_some(pause)
    }

    /// Waits, or until the scan is cancelled.
    async fn rest(&self, pause: Duration) {
        let cancel = &self.queue.shared.scan.cancel;
        tokio::select! {
            biased;
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// What an outcome tells about the network.
fn sight_of(outcome: &Result<Reply, NoReply>) -> Sight {
    match outcome {
        Err(NoReply::Offline) => Sight::Nobody,
        Err(NoReply::Cancelled | NoReply::Refused | NoReply::TooSlow) => Sight::Nothing,
        Ok(_) | Err(_) => Sight::Somebody,
    }
}

/// Lets a request leave once the desk has written it down.
struct Leave<'a, A, D> {
    shared: &'a Shared<A, D>,
    check: &'a Check,
}

impl<A: Asks, D: Desk> Gate for Leave<'_, A, D> {
    async fn open(&self, url: &Url) -> bool {
        match self.shared.desk.sending(self.check, url).await {
            Permit::Granted => true,
            Permit::Withdrawn => false,
            Permit::Unkept => {
                self.shared.stop_unkept();
                false
            }
        }
    }
}
