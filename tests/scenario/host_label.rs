//! A user name in a host's name is a value wherever the host is shown; and what a proxy does not cover is asked first.

use crate::desk::Desk;
use unlisted_app::contract::{
    AddList, Change, ChooseSources, ErrorCode, Export, ExportLedger, HandAnswer, IdentifierDraft, RouteKind,
    Saw, Scope, SetRoute, TextDraft,
};
use unlisted_range::Script;

/// Sites that make a user name the first part of their host's name. The addresses are kept for examples.
const LIST: &str = r#"{
  "license": ["Invented, for tests"], "authors": ["Juniper Quillfeather"], "categories": ["social"],
  "sites": [
    {"name": "Blogs", "uri_check": "https://{account}.zqblog.example.com/", "e_code": 200,
     "e_string": "profile of", "m_string": "nobody here", "m_code": 404, "known": ["somebody"], "cat": "social"}
  ]
}"#;

/// Names that must stand nowhere uncovered; the second is hidden.
const SHOWN: &str = "lumenfoxcanary";
const HIDDEN: &str = "deadhandlecanary";

/// A case whose two names were asked at such a site through a proxy that is not there, so that nothing left this machine,
/// and a person who then looked themselves. A page of one name was opened in the browser, and the ledger says so.
fn asked_by_host_label() -> (Desk, String) {
    let desk = Desk::own_case();
    for text in [SHOWN, HIDDEN] {
        let draft = TextDraft { kind: "username".into(), text: text.into() };
        desk.app.identifier_add(IdentifierDraft::Text(draft)).unwrap();
    }
    let hidden = desk.app.profile_view(()).unwrap().identifiers.pop().unwrap();
    desk.app.identifier_change(Change { id: hidden.id, may_send: true, hidden: true }).unwrap();
    *desk.outside.to_pick.lock().unwrap() = Some(("wmn-data.json".to_owned(), LIST.as_bytes().to_vec()));
    desk.app.list_add(AddList { kind: "whatsmyname".to_owned() }).unwrap();
    desk.app.route_set(SetRoute { address: "socks5h://127.0.0.1:9".into() }).unwrap();
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    let source = plan.sources.into_iter().find(|source| source.host == "zqblog.example.com").unwrap();
    assert!(source.name_in_host, "the plan says that the network sees the name");
    let sources = vec![source.id.clone()];
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap();
    desk.scan();
    (desk, source.id)
}

/// Everything a window shows of a case, and every covered file, each by its name.
fn everything_covered(desk: &Desk) -> Vec<(&'static str, String)> {
    let app = &desk.app;
    desk.outside.saved.lock().unwrap().clear();
    app.ledger_export(ExportLedger { full: false }).unwrap();
    let (name, ledger) = desk.outside.saved.lock().unwrap().remove(0);
    let mut all = vec![
        ("app", format!("{:?}", app.app_view(()).unwrap())),
        ("profile", format!("{:?}", app.profile_view(()).unwrap())),
        ("plan", format!("{:?}", app.plan_view(Scope::Everything).unwrap())),
        ("plan of what is unknown", format!("{:?}", app.plan_view(Scope::Unknown).unwrap())),
        ("scan", format!("{:?}", app.scan_view(()).unwrap())),
        ("review", format!("{:?}", app.review_view(()).unwrap())),
        ("danger", format!("{:?}", app.exposure_view(()).unwrap())),
        ("tasks", format!("{:?}", app.tasks_view(()).unwrap())),
        ("ledger", format!("{:?}", app.ledger_view(()).unwrap())),
        ("lists", format!("{:?}", app.lists_view(()).unwrap())),
        ("route", format!("{:?}", app.route_view(()).unwrap())),
        ("progress", format!("{:?}", desk.outside.told.lock().unwrap())),
        ("ledger file", ledger),
        ("name of the ledger file", name),
    ];
    for format in ["markdown", "html", "csv"] {
        let checklist = app.checklist(&Export { format: format.to_owned(), full: false }).unwrap();
        all.push((format, checklist.text));
        all.push(("name of a checklist", checklist.file_name));
    }
    all
}

