//! `source read`: judges one saved page with one definition.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{name, person, read_at_most, text, write_line};
use crate::place::{could_be_asked, is_of_question};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::judge::{judge, judge_for, of_final_address};
use unlisted_core::saved::{MOST_BYTES, SavedFailure, is_of, read_saved};
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::source::{Definition, Probe, Values};
use unlisted_core::{OwnFacts, Profile, Reason, Reply, Verdict};
use url::Url;

/// Prints the verdict, the reason where there is one, and the listings (none unless listed).
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    arguments.no_plain()?;
    let file = Path::new(arguments.need("definition")?);
    let page = Path::new(arguments.need("page")?);
    let status = match arguments.one("status")? {
        None => 200,
        Some(status) => status
            .parse()
            .ok()
            .filter(|status| (100..600).contains(status))
            .ok_or(Failure::StrangeValue { option: "status", wanted: "an HTTP status such as 200" })?,
    };
    let page_url = arguments
        .one("page-url")?
        .map(Url::parse)
        .transpose()
        .map_err(|_| Failure::StrangeValue { option: "page-url", wanted: "an absolute address" })?;
    let definition = read_definition(&name(file), &text(file)?)?;
    let bytes = read_at_most(page, MOST_BYTES)?;
    let saved = match read_saved(&name(page), &bytes) {
        Ok(saved) => Some(saved),
        // What is no page is judged as it is: the interface of a source may answer anything.
        Err(SavedFailure::Empty | SavedFailure::NotAPage(_)) => None,
        Err(SavedFailure::TooLarge) => return print(Verdict::unknown(Reason::TooBig), out),
        Err(source) => return Err(Failure::SavedPage { path: page.to_owned(), source }),
    };
    // Only what the browser wrote counts here; the author of a definition knows where the page is from.
    let written = saved.as_ref().and_then(|saved| saved.url.as_ref()).map(|url| url.reveal().clone());
    let from = page_url.as_ref().or(written.as_ref());
    let own = match arguments.one("person")? {
        Some(file) => OwnFacts::derive(&Profile::from_person(&person(file)?)),
        None => OwnFacts::default(),
    };
    let told = asked_for(arguments.all("ask"))?;
    let asked = if told.is_empty() { question(&definition, from) } else { told };
    if page_url.is_none() && from.is_some_and(|from| !is_of(&definition, &asked, from)) {
        return print(Verdict::unknown(Reason::Redirected), out);
    }
    let url = from.cloned().or_else(|| definition.template().fill(&asked));
    let url = url.unwrap_or_else(|| definition.home.clone());
    let kind = match (&definition.probe, &saved) {
        (Probe::Json(_), _) => "application/json".to_owned(),
        (_, Some(saved)) => saved.content_type.clone(),
        (_, None) => "text/html".to_owned(),
    };
    let body = saved.map_or_else(|| bytes.into(), |saved| saved.bytes);
    let reply = Reply { status, headers: vec![("content-type".to_owned(), kind)], body, url: url.into() };
    let verdict = match from {
        Some(from) if asked.is_empty() => judge_elsewhere(&definition, from, &reply),
        _ => judge_for(&own, &definition, &asked, Ok(&reply)),
    };
    print(verdict, out)
}

/// What the caller says was asked: placeholder values, and `name` for a first and a last name at once.
fn asked_for(words: &[String]) -> Result<Values, Failure> {
    let wanted = || Failure::StrangeValue { option: "ask", wanted: "KIND=VALUE, such as username=lumenfox" };
    let mut asked = serde_json::Map::new();
    for word in words {
        let (kind, value) = word.split_once('=').ok_or_else(wanted)?;
        let mut put = |kind: &str, value: &str| asked.insert(kind.to_owned(), value.trim().into());
        if kind == "name" {
            let (first, last) = value.trim().rsplit_once(' ').ok_or_else(wanted)?;
            put("first", first);
            put("last", last);
        } else {
            put(kind, value);
        }
    }
    serde_json::from_value(asked.into()).map_err(|_| wanted())
}

/// Judges an answer from an address of no example: a log-in is one to whatever was asked, and an address that no question
/// has proves nothing. Listings stay, without what was asked; whether an account exists is told only by its own address.
fn judge_elsewhere(definition: &Definition, from: &Url, reply: &Reply) -> Verdict {
    let first = definition.examples.iter().find_map(|example| example.given.clone()).unwrap_or_default();
    let detour = definition.template().fill(&first).and_then(|asked| of_final_address(&asked, from));
    let verdict = judge(definition, &Values::default(), Ok(reply));
    match (&verdict, detour) {
        (Verdict::Unknown { .. }, _) => verdict,
        (_, Some(reason)) => Verdict::unknown(reason),
        _ if could_be_asked(definition, from) => verdict,
        (Verdict::Listed { .. }, _) if !matches!(definition.probe, Probe::Presence(_)) => verdict,
        _ => Verdict::unknown(Reason::Redirected),
    }
}

fn print(verdict: Verdict, out: &mut impl Write) -> Result<ExitCode, Failure> {
    write_line(out, &describe(verdict))?;
    Ok(ExitCode::SUCCESS)
}

/// What was asked when the page was saved: the example whose address it is, or the first one where no address is
/// known. For any other address nobody knows, and nothing is added to the listings.
fn question(definition: &Definition, page_url: Option<&Url>) -> Values {
    definition
        .examples
        .iter()
        .filter_map(|example| example.given.clone())
        .find(|given| page_url.is_none_or(|url| is_of_question(definition, given, url)))
        .unwrap_or_default()
}

fn describe(verdict: Verdict) -> serde_json::Value {
    match verdict {
        Verdict::Listed { listings, unread: 0 } => {
            serde_json::json!({ "verdict": "listed", "listings": listings })
        }
        Verdict::Listed { listings, unread } => {
            serde_json::json!({ "verdict": "listed", "unread": unread, "listings": listings })
        }
        Verdict::NotListed => serde_json::json!({ "verdict": "not_listed", "listings": [] }),
        Verdict::Unknown { reason } => {
            serde_json::json!({ "verdict": "unknown", "reason": reason, "listings": [] })
        }
    }
}
