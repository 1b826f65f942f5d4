//! A machine without a network is noticed once, and a host that refuses is not one.

use crate::world::{NO, at_once, presence, run, scan};
use std::time::Duration;
use unlisted_core::NoReply;

fn many(count: usize) -> Vec<String> {
    (0..count).map(|at| presence(&format!("s{at:03}"), &format!("s{at:03}.example.com"))).collect()
}

#[tokio::test(start_paused = true)]
async fn it_is_told_once_and_the_rest_is_not_asked() {
    let notes = run(scan(&many(300), |_, _| at_once(Err(NoReply::Offline)))).await;
    assert_eq!(notes.told, ["offline"]);
    assert_eq!(notes.ended.len(), 600);
    assert!(notes.verdicts().values().all(|word| word == "Offline"), "and every check says so");
    assert_eq!(notes.sent.len(), 300, "nobody's own check was sent after the controls");
}

#[tokio::test(start_paused = true)]
async fn a_network_that_goes_away_stops_what_is_left() {
    // All sources of one owner, so that they are asked one after the other.
    let sources: Vec<String> = many(20)
        .into_iter()
        .map(|text| text.replace("reach = 1", "reach = 1\nowner = \"one\"\nturns = \"owner\""))
        .collect();
    let notes = run(scan(&sources, |url, _| {
        at_once(if url.host_str() < Some("s005.example.com") { NO } else { Err(NoReply::Offline) })
    }))
    .await;
    assert_eq!(notes.told, ["offline"]);
    assert_eq!(notes.sent.len(), 10 + 3, "three hosts in a row, and no further one");
    let words = notes.verdicts();
    assert_eq!(words.values().filter(|word| *word == "-").count(), 5, "what was answered stays");
    assert_eq!(words.values().filter(|word| *word == "Offline").count(), 15);
}

#[tokio::test(start_paused = true)]
async fn hosts_that_are_gone_are_not_an_offline_machine() {
    let notes = run(scan(&many(50), |url, _| {
        at_once(if url.host_str() < Some("s040.example.com") { Err(NoReply::NotThere) } else { NO })
    }))
    .await;
    assert_eq!(notes.told, [] as [&str; 0]);
    let words = notes.verdicts();
    assert_eq!(words.values().filter(|word| *word == "SourceBroken").count(), 40);
    assert_eq!(words.values().filter(|word| *word == "-").count(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_few_hosts_without_a_way_do_not_stop_those_that_answer() {
    // Hosts that only have addresses of a kind this network does not carry fail at once, before anybody answered.
    let notes = run(scan(&many(30), |url, _| {
        if url.host_str() < Some("s010.example.com") {
            return (Duration::from_millis(1), Err(NoReply::Offline));
        }
        (Duration::from_secs(2), NO)
    }))
    .await;
    assert_eq!(notes.told, [] as [&str; 0]);
    assert_eq!(notes.verdicts().values().filter(|word| *word == "-").count(), 20);
}
