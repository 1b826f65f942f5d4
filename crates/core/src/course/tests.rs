//! A check that takes several requests: it stays on its site, within its bounds, and loses nothing that was read.

use super::*;
use crate::plan::preview_plan;
use crate::profile::Profile;
use crate::source::{Catalogue, catalogue::read_definition};
use std::collections::BTreeMap;

const HEAD: &str = "format = 1\nid = \"t\"\nname = \"T\"\ncategory = \"profile\"\nhome = \"https://t.example/\"\nexposes = [\"name\"]\n\
    reach = 3\nchecked_live = \"never\"\nfacts = [\"invented\"]\nremoval = { how = \"none\", steps = [\"-\"] }\n";

const PAGE: &str = r#"
[probe]
kind = "page"
url = "https://www.t.example/find?name={username}"
not_listed = [{ contains = "Nobody found" }]
[probe.listings]
each = "li"
[probe.listings.fields]
name = { select = "b" }
url = { select = "a", attribute = "href" }
[probe.next]
select = "a.next"
[probe.detail]
most = 2
each = "main"
fields = { name = { select = "h1" }, phones = { select = "i" } }
[control]
given = { username = "zzqq" }
"#;

const JSON: &str = r#"
[probe]
kind = "json"
url = "https://api.t.example/find?name={username}"
key = { ask = "a key", place = "query", name = "key", public = "K" }
not_listed = [{ at = "/all", empty = true }]
[probe.listings]
each = "/all/*"
fields = { name = ["/name"], url = ["/link"] }
[probe.next]
page = "p"
most = 4
[probe.detail]
fields = { phones = ["/phones/*"] }
"#;

/// Plays a site of these pages, by path and query, to the end: the addresses asked after the first, and the verdict.
fn play(probe: &str, site: &[(&str, u16, &str)], control: bool) -> (Vec<String>, Verdict) {
    let text = format!("{HEAD}{probe}");
    let definition = read_definition("t.toml", &text).unwrap();
    let mut catalogue = Catalogue::default();
    catalogue.add("t.toml", &text).unwrap();
    let person = crate::Person { usernames: vec!["lumenfox".into()], ..crate::Person::default() };
    let plan = preview_plan(&catalogue, &Profile::from_person(&person));
    let check = plan.checks.iter().find(|check| check.control == control).unwrap();
    let pages: BTreeMap<&str, (u16, &str)> =
        site.iter().map(|(at, status, body)| (*at, (*status, *body))).collect();
    let (mut course, mut request) = Course::begin(&definition, check, None, &OwnFacts::default()).unwrap();
    let mut asked = Vec::new();
    for _ in 0..50 {
        let url = request.url.reveal().clone();
        let place = url.as_str().split_once(".example").unwrap().1.to_owned();
        let reply = pages.get(place.as_str()).map(|(status, body)| Reply {
            status: *status,
            headers: Vec::new(),
            body: body.as_bytes().to_vec().into(),
            url: url.clone().into(),
        });
        match course.take(&definition, reply.as_ref().ok_or(&NoReply::Offline)) {
            Next::Ask(next) => request = *next,
            Next::Done(verdict) => {
                assert!(asked.len() <= usize::from(check.at_most), "no more than the plan said: {asked:?}");
                return (asked, verdict);
            }
        }
        asked.push(request.url.reveal().to_string());
    }
    panic!("a course has no end: {asked:?}");
}

fn names(verdict: &Verdict) -> Vec<&str> {
    let Verdict::Listed { listings, .. } = verdict else { panic!("not listed: {verdict:?}") };
    listings.iter().filter_map(|listing| listing.name.as_deref()).collect()
}

fn phones(verdict: &Verdict) -> Vec<&str> {
    let Verdict::Listed { listings, .. } = verdict else { panic!("not listed: {verdict:?}") };
    listings.iter().flat_map(|listing| &listing.phones).map(String::as_str).collect()
}

const FIRST: &str = "/find?name=lumenfox";

#[test]
fn result_pages_are_followed_and_what_is_behind_each_card_is_read() {
    let (asked, verdict) = play(
        PAGE,
        &[
            (
                FIRST,
                200,
                "<body><li><b>A Quill</b><a href=/p/1>x</a></li><a class=next href='?name=lumenfox&p=2'>n</a>",
            ),
            ("/find?name=lumenfox&p=2", 200, "<body><li><b>B Quill</b><a href=/p/2>x</a></li>"),
            ("/p/1", 200, "<body><main><h1>A. Quill</h1><i>217-555-0101</i></main>"),
            ("/p/2", 200, "<body><main><h1>B. Quill</h1><i>217-555-0102</i></main>"),
        ],
        false,
    );
    assert_eq!(
        asked,
        [
            "https://www.t.example/find?name=lumenfox&p=2",
            "https://www.t.example/p/1",
            "https://www.t.example/p/2"
        ]
    );
    assert_eq!(names(&verdict), ["A Quill", "B Quill"]);
    assert_eq!(phones(&verdict), ["217-555-0101", "217-555-0102"]);
}

