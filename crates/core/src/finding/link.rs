//! A record's own link, brought into a form that stays the same while the site only dresses it differently.

use url::Url;

/// Which record a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct LinkKey {
    host: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum What {
    /// The site's own number for the record; the words around it change with the name and the town.
    Id(String),
    /// Everything after the host.
    Page(String),
}

impl LinkKey {
    /// Whether the site's own number of the record stands in the link.
    pub(super) fn has_id(&self) -> bool {
        matches!(self.what, What::Id(_))
    }

    /// The site, in lower case and without `www.`.
    pub(super) fn host(&self) -> &str {
        &self.host
    }
}

/// Longest link that is read.
const LONGEST: usize = 2_048;

/// Parts of a query that say who sent the visitor and not what is shown.
const TRACKING: [&str; 24] = [
    "_ga",
    "_gl",
    "aff",
    "affid",
    "campaign",
    "cid",
    "clickid",
    "dclid",
    "fbclid",
    "from",
    "gbraid",
    "gclid",
    "msclkid",
    "phpsessid",
    "jsessionid",
    "ref",
    "referrer",
    "sessid",
    "session",
    "sessionid",
    "sid",
    "src",
    "trk",
    "wbraid",
];

/// Brings a link into its stable form: without scheme, `www.`, trailing slash, tracking and session parts; the host in
/// lower case. `None` for what is no web link.
pub(super) fn derive_link_key(link: &str) -> Option<LinkKey> {
    let link = link.trim();
    if link.is_empty() || link.len() > LONGEST {
        return None;
    }
    let url = if link.contains("://") { Url::parse(link) } else { Url::parse(&format!("https://{link}")) };
    let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    // Without a scheme, `mailto:` and `javascript:` would be read as a host with a port.
    let plain = url.username().is_empty() && url.password().is_none();
    let url = Some(url).filter(|url| plain && url.host_str().is_some_and(|host| host.contains('.')))?;
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    let host =
        ["www.", "m.", "mobile."].iter().find_map(|lead| host.strip_prefix(lead)).unwrap_or(&host).to_owned();
    // `;jsessionid=...` hangs on a path segment.
    let segments: Vec<&str> = url
        .path_segments()?
        .map(|segment| segment.split_once(';').map_or(segment, |(before, _)| before))
        .filter(|segment| !segment.is_empty())
        .collect();
    let mut query: Vec<(String, String)> = url
        .query_pairs()
        .map(|(key, value)| (key.to_ascii_lowercase(), value.into_owned()))
        .filter(|(key, _)| !key.starts_with("utm_") && !TRACKING.contains(&key.as_str()))
        .collect();
    query.sort();
    // A fragment names a place on the page, unless the site routes by it.
    let route = url
        .fragment()
        .filter(|it| it.contains('/') || it.contains('=') || it.contains(|c: char| c.is_ascii_digit()));
    let id = match (query.is_empty(), route) {
        (true, None) => segments.last().and_then(|last| record_id(last)),
        _ => None,
    };
    let what = id.map_or_else(
        || {
            let query: Vec<String> = query.iter().map(|(key, value)| format!("{key}={value}")).collect();
            What::Page(format!("{}?{}#{}", segments.join("/"), query.join("&"), route.unwrap_or_default()))
        },
        What::Id,
    );
    Some(LinkKey { host, what })
}

/// The site's own number in the last part of a path: `john-smith_p1234567`, `0f8fad5b-d9cb-469f-a165-70867728950e`.
///
/// Six characters or more with three digits or more, so that neither a ZIP nor a house number is taken for one; a
/// bare phone number is a search and not a record.
fn record_id(segment: &str) -> Option<String> {
    let lower = segment.to_ascii_lowercase();
    let hex_groups = lower.split('-').filter(|part| part.bytes().all(|b| b.is_ascii_hexdigit())).count();
    if lower.len() == 36 && hex_groups == 5 {
        return Some(lower);
    }
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    // Case can matter in such a number, so it is kept as written.
    segment
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| part.len() >= 6 && digits(part) >= 3 && !(part.len() == 10 && digits(part) == 10))
        .max_by_key(|part| part.len())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_the_same_in_other_clothes() {
        let same = [
            ("https://www.example.com/people/john-smith/", "http://Example.com/people/john-smith"),
            ("https://example.com/p/1?utm_source=mail&gclid=3", "https://example.com/p/1"),
            ("https://example.com/p/1;jsessionid=8F2A", "example.com/p/1"),
            ("https://example.com/p?id=7&state=il", "https://m.example.com/p?state=il&id=7&sid=99"),
            ("https://example.com/John-Smith_p12345678", "https://example.com/il/john-a-smith_p12345678"),
            ("https://example.com/p/1#relatives", "https://example.com/p/1"),
        ];
        for (one, two) in same {
            assert_eq!(derive_link_key(one), derive_link_key(two), "{one} and {two} lead to one record");
            assert!(derive_link_key(one).is_some(), "{one} is a link");
        }
        let apart = [
            ("https://example.com/p/1", "https://example.com/p/2"),
            ("https://example.com/p/1", "https://example.org/p/1"),
            ("https://example.com/p?id=1", "https://example.com/p?id=2"),
            ("https://example.com/#/person/1", "https://example.com/#/person/2"),
            ("https://example.com/john_p12345678", "https://example.com/john_p12345679"),
            ("https://example.com/phone/2175550142/john", "https://example.com/phone/2175550142/mary"),
            ("https://example.com/il/john/62701", "https://example.com/il/mary/62701"),
        ];
        for (one, two) in apart {
            assert_ne!(derive_link_key(one), derive_link_key(two), "{one} and {two} are two records");
        }
    }

    #[test]
    fn what_is_no_link_is_none() {
        for text in ["", "  ", "mailto:june@example.com", "javascript:0", "https://", &"x".repeat(3_000)] {
            assert_eq!(derive_link_key(text), None, "{text:.20}");
        }
    }
}
