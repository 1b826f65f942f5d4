//! What may not be written: hidden facts never, personal values not in a redacted report.
//!
//! A value that holds a hidden fact is replaced as a whole. Cutting out only the name would let a reader guess it from
//! the words around the gap.

mod fold;

use crate::identifier::{Kind, Value};
use crate::profile::Profile;
use fold::{fold_both, squash, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use url::Url;

/// How much a report shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redaction {
    /// Kinds of facts and hosts only: no value, no name, no whole link.
    #[default]
    Redacted,
    /// Values and links, but never a hidden fact.
    Full,
}

/// Stands in place of a value that holds a hidden fact.
pub const HIDDEN: &str = "[hidden name]";

/// Stands in place of a value a redacted report leaves out.
pub const REDACTED: &str = "[redacted]";

/// The longest text of a site that a report repeats, in characters.
const LONGEST: usize = 500;

/// Knows every form of the profile's hidden facts, and its other values.
#[derive(Clone, Default)]
pub struct Redactor {
    /// Folded words that betray a hidden fact wherever they stand as a word of their own.
    words: BTreeSet<String>,
    /// Folded texts without any joint that betray one wherever they stand.
    squashed: BTreeSet<String>,
    /// The last digits of hidden phones.
    digits: BTreeSet<String>,
    /// The same for all values that are personal but not hidden.
    personal: BTreeSet<String>,
    hides_birth: bool,
}

crate::personal::personal_debug!(Redactor);

impl Redactor {
    /// Reads what is hidden and what is personal from the profile.
    ///
    /// Of a hidden name those words are secret that no open name of the same person has: of a former "Casper
    /// Quillfeather" beside a legal "Juniper Quillfeather" it is "Casper", and the two words together.
    pub fn new(profile: &Profile) -> Self {
        let mut redactor = Self::default();
        let open: Vec<&Value> = values(profile, false).filter(|value| value.kind() == Kind::Name).collect();
        let open_words: BTreeSet<String> = open.iter().flat_map(|value| name_words(value)).collect();
        for value in values(profile, true) {
            redactor.hide(value, &open_words);
        }
        for value in values(profile, false) {
            redactor.personal.extend(fold_both(&value.line()).iter().map(|text| squash(text)));
            if let Value::Address(address) = value {
                redactor.personal.extend(fold_both(&address.street).iter().map(|text| squash(text)));
            }
            if value.kind() == Kind::Name {
                redactor
                    .personal
                    .extend(name_words(value).into_iter().filter(|word| word.chars().count() >= 4));
            }
        }
        redactor.personal.retain(|text| text.chars().count() >= 4);
        redactor
    }

    fn hide(&mut self, value: &Value, open_words: &BTreeSet<String>) {
        match value {
            Value::Name(name) => {
                let secret: Vec<String> =
                    name_words(value).into_iter().filter(|word| !open_words.contains(word)).collect();
                self.hide_words(secret);
                let (first, middle, last) = (&name.first, &name.middle, &name.last);
                let orders = [
                    format!("{first} {last}"),
                    format!("{last} {first}"),
                    format!("{first} {middle} {last}"),
                    format!("{last} {first} {middle}"),
                ];
                // A name of one word that an open name shares is no secret.
                let parts = [first, middle, last].into_iter().filter(|part| !part.is_empty()).count();
                if parts > 1 {
                    self.hide_wholes(orders.iter().map(String::as_str));
                }
            }
            Value::Relative(relative) => self.hide_wholes([relative.name.as_str()]),
            Value::Phone(phone) => {
                let digits: String = phone.chars().rev().filter(char::is_ascii_digit).take(9).collect();
                self.digits.insert(digits.chars().rev().collect());
            }
            Value::Address(address) => {
                let area = format!("{} {}", address.city, address.region);
                self.hide_wholes([address.street.as_str(), address.postcode.as_str(), area.as_str()]);
            }
            Value::Email(email) => {
                self.hide_wholes([email.as_str()]);
            }
            Value::Username(text) | Value::Domain(text) | Value::Affiliation(text) => {
                self.hide_words(fold_both(text).iter().map(|text| squash(text)));
                self.hide_wholes([text.as_str()]);
            }
            Value::Birth(_) => {
                self.hides_birth = true;
                self.hide_wholes([value.line().as_str()].into_iter().filter(|line| line.len() > 4));
            }
        }
    }

