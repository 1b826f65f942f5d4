//! What is on the wire: which headers, and where redirects may lead.

use crate::server::{Server, whole};
use crate::{ask, lab, request};
use std::collections::BTreeSet;
use std::time::Duration;
use unlisted_core::ask::Method;
use unlisted_core::{NoReply, Request};
use unlisted_net::{Cancel, USER_AGENT};

/// The lines of a head without the first, split at the colon.
fn headers(head: &str) -> Vec<(String, String)> {
    let pair =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    head.lines().skip(1).filter_map(pair).collect()
}

#[tokio::test]
async fn only_the_plain_headers_are_sent() {
    let server = Server::start(|_, stream| {
        whole(stream, "200 OK", "set-cookie: id=1; Path=/\r\nset-cookie: two=2\r\n", b"yes");
    });
    let asker = lab();
    let question =
        Request { headers: vec![("x-api-version".into(), "7".into())], ..request(&server.url("/a?b=c")) };
    for _ in 0..2 {
        asker.ask(&question, &Cancel::new()).await.unwrap();
    }
    for head in server.heads() {
        assert!(head.starts_with("GET /a?b=c HTTP/1.1\r\n"), "{head}");
        let sent = headers(&head);
        let names: BTreeSet<&str> = sent.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            BTreeSet::from(["accept", "accept-encoding", "host", "user-agent", "x-api-version"])
        );
        let value =
            |wanted: &str| sent.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        assert_eq!(value("user-agent"), Some(USER_AGENT));
        assert_eq!(value("accept-encoding"), Some("gzip"));
        assert_eq!(value("host"), Some(server.address.to_string().as_str()));
    }
}

#[tokio::test]
async fn a_definition_may_choose_what_it_accepts_but_not_who_we_are() {
    let server = Server::saying("{}");
    let with = |name: &str, value: &str| Request {
        headers: vec![(name.to_owned(), value.into())],
        ..request(&server.url("/"))
    };
    lab().ask(&with("accept", "application/json"), &Cancel::new()).await.unwrap();
    let accepted: Vec<_> =
        headers(&server.heads()[0]).into_iter().filter(|(name, _)| name == "accept").collect();
    assert_eq!(accepted, [("accept".to_owned(), "application/json".to_owned())]);
    let browser = with("user-agent", "Mozilla/5.0");
    assert_eq!(lab().ask(&browser, &Cancel::new()).await.err(), Some(NoReply::Refused));
    assert_eq!(server.heads().len(), 1, "nothing was sent");
}

#[tokio::test]
async fn a_post_carries_its_body_and_is_never_sent_on() {
    let server = Server::start(|head, stream| {
        let away = head.starts_with("POST /moved");
        whole(stream, if away { "307 Temporary Redirect" } else { "200 OK" }, "location: /next\r\n", b"");
    });
    let post = |path: &str| Request {
        method: Method::Post,
        body: Some("{\"q\":1}".into()),
        ..request(&server.url(path))
    };
    lab().ask(&post("/search"), &Cancel::new()).await.unwrap();
    assert!(server.heads()[0].contains("content-length: 7"), "{}", server.heads()[0]);
    assert_eq!(lab().ask(&post("/moved"), &Cancel::new()).await.err(), Some(NoReply::Redirected));
    assert_eq!(server.heads().len(), 2);
}

#[tokio::test]
async fn redirects_are_followed_three_times_within_the_host() {
    let server = Server::start(|head, stream| {
        let step: usize = head.chars().nth(5).and_then(|digit| digit.to_digit(10)).unwrap_or(0) as usize;
        let next = format!("location: /{}\r\n", step.saturating_sub(1));
        whole(stream, if step == 0 { "200 OK" } else { "302 Found" }, &next, b"there");
    });
    let reply = ask(&server.url("/3")).await.unwrap();
    assert_eq!((reply.text().as_ref(), reply.url.reveal().path()), ("there", "/0"));
    assert_eq!(ask(&server.url("/4")).await.err(), Some(NoReply::Redirected));
    assert_eq!(server.heads().len(), 4 + 4, "the fourth redirect is not followed");
}

#[tokio::test]
async fn each_step_of_a_redirect_waits_for_the_pace() {
    let server = Server::start(|head, stream| {
        let first = head.starts_with("GET /a");
        whole(stream, if first { "301 Moved Permanently" } else { "200 OK" }, "location: /b\r\n", b"");
    });
    let question = Request { pace: Duration::from_millis(300), ..request(&server.url("/a")) };
    lab().ask(&question, &Cancel::new()).await.unwrap();
    let times = server.times();
    assert!(times[1] - times[0] >= Duration::from_millis(300));
}

#[tokio::test]
async fn redirects_do_not_win_time() {
    let server = Server::start(|_, stream| {
        std::thread::sleep(Duration::from_millis(500));
        whole(stream, "302 Found", "location: /again\r\n", b"");
    });
    // Three answers of half a second each fill the 1.5 s of the whole; without that limit the fourth would be too many.
    assert_eq!(ask(&server.url("/")).await.err(), Some(NoReply::TooSlow));
}

#[tokio::test]
async fn a_redirect_to_somebody_else_is_not_followed() {
    let trap = Server::saying("caught");
    for elsewhere in [
        trap.url("/"),
        trap.url("/").replace("127.0.0.1", "localhost"),
        "https://elsewhere.example/".to_owned(),
        "//elsewhere.example/".to_owned(),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "file:///etc/passwd".to_owned(),
        "http://".to_owned(),
    ] {
        let location = format!("location: {elsewhere}\r\n");
        let server = Server::start(move |_, stream| whole(stream, "302 Found", &location, b""));
        assert_eq!(ask(&server.url("/")).await.err(), Some(NoReply::Redirected), "redirect to {elsewhere}");
    }
    assert!(trap.heads().is_empty(), "the trap was asked");
}

#[tokio::test]
async fn where_redirects_are_off_the_redirect_is_the_answer() {
    let server = Server::start(|_, stream| {
        whole(stream, "302 Found", "location: https://elsewhere.example/login\r\n", b"go");
    });
    let question = Request { follow_redirects: false, ..request(&server.url("/u/lumenfox")) };
    let reply = lab().ask(&question, &Cancel::new()).await.unwrap();
    assert_eq!((reply.status, reply.header("location")), (302, Some("https://elsewhere.example/login")));
    assert_eq!(reply.url.reveal().as_str(), server.url("/u/lumenfox"));
}
