//! Reads `wmn-data.json`, the list of `WhatsMyName`: for each site a status and a text for "exists" and for "missing".
//!
//! Source: the list's own JSON schema and its CONTRIBUTING notes (github.com/WebBreacher/WhatsMyName), read 2026-08.

use super::address::{make_home, make_template};
use super::asked::{make_body, make_headers};
use super::draft::{Draft, SignDraft, Status, without_walls};
use super::fields::Fields;
use super::{ImportFailure, MOST_ENTRIES, Origin, Read};
use serde_json::{Map, Value};

const SLOT: &str = "{account}";
const LICENCE: &str = "CC BY-SA 4.0";
const KNOWN: [&str; 14] = [
    "name",
    "uri_check",
    "uri_pretty",
    "post_body",
    "headers",
    "strip_bad_char",
    "e_code",
    "e_string",
    "m_string",
    "m_code",
    "known",
    "cat",
    "valid",
    "protection",
];

/// Where the list is from, and its entries.
pub(super) fn entries(list: Value) -> Result<(Origin, Vec<Read>), ImportFailure> {
    let Value::Object(mut list) = list else {
        return Err(ImportFailure::NotAList("it is not an object with a `sites` array"));
    };
    let Some(Value::Array(sites)) = list.remove("sites") else {
        return Err(ImportFailure::NotAList("there is no `sites` array in it"));
    };
    if sites.len() > MOST_ENTRIES {
        return Err(ImportFailure::TooMany);
    }
    let read = sites.into_iter().zip(1..).map(|(site, number): (Value, usize)| {
        let place = format!("entry {number}");
        let Value::Object(site) = site else { return (place, Err("it is not an object".to_owned())) };
        let name = site.get("name").and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
        match name {
            Some(name) => (name.to_owned(), read_entry(&site)),
            None => (place, Err("it has no name".to_owned())),
        }
    });
    Ok((origin(&list), read.collect()))
}

fn origin(list: &Map<String, Value>) -> Origin {
    let fields = Fields(list);
    let text = fields.texts("license").unwrap_or_default().join(" ");
    let licence = match text.trim() {
        "" => format!("{LICENCE} (as the list's page says; the file names none)"),
        text if text.contains("ShareAlike 4.0") || text.contains("BY-SA 4.0") => LICENCE.to_owned(),
        other => other.chars().take(300).collect(),
    };
    let mut authors = fields.texts("authors").unwrap_or_default();
    if authors.is_empty() {
        authors.push("the contributors of WhatsMyName".to_owned());
    }
    let url = "https://github.com/WebBreacher/WhatsMyName";
    Origin { list: "WhatsMyName", licence, authors, url, file: "wmn-data.json" }
}

fn read_entry(entry: &Map<String, Value>) -> Result<Draft, String> {
    let fields = Fields(entry);
    match fields.get("valid") {
        None | Some(Value::Bool(true)) => {}
        Some(Value::Bool(false)) => {
            return Err("the list marks it as not working (valid is false)".to_owned());
        }
        Some(_) => return Err("`valid` is neither true nor false".to_owned()),
    }
    let url = make_template(fields.need("uri_check")?, SLOT)?;
    let mut remarks: Vec<String> = fields
        .unknown(&KNOWN)
        .into_iter()
        .map(|name| format!("the field `{name}` is not known and was passed over"))
        .collect();
    let headers = make_headers(fields.headers("headers")?, Some(SLOT), &mut remarks)?;
    let body = match fields.text("post_body")? {
        "" => None,
        body => Some(make_body(body, SLOT, &headers)?),
    };
    let asks_name = !url.needs().is_empty()
        || body.as_ref().is_some_and(|(body, _)| body.contains("{username}"))
        || headers.iter().any(|(_, value)| value.contains("{username}"));
    if !asks_name {
        return Err(format!("nothing in it holds {SLOT}"));
    }
    let show = match fields.text("uri_pretty")?.trim() {
        "" => None,
        pretty => make_template(pretty, SLOT)
            .map_err(|why| remarks.push(format!("`uri_pretty` is not shown: {why}")))
            .ok(),
    };
    let (listed, not_listed) = signs(&fields, &mut remarks)?;
    let mut notes = Vec::new();
    if let Some(category) = Some(fields.text("cat")?).filter(|category| !category.is_empty()) {
        notes.push(format!("The list files it under \"{category}\"."));
    }
    let protection = fields.texts("protection")?;
    if !protection.is_empty() {
        notes.push(format!("The list says that it keeps programs out: {}.", protection.join(", ")));
        remarks.push(format!("it is protected by {}; a wall is then told as such", protection.join(", ")));
    }
    Ok(Draft {
        home: make_home("", show.as_ref().unwrap_or(&url))?,
        url,
        show,
        method: if body.is_some() { "POST" } else { "GET" },
        body,
        headers,
        strip: fields.texts("strip_bad_char")?.concat(),
        pattern: None,
        known: fields.texts("known")?,
        listed,
        not_listed,
        notes,
        remarks,
        control: None,
    })
}

