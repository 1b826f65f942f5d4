//! A course: the requests of one check, one after the other, until there is a verdict.

use crate::ask::{NoReply, Reply, Request};
use crate::judge::judge;
use crate::personal::Personal;
use crate::plan::{Check, make_request};
use crate::source::{Definition, Values};
use crate::verdict::{Reason, Verdict};

/// What one check has come to so far. It sends nothing itself: it says what to ask next and takes what came back.
#[derive(Clone, Debug)]
pub struct Course {
    asked: Personal<Values>,
}

/// What is to be done next.
#[derive(Clone, Debug)]
pub enum Next {
    /// Ask this; its answer goes to [`Course::take`].
    Ask(Box<Request>),
    /// The check has its verdict.
    Done(Verdict),
}

impl Course {
    /// Begins a check of an accepted plan; the request is its first one. `key` is the person's own key for the source.
    ///
    /// Fails with [`Reason::NeedsPerson`] for a hand source and [`Reason::NeedsKey`] where a key is missing.
    pub fn begin(
        definition: &Definition,
        check: &Check,
        key: Option<&str>,
    ) -> Result<(Self, Request), Reason> {
        let request = make_request(definition, check, key)?;
        Ok((Self { asked: check.values.clone() }, request))
    }

    /// Takes what came back for the last request.
    pub fn take(&mut self, definition: &Definition, outcome: Result<&Reply, &NoReply>) -> Next {
        Next::Done(judge(definition, self.asked.reveal(), outcome))
    }
}
