//! A scripted world: hosts that answer as a test says, and a desk that writes down all it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;
use unlisted_core::plan::preview_plan;
use unlisted_core::source::Catalogue;
use unlisted_core::{Check, NoReply, Person, Profile, Reason, Reply, Request, SourceId, Verdict};
use unlisted_engine::{Answer, Asks, Desk, Event, Patience, Permit, Scan, Unfinished};
use unlisted_net::{Asked, Cancel, Gate};
use url::Url;

/// What a host does with the n-th request for an address: how long it takes, and what comes of it.
pub(crate) type Play = fn(&Url, usize) -> (Duration, Result<(u16, &'static str, &'static str), NoReply>);

/// Answers by script; one header line and a body.
pub(crate) struct World {
    play: Play,
    asked: Mutex<BTreeMap<String, usize>>,
}

impl Asks for World {
    async fn ask<G: Gate + Send>(&self, request: &Request, cancel: &Cancel, gate: &G) -> Asked {
        let url = request.url.reveal().clone();
        let answer = async {
            if !gate.open(&url).await {
                return (0, Err(NoReply::Cancelled));
            }
            let nth = {
                let mut asked = self.asked.lock().unwrap();
                let nth = asked.entry(url.to_string()).or_default();
                *nth += 1;
                *nth
            };
            let (takes, outcome) = (self.play)(&url, nth);
            tokio::time::sleep(takes).await;
            let reply = outcome.map(|(status, header, body)| Reply {
                status,
                headers: header
                    .split_once(": ")
                    .map(|(name, value)| (name.into(), value.into()))
                    .into_iter()
                    .collect(),
                body: body.as_bytes().to_vec().into(),
                url: url.clone().into(),
            });
            (1, reply)
        };
        tokio::select! {
            biased;
            () = cancel.cancelled() => Asked { outcome: Err(NoReply::Cancelled), sent: 0 },
            (sent, outcome) = answer => Asked { outcome, sent },
        }
    }

    fn pace(&self, wanted: Duration) -> Duration {
        wanted
    }
}

/// What the desk was told, in order, with the tenths of a second since the scan began.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) began: Option<Instant>,
    pub(crate) sent: Vec<(u128, String)>,
    pub(crate) ended: Vec<(Check, Answer)>,
    pub(crate) told: Vec<String>,
}

/// A desk that can fail from a given call on.
pub(crate) struct Pad {
    pub(crate) notes: Mutex<Notes>,
    pub(crate) fails_after: usize,
    pub(crate) permit: Permit,
}

impl Desk for Pad {
    async fn sending(&self, _: &Check, url: &Url) -> Permit {
        let mut notes = self.notes.lock().unwrap();
        let at = notes.began.unwrap().elapsed().as_millis() / 100;
        if notes.sent.len() >= self.fails_after {
            return self.permit;
        }
        notes.sent.push((at, url.to_string()));
        Permit::Granted
    }

    async fn ended(&self, check: &Check, answer: &Answer) -> bool {
        self.notes.lock().unwrap().ended.push((check.clone(), answer.clone()));
        true
    }

    fn noticed(&self, event: Event<'_>) {
        let text = match event {
            Event::Asking(_) => return,
            Event::Parked(check, pause) => format!("parked {} {}", check.source.0, pause.as_secs()),
            Event::StillSlow(sources) => {
                format!("slow {}", sources.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" "))
            }
            Event::Offline => "offline".to_owned(),
            other => format!("{other:?}"),
        };
        self.notes.lock().unwrap().told.push(text);
    }
}

/// A presence source at `host` with a control, pace of a second.
pub(crate) fn presence(id: &str, host: &str) -> String {
    source(id, host, "presence", "[[probe.listed]]\ncontains = \"member since\"\n", "")
}

/// A page source at `host` with a control, pace of a second.
pub(crate) fn page(id: &str, host: &str) -> String {
    let listings = "[probe.listings]\neach = \"li\"\nfields = { name = { select = \"b\" } }\n";
    source(id, host, "page", listings, "")
}

