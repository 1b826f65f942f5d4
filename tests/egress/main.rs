//! What leaves the machine, seen by the kernel: a whole scan in a network of its own, laid beside its ledger.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

mod apart;
mod capture;
mod fuzz;
mod ledger;
mod sources;
mod world;

use apart::{NAME_SERVER, apart, assert_apart};
use capture::{Capture, addresses, connections, names, opened};
use ledger::{Notebook, planned, scan};
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use unlisted_core::source::Catalogue;
use unlisted_core::{Check, Person, Profile, Reason, Verdict};
use unlisted_net::{Asker, Limits, RangeDoor, Reach, Route, check_proxy};
use unlisted_range::{Range, Script, Served, practice_person};
use world::{PROXY, World, Zone};

/// Runs a story with time and network to its end.
fn tell(story: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(story);
}

/// An asker of live hosts; only ever made where there are none.
fn live(route: &Route) -> Asker {
    assert_apart();
    let limits =
        Limits { connect: Duration::from_secs(3), total: Duration::from_secs(8), ..Limits::default() };
    Asker::with_route(Reach::Live, limits, route).unwrap()
}

/// Every request as the hosts saw it: host and path with query, sorted.
fn arrived(served: &[Served]) -> Vec<(String, String)> {
    let mut arrived: Vec<_> =
        served.iter().map(|served| (served.host.clone(), served.path_and_query.reveal().clone())).collect();
    arrived.sort();
    arrived
}

/// The practice person with one handle: the small world knows one.
fn somebody() -> Profile {
    Profile::from_person(&Person { usernames: vec!["lumenfox".to_owned()], ..practice_person() })
}

/// The first automatic check of each source that takes no longer than a test may.
fn one_each(catalogue: &Catalogue, checks: Vec<Check>) -> Vec<Check> {
    let mut sources = BTreeSet::new();
    let soon = |check: &Check| {
        let asking = catalogue.get(&check.source).and_then(|definition| definition.probe.asking());
        asking.is_some_and(|asking| asking.pace_seconds <= 7)
    };
    checks
        .into_iter()
        .filter(|check| {
            !check.by_hand && !check.control && soon(check) && sources.insert(check.source.clone())
        })
        .collect()
}

/// The ends that the name server leads the ledger's hosts to.
fn ends(notebook: &Notebook, zone: &Zone) -> BTreeSet<SocketAddr> {
    let sent = notebook.sent();
    let hosts = sent.iter().filter_map(|(host, _)| Some(*zone.get(host)?.first()?.first()?));
    hosts.map(|address| SocketAddr::new(address, 443)).collect()
}

#[test]
fn a_scan_reaches_planned_hosts_only_and_its_ledger_is_what_was_captured() {
    apart("a_scan_reaches_planned_hosts_only_and_its_ledger_is_what_was_captured", || {
        tell(async {
            let (catalogue, zone) = (sources::catalogue(), sources::zone());
            let world = World::start(&catalogue, zone.clone()).await;
            let checks = planned(&catalogue, &somebody());
            let hosts: BTreeSet<String> =
                checks.iter().map(|check| check.url.reveal().host_str().unwrap().to_owned()).collect();
            let capture = Capture::start();
            let notebook = scan(live(&Route::Direct), &catalogue, checks).await;
            let packets = capture.finish();

            // A host that does not exist was looked up, and the ledger says so; nothing could arrive there.
            let (gone, sent): (Vec<_>, Vec<_>) =
                notebook.sent().into_iter().partition(|(host, _)| host == "absent.example.org");
            assert!(!gone.is_empty(), "what was tried is in the ledger");
            assert_eq!(sent, arrived(&world.served()), "the ledger is what arrived, line by line");
            assert_eq!(
                opened(&packets),
                ends(&notebook, &zone),
                "connections go to the ledger's hosts, to each of them"
            );
            assert_eq!(connections(&packets), sent.len(), "a connection for each line of the ledger");
            assert_eq!(names(&packets), hosts, "the planned names are looked up, and no other");
            let mut expected: BTreeSet<IpAddr> = opened(&packets).iter().map(SocketAddr::ip).collect();
            // IPv6 hosts answer to the loop device's own address; IPv4 ones are asked from their own.
            expected.extend([NAME_SERVER, "::1".parse().unwrap()]);
            let all = addresses(&packets);
            assert!(all.is_subset(&expected), "packets between {all:?}, but only {expected:?} are planned");
            assert!(world.told().is_empty(), "nobody uses a proxy that was not chosen");

            let unknown = |reason| Some(Verdict::Unknown { reason });
            for (source, expected) in [
                ("away", unknown(Reason::Redirected)),
                ("homeward", unknown(Reason::Redirected)),
                ("private", unknown(Reason::Refused)),
                ("mixed", unknown(Reason::Refused)),
            ] {
                assert_eq!(notebook.verdict(source), expected, "verdict on {source}");
            }
            for source in ["account", "page", "sixth", "arrived"] {
                let verdict = notebook.verdict(source);
                assert!(
                    matches!(verdict, Some(Verdict::Listed { .. })),
                    "{source} was asked in earnest: {verdict:?}"
                );
            }
        });
    });
}

