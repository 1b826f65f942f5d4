//! Replies made to exhaust whoever reads them: each ends within its time and costs little memory, measured in this process.
//!
//! One test, because the memory of a process is everybody's in it.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

mod measured;

use flate2::Compression;
use flate2::write::GzEncoder;
use measured::{forget_peak, host, memory, request};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};
use unlisted_core::{NoReply, Request};
use unlisted_net::{Asker, Cancel, Limits, Reach};
use url::Url;

/// The most that one reply may add to this process, in KiB.
const MOST_KIB: u64 = 50 * 1024;

/// The limits of a real scan, but less time, so that the test ends.
fn limits() -> Limits {
    Limits {
        first_byte: Duration::from_secs(3),
        silence: Duration::from_secs(2),
        total: Duration::from_secs(4),
        ..Limits::default()
    }
}

/// What a hostile host does with a connection, until the other side leaves.
type Play = fn(&mut TcpStream) -> std::io::Result<()>;

const OK: &[u8] = b"HTTP/1.1 200 OK\r\n";

/// A play, what it must come to, and within how much more than nothing.
const PLAYS: [(&str, Play, NoReply); 24] = [
    ("a gzip bomb, a thousandfold", |stream| gzip_bomb(stream, 50), NoReply::TooBig),
    ("a gzip bomb of half a gigabyte", |stream| gzip_bomb(stream, 500), NoReply::TooBig),
    ("gzip that never yields a byte", gzip_of_nothing, NoReply::TooSlow),
    ("gzip that is none", |stream| coded(stream, "gzip"), NoReply::Broken),
    ("deflate, which nobody asked for", |stream| coded(stream, "deflate"), NoReply::Broken),
    ("brotli, which nobody asked for", |stream| coded(stream, "br"), NoReply::Broken),
    ("zstd, which nobody asked for", |stream| coded(stream, "zstd"), NoReply::Broken),
    ("gzip twice", |stream| coded(stream, "gzip, gzip"), NoReply::Broken),
    ("a coding nobody knows", |stream| coded(stream, "rot13"), NoReply::Broken),
    (
        "a body of 50 MiB",
        |stream| body(stream, b"content-length: 52428800\r\n\r\n", 50 << 20),
        NoReply::TooBig,
    ),
    ("a body without end", |stream| body(stream, b"\r\n", usize::MAX), NoReply::TooBig),
    ("a body in chunks without end", chunks, NoReply::TooBig),
    ("a body in chunks of one byte", small_chunks, NoReply::TooSlow),
    ("a drip every 300 ms", |stream| drip(stream, b"HTTP/1.1 200 OK\r\n\r\n", b" ", 300), NoReply::TooSlow),
    (
        "a chunk's extension without end",
        |stream| after(stream, b"transfer-encoding: chunked\r\n\r\n5;x=", b"y"),
        NoReply::Broken,
    ),
    (
        "a trailer without end",
        |stream| after(stream, b"transfer-encoding: chunked\r\n\r\n0\r\n", b"x: y\r\n"),
        NoReply::Broken,
    ),
    (
        "a chunk larger than numbers go",
        |stream| after(stream, b"transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n", b"x"),
        NoReply::Broken,
    ),
    ("a million headers", |stream| many(stream, b"x-y: z\r\n", 1_000_000), NoReply::Broken),
    ("a million cookies", |stream| many(stream, b"set-cookie: a=b; Path=/\r\n", 1_000_000), NoReply::Broken),
    ("a header without end", |stream| after(stream, b"x-y: ", b"z"), NoReply::Broken),
    ("a header's name without end", |stream| after(stream, b"x", b"x"), NoReply::Broken),
    (
        "headers one byte at a time",
        |stream| drip(stream, b"HTTP/1.1 200 OK\r\nx: ", b"y", 100),
        NoReply::TooSlow,
    ),
    ("the promise of an answer, without end", promises, NoReply::TooSlow),
    ("a status line without end", |stream| forever(stream, b"HTTP/1.1 200 O"), NoReply::Broken),
];

fn gzip_bomb(stream: &mut TcpStream, mebibytes: usize) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(b"content-encoding: gzip\r\n\r\n")?;
    let mut packer = GzEncoder::new(stream, Compression::best());
    let block = vec![0; 1 << 20];
    for _ in 0..mebibytes {
        packer.write_all(&block)?;
    }
    packer.finish().map(drop)
}

/// Empty blocks, one after the other: bytes come in and none goes out (RFC 1951 section 3.2.4).
fn gzip_of_nothing(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(b"content-encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff")?;
    let block = [0, 0, 0, 0xff, 0xff].repeat(10_000);
    loop {
        stream.write_all(&block)?;
    }
}

