//! A capture of every packet of this network, taken from the kernel (packet(7)), not from what a program says it did.

use socket2::{Domain, Protocol, Socket, Type};
use std::collections::BTreeSet;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// The address from which the test's own stage hands connections on to the practice range. Its packets are no concern
/// of the capture's.
pub(crate) const BACKSTAGE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 77));

/// What one packet is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The first packet of a TCP connection.
    Opens,
    /// Any other packet of one.
    Goes,
    /// UDP; the name that it asks for, if it goes to a name server.
    Datagram(Option<String>),
    /// Anything else, by its protocol's number.
    Other(u8),
}

/// One packet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packet {
    pub(crate) from: SocketAddr,
    pub(crate) to: SocketAddr,
    pub(crate) kind: Kind,
}

/// A running capture.
pub(crate) struct Capture {
    over: Arc<AtomicBool>,
    reader: JoinHandle<BTreeSet<Packet>>,
}

/// Every packet of every protocol (`ETH_P_ALL`), in the network's order of bytes.
const EVERYTHING: i32 = 0x0003_u16.to_be() as i32;

impl Capture {
    pub(crate) fn start() -> Self {
        let socket = Socket::new(Domain::PACKET, Type::RAW, Some(Protocol::from(EVERYTHING))).unwrap();
        // As much as the system gives; a packet that is lost shows as a request without its connection.
        let _ = socket.set_recv_buffer_size(16 << 20);
        socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let over = Arc::new(AtomicBool::new(false));
        let end = over.clone();
        let reader = std::thread::spawn(move || read_packets(&socket, &end));
        Self { over, reader }
    }

    /// Ends the capture when all is still, and returns what was seen; on the loop device everything is seen twice.
    pub(crate) fn finish(self) -> BTreeSet<Packet> {
        std::thread::sleep(Duration::from_millis(300));
        self.over.store(true, Ordering::Release);
        self.reader.join().unwrap()
    }
}

fn read_packets(mut socket: &Socket, over: &AtomicBool) -> BTreeSet<Packet> {
    let mut seen = BTreeSet::new();
    let mut frame = vec![0; 1 << 17];
    loop {
        match socket.read(&mut frame) {
            Ok(length) => {
                let packet = read_packet(&frame[..length]);
                seen.extend(
                    packet.filter(|packet| packet.from.ip() != BACKSTAGE && packet.to.ip() != BACKSTAGE),
                );
            }
            Err(_) if over.load(Ordering::Acquire) => return seen,
            Err(_) => {}
        }
    }
}

/// An Ethernet frame with IPv4 or IPv6 inside; `None` for other frames, which the loop device does not carry.
fn read_packet(frame: &[u8]) -> Option<Packet> {
    let address = |bytes: &[u8]| match bytes.len() {
        4 => Some(IpAddr::V4(Ipv4Addr::from(<[u8; 4]>::try_from(bytes).ok()?))),
        _ => Some(IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from(bytes).ok()?))),
    };
    let ip = frame.get(14..)?;
    let (protocol, from, to, inside) = match frame.get(12..14)? {
        [0x08, 0x00] => {
            let head = usize::from(ip.first()? & 0x0f) * 4;
            (*ip.get(9)?, address(ip.get(12..16)?)?, address(ip.get(16..20)?)?, ip.get(head..)?)
        }
        [0x86, 0xdd] => (*ip.get(6)?, address(ip.get(8..24)?)?, address(ip.get(24..40)?)?, ip.get(40..)?),
        _ => return None,
    };
    let port = |at: usize| Some(u16::from_be_bytes(inside.get(at..at + 2)?.try_into().ok()?));
    let (from_port, to_port, kind) = match protocol {
        6 => {
            let is_first = inside.get(13)? & 0x12 == 0x02;
            (port(0)?, port(2)?, if is_first { Kind::Opens } else { Kind::Goes })
        }
        17 => {
            let to = port(2)?;
            (port(0)?, to, Kind::Datagram((to == 53).then(|| read_name(inside.get(20..)?)).flatten()))
        }
        other => (0, 0, Kind::Other(other)),
    };
    Some(Packet { from: SocketAddr::new(from, from_port), to: SocketAddr::new(to, to_port), kind })
}

/// The name of a DNS question (RFC 1035 section 4.1.2), from its first label on.
pub(crate) fn read_name(mut question: &[u8]) -> Option<String> {
    let mut labels = Vec::new();
    loop {
        let (length, rest) = question.split_first()?;
        if *length == 0 {
            return Some(labels.join("."));
        }
        let (label, after) = rest.split_at_checked(usize::from(*length))?;
        labels.push(String::from_utf8_lossy(label).to_lowercase());
        question = after;
    }
}

/// Every address that a packet came from or went to.
pub(crate) fn addresses(packets: &BTreeSet<Packet>) -> BTreeSet<IpAddr> {
    packets.iter().flat_map(|packet| [packet.from.ip(), packet.to.ip()]).collect()
}

/// The ends of all connections that somebody tried to open.
pub(crate) fn opened(packets: &BTreeSet<Packet>) -> BTreeSet<SocketAddr> {
    packets.iter().filter(|packet| packet.kind == Kind::Opens).map(|packet| packet.to).collect()
}

/// How many connections somebody tried to open; a first packet that is sent again is the same.
pub(crate) fn connections(packets: &BTreeSet<Packet>) -> usize {
    packets.iter().filter(|packet| packet.kind == Kind::Opens).count()
}

/// The names that name servers were asked for.
pub(crate) fn names(packets: &BTreeSet<Packet>) -> BTreeSet<String> {
    packets
        .iter()
        .filter_map(|packet| if let Kind::Datagram(name) = &packet.kind { name.clone() } else { None })
        .collect()
}
