//! How far an asker may reach, and how long and how much it waits for.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

/// Where an asker may go. Chosen by the app once per scan; nothing in a definition can change it.
#[derive(Clone, Debug)]
pub enum Reach {
    /// Public hosts over https on port 443, trusted as the system trusts them.
    Live,
    /// The practice range only: its host names lead to its address, and only its certificates are trusted.
    ///
    /// The pace is cut to 20 ms, because nobody is burdened by practice.
    Range(RangeDoor),
    /// This machine only, http or https, any port: for trying a definition on one's own page.
    Loopback,
}

/// The way into a running practice range.
#[derive(Clone, Debug)]
pub struct RangeDoor {
    /// Where the range listens; must be a loopback address.
    pub address: SocketAddr,
    /// The range's own certificate authority, PEM.
    pub ca_pem: String,
    /// The host names it answers for; no other name resolves.
    pub hosts: BTreeSet<String>,
}

impl Reach {
    /// The least time from the end of one request to the start of the next on the same host.
    pub(crate) fn pace(&self, wanted: Duration) -> Duration {
        match self {
            Self::Live | Self::Loopback => wanted,
            Self::Range(_) => wanted.min(Duration::from_millis(20)),
        }
    }

    /// What is waited for where nobody says otherwise: [`Limits::default`], or [`Limits::practice`] on the range.
    pub(crate) fn limits(&self) -> Limits {
        match self {
            Self::Live | Self::Loopback => Limits::default(),
            Self::Range(_) => Limits::practice(),
        }
    }
}

/// What an asker waits for and accepts. The time spent waiting for a host's turn does not count.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Name look-up, TCP and TLS together.
    pub connect: Duration,
    /// From the connection to the head of the answer.
    pub first_byte: Duration,
    /// The silence between two pieces of the body.
    pub silence: Duration,
    /// The whole answer, redirects included. A slow drip is stopped by this one only.
    pub total: Duration,
    /// Bytes of the body after decompression.
    pub body_bytes: usize,
    /// Redirects followed.
    pub redirects: usize,
    /// Requests under way at the same time, over all hosts; each holds a socket.
    pub at_once: usize,
    /// The longest pause that is kept between two requests to a host; less only where nobody is burdened.
    pub pause: Duration,
}

impl Default for Limits {
    /// Connect 5 s, first byte and silence 10 s, total 20 s, 8 MiB, 3 redirects, 128 requests at once, which fits under the
    /// 256 open files that some systems give a program.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            first_byte: Duration::from_secs(10),
            silence: Duration::from_secs(10),
            total: Duration::from_secs(20),
            body_bytes: 8 << 20,
            redirects: 3,
            at_once: 128,
            pause: Duration::MAX,
        }
    }
}

impl Limits {
    /// As the default, but a whole answer within 6 s: a source that drips should not keep somebody who practises waiting.
    pub fn practice() -> Self {
        let whole = Duration::from_secs(6);
        Self { first_byte: whole, silence: whole, total: whole, ..Self::default() }
    }
}