pub(crate) fn source(id: &str, host: &str, kind: &str, probe: &str, head: &str) -> String {
    format!(
        r#"format = 1
id = "{id}"
name = "{id}"
category = "username"
home = "https://{host}/"
exposes = ["username"]
reach = 1
checked_live = "never"
facts = ["invented"]
{head}
[probe]
kind = "{kind}"
url = "https://{host}/{id}/{{username}}"
pace_seconds = 1
{probe}
[[probe.not_listed]]
contains = "no such member"
[control]
given = {{ username = "zqvx7kplm3" }}
[removal]
how = "account"
link = "https://{host}/"
asks_for = []
days = [1, 2]
steps = ["Close it."]
"#
    )
}

pub(crate) fn catalogue(sources: &[String]) -> Arc<Catalogue> {
    let mut catalogue = Catalogue::default();
    for (at, text) in sources.iter().enumerate() {
        catalogue.add(&format!("{at}.toml"), text).unwrap();
    }
    Arc::new(catalogue)
}

/// A scan of these sources for an invented account name.
pub(crate) fn scan(sources: &[String], play: Play) -> Scan<World> {
    let person = Person { usernames: vec!["lumenfox".into()], ..Person::default() };
    let catalogue = catalogue(sources);
    let checks = preview_plan(&catalogue, &Profile::from_person(&person)).checks;
    Scan {
        asker: World { play, asked: Mutex::default() },
        catalogue,
        checks,
        controls: BTreeMap::new(),
        own: unlisted_core::OwnFacts::default(),
        keys: BTreeMap::new(),
        patience: Patience::NONE,
        soft: Duration::from_hours(1),
        clock: SystemTime::now,
        cancel: Cancel::new(),
    }
}

pub(crate) fn pad() -> Arc<Pad> {
    let notes = Mutex::new(Notes { began: Some(Instant::now()), ..Notes::default() });
    Arc::new(Pad { notes, fails_after: usize::MAX, permit: Permit::Granted })
}

/// Runs a scan to its end and returns what the desk was told.
pub(crate) async fn run(scan: Scan<World>) -> Notes {
    let pad = pad();
    scan.run(Arc::clone(&pad)).await.unwrap();
    std::mem::take(&mut *pad.notes.lock().unwrap())
}

/// Runs a scan that ends early.
pub(crate) async fn run_broken(scan: Scan<World>, pad: Arc<Pad>) -> (Notes, Option<Unfinished>) {
    let ended = scan.run(Arc::clone(&pad)).await;
    (std::mem::take(&mut *pad.notes.lock().unwrap()), ended.err())
}

impl Notes {
    /// The verdicts of the person's checks by source: `+`, `-` or the reason.
    pub(crate) fn verdicts(&self) -> BTreeMap<&str, String> {
        let word = |verdict: &Verdict| match verdict {
            Verdict::Listed { .. } => "+".to_owned(),
            Verdict::NotListed => "-".to_owned(),
            Verdict::Unknown { reason } => format!("{reason:?}"),
        };
        let own = self.ended.iter().filter(|(check, _)| !check.control);
        own.map(|(check, answer)| (check.source.0.as_str(), word(&answer.verdict))).collect()
    }

    /// Paths of all requests in the order they left.
    pub(crate) fn paths(&self) -> Vec<String> {
        let path = |text: &String| Url::parse(text).unwrap().path().to_owned();
        self.sent.iter().map(|(_, url)| path(url)).collect()
    }
}

/// Whether an address asks about the invented value.
pub(crate) fn is_control(url: &Url) -> bool {
    url.path().ends_with("zqvx7kplm3")
}

pub(crate) const YES: Result<(u16, &str, &str), NoReply> =
    Ok((200, "content-type: text/plain", "member since"));
pub(crate) const NO: Result<(u16, &str, &str), NoReply> =
    Ok((200, "content-type: text/plain", "no such member"));

pub(crate) fn at_once(
    outcome: Result<(u16, &'static str, &'static str), NoReply>,
) -> (Duration, Result<(u16, &'static str, &'static str), NoReply>) {
    (Duration::from_millis(100), outcome)
}

pub(crate) fn id(text: &str) -> SourceId {
    SourceId(text.to_owned())
}

/// A reason as `judge_control` tells it.
pub(crate) fn doubts<const N: usize>(
    list: [(&str, Option<Reason>); N],
) -> BTreeMap<SourceId, Option<Reason>> {
    list.into_iter().map(|(source, doubt)| (id(source), doubt)).collect()
}
