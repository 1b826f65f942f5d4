//! A look-out for writes that hang: another flush wakes them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// How often a write that takes long is looked at.
const TICK: Duration = Duration::from_millis(500);

/// Wakes a write that waits for what has failed. sled 0.34.7 keeps the error of some writes without telling who waits for
/// them, for ever (`Log::exit_reservation`); a flush that begins later finds the error and wakes all.
pub(crate) struct Watch {
    /// Odd while a write is under way.
    step: Arc<AtomicU64>,
    open: Option<mpsc::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Watch {
    pub(crate) fn over(flush: impl Fn() + Clone + Send + 'static) -> Watch {
        let (open, closed) = mpsc::channel::<()>();
        let step = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&step);
        let thread = thread::spawn(move || {
            let (mut last, mut stuck) = (0, 0_u32);
            while matches!(closed.recv_timeout(TICK), Err(mpsc::RecvTimeoutError::Timeout)) {
                let now = seen.load(Ordering::SeqCst);
                stuck = if now % 2 == 1 && now == last { stuck + 1 } else { 0 };
                last = now;
                // One that finds no error may wait itself, so each is a thread of its own, more and more rarely.
                if stuck.is_power_of_two() {
                    thread::spawn(flush.clone());
                }
            }
        });
        Watch { step, open: Some(open), thread: Some(thread) }
    }

    pub(crate) fn watched<T>(&self, work: impl FnOnce() -> T) -> T {
        self.step.fetch_add(1, Ordering::SeqCst);
        let result = work();
        self.step.fetch_add(1, Ordering::SeqCst);
        result
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.open.take());
        // It holds the database, which must be closed before it is opened again.
        let _ = self.thread.take().map(thread::JoinHandle::join);
    }
}
