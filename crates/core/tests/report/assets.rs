//! Shipped laws, letters, owners and task cards: readable, whole and true to their names.

use std::collections::BTreeSet;
use unlisted_core::law::{Law, law_files, laws};
use unlisted_core::letter::letter_files;
use unlisted_core::removal::{Owner, TaskCard, card_files, owner_files, owners, task_cards};
use unlisted_core::source::Catalogue;

/// A fact says how sure it is, or names its line in the broker facts, which carries its own mark.
fn is_marked(fact: &str) -> bool {
    ["[S]", "[K]", "[S/K]", "[S/?]", "(high)", "(medium)"].iter().any(|mark| fact.contains(mark))
}

#[test]
fn every_law_is_readable_and_names_its_letter() {
    let letters: BTreeSet<String> = letter_files().into_iter().map(|(file, _)| file).collect();
    for (file, text) in law_files() {
        let law: Law = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(format!("{}.toml", law.id), file);
        assert!(law.days > 0 || law.months > 0, "{file} has a clock");
        assert!(
            !law.facts.is_empty() && law.facts.iter().all(|fact| is_marked(fact)),
            "{file} marks its facts"
        );
        if let Some(letter) = &law.letter {
            assert!(letters.contains(&format!("{letter}.txt")), "{file} has its letter");
        }
    }
    assert_eq!(laws().len(), law_files().len(), "none was left out while loading");
}

#[test]
fn every_letter_uses_known_gaps_and_asks_for_what_matters() {
    let known = ["today", "source", "links", "who", "law", "time", "until", "signed"];
    for (file, text) in letter_files() {
        for part in text.split("{{").skip(1) {
            let (gap, _) = part.split_once("}}").unwrap_or_else(|| panic!("{file}: a gap is not closed"));
            assert!(known.contains(&gap), "{file}: {gap} is not a gap");
        }
        for needed in ["{{source}}", "{{links}}", "{{who}}", "{{signed}}"] {
            assert!(text.contains(needed), "{file} has {needed}");
        }
        assert!(text.contains("delete") || text.contains("erase"), "{file} says what it wants");
    }
}

#[test]
fn every_owner_is_readable() {
    for (file, text) in owner_files() {
        let owner: Owner = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(format!("{}.toml", owner.id), file);
        assert!(!owner.steps.is_empty() && owner.facts.iter().all(|fact| is_marked(fact)), "{file}");
    }
    for id in ["peopleconnect", "peoplefinders", "beenverified", "spokeo", "whitepages"] {
        assert!(owners().contains_key(id), "{id} has its file");
    }
}

#[test]
fn every_card_is_readable_and_marks_its_facts() {
    for (file, text) in card_files() {
        let card: TaskCard = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(format!("{}/{}.toml", card.area, card.id), file);
        assert!(!card.steps.is_empty(), "{file} has steps");
        assert!(
            !card.facts.is_empty() && card.facts.iter().all(|fact| is_marked(fact)),
            "{file} marks its facts"
        );
        assert!(card.by_region.values().all(|line| is_marked(line)), "{file} marks its offices");
    }
    assert_eq!(task_cards().len(), card_files().len(), "none was left out while loading");
    let blur = task_cards().iter().find(|card| card.id == "street-view-blur").unwrap();
    assert!(blur.warning.as_ref().unwrap().contains("Permanent"), "a blur cannot be undone");
}

#[test]
fn every_law_and_owner_a_source_names_is_shipped() {
    for definition in Catalogue::built_in().iter() {
        if let Some(owner) = &definition.owner {
            assert!(owners().contains_key(owner), "{} names the owner {owner}", definition.id.0);
        }
        for law in &definition.removal.laws {
            assert!(laws().contains_key(law), "{} names the law {law}", definition.id.0);
        }
    }
}
