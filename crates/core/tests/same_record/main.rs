//! The same record again: what leaves a record what it is, what makes it another, and one to one between two scans.

mod properties;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use unlisted_core::finding::{
    Closeness, Decision, Finding, FindingId, Resemblance, SaidBefore, assign_findings, derive_decision,
    read_looks, read_shown, same_record,
};
use unlisted_core::matching::{Likeness, Match};
use unlisted_core::{CheckId, Listing, SourceId};

const BEFORE: Date = jiff::civil::date(2025, 6, 1);
const NOW: Date = jiff::civil::date(2026, 11, 22);

fn listing(value: Value) -> Listing {
    serde_json::from_value(value).expect("the listing is well formed")
}

/// What the tables change: a record as a people-search site shows it.
fn record() -> Value {
    json!({
        "name": "Juniper M Quillfeather", "age": 31,
        "addresses": [
            {"street": "100 Example St Apt 4B", "city": "Springfield", "region": "IL", "postcode": "62701"},
            {"street": "22 N Sample Ave", "city": "Dayton", "region": "OH"}
        ],
        "phones": ["(217) 555-0142"], "relatives": ["Rowan Quillfeather", "Hazel Thistlewood"]
    })
}

/// The record with some keys replaced; null takes one out.
fn with(changes: &Value) -> Listing {
    let mut value = record();
    for (key, change) in changes.as_object().expect("changes are an object") {
        value[key] = change.clone();
    }
    value.as_object_mut().expect("it is an object").retain(|_, it| !it.is_null());
    listing(value)
}

fn closeness(before: &Listing, now: &Listing) -> Option<Closeness> {
    let (before, now) = (read_shown(before, BEFORE), read_shown(now, NOW));
    let there = same_record(&before, &now);
    assert_eq!(there, same_record(&now, &before), "which of the two came first does not matter");
    there
}

#[test]
fn a_record_stays_what_it_is() {
    let old = with(&json!({}));
    for (what, changes) in [
        ("nothing changed", json!({})),
        ("a birthday", json!({"age": 32})),
        ("an age that the site did not bring up to date", json!({"age": 31})),
        ("a range in place of the age", json!({"age": null, "age_range": [30, 39]})),
        ("a birth year in place of the age", json!({"age": null, "birth_year": 1994})),
        ("the age is no longer shown", json!({"age": null})),
        ("a new phone", json!({"phones": ["(312) 555-0111"]})),
        ("a phone written another way", json!({"phones": ["+1 217 555 0142"]})),
        (
            "lists in another order",
            json!({"relatives": ["Hazel Thistlewood", "Rowan Quillfeather"],
            "addresses": [{"street": "22 N Sample Ave", "city": "Dayton", "region": "OH"},
                {"street": "100 Example St Apt 4B", "city": "Springfield", "region": "IL", "postcode": "62701"}]}),
        ),
        (
            "streets spelled out",
            json!({"addresses": [
            {"street": "100 Example Street, Apartment 4B", "city": "Springfield", "region": "Illinois"},
            {"street": "22 North Sample Avenue", "city": "Dayton", "region": "Ohio"}]}),
        ),
        (
            "a move on top of the list",
            json!({"addresses": [
            {"street": "9 Elsewhere Ct", "city": "Boise", "region": "ID"},
            {"street": "100 Example St", "city": "Springfield", "region": "IL"}]}),
        ),
        ("an added alias", json!({"alternative_names": ["June Quillfeather", "Lumen Fox"]})),
        ("the name in capitals and another order", json!({"name": "QUILLFEATHER, JUNIPER M"})),
        ("the middle name written out", json!({"name": "Juniper May Quillfeather"})),
        (
            "a married name at the head, the old one beside it",
            json!({"name": "Juniper Okonkwo", "alternative_names": ["Juniper Quillfeather"]}),
        ),
        ("all relatives new", json!({"relatives": ["Otis Barleycorn"]})),
    ] {
        assert!(closeness(&old, &with(&changes)).is_some(), "{what}");
    }
}

#[test]
fn another_record_is_another_record() {
    let old = with(&json!({}));
    for (what, changes) in [
        ("a parent of the same name", json!({"age": 63})),
        ("a child of the same name", json!({"age": 4})),
        ("another generation", json!({"name": "Juniper M Quillfeather Jr", "age": null})),
        ("another middle initial at the same door", json!({"name": "Juniper B Quillfeather"})),
        ("a sister at the same door", json!({"name": "Jasmine Quillfeather"})),
        (
            "a spouse at the same door",
            json!({"name": "Rowan Quillfeather", "relatives": ["Juniper Quillfeather"]}),
        ),
        (
            "a spouse whose record took in the name",
            json!({"name": "Rowan Quillfeather", "age": 36, "alternative_names": ["Juniper Quillfeather"]}),
        ),
        (
            "a namesake in the same town",
            json!({"age": null, "phones": ["(217) 555-0199"], "relatives": [],
            "addresses": [{"street": "9 Elsewhere Ct", "city": "Springfield", "region": "IL"}]}),
        ),
        (
            "a namesake elsewhere",
            json!({"phones": [], "relatives": [],
            "addresses": [{"city": "Boise", "region": "ID"}]}),
        ),
        ("only the name", json!({"age": null, "addresses": [], "phones": [], "relatives": []})),
    ] {
        assert_eq!(closeness(&old, &with(&changes)), None, "{what}");
    }
}

