//! Rules for examples: each is judged, and walls and empty answers are played against the definition.

use super::Report;
use super::played::{play, question, reply};
use crate::judge::judge;
use crate::reason::Reason;
use crate::source::{Definition, Example, Values};
use crate::verdict::Verdict;
use std::collections::BTreeMap;

/// Answers that are never an answer: status, content type, body.
const NO_ANSWERS: [(&str, u16, &str, &str); 7] = [
    ("an empty answer", 200, "text/html", ""),
    ("an empty object", 200, "application/json", "{}"),
    ("a strange object", 200, "application/json", r#"{"hello":"world"}"#),
    (
        "a strange page",
        200,
        "text/html",
        "<!doctype html><html><head><title>Hello</title></head><body><p>Hello</p></body></html>",
    ),
    (
        "a bot wall",
        403,
        "text/html",
        "<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>",
    ),
    ("a bare refusal", 403, "text/html", "Forbidden"),
    ("a rate limit", 429, "text/html", "Too Many Requests"),
];

/// The examples and the control of a definition.
pub(super) fn lint_examples(definition: &Definition, report: &mut Report<'_>) {
    for (at, example) in definition.examples.iter().enumerate() {
        let place = format!("example {} ({})", at + 1, example.name);
        lint_shape(definition, example, &place, report);
        let again = definition.examples.iter().take(at);
        if example.given.is_some() && again.into_iter().any(|earlier| earlier.given == example.given) {
            report.add(&place, "the same question has two answers", "give other values, or leave given out");
        }
    }
    // Lists of others come without examples, and their signs are their authors'.
    if definition.community.is_none() {
        lint_needed(definition, report);
        if is_read(definition) {
            lint_walls(definition, report);
        }
        lint_control(definition, report);
    }
    for (at, example) in definition.examples.iter().enumerate() {
        let place = format!("example {} ({})", at + 1, example.name);
        if is_judged(definition, example) {
            lint_judged(definition, example, &place, report);
        } else if !example.pages.is_empty() {
            report.add(&place, "a practice answer has no further pages", "leave [[example.page]] out");
        }
    }
}

/// Whether answers of this source are read at all: by a program, or as pages that the person saved.
fn is_read(definition: &Definition) -> bool {
    !definition.is_by_hand() || definition.probe.reading().is_some()
}

/// Whether an example has an answer to be read; that of a hand source may only be what a person would say.
fn is_judged(definition: &Definition, example: &Example) -> bool {
    is_read(definition) && !(definition.is_by_hand() && example.body.is_empty())
}

/// Which examples there must be.
fn lint_needed(definition: &Definition, report: &mut Report<'_>) {
    if definition.is_by_hand() && definition.examples.is_empty() {
        report.add("example", "there is no practice answer", "add one example: what the person would see");
    }
    if is_read(definition) {
        for verdict in ["listed", "not_listed"] {
            let is_there = |example: &Example| example.verdict == verdict && is_judged(definition, example);
            if !definition.examples.iter().any(is_there) {
                report.add("example", format!("no example is {verdict}"), "add one with its whole answer");
            }
        }
    }
    let leads_further = definition.probe.next().is_some() || definition.probe.most_details() > 0;
    if leads_further && definition.examples.iter().all(|example| example.pages.is_empty()) {
        report.add("example", "no example has a further page", "add [[example.page]] with url and body");
    }
}

fn lint_shape(definition: &Definition, example: &Example, place: &str, report: &mut Report<'_>) {
    if example.name.trim().is_empty() {
        report.add(place, "no name", "say what it shows");
    }
    let known = matches!(example.verdict.as_str(), "listed" | "not_listed" | "unknown");
    if !known {
        report.add(
            place,
            format!("`{}` is no verdict", example.verdict),
            "write listed, not_listed or unknown",
        );
    }
    if (example.verdict == "unknown") != example.reason.is_some() {
        report.add(place, "a reason belongs to unknown, and unknown needs one", "see Reason in verdict.rs");
    }
    if known && (example.verdict == "listed") == example.listings.is_empty() {
        report.add(
            place,
            "listings belong to listed, and listed needs one",
            "add [[example.listing]], or mend verdict",
        );
    }
    let Some(given) = &example.given else { return };
    let needs = definition.needs();
    if definition.template().fill(given).is_none() || given.keys().any(|key| !needs.contains(key)) {
        report.add(
            place,
            "given is not what the address asks",
            "give exactly the placeholders of the address",
        );
    }
    if !definition.fits(given) {
        report.add(place, "given does not fit the pattern", "give a value that the source would be asked");
    }
}

fn lint_judged(definition: &Definition, example: &Example, place: &str, report: &mut Report<'_>) {
    let asked = example.given.clone().unwrap_or_else(|| some_question(definition));
    let judged = play(definition, example, &asked, place, report);
    let (word, reason) = describe(&judged);
    if word != example.verdict || (reason.is_some() && reason != example.reason) {
        let why = reason.map(|reason| format!(" ({reason:?})")).unwrap_or_default();
        let what = format!("judged {word}{why}, not {}", example.verdict);
        report.add(place, what, "mend the probe or the example until they agree");
        return;
    }
    if let Verdict::Listed { listings, .. } = &judged
        && *listings != example.listings
    {
        // Examples are about invented people, so what was read may be shown to its author.
        let read = serde_json::to_string(listings).unwrap_or_default();
        report.add(
            place,
            format!("other listings were read: {read}"),
            "mend the fields or the expected listings",
        );
    }
}

fn lint_walls(definition: &Definition, report: &mut Report<'_>) {
    let asked = some_question(definition);
    for (name, status, kind, body) in NO_ANSWERS {
        let headers = BTreeMap::from([("content-type".to_owned(), kind.to_owned())]);
        let reply = reply(question(definition, &asked), status, &headers, body);
        let (word, _) = describe(&judge(definition, &asked, Ok(&reply)));
        if word != "unknown" {
            report.add("probe", format!("{name} is judged {word}"), "make the signs and must stricter");
        }
    }
}

fn lint_control(definition: &Definition, report: &mut Report<'_>) {
    let Some(control) = &definition.control else { return };
    let Some(no) = definition.examples.iter().find(|example| example.verdict == "not_listed") else { return };
    if definition
        .examples
        .iter()
        .any(|other| other.verdict == "listed" && other.given.as_ref() == Some(&control.given))
    {
        report.add("control.given", "an example lists this value", "invent one that nobody has");
    }
    let reply = reply(question(definition, &control.given), no.status, &no.headers, &no.body);
    if judge(definition, &control.given, Ok(&reply)) != Verdict::NotListed {
        report.add("control", "the \"no results\" answer does not clear the control", "mend not_listed");
    }
}

/// The first question an example asks, for answers that come without one.
fn some_question(definition: &Definition) -> Values {
    definition.examples.iter().find_map(|example| example.given.clone()).unwrap_or_default()
}

fn describe(verdict: &Verdict) -> (&'static str, Option<Reason>) {
    match verdict {
        Verdict::Listed { .. } => ("listed", None),
        Verdict::NotListed => ("not_listed", None),
        Verdict::Unknown { reason } => ("unknown", Some(*reason)),
    }
}
