//! Reads Sherlock's `data.json`: for each site what its answer looks like where there is no such account.
//!
//! Source: the list's own JSON schema and the wiki page on adding sites (github.com/sherlock-project/sherlock), read
//! 2026-05.

use super::address::{make_home, make_template};
use super::asked::{make_body, make_headers};
use super::draft::{Draft, SignDraft, Status, without_walls};
use super::fields::Fields;
use super::pattern::make_pattern;
use super::{ImportFailure, MOST_ENTRIES, Origin, Read};
use crate::source::BodyType;
use serde_json::{Map, Value};

const SLOT: &str = "{}";
const KNOWN: [&str; 17] = [
    "url",
    "urlMain",
    "urlProbe",
    "errorType",
    "errorMsg",
    "errorCode",
    "errorUrl",
    "regexCheck",
    "request_method",
    "request_payload",
    "headers",
    "username_claimed",
    "username_unclaimed",
    "isNSFW",
    "tags",
    "__comment__",
    "name",
];
/// Any redirect.
const REDIRECT: Status = Status::Class(3);

/// Where the list is from. The file names neither its licence nor its authors.
pub(super) fn origin() -> Origin {
    Origin {
        list: "Sherlock",
        licence: "MIT (as the project's LICENSE says; the file names none)".to_owned(),
        authors: vec!["the Sherlock Project's contributors".to_owned()],
        url: "https://github.com/sherlock-project/sherlock",
        file: "data.json",
    }
}

/// The entries by name.
pub(super) fn entries(pairs: Vec<(String, Value)>) -> Result<Vec<Read>, ImportFailure> {
    if pairs.len() > MOST_ENTRIES {
        return Err(ImportFailure::TooMany);
    }
    let mut entries = Vec::new();
    for (name, value) in pairs {
        let read = match value {
            _ if name == "$schema" => Err("it names the list's schema and is no entry".to_owned()),
            Value::Object(entry) if !name.trim().is_empty() => read_entry(&entry),
            Value::Object(_) => Err("it has no name".to_owned()),
            _ => Err("it is not an object".to_owned()),
        };
        entries.push((name.trim().to_owned(), read));
    }
    if !entries.is_empty() && entries.iter().all(|(_, read)| read.as_ref().is_err_and(|why| why == NO_OBJECT))
    {
        return Err(ImportFailure::NotAList("none of its values is an entry"));
    }
    Ok(entries)
}

const NO_OBJECT: &str = "it is not an object";

fn read_entry(entry: &Map<String, Value>) -> Result<Draft, String> {
    let fields = Fields(entry);
    let mut remarks: Vec<String> = fields
        .unknown(&KNOWN)
        .into_iter()
        .map(|name| format!("the field `{name}` is not known and was passed over"))
        .collect();
    let page = fields.need("url")?;
    let probe = fields.text("urlProbe")?.trim();
    let url = make_template(if probe.is_empty() { page } else { probe }, SLOT)?;
    let show = (!probe.is_empty())
        .then(|| make_template(page, SLOT))
        .and_then(|show| show.map_err(|why| remarks.push(format!("`url` is not shown: {why}"))).ok());
    let method = match fields.text("request_method")?.trim().to_ascii_uppercase().as_str() {
        "" | "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        other => return Err(format!("a {other} request may change something, so it is never sent")),
    };
    let headers = make_headers(fields.headers("headers")?, None, &mut remarks)?;
    let body = match fields.get("request_payload") {
        None => None,
        Some(_) if method != "POST" => return Err(format!("a {method} request has no body")),
        Some(Value::String(text)) => Some(make_body(text, SLOT, &headers)?),
        Some(payload) => Some((make_payload(payload)?, BodyType::Json)),
    };
    let in_body = body.as_ref().is_some_and(|(body, _)| body.contains("{username}"));
    if url.needs().is_empty() && !in_body {
        return Err(format!("nothing in it holds {SLOT}"));
    }
    let (listed, not_listed) = signs(&fields, method, &mut remarks)?;
    let pattern = match fields.text("regexCheck")? {
        "" => None,
        python => Some(make_pattern(python)?),
    };
    let mut notes = Vec::new();
    if fields.get("isNSFW") == Some(&Value::Bool(true)) {
        notes.push("The list marks it as not safe for work.".to_owned());
    }
    let tags = fields.texts("tags")?;
    if !tags.is_empty() {
        notes.push(format!("The list files it under \"{}\".", tags.join("\", \"")));
    }
    if let Some(comment) = fields.get("__comment__").and_then(Value::as_str) {
        remarks.push(format!("comment of the list: {comment}"));
    }
    Ok(Draft {
        home: make_home(fields.text("urlMain")?, show.as_ref().unwrap_or(&url))?,
        url,
        show,
        method,
        body,
        headers,
        strip: String::new(),
        pattern,
        known: fields.texts("username_claimed")?,
        listed,
        not_listed,
        notes,
        remarks,
        control: None,
    })
}

