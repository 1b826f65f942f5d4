//! What could not be read never vanishes, and what was answered before stays and can be told.

use crate::desk::Desk;
use std::collections::BTreeMap;
use unlisted_app::contract::{
    ChooseSources, Decide, EarlierView, HandAnswer, Saw, ScanSource, ScanState, Scope,
};
use unlisted_core::source::SourceId;
use unlisted_range::{Play, Script};

fn choose(ids: &[&str]) -> ChooseSources {
    ChooseSources {
        sources: ids.iter().map(|id| (*id).to_owned()).collect(),
        allow: true,
        scope: Scope::Everything,
    }
}

fn partly_changed(ids: &[&str]) -> Desk {
    let plays = ids.iter().map(|id| (SourceId((*id).to_owned()), Play::PartlyChanged)).collect();
    let desk = Desk::practising(Script { plays });
    desk.app.plan_choose(choose(ids)).unwrap();
    desk
}

/// What is said to be unread at a source that shows something.
fn partly(source: &ScanSource) -> Option<String> {
    match &source.state {
        ScanState::Found { partly, .. } => partly.clone(),
        other => panic!("{} shows something: {other:?}", source.id),
    }
}

fn whats(earlier: &[EarlierView]) -> Vec<&str> {
    earlier.iter().map(|one| one.what.as_str()).collect()
}

#[test]
fn entries_that_could_not_be_read_are_told_everywhere() {
    // One page of cards, one interface.
    let ids = ["anywho", "github-commits"];
    let desk = partly_changed(&ids);
    let view = desk.scan();
    for source in &view.sources {
        let told = partly(source).unwrap_or_default();
        assert!(told.contains("could not be read"), "{}: {told:?}", source.id);
        assert_eq!(
            source.look_checks.is_empty(),
            source.id == "github-commits",
            "a page can be looked at by hand"
        );
    }
    let unchecked = desk.app.exposure_view(()).unwrap().could_not_check;
    assert_eq!(unchecked.len(), ids.len(), "the danger screen names both as not wholly checked");
    for (format, told) in
        [("markdown", "could not be read"), ("html", "could not be read"), ("csv", "partly_read")]
    {
        let text = desk.export(format, false);
        assert!(text.matches(told).count() >= ids.len(), "{format}: {text}");
    }
}

#[test]
fn a_look_at_what_could_not_be_read_adds_to_what_was_read() {
    let desk = partly_changed(&["anywho"]);
    let source = desk.scan().sources.remove(0);
    let read = desk.app.review_view(()).unwrap().findings.len();
    assert!(read > 0, "a program read some");
    let say = |answer: Saw| {
        let answer = HandAnswer { check: source.look_checks[0].clone(), answer };
        desk.app.hand_answer(answer).unwrap().sources.remove(0)
    };
    let pages = source.look_checks.len();
    let seen = say(Saw::CouldNot);
    assert_eq!(partly(&seen), partly(&source), "who could not look has answered nothing");
    let listed = Saw::Listed { link: "example.com/r/9".into(), shows: vec!["name".into()] };
    say(listed);
    assert_eq!(desk.app.review_view(()).unwrap().findings.len(), read + 1, "one more record was seen");
    let nothing = say(Saw::Nothing);
    assert_eq!(
        desk.app.review_view(()).unwrap().findings.len(),
        read,
        "the slip is taken back, what was read stays"
    );
    assert_eq!(
        partly(&nothing).is_none(),
        pages == 1,
        "the page that was looked at is whole now: {nothing:?}"
    );
    assert!(
        matches!(nothing.state, ScanState::Found { listings, .. } if listings as usize == read),
        "{nothing:?}"
    );
    let earlier = whats(&nothing.earlier);
    assert_eq!(earlier.len(), 3, "every earlier answer is kept: {earlier:?}");
    assert!(earlier[0].starts_with("This app read"), "{earlier:?}");
    assert!(earlier[2].starts_with("You looked, and it showed something"), "{earlier:?}");
}

#[test]
fn every_answer_and_decision_is_kept_and_the_newest_counts() {
    let mut desk = Desk::practising(Script { plays: BTreeMap::new() });
    desk.app.plan_choose(choose(&["spokeo", "anywho"])).unwrap();
    let view = desk.scan();
    let by_hand = view.sources.iter().find(|source| source.id == "spokeo").unwrap();
    let say = |desk: &Desk, answer: Saw| {
        let answer = HandAnswer { check: by_hand.open_checks[0].clone(), answer };
        let sources = desk.app.hand_answer(answer).unwrap().sources;
        sources.into_iter().find(|source| source.id == "spokeo").unwrap()
    };
    assert!(say(&desk, Saw::CouldNot).earlier.is_empty(), "the first answer has none before it");
    say(&desk, Saw::Nothing);
    let last = say(&desk, Saw::Listed { link: String::new(), shows: vec!["name".into()] });
    let expected = ["You could not tell.", "You looked, and it showed nothing."];
    assert_eq!(whats(&last.earlier), expected, "in the order of time");

    let finding = desk.app.review_view(()).unwrap().findings.remove(0).id;
    for decision in ["me", "me", "not_me", "undecided", "not_sure"] {
        desk.app.finding_decide(Decide { finding: finding.clone(), decision: decision.to_owned() }).unwrap();
    }
    let told = |desk: &Desk| {
        let findings = desk.app.review_view(()).unwrap().findings;
        findings.into_iter().find(|one| one.id == finding).unwrap()
    };
    let said = ["You said: me.", "You said: not me.", "You took your answer back."];
    assert!(whats(&told(&desk).earlier).ends_with(&said), "{:?}", told(&desk).earlier);

    desk.replay(Script::default());
    let found = told(&desk);
    assert!(
        found.decision == "not_sure" && whats(&found.earlier).ends_with(&said),
        "kept on disk: {found:?}"
    );
    let view = desk.app.scan_view(()).unwrap();
    let source = view.sources.iter().find(|source| source.id == "spokeo").unwrap();
    assert_eq!(whats(&source.earlier), expected, "kept on disk");
    desk.scan();
    let found = told(&desk);
    assert!(
        found.decision == "not_sure" && whats(&found.earlier).ends_with(&said),
        "a later scan forgets nothing"
    );
}
