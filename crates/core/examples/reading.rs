//! Measures how long the judge takes over a result page, a JSON answer and pages made to be slow; prints one table.
//!
//! `cargo run --release -p unlisted-core --example reading` for everything, `-- page` or `-- hostile` for one part.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and prints"
)]

use html5ever::tendril::TendrilSink;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use unlisted_core::Verdict;
use unlisted_core::ask::Reply;
use unlisted_core::judge::judge;
use unlisted_core::source::catalogue::read_definition;
use unlisted_core::source::{Definition, Placeholder, Values};

const HEAD: &str = r#"
format = 1
id = "bench"
name = "Bench"
category = "people-search"
home = "https://bench.example"
exposes = ["name"]
reach = 3
checked_live = "never"
facts = ["invented"]
removal = { how = "none", steps = ["-"] }
"#;

const PAGE: &str = r#"
[probe]
kind = "page"
url = "https://bench.example/p/{first}-{last}"
not_listed = [{ contains = "No results for" }]
[probe.listings]
each = "div.card"
[probe.listings.fields]
name = { select = "h2 a" }
alternative_names = { after = "Also known as", split = ";" }
age = { select = ".age", strip = ["Age"] }
birth_year = { after = "Born" }
addresses = { select = "ul.addresses > li" }
phones = { select = "ul.phones li" }
relatives = { select = "div.family span.relative" }
url = { select = "h2 a", attribute = "href" }
"#;

const JSON: &str = r#"
[probe]
kind = "json"
url = "https://bench.example/api/{first}-{last}"
not_listed = [{ at = "/people", empty = true }]
listings = { each = "/people/*", must = ["name"], fields = { name = ["/name"], birth_year = ["/born"], phones = ["/phones/*"], addresses = [{ each = "/homes/*", text = ["/line"] }], relatives = ["/family/*"], details = ["/about"], url = ["/link"] } }
"#;

const MEBIBYTE: usize = 1 << 20;

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    let page = definition(PAGE);
    if only != "hostile" {
        println!("{:<38} {:>9} {:>9} {:>9} {:>8}", "1 MiB, 200 records", "ms", "MB/s", "parser ms", "ratio");
        let body = result_page(MEBIBYTE);
        let parsing = best(|| {
            let sink = scraper::HtmlTreeSink::new(scraper::Html::new_document());
            html5ever::parse_document(sink, html5ever::ParseOpts::default())
                .one(body.as_str())
                .tree
                .nodes()
                .count()
        });
        line("page, judged", &page, &body, parsing);
        let json = result_json(MEBIBYTE);
        let parsing = best(|| serde_json::from_str::<serde_json::Value>(&json).is_ok().into());
        line("JSON, judged", &definition(JSON), &json, parsing);
    }
    if only != "page" {
        println!("\n{:<38} {:>9} {:>9}  verdict", "pages made to be slow, 8 MiB", "ms", "MiB");
        let deep = PAGE.replace("div.card", "div b");
        for (name, body) in hostile(8 * MEBIBYTE) {
            for (kind, definition) in [("", &page), (" (selector `div b`)", &definition(&deep))] {
                let reply = reply(definition, body.as_bytes().to_vec());
                let begun = spent();
                let verdict = judge(definition, &asked(), Ok(&reply));
                let took = millis(spent().saturating_sub(begun));
                println!(
                    "{:<38} {took:>9.1} {:>9.1}  {}",
                    format!("{name}{kind}"),
                    mebibytes(body.len()),
                    told(&verdict)
                );
            }
        }
    }
}

fn line(name: &str, definition: &Definition, body: &str, parsing: Duration) {
    let reply = reply(definition, body.as_bytes().to_vec());
    let mut listed = 0;
    let judging = best(|| {
        let Verdict::Listed { listings, .. } = judge(definition, &asked(), Ok(&reply)) else {
            panic!("it is readable")
        };
        listed = listings.len();
        listed
    });
    assert_eq!(listed, 200, "every record is read");
    let speed = mebibytes(body.len()) * 1.048_576 / judging.as_secs_f64();
    let ratio = judging.as_secs_f64() / parsing.as_secs_f64();
    println!("{name:<38} {:>9.2} {speed:>9.1} {:>9.2} {ratio:>8.2}", millis(judging), millis(parsing));
}

/// The shortest of 7 rounds of 10 runs, for one run: what the work takes when nothing else disturbs it.
fn best(mut run: impl FnMut() -> usize) -> Duration {
    let rounds = (0..7).map(|_| {
        let begun = spent();
        for _ in 0..10 {
            std::hint::black_box(run());
        }
        spent().saturating_sub(begun) / 10
    });
    rounds.min().unwrap_or_default()
}

/// The time this thread has had on a core so far, so that a busy machine does not count; the plain clock where the system
/// does not say.
fn spent() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let on_core = schedule.and_then(|text| text.split(' ').next()?.parse().ok());
    on_core.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// A page as people search sites build them: scripts and styles before 200 cards with classes, links and pictures.
