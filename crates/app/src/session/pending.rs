//! A saved page that the person chose and that waits for its address.

use crate::shell::Picked;
use unlisted_core::plan::CheckId;

/// A chosen file that does not say which page it is. It is held in memory until the person has said it.
pub(crate) struct Pending {
    /// The check that it answers.
    pub(crate) check: CheckId,
    /// The file.
    pub(crate) file: Picked,
}
