//! Parses JSON with its values counted: 8 MiB of small values would become a gigabyte of them.

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::Cell;
use std::fmt;

/// The most values of one answer, counted in what a number costs. 200 records of 40 fields are some nine thousand.
const MOST_VALUES: u32 = 400_000;
/// What an object and an array cost beside their values: room for eleven pairs, and for four elements.
const OBJECT: u32 = 9;
const ARRAY: u32 = 4;

/// What became of a body.
pub(super) enum Parsed {
    /// Whole JSON.
    Json(Value),
    /// Not JSON, or not whole, or nested deeper than `serde_json` allows (128).
    NotJson,
    /// More values than anybody reads.
    TooMany,
}

/// Parses a text. Of equal keys of one object the last counts, as in most readers (RFC 8259, section 4).
pub(super) fn parse(text: &str) -> Parsed {
    let counter = Counter { left: Cell::new(MOST_VALUES) };
    let mut reader = serde_json::Deserializer::from_str(text);
    match counter.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Parsed::Json(value),
        Err(_) if counter.left.get() == 0 => Parsed::TooMany,
        Err(_) => Parsed::NotJson,
    }
}

struct Counter {
    left: Cell<u32>,
}

impl Counter {
    fn count<E: Error>(&self, cost: u32) -> Result<(), E> {
        self.left.set(self.left.get().saturating_sub(cost));
        if self.left.get() == 0 { Err(E::custom("too many values")) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for &Counter {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        self.count(1)?;
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Counter {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            if array.is_empty() {
                self.count(ARRAY)?;
            }
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = pairs.next_key::<String>()? {
            if object.is_empty() {
                self.count(OBJECT)?;
            }
            let value = pairs.next_value_seed(self)?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_any_reader_reads() {
        for text in [
            "null",
            " [1, -2, 3.5, 1e300, true, \"\\u00e9\", {}, []] ",
            r#"{"a":{"b":[{"c":null}]},"a":2}"#,
            "18446744073709551615",
        ] {
            let Parsed::Json(value) = parse(text) else { panic!("{text} is JSON") };
            assert_eq!(value, serde_json::from_str::<Value>(text).unwrap(), "the same tree: {text}");
        }
        for text in ["", "{", "[1,]", "1 2", &"[".repeat(200)] {
            assert!(matches!(parse(text), Parsed::NotJson), "{text} is none");
        }
    }

    #[test]
    fn towers_and_deserts_of_values_are_given_up() {
        let filled = |unit: &str| format!("[{}0]", unit.repeat((4 << 20) / unit.len()));
        let deep = format!("{}0{},", "{\"\":".repeat(118), "}".repeat(118));
        for unit in ["0,", "{\"\":0},", "[0],", "{},", "[],", "[[[[0]]]],", deep.as_str()] {
            assert!(matches!(parse(&filled(unit)), Parsed::TooMany), "4 MiB of {unit:.20}");
        }
    }

    #[test]
    fn a_long_answer_of_records_is_read() {
        let record = r#"{"id":1,"name":"A Quill","born":1994,"phones":["a","b"],"home":{"line":"x"}},"#;
        assert!(matches!(parse(&format!("[{}0]", record.repeat(10_000))), Parsed::Json(_)), "ten thousand");
    }
}
