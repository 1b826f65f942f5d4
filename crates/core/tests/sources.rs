//! Every shipped definition is sound, and there are enough of each kind.

use std::collections::BTreeMap;
use unlisted_core::source::catalogue::built_in_files;
use unlisted_core::source::lint::lint_definition;
use unlisted_core::source::{Catalogue, Probe};

#[test]
fn every_shipped_definition_lints_clean() {
    let problems: Vec<_> =
        built_in_files().into_iter().flat_map(|(file, text)| lint_definition(&file, text)).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn there_are_enough_sources_of_each_kind() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let catalogue = Catalogue::built_in();
    for definition in catalogue.iter() {
        let kind = match &definition.probe {
            Probe::Json(_) => "json",
            Probe::Page(_) => "page",
            Probe::Presence(_) => "presence",
            Probe::Hand(_) => "hand",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!(catalogue.iter().count(), built_in_files().len(), "an id stands in two files");
    for (kind, least) in [("json", 12), ("page", 4), ("presence", 6), ("hand", 8)] {
        assert!(kinds.get(kind).is_some_and(|count| *count >= least), "{kind}: {kinds:?}");
    }
    assert!(kinds.values().sum::<usize>() >= 30, "{kinds:?}");
}

/// A law or an owner that has no file would silently be left out of the advice.
#[test]
fn laws_and_owners_have_their_files() {
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    for definition in Catalogue::built_in().iter() {
        let owner = definition.owner.iter().map(|owner| format!("owners/{owner}.toml"));
        let laws = definition.removal.laws.iter().map(|law| format!("laws/{law}.toml"));
        for file in owner.chain(laws) {
            assert!(assets.join(&file).is_file(), "{}: there is no {file}", definition.id.0);
        }
    }
}

/// The practice audit needs something to decide, something clean and a former name to keep quiet about.
#[test]
fn the_practice_person_is_listed_by_most_automatic_sources() {
    let catalogue = Catalogue::built_in();
    let automatic: Vec<_> = catalogue.iter().filter(|definition| !definition.is_by_hand()).collect();
    let about_practice = |text: &str| {
        let text = text.to_lowercase();
        ["quillfeather", "lumenfox", "lumen", "w0xxx", "example.com"].iter().any(|own| text.contains(own))
    };
    let listed = automatic.iter().filter(|definition| {
        definition.examples.iter().any(|example| {
            let given = example.given.iter().flatten().map(|(_, value)| value.as_str()).collect::<Vec<_>>();
            example.verdict == "listed" && about_practice(&given.join(" "))
        })
    });
    let listed = listed.count();
    assert!(listed * 2 >= automatic.len(), "{listed} of {}", automatic.len());
    assert!(listed < automatic.len(), "some sources say no");
}

#[test]
fn the_documented_definitions_lint_clean() {
    let guide = include_str!("../../../docs/definitions.md");
    let wholes: Vec<&str> = guide
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| block.starts_with("format = 1"))
        .collect();
    assert_eq!(wholes.len(), 4, "one whole definition for each way of asking");
    for text in wholes {
        let word = |key: &str| {
            let line = text.lines().find(|line| line.starts_with(key)).expect("the key stands in it");
            line.split('"').nth(1).expect("a quoted value").to_owned()
        };
        let file = format!("{}/{}.toml", word("category = "), word("id = "));
        assert_eq!(lint_definition(&file, text), [], "{file}");
    }
}
