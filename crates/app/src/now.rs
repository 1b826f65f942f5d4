//! The one place of the app that reads the clocks; everything else is handed what they tell.

use crate::idle::Moment;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Tells the moment; the clocks of the machine, but for tests that do not wait and that set a clock back.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What the wall clock shows at this moment. It may have been set back since it was last asked.
pub(crate) fn now_by(clock: &Clock) -> Timestamp {
    Timestamp::try_from(clock().wall).unwrap_or(Timestamp::MAX)
}

/// This moment, or the next one after `before` where the clock was set back: what is said later sorts later.
pub(crate) fn now_after(clock: &Clock, before: Option<Timestamp>) -> Timestamp {
    let now = now_by(clock);
    before.map_or(now, |before| now.max(next_after(before)))
}

/// The next moment that can be told from this one.
pub(crate) fn next_after(before: Timestamp) -> Timestamp {
    before.saturating_add(1.nanoseconds()).unwrap_or(Timestamp::MAX)
}

/// Today where the person is.
pub(crate) fn today_by(clock: &Clock) -> Date {
    now_by(clock).to_zoned(TimeZone::system()).date()
}

/// This moment as the engine wants it.
pub(crate) fn clock() -> SystemTime {
    SystemTime::now()
}

/// This moment by the machine's own clock: for what is only shown while it lasts.
pub(crate) fn machine_now() -> Timestamp {
    Timestamp::try_from(clock()).unwrap_or(Timestamp::MAX)
}

/// The length of a moment as sortable text.
const SORTABLE: usize = "2026-11-22T00:00:00.000000000Z".len();

/// A moment as text that sorts in the order of time: UTC with nanoseconds, always the same length.
pub(crate) fn sortable(at: Timestamp) -> String {
    format!("{at:.9}")
}

/// The moment that an id begins with, if it begins with one.
pub(crate) fn moment_of(id: &str) -> Option<Timestamp> {
    id.get(..SORTABLE)?.parse().ok()
}

/// This moment by both clocks.
pub(crate) fn moment() -> Moment {
    Moment { steady: steady(), wall: SystemTime::now() }
}

/// Since the machine started; it runs on while the machine sleeps.
#[cfg(target_os = "linux")]
fn steady() -> Duration {
    rustix::time::clock_gettime(rustix::time::ClockId::Boottime).try_into().unwrap_or_default()
}

/// Since this was first asked; it may stand still while the machine sleeps.
#[cfg(not(target_os = "linux"))]
fn steady() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
