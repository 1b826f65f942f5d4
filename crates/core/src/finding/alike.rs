//! Findings that look alike across sites: copies of one record, and what the person said about one like it.

use super::assign::shown_by;
use super::same_record::{Closeness, Links, judge_sameness};
use super::shown::Shown;
use super::{Decision, Finding, FindingId};
use crate::source::SourceId;
use serde::{Deserialize, Serialize};

/// Facts that are asked of two sites that have nothing to do with each other.
const NEARLY_ALL: u32 = 5;

/// How a finding is like one that was decided before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resemblance {
    /// Nearly the same facts on a site of somebody else.
    Alike,
    /// A site of the same owner shows it too.
    Copy,
    /// The same site shows it once more.
    SameSite,
}

/// What the person said about a look-alike. It is shown and changes nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    /// What they said: me, not me, or a relative.
    pub decision: Decision,
    /// Where the look-alike is.
    pub source: SourceId,
    /// In what it is like this one.
    pub because: Resemblance,
}

/// Findings read for comparison with each other, each once.
pub struct Looks<'f> {
    looks: Vec<Look<'f>>,
}

struct Look<'f> {
    finding: &'f Finding,
    owner: Option<String>,
    shown: Shown,
}

/// Reads findings for comparison. `owner_of` names the owner of a source with several sites (assets/owners).
pub fn read_looks<'f>(findings: &'f [Finding], owner_of: impl Fn(&SourceId) -> Option<String>) -> Looks<'f> {
    let look = |finding: &'f Finding| {
        let owner = owner_of(&finding.source);
        Look { finding, owner, shown: shown_by(finding) }
    };
    Looks { looks: findings.iter().map(look).collect() }
}

impl Looks<'_> {
    /// What the person said about the closest look-alike of one of the findings; none where two equally close ones were
    /// decided differently.
    pub fn said_before(&self, about: &FindingId) -> Option<SaidBefore> {
        let about = self.looks.iter().find(|look| look.finding.id == *about)?;
        let decided =
            self.looks.iter().filter(|it| it.finding.id != about.finding.id && is_said(it.finding.decision));
        let mut alike: Vec<(Closeness, Resemblance, &Finding)> = decided
            .filter_map(|it| {
                let (because, closeness) = about.judge_resemblance(it)?;
                Some((closeness, because, it.finding))
            })
            .collect();
        alike.sort_by(|a, b| (b.0, b.1, &a.2.id).cmp(&(a.0, a.1, &b.2.id)));
        let (closeness, because, best) = alike.first()?;
        let torn = alike.iter().any(|(other, _, it)| other == closeness && it.decision != best.decision);
        (!torn).then(|| SaidBefore {
            decision: best.decision,
            source: best.source.clone(),
            because: *because,
        })
    }

    /// The groups of findings that show one record at several sites of one owner, each group and all groups in the order
    /// of their ids. They stay findings of their own: each site is looked at again by itself.
    pub fn copies(&self) -> Vec<Vec<FindingId>> {
        let mut groups: Vec<Vec<&Look<'_>>> = Vec::new();
        for look in &self.looks {
            let is_copy = |other: &&Look<'_>| {
                look.judge_resemblance(other).is_some_and(|(because, _)| because == Resemblance::Copy)
            };
            // What joins two groups makes them one, so that the order of the findings does not matter.
            let (joined, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(is_copy));
            groups = apart;
            groups.push(joined.into_iter().flatten().chain([look]).collect());
        }
        let ids = |group: Vec<&Look<'_>>| {
            let mut ids: Vec<FindingId> = group.into_iter().map(|look| look.finding.id.clone()).collect();
            ids.sort();
            ids
        };
        let mut copies: Vec<Vec<FindingId>> = groups.into_iter().filter(|it| it.len() > 1).map(ids).collect();
        copies.sort();
        copies
    }
}

impl Look<'_> {
    fn judge_resemblance(&self, other: &Self) -> Option<(Resemblance, Closeness)> {
        let closeness = judge_sameness(&self.shown, &other.shown, Links::Silent)?;
        if self.finding.source == other.finding.source {
            Some((Resemblance::SameSite, closeness))
        } else if self.owner.is_some() && self.owner == other.owner {
            Some((Resemblance::Copy, closeness))
        } else {
            (closeness >= Closeness::Facts(NEARLY_ALL)).then_some((Resemblance::Alike, closeness))
        }
    }
}

/// Not sure is no word to remind of.
fn is_said(decision: Decision) -> bool {
    match decision {
        Decision::Me | Decision::NotMe | Decision::Relative => true,
        Decision::Undecided | Decision::NotSure => false,
    }
}
