//! The ledger: everything that was disclosed, to whom and when.

use crate::app::App;
use crate::contract::{LedgerRow, LedgerView, UiError};
use crate::planning::masked_values;
use crate::profile::word_of;
use crate::record::{LedgerRecord, Told};
use unlisted_core::IdentifierId;
use unlisted_core::plan::CheckId;

impl App {
    /// Everything that was disclosed, masked, in the order of time.
    pub fn ledger_view(&self, (): ()) -> Result<LedgerView, UiError> {
        let file = self.file()?;
        let guarded = file.guarded_profile()?;
        let mut rows: Vec<(CheckId, LedgerRow)> = Vec::new();
        for record in file.ledger()? {
            match record {
                LedgerRecord::Sent { at, source, host, check, values, identifiers, control, by_hand } => {
                    let hidden =
                        |id: &IdentifierId| guarded.get(id).is_none_or(|identifier| identifier.hidden);
                    let sent = masked_values(values.reveal(), control, identifiers.iter().any(hidden));
                    rows.push((
                        check,
                        LedgerRow {
                            at: at.to_string(),
                            source: self.name_of(&source),
                            host,
                            sent: sent
                                .into_iter()
                                .map(|value| format!("{}: {}", value.label, value.masked))
                                .collect(),
                            outcome: if by_hand { "opened" } else { "sent" }.to_owned(),
                        },
                    ));
                }
                LedgerRecord::Answered { check, told, .. } => {
                    if let Some((_, row)) = rows.iter_mut().rev().find(|(known, _)| *known == check) {
                        row.outcome = outcome_word(told);
                    }
                }
            }
        }
        Ok(LedgerView { rows: rows.into_iter().map(|(_, row)| row).collect() })
    }
}

fn outcome_word(told: Told) -> String {
    match told {
        Told::Listed(_) => "listed".to_owned(),
        Told::NotListed => "not_listed".to_owned(),
        Told::Unknown(reason) => word_of(&reason),
    }
}
