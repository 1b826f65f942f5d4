//! Hostile definitions by the thousand: whatever they ask for, no packet goes to a private address.

use crate::apart::{NAME_SERVER, apart};
use crate::capture::{Capture, Kind, Packet, opened};
use crate::world::{World, Zone};
use crate::{live, tell};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use unlisted_core::ask::Method;
use unlisted_core::plan::{make_request, preview_plan};
use unlisted_core::source::Catalogue;
use unlisted_core::{NoReply, Profile, Request};
use unlisted_net::{Asker, Cancel, Route, is_public};
use url::Url;

/// Spellings of addresses that nobody outside this network has.
const PRIVATE: [&str; 31] = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "127.0.0.1.",
    "\u{ff11}\u{ff12}\u{ff17}.0.0.1",
    "127\u{3002}0\u{3002}0\u{3002}1",
    "%31%32%37.0.0.1",
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fd00::1]",
    "[fe80::1]",
    "[ff02::1]",
];

/// Names, and what the name server says to them, one list after the other.
const NAMES: [(&str, &[&str]); 10] = [
    ("www.example.com", &["20.30.60.1"]),
    ("one.example.org", &["127.0.0.1"]),
    ("two.example.org", &["10.1.2.3"]),
    ("three.example.org", &["169.254.169.254"]),
    ("mixed.example.org", &["20.30.60.2 10.0.0.1"]),
    ("mixed2.example.org", &["192.168.0.1 20.30.60.3"]),
    ("six.example.org", &["fd00::1 20.30.60.4"]),
    ("rebind.example.com", &["20.30.60.5", "127.0.0.1", "20.30.60.5", "10.0.0.1"]),
    ("hop.example.com", &["20.30.60.6"]),
    ("inside.hop.example.com", &["10.0.0.9"]),
];

/// Where a host that is asked sends us: out of its site, home, or to a name of its own site that leads home.
const REDIRECTS: [&str; 8] = [
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://10.0.0.1:443/",
    "//169.254.169.254/latest/meta-data",
    "https://one.example.org/",
    "https://inside.hop.example.com/",
    "http://hop.example.com/",
    "https://localhost/",
];

/// Pieces of addresses and of account names that were made to be misread.
const TRICKS: [&str; 24] = [
    "@",
    "#",
    "?",
    "\\",
    "/",
    "//",
    ":",
    ":443",
    ":80",
    ":8443",
    "%00",
    "%2e",
    "..",
    "\t",
    "\r\nhost: 10.0.0.1\r\n",
    "\u{ad}",
    "\u{200b}",
    "\u{ff0e}",
    "x",
    "lumenfox",
    "localhost",
    "name:word@",
    ".local",
    "&",
];

/// Numbers that look random and are the same every time (xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// A host, or what may pass for one.
    fn host(&mut self) -> String {
        let name = NAMES[self.roll(NAMES.len())].0;
        match self.roll(8) {
            0 | 1 => self.pick(&PRIVATE).to_owned(),
            2 | 3 => name.to_owned(),
            4 => format!("{name}{}{}", self.pick(&TRICKS), self.pick(&PRIVATE)),
            5 => format!("{}{}{name}", self.pick(&PRIVATE), self.pick(&TRICKS)),
            6 => format!("{{username}}.{name}"),
            _ => format!("{{username}}{}{name}", self.pick(&TRICKS)),
        }
    }

    fn template(&mut self) -> String {
        let scheme = self.pick(&["https", "https", "https", "https", "http", "ftp", "HTTPS", "file", "ws"]);
        let host = self.host();
        let path = self.pick(&[
            "/u/{username}",
            "/{username}",
            "/?q={username}",
            "/a/../{username}",
            "{username}",
            "\\{username}",
        ]);
        format!("{scheme}://{host}{path}")
    }

    fn value(&mut self) -> String {
        (0..=self.roll(3))
            .map(|_| if self.roll(2) == 0 { self.pick(&TRICKS) } else { self.pick(&PRIVATE) })
            .collect()
    }
}

