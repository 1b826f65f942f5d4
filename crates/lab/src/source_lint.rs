//! `source lint`: a JSON line for every problem of the named definitions, or of the shipped ones.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{definition_files, name, write_line};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::source::catalogue::built_in_files;
use unlisted_core::source::lint::{Problem, lint_definition};

/// Prints the problems; status 1 if there are any.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let paths = arguments.plain();
    let mut problems = Vec::new();
    if paths.is_empty() {
        for (file, text) in built_in_files() {
            problems.extend(lint_definition(&file, text));
        }
    }
    for path in paths {
        for file in definition_files(Path::new(path))? {
            problems.extend(lint_file(&file)?);
        }
    }
    for problem in &problems {
        write_line(out, problem)?;
    }
    Ok(ExitCode::from(u8::from(!problems.is_empty())))
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
