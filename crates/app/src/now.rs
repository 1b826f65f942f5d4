//! The one place of the app that knows the time.

use crate::idle::Moment;
use jiff::{Timestamp, ToSpan, Zoned, civil::Date};
use std::time::{Duration, SystemTime};

/// This moment.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// This moment, or the next one after `before` where the clock was set back: what is said later sorts later.
pub(crate) fn now_after(before: Option<Timestamp>) -> Timestamp {
    let next = before.map(|before| before.saturating_add(1.nanoseconds()).unwrap_or(Timestamp::MAX));
    next.map_or_else(now, |next| next.max(now()))
}

/// This moment as the engine wants it.
pub(crate) fn clock() -> SystemTime {
    SystemTime::now()
}

/// Today where the person is.
pub(crate) fn today() -> Date {
    Zoned::now().date()
}

/// A moment as text that sorts in the order of time: UTC with nanoseconds, always the same length.
pub(crate) fn sortable(at: Timestamp) -> String {
    format!("{at:.9}")
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
