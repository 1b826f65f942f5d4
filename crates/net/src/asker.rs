//! The asker: one per scan, shared by all its checks.

use crate::cancel::Cancel;
use crate::dns::{Lookup, Resolver, system_lookup};
use crate::fault::derive_no_reply;
use crate::gate::{AlwaysOpen, Asked, Gate};
use crate::guard::check_address;
use crate::headers::{is_plain, make_headers, read_headers, without_keys};
use crate::proxy::check_proxy;
use crate::reach::{Limits, Reach};
use crate::redirect::{Sites, next_address};
use crate::route::Route;
use crate::trust::make_tls;
use crate::turn::Turns;
use crate::unready::Unready;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use unlisted_core::ask::Method;
use unlisted_core::{NoReply, Reply, Request};
use url::Url;

/// What we call ourselves to every host: the truth, and the same for everybody who uses the app.
pub const USER_AGENT: &str = "Unlisted/0.1 (+https://unlisted.example)";

/// Asks sources within one reach. Cheap to clone; clones share connections and the hosts' queues.
#[derive(Clone)]
pub struct Asker(Arc<Inner>, Sites);

struct Inner {
    client: Client,
    reach: Arc<Reach>,
    route: Route,
    limits: Limits,
    turns: Turns,
    slots: Semaphore,
    room: Semaphore,
}

/// A body of up to so many bytes is read whenever it comes; of longer ones, only [`MOST_LONG`] at the same time, so that
/// five hundred hostile hosts cannot fill the memory together.
const LONG: usize = 1 << 20;

/// Bodies longer than [`LONG`] that are read at the same time.
const MOST_LONG: usize = 8;

/// What one exchange came to.
enum Answer {
    Whole(Reply),
    Elsewhere(Url),
}

impl Asker {
    /// An asker with the reach's own limits: [`Limits::default`], on the range [`Limits::practice`].
    pub fn new(reach: Reach) -> Result<Self, Unready> {
        let limits = reach.limits();
        Self::with_limits(reach, limits)
    }

    /// An asker that waits and accepts as told.
    pub fn with_limits(reach: Reach, limits: Limits) -> Result<Self, Unready> {
        Self::with_route(reach, limits, &Route::Direct)
    }

    /// An asker whose questions leave by the route and by no other; [`Route::limits`] says how much longer that takes.
    pub fn with_route(reach: Reach, limits: Limits, route: &Route) -> Result<Self, Unready> {
        Self::with_lookup(reach, limits, route, system_lookup)
    }

    pub(crate) fn with_lookup(
        reach: Reach,
        limits: Limits,
        route: &Route,
        lookup: Lookup,
    ) -> Result<Self, Unready> {
        if matches!(&reach, Reach::Range(door) if !door.address.ip().is_loopback()) {
            return Err(Unready::NotLoopback);
        }
        let reach = Arc::new(reach);
        let resolver = Resolver { reach: reach.clone(), route: route.clone(), lookup };
        let mut client = Client::builder()
            .tls_backend_preconfigured(make_tls(&reach)?)
            .dns_resolver(Arc::new(resolver))
            .no_proxy()
            .referer(false)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            .https_only(!matches!(*reach, Reach::Loopback))
            .connect_timeout(limits.connect)
            // Every request has a connection of its own: as many sockets as requests under way, and no old connection
            // that the host has just closed.
            .pool_max_idle_per_host(0);
        if let Some(proxy) = route.make_proxy(&reach)? {
            client = client.proxy(proxy);
        }
        let client = client.build().map_err(Unready::Client)?;
        let slots = Semaphore::new(limits.at_once);
        Ok(Self(
            Arc::new(Inner {
                client,
                reach,
                route: route.clone(),
                limits,
                turns: Turns::default(),
                slots,
                room: Semaphore::new(MOST_LONG),
            }),
            Sites::default(),
        ))
    }

    /// The same asker for these hosts and others of their registrable domains only, whatever it is asked to ask:
    /// everything else is [`NoReply::Refused`]. For the hosts of an accepted plan.
    #[must_use = "the asker itself stays as it is"]
    pub fn only<S: AsRef<str>>(&self, hosts: impl IntoIterator<Item = S>) -> Self {
        Self(self.0.clone(), Sites::of(hosts))
    }

    /// Sends one request when its host's turn has come and returns the whole, decoded answer.
    ///
    /// As [`Asker::ask_through`] with a gate that is always open.
    pub async fn ask(&self, request: &Request, cancel: &Cancel) -> Result<Reply, NoReply> {
        self.ask_through(request, cancel, &AlwaysOpen).await.outcome
    }

