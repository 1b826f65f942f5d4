//! No source can make us wait or read without end.

use crate::server::{Server, piece, whole};
use crate::{ask, lab, request, short};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use unlisted_core::NoReply;
use unlisted_net::{Asker, Cancel, Limits, Reach};

/// Long past every limit of ours, and what only a hang takes.
const HANG: Duration = Duration::from_mins(1);

/// Asks and checks that the end came for that reason. The servers here go on until we leave or a hang is over, and would
/// then end the answer for another reason.
async fn check(url: &str, expected: NoReply) {
    let asked = tokio::time::timeout(HANG, ask(url)).await;
    assert_eq!(asked.map(Result::err), Ok(Some(expected)), "reason for {url}");
}

#[tokio::test]
async fn a_slow_drip_ends_with_the_total_limit() {
    let server = Server::start(|_, stream| {
        piece(stream, b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n");
        let began = Instant::now();
        while began.elapsed() < HANG && piece(stream, b" ") {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    check(&server.url("/"), NoReply::TooSlow).await;
}

/// "Go on" and its like may come before an answer, and nobody says how often. Whoever reads them reads on as long as more
/// are there, at most 128 buffers in one go, so the time is up on another thread, as in the app.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_before_the_answer_without_end_hold_up_nobody() {
    let hints = format!("HTTP/1.1 103 Early Hints\r\nlink: </{}>\r\n\r\n", "x".repeat(4000));
    for (early, pause) in [
        (hints, Duration::ZERO),
        ("HTTP/1.1 100 Continue\r\n\r\n".repeat(200), Duration::from_millis(10)),
        ("HTTP/1.1 102 Processing\r\n\r\n".to_owned(), Duration::from_millis(20)),
    ] {
        let left = Arc::new(AtomicBool::new(false));
        let leaving = Arc::clone(&left);
        let server = Server::start(move |_, stream| {
            let began = Instant::now();
            while began.elapsed() < HANG && piece(stream, early.as_bytes()) {
                std::thread::sleep(pause);
            }
            leaving.store(began.elapsed() < HANG, Ordering::SeqCst);
        });
        let ticks = tokio::spawn(async {
            let mut ticks = 0;
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                ticks += 1;
                if ticks == 10 {
                    return;
                }
            }
        });
        check(&server.url("/"), NoReply::TooSlow).await;
        assert!(ticks.is_finished(), "others are served meanwhile");
        let gone = async {
            while !left.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let _ = tokio::time::timeout(HANG, gone).await;
        assert!(left.load(Ordering::SeqCst), "and then the connection is closed");
    }
}

#[tokio::test]
async fn silence_ends_with_the_silence_limit() {
    let nap = || std::thread::sleep(HANG);
    let mute = Server::start(move |_, _| nap());
    check(&mute.url("/"), NoReply::TooSlow).await;
    let stuck = Server::start(move |_, stream| {
        piece(stream, b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
        nap();
    });
    check(&stuck.url("/"), NoReply::TooSlow).await;
}

#[tokio::test]
async fn a_body_over_the_cap_is_cut() {
    let asker = Asker::with_limits(Reach::Loopback, Limits { body_bytes: 1000, ..short() }).unwrap();
    let exact = Server::start(|_, stream| whole(stream, "200 OK", "", &[b'x'; 1000]));
    let reply = asker.ask(&request(&exact.url("/")), &Cancel::new()).await.unwrap();
    assert_eq!(reply.body.reveal().len(), 1000, "the cap itself is allowed");
    let over = Server::start(|_, stream| whole(stream, "200 OK", "", &[b'x'; 1001]));
    assert_eq!(asker.ask(&request(&over.url("/")), &Cancel::new()).await.err(), Some(NoReply::TooBig));
}

#[tokio::test]
async fn a_body_without_end_is_cut() {
    let server = Server::start(|_, stream| {
        piece(stream, b"HTTP/1.1 200 OK\r\n\r\n");
        let block = [b'x'; 16 * 1024];
        for _ in 0..100_000 {
            if !piece(stream, &block) {
                return;
            }
        }
    });
    check(&server.url("/"), NoReply::TooBig).await;
}

#[tokio::test]
async fn compressed_answers_are_read_and_bombs_are_not_unpacked() {
    let small = gzip(1, b"Juniper");
    let server =
        Server::start(move |_, stream| whole(stream, "200 OK", "content-encoding: gzip\r\n", &small));
    assert_eq!(ask(&server.url("/")).await.unwrap().text(), "Juniper");

    // 64 MiB in about 64 KB.
    let bomb = gzip(64, &vec![0; 1 << 20]);
    assert!(bomb.len() < 1 << 17);
    let server = Server::start(move |_, stream| whole(stream, "200 OK", "content-encoding: gzip\r\n", &bomb));
    check(&server.url("/"), NoReply::TooBig).await;
}

fn gzip(times: usize, block: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    for _ in 0..times {
        packer.write_all(block).unwrap();
    }
    packer.finish().unwrap()
}

#[tokio::test]
async fn an_answer_cut_short_is_broken() {
    let cut = |answer: &'static [u8]| {
        Server::start(move |_, stream: &mut TcpStream| {
            piece(stream, answer);
        })
    };
    for answer in [
        b"".as_slice(),
        b"HTTP/1.1 200 OK\r\ncontent-le",
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nhalf",
        b"220 mail.example.com ESMTP\r\n\r\n",
    ] {
        let server = cut(answer);
        assert_eq!(
            ask(&server.url("/")).await.err(),
            Some(NoReply::Broken),
            "answer {:?}",
            answer.escape_ascii().to_string()
        );
    }
}

#[tokio::test]
async fn nobody_there_is_not_an_offline_machine() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    check(&format!("http://{address}/"), NoReply::NotThere).await;
}

#[tokio::test]
async fn cancelling_ends_a_question_at_once() {
    let server = Server::start(|_, stream| {
        piece(stream, b"HTTP/1.1 200 OK\r\n\r\n");
        std::thread::sleep(HANG);
    });
    let asker = Asker::new(Reach::Loopback).unwrap();
    let cancel = Cancel::new();
    let slow = request(&server.url("/"));
    let paced = request(&server.url("/second"));
    let stop = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        cancel.cancel();
    };
    // One is under way, the other waits for its turn behind it.
    // Neither would end by itself before its limit, and then for another reason.
    let (under_way, waiting, ()) = tokio::join!(asker.ask(&slow, &cancel), asker.ask(&paced, &cancel), stop);
    assert_eq!((under_way.err(), waiting.err()), (Some(NoReply::Cancelled), Some(NoReply::Cancelled)));
    assert_eq!(server.heads().len(), 1, "the waiting one was never sent");
    assert_eq!(
        lab().ask(&slow, &cancel).await.err(),
        Some(NoReply::Cancelled),
        "and a used token starts nothing"
    );
    assert_eq!(server.heads().len(), 1);
}
