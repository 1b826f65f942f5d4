//! What may not be written: hidden facts never, personal values not in a redacted report.
//!
//! A value that holds a hidden fact is replaced as a whole. Cutting out only the name would let a reader guess it from
//! the words around the gap.

mod account;
mod address;
mod birth;
mod contact;
mod fold;
mod name;
mod ordinary;
mod reading;
mod spelling;

use crate::identifier::{Kind, Value};
use crate::invisible::is_invisible;
use crate::person::{Address, Birth};
use crate::profile::Profile;
use account::{HiddenAccount, HiddenWords};
use address::HiddenAddress;
use contact::{HiddenEmail, HiddenPhone};
use fold::{fold_both, squash, words};
use name::{HiddenName, OpenNames};
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

/// Knows the everyday forms of the profile's hidden facts, and its other values (docs/reports.md lists the forms).
#[derive(Clone, Default)]
pub struct Redactor {
    open: OpenNames,
    names: Vec<HiddenName>,
    relatives: Vec<HiddenName>,
    addresses: Vec<HiddenAddress>,
    emails: Vec<HiddenEmail>,
    phones: Vec<HiddenPhone>,
    accounts: Vec<HiddenAccount>,
    domains: Vec<HiddenWords>,
    affiliations: Vec<HiddenWords>,
    birth: Option<Birth>,
    /// Folded texts without any joint of all values that are personal but not hidden.
    personal: BTreeSet<String>,
}

crate::personal::personal_debug!(Redactor);

impl Redactor {
    /// Reads what is hidden and what is personal from the profile.
    ///
    /// Of a hidden name those words are secret that no open name of the same person has: of a former "Casper
    /// Quillfeather" beside a legal "Juniper Quillfeather" it is "Casper", and any form of it beside "Quillfeather".
    pub fn new(profile: &Profile) -> Self {
        let mut redactor = Self::default();
        for value in values(profile, false) {
            redactor.show(value);
        }
        let open: Vec<&Address> = values(profile, false)
            .filter_map(|value| match value {
                Value::Address(address) => Some(address),
                _ => None,
            })
            .collect();
        for value in values(profile, true) {
            redactor.hide(value, &open);
        }
        redactor.personal.retain(|text| text.chars().count() >= 4);
        redactor
    }

    fn show(&mut self, value: &Value) {
        self.personal.extend(fold_both(&value.line()).iter().map(|text| squash(text)));
        if let Value::Address(address) = value {
            self.personal.extend(fold_both(&address.street).iter().map(|text| squash(text)));
        }
        if let Value::Name(name) = value {
            self.open.add(name);
            self.personal.extend(name_words(value).into_iter().filter(|word| word.chars().count() >= 4));
        }
    }

    fn hide(&mut self, value: &Value, open: &[&Address]) {
        match value {
            Value::Name(name) => {
                let given = format!("{} {}", name.first, name.middle);
                self.names.push(HiddenName::new(&given, &name.last, true, &self.open));
            }
            Value::Relative(relative) => {
                let (given, family) = match relative.name.split_once(',') {
                    Some((family, given)) => (given, family),
                    None => relative.name.rsplit_once(' ').unwrap_or((relative.name.as_str(), "")),
                };
                self.relatives.push(HiddenName::new(given, family, family.is_empty(), &self.open));
            }
            Value::Phone(phone) => self.phones.extend(HiddenPhone::new(phone)),
            Value::Address(address) => self.addresses.push(HiddenAddress::new(address, open)),
            Value::Email(email) => self.emails.extend(HiddenEmail::new(email)),
            Value::Username(text) => self.accounts.push(HiddenAccount::new(text, &self.open)),
            Value::Domain(text) => self.domains.push(HiddenWords::new(text)),
            Value::Affiliation(text) => self.affiliations.push(HiddenWords::new(text)),
            Value::Birth(birth) => self.birth = Some(*birth),
        }
    }

