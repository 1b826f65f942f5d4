//! The sources of the small world: well-behaved ones, and every way we know to be led elsewhere.

use crate::world::Zone;
use std::net::{IpAddr, Ipv4Addr};
use unlisted_core::source::Catalogue;

/// Name, address, what the host answers to the person's handle, and what the name server says to its name.
const SOURCES: [(&str, &str, &str, &str); 10] = [
    ("account", "https://api.example.com/users/{username}", "", "20.30.40.1"),
    ("page", "https://people.example.net/{username}", "", "20.30.40.2 20.30.40.3"),
    ("sixth", "https://six.example.net/u/{username}", "", "2a00:1:2:3::6"),
    (
        "moved",
        "https://old.example.com/u/{username}",
        "status = 301\nheaders = { location = \"https://new.example.com/u/lumenfox\" }",
        "20.30.40.4",
    ),
    ("arrived", "https://new.example.com/u/{username}", "", "20.30.40.5"),
    (
        "away",
        "https://away.example.com/u/{username}",
        "status = 302\nheaders = { location = \"https://elsewhere.example.org/u/lumenfox\" }",
        "20.30.40.6",
    ),
    (
        "homeward",
        "https://homeward.example.com/u/{username}",
        "status = 302\nheaders = { location = \"https://10.0.0.1/router\" }",
        "20.30.40.7",
    ),
    ("private", "https://private.example.org/u/{username}", "", "192.168.1.1"),
    ("mixed", "https://mixed.example.org/u/{username}", "", "20.30.40.8 127.0.0.1"),
    ("absent", "https://absent.example.org/u/{username}", "", ""),
];

/// The small catalogue: accounts over JSON, but one page, whose site has rules for programs.
pub(crate) fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (id, url, answer, _) in SOURCES {
        let text = if id == "page" { page(id, url) } else { account(id, url, answer) };
        catalogue.add(&format!("{id}.toml"), &text).unwrap();
    }
    catalogue
}

/// What the name server says to the small catalogue's names; to all others that they do not exist.
pub(crate) fn zone() -> Zone {
    let host = |url: &str| url.split('/').nth(2).unwrap().to_owned();
    let addresses = |words: &str| words.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let known = SOURCES.iter().filter(|(.., words)| !words.is_empty());
    known.map(|(_, url, _, words)| (host(url), vec![addresses(words)])).collect()
}

/// An address of its own for every host of a catalogue.
pub(crate) fn zone_of(catalogue: &Catalogue) -> Zone {
    let hosts = catalogue.iter().map(|definition| definition.host().to_owned());
    let address = |number: u8| IpAddr::V4(Ipv4Addr::new(20, 30, 50, number));
    hosts.zip(1..).map(|(host, number)| (host, vec![vec![address(number)]])).collect()
}

const HEAD: &str = r#"
format = 1
id = "ID"
name = "ID"
category = "username"
home = "https://example.com/"
exposes = ["username"]
reach = 3
checked_live = "never"
facts = ["invented"]
[removal]
how = "account"
steps = ["Close the account."]
"#;

fn account(id: &str, url: &str, answer: &str) -> String {
    let body = if answer.is_empty() { "body = '{\"login\":\"lumenfox\"}'\nverdict = \"listed\"" } else { "" };
    let verdict = if answer.is_empty() { "" } else { "verdict = \"unknown\"\nreason = \"changed\"" };
    let probe = format!(
        r#"
[probe]
kind = "json"
url = "{url}"
pace_seconds = 1
[probe.listings]
each = ""
[probe.listings.fields]
usernames = ["/login"]
[control]
given = {{ username = "zqvx7kplm3" }}
[[example]]
name = "hers"
given = {{ username = "lumenfox" }}
{answer}
{body}
{verdict}
[[example]]
name = "nobody"
status = 404
body = '{{"message":"Not Found"}}'
verdict = "not_listed"
"#
    );
    HEAD.replace("ID", id) + &probe
}

fn page(id: &str, url: &str) -> String {
    let probe = format!(
        r#"
[probe]
kind = "page"
url = "{url}"
pace_seconds = 1
not_listed = [{{ contains = "nobody of that name" }}]
[probe.listings]
each = ".card"
[probe.listings.fields]
name = {{ select = "h1" }}
[[example]]
name = "hers"
given = {{ username = "lumenfox" }}
body = '<div class="card"><h1>Lumen Fox</h1></div>'
verdict = "listed"
[[example]]
name = "nobody"
status = 404
body = "<p>nobody of that name</p>"
verdict = "not_listed"
"#
    );
    HEAD.replace("ID", id) + &probe
}
