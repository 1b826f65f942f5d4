//! The audit from case to task: what was planned is what was sent, what was answered is what is kept.

use crate::desk::{Desk, PASSPHRASE, new_case, unlock};
use std::collections::BTreeSet;
use std::path::Path;
use unlisted_app::contract::{
    About, Attest, ChooseSources, Decide, ErrorCode, ExportLedger, HandAnswer, IdentifierDraft, MarkTask,
    PlanCheck, PlanSource, Saw, ScanState, Scope, TextDraft, UiError,
};
use unlisted_range::{Script, practice_script};

#[test]
fn what_is_sent_is_the_accepted_plan_and_the_ledger_tells_all_of_it() {
    let desk = Desk::practising(Script::default());
    let chosen = ["chess-com", "github-user", "voterrecords"].map(str::to_owned).to_vec();
    desk.app
        .plan_choose(ChooseSources { sources: chosen.clone(), allow: true, scope: Scope::Everything })
        .unwrap();
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    let planned: Vec<String> = plan
        .sources
        .iter()
        .filter(|source| source.allowed)
        .flat_map(|source| &source.checks)
        .map(|check| check.id.clone())
        .collect();
    assert!(desk.outside.served().is_empty(), "a preview sends nothing");

    desk.scan();
    let mut urls: BTreeSet<String> =
        planned.iter().map(|id| desk.app.check_reveal(id.clone()).unwrap().url).collect();
    // Foreseen with the control: the record that proves that the source still finds something. Chess.com has none.
    let known = "https://api.github.com/users/github";
    urls.insert(known.to_owned());
    let served: Vec<String> = desk
        .outside
        .questions()
        .iter()
        .map(|it| format!("https://{}{}", it.host, it.path_and_query.reveal()))
        .collect();
    assert_eq!(served.iter().cloned().collect::<BTreeSet<_>>(), urls, "every request was in the plan");
    assert_eq!(served.len(), planned.len() + 1, "each question is asked once");
    let rules = desk.outside.served().len() - served.len();
    assert_eq!(rules, 1, "the one host of a page is asked for its rules, once");
    let foreseen = |check: &&PlanCheck| check.further > 0;
    let asked = plan.sources.iter().filter(|source| source.allowed);
    assert!(asked.flat_map(|source| &source.checks).any(|it| foreseen(&it)), "the plan foresaw that request");
    let ledger = desk.app.ledger_view(()).unwrap().rows;
    assert_eq!(ledger.len(), served.len() + rules, "one line in the ledger for each request");
    assert!(ledger.iter().all(|row| row.outcome != "sent"), "each line has its answer");
    for (full, shown) in [(false, false), (true, true)] {
        desk.app.ledger_export(ExportLedger { full }).unwrap();
        let (name, table) = desk.outside.saved.lock().unwrap().pop().unwrap();
        let dated = name.strip_prefix("ledger-").and_then(|rest| rest.strip_suffix(".csv"));
        assert!(dated.is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok()), "{name}");
        assert_eq!(table.lines().filter(|line| line.starts_with("\"20")).count(), ledger.len(), "a row each");
        assert_eq!(table.contains("lumenfox"), shown, "values are covered unless wanted in clear");
        assert!(table.contains("zqvx7kplm3"), "an invented value is nobody's");
    }
    let hosts: BTreeSet<&str> = ledger.iter().map(|row| row.host.as_str()).collect();
    assert_eq!(hosts, BTreeSet::from(["api.chess.com", "api.github.com", "voterrecords.com"]));
}

#[test]
fn everything_survives_a_restart() {
    let mut desk = Desk::practising(Script::default());
    desk.app
        .plan_choose(ChooseSources {
            sources: vec!["voterrecords".into(), "spokeo".into()],
            allow: true,
            scope: Scope::Everything,
        })
        .unwrap();
    let scan = desk.scan();
    let hand = scan.sources.iter().find(|source| source.id == "spokeo").unwrap();
    let answer = Saw::Listed {
        link: "https://www.spokeo.com/x".into(),
        shows: vec!["name".into(), "street-address".into()],
    };
    desk.app.hand_answer(HandAnswer { check: hand.open_checks[0].clone(), answer }).unwrap();
    let first =
        desk.app.review_view(()).unwrap().findings.into_iter().find(|it| it.decision == "undecided").unwrap();
    desk.app.finding_decide(Decide { finding: first.id, decision: "me".into() }).unwrap();
    let task = desk.app.tasks_view(()).unwrap().tasks.into_iter().next().unwrap();
    desk.app.task_mark(MarkTask { task: task.id, state: "asked".into() }).unwrap();
    let state = |desk: &Desk| {
        (
            desk.app.profile_view(()).unwrap(),
            desk.app.plan_view(Scope::Everything).unwrap(),
            desk.app.scan_view(()).unwrap(),
            desk.app.review_view(()).unwrap(),
            desk.app.exposure_view(()).unwrap(),
            desk.app.tasks_view(()).unwrap(),
            desk.app.ledger_view(()).unwrap(),
        )
    };
    let before = state(&desk);
    assert!(
        before.3.findings.iter().any(|finding| finding.decision == "me" && finding.source == "Spokeo"),
        "what the person recognised is theirs"
    );

    desk.restart();
    assert_eq!(code(desk.app.profile_view(())), ErrorCode::CaseLocked);
    let wrong = desk.app.unlock(unlock(true, "something else entirely"));
    assert_eq!(wrong.unwrap_err(), UiError::at(ErrorCode::WrongPassphrase, "passphrase"));
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    assert!(before == state(&desk), "nothing is lost or changed by closing the app");
}

