//! How far a contact that is shown agrees with a known one.

/// How a masked or whole contact compares to a known one, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ContactLikeness {
    /// What is shown contradicts.
    Different,
    /// Nothing to compare: no text, or everything is masked.
    Silent,
    /// What is shown fits but says little.
    FitsLittle,
    /// What is shown fits, and it is a good part.
    Fits,
    /// The same.
    Same,
}
