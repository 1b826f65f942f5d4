//! A hidden name reaches a request only if allowed, and no view, file or disk at all.

use crate::desk::Desk;
use unlisted_app::contract::{Change, Decide, ScanView};
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
        desk.app.plan_view(()).unwrap(),
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
        assert!(!seen.contains(value), "the page gets covered values only, until one is asked for");
    }
}
