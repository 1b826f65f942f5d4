//! The open session: an unlocked vault with its one case, and what is known of it only while it is open.

mod pending;
mod running;
mod watch;

pub(crate) use pending::Pending;
pub(crate) use running::Running;
pub(crate) use watch::{IDLE_MINUTES, Watch, idle_after};

use crate::case_file::CaseFile;
use crate::contract::OpenedView;
use crate::shell::Practice;
use std::sync::Arc;
use unlisted_core::source::Catalogue;
use unlisted_vault::Vault;

/// An unlocked vault with its one case.
pub(crate) struct Session {
    pub(crate) file: CaseFile,
    pub(crate) practice: Option<Practice>,
    pub(crate) running: Option<Running>,
    /// The shipped definitions and those that the person added.
    pub(crate) catalogue: Arc<Catalogue>,
    /// A saved page that waits for its address.
    pub(crate) pending: Option<Pending>,
    /// What opening it told.
    pub(crate) opened: OpenedView,
    // Dropped last: its keys go when nothing above can use them any more.
    pub(crate) vault: Arc<Vault>,
}
