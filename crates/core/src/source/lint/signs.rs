//! Rules for signs: none that a wall could satisfy, none that can never hold, and no two that always hold together.

use super::Report;
use super::selectors::lint_pointer;
use crate::source::{Definition, Probe, Sign, StatusSpan, Texts};

/// The signs that an account exists.
pub(super) fn lint_yes(definition: &Definition, signs: &[Sign], report: &mut Report<'_>) {
    if signs.is_empty() {
        report.add(
            "probe.listed",
            "nothing proves that the account exists",
            "add a sign with contains or at",
        );
    }
    for sign in signs {
        lint_sign(definition, sign, "probe.listed", report);
        if !says_something(sign) && definition.community.is_none() {
            report.add("probe.listed", "a status alone proves no account", "add contains or at");
        }
    }
}

/// The signs of "no results".
pub(super) fn lint_no(definition: &Definition, report: &mut Report<'_>) {
    let signs = definition.probe.not_listed();
    if signs.is_empty() && definition.community.is_none() {
        report.add(
            "probe.not_listed",
            "the source can never say no",
            "add the sign of its \"no results\" answer",
        );
    }
    for sign in signs {
        lint_sign(definition, sign, "probe.not_listed", report);
        lint_proof(definition, sign, report);
        let is_gone = |span: &StatusSpan| span.from == span.to && matches!(span.from, 204 | 404 | 410);
        let gone = !sign.status.is_empty() && sign.status.0.iter().all(is_gone);
        if !gone && !says_something(sign) && definition.community.is_none() {
            report.add(
                "probe.not_listed",
                "a wall or an empty page could satisfy this sign",
                "add contains, or at with equals or empty; only 204, 404 and 410 may stand alone",
            );
        }
    }
}

/// What a proof of "no results" may not rest on: markup, which stands in comments and templates too, and scraps of JSON,
/// which stand in every answer.
fn lint_proof(definition: &Definition, sign: &Sign, report: &mut Report<'_>) {
    let texts = || sign.contains.iter().chain(sign.raw.iter());
    if definition.probe.reading().is_some()
        && (!sign.raw.is_empty() || texts().any(|text| text.contains('<')))
    {
        report.add(
            "probe.not_listed",
            "markup is no proof: it stands in comments and templates too",
            "write the words that a person sees, in contains",
        );
    }
    let is_scrap = |text: &str| {
        let text = text.trim();
        text.chars().all(|letter| letter.is_ascii_punctuation() || letter.is_ascii_digit())
            || matches!(text, "null" | "true" | "false")
    };
    if texts().any(|text| !text.trim().is_empty() && is_scrap(text)) {
        report.add(
            "probe.not_listed",
            "a scrap of JSON is no proof: it stands in other answers too",
            "say with at, and equals or empty, which place is meant",
        );
    }
}

/// The documented refusals.
pub(super) fn lint_refused(definition: &Definition, report: &mut Report<'_>) {
    for refusal in definition.probe.refused() {
        lint_parts(definition, &refusal.sign, "probe.refused", report);
        if !says_something(&refusal.sign) {
            report.add("probe.refused", "nothing recognises this refusal", "add contains or at");
        }
    }
}

/// Signs of "exists" and "does not exist" of which one brings the other along: the answer would never be understood.
pub(super) fn lint_contradictions(listed: &[Sign], not_listed: &[Sign], report: &mut Report<'_>) {
    for yes in listed {
        for no in not_listed {
            let (stricter, wider) = if implies(yes, no) {
                ("listed", "not_listed")
            } else if implies(no, yes) {
                ("not_listed", "listed")
            } else {
                continue;
            };
            report.add(
                format!("probe.{stricter}"),
                format!("wherever this sign holds a {wider} sign holds too, so nobody can tell"),
                "give the two signs different texts, places or statuses",
            );
        }
    }
}

