//! A check of several requests: result pages and what is behind a listing, each of them in the ledger and in the plan.

use crate::world::{Notes, Play, World, at_once, doubts, run, scan, source};
use std::time::Duration;
use unlisted_core::{NoReply, Verdict};
use unlisted_engine::{Patience, Scan};

type Outcome = Result<(u16, &'static str, &'static str), NoReply>;

const HTML: &str = "content-type: text/html";
const FIRST: Outcome = Ok((
    200,
    HTML,
    "<html><body><ul><li><b><a href=\"/who/1\">Lumen Fox</a></b></li></ul><a class=\"more\" href=\"/alpha/more\">more</a></body></html>",
));
const SECOND: Outcome =
    Ok((200, HTML, "<html><body><ul><li><b><a href=\"/who/2\">Lumen Foxe</a></b></li></ul></body></html>"));
const BEHIND: Outcome =
    Ok((200, HTML, "<html><body><h1>Lumen</h1><p class=\"phone\">555-0100</p></body></html>"));

fn steps(play: Play) -> Scan<World> {
    let listings = "[probe.listings]\neach = \"li\"\n[probe.listings.fields]\nname = { select = \"b\" }\n\
        url = { select = \"a\", attribute = \"href\" }\n[probe.next]\nselect = \"a.more\"\n[probe.detail]\n\
        [probe.detail.fields]\nphones = { select = \".phone\" }\n";
    let mut scan = scan(&[source("alpha", "alpha.example.com", "page", listings, "")], play);
    scan.controls = doubts([("alpha", None)]);
    scan.checks.retain(|check| !check.control);
    scan
}

fn phones(notes: &Notes) -> Vec<usize> {
    match &notes.ended[0].1.verdict {
        Verdict::Listed { listings, .. } => listings.iter().map(|listing| listing.phones.len()).collect(),
        other => panic!("{other:?}"),
    }
}

const ALL: [&str; 5] = ["/robots.txt", "/alpha/lumenfox", "/alpha/more", "/who/1", "/who/2"];

#[tokio::test(start_paused = true)]
async fn every_step_is_written_down_and_keeps_the_pace() {
    let notes = run(steps(|url, _| {
        at_once(match url.path() {
            "/robots.txt" => Ok((404, "", "")),
            "/alpha/lumenfox" => FIRST,
            "/alpha/more" => SECOND,
            _ => BEHIND,
        })
    }))
    .await;
    assert_eq!(notes.paths(), ALL);
    assert_eq!(notes.ended[0].1.sent, 5);
    assert!(notes.ended[0].0.at_most >= 4, "the plan said so before");
    assert_eq!(phones(&notes), [1, 1]);
    let times: Vec<u128> = notes.sent.iter().map(|(at, _)| *at).collect();
    assert_eq!(times, [0, 11, 22, 33, 44]);
}

#[tokio::test(start_paused = true)]
async fn what_may_not_be_read_loses_nothing_that_was() {
    let notes = run(steps(|url, _| {
        at_once(match url.path() {
            "/robots.txt" => Ok((200, "", "User-agent: *\nDisallow: /who/")),
            "/alpha/lumenfox" => FIRST,
            _ => SECOND,
        })
    }))
    .await;
    assert_eq!(notes.paths(), ALL[..3], "what robots.txt forbids is not asked");
    assert_eq!(phones(&notes), [0, 0], "both listings stay");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_wants_time_in_the_middle_gets_it() {
    let play: Play = |url, nth| {
        at_once(match (url.path(), nth) {
            ("/robots.txt", _) => Ok((404, "", "")),
            ("/alpha/lumenfox", _) => FIRST,
            ("/alpha/more", 1) => Ok((429, "retry-after: 40", "")),
            ("/alpha/more", _) => SECOND,
            _ => BEHIND,
        })
    };
    let mut patient = steps(play);
    patient.patience = Patience { tries: 1, longest: Duration::from_mins(1) };
    let notes = run(patient).await;
    assert_eq!((phones(&notes), notes.sent.len()), (vec![1, 1], 6));
    let hasty = run(steps(play)).await;
    assert_eq!(
        (phones(&hasty), hasty.sent.len()),
        (vec![0], 3),
        "else it is left alone, and what was read stays"
    );
}
