//! Measures how many pairs a second matching judges on one core, and how long the slowest take, beside a stated reference.
//!
//! `cargo run --release -p unlisted-core --example matching_speed`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that reads, measures and prints"
)]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use unlisted_core::matching::{Known, derive_known, match_known};
use unlisted_core::person::{Address, Name};
use unlisted_core::{Listing, Person};

#[derive(Deserialize)]
struct Labelled {
    today: jiff::civil::Date,
    people: BTreeMap<String, Person>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    person: String,
    listing: Listing,
}

/// A person ready to compare, the name as one line for the reference, and a listing.
type Ready = (Known, String, Listing);

fn main() {
    let short = labelled();
    let long: Vec<Ready> = short.iter().enumerate().map(|(at, pair)| thickened(&short, at, pair)).collect();
    println!(
        "{} labelled pairs; the same as full reports with aliases, addresses, phones and relatives",
        short.len()
    );
    for (what, pairs) in [("labelled", &short), ("full reports", &long)] {
        let (matching, times) = measure(pairs, |(known, _, listing)| match_known(known, listing).score);
        let (reference, _) = measure(pairs, |(_, name, listing)| {
            listing.name.as_deref().map_or(0.0, |shown| jaro_winkler(name, shown))
        });
        println!(
            "{what}: {matching:.0} pairs a second, the time of {:.1} references (jaro-winkler over the raw names: \
             {reference:.0}); p50 {:?} p99 {:?} slowest {:?}",
            reference / matching,
            times[times.len() / 2],
            times[times.len() * 99 / 100],
            times[times.len() - 1],
        );
    }
    let hostile = hostile(&short);
    let (matching, times) = measure(&hostile, |(known, _, listing)| match_known(known, listing).score);
    println!(
        "hostile (hundreds of entries of thousands of letters): {matching:.0} pairs a second; p50 {:?} p99 {:?} slowest {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1],
    );
}

/// Runs all pairs two hundred times: pairs a second in the quickest pass (others share the machine and its caches), and
/// the quickest time of each pair, sorted.
fn measure(pairs: &[Ready], judge: impl Fn(&Ready) -> f64) -> (f64, Vec<Duration>) {
    let passes = if pairs.len() > 100 { 200 } else { 5 };
    let mut quickest = Duration::MAX;
    for _ in 0..passes {
        let begun = Instant::now();
        for pair in pairs {
            black_box(judge(black_box(pair)));
        }
        quickest = quickest.min(begun.elapsed());
    }
    let mut times = vec![Duration::MAX; pairs.len()];
    for _ in 0..passes.min(20) {
        for (pair, time) in pairs.iter().zip(&mut times) {
            let begun = Instant::now();
            black_box(judge(black_box(pair)));
            *time = begun.elapsed().min(*time);
        }
    }
    times.sort_unstable();
    let count = f64::from(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
    (count / quickest.as_secs_f64(), times)
}

/// The labelled pairs of the tests.
fn labelled() -> Vec<Ready> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/matching");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    let read = |file| std::fs::read_to_string(file).expect("a fixture is readable");
    let all: Vec<Labelled> =
        files.into_iter().filter_map(|file| serde_json::from_str(&read(file)).ok()).collect();
    let known: BTreeMap<&String, (Known, String)> = all
        .iter()
        .flat_map(|labelled| labelled.people.iter().map(|(id, person)| (id, person, labelled.today)))
        .map(|(id, person, today)| {
            let name = person.names.first().map(Name::full).unwrap_or_default();
            (id, (derive_known(person, today), name))
        })
        .collect();
    let pairs = all.iter().flat_map(|labelled| &labelled.pairs);
    pairs
        .filter_map(|pair| {
            let (known, name) = known.get(&pair.person)?;
            Some((known.clone(), name.clone(), pair.listing.clone()))
        })
        .collect()
}

/// The pair with what a full report has besides: two aliases, four addresses, three phones, an e-mail, five relatives.
fn thickened(all: &[Ready], at: usize, (known, name, listing): &Ready) -> Ready {
    let other = |step: usize| &all[(at + step * 7) % all.len()].2;
    let mut listing = listing.clone();
    listing.alternative_names.extend((1..3).filter_map(|step| other(step).name.clone()));
    listing.relatives.extend((3..8).filter_map(|step| other(step).name.clone()));
    let town = |street: &str| Address {
        street: street.into(),
        city: "Springfield".into(),
        region: "IL".into(),
        postcode: "62704".into(),
        ..Address::default()
    };
    listing
        .addresses
        .extend(["1200 W Sample Ave Apt 3", "45 Example Ct", "PO Box 77", "9 N 5th St"].map(town));
    listing.phones.extend(["(217) 555-0101", "217-555-0102", "(217) ***-**03"].map(str::to_owned));
    listing.emails.push("j***@example.org".to_owned());
    (known.clone(), name.clone(), listing)
}

/// Listings as a hostile page would make them.
fn hostile(all: &[Ready]) -> Vec<Ready> {
    let long = |text: &str| text.repeat(100);
    all.iter()
        .take(20)
        .map(|(known, name, listing)| {
            let shown = listing.name.clone().unwrap_or_default();
            let mut listing = listing.clone();
            listing.alternative_names = vec![format!("{shown} {}", long("Juniper-Quill & ")); 200];
            listing.relatives = vec![long("Anna Kate van der "); 200];
            listing.phones = vec![long("(217) ***-**42 "); 200];
            listing.emails = vec![format!("{}@example.com", long("j*")); 200];
            listing.usernames = vec![long("lumen_"); 200];
            listing.domains = vec![long("a."); 200];
            listing.details = vec![long("Example College "); 200];
            let street =
                Address { street: long("100 N Example St Apt "), city: long("St. "), ..Address::default() };
            listing.addresses = vec![street; 200];
            (known.clone(), name.clone(), listing)
        })
        .collect()
}

/// The usual likeness of two texts (Winkler 1990): what most matchers call for every pair.
fn jaro_winkler(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; other.len()];
    let mut ours = Vec::new();
    for (at, c) in one.iter().enumerate() {
        let found = (at.saturating_sub(reach)..other.len().min(at + reach + 1))
            .find(|&to| !taken[to] && other[to] == *c);
        if let Some(to) = found {
            taken[to] = true;
            ours.push(*c);
        }
    }
    let theirs = other.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(c, _)| c);
    let swapped = ours.iter().zip(theirs).filter(|(a, b)| a != b).count() / 2;
    let float = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let same = float(ours.len());
    if ours.is_empty() {
        return 0.0;
    }
    let jaro = (same / float(one.len()) + same / float(other.len()) + (same - float(swapped)) / same) / 3.0;
    let start = one.iter().zip(&other).take(4).take_while(|(a, b)| a == b).count();
    jaro + float(start) * 0.1 * (1.0 - jaro)
}
