//! Rules for how a program asks: addresses, patterns, bodies, headers, keys and the control.

use super::Report;
use crate::ask::{KEPT_HEADERS, Method};
use crate::plan::Questions;
use crate::source::{Asking, Definition, Key, KeyPlace, Probe, Template, Values};

/// An address template.
pub(super) fn lint_url(definition: &Definition, template: &Template, place: &str, report: &mut Report<'_>) {
    let any = template.needs().into_iter().map(|need| (need, "x".to_owned())).collect();
    let Some(url) = template.fill(&any) else {
        report.add(place, "no address comes of it", "check the placeholders and what is between them");
        return;
    };
    // Lists of others may be tried against one's own machine; the asking crate allows that to the lab alone.
    if url.scheme() != "https" && definition.community.is_none() {
        report.add(place, "plain http is for trying out on one's own machine", "write an https address");
    }
    if !template.covers(&url) {
        report.add(
            place,
            "the address changes when it is read",
            "percent-encode special characters in the address",
        );
    }
    if template.has_label() && !matches!(definition.probe, Probe::Presence(_)) {
        report.add(place, "only a presence probe may ask a host named by a value", "write a whole host name");
    }
}

/// The regular expressions that values must match.
pub(super) fn lint_patterns(definition: &Definition, report: &mut Report<'_>) {
    let needs = definition.needs();
    for (name, pattern) in definition.probe.pattern() {
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
            continue;
        }
        let text = pattern.as_str();
        if definition.community.is_none() && !(text.contains('^') || text.contains('$')) {
            report.add(
                &place,
                "a part of a value may match",
                "begin it with ^ or end it with $, better both",
            );
        }
        if pattern.matches("") {
            report.add(&place, "an empty value matches", "ask for at least one character");
        }
    }
}

/// Method, body, headers, pace and key.
pub(super) fn lint_asking(definition: &Definition, asking: &Asking<'_>, report: &mut Report<'_>) {
    if definition.needs().is_empty() {
        report.add("probe.url", "nothing is asked about", "put a placeholder into the address or the body");
    }
    match (asking.method, asking.body) {
        (Method::Get | Method::Head, Some(_)) => {
            report.add(
                "probe.body",
                "only a POST has a body",
                "write method = \"POST\", or leave the body out",
            );
        }
        (Method::Post, None) => {
            report.add("probe.body", "a POST without a body", "write its body, or leave method out");
        }
        _ => {}
    }
    if let Some(body) = asking.body {
        if let Some(flaw) = body.flaw(asking.body_type) {
            report.add(
                "probe.body",
                flaw.to_string(),
                "mend the body, or say its body_type: json, form or text",
            );
        }
        for word in body.odd_words().filter(|_| definition.community.is_none()) {
            report.add(
                "probe.body",
                format!("there is no placeholder `{word}`"),
                "mend its name, or put a space after the brace",
            );
        }
    }
    for (name, value) in asking.headers {
        let place = format!("probe.headers.{name}");
        if name.is_empty()
            || name.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        {
            report.add(&place, "header names are lower-case", "write it in lower case");
        }
        // A key has its own place in a definition.
        if name == "authorization" || KEPT_HEADERS.contains(&name.as_str()) {
            report.add(
                &place,
                "this header is not a definition's to set",
                "leave it out; a key goes in probe.key",
            );
        }
        for word in value.odd_words().filter(|_| definition.community.is_none()) {
            report.add(&place, format!("there is no placeholder `{word}`"), "mend its name");
        }
    }
    // This machine's own addresses are for trying out.
    let is_number = match url::Host::parse(definition.host()) {
        Ok(url::Host::Ipv4(number)) => !number.is_loopback(),
        Ok(url::Host::Ipv6(number)) => !number.is_loopback(),
        _ => false,
    };
    if is_number {
        report.add("probe.url", "a number in place of a host name", "write the name of the site's host");
    }
    if asking.pace_seconds == 0 {
        report.add("probe.pace_seconds", "no pause between requests", "leave at least one second");
    }
    if let Some(key) = asking.key {
        lint_key(key, report);
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

/// The invented value, or why there is none.
pub(super) fn lint_control(definition: &Definition, report: &mut Report<'_>) {
    let is_due = matches!(definition.probe, Probe::Page(_) | Probe::Presence(_));
    match (&definition.control, definition.no_control.as_deref().map(str::trim)) {
        (Some(_), Some(_)) => {
            report.add("no_control", "there is a control and a reason for none", "leave one of them out");
        }
        (None, Some("")) => {
            report.add("no_control", "no reason is given", "say why no invented value can be asked about");
        }
        (None, None) if is_due => report.add(
            "control",
            "nothing proves that the source can say no",
            "give an invented value nobody has, or say in no_control why there can be none",
        ),
        (Some(_), None) | (None, _) => {}
    }
    lint_known(definition, report);
    let Some(control) = &definition.control else { return };
    if definition.is_by_hand() {
        report.add("control", "a person is not asked about invented values", "leave the control out");
    }
    if Questions::about_nobody(definition).check(&control.given, Vec::new(), false).is_none() {
        report.add("control.given", "no question comes of it", "give every placeholder a value that fits");
    }
    for (placeholder, value) in &control.given {
        if !definition.fits(&Values::from([(*placeholder, value.clone())])) {
            report.add("control.given", "the value does not fit the pattern", "invent one that fits");
        }
    }
}

/// The records that prove that it can say yes, or why there are none.
fn lint_known(definition: &Definition, report: &mut Report<'_>) {
    let known = definition.known();
    let reason = definition.no_known.as_deref().map(str::trim);
    if definition.is_by_hand() {
        if !known.is_empty() || reason.is_some() {
            report.add("known", "a person is not asked about known records", "leave known and no_known out");
        }
        return;
    }
    match (known.is_empty(), reason) {
        (false, Some(_)) => {
            report.add("no_known", "there are known records and a reason for none", "leave one of them out");
        }
        (true, Some("")) => {
            report.add("no_known", "no reason is given", "say why no record can be named");
        }
        (true, None) => report.add(
            "known",
            "nothing proves that the source can say yes",
            "name a record of the source's own or of an organisation, or say in no_known why there is none",
        ),
        (false, None) | (true, Some(_)) => {}
    }
    if !known.is_empty() && definition.control.is_none() {
        report.add(
            "known",
            "known records are asked about with the control, and there is none",
            "give a control",
        );
    }
    for (at, record) in definition.known.iter().enumerate() {
        if record.who.trim().is_empty() {
            report.add(format!("known.{at}.who"), "nothing says whose record it is", "name the organisation");
        }
        if Questions::about_nobody(definition).check(&record.given, Vec::new(), false).is_none() {
            report.add(
                format!("known.{at}.given"),
                "no question comes of it",
                "give every placeholder a value that fits",
            );
        }
    }
}
