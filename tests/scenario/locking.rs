//! The app locks by itself: by a clock that the test turns, over a real vault.

use crate::desk::{Desk, PASSPHRASE};
use std::time::Duration;
use unlisted_app::contract::{ErrorCode, Idling, SetIdle, StillHere, Unsaved, WhyLocked};
use unlisted_range::Script;

const MINUTE: Duration = Duration::from_mins(1);

fn is_open(desk: &Desk) -> bool {
    desk.app.app_view(()).unwrap().case.is_some()
}

fn unlock(desk: &Desk) {
    desk.app.unlock(crate::desk::unlock(true, PASSPHRASE)).unwrap();
}

fn typed(text: &str) -> StillHere {
    StillHere { unsaved: vec![Unsaved { label: "Last name".to_owned(), text: text.to_owned() }] }
}

/// What happened to the window, and forgets it.
fn seen(desk: &Desk) -> (Vec<Idling>, usize) {
    let idling = std::mem::take(&mut *desk.outside.idling.lock().unwrap());
    (idling, std::mem::take(&mut *desk.outside.thrown_away.lock().unwrap()))
}

#[test]
fn an_app_that_nobody_uses_warns_and_then_locks() {
    let desk = Desk::practising(Script::default());
    desk.pass(MINUTE * 4);
    desk.app.still_here(StillHere::default()).unwrap();
    desk.pass(MINUTE * 4);
    assert_eq!(seen(&desk), (Vec::new(), 0), "somebody was here four minutes ago");
    desk.pass(MINUTE * 3 / 4);
    let warned = Idling::Locking { seconds: 30, unsaved: false };
    assert_eq!(seen(&desk), (vec![warned], 0), "and is told before it locks");
    desk.pass(Duration::from_secs(5));
    assert_eq!(seen(&desk), (Vec::new(), 0), "once");
    desk.app.still_here(StillHere::default()).unwrap();
    desk.pass(MINUTE);
    assert!(is_open(&desk), "whoever came back stays");
    desk.pass(MINUTE * 4);
    assert!(!is_open(&desk), "five minutes without anybody");
    assert_eq!(seen(&desk).1, 1, "the page is thrown away with the keys");
    assert_eq!(desk.app.lock_why(()).unwrap(), Some(WhyLocked::Idle { minutes: 5 }));
    assert_eq!(
        desk.app.profile_view(()).unwrap_err().code,
        ErrorCode::CaseLocked,
        "nothing is shown any more"
    );
    unlock(&desk);
    assert_eq!(desk.app.lock_why(()).unwrap(), None, "it is not locked any more");
}

#[test]
fn a_night_in_a_closed_laptop_locks_at_the_first_look() {
    let desk = Desk::practising(Script::default());
    desk.sleep(Duration::from_hours(8));
    assert!(!is_open(&desk), "only the wall clock saw it, and that is enough");
}

#[test]
fn the_choice_is_kept_with_the_case_and_only_what_is_offered_can_be_chosen() {
    let mut desk = Desk::practising(Script::default());
    assert_eq!(desk.app.idle_view(()).unwrap().minutes, Some(5), "where nothing was chosen");
    for refused in [0, 2, 61, u32::MAX] {
        let error = desk.app.idle_set(SetIdle { minutes: Some(refused) }).unwrap_err();
        assert_eq!(error.at.as_deref(), Some("minutes"), "{refused} is not offered");
    }
    desk.app.idle_set(SetIdle { minutes: Some(15) }).unwrap();
    desk.pass(MINUTE * 14);
    assert!(is_open(&desk), "the choice counts at once");
    desk.restart();
    unlock(&desk);
    assert_eq!(desk.app.idle_view(()).unwrap().minutes, Some(15), "and after a restart");
    desk.app.idle_set(SetIdle { minutes: None }).unwrap();
    desk.pass(Duration::from_hours(100));
    assert!(is_open(&desk), "never was chosen");
    desk.app.lock_because(WhyLocked::ScreenLocked);
    assert!(!is_open(&desk), "a locked screen locks all the same");
}

