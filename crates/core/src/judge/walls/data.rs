//! JSON that says it is an error, whatever its status says.

use super::table::TABLE;
use crate::judge::answer::Answer;
use crate::judge::sign;
use crate::reason::Reason;
use crate::source::Sign;
use serde_json::{Map, Value};

/// Keys under which interfaces say what went wrong (RFC 9457 for `title`, `detail` and `type`; the others as seen).
const KEYS: [&str; 16] = [
    "error",
    "errors",
    "error_description",
    "error_message",
    "errorMessage",
    "message",
    "msg",
    "detail",
    "title",
    "type",
    "reason",
    "code",
    "status",
    "fault",
    "exception",
    "block",
];

/// The puzzle that a vendor gives to a program that asked for JSON: HUMAN's ("Advanced Blocking Response" in its documents)
/// and `DataDome`'s.
pub(super) fn find_puzzle(answer: &Answer<'_>) -> Option<Reason> {
    let object = answer.json()?.as_object()?;
    let of_human = object.contains_key("blockScript") && object.contains_key("appId");
    let leads_to = object.get("url").and_then(Value::as_str).unwrap_or_default();
    (of_human || leads_to.contains("captcha-delivery.com")).then_some(Reason::Captcha)
}

/// Why an answer in JSON is an error. What one of `explained` looks at, and holds, is understood and no error.
pub(super) fn find_error(answer: &Answer<'_>, explained: &[Sign]) -> Option<Reason> {
    let object = answer.json()?.as_object()?;
    let is_explained = |key: &str| {
        let looks = |sign: &Sign| {
            let at = sign.at.as_deref().and_then(|at| at.split('/').nth(1));
            at == Some(key) || !sign.contains.is_empty() || !sign.raw.is_empty()
        };
        explained.iter().any(|sign| looks(sign) && sign::holds(sign, answer))
    };
    for key in KEYS.into_iter().filter(|key| !is_explained(key)) {
        let mut said = Vec::new();
        if let Some(value) = object.get(key) {
            strings(value, 2, &mut said);
        }
        let said = said.join(" ").to_lowercase();
        if let Some((_, reason)) = TABLE.json_words.iter().find(|(word, _)| said.contains(word.as_str())) {
            return Some(*reason);
        }
    }
    let is_success = (200..300).contains(&answer.reply.status);
    (is_success && says_failure(object, &is_explained)).then_some(Reason::Changed)
}

/// The texts in a value, that many levels down.
fn strings<'v>(value: &'v Value, levels: usize, said: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => said.push(text),
        Value::Array(items) if levels > 0 => {
            for item in items.iter().take(8) {
                strings(item, levels - 1, said);
            }
        }
        Value::Object(object) if levels > 0 => {
            for item in object.values().take(8) {
                strings(item, levels - 1, said);
            }
        }
        _ => {}
    }
}

/// Whether the answer calls itself a failure without a word that we know.
fn says_failure(object: &Map<String, Value>, is_explained: &impl Fn(&str) -> bool) -> bool {
    let is_told = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Bool(true) => true,
    };
    let has =
        |key: &str, test: &dyn Fn(&Value) -> bool| !is_explained(key) && object.get(key).is_some_and(test);
    let is_false = |value: &Value| *value == Value::Bool(false);
    let is_failure = |value: &Value| match value {
        Value::String(text) => {
            matches!(text.to_lowercase().as_str(), "error" | "fail" | "failed" | "failure")
        }
        Value::Number(number) => number.as_u64().is_some_and(|code| (400..600).contains(&code)),
        _ => false,
    };
    ["error", "errors", "fault", "exception"].into_iter().any(|key| has(key, &is_told))
        || ["success", "ok", "succeeded"].into_iter().any(|key| has(key, &is_false))
        || ["status", "statusCode", "status_code", "code"].into_iter().any(|key| has(key, &is_failure))
}
