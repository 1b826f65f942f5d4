//! Asking again: only what is unknown, only what changed, and a week without a second control.

use crate::desk::Desk;
use std::collections::{BTreeMap, BTreeSet};
use unlisted_app::contract::{ChooseSources, IdentifierDraft, ScanState, ScanView, Scope, TextDraft};
use unlisted_core::source::SourceId;
use unlisted_range::{Play, Script};

const SOURCES: [&str; 4] = ["chess-com", "voterrecords", "reddit", "anywho"];

fn practising(plays: &[(&str, Play)]) -> Desk {
    let desk = Desk::practising(script(plays));
    let sources = SOURCES.map(str::to_owned).to_vec();
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    desk
}

fn script(plays: &[(&str, Play)]) -> Script {
    let plays = plays.iter().map(|(id, play)| (SourceId((*id).to_owned()), *play));
    Script { plays: plays.collect() }
}

fn states(view: &ScanView) -> BTreeMap<String, ScanState> {
    view.sources.iter().map(|source| (source.id.clone(), source.state.clone())).collect()
}

fn hosts(desk: &Desk) -> BTreeSet<String> {
    desk.outside.served().into_iter().map(|served| served.host).collect()
}

#[test]
fn only_the_unknown_is_asked_again_and_every_other_answer_stays() {
    let mut desk = practising(&[("voterrecords", Play::Wall403)]);
    let before = desk.scan();
    assert!(before.unknown > 0, "a wall is not an answer");
    let findings = desk.app.review_view(()).unwrap().findings.len();
    desk.replay(script(&[]));
    let plan = desk.app.plan_view(Scope::Unknown).unwrap();
    let planned: BTreeSet<&str> = plan.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(
        planned,
        BTreeSet::from(["voterrecords"]),
        "the plan of the unknown names the walled source alone"
    );
    let after = desk.scan_of(Scope::Unknown);
    assert_eq!(hosts(&desk).len(), 1, "nobody else heard anything: {:?}", hosts(&desk));
    assert_eq!(after.unknown, 0, "the wall is gone");
    let (before, after) = (states(&before), states(&after));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "no source went missing");
    for id in SOURCES.iter().filter(|id| **id != "voterrecords") {
        assert_eq!(after[*id], before[*id], "{id} keeps its answer");
    }
    assert!(!matches!(after["voterrecords"], ScanState::CouldNotCheck { .. }), "{:?}", after["voterrecords"]);
    assert!(desk.app.review_view(()).unwrap().findings.len() >= findings, "no finding went missing");
}

#[test]
fn only_what_is_new_is_asked_and_the_rest_is_carried_over() {
    let mut desk = practising(&[]);
    let before = desk.scan();
    assert_eq!(before.changed, 0, "nothing has changed yet");
    let draft = TextDraft { kind: "username".into(), text: "zq-nobody-new".into() };
    desk.app.identifier_add(IdentifierDraft::Text(draft)).unwrap();
    assert!(desk.app.scan_view(()).unwrap().changed > 0, "a new user name brings new questions");
    desk.replay(script(&[]));
    let after = desk.scan_of(Scope::Changed);
    let served = desk.outside.questions();
    assert!(!served.is_empty(), "the new name was asked about");
    for served in served {
        let sent = served.path_and_query.reveal().to_lowercase();
        assert!(sent.contains("zq-nobody-new"), "{} was asked something it had answered", served.host);
    }
    assert_eq!(after.changed, 0, "all of it has been asked now");
    assert_eq!(after.done, after.total, "every question has its answer");
    let (before, after) = (states(&before), states(&after));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "no source went missing");
    assert_eq!(after["voterrecords"], before["voterrecords"], "what was not asked again keeps its answer");
    let nothing = desk.app.plan_view(Scope::Changed).unwrap();
    assert_eq!(nothing.sources.len(), 0, "a second time there is nothing to ask");
}

