//! What a saved file says about itself: what kind of bytes it is, and which address it is from.

use crate::markup::tags;
use std::borrow::Cow;
use url::Url;

/// Browsers and extensions write their note before the head; further behind, the words are the page's own.
const NOTE_WITHIN: usize = 16 * 1024;

/// A page's claims about itself stand in its head.
const CLAIM_WITHIN: usize = 512 * 1024;

/// First bytes of files that are no page.
const NO_PAGES: [(&[u8], &str); 9] = [
    (b"%PDF", "a PDF"),
    (b"bplist00", "a Safari web archive"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture"),
    (b"wOF", "a font"),
];

/// What a file is, where its bytes say that it is no page.
pub(super) fn no_page(bytes: &[u8]) -> Option<&'static str> {
    let known = NO_PAGES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what);
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let binary = !wide && bytes.iter().take(1024).any(|byte| *byte == 0);
    known.or(binary.then_some("not text"))
}

/// Whether the first thing in the file is a tag or a comment.
pub(super) fn is_markup(bytes: &[u8]) -> bool {
    first_byte(bytes) == Some(b'<')
}

/// Whether the file is data of an interface rather than a page.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    matches!(first_byte(bytes), Some(b'{' | b'['))
}

fn first_byte(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// The address in the note of whoever saved the page: `<!-- saved from url=(0028)https://... -->` (Chrome, Edge and
/// others, "complete") or `<!-- Page saved with SingleFile url: https://... -->`.
///
/// The count of characters in the note is passed over, as files are edited and counts are not.
pub(super) fn written_by_browser(bytes: &[u8]) -> Option<Url> {
    let head = bytes.get(..NOTE_WITHIN.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let before_page = head.split_once("<body").map_or(&*head, |(before, _)| before);
    let mut rest = before_page;
    while let Some((_, behind)) = rest.split_once("<!--") {
        let (note, after) = behind.split_once("-->").unwrap_or((behind, ""));
        if let Some(address) = address_in(note) {
            return readable(address);
        }
        rest = after;
    }
    None
}

fn address_in(note: &str) -> Option<&str> {
    let note = note.trim_start();
    if let Some(counted) = note.strip_prefix("saved from url=") {
        let address = counted.strip_prefix('(').and_then(|count| count.split_once(')')).map(|(_, rest)| rest);
        return address.unwrap_or(counted).split_whitespace().next();
    }
    let single_file = note.strip_prefix("Page saved with SingleFile")?;
    single_file.split_once("url:")?.1.split_whitespace().next()
}

/// The address that the page claims for itself: its canonical link, else its base. Anybody can write these.
pub(super) fn claimed_by_page(bytes: &[u8]) -> Option<Url> {
    canonical(bytes).or_else(|| {
        let text = head(bytes);
        let mut bases = tags(&text).filter(|tag| tag.name.eq_ignore_ascii_case("base"));
        bases.find_map(|tag| linked(tag.attribute("href")))
    })
}

/// The address of the page's canonical link.
pub(super) fn canonical(bytes: &[u8]) -> Option<Url> {
    let text = head(bytes);
    let is_canonical = |rel: &str| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
    tags(&text)
        .filter(|tag| tag.name.eq_ignore_ascii_case("link") && tag.attribute("rel").is_some_and(is_canonical))
        .find_map(|tag| linked(tag.attribute("href")))
}

fn head(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes.get(..CLAIM_WITHIN.min(bytes.len())).unwrap_or_default())
}

fn linked(href: Option<&str>) -> Option<Url> {
    readable(&href?.replace("&amp;", "&"))
}

/// An address as somebody wrote it down, if it is one of the web. Its fragment never left the browser.
pub(super) fn readable(address: &str) -> Option<Url> {
    let mut url = Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    url.has_host().then_some(url)
}
