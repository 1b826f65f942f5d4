//! Address templates: the shape of an address is its author's, whatever the values are.

use super::piece::{self, Misnamed, Piece, Slot};
use super::{Placeholder, Values};
use serde::{Deserialize, Deserializer};
use thiserror::Error;
use url::Url;

/// An address with placeholders in its path or query.
///
/// Every value is percent-encoded down to unreserved characters (RFC 3986), so no value can change the address's shape.
/// One placeholder may be the whole first label of the host name, before a domain that somebody owns.
#[derive(Clone, Debug)]
pub struct Template {
    text: String,
    host: String,
    has_label: bool,
    pieces: Vec<Piece>,
}

/// What is wrong with a template.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TemplateFlaw {
    /// `{` without `}` or the reverse.
    #[error("braces do not pair up")]
    Unpaired,
    /// No such placeholder.
    #[error("there is no placeholder `{0}`")]
    UnknownPlaceholder(String),
    /// No such filter.
    #[error("there is no filter `{0}`")]
    UnknownFilter(String),
    /// Not an absolute https address with a host before the first placeholder.
    #[error("the address must begin with https:// and a whole host name")]
    NoHost,
    /// A placeholder in the host name that is not one whole label before a registrable domain.
    #[error(
        "in a host name one placeholder may stand, as the whole first part before a domain somebody owns"
    )]
    NoLabel,
}

impl From<Misnamed> for TemplateFlaw {
    fn from(misnamed: Misnamed) -> Self {
        match misnamed {
            Misnamed::Placeholder(name) => Self::UnknownPlaceholder(name),
            Misnamed::Filter(name) => Self::UnknownFilter(name),
        }
    }
}

impl Template {
    /// Reads a template. Plain http is allowed for loopback hosts only, so that definitions can be tried on one's own
    /// machine; the asking crate refuses it otherwise.
    pub fn parse(text: &str) -> Result<Self, TemplateFlaw> {
        let pieces = parse_pieces(text)?;
        let (scheme, after_scheme) = text.split_once("://").ok_or(TemplateFlaw::NoHost)?;
        let authority = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
        let has_label = authority.starts_with('{');
        let fixed = if has_label {
            let behind = authority.split_once('}').map_or("", |(_, behind)| behind);
            behind.strip_prefix('.').ok_or(TemplateFlaw::NoLabel)?
        } else {
            authority
        };
        if fixed.contains(['{', '}']) {
            return Err(if has_label { TemplateFlaw::NoLabel } else { TemplateFlaw::NoHost });
        }
        let url = Url::parse(&format!("{scheme}://{fixed}/")).map_err(|_| TemplateFlaw::NoHost)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(TemplateFlaw::NoHost)?;
        let no_login = url.username().is_empty() && url.password().is_none();
        if !no_login || !(url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url))) {
            return Err(TemplateFlaw::NoHost);
        }
        if has_label && !is_owned(&url) {
            return Err(TemplateFlaw::NoLabel);
        }
        Ok(Self { text: text.to_owned(), host: host.to_owned(), has_label, pieces })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host name without port; where a value is its first label, the rest of it.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether a value is the first label of the host name.
    pub fn has_label(&self) -> bool {
        self.has_label
    }

    /// Whether an address of this template can have that host name.
    pub fn is_host(&self, host: &str) -> bool {
        if !self.has_label {
            return host == self.host;
        }
        host.strip_suffix(&self.host).and_then(|rest| rest.strip_suffix('.')).is_some_and(is_label)
    }

    /// The placeholders it needs, sorted, each once.
    pub fn needs(&self) -> Vec<Placeholder> {
        piece::needs(&self.pieces)
    }

    /// Whether a value stands in the address only as its fingerprint (filter `sha256`).
    pub fn is_hashed(&self, placeholder: Placeholder) -> bool {
        let mut slots = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Value(slot) if slot.placeholder == placeholder => Some(slot),
            Piece::Value(_) | Piece::Literal(_) => None,
        });
        slots.next().is_some_and(Slot::is_hashed) && slots.all(Slot::is_hashed)
    }

    /// The address with its values in place, or `None` when a value is missing, empty, or no host label where it has to
    /// be one.
    pub fn fill(&self, values: &Values) -> Option<Url> {
        let mut text = String::new();
        let mut label_is_next = self.has_label;
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Value(slot) if label_is_next => {
                    let label = slot.plain(values)?.to_ascii_lowercase();
                    if !is_label(&label) {
                        return None;
                    }
                    text.push_str(&label);
                    label_is_next = false;
                }
                Piece::Value(slot) => {
                    let encoded = slot.encoded(values)?;
                    // A path part of only dots would climb out of its folder, encoded or not.
                    if encoded.chars().all(|c| c == '.') {
                        return None;
                    }
                    text.push_str(&encoded);
                }
            }
        }
        Url::parse(&text).ok().filter(|url| url.host_str().is_some_and(|host| self.is_host(host)))
    }

    /// Whether an address could have been made from this template with some values.
    pub fn covers(&self, url: &Url) -> bool {
        let mut pattern = String::from("^");
        let mut label_is_next = self.has_label;
        for piece in &self.pieces {
            match piece {
                // A literal is normalised the way the whole address is ("|" and spaces become percent-encoded).
                Piece::Literal(literal) => pattern.push_str(&regex::escape(literal)),
                Piece::Value(_) if label_is_next => {
                    pattern.push_str("[a-z0-9-]+");
                    label_is_next = false;
                }
                Piece::Value(_) => pattern.push_str("[^/?&#]*"),
            }
        }
        pattern.push_str("(?:&[^/]*)?$");
        regex::Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(url.as_str()))
    }
}

