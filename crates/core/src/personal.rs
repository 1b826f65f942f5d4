//! `Personal<T>`: anything about a person, kept out of every log and error by its type.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A value about a person.
///
/// `Debug` prints `<personal>` and there is no `Display`, so it cannot be formatted into a log line, an error or a
/// window title by accident; reading it takes a visible [`Personal::reveal`].
/// It serialises as the bare value, because sealed records and the interchange files are made of such values.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the few places that must use it.
    pub fn reveal(&self) -> &T {
        &self.0
    }

    /// The value itself, giving up the wrapper.
    pub fn into_revealed(self) -> T {
        self.0
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Personal<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<personal>")
    }
}

/// Gives types made of plain fields about a person the same silent `Debug` as [`Personal`].
macro_rules! personal_debug {
    ($($name:ty),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("<personal>")
            }
        }
    )+};
}
pub(crate) use personal_debug;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_nothing() {
        let secret = Personal::new("Juniper".to_owned());
        assert_eq!(format!("{secret:?}"), "<personal>", "a log line must never carry the value");
        assert_eq!(secret.reveal(), "Juniper");
    }
}
