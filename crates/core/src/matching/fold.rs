//! Folding text so that case, accents, apostrophes, hyphens and spacing do not separate equal words.

use unicode_normalization::UnicodeNormalization;

/// Longest text that is looked at, in characters; no name or street is longer.
const MOST_CHARS: usize = 240;
/// Most words kept of one name or street.
const MOST_WORDS: usize = 10;

/// Lower case without marks; apostrophes vanish (`O'Brien` is `obrien`), all other punctuation becomes one space.
///
/// Compatibility decomposition is Unicode NFKD (UAX #15). Letters that do not decompose, and Cyrillic, go through
/// [`spell`]. Only marks of alphabets that can do without them are dropped, so kana and Indic vowels stay.
pub(super) fn fold(text: &str) -> String {
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
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

/// The folded words of a name, each as its [`key`].
pub(super) fn name_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| key(&word)).collect()
}

/// A folded word as names are compared: `Müller`, `Mueller` and `Muller` are one, `St` is `Saint`.
///
/// The German `ae`, `oe`, `ue` (DIN 5007-2) shrink only in longer words, so that `Doe`, `Joel` and `Sue` stay.
pub(super) fn key(word: &str) -> String {
    if word == "st" {
        return "saint".to_owned();
    }
    if word.chars().count() < 5 {
        return word.to_owned();
    }
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether two lists of words spell the same when written without spaces.
pub(super) fn same_joined(one: &[String], other: &[String]) -> bool {
    !one.is_empty() && one.iter().flat_map(|word| word.bytes()).eq(other.iter().flat_map(|word| word.bytes()))
}

/// Whether one letter changed, added, dropped or swapped with its neighbour makes the words equal (and they are not).
pub(super) fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = |text: &[char], from: usize| text.get(from..).unwrap_or_default().to_vec();
    match long.len() - short.len() {
        0 if head == long.len() => false,
        0 => {
            let changed = rest(&short, head + 1) == rest(&long, head + 1);
            let swapped = short.get(head) == long.get(head + 1)
                && short.get(head + 1) == long.get(head)
                && rest(&short, head + 2) == rest(&long, head + 2);
            changed || swapped
        }
        1 => rest(&short, head) == rest(&long, head + 1),
        _ => false,
    }
}

/// Apostrophes in all their forms, and invisible characters.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | '＇' | 'ь' | 'ъ' | 'Ь' | 'Ъ'
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic.
fn is_loose_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}')
}

/// Letters that NFKD leaves whole, and Cyrillic by the letters of passports (ICAO Doc 9303, part 3, section 6).
fn spell(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' | 'о' => "o",
        'ł' | 'л' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'д' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' | 'т' => "t",
        'ı' | 'и' | 'і' | 'ї' => "i",
        'ə' | 'е' | 'э' | 'є' => "e",
        'ς' => "σ",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'ж' => "zh",
        'з' => "z",
        'к' => "k",
        'м' => "m",
        'н' => "n",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
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
            ("ﬁona", "fiona"),
            ("--", ""),
        ] {
            assert_eq!(fold(text), expected, "text {text:?}");
        }
        assert_eq!(name_words("Müller"), name_words("MUELLER"));
        assert_eq!(name_words("Jane Doe"), ["jane", "doe"]);
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
            assert_eq!(is_one_slip(one, other), expected, "{one:?} {other:?}");
            assert_eq!(is_one_slip(other, one), expected, "{other:?} {one:?}");
        }
    }
}
