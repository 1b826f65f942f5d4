//! One request at a time per host, with a pause in between; other hosts do not wait.

use crate::server::{Server, whole};
use crate::{lab, request};
use futures::future::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use unlisted_core::Request;
use unlisted_net::Cancel;

/// A server that takes 100 ms for an answer and notes how many it gave at once at most.
fn busy() -> (Server, Arc<AtomicUsize>) {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let noted = most.clone();
    let server = Server::start(move |_, stream| {
        noted.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(100));
        now.fetch_sub(1, Ordering::SeqCst);
        whole(stream, "200 OK", "", b"yes");
    });
    (server, most)
}

#[tokio::test]
async fn a_host_is_asked_one_question_at_a_time_with_its_pace() {
    let (server, most) = busy();
    let (asker, cancel) = (lab(), Cancel::new());
    let questions: Vec<Request> = (0..4)
        .map(|number| Request {
            pace: Duration::from_millis(150),
            ..request(&server.url(&format!("/{number}")))
        })
        .collect();
    let replies = join_all(questions.iter().map(|question| asker.ask(question, &cancel))).await;
    assert!(replies.iter().all(Result::is_ok));
    assert_eq!(most.load(Ordering::SeqCst), 1, "two at once on one host");
    for pair in server.times().windows(2) {
        let gap = pair[1] - pair[0];
        assert!(gap >= Duration::from_millis(250), "answer and pause, but only {gap:?} between two starts");
    }
    let order: Vec<String> = server.heads().iter().map(|head| head.chars().take(6).collect()).collect();
    assert_eq!(order, ["GET /0", "GET /1", "GET /2", "GET /3"], "first come, first served");
}

#[tokio::test]
async fn hosts_do_not_wait_for_each_other() {
    let servers: Vec<Server> = (0..10).map(|_| busy().0).collect();
    let (asker, cancel) = (lab(), Cancel::new());
    let questions: Vec<Request> = servers
        .iter()
        .flat_map(|server| [request(&server.url("/a")), request(&server.url("/b"))])
        .map(|question| Request { pace: Duration::from_secs(2), ..question })
        .collect();
    let began = Instant::now();
    let replies = join_all(questions.iter().map(|question| asker.ask(question, &cancel))).await;
    assert!(replies.iter().all(Result::is_ok));
    // One host after the other would take ten times the pace.
    assert!(began.elapsed() < Duration::from_secs(19), "ten hosts took {:?}", began.elapsed());
}

#[tokio::test]
async fn a_refusal_is_handed_over_and_not_waited_out() {
    let server = Server::start(|_, stream| {
        whole(stream, "429 Too Many Requests", "retry-after: 3600\r\n", b"slow down");
    });
    let reply = lab().ask(&request(&server.url("/")), &Cancel::new()).await.unwrap();
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("3600")));
    assert_eq!(server.heads().len(), 1, "and it is not asked again");
}

#[tokio::test]
async fn names_below_localhost_are_different_hosts_of_this_machine() {
    let (server, most) = busy();
    let (asker, cancel) = (lab(), Cancel::new());
    let port = server.address.port();
    let questions: Vec<Request> =
        (0..5).map(|number| request(&format!("http://site-{number}.localhost:{port}/"))).collect();
    let replies = join_all(questions.iter().map(|question| asker.ask(question, &cancel))).await;
    assert!(replies.iter().all(Result::is_ok), "each name leads here without a name server");
    assert!(most.load(Ordering::SeqCst) > 1, "and hosts of different names do not wait for each other");
    let head = server.heads().concat();
    assert!(head.contains(&format!("host: site-3.localhost:{port}\r\n")), "under its own name: {head}");
}
