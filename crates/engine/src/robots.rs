//! What a host asks of programs, before the first page is asked for (RFC 9309).

use std::time::Duration;
use unlisted_core::ask::Method;
use unlisted_core::{NoReply, Reason, Reply, Request};
use unlisted_net::Robots;
use url::Url;

/// The rules of a host, or why nobody knows them; then no page of it is asked for.
pub(crate) type Rules = Result<Robots, Reason>;

/// The request for the rules of the host that is asked. It carries nothing of the address but that.
pub(crate) fn robots_request(asked: &Url, pace: Duration) -> Result<Request, Reason> {
    let url = asked.join("/robots.txt").map_err(|_| Reason::Refused)?;
    Ok(Request {
        method: Method::Get,
        url: url.into(),
        headers: Vec::new(),
        body: None,
        follow_redirects: true,
        pace,
    })
}

/// What came back for the rules (RFC 9309, section 2.3.1): a 4xx means that there are none, a fault of the host's that
/// nothing may be asked.
pub(crate) fn read_rules(outcome: &Result<Reply, NoReply>) -> Rules {
    match outcome {
        Ok(reply) => match reply.status {
            200..=299 => Ok(Robots::parse(reply.body.reveal())),
            429 => Err(Reason::RateLimited),
            400..=499 => Ok(Robots::default()),
            500..=599 => Err(Reason::SourceBroken),
            _ => Err(Reason::Redirected),
        },
        Err(no_reply) => Err(Reason::from(no_reply)),
    }
}
