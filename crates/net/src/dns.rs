//! Names to addresses: the address that is checked is the one that is dialled, so a name cannot change its mind between.

use crate::guard::is_public;
use crate::reach::Reach;
use crate::route::Route;
use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use thiserror::Error;
use tokio::sync::Semaphore;

/// How a name is looked up: the system's way, or a test's.
pub(crate) type Lookup = fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>>;

/// A name outside the reach, or one that leads out of it.
#[derive(Debug, Error)]
#[error("the name leads to an address that may not be asked")]
pub(crate) struct NotAllowed;

/// No name can be looked up at present: this machine has no network.
#[derive(Debug, Error)]
#[error("nobody looks names up at present")]
pub(crate) struct NobodyLooksUp(#[source] io::Error);

/// Looks names up within a reach. With a proxy it knows no name but the proxy's own.
pub(crate) struct Resolver {
    /// Where it may lead.
    pub(crate) reach: Arc<Reach>,
    /// Who is asked to lead there.
    pub(crate) route: Route,
    /// How it finds out.
    pub(crate) lookup: Lookup,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, lookup, name) = (self.reach.clone(), self.lookup, name.as_str().to_owned());
        if let Some(proxy) = self.route.proxy() {
            // The person named the proxy, so it may be in their own network; nobody else is looked up here.
            let known = proxy.name() == Some(&name);
            return Box::pin(async move {
                let found = if known {
                    lookup(name).await.map_err(NobodyLooksUp)?
                } else {
                    return Err(NotAllowed.into());
                };
                Ok(Box::new(found.into_iter()) as Addrs)
            });
        }
        Box::pin(async move {
            let found = match &*reach {
                Reach::Range(door) if door.hosts.contains(&name) => vec![door.address],
                Reach::Range(_) => return Err(NotAllowed.into()),
                Reach::Live => lookup(name).await?,
                Reach::Loopback => this_machine(&name)?,
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

/// This machine, for `localhost` and every name below it, which lead nowhere else (RFC 6761, section 6.3). So hundreds of
/// lab hosts can have names of their own, and nobody is asked for them.
fn this_machine(name: &str) -> Result<Vec<SocketAddr>, NotAllowed> {
    if name == "localhost" || name.ends_with(".localhost") {
        Ok(vec![(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()])
    } else {
        Err(NotAllowed)
    }
}

/// Look-ups at the same time: each one occupies a thread, and a home router answers only so many.
static LOOK_UPS: Semaphore = Semaphore::const_new(64);

/// Asks the system. Port 0 stands for the scheme's own.
pub(crate) fn system_lookup(name: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
    Box::pin(async move {
        let _place = LOOK_UPS.acquire().await.map_err(io::Error::other)?;
        let found = tokio::net::lookup_host((whole_name(name), 0)).await;
        Ok(found
            .map_err(|failure| if is_no_network(&failure) { tell_no_network(failure) } else { failure })?
            .collect())
    })
}

/// The name with its final dot. Without it a system tries a name that does not exist once more with each of its search
/// domains behind it, and whoever keeps those, an employer or a router's maker, reads the name (resolv.conf(5), `search`).
fn whole_name(mut name: String) -> String {
    if !name.ends_with('.') {
        name.push('.');
    }
    name
}

fn tell_no_network(failure: io::Error) -> io::Error {
    io::Error::other(NobodyLooksUp(failure))
}

/// Whether a look-up failed for want of a network rather than of the name. The system tells them apart only by a text
/// (`gai_strerror`), which may be translated; so without a way to the public internet no text is needed.
fn is_no_network(failure: &io::Error) -> bool {
    failure.to_string().contains("Temporary failure in name resolution") || !has_way_out()
}

/// Whether there is a route to the public internet. Connecting a datagram socket sends nothing.
fn has_way_out() -> bool {
    let reaches = |from: &str, to: &str| UdpSocket::bind(from).is_ok_and(|socket| socket.connect(to).is_ok());
    reaches("0.0.0.0:0", "192.0.2.1:443") || reaches("[::]:0", "[2001:db8::1]:443")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Asker, Cancel, Limits};
    use std::net::TcpListener;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;
    use unlisted_core::ask::Method;
    use unlisted_core::{NoReply, Request};

    #[test]
    fn a_name_is_asked_whole_and_with_no_search_domain_behind_it() {
        assert_eq!(whole_name("lumenfox.example.com".into()), "lumenfox.example.com.");
        assert_eq!(whole_name("example.com.".into()), "example.com.", "one dot is enough");
    }

    /// Answers by name: the name's first label is a list of addresses, written with dashes and joined by `x`.
    fn scripted(name: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
        Box::pin(async move {
            let list = name.split('.').next().unwrap_or_default().to_owned();
            let address = |text: &str| SocketAddr::new(text.replace('-', ".").parse().unwrap(), trap_port());
            Ok(list.split('x').filter(|text| !text.is_empty()).map(address).collect())
        })
    }

    static KNOCKS: AtomicUsize = AtomicUsize::new(0);

    /// A listener on this machine that counts who comes.
    fn trap_port() -> u16 {
        static PORT: std::sync::OnceLock<u16> = std::sync::OnceLock::new();
        *PORT.get_or_init(|| {
            let trap = TcpListener::bind("127.0.0.1:0").unwrap();
            let port = trap.local_addr().unwrap().port();
            std::thread::spawn(move || {
                for _ in trap.incoming() {
                    KNOCKS.fetch_add(1, Ordering::SeqCst);
                }
            });
            port
        })
    }

    async fn check(reach: Reach, scheme: &str, name: &str, expected: NoReply) {
        let limits = Limits { connect: Duration::from_secs(1), ..Limits::default() };
        let asker = Asker::with_lookup(reach, limits, &Route::Direct, scripted).unwrap();
        let request = Request {
            method: Method::Get,
            url: url::Url::parse(&format!("{scheme}://{name}/")).unwrap().into(),
            headers: Vec::new(),
            body: None,
            follow_redirects: true,
            pace: Duration::ZERO,
        };
        assert_eq!(asker.ask(&request, &Cancel::new()).await.err(), Some(expected), "name {name}");
    }

    static LOOKED_UP: AtomicUsize = AtomicUsize::new(0);

    fn counted(name: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
        LOOKED_UP.fetch_add(1, Ordering::SeqCst);
        scripted(name)
    }

    #[tokio::test]
    async fn with_a_proxy_only_the_proxy_s_own_name_is_looked_up() {
        let ask = async |route: &str| {
            let limits = Limits { connect: Duration::from_secs(1), ..Limits::default() };
            let route = Route::parse(route).unwrap();
            let asker = Asker::with_lookup(Reach::Live, limits, &route, counted).unwrap();
            let request = Request {
                method: Method::Get,
                url: url::Url::parse("https://8-8-8-8.example.com/").unwrap().into(),
                headers: Vec::new(),
                body: None,
                follow_redirects: true,
                pace: Duration::ZERO,
            };
            assert!(asker.ask(&request, &Cancel::new()).await.is_err(), "no proxy, no answer: {route:?}");
            LOOKED_UP.swap(0, Ordering::SeqCst)
        };
        // A port of this machine where nobody listens.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        for kind in ["socks5h", "tor", "http"] {
            assert_eq!(ask(&format!("{kind}://127.0.0.1:{port}")).await, 0, "a look-up beside {kind}");
            let named = ask(&format!("{kind}://127-0-0-1.proxy.example.net:{port}")).await;
            assert_eq!(named, 1, "the name of the {kind} proxy, which may be in the person's own network");
        }
    }

    #[tokio::test]
    async fn names_that_lead_home_are_refused_without_a_packet() {
        for name in [
            "127-0-0-1.example.com",
            "10-0-0-1.example.com",
            "169-254-169-254.example.com",
            // A mixed answer, in either order: the public half does not save it.
            "8-8-8-8x127-0-0-1.example.com",
            "127-0-0-1x8-8-8-8.example.com",
        ] {
            check(Reach::Live, "https", name, NoReply::Refused).await;
        }
        assert_eq!(KNOCKS.load(Ordering::SeqCst), 0, "the trap was touched");
        check(Reach::Live, "https", "x.example.com", NoReply::NotThere).await;
        std::net::TcpStream::connect(("127.0.0.1", trap_port())).unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(KNOCKS.load(Ordering::SeqCst), 1, "the trap does count");
    }
}
