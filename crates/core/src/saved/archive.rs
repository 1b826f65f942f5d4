//! Reads MHTML (RFC 2557): a MIME message whose parts are a page and what it shows, of which the page is wanted.

use super::{SavedFailure, SavedPage, evidence, transfer};
use crate::personal::Personal;
use url::Url;

/// Parts of one file; a page of a busy site has a few hundred pictures.
const MOST_PARTS: usize = 4096;
/// Parts within parts; mail programs write two.
const MOST_DEEP: usize = 4;
/// Bytes of the headers of one part.
const MOST_HEAD: usize = 64 * 1024;

/// Headers with lower-case names, unfolded.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// The content type in lower case, without its parameters.
    fn kind(&self) -> String {
        self.get("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of the content type, without its quotes.
    fn parameter(&self, wanted: &str) -> Option<&str> {
        let mut rest = self.get("content-type").split_once(';')?.1;
        loop {
            let (name, behind) = rest.split_once('=')?;
            let behind = behind.trim_start();
            let (value, after) = match behind.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => behind.split_once(';').map_or((behind.trim_end(), ""), |(value, _)| {
                    (value.trim_end(), behind.get(value.len()..).unwrap_or_default())
                }),
            };
            if name.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }

    /// The address in a header; folding may have put white space into it.
    fn address(&self, name: &str) -> Option<Url> {
        let dense: String = self.get(name).split_whitespace().collect();
        evidence::readable(&dense)
    }
}

/// One leaf of the message.
struct Part<'a> {
    head: Head,
    body: &'a [u8],
}

/// Whether the file begins with the headers of a MIME message.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(MOST_HEAD)).unwrap_or_default().trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_header = !name.is_empty()
        && name.len() < first.len()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    is_header && {
        let head = read_head(start).map(|(head, _)| head);
        head.is_ok_and(|head| !head.get("mime-version").is_empty() || head.kind().starts_with("multipart/"))
    }
}

/// The page of the message and the address it was saved from.
pub(super) fn read(bytes: &[u8]) -> Result<SavedPage, SavedFailure> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let (head, body) = read_head(bytes)?;
    let snapshot = head.address("snapshot-content-location");
    let start = head.parameter("start").map(str::to_owned);
    let mut parts = Vec::new();
    collect(Part { head, body }, 0, &mut parts)?;
    let is_page =
        |part: &&Part<'_>| matches!(part.head.kind().as_str(), "text/html" | "application/xhtml+xml");
    let named =
        |part: &&Part<'_>| start.as_deref().is_some_and(|start| part.head.get("content-id").trim() == start);
    let at_snapshot =
        |part: &&Part<'_>| snapshot.is_some() && part.head.address("content-location") == snapshot;
    let pages = || parts.iter().filter(is_page);
    let main = pages().find(named).or_else(|| pages().find(at_snapshot)).or_else(|| pages().next());
    let main = main.ok_or(SavedFailure::NoMainPage)?;
    let location = main.head.address("content-location");
    // Two addresses that disagree are none: the person is asked.
    let url = match (snapshot, location) {
        (Some(snapshot), Some(location)) => (snapshot == location).then_some(snapshot),
        (snapshot, location) => snapshot.or(location),
    };
    let charset = main.head.parameter("charset").filter(|charset| !charset.is_empty());
    let content_type =
        charset.map_or_else(|| "text/html".to_owned(), |charset| format!("text/html; charset={charset}"));
    let bytes = transfer::decode(main.head.get("content-transfer-encoding"), main.body)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SavedFailure::Empty);
    }
    Ok(SavedPage { url: url.map(Personal::new), hinted: None, bytes: bytes.into(), content_type })
}

/// Collects the leaves in their order.
fn collect<'a>(part: Part<'a>, deep: usize, leaves: &mut Vec<Part<'a>>) -> Result<(), SavedFailure> {
    if !part.head.kind().starts_with("multipart/") {
        leaves.push(part);
        return Ok(());
    }
    if deep >= MOST_DEEP {
        return Err(SavedFailure::Damaged("its parts are nested too deep"));
    }
    let boundary = part.head.parameter("boundary").unwrap_or_default();
    if boundary.is_empty() {
        return Err(SavedFailure::Damaged("it names no boundary"));
    }
    for bytes in split(part.body, boundary.as_bytes())? {
        if leaves.len() >= MOST_PARTS {
            return Err(SavedFailure::Damaged("it has too many parts"));
        }
        let (head, body) = read_head(bytes)?;
        collect(Part { head, body }, deep + 1, leaves)?;
    }
    Ok(())
}

/// The parts between the boundary's lines. Without the closing line the file was cut.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Result<Vec<&'a [u8]>, SavedFailure> {
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let here = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)) else {
            continue;
        };
        let rest = rest.trim_ascii_end();
        if !matches!(rest, b"" | b"--") {
            continue;
        }
        if let Some(begun) = begun {
            // The line break before a boundary belongs to the boundary.
            let part = body.get(begun..here).unwrap_or_default();
            let part = part.strip_suffix(b"\n").unwrap_or(part);
            parts.push(part.strip_suffix(b"\r").unwrap_or(part));
        }
        if rest == b"--" {
            return Ok(parts);
        }
        if parts.len() >= MOST_PARTS {
            return Err(SavedFailure::Damaged("it has too many parts"));
        }
        begun = Some(at);
    }
    Err(if begun.is_some() {
        SavedFailure::CutShort
    } else {
        SavedFailure::Damaged("its boundary is missing")
    })
}

/// The headers up to the first empty line, and what follows.
fn read_head(bytes: &[u8]) -> Result<(Head, &[u8]), SavedFailure> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if at > MOST_HEAD {
            return Err(SavedFailure::Damaged("its headers are too long"));
        }
        let text = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
        if text.is_empty() {
            break;
        }
        let continued = text.starts_with([' ', '\t']);
        match (continued, headers.last_mut(), text.split_once(':')) {
            (true, Some((_, value)), _) => value.extend([" ", text.trim()]),
            (false, _, Some((name, value))) => {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => return Err(SavedFailure::Damaged("a line of its headers is none")),
        }
    }
    Ok((Head(headers), bytes.get(at..).unwrap_or_default()))
}
