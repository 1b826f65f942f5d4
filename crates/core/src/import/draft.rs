//! What an entry says, in our own words: the step between a list's format and a definition.

use crate::source::{BodyType, Pattern, Template};
use url::Url;

/// One entry, understood.
pub(super) struct Draft {
    /// The front page.
    pub(super) home: Url,
    /// The address that is asked.
    pub(super) url: Template,
    /// The page to show.
    pub(super) show: Option<Template>,
    /// `GET`, `HEAD` or `POST`.
    pub(super) method: &'static str,
    /// Body of a POST and what it is.
    pub(super) body: Option<(String, BodyType)>,
    /// Headers, lower-case names.
    pub(super) headers: Vec<(String, String)>,
    /// Characters dropped from a name.
    pub(super) strip: String,
    /// What a name must match.
    pub(super) pattern: Option<Pattern>,
    /// Accounts that the list says exist.
    pub(super) known: Vec<String>,
    /// Alternatives that prove the account.
    pub(super) listed: Vec<SignDraft>,
    /// Alternatives that prove that there is none.
    pub(super) not_listed: Vec<SignDraft>,
    /// What the person is told beside the source.
    pub(super) notes: Vec<String>,
    /// What the importer is told.
    pub(super) remarks: Vec<String>,
    /// The invented name.
    pub(super) control: Option<String>,
}

impl Draft {
    pub(super) fn remark(&mut self, remark: impl Into<String>) {
        self.remarks.push(remark.into());
    }
}

/// Conditions that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SignDraft {
    /// Any of these: numbers, or classes such as `2xx`.
    pub(super) status: Vec<Status>,
    /// Texts in the raw body.
    pub(super) raw: Vec<String>,
    /// Texts that are not there.
    pub(super) lacks: Vec<String>,
    /// How the address of a redirect begins.
    pub(super) redirect: Option<String>,
}

/// One status or a class of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    One(u16),
    Class(u16),
}

/// Whether the judge reads a status as a wall whatever the body says, so that no sign can rest on it.
pub(super) fn is_wall(status: u16) -> bool {
    matches!(status, 401..=403 | 405..=407 | 418 | 429 | 451 | 500..)
}

/// The statuses that are not walls; the others become a remark.
pub(super) fn without_walls(field: &str, statuses: &[u16], remarks: &mut Vec<String>) -> Vec<Status> {
    let (walls, answers): (Vec<u16>, Vec<u16>) = statuses.iter().partition(|status| is_wall(**status));
    for wall in walls {
        remarks.push(format!("`{field}` {wall} is always read as a refusal, never as an answer"));
    }
    answers.into_iter().map(Status::One).collect()
}
