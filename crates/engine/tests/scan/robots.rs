//! robots.txt is asked for once per host, before its first page, and obeyed.

use crate::world::{at_once, is_control, page, presence, run, scan};
use unlisted_core::NoReply;
use url::Url;

type Outcome = Result<(u16, &'static str, &'static str), NoReply>;

const NOBODY: Outcome =
    Ok((200, "content-type: text/html", "<html><body><p>no such member</p></body></html>"));

async fn check(play: crate::world::Play, verdict: &str, paths: &[&str]) {
    let notes = run(scan(&[page("alpha", "alpha.example.com")], play)).await;
    assert_eq!(notes.verdicts()["alpha"], verdict);
    assert_eq!(notes.paths(), paths);
}

fn rules(url: &Url, outcome: Outcome) -> (std::time::Duration, Outcome) {
    at_once(if url.path() == "/robots.txt" { outcome } else { NOBODY })
}

const ALL: [&str; 3] = ["/robots.txt", "/alpha/zqvx7kplm3", "/alpha/lumenfox"];

#[tokio::test(start_paused = true)]
async fn the_rules_decide_and_so_does_their_absence() {
    check(|url, _| rules(url, Ok((200, "", "User-agent: *\nDisallow: /other/"))), "-", &ALL).await;
    check(|url, _| rules(url, Ok((404, "", "<h1>not here</h1>"))), "-", &ALL).await;
    check(|url, _| rules(url, Ok((403, "", ""))), "-", &ALL).await;
    check(|url, _| rules(url, Ok((200, "", "User-agent: *\nDisallow: /alpha/"))), "Blocked", &ALL[..1]).await;
    check(|url, _| rules(url, Ok((500, "", ""))), "SourceBroken", &ALL[..1]).await;
    check(|url, _| rules(url, Ok((429, "", ""))), "RateLimited", &ALL[..1]).await;
    check(|url, _| rules(url, Err(NoReply::TooSlow)), "TooSlow", &ALL[..1]).await;
}

#[tokio::test(start_paused = true)]
async fn only_what_is_forbidden_stays_away() {
    let play: crate::world::Play =
        |url, _| rules(url, Ok((200, "", "User-agent: Unlisted\nDisallow: /alpha/lumen")));
    check(play, "Blocked", &ALL[..2]).await;
}

#[tokio::test(start_paused = true)]
async fn the_pause_a_site_asks_for_is_kept() {
    let notes = run(scan(&[page("alpha", "alpha.example.com")], |url, _| {
        rules(url, Ok((200, "", "User-agent: *\nCrawl-delay: 7\nDisallow:")))
    }))
    .await;
    let times: Vec<u128> = notes.sent.iter().map(|(at, _)| *at).collect();
    assert_eq!(times, [0, 71, 142]);
    assert_eq!(notes.ended[0].1.sent, 2, "the rules count as the control's request");
}

#[tokio::test(start_paused = true)]
async fn an_account_check_is_no_crawl() {
    let notes = run(scan(&[presence("alpha", "alpha.example.com")], |url, _| {
        at_once(Ok((
            200,
            "content-type: text/plain",
            if is_control(url) { "no such member" } else { "member since" },
        )))
    }))
    .await;
    assert!(!notes.paths().contains(&"/robots.txt".to_owned()));
}
