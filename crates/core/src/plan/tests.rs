//! What may be asked: only what the person entered, allowed and sees, and never about anybody else.

use super::*;
use crate::person::{Address, Name, NameKind, Person, Relative};
use crate::source::catalogue::read_definition;
use crate::verdict::Reason;

fn definition(id: &str, probe: &str) -> String {
    format!(
        r#"
format = 1
id = "{id}"
name = "{id}"
category = "profile"
home = "https://{id}.example/"
exposes = ["name"]
reach = 3
checked_live = "never"
facts = ["invented"]
removal = {{ how = "none", steps = ["-"] }}
{probe}
"#
    )
}

fn json(id: &str, path: &str, more: &str) -> String {
    let probe = format!(
        "[probe]\nkind = \"json\"\nurl = \"https://{id}.example/{path}\"\n{more}\nlistings = {{ each = \"\", fields = {{}} }}"
    );
    definition(id, &probe)
}

fn catalogue(files: &[String]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (at, file) in files.iter().enumerate() {
        catalogue.add(&format!("{at}.toml"), file).unwrap();
    }
    catalogue
}

fn name(first: &str, last: &str, kind: NameKind) -> Name {
    Name { first: first.into(), last: last.into(), kind, ..Name::default() }
}

fn address(city: &str, region: &str, current: bool) -> Address {
    Address { city: city.into(), region: region.into(), current, ..Address::default() }
}

fn juniper() -> Person {
    Person {
        names: vec![
            name("Juniper", "Quillfeather", NameKind::Legal),
            name("Casper", "Quillfeather", NameKind::Former),
        ],
        addresses: vec![address("Springfield", "IL", true), address("Dayton", "OH", false)],
        usernames: vec!["lumenfox".into(), "W0XXX".into()],
        relatives: vec![Relative { name: "Marlow Quillfeather".into() }],
        ..Person::default()
    }
}

/// The addresses a plan would ask, as text.
fn asked(files: &[String], profile: &Profile) -> Vec<String> {
    let plan = preview_plan(&catalogue(files), profile);
    plan.checks.iter().map(|check| check.url.reveal().to_string()).collect()
}

#[test]
fn names_are_crossed_with_addresses_and_former_names_stay_home() {
    let file = json("people", "{first|lower}-{last|lower}/{city|lower}", "");
    let profile = Profile::from_person(&juniper());
    assert_eq!(
        asked(&[file], &profile),
        [
            "https://people.example/juniper-quillfeather/springfield",
            "https://people.example/juniper-quillfeather/dayton"
        ]
    );
}

#[test]
fn an_allowed_hidden_name_is_marked_in_the_plan() {
    let mut profile = Profile::from_person(&juniper());
    profile.identifiers.iter_mut().filter(|it| it.hidden).for_each(|it| it.may_send = true);
    let plan = preview_plan(&catalogue(&[json("people", "{first}-{last}", "")]), &profile);
    let marks: Vec<bool> = plan.checks.iter().map(|check| check.sends_hidden).collect();
    assert_eq!(marks, [false, true], "the person sees which question would send it");
}

#[test]
fn what_is_marked_never_send_is_in_no_check() {
    let mut profile = Profile::from_person(&juniper());
    profile.identifiers.iter_mut().for_each(|it| it.may_send = it.value.reveal().kind() != Kind::Username);
    let file = json("handles", "{username}", "");
    let plan = preview_plan(&catalogue(&[file]), &profile);
    assert!(plan.checks.is_empty(), "a fact that must not be sent is not sent");
    assert_eq!(plan.gaps.get(&SourceId("handles".into())), Some(&Gap::NeverSend(vec![Kind::Username])));
}

#[test]
fn gaps_say_what_is_missing() {
    let profile = Profile::from_person(&Person::default());
    let plan = preview_plan(&catalogue(&[json("people", "{first}-{last}/{city}", "")]), &profile);
    let missing = Gap::Missing(vec![Kind::Name, Kind::Address]);
    assert_eq!(plan.gaps.get(&SourceId("people".into())), Some(&missing));
}

#[test]
fn values_that_do_not_fit_are_not_sent() {
    let file = json("licences", "{username}", "pattern = { username = \"^[A-Z][0-9][A-Z]{3}$\" }");
    let profile = Profile::from_person(&juniper());
    assert_eq!(asked(&[file], &profile), ["https://licences.example/W0XXX"]);
}

