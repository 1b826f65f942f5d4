//! `source lint`: a JSON line for every problem of the named definitions, or of the shipped ones.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{definition_files, name, write_line};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::source::catalogue::built_in_files;
use unlisted_core::source::lint::{Problem, lint_definition};

/// Prints the problems file by file; status 1 if there are any, or a path cannot be read. The other paths are still read.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let paths = arguments.plain();
    let mut flawed = false;
    let mut print = |problems: Vec<Problem>, out: &mut dyn Write| {
        flawed |= !problems.is_empty();
        problems.iter().try_for_each(|problem| write_line(out, problem))
    };
    if paths.is_empty() {
        for (file, text) in built_in_files() {
            print(lint_definition(&file, text), out)?;
        }
    }
    let mut unread = None;
    for path in paths {
        let files = definition_files(Path::new(path)).unwrap_or_else(|failure| {
            unread = Some(crate::report(&failure));
            Vec::new()
        });
        for file in files {
            match lint_file(&file) {
                Ok(problems) => print(problems, out)?,
                Err(failure) => unread = Some(crate::report(&failure)),
            }
        }
    }
    Ok(unread.unwrap_or_else(|| ExitCode::from(u8::from(flawed))))
}

fn lint_file(path: &Path) -> Result<Vec<Problem>, Failure> {
    let bytes =
        std::fs::read(path).map_err(|source| Failure::UnreadableFile { path: path.to_owned(), source })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(lint_definition(&name(path), &text)),
        Err(flaw) => Ok(vec![Problem {
            file: name(path),
            place: format!("byte {}", flaw.utf8_error().valid_up_to()),
            what: "not UTF-8 text".to_owned(),
            fix: "save the file as UTF-8".to_owned(),
        }]),
    }
}