fn result_page(bytes: usize) -> String {
    let mut page = String::from("<!doctype html><html lang=en><head><title>Juniper Quillfeather</title>");
    let frame = bytes / 5;
    while page.len() < frame {
        page.push_str("<style>.card{margin:0 auto;padding:4px 8px}</style><script>window.q=window.q||[];q.push(['a',1]);</script>\n");
    }
    page.push_str("</head><body><main>");
    let filler = "<div class=\"row meta\"><span class=\"icon icon-pin\" aria-hidden=\"true\"></span><i>public records</i></div>\n";
    for at in 0..200 {
        let begun = page.len();
        let _ = write!(
            page,
            "<div class=\"card result\" id=\"r{at}\"><h2 class=\"name\"><a href=\"/p/{at}\">Juniper Q{at} Quillfeather</a></h2>\
             <span class=\"age\">Age {}</span><p>Also known as: June Q{at}; J. Q. {at}</p><div><b>Born</b> 19{:02}</div>\
             <ul class=\"addresses\"><li>{at} Example St, Springfield, IL 62701</li><li>{at} Sample Ct<br>Dayton, OH 45402</li></ul>\
             <ul class=\"phones\"><li>(217) 555-01{:02}</li></ul>\
             <div class=\"family\"><span class=\"relative\">Marlow Q{at}</span>, <span class=\"relative\">Wren Q{at}</span></div>",
            20 + at % 60,
            at % 100,
            at % 100,
        );
        while page.len() - begun < (bytes - frame) / 200 - 120 {
            page.push_str(filler);
        }
        page.push_str("</div>");
    }
    page.push_str("</main></body></html>");
    page
}

fn result_json(bytes: usize) -> String {
    let people: Vec<_> = (0..200)
        .map(|at| {
            serde_json::json!({
                "id": at, "name": format!("Juniper Q{at} Quillfeather"), "born": 1900 + at % 100,
                "phones": [format!("(217) 555-01{:02}", at % 100)],
                "homes": [{ "line": format!("{at} Example St, Springfield, IL 62701") }],
                "family": [format!("Marlow Q{at}"), format!("Wren Q{at}")],
                "link": format!("https://bench.example/p/{at}"),
                "about": "public records ".repeat((bytes / 200 - 280) / 15),
            })
        })
        .collect();
    serde_json::json!({ "people": people }).to_string()
}

/// Shapes on which an HTML parser or a selector is known to be slow, or that are merely large.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    let counted = |make: &dyn Fn(usize) -> String| {
        let mut text = String::with_capacity(bytes);
        let mut at = 0;
        while text.len() < bytes {
            text.push_str(&make(at));
            at += 1;
        }
        text
    };
    vec![
        ("open divs", fill("<div>")),
        ("open lists", fill("<ul><li>")),
        ("open bold", fill("<b>")),
        (
            "bold of 500 sorts, paragraphs",
            counted(&|at| if at < 500 { format!("<b a{at}>") } else { "<p>x".into() }),
        ),
        ("bold of many sorts, closed by blocks", counted(&|at| format!("<p><b a={at}></p>"))),
        ("misnested b and div", fill("<b><div></b>")),
        ("misnested b and p", fill("<b><p></b></p>")),
        ("nested links", fill("<a href=x><p>")),
        ("tables in tables", fill("<table><tr><td>")),
        ("text in tables", fill("<table>x<b>")),
        ("rows beside a table", format!("<table>{}", fill("<div></div>"))),
        ("templates", fill("<template>")),
        ("selects", fill("<select><option>")),
        ("buttons", fill("<button>")),
        ("headings", fill("<h1><p>")),
        ("foreign elements", fill("<svg><math><mi>")),
        ("framesets", fill("<frameset>")),
        ("forms", fill("<form><input>")),
        ("wrong ends", fill("<div></span>")),
        ("ends alone", fill("</p></br></div>")),
        ("ends with attributes", counted(&|at| format!("</a b{at} c{at} d{at}>"))),
        ("one tag of attributes", format!("<div {}>", counted(&|at| format!("a{at} ")))),
        (
            "many tags of 190 attributes",
            counted(&|at| {
                let attributes: Vec<String> = (0..190).map(|n| format!("a{}x{n} ", at % 7)).collect();
                format!("<i {}></i>", attributes.concat())
            }),
        ),
        ("html tags with attributes", counted(&|at| format!("<html a{at}=1>"))),
        ("flat spans", fill("<i></i>")),
        ("flat cards", fill("<div class=card><h2>x</h2></div>")),
        (
            "cards in cards, 400 deep",
            fill(&format!("{}{}", "<div class=card>".repeat(400), "</div>".repeat(400))),
        ),
        ("paragraphs", fill("<p>x")),
        ("line breaks", fill("x<br>")),
        ("comment", format!("<!-- {}", fill("a b "))),
        ("comments", fill("<!---->")),
        ("angle brackets", fill("<")),
        ("tag openings", fill("<a")),
        ("entities", fill("&amp;&notit;")),
        ("script", format!("<script>{}", fill("<!--<script>"))),
        ("zeros", fill("\0")),
        ("plain words", fill("we looked and looked ")),
        ("ordinary page of that size", result_page(bytes)),
        ("50 MiB", "x".repeat(50 * MEBIBYTE)),
        ("JSON arrays", fill("[")),
        ("JSON keys", counted(&|at| if at == 0 { "{\"a\":0".into() } else { format!(",\"k{at}\":0") })),
    ]
}

fn definition(probe: &str) -> Definition {
    read_definition("bench.toml", &format!("{HEAD}{probe}")).expect("the definition above is sound")
}

fn asked() -> Values {
    BTreeMap::from([
        (Placeholder::First, "Juniper".to_owned()),
        (Placeholder::Last, "Quillfeather".to_owned()),
    ])
}

fn reply(definition: &Definition, body: Vec<u8>) -> Reply {
    let url = definition.template().fill(&asked()).expect("both values are given");
    let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    Reply { status: 200, headers, body: body.into(), url: url.into() }
}

fn told(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Listed { listings, .. } => format!("listed {}", listings.len()),
        Verdict::NotListed => "not listed".to_owned(),
        Verdict::Unknown { reason } => format!("unknown: {reason:?}"),
    }
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "sizes here are far below 2^52")]
fn mebibytes(bytes: usize) -> f64 {
    bytes as f64 / MEBIBYTE as f64
}
