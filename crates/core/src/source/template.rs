//! Address templates: `https://example.com/{first|lower|hyphen}-{last}?city={city}`.

use crate::person::{Address, Name};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use thiserror::Error;
use url::Url;

/// Values by placeholder name, as they stand before encoding.
pub type Values = BTreeMap<Placeholder, String>;

/// The facts a template can ask for. There is none for a relative: relatives cannot be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placeholder {
    /// Given name.
    First,
    /// Family name.
    Last,
    /// City of one address.
    City,
    /// Region code of that address.
    Region,
    /// Region name of that address.
    RegionName,
    /// Postcode of that address.
    Postcode,
    /// Street line of that address.
    Street,
    /// Account name.
    Username,
    /// E-mail address.
    Email,
    /// Phone as E.164.
    Phone,
    /// The phone's national digits.
    PhoneNational,
    /// Registrable domain.
    Domain,
}

impl Placeholder {
    /// Every placeholder.
    pub const ALL: [Self; 12] = [
        Self::First,
        Self::Last,
        Self::City,
        Self::Region,
        Self::RegionName,
        Self::Postcode,
        Self::Street,
        Self::Username,
        Self::Email,
        Self::Phone,
        Self::PhoneNational,
        Self::Domain,
    ];

    const NAMES: [(&'static str, Self); 12] = [
        ("first", Self::First),
        ("last", Self::Last),
        ("city", Self::City),
        ("region", Self::Region),
        ("region_name", Self::RegionName),
        ("postcode", Self::Postcode),
        ("street", Self::Street),
        ("username", Self::Username),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("phone_national", Self::PhoneNational),
        ("domain", Self::Domain),
    ];

    /// The name used between braces.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, placeholder)| *placeholder == self).map_or("", |(name, _)| *name)
    }

    /// The values a name gives.
    pub fn of_name(name: &Name) -> Values {
        filled([(Self::First, name.first.clone()), (Self::Last, name.last.clone())])
    }

    /// The values an address gives.
    pub fn of_address(address: &Address) -> Values {
        let region_name =
            crate::identifier::region_name(&address.region).unwrap_or(&address.region).to_owned();
        filled([
            (Self::City, address.city.clone()),
            (Self::Region, address.region.clone()),
            (Self::RegionName, region_name),
            (Self::Postcode, address.postcode.clone()),
            (Self::Street, address.street.clone()),
        ])
    }

    /// The values a phone gives.
    pub fn of_phone(e164: &str) -> Values {
        let national = e164.strip_prefix("+1").or_else(|| e164.strip_prefix("+44")).unwrap_or(e164);
        filled([(Self::Phone, e164.to_owned()), (Self::PhoneNational, national.to_owned())])
    }
}

fn filled<const N: usize>(pairs: [(Placeholder, String); N]) -> Values {
    pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Lower,
    Upper,
    Hyphen,
    Underscore,
    Plus,
    Sha256,
}

#[derive(Clone, Debug)]
enum Piece {
    Literal(String),
    Value(Placeholder, Vec<Filter>),
}

/// An address with placeholders in its path or query, never in its host.
///
/// Every value is percent-encoded down to unreserved characters (RFC 3986), so no value can change the address's shape.
#[derive(Clone, Debug)]
pub struct Template {
    host: String,
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
}

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Template {
    /// Reads a template. Plain http is allowed for loopback hosts only, so that definitions can be tried on one's own
    /// machine; the asking crate refuses it otherwise.
    pub fn parse(text: &str) -> Result<Self, TemplateFlaw> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').ok_or(TemplateFlaw::Unpaired)?;
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            pieces.push(parse_piece(inside)?);
            rest = behind;
        }
        if rest.contains('}') {
            return Err(TemplateFlaw::Unpaired);
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        let Some(Piece::Literal(start)) = pieces.first() else { return Err(TemplateFlaw::NoHost) };
        let url = Url::parse(start).map_err(|_| TemplateFlaw::NoHost)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(TemplateFlaw::NoHost)?;
        let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let path_begun = start.splitn(4, '/').count() == 4 || pieces.len() == 1;
        if !path_begun || !(url.scheme() == "https" || (url.scheme() == "http" && loopback)) {
            return Err(TemplateFlaw::NoHost);
        }
        Ok(Self { host: host.to_owned(), pieces })
    }

    /// The host name, without port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The placeholders it needs, sorted, each once.
    pub fn needs(&self) -> Vec<Placeholder> {
        let mut needs: Vec<Placeholder> = self
            .pieces
            .iter()
            .filter_map(
                |piece| if let Piece::Value(placeholder, _) = piece { Some(*placeholder) } else { None },
            )
            .collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// The address with its values in place, or `None` when a value is missing or empty.
    pub fn fill(&self, values: &Values) -> Option<Url> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Value(placeholder, filters) => {
                    let encoded = encode(values.get(placeholder)?, filters);
                    // A path part of only dots would climb out of its folder, encoded or not.
                    if encoded.chars().all(|c| c == '.') {
                        return None;
                    }
                    text.push_str(&encoded);
                }
            }
        }
        Url::parse(&text).ok()
    }

    /// Whether an address could have been made from this template with some values.
    pub fn covers(&self, url: &Url) -> bool {
        let mut pattern = String::from("^");
        for piece in &self.pieces {
            match piece {
                // A literal is normalised the way the whole address is ("|" and spaces become percent-encoded).
                Piece::Literal(literal) => pattern.push_str(&regex::escape(literal)),
                Piece::Value(..) => pattern.push_str("[^/?&#]*"),
            }
        }
        pattern.push_str("(?:&[^/]*)?$");
        regex::Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(url.as_str()))
    }
}

fn parse_piece(inside: &str) -> Result<Piece, TemplateFlaw> {
    let mut words = inside.split('|').map(str::trim);
    let name = words.next().unwrap_or_default();
    let placeholder = Placeholder::NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, placeholder)| *placeholder)
        .ok_or_else(|| TemplateFlaw::UnknownPlaceholder(name.to_owned()))?;
    let filters = words
        .map(|word| match word {
            "lower" => Ok(Filter::Lower),
            "upper" => Ok(Filter::Upper),
            "hyphen" => Ok(Filter::Hyphen),
            "underscore" => Ok(Filter::Underscore),
            "plus" => Ok(Filter::Plus),
            "sha256" => Ok(Filter::Sha256),
            other => Err(TemplateFlaw::UnknownFilter(other.to_owned())),
        })
        .collect::<Result<_, _>>()?;
    Ok(Piece::Value(placeholder, filters))
}

fn encode(value: &str, filters: &[Filter]) -> String {
    let mut value = value.trim().to_owned();
    let mut joint = "%20";
    for filter in filters {
        match filter {
            Filter::Lower => value = value.to_lowercase(),
            Filter::Upper => value = value.to_uppercase(),
            Filter::Hyphen => joint = "-",
            Filter::Underscore => joint = "_",
            Filter::Plus => joint = "+",
            // Gravatar's rule: SHA-256 of the trimmed, lower-case address (docs.gravatar.com/rest-api).
            Filter::Sha256 => {
                value = data_encoding::HEXLOWER.encode(&Sha256::digest(value.to_lowercase().as_bytes()));
            }
        }
    }
    value
        .split_whitespace()
        .map(|word| utf8_percent_encode(word, ENCODED).to_string())
        .collect::<Vec<_>>()
        .join(joint)
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
            ("https://{username}.example.com/", TemplateFlaw::NoHost),
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