fn parse_pieces(text: &str) -> Result<Vec<Piece>, TemplateFlaw> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if before.contains('}') {
            return Err(TemplateFlaw::Unpaired);
        }
        let (inside, behind) = after.split_once('}').ok_or(TemplateFlaw::Unpaired)?;
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(Piece::Value(Slot::parse(inside)?));
        rest = behind;
    }
    if rest.contains('}') {
        return Err(TemplateFlaw::Unpaired);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Ok(pieces)
}

/// Loopback by its name (RFC 6761) or as a literal.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether a host name belongs to somebody, so that no value before it can name another owner. A private suffix
/// (publicsuffix.org) such as a blog host's domain is its operator's.
fn is_owned(url: &Url) -> bool {
    let Some(url::Host::Domain(name)) = url.host() else { return false };
    if is_loopback(url) {
        return true;
    }
    match psl::suffix(name.as_bytes()) {
        Some(suffix) if suffix.as_bytes() == name.as_bytes() => suffix.typ() == Some(psl::Type::Private),
        Some(suffix) => suffix.is_known(),
        None => false,
    }
}

/// One label of a host name: letters, digits and inner hyphens (RFC 1123), and not a punycode form.
fn is_label(text: &str) -> bool {
    let ordinary =
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let edges = !text.starts_with('-') && !text.ends_with('-') && text.get(2..4) != Some("--");
    ordinary && edges && (1..=63).contains(&text.len())
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, value: &str, expected: &str) {
        let values = Values::from([
            (Placeholder::First, value.to_owned()),
            (Placeholder::Email, value.to_owned()),
            (Placeholder::Username, value.to_owned()),
        ]);
        let url = Template::parse(template).unwrap().fill(&values).unwrap();
        assert_eq!(url.as_str(), expected);
    }

    #[test]
    fn values_cannot_change_the_shape_of_an_address() {
        check("https://example.com/p/{first}", "a/../b?x#y", "https://example.com/p/a%2F..%2Fb%3Fx%23y");
        check("https://example.com/?q={first}", "a&b=c d", "https://example.com/?q=a%26b%3Dc%20d");
        check("https://example.com/{first|lower|hyphen}", "Mary Ann", "https://example.com/mary-ann");
        check("https://example.com/{first|plus}", "Mary Ann", "https://example.com/Mary+Ann");
        check("https://example.com/{first}", "Zo\u{eb}", "https://example.com/Zo%C3%AB");
    }

    #[test]
    fn flawed_templates_are_named() {
        for (text, flaw) in [
            ("https://{username}.com/", TemplateFlaw::NoLabel),
            ("https://{username}.co.uk/", TemplateFlaw::NoLabel),
            ("https://{username}-x.example.com/", TemplateFlaw::NoLabel),
            ("https://{username}.{first}.example.com/", TemplateFlaw::NoLabel),
            ("https://www.{username}.example.com/", TemplateFlaw::NoHost),
            ("https://example.com{username}", TemplateFlaw::NoHost),
            ("http://example.com/{username}", TemplateFlaw::NoHost),
            ("https://example.com/{nobody}", TemplateFlaw::UnknownPlaceholder("nobody".into())),
            ("https://example.com/{first|shout}", TemplateFlaw::UnknownFilter("shout".into())),
            ("https://example.com/{first", TemplateFlaw::Unpaired),
        ] {
            assert_eq!(Template::parse(text).err(), Some(flaw), "template {text}");
        }
    }

    #[test]
    fn covers_what_it_could_have_made() {
        let template = Template::parse("https://example.com/u/{username}/about?x={first}").unwrap();
        let covers = |text: &str| template.covers(&Url::parse(text).unwrap());
        assert!(covers("https://example.com/u/zq/about?x=y"));
        assert!(covers("https://example.com/u/zq/about?x=y&api_key=k"), "a key may be added behind");
        assert!(!covers("https://example.com/u/zq/other?x=y"));
        assert!(!covers("https://example.net/u/zq/about?x=y"));
    }
}
