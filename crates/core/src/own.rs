//! A person's own facts, looked for in an answer that says it has nothing.
//!
//! A page that shows the person's street, phone, e-mail address, whole birth date or a relative's name is never "nothing
//! there", whatever its words say and whatever its style sheets hide: the facts are looked for in the bytes, in scripts
//! and attributes too. A town or a year of birth counts only beside the asked name, since every list of towns and every
//! date picker holds them. What was asked is no sign: pages repeat the question.
//!
//! What is here: the facts as sequences of tokens (`fact.rs`), the text as tokens (`token.rs`) and as runs of digits
//! (`digits.rs`). What is not: escapes, which `unescape.rs` undoes, and verdicts; `judge.rs` asks and decides.

mod digits;
mod fact;
mod token;

use crate::personal::Personal;
use crate::profile::Profile;
use crate::source::{Placeholder, Values};
use crate::unescape::unescape;
use digits::holds_number;
use fact::{Birth, Place, Sequence, Street};
use std::sync::Arc;
use token::Tokens;

/// What of one person may not stand in an answer that says it has nothing. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct OwnFacts {
    facts: Arc<Personal<Facts>>,
}

/// The facts, ready to be looked for.
#[derive(Clone, Default)]
struct Facts {
    streets: Vec<Street>,
    /// Final digits of phone numbers, without country codes.
    numbers: Vec<String>,
    emails: Vec<Sequence>,
    births: Vec<Birth>,
    relatives: Vec<Sequence>,
    /// Counted only beside the asked name.
    places: Vec<Place>,
}

impl OwnFacts {
    /// The facts of a profile, hidden ones too: what is hidden may still stand on a page.
    pub fn derive(profile: &Profile) -> Self {
        let person = profile.person();
        let mut facts = Facts::default();
        for address in &person.addresses {
            facts.streets.extend(Street::derive(&address.street));
            facts.places.extend(Place::of_town(&address.city));
        }
        facts.numbers.extend(person.phones.iter().filter_map(|phone| digits::own_digits(phone)));
        facts.emails.extend(person.emails.iter().filter_map(|email| Sequence::of_email(email)));
        facts.births.extend(person.birth.date.map(Birth::of));
        facts.places.extend(person.birth.year().map(Place::of_year));
        facts.relatives.extend(person.relatives.iter().filter_map(|one| Sequence::of_name(&one.name)));
        Self { facts: Arc::new(facts.into()) }
    }

    /// Whether a text holds one of these facts that is not among the asked values. `question` is the address asked.
    ///
    /// Linear in the text: it is read four times, once as it is, once behind its escapes, each with and without tags.
    pub fn stand_in(&self, text: &str, asked: &Values, question: &str) -> bool {
        let facts = self.facts.reveal();
        if facts.is_empty() {
            return false;
        }
        let values = asked.values().map(String::as_str).chain([question]);
        let told = values.collect::<Vec<_>>().join(" \n ");
        let told = unescape(&told);
        let facts = facts.without(&Searched::read(&told));
        let name = AskedName::of(asked);
        let plain = unescape(text);
        let bare = token::without_tags(&plain);
        [plain.as_ref(), bare.as_str()].iter().any(|text| facts.are_in(&Searched::read(text), name.as_ref()))
    }
}

/// A text as it is looked through.
struct Searched<'a> {
    text: &'a str,
    tokens: Tokens,
}

impl<'a> Searched<'a> {
    fn read(text: &'a str) -> Self {
        Self { text, tokens: Tokens::read(text) }
    }
}

impl Facts {
    fn is_empty(&self) -> bool {
        self.streets.is_empty()
            && self.numbers.is_empty()
            && self.emails.is_empty()
            && self.births.is_empty()
            && self.relatives.is_empty()
            && self.places.is_empty()
    }

    /// The facts that do not stand in what was asked.
    fn without(&self, told: &Searched<'_>) -> Self {
        let mut left = self.clone();
        left.streets.retain(|street| !street.is_in(&told.tokens));
        left.numbers.retain(|number| !holds_number(told.text, number));
        left.emails.retain(|email| !email.is_in(&told.tokens));
        left.births.retain(|birth| !birth.is_in(&told.tokens));
        left.relatives.retain(|name| !name.is_in(&told.tokens));
        left.places.retain(|place| !place.is_in(&told.tokens));
        left
    }

    fn are_in(&self, searched: &Searched<'_>, name: Option<&AskedName>) -> bool {
        let tokens = &searched.tokens;
        self.streets.iter().any(|street| street.is_in(tokens))
            || self.numbers.iter().any(|number| holds_number(searched.text, number))
            || self.emails.iter().any(|email| email.is_in(tokens))
            || self.births.iter().any(|birth| birth.is_in(tokens))
            || self.relatives.iter().any(|name| name.is_in(tokens))
            || name.is_some_and(|name| {
                name.places_in(tokens)
                    .iter()
                    .any(|span| self.places.iter().any(|place| place.is_in(&tokens.part(span.clone()))))
            })
    }
}

/// How many tokens before and after a name still stand beside it.
const BESIDE: usize = 12;

/// The first and last name that were asked for.
struct AskedName {
    name: Sequence,
}

impl AskedName {
    fn of(asked: &Values) -> Option<Self> {
        let (first, last) = (asked.get(&Placeholder::First)?, asked.get(&Placeholder::Last)?);
        Sequence::of_name(&format!("{first} {last}")).map(|name| Self { name })
    }

    /// What stands beside each place of the name.
    fn places_in(&self, tokens: &Tokens) -> Vec<std::ops::Range<usize>> {
        let spans = self.name.spans(tokens);
        spans.into_iter().map(|span| span.start.saturating_sub(BESIDE)..span.end + BESIDE).collect()
    }
}

#[cfg(test)]
mod tests;