#[test]
fn a_name_in_a_host_stands_in_clear_on_no_screen_and_in_no_covered_file() {
    let (desk, _) = asked_by_host_label();
    let source = desk.app.scan_view(()).unwrap().sources.remove(0);
    assert_eq!(source.look_checks.len(), 2, "neither name could be asked: {:?}", source.state);
    for check in &source.look_checks {
        desk.app.hand_open_straight(check.clone()).unwrap();
        let listed = Saw::Listed { link: String::new(), shows: vec!["username".into()] };
        desk.app.hand_answer(HandAnswer { check: check.clone(), answer: listed }).unwrap();
    }
    let rows = desk.app.ledger_view(()).unwrap().rows;
    assert!(
        rows.iter().any(|row| row.host == "•••.zqblog.example.com"),
        "the site itself is named: {rows:?}"
    );
    for (place, text) in everything_covered(&desk) {
        let text = text.to_lowercase();
        for canary in [SHOWN, HIDDEN] {
            assert!(!text.contains(canary), "{canary} stands in the {place}: {text}");
        }
    }
    desk.app.ledger_export(ExportLedger { full: true }).unwrap();
    let (_, full) = desk.outside.saved.lock().unwrap().remove(0);
    assert!(full.contains(SHOWN), "in clear where that was asked for");
    assert!(!full.contains(HIDDEN), "but never what is hidden");
}

#[test]
fn taking_the_list_out_again_uncovers_nothing() {
    let (desk, _) = asked_by_host_label();
    desk.app.list_remove("WhatsMyName".to_owned()).unwrap();
    for (place, text) in everything_covered(&desk) {
        for canary in [SHOWN, HIDDEN] {
            assert!(!text.to_lowercase().contains(canary), "{canary} stands in the {place}");
        }
    }
}

#[test]
fn with_a_proxy_chosen_the_own_browser_is_opened_only_when_the_person_says_so_again() {
    let (desk, _) = asked_by_host_label();
    let check = desk.app.scan_view(()).unwrap().sources.remove(0).look_checks.remove(0);
    let lines = desk.app.ledger_view(()).unwrap().rows.len();
    let shown = desk.app.hand_open(check.clone()).unwrap();
    assert_eq!(
        (shown.opened, shown.ask_first),
        (false, Some(RouteKind::Socks)),
        "the browser takes another way"
    );
    assert!(desk.outside.opened.lock().unwrap().is_empty(), "nothing was opened");
    assert_eq!(desk.app.ledger_view(()).unwrap().rows.len(), lines, "and nothing disclosed");
    let link = desk.app.hand_copy(check.clone()).unwrap().link;
    assert!(link.contains(".zqblog.example.com"), "a copied link is for a browser that takes that way");
    assert_eq!(desk.app.ledger_view(()).unwrap().rows.len(), lines + 1, "it is copied to be opened");
    assert!(desk.app.hand_open_straight(check.clone()).unwrap().opened);
    desk.app.route_set(SetRoute { address: String::new() }).unwrap();
    assert_eq!(desk.app.hand_open(check).unwrap().ask_first, None, "without a proxy there is nothing to ask");
    assert_eq!(desk.outside.opened.lock().unwrap().len(), 2);
}

#[test]
fn the_forms_of_tasks_are_asked_about_as_well() {
    let (desk, own) = asked_by_host_label();
    desk.add_name("Juniper", "Quillfeather", "legal");
    let choose = |source: &str, allow| {
        let sources = vec![source.to_owned()];
        desk.app.plan_choose(ChooseSources { sources, allow, scope: Scope::Everything }).unwrap()
    };
    choose(&own, false);
    choose("radaris", true);
    let check = desk.scan().sources.remove(0).open_checks.remove(0);
    let answer = Saw::Listed { link: String::new(), shows: vec!["name".into()] };
    desk.app.hand_answer(HandAnswer { check, answer }).unwrap();
    let task = desk.app.tasks_view(()).unwrap().tasks.into_iter().find(|task| task.link_host.is_some());
    let task = task.expect("some task has a link").id;
    assert_eq!(desk.app.task_open(task.clone()).unwrap().ask_first, Some(RouteKind::Socks));
    assert!(desk.outside.opened.lock().unwrap().is_empty(), "nothing was opened");
    assert!(desk.app.task_open_straight(task).unwrap().opened);
}

#[test]
fn practice_copies_no_link_of_a_live_site() {
    let desk = Desk::practising(Script::default());
    desk.allow_all();
    let scan = desk.scan();
    let check = scan.sources.iter().find_map(|source| source.open_checks.first()).unwrap();
    assert_eq!(desk.app.hand_copy(check.clone()).map(|_| ()).unwrap_err().code, ErrorCode::NotInPractice);
}