/// A page in a coding it is not in: what a browser would show as garbage.
fn coded(stream: &mut TcpStream, coding: &str) -> std::io::Result<()> {
    let page = "<p>nobody of that name</p>";
    let head = format!("content-encoding: {coding}\r\ncontent-length: {}\r\n\r\n{page}", page.len());
    stream.write_all(OK)?;
    stream.write_all(head.as_bytes())
}

fn body(stream: &mut TcpStream, head: &[u8], length: usize) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(head)?;
    let block = vec![b'x'; 1 << 16];
    let mut left = length;
    while left > 0 {
        stream.write_all(&block)?;
        left = left.saturating_sub(block.len());
    }
    Ok(())
}

fn chunks(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(b"transfer-encoding: chunked\r\n\r\n")?;
    let chunk = [&b"1000\r\n"[..], &[b'x'; 0x1000], b"\r\n"].concat();
    loop {
        stream.write_all(&chunk)?;
    }
}

fn small_chunks(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(b"transfer-encoding: chunked\r\n\r\n")?;
    loop {
        stream.write_all(b"1\r\nx\r\n")?;
    }
}

/// The start of an answer and then the same again and again, as fast as it is taken.
fn after(stream: &mut TcpStream, start: &[u8], again: &[u8]) -> std::io::Result<()> {
    stream.write_all(OK)?;
    stream.write_all(start)?;
    forever(stream, again)
}

fn forever(stream: &mut TcpStream, again: &[u8]) -> std::io::Result<()> {
    let block = again.repeat((1 << 16) / again.len());
    loop {
        stream.write_all(&block)?;
    }
}

fn many(stream: &mut TcpStream, line: &[u8], times: usize) -> std::io::Result<()> {
    stream.write_all(OK)?;
    let block = line.repeat(1000);
    for _ in 0..times / 1000 {
        stream.write_all(&block)?;
    }
    stream.write_all(b"content-length: 0\r\n\r\n")
}

fn drip(stream: &mut TcpStream, start: &[u8], drop: &[u8], milliseconds: u64) -> std::io::Result<()> {
    stream.write_all(start)?;
    loop {
        stream.write_all(drop)?;
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
}

/// As fast as a good line brings them. The client reads what there is before it looks at the clock, and on this machine
/// there is always more.
fn promises(stream: &mut TcpStream) -> std::io::Result<()> {
    let block = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(20);
    loop {
        stream.write_all(&block)?;
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn no_reply_exhausts_who_reads_it() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let asker = runtime.block_on(async { Asker::with_limits(Reach::Loopback, limits()).unwrap() });
    let ask = |hosts: Vec<Url>| {
        forget_peak();
        let (before, began) = (memory("VmRSS"), Instant::now());
        let outcomes = runtime.block_on(async {
            let cancel = Cancel::new();
            let requests: Vec<Request> = hosts.into_iter().map(request).collect();
            futures::future::join_all(requests.iter().map(|asked| asker.ask(asked, &cancel))).await
        });
        let reasons: Vec<NoReply> = outcomes.into_iter().filter_map(Result::err).collect();
        (reasons, began.elapsed(), memory("VmHWM").saturating_sub(before))
    };
    let tell = |name: &str, took: Duration, more: u64| {
        let _ = writeln!(std::io::stdout(), "{name}: {} ms, {more} KiB", took.as_millis());
    };

    let (slow, quick): (Vec<_>, Vec<_>) =
        PLAYS.into_iter().partition(|(.., expected)| *expected == NoReply::TooSlow);
    for (name, play, expected) in quick {
        let (reasons, took, more) = ask(vec![host(play)]);
        tell(name, took, more);
        assert_eq!(reasons, [expected], "outcome of {name}");
        assert!(more <= MOST_KIB, "{name} took {more} KiB of memory");
    }

    // Those that only the clock ends, all at once.
    let (reasons, took, more) = ask(slow.iter().map(|(_, play, _)| host(*play)).collect());
    tell("slow ones together", took, more);
    assert_eq!(
        reasons,
        vec![NoReply::TooSlow; slow.len()],
        "{:?}",
        slow.iter().map(|(name, ..)| name).collect::<Vec<_>>()
    );
    assert!(more <= MOST_KIB, "the slow ones took {more} KiB of memory");

    // Sixty at once: a mebibyte each, and the whole cap for eight of them.
    let (reasons, took, more) =
        ask((0..60).map(|_| host(|stream| body(stream, b"\r\n", usize::MAX))).collect());
    tell("sixty endless bodies", took, more);
    assert_eq!(reasons.len(), 60, "none of them is an answer");
    assert!(more < 300 * 1024, "sixty endless bodies took {more} KiB of memory");
}
