//! What came of asking one source, all of its checks together.

use crate::plan::Gap;
use crate::reason::Reason;
use crate::source::SourceId;
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// What came of one source. Only [`Outcome::NotFound`] says that nothing was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It shows listings; `unknown` is set where some of the questions could not be answered.
    Found {
        /// How many listings.
        listings: usize,
        /// How many more entries there are, at least, that could not be read.
        #[serde(default)]
        unread: usize,
        /// Why a part could not be checked.
        unknown: Option<Reason>,
    },
    /// It proved for every question that it has nothing.
    NotFound,
    /// At least one question was not answered, and none found anything.
    CouldNotCheck(Reason),
    /// The person did not allow it.
    Skipped,
    /// The profile did not fit.
    NotAsked(Gap),
}

impl Outcome {
    /// The outcome as one of five fixed words, for machines: `found`, `not_found`, `could_not_check`, `skipped`,
    /// `not_asked`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::NotFound => "not_found",
            Self::CouldNotCheck(_) => "could_not_check",
            Self::Skipped => "skipped",
            Self::NotAsked(_) => "not_asked",
        }
    }

    /// Why it could not be checked, wholly or in part. Entries that could not be read are a part.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::Found { unread, unknown, .. } => unknown.or((*unread > 0).then_some(Reason::PartlyRead)),
            Self::CouldNotCheck(reason) => Some(*reason),
            Self::NotFound | Self::Skipped | Self::NotAsked(_) => None,
        }
    }

    /// What could not be checked of a source that shows something, in plain sentences; none where all of it was.
    pub fn partly(&self) -> Option<String> {
        let Self::Found { unread, unknown, .. } = self else { return None };
        let entries = match unread {
            0 => None,
            1 => Some("At least 1 more entry there could not be read.".to_owned()),
            more => Some(format!("At least {more} more entries there could not be read.")),
        };
        let sentences: Vec<String> =
            entries.into_iter().chain(unknown.map(|reason| reason.explain().to_owned())).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// What to do about what could not be checked, one plain sentence.
    pub fn advice(&self) -> Option<&'static str> {
        // Looking at the page answers for a question that got no answer there, too; asking again reads no more of it.
        match self {
            Self::Found { unread: 1.., .. } => Some(Reason::PartlyRead.advice()),
            _ => self.reason().map(Reason::advice),
        }
    }

    /// The outcome as a plain sentence, with the reason.
    pub fn sentence(&self) -> String {
        match self {
            Self::Found { listings: 1, .. } => "Found 1 listing.".to_owned(),
            Self::Found { listings, .. } => format!("Found {listings} listings."),
            Self::NotFound => "Not found.".to_owned(),
            Self::CouldNotCheck(reason) => format!("Could not check. {}", reason.explain()),
            Self::Skipped => "Not asked: you skipped it.".to_owned(),
            Self::NotAsked(Gap::Missing(_)) => "Not asked: facts it needs are not in the profile.".to_owned(),
            Self::NotAsked(Gap::NeverSend(_)) => {
                "Not asked: the facts it needs are marked never to be sent.".to_owned()
            }
            Self::NotAsked(Gap::LeftOut(_)) => "Not asked: you left the facts it needs out.".to_owned(),
            Self::NotAsked(Gap::LivesApart) => {
                "Not asked: it would have learnt that facts of different lives belong together.".to_owned()
            }
            Self::NotAsked(Gap::DoesNotApply) => "Not asked: it does not fit the profile.".to_owned(),
        }
    }

    /// Which of two outcomes of one source says more; found beats unknown, unknown beats not found.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (
                Self::Found { listings, unread, unknown },
                Self::Found { listings: more, unread: more_unread, unknown: other },
            ) => Self::Found {
                listings: listings + more,
                unread: unread + more_unread,
                unknown: unknown.or(other),
            },
            (Self::Found { listings, unread, unknown }, other)
            | (other, Self::Found { listings, unread, unknown }) => {
                Self::Found { listings, unread, unknown: unknown.or(other.reason()) }
            }
            (Self::CouldNotCheck(reason), _) | (_, Self::CouldNotCheck(reason)) => {
                Self::CouldNotCheck(reason)
            }
            (Self::NotFound, _) | (_, Self::NotFound) => Self::NotFound,
            (first, _) => first,
        }
    }
}

