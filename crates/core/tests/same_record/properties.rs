//! What must hold of any records: sameness works both ways, ids are one to one, and order does not matter.

use crate::{BEFORE, NOW, assign, closeness, found, listing};
use proptest::prelude::*;
use serde_json::json;
use unlisted_core::finding::{Decision, Finding, assign_findings, read_shown, same_record};
use unlisted_core::{Listing, SourceId};

/// Listings out of few parts, so that likeness and conflict both happen often.
fn any_record() -> impl Strategy<Value = Listing> {
    let names = [
        "John Carver",
        "CARVER, JOHN",
        "John A Carver",
        "John B Carver",
        "John Carver Jr",
        "Mary Carver",
        "J",
        "",
    ];
    let streets = ["7 Sample Ct", "7 Sample Court", "9 Other St", ""];
    let address =
        (0..streets.len(), prop_oneof![Just("Fort Worth"), Just("Ft Worth"), Just("Reno"), Just("")]);
    (
        prop::option::of(0..names.len()),
        prop::option::of(prop_oneof![Just(41_u8), Just(42), Just(68), any::<u8>()]),
        prop::collection::vec(address, 0..3),
        prop::collection::vec(prop_oneof![Just("817-555-0133"), Just("(817) 555-0134"), Just("(817) ***-**33")], 0..2),
        prop::collection::vec(prop_oneof![Just("Mary Carver"), Just("Otto Carver")], 0..3),
        prop::option::of(prop_oneof![
            Just("https://example.com/p/1"),
            Just("https://example.com/john_p12345678"),
            Just("https://example.com/john_p87654321"),
            Just("?")
        ]),
    )
        .prop_map(move |(name, age, addresses, phones, relatives, url)| {
            listing(json!({
                "name": name.map(|at| names[at]), "age": age, "url": url, "phones": phones, "relatives": relatives,
                "addresses": addresses.iter()
                    .map(|(street, city)| json!({"street": streets[*street], "city": city})).collect::<Vec<_>>(),
            }))
        })
}

proptest! {
    #[test]
    fn sameness_is_symmetric_and_reflexive(one in any_record(), two in any_record()) {
        closeness(&one, &two);
        let shown = read_shown(&one, NOW);
        if !one.is_empty() {
            prop_assert!(same_record(&shown, &shown).is_some(), "a record is itself");
        }
    }

    #[test]
    fn no_text_is_too_strange(name in any::<String>(), street in any::<String>(), phone in any::<String>(), url in any::<String>()) {
        let strange = listing(json!({"name": name, "alternative_names": [name], "phones": [phone], "emails": [phone],
            "addresses": [{"street": street, "city": name}], "url": url}));
        prop_assert!(closeness(&strange, &strange).is_some(), "whatever it is, it is itself");
    }

    #[test]
    fn between_two_scans_it_is_one_to_one_in_any_order(
        old in prop::collection::vec(any_record(), 0..5),
        new in prop::collection::vec(any_record(), 0..5).prop_flat_map(|new| (Just(new.clone()), Just(new).prop_shuffle())),
    ) {
        let (new, shuffled) = new;
        let ids = assign(&[], &old);
        let mut findings: Vec<Finding> =
            ids.iter().zip(&old).map(|(id, it)| found("s", id, it.clone(), Decision::Undecided)).collect();
        findings.sort_by(|a, b| a.id.cmp(&b.id));
        findings.dedup_by(|a, b| a.id == b.id);
        let given = assign(&findings, &new);
        prop_assert_eq!(given.len(), new.len(), "every listing has an id");
        for (at, id) in given.iter().enumerate() {
            for (other, its) in given.iter().enumerate() {
                prop_assert_eq!(id == its, new[at] == new[other], "one id, one record");
            }
        }
        let turned: Vec<Finding> = findings.iter().rev().cloned().collect();
        let again = assign(&turned, &shuffled);
        for (listing, id) in new.iter().zip(&given) {
            let there = shuffled.iter().position(|it| it == listing).expect("it was only shuffled");
            prop_assert_eq!(&again[there], id, "the order of either side does not matter");
        }
    }

    #[test]
    fn a_page_that_did_not_change_keeps_all_its_ids(records in prop::collection::vec(any_record(), 0..6)) {
        let ids = assign(&[], &records);
        let findings: Vec<Finding> =
            ids.iter().zip(&records).map(|(id, it)| found("s", id, it.clone(), Decision::Undecided)).collect();
        prop_assert_eq!(assign_findings(&SourceId("s".into()), &findings, &records, BEFORE).into_iter().map(|id| id.0).collect::<Vec<_>>(), ids);
    }
}
