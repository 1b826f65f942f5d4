//! A body as text, in the character set a browser would read it in (encoding.spec.whatwg.org, "decode"; HTML standard,
//! "prescan a byte stream"), and whether that is in doubt.

use crate::markup::{Tag, tags};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A decoded body.
pub(super) struct Decoded<'a> {
    /// The text; where bytes made no sense there is U+FFFD.
    pub(super) text: Cow<'a, str>,
    /// Whether a browser might show something else: then nothing is proved by what is not there.
    pub(super) doubtful: bool,
}

/// How far into a page its own `charset` is looked for; browsers look at 1,024 bytes at least.
const PRESCAN: usize = 4096;

/// Character sets that no browser reads, some of which hide markup in harmless letters.
const UNREADABLE: &[&str] =
    &["utf-7", "unicode-1-1-utf-7", "csunicode11utf7", "utf7", "utf-32", "ucs-4", "scsu", "bocu-1", "cesu-8"];

/// Decodes a body. `content_type` is the reply's header of that name.
pub(super) fn decode<'a>(body: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some(text) = of_utf_32(body) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(body) {
        return by(encoding, body.get(mark..).unwrap_or_default());
    }
    let label = content_type.and_then(of_header).or_else(|| of_page(body));
    let Some(label) = label else { return undeclared(body) };
    if UNREADABLE.contains(&label.as_str()) {
        return Decoded { text: Cow::Borrowed(""), doubtful: true };
    }
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == REPLACEMENT => Decoded { text: Cow::Borrowed(""), doubtful: true },
        Some(encoding) => declared(encoding, body),
        None => undeclared(body),
    }
}

/// What the declaration says, unless the bytes say otherwise.
fn declared<'a>(encoding: &'static Encoding, body: &'a [u8]) -> Decoded<'a> {
    if body.is_ascii() && encoding.is_ascii_compatible() {
        return by(UTF_8, body);
    }
    if encoding == UTF_8 {
        return undeclared(body);
    }
    let is_utf_8 = std::str::from_utf8(body).is_ok();
    if encoding == UTF_16LE || encoding == UTF_16BE {
        // A page of UTF-16 has a zero in every other byte of its markup; without one the declaration is a slip.
        let has_zeros = body.iter().take(64).any(|byte| *byte == 0);
        return if has_zeros { by(encoding, body) } else { doubt(by(UTF_8, body)) };
    }
    if encoding.is_single_byte() {
        // Accented letters that happen to be UTF-8 are UTF-8: the other way round it would be a rare accident.
        return if is_utf_8 { by(UTF_8, body) } else { by(encoding, body) };
    }
    let read = by(encoding, body);
    match (is_utf_8, read.doubtful) {
        (false, _) => read,
        (true, true) => doubt(by(UTF_8, body)),
        (true, false) if body.is_ascii() => read,
        // Both readings make sense, and only one of them is the page.
        (true, false) => doubt(read),
    }
}

/// UTF-8 where the bytes are that; otherwise Western letters where they are few; otherwise nobody knows.
fn undeclared(body: &[u8]) -> Decoded<'_> {
    let Err(error) = std::str::from_utf8(body) else { return by(UTF_8, body) };
    let high = body.iter().filter(|byte| !byte.is_ascii()).count();
    let begins_as_utf_8 = body.get(..error.valid_up_to()).is_some_and(|valid| !valid.is_ascii());
    let is_western = !begins_as_utf_8 && error.error_len().is_some() && high * 12 < body.len();
    doubt(if is_western { by(WINDOWS_1252, body) } else { by(UTF_8, body) })
}

fn by<'a>(encoding: &'static Encoding, body: &'a [u8]) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    // A zero in a page is a UTF-16 page that nobody declared.
    let doubtful = had_errors || text.contains('\0');
    Decoded { text, doubtful }
}