#[test]
fn a_link_tells_first() {
    let page = |url: &str, mut changes: Value| {
        changes["url"] = json!(url);
        with(&changes)
    };
    let numbered = "https://www.example.com/juniper-quillfeather_p12345678?utm_source=x";
    let moved = "http://example.com/il/springfield/juniper-okonkwo_p12345678/";
    let other = "https://example.com/juniper-quillfeather_p87654321";
    for (what, now, same) in [
        ("one record, another address of its page", page(moved, json!({})), true),
        ("the name changed, the number did not", page(moved, json!({"name": "Juniper Okonkwo"})), true),
        ("a new number with all its facts", page(other, json!({"age": 32})), true),
        (
            "a new number and no age: two people can share name, door and phone",
            page(other, json!({"age": null})),
            false,
        ),
        (
            "a new number and a namesake",
            page(
                other,
                json!({"phones": [], "relatives": [],
            "addresses": [{"city": "Springfield", "region": "IL"}]}),
            ),
            false,
        ),
        (
            "a recycled number",
            page(
                moved,
                json!({"name": "Otis Barleycorn", "age": 70, "phones": [],
            "addresses": [], "relatives": []}),
            ),
            false,
        ),
    ] {
        assert_eq!(closeness(&page(numbered, json!({})), &now).is_some(), same, "{what}");
    }
    let list = "https://example.com/name/juniper-quillfeather";
    let somebody = page(list, json!({"name": "Otis Barleycorn"}));
    assert_eq!(
        closeness(&page(list, json!({})), &somebody),
        None,
        "a page of a name may list somebody else today"
    );
}

fn found(source: &str, id: &str, listing: Listing, decision: Decision) -> Finding {
    let seen: Timestamp = "2025-06-01T12:00:00Z".parse().expect("a constant moment");
    Finding {
        id: FindingId(id.into()),
        source: SourceId(source.into()),
        check: CheckId("check".into()),
        listing: listing.into(),
        page: String::new().into(),
        matched: Match { verdict: Likeness::Possible, score: 0.5, reasons: Vec::new() },
        decision,
        first_seen: seen,
        last_seen: seen,
        came_back: None,
    }
}

fn assign(old: &[Finding], new: &[Listing]) -> Vec<String> {
    assign_findings(&SourceId("s".into()), old, new, NOW).into_iter().map(|id| id.0).collect()
}

#[test]
fn father_and_son_stay_two() {
    let family = |phone: &str, extra: Value| {
        let mut value = json!({"name": "John Carver", "phones": [phone],
            "addresses": [{"street": "7 Sample Ct", "city": "Fort Worth", "region": "TX"}]});
        for (key, change) in extra.as_object().expect("an object") {
            value[key] = change.clone();
        }
        listing(value)
    };
    let (father, son) = (family("817-555-0133", json!({})), family("817-555-0134", json!({})));
    let old =
        [found("s", "father", father.clone(), Decision::NotMe), found("s", "son", son.clone(), Decision::Me)];
    assert_eq!(assign(&old, &[father.clone(), son.clone()]), ["father", "son"], "both are still there");
    assert_eq!(
        assign(&old, &[son.clone(), father.clone()]),
        ["son", "father"],
        "their order does not matter"
    );
    assert_eq!(assign(&old, &[son]), ["son"], "the closest pair comes first");
    let aged = [family("817-555-0133", json!({"age": 68})), family("817-555-0133", json!({"age": 41}))];
    let ids = assign(&[], &aged);
    assert_ne!(ids[0], ids[1], "two ages are two people");
    let old = [found("s", "father", family("817-555-0133", json!({"age": 67})), Decision::NotMe)];
    let ids = assign(&old, &[aged[1].clone()]);
    assert_ne!(ids, ["father"], "the son does not get the father's answer when the father is gone");
    assert_eq!(assign(&old, &aged)[0], "father");
}

