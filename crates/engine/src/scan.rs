//! A scan: the checks of an accepted plan, and how they are asked.

use crate::desk::{Asks, Desk};
use crate::horizon::Horizon;
use crate::patience::Patience;
use crate::queue::Queue;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};
use unlisted_core::source::{Catalogue, Turns};
use unlisted_core::{Check, OwnFacts, Personal, Reason, SourceId};
use unlisted_net::{Asker, Cancel};

/// Everything a scan needs to be told.
pub struct Scan<A = Asker> {
    /// Who asks.
    pub asker: A,
    /// The definitions the plan was made from.
    pub catalogue: Arc<Catalogue>,
    /// The accepted checks that have no answer yet, a source's control before its checks. Hand checks end as
    /// [`Reason::NeedsPerson`].
    pub checks: Vec<Check>,
    /// What controls that are not asked again came to, as `judge_control` tells it: `None` where the source proved that
    /// it can say no. A source whose definition has a control, and which has none here nor in `checks`, is unproven.
    pub controls: BTreeMap<SourceId, Option<Reason>>,
    /// The facts of the person who is asked about: an answer that shows one unasked is never "nothing there".
    pub own: OwnFacts,
    /// The person's own keys.
    pub keys: BTreeMap<SourceId, Personal<String>>,
    /// How long a host that asks us to slow down is waited for.
    pub patience: Patience,
    /// After so long, and with few hosts left, the desk is told who is still slow.
    pub soft: Duration,
    /// Tells the time, for a host that names a date.
    pub clock: fn() -> SystemTime,
    /// Ends the scan. Used by the engine itself where something could not be kept.
    pub cancel: Cancel,
}

/// Why a scan stopped before its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unfinished {
    /// The desk could not keep a ledger line or an answer.
    #[error("keep what was sent or answered")]
    Unkept,
    /// A queue broke off, and its other checks have no answer.
    #[error("finish the checks of a host")]
    BrokenOff(#[source] JoinError),
}

/// What the queues of a scan share.
pub(crate) struct Shared<A, D> {
    pub(crate) scan: Scan<A>,
    pub(crate) desk: Arc<D>,
    pub(crate) horizon: Horizon,
    pub(crate) unkept: AtomicBool,
    /// Places for reading large answers, which takes a processor and a multiple of their size.
    pub(crate) readers: Semaphore,
    /// The one place for reading an answer that is larger than most: what is made of it may be a hundred times its size.
    pub(crate) large: Semaphore,
    /// Sources that have a check without an answer.
    pub(crate) left: Mutex<BTreeMap<SourceId, usize>>,
}

impl<A: Asks> Scan<A> {
    /// Asks everything and returns when every check has ended. A cancelled or offline scan is a whole one: each of its
    /// checks ended with that reason.
    pub async fn run<D: Desk>(mut self, desk: Arc<D>) -> Result<(), Unfinished> {
        let queues = sort_into_queues(&self.catalogue, std::mem::take(&mut self.checks));
        let soft = self.soft;
        let mut left = BTreeMap::new();
        for check in queues.values().flatten() {
            *left.entry(check.source.clone()).or_insert(0) += 1;
        }
        let shared = Arc::new(Shared {
            scan: self,
            desk,
            horizon: Horizon::default(),
            unkept: AtomicBool::new(false),
            large: Semaphore::new(1),
            readers: Semaphore::new(std::thread::available_parallelism().map_or(2, NonZero::get)),
            left: Mutex::new(left),
        });
        let few = (queues.len() / 10).max(5);
        let mut tasks = JoinSet::new();
        for checks in queues.into_values() {
            tasks.spawn(Queue::new(Arc::clone(&shared)).run(checks));
        }
        let mut broken = None;
        let slow = tokio::time::sleep(soft);
        tokio::pin!(slow);
        let mut late = false;
        loop {
            tokio::select! {
                ended = tasks.join_next() => match ended {
                    None => break,
                    Some(Ok(())) => {}
                    Some(Err(failure)) => broken = Some(failure),
                },
                () = &mut slow, if !late => late = true,
            }
            if late && (1..=few).contains(&tasks.len()) {
                shared.tell_slow();
            }
        }
        match broken {
            Some(failure) => Err(Unfinished::BrokenOff(failure)),
            None if shared.unkept.load(Ordering::Acquire) => Err(Unfinished::Unkept),
            None => Ok(()),
        }
    }
}

impl<A, D: Desk> Shared<A, D> {
    fn tell_slow(&self) {
        let left: Vec<SourceId> =
            self.left.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect();
        if !left.is_empty() {
            self.desk.noticed(crate::Event::StillSlow(&left));
        }
    }

    /// Nothing can be kept any more, so nothing may be asked.
    pub(crate) fn stop_unkept(&self) {
        self.unkept.store(true, Ordering::Release);
        self.scan.cancel.cancel();
    }
}

/// One queue per turn, in the plan's order but each source's control before its checks. A host's port counts, so that
/// several lab hosts on one machine do not wait for each other.
fn sort_into_queues(catalogue: &Catalogue, checks: Vec<Check>) -> BTreeMap<String, Vec<Check>> {
    let mut queues: BTreeMap<String, Vec<Check>> = BTreeMap::new();
    for check in checks {
        let url = check.url.reveal();
        let port = url.port_or_known_default().unwrap_or(0);
        let turn = match catalogue.get(&check.source) {
            Some(definition) if definition.turns == Turns::Owner => definition.turn_name(),
            Some(definition) => format!("{}:{port}", definition.turn_name()),
            None => String::new(),
        };
        queues.entry(turn).or_default().push(check);
    }
    for queue in queues.values_mut() {
        let mut first: BTreeSet<SourceId> = BTreeSet::new();
        let order: BTreeMap<SourceId, usize> = queue
            .iter()
            .filter(|check| first.insert(check.source.clone()))
            .enumerate()
            .map(|(at, check)| (check.source.clone(), at))
            .collect();
        queue.sort_by_key(|check| (order.get(&check.source).copied(), !check.control));
    }
    queues
}