fn lint_sign(definition: &Definition, sign: &Sign, place: &str, report: &mut Report<'_>) {
    // Lists of others name statuses as they met them; the judge does not believe a wall's, whatever a list says.
    if definition.community.is_none() {
        let redirects = matches!(definition.probe, Probe::Presence(_));
        let is_wall = |status: u16| matches!(status, 401..=403 | 405..=407 | 418 | 429 | 451 | 500..);
        for span in &sign.status.0 {
            let never = |status: &u16| is_wall(*status) || (!redirects && (300..400).contains(status));
            if let Some(status) = (span.from..=span.to).find(never) {
                report.add(place, format!("status {status} is never an answer"), "leave that status out");
            }
        }
    }
    lint_parts(definition, sign, place, report);
}

fn lint_parts(definition: &Definition, sign: &Sign, place: &str, report: &mut Report<'_>) {
    match &sign.at {
        Some(at) => lint_pointer(at, place, report),
        None if sign.equals.is_some() || sign.empty => {
            report.add(place, "equals or empty without at", "say with at which place is meant");
        }
        None => {}
    }
    if sign.at.is_some() && definition.probe.reading().is_some() {
        report.add(place, "a page has no JSON places", "use contains instead of at");
    }
    if sign.equals.is_some() && sign.empty {
        report.add(place, "what is empty equals nothing", "use either equals or empty");
    }
    for texts in [&sign.contains, &sign.raw, &sign.lacks] {
        if texts.iter().any(|text| text.trim().is_empty()) {
            report.add(place, "an empty text", "leave it out, or write the text");
        }
    }
    let needed = || sign.contains.iter().chain(sign.raw.iter());
    if sign.lacks.iter().any(|unwanted| needed().any(|text| text.contains(unwanted))) {
        report.add(place, "this sign can never hold: it lacks what it contains", "mend contains or lacks");
    }
    if let Some(redirect) = &sign.redirect {
        if redirect.trim().is_empty() {
            report.add(place, "an empty redirect", "write how the location begins");
        }
        if !matches!(definition.probe, Probe::Presence(_)) {
            report.add(
                place,
                "redirects of this kind of probe are followed",
                "use redirect in presence probes only",
            );
        }
        if !sign.status.is_empty() && !(300..400).any(|status| sign.status.contains(status)) {
            report.add(place, "this sign can never hold: no redirect has that status", "leave status out");
        }
    }
}

/// Whether the sign names words, a place or an address that only a real answer has.
fn says_something(sign: &Sign) -> bool {
    let words = sign.contains.iter().chain(sign.raw.iter()).any(|words| words.trim().chars().count() >= 4);
    let place = sign.at.as_deref().is_some_and(|at| !at.is_empty() || sign.equals.is_some() || sign.empty);
    words || place || sign.redirect.as_deref().is_some_and(|start| start.chars().count() >= 4)
}

/// Whether the second sign holds wherever the first one does, as far as their texts tell.
fn implies(first: &Sign, second: &Sign) -> bool {
    let statuses = |sign: &Sign| match (sign.status.is_empty(), &sign.redirect) {
        (false, _) => sign.status.0.clone(),
        (true, None) => vec![StatusSpan { from: 200, to: 200 }],
        (true, Some(_)) => vec![StatusSpan { from: 300, to: 399 }],
    };
    let wider = statuses(second);
    let all_met = |wanted: &Texts, told: &Texts| {
        wanted.iter().all(|wanted| told.iter().any(|text| text.contains(wanted)))
    };
    let place_met = match (&second.at, &first.at) {
        (None, _) => true,
        (Some(wanted), Some(told)) => {
            wanted == told
                && (second.equals.is_none() || second.equals == first.equals)
                && (!second.empty || first.empty)
        }
        (Some(_), None) => false,
    };
    let redirect_met = match (&second.redirect, &first.redirect) {
        (None, _) => true,
        (Some(wanted), Some(told)) => told.starts_with(wanted.as_str()),
        (Some(_), None) => false,
    };
    let spans = statuses(first);
    spans.iter().all(|span| wider.iter().any(|wide| wide.from <= span.from && span.to <= wide.to))
        && all_met(&second.contains, &first.contains)
        && all_met(&second.raw, &first.raw)
        && second.lacks.iter().all(|unwanted| first.lacks.iter().any(|text| unwanted.contains(text)))
        && place_met
        && redirect_met
}
