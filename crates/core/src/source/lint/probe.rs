//! Rules for the four probes as wholes; the parts are next door.

use super::Report;
use super::asking::{lint_asking, lint_control, lint_patterns, lint_url};
use super::selectors::{lint_json_fields, lint_page_fields};
use super::signs::{lint_contradictions, lint_no, lint_refused, lint_yes};
use super::steps::{lint_json_steps, lint_page_steps};
use crate::ask::Method;
use crate::source::{Definition, Hand, Presence, Probe};
use std::collections::BTreeSet;

/// The probe of a definition and its control.
pub(super) fn lint_probe(definition: &Definition, report: &mut Report<'_>) {
    lint_url(definition, definition.template(), "probe.url", report);
    lint_patterns(definition, report);
    if let Some(asking) = definition.probe.asking() {
        lint_asking(definition, &asking, report);
    }
    match &definition.probe {
        Probe::Json(json) => {
            lint_json_fields(&json.listings, "probe.listings", report);
            lint_json_steps(json, report);
            lint_no(definition, report);
        }
        Probe::Page(page) => {
            lint_page_fields(&page.listings, "probe.listings", report);
            lint_page_steps(page, report);
            lint_no(definition, report);
        }
        Probe::Presence(presence) => lint_presence(definition, presence, report),
        Probe::Hand(hand) => lint_hand(definition, hand, report),
    }
    if matches!(definition.probe, Probe::Json(_) | Probe::Page(_))
        && definition.probe.asking().is_some_and(|asking| asking.method == Method::Head)
    {
        report.add("probe.method", "a HEAD answer has no listings in it", "write GET or POST");
    }
    lint_refused(definition, report);
    lint_control(definition, report);
}

fn lint_presence(definition: &Definition, presence: &Presence, report: &mut Report<'_>) {
    if let Some(show) = &presence.show {
        lint_url(definition, show, "probe.show", report);
    }
    lint_yes(definition, &presence.listed, report);
    lint_no(definition, report);
    lint_contradictions(&presence.listed, &presence.not_listed, report);
    if presence.method == Method::Head {
        let signs = presence.listed.iter().chain(&presence.not_listed);
        if signs.clone().any(|sign| !sign.contains.is_empty() || !sign.raw.is_empty() || sign.at.is_some()) {
            report.add(
                "probe.method",
                "a HEAD answer has no text for these signs",
                "write GET, or other signs",
            );
        }
    }
    let needs = definition.needs();
    let asks_a_name = needs.contains(&crate::source::Placeholder::Username);
    if !presence.strip.is_empty() && !asks_a_name {
        report.add("probe.strip", "there is no username to drop characters from", "leave strip out");
    }
    if presence.strip.chars().any(|character| character.is_alphanumeric() || character.is_whitespace()) {
        report.add(
            "probe.strip",
            "it drops letters, digits or spaces",
            "name punctuation such as \".-\" only",
        );
    }
    let mut met = BTreeSet::new();
    for known in &presence.known {
        if known.trim().is_empty() || !met.insert(known) {
            report.add("probe.known", "an account is empty or stands there twice", "name each account once");
        }
    }
    if !presence.known.is_empty() && needs.len() != 1 {
        report.add("probe.known", "the address asks more than one thing", "leave known out");
    }
}

fn lint_hand(definition: &Definition, hand: &Hand, report: &mut Report<'_>) {
    if hand.look_for.trim().is_empty() {
        report.add("probe.look_for", "nothing says what to look for", "write one or two plain sentences");
    }
    if let Some(read) = &hand.read {
        lint_page_fields(&read.listings, "probe.read.listings", report);
        lint_no(definition, report);
    }
}
