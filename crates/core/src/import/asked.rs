//! What goes along with a list's address: headers and bodies, with the name in its place.

use crate::ask::KEPT_HEADERS;
use crate::source::{BodyTemplate, BodyType, HeaderTemplate, Placeholder};

/// The headers as a definition writes them, sorted. Those that no definition may set become remarks.
pub(super) fn make_headers(
    headers: Vec<(String, String)>,
    slot: Option<&str>,
    remarks: &mut Vec<String>,
) -> Result<Vec<(String, String)>, String> {
    let mut made: Vec<(String, String)> = Vec::new();
    for (name, value) in headers {
        let name = name.trim().to_ascii_lowercase();
        if KEPT_HEADERS.contains(&name.as_str()) {
            remarks.push(format!("the header `{name}` is not sent: it is the same for all sources"));
            continue;
        }
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(format!("`{name}` is no name of a header"));
        }
        let marked = slot.map_or_else(|| value.trim().to_owned(), |slot| value.trim().replace(slot, "~"));
        let template = HeaderTemplate::parse(&marked).filter(|_| value.is_ascii());
        let template =
            template.ok_or_else(|| format!("the header `{name}` is not one line of plain text"))?;
        no_placeholder(&template.needs(), &format!("the header `{name}`"))?;
        let value = slot.map_or(marked, |slot| value.trim().replace(slot, "{username}"));
        if made.iter().any(|(known, _)| *known == name) {
            return Err(format!("the header `{name}` stands twice"));
        }
        made.push((name, value));
    }
    made.sort();
    Ok(made)
}

/// A body with the name in its place, and what it is: by its content type, else by its shape.
pub(super) fn make_body(
    body: &str,
    slot: &str,
    headers: &[(String, String)],
) -> Result<(String, BodyType), String> {
    let named =
        headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.to_ascii_lowercase());
    let start = body.trim_start();
    let body_type = match named.as_deref() {
        Some(kind) if kind.contains("json") => BodyType::Json,
        Some(kind) if kind.contains("x-www-form-urlencoded") => BodyType::Form,
        Some(kind) if kind.contains("multipart/") => {
            return Err("a body of several parts cannot be written safely".to_owned());
        }
        _ if start.starts_with(['{', '[']) => BodyType::Json,
        _ if body.contains('=') && !body.contains(char::is_whitespace) => BodyType::Form,
        _ => BodyType::Text,
    };
    let text = match body_type {
        BodyType::Json => escape_braces(body, slot),
        // A form's braces mean the same when they are encoded.
        BodyType::Form => body.replace(slot, MARK).replace('{', "%7B").replace('}', "%7D"),
        BodyType::Text => body.replace(slot, MARK),
    };
    no_placeholder(&BodyTemplate::parse(&text).needs(), "its body")?;
    let text = text.replace(MARK, "{username}");
    match BodyTemplate::parse(&text).flaw(body_type) {
        Some(flaw) => Err(format!("its body cannot be written safely: {flaw}")),
        None => Ok((text, body_type)),
    }
}

/// Stands in for the name; no text of a list has this character.
const MARK: &str = "\u{1}";

/// A JSON text with the mark in place of the name. Within its strings other braces are escaped, so that code such as
/// `{username}` there, which looks like a placeholder of ours, stays what it is.
fn escape_braces(body: &str, slot: &str) -> String {
    let marked = body.replace(slot, MARK);
    let mut text = String::new();
    let (mut in_string, mut escaped) = (false, false);
    for character in marked.chars() {
        match character {
            '{' if in_string => text.push_str("\\u007b"),
            other => text.push(other),
        }
        in_string ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
    }
    text
}

/// Our placeholders are words in braces; where a list's own text happens to hold one, it would be filled in.
fn no_placeholder(needs: &[Placeholder], place: &str) -> Result<(), String> {
    match needs.first() {
        Some(need) => Err(format!("{place} holds `{{{}}}`, which has a meaning here", need.name())),
        None => Ok(()),
    }
}
