//! Nothing is told together, and nobody of another country is asked, unless the person said so for that one.

use crate::desk::Desk;
use std::collections::BTreeSet;
use unlisted_app::contract::{
    AddressDraft, Change, ChooseFacts, ChooseSources, Covers, IdentifierDraft, PlanView, Scope, TextDraft,
    TickPair,
};
use unlisted_range::Script;

fn add_address(desk: &Desk, city: &str, region: &str, country: &str) {
    let address = AddressDraft {
        street: String::new(),
        city: city.into(),
        region: region.into(),
        postcode: String::new(),
        country: country.into(),
        current: true,
    };
    desk.app.identifier_add(IdentifierDraft::Address(address)).unwrap();
}

fn add_username(desk: &Desk, text: String) {
    let draft = TextDraft { kind: "username".into(), text };
    desk.app.identifier_add(IdentifierDraft::Text(draft)).unwrap();
}

fn plan(desk: &Desk) -> PlanView {
    desk.app.plan_view(Scope::Everything).unwrap()
}

fn choose(desk: &Desk, sources: Vec<String>) -> PlanView {
    desk.app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything }).unwrap()
}

fn choose_all(desk: &Desk) -> PlanView {
    choose(desk, plan(desk).sources.into_iter().map(|source| source.id).collect())
}

/// The addresses of every question about the person, in clear.
fn addresses(desk: &Desk, plan: &PlanView) -> Vec<String> {
    let checks = plan.sources.iter().flat_map(|source| &source.checks).filter(|check| !check.control);
    checks.map(|check| desk.app.check_reveal(check.id.clone()).unwrap().url.to_lowercase()).collect()
}

#[test]
fn names_of_different_lives_are_never_told_with_facts_of_another_unless_that_pair_is_ticked() {
    let desk = Desk::own_case();
    desk.add_name("Juniper", "Quillfeather", "legal");
    desk.add_name("Lumen", "Foxglove", "stage");
    desk.add_name("Casper", "Oldname", "former");
    add_address(&desk, "Springfield", "IL", "US");
    for identifier in desk.app.profile_view(()).unwrap().identifiers {
        let change = Change { id: identifier.id, may_send: true, hidden: identifier.hidden };
        desk.app.identifier_change(change).unwrap();
    }
    let before = choose_all(&desk);
    let asked = addresses(&desk, &before);
    assert!(asked.iter().any(|url| url.contains("quillfeather") && url.contains("springfield")), "{asked:?}");
    assert!(asked.iter().any(|url| url.contains("oldname")), "alone a former name may be asked: {asked:?}");
    for other in ["foxglove", "oldname"] {
        let together = asked.iter().find(|url| url.contains(other) && url.contains("springfield"));
        assert_eq!(together, None, "{other} is of another life than the town");
    }
    assert_eq!((before.joining, before.pairs.len()), (0, 2), "both pairs are offered, none is ticked");
    assert!(before.pairs.iter().all(|pair| !pair.together && !pair.sources.is_empty()), "{:?}", before.pairs);
    assert!(before.hidden > 0, "the foot says that hidden facts would be sent");

    let stage =
        before.pairs.iter().find(|pair| pair.facts.iter().any(|it| it.detail.as_deref() == Some("stage")));
    let tick = TickPair { pair: stage.unwrap().id.clone(), together: true, scope: Scope::Everything };
    let after = desk.app.plan_pair(tick).unwrap();
    let asked = addresses(&desk, &after);
    assert!(asked.iter().any(|url| url.contains("foxglove") && url.contains("springfield")), "{asked:?}");
    assert!(
        !asked.iter().any(|url| url.contains("oldname") && url.contains("springfield")),
        "the other stays apart"
    );
    let joining = after.sources.iter().flat_map(|source| &source.checks).filter(|check| check.joins).count();
    assert!(joining > 0 && after.joining > 0, "such a question says what it tells");
}

