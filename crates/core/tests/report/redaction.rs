//! A hidden name is in no report, in no form; a redacted report holds no value of the person at all.

use crate::audit::{Audit, juniper, name};
use proptest::prelude::*;
use unlisted_core::person::NameKind;
use unlisted_core::redact::{HIDDEN, Redaction, Redactor};
use unlisted_core::removal::{TaskId, TaskMark, TaskState};
use unlisted_core::report::Format;
use unlisted_core::source::{Catalogue, Placeholder};
use unlisted_core::{Listing, Person, Profile};

fn redactor() -> Redactor {
    Redactor::new(&Profile::from_person(&juniper()))
}

fn check_hidden(text: &str, expected: bool) {
    assert_eq!(redactor().hides(text), expected, "{text:?}");
}

#[test]
fn short_names_of_dense_scripts_are_hidden() {
    let hidden = |first: &str, last: &str| {
        let former = name(first, "", last, NameKind::Former);
        Redactor::new(&Profile::from_person(&Person { names: vec![former], ..Person::default() }))
    };
    for (first, last, text) in [
        ("\u{4f1f}", "\u{738b}", "\u{738b}\u{4f1f}"),
        ("\u{5c0f}\u{660e}", "\u{738b}", "profile of \u{738b}\u{5c0f}\u{660e} (Leeds)"),
        ("\u{bbfc}\u{c900}", "\u{ae40}", "\u{ae40}\u{bbfc}\u{c900}"),
    ] {
        assert!(hidden(first, last).hides(text), "{text:?}");
    }
}

#[test]
fn every_form_of_a_hidden_name_is_known() {
    for text in [
        "Casper Quillfeather",
        "CASPER",
        "c\u{e1}sper",
        "Ca\u{301}sper",
        "\u{ff23}\u{ff41}\u{ff53}per",
        "Quillfeather, Casper J.",
        "casper-quillfeather",
        "casper_quillfeather",
        "casper+quillfeather",
        "casperquillfeather94",
        "c.a.s.p.e.r quillfeather",
        "https://example.com/name/casper-quillfeather",
        "https://example.com/?q=Casper%20Quillfeather",
        "https://example.com/?q=%43asper",
        "https://example.com/?q=%2543asper",
        "https://example.com/%63%61%73%70%65%72",
        "cas\u{200b}per",
        "Cas\u{ad}per",
        "&#67;asper",
        "&#x43;asper",
        "quillfeathercasper@example.com",
    ] {
        check_hidden(text, true);
    }
    for text in [
        "Juniper May Quillfeather",
        "https://example.com/name/juniper-quillfeather",
        "Marlow Quillfeather",
        "juniper.quillfeather@example.com",
        "1420 Example Lane, Springfield, IL 62701",
        "lumenfox",
        "",
    ] {
        check_hidden(text, false);
    }
}

#[test]
fn a_hidden_name_is_known_in_the_address_of_every_shipped_source() {
    let mut asked = 0;
    for (first, last) in [
        ("Casper", "Quillfeather"),
        ("Jos\u{e9}", "N\u{fa}\u{f1}ez-O'Hara"),
        ("Bo", "Li"),
        ("Anne Marie", "van der Zee"),
        ("J\u{fc}rgen", "Gro\u{df}"),
        ("\u{42e}\u{43b}\u{438}\u{44f}", "\u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\u{430}"),
    ] {
        let mut person = juniper();
        let former = name(first, "", last, NameKind::Former);
        person.names.push(former.clone());
        let redactor = Redactor::new(&Profile::from_person(&person));
        let mut values = Placeholder::of_name(&former);
        values.extend(Placeholder::of_address(&person.addresses[0]));
        for definition in Catalogue::built_in().iter() {
            let template = definition.template();
            if template.needs().iter().any(|need| matches!(need, Placeholder::First | Placeholder::Last))
                && let Some(url) = template.fill(&values)
            {
                assert!(redactor.hides(url.as_str()), "{} asked about {first} {last}", definition.id.0);
                asked += 1;
            }
        }
    }
    assert!(asked > 6, "shipped sources ask by name: {asked}");
}

#[test]
fn short_hidden_names_are_words_not_letters() {
    let mut person = juniper();
    person.names.push(name("Al", "", "B\u{f6}hm", NameKind::Former));
    let redactor = Redactor::new(&Profile::from_person(&person));
    for (text, expected) in [
        ("Al", true),
        ("al-bohm", true),
        ("Boehm", true),
        ("B\u{d6}HM", true),
        ("Dallas, Alabama", false),
        ("albohm", true),
    ] {
        assert_eq!(redactor.hides(text), expected, "{text:?}");
    }
}

#[test]
fn a_name_that_an_open_name_shares_is_no_secret() {
    let person = Person {
        names: vec![
            name("Juniper", "May", "Quillfeather", NameKind::Legal),
            name("Juniper", "", "Oldname", NameKind::Former),
        ],
        ..Person::default()
    };
    let redactor = Redactor::new(&Profile::from_person(&person));
    assert!(!redactor.hides("Juniper Quillfeather"));
    assert!(redactor.hides("J Oldname"));
    assert!(redactor.hides("juniper-oldname"));
}

#[test]
fn other_hidden_facts_stay_hidden_too() {
    let mut profile = Profile::from_person(&juniper());
    for identifier in &mut profile.identifiers {
        identifier.hidden = true;
    }
    let redactor = Redactor::new(&profile);
    for text in [
        "+1 (217) 555-0142",
        "217.555.0142",
        "juniper.quillfeather@example.com",
        "@LumenFox",
        "1420 EXAMPLE LANE",
        "born 1994-05-17",
        "Marlow Quillfeather",
    ] {
        assert!(redactor.hides(text), "{text}");
    }
    assert!(redactor.hides_birth());
}

