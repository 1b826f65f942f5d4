//! The profile: what a person says about themselves, with their wishes about each fact.

use crate::identifier::{Identifier, IdentifierId, Kind, Value};
use crate::person::{NameKind, Person};
use serde::{Deserialize, Serialize};

/// All identifiers of the case's one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// In the order they were entered.
    pub identifiers: Vec<Identifier>,
}

impl Profile {
    /// The identifier of that id.
    pub fn get(&self, id: &IdentifierId) -> Option<&Identifier> {
        self.identifiers.iter().find(|identifier| identifier.id == *id)
    }

    /// All identifiers of a kind, in the order they were entered.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Identifier> {
        self.identifiers.iter().filter(move |identifier| identifier.value.reveal().kind() == kind)
    }

    /// The profile in the interchange shape, hidden facts included: matching must recognise a former name.
    pub fn person(&self) -> Person {
        let mut person = Person::default();
        for identifier in &self.identifiers {
            match identifier.value.reveal().clone() {
                Value::Name(name) => person.names.push(name),
                Value::Username(text) => person.usernames.push(text),
                Value::Email(text) => person.emails.push(text),
                Value::Phone(text) => person.phones.push(text),
                Value::Address(address) => person.addresses.push(address),
                Value::Birth(birth) => person.birth = birth,
                Value::Domain(text) => person.domains.push(text),
                Value::Relative(relative) => person.relatives.push(relative),
                Value::Affiliation(text) => person.affiliations.push(text),
            }
        }
        person
    }

    /// The profile in the interchange shape without what is hidden: what may be told or copied.
    pub fn shown_person(&self) -> Person {
        let identifiers = self.identifiers.iter().filter(|identifier| !identifier.hidden).cloned().collect();
        Self { identifiers }.person()
    }

    /// A profile made from the interchange shape; ids count up, former names are hidden and not sent.
    pub fn from_person(person: &Person) -> Self {
        let mut values: Vec<Value> = Vec::new();
        values.extend(person.names.iter().cloned().map(Value::Name));
        values.extend(person.usernames.iter().cloned().map(Value::Username));
        values.extend(person.emails.iter().cloned().map(Value::Email));
        values.extend(person.phones.iter().cloned().map(Value::Phone));
        values.extend(person.addresses.iter().cloned().map(Value::Address));
        if person.birth.year().is_some() {
            values.push(Value::Birth(person.birth));
        }
        values.extend(person.domains.iter().cloned().map(Value::Domain));
        values.extend(person.relatives.iter().cloned().map(Value::Relative));
        values.extend(person.affiliations.iter().cloned().map(Value::Affiliation));
        let identifiers = values
            .into_iter()
            .enumerate()
            .map(|(at, value)| {
                let hidden = starts_hidden(&value);
                let may_send = !hidden && value.kind() != Kind::Relative;
                Identifier { id: IdentifierId(format!("i{at}")), value: value.into(), may_send, hidden }
            })
            .collect();
        Self { identifiers }
    }
}

/// Whether a fact starts hidden and unsent: former names do, until the person says otherwise.
pub fn starts_hidden(value: &Value) -> bool {
    matches!(value, Value::Name(name) if name.kind == NameKind::Former)
}
