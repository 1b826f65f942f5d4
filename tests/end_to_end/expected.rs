//! What the practice audit must come to, worked out from what the range serves and from nothing the app says.

use regex::Regex;
use std::collections::BTreeMap;
use unlisted_core::Profile;
use unlisted_core::plan::preview_plan;
use unlisted_core::source::{Catalogue, Definition};
use unlisted_range::{Play, practice_person, practice_script};
use url::Url;

/// For every source of the catalogue the word its row must have: `found`, `not_found`, `could_not_check`, `not_asked`, `skipped`.
/// Hand sources that nobody answers are `could_not_check`.
pub(crate) fn outcomes() -> BTreeMap<String, &'static str> {
    let catalogue = Catalogue::built_in();
    let plan = preview_plan(&catalogue, &Profile::from_person(&practice_person()));
    let script = practice_script();
    let homes: Vec<String> = practice_person().addresses.into_iter().map(|address| address.country).collect();
    let outcome = |definition: &Definition| {
        if plan.gaps.contains_key(&definition.id) {
            return "not_asked";
        }
        // Sources of other countries are allowed one by one, and the audit allows none of them.
        let covers = |country: &String| homes.iter().any(|home| home.eq_ignore_ascii_case(country));
        if !definition.countries.is_empty() && !definition.countries.iter().any(covers) {
            return "skipped";
        }
        if definition.is_by_hand() || script.play(&definition.id) != Play::Example {
            return "could_not_check";
        }
        let asked = plan.checks.iter().filter(|check| check.source == definition.id && !check.control);
        let told: Vec<&str> = asked.map(|check| played(definition, check.url.reveal())).collect();
        if told.contains(&"listed") {
            "found"
        } else if told.contains(&"unknown") {
            "could_not_check"
        } else {
            "not_found"
        }
    };
    catalogue.iter().map(|definition| (definition.id.0.clone(), outcome(definition))).collect()
}

/// The verdict of the example that the range plays for an address; everybody else gets the "nothing" example.
fn played<'d>(definition: &'d Definition, url: &Url) -> &'d str {
    let asks = |given: &Option<_>| {
        given.as_ref().and_then(|given| definition.template().fill(given)).as_ref() == Some(url)
    };
    let example = definition.examples.iter().find(|example| asks(&example.given));
    example.map_or("not_listed", |example| example.verdict.as_str())
}

/// The rows of an exported table, each by column name.
pub(crate) fn read_table(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').expect("a table is marked as UTF-8");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("every row is whole"))
        .collect()
}

/// The sources section of an exported CSV: id and outcome of every row, in order.
pub(crate) fn rows_of_csv(text: &str) -> Vec<(String, String)> {
    let rows = read_table(text).into_iter().filter(|row| row["section"] == "source");
    rows.map(|row| (row["source_id"].clone(), row["outcome"].clone())).collect()
}

/// The sources of an exported page: id and outcome of every row.
pub(crate) fn rows_of_html(html: &str) -> BTreeMap<String, String> {
    let row = Regex::new(r#"data-source="([^"]+)" data-outcome="([^"]+)""#).unwrap();
    row.captures_iter(html).map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

/// The sources of an exported list: id and outcome of every line, read from its sentence.
pub(crate) fn rows_of_markdown(markdown: &str) -> BTreeMap<String, String> {
    let row =
        Regex::new(r"(?m)^- \*\*.+\*\* \(`([^`]+)`\): (Found|Not found|Could not check|Not asked: you skipped it|Not asked)").unwrap();
    let word = |sentence: &str| match sentence {
        "Not asked: you skipped it" => "skipped".to_owned(),
        other => other.to_lowercase().replace(' ', "_"),
    };
    row.captures_iter(markdown).map(|found| (found[1].to_owned(), word(&found[2]))).collect()
}
