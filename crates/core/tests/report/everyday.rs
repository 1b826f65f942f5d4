//! Hidden facts are known in their everyday forms, and innocent text stays whole.

use crate::audit::name;
use std::collections::BTreeSet;
use unlisted_core::person::{Address, Birth, NameKind};
use unlisted_core::redact::{HIDDEN, Redactor};
use unlisted_core::{Kind, Person, Profile};

/// Somebody who shows one name, mailbox and address, and hides another of each and the rest.
pub(crate) fn redactor() -> Redactor {
    let address = |street: &str, city: &str, region: &str, postcode: &str| Address {
        street: street.into(),
        city: city.into(),
        region: region.into(),
        postcode: postcode.into(),
        country: "US".into(),
        current: false,
    };
    let person = Person {
        names: vec![
            name("Juniper", "May", "Quillfeather", NameKind::Legal),
            name("Michael", "James", "Quillfeather", NameKind::Former),
        ],
        birth: Birth { date: Some(jiff::civil::date(1994, 3, 5)), year: None },
        addresses: vec![
            address("77 Sample Street", "Dayton", "OH", "45402"),
            address("1420 Example Lane", "Austin", "TX", "78701"),
        ],
        phones: vec!["+13125550188".into(), "+12175550142".into()],
        emails: vec!["juniper@example.org".into(), "mike.q@example.com".into()],
        usernames: vec!["lumenfox".into(), "bob".into()],
        ..Person::default()
    };
    let mut profile = Profile::from_person(&person);
    let mut seen = BTreeSet::new();
    for identifier in &mut profile.identifiers {
        let kind = identifier.value.reveal().kind();
        // The first of each kind is shown, what comes after it is hidden.
        identifier.hidden = !seen.insert(kind) || kind == Kind::Birth;
    }
    Redactor::new(&profile)
}

fn check(kind: Kind, texts: &[&str]) {
    let redactor = redactor();
    let missed: Vec<&&str> =
        texts.iter().filter(|text| !redactor.hidden_kinds(text).contains(&kind)).collect();
    assert!(missed.is_empty(), "{kind:?} is not recognised in {missed:#?}");
}

#[test]
fn a_hidden_name_is_known_in_every_everyday_form() {
    check(
        Kind::Name,
        &[
            "Michael Quillfeather",
            "MICHAEL",
            "Mike Quillfeather",
            "Mikey",
            "Mick Quillfeather",
            "Mickey Quillfeather lives here",
            "Ask for Mike at the desk",
            "Micheal Quillfeather",
            "Michale",
            "Michal Quillfeather",
            "Michael Quilfeather",
            "M. Quillfeather",
            "M Quillfeather",
            "M. J. Quillfeather",
            "Quillfeather, M.",
            "Quillfeather, Michael J",
            "Quillfeather M",
            "Mike Q.",
            "Mich\u{3164}ael",
            "Mich\u{115f}ael Quillfeather",
            "Mich\u{ffa0}ael",
            "Mich\u{e0041}ael",
            "Mich\u{34f}ael",
            "Mi\u{441}hael",
            "\u{39c}ichael",
            "\u{41c}\u{456}\u{441}h\u{430}\u{435}l",
            "M1chael Quillfeather",
            "Micha3l",
            "M\u{ed}ch\u{e4}el",
            "Mich-ael",
            "M i c h a e l",
            "m.i.c.h.a.e.l",
            "Mich<b>ael</b> Quillfeather",
            "Mich<!-- x -->ael",
            "<td>Michael</td><td>Quillfeather</td>",
            "Mich&shy;ael",
            "Mich&#x61;el",
            "Mich\\u0061el",
            "Mich**ael**",
            "https://example.com/mike-quillfeather",
            "https://example.com/p/mquillfeather",
            "https://example.com/m-quillfeather/91",
            "quillfeatherm@example.net",
            "mikequillfeather94",
            "realmichael_x",
            "xxmichaelxx",
            "michaelq",
            "Michael's page",
            "Michael\u{2019}s",
            "JAMES",
            "mjquillfeather",
            "michael\nquillfeather",
        ],
    );
}

#[test]
fn a_hidden_address_is_known_in_every_everyday_form() {
    check(
        Kind::Address,
        &[
            "1420 Example Lane",
            "1420 Example Ln",
            "1420 EXAMPLE LN.",
            "1420 Example Ln, Austin, Texas",
            "1420 Example Lane Apt 3, Austin TX 78701, USA",
            "1420 Example",
            "lives at 1420 Exampel Lane now",
            "Example Lane 1420",
            "https://example.com/1420-example-ln-austin-tx",
            "1420exampleln",
            "Example Ln, Austin",
            "Austin, TX",
            "Austin Texas",
            "Austin",
            "78701",
            "78701-1234",
            "1420 E\u{445}ample Lane",
            "1420 Example<br>Lane",
        ],
    );
}

#[test]
fn a_hidden_birth_date_is_known_in_every_everyday_form() {
    check(
        Kind::Birth,
        &[
            "March 5, 1994",
            "Mar 5 1994",
            "5 March 1994",
            "5th of March, 1994",
            "03/05/1994",
            "3/5/94",
            "05.03.1994",
            "5.3.1994",
            "1994-03-05",
            "1994/3/5",
            "19940305",
            "born 1994",
            "Born in 1994",
            "b. 1994",
            "DOB: 03-05-1994",
            "YOB 1994",
            "Birth year: 1994",
            "born in '94",
            "March 1994",
            "03/1994",
            "Birthday: March 5",
            "5. M\u{e4}rz 1994",
            "5 mars 1994",
            "5 de marzo de 1994",
            "1994",
            "Age 32",
            "32 years old",
            "a 32-year-old",
        ],
    );
}