#[test]
fn what_was_typed_is_there_after_every_kind_of_lock_and_nowhere_in_clear() {
    let desk = Desk::practising(Script::default());
    let mut expected = Vec::new();
    for (why, text) in [
        (WhyLocked::Idle { minutes: 5 }, "Quillwort-idle"),
        (WhyLocked::Slept, "Quillwort-slept"),
        (WhyLocked::ScreenLocked, "Quillwort-screen"),
        (WhyLocked::ByHand, "Quillwort-hand"),
    ] {
        desk.app.still_here(typed(text)).unwrap();
        desk.app.lock_because(why);
        assert_eq!(desk.app.lock_why(()).unwrap(), Some(why));
        unlock(&desk);
        expected.insert(0, text.to_owned());
    }
    let view = desk.app.unfinished_view(()).unwrap();
    assert!(!format!("{view:?}").contains("Quillwort"), "covered until it is asked for");
    let kept = view.fields.into_iter().map(|field| desk.app.unfinished_reveal(field.id).unwrap().text);
    assert_eq!(kept.collect::<Vec<_>>(), expected, "the latest first, and nothing is lost by a second lock");
    desk.app.lock(()).unwrap();
    for file in files(desk.folder.path()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(9).any(|part| part == b"Quillwort"), "{} holds it in clear", file.display());
    }
    unlock(&desk);
    assert!(desk.app.unfinished_drop(()).unwrap().fields.is_empty());
    desk.app.still_here(StillHere::default()).unwrap();
    desk.app.lock(()).unwrap();
    unlock(&desk);
    assert!(desk.app.unfinished_view(()).unwrap().fields.is_empty(), "dropped is dropped");
}

#[test]
fn a_running_check_is_covered_and_locks_when_it_has_ended() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    desk.app.scan_start(desk.accepted(unlisted_app::contract::Scope::Everything)).unwrap();
    desk.pass(MINUTE * 6);
    let (idling, _) = seen(&desk);
    if idling.is_empty() {
        // A machine so quick that the check had ended: then it is locked.
        assert!(!is_open(&desk), "nobody was here, and no check ran");
        return;
    }
    assert_eq!(idling, [Idling::Covered], "the check needs the keys, and the screen is covered");
    assert!(is_open(&desk), "so it goes on");
    desk.wait();
    desk.pass(Duration::ZERO);
    assert!(!is_open(&desk), "it has ended, and nobody came back");
}

#[test]
fn sleep_and_a_locked_screen_lock_a_running_check_too_and_it_can_be_gone_on_with() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    desk.app.scan_start(desk.accepted(unlisted_app::contract::Scope::Everything)).unwrap();
    desk.app.lock_because(WhyLocked::Slept);
    assert!(!is_open(&desk), "at once");
    // The store may take another moment to close; nobody types a passphrase as quickly.
    std::thread::sleep(Duration::from_millis(500));
    unlock(&desk);
    if desk.app.scan_view(()).unwrap().unanswered > 0 {
        desk.app.scan_resume(()).unwrap();
    }
    assert_eq!(desk.wait().unanswered, 0, "what was open is asked after all");
}

#[test]
fn a_check_that_ended_leaves_a_copy_and_the_end_of_the_app_locks() {
    let desk = Desk::practising(Script::default());
    let copies = |desk: &Desk| files(&desk.folder.path().join("practice/backups")).len();
    assert_eq!(copies(&desk), 0, "a new case has none");
    desk.allow_all();
    desk.scan();
    let came = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        copies(&desk) == 1
    });
    assert!(came, "a copy is written behind it");
    desk.app.end();
    assert!(!is_open(&desk), "the keys are gone before the process is");
    unlock(&desk);
}

/// Every file below a folder; none where there is no folder.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}