/// A JSON payload; the name stands wherever `{}` does in one of its strings.
///
/// An empty object looks like that too once it is text, so the strings are marked before.
fn make_payload(payload: &Value) -> Result<String, String> {
    let headers = [("content-type".to_owned(), "application/json".to_owned())];
    make_body(&mark(payload).to_string(), PAYLOAD_SLOT, &headers).map(|(body, _)| body)
}

/// Stands for the name in a payload on its way to a text.
const PAYLOAD_SLOT: &str = "zqnamestandsherezq";

fn mark(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace(SLOT, PAYLOAD_SLOT)),
        Value::Array(values) => Value::Array(values.iter().map(mark).collect()),
        Value::Object(pairs) => pairs.iter().map(|(key, value)| (key.clone(), mark(value))).collect(),
        other => other.clone(),
    }
}

/// What proves an account (a success that shows none of the signs of absence) and what proves that there is none.
fn signs(
    fields: &Fields<'_>,
    method: &str,
    remarks: &mut Vec<String>,
) -> Result<(Vec<SignDraft>, Vec<SignDraft>), String> {
    let ways = fields.texts("errorType")?;
    if ways.is_empty() {
        return Err("`errorType` is missing".to_owned());
    }
    if let Some(other) =
        ways.iter().find(|way| !["message", "status_code", "response_url"].contains(&way.as_str()))
    {
        return Err(format!("the `errorType` {other} is not known"));
    }
    let has = |way: &str| ways.iter().any(|own| own == way);
    let texts = fields.texts("errorMsg")?;
    let codes = fields.statuses("errorCode")?;
    let address = fields.text("errorUrl")?.trim();
    let mut listed = SignDraft { status: vec![Status::Class(2)], ..SignDraft::default() };
    let mut not_listed = Vec::new();
    if has("message") {
        if texts.is_empty() {
            return Err("`errorMsg` is missing".to_owned());
        }
        if method == "HEAD" {
            return Err("a HEAD answer has no text in which to look for `errorMsg`".to_owned());
        }
        let status = vec![Status::Class(2), Status::Class(3), Status::Class(4)];
        let message = |text: &String| SignDraft {
            status: status.clone(),
            raw: vec![text.clone()],
            ..SignDraft::default()
        };
        not_listed.extend(texts.iter().map(message));
        listed.lacks.clone_from(&texts);
    } else if !texts.is_empty() {
        remarks.push("`errorMsg` is passed over, as `errorType` does not name it".to_owned());
    }
    if has("status_code") {
        let absent = if codes.is_empty() {
            remarks.push(
                "only 404 and 410 prove \"not listed\"; another refusal is \"could not check\"".to_owned(),
            );
            vec![Status::One(404), Status::One(410)]
        } else {
            without_walls("errorCode", &codes, remarks)
        };
        if codes.iter().any(|code| (200..300).contains(code)) {
            listed.status = (200..=226).filter(|code| !codes.contains(code)).map(Status::One).collect();
            remarks.push("a success in `errorCode` proves \"not listed\", as the list says".to_owned());
        }
        if !absent.is_empty() {
            not_listed.push(SignDraft { status: absent, ..SignDraft::default() });
        }
    } else if !codes.is_empty() {
        remarks.push("`errorCode` is passed over, as `errorType` does not name it".to_owned());
    }
    if has("response_url") {
        let redirect = (!address.is_empty() && !address.contains(SLOT)).then(|| address.to_owned());
        if redirect.is_none() {
            remarks.push(
                "any redirect proves \"not listed\", as it names no `errorUrl` of one address".to_owned(),
            );
        }
        not_listed.push(SignDraft { status: vec![REDIRECT], redirect, ..SignDraft::default() });
    } else {
        remarks.push("redirects are not followed; one is \"could not check\"".to_owned());
    }
    Ok((vec![listed], not_listed))
}
