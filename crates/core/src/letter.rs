//! Letters: short, firm and polite, telling a site nothing that it does not show already.

use crate::law::{Law, deadline};
use crate::personal::Personal;
use crate::redact::Redactor;
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/letters/en");

/// The letter used where no law fits.
const PLAIN: &str = "request-erasure";

/// A letter ready to be sent by the person themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The privacy mailbox, where the source has one.
    pub to: Option<String>,
    /// A subject line without any fact about the person.
    pub subject: String,
    /// The whole letter.
    pub body: Personal<String>,
    /// The same letter with gaps in place of links and name, for redacted reports.
    pub blank: String,
}

/// What a letter may say.
#[derive(Clone, Debug)]
pub struct LetterFacts<'a> {
    /// The law it relies on, if one fits.
    pub law: Option<&'a Law>,
    /// The name of the site or owner.
    pub source: &'a str,
    /// The privacy mailbox.
    pub to: Option<&'a str>,
    /// The site's own links to the listings.
    pub links: Vec<&'a str>,
    /// The name as the listing shows it.
    pub name: Option<&'a str>,
    /// The day it is written.
    pub today: Date,
}

/// Writes the letter. A hidden name never gets in: a name or link that holds one is left out, and the letter then says
/// how the record can be named instead.
pub fn write_letter(facts: &LetterFacts<'_>, redactor: &Redactor) -> Letter {
    let safe: Vec<&str> = facts.links.iter().copied().filter(|link| !redactor.hides(link)).collect();
    let mut links: String = safe.iter().flat_map(|link| ["  ", link, "\n"]).collect();
    if safe.len() < facts.links.len() {
        links.push_str(if safe.is_empty() {
            "  (I will give the link of the record through your own form on request.)\n"
        } else {
            "  (I will give the links of further records through your own form on request.)\n"
        });
    }
    if facts.links.is_empty() {
        links.push_str("  (every record about me)\n");
    }
    let name = facts.name.filter(|name| !redactor.hides(name)).map(|name| redactor.plain(name));
    let body = fill(facts, &links, name.as_deref());
    let gaps = "  [the links of the listings, as the app shows them]\n";
    let blank = fill(facts, gaps, Some("[your name as the listing shows it]"));
    let subject = match facts.law {
        Some(law) => format!("Request to delete personal data ({})", law.short),
        None => "Request to delete personal data".to_owned(),
    };
    Letter { to: facts.to.map(str::to_owned), subject, body: body.into(), blank }
}

fn fill(facts: &LetterFacts<'_>, links: &str, name: Option<&str>) -> String {
    let file = facts.law.and_then(|law| law.letter.as_deref()).unwrap_or(PLAIN);
    let template = letter_text(file).or_else(|| letter_text(PLAIN)).unwrap_or_default();
    let who = match name {
        Some(name) => format!("The name shown there is: {name}."),
        None => "Please go by the link alone.".to_owned(),
    };
    let until = facts.law.map_or(facts.today, |law| deadline(law, facts.today)).to_string();
    let time = facts.law.map(Law::time).unwrap_or_default();
    let law = facts.law.map_or("", |law| law.name.as_str());
    let today = facts.today.to_string();
    let values = [
        ("source", facts.source),
        ("links", links.trim_end()),
        ("who", who.as_str()),
        ("law", law),
        ("time", time.as_str()),
        ("until", until.as_str()),
        ("today", today.as_str()),
        ("signed", name.unwrap_or("The person the record is about")),
    ];
    fill_once(template, &values)
}

/// Puts values in place in one pass, so that a value with braces is never read as a placeholder.
fn fill_once(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else { break };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            text.push_str(value);
        }
        rest = behind;
    }
    text.push_str(rest);
    text
}

fn letter_text(name: &str) -> Option<&'static str> {
    FILES.get_file(format!("{name}.txt"))?.contents_utf8()
}

/// The shipped letters as (`name.txt`, text), for tests and the linter.
pub fn letter_files() -> Vec<(String, &'static str)> {
    FILES.files().filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?))).collect()
}
