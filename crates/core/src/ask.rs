//! What is sent and what comes back: the only shapes that the asking crate knows.

use crate::personal::Personal;
use crate::reason::Reason;
use std::time::Duration;
use url::Url;

/// How a request is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read.
    #[default]
    Get,
    /// Read the head of an answer alone.
    Head,
    /// Read with a body; only for sources whose documented search is a POST.
    Post,
}

/// Headers that the asking crate sets or leaves out itself, lower-case: they decide how the answer travels, who we say we
/// are, or what follows the person around. A request with one of them is refused.
pub const KEPT_HEADERS: [&str; 16] = [
    "accept-encoding",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "origin",
    "proxy-authorization",
    "referer",
    "te",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-forwarded-for",
];

/// One request, complete: nothing else is sent but the fixed headers of the asking crate.
#[derive(Clone, Debug)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where, identifiers and keys included.
    pub url: Personal<Url>,
    /// Extra headers, lower-case names; values may hold keys.
    pub headers: Vec<(String, Personal<String>)>,
    /// Body of a POST.
    pub body: Option<Personal<String>>,
    /// Whether redirects within the same registrable domain are followed (at most 3).
    pub follow_redirects: bool,
    /// The least time between two requests to the host.
    pub pace: Duration,
}

/// What a source answered, whole and decoded.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers, lower-case names.
    pub headers: Vec<(String, String)>,
    /// The decoded body, at most the asking crate's cap.
    pub body: Personal<Vec<u8>>,
    /// Where the answer came from in the end.
    pub url: Personal<Url>,
}

impl Reply {
    /// The first header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are not UTF-8 become U+FFFD.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.body.reveal())
    }
}

/// Why there is no reply to judge. Each becomes a [`crate::Reason`]; none is an error of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoReply {
    /// This machine has no network: no way to the address, or nobody who looks names up.
    Offline,
    /// The host refused the connection, or its name does not exist; the network is there.
    NotThere,
    /// Connecting, the first byte or the whole answer took too long.
    TooSlow,
    /// The decoded body passed the cap.
    TooBig,
    /// A redirect to another registrable domain (or too many, or to a scheme we do not speak).
    Redirected,
    /// The certificate was not trusted.
    NotTrusted,
    /// The guard refused the address: not https, not public, or not in the catalogue.
    Refused,
    /// The connection broke in the middle of the answer.
    Broken,
    /// The scan was cancelled while this was waiting or under way.
    Cancelled,
}

impl From<&NoReply> for Reason {
    fn from(no_reply: &NoReply) -> Self {
        match no_reply {
            NoReply::Offline => Self::Offline,
            NoReply::TooSlow => Self::TooSlow,
            NoReply::TooBig => Self::TooBig,
            NoReply::Redirected => Self::Redirected,
            NoReply::NotTrusted => Self::NotTrusted,
            NoReply::Refused => Self::Refused,
            NoReply::NotThere | NoReply::Broken => Self::SourceBroken,
            NoReply::Cancelled => Self::Cancelled,
        }
    }
}