/// What proves the account and what proves that there is none: each a status and, unless it is empty, a text.
///
/// Where both sides have a status in common and one side has no text, that side would hold for every answer; it is then
/// only as strong as the other side's text makes it.
fn signs(fields: &Fields<'_>, remarks: &mut Vec<String>) -> Result<(Vec<SignDraft>, Vec<SignDraft>), String> {
    let exists = text(fields, "e_string")?;
    let missing = text(fields, "m_string")?;
    let mut codes = |name: &str| {
        let statuses = fields.statuses(name)?;
        if statuses.is_empty() {
            return Err(format!("`{name}` is missing"));
        }
        Ok(without_walls(name, &statuses, remarks))
    };
    let (exists_codes, missing_codes) = (codes("e_code")?, codes("m_code")?);
    let shared = exists_codes.iter().any(|code| missing_codes.contains(code));
    let mut listed = SignDraft { status: exists_codes, raw: exists.clone(), ..SignDraft::default() };
    let not_listed = SignDraft { status: missing_codes, raw: missing.clone(), ..SignDraft::default() };
    // One text within the other: where the longer one stands, the shorter one does.
    let within = |inner: &[String], outer: &[String]| matches!((inner, outer), ([inner], [outer]) if outer.contains(inner));
    if shared && (exists == missing || within(&missing, &exists)) {
        return Err("whatever shows that an account exists also shows that it is missing".to_owned());
    }
    if shared && exists.is_empty() {
        listed.lacks.clone_from(&missing);
        remarks.push("nothing but the absence of `m_string` proves an account".to_owned());
    }
    let bare_success =
        missing.is_empty() && not_listed.status.iter().any(|code| matches!(code, Status::One(200..300)));
    let says_no = if not_listed.status.is_empty() {
        false
    } else if missing.is_empty() && shared {
        remarks.push("it can only say \"listed\": `m_code` is `e_code`, and `m_string` is empty".to_owned());
        false
    } else if shared && within(&exists, &missing) {
        remarks.push("it can only say \"listed\": `e_string` stands in `m_string`".to_owned());
        false
    } else if bare_success {
        remarks.push(
            "it can only say \"listed\": any page with that status would prove \"not listed\"".to_owned(),
        );
        false
    } else {
        true
    };
    if listed.status.is_empty() {
        return Err("no answer would prove an account: `e_code` is always read as a refusal".to_owned());
    }
    Ok((vec![listed], Some(not_listed).filter(|_| says_no).into_iter().collect()))
}

/// The text of one side; none where it is empty, which means that any body will do.
fn text(fields: &Fields<'_>, name: &str) -> Result<Vec<String>, String> {
    match fields.text(name)? {
        "" => Ok(Vec::new()),
        text if text.contains(SLOT) => Err(format!("`{name}` holds {SLOT}, which a sign cannot")),
        text => Ok(vec![text.to_owned()]),
    }
}
