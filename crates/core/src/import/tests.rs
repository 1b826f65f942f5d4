//! Entries taken and left, and what becomes of each field.

use super::*;
use crate::ask::{Method, Reply};
use crate::judge::judge;
use crate::reason::Reason;
use crate::source::{Definition, Placeholder, Probe, Values};
use crate::verdict::Verdict;
use serde_json::json;

fn wmn(entry: &Value) -> Imported {
    let list = json!({ "license": ["Licensed under the Creative Commons Attribution-ShareAlike 4.0 International"],
        "authors": ["Juniper Quillfeather", "Wren"], "categories": ["social"], "sites": [entry] });
    read_list(ListKind::WhatsMyName, list.to_string().as_bytes()).unwrap()
}

fn sherlock(name: &str, entry: &Value) -> Imported {
    read_list(ListKind::Sherlock, json!({ name: entry }).to_string().as_bytes()).unwrap()
}

fn with(base: &Value, changes: &Value) -> Value {
    let mut entry = base.clone();
    for (key, value) in changes.as_object().unwrap() {
        entry[key] = value.clone();
    }
    entry
}

fn site() -> Value {
    json!({ "name": "About Me", "uri_check": "https://example.com/{account}", "e_code": 200, "e_string": "Joined",
        "m_code": 404, "m_string": "Gone", "known": ["lumenfox"], "cat": "social" })
}

fn page() -> Value {
    json!({ "url": "https://example.com/u/{}", "urlMain": "https://example.com/", "errorType": "status_code",
        "username_claimed": "lumenfox" })
}

fn only(imported: &Imported) -> (&Taken, Definition) {
    assert_eq!(imported.left, [], "it is taken");
    let taken = &imported.taken[0];
    (taken, read_definition(&format!("{}.toml", taken.id.0), &taken.definition).unwrap())
}

/// The address and the body that a name is asked with.
fn asked(definition: &Definition, name: &str) -> (String, Option<String>) {
    let values = Values::from([(Placeholder::Username, name.to_owned())]);
    let asking = definition.probe.asking().unwrap();
    let body = asking.body.map(|body| body.fill(&values, asking.body_type).unwrap());
    (asking.url.fill(&values).unwrap().to_string(), body)
}

#[test]
fn an_entry_carries_its_list_and_everything_it_says() {
    let entry = with(
        &site(),
        &json!({ "uri_pretty": "https://example.com/@{account}", "strip_bad_char": ".",
        "protection": ["cloudflare"], "headers": { "Accept": "text/html", "User-Agent": "x" }, "novel": 1 }),
    );
    let imported = wmn(&entry);
    let (taken, definition) = only(&imported);
    assert_eq!(taken.id.0, "wmn-about-me");
    assert_eq!(definition.name, "About Me");
    assert_eq!(definition.checked_live, "never");
    let community = definition.community.as_ref().unwrap();
    assert_eq!((community.list.as_str(), community.licence.as_str()), ("WhatsMyName", "CC BY-SA 4.0"));
    assert_eq!(community.authors, ["Juniper Quillfeather", "Wren"]);
    let Probe::Presence(presence) = &definition.probe else { panic!("a presence probe") };
    assert_eq!((presence.strip.as_str(), presence.known.as_slice()), (".", &["lumenfox".to_owned()][..]));
    assert_eq!(
        presence.headers.keys().collect::<Vec<_>>(),
        ["accept"],
        "our own name is sent, not the list's"
    );
    assert_eq!(presence.show.as_ref().unwrap().as_str(), "https://example.com/@{username}");
    assert!(definition.note.as_ref().unwrap().contains("cloudflare"));
    for word in ["novel", "user-agent", "cloudflare"] {
        assert!(taken.remarks.iter().any(|remark| remark.contains(word)), "{word}: {:?}", taken.remarks);
    }
    let control = &definition.control.as_ref().unwrap().given[&Placeholder::Username];
    assert!(control.len() >= 6 && !control.contains('.'), "{control}");
    assert_eq!(wmn(&entry), imported, "the same list always gives the same definitions");
}

