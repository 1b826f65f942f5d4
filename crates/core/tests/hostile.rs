//! Hostile replies, and innocent ones that look like them: `hostile/walls.toml` and `hostile/innocent.toml`, read by every
//! kind of probe. Then made-up replies: any bytes give a verdict, and nothing but a proof gives "not listed".

#![expect(clippy::unwrap_used, reason = "a broken table fails the test")]

use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use unlisted_core::ask::Reply;
use unlisted_core::judge::judge;
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::source::{Definition, Placeholder, Values};
use unlisted_core::{Reason, Verdict};

const HEAD: &str = r#"
format = 1
id = "t"
name = "T"
category = "profile"
home = "https://t.example"
exposes = ["name"]
reach = 3
checked_live = "never"
facts = ["invented"]
removal = { how = "none", steps = ["-"] }
"#;

/// Every kind of probe; `bare` is the weakest: its signs are statuses and nothing else.
const PROBES: [(&str, &str); 5] = [
    (
        "page",
        r#"
[probe]
kind = "page"
url = "https://t.example/p/{first}-{last}"
not_listed = [{ contains = "No results for" }]
listings = { each = "div.card", fields = { name = { select = "h2" } } }
"#,
    ),
    (
        "json",
        r#"
[probe]
kind = "json"
url = "https://t.example/p/{first}-{last}"
not_listed = [{ status = [404] }, { at = "/items", empty = true }]
listings = { each = "/items/*", must = ["name"], fields = { name = ["/name"] } }
"#,
    ),
    (
        "told",
        r#"
[probe]
kind = "presence"
url = "https://t.example/p/{username}"
listed = [{ contains = "profile of" }]
not_listed = [{ contains = "No results for" }]
"#,
    ),
    (
        "bare",
        r#"
[probe]
kind = "presence"
url = "https://t.example/p/{username}"
listed = [{ status = [200] }]
not_listed = [{ status = [404] }, { status = [302, 307] }]
"#,
    ),
    (
        "classes",
        r#"
[probe]
kind = "presence"
url = "https://t.example/p/{username}"
listed = [{ status = ["2xx"], lacks = "No results for" }]
not_listed = [{ status = [404, 410] }, { status = ["3xx"] }]
"#,
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    /// The body where it is no text.
    bytes: Option<Vec<u8>>,
    /// Where the answer came from, if not from where it was asked.
    url: Option<String>,
    /// Walls: what a page probe makes of it.
    reason: Option<Reason>,
    /// Walls: whether the body alone is enough.
    #[serde(default)]
    any_status: bool,
    /// Walls: probes that rightly take it for an answer, as they look at less of it.
    #[serde(default)]
    except: Vec<String>,
    /// Innocent ones: the probe that reads it, what was asked, how often the body is repeated, and what it is.
    on: Option<String>,
    #[serde(default)]
    asked: BTreeMap<Placeholder, String>,
    #[serde(default = "once")]
    repeat: usize,
    verdict: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    reply: Vec<Row>,
}

fn ok() -> u16 {
    200
}

fn once() -> usize {
    1
}

fn definition(kind: &str) -> Definition {
    let (_, probe) = PROBES.iter().find(|(name, _)| *name == kind).expect("a probe of that name");
    read_definition("t.toml", &format!("{HEAD}{probe}")).unwrap()
}

fn asked() -> Values {
    BTreeMap::from([
        (Placeholder::Username, "lumenfox".to_owned()),
        (Placeholder::First, "Juniper".to_owned()),
        (Placeholder::Last, "Quillfeather".to_owned()),
    ])
}

fn judged(kind: &str, row: &Row, status: u16) -> Verdict {
    let definition = definition(kind);
    let mut asked = asked();
    asked.extend(row.asked.clone());
    let url = match &row.url {
        Some(url) => url::Url::parse(url).unwrap(),
        None => definition.template().fill(&asked).unwrap(),
    };
    let body = row.bytes.clone().unwrap_or_else(|| {
        row.body
            .replace(
                "PICTURE",
                &"iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4/w=".repeat(5_000),
            )
            .repeat(row.repeat)
            .into_bytes()
    });
    let headers = row.headers.clone().into_iter().collect();
    judge(&definition, &asked, Ok(&Reply { status, headers, body: body.into(), url: url.into() }))
}

fn told(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Listed { listings, .. } => format!("listed {}", listings.len()),
        Verdict::NotListed => "not_listed".to_owned(),
        Verdict::Unknown { reason } => format!("unknown {reason:?}"),
    }
}