#[test]
fn records_get_one_id_each() {
    let own = |url: Option<&str>, name: &str| listing(json!({"name": name, "url": url}));
    let page = Some("https://example.com/#");
    let ids = assign(&[], &[own(page, "A"), own(page, "B")]);
    assert_ne!(ids[0], ids[1], "two records behind one link are two findings");
    let twice = assign(&[], &[own(None, "A"), own(None, "A")]);
    assert_eq!(twice[0], twice[1], "a record that stands there twice is one");
    let first = assign(&[], &[own(Some("https://example.com/1"), "A")]);
    let old = [found("s", &first[0], own(Some("https://example.com/1"), "A"), Decision::Me)];
    assert_eq!(assign(&old, &[own(Some("https://example.com/1/?ref=mail"), "A B")]), first, "its own link");
    let other = assign(&old, &[own(Some("https://example.com/1"), "Otis Barleycorn")]);
    assert_ne!(other, first, "a link that went over to somebody else is no record of before");
    let elsewhere = [found("t", "kept", with(&json!({})), Decision::Me)];
    assert_ne!(assign(&elsewhere, &[with(&json!({}))]), ["kept"], "each source has its own findings");
    assert!(assign(&old, &[]).is_empty());
    // What a person saw is written with their own name: equal facts then say nothing about two pages.
    let pages = ["https://example.com/1", "https://example.org/2"];
    let seen = [found("s", "first", own(Some(pages[0]), "Ada Quill"), Decision::Me)];
    assert_ne!(
        assign(&seen, &[own(Some(pages[1]), "Ada Quill")]),
        ["first"],
        "another page is another record"
    );
}

#[test]
fn a_decision_goes_over_to_the_same_record_only() {
    let before = found("s", "f", with(&json!({})), Decision::Me);
    for (what, changes, kept) in [
        ("a birthday and a new phone", json!({"age": 32, "phones": ["312-555-0100"]}), Decision::Me),
        (
            "a street spelled out",
            json!({"addresses": [
            {"street": "100 Example Street #4B", "city": "Springfield", "region": "Illinois"}]}),
            Decision::Me,
        ),
        ("another name at the head", json!({"name": "Otis Barleycorn"}), Decision::Undecided),
        ("an age that time does not explain", json!({"age": 58}), Decision::Undecided),
        (
            "other places and nothing else in common",
            json!({"age": null, "phones": [], "relatives": [],
            "addresses": [{"city": "Boise", "region": "ID"}]}),
            Decision::Undecided,
        ),
    ] {
        assert_eq!(derive_decision(Some(&before), &with(&changes), NOW), kept, "{what}");
    }
}

fn owner_of(source: &SourceId) -> Option<String> {
    source.0.starts_with("sister-").then(|| "family".to_owned())
}

#[test]
fn copies_at_sites_of_one_owner_are_told() {
    let findings = [
        found("sister-a", "1", with(&json!({"url": "https://a.example.com/p/1"})), Decision::Undecided),
        found(
            "sister-b",
            "2",
            with(&json!({"url": "https://b.example.com/p/9", "age": 32})),
            Decision::Undecided,
        ),
        found("sister-c", "3", with(&json!({"phones": []})), Decision::Undecided),
        found("sister-a", "4", with(&json!({"age": 63})), Decision::Undecided),
        found("stranger", "5", with(&json!({})), Decision::Undecided),
    ];
    let expected = vec![vec![FindingId("1".into()), FindingId("2".into()), FindingId("3".into())]];
    assert_eq!(
        read_looks(&findings, owner_of).copies(),
        expected,
        "neither the parent nor a stranger's site"
    );
    let mut turned = findings;
    turned.reverse();
    assert_eq!(read_looks(&turned, owner_of).copies(), expected, "their order does not matter");
}

#[test]
fn what_was_said_is_told_about_look_alikes() {
    let about = |source: &str, changes: Value| found(source, "new", with(&changes), Decision::Undecided);
    let said = |decided: &[Finding], about: &Finding| {
        let all: Vec<Finding> = decided.iter().chain([about]).cloned().collect();
        read_looks(&all, owner_of).said_before(&about.id)
    };
    let before = |source: &str, id: &str, decision| found(source, id, with(&json!({})), decision);
    let not_me = [before("sister-a", "old", Decision::NotMe)];
    let expect = |because| {
        Some(SaidBefore { decision: Decision::NotMe, source: SourceId("sister-a".into()), because })
    };
    assert_eq!(said(&not_me, &about("sister-a", json!({"age": 32}))), expect(Resemblance::SameSite));
    assert_eq!(said(&not_me, &about("sister-b", json!({"age": 32}))), expect(Resemblance::Copy));
    assert_eq!(said(&not_me, &about("stranger", json!({"age": 32}))), expect(Resemblance::Alike));
    let town = json!({"phones": [], "relatives": [], "addresses": [{"city": "Springfield", "region": "IL"}]});
    assert_eq!(said(&not_me, &about("stranger", town)), None, "a name, an age and a town are not nearly all");
    assert_eq!(said(&not_me, &about("sister-b", json!({"age": 63}))), None, "a parent was not meant");
    for decision in [Decision::Undecided, Decision::NotSure] {
        assert_eq!(said(&[before("sister-a", "old", decision)], &about("sister-a", json!({}))), None);
    }
    let both = [before("sister-a", "old", Decision::NotMe), before("sister-b", "older", Decision::Me)];
    assert_eq!(said(&both, &about("sister-c", json!({}))), None, "two answers are no reminder");
    let itself = found("sister-a", "new", with(&json!({})), Decision::Me);
    assert_eq!(said(&[], &itself), None, "a record is not its own look-alike");
}
