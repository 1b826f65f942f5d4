//! One case looks up one person: looking through a list of others ends at the day's limit.

use crate::desk::{Desk, PASSPHRASE, new_case, unlock};
use unlisted_app::contract::{
    About, Attest, ChooseSources, ErrorCode, IdentifierDraft, LimitView, Scope, TextDraft,
};
use unlisted_range::Script;

/// A source that is asked by user name, and by hand: outside practice a test lets no program ask.
const SOURCE: &str = "google-handle";

fn add(desk: &Desk, round: usize, many: usize) {
    for at in 0..many {
        let text = format!("invented-{round}-{at}");
        let draft = IdentifierDraft::Text(TextDraft { kind: "username".into(), text });
        desk.app.identifier_add(draft).unwrap();
    }
}

fn remove_all(desk: &Desk) {
    for identifier in desk.app.profile_view(()).unwrap().identifiers {
        desk.app.identifier_remove(identifier.id).unwrap();
    }
}

fn limit(desk: &Desk) -> Option<LimitView> {
    desk.app.plan_view(Scope::Everything).unwrap().limit
}

/// Opens every page of a new scan; how many there were.
fn look_at_all(desk: &Desk) -> usize {
    let pages = desk.scan().sources.remove(0).open_checks;
    for page in &pages {
        assert!(desk.app.hand_open(page.clone()).unwrap().opened, "it is within the limit");
    }
    pages.len()
}

#[test]
fn looking_through_a_list_of_others_ends_at_the_day_s_limit() {
    let mut desk = Desk::with(Script::default());
    desk.app.start(new_case(false)).unwrap();
    desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
    let sources = vec![SOURCE.to_owned()];
    for round in 0..4 {
        remove_all(&desk);
        add(&desk, round, 10);
        let choose = ChooseSources { sources: sources.clone(), allow: true, scope: Scope::Everything };
        assert_eq!(desk.app.plan_choose(choose).unwrap().limit, None, "round {round}");
        assert_eq!(look_at_all(&desk), 10, "one page for each name");
    }
    assert_eq!(limit(&desk), None, "what was looked up today may be looked up again");
    look_at_all(&desk);

    remove_all(&desk);
    add(&desk, 4, 1);
    let reached = limit(&desk).expect("forty were looked up");
    assert_eq!((reached.most, reached.wanted, reached.left), (40, 1, 0));
    assert!(reached.until.is_some(), "it says when there is room again");
    let refused = desk.app.scan_start(desk.accepted(Scope::Everything)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::DayLimit, "taking facts out gives no look-up back");

    desk.restart();
    desk.app.unlock(unlock(false, PASSPHRASE)).unwrap();
    assert_eq!(limit(&desk), Some(reached), "nor does a restart");
    let opened = desk.outside.opened.lock().unwrap().len();
    assert_eq!(opened, 50, "and nothing was opened beyond it");
}

#[test]
fn practice_is_free() {
    let desk = Desk::practising(Script::default());
    for round in 0..5 {
        add(&desk, round, 10);
    }
    desk.allow_all();
    assert_eq!(limit(&desk), None, "nobody is looked up on the range");
}
