//! Writes a definition as TOML.

use super::Origin;
use super::draft::{Draft, SignDraft, Status};
use crate::source::BodyType;
use std::fmt::Write;

/// The definition's text. What it says of the entry is in the draft; what it says of the list in the origin.
pub(super) fn definition(id: &str, name: &str, draft: &Draft, origin: &Origin) -> String {
    let mut text = String::new();
    let fact = format!("{}, entry \"{name}\" of {}.", origin.list, origin.file);
    line(&mut text, "format", "1");
    line(&mut text, "id", &quoted(id));
    line(&mut text, "name", &quoted(name));
    line(&mut text, "category", "\"username\"");
    line(&mut text, "home", &quoted(draft.home.as_str()));
    line(&mut text, "exposes", "[\"username\"]");
    line(&mut text, "reach", "5");
    line(&mut text, "checked_live", "\"never\"");
    line(&mut text, "facts", &list(&[fact]));
    if !draft.notes.is_empty() {
        line(&mut text, "note", &quoted(&draft.notes.join(" ")));
    }
    head(&mut text, "[community]");
    line(&mut text, "list", &quoted(origin.list));
    line(&mut text, "licence", &quoted(&origin.licence));
    line(&mut text, "authors", &list(&origin.authors));
    line(&mut text, "url", &quoted(origin.url));
    head(&mut text, "[probe]");
    line(&mut text, "kind", "\"presence\"");
    line(&mut text, "url", &quoted(draft.url.as_str()));
    if let Some(show) = &draft.show {
        line(&mut text, "show", &quoted(show.as_str()));
    }
    if draft.method != "GET" {
        line(&mut text, "method", &quoted(draft.method));
    }
    if let Some((body, kind)) = &draft.body {
        line(&mut text, "body", &quoted(body));
        let kind = match kind {
            BodyType::Json => "json",
            BodyType::Form => "form",
            BodyType::Text => "text",
        };
        line(&mut text, "body_type", &quoted(kind));
    }
    if !draft.headers.is_empty() {
        let pairs = draft.headers.iter().map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)));
        line(&mut text, "headers", &format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", ")));
    }
    if !draft.strip.is_empty() {
        line(&mut text, "strip", &quoted(&draft.strip));
    }
    if let Some(pattern) = &draft.pattern {
        line(&mut text, "pattern", &format!("{{ username = {} }}", quoted(pattern.as_str())));
    }
    if !draft.known.is_empty() {
        line(&mut text, "known", &list(&draft.known));
    }
    for proof in &draft.listed {
        sign(&mut text, "[[probe.listed]]", proof, None);
    }
    for proof in &draft.not_listed {
        sign(&mut text, "[[probe.not_listed]]", proof, whole_value(&proof.raw).as_ref());
    }
    if let Some(control) = &draft.control {
        head(&mut text, "[control]");
        line(&mut text, "given", &format!("{{ username = {} }}", quoted(control)));
    }
    head(&mut text, "[removal]");
    line(&mut text, "how", "\"account\"");
    line(&mut text, "steps", "[\"Delete the account in its settings, or ask the site to delete it.\"]");
    text
}

fn sign(text: &mut String, name: &str, sign: &SignDraft, whole: Option<&Whole>) {
    head(text, name);
    if !sign.status.is_empty() {
        let statuses = sign.status.iter().map(|status| match status {
            Status::One(status) => status.to_string(),
            Status::Class(class) => format!("\"{class}xx\""),
        });
        line(text, "status", &format!("[{}]", statuses.collect::<Vec<_>>().join(", ")));
    }
    if let Some(meant) = whole {
        line(text, "at", "\"\"");
        match meant {
            Whole::Empty => line(text, "empty", "true"),
            Whole::Equal(value) => line(text, "equals", &quoted(value)),
        }
    }
    let raw = if whole.is_some() { &Vec::new() } else { &sign.raw };
    for (key, texts) in [("raw", raw), ("lacks", &sign.lacks)] {
        if !texts.is_empty() {
            line(text, key, &list(texts));
        }
    }
    if let Some(redirect) = &sign.redirect {
        line(text, "redirect", &quoted(redirect));
    }
}

/// A whole JSON value that a list names as the text of an answer.
enum Whole {
    /// `[]` or `{}`.
    Empty,
    /// `null`, `false`, a number.
    Equal(String),
}

/// A text such as `[]` or `null` stands within nearly every answer, so that nobody is there it can only mean as the whole
/// of one.
fn whole_value(raw: &[String]) -> Option<Whole> {
    let [text] = raw else { return None };
    match serde_json::from_str(text.trim()).ok()? {
        serde_json::Value::Array(items) if items.is_empty() => Some(Whole::Empty),
        serde_json::Value::Object(items) if items.is_empty() => Some(Whole::Empty),
        serde_json::Value::Null => Some(Whole::Equal("null".to_owned())),
        serde_json::Value::Bool(value) => Some(Whole::Equal(value.to_string())),
        serde_json::Value::Number(number) => Some(Whole::Equal(number.to_string())),
        _ => None,
    }
}

fn head(text: &mut String, name: &str) {
    let _ = writeln!(text, "\n{name}");
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} = {value}");
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A basic string of TOML: that of JSON, which does not escape U+007F.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}
