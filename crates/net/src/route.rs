//! The way out: straight, or through a proxy that the person chose; never one that the environment names.

use crate::circuit::Circuits;
use crate::reach::{Limits, Reach};
use crate::unready::Unready;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::time::Duration;
use thiserror::Error;
use unlisted_core::{NoReply, Personal};
use url::{Host, Url};

/// How questions leave this machine. Chosen by the person once per scan; nothing in a definition can change it.
///
/// With a proxy, names of sources are looked up by the proxy only, and where the proxy fails nothing is asked: there is
/// no way back to [`Route::Direct`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Straight to each host.
    #[default]
    Direct,
    /// A tunnel of an HTTP proxy for each host (CONNECT, RFC 9110 section 9.3.6); nothing is forwarded in clear.
    Http(Proxy),
    /// A SOCKS5 proxy that is told names, not addresses (RFC 1928, address type 3).
    Socks5h(Proxy),
    /// Tor's SOCKS port, with a circuit of its own for every host.
    ///
    /// Tor keeps streams with different SOCKS user names on different circuits unless it was told not to
    /// (`IsolateSOCKSAuth`, tor's manual; <https://spec.torproject.org/socks-extensions>).
    Tor(Proxy),
}

/// Where a proxy listens, and what it wants to know of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    pub(crate) host: Host<String>,
    pub(crate) port: u16,
    /// Name and password, each at most [`MOST_CREDENTIALS`] bytes.
    pub(crate) credentials: Option<Personal<(String, String)>>,
}

/// Why a text names no proxy we would use. [`BadRoute::advice`] says what to write instead.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadRoute {
    /// Neither `tor` nor a scheme, a host and a port.
    #[error("read the proxy's address")]
    Unreadable,
    /// `socks5://` or an older SOCKS, which look names up on this machine first.
    #[error("use a proxy that leaves names to this machine")]
    LooksNamesUpHere,
    /// A scheme that is none of ours.
    #[error("use a proxy of this kind")]
    UnknownKind,
    /// No port.
    #[error("tell the proxy's port")]
    NoPort,
    /// A path, a query or a fragment: a web address, not a proxy's.
    #[error("use a web address as a proxy")]
    NotBare,
    /// A name or password for Tor, which has none.
    #[error("use a name or password with Tor")]
    CredentialsForTor,
    /// A name or password longer than a SOCKS handshake carries with a long host name.
    #[error("use a name or password this long")]
    CredentialsTooLong,
}

/// The longest name or password of a proxy, in bytes: with both, a host of 120 bytes still fits into the client's
/// handshake of 262 bytes.
pub(crate) const MOST_CREDENTIALS: usize = 64;

impl BadRoute {
    /// What to do about it, in a sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "Write it like socks5h://127.0.0.1:1080, http://127.0.0.1:8080, tor or tor-browser."
            }
            Self::LooksNamesUpHere => {
                "Write socks5h:// instead: with socks5:// your network would see every name that is asked."
            }
            Self::UnknownKind => {
                "Use socks5h://, http:// or tor://; the tunnel inside is encrypted with each of them."
            }
            Self::NoPort => "Add the port after a colon; SOCKS proxies often use 1080, HTTP proxies 8080.",
            Self::NotBare => "Leave out everything after the port.",
            Self::CredentialsForTor => "Leave the name and password out; they are used to keep hosts apart.",
            Self::CredentialsTooLong => "Use a name and a password of at most 64 characters each.",
        }
    }
}

impl Route {
    /// Tor as a system's own program: 127.0.0.1, port 9050.
    pub fn tor() -> Self {
        Self::Tor(Proxy::here(9050))
    }

    /// Tor as a running Tor Browser offers it: 127.0.0.1, port 9150.
    pub fn tor_browser() -> Self {
        Self::Tor(Proxy::here(9150))
    }

    /// Reads `direct`, `tor`, `tor-browser`, `tor://HOST:PORT`, `socks5h://[NAME:PASSWORD@]HOST:PORT` or
    /// `http://[NAME:PASSWORD@]HOST:PORT`. `localhost` is 127.0.0.1, so that no name is looked up for it.
    pub fn parse(text: &str) -> Result<Self, BadRoute> {
        let text = text.trim();
        match text {
            "direct" => return Ok(Self::Direct),
            "tor" => return Ok(Self::tor()),
            "tor-browser" => return Ok(Self::tor_browser()),
            _ => {}
        }
        let (kind, rest) = text.split_once("://").ok_or(BadRoute::Unreadable)?;
        match kind.to_ascii_lowercase().as_str() {
            "http" => Ok(Self::Http(Proxy::parse(rest)?)),
            "socks5h" => Ok(Self::Socks5h(Proxy::parse(rest)?)),
            "tor" => match Proxy::parse(rest)? {
                Proxy { credentials: Some(_), .. } => Err(BadRoute::CredentialsForTor),
                proxy => Ok(Self::Tor(proxy)),
            },
            "socks" | "socks4" | "socks4a" | "socks5" => Err(BadRoute::LooksNamesUpHere),
            _ => Err(BadRoute::UnknownKind),
        }
    }

