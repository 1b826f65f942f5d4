//! The table read back by a program: every source once, every row whole, no cell a formula.

use crate::audit::Audit;
use proptest::prelude::*;
use std::collections::BTreeMap;
use unlisted_core::redact::Redaction;
use unlisted_core::report::{Format, Outcome, SourceOutcome};
use unlisted_core::{Listing, Reason, SourceId};

/// Reads RFC 4180 strictly: quotes only around whole cells, CRLF between rows.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut signs =
        text.strip_prefix('\u{feff}').expect("the letters are marked as UTF-8").chars().peekable();
    while let Some(sign) = signs.next() {
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => cell.push(signs.next().expect("just seen")),
            (true, '"') => quoted = false,
            (false, '"') => {
                assert!(cell.is_empty(), "a quote begins a cell");
                quoted = true;
            }
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') => {
                assert_eq!(signs.next(), Some('\n'), "rows end with CRLF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (false, '\n') => panic!("rows end with CRLF"),
            (_, other) => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last row ends too");
    rows
}

/// Rows as column name to cell.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = read(text).into_iter();
    let header = rows.next().expect("there is a header");
    rows.map(|row| {
        assert_eq!(row.len(), header.len(), "every row is whole");
        header.iter().cloned().zip(row).collect()
    })
    .collect()
}

#[test]
fn every_source_of_the_plan_is_there_once() {
    let mut audit = Audit::practice();
    let twice = audit.sources[0].clone();
    audit.sources.push(twice);
    let source = SourceId("empty-people".into());
    audit.sources.push(SourceOutcome { source, outcome: Outcome::CouldNotCheck(Reason::Captcha) });
    for redaction in [Redaction::Redacted, Redaction::Full] {
        let rows = table(&audit.write(Format::Csv, redaction));
        let outcomes: Vec<(String, String, String)> = rows
            .iter()
            .filter(|row| row["section"] == "source")
            .map(|row| (row["source_id"].clone(), row["outcome"].clone(), row["reason"].clone()))
            .collect();
        let expected = [
            ("alpha-people", "found", ""),
            ("beta-people", "found", "partly_read"),
            ("chat-place", "found", ""),
            ("county-roll", "found", ""),
            ("delta-people", "found", ""),
            ("domain-book", "not_asked", ""),
            ("empty-people", "could_not_check", "captcha"),
            ("gamma-people", "found", "rate_limited"),
            ("skipped-people", "skipped", ""),
            ("walled-people", "could_not_check", "blocked"),
        ];
        let expected: Vec<_> =
            expected.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        assert_eq!(outcomes, expected, "{redaction:?}");
    }
}

#[test]
fn every_source_is_once_in_the_other_formats_too() {
    let audit = Audit::practice();
    let page = audit.write(Format::Html, Redaction::Redacted);
    let list = audit.write(Format::Markdown, Redaction::Redacted);
    for source in &audit.sources {
        let id = &source.source.0;
        let row = format!("<tr data-source=\"{id}\" data-outcome=\"{}\">", source.outcome.word());
        assert_eq!(page.matches(&row).count(), 1, "{id} in HTML");
        assert_eq!(list.matches(&format!("(`{id}`)")).count(), 1, "{id} in Markdown");
    }
    assert!(list.contains("Could not check. The site refused to answer a program."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_site_can_break_a_file(text in any::<String>(), head in prop::sample::select(vec!["=", "+", "-", "@", "<script>", "\"", "```", "](", "\t=", "a;=", "a|+", "a\t@", "a\n-"])) {
        let hostile = format!("{head}{text}");
        let mut audit = Audit::practice();
        for finding in &mut audit.findings {
            let mut listing = finding.listing.reveal().clone();
            listing = Listing { name: Some(hostile.clone()), details: vec![hostile.clone()], ..listing };
            finding.listing = listing.into();
        }
        let rows = table(&audit.write(Format::Csv, Redaction::Full));
        for row in &rows {
            for value in row.values() {
                for part in value.split([';', '\t', '|', '\n']) {
                    let begins = part.trim_start().chars().next();
                    prop_assert!(!matches!(begins, Some('=' | '+' | '-' | '@')), "{part:?} in {value:?}");
                }
            }
        }
        let page = audit.write(Format::Html, Redaction::Full);
        prop_assert!(!page.contains("<script"), "nothing of a site is markup");
        let own: Vec<&str> = page.split('<').skip(1).filter_map(|tag| tag.split(['>', ' ']).next()).collect();
        for tag in own {
            let tag = tag.trim_start_matches('/');
            let known = ["!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "ol",
                "li", "article", "span", "strong", "em", "a", "pre", "table", "thead", "tbody", "tr", "th", "td"];
            prop_assert!(known.contains(&tag.trim_end()), "{tag}");
        }
    }
}
