//! How a running scan stands: what the screen is told between two answers.

use crate::now::machine_now;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use unlisted_core::source::{Catalogue, SourceId};
use unlisted_engine::{Event, Unfinished};
use unlisted_net::Cancel;

/// A running scan; clones share one state.
#[derive(Clone)]
pub(crate) struct Running {
    pub(crate) cancel: Cancel,
    state: Arc<Mutex<State>>,
}

struct State {
    total: u32,
    done: u32,
    ended: bool,
    /// What could not be kept ended the scan.
    unkept: bool,
    offline: bool,
    asking: BTreeSet<SourceId>,
    /// Until when a source is left in peace.
    parked: BTreeMap<SourceId, Timestamp>,
    slow: Vec<SourceId>,
}

impl Running {
    /// A scan of `total` questions for programs, of which `done` are answered already.
    pub(crate) fn new(total: u32, done: u32) -> Self {
        let state = State {
            total,
            done,
            ended: false,
            unkept: false,
            offline: false,
            asking: BTreeSet::new(),
            parked: BTreeMap::new(),
            slow: Vec::new(),
        };
        Self { cancel: Cancel::new(), state: Arc::new(Mutex::new(state)) }
    }

    pub(crate) fn is_running(&self) -> bool {
        !self.state().ended
    }

    pub(crate) fn is_asking(&self, source: &SourceId) -> bool {
        self.state().asking.contains(source)
    }

    pub(crate) fn done(&self) -> u32 {
        self.state().done
    }

    pub(crate) fn total(&self) -> u32 {
        self.state().total
    }

    /// A question of this source has its answer.
    pub(crate) fn ended(&self, source: &SourceId) {
        let mut state = self.state();
        state.done += 1;
        state.asking.remove(source);
        state.parked.remove(source);
        state.slow.retain(|slow| slow != source);
    }

    /// The whole scan is over.
    pub(crate) fn end(&self, unfinished: Option<&Unfinished>) {
        let mut state = self.state();
        state.ended = true;
        state.unkept = unfinished.is_some();
    }

    /// Takes note of an event; the source that it is about.
    pub(crate) fn noticed(&self, event: &Event<'_>) -> Option<SourceId> {
        let mut state = self.state();
        match event {
            Event::Asking(check) => {
                state.parked.remove(&check.source);
                state.asking.insert(check.source.clone());
                Some(check.source.clone())
            }
            Event::Parked(check, pause) => {
                let pause = SignedDuration::try_from(*pause).unwrap_or(SignedDuration::MAX);
                let until = machine_now().saturating_add(pause).unwrap_or(Timestamp::MAX);
                state.parked.insert(check.source.clone(), until);
                Some(check.source.clone())
            }
            Event::StillSlow(sources) => {
                state.slow = sources.to_vec();
                None
            }
            Event::Offline => {
                state.offline = true;
                None
            }
            _ => None,
        }
    }

    /// What there is to say, one plain sentence each.
    pub(crate) fn notices(&self, catalogue: &Catalogue) -> Vec<String> {
        let state = self.state();
        let name = |id: &SourceId| catalogue.get(id).map_or_else(|| id.0.clone(), |it| it.name.clone());
        let mut notices = Vec::new();
        if state.unkept {
            notices.push(
                "An answer could not be kept, so nothing more was asked. See whether the disk is full, then go on."
                    .to_owned(),
            );
        }
        if state.offline {
            notices.push(
                "This computer has no connection. What is left was not asked; you can go on when it is back."
                    .to_owned(),
            );
        }
        for (source, until) in &state.parked {
            let until = until.to_zoned(TimeZone::system()).strftime("%H:%M:%S");
            notices.push(format!("{} asked us to slow down and is asked again at {until}.", name(source)));
        }
        if !state.ended && !state.slow.is_empty() {
            let names: Vec<String> = state.slow.iter().map(name).collect();
            notices.push(format!(
                "Still waiting for {}. You can stop now: what was answered is kept.",
                names.join(", ")
            ));
        }
        notices
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
