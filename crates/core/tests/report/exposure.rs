//! Severity follows the scale of the threat model, and possible matches are never told as facts.

use crate::audit::{Audit, address, definition, finding, juniper, whole_listing};
use unlisted_core::exposure::{Band, Circumstances, derive_exposure, derive_severity};
use unlisted_core::matching::Likeness;
use unlisted_core::source::{Definition, catalogue::read_definition};
use unlisted_core::{Decision, Listing, Reason, SourceId};

fn source(category: &str, reach: u8, exposes: &str) -> Definition {
    let text =
        definition("one", category, reach, exposes, "", "how = \"web-form\"\nsteps = [\"Send the form.\"]");
    read_definition("one.toml", &text).expect("the invented definition is well formed")
}

fn check(listing: Listing, category: &str, reach: u8, harm: u8, band: Band) {
    let exposes = if category == "breach" { r#""breach""# } else { r#""name""# };
    let definition = source(category, reach, exposes);
    let finding = finding("one", listing, Decision::Me, Likeness::Same);
    let severity = derive_severity(&finding, &definition, &juniper());
    assert_eq!((severity.harm, severity.reach), (harm, reach), "{:?}", severity.reasons);
    assert_eq!(severity.score, harm * reach);
    assert_eq!(severity.band, band, "score {}", severity.score);
    assert!(severity.confirmed);
}

fn at(street: &str, city: &str, region: &str) -> Listing {
    Listing { addresses: vec![address(street, city, region, "", false)], ..Listing::default() }
}

fn handle() -> Listing {
    Listing { usernames: vec!["lumenfox".into()], ..Listing::default() }
}

#[test]
fn harm_follows_what_the_listing_shows() {
    check(whole_listing("https://one.example.com/1"), "people-search", 4, 5, Band::Critical);
    check(at("1420 Example Ln", "Springfield", "IL"), "people-search", 4, 5, Band::Critical);
    check(at("77 Sample Ct", "Dayton", "OH"), "people-search", 4, 2, Band::Medium);
    check(at("9 Elsewhere Road", "Dayton", "OH"), "people-search", 4, 3, Band::High);
    check(at("", "Springfield", "IL"), "people-search", 4, 2, Band::Medium);
    let phone = |text: &str| Listing { phones: vec![text.into()], ..Listing::default() };
    check(phone("217-555-0142"), "people-search", 4, 5, Band::Critical);
    check(phone("(937) 555-0199"), "people-search", 4, 4, Band::High);
    let relatives =
        Listing { relatives: vec!["Marlow Quillfeather".into()], ..at("9 Elsewhere Road", "Dayton", "OH") };
    check(relatives, "people-search", 4, 4, Band::High);
    let email = Listing { emails: vec!["j***@example.com".into()], ..Listing::default() };
    check(email, "people-search", 3, 3, Band::Medium);
    let joined = Listing { name: Some("Juniper Quillfeather".into()), ..handle() };
    check(joined, "profile", 5, 3, Band::High);
    check(handle(), "username", 5, 1, Band::Low);
    let breach = |detail: &str| Listing { details: vec![detail.into()], ..Listing::default() };
    check(breach("Some Shop 2021: Email addresses, Passwords"), "breach", 1, 4, Band::Low);
    check(breach("Some Shop 2021: Email addresses"), "breach", 1, 3, Band::Low);
}

#[test]
fn an_unknown_home_counts_as_home() {
    let mut person = juniper();
    person.addresses.clear();
    let finding = finding("one", at("9 Elsewhere Road", "Dayton", "OH"), Decision::Me, Likeness::Same);
    assert_eq!(derive_severity(&finding, &source("people-search", 4, ""), &person).harm, 5);
}

#[test]
fn a_record_seen_by_hand_weighs_what_the_site_usually_shows() {
    let seen = finding("one", Listing::default(), Decision::Me, Likeness::Possible);
    let severity =
        derive_severity(&seen, &source("people-search", 4, r#""street-address", "age""#), &juniper());
    assert_eq!(severity.band, Band::Critical);
    assert!(
        severity.reasons[0].contains("usually"),
        "it says that nobody wrote it down: {:?}",
        severity.reasons
    );
}

#[test]
fn a_possible_match_keeps_its_band_and_stays_unconfirmed() {
    for (decision, verdict, confirmed) in [
        (Decision::Undecided, Likeness::Possible, false),
        (Decision::Undecided, Likeness::Same, true),
        (Decision::NotSure, Likeness::Same, false),
        (Decision::Me, Likeness::Possible, true),
    ] {
        let finding = finding("one", at("1420 Example Ln", "Springfield", "IL"), decision, verdict);
        let severity = derive_severity(&finding, &source("people-search", 4, ""), &juniper());
        assert_eq!(
            (severity.band, severity.confirmed),
            (Band::Critical, confirmed),
            "{decision:?} {verdict:?}"
        );
    }
}

#[test]
fn reasons_carry_no_value() {
    let audit = Audit::practice();
    for (_, severity) in audit.weighed() {
        for reason in &severity.reasons {
            for value in
                ["Juniper", "Quillfeather", "Casper", "Example", "0142", "lumen", "Springfield", "Marlow"]
            {
                assert!(!reason.contains(value), "{reason}");
            }
        }
    }
}

#[test]
fn threats_raise_the_band_and_say_so() {
    let finding = finding("one", handle(), Decision::Me, Likeness::Same);
    let severity = derive_severity(&finding, &source("username", 5, ""), &juniper());
    let raised = severity.clone().under(Circumstances { threatened: true, protected: true });
    assert_eq!((severity.band, raised.band), (Band::Low, Band::Medium));
    assert_eq!(raised.reasons.len(), severity.reasons.len() + 1);
    let past = at("9 Elsewhere Road", "Dayton", "OH");
    let home = Listing { relatives: vec!["Marlow Quillfeather".into()], ..past };
    let finding = crate::audit::finding("one", home, Decision::Me, Likeness::Same);
    let severity = derive_severity(&finding, &source("people-search", 2, ""), &juniper());
    assert_eq!(severity.band, Band::Medium);
    assert_eq!(severity.under(Circumstances { threatened: false, protected: true }).band, Band::Critical);
}

#[test]
fn exposure_counts_what_is_the_persons_and_keeps_what_nobody_could_check() {
    let mut audit = Audit::practice();
    audit.findings[2].decision = Decision::NotMe;
    let weighed = audit.weighed();
    let walled = SourceId("walled-people".into());
    let unknown = [(walled.clone(), Reason::Blocked), (walled.clone(), Reason::Blocked)];
    let exposure = derive_exposure(&weighed, &unknown);
    assert_eq!((exposure.counts.critical, exposure.counts.high, exposure.counts.medium), (2, 1, 1));
    assert_eq!((exposure.unconfirmed.medium, exposure.unconfirmed.critical), (1, 0));
    assert_eq!(exposure.could_not_check, [(walled, Reason::Blocked)]);
    let scores: Vec<u8> = exposure.worst_first.iter().map(|(_, severity)| severity.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "worst first: {scores:?}");
    assert_eq!(exposure.worst_first.len(), 5, "somebody else's listing does not count");
    assert_ne!(&exposure.worst_first[0].0, audit.id("gamma-people"));
}
