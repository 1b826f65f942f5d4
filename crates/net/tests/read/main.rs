//! Small answers that unpack to very many values: asking and judging one costs a bounded amount of memory, both together,
//! measured in this process.
//!
//! One test, because the memory of a process is everybody's in it.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

#[path = "../bounded/measured.rs"]
mod measured;

use flate2::Compression;
use flate2::write::GzEncoder;
use measured::{forget_peak, memory, request};
use std::io::Write;
use std::time::Duration;
use unlisted_core::judge::judge;
use unlisted_core::source::Values;
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::{Definition, Verdict};
use unlisted_net::{Asker, Cancel, Limits, Reach};
use url::Url;

/// The most that asking and judging one answer may add to this process, in KiB: a page of 300,000 elements takes the most.
/// The engine reads one answer above 1 MiB at a time.
const MOST_KIB: u64 = 240 * 1024;

/// The most bytes of an answer; a little less, so that it is an answer.
const SIZE: usize = (8 << 20) - 4096;

const HEAD: &str = r#"
format = 1
id = "t"
name = "T"
category = "profile"
home = "https://t.example"
exposes = ["name"]
reach = 3
checked_live = "never"
facts = ["invented"]
removal = { how = "none", steps = ["-"] }
"#;

const PROBES: [(&str, &str); 3] = [
    (
        "json",
        r#"
[probe]
kind = "json"
url = "https://t.example/p"
not_listed = [{ at = "/items", empty = true }]
listings = { each = "/items/*", fields = { name = ["/name"] } }
"#,
    ),
    (
        "page",
        r#"
[probe]
kind = "page"
url = "https://t.example/p"
not_listed = [{ contains = "No results for" }]
listings = { each = "div.card", fields = { name = { select = "h2" } } }
"#,
    ),
    (
        "presence",
        r#"
[probe]
kind = "presence"
url = "https://t.example/p"
listed = [{ contains = "profile of" }]
not_listed = [{ contains = "No results for" }]
"#,
    ),
];

fn definition(probe: &str) -> Definition {
    read_definition("t.toml", &format!("{HEAD}{probe}")).unwrap()
}

/// Answers of much that is nothing, by name.
fn answers() -> Vec<(&'static str, String)> {
    let filled =
        |start: &str, unit: &str, end: &str| format!("{start}{}{end}", unit.repeat(SIZE / unit.len()));
    let deep = format!("{}0{},", "{\"\":".repeat(118), "}".repeat(118));
    vec![
        ("objects in objects", filled("{\"items\":[],\"x\":[", &deep, "0]}")),
        ("objects of one pair", filled("{\"items\":[],\"x\":[", "{\"\":0},", "0]}")),
        ("arrays in arrays", filled("{\"items\":[],\"x\":[", "[[[[[[[[0]]]]]]]],", "0]}")),
        ("small numbers", filled("{\"items\":[],\"x\":[", "0,", "0]}")),
        ("a long list", filled("<html><body>No results for<ul>", "<li>", "</ul></body></html>")),
        (
            "as long a list as is read",
            format!("<html><body>No results for<ul>{}</ul></body></html>", "<li>".repeat(290_000)),
        ),
        ("a long list of ages", filled("<html><body>No results for", "<p>Age 1</p>", "</body></html>")),
        ("one long line", filled("<html><body>No results for ", "1 a ", "</body></html>")),
    ]
}

/// A host that answers everybody with this, packed.
fn host(body: &str) -> Url {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(body.as_bytes()).unwrap();
    let packed = gzip.finish().unwrap();
    let kind = if body.starts_with('<') { "text/html" } else { "application/json" };
    measured::host(move |stream| {
        let length = packed.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        )?;
        stream.write_all(&packed)
    })
}

#[test]
fn no_answer_of_many_values_exhausts_who_judges_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let limits =
        Limits { total: Duration::from_mins(2), silence: Duration::from_mins(1), ..Limits::default() };
    let asker = runtime.block_on(async { Asker::with_limits(Reach::Loopback, limits).unwrap() });
    for (name, body) in answers() {
        let url = host(&body);
        drop(body);
        for (kind, probe) in PROBES {
            let request = request(url.clone());
            forget_peak();
            let before = memory("VmRSS");
            let reply = runtime.block_on(asker.ask(&request, &Cancel::new())).unwrap();
            let verdict = judge(&definition(probe), &Values::new(), Ok(&reply));
            let more = memory("VmHWM").saturating_sub(before);
            let _ = writeln!(std::io::stdout(), "{name}, {kind}: {more} KiB");
            assert!(more <= MOST_KIB, "{name} took {more} KiB of memory, judged as {kind}");
            assert_ne!(verdict, Verdict::NotListed, "{name} proves nothing to {kind}");
        }
    }
}