#[test]
fn walls_are_never_answers() {
    let table: Table = toml::from_str(include_str!("hostile/walls.toml")).unwrap();
    assert!(table.reply.len() >= 80, "{} hostile replies", table.reply.len());
    let mut wrong = Vec::new();
    for row in &table.reply {
        let statuses = if row.any_status { vec![row.status, 200, 404] } else { vec![row.status] };
        for status in statuses {
            for (kind, _) in PROBES.iter().filter(|(kind, _)| !row.except.iter().any(|except| except == kind))
            {
                let verdict = judged(kind, row, status);
                let reason = match &verdict {
                    Verdict::Unknown { reason } => Some(*reason),
                    Verdict::Listed { .. } | Verdict::NotListed => None,
                };
                let named = *kind != "page" || status != row.status || reason == row.reason;
                if reason.is_none() || !named {
                    wrong.push(format!("{} at {status}, on {kind}: {}", row.name, told(&verdict)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a wall says nothing about a person\n{}", wrong.join("\n"));
}

#[test]
fn ordinary_answers_are_no_walls() {
    let table: Table = toml::from_str(include_str!("hostile/innocent.toml")).unwrap();
    assert!(table.reply.len() >= 30, "{} innocent replies", table.reply.len());
    let wrong: Vec<String> = table
        .reply
        .iter()
        .filter_map(|row| {
            let found = told(&judged(row.on.as_deref().unwrap(), row, row.status));
            (Some(&found) != row.verdict.as_ref()).then(|| format!("{}: {found}", row.name))
        })
        .collect();
    assert!(wrong.is_empty(), "a false wall hides what a site shows\n{}", wrong.join("\n"));
}

/// A page that says "no results" for the town before it lists the person elsewhere.
fn listed_page() -> String {
    let cards: Vec<String> =
        (0..4).map(|at| format!("<div class=card><h2>Juniper Q{at}</h2></div>\n")).collect();
    let cards = cards.concat();
    format!(
        "<!doctype html><html><head><title>Results</title></head><body><main><p>No results for Juniper in Dayton.</p>\
         <p>Elsewhere:</p><section>{cards}</section></main></body></html>"
    )
}

#[test]
fn a_page_cut_anywhere_before_its_records_is_no_proof() {
    let fragment = listed_page().split("<body>").nth(1).unwrap().split("</body>").next().unwrap().to_owned();
    for (page, kinds) in [(listed_page(), ["page", "told"]), (fragment, ["page", "told"])] {
        for kind in kinds {
            // A presence probe has no cards: to it the whole page is a proof, and any part of it is not.
            let most = if kind == "told" { page.rfind("</div>").unwrap() } else { page.len() };
            for end in 0..most {
                let row = row(200, page.as_bytes().get(..end).unwrap().to_vec());
                let verdict = judged(kind, &row, 200);
                assert_ne!(verdict, Verdict::NotListed, "{kind}, {end} bytes of {}", page.len());
            }
        }
    }
}

#[test]
fn lying_letters_prove_nothing() {
    let page = "<html><body><p>No results for Jürgen</p></body></html>";
    for (charset, expected) in
        [("utf-8", "not_listed"), ("iso-8859-1", "not_listed"), ("utf-7", "unknown Changed")]
    {
        let mut row = row(200, page.as_bytes().to_vec());
        row.headers.insert("content-type".to_owned(), format!("text/html; charset={charset}"));
        assert_eq!(told(&judged("page", &row, 200)), expected, "{charset}");
    }
    let listed = |bytes: &[u8]| {
        let verdict = judged("page", &row(200, bytes.to_vec()), 200);
        let Verdict::Listed { listings, .. } = verdict else { panic!("it is readable") };
        listings[0].name.clone().unwrap()
    };
    assert_eq!(listed(b"<meta charset=windows-1252><div class=card><h2>J\xfcrgen Q</h2></div>"), "Jürgen Q");
    assert_eq!(listed(b"<meta charset=shift_jis><div class=card><h2>\x83A\x83C</h2></div>"), "アイ");
    let garbled = listed(
        b"<meta charset=utf-8><div class=card><h2>\xc8\xe2\xe0\xed\xc8\xe2\xe0\xed\xc8\xe2 Q</h2></div>",
    );
    assert!(garbled.contains('\u{fffd}'), "what nobody can read is shown as such: {garbled}");
}

fn row(status: u16, bytes: Vec<u8>) -> Row {
    Row {
        name: String::new(),
        status,
        headers: BTreeMap::new(),
        body: String::new(),
        bytes: Some(bytes),
        url: None,
        reason: None,
        any_status: false,
        except: Vec::new(),
        on: None,
        asked: BTreeMap::new(),
        repeat: 1,
        verdict: None,
    }
}

/// Pieces of pages: walls, proofs, records and broken markup.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>No results for Juniper</p>".to_owned()),
        Just("<div class=card><h2>J Q</h2></div>".to_owned()),
        Just("<div class=card><h3>renamed</h3></div>".to_owned()),
        Just("<html><body>".to_owned()),
        Just("</body></html>".to_owned()),
        Just("<title>Just a moment...</title>".to_owned()),
        Just("<template><script>".to_owned()),
        Just("</script></template>".to_owned()),
        Just("<table><b><select><a>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("profile of lumenfox".to_owned()),
        Just("{\"items\":[]}".to_owned()),
        // Without the beginning of a tag, which would swallow the card after it.
        "[ -;=-~]{0,12}",
        any::<String>().prop_map(|text| text.replace('<', "")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_verdict(status in 100_u16..1000, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for (kind, _) in PROBES {
            let verdict = judged(kind, &row(status, bytes.clone()), status);
            let may_say_no = matches!(kind, "json" | "bare" | "classes") && matches!(status, 404 | 410 | 300..=399);
            prop_assert!(may_say_no || verdict != Verdict::NotListed, "random bytes prove nothing: {kind} at {status}");
        }
    }

    #[test]
    fn only_a_proof_says_no(pieces in prop::collection::vec(piece(), 0..12)) {
        let body = pieces.concat();
        for kind in ["page", "told"] {
            let verdict = judged(kind, &row(200, body.clone().into_bytes()), 200);
            if verdict == Verdict::NotListed {
                prop_assert!(body.contains("No results for"), "without its proof: {body}");
                prop_assert!(!body.contains("class=card") || kind == "told" || body.contains("<template>") || body.contains("<!--")
                    || body.contains("<script>") || body.contains("<select>"), "beside a card: {body}");
            }
        }
    }
}
