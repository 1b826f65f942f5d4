//! The clerk: writes ledger lines durably, all that come at the same time in one write.

use crate::case_file::CaseFile;
use crate::contract::UiError;
use crate::record::LedgerRecord;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{Mutex as Turn, oneshot};
use unlisted_vault::{Batch, Kind};

/// A line and whoever waits for it to be kept.
type Waiting = (LedgerRecord, oneshot::Sender<bool>);

/// Writes the ledger of one case.
pub(crate) struct Clerk {
    file: CaseFile,
    waiting: Mutex<Vec<Waiting>>,
    turn: Turn<()>,
}

impl Clerk {
    pub(crate) fn new(file: CaseFile) -> Self {
        Self { file, waiting: Mutex::default(), turn: Turn::default() }
    }

    /// Keeps one line; `false` when it could not be kept. Whoever's turn it is writes for all who wait.
    pub(crate) async fn write(&self, line: LedgerRecord) -> bool {
        let (keep, kept) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push((line, keep));
        let turn = self.turn.lock().await;
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if !waiting.is_empty() {
            let file = self.file.clone();
            // Answers from within, so that nobody waits in vain when this call is dropped half-way.
            let write = tokio::task::spawn_blocking(move || {
                let lines: Vec<&LedgerRecord> = waiting.iter().map(|(line, _)| line).collect();
                let is_kept = keep_lines(&file, &lines).is_ok();
                for (_, keep) in waiting {
                    // Whoever was cancelled meanwhile does not listen any more.
                    let _ = keep.send(is_kept);
                }
            });
            let _ = write.await;
        }
        drop(turn);
        kept.await.unwrap_or(false)
    }
}

/// Writes lines into the ledger in one step.
pub(crate) fn keep_lines(file: &CaseFile, lines: &[&LedgerRecord]) -> Result<(), UiError> {
    let mut batch = Batch::new();
    for line in lines {
        batch = batch.put(Kind::Ledger, &file.next_ledger_id(line)?, line)?;
    }
    file.commit(batch)
}
