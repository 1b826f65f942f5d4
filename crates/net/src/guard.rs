//! The guard: which addresses may be asked at all, whatever a definition, a redirect or a name server says.

use crate::reach::Reach;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use unlisted_core::NoReply;
use url::{Host, Url};

/// Names that never lead to a public host: RFC 6761, 6762, 7686, 8375, 9476, ICANN's `.internal`, and names that home
/// and office networks use.
const NOT_PUBLIC: [&str; 17] = [
    "alt",
    "arpa",
    "corp",
    "domain",
    "example",
    "home",
    "i2p",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// Refuses an address outside the reach. The URL reader has already turned decimal, octal, hexadecimal and full-width
/// spellings of an IP address into the address itself, so there is one form to look at.
pub(crate) fn check_address(reach: &Reach, url: &Url) -> Result<(), NoReply> {
    let bare = url.username().is_empty() && url.password().is_none();
    let allowed = match (reach, url.host()) {
        (_, None) => false,
        (Reach::Live, Some(host)) => url.scheme() == "https" && url.port().is_none() && is_public_host(&host),
        (Reach::Range(door), Some(host)) => {
            url.scheme() == "https" && url.port().is_none() && door.hosts.contains(&host.to_string())
        }
        (Reach::Loopback, Some(host)) => matches!(url.scheme(), "http" | "https") && is_loopback_host(&host),
    };
    if bare && allowed { Ok(()) } else { Err(NoReply::Refused) }
}

fn is_public_host(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_public_name(name),
        Host::Ipv4(address) => is_public((*address).into()),
        Host::Ipv6(address) => is_public((*address).into()),
    }
}

fn is_loopback_host(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// At least two labels, no dot at the end, and a last label that names something public.
fn is_public_name(name: &str) -> bool {
    let mut labels = name.rsplit('.');
    let last = labels.next().unwrap_or_default();
    labels.next().is_some() && !last.is_empty() && !NOT_PUBLIC.contains(&last)
}

/// Whether an address belongs to the public internet, by the special-purpose registries of IANA (RFC 6890 and its
/// updates). Anything in doubt is not public.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127 | 224..=255, ..] // this network, private, loopback, multicast and reserved
            | [100, 64..=127, ..] // carrier-grade NAT
            | [169, 254, ..] // link-local, cloud metadata
            | [172, 16..=31, ..] // private
            | [192, 0, 0 | 2, _] // protocol assignments, documentation
            | [192, 31, 196, _] // AS112
            | [192, 52, 193, _] // AMT
            | [192, 88, 99, _] // 6to4 relays
            | [192, 168, ..] // private
            | [192, 175, 48, _] // AS112
            | [198, 18 | 19, ..] // benchmarks
            | [198, 51, 100, _] // documentation
            | [203, 0, 113, _] // documentation
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // NAT64 (RFC 6052): the IPv4 address inside is the one that is reached. Networks without IPv4 need it.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Teredo and other protocol assignments, documentation, 6to4.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Global unicast. Mapped, unique-local, link-local, multicast and the rest lie outside.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reach::RangeDoor;
    use std::collections::BTreeSet;

    fn check(reach: &Reach, address: &str, expected: bool) {
        // What the URL reader itself turns away never becomes a request.
        let allowed = Url::parse(address).is_ok_and(|url| check_address(reach, &url).is_ok());
        assert_eq!(allowed, expected, "address {address} with {reach:?}");
    }

    #[test]
    fn tricky_spellings_of_private_addresses_are_refused() {
        let forms = [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://0x7f.1/",
            "https://127.0.0.1./",
            "https://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
            "https://127\u{3002}0\u{3002}0\u{3002}1/",
            "https://%31%32%37.0.0.1/",
            "https://0.0.0.0/",
            "https://0/",
            "https://10.0.0.1/",
            "https://172.16.0.1/",
            "https://172.31.255.255/",
            "https://192.168.1.1/",
            "https://169.254.169.254/",
            "https://100.64.0.1/",
            "https://198.18.0.1/",
            "https://224.0.0.1/",
            "https://255.255.255.255/",
            "https://192.0.2.1/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[ff02::1]/",
        ];
        assert_eq!(forms.len(), 31);
        for form in forms {
            check(&Reach::Live, form, false);
        }
    }

    #[test]
    fn only_plain_public_https_is_live() {
        for (address, expected) in [
            ("https://www.example.com/u/x?y=z", true),
            ("https://www.example.com:443/", true),
            ("https://8.8.8.8/", true),
            ("https://[2606:4700::1111]/", true),
            ("https://[64:ff9b::808:808]/", true),
            ("http://www.example.com/", false),
            ("https://www.example.com:8443/", false),
            ("https://name@www.example.com/", false),
            ("https://:word@www.example.com/", false),
            ("https://www.example.com@10.0.0.1/", false),
            ("https://localhost/", false),
            ("https://printer/", false),
            ("https://printer.local/", false),
            ("https://vault.internal/", false),
            ("https://router.home.arpa/", false),
            ("https://hidden.onion/", false),
            ("https://www.example.com./", false),
            ("ftp://www.example.com/", false),
            ("file:///etc/passwd", false),
        ] {
            check(&Reach::Live, address, expected);
        }
    }

    #[test]
    fn the_range_and_the_lab_reach_nothing_else() {
        let range = Reach::Range(RangeDoor {
            address: ([127, 0, 0, 1], 4433).into(),
            ca_pem: String::new(),
            hosts: BTreeSet::from(["www.example.com".to_owned()]),
        });
        check(&range, "https://www.example.com/", true);
        check(&range, "https://example.com/", false);
        check(&range, "http://www.example.com/", false);
        check(&range, "https://127.0.0.1/", false);
        check(&Reach::Loopback, "http://127.0.0.1:8080/u/x", true);
        check(&Reach::Loopback, "http://[::1]:8080/", true);
        check(&Reach::Loopback, "https://localhost/", true);
        check(&Reach::Loopback, "http://site-7.localhost:8080/", true);
        check(&Reach::Loopback, "http://notlocalhost:8080/", false);
        check(&Reach::Loopback, "http://192.168.1.1/", false);
        check(&Reach::Loopback, "https://www.example.com/", false);
        check(&Reach::Loopback, "http://localhost.example.com/", false);
    }
}
