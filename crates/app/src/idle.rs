//! Whether anybody is there: pure, so that every case of it stands in a table.

use crate::contract::Idling;
use std::time::{Duration, SystemTime};

/// The person is told so long before the app locks.
const WARNING: Duration = Duration::from_secs(30);

/// A moment by two clocks, because neither can be trusted with a night in a closed laptop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Since some start: never set back, and running on while the machine sleeps where the system can do that.
    pub steady: Duration,
    /// By the wall clock, which counts sleep everywhere and can be set.
    pub wall: SystemTime,
}

impl Moment {
    /// How long ago `earlier` was, by the clock that saw more of it.
    pub(crate) fn since(&self, earlier: &Moment) -> Duration {
        let steady = self.steady.saturating_sub(earlier.steady);
        steady.max(self.wall.duration_since(earlier.wall).unwrap_or_default())
    }
}

/// How an open app stands that nobody has used for a while.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// It locks after so long; none for never.
    pub(crate) after: Option<Duration>,
    /// For so long nobody used it.
    pub(crate) idle: Duration,
    /// A check runs, which would end with the keys.
    pub(crate) scanning: bool,
    /// Something typed is not saved.
    pub(crate) unsaved: bool,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The window shows this.
    Show(Idling),
    /// The keys go.
    Lock,
}

/// What is to be done now.
pub(crate) fn derive_step(standing: Standing) -> Step {
    let Standing { after: Some(after), idle, scanning, unsaved } = standing else {
        return Step::Show(Idling::Here);
    };
    let left = after.saturating_sub(idle);
    match (left.is_zero(), scanning) {
        (true, true) => Step::Show(Idling::Covered),
        (true, false) => Step::Lock,
        (false, false) if left <= WARNING => {
            // Rounded once: a number that changes every second would be read out every second.
            Step::Show(Idling::Locking { seconds: whole_seconds(WARNING), unsaved })
        }
        (false, _) => Step::Show(Idling::Here),
    }
}

fn whole_seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn it_warns_then_locks_and_a_running_check_is_covered_instead() {
        let here = Step::Show(Idling::Here);
        let warned = |unsaved| Step::Show(Idling::Locking { seconds: 30, unsaved });
        let covered = Step::Show(Idling::Covered);
        for (after, idle, scanning, unsaved, step, because) in [
            (Some(300), 0, false, false, here, "somebody was here just now"),
            (Some(300), 269, false, true, here, "half a minute is left, and a second"),
            (Some(300), 270, false, false, warned(false), "half a minute is left"),
            (Some(300), 299, false, true, warned(true), "the last second, and something is not saved"),
            (Some(300), 300, false, false, Step::Lock, "the time is over"),
            (Some(300), 300, false, true, Step::Lock, "what was typed is kept, so nothing waits for it"),
            (Some(300), 28_800, false, false, Step::Lock, "a night in a closed laptop"),
            (Some(60), 29, false, false, here, "the shortest choice leaves half of it unwarned"),
            (Some(60), 30, false, false, warned(false), "and warns in the other half"),
            (Some(300), 299, true, false, here, "a running check is not about to be locked"),
            (Some(300), 300, true, false, covered, "a running check needs the keys, not the screen"),
            (Some(300), 28_800, true, true, covered, "however long it takes"),
            (None, 28_800, false, true, here, "never was chosen"),
            (None, 28_800, true, false, here, "never was chosen, and covers nothing either"),
        ] {
            let after = after.map(Duration::from_secs);
            let standing = Standing { after, idle: Duration::from_secs(idle), scanning, unsaved };
            assert_eq!(derive_step(standing), step, "{standing:?}: {because}");
        }
    }

    #[test]
    fn the_clock_that_saw_more_counts() {
        let at = |steady, wall| Moment {
            steady: Duration::from_secs(steady),
            wall: UNIX_EPOCH + Duration::from_secs(wall),
        };
        for (from, to, seconds, because) in [
            (at(10, 1_000), at(40, 1_030), 30, "both clocks ran"),
            (at(10, 1_000), at(11, 29_800), 28_800, "only the wall clock ran while the machine slept"),
            (at(10, 1_000), at(310, 400), 300, "the wall clock was set back"),
            (at(10, 1_000), at(10, 1_000), 0, "the same moment"),
            (at(40, 1_030), at(10, 1_000), 0, "a moment that is not yet"),
        ] {
            assert_eq!(to.since(&from), Duration::from_secs(seconds), "{because}");
        }
    }
}
