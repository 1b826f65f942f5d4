//! Why the work stopped, in one line that says what to do next.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A reason to stop; its text says what happened and how to go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line was not understood; holds what was wrong with it.
    Usage(String),
    /// A program is absent or too old; holds what was found and how to get it.
    ToolMissing { what: String, then: String },
    /// System packages are absent and could not be installed from here.
    PackagesMissing { then: String },
    /// A program ran and failed; `again` is the command that repeats only this.
    Failed { what: String, again: String, code: Option<i32> },
    /// A program could not be started at all.
    NotStarted { again: String, source: io::Error },
    /// A file or folder of the tree could not be read or written.
    File { path: PathBuf, source: io::Error },
}

impl Stop {
    /// The exit status to leave with: that of the program that failed, 2 for usage, else 1.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed { code: Some(code), .. } => u8::try_from(*code).unwrap_or(1),
            _ => 1,
        }
    }

    /// Makes an IO failure at `path` a reason to stop.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(out, "xtask: {what}; `cargo xtask help` lists the commands"),
            Self::ToolMissing { what, then } => write!(out, "xtask: {what}\n{then}"),
            Self::PackagesMissing { then } => write!(out, "xtask: system packages are missing\n{then}"),
            Self::Failed { what, again, code } => {
                let how =
                    code.map_or("was ended by a signal".to_owned(), |code| format!("exit status {code}"));
                write!(out, "xtask: FAILED: {what} ({how})\n  only this part again: {again}")
            }
            Self::NotStarted { again, source } => write!(out, "xtask: could not start `{again}`: {source}"),
            Self::File { path, source } => write!(out, "xtask: {}: {source}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(code: Option<i32>) -> Stop {
        Stop::Failed { what: "formatting".to_owned(), again: "cargo fmt".to_owned(), code }
    }

    #[test]
    fn exit_codes_pass_through() {
        assert_eq!(failed(Some(101)).code(), 101, "cargo's own status must reach the caller");
        assert_eq!(failed(None).code(), 1, "an ended program has no status of its own");
        assert_eq!(Stop::Usage(String::new()).code(), 2, "2 is the usual status for wrong usage");
    }

    #[test]
    fn a_failure_names_the_part_and_how_to_repeat_it() {
        let text = failed(Some(1)).to_string();
        assert!(
            text.contains("formatting") && text.contains("cargo fmt"),
            "both are needed to go on: {text}"
        );
    }
}
