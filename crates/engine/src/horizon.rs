//! Notices once that this machine has no network, instead of once for every host.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// So many different hosts in a row without a network are not the hosts' fault.
const DOUBT: usize = 3;

/// What is known about the network; shared by all queues of a scan.
#[derive(Default)]
pub(crate) struct Horizon {
    seen: Mutex<Seen>,
    changed: Notify,
}

#[derive(Default)]
struct Seen {
    /// Hosts that could not be reached for want of a network since the last answer of anybody.
    failing: BTreeSet<String>,
    under_way: usize,
    offline: bool,
}

/// What an exchange tells about the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Somebody answered, if only by refusing the connection.
    Somebody,
    /// There was no network.
    Nobody,
    /// Nothing: it took too long, or it was stopped.
    Nothing,
}

impl Horizon {
    /// Whether there is a network, as far as anybody knows. While that is in doubt it waits for the exchanges under way:
    /// one answer dispels the doubt, and their end without one settles it. `true` must be followed by
    /// [`Horizon::after`].
    pub(crate) async fn admits(&self) -> bool {
        loop {
            let change = self.changed.notified();
            {
                let mut seen = self.seen();
                if seen.offline {
                    return false;
                }
                if seen.failing.len() < DOUBT {
                    seen.under_way += 1;
                    return true;
                }
            }
            change.await;
        }
    }

    /// An admitted exchange with this host is over. `true` if that settled that there is no network, once.
    pub(crate) fn after(&self, host: &str, sight: Sight) -> bool {
        let mut seen = self.seen();
        seen.under_way -= 1;
        match sight {
            Sight::Somebody => seen.failing.clear(),
            Sight::Nobody => {
                seen.failing.insert(host.to_owned());
            }
            Sight::Nothing => {}
        }
        let settled = !seen.offline && seen.failing.len() >= DOUBT && seen.under_way == 0;
        seen.offline |= settled;
        drop(seen);
        self.changed.notify_waiters();
        settled
    }

    /// Whether it is settled that there is no network.
    pub(crate) fn is_offline(&self) -> bool {
        self.seen().offline
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets hosts ask one after the other and see what the letters say: `n`obody, `s`omebody, `-` nothing.
    /// Returns how many were admitted, and whether it ended offline.
    async fn check(story: &[(&str, char)]) -> (usize, bool) {
        let horizon = Horizon::default();
        for (at, (host, saw)) in story.iter().enumerate() {
            if !horizon.admits().await {
                return (at, horizon.is_offline());
            }
            let sight = match saw {
                'n' => Sight::Nobody,
                's' => Sight::Somebody,
                _ => Sight::Nothing,
            };
            horizon.after(host, sight);
        }
        (story.len(), horizon.is_offline())
    }

    #[tokio::test]
    async fn three_different_hosts_in_a_row_settle_it() {
        assert_eq!(check(&[("a", 'n'), ("b", 'n'), ("c", 'n'), ("d", 's')]).await, (3, true));
        assert_eq!(check(&[("a", 'n'), ("b", 'n'), ("a", 'n'), ("b", 'n')]).await, (4, false), "two hosts");
        assert_eq!(check(&[("a", 'n'), ("b", 'n'), ("c", 's'), ("d", 'n'), ("e", 'n')]).await, (5, false));
        assert_eq!(check(&[("a", 's'), ("a", 'n'), ("b", '-'), ("c", 'n'), ("d", 'n')]).await, (5, true));
    }

    #[tokio::test]
    async fn who_is_still_under_way_may_dispel_the_doubt() {
        let horizon = Horizon::default();
        for _ in 0..4 {
            assert!(horizon.admits().await, "the first ones start together");
        }
        for host in ["a", "b", "c"] {
            assert!(!horizon.after(host, Sight::Nobody), "one is still under way");
        }
        let mut next = std::pin::pin!(horizon.admits());
        let waits = tokio::time::timeout(std::time::Duration::from_millis(20), &mut next).await;
        assert!(waits.is_err(), "nobody new is asked in doubt");
        assert!(!horizon.after("d", Sight::Somebody));
        assert!(next.await, "somebody answered, so it goes on");
        assert!(!horizon.after("e", Sight::Nobody));
    }

    #[tokio::test]
    async fn it_is_told_once() {
        let horizon = Horizon::default();
        for _ in 0..5 {
            assert!(horizon.admits().await);
        }
        let told = ["a", "b", "c", "d", "e"].map(|host| horizon.after(host, Sight::Nobody));
        assert_eq!(told, [false, false, false, false, true], "the last one settles it");
        assert!(!horizon.admits().await);
    }
}
