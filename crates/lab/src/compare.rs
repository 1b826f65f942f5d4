//! `match`: compares listings with a person.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{listings, person, write_line};
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;
use unlisted_core::matching::{Comparison, Field, Likeness, derive_known, match_known};

/// One printed line.
#[derive(Serialize)]
struct Line<'a> {
    index: usize,
    verdict: Likeness,
    score: f64,
    reasons: Vec<Reason<'a>>,
}

/// One printed reason, in words.
#[derive(Serialize)]
struct Reason<'a> {
    field: Field,
    agrees: bool,
    because: &'a str,
}

impl<'a> Reason<'a> {
    fn of(compared: &'a Comparison) -> Self {
        Self { field: compared.field, agrees: compared.agrees, because: compared.because.words() }
    }
}

/// Prints a line for each listing, in the order of the file.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    arguments.no_plain()?;
    let person_file = arguments.need("person")?;
    let listings_file = arguments.need("listings")?;
    let today = match arguments.one("today")? {
        None => jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
        Some(date) => date
            .parse::<Date>()
            .map_err(|_| Failure::StrangeValue { option: "today", wanted: "a date such as 2026-01-31" })?,
    };
    let known = derive_known(&person(person_file)?, today);
    for (index, listing) in listings(listings_file)?.iter().enumerate() {
        let found = match_known(&known, listing);
        let reasons = found.reasons.iter().map(Reason::of).collect();
        write_line(out, &Line { index, verdict: found.verdict, score: found.score, reasons })?;
    }
    Ok(ExitCode::SUCCESS)
}
