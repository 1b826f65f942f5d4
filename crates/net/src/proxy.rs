//! "Is my proxy really there?": a handshake with the proxy alone, which asks nothing of anybody behind it.

use crate::route::{Proxy, Route};
use data_encoding::BASE64;
use std::io;
use std::time::Duration;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use unlisted_core::Personal;
use url::Host;

/// What is wrong with a proxy. [`ProxyFault::advice`] says what to do.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProxyFault {
    /// Nobody listens there, or the name of the proxy leads nowhere.
    #[error("reach the proxy")]
    NotThere,
    /// It was reached and did not answer in time.
    #[error("wait for the proxy's answer")]
    TooSlow,
    /// It closed the connection in the middle.
    #[error("finish the greeting with the proxy")]
    HungUp,
    /// It wants a name and a password, and none was given.
    #[error("use the proxy without a name and password")]
    WantsCredentials,
    /// It did not accept the name and password.
    #[error("use the proxy with this name and password")]
    WrongCredentials,
    /// A SOCKS proxy was expected and an HTTP server answers.
    #[error("speak SOCKS with an HTTP server")]
    SpeaksHttp,
    /// An HTTP proxy was expected and a SOCKS proxy answers.
    #[error("speak HTTP with a SOCKS proxy")]
    SpeaksSocks,
    /// Something answers there, but it is no proxy that opens tunnels.
    #[error("use what listens there as a proxy")]
    NoProxy,
}

impl ProxyFault {
    /// What to do about it, in a sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotThere => "Start the proxy or Tor, or correct its address and port.",
            Self::TooSlow => "Wait until the proxy or Tor has connected, then try again.",
            Self::HungUp => {
                "Check the port: something listens there that does not talk to us as a proxy does."
            }
            Self::WantsCredentials => "Add the proxy's name and password before the address: NAME:PASSWORD@.",
            Self::WrongCredentials => "Correct the proxy's name and password.",
            Self::SpeaksHttp => "Write http:// instead of socks5h://, or use the proxy's SOCKS port.",
            Self::SpeaksSocks => "Write socks5h:// instead of http://, or use the proxy's HTTP port.",
            Self::NoProxy => "Check the port: what answers there opens no tunnels.",
        }
    }
}

/// How long the proxy has for the whole handshake.
const PATIENCE: Duration = Duration::from_secs(5);

/// Greets the route's proxy and asks it for a tunnel to port 1 of its own machine, where nobody listens: a proxy
/// refuses that in its own words, and those words are the proof. No name is looked up but the proxy's own, and nobody
/// behind the proxy hears of it. `Ok` for [`Route::Direct`], which has none.
///
/// That every question then takes this way needs no proof here: with a proxy the asker has no other.
pub async fn check_proxy(route: &Route) -> Result<(), ProxyFault> {
    let handshake = async {
        match route {
            Route::Direct => Ok(()),
            Route::Http(proxy) => greet_http(proxy).await,
            Route::Socks5h(proxy) => {
                greet_socks(proxy, proxy.credentials.as_ref().map(Personal::reveal)).await
            }
            // The names that keep circuits apart are given to Tor in the same way.
            Route::Tor(proxy) => greet_socks(proxy, Some(&("check".to_owned(), "unlisted".to_owned()))).await,
        }
    };
    timeout(PATIENCE, handshake).await.map_err(|_| ProxyFault::TooSlow)?
}

async fn connect(proxy: &Proxy) -> Result<TcpStream, ProxyFault> {
    let connected = match &proxy.host {
        Host::Domain(name) => TcpStream::connect((name.as_str(), proxy.port)).await,
        Host::Ipv4(address) => TcpStream::connect((*address, proxy.port)).await,
        Host::Ipv6(address) => TcpStream::connect((*address, proxy.port)).await,
    };
    connected.map_err(|_| ProxyFault::NotThere)
}

fn hung_up(_: io::Error) -> ProxyFault {
    ProxyFault::HungUp
}

/// RFC 1928 and RFC 1929.
async fn greet_socks(proxy: &Proxy, credentials: Option<&(String, String)>) -> Result<(), ProxyFault> {
    const NONE: u8 = 0;
    const NAME_AND_PASSWORD: u8 = 2;
    let mut stream = connect(proxy).await?;
    let method = if credentials.is_some() { NAME_AND_PASSWORD } else { NONE };
    stream.write_all(&[5, 1, method]).await.map_err(hung_up)?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer).await.map_err(hung_up)?;
    match (answer, credentials) {
        ([5, chosen], _) if chosen == method => {}
        ([5, 0xff], None) => return Err(ProxyFault::WantsCredentials),
        ([5, _], _) => return Err(ProxyFault::WrongCredentials),
        ([b'H', b'T'], _) => return Err(ProxyFault::SpeaksHttp),
        _ => return Err(ProxyFault::NoProxy),
    }
    if let Some((name, password)) = credentials {
        let mut pair = vec![1];
        for part in [name, password] {
            pair.push(u8::try_from(part.len()).map_err(|_| ProxyFault::WrongCredentials)?);
            pair.extend_from_slice(part.as_bytes());
        }
        stream.write_all(&pair).await.map_err(hung_up)?;
        stream.read_exact(&mut answer).await.map_err(hung_up)?;
        if answer[1] != 0 {
            return Err(ProxyFault::WrongCredentials);
        }
    }
    stream.write_all(&[5, 1, 0, 1, 127, 0, 0, 1, 0, 1]).await.map_err(hung_up)?;
    stream.read_exact(&mut answer).await.map_err(hung_up)?;
    match answer {
        // Reached after all, or refused with one of the reasons of RFC 1928 and of Tor's own.
        [5, 0..=6 | 8 | 0xf0..=0xff] => Ok(()),
        _ => Err(ProxyFault::NoProxy),
    }
}

async fn greet_http(proxy: &Proxy) -> Result<(), ProxyFault> {
    let mut stream = connect(proxy).await?;
    let pair = proxy.credentials.as_ref().map(|pair| {
        let (name, password) = pair.reveal();
        format!("Proxy-Authorization: Basic {}\r\n", BASE64.encode(format!("{name}:{password}").as_bytes()))
    });
    let question =
        format!("CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n{}\r\n", pair.unwrap_or_default());
    stream.write_all(question.as_bytes()).await.map_err(hung_up)?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer[..2]).await.map_err(hung_up)?;
    if matches!(answer[0], 0 | 5) {
        return Err(ProxyFault::SpeaksSocks);
    }
    stream.read_exact(&mut answer[2..]).await.map_err(hung_up)?;
    // "HTTP/1.1 200": nothing more is needed.
    let status = answer.strip_prefix(b"HTTP/1.").and_then(|rest| str::from_utf8(rest.get(2..)?).ok());
    match status.and_then(|status| status.parse::<u16>().ok()) {
        Some(407) if proxy.credentials.is_some() => Err(ProxyFault::WrongCredentials),
        Some(407) => Err(ProxyFault::WantsCredentials),
        // Bad request, not found, method not allowed, not implemented: a web server, or Tor's SOCKS port.
        Some(400 | 404 | 405 | 501) | None => Err(ProxyFault::NoProxy),
        Some(_) => Ok(()),
    }
}
