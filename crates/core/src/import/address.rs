//! Turns a list's address into a template of ours.

use crate::source::Template;
use url::{Host, Url};

/// Stands in for the name while the address is normalised: letters only, so that it stays as it is wherever it stands.
const STAND_IN: &str = "zqnamestandsherezq";

/// The template of an address in which `slot` stands for the name; the reason where there is none.
///
/// Everything but the name is normalised as a browser would, so that the definition's address is the one that is asked.
pub(super) fn make_template(address: &str, slot: &str) -> Result<Template, String> {
    let marked = address.trim().replace(slot, STAND_IN);
    let mut url = Url::parse(&marked).map_err(|flaw| format!("its address cannot be read: {flaw}"))?;
    match (url.scheme(), is_loopback(&url)) {
        ("https", _) | ("http", true) => {}
        ("http", false) => return Err("plain http would show the name to everybody on the way".to_owned()),
        (scheme, _) => return Err(format!("its address begins with {scheme}:")),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("its address holds a log-in".to_owned());
    }
    if url.port().is_some() && !is_loopback(&url) {
        return Err("it asks another port than 443".to_owned());
    }
    let in_fragment = url.fragment().is_some_and(|fragment| fragment.contains(STAND_IN));
    url.set_fragment(None);
    if in_fragment && !url.as_str().contains(STAND_IN) {
        return Err("the name stands behind #, which is never sent".to_owned());
    }
    let text = url.as_str().replace('{', "%7B").replace('}', "%7D").replace(STAND_IN, "{username}");
    Template::parse(&text).map_err(|flaw| flaw.to_string())
}

/// The front page: the one that the list names, else that of the address.
pub(super) fn make_home(named: &str, template: &Template) -> Result<Url, String> {
    let named = Url::parse(named.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let mut home = if let Some(home) = named {
        home
    } else {
        let text = template.as_str().replace("{username}.", "").replace("{username}", "");
        let mut home = Url::parse(&text).map_err(|flaw| format!("its address cannot be read: {flaw}"))?;
        home.set_path("/");
        home.set_query(None);
        home
    };
    if home.scheme() == "http" && !is_loopback(&home) && home.set_scheme("https").is_err() {
        return Err("its front page is no web address".to_owned());
    }
    Ok(home)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
