//! Rules for the head of a definition and for its removal.

use super::Report;
use crate::source::{Definition, How, Removal, Turns};
use regex::Regex;
use serde::Serialize;

/// The head: id, folder, reach, facts and what is exposed.
pub(super) fn lint_head(definition: &Definition, report: &mut Report<'_>) {
    if definition.format != super::super::catalogue::FORMAT {
        report.add("format", format!("format {} is not known", definition.format), "write format = 1");
    }
    let mut parts = report.file.rsplit('/');
    let name = parts.next().unwrap_or_default().trim_end_matches(".toml").to_owned();
    let folder = parts.next().map(str::to_owned);
    let id = &definition.id.0;
    if !is_id(id) {
        report.add("id", format!("`{id}` is not an id"), "use lower-case letters, digits and single dashes");
    }
    if *id != name {
        report.add("id", format!("`{id}` is not the file's name"), format!("name the file {id}.toml"));
    }
    let category = word_of(&definition.category);
    // A definition tried out of its folder has none to compare with.
    if let Some(folder) = folder
        && CATEGORIES.contains(&folder.as_str())
        && folder != category
    {
        report.add(
            "category",
            format!("`{category}` is not its folder"),
            format!("move the file to {category}/"),
        );
    }
    if definition.name.trim().is_empty() {
        report.add("name", "there is no name", "write the name people know it by");
    }
    if definition.home.scheme() != "https" && definition.community.is_none() {
        report.add("home", "the front page is not https", "write its https address");
    }
    if !(1..=5).contains(&definition.reach) {
        report.add(
            "reach",
            format!("{} is not 1 to 5", definition.reach),
            "see docs/threat-model.md, section 4",
        );
    }
    if definition.exposes.is_empty() {
        report.add("exposes", "nothing is exposed", "name what a listing may give away");
    }
    if definition.facts.is_empty() || definition.facts.iter().any(|fact| fact.trim().is_empty()) {
        report.add("facts", "no source of the facts", "say where what this file says comes from");
    }
    if definition.checked_live != "never" && definition.checked_live.parse::<jiff::civil::Date>().is_err() {
        report.add(
            "checked_live",
            "neither \"never\" nor a date",
            "write \"never\" or the date as 2026-01-31",
        );
    }
    for country in &definition.countries {
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            report.add(
                "countries",
                format!("`{country}` is not a country code"),
                "use ISO 3166 codes such as US",
            );
        }
    }
    if definition.turns == Turns::Owner && definition.owner.is_none() {
        report.add("turns", "there is no owner to take turns with", "name the owner, or leave turns out");
    }
    if let Some(community) = &definition.community {
        let parts = [("list", &community.list), ("licence", &community.licence)];
        for (name, text) in parts {
            if text.trim().is_empty() {
                report.add(
                    format!("community.{name}"),
                    "it is empty",
                    "say which list this is and how it is licensed",
                );
            }
        }
        if community.authors.is_empty() || community.authors.iter().any(|author| author.trim().is_empty()) {
            report.add("community.authors", "nobody is named", "name who wrote the list");
        }
    }
    if let Some(owner) = definition.owner.as_deref().filter(|owner| !is_id(owner)) {
        report.add("owner", format!("`{owner}` is not an id"), "name a file in assets/owners without .toml");
    }
}

/// How to be removed.
pub(super) fn lint_removal(removal: &Removal, report: &mut Report<'_>) {
    if removal.steps.is_empty() || removal.steps.iter().any(|step| step.trim().is_empty()) {
        report.add("removal.steps", "there are no steps", "say what to do, one plain sentence each");
    }
    if removal.link.as_ref().is_some_and(|link| link.scheme() != "https") {
        report.add("removal.link", "the link is not https", "write its https address");
    }
    if removal.how == How::WebForm && removal.link.is_none() {
        report.add("removal.link", "a web form without a link", "give the form's address");
    }
    if removal.how == How::Email && removal.contact.is_none() {
        report.add("removal.contact", "a letter without a mailbox", "give the privacy mailbox");
    }
    if removal.contact.as_deref().is_some_and(|contact| crate::identifier::parse_email(contact).is_err()) {
        report.add("removal.contact", "not a mailbox", "give one e-mail address");
    }
    if removal.days.is_some_and(|[shortest, longest]| shortest > longest) {
        report.add(
            "removal.days",
            "the shortest time is longer than the longest",
            "write [shortest, longest]",
        );
    }
    for law in removal.laws.iter().filter(|law| !is_id(law)) {
        report.add(
            "removal.laws",
            format!("`{law}` is not an id"),
            "name a file in assets/laws without .toml",
        );
    }
}

const CATEGORIES: [&str; 8] =
    ["people-search", "username", "profile", "public-record", "breach", "domain", "search-engine", "map"];

fn is_id(text: &str) -> bool {
    Regex::new("^[a-z0-9]+(-[a-z0-9]+)*$").is_ok_and(|pattern| pattern.is_match(text))
}

/// A unit variant as definitions write it.
fn word_of(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
