//! Tasks: what comes first, when it is due, and what a form would newly teach a site.

use crate::audit::{Audit, address, finding, today, whole_listing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use unlisted_core::exposure::Band;
use unlisted_core::fact::Fact;
use unlisted_core::law::{deadline, derive_regions, extended_deadline, fitting_law, laws};
use unlisted_core::matching::Likeness;
use unlisted_core::removal::{Task, TaskId, TaskMark, TaskState};
use unlisted_core::source::{Ask, Catalogue};
use unlisted_core::{Decision, Person, Profile};

fn task<'a>(tasks: &'a [Task], id: &str) -> &'a Task {
    tasks.iter().find(|task| task.id.0 == id).unwrap_or_else(|| panic!("there is a task {id}"))
}

fn mark(task: &str, state: TaskState, on: Date) -> TaskMark {
    TaskMark { task: TaskId(task.into()), state, on, note: None }
}

#[test]
fn the_order_is_band_then_many_then_upstream_then_quick_then_slow() {
    let tasks = Audit::practice().removals(today());
    let order: Vec<(&str, Band)> = tasks.iter().map(|task| (task.id.0.as_str(), task.band)).collect();
    assert_eq!(
        order,
        [
            ("owner-peopleconnect", Band::Critical),
            ("source-gamma-people", Band::Critical),
            ("source-chat-place", Band::High),
            ("source-county-roll", Band::Medium),
        ]
    );
    let all = Audit::practice().tasks(today());
    assert!(all.is_sorted_by_key(|task| task.band), "band first, cards included");
    assert!(all.iter().map(|task| task.order).eq(1..=all.len()), "places count up from 1");
}

#[test]
fn nothing_is_removed_before_me() {
    let mut audit = Audit::practice();
    for decision in [Decision::Undecided, Decision::NotMe, Decision::NotSure, Decision::Relative] {
        for finding in &mut audit.findings {
            finding.decision = decision;
        }
        assert!(audit.removals(today()).is_empty(), "{decision:?} asks for no removal");
    }
}

#[test]
fn one_removal_clears_all_sites_of_an_owner() {
    let tasks = Audit::practice().removals(today());
    let group = task(&tasks, "owner-peopleconnect");
    assert_eq!(group.clears, ["alpha-people.example", "beta-people.example"]);
    assert_eq!((group.findings.len(), group.listings.len()), (2, 2));
    assert!(group.flags.contains(&Ask::BirthDate) && group.flags.contains(&Ask::EmailConfirmation));
    assert_eq!(group.link.as_ref().unwrap().reveal(), "https://suppression.peopleconnect.us/login");
}

#[test]
fn a_form_is_said_to_teach_only_what_the_site_does_not_show() {
    let mut audit = Audit::practice();
    for finding in &mut audit.findings {
        let mut listing = finding.listing.reveal().clone();
        listing.phones.clear();
        finding.listing = listing.into();
    }
    let tasks = audit.removals(today());
    let group = task(&tasks, "owner-peopleconnect");
    assert!(group.already_has.contains(&Fact::Email) && !group.already_has.contains(&Fact::Phone));
    assert_eq!(group.would_teach, [Fact::Phone]);
}

#[test]
fn open_tasks_are_due_by_their_band_and_never_in_the_past() {
    let audit = Audit { marks: Vec::new(), ..Audit::practice() };
    // The findings were first seen on 20 November.
    let tasks = audit.removals(date(2026, 11, 20));
    assert_eq!(task(&tasks, "owner-peopleconnect").due, date(2026, 11, 20));
    assert_eq!(task(&tasks, "source-chat-place").due, date(2026, 11, 23));
    assert_eq!(task(&tasks, "source-county-roll").due, date(2026, 11, 27));
    let later = audit.removals(date(2027, 3, 1));
    assert!(later.iter().all(|task| task.due == date(2027, 3, 1)), "what was late is due today");
}

