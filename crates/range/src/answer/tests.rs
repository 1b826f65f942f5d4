//! Which answer the range chooses, on three small definitions of which two share a host.

use super::*;
use unlisted_core::SourceId;

const ACCOUNTS: &str = r#"
format = 1
id = "accounts"
name = "Accounts"
category = "profile"
home = "https://example.com/"
exposes = ["username"]
reach = 3
checked_live = "never"
facts = ["invented"]
[probe]
kind = "json"
url = "https://api.example.com/users/{username}"
[probe.key]
ask = "A key"
place = "query"
name = "api_key"
[probe.listings]
each = ""
[probe.listings.fields]
usernames = ["/login"]
[[probe.not_listed]]
status = [404]
[removal]
how = "account"
steps = ["Close the account."]
[[example]]
name = "hers"
given = { username = "lumenfox" }
headers = { "X-Practice" = "yes" }
body = '{"login":"lumenfox"}'
verdict = "listed"
[[example]]
name = "nobody"
status = 404
body = '{"message":"Not Found"}'
verdict = "not_listed"
"#;

const PEOPLE: &str = r#"
format = 1
id = "people"
name = "People"
category = "people-search"
home = "https://example.com/"
exposes = ["name"]
reach = 5
checked_live = "never"
facts = ["invented"]
[probe]
kind = "page"
url = "https://api.example.com/people?name={first}+{last}"
[probe.listings]
each = ".card"
[probe.listings.fields]
name = { select = "h2" }
[removal]
how = "web-form"
steps = ["Fill the form."]
[[example]]
name = "hers"
given = { first = "Juniper", last = "Quillfeather" }
body = "<div class=card><h2>Juniper Quillfeather</h2></div>"
verdict = "listed"
"#;

const BY_HAND: &str = r#"
format = 1
id = "by-hand"
name = "By hand"
category = "map"
home = "https://example.net/"
exposes = ["photos"]
reach = 5
checked_live = "never"
facts = ["invented"]
[probe]
kind = "hand"
url = "https://www.example.net/{username}"
why = "eyes"
look_for = "A house."
[removal]
how = "none"
steps = ["Nothing."]
[[example]]
name = "seen"
given = { username = "lumenfox" }
verdict = "listed"
"#;

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for text in [ACCOUNTS, PEOPLE, BY_HAND] {
        catalogue.add("inline.toml", text).unwrap();
    }
    catalogue
}

fn ask<'a>(catalogue: &'a Catalogue, script: &Script, address: &str, body: &str) -> Chosen<'a> {
    choose_answer(catalogue, script, Asked { url: &Url::parse(address).unwrap(), body })
}

fn check(address: &str, source: Option<&str>, example: Option<&str>, status: u16) {
    let catalogue = catalogue();
    let chosen = ask(&catalogue, &Script::default(), address, "");
    assert_eq!(chosen.definition.map(|definition| definition.id.0.as_str()), source, "source of {address}");
    assert_eq!(chosen.example.map(|example| example.name.as_str()), example, "example of {address}");
    assert_eq!(chosen.answer.status, status, "status of {address}");
}

#[test]
fn the_example_made_for_a_question_answers_it() {
    check("https://api.example.com/users/lumenfox", Some("accounts"), Some("hers"), 200);
    check("https://api.example.com/users/lumenfox?api_key=k", Some("accounts"), Some("hers"), 200);
    check("https://api.example.com/people?name=Juniper+Quillfeather", Some("people"), Some("hers"), 200);
}

#[test]
fn everybody_else_gets_the_sources_no() {
    check("https://api.example.com/users/somebody", Some("accounts"), Some("nobody"), 404);
    check("https://api.example.com/users/lumenfox2", Some("accounts"), Some("nobody"), 404);
    check("https://api.example.com/people?name=Some+Body", Some("people"), None, 404);
}

#[test]
fn what_no_program_asks_is_not_there() {
    check("https://api.example.com/", None, None, 404);
    check("https://elsewhere.example/users/lumenfox", None, None, 404);
    check("https://www.example.net/lumenfox", None, None, 404);
}

#[test]
fn headers_come_from_the_kind_of_source_and_its_example() {
    let catalogue = catalogue();
    let headers = |address: &str| ask(&catalogue, &Script::default(), address, "").answer.headers;
    let json = headers("https://api.example.com/users/lumenfox");
    assert_eq!(json.get("content-type").unwrap(), "application/json");
    assert_eq!(json.get("x-practice").unwrap(), "yes");
    let page = headers("https://api.example.com/people?name=Juniper+Quillfeather");
    assert_eq!(page.get("content-type").unwrap(), "text/html; charset=utf-8");
}

