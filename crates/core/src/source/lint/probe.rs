//! Rules for the four probes: addresses, patterns, selectors, pointers, and signs that no wall could satisfy.

use super::Report;
use super::selectors::{lint_json_fields, lint_page_fields, lint_pointer};
use crate::source::{
    Definition, HeaderTemplate, Key, KeyPlace, Pattern, Probe, Refusal, Sign, Template, Values,
};
use std::collections::BTreeMap;

/// The probe of a definition and its control.
pub(super) fn lint_probe(definition: &Definition, report: &mut Report<'_>) {
    lint_url(definition.template(), "probe.url", report);
    match &definition.probe {
        Probe::Json(json) => {
            lint_common(definition, &json.pattern, &json.headers, json.pace_seconds, report);
            lint_json_fields(&json.listings, report);
            lint_no(&json.not_listed, false, report);
            lint_refused(&json.refused, report);
            if let Some(key) = &json.key {
                lint_key(key, report);
            }
        }
        Probe::Page(page) => {
            lint_common(definition, &page.pattern, &page.headers, page.pace_seconds, report);
            lint_page_fields(&page.listings, report);
            lint_no(&page.not_listed, false, report);
            lint_refused(&page.refused, report);
        }
        Probe::Presence(presence) => {
            lint_common(definition, &presence.pattern, &presence.headers, presence.pace_seconds, report);
            if let Some(show) = &presence.show {
                lint_url(show, "probe.show", report);
            }
            if presence.listed.is_empty() {
                report.add(
                    "probe.listed",
                    "nothing proves that the account exists",
                    "add a sign with contains or at",
                );
            }
            for sign in &presence.listed {
                lint_sign(sign, "probe.listed", true, report);
                if !says_something(sign) {
                    report.add("probe.listed", "a status alone proves no account", "add contains or at");
                }
            }
            lint_no(&presence.not_listed, true, report);
        }
        Probe::Hand(hand) => {
            lint_common(definition, &hand.pattern, &BTreeMap::new(), 1, report);
            if hand.look_for.trim().is_empty() {
                report.add(
                    "probe.look_for",
                    "nothing says what to look for",
                    "write one or two plain sentences",
                );
            }
        }
    }
    lint_control(definition, report);
}

fn lint_url(template: &Template, place: &str, report: &mut Report<'_>) {
    let any = template.needs().into_iter().map(|need| (need, "x".to_owned())).collect();
    let Some(url) = template.fill(&any) else {
        report.add(place, "no address comes of it", "check the placeholders and what is between them");
        return;
    };
    if url.scheme() != "https" {
        report.add(place, "plain http is for trying out on one's own machine", "write an https address");
    }
    if !template.covers(&url) {
        report.add(
            place,
            "the address changes when it is read",
            "percent-encode special characters in the address",
        );
    }
}

fn lint_common(
    definition: &Definition,
    patterns: &BTreeMap<String, Pattern>,
    headers: &BTreeMap<String, HeaderTemplate>,
    pace_seconds: u16,
    report: &mut Report<'_>,
) {
    let needs = definition.needs();
    for (name, pattern) in patterns {
        let place = format!("probe.pattern.{name}");
        if !needs.iter().any(|need| need.name() == name) {
            report.add(
                &place,
                format!("the address does not use `{name}`"),
                "name a placeholder of the address",
            );
        }
        if let Some(flaw) = pattern.flaw() {
            report.add(&place, flaw.to_string(), "write a regular expression (docs.rs/regex)");
        }
    }
    for name in headers.keys() {
        let place = format!("probe.headers.{name}");
        if name.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
            report.add(&place, "header names are lower-case", "write it in lower case");
        }
        if matches!(name.as_str(), "host" | "cookie" | "user-agent" | "authorization" | "content-length") {
            report.add(
                &place,
                "this header is not a definition's to set",
                "leave it out; a key goes in probe.key",
            );
        }
    }
    if pace_seconds == 0 {
        report.add("probe.pace_seconds", "no pause between requests", "leave at least one second");
    }
}

fn lint_key(key: &Key, report: &mut Report<'_>) {
    if key.ask.trim().is_empty() {
        report.add("probe.key.ask", "nothing says where the key is had", "say what to ask for and where");
    }
    if key.name.is_empty() && key.place != KeyPlace::Basic {
        report.add("probe.key.name", "the key has no name", "give the query parameter's or header's name");
    }
}

fn lint_no(signs: &[Sign], redirects: bool, report: &mut Report<'_>) {
    if signs.is_empty() {
        report.add(
            "probe.not_listed",
            "the source can never say no",
            "add the sign of its \"no results\" answer",
        );
    }
    for sign in signs {
        lint_sign(sign, "probe.not_listed", redirects, report);
        let gone = !sign.status.is_empty()
            && sign.status.0.iter().all(|span| span.from == span.to && matches!(span.from, 404 | 410));
        if !gone && !says_something(sign) {
            report.add(
                "probe.not_listed",
                "a wall or an empty page could satisfy this sign",
                "add contains, or at with equals or empty; only 404 and 410 may stand alone",
            );
        }
    }
}

fn lint_sign(sign: &Sign, place: &str, redirects: bool, report: &mut Report<'_>) {
    for status in &sign.status.0 {
        let is_wall = |status: u16| matches!(status, 401..=403 | 405..=407 | 418 | 429 | 451 | 500..);
        let is_redirect = |status: u16| (300..400).contains(&status);
        if let Some(status) =
            (status.from..=status.to).find(|status| is_wall(*status) || (!redirects && is_redirect(*status)))
        {
            report.add(place, format!("status {status} is never an answer"), "leave that status out");
        }
    }
    lint_sign_place(sign, place, report);
}

fn lint_sign_place(sign: &Sign, place: &str, report: &mut Report<'_>) {
    match &sign.at {
        Some(at) => lint_pointer(at, place, report),
        None if sign.equals.is_some() || sign.empty => {
            report.add(place, "equals or empty without at", "say with at which place is meant");
        }
        None => {}
    }
}

/// Whether the sign names words or a place that only a real answer has.
fn says_something(sign: &Sign) -> bool {
    let words = sign.contains.iter().any(|words| words.trim().chars().count() >= 4);
    let place = sign.at.as_deref().is_some_and(|at| !at.is_empty() || sign.equals.is_some() || sign.empty);
    words || place
}

fn lint_refused(refused: &[Refusal], report: &mut Report<'_>) {
    for refusal in refused {
        lint_sign_place(&refusal.sign, "probe.refused", report);
        if refusal.sign.contains.is_empty() && refusal.sign.at.is_none() {
            report.add("probe.refused", "nothing recognises this refusal", "add contains or at");
        }
    }
}

fn lint_control(definition: &Definition, report: &mut Report<'_>) {
    let Some(control) = &definition.control else {
        if matches!(definition.probe, Probe::Page(_) | Probe::Presence(_)) {
            report.add(
                "control",
                "nothing proves that the source can say no",
                "give an invented value nobody has",
            );
        }
        return;
    };
    if definition.is_by_hand() {
        report.add("control", "a person is not asked about invented values", "leave the control out");
    }
    if definition.template().fill(&control.given).is_none() {
        report.add("control.given", "no address comes of it", "give every placeholder of the address");
    }
    for (placeholder, value) in &control.given {
        if !definition.fits(&Values::from([(*placeholder, value.clone())])) {
            report.add("control.given", "the value does not fit the pattern", "invent one that fits");
        }
    }
}
