//! Keeps a record's link only where it leads to the source's own site.
//!
//! A link is shown to be clicked, copied into forms and sent in letters, and whoever wrote the page wrote the link.

use crate::listing::Listing;
use crate::site::{has_credentials, is_same_site};
use crate::source::{Definition, Probe};
use url::{Host, Url};

/// Drops links that lead elsewhere, and notes the host that they name.
pub(super) fn keep_own_links(definition: &Definition, listings: &mut [Listing]) {
    if listings.iter().all(|listing| listing.url.is_none()) {
        return;
    }
    let own = own_sites(definition);
    for listing in listings {
        let Some(link) = listing.url.take_if(|link| !is_own(&own, link)) else { continue };
        listing.elsewhere = Url::parse(&link).ok().and_then(|url| url.host_str().map(str::to_owned));
    }
}

/// The sites that the definition names: the one that is asked, its front page, and where the definition itself writes
/// the beginning of a record's address.
fn own_sites(definition: &Definition) -> Vec<Url> {
    let written = match &definition.probe {
        Probe::Json(json) => json.listings.fields.url.first(),
        Probe::Page(_) | Probe::Hand(_) | Probe::Presence(_) => None,
    };
    let written = written.and_then(|start| start.strip_prefix('=')).and_then(|start| Url::parse(start).ok());
    definition.sites().into_iter().chain(written).collect()
}

fn is_own(own: &[Url], link: &str) -> bool {
    let Ok(url) = Url::parse(link) else { return false };
    url.scheme() == "https"
        && matches!(url.host(), Some(Host::Domain(_)))
        && url.port().is_none()
        && !has_credentials(&url)
        && own.iter().any(|site| is_same_site(site, &url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::tests::{JSON, PAGE, definition};

    fn check(probe: &str, link: &str, kept: Option<&str>, elsewhere: Option<&str>) {
        let mut listings = [Listing { url: Some(link.into()), ..Listing::default() }];
        keep_own_links(&definition(probe), &mut listings);
        let [listing] = &listings;
        assert_eq!((listing.url.as_deref(), listing.elsewhere.as_deref()), (kept, elsewhere), "{link}");
    }

    #[test]
    fn a_link_is_kept_where_it_leads_to_the_source_s_own_site() {
        for link in ["https://t.example/r/1", "https://www.t.example/r/1?a=b#c"] {
            check(PAGE, link, Some(link), None);
        }
        let written = JSON.replace("=https://t.example/r/", "=https://profiles.example/");
        check(&written, "https://profiles.example/1", Some("https://profiles.example/1"), None);
    }

    #[test]
    fn a_link_that_leads_elsewhere_is_a_word_and_no_link() {
        for (link, host) in [
            ("https://evil.example/phish?who=t.example", "evil.example"),
            ("https://t.example.evil.example/", "t.example.evil.example"),
            ("https://t.example@evil.example/", "evil.example"),
            ("https://user:pw@t.example/", "t.example"),
            ("http://t.example/r/1", "t.example"),
            ("https://t.example:8443/", "t.example"),
            ("https://192.168.1.1/reboot", "192.168.1.1"),
            ("https://[::1]/", "[::1]"),
        ] {
            check(PAGE, link, None, Some(host));
        }
        // What the site's own answer writes behind the definition's beginning cannot lead away from it unseen.
        check(JSON, "https://t.example.evil.example/1", None, Some("t.example.evil.example"));
    }
}
