//! Matching on labelled pairs of invented people: no wrong *same*, hardly a missed record, and each pair as expected.

use serde::Deserialize;
use std::collections::BTreeMap;
use unlisted_core::matching::{Likeness, match_listing};
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
    serde_json::from_str(include_str!("fixtures/matching/pairs.json")).unwrap()
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
