//! Hosts on this machine, and the memory of the process that asks them.

use std::io::{self, Read};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;
use unlisted_core::Request;
use unlisted_core::ask::Method;
use url::Url;

/// A host that plays to everybody who asks.
pub(crate) fn host(play: impl Fn(&mut TcpStream) -> io::Result<()> + Send + 'static) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked);
            // It ends when the other side has had enough.
            let _ = play(&mut stream);
        }
    });
    Url::parse(&format!("http://{address}/")).unwrap()
}

/// A figure of `/proc/self/status`, in KiB.
pub(crate) fn memory(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(figure)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Forgets the highest memory so far (proc(5), `clear_refs`); where that is not permitted, a later play counts the
/// earlier ones as well, which only makes the test harder.
pub(crate) fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

pub(crate) fn request(url: Url) -> Request {
    Request {
        method: Method::Get,
        url: url.into(),
        headers: Vec::new(),
        body: None,
        follow_redirects: true,
        pace: Duration::ZERO,
    }
}
