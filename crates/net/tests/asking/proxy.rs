//! Proxies: everything goes through them or nothing goes, and names are theirs to look up.

use crate::gateway::{Gateway, Manner};
use crate::practice::{door, open};
use crate::server::Server;
use crate::{request, short};
use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use unlisted_core::{NoReply, Reply};
use unlisted_net::{Asker, Cancel, ProxyFault, Reach, Route, check_proxy};
use unlisted_range::{Range, Script};

const ACCOUNT: &str = "https://api.example.com/users/lumenfox";
const PAGE: &str = "https://www.example.com/u/lumenfox";

fn route(kind: &str, address: SocketAddr) -> Route {
    Route::parse(&format!("{kind}{address}")).unwrap()
}

fn asker(range: &Range, route: &Route) -> Asker {
    Asker::with_route(Reach::Range(door(range)), short(), route).unwrap()
}

async fn ask(asker: &Asker, url: &str) -> Result<Reply, NoReply> {
    asker.ask(&request(url), &Cancel::new()).await
}

/// An address of this machine where nobody listens.
fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

#[tokio::test]
async fn a_socks_proxy_is_told_names_and_leads_to_the_hosts() {
    let range = open(Script::default()).await;
    let gateway = Gateway::start(Manner::Open, range.address()).await;
    let asker = asker(&range, &route("socks5h://", gateway.address));
    assert_eq!(ask(&asker, ACCOUNT).await.unwrap().status, 200);
    assert_eq!(ask(&asker, PAGE).await.unwrap().status, 200);
    let tunnels = gateway.asked();
    let told: Vec<_> =
        tunnels.iter().map(|tunnel| (tunnel.host.as_str(), tunnel.port, tunnel.by_name)).collect();
    assert_eq!(told, [("api.example.com", 443, true), ("www.example.com", 443, true)]);
    assert!(tunnels.iter().all(|tunnel| tunnel.user.is_none()), "nobody told it who we are");
    assert_eq!(range.served().len(), 2);
}

#[tokio::test]
async fn an_http_proxy_opens_tunnels_and_learns_nothing_but_the_name() {
    let range = open(Script::default()).await;
    let gateway = Gateway::start(Manner::Guarded, range.address()).await;
    let asker = asker(&range, &route("http://name:word@", gateway.address));
    assert_eq!(ask(&asker, ACCOUNT).await.unwrap().status, 200);
    let head = &gateway.asked()[0].head;
    let expected = "connect api.example.com:443 http/1.1\r\nhost: api.example.com:443\r\n\
                    proxy-authorization: basic bmftztp3b3jk\r\n\r\n";
    assert_eq!(head, expected, "the proxy must not learn which program asks");
}

#[tokio::test]
async fn an_http_proxy_never_forwards_in_clear() {
    let server = Server::saying("plain");
    let gateway = Gateway::start(Manner::Open, server.address).await;
    let asker = Asker::with_route(Reach::Loopback, short(), &route("http://", gateway.address)).unwrap();
    assert_eq!(ask(&asker, &server.url("/")).await.err(), Some(NoReply::Refused));
    assert!(gateway.asked().is_empty() && server.heads().is_empty(), "something left");
}

#[tokio::test]
async fn tor_gets_a_name_of_its_own_for_each_host_and_scan() {
    let range = open(Script::default()).await;
    let gateway = Gateway::start(Manner::Open, range.address()).await;
    for _ in 0..2 {
        let asker = asker(&range, &route("tor://", gateway.address));
        for url in [ACCOUNT, PAGE, ACCOUNT] {
            assert_eq!(ask(&asker, url).await.unwrap().status, 200);
        }
    }
    let names: BTreeSet<(String, String)> =
        gateway.asked().into_iter().map(|asked| (asked.host, asked.user.unwrap())).collect();
    assert_eq!(names.len(), 4, "a host has one name in a scan and another in the next: {names:?}");
    let users: BTreeSet<&String> = names.iter().map(|(_, user)| user).collect();
    assert_eq!(users.len(), 4, "no two hosts and no two scans share a circuit: {names:?}");
    assert!(users.iter().all(|user| !user.contains("example")), "a name tells the host: {users:?}");
}