#[test]
fn sources_of_other_countries_are_allowed_only_one_by_one() {
    let desk = Desk::own_case();
    desk.add_name("Juniper", "Quillfeather", "legal");
    add_address(&desk, "London", "", "GB");
    let view = choose_all(&desk);
    let elsewhere: Vec<_> = view.sources.iter().filter(|source| source.covers == Covers::Elsewhere).collect();
    assert!(elsewhere.len() > 5, "most shipped sources cover the United States alone");
    assert!(elsewhere.iter().all(|source| !source.allowed), "allowing all allows none of them");
    assert!(elsewhere.iter().all(|source| source.countries == ["US"]), "and they say what they cover");
    let here = view.sources.iter().find(|source| source.covers == Covers::Here).expect("a British register");
    assert!(here.allowed && view.place_known);
    let one = elsewhere[0].id.clone();
    let allowed = |view: &PlanView| {
        let elsewhere =
            view.sources.iter().filter(|source| source.covers == Covers::Elsewhere && source.allowed);
        elsewhere.map(|source| source.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(allowed(&choose(&desk, vec![one.clone()])), [one], "by itself it can be allowed");
}

#[test]
fn what_was_allowed_for_one_country_is_not_asked_for_another() {
    let desk = Desk::own_case();
    desk.add_name("Juniper", "Quillfeather", "legal");
    add_address(&desk, "Springfield", "IL", "US");
    choose_all(&desk);
    let address = desk.app.profile_view(()).unwrap().identifiers.pop().unwrap();
    desk.app.identifier_remove(address.id).unwrap();
    add_address(&desk, "Berlin", "", "DE");
    let still =
        plan(&desk).sources.into_iter().filter(|source| source.covers == Covers::Elsewhere && source.allowed);
    assert_eq!(still.count(), 0, "allowing all for one country is no word for another");
}

#[test]
fn while_the_country_is_unknown_its_sources_are_allowed_one_country_at_a_time() {
    let desk = Desk::own_case();
    desk.add_name("Juniper", "Quillfeather", "legal");
    let view = choose_all(&desk);
    assert!(!view.place_known);
    let unknown: Vec<_> = view.sources.iter().filter(|source| source.covers == Covers::Unknown).collect();
    assert!(!unknown.is_empty() && unknown.iter().all(|source| !source.allowed), "none of them beforehand");
    let american: Vec<String> =
        unknown.iter().filter(|source| source.countries == ["US"]).map(|source| source.id.clone()).collect();
    let view = choose(&desk, american.clone());
    let allowed: BTreeSet<String> = view
        .sources
        .into_iter()
        .filter(|source| source.covers == Covers::Unknown && source.allowed)
        .map(|source| source.id)
        .collect();
    assert_eq!(allowed, american.into_iter().collect(), "one country is allowed as a group");
}

#[test]
fn the_next_check_asks_about_the_facts_that_the_first_had_no_room_for() {
    let desk = Desk::practising(Script::default());
    for at in 0..30 {
        add_username(&desk, format!("zq-nobody-{at}"));
    }
    choose(&desk, vec!["mixcloud".to_owned()]);
    let asked = |desk: &Desk| -> BTreeSet<String> {
        let served = desk.outside.questions().into_iter().filter(|served| served.host.contains("mixcloud"));
        served.map(|served| served.path_and_query.reveal().to_lowercase()).collect()
    };
    let first = desk.scan();
    assert!(first.changed > 0, "what was not asked is said to be new");
    let (before, mut rounds) = (asked(&desk), 0);
    while desk.app.scan_view(()).unwrap().changed > 0 && rounds < 5 {
        desk.scan_of(Scope::Changed);
        rounds += 1;
    }
    let all = asked(&desk);
    assert!(all.len() > before.len() && rounds == 2, "twelve at a time: {rounds} further rounds");
    for at in 0..30 {
        let name = format!("zq-nobody-{at}");
        assert!(
            all.iter().any(|path| path.contains(&format!("{name}/")) || path.ends_with(&name)),
            "{name} was asked"
        );
    }
    let source = desk.app.scan_view(()).unwrap().sources.remove(0);
    assert!(
        !matches!(&source.state, unlisted_app::contract::ScanState::CouldNotCheck { reason, .. } if reason == "partly_asked"),
        "all of them were asked now: {:?}",
        source.state
    );
}

#[test]
fn a_whole_check_begins_with_what_was_never_answered() {
    let desk = Desk::practising(Script::default());
    for at in 0..20 {
        add_username(&desk, format!("zq-nobody-{at}"));
    }
    choose(&desk, vec!["mixcloud".to_owned()]);
    desk.scan();
    let second = plan(&desk).sources.into_iter().find(|source| source.id == "mixcloud").unwrap();
    let urls: Vec<String> =
        second.checks.iter().map(|check| desk.app.check_reveal(check.id.clone()).unwrap().url).collect();
    assert!(urls.iter().any(|url| url.contains("zq-nobody-19")), "the last fact has its turn: {urls:?}");
}

#[test]
fn a_fact_that_is_left_out_is_in_no_question() {
    let desk = Desk::own_case();
    add_username(&desk, "lumenfox".into());
    add_username(&desk, "zq-other".into());
    let view = choose_all(&desk);
    let fact = view.facts.iter().find(|fact| fact.questions > 0).expect("a fact that is asked about").clone();
    let choose = |include| ChooseFacts { facts: vec![fact.id.clone()], include, scope: Scope::Everything };
    let without = desk.app.plan_facts(choose(false)).unwrap();
    let left = without.facts.iter().find(|it| it.id == fact.id).expect("it can be taken in again");
    assert_eq!((left.included, left.questions), (false, 0));
    let urls = addresses(&desk, &without);
    assert!(!urls.is_empty() && !urls.iter().any(|url| url.contains("lumenfox")), "{urls:?}");
    assert_eq!(desk.app.plan_facts(choose(true)).unwrap().will_send, view.will_send, "nothing is lost by it");
}

#[test]
fn spellings_of_one_name_are_one_look_up() {
    let desk = Desk::own_case();
    desk.add_name("José", "Muñoz Peña", "legal");
    add_address(&desk, "Springfield", "IL", "US");
    let view = choose_all(&desk);
    let urls = addresses(&desk, &view).join(" ").replace("%20", "-").replace('+', "-");
    for spelling in ["munoz-pena", "munoz", "pena"] {
        assert!(urls.contains(&format!("jose-{spelling}")), "jose {spelling} is asked: {urls}");
    }
    assert!(view.sources.iter().all(|source| source.left_out == 0), "they are one look-up at each source");
    assert_eq!(view.limit, None, "and for the day");
}
