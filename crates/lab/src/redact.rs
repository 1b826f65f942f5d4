//! `redact`: covers what a person hides in a text.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{profile, text, write_line};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::Kind;
use unlisted_core::redact::Redactor;

/// The printed line.
#[derive(Serialize)]
struct Line {
    text: String,
    hidden: BTreeSet<Kind>,
}

/// Prints the covered text and the kinds of hidden facts that were in it.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    arguments.no_plain()?;
    let redactor = Redactor::new(&profile(arguments.need("person")?)?);
    let (text, hidden) = redactor.cover(&text(Path::new(arguments.need("text")?))?);
    write_line(out, &Line { text, hidden })?;
    Ok(ExitCode::SUCCESS)
}
