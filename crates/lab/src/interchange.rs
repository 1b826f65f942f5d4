//! Reads persons and listings as other programs write them: nulls, whole numbers in other clothes, impossible ages.

use serde::de::Error as _;
use serde_json::{Map, Value};
use unlisted_core::{Listing, Person};

/// The keys of a listing (docs/definitions.md); a file without any of them is not about listings.
const LISTING_KEYS: [&str; 15] = [
    "name",
    "alternative_names",
    "age",
    "age_range",
    "birth_year",
    "addresses",
    "phones",
    "emails",
    "relatives",
    "usernames",
    "domains",
    "details",
    "kinds_seen",
    "url",
    "elsewhere",
];

/// The oldest age taken for one, in years, as for ages read from a page.
const OLDEST: i64 = 120;
/// Birth years taken for one, as for years read from a page.
const BIRTH_YEARS: std::ops::RangeInclusive<i64> = 1880..=2100;

/// The values in a text: one, or one after the other as in JSON lines.
pub(crate) fn values(text: &str) -> serde_json::Result<Vec<Value>> {
    serde_json::Deserializer::from_str(text).into_iter().collect()
}

/// The listings among a file's values, unread: one array's elements, or each value by itself, where an object with
/// `listings` stands for that list. `None` where there is no listing at all.
pub(crate) fn unread_listings(mut values: Vec<Value>) -> Option<Vec<Value>> {
    if let [Value::Array(list)] = values.as_mut_slice() {
        return Some(std::mem::take(list));
    }
    let is_strange = |value: &Value| {
        value.as_object().is_some_and(|object| {
            !object.is_empty() && !LISTING_KEYS.iter().any(|key| object.contains_key(*key))
        })
    };
    let mut about_listings = values.is_empty();
    let mut all = Vec::new();
    for mut value in values {
        if let Some(Value::Array(list)) = value.get_mut("listings") {
            about_listings = true;
            all.append(list);
        } else {
            about_listings |= !is_strange(&value);
            all.push(value);
        }
    }
    about_listings.then_some(all)
}

/// A listing. Nulls are absent, and so are ages and birth years that nobody has.
pub(crate) fn listing(value: Value) -> serde_json::Result<Listing> {
    let mut object = object(value)?;
    keep(&mut object, "age", age);
    keep(&mut object, "age_range", |range| {
        let [low, high] = range.as_array()?.as_slice() else { return None };
        Some(Value::from(vec![age(low)?, age(high)?]))
    });
    keep(&mut object, "birth_year", |year| {
        whole(year).filter(|year| BIRTH_YEARS.contains(year)).map(Value::from)
    });
    serde_json::from_value(Value::Object(object))
}

/// A person. Nulls are absent; a birth year that cannot be read is an error, because it is the person's own.
pub(crate) fn person(value: Value) -> serde_json::Result<Person> {
    let mut object = object(value)?;
    if let Some(year) = object.get_mut("birth").and_then(|birth| birth.get_mut("year"))
        && let Some(whole) = whole(year)
    {
        *year = whole.into();
    }
    if let Some(Value::Array(relatives)) = object.get_mut("relatives") {
        // One whose name was null.
        relatives.retain(|relative| relative.as_object().is_none_or(|relative| !relative.is_empty()));
    }
    serde_json::from_value(Value::Object(object))
}

/// The object without nulls. Anything else is refused: serde would read an array as the fields in their order.
fn object(mut value: Value) -> serde_json::Result<Map<String, Value>> {
    drop_nulls(&mut value);
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(serde_json::Error::custom("not a JSON object")),
    }
}

