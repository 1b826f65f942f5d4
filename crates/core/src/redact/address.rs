//! Hidden addresses: house and street in every normal form, town with region, postcode.

use super::fold::{fold_both, squash};
use super::reading::{Reading, Span, Token};
use crate::identifier::{region_code, region_name};
use crate::matching::place::read_street::read_street;
use crate::matching::place::street::{Street, StreetLikeness};
use crate::matching::text::fold::{fold, is_one_slip};
use crate::person::Address;
use std::collections::BTreeSet;

/// Most words of a street behind or before its number.
const MOST_WORDS: usize = 5;
/// How far behind a street its town may stand, in words.
const TOWN_WITHIN: usize = 6;

/// One hidden address.
#[derive(Clone)]
pub(super) struct HiddenAddress {
    street: Option<Street>,
    /// Words of the street line, so that only places where one stands are read.
    words: BTreeSet<String>,
    /// The line without spaces, where it is long enough to tell anywhere.
    lines: BTreeSet<String>,
    /// The town; `None` where an address that may be shown is there too.
    town: Option<BTreeSet<String>>,
    /// The town, even where it is no secret: beside the street it gives the street away.
    any_town: BTreeSet<String>,
    regions: BTreeSet<String>,
    postcode: Option<String>,
}

impl HiddenAddress {
    /// Reads a hidden address beside those that may be shown: a town and a postcode that they share are no secret.
    pub(super) fn new(address: &Address, open: &[&Address]) -> Self {
        let town = forms(&address.city);
        let shared_town = open.iter().any(|other| !forms(&other.city).is_disjoint(&town));
        let postcode = squash(&fold(&address.postcode));
        let shared_code = open.iter().any(|other| squash(&fold(&other.postcode)) == postcode);
        let mut regions = forms(&address.region);
        regions.extend(region_code(&address.region).into_iter().flat_map(forms));
        regions.extend(region_name(&address.region).into_iter().flat_map(forms));
        let lines = forms(&address.street).into_iter().filter(|line| line.chars().count() >= 6);
        Self {
            street: read_street(&address.street, false),
            words: words(&address.street),
            lines: lines.collect(),
            any_town: town.clone(),
            town: (!shared_town && !town.is_empty()).then_some(town),
            regions,
            postcode: (postcode.chars().count() >= 4 && !shared_code).then_some(postcode),
        }
    }

    /// Whether a text holds the address.
    pub(super) fn is_in(&self, reading: &Reading, spans: &[Span]) -> bool {
        let squashed = reading.squashed();
        self.lines.iter().any(|line| squashed.contains(line.as_str()))
            || self.has_street(reading)
            || spans.iter().any(|span| self.has_area(span, reading, spans))
    }

    fn has_street(&self, reading: &Reading) -> bool {
        let Some(street) = &self.street else { return false };
        let tokens = &reading.tokens;
        (0..tokens.len()).any(|at| {
            let Some(token) = tokens.get(at) else { return false };
            let number = street.number.as_str();
            if !number.is_empty() && token.text.starts_with(number) {
                // `1420exampleln` in an address of a page.
                let rest = token.text.strip_prefix(number).unwrap_or_default();
                if street.name.len() >= 3 && rest.starts_with(street.name.as_str()) {
                    return true;
                }
                return windows(tokens, at).any(|window| Self::is_house(street, &window))
                    || Self::is_behind(street, tokens, at);
            }
            self.words.contains(&token.text) && self.is_road(street, reading, at)
        })
    }

    fn is_house(street: &Street, window: &[&Token]) -> bool {
        let Some(found) = read_street(&line(window), false) else { return false };
        if matches!(street.compare(&found), StreetLikeness::Door | StreetLikeness::Building) {
            return !found.number.is_empty();
        }
        found.number == street.number && street.name.len() >= 5 && is_one_slip(&street.name, &found.name)
    }

    /// The number stands behind the street: `Example Lane 1420`.
    fn is_behind(street: &Street, tokens: &[Token], at: usize) -> bool {
        if tokens.get(at).is_none_or(|token| token.text != street.number.as_str()) {
            return false;
        }
        (1..=MOST_WORDS.min(at)).any(|count| {
            let before: Vec<&Token> = tokens.iter().skip(at - count).take(count).collect();
            read_street(&line(&before), false).is_some_and(|found| {
                found.number.is_empty() && street.compare(&found) == StreetLikeness::Road
            })
        })
    }

    /// The street without its number counts where it is the whole text, or its town stands behind it.
    fn is_road(&self, street: &Street, reading: &Reading, at: usize) -> bool {
        windows(&reading.tokens, at).enumerate().any(|(count, window)| {
            let Some(found) = read_street(&line(&window), false) else { return false };
            let whole = found.kind.is_some() && found.kind == street.kind && found.number.is_empty();
            if !whole || street.compare(&found) != StreetLikeness::Road {
                return false;
            }
            let end = at + count + 2;
            let behind: String =
                reading.tokens.iter().skip(end).take(TOWN_WITHIN).map(|token| token.text.as_str()).collect();
            (at == 0 && end >= reading.tokens.len())
                || self.any_town.iter().any(|town| town.len() >= 3 && behind.contains(town.as_str()))
        })
    }

    fn has_area(&self, span: &Span, reading: &Reading, spans: &[Span]) -> bool {
        if let Some(code) = &self.postcode
            && (span.text == *code || is_longer_zip(&span.text, code))
        {
            return true;
        }
        let Some(town) = &self.town else { return false };
        if !town.contains(&span.text) {
            return false;
        }
        let is_all = span.start == 0
            && (span.end == reading.tokens.len()
                || spans.iter().any(|rest| {
                    rest.start == span.end && rest.end == reading.tokens.len() && is_country(&rest.text)
                }));
        is_all || spans.iter().any(|region| region.start == span.end && self.regions.contains(&region.text))
    }
}

/// The words from a place on: two, three, ... of them.
fn windows(tokens: &[Token], at: usize) -> impl Iterator<Item = Vec<&Token>> {
    let most = (tokens.len() - at).min(MOST_WORDS + 1);
    (2..=most).map(move |count| tokens.iter().skip(at).take(count).collect())
}

fn line(window: &[&Token]) -> String {
    window.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// `62701-1234` for `62701`.
fn is_longer_zip(text: &str, code: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|c| c.is_ascii_digit());
    digits(text, 9) && digits(code, 5) && text.starts_with(code)
}

fn is_country(text: &str) -> bool {
    matches!(
        text,
        "us" | "usa"
            | "unitedstates"
            | "america"
            | "uk"
            | "gb"
            | "unitedkingdom"
            | "england"
            | "canada"
            | "germany"
            | "deutschland"
            | "australia"
            | "ireland"
            | "france"
            | "spain"
            | "espana"
    )
}

/// A value without spaces, in both foldings.
fn forms(text: &str) -> BTreeSet<String> {
    fold_both(text).iter().map(|text| squash(text)).filter(|text| !text.is_empty()).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    super::reading::words_of(text).into_iter().flatten().collect()
}
