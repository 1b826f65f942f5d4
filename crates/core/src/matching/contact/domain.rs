//! Domains, as they are registered.

/// The registrable domain of a host or link, in lower case.
pub(crate) fn derive_domain(text: &str) -> Option<String> {
    if text.len() > 300 {
        return None;
    }
    crate::identifier::parse_domain(text).ok()
}
