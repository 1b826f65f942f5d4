//! Own facts are found however they are written, and only they.

use super::*;
use crate::person::Person;

fn person() -> Person {
    serde_json::from_value(serde_json::json!({
        "names": [{ "first": "Juniper", "last": "Quillfeather" }],
        "birth": { "date": "1994-03-05" },
        "addresses": [
            { "street": "1420 N Example Lane Apt 4", "city": "Springfield", "region": "IL", "current": true },
            { "street": "Beispielstraße 17", "city": "Bad Musterstadt", "country": "DE" },
        ],
        "phones": ["+12175550142", "+441632960123"],
        "emails": ["juniper.q+news@example.com"],
        "relatives": [{ "name": "Marlow A. Quillfeather" }],
    }))
    .expect("a person")
}

fn asked(pairs: &[(Placeholder, &str)]) -> Values {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

fn check(text: &str, expected: bool) {
    let own = OwnFacts::derive(&Profile::from_person(&person()));
    let asked = asked(&[(Placeholder::First, "Juniper"), (Placeholder::Last, "Quillfeather")]);
    assert_eq!(
        own.stand_in(text, &asked, "https://people.example.com/juniper-quillfeather"),
        expected,
        "in {text}"
    );
}

#[test]
fn a_street_is_found_in_every_notation() {
    for text in [
        "1420 N Example Lane",
        "1420 EXAMPLE LN, SPRINGFIELD",
        "Lives at 1420 North Example&nbsp;Ln. Apt 4",
        "<b>1420</b> <span>Example</span> <span>Lane</span>",
        "href=\"/address/1420-n-example-ln/springfield\"",
        "?a=1420%20Example%20Lane",
        "?a=1420%2520N%2520Example%2520Ln",
        "q=1420+Example+Lane",
        r#"{"number":"1420","street":"Example Lane"}"#,
        r#"{"line":"1420\u0020Example\nLn"}"#,
        "<!-- 1420 Example Lane -->",
        "1420 Ex&#97;mple Lane",
        "1420 Exam\u{200b}ple Lane",
        "Beispielstr. 17",
        "BEISPIELSTRASSE 17",
        "Beispielstra&szlig;e&nbsp;17",
        "Beispielstraße Nr. 17",
    ] {
        check(text, true);
    }
    for text in [
        "1421 Example Lane",
        "1420 Sample Lane",
        "Example Lane",
        "1420",
        "Beispielstraße 18",
        "11420 Example Lane",
    ] {
        check(text, false);
    }
}

#[test]
fn a_phone_is_found_however_its_digits_are_grouped() {
    for text in [
        "(217) 555-0142",
        "+1 217.555.0142",
        "2175550142",
        "tel:+12175550142",
        "217&#45;555&#45;0142",
        "<span>(217)</span> <span>555-0142</span>",
        "217-555-0142 / 217-555-0199",
        "217-555-0142 ext. 7",
        "01632 960123",
        "+44 (0)1632 960 123",
    ] {
        check(text, true);
    }
    for text in ["(217) 555-0143", "555-0142", "id 121755501429", "217 people, 555 towns, 0142 streets"] {
        check(text, false);
    }
}

#[test]
fn addresses_of_mail_birth_dates_and_relatives_are_found() {
    for text in [
        "JUNIPER.Q+NEWS@EXAMPLE.COM",
        "juniper.q%2Bnews%40example.com",
        "juniper.q+news&commat;example&period;com",
        "born 1994-03-05",
        "03/05/1994",
        "5.3.1994",
        "March 5, 1994",
        "5th of nothing; 5th March 1994",
        "5. März 1994",
        "19940305",
        "Marlow Quillfeather",
        "QUILLFEATHER, MARLOW A",
        "Marlow&nbsp;Ann Quillfeather",
    ] {
        check(text, true);
    }
    for text in
        ["juniper.q@example.org", "1994-03-06", "March 1994", "Marlow and friends", "Juniper Quillfeather"]
    {
        check(text, false);
    }
}

#[test]
fn a_town_and_a_year_count_only_beside_the_asked_name() {
    check("Towns: Salem, Springfield, Albany", false);
    check("<option>1993</option><option>1994</option>", false);
    check("Juniper Quillfeather of Bad Musterstadt", true);
    check("Quillfeather, Juniper M., born in 1994", true);
}

#[test]
fn what_was_asked_is_no_sign() {
    let own = OwnFacts::derive(&Profile::from_person(&person()));
    let by_phone = asked(&[(Placeholder::Phone, "+12175550142")]);
    assert!(
        !own.stand_in("Nothing for (217) 555-0142", &by_phone, "https://x.example/"),
        "the question is repeated"
    );
    assert!(own.stand_in("1420 Example Ln", &by_phone, "https://x.example/"), "the rest still counts");
    let in_town = asked(&[
        (Placeholder::First, "Juniper"),
        (Placeholder::Last, "Quillfeather"),
        (Placeholder::City, "Springfield"),
    ]);
    let echo = "Nobody called Juniper Quillfeather in Springfield";
    assert!(!own.stand_in(echo, &in_town, "https://x.example/"), "the town was asked for");
    assert!(!OwnFacts::default().stand_in(echo, &in_town, ""), "nobody's facts are nowhere");
}
