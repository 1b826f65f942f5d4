//! No value of a person can change the shape of an address, a body or a header.

use super::*;
use proptest::prelude::*;

fn values(value: &str) -> Values {
    Placeholder::ALL.iter().map(|placeholder| (*placeholder, value.to_owned())).collect()
}

/// The keys and kinds of a JSON value, without its texts.
fn shape(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Object(object) => {
            let parts: Vec<String> =
                object.iter().map(|(key, value)| format!("{key}:{}", shape(value))).collect();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(array) => format!("[{}]", array.iter().map(shape).collect::<Vec<_>>().join(",")),
        Value::String(_) => "text".to_owned(),
        other => other.to_string(),
    }
}

const JSON: &str =
    r#"{"a":"{username}","b":["x {first} y",1],"c":{"q":"query { u(name: \"{username}\") { id } }"}}"#;
const FORM: &str = "op=find&name={username}&req={\"u\":\"{username}\"}&z=1";

fn inside_json(value: &str) -> (serde_json::Value, String) {
    let body =
        BodyTemplate::parse(JSON).fill(&values(value), BodyType::Json).expect("a JSON body takes any value");
    let json: serde_json::Value = serde_json::from_str(&body).expect("the body stays JSON");
    let query =
        json.pointer("/c/q").and_then(serde_json::Value::as_str).expect("the query stays a text").to_owned();
    (json, query)
}

fn quotes(text: &str) -> usize {
    let (mut count, mut escaped) = (0, false);
    for character in text.chars() {
        count += usize::from(character == '"' && !escaped);
        escaped = character == '\\' && !escaped;
    }
    count
}

proptest! {
    #[test]
    fn a_json_body_keeps_its_shape(value in "\\PC{0,12}|[\"\\\\{}:,\\[\\] ]{0,12}|.{0,12}") {
        prop_assume!(!value.trim().is_empty());
        let (plain, plain_query) = inside_json("x");
        let (json, query) = inside_json(&value);
        prop_assert_eq!(shape(&json), shape(&plain));
        prop_assert_eq!(quotes(&query), quotes(&plain_query), "the inner string ends where its author ended it: {}", query);
        let told = value.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(json.pointer("/a").and_then(serde_json::Value::as_str), Some(told.as_str()));
    }

    #[test]
    fn a_form_keeps_its_fields(value in ".{0,12}|[&=%+;\"\\\\#]{0,12}") {
        prop_assume!(!value.trim().is_empty());
        let body = BodyTemplate::parse(FORM).fill(&values(&value), BodyType::Form).expect("a form takes any value");
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(names, ["op", "name", "req", "z"]);
        let told = value.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&fields[1].1, &told);
        let inner: serde_json::Value = serde_json::from_str(&fields[2].1).expect("the inner JSON stays JSON");
        prop_assert_eq!(inner.pointer("/u").and_then(serde_json::Value::as_str), Some(told.as_str()));
    }

    #[test]
    fn an_address_keeps_its_parts(value in ".{0,12}|[/?#&=%.@:\\\\;]{0,12}") {
        let template = Template::parse("https://www.example.com/a/{username}/b?x={first}&y=1").expect("sound");
        let Some(url) = template.fill(&values(&value)) else { return Ok(()) };
        prop_assert_eq!(url.host_str(), Some("www.example.com"));
        prop_assert_eq!((url.port(), url.username(), url.fragment()), (None, "", None));
        prop_assert_eq!(url.path_segments().map(Iterator::count), Some(3));
        prop_assert_eq!(url.query_pairs().map(|(name, _)| name.into_owned()).collect::<Vec<_>>(), ["x", "y"]);
        prop_assert!(template.covers(&url));
    }

    #[test]
    fn a_host_label_names_nobody_elses_host(value in ".{0,12}|[a-z0-9./@:%-]{0,70}") {
        let template = Template::parse("https://{username}.example.co.uk/u").expect("sound");
        let Some(url) = template.fill(&values(&value)) else { return Ok(()) };
        let host = url.host_str().unwrap_or_default();
        prop_assert_eq!(psl::domain_str(host), Some("example.co.uk"));
        prop_assert_eq!(host.split('.').count(), 4, "one label and no more");
        prop_assert_eq!(url.path(), "/u");
        prop_assert!(template.is_host(host) && template.covers(&url));
    }

    #[test]
    fn a_header_stays_one_line(value in ".{0,12}|[\r\n:\u{0} ]{0,12}") {
        let header = HeaderTemplate::parse("/u/{username}; {x}").expect("one line");
        let Some(text) = header.fill(&values(&value)) else { return Ok(()) };
        prop_assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{text:?}");
        let framed = text.starts_with("/u/") && text.ends_with("; {x}");
        prop_assert!(framed, "the author's own text stays");
    }

    #[test]
    fn other_bodies_take_harmless_values_only(value in ".{0,12}|[<>&'\"\r\n]{0,12}") {
        let body = BodyTemplate::parse("<q>{username}</q>");
        let Some(text) = body.fill(&values(&value), BodyType::Text) else { return Ok(()) };
        prop_assert_eq!(text.matches(['<', '>', '&', '\'', '"', '\r', '\n']).count(), 4, "{}", text);
    }
}

#[test]
fn a_body_says_what_is_wrong_with_it() {
    let check = |text: &str, body_type: BodyType, flaw: Option<BodyFlaw>| {
        let body = BodyTemplate::parse(text);
        assert_eq!(body.flaw(body_type), flaw, "body {text}");
        let unsafe_place = flaw.is_some() && flaw != Some(BodyFlaw::NotJson);
        assert!(
            !unsafe_place || body.fill(&values("x"), body_type).is_none(),
            "an unsafe place is never filled: {text}"
        );
    };
    check(r#"{"u":"{username}"}"#, BodyType::Json, None);
    check(r#"{"u":"\u0022{username}\u0022"}"#, BodyType::Json, None);
    check(r#"{"u":{username}}"#, BodyType::Json, Some(BodyFlaw::OutsideString));
    check(r#"{"q":"{u(name:\"a\", id:{username})}"}"#, BodyType::Json, Some(BodyFlaw::OutsideInnerString));
    check(r#"{"q":"{\"u\":\"\\\"{username}\\\"\"}"}"#, BodyType::Json, Some(BodyFlaw::OutsideInnerString));
    check(r#"{"u":"{username}""#, BodyType::Json, Some(BodyFlaw::NotJson));
    check("a=1&u={username}", BodyType::Form, None);
    check("a=\"x\"{username}", BodyType::Form, Some(BodyFlaw::OutsideInnerString));
    check("a=%22{username}%22", BodyType::Form, None);
}

#[test]
fn braces_that_name_nothing_are_text() {
    let body =
        BodyTemplate::parse(r#"{"query":"{user{id}}","u":"{username|upper}","{usernme}":"{ first }"}"#);
    assert_eq!(body.needs(), [Placeholder::Username]);
    assert_eq!(body.odd_words().collect::<Vec<_>>(), ["id", "usernme"]);
    let filled = body.fill(&values("lumenfox"), BodyType::Json);
    assert_eq!(filled.as_deref(), Some(r#"{"query":"{user{id}}","u":"LUMENFOX","{usernme}":"{ first }"}"#));
}
