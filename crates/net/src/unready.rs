//! Why an asker could not be made.

use thiserror::Error;

/// Why no asker could be made. Nothing was sent.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unready {
    /// The system has no trusted roots, or TLS could not be set up.
    #[error("set up secure connections")]
    Tls(#[source] rustls::Error),
    /// The range's authority is not a certificate.
    #[error("read the practice range's certificate authority")]
    UnreadableAuthority,
    /// A practice range that is not on this machine is none.
    #[error("use a practice range outside this machine")]
    NotLoopback,
    /// Practice and the lab stay on this machine, their proxy too.
    #[error("practise through a proxy outside this machine")]
    ProxyNotLoopback,
    /// The system gave no random bytes to keep circuits apart with.
    #[error("get randomness from the system")]
    NoRandomness(#[source] getrandom::Error),
    /// The client could not be built.
    #[error("set up the connection pool")]
    Client(#[source] reqwest::Error),
}