#[test]
fn a_control_holds_for_a_week() {
    let mut desk = practising(&[]);
    let with = desk.scan();
    let controls = desk.outside.served().len();
    desk.replay(script(&[]));
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    let asked = plan.sources.iter().filter(|it| SOURCES.contains(&it.id.as_str()));
    let unproven: Vec<&str> =
        asked.filter(|it| it.checks.iter().any(|check| check.control)).map(|it| it.id.as_str()).collect();
    assert!(unproven.is_empty(), "all were proven just now: {unproven:?} {:?}", states(&with));
    let without = desk.scan();
    assert!(desk.outside.served().len() < controls, "the controls were not sent again");
    assert_eq!(states(&with), states(&without), "the proof still counts");
}

#[test]
fn a_control_that_failed_is_asked_again() {
    let mut desk = practising(&[("reddit", Play::KnowsEverybody)]);
    desk.scan();
    desk.replay(script(&[]));
    let plan = desk.app.plan_view(Scope::Unknown).unwrap();
    let reddit = plan.sources.iter().find(|source| source.id == "reddit").unwrap();
    assert!(reddit.checks.iter().any(|check| check.control), "it has proved nothing yet");
    let state = states(&desk.scan_of(Scope::Unknown)).remove("reddit").unwrap();
    assert!(!matches!(state, ScanState::CouldNotCheck { .. }), "now it can say no: {state:?}");
}

#[test]
fn what_nobody_knows_stays_unknown_where_its_source_is_skipped_now() {
    let mut desk = practising(&[("voterrecords", Play::Wall403), ("reddit", Play::Wall403)]);
    desk.scan();
    desk.replay(script(&[]));
    let sources = vec!["voterrecords".to_owned()];
    desk.app.plan_choose(ChooseSources { sources, allow: false, scope: Scope::Unknown }).unwrap();
    let after = states(&desk.scan_of(Scope::Unknown));
    assert!(!hosts(&desk).iter().any(|host| host.contains("voterrecords")), "a skipped source is not asked");
    assert!(matches!(after["voterrecords"], ScanState::CouldNotCheck { .. }), "{:?}", after["voterrecords"]);
}

#[test]
fn a_question_left_open_by_a_kill_stays_unknown_when_only_what_is_new_is_asked() {
    let mut desk = Desk::practising(script(&[("lichess", Play::SlowDrip)]));
    let sources = vec!["lichess".to_owned(), "mixcloud".to_owned()];
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    desk.app.scan_start(desk.accepted(Scope::Everything)).unwrap();
    // The slow one is being asked when the app ends; nothing of it is kept.
    for _ in 0..300 {
        if desk.outside.questions().iter().any(|served| served.host.contains("lichess")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    desk.replay(Script::default());
    assert!(desk.app.scan_view(()).unwrap().unanswered > 0, "the check was ended in the middle");
    let text = "zq-another-name".to_owned();
    desk.app.identifier_add(IdentifierDraft::Text(TextDraft { kind: "username".into(), text })).unwrap();

    let view = desk.scan_of(Scope::Changed);
    let state = states(&view).remove("lichess").unwrap();
    let open = matches!(&state, ScanState::CouldNotCheck { reason, .. } if reason == "cancelled");
    assert!(open, "nobody knows what the open question would have come to: {state:?}");
    assert_eq!(view.unanswered, 0, "it is told as stopped, not left hanging");
    let sent = desk.outside.questions();
    let of_old = sent.iter().filter(|it| it.path_and_query.reveal().to_lowercase().contains("lumenfox"));
    let of_lichess = of_old.filter(|it| it.host.contains("lichess")).count();
    assert_eq!(of_lichess, 0, "it was not in the plan that was accepted, so it was not asked");
    let unchecked = desk.app.exposure_view(()).unwrap().could_not_check;
    assert!(unchecked.iter().any(|source| format!("{source:?}").contains("ichess")), "{unchecked:?}");

    let state = states(&desk.scan_of(Scope::Unknown)).remove("lichess").unwrap();
    assert!(!matches!(state, ScanState::CouldNotCheck { .. }), "asked again, it has its answer: {state:?}");
}