#[tokio::test]
async fn without_its_proxy_nothing_is_asked() {
    let check = async |manner: Option<Manner>, kind: &str, expected: NoReply| {
        let range = open(Script::default()).await;
        let gateway = match manner {
            Some(manner) => Some(Gateway::start(manner, range.address()).await),
            None => None,
        };
        let address = gateway.as_ref().map_or_else(nobody, |gateway| gateway.address);
        let outcome = ask(&asker(&range, &route(kind, address)), ACCOUNT).await;
        assert_eq!(outcome.err(), Some(expected), "outcome through {kind} that is {manner:?}");
        assert!(range.served().is_empty(), "the host was asked without its proxy: {kind}, {manner:?}");
    };
    for kind in ["socks5h://", "tor://", "http://"] {
        check(None, kind, NoReply::Offline).await;
        check(Some(Manner::Closed), kind, NoReply::NotThere).await;
        check(Some(Manner::Mute), kind, NoReply::TooSlow).await;
    }
    // Names and passwords with every sort of character must not make the client overlook its proxy.
    for kind in
        ["socks5h://n%20%2F%3A%40%22%C3%A9:%25%7B%7D%5C@", "http://%00%0A:%F0%9F%A6%8A@", "socks5h://x:y@"]
    {
        check(Some(Manner::Guarded), kind, NoReply::Offline).await;
    }
}

#[tokio::test]
async fn a_proxy_is_recognised_without_asking_anybody_behind_it() {
    let check = async |manner: Manner, kind: &str, expected: Result<(), ProxyFault>| {
        let range = open(Script::default()).await;
        let gateway = Gateway::start(manner, range.address()).await;
        let found = check_proxy(&route(kind, gateway.address)).await;
        assert_eq!(found, expected, "check of {kind} that is {manner:?}");
        for asked in gateway.asked() {
            assert_eq!((asked.host.as_str(), asked.by_name), ("127.0.0.1", false), "it was asked for a host");
        }
        assert!(range.served().is_empty());
    };
    for kind in ["socks5h://", "tor://", "http://", "socks5h://name:word@", "http://name:word@"] {
        check(Manner::Open, kind, Ok(())).await;
        check(Manner::Rude, kind, Err(ProxyFault::HungUp)).await;
    }
    for kind in ["socks5h://", "http://"] {
        check(Manner::Guarded, kind, Err(ProxyFault::WantsCredentials)).await;
        check(Manner::Guarded, &format!("{kind}name:word@"), Ok(())).await;
        check(Manner::Guarded, &format!("{kind}name:wrong@"), Err(ProxyFault::WrongCredentials)).await;
        assert_eq!(check_proxy(&route(kind, nobody())).await, Err(ProxyFault::NotThere));
    }
    check(Manner::Mute, "socks5h://", Err(ProxyFault::TooSlow)).await;
    assert_eq!(check_proxy(&Route::Direct).await, Ok(()), "no proxy, nothing to find fault with");
}

#[tokio::test]
async fn what_is_no_proxy_is_told_from_one() {
    use crate::server::whole;
    let web = Server::start(|_, stream| whole(stream, "405 Method Not Allowed", "", b"no"));
    assert_eq!(check_proxy(&route("http://", web.address)).await, Err(ProxyFault::NoProxy));
    // A SOCKS port that hears HTTP, and an HTTP port that hears SOCKS.
    let answer = async |words: &'static [u8], kind: &str| {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let port = tokio::spawn(async move {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            let (mut guest, _) = listener.accept().await.unwrap();
            guest.read_u8().await.unwrap();
            guest.write_all(words).await.unwrap();
            let _ = guest.read(&mut [0; 512]).await;
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        });
        let found = check_proxy(&route(kind, address)).await;
        port.await.unwrap();
        found
    };
    assert_eq!(answer(b"HTTP/1.1 400 Bad Request\r\n\r\n", "socks5h://").await, Err(ProxyFault::SpeaksHttp));
    assert_eq!(answer(&[5, 0xff, 0, 0], "http://").await, Err(ProxyFault::SpeaksSocks));
    assert_eq!(
        answer(b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\n\r\n", "http://").await,
        Err(ProxyFault::NoProxy)
    );
    assert_eq!(answer(b"SSH-2.0-OpenSSH_9\r\n", "socks5h://").await, Err(ProxyFault::NoProxy));
    assert_eq!(answer(b"220 mail.example.com ESMTP\r\n", "http://").await, Err(ProxyFault::NoProxy));
}

#[tokio::test]
async fn only_the_plan_s_hosts_are_asked() {
    let range = open(Script::default()).await;
    let gateway = Gateway::start(Manner::Open, range.address()).await;
    let planned = asker(&range, &Route::Direct).only(["api.example.com"]);
    assert_eq!(ask(&planned, ACCOUNT).await.unwrap().status, 200);
    let elsewhere = asker(&range, &route("socks5h://", gateway.address)).only(["www.example.org"]);
    assert_eq!(ask(&elsewhere, ACCOUNT).await.err(), Some(NoReply::Refused));
    assert!(gateway.asked().is_empty() && range.served().len() == 1, "somebody outside the plan was asked");
}
