//! Where a program is refused a person looks, or saves the page and lets the app read it.

use crate::desk::Desk;
use std::collections::BTreeMap;
use unlisted_app::contract::{
    ChooseSources, ErrorCode, HandAnswer, ReadSaved, SavedRead, Saw, ScanSource, ScanState, ScanView, Scope,
    UiError,
};
use unlisted_core::source::SourceId;
use unlisted_range::{Play, Script};

const SOURCE: &str = "voterrecords";

/// A scan in which the source hid behind a wall.
fn walled() -> (Desk, ScanSource) {
    let plays = BTreeMap::from([(SourceId(SOURCE.to_owned()), Play::Wall403)]);
    let desk = Desk::practising(Script { plays });
    let sources = vec![SOURCE.to_owned()];
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    let source = source(desk.scan());
    assert!(!source.look_checks.is_empty() && source.reads_saved, "a person may look there");
    (desk, source)
}

fn source(view: ScanView) -> ScanSource {
    view.sources.into_iter().find(|source| source.id == SOURCE).unwrap()
}

/// The page that the source shows for a check, as its definition's example has it, with a browser's note of its address.
fn saved_page(verdict: &str) -> String {
    let catalogue = unlisted_core::source::Catalogue::built_in();
    let definition = catalogue.get(&SourceId(SOURCE.to_owned())).unwrap();
    let example = definition.examples.iter().find(|example| example.verdict == verdict).unwrap();
    example.body.clone()
}

fn read(desk: &Desk, check: &str, name: &str, page: &str) -> Result<SavedRead, UiError> {
    *desk.outside.to_pick.lock().unwrap() = Some((name.to_owned(), page.as_bytes().to_vec()));
    desk.app.saved_read(ReadSaved { check: check.to_owned(), from: None })
}

#[test]
fn a_saved_page_answers_as_a_fetched_one() {
    let (desk, walled) = walled();
    let served = desk.outside.served().len();
    for check in &walled.look_checks {
        let address = desk.app.check_reveal(check.clone()).unwrap().url;
        let note = format!("<!-- saved from url=({:04}){address} -->\n", address.len());
        let page = saved_page("listed").replacen("<!doctype html>", &format!("<!doctype html>\n{note}"), 1);
        let read = read(&desk, check, "page.html", &page).unwrap();
        assert!(matches!(read, SavedRead::Kept { .. }), "{read:?}");
    }
    let state = source(desk.app.scan_view(()).unwrap()).state;
    assert!(matches!(state, ScanState::Found { .. }), "{state:?}");
    assert!(!desk.app.review_view(()).unwrap().findings.is_empty(), "its records are there to review");
    assert_eq!(desk.outside.served().len(), served, "reading a file asks nobody");
}

#[test]
fn a_page_without_its_address_is_asked_about_and_another_sites_is_refused() {
    let (desk, walled) = walled();
    let check = &walled.look_checks[0];
    let page = saved_page("not_listed");
    assert_eq!(read(&desk, check, "page.html", &page).unwrap(), SavedRead::WhereFrom);
    let said =
        |from: &str| desk.app.saved_read(ReadSaved { check: check.clone(), from: Some(from.to_owned()) });
    assert_eq!(said("https://elsewhere.example/").unwrap_err().code, ErrorCode::SavedElsewhere);
    assert_eq!(said("voterrecords.com/x").unwrap_err().code, ErrorCode::Gone, "the file is chosen anew");
    read(&desk, check, "page.html", &page).unwrap();
    let address = desk.app.check_reveal(check.clone()).unwrap().url;
    assert!(matches!(said(&address).unwrap(), SavedRead::Kept { .. }));
    for (bytes, code) in [
        ("", ErrorCode::SavedNotAPage),
        ("%PDF-1.7 nothing", ErrorCode::SavedNotAPage),
        (
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n",
            ErrorCode::SavedDamaged,
        ),
    ] {
        assert_eq!(read(&desk, check, "page.mhtml", bytes).unwrap_err().code, code, "{bytes:?}");
    }
}

#[test]
fn a_saved_page_without_records_counts_only_where_its_source_proved_that_it_can_say_no() {
    let answer = |desk: &Desk, checks: &[String]| {
        for check in checks {
            let address = desk.app.check_reveal(check.clone()).unwrap().url;
            let note = format!("<!-- saved from url=({:04}){address} -->\n", address.len());
            let page =
                saved_page("not_listed").replacen("<!doctype html>", &format!("<!doctype html>\n{note}"), 1);
            assert!(matches!(read(desk, check, "page.html", &page).unwrap(), SavedRead::Kept { .. }));
        }
        source(desk.app.scan_view(()).unwrap()).state
    };
    // Its control met the wall as well, so nobody knows whether its pages are read rightly.
    let (desk, before) = walled();
    let state = answer(&desk, &before.look_checks);
    let open = matches!(&state, ScanState::CouldNotCheck { reason, .. } if reason == "needs_person");
    assert!(open, "a page that was read as empty is no \"nothing\": {state:?}");

    // It proved within the week that it can say no, and is walled only now.
    let mut desk = Desk::practising(Script::default());
    let sources = vec![SOURCE.to_owned()];
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    desk.scan();
    let plays = BTreeMap::from([(SourceId(SOURCE.to_owned()), Play::Wall403)]);
    desk.replay(Script { plays });
    let walled = source(desk.scan());
    assert!(!walled.look_checks.is_empty(), "{walled:?}");
    assert_eq!(
        answer(&desk, &walled.look_checks),
        ScanState::NotFound,
        "a proven reader's \"nothing\" counts"
    );
}

#[test]
fn a_person_can_look_where_a_program_was_refused() {
    let (desk, walled) = walled();
    for check in &walled.look_checks {
        let answer = HandAnswer { check: check.clone(), answer: Saw::Nothing };
        desk.app.hand_answer(answer).unwrap();
    }
    let looked = source(desk.app.scan_view(()).unwrap());
    assert_eq!(looked.state, ScanState::NotFound, "a person saw that there is nothing");
    assert_eq!(looked.look_checks, walled.look_checks, "and may say otherwise later");
    let control = desk.app.plan_view(Scope::Everything).unwrap();
    let control = control.sources.into_iter().find(|source| source.id == SOURCE).unwrap();
    let control = control.checks.into_iter().find(|check| check.control).unwrap();
    let answer = HandAnswer { check: control.id, answer: Saw::Nothing };
    assert_eq!(
        desk.app.hand_answer(answer).unwrap_err().code,
        ErrorCode::Gone,
        "an invented name is no question"
    );
}