/// One source of the plan with its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceOutcome {
    /// The source.
    pub source: SourceId,
    /// What came of it.
    pub outcome: Outcome,
}

/// The outcome of a source from the verdicts of all its checks, controls left out. No verdict at all means skipped.
pub fn derive_outcome<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Outcome {
    let outcomes = verdicts.into_iter().map(|verdict| match verdict {
        Verdict::Listed { listings, unread } => {
            Outcome::Found { listings: listings.len(), unread: *unread, unknown: None }
        }
        Verdict::NotListed => Outcome::NotFound,
        Verdict::Unknown { reason } => Outcome::CouldNotCheck(*reason),
    });
    outcomes.reduce(Outcome::and).unwrap_or(Outcome::Skipped)
}

/// Every source once, by id; several entries of one source are taken together.
pub(super) fn once_each(sources: &[SourceOutcome]) -> Vec<SourceOutcome> {
    let mut sorted = sources.to_vec();
    sorted.sort_by(|a, b| a.source.cmp(&b.source));
    let mut once: Vec<SourceOutcome> = Vec::new();
    for entry in sorted {
        match once.last_mut() {
            Some(last) if last.source == entry.source => {
                last.outcome = last.outcome.clone().and(entry.outcome);
            }
            _ => once.push(entry),
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::Listing;

    fn check(verdicts: &[Verdict], expected: &Outcome) {
        assert_eq!(&derive_outcome(verdicts), expected, "of {} verdicts", verdicts.len());
    }

    #[test]
    fn not_found_needs_every_check_to_say_so() {
        let listed = Verdict::listed(vec![Listing::default()]);
        let half_read = Verdict::Listed { listings: vec![Listing::default()], unread: 2 };
        let walled = Verdict::unknown(Reason::Blocked);
        check(&[], &Outcome::Skipped);
        check(&[Verdict::NotListed, Verdict::NotListed], &Outcome::NotFound);
        check(&[Verdict::NotListed, walled.clone()], &Outcome::CouldNotCheck(Reason::Blocked));
        check(&[walled.clone(), Verdict::NotListed], &Outcome::CouldNotCheck(Reason::Blocked));
        let partly = Outcome::Found { listings: 1, unread: 0, unknown: Some(Reason::Blocked) };
        check(&[walled.clone(), listed.clone()], &partly);
        check(&[listed.clone(), Verdict::NotListed, walled], &partly);
        let found = |listings, unread, unknown| Outcome::Found { listings, unread, unknown };
        check(std::slice::from_ref(&half_read), &found(1, 2, None));
        check(&[half_read.clone(), listed.clone(), half_read.clone()], &found(3, 4, None));
        check(
            &[Verdict::NotListed, half_read, Verdict::unknown(Reason::TooSlow)],
            &found(1, 2, Some(Reason::TooSlow)),
        );
        check(&[listed.clone(), listed], &Outcome::Found { listings: 2, unread: 0, unknown: None });
    }
    #[test]
    fn what_could_not_be_read_is_told_and_makes_the_source_partly_checked() {
        for unread in [0, 1, 2, 200] {
            for unknown in [None, Some(Reason::Blocked)] {
                let outcome = Outcome::Found { listings: 1, unread, unknown };
                let partly = outcome.partly();
                assert_eq!(
                    outcome.reason().is_some(),
                    partly.is_some(),
                    "a part is told wherever there is one"
                );
                assert_eq!(partly.is_some(), unread > 0 || unknown.is_some(), "and nowhere else");
                let partly = partly.unwrap_or_default();
                let told = partly.contains(&format!("At least {unread} more"));
                assert_eq!(told, unread > 0, "the number is told: {partly:?}");
                let why = unknown.is_none_or(|reason| partly.contains(reason.explain()));
                assert!(why, "another reason does not vanish behind it: {partly:?}");
            }
        }
    }
}
