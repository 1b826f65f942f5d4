//! A community list comes from a file, is marked as what it is, and can be taken out again.

use crate::desk::{Desk, new_case};
use unlisted_app::contract::{About, AddList, Attest, ErrorCode, IdentifierDraft, Scope, TextDraft};
use unlisted_range::Script;

const LIST: &str = r#"{
  "license": ["Invented, for tests"], "authors": ["Juniper Quillfeather"], "categories": ["social"],
  "sites": [
    {"name": "Example Accounts", "uri_check": "https://accounts.example.org/@{account}", "e_code": 200,
     "e_string": "profile of", "m_string": "nobody here", "m_code": 404, "known": ["lumenfox"], "cat": "social"},
    {"name": "Without a place", "uri_check": "https://accounts.example.org/", "e_code": 200,
     "e_string": "profile of", "m_string": "nobody here", "m_code": 404, "known": ["lumenfox"], "cat": "social"}
  ]
}"#;

fn add(desk: &Desk, file: &str) -> Result<unlisted_app::contract::ListsView, ErrorCode> {
    *desk.outside.to_pick.lock().unwrap() = Some(("wmn-data.json".to_owned(), file.as_bytes().to_vec()));
    desk.app.list_add(AddList { kind: "whatsmyname".to_owned() }).map_err(|error| error.code)
}

#[test]
fn a_list_is_added_marked_skipped_at_first_and_taken_out() {
    let mut desk = Desk::with(Script::default());
    desk.app.start(new_case(false)).unwrap();
    desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
    let name = TextDraft { kind: "username".into(), text: "lumenfox".into() };
    desk.app.identifier_add(IdentifierDraft::Text(name)).unwrap();
    let before = desk.app.plan_view(Scope::Everything).unwrap().sources.len();

    assert_eq!(add(&desk, "[1, 2]").unwrap_err(), ErrorCode::NotAList);
    let added = add(&desk, LIST).unwrap();
    assert_eq!(added.left.len(), 1, "the entry without a place for the name is said, not dropped");
    let [list] = added.lists.as_slice() else { panic!("one list: {added:?}") };
    assert_eq!((list.list.as_str(), list.sources), ("WhatsMyName", 1));
    assert!(list.licence.contains("Invented, for tests"), "the licence is the file's own");

    desk.restart();
    let unlock = unlisted_app::contract::Unlock {
        practice: false,
        proof: unlisted_app::contract::Proof::Passphrase { text: crate::desk::PASSPHRASE.to_owned() },
    };
    desk.app.unlock(unlock).unwrap();
    let plan = desk.app.plan_view(Scope::Everything).unwrap();
    assert_eq!(plan.sources.len(), before + 1, "it is kept with the case");
    let source = plan.sources.iter().find(|source| source.host == "accounts.example.org").unwrap();
    assert!(!source.allowed, "nobody allowed it yet");
    assert!(source.community.as_ref().unwrap().contains("WhatsMyName"), "it says whose it is");

    let left = desk.app.list_remove("WhatsMyName".to_owned()).unwrap();
    assert!(left.lists.is_empty());
    assert_eq!(desk.app.plan_view(Scope::Everything).unwrap().sources.len(), before);
}

#[test]
fn practice_takes_no_list() {
    let desk = Desk::practising(Script::default());
    assert_eq!(add(&desk, LIST).unwrap_err(), ErrorCode::NotInPractice);
}
