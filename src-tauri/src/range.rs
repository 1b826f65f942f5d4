//! The practice range: started once, when somebody practises, and kept until the app ends.

use std::sync::OnceLock;
use tokio::runtime::Handle;
use unlisted_app::Practice;
use unlisted_range::{Range, practice_person};

/// At most one running range.
#[derive(Default)]
pub(crate) struct PracticeRange(OnceLock<Option<Range>>);

impl PracticeRange {
    /// The running range, started now if it was not; `None` when it cannot start. Must not be called on `runtime`'s own
    /// async threads.
    pub(crate) fn enter(&self, runtime: &Handle) -> Option<Practice> {
        let range = self.0.get_or_init(|| runtime.block_on(Range::start_practice()).ok()).as_ref()?;
        Some(Practice {
            address: range.address(),
            ca_pem: range.ca_pem().to_owned(),
            hosts: range.hosts(),
            person: practice_person(),
        })
    }
}
