//! Imported definitions judge as their entries say: a second, independent reading of both lists is the measure.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};
use unlisted_core::import::{Imported, ListKind, read_list};
use unlisted_core::judge::judge;
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::source::lint::lint_definition;
use unlisted_core::source::{Placeholder, Values};
use unlisted_core::{Definition, Reply, Verdict};

/// Texts of lists: parts of words, of tags and of JSON, other scripts, quotes and backslashes.
const TEXTS: [&str; 9] =
    ["", "Joined", "oine", "\"user\":", "No such account", "<p>Gone", "\u{fc}n\u{ef}", "a\\b\"c", "{}"];
const CODES: [u16; 11] = [200, 201, 204, 301, 302, 400, 403, 404, 410, 429, 500];

/// What the judge reads as a wall whatever a list says.
fn is_wall(status: u16) -> bool {
    matches!(status, 401..=403 | 405..=407 | 418 | 429 | 451 | 500..)
}

#[derive(Clone, Debug)]
struct Answered {
    status: u16,
    body: String,
}

fn answers() -> impl Strategy<Value = Answered> {
    (select(&CODES[..]), subsequence(&TEXTS[..], 0..4), any::<bool>()).prop_map(|(status, texts, page)| {
        let texts = texts.concat();
        let body = if texts == "{}" {
            texts
        } else if page {
            let words = "<h1>Lantern club</h1><p>We repair old lanterns and write about them every week.</p>";
            format!("<!doctype html><html><head><title>Lanterns</title></head><body>{words}{texts}</p></body></html>")
        } else {
            json!({ "about": "lanterns", "more": texts }).to_string()
        };
        Answered { status, body }
    })
}

fn only(imported: &Imported) -> Option<Definition> {
    let taken = imported.taken.first()?;
    let file = format!("username/{}.toml", taken.id.0);
    let problems = lint_definition(&file, &taken.definition);
    assert!(
        problems.is_empty(),
        "an imported definition passes the linter: {problems:?}\n{}",
        taken.definition
    );
    Some(read_definition(&file, &taken.definition).unwrap())
}

fn word(definition: &Definition, answered: &Answered) -> &'static str {
    let asked = Values::from([(Placeholder::Username, "lumenfox".to_owned())]);
    let mut headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    if (300..400).contains(&answered.status) {
        headers.push(("location".to_owned(), "/elsewhere".to_owned()));
    }
    let reply = Reply {
        status: answered.status,
        headers,
        body: answered.body.clone().into_bytes().into(),
        url: definition.template().fill(&asked).unwrap().into(),
    };
    match judge(definition, &asked, Ok(&reply)) {
        Verdict::Listed { .. } => "listed",
        Verdict::NotListed => "not_listed",
        Verdict::Unknown { .. } => "unknown",
    }
}

fn told(exists: bool, missing: bool) -> &'static str {
    match (exists, missing) {
        (true, false) => "listed",
        (false, true) => "not_listed",
        _ => "unknown",
    }
}

/// Whether an answer has the words that nobody is there. A scrap of JSON stands in nearly every answer, so it counts only
/// as the whole of one.
fn says_nobody(answered: &Answered, words: &str) -> bool {
    if words == "{}" { answered.body == words } else { answered.body.contains(words) }
}

