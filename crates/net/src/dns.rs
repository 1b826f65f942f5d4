//! Names to addresses: the address that is checked is the one that is dialled, so a name cannot change its mind between.

use crate::guard::is_public;
use crate::reach::Reach;
use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;

/// How a name is looked up: the system's way, or a test's.
pub(crate) type Lookup = fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>>;

/// A name outside the reach, or one that leads out of it.
#[derive(Debug, Error)]
#[error("the name leads to an address that may not be asked")]
pub(crate) struct NotAllowed;

/// Looks names up within a reach.
pub(crate) struct Resolver {
    /// Where it may lead.
    pub(crate) reach: Arc<Reach>,
    /// How it finds out.
    pub(crate) lookup: Lookup,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, lookup, name) = (self.reach.clone(), self.lookup, name.as_str().to_owned());
        Box::pin(async move {
            let found = match &*reach {
                Reach::Range(door) if door.hosts.contains(&name) => vec![door.address],
                Reach::Range(_) => return Err(NotAllowed.into()),
                Reach::Live | Reach::Loopback => lookup(name).await?,
            };
            let allowed = |address: &SocketAddr| match &*reach {
                Reach::Live => is_public(address.ip()),
                Reach::Range(_) | Reach::Loopback => address.ip().is_loopback(),
            };
            // One bad answer condemns all: a mixed answer is how rebinding begins.
            if !found.iter().all(allowed) {
                return Err(NotAllowed.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Asks the system. Port 0 stands for the scheme's own.
pub(crate) fn system_lookup(name: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
    Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
}
