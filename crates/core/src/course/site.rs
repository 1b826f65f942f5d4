//! Which addresses belong to one site.

use url::{Host, Url};

/// Whether a link stays on the site that was asked: the same scheme and port, and the same host or another name under
/// the same registrable domain (Public Suffix List).
pub(super) fn is_same_site(asked: &Url, link: &Url) -> bool {
    let same_way = asked.scheme() == link.scheme()
        && asked.port_or_known_default() == link.port_or_known_default()
        && link.username().is_empty()
        && link.password().is_none();
    same_way
        && match (asked.host(), link.host()) {
            (Some(Host::Domain(one)), Some(Host::Domain(other))) if one != other => {
                psl::domain_str(one).is_some_and(|domain| psl::domain_str(other) == Some(domain))
            }
            (one, other) => one.is_some() && one == other,
        }
}