fn zone() -> Zone {
    let list = |words: &&str| words.split_whitespace().map(|word| word.parse().unwrap()).collect();
    NAMES.iter().map(|(name, lists)| ((*name).to_owned(), lists.iter().map(list).collect())).collect()
}

/// A definition with this address, as a hostile author would write it.
fn definition(url: &str) -> String {
    let head = r#"
format = 1
id = "odd"
name = "Odd"
category = "username"
home = "https://example.com/"
exposes = ["username"]
reach = 3
checked_live = "never"
facts = ["invented"]
[removal]
how = "account"
steps = ["None."]
[probe]
kind = "json"
"#;
    let hop = |(number, location): (usize, &&str)| {
        format!(
            "[[example]]\nname = \"hop {number}\"\ngiven = {{ username = \"hop{number}\" }}\nstatus = 302\n\
             headers = {{ location = \"{location}\" }}\nverdict = \"unknown\"\nreason = \"changed\"\n"
        )
    };
    let hops = REDIRECTS.iter().enumerate().map(hop).collect::<Vec<_>>().concat();
    // What JSON writes in quotes, TOML reads.
    let url = serde_json::to_string(url).unwrap();
    format!(
        "{head}url = {url}\n[probe.listings]\neach = \"\"\n[probe.listings.fields]\nusernames = [\"/login\"]\n{hops}"
    )
}

fn plain(url: Url) -> Request {
    Request {
        method: Method::Get,
        url: url.into(),
        headers: Vec::new(),
        body: None,
        follow_redirects: true,
        pace: Duration::ZERO,
    }
}

/// What a definition makes of an account name: through profile, plan and request as in a real scan.
fn requests(template: &str, value: &str) -> Vec<Request> {
    let mut catalogue = Catalogue::default();
    if catalogue.add("odd.toml", &definition(template)).is_err() {
        return Vec::new();
    }
    let person = serde_json::from_value(serde_json::json!({ "usernames": [value] })).unwrap();
    let plan = preview_plan(&catalogue, &Profile::from_person(&person));
    let made =
        plan.checks.iter().map(|check| make_request(catalogue.get(&check.source).unwrap(), check, None));
    made.filter_map(Result::ok).map(|request| Request { pace: Duration::ZERO, ..request }).collect()
}

/// Asks everything, 32 at once, and counts the outcomes.
async fn ask_all(asker: &Asker, requests: Vec<Request>) -> BTreeMap<String, usize> {
    let places = Arc::new(Semaphore::new(32));
    let mut under_way = JoinSet::new();
    for request in requests {
        let (asker, places) = (asker.clone(), places.clone());
        under_way.spawn(async move {
            let _place = places.acquire().await;
            asker.ask(&request, &Cancel::new()).await
        });
    }
    let mut outcomes = BTreeMap::new();
    while let Some(outcome) = under_way.join_next().await {
        let word =
            outcome.unwrap().map_or_else(|reason| format!("{reason:?}"), |reply| reply.status.to_string());
        *outcomes.entry(word).or_insert(0) += 1;
    }
    outcomes
}

/// Only public hosts on their own port and the name server heard a packet.
fn assert_public(packets: &BTreeSet<Packet>) {
    for packet in packets {
        match &packet.kind {
            Kind::Opens => {
                assert!(
                    is_public(packet.to.ip()) && packet.to.port() == 443,
                    "a connection to {}",
                    packet.to
                );
            }
            Kind::Datagram(_) => {
                let server = SocketAddr::new(NAME_SERVER, 53);
                assert!(packet.to == server || packet.from == server, "a datagram to {}", packet.to);
            }
            // The rest of what was opened.
            Kind::Goes => {}
            Kind::Other(protocol) => panic!("protocol {protocol} to {}", packet.to),
        }
    }
}

