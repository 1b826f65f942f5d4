//! The ledger: everything that was disclosed, to whom and when.

use crate::app::App;
use crate::contract::{ErrorCode, ExportLedger, Exported, LedgerRow, LedgerView, UiError, word_of};
use crate::mask::mask_host;
use crate::planning::masked_values;
use crate::record::{LedgerRecord, SentRecord, Told};
use crate::shell::SaveFailed;
use std::collections::BTreeMap;
use unlisted_core::plan::CheckId;
use unlisted_core::report::{LedgerLine, write_ledger};
use unlisted_core::{Definition, IdentifierId, Profile};

/// What is said instead of values where none were sent.
const RULES: &str = "the site's rules for programs were read; nothing about you was sent";

impl App {
    /// Everything that was disclosed, masked, in the order of time.
    pub fn ledger_view(&self, (): ()) -> Result<LedgerView, UiError> {
        let row = |line: LedgerLine| LedgerRow {
            at: line.at,
            source: line.source,
            host: line.host,
            sent: line.sent,
            outcome: line.outcome,
        };
        Ok(LedgerView { rows: self.ledger_lines(false)?.into_iter().map(row).collect() })
    }

    /// Lets the person choose a place and writes the ledger there, as a table.
    pub fn ledger_export(&self, export: ExportLedger) -> Result<Exported, UiError> {
        let text = write_ledger(&self.ledger_lines(export.full)?);
        match self.inner.shell.save(&format!("ledger-{}.csv", self.today()), &text) {
            Ok(saved) => Ok(Exported { saved }),
            Err(SaveFailed) => Err(ErrorCode::SaveFailed.into()),
        }
    }

    /// One line for each request; `full` has the values in clear, but for hidden ones.
    fn ledger_lines(&self, full: bool) -> Result<Vec<LedgerLine>, UiError> {
        let file = self.file()?;
        let guarded = file.guarded_profile()?;
        // The lines of each question that wait for its answer, in the order of its requests.
        let mut open: BTreeMap<CheckId, Vec<usize>> = BTreeMap::new();
        let mut lines: Vec<LedgerLine> = Vec::new();
        for record in file.ledger()? {
            match record {
                LedgerRecord::Sent(sent) => {
                    let of_check = open.entry(sent.check.clone()).or_default();
                    if sent.step == 0 {
                        of_check.clear();
                    }
                    of_check.push(lines.len());
                    lines.push(self.line_of(&guarded, &sent, full));
                }
                LedgerRecord::Answered { check, told, sent, .. } => {
                    for (place, line) in (0_u32..).zip(open.remove(&check).unwrap_or_default()) {
                        let left = sent.is_none_or(|sent| place < sent);
                        if let Some(line) = lines.get_mut(line) {
                            line.outcome = if left { outcome_word(told) } else { "not_sent".to_owned() };
                        }
                    }
                }
            }
        }
        Ok(lines)
    }

    fn line_of(&self, guarded: &Profile, sent: &SentRecord, full: bool) -> LedgerLine {
        let is_hidden = |id: &IdentifierId| guarded.get(id).is_none_or(|identifier| identifier.hidden);
        let hidden = sent.identifiers.iter().any(is_hidden);
        // What is invented, or wanted in clear and not hidden, is written as it was sent.
        let in_clear = sent.control || (full && !hidden);
        let values = masked_values(sent.values.reveal(), in_clear, hidden);
        let catalogue = self.catalogue();
        let known = catalogue.get(&sent.source).map(Definition::host);
        // A host can hold a value, as its first part or after a redirect.
        let host = if in_clear { sent.host.clone() } else { mask_host(&sent.host, known) };
        let values = values.into_iter().map(|value| format!("{}: {}", value.label, value.masked));
        LedgerLine {
            at: sent.at.to_string(),
            source: self.name_of(&sent.source),
            host,
            sent: if sent.rules { vec![RULES.to_owned()] } else { values.collect() },
            by_hand: sent.by_hand,
            control: sent.control,
            outcome: if sent.by_hand { "opened" } else { "sent" }.to_owned(),
        }
    }
}

fn outcome_word(told: Told) -> String {
    match told {
        Told::Listed(_) => "listed".to_owned(),
        Told::NotListed => "not_listed".to_owned(),
        Told::Unknown(reason) => word_of(&reason),
    }
}
