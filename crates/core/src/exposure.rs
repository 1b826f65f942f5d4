//! Exposure: how dangerous each finding is and why, and what all of them add up to.
//!
//! The scale is harm times reach, both 1 to 5 (docs/threat-model.md, section 4). Every reason is a sentence without a
//! value, so that it can stand on a shared screen and in a redacted report.

mod harm;
mod place;

pub use harm::facts_shown;
pub use place::same_place;

use crate::finding::{Decision, Finding, FindingId};
use crate::matching::Likeness;
use crate::person::Person;
use crate::reason::Reason;
use crate::source::{Definition, SourceId};
use serde::{Deserialize, Serialize};

/// How urgent something is. `Critical` sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Score 20 to 25.
    Critical,
    /// Score 12 to 19.
    High,
    /// Score 6 to 11.
    Medium,
    /// Score 1 to 5.
    Low,
}

impl Band {
    /// Every band, worst first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The band of a score of 1 to 25 (docs/threat-model.md, section 4).
    pub fn of_score(score: u8) -> Self {
        match score {
            20.. => Self::Critical,
            12..=19 => Self::High,
            6..=11 => Self::Medium,
            _ => Self::Low,
        }
    }

    /// The band as a word for the screen and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }

    /// The next worse band.
    fn raised(self) -> Self {
        match self {
            Self::Critical | Self::High => Self::Critical,
            Self::Medium => Self::High,
            Self::Low => Self::Medium,
        }
    }
}

/// How dangerous one finding is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Severity {
    /// What the shown facts let a stranger do: 1 (ambient) to 5 (reach the home or the body).
    pub harm: u8,
    /// How easily a stranger finds the listing: 1 (a visit to a court) to 5 (free, found by the handle alone).
    pub reach: u8,
    /// `harm` times `reach`, 1 to 25.
    pub score: u8,
    /// The band of the score, after circumstances.
    pub band: Band,
    /// Value-free sentences, worst fact first.
    pub reasons: Vec<String>,
    /// Whether it may be told as a fact. A possible match keeps its band and stays unconfirmed.
    pub confirmed: bool,
}

/// What the person says about their situation; it raises bands (docs/threat-model.md, section 4, overrides).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Circumstances {
    /// Somebody threatens them now, or has sent the police to them before.
    pub threatened: bool,
    /// They are in an address confidentiality programme or have a protective order.
    pub protected: bool,
}

impl Severity {
    /// The severity under the person's circumstances: a threat raises the band by one; for a protected person whatever
    /// leads home (harm 4 or 5) is critical. The reason is added.
    #[must_use]
    pub fn under(mut self, circumstances: Circumstances) -> Self {
        if circumstances.protected && self.harm >= 4 && self.band != Band::Critical {
            self.band = Band::Critical;
            self.reasons.push("Your address is protected, so whatever leads to it is critical.".to_owned());
        }
        if circumstances.threatened && self.band != Band::Critical {
            self.band = self.band.raised();
            self.reasons.push("You are being threatened, so this is one step more urgent.".to_owned());
        }
        self
    }
}

/// Weighs one finding by what this very listing shows and by how easily its source is found.
///
/// `person` is the whole profile, hidden facts included. An empty listing of a hand source is weighed by what the
/// source usually shows, because the person saw a record and nobody wrote down what is on it.
pub fn derive_severity(finding: &Finding, definition: &Definition, person: &Person) -> Severity {
    let harms = harm::weigh(finding.listing.reveal(), definition, person);
    let harm = harms.iter().map(|(harm, _)| *harm).max().unwrap_or(1);
    let reach = definition.reach.clamp(1, 5);
    let score = harm * reach;
    let mut reasons: Vec<String> = harms.into_iter().map(|(_, because)| because.to_owned()).collect();
    reasons.push(explain_reach(reach).to_owned());
    let confirmed = match finding.decision {
        Decision::Me => true,
        Decision::Undecided => finding.matched.verdict == Likeness::Same,
        Decision::NotSure | Decision::NotMe | Decision::Relative => false,
    };
    if !confirmed {
        reasons.push("Not confirmed: this may be somebody else.".to_owned());
    }
    Severity { harm, reach, score, band: Band::of_score(score), reasons, confirmed }
}

/// What a reach means (docs/threat-model.md, section 4).
fn explain_reach(reach: u8) -> &'static str {
    match reach {
        5 => "It is free and a stranger finds it by your handle alone.",
        4 => "It is free to whoever knows your name and town.",
        3 => "It is free, but takes a login, a puzzle or an exact key such as your phone number.",
        2 => "It takes a paid report, or your birth date.",
        _ => "It takes a private file or a visit to an office.",
    }
}

/// How many findings each band holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Critical findings.
    pub critical: usize,
    /// High findings.
    pub high: usize,
    /// Medium findings.
    pub medium: usize,
    /// Low findings.
    pub low: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, band: Band) {
        match band {
            Band::Critical => self.critical += 1,
            Band::High => self.high += 1,
            Band::Medium => self.medium += 1,
            Band::Low => self.low += 1,
        }
    }

    /// The number in one band.
    pub fn of(&self, band: Band) -> usize {
        match band {
            Band::Critical => self.critical,
            Band::High => self.high,
            Band::Medium => self.medium,
            Band::Low => self.low,
        }
    }
}

/// What all findings add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// Confirmed findings by band.
    pub counts: Counts,
    /// Findings that may be somebody else's, by band.
    pub unconfirmed: Counts,
    /// Every counted finding, worst first; confirmed before unconfirmed within a score.
    pub worst_first: Vec<(FindingId, Severity)>,
    /// Sources nobody could check, and why. Never to be read as "clear".
    pub could_not_check: Vec<(SourceId, Reason)>,
}

/// Adds up findings. Those the person called somebody else's or a relative's do not count, nor do undecided ones that
/// do not match at all. `could_not_check` is passed on, sorted, each source once.
pub fn derive_exposure(
    findings: &[(&Finding, Severity)],
    could_not_check: &[(SourceId, Reason)],
) -> Exposure {
    let mut exposure = Exposure { could_not_check: could_not_check.to_vec(), ..Exposure::default() };
    exposure.could_not_check.sort();
    exposure.could_not_check.dedup_by(|a, b| a.0 == b.0);
    for (finding, severity) in findings {
        let counts = match finding.decision {
            Decision::NotMe | Decision::Relative => continue,
            Decision::Undecided if finding.matched.verdict == Likeness::Other => continue,
            _ if severity.confirmed => &mut exposure.counts,
            _ => &mut exposure.unconfirmed,
        };
        counts.add(severity.band);
        exposure.worst_first.push((finding.id.clone(), severity.clone()));
    }
    exposure.worst_first.sort_by(|(a_id, a), (b_id, b)| {
        (a.band, std::cmp::Reverse(a.score), !a.confirmed, a_id).cmp(&(
            b.band,
            std::cmp::Reverse(b.score),
            !b.confirmed,
            b_id,
        ))
    });
    exposure
}