    /// Whether a text of a site or of the person holds a hidden fact in any form that is known.
    pub fn hides(&self, text: &str) -> bool {
        !self.hidden_kinds(text).is_empty()
    }

    /// The kinds of hidden facts that a text holds, in the forms that docs/reports.md lists; empty for innocent text.
    pub fn hidden_kinds(&self, text: &str) -> BTreeSet<Kind> {
        let mut kinds = BTreeSet::new();
        if self.hides_nothing() {
            return kinds;
        }
        let texts = reading::plain_texts(text);
        let mut add = |kind: Kind, found: bool| {
            if found {
                kinds.insert(kind);
            }
        };
        if !self.emails.is_empty() {
            let mailboxes = contact::mailboxes(&texts);
            add(Kind::Email, self.emails.iter().any(|email| email.is_in(&mailboxes)));
        }
        if !self.phones.is_empty() {
            let lines = contact::lines(&texts);
            add(Kind::Phone, self.phones.iter().any(|phone| phone.is_in(&lines)));
        }
        for reading in &reading::read(&texts) {
            let spans = reading.spans();
            add(Kind::Name, self.names.iter().any(|name| name.is_in(reading, &spans, &self.open)));
            add(Kind::Relative, self.relatives.iter().any(|name| name.is_in(reading, &spans, &self.open)));
            add(Kind::Address, self.addresses.iter().any(|address| address.is_in(reading, &spans)));
            add(Kind::Username, self.accounts.iter().any(|account| account.is_in(reading, &spans)));
            add(Kind::Domain, self.domains.iter().any(|domain| domain.is_in(reading, &spans)));
            add(Kind::Affiliation, self.affiliations.iter().any(|words| words.is_in(reading, &spans)));
            add(Kind::Birth, self.birth.is_some_and(|birth| birth::is_in(birth, reading)));
        }
        kinds
    }

    /// A text with `[hidden name]` in place of every line that holds a hidden fact, and the kinds that were in it. A fact
    /// that only shows across a line end takes both lines with it. Innocent lines stay as they are, to the byte.
    pub fn cover(&self, text: &str) -> (String, BTreeSet<Kind>) {
        let mut kinds = self.hidden_kinds(text);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let own: Vec<BTreeSet<Kind>> = lines.iter().map(|line| self.hidden_kinds(line)).collect();
        let mut covered: Vec<bool> = own.iter().map(|kinds| !kinds.is_empty()).collect();
        for (at, pair) in lines.windows(2).enumerate() {
            let innocent = own.iter().skip(at).take(2).all(BTreeSet::is_empty);
            if innocent && self.hides(&pair.concat()) {
                covered.iter_mut().skip(at).take(2).for_each(|line| *line = true);
            }
        }
        if !kinds.is_empty() && !covered.contains(&true) {
            covered.fill(true);
        }
        let mut written = String::new();
        for (line, covered) in lines.into_iter().zip(covered) {
            if !covered {
                written.push_str(line);
                continue;
            }
            written.push_str(HIDDEN);
            let body = line.trim_end_matches(['\r', '\n']);
            written.push_str(line.strip_prefix(body).unwrap_or_default());
        }
        kinds.extend(own.into_iter().flatten());
        (written, kinds)
    }

    fn hides_nothing(&self) -> bool {
        self.names.is_empty()
            && self.relatives.is_empty()
            && self.addresses.is_empty()
            && self.emails.is_empty()
            && self.phones.is_empty()
            && self.accounts.is_empty()
            && self.domains.is_empty()
            && self.affiliations.is_empty()
            && self.birth.is_none()
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
        self.birth.is_some()
    }

    /// A text of a site as one clean line: no control or direction marks, at most 500 characters, and
    /// `[hidden name]` in its whole place where it holds a hidden fact.
    pub fn plain(&self, text: &str) -> String {
        if self.hides(text) {
            return HIDDEN.to_owned();
        }
        let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let visible: String = visible.chars().filter(|c| !is_invisible(*c)).collect();
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
