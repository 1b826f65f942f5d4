//! JSON pointers (RFC 6901) with three additions: `*` for every element, `*[key=value]` for the elements that say so,
//! `**` for the value itself and everything within.

use serde_json::Value;
use thiserror::Error;

/// What is wrong with a pointer.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointerFlaw {
    /// A pointer is empty or begins with `/`.
    #[error("a pointer is empty or begins with `/`")]
    NoSlash,
    /// `*[` without `=` or `]`.
    #[error("a condition is written `*[key=value]`")]
    Condition,
    /// A second `**`, which would find the same values again and again.
    #[error("`**` stands more than once")]
    DeepTwice,
}

/// How deep `**` goes: an array and an object are a level each.
const DEEPEST: usize = 16;

/// Whether a pointer is well formed.
pub fn check(pointer: &str) -> Result<(), PointerFlaw> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return Err(PointerFlaw::NoSlash);
    }
    for step in pointer.split('/').skip(1) {
        if step.starts_with("*[") && condition(step).is_none() {
            return Err(PointerFlaw::Condition);
        }
    }
    if pointer.split('/').filter(|step| *step == "**").count() > 1 {
        return Err(PointerFlaw::DeepTwice);
    }
    Ok(())
}

/// Every value a pointer leads to, in document order, behind `**` in the order of the values it found; none when a step
/// is missing. The empty pointer is the value itself.
pub(crate) fn find<'v>(value: &'v Value, pointer: &str) -> Vec<&'v Value> {
    let mut here = vec![value];
    for step in pointer.split('/').skip(1) {
        here = here.into_iter().flat_map(|value| follow(value, step)).collect();
    }
    here
}

fn follow<'v>(value: &'v Value, step: &str) -> Vec<&'v Value> {
    if let Some((key, wanted)) = condition(step) {
        return elements(value).into_iter().filter(|element| says(element, key, wanted)).collect();
    }
    if step == "*" {
        return elements(value);
    }
    if step == "**" {
        let mut found = Vec::new();
        collect(value, DEEPEST, &mut found);
        return found;
    }
    let name = step.replace("~1", "/").replace("~0", "~");
    let found = match value {
        Value::Object(object) => object.get(&name),
        Value::Array(array) => name.parse::<usize>().ok().and_then(|at| array.get(at)),
        _ => None,
    };
    found.into_iter().collect()
}

/// The value and everything within down to that many levels, in document order.
fn collect<'v>(value: &'v Value, levels: usize, found: &mut Vec<&'v Value>) {
    found.push(value);
    if levels > 0 {
        for element in elements(value) {
            collect(element, levels - 1, found);
        }
    }
}

fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(array) => array.iter().collect(),
        Value::Object(object) => object.values().collect(),
        _ => Vec::new(),
    }
}

fn condition(step: &str) -> Option<(&str, &str)> {
    step.strip_prefix("*[")?.strip_suffix(']')?.split_once('=')
}

/// Whether an element's `key` equals `wanted`, or is an array that holds it.
fn says(element: &Value, key: &str, wanted: &str) -> bool {
    follow(element, key).into_iter().any(|found| match found {
        Value::Array(array) => array.iter().any(|item| as_text(item).as_deref() == Some(wanted)),
        other => as_text(other).as_deref() == Some(wanted),
    })
}

/// A scalar as text: strings as they are, numbers and booleans as JSON writes them; `None` for null and the rest.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_find(pointer: &str, expected: &[&str]) {
        let json = serde_json::json!({
            "people": [{"name": "a", "roles": ["x", "y"]}, {"name": "b", "roles": ["y"]}],
            "card": ["v", [["fn", {}, "text", "Juniper"], ["tel", {}, "text", "1"]]],
            "a/b": 1,
            "tree": [{"name": "c", "roles": ["z"], "tree": [{"name": "d", "roles": ["x"]}]}, {"name": "e", "roles": ["x"]}]
        });
        let found: Vec<_> = find(&json, pointer).into_iter().filter_map(as_text).collect();
        assert_eq!(found, expected, "pointer {pointer}");
    }

    #[test]
    fn steps_stars_and_conditions() {
        check_find("/people/1/name", &["b"]);
        check_find("/people/*/name", &["a", "b"]);
        check_find("/people/*[roles=x]/name", &["a"]);
        check_find("/card/1/*[0=fn]/3", &["Juniper"]);
        check_find("/a~1b", &["1"]);
        check_find("/nobody/*", &[]);
        check_find("/tree/**/name", &["c", "d", "e"]);
        check_find("/tree/**/*[roles=x]/name", &["e", "d"]);
        check_find("/people/0/name/**", &["a"]);
    }

    #[test]
    fn flaws_are_named() {
        assert_eq!(check("people"), Err(PointerFlaw::NoSlash));
        assert_eq!(check("/a/*[b]"), Err(PointerFlaw::Condition));
        assert_eq!(check("/a/*[b=c]/d"), Ok(()));
        assert_eq!(check("/a/**/*[b=c]/d"), Ok(()));
        assert_eq!(check("/a/**/b/**"), Err(PointerFlaw::DeepTwice));
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |levels: usize| {
            (0..levels).fold(serde_json::json!({"x": 1}), |inner, _| serde_json::json!([inner]))
        };
        assert_eq!(find(&nested(16), "/**/x").len(), 1, "sixteen levels down is still found");
        assert_eq!(find(&nested(17), "/**/x").len(), 0, "deeper is another document than anybody wrote down");
    }
}
