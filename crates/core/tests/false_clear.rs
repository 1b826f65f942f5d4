//! Pages that show the person while the words of "no results" stand somewhere: none of them is ever "not listed".

#![expect(clippy::unwrap_used, reason = "a broken table fails the test")]

use unlisted_core::ask::Reply;
use unlisted_core::judge::{judge, judge_for};
use unlisted_core::source::{Catalogue, Definition, Placeholder, Probe, Values};
use unlisted_core::{OwnFacts, Person, Profile, Verdict};

/// Ways in which the words stand on a page without being its answer; `{no}` is where they stand.
const WAYS: [&str; 24] = [
    "<!-- {no} -->",
    "<template>{no}</template>",
    "<script>var empty = '{no}'</script>",
    "<noscript>{no}</noscript>",
    "<div hidden>{no}</div>",
    "<div style='display:none'>{no}</div>",
    "<div style='visibility: hidden'>{no}</div>",
    "<div style='opacity:0'>{no}</div>",
    "<div style='position:absolute;left:-9999px'>{no}</div>",
    "<style>.box .none{display:none}</style><div class=box><p class=none>{no}</p></div>",
    "<style>@media screen{.none{display:none}}</style><p class=none>{no}</p>",
    "<style>p:is(.none){display:none}</style><p class=none>{no}</p>",
    "<p class=sr-only>{no}</p>",
    "<p aria-hidden=true>{no}</p>",
    "<div class='modal fade'>{no}</div>",
    "<div class='tab-pane'>{no}</div>",
    "<dialog>{no}</dialog>",
    "<details><summary>Help</summary>{no}</details>",
    "<p popover>{no}</p>",
    "<p hidden=until-found>{no}</p>",
    "<p>{no}</p>",
    "<p>Photos: {no}</p>",
    "<input placeholder='{no}'><p>{no}</p>",
    "<select><option>{no}</option></select>",
];

/// How pages show one person, with markup that no definition knows.
const LAYOUTS: [&str; 10] = [
    "<section class=tile><h3>Juniper Quillfeather, age 32</h3><p>Lives at 1420 Example Lane, Springfield, IL 62701</p></section>",
    "<table><tr><th>Name<th>Age<th>City<tr><td>Juniper<td>Quillfeather<td>32 years old<td>Springfield, IL</table>",
    "<dl><dt>Name<dd>Juniper M. Quillfeather<dt>Age<dd>Age 32<dt>Phone<dd>(217) 555-0142</dl>",
    "<p>Record ID: 425234752<br>QUILLFEATHER, JUNIPER<br>1420 EXAMPLE LN<br>SPRINGFIELD IL 62701<br>217-555-0142</p>",
    "<a href=/p/1><h2>Juniper Quillfeather</h2><span>Springfield, IL</span><span>Related to Marlow Quillfeather</span></a>",
    "<ul><li><b>Juniper Quillfeather</b> <i>(32)</i><li>Used to live in Boise, ID</ul>",
    "<div><div>June Quillfeather</div><div>born March 1994</div><div>Example Lane</div></div>",
    "<article><h3><span>Juniper</span> <span>Quillfeather</span></h3><p>Age: 32</p></article>",
    "<pre>Juniper Quillfeather\n1420 Example Lane\nSpringfield IL</pre>",
    "<div>J. Quillfeather</div><div>1420 Example Ln</div><div>Tamsin Oakmere, 45</div>",
];

const HEAD: &str = "<!doctype html><html><head><title>People</title></head><body>";

fn values(definition: &Definition) -> Values {
    let all = [
        (Placeholder::First, "Juniper"),
        (Placeholder::Last, "Quillfeather"),
        (Placeholder::City, "Springfield"),
        (Placeholder::Region, "IL"),
        (Placeholder::RegionName, "Illinois"),
    ];
    let needs = definition.needs();
    all.iter()
        .filter(|(key, _)| needs.contains(key))
        .map(|(key, value)| (*key, (*value).to_owned()))
        .collect()
}

fn reply(definition: &Definition, asked: &Values, body: &str) -> Reply {
    Reply {
        status: 200,
        headers: vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())],
        body: body.as_bytes().to_vec().into(),
        url: definition.template().fill(asked).unwrap().into(),
    }
}

/// The definitions that read a page of people by a name, and the words that each takes for "no results".
fn readers(catalogue: &Catalogue) -> Vec<(&Definition, Vec<String>)> {
    let by_name = |definition: &&Definition| definition.needs().contains(&Placeholder::Last);
    let is_page = |definition: &&Definition| {
        matches!(definition.probe, Probe::Page(_) | Probe::Hand(_)) && definition.probe.reading().is_some()
    };
    let words = |definition: &Definition| {
        let signs = definition.probe.not_listed().iter();
        signs
            .map(|sign| sign.contains.iter().collect::<Vec<_>>().join(" "))
            .filter(|words| !words.is_empty())
            .collect()
    };
    catalogue
        .iter()
        .filter(by_name)
        .filter(is_page)
        .map(|definition| (definition, words(definition)))
        .collect()
}

