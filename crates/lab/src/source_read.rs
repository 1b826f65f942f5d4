//! `source read`: judges one saved page with one definition.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{name, text, write_line};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::judge::judge;
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::source::{Definition, Probe, Values};
use unlisted_core::{Reply, Verdict};
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
    let body =
        std::fs::read(page).map_err(|source| Failure::UnreadableFile { path: page.to_owned(), source })?;
    let asked = question(&definition, page_url.as_ref());
    let url =
        page_url.or_else(|| definition.template().fill(&asked)).unwrap_or_else(|| definition.home.clone());
    let reply = Reply { status, headers: headers(&definition), body: body.into(), url: url.into() };
    write_line(out, &describe(judge(&definition, &asked, Ok(&reply))))?;
    Ok(ExitCode::SUCCESS)
}

/// What was asked when the page was saved: the example whose address it is, or the first one where no address is
/// given. For any other address nobody knows, and nothing is added to the listings.
fn question(definition: &Definition, page_url: Option<&Url>) -> Values {
    definition
        .examples
        .iter()
        .filter_map(|example| example.given.clone())
        .find(|given| page_url.is_none_or(|url| definition.template().fill(given).as_ref() == Some(url)))
        .unwrap_or_default()
}

fn headers(definition: &Definition) -> Vec<(String, String)> {
    let kind = match definition.probe {
        Probe::Json(_) => "application/json",
        Probe::Page(_) | Probe::Presence(_) | Probe::Hand(_) => "text/html; charset=utf-8",
    };
    vec![("content-type".to_owned(), kind.to_owned())]
}

fn describe(verdict: Verdict) -> serde_json::Value {
    match verdict {
        Verdict::Listed { listings } => serde_json::json!({ "verdict": "listed", "listings": listings }),
        Verdict::NotListed => serde_json::json!({ "verdict": "not_listed", "listings": [] }),
        Verdict::Unknown { reason } => {
            serde_json::json!({ "verdict": "unknown", "reason": reason, "listings": [] })
        }
    }
}
