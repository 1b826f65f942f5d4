//! Which hosts are reached at all, and whose certificates count.

use crate::practice::{catalogue, door, open};
use crate::server::whole;
use crate::{request, short};
use std::collections::BTreeSet;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use unlisted_core::NoReply;
use unlisted_net::{Asker, Cancel, RangeDoor, Reach, Unready};
use unlisted_range::{Range, Script};

async fn ask(reach: Reach, url: &str) -> Option<NoReply> {
    let asker = Asker::with_limits(reach, short()).unwrap();
    asker.ask(&request(url), &Cancel::new()).await.err()
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_not_trusted() {
    let (range, other) = (open(Script::default()).await, open(Script::default()).await);
    let crossed = RangeDoor { ca_pem: other.ca_pem().to_owned(), ..door(&range) };
    assert_eq!(
        ask(Reach::Range(crossed), "https://api.example.com/users/lumenfox").await,
        Some(NoReply::NotTrusted)
    );
    assert!(range.served().is_empty(), "nothing was said before the certificate was checked");
    // The public roots of the system do not know the range either.
    let lab = format!("https://localhost:{}/", range.address().port());
    assert_eq!(ask(Reach::Loopback, &lab).await, Some(NoReply::NotTrusted));
    assert!(range.served().is_empty());
}

#[tokio::test]
async fn a_certificate_for_other_names_is_not_trusted() {
    let range = open(Script::default()).await;
    let hosts = BTreeSet::from(["bank.example.org".to_owned()]);
    let wider = RangeDoor { hosts, ..door(&range) };
    assert_eq!(ask(Reach::Range(wider), "https://bank.example.org/").await, Some(NoReply::NotTrusted));
}

#[tokio::test]
async fn who_speaks_plainly_where_a_secret_is_expected_is_not_trusted() {
    let portal = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = portal.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in portal.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 16]);
            whole(&mut stream, "400 Bad Request", "", b"<h1>Welcome to the hotel</h1>");
        }
    });
    let range = open(Script::default()).await;
    let hijacked = RangeDoor { address, ..door(&range) };
    assert_eq!(
        ask(Reach::Range(hijacked), "https://api.example.com/users/x").await,
        Some(NoReply::NotTrusted)
    );
}

#[tokio::test]
async fn who_hangs_up_in_the_handshake_is_broken() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let range = open(Script::default()).await;
    let rude = RangeDoor { address, ..door(&range) };
    assert_eq!(ask(Reach::Range(rude), "https://api.example.com/users/x").await, Some(NoReply::Broken));
}

#[tokio::test]
async fn the_range_is_the_whole_world_of_practice() {
    let range = open(Script::default()).await;
    for url in
        ["https://www.example.org/", "https://127.0.0.1/", "http://api.example.com/", "https://localhost/"]
    {
        assert_eq!(ask(Reach::Range(door(&range)), url).await, Some(NoReply::Refused), "address {url}");
    }
    assert!(range.served().is_empty());
}

#[tokio::test]
async fn live_and_lab_refuse_what_is_not_theirs_without_a_packet() {
    let knocks = Arc::new(AtomicUsize::new(0));
    let trap = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = trap.local_addr().unwrap().port();
    let counted = knocks.clone();
    std::thread::spawn(move || {
        trap.incoming().for_each(|_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
    });
    for url in [
        format!("https://127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}/"),
        format!("https://2130706433:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://localhost:{port}/"),
        "https://127.0.0.1/".to_owned(),
    ] {
        assert_eq!(ask(Reach::Live, &url).await, Some(NoReply::Refused), "address {url}");
    }
    assert_eq!(ask(Reach::Loopback, "https://www.example.com/").await, Some(NoReply::Refused));
    assert_eq!(knocks.load(Ordering::SeqCst), 0, "the trap was touched");
}

#[tokio::test]
async fn a_range_elsewhere_is_no_range() {
    let range = Range::start(&catalogue(), Script::default()).await.unwrap();
    let far = RangeDoor { address: ([192, 0, 2, 1], 443).into(), ..door(&range) };
    assert!(matches!(Asker::new(Reach::Range(far)), Err(Unready::NotLoopback)));
    let nonsense = RangeDoor { ca_pem: "no certificate".to_owned(), ..door(&range) };
    assert!(matches!(Asker::new(Reach::Range(nonsense)), Err(Unready::UnreadableAuthority)));
}