/// The entry of `WhatsMyName` read from its own rules: a code and, unless it is empty, a text for each side; both or
/// neither is unknown. What docs/imports.md takes back of that is taken back here.
fn whatsmyname(entry: &Value, answered: &Answered) -> &'static str {
    let code = |name: &str| u16::try_from(entry[name].as_u64().unwrap()).unwrap();
    let text = |name: &str| entry[name].as_str().unwrap();
    let side = |status: &str, words: &str| {
        answered.status == code(status) && (text(words).is_empty() || answered.body.contains(text(words)))
    };
    let mut exists = side("e_code", "e_string");
    let nobody = text("m_string").is_empty() || says_nobody(answered, text("m_string"));
    let mut missing = answered.status == code("m_code") && nobody;
    if is_wall(answered.status) {
        return "unknown";
    }
    let same = code("e_code") == code("m_code");
    if text("m_string").is_empty() && (same || (200..300).contains(&code("m_code"))) {
        missing = false;
    }
    // The same code on both sides and no text on either: nothing tells the two apart.
    if same && text("m_string").is_empty() && text("e_string").is_empty() {
        return "unknown";
    }
    if same && text("e_string").is_empty() {
        exists = exists && !missing;
    }
    // Where the words for nobody stand within another answer, nobody can tell; an account's own words still count.
    let is_within = same && !text("m_string").is_empty() && answered.body.contains(text("m_string"));
    if is_within && text("m_string").contains(text("e_string")) {
        exists = exists && missing;
    }
    match told(exists, missing) {
        // A bare redirect says that the account exists only where it leads to a path that names it; these lead elsewhere.
        "listed" if text("e_string").is_empty() && (300..400).contains(&answered.status) => "unknown",
        "listed" if text("e_string").is_empty() && answered.body == "{}" => "unknown",
        verdict => verdict,
    }
}

/// The entry of Sherlock read from its own rules, with redirects off.
fn sherlock(entry: &Value, answered: &Answered) -> &'static str {
    let texts = |name: &str| match &entry[name] {
        Value::Array(values) => values.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    };
    let codes: Vec<u64> = match &entry["errorCode"] {
        Value::Array(values) => values.iter().filter_map(Value::as_u64).collect(),
        value => value.as_u64().into_iter().collect(),
    };
    let status = u64::from(answered.status);
    let ways: Vec<String> = texts("errorType");
    let has = |way: &str| ways.iter().any(|own| own == way);
    let says = has("message")
        && texts("errorMsg").iter().any(|text| !text.is_empty() && says_nobody(answered, text));
    let gone = has("status_code")
        && if codes.is_empty() { matches!(status, 404 | 410) } else { codes.contains(&status) };
    // A bare success never proves that nobody is there.
    let gone = gone && !(200..300).contains(&status);
    let led_away = has("response_url") && (300..400).contains(&status);
    if is_wall(answered.status) {
        return "unknown";
    }
    let documented = has("status_code") && codes.contains(&status);
    let missing = says || gone || led_away;
    // Where the words for nobody stand within another answer, nobody can tell.
    let half = has("message")
        && texts("errorMsg").iter().any(|text| !text.is_empty() && answered.body.contains(text.as_str()));
    // A success that shows nothing does not show an account.
    let is_hollow = answered.body == "{}";
    told((200..300).contains(&status) && !half && !documented && !is_hollow, missing)
}

fn entry_of_whatsmyname() -> impl Strategy<Value = Value> {
    const ADDRESSES: [&str; 5] = [
        "https://example.com/u/{account}",
        "https://{account}.example.com/",
        "https://example.com/?q={\"n\":\"{account}\"}&x=[1]#top",
        "http://127.0.0.1:8080/{account}",
        "http://site1.localhost:8080/{account}/about",
    ];
    const BODIES: [&str; 4] =
        ["", "{\"user\":\"{account}\",\"x\":{}}", "user={account}&go=1", "say {account}"];
    const STRIPS: [&str; 4] = ["", ".", "-", "@."];
    let signs = (select(&CODES[..]), select(&TEXTS[..]), select(&CODES[..]), select(&TEXTS[..]));
    (select(&ADDRESSES[..]), select(&BODIES[..]), select(&STRIPS[..]), signs).prop_map(
        |(address, body, strip, (e_code, e_string, m_code, m_string))| {
            let mut entry = json!({ "name": "Lanterns", "uri_check": address, "e_code": e_code, "e_string": e_string,
                "m_code": m_code, "m_string": m_string, "known": ["wren"], "cat": "social" });
            if !body.is_empty() {
                entry["post_body"] = body.into();
                entry["headers"] = json!({});
            }
            if !strip.is_empty() {
                entry["strip_bad_char"] = strip.into();
            }
            entry
        },
    )
}