#[test]
fn names_are_written_as_their_place_wants_it() {
    let check = |changes: Value, name: &str, url: &str, body: Option<&str>| {
        let imported = wmn(&with(&site(), &changes));
        let (_, definition) = only(&imported);
        let expected = (url.to_owned(), body.map(str::to_owned));
        assert_eq!(asked(&definition, name), expected, "{changes}");
        let method = if body.is_some() { Method::Post } else { Method::Get };
        assert_eq!(definition.probe.asking().unwrap().method, method, "{changes}");
    };
    check(json!({}), "a/b?c", "https://example.com/a%2Fb%3Fc", None);
    check(
        json!({"uri_check": "https://example.com/?q={\"n\":\"{account}\"}#x"}),
        "a\"b",
        "https://example.com/?q=%7B%22n%22:%22a%22b%22%7D",
        None,
    );
    check(
        json!({"uri_check": "https://{account}.example.com/about"}),
        "lumenfox",
        "https://lumenfox.example.com/about",
        None,
    );
    check(
        json!({"uri_check": "http://127.0.0.1:8080/{account}"}),
        "lumenfox",
        "http://127.0.0.1:8080/lumenfox",
        None,
    );
    check(
        json!({"uri_check": "http://s1.localhost:8080/{account}"}),
        "lumenfox",
        "http://s1.localhost:8080/lumenfox",
        None,
    );
    let json_body = json!({"uri_check": "https://example.com/api", "post_body": "{\"user\":\"{account}\",\"x\":{}}",
        "headers": {"Content-Type": "application/json"}});
    check(json_body, "a\"b", "https://example.com/api", Some("{\"user\":\"a\\\"b\",\"x\":{}}"));
    let form =
        json!({"uri_check": "https://example.com/api", "post_body": "user={account}&go=1", "headers": {}});
    check(form, "a&b=c", "https://example.com/api", Some("user=a%26b%3Dc&go=1"));
    let code = json!({"uri_check": "https://example.com/api",
        "post_body": "{\"query\":\"{user(n:$n){username}}\",\"variables\":{\"n\":\"{account}\"}}", "headers": {}});
    check(
        code,
        "zq",
        "https://example.com/api",
        Some("{\"query\":\"\\u007buser(n:$n)\\u007busername}}\",\"variables\":{\"n\":\"zq\"}}"),
    );
}

#[test]
fn entries_that_cannot_be_honoured_are_left_with_the_reason() {
    let check = |changes: Value, why: &str| {
        let imported = wmn(&with(&site(), &changes));
        assert_eq!(imported.taken, [], "{changes}");
        assert!(imported.left[0].why.contains(why), "{changes}: {}", imported.left[0].why);
    };
    check(json!({"valid": false}), "not working");
    check(json!({"uri_check": "http://example.com/{account}"}), "plain http");
    check(json!({"uri_check": "https://example.com/me"}), "holds {account}");
    check(json!({"uri_check": "https://example.com/#{account}"}), "never sent");
    check(json!({"uri_check": "https://www.{account}.example.com/"}), "host name");
    check(json!({"uri_check": "https://{account}.com/"}), "host name");
    check(json!({"uri_check": "https://u:p@example.com/{account}"}), "log-in");
    check(json!({"uri_check": "https://example.com:8443/{account}"}), "another port");
    check(json!({"uri_check": "ftp://example.com/{account}"}), "ftp");
    check(json!({"uri_check": "{account}"}), "cannot be read");
    check(json!({"uri_check": null}), "`uri_check` is missing");
    check(json!({"e_code": "many"}), "`e_code`");
    check(json!({"m_code": null}), "`m_code` is missing");
    check(json!({"e_string": 1}), "`e_string` is not a text");
    check(json!({"e_string": "id={account}"}), "`e_string` holds");
    check(json!({"m_code": 200, "e_string": "", "m_string": ""}), "also shows that it is missing");
    check(json!({"m_code": 200, "m_string": "oine"}), "also shows that it is missing");
    check(json!({"m_code": 200, "m_string": "Joined"}), "also shows that it is missing");
    check(json!({"e_code": 403}), "prove an account");
    check(json!({"post_body": "{\"a\":{account}}", "headers": {}}), "outside of a string");
    check(json!({"post_body": "name {account} of {email}", "headers": {}}), "{email}");
    check(json!({"headers": {"x-a": "b\r\nc: d"}}), "one line");
    check(json!({"headers": {"x a": "b"}}), "no name of a header");
    check(json!({"headers": {"x-a": "{email}"}}), "{email}");
}

#[test]
fn what_an_entry_cannot_say_is_a_remark() {
    let check = |changes: Value, listed: usize, not_listed: usize, remark: &str| {
        let imported = wmn(&with(&site(), &changes));
        let (taken, definition) = only(&imported);
        let Probe::Presence(presence) = &definition.probe else { panic!("a presence probe") };
        assert_eq!((presence.listed.len(), presence.not_listed.len()), (listed, not_listed), "{changes}");
        assert!(taken.remarks.iter().any(|own| own.contains(remark)), "{changes}: {:?}", taken.remarks);
    };
    check(json!({"m_code": 200, "m_string": ""}), 1, 0, "only say \"listed\"");
    check(json!({"m_code": 200, "e_string": ""}), 1, 1, "absence of `m_string`");
    check(json!({"m_code": 200, "m_string": "Not Joined"}), 1, 0, "`e_string` stands in `m_string`");
    check(json!({"m_code": 403}), 1, 0, "always read as a refusal");
    check(json!({"e_code": 302, "m_code": 200, "m_string": ""}), 1, 0, "only say \"listed\"");
}

