//! Folding text so that case, accents, apostrophes, hyphens and spacing do not separate equal words.

use super::script::spell;
use super::word::{Word, Words};
use crate::invisible::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// Longest text that is looked at, in characters; no name or street is longer.
const MOST_CHARS: usize = 240;

/// Lower case without marks; apostrophes vanish (`O'Brien` is `obrien`), all other punctuation becomes one space.
///
/// Compatibility decomposition is Unicode NFKD (UAX #15). Letters that do not decompose, and Cyrillic, go through
/// [`spell`]. Only marks of alphabets that can do without them are dropped, so kana and Indic vowels stay.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let kept = text.chars().take(MOST_CHARS).filter(|c| !is_silent(*c));
    for c in kept.nfkd().filter(|c| !is_silent(*c) && !is_loose_mark(*c)) {
        for lower in c.to_lowercase().filter(|c| !is_loose_mark(*c)) {
            if let Some(spelled) = spell(lower) {
                folded.push_str(spelled);
            } else if lower.is_alphanumeric() || unicode_normalization::char::is_combining_mark(lower) {
                folded.push(lower);
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded words of a text.
pub(crate) fn words(text: &str) -> Words {
    split(text, |word| word)
}

/// The folded words of a name, each as its [`key`].
pub(crate) fn name_words(text: &str) -> Words {
    split(text, |word| key(letters(word)))
}

/// Digits that scanners read for letters, inside a word: `C0rinne`.
fn letters(word: Word) -> Word {
    let digits = word.as_bytes().iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 2 || word.len() < 4 || word.starts_with_digit() {
        return word;
    }
    let mut read = Word::default();
    for byte in word.as_bytes() {
        read.push(match byte {
            b'0' => b'o',
            b'1' => b'l',
            b'5' => b's',
            other => *other,
        });
    }
    read
}

/// Plain ASCII, which most text is, needs no folding table.
fn split(text: &str, finish: fn(Word) -> Word) -> Words {
    let folded;
    let text = text.get(..text.floor_char_boundary(4 * MOST_CHARS)).unwrap_or_default();
    let text = if text.is_ascii() {
        text
    } else {
        folded = fold(text);
        &folded
    };
    let (mut words, mut word) = (Words::default(), Word::default());
    for byte in text.bytes().take(MOST_CHARS) {
        if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            word.push(byte.to_ascii_lowercase());
        } else if !matches!(byte, b'\'' | b'`') && !word.is_empty() {
            words.push(finish(std::mem::take(&mut word)));
        }
    }
    if !word.is_empty() {
        words.push(finish(word));
    }
    words
}

/// A folded word as names are compared: `Müller`, `Mueller` and `Muller` are one, so are `Ågård` and `Aagaard`, and
/// `St` is `Saint`.
///
/// The German `ae`, `oe`, `ue` (DIN 5007-2) and the Danish `aa` shrink only in longer words, so that `Doe`, `Sue` and
/// `Isaa` stay.
pub(crate) fn key(word: Word) -> Word {
    if word.as_bytes() == b"st" {
        return Word::from_folded("saint");
    }
    if word.len() < 5 {
        return word;
    }
    let mut short = Word::default();
    let mut before = 0;
    for &byte in word.as_bytes() {
        if !matches!((before, byte), (b'a' | b'o' | b'u', b'e') | (b'a', b'a')) {
            short.push(byte);
        }
        before = byte;
    }
    short
}

/// Whether one letter changed, added, dropped or swapped with its neighbour makes the words equal (and they are not).
pub(crate) fn is_one_slip(one: &Word, other: &Word) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = |text: &[u8], from: usize| text.get(from..).map_or(0, <[u8]>::len);
    let same =
        |from: usize, to: usize| short.get(from..).unwrap_or_default() == long.get(to..).unwrap_or_default();
    match long.len() - short.len() {
        0 if head == long.len() => false,
        0 => {
            let swapped = short.get(head) == long.get(head + 1)
                && short.get(head + 1) == long.get(head)
                && tail(short, head) >= 2;
            same(head + 1, head + 1) || (swapped && same(head + 2, head + 2))
        }
        1 => same(head, head + 1),
        _ => false,
    }
}

/// Apostrophes in all their forms, and invisible characters.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '‘'
            | '’'
            | '‛'
            | '′'
            | 'ʹ'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | '＇'
            | 'ь'
            | 'ъ'
            | 'Ь'
            | 'Ъ'
    ) || is_invisible(c)
}

/// Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic.
fn is_loose_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_separate_words() {
        for (text, expected) in [
            ("O’Brien", "obrien"),
            ("O'BRIEN", "obrien"),
            ("  Zoë  Anne-Marie ", "zoe anne marie"),
            ("Weiß", "weiss"),
            ("WEISS", "weiss"),
            ("Łukasz Ørsted", "lukasz orsted"),
            ("İpek", "ipek"),
            ("Иван Петров", "ivan petrov"),
            ("Γιώργος Παππάς", "giorgos pappas"),
            ("ﬁona", "fiona"),
            ("Mich\u{3164}ael \u{115f}\u{1160}Quill\u{ffa0}feather\u{e0041}", "michael quillfeather"),
            ("Juni\u{ad}per\u{200b} \u{202e}Q\u{fe0f}", "juniper q"),
            ("--", ""),
        ] {
            assert_eq!(fold(text), expected, "text {text:?}");
        }
        let same = |one: &str, other: &str| name_words(one)[..] == name_words(other)[..];
        assert!(
            same("Müller", "MUELLER") && same("Haakonsen", "Håkonsen") && same("O'Brien  Ann", "OBRIEN ANN")
        );
        assert!(!same("Jane Doe", "Jane Do"));
    }

    #[test]
    fn one_slip_is_one() {
        for (one, other, expected) in [
            ("quillfeather", "quilfeather", true),
            ("quillfeather", "quillfaether", true),
            ("carson", "larson", true),
            ("smith", "smith", false),
            ("smith", "smithers", false),
            ("", "a", true),
            ("ab", "ba", true),
            ("abc", "cba", false),
        ] {
            let (left, right) = (Word::from_folded(one), Word::from_folded(other));
            assert_eq!(is_one_slip(&left, &right), expected, "{one:?} {other:?}");
            assert_eq!(is_one_slip(&right, &left), expected, "{other:?} {one:?}");
        }
    }
}
