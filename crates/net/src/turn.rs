//! Manners: one request at a time per host, and a pause between the end of one and the start of the next.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex as Queue, OwnedMutexGuard};
use url::Url;

/// When the last request to a host ended; whoever holds the lock is the one asking.
type LastEnd = Option<Instant>;

/// The queues of all hosts of one scan. Waiting for one host never holds up another.
#[derive(Default)]
pub(crate) struct Turns(Mutex<HashMap<String, Arc<Queue<LastEnd>>>>);

/// The right to ask one host; dropping it, even half-way through, starts the pause for the next.
pub(crate) struct Turn(OwnedMutexGuard<LastEnd>);

impl Turns {
    /// Waits in the host's queue (first come, first served) and then until `pace` has passed since the last request.
    pub(crate) async fn wait(&self, url: &Url, pace: Duration) -> Turn {
        let last_end = self.queue(url).lock_owned().await;
        if let Some(end) = *last_end {
            tokio::time::sleep(pace.saturating_sub(end.elapsed())).await;
        }
        Turn(last_end)
    }

    /// The queue of a host. The port counts, so that several lab hosts on one machine do not wait for each other.
    fn queue(&self, url: &Url) -> Arc<Queue<LastEnd>> {
        let host =
            format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(0));
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queues.entry(host).or_default().clone()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0 = Some(Instant::now());
    }
}
