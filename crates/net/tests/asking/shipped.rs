//! Every shipped definition as it will run for real: planned question, guarded asker, TLS, range, judge.

use crate::practice::door;
use futures::future::join_all;
use unlisted_core::judge::judge;
use unlisted_core::plan::{derive_check_id, make_request};
use unlisted_core::source::{Catalogue, Values};
use unlisted_core::{Check, Definition, Reason, Verdict};
use unlisted_net::{Asker, Cancel, Limits, Reach};
use unlisted_range::{Play, Range, Script, practice_script};

/// Limits for a few hundred handshakes on a busy machine.
fn patient() -> Limits {
    Limits { total: Limits::default().total, ..Limits::practice() }
}

async fn ask(asker: &Asker, definition: &Definition, given: &Values) -> Verdict {
    let check = Check {
        id: derive_check_id(&definition.id, given),
        source: definition.id.clone(),
        values: given.clone().into(),
        identifiers: Vec::new(),
        url: definition.template().fill(given).unwrap().into(),
        by_hand: false,
        control: false,
        method: definition.probe.asking().map(|asking| asking.method).unwrap_or_default(),
        body: None,
        at_most: 0,
        stands_for: None,
        why: String::new(),
        sends_hidden: false,
        joins: false,
    };
    let request = make_request(definition, &check, Some("practice")).unwrap();
    let outcome = asker.ask(&request, &Cancel::new()).await;
    judge(definition, given, outcome.as_ref())
}

fn asked(catalogue: &Catalogue) -> Vec<&Definition> {
    catalogue.iter().filter(|definition| !definition.is_by_hand()).collect()
}

#[tokio::test]
async fn every_shipped_example_ends_in_its_verdict() {
    let catalogue = Catalogue::built_in();
    let range = Range::start(&catalogue, Script::default()).await.unwrap();
    let asker = Asker::with_limits(Reach::Range(door(&range)), patient()).unwrap();
    let asker = &asker;
    let checks = asked(&catalogue).into_iter().flat_map(|definition| {
        let given = definition.examples.iter().filter_map(|example| Some((example, example.given.as_ref()?)));
        given.map(move |(example, given)| async move {
            let (found, reason) = match ask(asker, definition, given).await {
                Verdict::Listed { .. } => ("listed", None),
                Verdict::NotListed => ("not_listed", None),
                Verdict::Unknown { reason } => ("unknown", Some(reason)),
            };
            let expected = (example.verdict.as_str(), example.reason);
            assert_eq!((found, reason), expected, "{:?}, {}", definition.id, example.name);
        })
    });
    let checked = join_all(checks).await.len();
    assert!(checked > 60, "only {checked} examples");
    let served = range.served();
    assert_eq!(served.len(), checked, "one request per example and nothing else");
    assert!(served.iter().all(|served| served.source.is_some() && served.example.is_some()));
}

#[tokio::test]
async fn every_control_gets_a_no() {
    let catalogue = Catalogue::built_in();
    let range = Range::start(&catalogue, Script::default()).await.unwrap();
    let asker = Asker::with_limits(Reach::Range(door(&range)), patient()).unwrap();
    let asker = &asker;
    let controls = asked(&catalogue).into_iter().filter_map(|definition| {
        let control = definition.control.as_ref()?;
        Some(async move {
            assert_eq!(
                ask(asker, definition, &control.given).await,
                Verdict::NotListed,
                "{:?}",
                definition.id
            );
        })
    });
    assert!(join_all(controls).await.len() > 20);
}

#[tokio::test]
async fn no_misbehaviour_is_ever_taken_for_an_answer() {
    let catalogue = Catalogue::built_in();
    for play in [
        Play::Wall403,
        Play::Captcha,
        Play::RateLimited { retry_after_seconds: 60 },
        Play::Broken500,
        Play::ChangedMarkup,
        Play::Empty,
        Play::RedirectAway,
    ] {
        let plays = asked(&catalogue).iter().map(|definition| (definition.id.clone(), play)).collect();
        let range = Range::start(&catalogue, Script { plays }).await.unwrap();
        let asker = Asker::with_limits(Reach::Range(door(&range)), patient()).unwrap();
        let asker = &asker;
        let checks = asked(&catalogue).into_iter().map(|definition| async move {
            let given = definition.examples.iter().find_map(|example| example.given.as_ref()).unwrap();
            let verdict = ask(asker, definition, given).await;
            let Verdict::Unknown { reason } = verdict else {
                panic!("{:?} took {play:?} for an answer: {verdict:?}", definition.id)
            };
            let expected = match play {
                Play::Wall403 => Some(Reason::Blocked),
                Play::Captcha => Some(Reason::Captcha),
                Play::RateLimited { .. } => Some(Reason::RateLimited),
                Play::Broken500 => Some(Reason::SourceBroken),
                Play::ChangedMarkup | Play::Empty => Some(Reason::Changed),
                _ => None,
            };
            assert!(
                expected.is_none_or(|expected| expected == reason),
                "{:?}, {play:?}: {reason:?}",
                definition.id
            );
        });
        join_all(checks).await;
    }
}

#[test]
fn the_practice_script_leaves_most_sources_answering() {
    let catalogue = Catalogue::built_in();
    let misbehaving = practice_script().plays.len();
    assert!(misbehaving >= 6 && misbehaving * 3 < asked(&catalogue).len());
}
