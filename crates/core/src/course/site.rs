//! Which links of an answer may be followed.

use crate::site::{has_credentials, is_same_site};
use url::Url;

/// Whether a link stays on the site that was asked, by the same scheme and port, and names nobody who logs in.
pub(super) fn is_followed(asked: &Url, link: &Url) -> bool {
    asked.scheme() == link.scheme()
        && asked.port_or_known_default() == link.port_or_known_default()
        && !has_credentials(link)
        && is_same_site(asked, link)
}