#[test]
fn a_misbehaving_source_answers_nobody() {
    let catalogue = catalogue();
    let check = |play: Play, status: u16, header: Option<(&str, &str)>| {
        let script = Script { plays: [(SourceId("accounts".into()), play)].into() };
        let ask = |address: &str| ask(&catalogue, &script, address, "");
        for name in ["lumenfox", "somebody"] {
            let chosen = ask(&format!("https://api.example.com/users/{name}"));
            assert_eq!((chosen.play, chosen.answer.status), (play, status));
            assert!(chosen.example.is_none(), "no example is played by {play:?}");
            if let Some((name, value)) = header {
                assert_eq!(
                    chosen.answer.headers.get(name).map(String::as_str),
                    Some(value),
                    "header of {play:?}"
                );
            }
        }
        let neighbour = ask("https://api.example.com/people?name=Juniper+Quillfeather");
        assert_eq!(neighbour.play, Play::Example, "the other source on the host behaves");
    };
    check(Play::Wall403, 403, Some(("cf-mitigated", "challenge")));
    check(Play::Captcha, 200, None);
    check(Play::RateLimited { retry_after_seconds: 120 }, 429, Some(("retry-after", "120")));
    check(Play::SlowDrip, 200, None);
    check(Play::Broken500, 500, None);
    check(Play::ChangedMarkup, 200, Some(("content-type", "application/json")));
    check(Play::Empty, 200, None);
    check(Play::RedirectAway, 302, Some(("location", "https://elsewhere.example/")));
}

#[test]
fn every_shipped_example_is_played_for_its_own_question() {
    let catalogue = Catalogue::built_in();
    let mut played = 0;
    for definition in catalogue.iter().filter(|definition| is_answered(definition)) {
        for example in &definition.examples {
            let Some(given) = &example.given else { continue };
            let url = definition.template().fill(given).unwrap();
            let body = body_of(definition, given).unwrap_or_default();
            let chosen = ask(&catalogue, &Script::default(), url.as_str(), &body);
            let found =
                (chosen.definition.map(|definition| &definition.id), chosen.example.map(|found| &found.name));
            let place = (Some(&definition.id), Some(&example.name));
            assert_eq!(found, place, "another example answers the question of this one");
            assert!(
                definition.template().covers(&url),
                "the template of {:?} must cover its own address",
                definition.id
            );
            played += 1;
        }
    }
    assert!(played > 30, "only {played} examples are there to practise with");
}

const STEPS: &str = r#"
format = 1
id = "steps"
name = "Steps"
category = "people-search"
home = "https://example.org/"
exposes = ["name"]
reach = 5
checked_live = "never"
facts = ["invented"]
[probe]
kind = "page"
method = "POST"
url = "https://www.example.org/find"
body = "name={first}+{last}"
body_type = "form"
[probe.listings]
each = ".card"
[probe.listings.fields]
name = { select = "h2" }
url = { select = "a", attribute = "href" }
[probe.next]
select = "a.next"
[removal]
how = "none"
steps = ["Nothing."]
[[example]]
name = "hers"
given = { first = "Juniper", last = "Quillfeather" }
body = "<div class=card><h2>Juniper Quillfeather</h2></div><a class=next href=/find/2>more</a>"
verdict = "listed"
[[example.page]]
url = "https://people.example.org/find/2"
status = 410
body = "<p>gone"
[[example]]
name = "nobody"
given = { first = "Lumen", last = "Fox" }
body = "<p>Nobody"
verdict = "not_listed"
"#;

#[test]
fn a_posted_question_is_told_by_its_body_and_leads_to_further_pages() {
    let mut catalogue = catalogue();
    catalogue.add("steps.toml", STEPS).unwrap();
    let check = |address: &str, body: &str, example: Option<&str>, status: u16| {
        let chosen = ask(&catalogue, &Script::default(), address, body);
        let name = chosen.example.map(|example| example.name.as_str());
        assert_eq!((name, chosen.answer.status), (example, status), "{address} with {body:?}");
    };
    check("https://www.example.org/find", "name=Juniper+Quillfeather", Some("hers"), 200);
    check("https://www.example.org/find", "name=Lumen+Fox", Some("nobody"), 200);
    check("https://www.example.org/find", "name=Some+Body", Some("nobody"), 200);
    check("https://people.example.org/find/2", "", Some("hers"), 410);
    check("https://people.example.org/find/3", "", None, 404);
    let hosts = hosts_of(catalogue.get(&SourceId("steps".into())).unwrap());
    assert_eq!(hosts.into_iter().collect::<Vec<_>>(), ["people.example.org", "www.example.org"]);
}

#[test]
fn an_account_that_is_known_to_exist_is_there_under_its_own_host() {
    let text = ACCOUNTS
        .replace(
            "kind = \"json\"",
            "kind = \"presence\"\nstrip = \".\"\nknown = [\"n.ews\"]\nlisted = [{ at = \"/login\" }]",
        )
        .replace("https://api.example.com/users/{username}", "https://{username}.example.com/me")
        .replace("[probe.key]\nask = \"A key\"\nplace = \"query\"\nname = \"api_key\"\n", "")
        .replace("[probe.listings]\neach = \"\"\n[probe.listings.fields]\nusernames = [\"/login\"]\n", "");
    let mut catalogue = Catalogue::default();
    catalogue.add("inline.toml", &text).unwrap();
    let status = |address: &str| ask(&catalogue, &Script::default(), address, "").answer.status;
    assert_eq!(status("https://lumenfox.example.com/me"), 200);
    assert_eq!(status("https://news.example.com/me"), 200, "the known account, as it is asked");
    assert_eq!(status("https://somebody.example.com/me"), 404);
    let hosts = hosts_of(catalogue.iter().next().unwrap());
    assert_eq!(hosts.into_iter().collect::<Vec<_>>(), ["lumenfox.example.com", "news.example.com"]);
}
