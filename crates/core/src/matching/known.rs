//! A person brought into comparable parts once, so that many listings are matched quickly.

use super::age::derive_ages;
use super::contact::{derive_account, derive_domain, derive_mailbox};
use super::fold::{fold, key};
use super::name::{KnownName, derive_names, read_written};
use super::phone::derive_digits;
use super::place::{Place, derive_place};
use crate::person::Person;
use jiff::civil::Date;

/// A [`Person`] in the shape matching compares. Made by [`derive_known`], used by [`super::match_known`].
#[derive(Clone)]
pub struct Known {
    pub(super) names: Vec<KnownName>,
    /// Youngest and oldest possible age.
    pub(super) ages: Option<(i32, i32)>,
    pub(super) birth_year: Option<i32>,
    pub(super) places: Vec<Place>,
    pub(super) phones: Vec<String>,
    /// The mailbox, and the address as the person wrote it.
    pub(super) emails: Vec<(String, String)>,
    pub(super) accounts: Vec<String>,
    pub(super) relatives: Vec<KnownName>,
    pub(super) domains: Vec<String>,
    pub(super) affiliations: Vec<String>,
    pub(super) today: Date,
}

crate::personal::personal_debug!(Known);

/// Brings a person into comparable parts; `today` decides their age.
pub fn derive_known(person: &Person, today: Date) -> Known {
    let folded = |text: &String| Some(fold(text)).filter(|text| text.chars().count() >= 3);
    let relatives =
        person.relatives.iter().filter_map(|relative| read_written(&relative.name).into_iter().next());
    Known {
        names: derive_names(&person.names),
        ages: derive_ages(&person.birth, today),
        birth_year: person.birth.year().map(i32::from),
        places: person.addresses.iter().map(derive_place).collect(),
        phones: person
            .phones
            .iter()
            .map(|phone| derive_digits(phone))
            .filter(|digits| digits.len() >= 7)
            .collect(),
        emails: person
            .emails
            .iter()
            .filter_map(|email| Some((derive_mailbox(email)?, email.clone())))
            .collect(),
        accounts: person
            .usernames
            .iter()
            .map(|name| derive_account(name))
            .filter(|name| !name.is_empty())
            .collect(),
        relatives: relatives.filter_map(|written| KnownName::from_written(&written)).collect(),
        domains: person.domains.iter().filter_map(|domain| derive_domain(domain)).collect(),
        affiliations: person.affiliations.iter().filter_map(folded).collect(),
        today,
    }
}

impl Known {
    /// Whether a listing's name is really one of the person's account names.
    pub(super) fn is_account(&self, name: &str) -> bool {
        let bare = |text: &str| key(&fold(text).replace(' ', ""));
        let shown = bare(name);
        !shown.is_empty() && self.accounts.iter().any(|account| bare(account) == shown)
    }
}