#[test]
fn the_latest_mark_counts_and_sets_the_clock() {
    let audit = Audit::practice();
    let tasks = audit.removals(today());
    let roll = task(&tasks, "source-county-roll");
    assert_eq!((roll.state, roll.since), (TaskState::Asked, Some(date(2026, 11, 21))));
    assert_eq!(roll.due, date(2026, 12, 21), "thirty days is the longest it takes");
    let chat = task(&tasks, "source-chat-place");
    assert_eq!(chat.state, TaskState::Done);
    assert_eq!(chat.due, date(2026, 12, 21), "listings come back");
    assert_eq!(task(&tasks, "owner-peopleconnect").state, TaskState::Open);
}

#[test]
fn a_law_sets_the_clock_where_it_protects_the_person() {
    let mut audit = Audit::practice();
    let move_to = |audit: &mut Audit, region: &str, country: &str| {
        let mut person: Person = audit.profile.person();
        person.addresses = vec![address("1 Example Lane", "Sampleton", region, "", true)];
        person.addresses[0].country = country.into();
        audit.profile = Profile::from_person(&person);
    };
    audit.marks = vec![mark("source-gamma-people", TaskState::Asked, date(2027, 1, 31))];
    for (region, country, law, due) in [
        ("CA", "US", Some("us-ca-ccpa"), date(2027, 3, 17)),
        ("VA", "US", Some("us-state-privacy"), date(2027, 3, 17)),
        ("", "DE", Some("gdpr"), date(2027, 2, 28)),
        ("IL", "US", None, date(2027, 2, 14)),
    ] {
        move_to(&mut audit, region, country);
        let tasks = audit.removals(date(2027, 2, 1));
        let gamma = task(&tasks, "source-gamma-people");
        assert_eq!(gamma.law.as_ref().map(|law| law.id.as_str()), law, "in {country} {region}");
        assert_eq!(gamma.due, due, "in {country} {region}");
        assert!(gamma.letter.is_some(), "a letter is ready with or without a law");
    }
}

#[test]
fn could_not_has_other_advice() {
    let mut audit = Audit::practice();
    audit.marks = vec![mark("source-gamma-people", TaskState::CouldNot, today())];
    let tasks = audit.removals(today());
    let gamma = task(&tasks, "source-gamma-people");
    assert_eq!(gamma.state, TaskState::CouldNot);
    assert!(gamma.next_advice.contains("privacy mailbox"), "{}", gamma.next_advice);
}

#[test]
fn a_deadline_is_never_before_the_laws_own() {
    for law in laws().values() {
        for asked in
            [date(2026, 1, 31), date(2026, 2, 28), date(2028, 1, 30), date(2028, 2, 29), date(2026, 11, 22)]
        {
            let due = deadline(law, asked);
            let least = i64::from(law.days) + i64::from(law.months) * 28;
            assert!(due >= asked.checked_add(least.days()).unwrap(), "{} from {asked}: {due}", law.id);
            assert!(extended_deadline(law, asked) >= due, "{}", law.id);
        }
    }
    assert_eq!(deadline(&laws()["gdpr"], date(2026, 11, 22)), date(2026, 12, 22));
    assert_eq!(deadline(&laws()["gdpr"], date(2027, 1, 31)), date(2027, 2, 28));
    assert_eq!(deadline(&laws()["us-ca-ccpa"], date(2026, 11, 22)), date(2027, 1, 6));
    assert_eq!(deadline(&laws()["ca-pipeda"], date(2026, 11, 22)), date(2026, 12, 22));
    assert_eq!(
        deadline(&laws()["us-ca-delete-act"], date(2026, 2, 1)),
        date(2026, 10, 30),
        "it starts on 1 August"
    );
}