fn doubt(decoded: Decoded<'_>) -> Decoded<'_> {
    Decoded { doubtful: true, ..decoded }
}

/// UTF-32 with a mark, which JSON writers sometimes send (RFC 4627, section 3) and browsers do not read.
fn of_utf_32(body: &[u8]) -> Option<Decoded<'static>> {
    let (rest, is_big) = match body {
        [0, 0, 0xFE, 0xFF, rest @ ..] => (rest, true),
        [0xFF, 0xFE, 0, 0, rest @ ..] => (rest, false),
        _ => return None,
    };
    let units = rest.chunks(4).map(|unit| {
        let unit = <[u8; 4]>::try_from(unit).ok()?;
        char::from_u32(if is_big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
    });
    let text: String = units.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let doubtful = text.contains([char::REPLACEMENT_CHARACTER, '\0']);
    Some(Decoded { text: Cow::Owned(text), doubtful })
}

fn of_header(content_type: &str) -> Option<String> {
    let folded = content_type.to_ascii_lowercase();
    let (_, after) = folded.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = value.chars().take_while(|c| !matches!(c, '"' | '\'' | ';' | ' ' | ',')).collect();
    (!label.is_empty()).then_some(label)
}

/// The page's own declaration, as an attribute of its own or as the content type that `http-equiv` announces (HTML
/// standard, "prescan a byte stream"); in a description the same letters are words. A page that says UTF-16 in ASCII
/// letters is UTF-8.
fn of_page(body: &[u8]) -> Option<String> {
    let start = body.get(..PRESCAN.min(body.len()))?;
    if !start.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let start = String::from_utf8_lossy(start);
    let of_xml = || of_xml(start.trim_ascii_start());
    let label = tags(&start).find_map(|tag| of_meta(&tag)).or_else(of_xml)?.trim().to_ascii_lowercase();
    if label.is_empty() {
        return None;
    }
    Some(if label.starts_with("utf-16") { "utf-8".to_owned() } else { label })
}

fn of_meta(tag: &Tag<'_>) -> Option<String> {
    if !tag.name.eq_ignore_ascii_case("meta") {
        return None;
    }
    if let Some(label) = tag.attribute("charset") {
        return Some(label.to_owned());
    }
    let announces = |kind: &str| kind.trim().eq_ignore_ascii_case("content-type");
    tag.attribute("http-equiv").filter(|kind| announces(kind))?;
    of_header(tag.attribute("content")?)
}

/// The encoding in an XML declaration.
fn of_xml(start: &str) -> Option<String> {
    let (declaration, _) = start.strip_prefix("<?xml")?.split_once('>')?;
    let (_, told) = declaration.split_once("encoding")?;
    let told = told.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    Some(told.chars().take_while(|c| !matches!(c, '"' | '\'' | '?' | ' ')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], content_type: Option<&str>, expected: &str, doubtful: bool) {
        let decoded = decode(body, content_type);
        assert_eq!((decoded.text.as_ref(), decoded.doubtful), (expected, doubtful), "{content_type:?}");
    }

    #[test]
    fn bodies_are_read_as_a_browser_reads_them() {
        check("José".as_bytes(), None, "José", false);
        check("José".as_bytes(), Some("text/html; charset=ISO-8859-1"), "José", false);
        check(
            b"Jos\xe9 lives in a long street",
            Some("text/html;charset=iso-8859-1"),
            "José lives in a long street",
            false,
        );
        check(b"<meta charset=windows-1251>\xc8\xe2\xe0\xed", None, "<meta charset=windows-1251>Иван", false);
        check(
            b"<!-- <meta charset=windows-1251> --><p>a",
            None,
            "<!-- <meta charset=windows-1251> --><p>a",
            false,
        );
        check(
            "<meta name=description content=\"charset=gbk\">Zoë".as_bytes(),
            None,
            "<meta name=description content=\"charset=gbk\">Zoë",
            false,
        );
        check(
            b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xc8",
            None,
            "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>И",
            false,
        );
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xc8",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>И",
            false,
        );
        check(b"\xff\xfe<\0p\0>\0", Some("text/html; charset=utf-8"), "<p>", false);
        check(b"\xfe\xff\0<\0p\0>", None, "<p>", false);
        check(b"\0\0\xfe\xff\0\0\0{\0\0\0}", None, "{}", false);
        check(b"\xef\xbb\xbf{}", Some("application/json"), "{}", false);
        check(b"\x83A\x83C", Some("text/html; charset=\"Shift_JIS\""), "アイ", false);
    }

    #[test]
    fn what_a_browser_might_read_otherwise_is_in_doubt() {
        check(
            b"Jos\xe9 lives in a long street",
            Some("text/html; charset=utf-8"),
            "José lives in a long street",
            true,
        );
        check(b"Jos\xe9 lives in a long street", None, "José lives in a long street", true);
        check("Josééé".as_bytes().split_last().unwrap().1, None, "Joséé\u{fffd}", true);
        check(b"\xc8\xe2\xe0\xed", None, "\u{fffd}\u{fffd}\u{fffd}\u{fffd}", true);
        check(b"<p>a", Some("text/html; charset=utf-16"), "<p>a", true);
        check(b"<\0p\0>\0", None, "<\0p\0>\0", true);
        check(b"+ADw-p+AD4-", Some("text/html; charset=utf-7"), "", true);
        check(b"\x1b$)C", Some("text/html; charset=iso-2022-kr"), "", true);
        check("名前".as_bytes(), Some("text/html; charset=gbk"), "鍚嶅墠", true);
    }
}
