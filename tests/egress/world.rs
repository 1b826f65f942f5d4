//! The world of a process apart: a name server that says what the test wants, hosts at public addresses with the practice
//! range behind them, and a SOCKS proxy.

use crate::apart::{NAME_SERVER, trust};
use crate::capture::{BACKSTAGE, read_name};
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpSocket, TcpStream, UdpSocket};
use unlisted_core::source::Catalogue;
use unlisted_range::{Range, Script, Served};

/// What the name server says to a name: one list of addresses after the other, then again from the first.
pub(crate) type Zone = BTreeMap<String, Vec<Vec<IpAddr>>>;

/// Where the proxy listens.
pub(crate) const PROXY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 9050);

/// A running world. It lives as long as its runtime.
pub(crate) struct World {
    range: Range,
    told: Arc<Mutex<Vec<String>>>,
}

impl World {
    /// Starts name server, hosts and proxy, and lets this process trust the hosts' authority.
    pub(crate) async fn start(catalogue: &Catalogue, zone: Zone) -> Self {
        let range = Range::start(catalogue, Script::default()).await.unwrap();
        trust(range.ca_pem());
        let told = Arc::new(Mutex::new(Vec::new()));
        let names = UdpSocket::bind(SocketAddr::new(NAME_SERVER, 53)).await.unwrap();
        let hosts = TcpListener::bind(SocketAddrV6::new(Ipv6Addr::UNSPECIFIED, 443, 0, 0)).await.unwrap();
        let proxy = TcpListener::bind(PROXY).await.unwrap();
        tokio::spawn(async move { tell_names(&names, &zone).await });
        tokio::spawn(receive(hosts, range.address(), None));
        tokio::spawn(receive(proxy, range.address(), Some(told.clone())));
        Self { range, told }
    }

    /// Every request that reached a host, in order.
    pub(crate) fn served(&self) -> Vec<Served> {
        self.range.served()
    }

    /// The names that the proxy was told.
    pub(crate) fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }
}

async fn receive(listener: TcpListener, range: SocketAddr, told: Option<Arc<Mutex<Vec<String>>>>) {
    loop {
        let Ok((guest, _)) = listener.accept().await else { continue };
        let told = told.clone();
        tokio::spawn(async move {
            // A guest who leaves early is no fault of the world's.
            let _ = attend(guest, range, told).await;
        });
    }
}

async fn attend(
    mut guest: TcpStream,
    range: SocketAddr,
    told: Option<Arc<Mutex<Vec<String>>>>,
) -> io::Result<()> {
    if let Some(told) = told {
        let name = greet(&mut guest).await?;
        told.lock().unwrap().push(name);
    }
    let backstage = TcpSocket::new_v4()?;
    backstage.bind(SocketAddr::new(BACKSTAGE, 0))?;
    let mut host = backstage.connect(range).await?;
    copy_bidirectional(&mut guest, &mut host).await?;
    Ok(())
}

/// SOCKS5 without a password or with any (RFC 1928, RFC 1929), for names only.
async fn greet(guest: &mut TcpStream) -> io::Result<String> {
    assert_eq!(guest.read_u8().await?, 5, "SOCKS version");
    if read_some(guest).await?.contains(&2) {
        guest.write_all(&[5, 2]).await?;
        guest.read_u8().await?;
        read_some(guest).await?;
        read_some(guest).await?;
        guest.write_all(&[1, 0]).await?;
    } else {
        guest.write_all(&[5, 0]).await?;
    }
    let mut start = [0; 4];
    guest.read_exact(&mut start).await?;
    if start[3] != 3 {
        return Err(io::Error::other("an address was told, so somebody looked it up"));
    }
    let name = String::from_utf8_lossy(&read_some(guest).await?).into_owned();
    guest.read_u16().await?;
    guest.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
    Ok(name)
}

async fn read_some(guest: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(guest.read_u8().await?)];
    guest.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// Answers questions for A and AAAA (RFC 1035 section 4), and says that other names do not exist.
async fn tell_names(socket: &UdpSocket, zone: &Zone) {
    let mut turns: BTreeMap<(String, u16), usize> = BTreeMap::new();
    let mut question = [0; 512];
    loop {
        let Ok((length, from)) = socket.recv_from(&mut question).await else { continue };
        let Some(asked) = question.get(12..length) else { continue };
        let Some(name) = read_name(asked) else { continue };
        // The name is as long as its text and two bytes more, its type and class are two bytes each.
        let Some(end) = asked.get(..name.len() + 6) else { continue };
        let kind = u16::from_be_bytes([asked[name.len() + 2], asked[name.len() + 3]]);
        let turn = turns.entry((name.clone(), kind)).or_insert(0);
        let lists = zone.get(&name);
        let found: Vec<IpAddr> =
            lists.and_then(|lists| lists.get(*turn % lists.len())).cloned().unwrap_or_default();
        *turn += 1;
        let records: Vec<Vec<u8>> = found.iter().filter_map(|address| make_record(kind, *address)).collect();
        let count = u16::try_from(records.len()).unwrap_or_default().to_be_bytes();
        let code = if lists.is_some() { 0x80 } else { 0x83 };
        let head = [question[0], question[1], 0x81, code, 0, 1, count[0], count[1], 0, 0, 0, 0];
        let answer = [&head[..], end, &records.concat()].concat();
        let _ = socket.send_to(&answer, from).await;
    }
}

/// A record for the asked name with no time to live, if the address is of the asked kind.
fn make_record(kind: u16, address: IpAddr) -> Option<Vec<u8>> {
    let bytes = match (kind, address) {
        (1, IpAddr::V4(address)) => address.octets().to_vec(),
        (28, IpAddr::V6(address)) => address.octets().to_vec(),
        _ => return None,
    };
    let [high, low] = kind.to_be_bytes();
    let length = u8::try_from(bytes.len()).ok()?;
    Some([&[0xc0, 12, high, low, 0, 1, 0, 0, 0, 0, 0, length][..], &bytes].concat())
}
