//! The system asks the app to end: it ends as if its window had been closed, so that it locks first.

use tauri::AppHandle;
use tokio::signal::unix::{SignalKind, signal};

/// Hears the requests to end that a session sends when it logs out.
pub(crate) fn hear(handle: &AppHandle, runtime: &tokio::runtime::Handle) {
    for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
        let handle = handle.clone();
        runtime.spawn(async move {
            // Where it cannot be heard the process ends at once, and the vault loses nothing.
            let Ok(mut asked) = signal(kind) else { return };
            asked.recv().await;
            handle.exit(0);
        });
    }
}
