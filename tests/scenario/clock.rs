//! The whole main job comes to the same wherever a clock was set back or ahead between two of its steps.

use crate::desk::{Desk, PASSPHRASE, unlock};
use std::collections::BTreeSet;
use unlisted_app::contract::{ChooseSources, Decide, HandAnswer, MarkTask, Saw, ScanState, Scope};
use unlisted_range::Script;

/// One step: what it is, and what is done and has to come of it.
type Step = (&'static str, fn(&mut Desk));

/// The steps of the main job.
const STEPS: [Step; 12] = [
    ("the first check asks what was allowed", |desk| check(desk, &["voterrecords", "spokeo"])),
    ("a page is looked at by hand", |desk| {
        let page = open_page(desk);
        answer(desk, &page, listed("https://www.spokeo.com/invented/1"));
        assert_eq!(found(desk, "spokeo"), Some(1), "what was seen counts");
    }),
    ("a slip is taken back", |desk| {
        let page = answered_page(desk);
        answer(desk, &page, listed("https://www.spokeo.com/invented/2"));
        assert_eq!(found(desk, "spokeo"), Some(1), "the newest answer counts instead of the one before");
    }),
    ("everything found is decided about", |desk| {
        decide_all(desk, "not_me");
        decide_all(desk, "me");
    }),
    ("a task is done", |desk| mark(desk, "done")),
    ("and opened again", |desk| mark(desk, "open")),
    ("and asked", |desk| mark(desk, "asked")),
    ("the app is closed and opened", |desk| {
        desk.restart();
        desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
        assert_eq!(state_of_first_task(desk), "asked", "what was said last still counts");
    }),
    ("the next check asks something else", |desk| check(desk, &["reddit", "spokeo"])),
    ("its page is looked at, shows another record, and nothing when looked at once more", |desk| {
        let page = open_page(desk);
        answer(desk, &page, listed("https://www.spokeo.com/invented/3"));
        assert_eq!(found(desk, "spokeo"), Some(1), "a record of the check before is not counted as seen now");
        answer(desk, &page, Saw::Nothing);
        assert_eq!(found(desk, "spokeo"), None, "what was seen in the check before is not seen now");
        let findings = desk.app.review_view(()).unwrap().findings;
        assert!(findings.iter().any(|it| it.host.contains("spokeo")), "and it is not forgotten either");
    }),
    ("a third check asks the first source again", |desk| {
        check(desk, &["voterrecords"]);
        let findings = desk.app.review_view(()).unwrap().findings;
        let own: Vec<_> = findings.iter().filter(|it| it.host.contains("voterrecords")).collect();
        assert!(!own.is_empty() && own.iter().all(|it| it.decision == "me"), "decisions stay");
        assert!(own.iter().all(|it| !it.came_back), "what was there all the time has not come back");
    }),
    ("the ledger has everything in the order in which it was sent", |desk| {
        let rows = desk.app.ledger_view(()).unwrap().rows;
        let place = |host: &str| rows.iter().position(|row| row.host.contains(host));
        assert!(
            place("voterrecords") < place("reddit"),
            "the first check stands before the second: {rows:?}"
        );
        let last = rows.iter().rposition(|row| row.host.contains("voterrecords"));
        assert!(last > place("reddit"), "and the third behind it");
        let open = rows.iter().filter(|row| row.outcome == "sent").count();
        assert_eq!(open, 0, "every answer stands beside its question: {rows:?}");
    }),
];

/// A year and more, in hours; and a time zone.
const JUMPS: [i64; 4] = [400 * 24, -400 * 24, 14, -14];

#[test]
fn the_main_job_comes_to_the_same_wherever_the_clock_is_set_once() {
    for at in 0..STEPS.len() {
        let desk = Desk::practising(Script::default());
        run(desk, |step| if step == at { JUMPS[at % 2] } else { 0 });
    }
}

#[test]
fn the_main_job_comes_to_the_same_where_the_clock_was_wrong_for_one_step() {
    for at in 0..STEPS.len() {
        let desk = Desk::practising(Script::default());
        let jump = JUMPS[(at + 1) % 2];
        run(desk, |step| match step {
            step if step == at => jump,
            step if step == at + 1 => -jump,
            _ => 0,
        });
    }
}

#[test]
fn the_main_job_comes_to_the_same_where_the_clock_jumps_at_every_step() {
    for jump in JUMPS {
        let desk = Desk::practising(Script::default());
        run(desk, |step| if step % 2 == 0 { jump } else { -jump });
    }
}

fn run(mut desk: Desk, jump_before: impl Fn(usize) -> i64) {
    for (place, (_, step)) in STEPS.iter().enumerate() {
        desk.set_clock(jump_before(place));
        step(&mut desk);
    }
}

/// Allows these sources alone and checks them; the screen shows them and no others.
fn check(desk: &Desk, sources: &[&str]) {
    let all: Vec<String> =
        desk.app.plan_view(Scope::Everything).unwrap().sources.into_iter().map(|it| it.id).collect();
    let choose = |sources: Vec<String>, allow| ChooseSources { sources, allow, scope: Scope::Everything };
    desk.app.plan_choose(choose(all, false)).unwrap();
    let wanted: Vec<String> = sources.iter().map(|it| (*it).to_owned()).collect();
    desk.app.plan_choose(choose(wanted.clone(), true)).unwrap();
    let before = desk.outside.questions().len();
    let view = desk.scan();
    let shown: BTreeSet<String> = view.sources.iter().map(|source| source.id.clone()).collect();
    assert_eq!(shown, wanted.into_iter().collect(), "the screen shows this check and no earlier one");
    assert_eq!(view.unanswered, 0, "every question has its answer");
    assert!(desk.outside.questions().len() > before, "something was asked");
}

fn open_page(desk: &Desk) -> String {
    let source = desk.app.scan_view(()).unwrap().sources.into_iter().find(|it| it.id == "spokeo").unwrap();
    source.open_checks.first().expect("a page that nobody has looked at in this check").clone()
}

fn answered_page(desk: &Desk) -> String {
    let source = desk.app.scan_view(()).unwrap().sources.into_iter().find(|it| it.id == "spokeo").unwrap();
    source.answered_checks.first().expect("a page that was looked at").clone()
}

fn listed(link: &str) -> Saw {
    Saw::Listed { link: link.into(), shows: vec!["name".into()] }
}

fn answer(desk: &Desk, check: &str, answer: Saw) {
    desk.app.hand_answer(HandAnswer { check: check.to_owned(), answer }).unwrap();
}

fn found(desk: &Desk, source: &str) -> Option<u32> {
    let view = desk.app.scan_view(()).unwrap();
    match view.sources.into_iter().find(|it| it.id == source)?.state {
        ScanState::Found { listings, .. } => Some(listings),
        _ => None,
    }
}

fn decide_all(desk: &Desk, decision: &str) {
    for finding in desk.app.review_view(()).unwrap().findings {
        let decide = Decide { finding: finding.id, decision: decision.to_owned() };
        desk.app.finding_decide(decide).unwrap();
    }
    let findings = desk.app.review_view(()).unwrap().findings;
    assert!(findings.iter().all(|finding| finding.decision == decision), "the last decision counts");
}

fn state_of_first_task(desk: &Desk) -> String {
    let mut tasks = desk.app.tasks_view(()).unwrap().tasks;
    tasks.sort_by(|one, other| one.id.cmp(&other.id));
    tasks.first().expect("something is to be done").state.clone()
}

fn mark(desk: &Desk, state: &str) {
    let mut tasks = desk.app.tasks_view(()).unwrap().tasks;
    tasks.sort_by(|one, other| one.id.cmp(&other.id));
    let task = tasks.first().expect("something is to be done").id.clone();
    desk.app.task_mark(MarkTask { task, state: state.to_owned() }).unwrap();
    assert_eq!(state_of_first_task(desk), state, "the mark made last counts");
}
