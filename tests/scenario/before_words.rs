//! A vault from the time when sentences were stored stays readable and shows its reasons in words.
//!
//! `fixtures/before-words.unlisted` is a copy of a practice vault under the passphrase of all scenarios. The app wrote it
//! at commit 9f0971e, when `Comparison.because` and `Check.why` were still English sentences: sixteen sources, half of
//! them misbehaving in different ways, answers by hand, every decision, every mark, two scans. It is never written anew.

use crate::desk::{Desk, PASSPHRASE};
use std::collections::BTreeSet;
use unlisted_app::contract::{Proof, Restore, RestoreFrom, ReviewView, Scope};
use unlisted_range::Script;

const COPY: &[u8] = include_bytes!("fixtures/before-words.unlisted");

/// The vault as it stood then, opened by the app of today.
fn open() -> Desk {
    let desk = Desk::with(Script::default());
    let place = desk.folder.path().join("copy.unlisted");
    std::fs::write(&place, COPY).unwrap();
    *desk.outside.place.lock().unwrap() = Some(place);
    desk.app.copy_choose(true).unwrap();
    let proof = Proof::Passphrase { text: PASSPHRASE.to_owned() };
    desk.app.restore(Restore { practice: true, copy: RestoreFrom::Chosen, proof }).unwrap();
    desk
}

fn reasons(view: &ReviewView) -> BTreeSet<&str> {
    view.findings
        .iter()
        .flat_map(|finding| finding.agrees.iter().chain(&finding.disagrees))
        .map(String::as_str)
        .collect()
}

#[test]
fn the_reasons_of_an_older_vault_are_shown_in_words() {
    let desk = open();
    let view = desk.app.review_view(()).unwrap();
    assert_eq!(view.findings.len(), 9, "every finding is there");
    let reasons = reasons(&view);
    for expected in [
        "The name is yours.",
        "The name is yours, with a short form or another spelling of the first name.",
        "The middle name or initial is different.",
        "The age is far from yours.",
        "The street address is where you live now.",
        "The town is one of yours, but the street is not.",
        "The region is none of yours.",
        "The phone number is one of yours.",
        "The e-mail address is one of yours.",
        "One relative shown is yours.",
        "An employer or school shown is yours.",
    ] {
        assert!(reasons.contains(expected), "{expected:?} was stored as a sentence: {reasons:?}");
    }
    assert!(reasons.iter().all(|reason| reason.ends_with('.')), "no reason shows its name: {reasons:?}");
}

#[test]
fn everything_else_in_an_older_vault_is_read() {
    let desk = open();
    let decisions: BTreeSet<_> = desk
        .app
        .review_view(())
        .unwrap()
        .findings
        .into_iter()
        .map(|it| format!("{:?}", it.decision))
        .collect();
    assert!(decisions.len() >= 4, "the decisions stand as they were made: {decisions:?}");
    let scan = desk.app.scan_view(()).unwrap();
    assert_eq!(scan.sources.len(), 16, "every source of the last check is told");
    let states: BTreeSet<String> = scan.sources.iter().map(|source| format!("{:?}", source.state)).collect();
    assert!(states.len() > 6, "found, not found, and not known for many reasons: {states:?}");
    let ledger = desk.app.ledger_view(()).unwrap().rows;
    assert!(ledger.len() >= 38, "no line of the ledger is lost: {}", ledger.len());
    let tasks = desk.app.tasks_view(()).unwrap().tasks;
    let marks: BTreeSet<String> = tasks.iter().map(|task| format!("{:?}", task.state)).collect();
    assert_eq!(marks.len(), 4, "a task of every state: {marks:?}");
    assert!(!desk.app.exposure_view(()).unwrap().findings.is_empty(), "its danger is weighed");
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    assert!(plan.sources.iter().any(|source| source.allowed), "what was allowed is still allowed");
    assert!(!desk.app.profile_view(()).unwrap().identifiers.is_empty(), "the facts are there");
}

#[test]
fn an_older_vault_is_written_into_a_checklist() {
    let desk = open();
    let text = desk.export("markdown", true);
    for told in ["AnyWho", "VoterRecords.com", "The site refused to answer a program"] {
        assert!(text.contains(told), "the checklist tells {told:?}");
    }
}
