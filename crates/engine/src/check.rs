//! One check under way: from its first request to its verdict.

use crate::desk::{Answer, Asks, Desk, Event};
use crate::horizon::Sight;
use crate::leave::Leave;
use crate::patience::{is_later, pause};
use crate::queue::Queue;
use crate::robots::{Rules, read_rules, robots_request};
use crate::scan::Shared;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use unlisted_core::course::{Course, Next};
use unlisted_core::source::{Definition, Probe};
use unlisted_core::{Check, NoReply, Reason, Reply, Request, Verdict};
use url::Url;

/// What came back for one request.
type Outcome = Result<Reply, NoReply>;

/// Bodies of more bytes than this are read beside the runtime, so that a large page of one host does not hold up the
/// others.
const LARGE: usize = 64 * 1024;
/// A body of more bytes than these is read while no other one of them is, so that their memory does not add up.
const HUGE: usize = 1 << 20;

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
        let verdict = self.follow(course, first).await;
        Answer { verdict, sent: self.sent, took: self.took }
    }

    /// Follows the course to its end.
    async fn follow(&mut self, mut course: Course, first: Request) -> Verdict {
        let mut next = match self.ask(&mut course, &first).await {
            Ok(next) => next,
            Err(reason) => return Verdict::unknown(reason),
        };
        // The plan said how many further requests there may be; a course that wants more is not followed.
        for _ in 0..self.check.at_most {
            let request = match next {
                Next::Ask(request) => request,
                Next::Done(verdict) => return verdict,
            };
            next = match self.ask(&mut course, &request).await {
                Ok(next) => next,
                // What was read before stays: the course is told that nothing more comes.
                Err(reason) => course.take(self.definition, Err(&no_reply(reason))),
            };
        }
        match next {
            Next::Ask(_) => Verdict::unknown(Reason::PartlyAsked),
            Next::Done(verdict) => verdict,
        }
    }

    /// Sends one request and takes its answer, again while the host says "later" and patience lasts. `Err` where it may
    /// not be sent, and why.
    async fn ask(&mut self, course: &mut Course, request: &Request) -> Result<Next, Reason> {
        let pace = self.obey_robots(request).await?.max(request.pace);
        let mut tried = 0;
        loop {
            let outcome = Arc::new(self.send(request, pace).await?);
            // On a copy, because who says "later" is asked the same again.
            let (further, next) = self.take(course.clone(), &outcome).await?;
            let verdict = if let Next::Done(verdict) = &next { Some(verdict) } else { None };
            match self.wait_for(&outcome, verdict, tried).await {
                Wait::NotWanted => {}
                Wait::Over => {
                    tried += 1;
                    continue;
                }
                Wait::TooLong => {
                    self.queue.exhausted = true;
                    if verdict == Some(&Verdict::unknown(Reason::SourceBroken)) {
                        return Ok(Next::Done(Verdict::unknown(Reason::RateLimited)));
                    }
                }
            }
            *course = further;
            return Ok(next);
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
        let is_huge = matches!(&*outcome, Ok(reply) if reply.body.reveal().len() > HUGE);
        let places = if is_huge { &self.shared.large } else { &self.shared.readers };
        let Ok(_place) = places.acquire().await else { return Err(Reason::Cancelled) };
        let reading = tokio::task::spawn_blocking(move || {
            let definition = shared.scan.catalogue.get(&source)?;
            let next = course.take(definition, (*outcome).as_ref());
            Some((course, next))
        });
        tokio::select! {
            biased;
            () = self.shared.scan.cancel.cancelled() => Err(Reason::Cancelled),
            // A reader that breaks off has not understood the page.
            read = reading => read.ok().flatten().ok_or(Reason::Changed),
        }
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
            match self.wait_for(&outcome, verdict.as_ref(), tried).await {
                Wait::NotWanted => return rules,
                Wait::Over => tried += 1,
                Wait::TooLong => return Err(Reason::RateLimited),
            }
        }
    }

    /// Sends one request when its time has come. `Err` when it did not come to that.
    async fn send(&mut self, request: &Request, pace: Duration) -> Result<Outcome, Reason> {
        let Shared { scan, desk, horizon, .. } = &*self.shared;
        if let Some(end) = self.queue.last_end {
            self.rest(scan.asker.pace(pace).saturating_sub(end.elapsed())).await;
        }
        desk.noticed(Event::Asking(self.check));
        let url = request.url.reveal();
        let host = url.host_str().unwrap_or_default();
        let rules = self.queue.rules.get(&url.origin().ascii_serialization());
        let gate = Leave::new(&self.shared, self.check, host, rules.and_then(|rules| rules.as_ref().ok()));
        let asked = scan.asker.ask(request, &scan.cancel, &gate).await;
        let (admitted, denied) = gate.into_parts();
        self.queue.last_end = Some(Instant::now());
        self.sent += asked.sent;
        if let Some(began) = admitted {
            self.took += if asked.sent > 0 { began.elapsed() } else { Duration::ZERO };
            if horizon.after(host, sight_of(&asked.outcome)) {
                desk.noticed(Event::Offline);
            }
        }
        denied.map_or(Ok(asked.outcome), Err)
    }

    /// Gives the host the time it asks for, if it does and somebody is that patient.
    async fn wait_for(&mut self, outcome: &Outcome, verdict: Option<&Verdict>, tried: u32) -> Wait {
        let Shared { scan, desk, .. } = &*self.shared;
        let reply = match outcome {
            Ok(reply) if is_later(reply, verdict) => reply,
            _ => return Wait::NotWanted,
        };
        let pause = pause(reply, tried, (scan.clock)());
        match self.queue.patience.checked_sub(pause) {
            Some(left) if tried < scan.patience.tries => self.queue.patience = left,
            _ => return Wait::TooLong,
        }
        desk.noticed(Event::Parked(self.check, pause));
        self.rest(pause).await;
        Wait::Over
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

/// Whether a host was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// It did not ask for time.
    NotWanted,
    /// It did, and that time is over.
    Over,
    /// It did, for longer or more often than anybody waits.
    TooLong,
}

/// What a course is told of a further request that was not sent.
fn no_reply(reason: Reason) -> NoReply {
    match reason {
        Reason::Cancelled => NoReply::Cancelled,
        Reason::Offline => NoReply::Offline,
        _ => NoReply::Refused,
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