fn entry_of_sherlock() -> impl Strategy<Value = Value> {
    let ways = subsequence(&["message", "status_code", "response_url"][..], 1..4);
    let messages = subsequence(&TEXTS[1..], 1..3);
    let codes = subsequence(&CODES[..], 0..3);
    let methods = select(&["", "GET", "POST"][..]);
    (ways, messages, codes, methods, any::<bool>()).prop_map(|(ways, messages, codes, method, lists)| {
        let mut entry = Map::new();
        let one_or_list = |values: Vec<Value>| match values.as_slice() {
            [one] if !lists => one.clone(),
            _ => Value::Array(values),
        };
        entry.insert("url".into(), "https://example.com/u/{}".into());
        entry.insert("urlMain".into(), "https://example.com/".into());
        entry.insert("username_claimed".into(), "wren".into());
        if ways.contains(&"message") {
            entry.insert("errorMsg".into(), one_or_list(messages.into_iter().map(Value::from).collect()));
        }
        if !codes.is_empty() {
            entry.insert("errorCode".into(), one_or_list(codes.into_iter().map(Value::from).collect()));
        }
        entry.insert("errorType".into(), one_or_list(ways.into_iter().map(Value::from).collect()));
        if !method.is_empty() {
            entry.insert("request_method".into(), method.into());
        }
        if method == "POST" {
            entry.insert("request_payload".into(), json!({ "name": "{}", "more": [{}, "x {} y"] }));
        }
        Value::Object(entry)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatsmyname_entries_mean_what_they_say(entry in entry_of_whatsmyname(), replies in prop::collection::vec(answers(), 8)) {
        let list = json!({ "license": ["CC BY-SA 4.0"], "authors": ["A"], "sites": [entry] });
        let imported = read_list(ListKind::WhatsMyName, list.to_string().as_bytes()).unwrap();
        let definition = only(&imported);
        for answered in &replies {
            let meant = whatsmyname(&entry, answered);
            match &definition {
                Some(definition) => prop_assert_eq!(word(definition, answered), meant, "{} {:?}", entry, answered),
                // An entry is left out only where no account could ever be told by it.
                None => prop_assert!(meant != "listed", "{} {:?} {:?}", entry, answered, imported.left),
            }
        }
    }

    #[test]
    fn sherlock_entries_mean_what_they_say(entry in entry_of_sherlock(), replies in prop::collection::vec(answers(), 8)) {
        let list = json!({ "$schema": "data.schema.json", "Lanterns": entry });
        let imported = read_list(ListKind::Sherlock, list.to_string().as_bytes()).unwrap();
        let definition = only(&imported);
        prop_assert!(definition.is_some(), "{:?}", imported.left);
        for answered in &replies {
            let meant = sherlock(&entry, answered);
            prop_assert_eq!(word(definition.as_ref().unwrap(), answered), meant, "{} {:?}", entry, answered);
        }
    }

    #[test]
    fn any_list_is_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), name in ".{0,40}", text in ".{0,60}") {
        for kind in [ListKind::WhatsMyName, ListKind::Sherlock] {
            let _ = read_list(kind, &bytes);
        }
        let site = json!({ "name": name, "uri_check": format!("https://example.com/{text}/{{account}}"), "e_code": 200,
            "e_string": text, "m_code": 404, "m_string": name, "post_body": text, "headers": { name.clone(): text },
            "strip_bad_char": text, "known": [name], "cat": text, "protection": [text], name.clone(): text });
        let list = json!({ "sites": [site], "license": [text], "authors": [name] });
        let imported = read_list(ListKind::WhatsMyName, list.to_string().as_bytes()).unwrap();
        prop_assert_eq!(imported.taken.len() + imported.left.len(), 1, "no entry is dropped");
    }
}
