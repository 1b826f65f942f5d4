//! What may be asked: only what the person entered, allowed and sees, and never about anybody else.

use super::*;
use crate::person::{Address, Name, NameKind, Person, Relative};
use crate::reason::Reason;
use crate::source::catalogue::read_definition;

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

/// The cheapest question comes first, whatever the sources are called.
#[test]
fn what_a_source_learns_decides_when_it_is_asked() {
    let files = [
        json("a", "{first}/{last}/{street}", ""),
        json("b", "{first}/{last}/{city}", ""),
        json("c", "{first}/{last}", ""),
        json("d", "{email}", ""),
        json("e", "{username}", "") + "\n[control]\ngiven = { username = \"zzqq-nobody\" }\n",
    ];
    let mut person = juniper();
    person.emails = vec!["lumenfox@example.net".into()];
    person.addresses[0].street = "100 Example St".into();
    let plan = preview_plan(&catalogue(&files), &Profile::from_person(&person));
    let order: String = plan.checks.iter().map(|check| check.source.0.as_str()).collect();
    assert_eq!(order, "eeedcbba", "handle, e-mail, name, name and town, street");
    assert!(plan.checks[0].control, "the control stands just before its source");
}

#[test]
fn a_lately_proven_source_has_no_control() {
    let file = json("handles", "{username}", "") + "\n[control]\ngiven = { username = \"zzqq-nobody\" }\n";
    let catalogue = catalogue(&[file]);
    let profile = Profile::from_person(&juniper());
    let wishes = Wishes { proven: BTreeSet::from([SourceId("handles".into())]), ..Wishes::default() };
    let controls = |plan: Plan| plan.checks.iter().filter(|check| check.control).count();
    assert_eq!(controls(preview_plan(&catalogue, &profile)), 1);
    assert_eq!(controls(preview_plan_with(&catalogue, &profile, &wishes)), 0);
}

fn presence(id: &str, host: &str, more: &str) -> String {
    let probe = format!(
        "[probe]\nkind = \"presence\"\nurl = \"https://{host}\"\n{more}\nlisted = [{{ at = \"/id\" }}]\nnot_listed = [{{ status = [404] }}]"
    );
    definition(id, &probe)
}

#[test]
fn a_name_without_the_characters_that_a_site_drops_is_said_to_be_another() {
    let file = presence("dots", "dots.example/{username}", "strip = \".-\"");
    let plan_of = |names: &[&str]| {
        let person =
            Person { usernames: names.iter().map(|name| (*name).to_owned()).collect(), ..Person::default() };
        preview_plan(&catalogue(std::slice::from_ref(&file)), &Profile::from_person(&person))
    };
    let plan = plan_of(&["lumen.fox-1"]);
    let check = plan.checks.first().unwrap();
    assert_eq!(
        check.url.reveal().as_str(),
        "https://dots.example/lumenfox1",
        "what is asked is what is shown"
    );
    let written = check.stands_for.as_ref().unwrap().reveal();
    assert_eq!(written.get(&Placeholder::Username).map(String::as_str), Some("lumen.fox-1"));
    for names in [["lumen.fox", "lumenfox"], ["lumenfox", "lumen.fox"]] {
        let plan = plan_of(&names);
        assert_eq!(plan.checks.len(), 1, "one question, once");
        assert_eq!(plan.checks[0].stands_for, None, "the name was asked as the person wrote it");
    }
    let gone = plan_of(&["..."]);
    assert_eq!(gone.gaps.get(&SourceId("dots".into())), Some(&Gap::DoesNotApply));
}

#[test]
fn a_name_in_the_host_is_one_label_of_it_or_is_not_asked() {
    let file = presence("blogs", "{username|lower}.blogs.example.com/about", "");
    let person = Person {
        usernames: ["Lumenfox", "lumen_fox", "lumen.fox", "-x", "xn--x", "a@b", "a/b", "lumen-fox", ""]
            .into_iter()
            .map(str::to_owned)
            .collect(),
        ..Person::default()
    };
    let urls = asked(&[file], &Profile::from_person(&person));
    assert_eq!(
        urls,
        ["https://lumenfox.blogs.example.com/about", "https://lumen-fox.blogs.example.com/about"]
    );
}

#[test]
fn a_posted_body_is_part_of_the_question() {
    let more = "method = \"POST\"\nbody = '{\"query\":{\"user\":\"{username}\"}}'\nheaders = { x-page = \"/u/{username}\" }";
    let file = presence("posts", "posts.example/search", more);
    let person = Person { usernames: vec!["a\"b".into(), "lumenfox".into()], ..Person::default() };
    let plan = preview_plan(&catalogue(std::slice::from_ref(&file)), &Profile::from_person(&person));
    let bodies: Vec<&str> = plan
        .checks
        .iter()
        .filter_map(|check| check.body.as_ref())
        .map(|body| body.reveal().as_str())
        .collect();
    assert_eq!(bodies, [r#"{"query":{"user":"a\"b"}}"#, r#"{"query":{"user":"lumenfox"}}"#]);
    let definition = read_definition("posts.toml", &file).unwrap();
    let request = make_request(&definition, &plan.checks[0], None).unwrap();
    assert_eq!(request.method, Method::Post);
    assert_eq!(
        request.headers,
        [("x-page".to_owned(), "/u/a%22b".into()), ("content-type".to_owned(), "application/json".into())]
    );
    assert_eq!(request.body, plan.checks[0].body, "what leaves is what the plan showed");
}

#[test]
fn the_plan_counts_what_an_answer_may_lead_to() {
    let probe = "[probe]\nkind = \"page\"\nurl = \"https://pages.example/{username}\"\n[probe.listings]\neach = \"li\"\n\
        [probe.listings.fields]\nname = { select = \"b\" }\nurl = { select = \"a\", attribute = \"href\" }\n\
        [probe.next]\nselect = \"a.next\"\nmost = 4\n[probe.detail]\nmost = 2\nfields = { phones = { select = \"i\" } }\n\
        [control]\ngiven = { username = \"zzqq\" }";
    let plan = preview_plan(&catalogue(&[definition("pages", probe)]), &Profile::from_person(&juniper()));
    assert_eq!(plan.checks[1].at_most, 6, "three more pages, two details, the rules for programs");
    assert_eq!(plan.checks[0].at_most, 1, "an invented name leads nowhere further");
    let told: Vec<&str> = plan.checks.iter().map(|check| check.why.as_str()).collect();
    assert!(told.iter().all(|why| why.contains("pages") && why.contains("account name")), "{told:?}");
    assert!(told.iter().all(|why| !why.contains("lumenfox")), "no value stands in it");
}

#[test]
fn an_accepted_check_of_an_older_version_is_still_read() {
    let old = r#"{"id":"a","source":"b","values":{"username":"lumenfox"},"identifiers":[],"url":"https://b.example/lumenfox","by_hand":false,"control":false,"sends_hidden":false}"#;
    let check: Check = serde_json::from_str(old).unwrap();
    assert_eq!((check.method, check.body, check.at_most), (Method::Get, None, 0));
}
