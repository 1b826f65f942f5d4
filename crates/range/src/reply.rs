//! The shape of one answer: status, headers and body.

use std::collections::BTreeMap;

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// All at once.
    Whole(String),
    /// A byte now and then.
    Drip,
}

/// One answer, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Headers, lower-case names.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body.
    pub(crate) content: Content,
}

impl Answer {
    /// A page.
    pub(crate) fn page(status: u16, body: &str) -> Self {
        let headers = BTreeMap::from([("content-type".to_owned(), "text/html; charset=utf-8".to_owned())]);
        Self { status, headers, content: Content::Whole(body.to_owned()) }
    }

    /// The same with one header set.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }
}
