//! Folding text so that one name written in many ways compares equal.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// At most this many layers of percent-encoding are taken off.
const MOST_LAYERS: usize = 5;

/// Takes off percent-encoding, layer by layer, and the HTML forms of a character by number.
pub(super) fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_LAYERS {
        let next = escaped(&numbered(&percent_decode_str(&text).decode_utf8_lossy()));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// `&#67;` and `&#x43;` become the character.
fn numbered(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character = part.split_once(';').and_then(|(number, rest)| {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            Some((char::from_u32(code)?, rest))
        });
        if let Some((character, rest)) = character {
            decoded.push(character);
            decoded.push_str(rest);
        } else {
            decoded.push_str("&#");
            decoded.push_str(part);
        }
    }
    decoded
}

/// `\\u0063` of JSON and scripts becomes the character.
fn escaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character = part
            .split_at_checked(4)
            .and_then(|(hex, rest)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, rest)));
        if let Some((character, rest)) = character {
            decoded.push(character);
            decoded.push_str(rest);
        } else {
            decoded.push_str("\\u");
            decoded.push_str(part);
        }
    }
    decoded
}

/// Lower case without accents, in two forms: umlauts as bare vowels (`jurgen`) and written out (`juergen`).
pub(super) fn fold_both(text: &str) -> [String; 2] {
    [fold(text, false), fold(text, true)]
}

fn fold(text: &str, written_out: bool) -> String {
    let mut folded = String::new();
    for character in text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase) {
        match character {
            '\u{e4}' | '\u{e6}' if written_out || character == '\u{e6}' => folded.push_str("ae"),
            '\u{f6}' | '\u{f8}' if written_out => folded.push_str("oe"),
            '\u{fc}' if written_out => folded.push_str("ue"),
            '\u{e5}' if written_out => folded.push_str("aa"),
            '\u{f8}' => folded.push('o'),
            '\u{153}' => folded.push_str("oe"),
            '\u{df}' => folded.push_str("ss"),
            '\u{142}' => folded.push('l'),
            '\u{111}' | '\u{f0}' => folded.push('d'),
            '\u{131}' => folded.push('i'),
            '\u{fe}' => folded.push_str("th"),
            other => folded.extend(std::iter::once(other).nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
}

/// Folded text without anything but letters and digits.
pub(super) fn squash(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Marks nobody sees: they could hide a name from a comparison or turn a line around. These are the code points with the
/// property `Default_Ignorable_Code_Point` (Unicode 17, `DerivedCoreProperties.txt`) and the direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
