//! What a person wishes of a plan, and what is known from before: everything that is no fact about them.

use super::{CheckId, Pair};
use crate::identifier::IdentifierId;
use crate::source::SourceId;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The wishes for one plan. The default is a first plan in which nothing was wished for.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Sources that proved lately that they can say no: their controls are not asked again.
    pub proven: BTreeSet<SourceId>,
    /// When each question was answered last. What was never answered is asked first where there is too much to ask.
    pub answered: BTreeMap<CheckId, Timestamp>,
    /// Facts that the person leaves out of this plan.
    pub without: BTreeSet<IdentifierId>,
    /// Facts of different lives that the person allows to be told together, each pair by itself.
    pub together: BTreeSet<Pair>,
}
