//! "Could not check" never looks like "nothing there", whatever a source does.

use crate::desk::Desk;
use std::collections::BTreeMap;
use unlisted_app::contract::{
    ChooseSources, HandAnswer, IdentifierDraft, PlanSource, Saw, ScanState, Scope, TextDraft, TickPair,
};
use unlisted_core::source::SourceId;
use unlisted_range::{Play, Script};

#[test]
fn no_misbehaviour_reads_as_clear_in_app_or_checklist() {
    let ids = ["chess-com", "nppes", "anywho", "voterrecords", "reddit", "keys-openpgp", "wayback-cdx"];
    // A slow drip takes its whole time limit for each question; the window test plays one.
    for play in [
        Play::Wall403,
        Play::Captcha,
        Play::RateLimited { retry_after_seconds: 60 },
        Play::Broken500,
        Play::ChangedMarkup,
        Play::Empty,
        Play::RedirectAway,
    ] {
        let plays: BTreeMap<SourceId, Play> =
            ids.iter().map(|id| (SourceId((*id).to_owned()), play)).collect();
        let desk = Desk::practising(Script { plays });
        desk.app
            .plan_choose(ChooseSources {
                sources: ids.map(str::to_owned).to_vec(),
                allow: true,
                scope: Scope::Everything,
            })
            .unwrap();
        for source in desk.scan().sources {
            assert!(
                matches!(source.state, ScanState::CouldNotCheck { .. }),
                "{} under {play:?}: {:?}",
                source.id,
                source.state
            );
        }
        let unchecked = desk.app.exposure_view(()).unwrap().could_not_check;
        assert_eq!(unchecked.len(), ids.len(), "the danger screen names every source nobody could check");
        let csv = desk.export("csv", false);
        for id in ids {
            let line = csv
                .lines()
                .find(|line| line.starts_with("\"source\",") && line.contains(&format!(",\"{id}\",")))
                .unwrap();
            assert!(line.contains(",\"could_not_check\","), "{id} under {play:?} in the checklist");
        }
    }
}

#[test]
fn a_source_that_knows_everybody_proves_nothing_and_learns_nothing() {
    let ids = ["reddit", "voterrecords"];
    let plays = ids.iter().map(|id| (SourceId((*id).to_owned()), Play::KnowsEverybody)).collect();
    let desk = Desk::practising(Script { plays });
    desk.app
        .plan_choose(ChooseSources {
            sources: ids.map(str::to_owned).to_vec(),
            allow: true,
            scope: Scope::Everything,
        })
        .unwrap();
    for source in desk.scan().sources {
        let failed =
            matches!(&source.state, ScanState::CouldNotCheck { reason, .. } if reason == "control_failed");
        assert!(failed, "{} lists an invented name: {:?}", source.id, source.state);
    }
    assert!(desk.app.review_view(()).unwrap().findings.is_empty(), "what it shows is nobody's");
    let served = desk.outside.questions();
    assert_eq!(served.len(), ids.len(), "after its control such a source is told nothing about the person");
    let told = served.iter().any(|it| it.path_and_query.reveal().to_lowercase().contains("lumenfox"));
    assert!(!told, "only invented values were sent");
}

#[test]
fn a_source_that_asks_to_slow_down_is_asked_no_more() {
    let id = SourceId("voterrecords".to_owned());
    let plays = BTreeMap::from([(id.clone(), Play::RateLimited { retry_after_seconds: 60 })]);
    let desk = Desk::practising(Script { plays });
    desk.app
        .plan_choose(ChooseSources { sources: vec![id.0], allow: true, scope: Scope::Everything })
        .unwrap();
    let view = desk.scan();
    assert!(view.total > 1, "there was more to ask");
    assert_eq!(desk.outside.questions().len(), 1, "after the first refusal nothing more is sent there");
}