#[test]
fn what_goes_wrong_later_loses_nothing_and_is_never_a_no() {
    let first = "<body><li><b>A Quill</b><a href=/p/1>x</a></li><li><b>B Quill</b><a href=/p/2>x</a></li><a class=next href='/more'>n</a>";
    let check = |more: (u16, &str), behind: (u16, &str), last: (u16, &str), expected: &[&str]| {
        let site = [
            (FIRST, 200, first),
            ("/more", more.0, more.1),
            ("/p/1", behind.0, behind.1),
            ("/p/2", last.0, last.1),
        ];
        let (_, verdict) = play(PAGE, &site, false);
        assert_eq!(names(&verdict), ["A Quill", "B Quill"], "after {more:?} and {behind:?}");
        assert_eq!(phones(&verdict), expected, "after {more:?} and {behind:?}");
    };
    let good = (200, "<body><main><h1>Bo Quill</h1><i>217-555-0102</i></main>");
    check((200, "<body><p>Nobody found"), (404, "gone"), good, &["217-555-0102"]);
    check((200, "<body>something else"), (200, "<body>something else"), good, &["217-555-0102"]);
    check((500, "fault"), (500, "fault"), good, &["217-555-0102"]);
    check(
        (200, "<body>"),
        (200, "<body><main><h1>Somebody Else</h1><i>217-555-0199</i></main>"),
        good,
        &["217-555-0102"],
    );
    // A site that keeps us out is not asked on.
    check((429, "slow down"), good, good, &[]);
    check((200, "<body>"), (403, "no"), good, &[]);
}

#[test]
fn links_off_the_site_are_not_followed() {
    for link in [
        "https://elsewhere.example/p/1",
        "https://t.example.elsewhere.example/p/1",
        "http://www.t.example/p/1",
        "https://www.t.example:8443/p/1",
        "https://somebody@www.t.example/p/1",
        "javascript:alert(1)",
        "https://127.0.0.1/p/1",
        "//elsewhere.example/p",
        "#top",
        "",
    ] {
        let first =
            format!("<body><li><b>A Quill</b><a href='{link}'>x</a></li><a class=next href='{link}'>n</a>");
        let (asked, verdict) = play(PAGE, &[(FIRST, 200, &first)], false);
        assert_eq!(names(&verdict), ["A Quill"]);
        assert!(asked.is_empty(), "{link:?} leads to {asked:?}");
    }
}

#[test]
fn a_site_that_links_on_and_on_is_left_at_the_bound() {
    let page = |at: usize| {
        let cards: Vec<String> =
            (0..5).map(|card| format!("<li><b>N{at}{card}</b><a href=/p/{at}{card}>x</a></li>")).collect();
        format!("<body>{}<a class=next href='/r/{}'>n</a>", cards.join(""), at + 1)
    };
    let bodies: Vec<(String, String)> =
        (0..30).map(|at| (if at == 0 { FIRST.to_owned() } else { format!("/r/{at}") }, page(at))).collect();
    let mut site: Vec<(&str, u16, &str)> =
        bodies.iter().map(|(at, body)| (at.as_str(), 200, body.as_str())).collect();
    let behind: Vec<String> = (0..5).map(|card| format!("/p/0{card}")).collect();
    site.extend(behind.iter().map(|at| (at.as_str(), 200, "<body><main><i>217-555-0101</i></main>")));
    let (asked, verdict) = play(PAGE, &site, false);
    assert_eq!(asked.len(), 4, "three pages and two behind cards: {asked:?}");
    assert_eq!(names(&verdict).len(), 15);
    // The same page again and again ends it too.
    let looped = "<body><li><b>A Quill</b></li><a class=next href='?name=lumenfox'>n</a>";
    assert!(play(PAGE, &[(FIRST, 200, looped)], false).0.is_empty());
}

#[test]
fn only_listed_leads_further() {
    let no = "<body><p>Nobody found</p><a class=next href=/r/1>n</a></body>";
    assert_eq!(play(PAGE, &[(FIRST, 200, no)], false), (Vec::new(), Verdict::NotListed));
    let strange = "<body><p>Hello</p><a class=next href=/r/1>n</a>";
    assert_eq!(play(PAGE, &[(FIRST, 200, strange)], false), (Vec::new(), Verdict::unknown(Reason::Changed)));
    let card = "<body><li><b>A Quill</b><a href=/p/1>x</a></li><a class=next href=/r/1>n</a>";
    let (asked, verdict) = play(PAGE, &[("/find?name=zzqq", 200, card)], true);
    assert!(asked.is_empty() && names(&verdict) == ["A Quill"], "an invented name leads nowhere further");
}

