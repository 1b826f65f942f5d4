//! A reply made ready for judging once: its text, and the readings of it that were needed so far.

use super::nodes::{self, Parsed};
use super::{charset, text, tree, xml};
use crate::ask::Reply;
use scraper::Html;
use serde_json::Value;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A reply with the readings of its body that were needed so far.
pub(super) struct Answer<'a> {
    pub(super) reply: &'a Reply,
    /// The body as text, without a byte order mark.
    pub(super) body: Cow<'a, str>,
    /// Whether the character set is in doubt: then nothing is proved by what is not there.
    pub(super) doubtful: bool,
    json: OnceCell<Parsed>,
    page: OnceCell<Option<Html>>,
    visible: OnceCell<String>,
}

/// The most bytes of a body that are looked at: what the saved-page reader takes, twice what the asking crate takes.
pub(super) const MOST_BYTES: usize = 16 << 20;

impl<'a> Answer<'a> {
    pub(super) fn read(reply: &'a Reply) -> Self {
        let decoded = charset::decode(reply.body.reveal(), reply.header("content-type"));
        Self {
            reply,
            body: decoded.text,
            doubtful: decoded.doubtful,
            json: OnceCell::new(),
            page: OnceCell::new(),
            visible: OnceCell::new(),
        }
    }

    /// The body as JSON. Nesting is bounded by `serde_json` at 128.
    pub(super) fn json(&self) -> Option<&Value> {
        match self.parsed() {
            Parsed::Json(value) => Some(value),
            Parsed::NotJson | Parsed::TooMany => None,
        }
    }

    /// Whether the body is JSON of more values than anybody reads.
    pub(super) fn is_too_much(&self) -> bool {
        self.is_json() && matches!(self.parsed(), Parsed::TooMany)
    }

    fn parsed(&self) -> &Parsed {
        self.json.get_or_init(|| nodes::parse(&self.body))
    }

    /// The body as a parsed page; `None` when that would cost too much.
    pub(super) fn page(&self) -> Option<&Html> {
        let parse = || {
            if xml::is_xml(&self.body, self.reply.header("content-type")) {
                tree::parse(&xml::as_html(&self.body))
            } else {
                tree::parse(&self.body)
            }
        };
        self.page.get_or_init(parse).as_ref()
    }

    /// Whether the body is a page rather than data.
    pub(super) fn is_page(&self) -> bool {
        self.start().starts_with('<')
    }

    /// Whether the body begins as JSON objects and arrays do.
    pub(super) fn is_json(&self) -> bool {
        self.start().starts_with(['{', '['])
    }

    /// The visible text, white space folded.
    pub(super) fn visible(&self) -> &str {
        self.visible.get_or_init(|| {
            if !self.is_page() {
                return text::fold(&self.body);
            }
            self.page().map(text::visible).unwrap_or_default()
        })
    }

    fn start(&self) -> &str {
        self.body.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
    }
}
