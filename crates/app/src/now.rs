//! The one place of the app that knows the time.

use jiff::{Timestamp, Zoned, civil::Date};
use std::time::SystemTime;

/// This moment.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
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
