//! How the lines of a field become its values.

/// What becomes of several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One value; its lines belong together.
    Single,
    /// A value for each element; its lines belong together.
    List,
    /// A value for each line.
    Lines,
    /// A postal address for each element or item; its lines are the lines of an envelope.
    Address,
}
