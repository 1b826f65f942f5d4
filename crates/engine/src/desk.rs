//! What the engine needs from whoever runs it, and from whoever asks for it.

use std::future::Future;
use std::time::Duration;
use unlisted_core::{Check, Request, SourceId, Verdict};
use unlisted_net::{Asked, Asker, Cancel, Gate};
use url::Url;

/// Keeps the ledger and the answers of a scan, and tells others how it goes.
///
/// Calls come from many hosts' queues at once. A desk that writes to a disk gathers what comes at the same time into one
/// write, or five hundred hosts wait for each other.
pub trait Desk: Send + Sync + 'static {
    /// A request for this check is about to leave for `url`: the check's own address, a redirect of it, a further page
    /// or the host's robots.txt. Durable before it returns.
    ///
    /// When the scan is cancelled this may be dropped half-way; [`Answer::sent`] then says that it did not leave.
    fn sending(&self, check: &Check, url: &Url) -> impl Future<Output = Permit> + Send;

    /// The check has ended. Called once for every check of the scan, controls included. Durable before it returns;
    /// `false` if it could not be kept, which ends the scan: what cannot be kept must not be asked.
    fn ended(&self, check: &Check, answer: &Answer) -> impl Future<Output = bool> + Send;

    /// Something happened that a person may like to see.
    fn noticed(&self, event: Event<'_>);
}

/// The desk's word on a request that is about to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// It is written down and may leave.
    Granted,
    /// It is no longer wanted; the check ends as cancelled.
    Withdrawn,
    /// It could not be written down, which ends the scan.
    Unkept,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The verdict, weighed by the source's control; of a control, the bare one.
    pub verdict: Verdict,
    /// Requests that left for it. A ledger line beyond this many was written for a request that was cancelled before
    /// it left, and is taken back.
    pub sent: u32,
    /// From the first request to the verdict, without the waits for turns; zero if nothing was sent.
    pub took: Duration,
}

/// How a scan goes. No values: whoever runs it knows the checks.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A check's turn has come.
    Asking(&'a Check),
    /// The host of this check asked us to slow down: it is asked again after so long.
    Parked(&'a Check, Duration),
    /// It has taken a while, and only these sources have not answered. Told again whenever one of them has.
    StillSlow(&'a [SourceId]),
    /// This machine has no network; what is left ends as offline. Told once.
    Offline,
}

/// Asks: the asker of a real scan, or a test's script.
pub trait Asks: Send + Sync + 'static {
    /// Sends one request through the gate, as [`Asker::ask_through`] does.
    fn ask<G: Gate + Send>(
        &self,
        request: &Request,
        cancel: &Cancel,
        gate: &G,
    ) -> impl Future<Output = Asked> + Send;

    /// The pause that is kept where a definition wants `wanted`.
    fn pace(&self, wanted: Duration) -> Duration;
}

impl Asks for Asker {
    async fn ask<G: Gate + Send>(&self, request: &Request, cancel: &Cancel, gate: &G) -> Asked {
        self.ask_through(request, cancel, gate).await
    }

    fn pace(&self, wanted: Duration) -> Duration {
        Asker::pace(self, wanted)
    }
}
