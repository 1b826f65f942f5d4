//! What the person chooses for a plan: sites, facts, pairs of facts, and keys.

use crate::app::App;
use crate::case_file::{CaseFile, read_pair};
use crate::contract::{ChooseFacts, ChooseSources, ErrorCode, PlanView, SetKey, TickPair, UiError};
use crate::record::ChoiceRecord;
use std::collections::BTreeSet;
use unlisted_core::plan::{Applies, derive_applies};
use unlisted_core::source::{Definition, SourceId};

impl App {
    /// Allows or skips sources; remembered for the next plan.
    ///
    /// A source that covers no country of the person's is only allowed by itself. While their country is not known,
    /// sources of one country are allowed together, and none of them with others.
    pub fn plan_choose(&self, choose: ChooseSources) -> Result<PlanView, UiError> {
        let file = self.attested_file()?;
        let (catalogue, profile) = (self.catalogue(), file.profile()?);
        let find = |id: &String| catalogue.get(&SourceId(id.clone()));
        let chosen: Option<Vec<&Definition>> = choose.sources.iter().map(find).collect();
        let chosen = chosen.ok_or(UiError::of(ErrorCode::Gone))?;
        let is_alone = chosen.len() == 1;
        let is_one_country =
            chosen.windows(2).all(|pair| matches!(pair, [a, b] if a.countries == b.countries));
        let (mut plainly, mut though_elsewhere) = (Vec::new(), Vec::new());
        for definition in chosen {
            let id = definition.id.0.clone();
            match derive_applies(definition, &profile) {
                Applies::Elsewhere if is_alone && choose.allow => though_elsewhere.push(id),
                Applies::Elsewhere if choose.allow => {}
                Applies::Unknown if choose.allow && !is_one_country => {}
                _ => plainly.push(id),
            }
        }
        file.keep_choices(&plainly, ChoiceRecord { allowed: choose.allow, though_elsewhere: false })?;
        file.keep_choices(&though_elsewhere, ChoiceRecord { allowed: true, though_elsewhere: true })?;
        self.plan_view(choose.scope)
    }

    /// Leaves facts out of the plan, or takes them in again; remembered for the next plan.
    pub fn plan_facts(&self, choose: ChooseFacts) -> Result<PlanView, UiError> {
        let file = self.attested_file()?;
        let known: BTreeSet<String> =
            file.identifiers()?.into_iter().map(|record| record.identifier.id.0).collect();
        if !choose.facts.iter().all(|fact| known.contains(fact)) {
            return Err(ErrorCode::Gone.into());
        }
        file.keep_facts(&choose.facts, choose.include)?;
        self.plan_view(choose.scope)
    }

    /// Lets facts of different lives be told together, or not any more.
    pub fn plan_pair(&self, tick: TickPair) -> Result<PlanView, UiError> {
        let file = self.attested_file()?;
        let (pair, profile) = (read_pair(&tick.pair), file.profile()?);
        if !pair.0.iter().all(|id| profile.get(id).is_some()) {
            return Err(ErrorCode::Gone.into());
        }
        file.keep_pair(&pair, tick.together)?;
        self.plan_view(tick.scope)
    }

    /// Keeps a source's key in the case.
    pub fn key_set(&self, set: SetKey) -> Result<PlanView, UiError> {
        let file = self.attested_file()?;
        let key = set.key.trim();
        if key.chars().any(|c| c.is_control() || c.is_whitespace()) || key.len() > 200 {
            return Err(UiError::at(ErrorCode::ValueStrange, "key"));
        }
        file.keep_key(&set.source, key)?;
        self.plan_view(set.scope)
    }

    /// The sources that may be asked. One that covers no country of the person's is among them only if it was allowed by
    /// itself since then.
    pub(crate) fn allowed(&self, file: &CaseFile) -> Result<BTreeSet<SourceId>, UiError> {
        let (catalogue, profile) = (self.catalogue(), file.profile()?);
        let may_ask = |id: &SourceId, choice: &ChoiceRecord| {
            let is_elsewhere =
                catalogue.get(id).is_some_and(|it| derive_applies(it, &profile) == Applies::Elsewhere);
            choice.allowed && (choice.though_elsewhere || !is_elsewhere)
        };
        let choices = file.choices()?.into_iter();
        Ok(choices.filter(|(id, choice)| may_ask(id, choice)).map(|(id, _)| id).collect())
    }
}
