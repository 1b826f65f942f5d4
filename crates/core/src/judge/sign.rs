//! The signs a definition looks for in an answer.

use super::answer::Answer;
use super::{pointer, text};
use crate::source::Sign;
use serde_json::Value;
use url::Url;

/// Whether all conditions of a sign hold.
pub(super) fn holds(sign: &Sign, answer: &Answer<'_>) -> bool {
    let status = answer.reply.status;
    let status_fits = match (sign.status.is_empty(), &sign.redirect) {
        (false, _) => sign.status.contains(status),
        (true, None) => status == 200,
        (true, Some(_)) => (300..400).contains(&status),
    };
    status_fits
        && sign.content_type.as_deref().is_none_or(|wanted| is_of_type(answer, wanted))
        && sign.contains.iter().all(|text| contains(answer, text))
        && sign.raw.iter().all(|text| answer.body.contains(text))
        && sign.lacks.iter().all(|text| lacks(answer, text))
        && sign.redirect.as_deref().is_none_or(|start| redirects_to(answer, start))
        && sign.at.as_deref().is_none_or(|at| is_at(sign, at, answer))
}

/// Whether a sign looks at more than the status and what is lacking.
pub(super) fn is_told(sign: &Sign) -> bool {
    !sign.contains.is_empty() || !sign.raw.is_empty() || sign.at.is_some() || sign.redirect.is_some()
}

/// Whether any of the signs holds.
pub(super) fn any_holds(signs: &[Sign], answer: &Answer<'_>) -> bool {
    signs.iter().any(|sign| holds(sign, answer))
}

/// Whether the answer says that it is of this media type; parameters such as the character set do not count.
fn is_of_type(answer: &Answer<'_>, wanted: &str) -> bool {
    let told = answer.reply.header("content-type").and_then(|told| told.split(';').next());
    told.is_some_and(|told| told.trim().eq_ignore_ascii_case(wanted))
}

/// Whether the `location` begins so, as it stands there or made absolute. A front page is meant alone: every address of
/// its site begins with it.
fn redirects_to(answer: &Answer<'_>, start: &str) -> bool {
    let Some(location) = answer.reply.header("location") else { return false };
    let absolute = answer.reply.url.reveal().join(location);
    let front = Url::parse(start).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    let leads = |location: &str| {
        location
            .strip_prefix(start)
            .is_some_and(|rest| !front || matches!(rest, "" | "/") || rest.starts_with('?'))
    };
    leads(location) || absolute.is_ok_and(|url| leads(url.as_str()))
}

fn contains(answer: &Answer<'_>, wanted: &str) -> bool {
    if answer.is_page() && !wanted.contains('<') && !wanted.contains('"') {
        return has_words(answer.visible(), &text::fold(wanted));
    }
    has_words(&answer.body, wanted)
}

/// Looks at more than [`contains`] does, as a word too many only makes a sign fail: at the raw body and the visible
/// text both, and inside of words.
fn lacks(answer: &Answer<'_>, unwanted: &str) -> bool {
    !answer.body.contains(unwanted) && !answer.visible().contains(&text::fold(unwanted))
}

/// Whether a text stands there as whole words and numbers: "0 people found" is not in "10 people found".
pub(super) fn has_words(text: &str, wanted: &str) -> bool {
    let joins = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(wanted).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + wanted.len()..).and_then(|after| after.chars().next());
        !joins(wanted.chars().next(), before) && !joins(wanted.chars().next_back(), after)
    })
}

fn is_at(sign: &Sign, at: &str, answer: &Answer<'_>) -> bool {
    let Some(json) = answer.json() else { return false };
    let found = pointer::find(json, at);
    let Some(first) = found.first() else { return false };
    let empty = match first {
        Value::Array(array) => array.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    };
    (!sign.empty || empty) && sign.equals.as_deref().is_none_or(|wanted| equals(first, wanted))
}

/// Compares as JSON writes it, null too; strings without their quotes.
fn equals(value: &Value, wanted: &str) -> bool {
    match value {
        Value::Null => wanted == "null",
        other => pointer::as_text(other).as_deref() == Some(wanted),
    }
}
