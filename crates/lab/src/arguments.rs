//! The words of a command: `--option value...`, `--flag` and plain words.

use crate::failure::Failure;
use std::collections::{BTreeMap, BTreeSet};

/// A command's words, sorted by option.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    plain: Vec<String>,
    options: BTreeMap<String, Vec<String>>,
    flags: BTreeSet<String>,
}

impl Arguments {
    /// Sorts words: an option takes all words up to the next `--`, `--option=value` takes one, and the words before
    /// the first option are plain. `options` and `flags` are the names the command has, without dashes. There are no
    /// options of one dash: a file whose name begins with one is written `./-name`.
    pub(crate) fn parse(
        words: impl Iterator<Item = String>,
        options: &[&str],
        flags: &[&str],
    ) -> Result<Self, Failure> {
        let mut arguments = Self::default();
        let mut open: Option<String> = None;
        for word in words {
            let Some(name) = word.strip_prefix("--") else {
                if word.starts_with('-') {
                    return Err(Failure::StrayWord(word));
                }
                match &open {
                    Some(option) => arguments.options.entry(option.clone()).or_default().push(word),
                    None => arguments.plain.push(word),
                }
                continue;
            };
            arguments.close(open.take())?;
            match name.split_once('=') {
                Some((name, value)) if options.contains(&name) => {
                    arguments.options.entry(name.to_owned()).or_default().push(value.to_owned());
                }
                None if options.contains(&name) => {
                    arguments.options.entry(name.to_owned()).or_default();
                    open = Some(name.to_owned());
                }
                None if flags.contains(&name) => {
                    arguments.flags.insert(name.to_owned());
                }
                _ => return Err(Failure::StrayWord(word)),
            }
        }
        arguments.close(open)?;
        Ok(arguments)
    }

    fn close(&self, open: Option<String>) -> Result<(), Failure> {
        match open {
            Some(option) if self.options.get(&option).is_none_or(Vec::is_empty) => {
                Err(Failure::NoValue(option))
            }
            _ => Ok(()),
        }
    }

    /// The plain words.
    pub(crate) fn plain(&self) -> &[String] {
        &self.plain
    }

    /// Refuses plain words, for commands that take none.
    pub(crate) fn no_plain(&self) -> Result<(), Failure> {
        self.plain.first().map_or(Ok(()), |word| Err(Failure::StrayWord(word.clone())))
    }

    /// Whether a flag is there.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.flags.contains(name)
    }

    /// All values of an option, none if it is not there.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.options.get(name).map_or(&[], Vec::as_slice)
    }

    /// The one value of an option, if it is there.
    pub(crate) fn one(&self, name: &'static str) -> Result<Option<&str>, Failure> {
        match self.all(name) {
            [] => Ok(None),
            [value] => Ok(Some(value)),
            _ => Err(Failure::Repeated(name)),
        }
    }

    /// The one value of an option that must be there.
    pub(crate) fn need(&self, name: &'static str) -> Result<&str, Failure> {
        self.one(name)?.ok_or(Failure::MissingOption(name))
    }
}
