//! What is asked anew: everything, what nobody could check, or what is new or changed since the last check.

use crate::app::App;
use crate::case_file::{CaseFile, LatestScan, Question};
use crate::contract::{Scope, UiError};
use crate::record::{OutcomeRecord, Told};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::Reason;
use unlisted_core::plan::{Check, CheckId, Plan};
use unlisted_core::source::SourceId;

/// A plan for one scope.
pub(crate) struct ScopedPlan {
    /// What would be asked now; gaps and questions left out are those of the whole plan.
    pub(crate) plan: Plan,
    /// What is asked or carried over, in the order of the whole plan, if every source were allowed.
    questions: Vec<Question>,
    /// Sources with questions that are neither asked now nor answered before.
    unanswered_later: BTreeSet<SourceId>,
    /// What the last scan knew of its questions.
    before: BTreeMap<CheckId, OutcomeRecord>,
    /// The start of the scan whose answers are carried over.
    begun: Option<Timestamp>,
}

impl ScopedPlan {
    /// The questions of a scan that asks the allowed sources; answers carried over need no further permission.
    pub(crate) fn accept(mut self, allowed: &BTreeSet<SourceId>) -> Accepted {
        let (asked, skipped): (Vec<Check>, Vec<Check>) =
            self.plan.checks.into_iter().partition(|check| allowed.contains(&check.source));
        let skipped: BTreeSet<CheckId> = skipped.into_iter().map(|check| check.id).collect();
        // What nobody knows stays unknown where its source is skipped now; it must not vanish from what the source came to.
        self.questions.retain_mut(|question| {
            if skipped.contains(&question.check.id) {
                question.answered = self.before.get(&question.check.id).cloned();
            }
            !skipped.contains(&question.check.id) || question.answered.is_some()
        });
        Accepted {
            asked: asked.into_iter().map(|check| check.id.0).collect(),
            questions: self.questions,
            left_out: self.unanswered_later.intersection(allowed).cloned().collect(),
            begun: self.begun,
        }
    }
}

/// What a person's allowances make of a plan.
pub(crate) struct Accepted {
    /// The ids of the questions that are asked now.
    pub(crate) asked: BTreeSet<String>,
    /// Those and what is carried over.
    pub(crate) questions: Vec<Question>,
    /// Sources that are not asked everything.
    pub(crate) left_out: BTreeSet<SourceId>,
    /// The start of the scan whose answers are carried over.
    pub(crate) begun: Option<Timestamp>,
}

impl App {
    /// The plan of one scope. Without an earlier scan every scope is everything.
    pub(crate) fn scoped_plan(&self, file: &CaseFile, scope: Scope) -> Result<ScopedPlan, UiError> {
        let mut plan = self.whole_plan(file)?;
        let latest = if scope == Scope::Everything { None } else { file.latest_scan()? };
        let Some(latest) = latest else {
            let questions = plan.checks.iter().map(|check| ask(check.clone())).collect();
            let unanswered_later = plan.left_out.keys().cloned().collect();
            return Ok(ScopedPlan {
                plan,
                questions,
                unanswered_later,
                before: BTreeMap::new(),
                begun: None,
            });
        };
        let allowed = self.allowed(file)?;
        let before = known_before(&latest);
        let is_wanted = |check: &Check| {
            let allowed = allowed.contains(&check.source);
            // A source that was skipped is not news.
            let known = latest.checks.iter().any(|known| known.source == check.source);
            (allowed || known) && self.is_wanted(check, &latest, scope)
        };
        let asked: BTreeSet<SourceId> = plan
            .checks
            .iter()
            .filter(|check| !check.control && is_wanted(check))
            .map(|check| check.source.clone())
            .collect();
        let (mut questions, mut now) = (Vec::new(), Vec::new());
        for check in plan.checks {
            let control_of_asked = check.control && asked.contains(&check.source);
            if control_of_asked || (!check.control && is_wanted(&check)) {
                now.push(check.clone());
                questions.push(ask(check));
            } else if latest.checks.iter().any(|known| known.id == check.id) {
                let answered = before.get(&check.id).cloned();
                questions.push(Question { check, answered });
            }
        }
        plan.checks = now;
        // What there is no room to ask now keeps the answer it has, or the twelfth fact would push out the first.
        let mut unanswered_later: BTreeSet<SourceId> = BTreeSet::new();
        for check in std::mem::take(&mut plan.later) {
            match before.get(&check.id).cloned() {
                Some(answered) => questions.push(Question { check, answered: Some(answered) }),
                None => {
                    unanswered_later.insert(check.source.clone());
                }
            }
        }
        Ok(ScopedPlan { plan, questions, unanswered_later, before, begun: Some(latest.begun) })
    }

    /// Whether a question is asked again. A question that only a person can answer is theirs to answer again.
    fn is_wanted(&self, check: &Check, latest: &LatestScan, scope: Scope) -> bool {
        let known = latest.checks.iter().any(|known| known.id == check.id);
        let outcome = latest.outcomes.get(&check.id);
        match scope {
            Scope::Everything => true,
            Scope::Unknown => {
                let unknown = outcome.is_none_or(|outcome| matches!(outcome.told, Told::Unknown(_)));
                known && !check.by_hand && unknown
            }
            Scope::Changed => {
                let catalogue = self.catalogue();
                let now = catalogue.get(&check.source).map(|definition| definition.digest.as_str());
                // Records of older versions do not say under which definition they were judged.
                let changed = |then: &str| !then.is_empty() && Some(then) != now;
                !known || outcome.is_some_and(|outcome| changed(&outcome.definition))
            }
        }
    }
}

/// What is carried over of each question. One that was never answered is carried as stopped, since only what is in the new
/// plan may be asked; a page that a person is to look at stays open.
fn known_before(latest: &LatestScan) -> BTreeMap<CheckId, OutcomeRecord> {
    let stopped = OutcomeRecord {
        at: latest.begun,
        told: Told::Unknown(Reason::Cancelled),
        definition: String::new(),
        looked: false,
        unread: 0,
        read: None,
    };
    let open = latest.open().map(|check| (check.id.clone(), stopped.clone()));
    latest.outcomes.iter().map(|(id, outcome)| (id.clone(), outcome.clone())).chain(open).collect()
}

fn ask(check: Check) -> Question {
    Question { check, answered: None }
}
