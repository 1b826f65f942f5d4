//! Where a page is from: whether an address could be one that a definition asks.

use unlisted_core::judge::is_as_asked;
use unlisted_core::source::{Definition, Placeholder, Probe, Template, Values};
use url::Url;

/// Whether some question has this address: of the probe, or of an account's page for people.
pub(crate) fn could_be_asked(definition: &Definition, url: &Url) -> bool {
    pages(definition).any(|template| fits(template, url))
}

/// Whether the address asks what the values ask, or shows that account to people.
pub(crate) fn is_of_question(definition: &Definition, given: &Values, url: &Url) -> bool {
    pages(definition).filter_map(|template| template.fill(given)).any(|asked| is_as_asked(&asked, url))
}

fn pages(definition: &Definition) -> impl Iterator<Item = &Template> {
    let show = match &definition.probe {
        Probe::Presence(presence) => presence.show.as_ref(),
        _ => None,
    };
    [Some(definition.template()), show].into_iter().flatten()
}

/// Compares with two fillings of the template: what is the same in both stands in every address of it.
fn fits(template: &Template, url: &Url) -> bool {
    let (Some(one), Some(other)) = (template.fill(&sample("1")), template.fill(&sample("2"))) else {
        return false;
    };
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    let segments = |url: &Url| -> Vec<String> {
        url.path().trim_end_matches('/').split('/').map(str::to_lowercase).collect()
    };
    let (first, second, found) = (segments(&one), segments(&other), segments(url));
    let pairs = |url: &Url| -> Vec<(String, String)> { url.query_pairs().into_owned().collect() };
    let (asked, again, answered) = (pairs(&one), pairs(&other), pairs(url));
    let has_pair = |name: &str, one: &str, other: &str| {
        answered.iter().any(|(found, value)| found == name && is_between(one, other, value))
    };
    is_between(&host(&one), &host(&other), &host(url))
        && first.len() == found.len()
        && first.iter().zip(&second).zip(&found).all(|((one, other), found)| is_between(one, other, found))
        && asked.iter().zip(&again).all(|((name, one), (_, other))| has_pair(name, one, other))
}

/// Whether a text could stand where two fillings have these: the same if they are, else with the same beginning and end.
fn is_between(one: &str, other: &str, found: &str) -> bool {
    if one == other {
        return found == one;
    }
    let start: String =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter).collect();
    let end = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let end: String = one.chars().skip(one.chars().count() - end).collect();
    found.strip_prefix(&start).and_then(|rest| rest.strip_suffix(&end)).is_some_and(|rest| !rest.is_empty())
}

/// A value for every placeholder, that is different for each `mark`.
fn sample(mark: &str) -> Values {
    let value = |placeholder| match placeholder {
        Placeholder::Email => format!("{mark}@{mark}.example"),
        Placeholder::Domain => format!("{mark}.example"),
        _ => mark.to_owned(),
    };
    Placeholder::ALL.into_iter().map(|placeholder| (placeholder, value(placeholder))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, url: &str, expected: bool) {
        let template = Template::parse(template).unwrap();
        assert_eq!(fits(&template, &Url::parse(url).unwrap()), expected, "{template:?} {url}");
    }

    #[test]
    fn an_address_fits_a_template_or_it_does_not() {
        let people = "https://example.com/find/{first|lower}-{last|lower}/{region}?sort=name&city={city}";
        check(people, "https://example.com/find/juniper-quillfeather/IL?sort=name&city=Springfield", true);
        check(people, "https://www.example.com/Find/j-q/IL/?city=S&sort=name&ref=1", true);
        check(people, "https://example.com/find/juniper-quillfeather/IL?city=Springfield", false);
        check(people, "https://example.com/login?next=/find/juniper-quillfeather/IL", false);
        check(people, "https://example.com/", false);
        check(people, "https://login.example.com/find/juniper-quillfeather/IL?sort=name&city=S", false);
        check("https://{username}.example.com/", "https://lumenfox.example.com/", true);
        check("https://{username}.example.com/", "https://example.com/", false);
        check("https://example.com/@{username}.json", "https://example.com/@lumenfox.json", true);
        check("https://example.com/@{username}.json", "https://example.com/lumenfox.json", false);
    }
}
