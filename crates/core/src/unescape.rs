//! What a text says behind its escapes: those of JSON, of addresses and of HTML.

use std::borrow::Cow;

/// The text with escapes undone twice, since one may stand within another: `\u0026nbsp;`, `%2520`.
///
/// Undoing too much does no harm here: a fact is looked for, and nothing is shown.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(text);
    for _ in 0..2 {
        if !plain.contains(['\\', '%', '&']) {
            break;
        }
        plain = Cow::Owned(unescape_once(&plain));
    }
    plain
}

/// The text with one layer of escapes undone.
pub(crate) fn unescape_once(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '%', '&']) {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let (meant, length) = escape(after).unwrap_or_else(|| (after.chars().take(1).collect(), 1));
        plain.push_str(&meant);
        rest = after.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// What an escape at the beginning means, and its length in bytes.
fn escape(text: &str) -> Option<(String, usize)> {
    match text.as_bytes().first()? {
        b'\\' => json(text),
        b'%' => percent(text),
        _ => html(text),
    }
}

fn json(text: &str) -> Option<(String, usize)> {
    match text.as_bytes().get(1)? {
        b'u' => {
            let unit = u32::from_str_radix(text.get(2..6)?, 16).ok()?;
            // Half of a pair beyond the first plane is no letter of a name or a street.
            Some((char::from_u32(unit).unwrap_or(' ').to_string(), 6))
        }
        b'x' => {
            let unit = u32::from_str_radix(text.get(2..4)?, 16).ok()?;
            Some((char::from_u32(unit)?.to_string(), 4))
        }
        b'n' | b'r' | b't' | b'b' | b'f' => Some((" ".to_owned(), 2)),
        b'"' | b'/' | b'\\' | b'\'' => Some((text.get(1..2)?.to_owned(), 2)),
        _ => None,
    }
}

/// A run of percent escapes, which together are UTF-8.
fn percent(text: &str) -> Option<(String, usize)> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(escape) = text.get(length..length + 3).and_then(|escape| escape.strip_prefix('%')) {
        let Ok(byte) = u8::from_str_radix(escape, 16) else { break };
        bytes.push(byte);
        length += 3;
        if bytes.len() == 64 {
            break;
        }
    }
    (length > 0).then(|| (String::from_utf8_lossy(&bytes).into_owned(), length))
}

/// The longest reference of HTML that is looked for, `&` and `;` included.
const LONGEST_REFERENCE: usize = 12;

fn html(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let meant = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)?
        }
        None => named(name)?,
    };
    Some((meant.to_string(), end + 1))
}

/// The references by name that stand in names, streets, mail addresses and numbers (HTML, section 13.5).
fn named(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" | "Tab" | "NewLine" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "commat" => '@',
        "period" => '.',
        "comma" => ',',
        "hyphen" | "dash" | "ndash" | "mdash" => '-',
        "lpar" => '(',
        "rpar" => ')',
        "plus" => '+',
        "num" => '#',
        "shy" | "zwj" | "zwnj" => '\u{ad}',
        "szlig" => 'ß',
        _ => return letter_with_mark(name),
    })
}

/// `&eacute;` and its like: a letter and the name of its mark. The mark does not matter here.
fn letter_with_mark(name: &str) -> Option<char> {
    const MARKS: [&str; 8] = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron"];
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    MARKS.contains(&name.get(1..)?).then_some(letter)
}
