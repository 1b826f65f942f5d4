//! The desk of `check`: it writes nothing down and prints a line for each check that has ended.

use crate::failure::Failure;
use crate::files::write_line;
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;
use tokio::sync::mpsc;
use unlisted_core::{Check, Reason, Verdict};
use unlisted_engine::{Answer, Desk, Event, Permit};
use url::Url;

/// One printed line.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    source: String,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// Entries that stand there and could not be read, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<usize>,
    url: String,
    ms: u64,
}

/// Sends lines to whoever prints them.
pub(super) struct Lines(mpsc::Sender<Line>);

impl Lines {
    /// The desk and the lines it will send.
    pub(super) fn new() -> (Arc<Self>, mpsc::Receiver<Line>) {
        let (sender, receiver) = mpsc::channel(64);
        (Arc::new(Self(sender)), receiver)
    }
}

impl Desk for Lines {
    async fn sending(&self, _: &Check, _: &Url) -> Permit {
        Permit::Granted
    }

    /// Fails when standard output broke: then nobody listens, and nothing more is asked.
    async fn ended(&self, check: &Check, answer: &Answer) -> bool {
        if check.control {
            return true;
        }
        let (verdict, reason, unread) = match answer.verdict {
            Verdict::Listed { unread, .. } => ("listed", None, Some(unread).filter(|unread| *unread > 0)),
            Verdict::NotListed => ("not_listed", None, None),
            Verdict::Unknown { reason } => ("unknown", Some(reason), None),
        };
        let line = Line {
            source: check.source.0.clone(),
            verdict,
            reason,
            unread,
            url: check.url.reveal().to_string(),
            ms: u64::try_from(answer.took.as_millis()).unwrap_or(u64::MAX),
        };
        self.0.send(line).await.is_ok()
    }

    fn noticed(&self, _: Event<'_>) {}
}

/// Prints each line as it comes, until the last check has ended.
pub(super) async fn print_lines(
    mut lines: mpsc::Receiver<Line>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    while let Some(line) = lines.recv().await {
        write_line(out, &line)?;
    }
    Ok(())
}
