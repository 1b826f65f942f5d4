//! Refuses what is more than a case may look up in a day.

use super::limit::find_limit;
use crate::case_file::CaseFile;
use crate::contract::{ErrorCode, UiError};
use unlisted_core::plan::Check;

/// Refuses questions that are more than the case may look up in a day.
pub(crate) fn within_day<'a>(
    file: &CaseFile,
    checks: impl IntoIterator<Item = &'a Check>,
) -> Result<(), UiError> {
    match find_limit(file, checks)? {
        Some(_) => Err(ErrorCode::DayLimit.into()),
        None => Ok(()),
    }
}
