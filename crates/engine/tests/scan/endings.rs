//! However a scan ends, every check ends once, and what was kept is true.

use crate::world::{NO, Pad, World, at_once, pad, presence, run, run_broken, scan};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use unlisted_core::Verdict;
use unlisted_engine::{Patience, Permit, Scan, Unfinished};

fn many(count: usize) -> Vec<String> {
    (0..count).map(|at| presence(&format!("s{at:03}"), &format!("s{at:03}.example.com"))).collect()
}

async fn cancelled_after(scan: Scan<World>, wait: Duration) -> (crate::world::Notes, Duration) {
    let cancel = scan.cancel.clone();
    let stop = tokio::spawn(async move {
        tokio::time::sleep(wait).await;
        cancel.cancel();
        Instant::now()
    });
    let notes = run(scan).await;
    (notes, stop.await.unwrap().elapsed())
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_everything_at_once_whatever_it_waits_for() {
    // Waiting for an answer, for a pace and for a host that asked for time.
    let hanging = scan(&many(20), |_, _| (Duration::from_secs(20), NO));
    let paced = scan(&many(20), |_, _| at_once(NO));
    let mut parked = scan(&many(20), |_, _| at_once(Ok((429, "retry-after: 100", ""))));
    parked.patience = Patience { tries: 3, longest: Duration::from_mins(10) };
    for (name, scan) in [("hanging", hanging), ("paced", paced), ("parked", parked)] {
        let (notes, took) = cancelled_after(scan, Duration::from_millis(500)).await;
        assert!(took < Duration::from_millis(200), "{name} took {took:?}");
        assert_eq!(notes.ended.len(), 40, "{name}: every check ended once");
        assert!(notes.verdicts().values().all(|word| word == "Cancelled"), "{name}: {:?}", notes.verdicts());
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_answered_before_the_end_stays() {
    let (notes, _) = cancelled_after(
        scan(&many(10), |url, _| {
            let slow = url.host_str() >= Some("s005.example.com");
            (Duration::from_millis(if slow { 60_000 } else { 100 }), NO)
        }),
        Duration::from_secs(5),
    )
    .await;
    let words = notes.verdicts();
    assert_eq!(words.values().filter(|word| *word == "-").count(), 5);
    assert_eq!(words.values().filter(|word| *word == "Cancelled").count(), 5);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_down_is_not_asked() {
    let desk = |permit| {
        let mut desk = pad();
        let inside: &mut Pad = Arc::get_mut(&mut desk).unwrap();
        (inside.fails_after, inside.permit) = (7, permit);
        desk
    };
    let (notes, failure) = run_broken(scan(&many(20), |_, _| at_once(NO)), desk(Permit::Unkept)).await;
    assert!(matches!(failure, Some(Unfinished::Unkept)), "{failure:?}");
    assert_eq!((notes.sent.len(), notes.ended.len()), (7, 40));
    let (notes, failure) = run_broken(scan(&many(20), |_, _| at_once(NO)), desk(Permit::Withdrawn)).await;
    assert!(failure.is_none(), "what is no longer wanted is no failure");
    assert_eq!((notes.sent.len(), notes.ended.len()), (7, 40));
    let sent: u32 = notes.ended.iter().map(|(_, answer)| answer.sent).sum();
    assert_eq!(sent, 7, "the answers count what left");
}

#[tokio::test(start_paused = true)]
async fn who_is_still_slow_is_named() {
    // Eleven hosts take longer than the others, each a second longer than the one before.
    let mut slow = scan(&many(100), |url, _| {
        let number: u64 = url.host_str().unwrap().get(1..4).unwrap().parse().unwrap();
        (Duration::from_secs(if (40..=50).contains(&number) { number - 20 } else { 1 }), NO)
    });
    slow.soft = Duration::from_secs(12);
    let notes = run(slow).await;
    // Eleven of a hundred are too many for a list; ten are told, and then each time who is left.
    let lengths: Vec<usize> = notes.told.iter().map(|told| told.split(' ').count() - 1).collect();
    assert_eq!(lengths, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(notes.told.last().map(String::as_str), Some("slow s050"));
}

#[tokio::test(start_paused = true)]
async fn a_source_without_a_definition_is_refused_and_the_rest_goes_on() {
    let mut odd = scan(&many(2), |_, _| at_once(NO));
    for check in odd.checks.iter_mut().filter(|check| check.source.0 == "s001") {
        check.source.0 = "gone".into();
    }
    let notes = run(odd).await;
    assert_eq!(notes.verdicts(), [("gone", "Refused".into()), ("s000", "-".into())].into());
    assert!(notes.ended.iter().all(|(_, answer)| answer.verdict != Verdict::NotListed || answer.sent == 1));
}
