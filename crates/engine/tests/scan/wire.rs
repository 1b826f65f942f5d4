//! The same engine over real connections on this machine.

use crate::world::{Pad, catalogue, id, pad, presence};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use unlisted_core::plan::preview_plan;
use unlisted_core::{Person, Profile};
use unlisted_engine::{Patience, Scan};
use unlisted_net::{Asker, Cancel, Limits, Reach};

/// A plain server for every name: the first path segment says what it does.
async fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut guest, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut head = [0; 4096];
                let read = guest.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                if head.starts_with("GET /hang") {
                    tokio::time::sleep(Duration::from_mins(1)).await;
                }
                let body = "no such member";
                let answer = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = guest.write_all(answer.as_bytes()).await;
            });
        }
    });
    port
}

fn scan(names: &[String], port: u16, limits: Limits) -> Scan {
    let at = |name: &String| {
        presence(name, &format!("{name}.localhost:{port}"))
            .replace("url = \"https://", "url = \"http://")
            .replace("pace_seconds = 1", "pace_seconds = 0")
    };
    let catalogue = catalogue(&names.iter().map(at).collect::<Vec<_>>());
    let person = Person { usernames: vec!["lumenfox".into()], ..Person::default() };
    Scan {
        asker: Asker::with_limits(Reach::Loopback, limits).unwrap(),
        checks: preview_plan(&catalogue, &Profile::from_person(&person)).checks,
        catalogue,
        controls: BTreeMap::new(),
        own: unlisted_core::OwnFacts::default(),
        keys: BTreeMap::new(),
        patience: Patience::NONE,
        soft: Duration::from_hours(1),
        clock: SystemTime::now,
        cancel: Cancel::new(),
    }
}

fn words(desk: &Pad) -> BTreeMap<String, String> {
    let notes = desk.notes.lock().unwrap();
    notes.verdicts().into_iter().map(|(source, word)| (source.to_owned(), word)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_two_hundred_hanging_hosts_takes_no_time() {
    let port = serve().await;
    let names: Vec<String> = (0..200).map(|at| format!("hang{at}")).collect();
    let scan = scan(&names, port, Limits { at_once: 150, ..Limits::default() });
    let (desk, cancel) = (pad(), scan.cancel.clone());
    let running = tokio::spawn(scan.run(Arc::clone(&desk)));
    let full = async {
        while desk.notes.lock().unwrap().sent.len() < 150 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = tokio::time::timeout(Duration::from_mins(1), full).await;
    assert_eq!(desk.notes.lock().unwrap().sent.len(), 150, "as many under way as may be");
    cancel.cancel();
    running.await.unwrap().unwrap();
    // Their limits would end them as too slow; how soon it ends is shown by the clock that does not wait (`endings`).
    assert!(words(&desk).values().all(|word| word == "Cancelled"));
    assert_eq!(desk.notes.lock().unwrap().ended.len(), 400, "and every check has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_that_hang_wait_for_the_deadline_and_the_others_do_not() {
    let port = serve().await;
    let names = ["hang1", "calm1", "hang2", "calm2"].map(str::to_owned);
    let limits = Limits { total: Duration::from_secs(5), ..Limits::default() };
    let desk = pad();
    let began = Instant::now();
    scan(&names, port, limits).run(Arc::clone(&desk)).await.unwrap();
    // One after the other they would take two deadlines.
    assert!(began.elapsed() < Duration::from_secs(10), "one deadline: {:?}", began.elapsed());
    assert_eq!(
        words(&desk),
        [("hang1", "TooSlow"), ("calm1", "-"), ("hang2", "TooSlow"), ("calm2", "-")]
            .map(|(source, word)| (source.to_owned(), word.to_owned()))
            .into()
    );
    let notes = desk.notes.lock().unwrap();
    let calm = notes.ended.iter().filter(|(check, _)| check.source == id("calm1"));
    assert!(
        calm.into_iter().all(|(_, answer)| answer.took < Duration::from_secs(5)),
        "each on its own clock"
    );
}
