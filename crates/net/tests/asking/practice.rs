//! The asker and the practice range together, over real TLS under the sources' own host names.

use crate::{request, short};
use std::time::{Duration, Instant};
use unlisted_core::source::Catalogue;
use unlisted_core::{NoReply, Reply, Request, SourceId};
use unlisted_net::{Asker, Cancel, Limits, RangeDoor, Reach};
use unlisted_range::{Play, Range, Script};

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
headers = { x-api-key = "k" }
[probe.listings]
each = ""
[probe.listings.fields]
usernames = ["/login"]
[removal]
how = "account"
steps = ["Close the account."]
[[example]]
name = "hers"
given = { username = "lumenfox" }
headers = { x-practice = "yes" }
body = '{"login":"lumenfox"}'
verdict = "listed"
[[example]]
name = "moved within the site"
given = { username = "moved" }
status = 301
headers = { location = "https://www.example.com/u/lumenfox" }
verdict = "unknown"
reason = "changed"
[[example]]
name = "nobody"
status = 404
body = '{"message":"Not Found"}'
verdict = "not_listed"
"#;

const PAGES: &str = r#"
format = 1
id = "pages"
name = "Pages"
category = "username"
home = "https://example.com/"
exposes = ["username"]
reach = 3
checked_live = "never"
facts = ["invented"]
[probe]
kind = "presence"
url = "https://www.example.com/u/{username}"
listed = [{ contains = "profile" }]
not_listed = [{ status = [404] }]
[removal]
how = "account"
steps = ["Close the account."]
[[example]]
name = "hers"
given = { username = "lumenfox" }
body = "<h1>profile</h1>"
verdict = "listed"
"#;

pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    catalogue.add("accounts.toml", ACCOUNTS).unwrap();
    catalogue.add("pages.toml", PAGES).unwrap();
    catalogue
}

pub(crate) async fn open(script: Script) -> Range {
    Range::start(&catalogue(), script).await.unwrap()
}

pub(crate) fn door(range: &Range) -> RangeDoor {
    RangeDoor { address: range.address(), ca_pem: range.ca_pem().to_owned(), hosts: range.hosts() }
}

fn asker(range: &Range) -> Asker {
    Asker::with_limits(Reach::Range(door(range)), short()).unwrap()
}

async fn ask(range: &Range, url: &str) -> Result<Reply, NoReply> {
    asker(range).ask(&request(url), &Cancel::new()).await
}

#[tokio::test]
async fn examples_come_over_real_tls_under_real_names() {
    let range = open(Script::default()).await;
    assert!(range.address().ip().is_loopback());
    assert_eq!(range.hosts().into_iter().collect::<Vec<_>>(), ["api.example.com", "www.example.com"]);
    let reply = ask(&range, "https://api.example.com/users/lumenfox").await.unwrap();
    assert_eq!((reply.status, reply.text().as_ref()), (200, r#"{"login":"lumenfox"}"#));
    assert_eq!(
        (reply.header("content-type"), reply.header("x-practice")),
        (Some("application/json"), Some("yes"))
    );
    let reply = ask(&range, "https://api.example.com/users/somebody").await.unwrap();
    assert_eq!((reply.status, reply.text().as_ref()), (404, r#"{"message":"Not Found"}"#));

    let served = range.served();
    assert_eq!(served.len(), 2);
    assert_eq!((served[0].host.as_str(), served[0].method.as_str()), ("api.example.com", "GET"));
    assert_eq!(served[0].path_and_query.reveal(), "/users/lumenfox");
    assert_eq!(served[0].source, Some(SourceId("accounts".into())));
    assert_eq!((served[0].example.as_deref(), served[1].example.as_deref()), (Some("hers"), Some("nobody")));
    assert!(!format!("{served:?}").contains("lumenfox"), "the log does not print what was asked");
}

#[tokio::test]
async fn a_redirect_within_the_site_is_followed_and_keys_stay_behind() {
    let range = open(Script::default()).await;
    let question = Request {
        headers: vec![("x-api-key".into(), "k".into()), ("accept".into(), "text/html".into())],
        ..request("https://api.example.com/users/moved")
    };
    let reply = asker(&range).ask(&question, &Cancel::new()).await.unwrap();
    assert_eq!(reply.url.reveal().as_str(), "https://www.example.com/u/lumenfox");
    let has = |at: usize, wanted: &str| range.served()[at].headers.iter().any(|(name, _)| name == wanted);
    assert!(has(0, "x-api-key") && has(0, "accept"));
    assert!(!has(1, "x-api-key") && has(1, "accept"));
}

#[tokio::test]
async fn misbehaving_sources_end_as_they_should() {
    let check = async |play: Play, expected: Result<u16, NoReply>| {
        let range = open(Script { plays: [(SourceId("accounts".into()), play)].into() }).await;
        let outcome = ask(&range, "https://api.example.com/users/lumenfox").await;
        assert_eq!(outcome.map(|reply| reply.status), expected, "outcome of {play:?}");
        assert_eq!(range.served()[0].played, play);
    };
    check(Play::Wall403, Ok(403)).await;
    check(Play::Captcha, Ok(200)).await;
    check(Play::RateLimited { retry_after_seconds: 120 }, Ok(429)).await;
    check(Play::Broken500, Ok(500)).await;
    check(Play::ChangedMarkup, Ok(200)).await;
    check(Play::Empty, Ok(200)).await;
    check(Play::RedirectAway, Err(NoReply::Redirected)).await;
    check(Play::SlowDrip, Err(NoReply::TooSlow)).await;
}

#[tokio::test]
async fn practice_does_not_wait_for_the_pace_of_real_hosts() {
    let range = open(Script::default()).await;
    let (asker, cancel) = (asker(&range), Cancel::new());
    let began = Instant::now();
    for _ in 0..5 {
        let question =
            Request { pace: Duration::from_secs(5), ..request("https://api.example.com/users/lumenfox") };
        asker.ask(&question, &cancel).await.unwrap();
    }
    // With the pace of five seconds they would take twenty.
    assert!(began.elapsed() < Duration::from_secs(19), "five questions took {:?}", began.elapsed());
    assert!(Limits::practice().total <= Duration::from_secs(6));
}

#[tokio::test]
async fn a_dropped_range_is_gone() {
    let range = open(Script::default()).await;
    let asker = asker(&range);
    let question = request("https://api.example.com/users/lumenfox");
    assert!(asker.ask(&question, &Cancel::new()).await.is_ok());
    drop(range);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let outcome = asker.ask(&question, &Cancel::new()).await;
    assert!(matches!(outcome, Err(NoReply::NotThere | NoReply::Broken)), "still answered: {outcome:?}");
}

#[tokio::test]
async fn two_ranges_do_not_share_an_authority() {
    let (one, other) = (open(Script::default()).await, open(Script::default()).await);
    assert_ne!(one.ca_pem(), other.ca_pem());
    assert!(!one.ca_pem().contains("PRIVATE"));
}
