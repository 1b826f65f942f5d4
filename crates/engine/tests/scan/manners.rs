//! One request at a time per host or owner, with its pace; who asks for time gets it and holds up nobody else.

use crate::world::{NO, at_once, doubts, presence, run, scan, source};
use std::time::Duration;
use unlisted_engine::Patience;

fn owned(id: &str) -> String {
    let listed = "[[probe.listed]]\ncontains = \"member since\"\n";
    source(id, &format!("{id}.example.com"), "presence", listed, "owner = \"one\"\nturns = \"owner\"\n")
}

#[tokio::test(start_paused = true)]
async fn hosts_run_side_by_side_and_each_keeps_its_pace() {
    let sources: Vec<String> =
        (0..50).map(|at| presence(&format!("s{at}"), &format!("s{at}.example.com"))).collect();
    let notes = run(scan(&sources, |_, _| at_once(NO))).await;
    assert_eq!(notes.sent.len(), 100);
    assert!(notes.sent[..50].iter().all(|(at, _)| *at == 0), "every control leaves at once");
    assert!(notes.sent[50..].iter().all(|(at, _)| *at == 11), "every check after an answer and a pace");
}

#[tokio::test(start_paused = true)]
async fn the_sites_of_an_owner_take_turns_where_the_definition_says_so() {
    let notes = run(scan(&[owned("alpha"), owned("beta")], |_, _| at_once(NO))).await;
    let times: Vec<u128> = notes.sent.iter().map(|(at, _)| *at).collect();
    assert_eq!(times, [0, 11, 22, 33], "one at a time, with the pace, over both sites");
    assert_eq!(notes.paths()[1], "/alpha/lumenfox", "a source is finished before the next one");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_asks_for_time_gets_it_and_holds_up_nobody() {
    let sources = [presence("busy", "busy.example.com"), presence("calm", "calm.example.com")];
    let mut patient = scan(&sources, |url, nth| {
        let first = url.host_str() == Some("busy.example.com") && nth == 1;
        at_once(if first { Ok((429, "retry-after: 30", "")) } else { NO })
    });
    patient.patience = Patience { tries: 2, longest: Duration::from_mins(2) };
    let notes = run(patient).await;
    assert_eq!(notes.verdicts(), [("busy", "-".into()), ("calm", "-".into())].into());
    assert_eq!(notes.told, ["parked busy 30", "parked busy 30"], "the control and the check");
    let times: Vec<(u128, bool)> = notes.sent.iter().map(|(at, url)| (*at, url.contains("calm"))).collect();
    let calm: Vec<u128> = times.iter().filter(|(_, calm)| *calm).map(|(at, _)| *at).collect();
    assert_eq!(calm, [0, 11], "the other host does not notice");
    let busy: Vec<u128> = times.iter().filter(|(_, calm)| !calm).map(|(at, _)| *at).collect();
    assert_eq!(busy, [0, 301, 312, 613], "asked again when the host said, and not before");
    assert!(
        notes.ended.iter().all(|(check, answer)| answer.sent == if check.source.0 == "busy" { 2 } else { 1 })
    );
}

#[tokio::test(start_paused = true)]
async fn beyond_patience_the_host_is_left_alone() {
    let same_host = [presence("one", "busy.example.com"), presence("two", "busy.example.com")];
    for (tries, longest, asked) in [(0, 600, 1), (3, 600, 4), (9, 25, 1), (9, 60, 3)] {
        let mut limited = scan(&same_host, |_, _| at_once(Ok((429, "retry-after: 30", ""))));
        limited.patience = Patience { tries, longest: Duration::from_secs(longest) };
        let notes = run(limited).await;
        let expected = [("one", "RateLimited".into()), ("two", "RateLimited".into())].into();
        assert_eq!(notes.verdicts(), expected, "{tries} tries within {longest} s");
        assert_eq!(
            notes.sent.len(),
            asked,
            "{tries} tries within {longest} s, and no other check of the host"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_time_the_pauses_double() {
    let mut limited = scan(&[presence("one", "busy.example.com")], |_, nth| {
        at_once(if nth <= 3 { Ok((429, "", "")) } else { NO })
    });
    limited.patience = Patience { tries: 5, longest: Duration::from_mins(2) };
    limited.controls = doubts([("one", None)]);
    limited.checks.retain(|check| !check.control);
    let notes = run(limited).await;
    assert_eq!(notes.told, ["parked one 5", "parked one 10", "parked one 20"]);
    assert_eq!(notes.verdicts()["one"], "-");
}

#[tokio::test(start_paused = true)]
async fn a_site_that_is_away_for_a_while_is_waited_for_or_left_alone() {
    let away = |tries| {
        let mut scan =
            scan(&[presence("one", "away.example.com"), presence("two", "away.example.com")], |_, nth| {
                at_once(if nth == 1 { Ok((503, "retry-after: 20", "")) } else { NO })
            });
        scan.patience = Patience { tries, longest: Duration::from_mins(5) };
        run(scan)
    };
    let waited = away(1).await;
    assert_eq!(waited.verdicts(), [("one", "-".into()), ("two", "-".into())].into());
    let left = away(0).await;
    assert_eq!(left.verdicts(), [("one", "RateLimited".into()), ("two", "RateLimited".into())].into());
    assert_eq!(left.sent.len(), 1, "and its other source is not asked");
}
