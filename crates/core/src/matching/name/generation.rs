//! Generations after a name, such as Jr and Sr, on both sides.

/// Generations of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generation {
    /// On neither side, or the same.
    Fits,
    /// Only the person has one.
    OnlyOurs,
    /// Only the listing has one.
    OnlyTheirs,
    /// Two different ones.
    Conflicts,
}