#[test]
fn sherlock_entries_are_honoured_or_left() {
    let taken = |changes: Value| {
        let imported = sherlock("Site", &with(&page(), &changes));
        let (taken, definition) = only(&imported);
        let Probe::Presence(presence) = definition.probe else { panic!("a presence probe") };
        (presence, taken.remarks.join("; "))
    };
    let (presence, remarks) = taken(
        json!({"urlProbe": "https://api.example.com/{}", "request_method": "HEAD",
        "isNSFW": true, "tags": ["adult"], "__comment__": "slow", "headers": {"X-A": "b"}, "regexCheck": "^[\\w.-]{3,}$"}),
    );
    assert_eq!(
        (presence.url.as_str(), presence.method),
        ("https://api.example.com/{username}", Method::Head)
    );
    assert_eq!(presence.show.unwrap().as_str(), "https://example.com/u/{username}");
    assert!(presence.pattern["username"].matches("a.b") && !presence.pattern["username"].matches("ab"));
    assert!(
        remarks.contains("404 and 410") && remarks.contains("slow") && remarks.contains("redirects"),
        "{remarks}"
    );
    let (presence, _) = taken(json!({"regexCheck": r"^(?P<name>[\w]{1,30})\Z"}));
    assert!(presence.pattern["username"].matches("lumenfox"), "a word of any script, up to a length");

    let (presence, _) =
        taken(json!({"request_method": "POST", "url": "https://example.com/", "request_payload":
        {"query": "{ {} }", "n": ["{}"], "empty": {}}, "urlProbe": "https://example.com/api"}));
    let values = Values::from([(Placeholder::Username, "zq".to_owned())]);
    let body = presence.body.unwrap().fill(&values, presence.body_type).unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body, json!({"query": "{ zq }", "n": ["zq"], "empty": {}}), "only strings hold the name");

    let check = |changes: Value, why: &str| {
        let imported = sherlock("Site", &with(&page(), &changes));
        assert_eq!(imported.taken, [], "{changes}");
        assert!(imported.left[0].why.contains(why), "{changes}: {}", imported.left[0].why);
    };
    check(json!({"errorType": "telepathy"}), "telepathy");
    check(json!({"errorType": null}), "`errorType` is missing");
    check(json!({"errorType": "message"}), "`errorMsg` is missing");
    check(json!({"errorType": ["message"], "errorMsg": "x", "request_method": "HEAD"}), "HEAD answer");
    check(json!({"request_method": "PUT"}), "PUT");
    check(json!({"request_payload": {"a": "{}"}}), "no body");
    check(json!({"regexCheck": "^(?!.*--)[a-z]+$"}), "looks ahead");
    check(json!({"regexCheck": "^[a-z"}), "cannot be used");
    check(json!({"regexCheck": "^!{40}$"}), "no invented name");
    check(json!({"url": "https://example.com/"}), "holds {}");
}

#[test]
fn whole_lists_are_read_to_the_last_name() {
    let text = r#"{"$schema": "https://example.com/s.json", "A": {"url": "https://a.example.com/{}", "urlMain": "https://a.example.com", "errorType": "status_code", "username_claimed": "x"},
        "B": 7, "A": {"url": "https://b.example.com/{}", "urlMain": "https://b.example.com", "errorType": ["status_code"], "errorCode": [404, 302]}, "a!": {"url": "https://c.example.com/{}", "urlMain": "x", "errorType": "response_url"}}"#;
    let imported = read_list(ListKind::Sherlock, text.as_bytes()).unwrap();
    let ids: Vec<&str> = imported.taken.iter().map(|taken| taken.id.0.as_str()).collect();
    assert_eq!(ids.len(), 3, "a name that stands twice is not lost: {ids:?}");
    assert!(ids[0] == "sherlock-a" && ids[1].starts_with("sherlock-a-") && ids[2].starts_with("sherlock-a-"));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 3, "each has an id of its own");
    assert!(imported.taken[1].remarks.iter().any(|remark| remark.contains("same name")));
    let left: Vec<&str> = imported.left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(left, ["$schema", "B"], "what is no entry is named");
    let empty = read_list(ListKind::WhatsMyName, br#"{"sites": [1, {"name": " "}]}"#).unwrap();
    assert_eq!(empty.left.len(), 2, "{:?}", empty.left);
}

