//! A plan as a list for people who write source definitions: each source, asked or not, and why.

use super::{Applies, Gap, Wishes, derive_applies, preview_plan_with};
use crate::personal::Personal;
use crate::profile::Profile;
use crate::source::{Catalogue, SourceId, Values};

/// One question of a plan, or a source without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Who would be asked.
    pub source: SourceId,
    /// The host as the plan shows it.
    pub host: String,
    /// What would be sent; empty where nothing is asked.
    pub values: Personal<Values>,
    /// Whether the source covers the person's country.
    pub applies: Applies,
    /// Whether it asks about an invented value.
    pub control: bool,
    /// What it learns by being asked; empty where it is not asked.
    pub why: String,
    /// Why it is not asked, where it is not.
    pub gap: Option<Gap>,
}

/// Every question of the plan in its order, then every source that would not be asked, in the order of their ids.
pub fn list_planned(catalogue: &Catalogue, profile: &Profile, wishes: &Wishes) -> Vec<Planned> {
    let plan = preview_plan_with(catalogue, profile, wishes);
    let asked = plan.checks.iter().filter_map(|check| {
        let definition = catalogue.get(&check.source)?;
        Some(Planned {
            source: check.source.clone(),
            host: definition.host().to_owned(),
            values: check.values.clone(),
            applies: derive_applies(definition, profile),
            control: check.control,
            why: check.why.clone(),
            gap: None,
        })
    });
    let not_asked = plan.gaps.iter().filter_map(|(source, gap)| {
        let definition = catalogue.get(source)?;
        Some(Planned {
            source: source.clone(),
            host: definition.host().to_owned(),
            values: Values::new().into(),
            applies: derive_applies(definition, profile),
            control: false,
            why: String::new(),
            gap: Some(gap.clone()),
        })
    });
    asked.chain(not_asked).collect()
}
