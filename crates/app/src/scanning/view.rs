//! How a scan stands, source by source: the most telling outcome of its checks, never better than the worst unknown.

use crate::app::App;
use crate::case_file::{LatestScan, is_for_eyes};
use crate::contract::{EarlierView, ScanSource, ScanState, ScanView, Scope, UiError, count, word_of};
use crate::record::{OutcomeRecord, Told};
use crate::session::Running;
use std::collections::BTreeSet;
use unlisted_core::Reason;
use unlisted_core::plan::Check;
use unlisted_core::report::Outcome;
use unlisted_core::source::{Definition, Probe, SourceId};

impl App {
    /// How the last scan stands.
    pub fn scan_view(&self, (): ()) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        let running = self.session().as_ref().and_then(|session| session.running.clone());
        let last = running.clone();
        let running = running.filter(Running::is_running);
        let Some(scan) = file.latest_scan()? else { return Ok(ScanView::default()) };
        let automatic = || scan.checks.iter().filter(|check| !check.by_hand);
        let outcomes = || automatic().filter_map(|check| scan.outcomes.get(&check.id));
        let unknown = outcomes().filter(|outcome| matches!(outcome.told, Told::Unknown(_)));
        let sources: BTreeSet<&SourceId> = scan.checks.iter().map(|check| &check.source).collect();
        let catalogue = self.catalogue();
        let definitions = sources.into_iter().filter_map(|id| catalogue.get(id));
        // While it runs the plan is not made anew at every look.
        let changed = match &running {
            Some(_) => 0,
            None => self.scoped_plan(&file, Scope::Changed)?.plan.checks.len(),
        };
        Ok(ScanView {
            running: running.is_some(),
            started: true,
            done: count(outcomes().count()),
            total: count(automatic().count()),
            unanswered: if running.is_some() { 0 } else { count(scan.open().count()) },
            unknown: count(unknown.count()),
            changed: count(changed),
            notices: last.map(|last| last.notices(&catalogue)).unwrap_or_default(),
            sources: definitions.map(|definition| source_view(definition, &scan, running.as_ref())).collect(),
        })
    }
}

/// One source of a scan.
pub(super) fn source_view(
    definition: &Definition,
    scan: &LatestScan,
    running: Option<&Running>,
) -> ScanSource {
    let checks: Vec<&Check> = scan.checks.iter().filter(|check| check.source == definition.id).collect();
    let open = checks.iter().filter(|check| check.by_hand && !scan.outcomes.contains_key(&check.id));
    let answered = checks.iter().filter(|check| check.by_hand && scan.outcomes.contains_key(&check.id));
    let looks = checks.iter().filter(|check| running.is_none() && is_for_eyes(definition, check, scan));
    ScanSource {
        id: definition.id.0.clone(),
        name: definition.name.clone(),
        category: word_of(&definition.category),
        host: definition.host().to_owned(),
        by_hand: definition.is_by_hand(),
        look_for: match &definition.probe {
            Probe::Hand(hand) => Some(hand.look_for.clone()),
            _ => None,
        },
        state: state_of(definition, scan, running),
        open_checks: open.map(|check| check.id.0.clone()).collect(),
        answered_checks: answered.map(|check| check.id.0.clone()).collect(),
        look_checks: looks.map(|check| check.id.0.clone()).collect(),
        reads_saved: match &definition.probe {
            Probe::Hand(hand) => hand.read.is_some(),
            Probe::Page(_) | Probe::Presence(_) => true,
            Probe::Json(_) => false,
        },
        earlier: answered_earlier(&checks, scan),
    }
}

/// The answers of a source's questions that a later one took the place of, in the order of time.
fn answered_earlier(checks: &[&Check], scan: &LatestScan) -> Vec<EarlierView> {
    let own = checks.iter().filter(|check| !check.control);
    let mut earlier: Vec<&OutcomeRecord> =
        own.filter_map(|check| scan.earlier.get(&check.id)).flatten().collect();
    earlier.sort_by_key(|outcome| outcome.at);
    let tell = |outcome: &&OutcomeRecord| match (outcome.told, outcome.looked) {
        (Told::Listed(_), true) => "You looked, and it showed something.".to_owned(),
        (Told::NotListed, true) => "You looked, and it showed nothing.".to_owned(),
        (Told::Unknown(_), true) => "You could not tell.".to_owned(),
        (Told::Listed(1), false) => "This app read 1 record.".to_owned(),
        (Told::Listed(listed), false) => format!("This app read {listed} records."),
        (Told::NotListed, false) => "The site showed nothing.".to_owned(),
        (Told::Unknown(reason), false) => reason.explain().to_owned(),
    };
    earlier.iter().map(|outcome| EarlierView { at: outcome.at.to_string(), what: tell(outcome) }).collect()
}

fn state_of(definition: &Definition, scan: &LatestScan, running: Option<&Running>) -> ScanState {
    if let Some(running) = running.filter(|_| !definition.is_by_hand()) {
        if running.is_asking(&definition.id) {
            return ScanState::Asking;
        }
        let unanswered =
            |check: &&Check| check.source == definition.id && !scan.outcomes.contains_key(&check.id);
        if scan.checks.iter().any(|check| unanswered(&check)) {
            return ScanState::Waiting;
        }
    }
    match outcome_of(definition, scan) {
        found @ Outcome::Found { listings, .. } => ScanState::Found {
            listings: count(listings),
            partly: found.partly().map(|partly| format!("{partly} {}", found.advice().unwrap_or_default())),
        },
        Outcome::NotFound => ScanState::NotFound,
        Outcome::CouldNotCheck(reason) => could_not(reason),
        Outcome::Skipped | Outcome::NotAsked(_) => could_not(Reason::Cancelled),
    }
}

fn could_not(reason: Reason) -> ScanState {
    ScanState::CouldNotCheck {
        reason: word_of(&reason),
        explain: reason.explain().to_owned(),
        advice: reason.advice().to_owned(),
    }
}

/// What a source came to over all its checks: anything listed is found; else one unknown check makes it unknown; only
/// when every check proved "nothing" is it not found. An unanswered check is unknown. Listings are counted once each,
/// however many checks led to them.
pub(crate) fn outcome_of(definition: &Definition, scan: &LatestScan) -> Outcome {
    let unanswered = if definition.is_by_hand() { Reason::NeedsPerson } else { Reason::Cancelled };
    let own = || scan.checks.iter().filter(|check| check.source == definition.id && !check.control);
    let outcomes = || own().filter_map(|check| scan.outcomes.get(&check.id));
    let told: Vec<Told> = own()
        .map(|check| scan.outcomes.get(&check.id).map_or(Told::Unknown(unanswered), |outcome| outcome.told))
        .collect();
    let unknown =
        told.iter().find_map(|told| if let Told::Unknown(reason) = told { Some(*reason) } else { None });
    let unknown = unknown.or(scan.left_out.contains(&definition.id).then_some(Reason::PartlyAsked));
    if told.iter().any(|told| matches!(told, Told::Listed(_))) {
        let listings = scan.found.get(&definition.id).map_or(1, BTreeSet::len);
        let unread = outcomes().map(|outcome| outcome.unread as usize).sum();
        return Outcome::Found { listings, unread, unknown };
    }
    match unknown {
        Some(reason) => Outcome::CouldNotCheck(reason),
        None if told.is_empty() => Outcome::CouldNotCheck(unanswered),
        None => Outcome::NotFound,
    }
}