#[test]
fn through_a_proxy_nobody_else_hears_anything_and_no_name_is_looked_up() {
    apart("through_a_proxy_nobody_else_hears_anything_and_no_name_is_looked_up", || {
        tell(async {
            let (catalogue, zone) = (sources::catalogue(), sources::zone());
            let world = World::start(&catalogue, zone).await;
            for route in [format!("socks5h://{PROXY}"), "tor".to_owned()] {
                let route = Route::parse(&route).unwrap();
                let before = (world.served().len(), world.told().len());
                let checks = planned(&catalogue, &somebody());
                let capture = Capture::start();
                let notebook = scan(live(&route), &catalogue, checks).await;
                let packets = capture.finish();

                let served = world.served();
                assert_eq!(notebook.sent(), arrived(&served[before.0..]), "the ledger is what arrived");
                assert_eq!(opened(&packets), BTreeSet::from([PROXY]), "connections go to the proxy alone");
                assert_eq!(
                    addresses(&packets),
                    BTreeSet::from([PROXY.ip()]),
                    "and so does every other packet"
                );
                assert_eq!(names(&packets), BTreeSet::new(), "no name is looked up here");
                let told: BTreeSet<String> = world.told()[before.1..].iter().cloned().collect();
                let sent: BTreeSet<String> = notebook.sent().into_iter().map(|(host, _)| host).collect();
                assert_eq!(told, sent, "the proxy is told the ledger's hosts");
                assert!(told.len() >= 9 && !told.contains("elsewhere.example.org"), "hosts: {told:?}");
            }
        });
    });
}

#[test]
fn without_its_proxy_a_scan_sends_nothing_to_anybody() {
    apart("without_its_proxy_a_scan_sends_nothing_to_anybody", || {
        tell(async {
            let catalogue = sources::catalogue();
            let world = World::start(&catalogue, sources::zone()).await;
            let nobody: SocketAddr = "127.0.0.1:9150".parse().unwrap();
            for route in [Route::tor_browser(), Route::parse(&format!("http://{nobody}")).unwrap()] {
                let checks = planned(&catalogue, &somebody());
                let capture = Capture::start();
                let notebook = scan(live(&route), &catalogue, checks).await;
                assert!(check_proxy(&route).await.is_err());
                let packets = capture.finish();
                assert_eq!(opened(&packets), BTreeSet::from([nobody]), "only the proxy is knocked at");
                assert_eq!(
                    addresses(&packets),
                    BTreeSet::from([nobody.ip()]),
                    "and nobody else hears a packet"
                );
                assert!(world.served().is_empty() && world.told().is_empty());
                assert_eq!(notebook.verdict("account"), Some(Verdict::Unknown { reason: Reason::Offline }));
            }
        });
    });
}

#[test]
fn every_shipped_source_reaches_its_own_host_only() {
    apart("every_shipped_source_reaches_its_own_host_only", || {
        tell(async {
            let catalogue = Catalogue::built_in();
            let zone = sources::zone_of(&catalogue);
            let world = World::start(&catalogue, zone.clone()).await;
            let checks = planned(&catalogue, &somebody());
            let checks = one_each(&catalogue, checks);
            assert!(checks.len() > 20, "only {} sources", checks.len());
            let capture = Capture::start();
            let notebook = scan(live(&Route::Direct), &catalogue, checks).await;
            let packets = capture.finish();
            assert_eq!(notebook.sent(), arrived(&world.served()), "the ledger is what arrived, line by line");
            assert_eq!(
                opened(&packets),
                ends(&notebook, &zone),
                "connections go to the ledger's hosts, to each of them"
            );
            assert_eq!(
                connections(&packets),
                notebook.sent().len(),
                "a connection for each line of the ledger"
            );
            let mut expected: BTreeSet<IpAddr> = opened(&packets).iter().map(SocketAddr::ip).collect();
            expected.insert(NAME_SERVER);
            assert_eq!(addresses(&packets), expected, "nobody else hears a packet");
        });
    });
}

/// The part that needs no namespace: in practice too, what the ledger says is what the hosts saw.
#[test]
fn in_practice_the_ledger_is_what_the_hosts_saw() {
    tell(async {
        let catalogue = sources::catalogue();
        let range = Range::start(&catalogue, Script::default()).await.unwrap();
        let door =
            RangeDoor { address: range.address(), ca_pem: range.ca_pem().to_owned(), hosts: range.hosts() };
        let checks = planned(&catalogue, &somebody());
        let count = checks.len();
        let notebook: Arc<Notebook> = scan(Asker::new(Reach::Range(door)).unwrap(), &catalogue, checks).await;
        assert_eq!(notebook.sent(), arrived(&range.served()), "line by line");
        assert!(notebook.sent().len() >= count, "every check was asked");
    });
}
