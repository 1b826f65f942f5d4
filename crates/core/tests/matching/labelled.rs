//! The labelled pairs: invented people, listings, and what somebody who knows both would say.

use serde::Deserialize;
use std::collections::BTreeMap;
use unlisted_core::matching::{Field, Likeness, Match, match_listing};
use unlisted_core::{Listing, Person};

/// Every file of pairs, by its name. A person stands in one of them and may be used in all.
const FILES: [(&str, &str); 7] = [
    ("pairs.json", include_str!("../fixtures/matching/pairs.json")),
    ("pairs-names.json", include_str!("../fixtures/matching/pairs-names.json")),
    ("pairs-namesakes.json", include_str!("../fixtures/matching/pairs-namesakes.json")),
    ("pairs-places.json", include_str!("../fixtures/matching/pairs-places.json")),
    ("pairs-contacts.json", include_str!("../fixtures/matching/pairs-contacts.json")),
    ("pairs-records.json", include_str!("../fixtures/matching/pairs-records.json")),
    ("pairs-exam.json", include_str!("../fixtures/matching/pairs-exam.json")),
];

/// All pairs and the people they are about.
pub(crate) struct Labelled {
    pub(crate) people: BTreeMap<String, Person>,
    pub(crate) pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct File {
    today: jiff::civil::Date,
    people: BTreeMap<String, Person>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
pub(crate) struct Pair {
    pub(crate) category: String,
    pub(crate) person: String,
    /// Whether the listing is the person, to somebody who knows both.
    #[serde(rename = "is")]
    pub(crate) is_person: bool,
    /// For the person: the least that is right. For somebody else: the most that may be said.
    pub(crate) expect: Likeness,
    /// The fields that agree in truth: a given and a family name, an age within a year or a range of some years, a
    /// town or finer, a contact that is not masked; of an account and a stage name that are one word, only one.
    #[serde(default)]
    pub(crate) fields: Vec<Field>,
    pub(crate) listing: Listing,
    /// Which file it stands in, its place there, and the day it was judged on.
    #[serde(skip)]
    pub(crate) place: (&'static str, usize),
    #[serde(skip)]
    pub(crate) today: jiff::civil::Date,
}

impl Pair {
    /// How many fields agree, where the name is one of them.
    pub(crate) fn agreeing(&self) -> usize {
        if self.fields.contains(&Field::Name) { self.fields.len() } else { 0 }
    }

    /// What matching says.
    pub(crate) fn matched(&self, people: &BTreeMap<String, Person>) -> Match {
        match_listing(&people[&self.person], &self.listing, self.today)
    }
}

pub(crate) fn read_labelled() -> Labelled {
    let mut all = Labelled { people: BTreeMap::new(), pairs: Vec::new() };
    for (name, text) in FILES {
        let file: File = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (id, person) in file.people {
            let before = all.people.insert(id.clone(), person);
            assert!(before.is_none(), "{name}: there are two people called {id}");
        }
        all.pairs.extend(file.pairs.into_iter().enumerate().map(|(at, pair)| Pair {
            place: (name, at),
            today: file.today,
            ..pair
        }));
    }
    all
}
