//! Hidden account names, domains, employers and schools.

use super::fold::{fold_both, squash};
use super::name::OpenNames;
use super::reading::{Reading, Span};
use std::collections::BTreeSet;

/// From this length on a value gives itself away inside longer words.
const LONG: usize = 6;

/// One hidden account name.
#[derive(Clone)]
pub(super) struct HiddenAccount {
    forms: BTreeSet<String>,
    /// Whether it is a word of a name that may be shown; then only digits after it give it away.
    shared: bool,
}

impl HiddenAccount {
    /// Reads an account name beside the names that may be shown.
    pub(super) fn new(username: &str, open: &OpenNames) -> Self {
        let forms: BTreeSet<String> = fold_both(username).iter().map(|text| squash(text)).collect();
        let shared = forms.iter().any(|form| open.has(form));
        Self { forms: forms.into_iter().filter(|form| form.chars().count() >= 2).collect(), shared }
    }

    /// Whether a text holds it, also with digits before or after it or other signs within.
    pub(super) fn is_in(&self, reading: &Reading, spans: &[Span]) -> bool {
        let squashed = reading.squashed();
        let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        self.forms.iter().any(|form| {
            let long = form.chars().count() >= LONG && !self.shared;
            (long && squashed.contains(form.as_str()))
                || spans.iter().any(|span| {
                    let after = span.text.strip_prefix(form.as_str());
                    let before = span.text.strip_suffix(form.as_str());
                    [after, before]
                        .into_iter()
                        .flatten()
                        .any(|rest| is_digits(rest) && (!rest.is_empty() || !self.shared))
                })
        })
    }
}

/// A value that is found as a whole only.
#[derive(Clone)]
pub(super) struct HiddenWords(BTreeSet<String>);

impl HiddenWords {
    /// Reads a domain, an employer or a school.
    pub(super) fn new(text: &str) -> Self {
        Self(
            fold_both(text)
                .iter()
                .map(|text| squash(text))
                .filter(|text| text.chars().count() >= 2)
                .collect(),
        )
    }

    /// Whether a text holds all of its words in a row.
    pub(super) fn is_in(&self, reading: &Reading, spans: &[Span]) -> bool {
        let squashed = reading.squashed();
        self.0.iter().any(|form| {
            (form.chars().count() >= LONG && squashed.contains(form.as_str()))
                || spans.iter().any(|span| span.text == *form)
        })
    }
}