#[test]
fn files_that_are_no_list_say_why() {
    let read = |kind, text: &str| read_list(kind, text.as_bytes()).unwrap_err();
    let whatsmyname = ListKind::WhatsMyName;
    let ImportFailure::NotJson(flaw) = read(whatsmyname, "{\n  \"sites\": [1,]}") else { panic!("no JSON") };
    assert_eq!((flaw.line(), flaw.column() > 0), (2, true), "the place is told");
    assert!(matches!(read(ListKind::Sherlock, "{\"A\": {"), ImportFailure::NotJson(_)));
    for text in ["[]", "{}", "{\"sites\": {}}", "3"] {
        assert!(matches!(read(whatsmyname, text), ImportFailure::NotAList(_)), "{text}");
    }
    for text in ["[]", "3", "{\"a\": 1, \"b\": \"x\"}"] {
        assert!(matches!(read(ListKind::Sherlock, text), ImportFailure::NotAList(_)), "{text}");
    }
    let deep = format!("{{\"sites\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(read(whatsmyname, &deep), ImportFailure::NotJson(_)), "nesting has a bound");
    assert!(matches!(read_list(whatsmyname, &vec![b' '; MOST_BYTES + 1]), Err(ImportFailure::TooLarge)));
}

#[test]
fn python_patterns_mean_the_same_here() {
    let check = |python: &str, fits: &[&str], unfit: &[&str]| {
        let pattern = pattern::make_pattern(python).unwrap();
        for name in fits {
            assert!(pattern.matches(name), "{python} takes {name}");
        }
        for name in unfit {
            assert!(!pattern.matches(name), "{python} refuses {name}");
        }
    };
    check(r"^[a-zA-Z0-9_-]{3,16}\Z", &["abc"], &["ab", "a b c"]);
    check(r"^[[a-z&&b]+$", &["[&ab"], &["0"]);
    check(r"^[]x]+$", &["]x"], &["a"]);
    check(r"^[^]x]+$", &["ab"], &["]"]);
    check(r"^[+--]+$", &["+-,"], &["a"]);
    check(r"^[--0]+$", &["-./0"], &["1"]);
    check(r"^[a-c-]+$", &["a-c"], &["d"]);
    check(r"^[\w.-]+$", &["a.b-c"], &["a b"]);
    check(r"^\<a\>$", &["<a>"], &["a"]);
    check(r"^a{,3}$", &["aaa"], &["aaaa"]);
    check(r"^\w+(?:\.\w+)+?$", &["a.b"], &["a"]);
    for python in ["a++", "a*+", "a{2}+", r"(a)\1", "(?<=a)b", "(?P<n>a)(?P=n)", "(?a)x"] {
        assert!(pattern::make_pattern(python).is_err(), "{python} means something else here");
    }
}

#[test]
fn five_thousand_entries_are_read() {
    let sites: Vec<Value> = (0..5000)
        .map(|number| with(&site(), &json!({ "name": format!("Site {number}"), "uri_check": format!("http://127.0.0.1:9/{number}/{{account}}") })))
        .collect();
    let imported =
        read_list(ListKind::WhatsMyName, json!({ "sites": sites }).to_string().as_bytes()).unwrap();
    assert_eq!((imported.taken.len(), imported.left.len()), (5000, 0));
    assert!(imported.taken[0].definition.contains("licence = \"CC BY-SA 4.0 (as the list's page says"));
}

#[test]
fn a_redirect_proves_only_what_the_entry_names() {
    let check = |address: &str, location: &str, expected: Verdict| {
        let imported =
            sherlock("Site", &with(&page(), &json!({"errorType": "response_url", "errorUrl": address})));
        let (_, definition) = only(&imported);
        let values = Values::from([(Placeholder::Username, "lumenfox".to_owned())]);
        let url = definition.template().fill(&values).unwrap();
        let headers = vec![("location".to_owned(), location.to_owned())];
        let reply = Reply { status: 302, headers, body: Vec::new().into(), url: url.into() };
        assert_eq!(judge(&definition, &values, Ok(&reply)), expected, "{address} {location}");
    };
    let unknown = || Verdict::unknown(Reason::Redirected);
    check("https://example.com/404", "/404", Verdict::NotListed);
    check("https://example.com/404", "https://example.com/404?from=lumenfox", Verdict::NotListed);
    check("https://example.com/404", "/u/Lumenfox", unknown());
    check("https://example.com/", "/", Verdict::NotListed);
    check("https://example.com", "https://example.com/", Verdict::NotListed);
    // Every address of a site begins with its front page; an account's own page may be one of them.
    check("https://example.com/", "/u/Lumenfox", unknown());
    check("https://example.com", "https://example.com.elsewhere.example.net/", unknown());
    check("", "/anywhere", Verdict::NotListed);
    check("https://example.com/gone?name={}", "/gone?name=lumenfox", Verdict::NotListed);
    check("", "/login?next=x", Verdict::unknown(Reason::LoginNeeded));
}