#[test]
fn a_hidden_mailbox_phone_or_account_is_known_in_every_everyday_form() {
    check(
        Kind::Email,
        &[
            "mike.q@example.com",
            "MIKE.Q@EXAMPLE.COM",
            "mike.q+news@example.com",
            "mikeq@example.com",
            "mike.q (at) example (dot) com",
            "mike.q [at] example.com",
            "mike.q at example dot com",
            "mailto:mike.q%40example.com",
            "mi\u{3164}ke.q@example.com",
            "m\u{456}ke.q@example.com",
            "<mike.q@example.com>",
            "write to mike.q@example.com.",
            "mike.q @ example.com",
            "mi***@example.com",
        ],
    );
    check(
        Kind::Phone,
        &[
            "+12175550142",
            "(217) 555-0142",
            "217.555.0142",
            "217 555 0142",
            "1-217-555-0142",
            "001 217 555 0142",
            "2175550142",
            "217/555-0142",
            "217\u{2011}555\u{2011}0142",
            "555-0142",
            "tel:+1-217-555-0142;ext=7",
            "217-555-O142",
            "two one seven 555 zero one four two",
            "\u{ff12}\u{ff11}\u{ff17}5550142",
            "\u{662}\u{661}\u{667} \u{665}\u{665}\u{665} \u{660}\u{661}\u{664}\u{662}",
            "(217) ***-**42",
        ],
    );
    check(
        Kind::Username,
        &["bob", "@bob", "bob77", "bob_77", "BOB", "https://example.com/u/bob", "b.o.b.1", "b\u{43e}b"],
    );
}

#[test]
fn innocent_text_stays_whole() {
    let redactor = redactor();
    let mut touched = Vec::new();
    for text in [
        "Juniper May Quillfeather",
        "Juniper M. Quillfeather",
        "J. M. Quillfeather",
        "Quillfeather, Juniper M.",
        "Marlow Quillfeather",
        "Quillfeather",
        "jquillfeather",
        "https://example.com/juniper-quillfeather/91",
        "juniper.quillfeather@example.com",
        "juniper@example.org",
        "77 Sample Street, Dayton, OH 45402",
        "Dayton, Ohio",
        "1420 Sample Street",
        "142 Example Road, Dayton",
        "(312) 555-0188",
        "312-555-0142",
        "lumenfox",
        "Bobby Tables",
        "kebob house",
        "Founded in 1994",
        "Updated March 5, 2024",
        "Copyright 1994-2026",
        "32 years of experience",
        "Age 71",
        "It will be removed within 45 days.",
        "We found 12 results for your search.",
        "Carmichael, Illinois",
        "The mechanic will call you.",
        "Order number 787011",
        "Room 1420",
        "Example Lane Bakery of Dayton",
        "microphone check",
        "a\u{301}ccents stay, <b>so</b> does &amp; markup",
        "",
        "   ",
    ] {
        let (covered, kinds) = redactor.cover(text);
        if !kinds.is_empty() || covered != text {
            touched.push((text, kinds));
        }
    }
    assert!(touched.is_empty(), "not whole to the byte: {touched:#?}");
}

#[test]
fn a_name_inside_an_open_name_does_not_cover_it() {
    let person = Person {
        names: vec![
            name("Michaela", "", "Quillfeather", NameKind::Legal),
            name("Michael", "", "Quillfeather", NameKind::Former),
            name("Alexandra", "", "Fox", NameKind::Stage),
            name("Alexander", "", "Fox", NameKind::Former),
        ],
        ..Person::default()
    };
    let redactor = Redactor::new(&Profile::from_person(&person));
    for shown in [
        "Michaela Quillfeather",
        "michaelaquillfeather",
        "Michaela",
        "Alexandra Fox",
        "Alex Fox",
        "M. Quillfeather",
    ] {
        assert!(!redactor.hides(shown), "{shown}");
    }
    for hidden in ["Michael Quillfeather", "Alexander Fox", "michaelquillfeather", "Alexander"] {
        assert!(redactor.hides(hidden), "{hidden}");
    }
}

#[test]
fn names_of_other_scripts_are_known_when_they_are_spelled_in_ours() {
    let person = Person {
        names: vec![
            name(
                "\u{415}\u{432}\u{433}\u{435}\u{43d}\u{438}\u{439}",
                "",
                "\u{429}\u{435}\u{440}\u{431}\u{430}\u{43a}\u{43e}\u{432}",
                NameKind::Former,
            ),
            name("J\u{f6}rg", "", "Gr\u{fc}nwald", NameKind::Former),
        ],
        ..Person::default()
    };
    let redactor = Redactor::new(&Profile::from_person(&person));
    for text in ["Evgenii Shcherbakov", "shcherbakov", "Joerg Gruenwald", "jorg-grunwald", "JÖRG"] {
        assert!(redactor.hides(text), "{text}");
    }
}

#[test]
fn only_the_lines_that_hold_something_are_covered() {
    let (text, kinds) = redactor().cover("One line.\r\nMike Quillfeather, (217) 555-0142\nThe last line");
    assert_eq!(text, format!("One line.\r\n{HIDDEN}\nThe last line"));
    assert_eq!(kinds, BTreeSet::from([Kind::Name, Kind::Phone]));
    let (text, _) = redactor().cover("first\nMich-\nael is cut\nlast");
    assert_eq!(text, format!("first\n{HIDDEN}\n{HIDDEN}\nlast"), "a name across a line end takes both lines");
}