#[test]
fn a_scan_can_be_stopped_and_says_what_was_not_asked() {
    let desk = Desk::practising(practice_script());
    desk.allow_all();
    let accepted = desk.accepted(Scope::Everything);
    desk.app.scan_start(accepted.clone()).unwrap();
    assert_eq!(code(desk.app.scan_start(accepted)), ErrorCode::ScanRunning);
    desk.app.scan_cancel(()).unwrap();
    let view = desk.wait();
    assert_eq!(view.done, view.total, "every check has an outcome, asked or not");
    let cancelled =
        |state: &ScanState| matches!(state, ScanState::CouldNotCheck { reason, .. } if reason == "cancelled");
    assert!(
        view.sources.iter().any(|source| cancelled(&source.state)),
        "what was not asked is not called clear"
    );
    assert!(
        desk.app.ledger_view(()).unwrap().rows.len() < view.total as usize,
        "what was not asked is not in the ledger"
    );
}

#[test]
fn only_the_plan_that_was_shown_is_asked() {
    let desk = Desk::practising(Script::default());
    desk.app
        .plan_choose(ChooseSources {
            sources: vec!["chess-com".into()],
            allow: true,
            scope: Scope::Everything,
        })
        .unwrap();
    let shown = desk.accepted(Scope::Everything);
    desk.app
        .plan_choose(ChooseSources {
            sources: vec!["github-user".into()],
            allow: true,
            scope: Scope::Everything,
        })
        .unwrap();
    assert_eq!(code(desk.app.scan_start(shown)), ErrorCode::PlanChanged);
    assert!(desk.outside.served().is_empty(), "a plan nobody saw is not asked");
}

#[test]
fn a_second_scan_keeps_decisions() {
    let desk = Desk::practising(Script::default());
    desk.app
        .plan_choose(ChooseSources {
            sources: vec!["voterrecords".into()],
            allow: true,
            scope: Scope::Everything,
        })
        .unwrap();
    desk.scan();
    let findings = desk.app.review_view(()).unwrap().findings;
    for finding in &findings {
        desk.app.finding_decide(Decide { finding: finding.id.clone(), decision: "not_me".into() }).unwrap();
    }
    desk.scan();
    let again = desk.app.review_view(()).unwrap().findings;
    assert_eq!(again.len(), findings.len(), "the same records are the same findings");
    assert!(
        again.iter().all(|finding| finding.decision == "not_me"),
        "a decision is the person's alone to change"
    );
}

#[test]
fn the_steps_have_an_order() {
    let desk = Desk::with(Script::default());
    assert_eq!(code(desk.app.plan_view(Scope::Everything)), ErrorCode::CaseLocked);
    let mut short = new_case(false);
    short.passphrase = "short".into();
    assert_eq!(code(desk.app.start(short)), ErrorCode::PassphraseTooShort);
    desk.app.start(new_case(false)).unwrap();
    assert_eq!(
        code(desk.app.plan_view(Scope::Everything)),
        ErrorCode::NotAttested,
        "whose audit it is comes before the first plan"
    );
    assert_eq!(code(desk.app.attest(Attest { about: About::Client, until: None })), ErrorCode::ValueEmpty);
    let far = Attest { about: About::Client, until: Some("2999-01-01".into()) };
    assert_eq!(code(desk.app.attest(far)), ErrorCode::NotADate, "a client's consent ends");
    desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
    let empty = desk.app.plan_view(Scope::Everything).unwrap().sources;
    let silent =
        |source: &PlanSource| source.by_hand && source.checks.iter().all(|check| check.sends.is_empty());
    assert!(empty.iter().all(silent), "an empty profile leaves only links that send nothing");
    assert_eq!(code(desk.app.scan_start(desk.accepted(Scope::Everything))), ErrorCode::NothingAllowed);
    let birth = |text: &str| IdentifierDraft::Text(TextDraft { kind: "birth".into(), text: text.into() });
    assert_eq!(code(desk.app.identifier_add(birth("2020-01-01"))), ErrorCode::Minor);
    assert_eq!(code(desk.app.start(new_case(false))), ErrorCode::VaultExists, "a vault is never overwritten");
}

#[test]
fn wiping_leaves_nothing_behind() {
    let desk = Desk::practising(Script::default());
    desk.app.lock(()).unwrap();
    desk.app.start(new_case(false)).unwrap();
    desk.app.wipe(()).unwrap();
    let left: Vec<_> = walk(desk.folder.path());
    assert!(left.is_empty(), "everything the app wrote is gone: {left:?}");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn code<T>(result: Result<T, UiError>) -> ErrorCode {
    match result {
        Ok(_) => panic!("this step is refused"),
        Err(problem) => problem.code,
    }
}
