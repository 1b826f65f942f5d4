//! The ledger: everything that was disclosed, to whom and when.

use crate::app::App;
use crate::contract::{LedgerRow, LedgerView, UiError};
use crate::planning::masked_values;
use crate::profile::word_of;
use crate::record::{LedgerRecord, Told};
use std::collections::BTreeMap;
use unlisted_core::IdentifierId;
use unlisted_core::plan::CheckId;

/// What is said instead of values where none were sent.
const RULES: &str = "the site's rules for programs were read; nothing about you was sent";

impl App {
    /// Everything that was disclosed, masked, in the order of time.
    pub fn ledger_view(&self, (): ()) -> Result<LedgerView, UiError> {
        let file = self.file()?;
        let guarded = file.guarded_profile()?;
        // The rows of each question that wait for its answer, in the order of its requests.
        let mut open: BTreeMap<CheckId, Vec<usize>> = BTreeMap::new();
        let mut rows: Vec<LedgerRow> = Vec::new();
        for record in file.ledger()? {
            match record {
                LedgerRecord::Sent {
                    at,
                    source,
                    host,
                    check,
                    values,
                    identifiers,
                    control,
                    by_hand,
                    step,
                    rules,
                } => {
                    let of_check = open.entry(check).or_default();
                    if step == 0 {
                        of_check.clear();
                    }
                    of_check.push(rows.len());
                    let hidden =
                        |id: &IdentifierId| guarded.get(id).is_none_or(|identifier| identifier.hidden);
                    let sent = masked_values(values.reveal(), control, identifiers.iter().any(hidden));
                    let sent = sent.into_iter().map(|value| format!("{}: {}", value.label, value.masked));
                    rows.push(LedgerRow {
                        at: at.to_string(),
                        source: self.name_of(&source),
                        host,
                        sent: if rules { vec![RULES.to_owned()] } else { sent.collect() },
                        outcome: if by_hand { "opened" } else { "sent" }.to_owned(),
                    });
                }
                LedgerRecord::Answered { check, told, sent, .. } => {
                    for (place, row) in (0_u32..).zip(open.remove(&check).unwrap_or_default()) {
                        let left = sent.is_none_or(|sent| place < sent);
                        if let Some(row) = rows.get_mut(row) {
                            row.outcome = if left { outcome_word(told) } else { "not_sent".to_owned() };
                        }
                    }
                }
            }
        }
        Ok(LedgerView { rows })
    }
}

fn outcome_word(told: Told) -> String {
    match told {
        Told::Listed(_) => "listed".to_owned(),
        Told::NotListed => "not_listed".to_owned(),
        Told::Unknown(reason) => word_of(&reason),
    }
}
