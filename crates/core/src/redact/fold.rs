//! Folding text so that one name written in many ways compares equal.

use crate::invisible::is_invisible;
use crate::unescape::unescape_once;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// At most this many layers of escapes are taken off.
const MOST_LAYERS: usize = 5;

/// Takes off escapes of addresses, HTML and JSON, layer by layer.
pub(super) fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_LAYERS {
        let next = unescape_once(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
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
