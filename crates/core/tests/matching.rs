//! Matching on labelled pairs of invented people: no wrong *same*, hardly a missed record, and each pair as expected.

use serde::Deserialize;
use std::collections::BTreeMap;
use unlisted_core::matching::{Likeness, derive_known, match_known, match_listing};
use unlisted_core::{Listing, Person};

#[derive(Deserialize)]
struct Labelled {
    today: jiff::civil::Date,
    people: BTreeMap<String, Person>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    category: String,
    person: String,
    /// Whether the listing is the person, to somebody who knows both.
    #[serde(rename = "is")]
    is_person: bool,
    /// For the person: the least that is right. For somebody else: the most that may be said.
    expect: Likeness,
    listing: Listing,
}

fn labelled() -> Labelled {
    serde_json::from_str(include_str!("fixtures/matching/pairs.json")).expect("the fixture is well formed")
}

#[test]
fn labelled_pairs_are_judged_as_expected() {
    let labelled = labelled();
    let mut wrong = Vec::new();
    for (at, pair) in labelled.pairs.iter().enumerate() {
        let found = match_listing(&labelled.people[&pair.person], &pair.listing, labelled.today);
        let right = if pair.is_person { found.verdict >= pair.expect } else { found.verdict <= pair.expect };
        if !right {
            let said: Vec<&str> = found.reasons.iter().map(|reason| reason.because.as_str()).collect();
            wrong.push(format!("{at} {}: {:?} {:.3} {said:?}", pair.category, found.verdict, found.score));
        }
    }
    assert!(wrong.is_empty(), "{} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nobody_else_is_called_the_person_and_the_person_is_seldom_missed() {
    let labelled = labelled();
    assert!(labelled.pairs.len() >= 120, "the set is too small to say anything");
    let (mut own, mut seen) = (0_u32, 0_u32);
    for (at, pair) in labelled.pairs.iter().enumerate() {
        let verdict = match_listing(&labelled.people[&pair.person], &pair.listing, labelled.today).verdict;
        if pair.is_person {
            own += 1;
            seen += u32::from(verdict >= Likeness::Possible);
        } else {
            assert!(verdict < Likeness::Same, "pair {at} ({}) is somebody else", pair.category);
        }
    }
    assert!(f64::from(seen) >= 0.99 * f64::from(own), "seen {seen} of {own}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test takes the time, core does not")]
fn a_pair_is_quick_even_when_it_is_long() {
    let labelled = labelled();
    let known = derive_known(&labelled.people["juniper"], labelled.today);
    let long = "Juniper-Quill ".repeat(5_000);
    let mut listing = Listing { name: Some(long.clone()), ..Listing::default() };
    listing.alternative_names = vec![long.clone(); 1_000];
    listing.relatives = vec![long.clone(); 1_000];
    listing.phones = vec!["(217) ***-**42".to_owned(); 10_000];
    listing.emails = vec![format!("{}@example.com", "j*".repeat(5_000)); 1_000];
    let begun = std::time::Instant::now();
    match_known(&known, &listing);
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "bounded work, even unoptimised");
}
