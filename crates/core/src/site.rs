//! Which addresses belong to one site.

use url::{Host, Url};

/// Whether two addresses are of one registrable domain (Public Suffix List); for numbers and names of this machine, of
/// the same host and port.
pub(crate) fn is_same_site(one: &Url, other: &Url) -> bool {
    let domain = |url: &Url| match url.host() {
        Some(Host::Domain(name)) => psl::domain_str(name).map(str::to_owned),
        _ => None,
    };
    match (domain(one), domain(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.host() == other.host() && one.port_or_known_default() == other.port_or_known_default(),
    }
}

/// Whether an address carries a user name or a password.
pub(crate) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}