#[test]
fn regions_come_from_where_the_person_lives_now() {
    for (region, country, expected) in [
        ("IL", "US", "US-IL"),
        ("Illinois", "", "US-IL"),
        ("CA", "", "US-CA"),
        ("ON", "", "CA-ON"),
        ("ON", "CA", "CA-ON"),
        ("", "GB", "GB"),
        ("Kent", "UK", "GB"),
        ("", "DE", "DE"),
    ] {
        let mut home = address("1 Example Lane", "Sampleton", region, "", true);
        home.country = country.into();
        let past = address("2 Example Lane", "Sampleton", "CA", "", false);
        let person = Person { addresses: vec![past, home], ..Person::default() };
        assert_eq!(derive_regions(&person), [expected], "{region} {country}");
    }
    let ids = ["us-ca-delete-act".to_owned(), "us-ca-ccpa".to_owned()];
    let law = fitting_law(&ids, &["US-CA".to_owned()]).unwrap();
    assert_eq!(law.id, "us-ca-ccpa", "a law with a letter goes first");
    assert!(fitting_law(&ids, &["CA-ON".to_owned()]).is_none());
    assert_eq!(fitting_law(&["ca-pipeda".to_owned()], &["CA-ON".to_owned()]).unwrap().id, "ca-pipeda");
}

#[test]
fn cards_come_for_whom_they_are() {
    let audit = Audit::practice();
    let ids =
        |audit: &Audit| -> Vec<String> { audit.tasks(today()).into_iter().map(|task| task.id.0).collect() };
    let all = ids(&audit);
    for card in
        ["sim-lock", "swatting-preparation", "credit-freeze", "street-view-blur", "address-confidentiality"]
    {
        assert!(all.contains(&format!("card-{card}")), "{card} is for Juniper");
    }
    for card in ["domain-privacy", "uk-open-register", "california-drop"] {
        assert!(!all.contains(&format!("card-{card}")), "{card} is not for Juniper");
    }
    let tasks = audit.tasks(today());
    let programme = task(&tasks, "card-address-confidentiality");
    assert!(programme.steps.last().unwrap().contains("Illinois"), "the office of her own state is named");
    let empty = Audit { profile: Profile::default(), findings: Vec::new(), ..Audit::practice() };
    assert_eq!(ids(&empty), ["card-evidence-log"], "only what is for everybody");
}

#[test]
fn relatives_are_to_be_warned() {
    let mut audit = Audit::practice();
    audit.findings[0].decision = Decision::Relative;
    assert!(audit.tasks(today()).iter().any(|task| task.id.0 == "card-warn-relatives"));
}

#[test]
fn every_shipped_source_leads_to_a_task() {
    let mut audit = Audit { catalogue: Catalogue::built_in(), marks: Vec::new(), ..Audit::practice() };
    let ids: Vec<String> = audit.catalogue.iter().map(|definition| definition.id.0.clone()).collect();
    let whole = |id: &String| whole_listing(&format!("https://{id}.example.com/name/casper-quillfeather"));
    audit.findings = ids.iter().map(|id| finding(id, whole(id), Decision::Me, Likeness::Same)).collect();
    let tasks = audit.tasks(today());
    for finding in &audit.findings {
        let about = tasks.iter().filter(|task| task.findings.contains(&finding.id)).count();
        assert_eq!(about, 1, "{} has one task", finding.source.0);
    }
    for task in &tasks {
        assert!(!task.steps.is_empty() && !task.next_advice.is_empty(), "{} says what to do", task.id.0);
        assert!(task.due >= today(), "{}", task.id.0);
        let words = format!("{} {} {} {}", task.title, task.why, task.due_why, task.next_advice);
        for value in ["Juniper", "Quillfeather", "Casper", "Example Lane", "0142", "lumenfox"] {
            assert!(!words.contains(value), "{} holds a value: {words}", task.id.0);
        }
        if let Some(letter) = &task.letter {
            assert!(!letter.body.reveal().to_lowercase().contains("casper"), "{}", task.id.0);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_tasks() {
    let audit = Audit::practice();
    assert_eq!(audit.tasks(today()), audit.tasks(today()));
    let mut turned = Audit::practice();
    turned.findings.reverse();
    let ids = |tasks: Vec<Task>| tasks.into_iter().map(|task| task.id).collect::<Vec<_>>();
    assert_eq!(
        ids(audit.tasks(today())),
        ids(turned.tasks(today())),
        "the order of findings does not matter"
    );
}
