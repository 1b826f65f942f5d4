//! A person brought into comparable parts once, so that many listings are matched quickly.

use super::age::derive_ages;
use super::contact::account::{Account, read_account};
use super::contact::domain::derive_domain;
use super::contact::email::KnownEmail;
use super::contact::phone::derive_digits;
use super::name::alike::{Class, compare_name};
use super::name::known_name::{KnownName, derive_names};
use super::name::nickname::Frequency;
use super::name::written::read_written;
use super::place::nearness::Place;
use super::place::read_place::derive_place;
use super::text::fold::name_words;
use super::text::word::{Word, join};
use super::work::derive_work;
use crate::person::Person;
use jiff::civil::Date;

/// A relative, ready to recognise.
#[derive(Clone)]
pub(super) struct KnownRelative {
    pub(super) name: KnownName,
    /// A rare name that is not the family's: strangers hardly share it.
    pub(super) telling: bool,
    pub(super) rare: bool,
    /// The part of the person's namesakes who have a relative of this name, coarse and rounded up.
    pub(super) share: f64,
}

/// A [`Person`] in the shape matching compares. Made by [`derive_known`], used by [`super::match_known`].
#[derive(Clone)]
pub struct Known {
    pub(super) names: Vec<KnownName>,
    /// The generation after any of the names; it counts for all.
    pub(super) generation: Option<u8>,
    /// Youngest and oldest possible age.
    pub(super) ages: Option<(i32, i32)>,
    pub(super) birth_year: Option<i32>,
    pub(super) places: Vec<Place>,
    /// Whether a place is where the person lives now.
    pub(super) has_current: bool,
    pub(super) phones: Vec<Word>,
    pub(super) emails: Vec<KnownEmail>,
    pub(super) accounts: Vec<Account>,
    /// Account names as names would be written.
    account_names: Vec<Word>,
    pub(super) relatives: Vec<KnownRelative>,
    /// A relative has the person's own name, so that the door and the phone say little.
    pub(super) namesake: bool,
    pub(super) domains: Vec<String>,
    pub(super) work: Vec<String>,
    pub(super) today: Date,
}

crate::personal::personal_debug!(Known);

/// Brings a person into comparable parts; `today` decides their age.
pub fn derive_known(person: &Person, today: Date) -> Known {
    let names = derive_names(&person.names);
    let places: Vec<Place> = person.addresses.iter().map(derive_place).collect();
    let relative = |text: &String| {
        let name = KnownName::from_written(read_written(text).first()?)?;
        let family = names.iter().any(|own| name.last.iter().any(|word| own.last.contains(word)));
        let unlisted = name.rarest() <= Frequency::Known;
        let rare = unlisted || !name.common_first;
        let share = match (family, unlisted) {
            (false, true) => 1e-4,
            (false, false) => 3e-3,
            (true, _) if rare => 0.01,
            // Many a namesake's family has a Mary, too.
            (true, _) if name.rarest() == Frequency::Very => 0.1,
            (true, _) if name.rarest() == Frequency::Frequent => 0.03,
            (true, _) => 0.01,
        };
        Some(KnownRelative { telling: unlisted && !family, rare, share, name })
    };
    let own_name = |text: &String| {
        read_written(text)
            .iter()
            .any(|written| names.iter().any(|own| compare_name(own, written, &[]).class == Class::Whole))
    };
    Known {
        namesake: person.relatives.iter().any(|relative| own_name(&relative.name)),
        generation: names.iter().find_map(|name| name.generation),
        ages: derive_ages(&person.birth, today),
        birth_year: person.birth.year().map(i32::from),
        has_current: places.iter().any(|place| place.current),
        places,
        phones: person
            .phones
            .iter()
            .map(|phone| derive_digits(phone))
            .filter(|digits| digits.len() >= 7)
            .collect(),
        emails: person.emails.iter().filter_map(|email| KnownEmail::derive(email)).collect(),
        accounts: person
            .usernames
            .iter()
            .map(|name| read_account(name))
            .filter(|account| !account.is_empty())
            .collect(),
        account_names: person
            .usernames
            .iter()
            .map(|name| join(&name_words(name)))
            .filter(|name| !name.is_empty())
            .collect(),
        relatives: person.relatives.iter().filter_map(|person| relative(&person.name)).collect(),
        domains: person.domains.iter().filter_map(|domain| derive_domain(domain)).collect(),
        work: person.affiliations.iter().filter_map(|name| derive_work(name)).collect(),
        names,
        today,
    }
}

impl Known {
    /// Whether a listing's name is really one of the person's account names.
    pub(super) fn is_account(&self, name: &str) -> bool {
        !self.account_names.is_empty() && self.account_names.contains(&join(&name_words(name)))
    }
}