/// The depth is bounded by the parser, which reads at most 128 levels.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|_, inner| !inner.is_null());
            object.values_mut().for_each(drop_nulls);
        }
        Value::Array(list) => {
            list.retain(|inner| !inner.is_null());
            list.iter_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

/// Puts the mended value in place of the key's, or drops the key.
fn keep(object: &mut Map<String, Value>, key: &str, mend: impl Fn(&Value) -> Option<Value>) {
    if let Some(value) = object.remove(key)
        && let Some(mended) = mend(&value)
    {
        object.insert(key.to_owned(), mended);
    }
}

fn age(value: &Value) -> Option<Value> {
    whole(value).filter(|age| (0..=OLDEST).contains(age)).map(Value::from)
}

/// A whole number, written as such, as `40.0` or as text.
fn whole(value: &Value) -> Option<i64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    let digits = match text.split_once('.') {
        Some((digits, fraction)) if !fraction.is_empty() && fraction.chars().all(|c| c == '0') => digits,
        Some(_) => return None,
        None => &text,
    };
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_keys_are_those_of_a_listing() {
        let address = unlisted_core::person::Address { city: "Springfield".into(), ..Default::default() };
        let text = || vec!["x".to_owned()];
        let whole = Listing {
            name: Some("x".into()),
            alternative_names: text(),
            age: Some(1),
            age_range: Some([1, 2]),
            birth_year: Some(1994),
            addresses: vec![address],
            phones: text(),
            emails: text(),
            relatives: text(),
            usernames: text(),
            domains: text(),
            details: text(),
            kinds_seen: vec![unlisted_core::fact::Fact::Phone],
            url: Some("x".into()),
            elsewhere: Some("x".into()),
        };
        let value = serde_json::to_value(whole).unwrap();
        let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let mut known = LISTING_KEYS;
        keys.sort_unstable();
        known.sort_unstable();
        assert_eq!(keys, known);
    }

    #[test]
    fn ages_are_whole_numbers_that_somebody_has() {
        for (written, read) in [
            (json!(40), Some(40)),
            (json!(40.0), Some(40)),
            (json!(" 40 "), Some(40)),
            (json!("40.0"), Some(40)),
            (json!(0), Some(0)),
            (json!(120), Some(120)),
            (json!(121), None),
            (json!(-5), None),
            (json!(40.5), None),
            (json!(1e300), None),
            (json!(99_999_999_999_999_999_999_f64), None),
            (json!("forty"), None),
            (json!(""), None),
            (json!(true), None),
            (json!([40]), None),
            (json!(null), None),
        ] {
            let listing = listing(json!({ "name": "Juniper Quillfeather", "age": written })).unwrap();
            assert_eq!(listing.age, read, "age {written}");
            assert!(listing.name.is_some());
        }
        for (written, read) in [
            (json!([30, 39]), Some([30, 39])),
            (json!([30.0, "39"]), Some([30, 39])),
            (json!([39, 30]), Some([39, 30])),
            (json!([30]), None),
            (json!([30, null]), None),
            (json!([30, 300]), None),
            (json!("30-39"), None),
        ] {
            assert_eq!(listing(json!({ "age_range": written })).unwrap().age_range, read, "range {written}");
        }
        for (written, read) in [(json!("1994"), Some(1994)), (json!(1994.0), Some(1994)), (json!(94), None)] {
            assert_eq!(listing(json!({ "birth_year": written })).unwrap().birth_year, read, "{written}");
        }
    }

    #[test]
    fn null_is_absent_everywhere() {
        let all: Map<String, Value> =
            LISTING_KEYS.into_iter().map(|key| (key.to_owned(), Value::Null)).collect();
        assert!(listing(Value::Object(all)).unwrap().is_empty());
        let inner = json!({ "phones": [null, "555-0100"], "addresses": [{ "city": null, "region": "IL" }] });
        let inner = listing(inner).unwrap();
        assert_eq!(
            (inner.phones.as_slice(), inner.addresses[0].region.as_str()),
            (&["555-0100".to_owned()][..], "IL")
        );

        let whole = serde_json::to_value(Person::default()).unwrap();
        let nulls = whole.as_object().unwrap().keys().map(|key| (key.clone(), Value::Null)).collect();
        assert!(person(Value::Object(nulls)).unwrap() == Person::default());
        let inner = person(json!({
            "names": [{ "first": "Juniper", "middle": null, "kind": null }], "affiliations": null,
            "birth": { "date": null, "year": "1994" }, "relatives": [{ "name": null }],
        }))
        .unwrap();
        assert_eq!((inner.names[0].full(), inner.birth.year()), ("Juniper".to_owned(), Some(1994)));
        assert!(inner.relatives.is_empty());
        assert!(person(json!({ "birth": { "year": "soon" } })).is_err(), "one's own year is not dropped");
    }

    #[test]
    fn listings_are_found_in_every_wrapping() {
        let count = |text: &str| unread_listings(values(text).unwrap()).map(|list| list.len());
        for (text, expected) in [
            ("", Some(0)),
            ("[]", Some(0)),
            ("[{},{\"strange\":1}]", Some(2)),
            ("{}", Some(1)),
            ("{}\n{\"name\":\"x\"}\n", Some(2)),
            ("{\"name\":\"x\"}\n{\"strange\":1}", Some(2)),
            ("{\"verdict\":\"listed\",\"listings\":[{},{}]}", Some(2)),
            ("{\"verdict\":\"not_listed\",\"listings\":[]}", Some(0)),
            ("{\"listings\":[{}]}\n{\"listings\":[{},{}]}", Some(3)),
            ("{\"listings\":{}}", None),
            ("{\"listings\":null}", None),
            ("{\"strange\":1}", None),
            ("{\"strange\":1}\n{\"strange\":2}", None),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