#[test]
fn no_definition_sends_a_packet_to_a_private_address() {
    apart("fuzz::no_definition_sends_a_packet_to_a_private_address", || {
        tell(async {
            let mut known = Catalogue::default();
            known.add("hop.toml", &definition("https://hop.example.com/{username}")).unwrap();
            let rebind = definition("https://rebind.example.com/{username}")
                .replace("id = \"odd\"", "id = \"rebind\"");
            known.add("rebind.toml", &rebind).unwrap();
            let world = World::start(&known, zone()).await;
            let asker = live(&Route::Direct);
            let capture = Capture::start();

            // The forms themselves, as bare addresses.
            let literals = PRIVATE.iter().map(|form| format!("https://{form}/"));
            let own = ["localhost", "printer", "router.home.arpa", "printer.local"]
                .map(|name| format!("https://{name}/"));
            let bare = literals.chain(own).filter_map(|address| Url::parse(&address).ok()).map(plain);
            let outcomes = ask_all(&asker, bare.collect()).await;
            assert_eq!(
                outcomes.keys().collect::<Vec<_>>(),
                ["Refused"],
                "every form is refused: {outcomes:?}"
            );

            // Names that lead home, at once, beside a public address, or the next time.
            let leading = NAMES.iter().filter(|(name, _)| name.ends_with("example.org"));
            let leading = leading.map(|(name, _)| plain(Url::parse(&format!("https://{name}/")).unwrap()));
            let outcomes = ask_all(&asker, leading.collect()).await;
            assert_eq!(outcomes, BTreeMap::from([("Refused".to_owned(), 6)]), "every name is refused");
            for _ in 0..8 {
                let again = live(&Route::Direct);
                let outcome = again
                    .ask(&plain(Url::parse("https://rebind.example.com/x").unwrap()), &Cancel::new())
                    .await;
                assert!(
                    !matches!(outcome, Err(NoReply::NotTrusted | NoReply::NotThere)),
                    "rebinding ends as {outcome:?}"
                );
            }

            // Redirects.
            let hop =
                |number: usize| plain(Url::parse(&format!("https://hop.example.com/hop{number}")).unwrap());
            let outcomes = ask_all(&asker, (0..REDIRECTS.len()).map(hop).collect()).await;
            assert_eq!(
                outcomes,
                BTreeMap::from([("Redirected".to_owned(), 7), ("Refused".to_owned(), 1)]),
                "out of the site is a redirect away, within it the guard decides"
            );

            // Thousands of definitions, and the same addresses without the reader and the plan before them.
            let mut dice = Dice(0x5eed_0000_2026_1122);
            let (mut planned, mut direct) = (Vec::new(), Vec::new());
            for _ in 0..4_000 {
                let (template, value) = (dice.template(), dice.value());
                planned.extend(requests(&template, &value));
                direct.extend(Url::parse(&template.replace("{username}", &value)).map(plain));
            }
            let counts = (planned.len(), direct.len());
            assert!(counts.0 > 500 && counts.1 > 2_000, "too few requests came of it: {counts:?}");
            let outcomes = ask_all(&asker, planned).await;
            assert!(outcomes.len() > 2, "no variety: {outcomes:?}");
            let outcomes = ask_all(&asker, direct).await;
            assert!(outcomes.get("Refused").is_some_and(|refused| *refused > 1_000), "{outcomes:?}");

            let packets = capture.finish();
            assert_public(&packets);
            assert!(
                !world.served().is_empty() && opened(&packets).len() >= 3,
                "public hosts were asked in earnest"
            );

            // The trap does hear: the same capture of a program that does go there.
            let capture = Capture::start();
            TcpStream::connect("10.0.0.1:443").unwrap();
            let heard = opened(&capture.finish());
            assert_eq!(heard, BTreeSet::from(["10.0.0.1:443".parse().unwrap()]), "the trap hears");
        });
    });
}