#[test]
fn a_page_that_shows_the_person_is_never_not_listed() {
    let catalogue = Catalogue::built_in();
    let readers = readers(&catalogue);
    assert!(readers.len() >= 4, "there are page definitions to try: {}", readers.len());
    let (mut tried, mut wrong) = (0, Vec::new());
    for (definition, words) in &readers {
        let asked = values(definition);
        for no in words {
            for (way, layout) in WAYS.iter().flat_map(|way| LAYOUTS.iter().map(move |layout| (way, layout))) {
                let way = way.replace("{no}", no);
                for body in [
                    format!("{HEAD}{way}{layout}</body></html>"),
                    format!("{HEAD}{layout}{way}</body></html>"),
                ] {
                    tried += 1;
                    if judge(definition, &asked, Ok(&reply(definition, &asked, &body))) == Verdict::NotListed
                    {
                        wrong.push(format!("{}: {body}", definition.id.0));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} read as not listed, such as {:#?}", wrong.len(), wrong.first());
    assert!(tried >= 200, "enough pages were tried: {tried}");
}

/// The finder is not needed where the person's own facts stand on the page, however strange its markup is.
#[test]
fn a_page_with_an_own_fact_is_never_not_listed_whatever_was_asked() {
    let person: Person = serde_json::from_value(serde_json::json!({
        "names": [{ "first": "Juniper", "last": "Quillfeather" }],
        "birth": { "date": "1994-03-05" },
        "addresses": [{ "street": "1420 Example Lane", "city": "Springfield", "region": "IL", "current": true }],
        "phones": ["+12175550142"], "emails": ["juniper@example.com"], "usernames": ["lumenfox"],
        "relatives": [{ "name": "Marlow Quillfeather" }], "domains": ["example.org"],
    }))
    .unwrap();
    let own = OwnFacts::derive(&Profile::from_person(&person));
    let shown = [
        "1420 Example Ln",
        "(217) 555-0142",
        "juniper&#64;example.com",
        "03/05/1994",
        "Marlow Quillfeather",
        r"\u0031420 Example Lane",
        "%31420%20Example%20Lane",
    ];
    let catalogue = Catalogue::built_in();
    let mut tried = 0;
    for definition in
        catalogue.iter().filter(|definition| !definition.is_by_hand() || definition.probe.reading().is_some())
    {
        for example in definition.examples.iter().filter(|example| example.verdict == "not_listed") {
            let Some(asked) = example.given.clone() else { continue };
            let with = |extra: &str| {
                let body = if example.body.trim_start().starts_with('<') {
                    example.body.replacen(
                        "</body>",
                        &format!("<div class=x data-y='{extra}'></div></body>"),
                        1,
                    )
                } else {
                    example.body.replacen('{', &format!("{{\"more\":\"{extra}\","), 1)
                };
                let mut headers: Vec<(String, String)> =
                    example.headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
                if headers.is_empty() {
                    headers.push(("content-type".to_owned(), "text/html".to_owned()));
                }
                let url = definition.template().fill(&asked).unwrap().into();
                (
                    body.contains(extra),
                    Reply { status: example.status, headers, body: body.into_bytes().into(), url },
                )
            };
            for extra in shown {
                let (is_in, reply) = with(extra);
                if is_in {
                    tried += 1;
                    let verdict = judge_for(&own, definition, &asked, Ok(&reply));
                    assert_ne!(
                        verdict,
                        Verdict::NotListed,
                        "{} with {extra}: {:?}",
                        definition.id.0,
                        example.name
                    );
                }
            }
        }
    }
    assert!(tried > 100, "most definitions were tried: {tried}");
}

/// What an honest page of "no results" has besides stays a "no".
#[test]
fn an_honest_page_of_no_results_is_still_not_listed() {
    let around = [
        "<h1>Juniper Quillfeather in Springfield, IL</h1>",
        "<form><input value='Juniper Quillfeather'></form>",
        "<nav>Home People Juniper Quillfeather</nav>",
        "<footer>Example People Inc, 100 Example Way, Austin, TX 78701, (512) 555-0100</footer>",
        "<p>You must be 18 years old to use this site.</p>",
        "<ul><li>Springfield, IL<li>Albany, NY<li>Salem, OR<li>Boise, ID</ul>",
        "<ul><li>John Smith<li>Mary Jones<li>Ann Lee</ul>",
        "<p>Call us: (800) 555-0100</p>",
    ];
    let catalogue = Catalogue::built_in();
    for (definition, words) in readers(&catalogue) {
        let asked = values(definition);
        for (no, around) in words.iter().flat_map(|no| around.iter().map(move |around| (no, around))) {
            let body = format!("{HEAD}{around}<p>{no}</p></body></html>");
            let verdict = judge(definition, &asked, Ok(&reply(definition, &asked, &body)));
            assert_eq!(verdict, Verdict::NotListed, "{}: {body}", definition.id.0);
        }
    }
}
