//! Domains the person owns.

use super::{Rejected, tidy};

/// Reads a domain into its registrable part in lower case: `https://www.Example.com/about` becomes `example.com`.
///
/// What can be registered is decided by the Public Suffix List (crate `psl`).
pub fn parse_domain(text: &str) -> Result<String, Rejected> {
    let text = tidy(text, 300)?.to_lowercase();
    if text.is_empty() {
        return Err(Rejected::Empty);
    }
    let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_end_matches('.');
    let Ok(url::Host::Domain(host)) = url::Host::parse(host) else { return Err(Rejected::NotADomain) };
    psl::domain_str(&host)
        .filter(|domain| domain.contains('.'))
        .map(str::to_owned)
        .ok_or(Rejected::NotADomain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_shrink_to_what_was_registered() {
        for (typed, expected) in [
            ("https://www.Example.com/about?x", Ok("example.com")),
            ("shop.example.co.uk", Ok("example.co.uk")),
            ("com", Err(Rejected::NotADomain)),
            ("127.0.0.1", Err(Rejected::NotADomain)),
            ("", Err(Rejected::Empty)),
        ] {
            assert_eq!(parse_domain(typed), expected.map(str::to_owned), "typed {typed:?}");
        }
    }
}