    /// Sends one request when its host's turn has come, a place is free among the requests under way, and the gate lets
    /// it leave.
    ///
    /// Redirects are followed within the registrable domain if the request says so, each as a request of its own that
    /// waits its turn and passes the gate; a POST is never sent on. `retry-after` is not waited for: the reply goes to
    /// the judge. Cancelling ends the wait or the exchange at once.
    pub async fn ask_through<G: Gate>(&self, request: &Request, cancel: &Cancel, gate: &G) -> Asked {
        let sent = AtomicU32::new(0);
        let outcome = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(NoReply::Cancelled),
            outcome = self.follow(request, gate, &sent) => outcome,
        };
        Asked { outcome, sent: sent.into_inner() }
    }

    /// The pause this asker keeps where a definition wants `wanted`: less on the practice range, which nobody burdens.
    pub fn pace(&self, wanted: Duration) -> Duration {
        self.0.reach.pace(wanted).min(self.0.limits.pause)
    }

    async fn follow<G: Gate>(&self, request: &Request, gate: &G, sent: &AtomicU32) -> Result<Reply, NoReply> {
        let Inner { reach, route, limits, turns, slots, .. } = &*self.0;
        let mut headers = make_headers(&request.headers)?;
        let mut url = request.url.reveal().clone();
        let mut left = limits.total;
        for _ in 0..=limits.redirects {
            check_address(reach, &url)?;
            route.check(reach, &url)?;
            if !self.1.hold(&url) {
                return Err(NoReply::Refused);
            }
            let turn = turns.wait(&url, self.pace(request.pace)).await;
            // Taken last and only around the exchange: who waits for a turn or a pause holds up nobody else.
            let slot = slots.acquire().await.map_err(|_| NoReply::Cancelled)?;
            if !gate.open(&url).await {
                return Err(NoReply::Cancelled);
            }
            sent.fetch_add(1, Ordering::Relaxed);
            let began = Instant::now();
            let mut answer = within(left, self.exchange(request, &url, headers.clone())).await?;
            if answer.as_ref().err() == Some(&NoReply::Refused) {
                // The name led out of the reach, so no connection was made.
                sent.fetch_sub(1, Ordering::Relaxed);
            }
            if answer.as_ref().err() == Some(&NoReply::NotThere) && check_proxy(route).await.is_err() {
                // Not the host but the way out is missing, for this question and every other.
                answer = Err(NoReply::Offline);
            }
            left = left.saturating_sub(began.elapsed());
            drop((slot, turn));
            match answer? {
                Answer::Whole(reply) => return Ok(reply),
                Answer::Elsewhere(next) => {
                    if next.host() != url.host() {
                        headers = without_keys(headers);
                    }
                    url = next;
                }
            }
        }
        Err(NoReply::Redirected)
    }

    async fn exchange(&self, request: &Request, url: &Url, headers: HeaderMap) -> Result<Answer, NoReply> {
        let Inner { client, limits, .. } = &*self.0;
        let outgoing = match request.method {
            Method::Get => client.get(url.clone()),
            Method::Head => client.head(url.clone()),
            Method::Post => {
                let body = request.body.as_ref().map(|body| body.reveal().clone());
                client.post(url.clone()).body(body.unwrap_or_default())
            }
        };
        let head = limits.connect + limits.first_byte;
        let sent = within(head, outgoing.headers(headers).send()).await?;
        let mut response = sent.map_err(|failure| derive_no_reply(&failure))?;
        let status = response.status().as_u16();
        if request.follow_redirects {
            let location =
                response.headers().get(LOCATION).map(|location| location.to_str().unwrap_or_default());
            match (next_address(url, status, location)?, request.method) {
                (Some(next), Method::Get | Method::Head) => return Ok(Answer::Elsewhere(next)),
                (Some(_), Method::Post) => return Err(NoReply::Redirected),
                (None, _) => {}
            }
        }
        if request.method != Method::Head && !is_plain(response.headers()) {
            return Err(NoReply::Broken);
        }
        let body = self.read_body(&mut response).await?;
        let headers = read_headers(response.headers());
        Ok(Answer::Whole(Reply { status, headers, body: body.into(), url: url.clone().into() }))
    }

    /// The decoded body, stopped as soon as it passes the cap: a bomb is never unpacked further than that.
    async fn read_body(&self, response: &mut Response) -> Result<Vec<u8>, NoReply> {
        let Inner { limits, room, .. } = &*self.0;
        let (mut body, mut place) = (Vec::new(), None);
        while let Some(piece) =
            within(limits.silence, response.chunk()).await?.map_err(|failure| derive_no_reply(&failure))?
        {
            if body.len() + piece.len() > limits.body_bytes {
                return Err(NoReply::TooBig);
            }
            if place.is_none() && body.len() + piece.len() > LONG {
                place = room.acquire().await.ok();
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, NoReply> {
    timeout(limit, work).await.map_err(|_| NoReply::TooSlow)
}