    fn hide_words(&mut self, secret: impl IntoIterator<Item = String>) {
        for word in secret.into_iter().filter(|word| word.chars().count() >= 2 || !word.is_ascii()) {
            // Short words stand inside many others ("Al" in "Alabama"), so only longer ones count anywhere.
            if tells_anywhere(&word) {
                self.squashed.insert(word.clone());
            }
            self.words.insert(word);
        }
    }

    fn hide_wholes<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        for text in texts {
            let forms = fold_both(text).into_iter().map(|text| squash(&text));
            self.squashed.extend(forms.filter(|text| tells_anywhere(text)));
        }
    }

    /// Whether a text of a site or of the person holds a hidden fact in any form: other case, accents, joints,
    /// percent-encoding, run together, invisible marks within.
    pub fn hides(&self, text: &str) -> bool {
        let decoded = fold::decode(text);
        fold_both(&decoded).iter().any(|folded| {
            let squashed = squash(folded);
            words(folded).any(|word| self.words.contains(word))
                || self.squashed.iter().any(|secret| squashed.contains(secret.as_str()))
                || self.digits.iter().any(|digits| squashed.contains(digits.as_str()))
        })
    }

    /// Whether a text holds any value of the profile, hidden or not.
    pub fn is_personal(&self, text: &str) -> bool {
        let decoded = fold::decode(text);
        self.hides(text)
            || fold_both(&decoded).iter().any(|folded| {
                let squashed = squash(folded);
                self.personal.iter().any(|value| squashed.contains(value.as_str()))
            })
    }

    /// Whether the birth date or year is hidden; ages are then left out too.
    pub fn hides_birth(&self) -> bool {
        self.hides_birth
    }

    /// A text of a site as one clean line: no control or direction marks, at most 500 characters, and
    /// `[hidden name]` in its whole place where it holds a hidden fact.
    pub fn plain(&self, text: &str) -> String {
        if self.hides(text) {
            return HIDDEN.to_owned();
        }
        let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let visible: String = visible.chars().filter(|c| !fold::is_invisible(*c)).collect();
        let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= LONGEST {
            return line;
        }
        line.chars().take(LONGEST).chain(['\u{2026}']).collect()
    }

    /// A link as far as it may be shown; `host` is the source's own, which is never personal.
    pub fn link(&self, link: &str, host: &str, redaction: Redaction) -> String {
        let whole = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "https" | "http"));
        match whole {
            // The same words for every reason: a redacted report does not tell that there is a hidden name.
            Some(url) if redaction == Redaction::Full && !self.hides(link) => url.to_string(),
            _ => format!("{host} (full link in the app)"),
        }
    }
}

/// Whether a text is long enough to give somebody away inside other text. Han, kana and hangul say in two characters
/// what takes other scripts many.
fn tells_anywhere(text: &str) -> bool {
    let dense =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let least = if text.chars().any(dense) { 2 } else { 4 };
    text.chars().count() >= least
}

fn values(profile: &Profile, hidden: bool) -> impl Iterator<Item = &Value> {
    let wanted = profile.identifiers.iter().filter(move |identifier| identifier.hidden == hidden);
    wanted.map(|identifier| identifier.value.reveal())
}

/// The folded words of a name, in both foldings, generation left out ("Jr" is nobody's secret).
fn name_words(value: &Value) -> Vec<String> {
    let Value::Name(name) = value else { return Vec::new() };
    let line = format!("{} {} {}", name.first, name.middle, name.last);
    fold_both(&line).iter().flat_map(|folded| words(folded).map(str::to_owned).collect::<Vec<_>>()).collect()
}
