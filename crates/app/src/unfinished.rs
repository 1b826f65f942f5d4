//! What was typed and not saved when the app locked: sealed with the case, shown covered, forgotten when the person says so.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{ErrorCode, Revealed, UiError, UnfinishedField, UnfinishedView, Unsaved};
use crate::record::UnfinishedRecord;

/// So many fields are kept; no page has as many.
const MOST_FIELDS: usize = 40;
/// So many characters of each; no field of ours takes as many.
const MOST_CHARACTERS: usize = 10_000;

impl App {
    /// What was typed and not saved when the app locked, without the texts.
    pub fn unfinished_view(&self, (): ()) -> Result<UnfinishedView, UiError> {
        let kept = self.file()?.unfinished()?;
        let field = |(at, kept): (usize, UnfinishedRecord)| UnfinishedField {
            id: at.to_string(),
            label: kept.label.into_revealed(),
        };
        Ok(UnfinishedView { fields: kept.into_iter().enumerate().map(field).collect() })
    }

    /// One of these texts in clear.
    pub fn unfinished_reveal(&self, id: String) -> Result<Revealed, UiError> {
        let at: usize = id.parse().map_err(|_| UiError::of(ErrorCode::Gone))?;
        let kept = self.file()?.unfinished()?.into_iter().nth(at).ok_or(UiError::of(ErrorCode::Gone))?;
        Ok(Revealed { text: kept.text.into_revealed() })
    }

    /// Forgets them all.
    pub fn unfinished_drop(&self, (): ()) -> Result<UnfinishedView, UiError> {
        self.file()?.forget_unfinished()?;
        self.unfinished_view(())
    }
}

impl CaseFile {
    /// Keeps what was typed before what was kept earlier and nobody has dropped yet.
    pub(crate) fn keep_unfinished(&self, typed: Vec<Unsaved>) -> Result<(), UiError> {
        let cut = |text: String| text.chars().take(MOST_CHARACTERS).collect::<String>();
        let mut all: Vec<UnfinishedRecord> = typed
            .into_iter()
            .filter(|one| !one.text.trim().is_empty())
            .map(|one| UnfinishedRecord { label: cut(one.label).into(), text: cut(one.text).into() })
            .collect();
        if all.is_empty() {
            return Ok(());
        }
        for earlier in self.unfinished()? {
            if !all.contains(&earlier) {
                all.push(earlier);
            }
        }
        all.truncate(MOST_FIELDS);
        self.keep_unfinished_records(&all)
    }
}
