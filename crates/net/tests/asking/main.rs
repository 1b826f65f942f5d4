//! The asker against real servers on this machine: limits, manners, redirects, trust and the practice range.
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

mod bounds;
mod gateway;
mod manners;
mod practice;
mod proxy;
mod server;
mod shipped;
mod trust;
mod wire;

use std::time::Duration;
use unlisted_core::ask::Method;
use unlisted_core::{NoReply, Reply, Request};
use unlisted_net::{Asker, Cancel, Limits, Reach};
use url::Url;

/// A plain question without pace that follows redirects.
fn request(url: &str) -> Request {
    Request {
        method: Method::Get,
        url: Url::parse(url).unwrap().into(),
        headers: Vec::new(),
        body: None,
        follow_redirects: true,
        pace: Duration::ZERO,
    }
}

/// Limits that let a test end soon.
fn short() -> Limits {
    Limits {
        connect: Duration::from_millis(1500),
        first_byte: Duration::from_millis(600),
        silence: Duration::from_millis(600),
        total: Duration::from_millis(1500),
        ..Limits::default()
    }
}

fn lab() -> Asker {
    Asker::with_limits(Reach::Loopback, short()).unwrap()
}

async fn ask(url: &str) -> Result<Reply, NoReply> {
    lab().ask(&request(url), &Cancel::new()).await
}
