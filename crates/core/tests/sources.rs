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
