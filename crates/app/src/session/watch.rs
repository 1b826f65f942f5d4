//! What is known of whoever sits before the window, and after how long without them the app locks.

use crate::case_file::CaseFile;
use crate::contract::{Idling, UiError, Unsaved, WhyLocked};
use crate::idle::{Moment, Standing, Step, derive_step};
use std::time::Duration;

/// Locks after so many minutes where nothing was chosen.
pub(crate) const IDLE_MINUTES: u32 = 5;
/// The keyring's counter is kept so often while the vault is open.
const COUNTER_EVERY: Duration = Duration::from_mins(10);

/// What is known of whoever sits before the window.
pub(crate) struct Watch {
    /// When the window was last used.
    pub(crate) touched: Moment,
    /// When the keyring's counter was last kept.
    pub(crate) counted: Moment,
    /// It locks after so many minutes; none for never.
    pub(crate) minutes: Option<u32>,
    /// What the window was told last.
    pub(crate) told: Idling,
    /// Why the app is locked.
    pub(crate) why: Option<WhyLocked>,
    /// What stands typed on the page and is not saved.
    pub(crate) unsaved: Vec<Unsaved>,
}

impl Watch {
    pub(crate) fn new(now: Moment) -> Self {
        let (minutes, told, why, unsaved) = (Some(IDLE_MINUTES), Idling::Here, None, Vec::new());
        Self { touched: now, counted: now, minutes, told, why, unsaved }
    }

    /// A case was opened.
    pub(crate) fn begin(&mut self, now: Moment, minutes: Option<u32>) {
        *self = Self { minutes, ..Self::new(now) };
    }

    /// What is to be done about whoever is there, or is not.
    pub(crate) fn look(&self, now: Moment, scanning: bool) -> Step {
        derive_step(Standing {
            after: self.minutes.map(|minutes| Duration::from_mins(minutes.into())),
            idle: now.since(&self.touched),
            scanning,
            unsaved: !self.unsaved.is_empty(),
        })
    }

    /// Whether the counter is due; it is taken for kept then.
    pub(crate) fn counts(&mut self, now: Moment) -> bool {
        let due = now.since(&self.counted) >= COUNTER_EVERY;
        if due {
            self.counted = now;
        }
        due
    }
}

/// The minutes that this case has chosen.
pub(crate) fn idle_after(file: &CaseFile) -> Result<Option<u32>, UiError> {
    Ok(file.idle()?.map_or(Some(IDLE_MINUTES), |record| record.minutes))
}
