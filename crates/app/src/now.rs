//! The one place of the app that knows the time.

use jiff::{Timestamp, Zoned, civil::Date};

/// This moment.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Today where the person is.
pub(crate) fn today() -> Date {
    Zoned::now().date()
}

/// A moment as text that sorts in the order of time: UTC with nanoseconds, always the same length.
pub(crate) fn sortable(at: Timestamp) -> String {
    format!("{at:.9}")
}
