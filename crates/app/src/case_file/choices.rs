//! What the person chose for a plan: which sources, which facts, and which facts of different lives together.

use super::CaseFile;
use crate::contract::UiError;
use crate::record::ChoiceRecord;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::IdentifierId;
use unlisted_core::plan::{CheckId, Pair};
use unlisted_core::source::SourceId;
use unlisted_vault::{Batch, Kind};

/// Choices about facts are named so; no source's id has a slash in it.
const FACT: &str = "fact/";
/// And those about facts of different lives.
const PAIR: &str = "pair/";

impl CaseFile {
    /// Sources that were allowed or skipped.
    pub(crate) fn choices(&self) -> Result<BTreeMap<SourceId, ChoiceRecord>, UiError> {
        let all: Vec<(String, ChoiceRecord)> = self.case.all(Kind::Choices)?;
        let sources = all.into_iter().filter(|(id, _)| !id.contains('/'));
        Ok(sources.map(|(id, choice)| (SourceId(id), choice)).collect())
    }

    pub(crate) fn keep_choices(&self, sources: &[String], choice: ChoiceRecord) -> Result<(), UiError> {
        self.keep_each(sources.iter().cloned(), choice)
    }

    /// Facts that the person leaves out.
    pub(crate) fn left_out_facts(&self) -> Result<BTreeSet<IdentifierId>, UiError> {
        let all: Vec<(String, ChoiceRecord)> = self.case.all(Kind::Choices)?;
        let left_out = all.into_iter().filter(|(_, choice)| !choice.allowed);
        Ok(left_out.filter_map(|(id, _)| Some(IdentifierId(id.strip_prefix(FACT)?.to_owned()))).collect())
    }

    pub(crate) fn keep_facts(&self, facts: &[String], include: bool) -> Result<(), UiError> {
        let choice = ChoiceRecord { allowed: include, though_elsewhere: false };
        self.keep_each(facts.iter().map(|fact| format!("{FACT}{fact}")), choice)
    }

    /// Facts of different lives that may be told together.
    pub(crate) fn pairs_together(&self) -> Result<BTreeSet<Pair>, UiError> {
        let all: Vec<(String, ChoiceRecord)> = self.case.all(Kind::Choices)?;
        let ticked = all.into_iter().filter(|(_, choice)| choice.allowed);
        Ok(ticked.filter_map(|(id, _)| Some(read_pair(id.strip_prefix(PAIR)?))).collect())
    }

    pub(crate) fn keep_pair(&self, pair: &Pair, together: bool) -> Result<(), UiError> {
        let choice = ChoiceRecord { allowed: together, though_elsewhere: false };
        self.keep_each([format!("{PAIR}{}", name_pair(pair))], choice)
    }

    /// When each question was answered last, in whatever scan. What nobody could tell is no answer.
    pub(crate) fn answered(&self) -> Result<BTreeMap<CheckId, Timestamp>, UiError> {
        let answers = self.answers_of_other_scans("")?;
        let mut last: BTreeMap<CheckId, Timestamp> = BTreeMap::new();
        for (check, at) in answers {
            let known = last.entry(check).or_insert(at);
            *known = at.max(*known);
        }
        Ok(last)
    }

    fn keep_each(
        &self,
        names: impl IntoIterator<Item = String>,
        choice: ChoiceRecord,
    ) -> Result<(), UiError> {
        let mut batch = Batch::new();
        for name in names {
            batch = batch.put(Kind::Choices, &name, &choice)?;
        }
        self.commit(batch)
    }
}

/// A pair by the ids of its facts.
pub(crate) fn name_pair(pair: &Pair) -> String {
    pair.0.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join("+")
}

/// The pair of that name.
pub(crate) fn read_pair(name: &str) -> Pair {
    Pair(name.split('+').map(|id| IdentifierId(id.to_owned())).collect())
}
