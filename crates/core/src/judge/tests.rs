//! The judge on replies of every sort: nothing that was not understood may read as "not listed".

use super::*;
use crate::source::catalogue::read_definition;
use std::collections::BTreeMap;

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

pub(super) const JSON: &str = r#"
[probe]
kind = "json"
url = "https://t.example/u/{username}"
not_listed = [{ status = [404] }, { at = "/items", empty = true }, { at = "/objectClassName", equals = "domain" }]
refused = [{ sign = { at = "/Errors/0" }, reason = "changed" }]
listings = { each = "/items/*", must = ["name"], withheld = ["REDACTED"], fields = { name = ["/first", "/last"], url = ["=https://t.example/r/", "/id"], addresses = [{ street = ["/street"], city = ["/city"] }] } }
"#;

pub(super) const PAGE: &str = r#"
[probe]
kind = "page"
url = "https://t.example/p/{first}-{last}"
not_listed = [{ contains = "No results for" }]
[probe.listings]
each = "div.card"
[probe.listings.fields]
name = { select = "h2" }
age = { after = "Age" }
addresses = { after = "Lives in" }
relatives = { after = "Related to", split = "," }
url = { select = "a", attribute = "href" }
"#;

pub(super) const PRESENCE: &str = r#"
[probe]
kind = "presence"
url = "https://t.example/{username}"
listed = [{ contains = "profile of" }]
not_listed = [{ status = [404] }, { status = [302], lacks = "zzz" }]
"#;

const PRESENCE_OF_JSON: &str = r#"
[probe]
kind = "presence"
url = "https://t.example/u/{username}"
listed = [{ at = "/id" }]
not_listed = [{ SIGN }]
"#;

pub(super) fn definition(probe: &str) -> Definition {
    read_definition("t.toml", &format!("{HEAD}{probe}")).unwrap()
}

fn asked() -> Values {
    BTreeMap::from([
        (Placeholder::Username, "lumenfox".to_owned()),
        (Placeholder::First, "Juniper".to_owned()),
        (Placeholder::Last, "Quillfeather".to_owned()),
    ])
}

fn reply(definition: &Definition, status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
    Reply {
        status,
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: body.as_bytes().to_vec().into(),
        url: definition.template().fill(&asked()).unwrap().into(),
    }
}

fn check(probe: &str, status: u16, headers: &[(&str, &str)], body: &str, expected: &str) {
    let definition = definition(probe);
    let verdict = judge(&definition, &asked(), Ok(&reply(&definition, status, headers, body)));
    let told = match &verdict {
        Verdict::Listed { listings, .. } => format!("listed {}", listings.len()),
        Verdict::NotListed => "not_listed".to_owned(),
        Verdict::Unknown { reason } => serde_json::to_value(reason).unwrap().as_str().unwrap().to_owned(),
    };
    let start: String = body.chars().take(60).collect();
    assert_eq!(told, expected, "status {status}, body {start:?}");
}

