//! `match`: compares listings with a person.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{listings, person, write_line};
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;
use unlisted_core::matching::{Match, match_listing};

/// One printed line.
#[derive(Serialize)]
struct Line {
    index: usize,
    #[serde(flatten)]
    matched: Match,
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
    let person = person(person_file)?;
    for (index, listing) in listings(listings_file)?.iter().enumerate() {
        write_line(out, &Line { index, matched: match_listing(&person, listing, today) })?;
    }
    Ok(ExitCode::SUCCESS)
}
