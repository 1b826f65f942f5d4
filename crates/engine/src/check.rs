//! One check under way: from its first request to its verdict.

use crate::desk::{Answer, Asks, Desk, Event, Permit};
use crate::horizon::Sight;
use crate::patience::{is_later, pause};
use crate::queue::Queue;
use crate::robots::{Rules, read_rules, robots_request};
use crate::scan::Shared;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use unlisted_core::course::{Course, Next};
use unlisted_core::source::{Definition, Probe};
use unlisted_core::{Check, NoReply, Reason, Reply, Request, Verdict};
use unlisted_net::{Gate, Robots};
use url::Url;

/// What came back for one request.
type Outcome = Result<Reply, NoReply>;

/// Bodies of more bytes than this are read beside the runtime, so that a large page of one host does not hold up the
/// others.
const LARGE: usize = 64 * 1024;

/// A check under way in its queue.
pub(crate) struct Asking<'a, A, D> {
    queue: &'a mut Queue<A, D>,
    shared: Arc<Shared<A, D>>,
    definition: &'a Definition,
    check: &'a Check,
    sent: u32,
    took: Duration,
}

impl<'a, A: Asks, D: Desk> Asking<'a, A, D> {
    pub(crate) fn new(queue: &'a mut Queue<A, D>, definition: &'a Definition, check: &'a Check) -> Self {
        let shared = Arc::clone(&queue.shared);
        Self { queue, shared, definition, check, sent: 0, took: Duration::ZERO }
    }

    /// Asks until there is a verdict.
    pub(crate) async fn run(mut self, course: Course, first: Request) -> Answer {
        let verdict = self.follow(course, first).await.unwrap_or_else(Verdict::unknown);
        Answer { verdict, sent: self.sent, took: self.took }
    }

    /// Follows the course to its end. `Err` where a request may not be sent, and why.
    async fn follow(&mut self, mut course: Course, mut request: Request) -> Result<Verdict, Reason> {
        // The plan said how many further requests there may be; a course that wants more is not followed.
        for _ in 0..=self.check.at_most {
            let pace = self.obey_robots(&request).await?.max(request.pace);
            match self.ask(&course, &request, pace).await? {
                (further, Next::Ask(next)) => (course, request) = (further, *next),
                (_, Next::Done(verdict)) => return Ok(verdict),
            }
        }
        Err(Reason::PartlyAsked)
    }

    /// Sends one request and takes its answer, again while the host says "later" and patience lasts.
    async fn ask(
        &mut self,
        course: &Course,
        request: &Request,
        pace: Duration,
    ) -> Result<(Course, Next), Reason> {
        let mut tried = 0;
        loop {
            let outcome = Arc::new(self.send(request, pace).await?);
            let (further, next) = self.take(course.clone(), &outcome).await?;
            let verdict = if let Next::Done(verdict) = &next { Some(verdict) } else { None };
            if !self.waited(&outcome, verdict, tried).await {
                return Ok((further, next));
            }
            tried += 1;
        }
    }

    /// What the course makes of an outcome.
    async fn take(&self, mut course: Course, outcome: &Arc<Outcome>) -> Result<(Course, Next), Reason> {
        let is_large = matches!(&**outcome, Ok(reply) if reply.body.reveal().len() > LARGE);
        if !is_large {
            let next = course.take(self.definition, (**outcome).as_ref());
            return Ok((course, next));
        }
        let (shared, source, outcome) =
            (Arc::clone(&self.shared), self.check.source.clone(), Arc::clone(outcome));
        let reading = tokio::task::spawn_blocking(move || {
            let definition = shared.scan.catalogue.get(&source)?;
            let next = course.take(definition, (*outcome).as_ref());
            Some((course, next))
        });
        // A reader that breaks off has not understood the page.
        reading.await.ok().flatten().ok_or(Reason::Changed)
    }

