//! A proxy for the tests: speaks SOCKS5 and CONNECT on this machine, leads every name to one place, and notes what it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How the proxy behaves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Manner {
    /// Opens every tunnel.
    #[default]
    Open,
    /// Opens every tunnel for `name` and `word`.
    Guarded,
    /// Says no to every tunnel: SOCKS code 4, HTTP 503.
    Closed,
    /// Takes the connection and says nothing.
    Mute,
    /// Hangs up at once.
    Rude,
}

/// What a tunnel was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The name or the address, as it was told.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Whether the host was told as a name (SOCKS address type 3, or a name in CONNECT).
    pub(crate) by_name: bool,
    /// The SOCKS user name.
    pub(crate) user: Option<String>,
    /// The head of a CONNECT.
    pub(crate) head: String,
}

/// A running proxy. Dropping it closes the port.
pub(crate) struct Gateway {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    doorman: JoinHandle<()>,
}

impl Gateway {
    pub(crate) async fn start(manner: Manner, behind: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = asked.clone();
        let doorman = tokio::spawn(async move {
            loop {
                let (guest, _) = listener.accept().await.unwrap();
                let noted = noted.clone();
                tokio::spawn(async move {
                    // A guest who leaves early is no fault of the proxy's.
                    let _ = attend(guest, manner, behind, &noted).await;
                });
            }
        });
        Self { address, asked, doorman }
    }

    /// Every tunnel that was asked for, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.doorman.abort();
    }
}

async fn attend(
    mut guest: TcpStream,
    manner: Manner,
    behind: SocketAddr,
    noted: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    match manner {
        Manner::Rude => return Ok(()),
        Manner::Mute => std::future::pending().await,
        _ => {}
    }
    let first = guest.read_u8().await?;
    let asked = if first == 5 {
        match greet_socks(&mut guest, manner).await? {
            Some(asked) => asked,
            None => return Ok(()),
        }
    } else {
        read_connect(&mut guest, first).await?
    };
    noted.lock().unwrap().push(asked.clone());
    let socks = asked.head.is_empty();
    let locked = matches!(manner, Manner::Guarded) && !socks && !asked.head.contains("basic bmftztp3b3jk");
    // Nobody listens on the port that a check of the proxy asks for.
    let closed = matches!(manner, Manner::Closed) || asked.port == 1;
    let words: &[u8] = match (socks, locked, closed) {
        (true, _, true) => &[5, 4, 0, 1, 0, 0, 0, 0, 0, 0],
        (true, ..) => &[5, 0, 0, 1, 0, 0, 0, 0, 0, 0],
        (false, true, _) => b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
        (false, _, true) => b"HTTP/1.1 503 Service Unavailable\r\n\r\n",
        (false, ..) => b"HTTP/1.1 200 Connection established\r\n\r\n",
    };
    guest.write_all(words).await?;
    if !locked && !closed {
        let mut host = TcpStream::connect(behind).await?;
        copy_bidirectional(&mut guest, &mut host).await?;
    }
    Ok(())
}

/// RFC 1928 and RFC 1929, after the first byte. `None` when it came to no request.
async fn greet_socks(guest: &mut TcpStream, manner: Manner) -> std::io::Result<Option<Asked>> {
    let methods = read_some(guest).await?;
    let mut user = None;
    if methods.contains(&2) {
        guest.write_all(&[5, 2]).await?;
        guest.read_u8().await?;
        let (name, word) = (read_some(guest).await?, read_some(guest).await?);
        let known = !matches!(manner, Manner::Guarded) || (name == b"name" && word == b"word");
        guest.write_all(&[1, u8::from(!known)]).await?;
        if !known {
            return Ok(None);
        }
        user = Some(String::from_utf8(name).unwrap());
    } else if matches!(manner, Manner::Guarded) {
        guest.write_all(&[5, 0xff]).await?;
        return Ok(None);
    } else {
        guest.write_all(&[5, 0]).await?;
    }
    let mut start = [0; 4];
    guest.read_exact(&mut start).await?;
    let host = match start[3] {
        1 => {
            let mut octets = [0; 4];
            guest.read_exact(&mut octets).await?;
            std::net::Ipv4Addr::from(octets).to_string()
        }
        3 => String::from_utf8(read_some(guest).await?).unwrap(),
        other => panic!("address type {other}"),
    };
    let port = guest.read_u16().await?;
    Ok(Some(Asked { host, port, by_name: start[3] == 3, user, head: String::new() }))
}

async fn read_some(guest: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(guest.read_u8().await?)];
    guest.read_exact(&mut bytes).await?;
    Ok(bytes)
}

async fn read_connect(guest: &mut TcpStream, first: u8) -> std::io::Result<Asked> {
    let mut head = vec![first];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 8192 {
        head.push(guest.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap().to_lowercase();
    let place = head.split(' ').nth(1).unwrap_or_default();
    let (host, port) = place.rsplit_once(':').unwrap_or((place, "0"));
    let by_name = host.parse::<std::net::IpAddr>().is_err();
    Ok(Asked { host: host.to_owned(), port: port.parse().unwrap_or_default(), by_name, user: None, head })
}
