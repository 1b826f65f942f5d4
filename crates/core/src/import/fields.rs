//! Reads the fields of one entry; a field of another shape than the list's own makes the entry unreadable.

use serde_json::{Map, Value};

/// The fields of an entry. A `null` is an absent field.
pub(super) struct Fields<'a>(pub(super) &'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The names that are not among the known ones.
    pub(super) fn unknown(&self, known: &[&str]) -> Vec<&'a str> {
        self.0.keys().map(String::as_str).filter(|name| !known.contains(name)).collect()
    }

    /// A text; the empty one where the field is absent.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, String> {
        match self.get(name) {
            None => Ok(""),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(format!("`{name}` is not a text")),
        }
    }

    /// A text that must be there.
    pub(super) fn need(&self, name: &str) -> Result<&'a str, String> {
        match self.text(name)?.trim() {
            "" => Err(format!("`{name}` is missing")),
            text => Ok(text),
        }
    }

    /// One text or a list of texts; empty ones are left out.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let values = match self.get(name) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
        };
        let texts: Option<Vec<String>> =
            values.into_iter().map(|value| value.as_str().map(str::to_owned)).collect();
        let mut texts = texts.ok_or_else(|| format!("`{name}` is neither a text nor a list of texts"))?;
        texts.retain(|text| !text.is_empty());
        Ok(texts)
    }

    /// One status or a list of statuses.
    pub(super) fn statuses(&self, name: &str) -> Result<Vec<u16>, String> {
        let values = match self.get(name) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
        };
        let statuses: Option<Vec<u16>> = values.into_iter().map(status).collect();
        statuses.ok_or_else(|| format!("`{name}` is neither a status nor a list of statuses"))
    }

    /// Names and values of headers.
    pub(super) fn headers(&self, name: &str) -> Result<Vec<(String, String)>, String> {
        let headers = match self.get(name) {
            None => return Ok(Vec::new()),
            Some(Value::Object(headers)) => headers,
            Some(_) => return Err(format!("`{name}` is not an object of texts")),
        };
        let pair = |(name, value): (&String, &Value)| match value {
            Value::String(text) => Some((name.clone(), text.clone())),
            Value::Number(_) | Value::Bool(_) => Some((name.clone(), value.to_string())),
            _ => None,
        };
        let pairs: Option<Vec<_>> = headers.iter().map(pair).collect();
        pairs.ok_or_else(|| format!("`{name}` is not an object of texts"))
    }
}

fn status(value: &Value) -> Option<u16> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64(),
    };
    number.and_then(|number| u16::try_from(number).ok()).filter(|status| (100..1000).contains(status))
}
