//! The asker: one per scan, shared by all its checks.

use crate::cancel::Cancel;
use crate::dns::{Lookup, Resolver, system_lookup};
use crate::fault::derive_no_reply;
use crate::guard::check_address;
use crate::headers::{make_headers, read_headers, without_keys};
use crate::reach::{Limits, Reach};
use crate::redirect::next_address;
use crate::trust::make_tls;
use crate::turn::Turns;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use thiserror::Error;
use tokio::time::timeout;
use unlisted_core::ask::Method;
use unlisted_core::{NoReply, Reply, Request};
use url::Url;

/// What we call ourselves to every host: the truth, and the same for everybody who uses the app.
pub const USER_AGENT: &str = "Unlisted/0.1 (self-audit; +https://unlisted.example)";

/// Why no asker could be made. Nothing was sent.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unready {
    /// The system has no trusted roots, or TLS could not be set up.
    #[error("set up secure connections")]
    Tls(#[source] rustls::Error),
    /// The range's authority is not a certificate.
    #[error("read the practice range's certificate authority")]
    UnreadableAuthority,
    /// A practice range that is not on this machine is none.
    #[error("use a practice range outside this machine")]
    NotLoopback,
    /// The client could not be built.
    #[error("set up the connection pool")]
    Client(#[source] reqwest::Error),
}

/// Asks sources within one reach. Cheap to clone; clones share connections and the hosts' queues.
#[derive(Clone)]
pub struct Asker(Arc<Inner>);

struct Inner {
    client: Client,
    reach: Arc<Reach>,
    limits: Limits,
    turns: Turns,
}

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
        Self::with_lookup(reach, limits, system_lookup)
    }

    pub(crate) fn with_lookup(reach: Reach, limits: Limits, lookup: Lookup) -> Result<Self, Unready> {
        if matches!(&reach, Reach::Range(door) if !door.address.ip().is_loopback()) {
            return Err(Unready::NotLoopback);
        }
        let reach = Arc::new(reach);
        let client = Client::builder()
            .tls_backend_preconfigured(make_tls(&reach)?)
            .dns_resolver(Arc::new(Resolver { reach: reach.clone(), lookup }))
            .user_agent(USER_AGENT)
            .no_proxy()
            .referer(false)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            .https_only(!matches!(*reach, Reach::Loopback))
            .connect_timeout(limits.connect)
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(Duration::from_secs(15))
            .build()
            .map_err(Unready::Client)?;
        Ok(Self(Arc::new(Inner { client, reach, limits, turns: Turns::default() })))
    }

    /// Sends one request when its host's turn has come and returns the whole, decoded answer.
    ///
    /// Redirects are followed within the registrable domain if the request says so, each as a request of its own that
    /// waits its turn; a POST is never sent on. `retry-after` is not waited for: the reply goes to the judge.
    /// Cancelling ends the wait or the exchange at once.
    pub async fn ask(&self, request: &Request, cancel: &Cancel) -> Result<Reply, NoReply> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(NoReply::Cancelled),
            outcome = self.follow(request) => outcome,
        }
    }

    async fn follow(&self, request: &Request) -> Result<Reply, NoReply> {
        let Inner { reach, limits, turns, .. } = &*self.0;
        let mut headers = make_headers(&request.headers)?;
        let mut url = request.url.reveal().clone();
        let mut left = limits.total;
        for _ in 0..=limits.redirects {
            check_address(reach, &url)?;
            let turn = turns.wait(&url, reach.pace(request.pace)).await;
            let began = Instant::now();
            let answer = within(left, self.exchange(request, &url, headers.clone())).await??;
            left = left.saturating_sub(began.elapsed());
            drop(turn);
            match answer {
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
            Method::Post => {
                let body = request.body.as_ref().map(|body| body.reveal().clone());
                client.post(url.clone()).body(body.unwrap_or_default())
            }
        };
        let head = limits.connect + limits.silence;
        let sent = within(head, outgoing.headers(headers).send()).await?;
        let mut response = sent.map_err(|failure| derive_no_reply(&failure))?;
        let status = response.status().as_u16();
        if request.follow_redirects {
            let location =
                response.headers().get(LOCATION).map(|location| location.to_str().unwrap_or_default());
            match (next_address(url, status, location)?, request.method) {
                (Some(next), Method::Get) => return Ok(Answer::Elsewhere(next)),
                (Some(_), Method::Post) => return Err(NoReply::Redirected),
                (None, _) => {}
            }
        }
        let body = self.read_body(&mut response).await?;
        let headers = read_headers(response.headers());
        Ok(Answer::Whole(Reply { status, headers, body: body.into(), url: url.clone().into() }))
    }

    /// The decoded body, stopped as soon as it passes the cap: a bomb is never unpacked further than that.
    async fn read_body(&self, response: &mut Response) -> Result<Vec<u8>, NoReply> {
        let limits = self.0.limits;
        let mut body = Vec::new();
        while let Some(piece) =
            within(limits.silence, response.chunk()).await?.map_err(|failure| derive_no_reply(&failure))?
        {
            if body.len() + piece.len() > limits.body_bytes {
                return Err(NoReply::TooBig);
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, NoReply> {
    timeout(limit, work).await.map_err(|_| NoReply::TooSlow)
}
