//! What a definition must satisfy beyond its shape; each rule names the place, the fault and the fix.

mod asking;
mod examples;
mod head;
mod invented;
mod played;
mod probe;
mod selectors;
mod signs;
mod steps;

use super::Definition;
use super::catalogue::{Unreadable, read_definition};
use serde::Serialize;

/// One fault of a definition file, as the lab prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file as it was named: `people-search/idcrawl.toml`.
    pub file: String,
    /// The key, or the line and column for a shape error.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub fix: String,
}

/// Collects the problems of one file.
struct Report<'a> {
    file: &'a str,
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.to_owned(),
            place: place.into(),
            what: what.into(),
            fix: fix.into(),
        });
    }
}

/// Checks one definition file; `file` is its path with `/`, of which the last two parts are its folder and name.
///
/// Returns every problem, none for a good file. Pure: nothing is asked of any site; every example is judged.
pub fn lint_definition(file: &str, text: &str) -> Vec<Problem> {
    let mut report = Report { file, problems: Vec::new() };
    match read_definition(file, text) {
        Ok(definition) => lint_read(&definition, &mut report),
        Err(Unreadable::Shape { source, .. }) => {
            let place = source.span().map_or_else(|| "file".to_owned(), |span| place_of(text, span.start));
            report.add(place, source.message(), "compare the key and its value with docs/definitions.md");
        }
        Err(other) => {
            report.add("format", other.to_string(), "use a newer version of the app, or format = 1");
        }
    }
    report.problems
}

fn lint_read(definition: &Definition, report: &mut Report<'_>) {
    head::lint_head(definition, report);
    head::lint_removal(&definition.removal, report);
    probe::lint_probe(definition, report);
    examples::lint_examples(definition, report);
    invented::lint_invented(definition, report);
}

/// `line 3, column 7` of a byte offset.
fn place_of(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}")
}

#[cfg(test)]
mod tests;
