//! Where an answer came from or leads to, when that is a wall, a log-in or another place than was asked.

use super::table::TABLE;
use crate::ask::Reply;
use crate::reason::Reason;
use crate::site::is_same_site;
use crate::source::Values;
use std::collections::HashSet;
use url::Url;

/// Whether an answer came from the very address that was asked; from another one, "no results" is about another
/// question. A leading `www.`, capital letters and a final slash in the path, and further query pairs do not count.
pub fn is_as_asked(asked: &Url, answered: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    let path = |url: &Url| url.path().trim_end_matches('/').to_lowercase();
    let answered_pairs: HashSet<_> = answered.query_pairs().collect();
    host(asked) == host(answered)
        && path(asked) == path(answered)
        && asked.query_pairs().all(|pair| answered_pairs.contains(&pair))
}

/// Why a redirect is no answer about an account: it leads to a wall or a log-in, to another site, or merely to another
/// spelling of what was asked. `None` where it may be one.
pub(super) fn of_redirect(location: Option<&str>, asked: &Url, answered: &Url) -> Option<Reason> {
    let Some(to) = location.and_then(|location| answered.join(location).ok()) else {
        return Some(Reason::Redirected);
    };
    if let Some(reason) = detour(asked, &to) {
        return Some(reason);
    }
    (!is_same_site(asked, &to) || is_as_asked(asked, &to)).then_some(Reason::Redirected)
}

/// Whether a part of the path that a redirect leads to is what was asked. Its query does not count: walls remember there
/// where somebody came from.
pub(super) fn names_asked(reply: &Reply, asked: &Values) -> bool {
    let to = reply.header("location").and_then(|location| reply.url.reveal().join(location).ok());
    to.is_some_and(|url| {
        let mut parts = url.path().split('/').map(|part| part.trim_start_matches(['@', '~']));
        parts.any(|part| {
            let part = percent_encoding::percent_decode_str(part).decode_utf8_lossy().to_lowercase();
            asked.values().any(|value| value.to_lowercase() == part)
        })
    })
}

/// Why an answer from `answered` is none to the question that was asked at `asked`: it came from a wall, a log-in or
/// merely the front page. `None` where its address does not tell.
pub fn of_final_address(asked: &Url, answered: &Url) -> Option<Reason> {
    if asked.path() == answered.path() && asked.host() == answered.host() {
        return None;
    }
    detour(asked, answered)
        .or_else(|| (answered.path() == "/" && asked.path() != "/").then_some(Reason::Redirected))
}

/// The wall or log-in that an address is, unless the same word stands in the address that was asked.
pub(super) fn detour(asked: &Url, to: &Url) -> Option<Reason> {
    if to.query().is_some_and(|query| query.contains("__cf_chl_")) {
        return Some(Reason::Blocked);
    }
    let words = |url: &Url| -> Vec<String> {
        let path = url.path().to_lowercase();
        path.split('/').map(|word| word.split('.').next().unwrap_or_default().to_owned()).collect()
    };
    let (own, foreign) = (words(asked), words(to));
    let is_new = |word: &String| foreign.contains(word) && !own.contains(word);
    if let Some((_, reason)) = TABLE.detours.iter().find(|(word, _)| is_new(word)) {
        return Some(*reason);
    }
    let label =
        |url: &Url| url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default().to_owned();
    let (own, foreign) = (label(asked), label(to));
    let host = TABLE.detour_hosts.iter().find(|(word, _)| *word == foreign && *word != own);
    host.map(|(_, reason)| *reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(location: &str, expected: Option<Reason>) {
        let asked = Url::parse("https://example.com/u/lumenfox").unwrap();
        assert_eq!(of_redirect(Some(location), &asked, &asked), expected, "{location}");
    }

    #[test]
    fn a_redirect_may_say_that_nobody_is_there() {
        check("/", None);
        check("/users/not-found", None);
        check("https://www.example.com/home", None);
    }

    #[test]
    fn a_detour_says_nothing() {
        check("/login?next=%2Fu%2Flumenfox", Some(Reason::LoginNeeded));
        check("/accounts/login/", Some(Reason::LoginNeeded));
        check("/wp-login.php", Some(Reason::LoginNeeded));
        check("https://login.example.com/x", Some(Reason::LoginNeeded));
        check("https://consent.example.com/collect", Some(Reason::Blocked));
        check("/u/lumenfox?__cf_chl_tk=x", Some(Reason::Blocked));
        check("/.well-known/sgcaptcha/?r=%2F", Some(Reason::Captcha));
        check("http://portal.hotel.example/welcome", Some(Reason::Redirected));
        check("https://www.example.com/u/lumenfox", Some(Reason::Redirected));
        check("/u/LumenFox/", Some(Reason::Redirected));
        check("http://[", Some(Reason::Redirected));
        let asked = Url::parse("https://example.com/u/lumenfox").unwrap();
        assert_eq!(of_redirect(None, &asked, &asked), Some(Reason::Redirected), "it leads nowhere");
        let login = Url::parse("https://example.com/u/login").unwrap();
        assert_eq!(
            of_redirect(Some("/u/login/gone"), &login, &login),
            None,
            "an account of that name was asked"
        );
    }

    #[test]
    fn a_redirect_may_name_the_account() {
        let asked = Values::from([(crate::source::Placeholder::Username, "lumenfox".to_owned())]);
        for (location, expected) in [
            ("/members/LumenFox/", true),
            ("https://example.com/@lumenfox", true),
            ("/", false),
            ("/welcome?from=/lumenfox", false),
            ("/lumenfox-and-others", false),
        ] {
            let url = Url::parse("https://example.com/go?u=lumenfox").unwrap();
            let headers = vec![("location".to_owned(), location.to_owned())];
            let reply = Reply { status: 302, headers, body: Vec::new().into(), url: url.into() };
            assert_eq!(names_asked(&reply, &asked), expected, "{location}");
        }
    }
}