#[test]
fn site_text_becomes_one_clean_line() {
    let redactor = redactor();
    assert_eq!(redactor.plain("a\r\n b\tc\u{202e}\u{200b}d\u{7}"), "a b cd");
    assert_eq!(redactor.plain("born Casper, now gone"), HIDDEN, "the words around would betray it");
    assert_eq!(redactor.plain(&"x".repeat(9000)).chars().count(), 501);
}

#[test]
fn links_show_only_their_host_when_redacted() {
    let redactor = redactor();
    let link = "https://alpha.example.com/p/juniper-quillfeather/91?ref=1";
    assert_eq!(redactor.link(link, "alpha.example.com", Redaction::Full), link);
    let short = redactor.link(link, "alpha.example.com", Redaction::Redacted);
    assert_eq!(short, "alpha.example.com (full link in the app)");
    for redaction in [Redaction::Full, Redaction::Redacted] {
        let hidden =
            redactor.link("https://a.example.com/name/casper-quillfeather", "a.example.com", redaction);
        assert_eq!(
            hidden, "a.example.com (full link in the app)",
            "nor is it said that there is a hidden name"
        );
        let script = redactor.link("javascript:alert(1)", "a.example.com", redaction);
        assert_eq!(script, "a.example.com (full link in the app)", "only web addresses are links");
    }
}

#[test]
fn no_report_holds_a_hidden_name() {
    let audit = Audit::practice();
    for format in Format::ALL {
        for redaction in [Redaction::Redacted, Redaction::Full] {
            let text = audit.write(format, redaction).to_lowercase();
            for form in ["casper", "c\u{e1}sper", "%63asper"] {
                assert!(!text.contains(form), "{format:?} {redaction:?} holds {form}");
            }
        }
        assert!(audit.write(format, Redaction::Full).contains("Juniper M Quillfeather"), "full is full");
    }
    // The control: the same audit of somebody who hides nothing does show that name.
    let mut open = Audit::practice();
    for identifier in &mut open.profile.identifiers {
        identifier.hidden = false;
    }
    for format in Format::ALL {
        assert!(open.write(format, Redaction::Full).contains("Casper Quillfeather"), "{format:?}");
        let redacted = open.write(format, Redaction::Redacted).to_lowercase();
        assert!(!redacted.contains("casper"), "{format:?} redacts an open name too");
    }
}

#[test]
fn a_redacted_report_holds_no_value() {
    let mut audit = Audit::practice();
    audit.marks.push(TaskMark {
        task: TaskId("source-gamma-people".into()),
        state: TaskState::Asked,
        on: crate::audit::today(),
        note: Some("Called from 1420 Example Lane".into()),
    });
    for format in Format::ALL {
        let tasks = audit.tasks(crate::audit::today());
        let text = audit.write_with(&tasks, format, Redaction::Redacted).to_lowercase();
        for value in [
            "juniper",
            "quillfeather",
            "lumen",
            "fox",
            "marlow",
            "1420",
            "example lane",
            "springfield",
            "62701",
            "77 sample",
            "dayton",
            "illinois",
            "45402",
            "555",
            "0142",
            "1994",
            "hyperlink",
            "(217)",
            "/p/91",
        ] {
            assert!(!text.contains(value), "{format:?} holds {value}");
        }
    }
}

#[test]
fn file_names_tell_nothing() {
    let names = Format::ALL.map(|format| format.file_name(crate::audit::today()));
    assert_eq!(names, ["checklist-2026-11-22.md", "checklist-2026-11-22.csv", "checklist-2026-11-22.html"]);
}

/// The hidden name as sites write it: any joint, any case, perhaps encoded, within any text.
fn disguised() -> impl Strategy<Value = String> {
    let joints = prop::sample::select(vec![" ", "-", "_", "+", ".", "%20", "%2520", "", "/", ", ", "\u{a0}"]);
    let forms = prop::sample::select(vec![
        "casper",
        "CASPER",
        "Casper",
        "C\u{e1}sp\u{e9}r",
        "%63asper",
        "cas\u{200b}per",
    ]);
    (forms, joints, any::<bool>(), "[a-z0-9 /:.]{0,12}").prop_map(|(form, joint, turned, around)| {
        let name =
            if turned { format!("quillfeather{joint}{form}") } else { format!("{form}{joint}quillfeather") };
        format!("{around} {name}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_disguise_gets_a_hidden_name_into_a_report(text in disguised()) {
        let mut audit = Audit::practice();
        for finding in &mut audit.findings {
            finding.listing = Listing {
                name: Some(text.clone()),
                alternative_names: vec![text.clone()],
                emails: vec![text.clone()],
                usernames: vec![text.clone()],
                relatives: vec![text.clone()],
                details: vec![text.clone()],
                url: Some(format!("https://alpha-people.example.com/{text}")),
                ..Listing::default()
            }.into();
        }
        for format in Format::ALL {
            for redaction in [Redaction::Redacted, Redaction::Full] {
                // No shipped text has these letters in a row once everything but letters is gone.
                let written: String =
                    audit.write(format, redaction).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
                for form in ["casper", "c\u{e1}sp\u{e9}r", "63asper"] {
                    prop_assert!(!written.contains(form), "{format:?} {redaction:?}");
                }
            }
        }
    }

    #[test]
    fn any_text_is_cleaned_without_panic(text in any::<String>()) {
        let line = redactor().plain(&text);
        prop_assert!(line.chars().all(|c| !c.is_control()), "no control characters are left");
        prop_assert!(line.chars().count() <= 501);
    }
}