    /// The proxy, if there is one.
    pub(crate) fn proxy(&self) -> Option<&Proxy> {
        match self {
            Self::Direct => None,
            Self::Http(proxy) | Self::Socks5h(proxy) | Self::Tor(proxy) => Some(proxy),
        }
    }

    /// The reach's limits; through Tor everything may take three times as long, because six machines stand between.
    pub fn limits(&self, limits: Limits) -> Limits {
        let factor = if matches!(self, Self::Tor(_)) { 3 } else { 1 };
        let longer = |limit: Duration| limit * factor;
        Limits {
            connect: longer(limits.connect),
            first_byte: longer(limits.first_byte),
            silence: longer(limits.silence),
            total: longer(limits.total),
            ..limits
        }
    }

    /// Whether an address that the guard let pass may go this way.
    ///
    /// A proxy is told names only, so a live question that reached the network without it would still need a look-up,
    /// which is refused: no single slip can send it straight. An HTTP proxy would forward plain http in clear.
    pub(crate) fn check(&self, reach: &Reach, url: &Url) -> Result<(), NoReply> {
        let named = matches!(url.host(), Some(Host::Domain(_))) || matches!(reach, Reach::Loopback);
        let allowed = match self {
            Self::Direct => true,
            Self::Socks5h(_) | Self::Tor(_) => named,
            Self::Http(_) => named && url.scheme() == "https",
        };
        if allowed { Ok(()) } else { Err(NoReply::Refused) }
    }

    /// The client's settings for this way. Practice and the lab stay on this machine, their proxies too.
    pub(crate) fn make_proxy(&self, reach: &Reach) -> Result<Option<reqwest::Proxy>, Unready> {
        let Some(proxy) = self.proxy() else { return Ok(None) };
        if !matches!(reach, Reach::Live) && !proxy.is_here() {
            return Err(Unready::ProxyNotLoopback);
        }
        let made = match self {
            Self::Direct => return Ok(None),
            Self::Http(proxy) => reqwest::Proxy::all(proxy.address("http")),
            Self::Socks5h(proxy) => reqwest::Proxy::all(proxy.address("socks5h")),
            Self::Tor(proxy) => {
                let (proxy, circuits) = (proxy.clone(), Circuits::make().map_err(Unready::NoRandomness)?);
                Ok(reqwest::Proxy::custom(move |asked| {
                    let name = circuits.name(asked.host_str().unwrap_or_default());
                    Some(proxy.with_name(name).address("socks5h"))
                }))
            }
        };
        made.map(Some).map_err(Unready::Client)
    }
}

impl Proxy {
    fn here(port: u16) -> Self {
        Self { host: Host::Ipv4([127, 0, 0, 1].into()), port, credentials: None }
    }

