//! How questions leave, on the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The way out that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RouteView {
    /// Its kind.
    pub kind: RouteKind,
    /// Its address without a name and password; empty for the straight way.
    pub shown: String,
    /// Whether this is practice, which never leaves this machine whatever is chosen.
    pub practice: bool,
}

/// The kinds of ways out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RouteKind {
    /// Straight to each site.
    Direct,
    /// Through Tor.
    Tor,
    /// Through a SOCKS5 proxy that looks names up itself.
    Socks,
    /// Through an HTTP proxy's tunnels.
    Http,
}

/// Chooses a way out.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetRoute {
    /// `direct`, `tor`, `tor-browser`, or the address of a proxy as `socks5h://HOST:PORT` or `http://HOST:PORT`, with
    /// `NAME:PASSWORD@` before the host where it wants them.
    pub address: String,
}

/// What the proxy said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RouteChecked {
    /// Whether it can be used.
    pub works: bool,
    /// What was found, one plain sentence.
    pub explain: String,
    /// What to do, one plain sentence; empty where there is nothing to do.
    pub advice: String,
}
