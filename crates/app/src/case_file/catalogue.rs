//! The definitions of a case: the shipped ones and those that the person added.

use super::CaseFile;
use crate::contract::UiError;
use std::sync::Arc;
use unlisted_core::source::Catalogue;

/// The shipped definitions, read once, and those that the person added. One that this version cannot read is left out.
pub(crate) fn case_catalogue(shipped: &Arc<Catalogue>, file: &CaseFile) -> Result<Arc<Catalogue>, UiError> {
    let mut catalogue = Arc::clone(shipped);
    for (id, record) in file.definitions()? {
        // Its file name is its id, and no list's id is one of ours.
        let _ = Arc::make_mut(&mut catalogue).add(&format!("{id}.toml"), &record.text);
    }
    Ok(catalogue)
}