#[test]
fn relatives_are_in_no_address() {
    let files: Vec<String> = Placeholder::ALL
        .iter()
        .enumerate()
        .map(|(at, it)| json(&format!("s{at}"), &format!("{{{}}}", it.name()), ""))
        .collect();
    let all = asked(&files, &Profile::from_person(&juniper())).join(" ");
    assert!(!all.contains("Marlow"), "no placeholder reaches a relative");
}

#[test]
fn one_source_is_asked_a_bounded_number_of_questions_and_none_twice() {
    let mut person = juniper();
    person.addresses = (0..40).map(|at| address(&format!("Town {at}"), "IL", false)).collect();
    person.names.push(name("JUNIPER", "Quillfeather", NameKind::Stage));
    let urls =
        asked(&[json("people", "{first|lower}-{last|lower}/{city}", "")], &Profile::from_person(&person));
    assert_eq!(urls.len(), MOST_CHECKS_PER_SOURCE);
    let text = urls.join(" ");
    assert!(
        text.contains("Town%2011") && !text.contains("Town%2012"),
        "each question asks about another town"
    );
    let once: BTreeSet<&String> = urls.iter().collect();
    assert_eq!(once.len(), urls.len(), "no question is asked twice");
    let plan = preview_plan(
        &catalogue(&[json("people", "{first|lower}-{last|lower}/{city}", "")]),
        &Profile::from_person(&person),
    );
    assert_eq!(
        plan.left_out.get(&SourceId("people".into())),
        Some(&28),
        "the plan says how many it leaves out"
    );
}

#[test]
fn the_control_comes_first_and_sends_nothing_of_the_person() {
    let file = json("handles", "{username}", "") + "\n[control]\ngiven = { username = \"zzqq-nobody\" }\n";
    let plan = preview_plan(&catalogue(&[file]), &Profile::from_person(&juniper()));
    let first = plan.checks.first().unwrap();
    assert!(first.control && first.identifiers.is_empty());
    assert_eq!(first.url.reveal().as_str(), "https://handles.example/zzqq-nobody");
    assert_eq!(plan.checks.iter().filter(|check| check.control).count(), 1);
}

#[test]
fn hand_sources_are_opened_for_the_current_address_only() {
    let probe = "[probe]\nkind = \"hand\"\nurl = \"https://hand.example/{last}/{city}\"\nwhy = \"captcha\"\nlook_for = \"a card\"";
    let urls = asked(&[definition("hand", probe)], &Profile::from_person(&juniper()));
    assert_eq!(urls, ["https://hand.example/Quillfeather/Springfield"]);
}

#[test]
fn ids_depend_on_the_question_alone() {
    let file = json("handles", "{username}", "");
    let ids = |person: &Person| -> Vec<CheckId> {
        preview_plan(&catalogue(std::slice::from_ref(&file)), &Profile::from_person(person))
            .checks
            .into_iter()
            .map(|it| it.id)
            .collect()
    };
    let mut reordered = juniper();
    reordered.usernames.reverse();
    let (mut one, mut other) = (ids(&juniper()), ids(&reordered));
    one.sort();
    other.sort();
    assert_eq!(one, other, "the same question is recognised in every plan");
}

#[test]
fn keys_go_where_the_definition_says() {
    let keyed = |place: &str, public: &str| {
        let key = format!("key = {{ ask = \"a key\", place = \"{place}\", name = \"X-Key\"{public} }}");
        let file = json("keyed", "{username}", &key);
        let definition = read_definition("keyed.toml", &file).unwrap();
        let check = preview_plan(&catalogue(&[file]), &Profile::from_person(&juniper())).checks.remove(0);
        (definition, check)
    };
    let (definition, check) = keyed("query", "");
    assert_eq!(make_request(&definition, &check, None).unwrap_err(), Reason::NeedsKey);
    let request = make_request(&definition, &check, Some("a&b")).unwrap();
    assert_eq!(request.url.reveal().query(), Some("X-Key=a%26b"));
    let (definition, check) = keyed("header", ", public = \"DEMO\"");
    let request = make_request(&definition, &check, None).unwrap();
    assert_eq!(
        request.headers,
        [("x-key".to_owned(), "DEMO".into())],
        "the public key serves until there is another"
    );
    let (definition, check) = keyed("basic", "");
    let request = make_request(&definition, &check, Some("k")).unwrap();
    assert_eq!(request.headers, [("authorization".to_owned(), "Basic azo=".into())]);
    assert!(check.url.reveal().query().is_none(), "the plan's address never holds a key");
}