#[test]
fn json_answers() {
    check(JSON, 200, &[], r#"{"items":[{"first":"J","last":"Q","id":"1"}]}"#, "listed 1");
    check(
        JSON,
        200,
        &[],
        r#"{"items":[{"first":"J","last":"Q","id":"1"},{"first":"J","last":"Q","id":"2"}]}"#,
        "listed 1",
    );
    check(JSON, 200, &[], r#"{"items":[]}"#, "not_listed");
    check(JSON, 404, &[], r#"{"message":"Not Found"}"#, "not_listed");
    check(JSON, 200, &[], r#"{"items":[{"renamed":"J"}]}"#, "changed");
    check(
        JSON,
        200,
        &[],
        r#"{"items":[{"first":"REDACTED FOR PRIVACY"}],"objectClassName":"domain"}"#,
        "not_listed",
    );
    check(JSON, 200, &[], r#"{"Errors":[{"number":"1"}]}"#, "changed");
    check(JSON, 200, &[], "{}", "changed");
    check(JSON, 200, &[], "[]", "changed");
    check(JSON, 200, &[], "", "changed");
    check(JSON, 200, &[], r#"{"items":"#, "changed");
    check(JSON, 200, &[], &"[".repeat(100_000), "changed");
}

#[test]
fn a_link_makes_a_listing_its_own_only_in_a_search_by_name() {
    let by_name = JSON.replace("/u/{username}", "/n/{first}-{last}");
    let about_asked = by_name.replace("withheld =", "about_asked = true, withheld =");
    let items = |ids: &[Option<&str>]| {
        let item = |id: Option<&str>| match id {
            Some(id) => format!(r#"{{"first":"J","last":"Q","id":"{id}"}}"#),
            None => r#"{"first":"J","last":"Q"}"#.to_owned(),
        };
        format!(r#"{{"items":[{}]}}"#, ids.iter().copied().map(item).collect::<Vec<_>>().join(","))
    };
    let twenty: Vec<String> = (0..20).map(|id| id.to_string()).collect();
    let twenty: Vec<Option<&str>> = twenty.iter().map(|id| Some(id.as_str())).collect();
    check(JSON, 200, &[], &items(&twenty), "listed 1");
    check(&about_asked, 200, &[], &items(&twenty), "listed 1");
    check(&by_name, 200, &[], &items(&twenty), "listed 20");
    check(&by_name, 200, &[], &items(&[Some("1"), Some("1")]), "listed 1");

    let card = |link: &str| format!("<div class=card><h2>Juniper Quillfeather</h2>{link}</div>");
    let one = card("<a href='/r/1'>more</a>");
    let other = card("<a href='/r/2'>more</a>");
    let bare = card("");
    let page = |cards: &[&String], expected| {
        let cards: String = cards.iter().map(|card| card.as_str()).collect();
        check(PAGE, 200, &[], &format!("<html><body>{cards}</body></html>"), expected);
    };
    page(&[&one, &other], "listed 2");
    page(&[&one, &one], "listed 1");
    page(&[&bare, &bare], "listed 1");
    page(&[&one, &bare], "listed 1");
    page(&[&bare, &one, &other], "listed 2");
    let short = "<div class=card><h2>Juniper Quillfeather</h2><a href='/r/1'>more</a></div>";
    let long = short.replace("</h2>", "</h2><p>Age 32</p>");
    page(&[&short.to_owned(), &long], "listed 1");
    page(&[&long, &long.replace("32", "33")], "listed 2");
    let family = |names: &str| short.replace("</h2>", &format!("</h2><p>Related to {names}</p>"));
    page(&[&family("A Q, B Q"), &family("B Q, A Q")], "listed 1");
    let bare_first = definition(PAGE);
    let answer = reply(&bare_first, 200, &[], &format!("{bare}{one}"));
    let Verdict::Listed { listings, .. } = judge(&bare_first, &asked(), Ok(&answer)) else {
        panic!("readable")
    };
    assert_eq!(listings[0].url.as_deref(), Some("https://t.example/r/1"), "the one with a link is kept");
}

#[test]
fn what_is_told_beside_something_withheld_is_never_not_listed() {
    let check = |items: &str, expected| {
        let body = format!(r#"{{"items":[{items}],"objectClassName":"domain"}}"#);
        check(JSON, 200, &[], &body, expected);
    };
    check(r#"{"first":"REDACTED"}"#, "not_listed");
    check(r#"{"first":"REDACTED","street":"100 Example St"}"#, "changed");
    check(r#"{"first":"REDACTED","last":"Quillfeather"}"#, "listed 1");
    check(r#"{"street":"100 Example St"}"#, "changed");
    check(r#"{"first":"REDACTED"},{"street":"100 Example St"}"#, "changed");
    check(r#"{"first":"REDACTED"},{"first":"Juniper"}"#, "listed 1");
}

#[test]
fn a_half_told_whole_answer_is_not_overruled_by_a_proof() {
    let whole = JSON.replace("/items/*", "");
    check(&whole, 200, &[], r#"{"objectClassName":"domain"}"#, "not_listed");
    check(&whole, 200, &[], r#"{"street":"100 Example St","objectClassName":"domain"}"#, "changed");
}

#[test]
fn a_page_from_an_interface_proves_nothing() {
    check(JSON, 404, &[], "<!doctype html><title>Not found</title><p>No such page", "changed");
    check(JSON, 404, &[], " \n<html><body>gone</body></html>", "changed");
    check(PRESENCE, 404, &[], "<html><body>gone</body></html>", "not_listed");
}

#[test]
fn words_and_numbers_are_whole_ones() {
    let page = PAGE.replace("No results for", "0 people found");
    check(&page, 200, &[], "<html><p>0 people found</p></html>", "not_listed");
    check(&page, 200, &[], "<html><p>(0 people found)</p></html>", "not_listed");
    check(&page, 200, &[], "<html><p>10 people found</p></html>", "changed");
    check(&page, 200, &[], "<html><p>0 people founded this</p></html>", "changed");
    check(&page, 200, &[], "<html><p>10 people found</p><p>0 people found</p></html>", "not_listed");
    let tagged = PAGE.replace("No results for", "<p>0 people");
    check(&tagged, 200, &[], "<html><body>a<p>0 people found</p></html>", "not_listed");
    check(&tagged, 200, &[], "<html><body><p>0 peoples</p></html>", "changed");
    let quoted = PAGE.replace("\"No results for\"", "'class=\"none\"'");
    check(&quoted, 200, &[], "<html><p class=\"none\">x</p></html>", "not_listed");
    let raw = JSON.replace("{ status = [404] }", "{ contains = \"count:0\" }");
    check(&raw, 200, &[], "count:0, none", "not_listed");
    check(&raw, 200, &[], "count:07", "changed");
    check(&raw, 200, &[], "recount:0", "changed");
}

#[test]
fn a_text_that_is_there_is_never_lacking() {
    let page = PAGE.replace("\"No results for\"", "\"No results for\", lacks = \"Last seen\"");
    check(&page, 200, &[], "<html><p>No results for you</p></html>", "not_listed");
    for there in [
        "<p>Last seen in June</p>",
        "<p>Last\n  <b>seen</b></p>",
        "<i alt='Last seen'></i>",
        "<p>aLast seen1",
    ] {
        check(&page, 200, &[], &format!("<html><p>No results for you</p>{there}</html>"), "changed");
    }
}

#[test]
fn no_results_counts_only_from_the_address_that_was_asked() {
    const NOBODY: &str = r#"{"items":[]}"#;
    let asking = JSON.replace("/u/{username}", "/u/{username}?q={first}");
    let judged = |probe: &str, url: &str, body: &str| {
        let definition = definition(probe);
        let mut answer = reply(&definition, 200, &[], body);
        answer.url = url::Url::parse(url).unwrap().into();
        judge(&definition, &asked(), Ok(&answer))
    };
    for same in [
        "https://t.example/u/lumenfox?q=Juniper",
        "https://www.t.example/u/Lumenfox/?q=Juniper",
        "https://t.example/u/lumenfox?api_key=k&q=Juniper",
    ] {
        assert_eq!(judged(&asking, same, NOBODY), Verdict::NotListed, "{same}");
    }
    for other in [
        "https://t.example/u/search?q=Juniper",
        "https://t.example/u/lumenfox?q=J",
        "https://t.example/u/lumenfox",
        "https://help.t.example/u/lumenfox?q=Juniper",
    ] {
        assert_eq!(judged(&asking, other, NOBODY), Verdict::unknown(Reason::Redirected), "{other}");
    }
    let record = r#"{"items":[{"first":"J","last":"Q"}]}"#;
    let moved = judged(&asking, "https://t.example/people/lumenfox", record);
    assert!(matches!(moved, Verdict::Listed { .. }), "what was found stays found elsewhere on the site");
    let page = judged(PAGE, "https://t.example/p/everybody", "<html><p>No results for Juniper</p></html>");
    assert_eq!(page, Verdict::unknown(Reason::Redirected), "pages too");
}

#[test]
fn a_documented_refusal_goes_before_a_bare_status() {
    let limited = JSON.replace(
        "refused = [",
        r#"refused = [{ sign = { status = [403], contains = "rate limit" }, reason = "rate_limited" }, "#,
    );
    check(&limited, 403, &[], r#"{"message":"API rate limit exceeded for 192.0.2.1"}"#, "rate_limited");
    check(&limited, 403, &[], r#"{"message":"Forbidden"}"#, "blocked");
    check(&limited, 403, &[("cf-mitigated", "challenge")], "rate limit", "blocked");
}

#[test]
fn null_can_be_asked_for() {
    let null = PRESENCE_OF_JSON.replace("SIGN", "at = \"\", equals = \"null\"");
    check(&null, 200, &[], "null", "not_listed");
    check(&null, 200, &[], " null\n", "not_listed");
    for other in ["", "{}", "[]", "0", "false", "nullable", "no null here", "[null]"] {
        check(&null, 200, &[], other, "changed");
    }
}

#[test]
fn a_null_is_no_element() {
    let nulls = JSON.replace("{ status = [404] }", "{ at = \"/items/0\", equals = \"null\" }");
    check(&nulls, 200, &[], r#"{"items":[null]}"#, "not_listed");
    check(&nulls, 200, &[], r#"{"items":[null,{"first":"J"}]}"#, "listed 1");
    check(&nulls, 200, &[], r#"{"items":[null,{"renamed":"J"}]}"#, "changed");
    check(JSON, 200, &[], r#"{"items":[null]}"#, "changed");
}

#[test]
fn a_string_of_several_lines_is_several_values() {
    let definition = definition(&JSON.replace("url = [", "domains = [\"/names\"], url = ["));
    let names: Vec<String> = (0..40).map(|at| format!("machine-number-{at}.example.com")).collect();
    let item = serde_json::json!({ "items": [{ "first": "J", "names": format!("{}\r\nREDACTED\n", names.join("\n")) }] });
    let verdict = judge(&definition, &asked(), Ok(&reply(&definition, 200, &[], &item.to_string())));
    let Verdict::Listed { listings, .. } = verdict else { panic!("the item is readable") };
    assert_eq!(listings[0].domains, names, "none is cut off and none runs into the next");
}

#[test]
fn refusals_are_never_answers() {
    for probe in [JSON, PAGE, PRESENCE] {
        check(probe, 403, &[], "no", "blocked");
        check(probe, 401, &[], "no", "login_needed");
        check(probe, 429, &[("retry-after", "60")], "", "rate_limited");
        check(probe, 503, &[], "", "source_broken");
        check(probe, 202, &[("x-amzn-waf-action", "challenge")], "", "blocked");
        check(probe, 999, &[], "", "blocked");
        check(probe, 404, &[("cf-mitigated", "challenge")], "", "blocked");
        check(probe, 404, &[], "<html><title>Just a moment...</title>", "blocked");
        check(probe, 200, &[], "<html><title>Robot Check</title><div class=card><h2>x</h2></div>", "captcha");
        check(probe, 200, &[], "<title>Results</title><p>Please verify you are human", "captcha");
        check(probe, 302, &[("location", "https://t.example/login?next=x")], "", "login_needed");
        check(probe, 200, &[], "<html><body>Welcome</body></html>", "changed");
        check(probe, 200, &[], "<html><body><div class='g-recaptcha'></div></body></html>", "captcha");
        check(probe, 200, &[], &"<div>".repeat(20_000), "too_big");
    }
}

#[test]
fn pages() {
    let card = "<div class=card><h2>Juniper Quillfeather</h2><div>Age: <b>32</b></div><p>Lives in<p>Springfield, IL</p>\
                <div>Related to <span>A Q</span>, B Q, +2 more</div><a href='/r/1'>more</a></div>";
    check(PAGE, 200, &[], &format!("<html><body>{card}</body></html>"), "listed 1");
    check(PAGE, 200, &[], "<html><body><p>No  results\n for Juniper</p></body></html>", "not_listed");
    check(PAGE, 200, &[], "<html><body><script>'No results for'</script></body></html>", "changed");
    check(
        PAGE,
        200,
        &[],
        "<html><body><div class=card><h3>Renamed</h3></div> No results for</body></html>",
        "changed",
    );
    check(PAGE, 200, &[], "", "changed");
    check(PAGE, 404, &[], "<html><body>gone</body></html>", "changed");
    let definition = definition(PAGE);
    let verdict = judge(&definition, &asked(), Ok(&reply(&definition, 200, &[], card)));
    let Verdict::Listed { listings, .. } = verdict else { panic!("the card is readable") };
    assert_eq!(listings[0].age, Some(32));
    assert_eq!(listings[0].addresses[0].city, "Springfield");
    assert_eq!(listings[0].relatives, ["A Q", "B Q"], "a count of more is not a relative");
    assert_eq!(listings[0].url.as_deref(), Some("https://t.example/r/1"));
}

#[test]
fn presence() {
    check(PRESENCE, 200, &[], "<p>profile of lumenfox", "listed 1");
    check(PRESENCE, 404, &[], "<p>nothing", "not_listed");
    check(PRESENCE, 302, &[("location", "/home")], "", "not_listed");
    check(PRESENCE, 200, &[], "<p>something else", "changed");
}

#[test]
fn an_answer_from_the_front_page_is_a_redirect() {
    let definition = definition(PAGE);
    let mut answer = reply(&definition, 200, &[], "<p>No results for");
    answer.url = url::Url::parse("https://t.example/").unwrap().into();
    assert_eq!(judge(&definition, &asked(), Ok(&answer)), Verdict::unknown(Reason::Redirected));
}

#[test]
fn controls_take_back_what_they_disprove() {
    let presence = definition(PRESENCE);
    let listed = Verdict::listed(vec![Listing::default()]);
    assert_eq!(judge_control(&Verdict::NotListed), None);
    assert_eq!(judge_control(&listed), Some(Reason::ControlFailed));
    let weigh = |verdict: &Verdict, unproven| weigh_control(&presence, verdict.clone(), unproven);
    assert_eq!(weigh(&listed, Some(Reason::ControlFailed)), Verdict::unknown(Reason::ControlFailed));
    assert_eq!(weigh(&Verdict::NotListed, Some(Reason::TooSlow)), Verdict::unknown(Reason::TooSlow));
    assert_eq!(
        weigh(&listed, Some(Reason::TooSlow)),
        Verdict::unknown(Reason::TooSlow),
        "a bare account needs proof"
    );
    assert_eq!(weigh(&listed, None), listed);
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_a_verdict(status in 100_u16..1000, body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        for probe in [JSON, PAGE, PRESENCE] {
            let definition = definition(probe);
            let mut answer = reply(&definition, status, &[], "");
            answer.body = body.clone().into();
            let verdict = judge(&definition, &asked(), Ok(&answer));
            let may_be_empty = matches!(status, 404 | 302);
            proptest::prop_assert!(may_be_empty || verdict != Verdict::NotListed, "random bytes prove nothing");
        }
    }
}
