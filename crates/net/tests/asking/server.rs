//! A small plain server whose every answer is written by the test.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A server on this machine; it runs until the test ends.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    heads: Arc<Mutex<Vec<(Instant, String)>>>,
}

impl Server {
    /// Serves one connection per request: reads the head, notes it, and lets `answer` write whatever it likes.
    pub(crate) fn start(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (heads.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (noted, answer, mut stream) = (noted.clone(), answer.clone(), stream.unwrap());
                thread::spawn(move || {
                    let head = read_head(&mut stream);
                    noted.lock().unwrap().push((Instant::now(), head.clone()));
                    answer(&head, &mut stream);
                });
            }
        });
        Self { address, heads }
    }

    /// Answers everything with 200 and this body.
    pub(crate) fn saying(body: &'static str) -> Self {
        Self::start(move |_, stream| whole(stream, "200 OK", "", body.as_bytes()))
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The heads of all requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().iter().map(|(_, head)| head.clone()).collect()
    }

    /// When they came.
    pub(crate) fn times(&self) -> Vec<Instant> {
        self.heads.lock().unwrap().iter().map(|(time, _)| *time).collect()
    }
}

/// Writes a whole answer and closes. The asker may be gone already, which is its right.
pub(crate) fn whole(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// Writes one piece; false when the asker has left.
pub(crate) fn piece(stream: &mut TcpStream, bytes: &[u8]) -> bool {
    stream.write_all(bytes).and_then(|()| stream.flush()).is_ok()
}

fn read_head(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n")
        && head.len() < 64 * 1024
        && stream.read(&mut byte).is_ok_and(|read| read == 1)
    {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}
