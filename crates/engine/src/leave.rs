//! The engine's gate: what must hold at the moment a request leaves.

use crate::desk::{Asks, Desk, Permit};
use crate::scan::Shared;
use std::sync::OnceLock;
use tokio::time::Instant;
use unlisted_core::{Check, Reason};
use unlisted_net::{Gate, Robots};
use url::Url;

/// Lets a request leave, and each of its redirects: where its host allows it, while there is a network, and once the desk
/// has written it down.
pub(crate) struct Leave<'a, A, D> {
    shared: &'a Shared<A, D>,
    check: &'a Check,
    host: &'a str,
    /// What the host asks of programs, where that is known; a redirect within it is bound by it too.
    rules: Option<&'a Robots>,
    /// When the horizon let it through.
    admitted: OnceLock<Instant>,
    /// Why it was not let through, unless that was the desk's word.
    denied: OnceLock<Reason>,
}

impl<'a, A, D> Leave<'a, A, D> {
    pub(crate) fn new(
        shared: &'a Shared<A, D>,
        check: &'a Check,
        host: &'a str,
        rules: Option<&'a Robots>,
    ) -> Self {
        Self { shared, check, host, rules, admitted: OnceLock::new(), denied: OnceLock::new() }
    }

    /// When the horizon let it through, which the horizon then wants to hear the end of; and why it was stopped.
    pub(crate) fn into_parts(self) -> (Option<Instant>, Option<Reason>) {
        (self.admitted.into_inner(), self.denied.into_inner())
    }

    fn deny(&self, reason: Reason) -> bool {
        self.denied.get_or_init(|| reason);
        false
    }
}

impl<A: Asks, D: Desk> Gate for Leave<'_, A, D> {
    async fn open(&self, url: &Url) -> bool {
        if url.host_str() == Some(self.host) && self.rules.is_some_and(|rules| !rules.allows(url)) {
            return self.deny(Reason::Blocked);
        }
        if self.admitted.get().is_none() {
            if !self.shared.horizon.admits().await {
                return self.deny(Reason::Offline);
            }
            self.admitted.get_or_init(Instant::now);
        }
        match self.shared.desk.sending(self.check, url).await {
            Permit::Granted => true,
            Permit::Withdrawn => false,
            Permit::Unkept => {
                self.shared.stop_unkept();
                false
            }
        }
    }
}
