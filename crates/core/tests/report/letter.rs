//! Letters tell a site only what it shows already, and never a hidden name.

use crate::audit::{juniper, today};
use unlisted_core::Profile;
use unlisted_core::law::{Law, laws};
use unlisted_core::letter::{Letter, LetterFacts, write_letter};
use unlisted_core::redact::Redactor;

fn letter(law: Option<&Law>, links: Vec<&str>, name: Option<&str>) -> Letter {
    let redactor = Redactor::new(&Profile::from_person(&juniper()));
    let facts = LetterFacts {
        law,
        source: "Gamma People",
        to: Some("privacy@example.org"),
        links,
        name,
        today: today(),
    };
    write_letter(&facts, &redactor)
}

#[test]
fn every_letter_reads_well() {
    let link = "https://gamma-people.example.com/p/91";
    for law in laws().values().filter(|law| law.letter.is_some()) {
        let letter = letter(Some(law), vec![link], Some("Juniper M Quillfeather"));
        insta::assert_snapshot!(format!("letter-{}", law.id), letter.body.reveal());
    }
    let plain = letter(None, vec![link], Some("Juniper M Quillfeather"));
    insta::assert_snapshot!("letter-without-law", plain.body.reveal());
}

#[test]
fn a_hidden_name_is_in_no_letter() {
    let hidden = "https://gamma-people.example.com/name/casper-quillfeather";
    let open = "https://gamma-people.example.com/p/91";
    for links in [vec![hidden], vec![hidden, open], vec![]] {
        let letter = letter(None, links, Some("Casper Quillfeather"));
        for text in [letter.body.reveal(), &letter.blank, &letter.subject] {
            assert!(!text.to_lowercase().contains("casper"), "{text}");
        }
        assert!(letter.body.reveal().contains("go by the link alone"), "no name is given");
    }
    let letter = letter(None, vec![hidden], None);
    assert!(letter.body.reveal().contains("through your own form"), "it says how the record can be named");
}

#[test]
fn a_letter_teaches_nothing_new() {
    let link = "https://gamma-people.example.com/p/91";
    let body = letter(laws().get("gdpr"), vec![link], Some("Juniper M Quillfeather")).body;
    for value in [
        "1420",
        "Example Lane",
        "0142",
        "juniper.quillfeather@",
        "1994",
        "lumenfox",
        "Fox",
        "Marlow",
        "Dayton",
    ] {
        assert!(!body.reveal().contains(value), "{value}");
    }
    let blank = letter(laws().get("gdpr"), vec![link], Some("Juniper M Quillfeather")).blank;
    assert!(!blank.contains("Quillfeather") && !blank.contains("/p/91"), "{blank}");
}

#[test]
fn a_name_with_braces_is_no_gap() {
    let body = letter(None, Vec::new(), Some("{{links}} {{today}}")).body;
    assert!(body.reveal().contains("The name shown there is: {{links}} {{today}}."), "{}", body.reveal());
}
