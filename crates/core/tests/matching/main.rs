//! Matching on labelled pairs of invented people: no wrong *same*, hardly a missed record, and each pair as expected.

mod confusion;
mod labelled;

use confusion::{count, write_tables};
use labelled::read_labelled;
use unlisted_core::Listing;
use unlisted_core::matching::{derive_known, match_known};

#[test]
fn labelled_pairs_are_judged_as_expected() {
    let labelled = read_labelled();
    let mut wrong = Vec::new();
    for pair in &labelled.pairs {
        let found = pair.matched(&labelled.people);
        let right = if pair.is_person { found.verdict >= pair.expect } else { found.verdict <= pair.expect };
        if !right {
            let said: Vec<&str> = found.reasons.iter().map(|reason| reason.because.words()).collect();
            let (file, at) = pair.place;
            let whose = if pair.is_person { "own" } else { "somebody else's" };
            let listing = serde_json::to_string(&pair.listing).expect("a listing can be written");
            wrong.push(format!(
                "{file} {at} {} ({}): {whose}, {:?} expected, {:?} {:.3} said, {said:?}\n    {listing}",
                pair.category, pair.person, pair.expect, found.verdict, found.score
            ));
        }
    }
    assert!(wrong.is_empty(), "{} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nobody_else_is_called_the_person_and_the_person_is_seldom_missed() {
    let labelled = read_labelled();
    let confusion = count(&labelled);
    let (own, others) = (confusion.total.own, confusion.total.others);
    assert!(labelled.pairs.len() >= 900, "the set is too small to say anything");
    assert!(confusion.categories.len() >= 40, "the categories are too few to say where");
    assert!(f64::from(others.all()) >= 0.35 * f64::from(own.all() + others.all()), "traps are a good third");
    assert_eq!(others.same, 0, "nobody else's record may be asked to go");
    let seen = own.same + own.possible;
    assert!(f64::from(seen) >= 0.99 * f64::from(own.all()), "seen {seen} of {}", own.all());
    for (tally, what) in [(confusion.two_fields, "two fields"), (confusion.three_fields, "three fields")] {
        assert!(tally.all() >= 200, "enough own pairs carry {what}");
        assert!(
            f64::from(tally.same) >= 0.9 * f64::from(tally.all()),
            "same for {} of {} with {what}: they settle it for a person too",
            tally.same,
            tally.all()
        );
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test writes the docs, core does no IO")]
fn the_table_in_the_docs_is_current() {
    let labelled = read_labelled();
    let tables = write_tables(&count(&labelled), &labelled.pairs);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/matching.md");
    let before = std::fs::read_to_string(path).expect("docs/matching.md is there");
    let (begin, end) = ("<!-- tables: begin -->", "<!-- tables: end -->");
    let (head, rest) = before.split_once(begin).expect("the tables have a beginning");
    let (_, tail) = rest.split_once(end).expect("the tables have an end");
    let after = format!("{head}{begin}\n\n{tables}\n{end}{tail}");
    if before != after {
        std::fs::write(path, &after).expect("docs/matching.md can be written");
    }
    assert!(before == after, "docs/matching.md was not current; it has been rewritten: commit it");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test takes the time, core does not")]
fn a_pair_is_quick_even_when_it_is_long() {
    let labelled = read_labelled();
    let known = derive_known(&labelled.people["juniper"], labelled.pairs[0].today);
    let long = "Juniper-Quill ".repeat(5_000);
    let mut listing = Listing { name: Some(long.clone()), ..Listing::default() };
    listing.alternative_names = vec![long.clone(); 1_000];
    listing.relatives = vec![long.clone(); 1_000];
    listing.phones = vec!["(217) ***-**42".to_owned(); 10_000];
    listing.emails = vec![format!("{}@example.com", "j*".repeat(5_000)); 1_000];
    let begun = std::time::Instant::now();
    match_known(&known, &listing);
    // Without bounds it takes hours; with them less than a second, and some on a busy machine.
    assert!(begun.elapsed() < std::time::Duration::from_mins(1), "bounded work, even unoptimised");
}
