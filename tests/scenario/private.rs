//! A hidden name reaches a request only if allowed, and no view, file or disk at all.

use crate::desk::Desk;
use unlisted_app::contract::{Change, ChooseSources, Decide, ErrorCode, ScanView, Scope};
use unlisted_range::Script;

const HIDDEN: &str = "Casper";

fn mentions(text: &str) -> bool {
    text.to_lowercase().contains(&HIDDEN.to_lowercase())
}

/// Every view of the app as one text.
fn views(desk: &Desk, scan: &ScanView) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        desk.app.app_view(()).unwrap(),
        desk.app.profile_view(()).unwrap(),
        desk.app.plan_view(Scope::Everything).unwrap(),
        scan,
        desk.app.review_view(()).unwrap(),
        desk.app.exposure_view(()).unwrap(),
        desk.app.tasks_view(()).unwrap(),
        desk.app.ledger_view(()).unwrap(),
    )
}

#[test]
fn a_former_name_is_not_sent_unless_allowed() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    desk.scan();
    let asked = |desk: &Desk| desk.outside.served().iter().any(|it| mentions(it.path_and_query.reveal()));
    assert!(!asked(&desk), "former names start unsent");

    let former = desk.app.profile_view(()).unwrap().identifiers.into_iter().find(|it| it.hidden).unwrap();
    desk.app.identifier_change(Change { id: former.id, may_send: true, hidden: true }).unwrap();
    desk.allow_all();
    let scan = desk.scan();
    assert!(asked(&desk), "allowed, it is used to search");
    for finding in desk.app.review_view(()).unwrap().findings {
        desk.app.finding_decide(Decide { finding: finding.id, decision: "me".into() }).unwrap();
    }
    let seen = views(&desk, &scan);
    assert!(!mentions(&seen), "no view shows it without being asked");
    for format in ["markdown", "csv", "html"] {
        for full in [false, true] {
            assert!(!mentions(&desk.export(format, full)), "no {format} file holds it, full or not");
        }
    }
    for task in desk.app.tasks_view(()).unwrap().tasks.into_iter().filter(|task| task.has_letter) {
        assert!(!mentions(&desk.app.task_letter(task.id).unwrap().text), "no letter holds it");
    }
}

#[test]
fn views_cover_values() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    let scan = desk.scan();
    let seen = views(&desk, &scan);
    for value in
        ["Juniper", "Quillfeather", "1420 Example", "lumenfox", "555-0142", "5550142", "1994", "Marlow"]
    {
        // Whole words: ids and moments are full of digits.
        let whole = regex::Regex::new(&format!(r"(?:^|\W).{{0,40}}\b{}\b", regex::escape(value))).unwrap();
        let around = whole.find(&seen).map(|found| found.as_str());
        assert_eq!(around, None, "the page gets covered values only, until one is asked for");
    }
}

#[test]
fn a_hidden_name_stays_hidden_when_it_is_removed() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    desk.scan();
    for finding in desk.app.review_view(()).unwrap().findings {
        desk.app.finding_decide(Decide { finding: finding.id, decision: "me".into() }).unwrap();
    }
    let former = desk.app.profile_view(()).unwrap().identifiers.into_iter().find(|it| it.hidden).unwrap();
    desk.app.identifier_remove(former.id).unwrap();
    for format in ["markdown", "csv", "html"] {
        assert!(!mentions(&desk.export(format, true)), "findings still show it; no {format} file may");
    }
}

#[test]
fn a_wish_counts_from_the_moment_it_is_said() {
    let desk = Desk::practising(Script::default());
    let spokeo = ChooseSources { sources: vec!["spokeo".into()], allow: true, scope: Scope::Everything };
    desk.app.plan_choose(spokeo).unwrap();
    let check = desk.scan().sources[0].open_checks[0].clone();
    for identifier in desk.app.profile_view(()).unwrap().identifiers {
        desk.app.identifier_change(Change { id: identifier.id, may_send: false, hidden: false }).unwrap();
    }
    let refused = desk.app.hand_open(check).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NeverSend, "an accepted plan does not outlive the wish");
}
