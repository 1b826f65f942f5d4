//! A source proves that it can say no before its answers count, and before it learns anything.

use crate::world::{NO, YES, at_once, doubts, is_control, page, presence, run, scan};
use std::time::Duration;
use unlisted_core::{NoReply, Reason};

#[tokio::test(start_paused = true)]
async fn the_control_comes_first_and_its_proof_lets_answers_count() {
    let sources = [presence("alpha", "alpha.example.com"), presence("beta", "beta.example.com")];
    let notes = run(scan(&sources, |url, _| {
        at_once(if !is_control(url) && url.path().starts_with("/alpha") { YES } else { NO })
    }))
    .await;
    assert_eq!(notes.verdicts(), [("alpha", "+".into()), ("beta", "-".into())].into());
    for name in ["alpha", "beta"] {
        let of_source: Vec<String> = notes.paths().into_iter().filter(|path| path.contains(name)).collect();
        assert_eq!(of_source, [format!("/{name}/zqvx7kplm3"), format!("/{name}/lumenfox")]);
    }
    assert_eq!(notes.ended.len(), 4, "controls end as well");
    assert!(notes.ended.iter().all(|(_, answer)| answer.sent == 1));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_claims_every_name_is_unknown_and_learns_nothing() {
    let notes = run(scan(&[presence("alpha", "alpha.example.com")], |_, _| at_once(YES))).await;
    assert_eq!(notes.verdicts()["alpha"], "ControlFailed");
    assert_eq!(notes.paths(), ["/alpha/zqvx7kplm3"], "the person's name stays here");
    assert_eq!(notes.ended[1].1.sent, 0);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_hangs_costs_one_deadline() {
    for source in [presence("alpha", "alpha.example.com"), page("alpha", "alpha.example.com")] {
        let notes = run(scan(&[source], |url, _| {
            if url.path() == "/robots.txt" {
                return at_once(Ok((404, "", "")));
            }
            (Duration::from_secs(20), Err(NoReply::TooSlow))
        }))
        .await;
        assert_eq!(notes.verdicts()["alpha"], "TooSlow");
        assert!(!notes.paths().contains(&"/alpha/lumenfox".to_owned()), "the person's name stays here");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wall_before_the_control_is_a_wall_before_the_person() {
    let wall = |url: &url::Url, _| {
        at_once(if url.path() == "/robots.txt" {
            Ok((404, "", ""))
        } else {
            Ok((403, "cf-mitigated: challenge", ""))
        })
    };
    for source in [presence("alpha", "alpha.example.com"), page("alpha", "alpha.example.com")] {
        let notes = run(scan(&[source], wall)).await;
        assert_eq!(notes.verdicts()["alpha"], "Blocked");
        assert!(!notes.paths().contains(&"/alpha/lumenfox".to_owned()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_that_was_not_understood_for_nobody_may_still_list_somebody() {
    let source = source_page_with_a_listing();
    let notes = run(scan(&[source], |url, _| {
        at_once(match url.path() {
            "/robots.txt" => Ok((404, "", "")),
            "/alpha/lumenfox" => Ok((200, "content-type: text/html", "<ul><li><b>Lumen Fox</b></li></ul>")),
            _ => Ok((200, "content-type: text/html", "<p>a new look</p>")),
        })
    }))
    .await;
    assert_eq!(notes.verdicts()["alpha"], "+");
}

fn source_page_with_a_listing() -> String {
    page("alpha", "alpha.example.com")
}

#[tokio::test(start_paused = true)]
async fn a_proof_of_this_week_is_not_asked_for_again() {
    let with = |controls, keeps_control: bool| {
        let mut scan = scan(&[presence("alpha", "alpha.example.com")], |_, _| at_once(NO));
        scan.controls = controls;
        scan.checks.retain(|check| keeps_control || !check.control);
        run(scan)
    };
    let proven = with(doubts([("alpha", None)]), false).await;
    assert_eq!((proven.verdicts()["alpha"].as_str(), proven.paths().len()), ("-", 1));
    let failed = with(doubts([("alpha", Some(Reason::ControlFailed))]), false).await;
    assert_eq!((failed.verdicts()["alpha"].as_str(), failed.paths().len()), ("ControlFailed", 0));
    // Nobody vouches for it and its control is not in the plan: what it says cannot count.
    let neither = with(doubts([]), false).await;
    assert_eq!((neither.verdicts()["alpha"].as_str(), neither.paths().len()), ("Cancelled", 0));
    // A control that is asked now outweighs what was known.
    let again = with(doubts([("alpha", Some(Reason::TooSlow))]), true).await;
    assert_eq!((again.verdicts()["alpha"].as_str(), again.paths().len()), ("-", 2));
}