    /// The pause that the host's robots.txt wants for a page; asked for once per host. `Err` where it forbids the page,
    /// or where nobody can tell.
    async fn obey_robots(&mut self, request: &Request) -> Result<Duration, Reason> {
        let url = request.url.reveal();
        if !matches!(self.definition.probe, Probe::Page(_)) {
            return Ok(Duration::ZERO);
        }
        let host = url.origin().ascii_serialization();
        if !self.queue.rules.contains_key(&host) {
            let rules = self.ask_robots(url, request.pace).await;
            self.queue.rules.insert(host.clone(), rules);
        }
        match self.queue.rules.get(&host) {
            Some(Ok(rules)) if rules.allows(url) => Ok(rules.pause().unwrap_or_default()),
            Some(Err(reason)) => Err(*reason),
            _ => Err(Reason::Blocked),
        }
    }

    async fn ask_robots(&mut self, asked: &Url, pace: Duration) -> Rules {
        let request = robots_request(asked, pace)?;
        let mut tried = 0;
        loop {
            let outcome = self.send(&request, pace).await?;
            let rules = read_rules(&outcome);
            let verdict = rules.as_ref().err().map(|reason| Verdict::unknown(*reason));
            if !self.waited(&outcome, verdict.as_ref(), tried).await {
                return rules;
            }
            tried += 1;
        }
    }

    /// Sends one request when its time has come. `Err` when it did not come to that.
    async fn send(&mut self, request: &Request, pace: Duration) -> Result<Outcome, Reason> {
        let Shared { scan, desk, horizon, .. } = &*self.shared;
        if let Some(end) = self.queue.last_end {
            self.rest(scan.asker.pace(pace).saturating_sub(end.elapsed())).await;
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
        let url = request.url.reveal();
        let host = url.host_str().unwrap_or_default();
        let rules = self.queue.rules.get(&url.origin().ascii_serialization());
        let rules = rules.and_then(|rules| rules.as_ref().ok());
        let began = Instant::now();
        let gate =
            Leave { shared: &self.shared, check: self.check, host, rules, forbidden: AtomicBool::new(false) };
        let asked = scan.asker.ask(request, &scan.cancel, &gate).await;
        let forbidden = gate.forbidden.into_inner();
        self.queue.last_end = Some(Instant::now());
        self.sent += asked.sent;
        self.took += if asked.sent > 0 { began.elapsed() } else { Duration::ZERO };
        if horizon.after(host, sight_of(&asked.outcome)) {
            desk.noticed(Event::Offline);
        }
        if forbidden { Err(Reason::Blocked) } else { Ok(asked.outcome) }
    }

    /// Whether the host asked for time and got it, so that the same may be asked again.
    async fn waited(&mut self, outcome: &Outcome, verdict: Option<&Verdict>, tried: u32) -> bool {
        let (Ok(reply), Shared { scan, desk, .. }) = (outcome, &*self.shared) else { return false };
        if !is_later(reply, verdict) || tried >= scan.patience.tries {
            return false;
        }
        let pause = pause(reply, tried, (scan.clock)());
        let Some(left) = self.queue.patience.checked_sub(pause) else { return false };
        self.queue.patience = left;
        desk.noticed(Event::Parked(self.check, pause));
        self.rest(pause).await;
        true
    }

    /// Waits, or until the scan is cancelled.
    async fn rest(&self, pause: Duration) {
        tokio::select! {
            biased;
            () = self.shared.scan.cancel.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// What an outcome tells about the network.
fn sight_of(outcome: &Outcome) -> Sight {
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
    host: &'a str,
    /// What the host asks of programs, where that is known; a redirect within it is bound by it too.
    rules: Option<&'a Robots>,
    /// Whether a redirect led to where the host wants no programs.
    forbidden: AtomicBool,
}

impl<A: Asks, D: Desk> Gate for Leave<'_, A, D> {
    async fn open(&self, url: &Url) -> bool {
        if url.host_str() == Some(self.host) && self.rules.is_some_and(|rules| !rules.allows(url)) {
            self.forbidden.store(true, Ordering::Relaxed);
            return false;
        }
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
