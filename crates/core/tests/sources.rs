//! Every shipped definition is sound, and there are enough of each kind.

use std::collections::{BTreeMap, BTreeSet};
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
    for (kind, least) in [("json", 20), ("page", 4), ("presence", 3), ("hand", 8)] {
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

/// The whole definitions of the guide.
fn documented() -> Vec<&'static str> {
    let guide = include_str!("../../../docs/definitions.md");
    guide
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| block.starts_with("format = 1"))
        .collect()
}

#[test]
fn the_documented_definitions_lint_clean() {
    assert_eq!(documented().len(), 5, "one whole definition for each way of asking, and one from a list");
    for text in documented() {
        let word = |key: &str| {
            let line = text.lines().find(|line| line.starts_with(key)).expect("the key stands in it");
            line.split('"').nth(1).expect("a quoted value").to_owned()
        };
        let file = format!("{}/{}.toml", word("category = "), word("id = "));
        assert_eq!(lint_definition(&file, text), [], "{file}");
    }
}

/// Every key that a definition may have is shown in the guide, beside a value that works.
#[test]
fn every_key_is_documented() {
    let shapes = [
        ("source.rs", include_str!("../src/source.rs")),
        ("asking.rs", include_str!("../src/source/asking.rs")),
        ("example.rs", include_str!("../src/source/example.rs")),
        ("fields.rs", include_str!("../src/source/fields.rs")),
        ("probe.rs", include_str!("../src/source/probe.rs")),
        ("removal.rs", include_str!("../src/source/removal.rs")),
        ("sign.rs", include_str!("../src/source/sign.rs")),
        ("steps.rs", include_str!("../src/source/steps.rs")),
    ];
    let mut shown = BTreeSet::new();
    for text in documented() {
        let table: toml::Table = toml::from_str(text).expect("the definition is read above");
        collect_keys(&toml::Value::Table(table), &mut shown);
    }
    let mut keys = 0;
    for (file, text) in shapes {
        for key in written_keys(text) {
            assert!(shown.contains(&key), "{file}: no whole definition of docs/definitions.md shows `{key}`");
            keys += 1;
        }
    }
    assert!(keys > 90, "only {keys} keys were looked for");
}

/// The keys of all structs in a file that refuse unknown ones, by the names that a definition writes.
fn written_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut strict, mut inside, mut renamed, mut skipped) = (false, false, None, false);
    for line in text.lines() {
        if line.starts_with("#[serde(") {
            strict = line.contains("deny_unknown_fields");
        } else if line.starts_with("pub struct ") {
            inside = strict;
        } else if line == "}" {
            (strict, inside) = (false, false);
        } else if let Some(key) = line.strip_prefix("    pub ").filter(|_| inside) {
            let key = key.split(':').next().expect("a field has a type").to_owned();
            let key = renamed.take().unwrap_or(key);
            if !std::mem::take(&mut skipped) {
                keys.push(key);
            }
        } else if let Some((_, name)) = line.split_once("rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if line.contains("serde(skip") {
            skipped = true;
        }
    }
    keys
}

fn collect_keys(value: &toml::Value, keys: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                keys.insert(key.clone());
                collect_keys(value, keys);
            }
        }
        toml::Value::Array(array) => array.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}