    /// Reads what follows the scheme. It is read as an http address, because for schemes it does not know the URL
    /// reader would leave an IP address a name.
    fn parse(rest: &str) -> Result<Self, BadRoute> {
        let url = Url::parse(&format!("http://{rest}")).map_err(|_| BadRoute::Unreadable)?;
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadRoute::NotBare);
        }
        // The reader drops a port that is http's own.
        let own = || rest.trim_end_matches('/').ends_with(":80").then_some(80);
        let port = url.port().or_else(own).filter(|port| *port != 0).ok_or(BadRoute::NoPort)?;
        let host = match url.host() {
            Some(Host::Domain("localhost")) => Host::Ipv4([127, 0, 0, 1].into()),
            Some(host) => host.to_owned(),
            None => return Err(BadRoute::Unreadable),
        };
        let plain = |text: &str| percent_decode_str(text).decode_utf8().map(String::from);
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (name, password) => {
                let pair = plain(name).and_then(|name| Ok((name, plain(password.unwrap_or_default())?)));
                Some(pair.map_err(|_| BadRoute::Unreadable)?)
            }
        };
        if credentials.as_ref().is_some_and(|(name, word)| name.len().max(word.len()) > MOST_CREDENTIALS) {
            return Err(BadRoute::CredentialsTooLong);
        }
        Ok(Self { host, port, credentials: credentials.map(Personal::new) })
    }

    fn with_name(&self, name: String) -> Self {
        // Some SOCKS proxies take an empty password for none at all.
        Self { credentials: Some(Personal::new((name, "unlisted".to_owned()))), ..self.clone() }
    }

    /// Whether it listens on this machine.
    pub(crate) fn is_here(&self) -> bool {
        match &self.host {
            Host::Domain(_) => false,
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        }
    }

    /// Its name, if it has to be looked up.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.host {
            Host::Domain(name) => Some(name),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }

    /// As the client wants it: everything but letters and digits of name and password percent-encoded.
    fn address(&self, scheme: &str) -> String {
        let Self { host, port, credentials } = self;
        let pair = credentials.as_ref().map_or_else(String::new, |pair| {
            let (name, password) = pair.reveal();
            let [name, password] = [name, password].map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC));
            format!("{name}:{password}@")
        });
        format!("{scheme}://{pair}{host}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, BadRoute>) {
        let kind = |route: &Route| match route {
            Route::Direct => "direct",
            Route::Http(_) => "http",
            Route::Socks5h(_) => "socks5h",
            Route::Tor(_) => "tor",
        };
        let read = Route::parse(text).map(|route| match route.proxy() {
            Some(proxy) => format!("{} {}", kind(&route), proxy.address("x")),
            None => kind(&route).to_owned(),
        });
        assert_eq!(read, expected.map(str::to_owned), "route {text:?}");
    }

    #[test]
    fn a_route_is_read_or_refused_with_its_reason() {
        check("direct", Ok("direct"));
        check(" tor ", Ok("tor x://127.0.0.1:9050"));
        check("tor-browser", Ok("tor x://127.0.0.1:9150"));
        check("tor://10.152.152.10:9050", Ok("tor x://10.152.152.10:9050"));
        check("socks5h://127.0.0.1:1080", Ok("socks5h x://127.0.0.1:1080"));
        check("SOCKS5H://localhost:1080/", Ok("socks5h x://127.0.0.1:1080"));
        check("socks5h://[::1]:1080", Ok("socks5h x://[::1]:1080"));
        check("socks5h://proxy.example.net:1080", Ok("socks5h x://proxy.example.net:1080"));
        check("http://127.0.0.1:80", Ok("http x://127.0.0.1:80"));
        check("http://na%40me:w%3Aord@127.0.0.1:8080", Ok("http x://na%40me:w%3Aord@127.0.0.1:8080"));
        check("http://n@127.0.0.1:8080", Ok("http x://n:@127.0.0.1:8080"));
        for local in ["socks5://127.0.0.1:1080", "socks4a://127.0.0.1:1080", "socks4://h:1", "SOCKS://h:1"] {
            check(local, Err(BadRoute::LooksNamesUpHere));
        }
        check("https://127.0.0.1:8080", Err(BadRoute::UnknownKind));
        check("ftp://127.0.0.1:8080", Err(BadRoute::UnknownKind));
        check("127.0.0.1:8080", Err(BadRoute::Unreadable));
        check("", Err(BadRoute::Unreadable));
        check("http://", Err(BadRoute::Unreadable));
        check("http://127.0.0.1:99999", Err(BadRoute::Unreadable));
        check("http://127.0.0.1", Err(BadRoute::NoPort));
        check("socks5h://127.0.0.1:0", Err(BadRoute::NoPort));
        check("http://127.0.0.1:8080/proxy.pac", Err(BadRoute::NotBare));
        check("http://127.0.0.1:8080?x", Err(BadRoute::NotBare));
        check("tor://name:word@127.0.0.1:9050", Err(BadRoute::CredentialsForTor));
        let long = "n".repeat(MOST_CREDENTIALS + 1);
        check(&format!("socks5h://{long}:w@127.0.0.1:1080"), Err(BadRoute::CredentialsTooLong));
    }

    #[test]
    fn every_refusal_has_advice_that_is_a_sentence() {
        for text in ["", "socks5://h:1", "ftp://h:1", "http://h", "http://h:1/x", "tor://n:w@h:1"] {
            let advice = Route::parse(text).unwrap_err().advice();
            assert!(advice.ends_with('.') && advice.len() > 20, "advice for {text:?}: {advice}");
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let route = Route::parse("socks5h://juniper:secret@127.0.0.1:1080").unwrap();
        let shown = format!("{route:?}");
        assert!(!shown.contains("juniper") && !shown.contains("secret"), "printed {shown}");
    }

    #[test]
    fn practice_has_no_proxy_elsewhere() {
        let far = Route::parse("socks5h://192.0.2.1:1080").unwrap();
        assert!(matches!(far.make_proxy(&Reach::Loopback), Err(Unready::ProxyNotLoopback)));
        assert!(
            matches!(far.make_proxy(&Reach::Live), Ok(Some(_))),
            "a live scan may use what the person chose"
        );
    }
}
