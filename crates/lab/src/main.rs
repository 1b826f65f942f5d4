//! `unlisted-lab`: the command line for source authors. It prints JSON lines and never reaches a live host.

mod arguments;
mod check;
mod compare;
mod failure;
mod files;
mod import;
mod interchange;
mod place;
mod redact;
mod source_lint;
mod source_read;
mod wishes;

use arguments::Arguments;
use failure::Failure;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// How each command is called (docs/definitions.md).
const USAGE: &str = "\
usage:
  unlisted-lab source lint [PATH...]
  unlisted-lab source read --definition FILE --page FILE [--page-url URL] [--status N]
      [--ask KIND=VALUE...] [--person FILE]
  unlisted-lab match --person FILE --listings FILE [--today DATE]
  unlisted-lab redact --person FILE --text FILE
  unlisted-lab import whatsmyname|sherlock FILE --out DIR [--replace]
  unlisted-lab check --sources DIR|FILE... --person FILE [--lab-hosts] [--controls] [--patient]
                     [--concurrency N] [--deadline SECONDS]
";

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let words: Result<Vec<String>, OsString> =
        std::env::args_os().skip(1).map(OsString::into_string).collect();
    let done = words
        .map_err(|word| Failure::NotText(word.to_string_lossy().into_owned()))
        .and_then(|words| run(words, &mut out));
    match done {
        Ok(code) => code,
        Err(failure) => report(&failure),
    }
}

fn run(words: Vec<String>, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut words = words.into_iter();
    let command = words.next().unwrap_or_default();
    let mut under = || words.next().unwrap_or_default();
    match command.as_str() {
        "source" => match under().as_str() {
            "lint" => source_lint::run(&Arguments::parse(words, &[], &[])?, out),
            "read" => {
                let known = ["definition", "page", "page-url", "status", "ask", "person"];
                source_read::run(&Arguments::parse(words, &known, &[])?, out)
            }
            other => Err(Failure::NoSuchCommand(format!("source {other}"))),
        },
        "match" => compare::run(&Arguments::parse(words, &["person", "listings", "today"], &[])?, out),
        "redact" => redact::run(&Arguments::parse(words, &["person", "text"], &[])?, out),
        "import" => import::run(&Arguments::parse(words, &["out"], &["replace"])?, out),
        "check" => {
            let known = ["sources", "person", "concurrency", "deadline"];
            check::run(&Arguments::parse(words, &known, &["lab-hosts", "controls", "patient"])?, out)
        }
        "help" | "--help" | "-h" => {
            Arguments::parse(words, &[], &[])?.no_plain()?;
            out.write_all(USAGE.as_bytes()).map_err(Failure::Output)?;
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::NoSuchCommand(other.to_owned())),
    }
}

/// Says what happened on standard error: status 2 for a command called wrongly, 3 where no question fits, 1 for
/// everything else.
fn report(failure: &Failure) -> ExitCode {
    tell(failure);
    match failure {
        Failure::NothingFits => ExitCode::from(3),
        failure if failure.is_usage() => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}

/// Says what happened on standard error, with its causes.
pub(crate) fn tell(failure: &Failure) {
    let mut parts = vec![format!("unlisted-lab: {failure}")];
    let mut cause = std::error::Error::source(failure);
    while let Some(reason) = cause {
        parts.push(reason.to_string());
        cause = reason.source();
    }
    let mut text = parts.join(": ");
    text.push('\n');
    if failure.is_usage() {
        text.push_str(USAGE);
    }
    // Nobody is left to tell when standard error is closed.
    let _ = std::io::stderr().write_all(text.as_bytes());
}