#[test]
fn pages_are_counted_until_one_has_nothing_new_and_the_key_goes_along() {
    let card = |at: u8| format!(r#"{{"all":[{{"name":"N{at}","link":"https://api.t.example/p/{at}"}}]}}"#);
    let (one, two, again) = (card(1), card(2), card(2));
    let (asked, verdict) = play(
        JSON,
        &[
            ("/find?name=lumenfox&key=K", 200, &one),
            ("/find?name=lumenfox&key=K&p=2", 200, &two),
            ("/find?name=lumenfox&key=K&p=3", 200, &again),
            ("/p/1?key=K", 200, r#"{"phones":["217-555-0101"]}"#),
            ("/p/2?key=K", 200, r#"{"phones":["217-555-0102"]}"#),
        ],
        false,
    );
    assert_eq!(asked.len(), 4, "two further pages and two details: {asked:?}");
    assert_eq!(names(&verdict), ["N1", "N2"]);
    assert_eq!(phones(&verdict), ["217-555-0101", "217-555-0102"]);
    let Verdict::Listed { listings, .. } = &verdict else { unreachable!() };
    let links: Vec<_> = listings.iter().filter_map(|listing| listing.url.as_deref()).collect();
    assert!(links.iter().all(|link| !link.contains("key=")), "a key stands in no listing");
}

#[test]
fn a_key_stays_on_its_host() {
    let elsewhere = r#"{"all":[{"name":"N1","link":"https://other.t.example/p/1"}]}"#;
    let (asked, _) = play(JSON, &[("/find?name=lumenfox&key=K", 200, elsewhere)], false);
    assert!(asked.iter().all(|url| url.starts_with("https://api.t.example/")), "{asked:?}");
}

#[test]
fn a_listing_under_a_shortened_name_says_so() {
    let probe = "[probe]\nkind = \"presence\"\nurl = \"https://t.example/{username}\"\nstrip = \"x\"\nlisted = [{ at = \"/id\" }]\n";
    let (_, verdict) = play(probe, &[("/lumenfo", 200, r#"{"id":1}"#)], false);
    let Verdict::Listed { listings, .. } = verdict else { panic!("the account is there") };
    assert_eq!(listings[0].usernames, ["lumenfo"], "the name that was asked, not the person's own");
    assert_eq!(listings[0].details, [SHORTENED]);
}

#[test]
fn a_control_tells_an_invented_account_from_a_known_one() {
    let probe = "[probe]\nkind = \"presence\"\nurl = \"https://t.example/{username}\"\nknown = [\"old\", \"alive\", \"third\"]\n\
        listed = [{ at = \"/id\" }]\nnot_listed = [{ status = [404] }]\n[control]\ngiven = { username = \"zzqq\" }\n";
    let check = |old: (u16, &str), alive: (u16, &str), requests: usize, expected: Verdict| {
        let site = [
            ("/zzqq", 404, ""),
            ("/old", old.0, old.1),
            ("/alive", alive.0, alive.1),
            ("/third", 200, r#"{"id":3}"#),
        ];
        let (asked, verdict) = play(probe, &site, true);
        assert_eq!((asked.len(), verdict), (requests, expected), "{old:?} and {alive:?}");
    };
    let (yes, no) = ((200, r#"{"id":1}"#), (404, ""));
    check(yes, no, 1, Verdict::NotListed);
    check(no, yes, 2, Verdict::NotListed);
    // Nobody is known there any more: its "no" says nothing about the person.
    check(no, no, 2, Verdict::unknown(Reason::Changed));
    check((200, "{}"), no, 2, Verdict::unknown(Reason::Changed));
    check((429, ""), yes, 1, Verdict::unknown(Reason::RateLimited));
    let everybody = [("/zzqq", 200, r#"{"id":1}"#)];
    assert!(
        matches!(play(probe, &everybody, true).1, Verdict::Listed { .. }),
        "an invented account is claimed"
    );
    let (asked, verdict) = play(probe, &[("/lumenfox", 404, "")], false);
    assert_eq!((asked.len(), verdict), (0, Verdict::NotListed), "only controls ask about others");
}

#[test]
fn a_result_page_that_was_not_read_is_counted() {
    let card = |name: &str, next: &str| format!("<body><li><b>{name}</b></li><li><p>?</p></li>{next}");
    let next = |page: usize| format!("<a class=next href='?name=lumenfox&p={page}'>n</a>");
    let check = |second: (u16, &str), expected: usize, why: &str| {
        let site = [
            (FIRST, 200, card("A Quill", &next(2))),
            ("/find?name=lumenfox&p=2", second.0, second.1.to_owned()),
        ];
        let site: Vec<(&str, u16, &str)> =
            site.iter().map(|(at, status, body)| (*at, *status, body.as_str())).collect();
        let Verdict::Listed { unread, .. } = play(PAGE, &site, false).1 else {
            panic!("what was read is lost")
        };
        assert_eq!(unread, expected, "{why}");
    };
    check((200, &card("B Quill", "")), 2, "one entry of each page");
    check((200, &card("A Quill", "")), 1, "the first page once more");
    check((200, "<html><body><p>Nobody found</p></body></html>"), 1, "there is nothing on the second page");
    for wall in [(403, "no"), (429, ""), (500, ""), (200, "<body><p>?")] {
        check(wall, 2, "the second page is there and was not read");
    }
    // Who counts asks for a page that may not be there.
    let item = r#"{"all":[{"name":"A"}]}"#;
    let counted = |second: &[(&str, u16, &str)]| {
        let mut site = vec![("/find?name=lumenfox&key=K", 200, item)];
        site.extend_from_slice(second);
        match play(JSON, &site, false).1 {
            Verdict::Listed { unread, .. } => unread,
            other => panic!("what was read is lost: {other:?}"),
        }
    };
    let second = "/find?name=lumenfox&key=K&p=2";
    assert_eq!(counted(&[(second, 404, "{}")]), 0, "there is no second page");
    assert_eq!(counted(&[(second, 429, "")]), 1, "nobody can tell what is on the second page");
}

const LINKS: [&str; 9] = [
    "/find?name=lumenfox&p=2",
    "?p=3",
    "/p/1",
    "https://api.t.example/p/2",
    "https://elsewhere.example/p",
    "http://www.t.example/p",
    "https://10.0.0.1/p",
    "//t.example.elsewhere.example/",
    "",
];

fn some_page(shape: u8, link: usize, more: usize) -> (u16, String) {
    let (link, more) = (LINKS[link % LINKS.len()], LINKS[more % LINKS.len()]);
    let next = format!("<a class=next href='{more}'>n</a>");
    match shape % 7 {
        0 => (200, format!("<body><p>Nobody found</p>{next}")),
        1 => (403, "no".to_owned()),
        2 => (200, format!("<body><main><h1>A Quill</h1><i>217-555-0101</i></main>{next}")),
        3 => (500, String::new()),
        4 => (200, format!("<body><p>?</p>{next}")),
        _ => {
            (200, format!("<body><li><b>A Quill</b><a href='{link}'>x</a></li><li><b>B{link}</b></li>{next}"))
        }
    }
}

proptest::proptest! {
    /// Whatever a site answers, nothing off it is asked, nothing beyond the plan, and a "listed" stays one.
    #[test]
    fn any_site_keeps_a_course_within_its_plan(replies in proptest::collection::vec((0_u8..7, 0_usize..9, 0_usize..9), 1..40)) {
        let text = format!("{HEAD}{PAGE}");
        let definition = read_definition("t.toml", &text).unwrap();
        let values = Values::from([(crate::source::Placeholder::Username, "lumenfox".to_owned())]);
        let check = Questions::about_a_person(&definition).check(&values, Vec::new(), false).unwrap();
        let (mut course, mut request) = Course::begin(&definition, &check, None, &OwnFacts::default()).unwrap();
        let (mut first, mut asked) = (None, 0_u16);
        let verdict = loop {
            let (shape, link, more) = replies[usize::from(asked) % replies.len()];
            let (status, body) = some_page(shape, link, more);
            let reply = Reply { status, headers: Vec::new(), body: body.into_bytes().into(), url: request.url.clone() };
            first.get_or_insert_with(|| judge(&definition, &values, Ok(&reply)));
            match course.take(&definition, Ok(&reply)) {
                Next::Ask(next) => request = *next,
                Next::Done(verdict) => break verdict,
            }
            asked += 1;
            proptest::prop_assert!(asked <= check.at_most, "no more than the plan said");
            let url = request.url.reveal();
            proptest::prop_assert_eq!(url.scheme(), "https");
            proptest::prop_assert_eq!(psl::domain_str(url.host_str().unwrap()), Some("t.example"));
        };
        match first {
            Some(Verdict::Listed { listings, .. }) => {
                let Verdict::Listed { listings: told, .. } = verdict else { panic!("what was read is lost") };
                proptest::prop_assert!(told.len() >= listings.len());
            }
            other => proptest::prop_assert_eq!(Some(verdict), other, "the first answer decides"),
        }
    }
}