#[test]
fn what_was_left_out_is_not_called_nothing() {
    let desk = Desk::practising(Script::default());
    for at in 0..20 {
        let text = format!("zq-nobody-{at}");
        let draft = IdentifierDraft::Text(TextDraft { kind: "username".into(), text });
        desk.app.identifier_add(draft).unwrap();
    }
    let choose = |ids: &[&str]| ChooseSources {
        sources: ids.iter().map(|id| (*id).to_owned()).collect(),
        allow: true,
        scope: Scope::Everything,
    };
    let plan = desk.app.plan_choose(choose(&["mixcloud"])).unwrap();
    let source = plan.sources.iter().find(|source| source.id == "mixcloud").unwrap();
    assert!(source.left_out > 0, "the plan says that it asks only some");
    let state = desk.scan().sources.remove(0).state;
    let partly = matches!(&state, ScanState::CouldNotCheck { reason, .. } if reason == "partly_asked");
    assert!(partly, "twelve of many is not \"nothing\": {state:?}");
}

#[test]
fn what_a_person_saw_weighs_even_where_they_gave_no_value() {
    let desk = Desk::own_case();
    desk.add_name("Juniper", "Quillfeather", "legal");
    for source in ["mylife", "google-results", "radaris"] {
        let sources = vec![source.to_owned()];
        desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    }
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    let by_hand = |source: &PlanSource| !source.allowed || source.by_hand;
    assert!(plan.sources.iter().all(by_hand), "outside practice a test lets no program ask");
    let source = desk
        .scan()
        .sources
        .into_iter()
        .find(|source| !source.open_checks.is_empty())
        .expect("a hand source that needs a name");
    let answer = |saw: Saw| HandAnswer { check: source.open_checks[0].clone(), answer: saw };
    let shows = vec!["name".into(), "street-address".into(), "phone".into()];
    desk.app.hand_answer(answer(Saw::Listed { link: "example.com/r/1".into(), shows })).unwrap();
    let worst = desk.app.exposure_view(()).unwrap().findings.remove(0);
    assert_eq!(worst.harm, 5, "a street address was seen there: {:?}", worst.reasons);
    desk.app.hand_answer(answer(Saw::Nothing)).unwrap();
    assert!(desk.app.review_view(()).unwrap().findings.is_empty(), "a slip can be taken back");
}

#[test]
fn two_pages_of_one_source_are_two_records_and_each_scan_counts_its_own() {
    let desk = Desk::practising(Script::default());
    desk.app
        .plan_choose(ChooseSources { sources: vec!["spokeo".into()], allow: true, scope: Scope::Everything })
        .unwrap();
    let pair = desk.app.plan_view(Scope::Everything).unwrap().pairs.remove(0);
    assert!(pair.sources.iter().any(|source| source == "Spokeo") && !pair.together, "{pair:?}");
    desk.app.plan_pair(TickPair { pair: pair.id, together: true, scope: Scope::Everything }).unwrap();
    let pages = desk.scan().sources.remove(0).open_checks;
    let [first, second, ..] = pages.as_slice() else { panic!("two names, two pages: {pages:?}") };
    let say = |check: &String, answer: Saw| {
        desk.app.hand_answer(HandAnswer { check: check.clone(), answer }).unwrap().sources.remove(0).state
    };
    let listed = |link: &str| Saw::Listed { link: link.into(), shows: vec!["name".into()] };
    say(first, listed(""));
    assert!(
        matches!(say(second, listed("")), ScanState::Found { listings: 2, .. }),
        "each page shows its own"
    );
    let state = say(second, Saw::Nothing);
    assert!(
        matches!(state, ScanState::Found { listings: 1, .. }),
        "one slip takes one record back: {state:?}"
    );
    assert_eq!(desk.app.review_view(()).unwrap().findings.len(), 1, "the other record stays");

    desk.scan();
    let state = say(first, listed("https://example.com/another"));
    assert!(
        matches!(state, ScanState::Found { listings: 1, .. }),
        "an older scan's record is not counted: {state:?}"
    );
    assert_eq!(desk.app.review_view(()).unwrap().findings.len(), 2, "and it is not forgotten either");
}
