//! Redirects: followed by hand, within one site, so that no value travels to somebody the plan did not name.

use std::collections::BTreeSet;
use std::sync::Arc;
use unlisted_core::NoReply;
use url::{Host, Url};

/// Where a 301, 302, 303, 307 or 308 leads. `None` for other answers and for a redirect without an address, which are
/// then the answer. Another site, or a step down from https, is [`NoReply::Redirected`].
pub(crate) fn next_address(asked: &Url, status: u16, location: Option<&str>) -> Result<Option<Url>, NoReply> {
    let (301 | 302 | 303 | 307 | 308, Some(location)) = (status, location) else { return Ok(None) };
    let next = asked.join(location).map_err(|_| NoReply::Redirected)?;
    let kept_safe = next.scheme() == asked.scheme() || next.scheme() == "https";
    if kept_safe && is_same_site(asked, &next) { Ok(Some(next)) } else { Err(NoReply::Redirected) }
}

/// The same host and port, or two names under one registrable domain of the public suffix list.
pub(crate) fn is_same_site(one: &Url, other: &Url) -> bool {
    match (one.host(), other.host()) {
        (Some(Host::Domain(one)), Some(Host::Domain(other))) if one != other => {
            psl::domain_str(one).is_some_and(|domain| psl::domain_str(other) == Some(domain))
        }
        (one_host, other_host) => {
            one_host == other_host && one.port_or_known_default() == other.port_or_known_default()
        }
    }
}

/// The sites that an accepted plan asks, by registrable domain; without a plan, all.
#[derive(Clone, Default)]
pub(crate) struct Sites(Option<Arc<BTreeSet<String>>>);

impl Sites {
    /// Those of these hosts.
    pub(crate) fn of<S: AsRef<str>>(hosts: impl IntoIterator<Item = S>) -> Self {
        Self(Some(Arc::new(hosts.into_iter().map(|host| site_of(host.as_ref()).to_owned()).collect())))
    }

    /// Whether an address belongs to one of them.
    pub(crate) fn hold(&self, url: &Url) -> bool {
        let Some(sites) = &self.0 else { return true };
        url.host_str().is_some_and(|host| sites.contains(site_of(host)))
    }
}

/// The registrable domain of a name, or what has none (an address, a public suffix) itself.
fn site_of(host: &str) -> &str {
    match Host::parse(host) {
        Ok(Host::Domain(_)) => psl::domain_str(host).unwrap_or(host),
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_s_sites_are_its_hosts_registrable_domains() {
        let sites = Sites::of(["www.example.co.uk", "juniper.github.io", "127.0.0.1"]);
        let check = |address: &str, expected: bool| {
            assert_eq!(sites.hold(&Url::parse(address).unwrap()), expected, "address {address}");
        };
        check("https://www.example.co.uk/", true);
        check("https://api.example.co.uk/", true);
        check("https://other.co.uk/", false);
        check("https://example.co.uk.other.example/", false);
        // Everybody's pages on a shared host are sites of their own.
        check("https://juniper.github.io/", true);
        check("https://somebody.github.io/", false);
        check("http://127.0.0.1:8000/", true);
        check("http://1.0.0.1/", false);
        assert!(Sites::default().hold(&Url::parse("https://www.example.org/").unwrap()), "no plan, no bound");
        assert!(
            !Sites::of([""; 0]).hold(&Url::parse("https://www.example.org/").unwrap()),
            "an empty plan asks nobody"
        );
    }

    fn check(location: &str, expected: Result<Option<&str>, NoReply>) {
        let asked = Url::parse("https://www.example.co.uk/a/b").unwrap();
        let next = next_address(&asked, 302, Some(location)).map(|next| next.map(String::from));
        assert_eq!(next, expected.map(|next| next.map(str::to_owned)), "location {location}");
    }

    #[test]
    fn only_the_same_site_over_https_is_followed() {
        check("/c", Ok(Some("https://www.example.co.uk/c")));
        check("https://api.example.co.uk/c", Ok(Some("https://api.example.co.uk/c")));
        for elsewhere in [
            "https://elsewhere.co.uk/",
            "//elsewhere.example/",
            "http://www.example.co.uk/c",
            "https://www.example.co.uk.elsewhere.example/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "file:///etc/passwd",
            "data:text/html,x",
            "https://",
        ] {
            check(elsewhere, Err(NoReply::Redirected));
        }
    }

    #[test]
    fn numbers_are_not_one_site_because_they_end_alike() {
        let asked = Url::parse("http://127.0.0.1:8000/").unwrap();
        assert_eq!(next_address(&asked, 302, Some("http://10.0.0.1:8000/")), Err(NoReply::Redirected));
        assert_eq!(next_address(&asked, 302, Some("http://127.0.0.1:9000/")), Err(NoReply::Redirected));
    }

    #[test]
    fn what_leads_nowhere_is_an_answer() {
        let asked = Url::parse("https://www.example.com/").unwrap();
        assert_eq!(next_address(&asked, 302, None), Ok(None));
        assert_eq!(next_address(&asked, 304, Some("/x")), Ok(None));
        assert_eq!(next_address(&asked, 200, Some("/x")), Ok(None));
    }
}
