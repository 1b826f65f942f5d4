//! Spellings: one name as it was typed, in plain letters, and with each of two family names alone.
//!
//! Registers in plain capitals hold JOSE MUNOZ for José Muñoz Peña; their honest "nothing" about the name as typed says
//! nothing. All spellings of one name are one look-up, at the source and for the day.

use crate::source::{Placeholder, Values};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that belong to the family name behind them: *de la Cruz*, *van den Berg*, *bin Rashid*.
const PARTICLES: [&str; 32] = [
    "af", "al", "and", "ap", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di",
    "do", "dos", "du", "e", "el", "i", "la", "las", "le", "los", "san", "ten", "ter", "van", "von", "y",
    "zu",
];

/// Letters that do not come apart into a plain one and a mark, as registers write them (ICAO Doc 9303-3, section 6, but
/// for the two-letter forms of vowels, which [`spelled_out`] gives).
const PLAIN: [(char, &str); 16] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ð', "d"),
    ('đ', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ı', "i"),
    ('ŋ', "n"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ĸ', "k"),
    ('ə', "e"),
    ('\u{2019}', "'"),
    ('\u{02BC}', "'"),
];

/// Vowels that registers also write with two letters (ICAO Doc 9303-3, section 6).
const TWO_LETTERS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('å', "aa"), ('ø', "oe")];

/// The values in every spelling, first as they were typed; each once.
pub(super) fn spellings(values: &Values) -> Vec<Values> {
    let mut all: Vec<Values> = vec![values.clone()];
    let plain = each_text(values, plain_letters);
    all.push(plain.clone());
    let families = plain.get(&Placeholder::Last).map(|last| family_names(last)).unwrap_or_default();
    if let [first, .., last] = families.as_slice() {
        for family in [first, last] {
            let mut alone = plain.clone();
            alone.insert(Placeholder::Last, family.clone());
            all.push(alone);
        }
    }
    all.push(each_text(values, |text| plain_letters(&spelled_out(text))));
    let mut once: Vec<Values> = Vec::new();
    for spelling in all {
        if !once.contains(&spelling) {
            once.push(spelling);
        }
    }
    once
}

/// Names and places in another spelling; accounts, addresses of mail and numbers are what they are.
fn each_text(values: &Values, spell: impl Fn(&str) -> String) -> Values {
    let is_text = |placeholder: &Placeholder| {
        use Placeholder::{City, First, Last, RegionName, Street};
        matches!(placeholder, First | Last | City | RegionName | Street)
    };
    let spelled = |(placeholder, value): (&Placeholder, &String)| {
        let value = if is_text(placeholder) { spell(value) } else { value.clone() };
        (*placeholder, value)
    };
    values.iter().map(spelled).collect()
}

/// The text without marks on its letters, where all of it can be written so; letters of other scripts stay as they are.
pub fn plain_letters(text: &str) -> String {
    let is_latin =
        |c: char| !c.is_alphabetic() || c < '\u{0250}' || ('\u{1E00}'..'\u{1F00}').contains(&c) || c == 'ə';
    if !text.nfc().all(is_latin) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        push_spelled(&mut plain, c, &PLAIN);
    }
    plain
}

/// The text with the vowels that registers write with two letters.
fn spelled_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        push_spelled(&mut out, c, &TWO_LETTERS);
    }
    out
}

/// Pushes a letter as the table writes it, a capital as a capital.
fn push_spelled(out: &mut String, c: char, table: &[(char, &str)]) {
    let lower: String = c.to_lowercase().collect();
    let spelled = table.iter().find(|(letter, _)| lower == letter.to_string()).map(|(_, spelled)| *spelled);
    match spelled {
        None => out.push(c),
        Some(spelled) if c.is_uppercase() => {
            let mut letters = spelled.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        }
        Some(spelled) => out.push_str(spelled),
    }
}

/// The family names of one text, each with its particles: `"Munoz Pena"` has two, `"de la Cruz"` one.
fn family_names(last: &str) -> Vec<String> {
    let mut families: Vec<String> = Vec::new();
    let mut family = String::new();
    for word in last.split([' ', '-']).filter(|word| !word.is_empty()) {
        if !family.is_empty() {
            family.push(' ');
        }
        family.push_str(word);
        if !PARTICLES.contains(&word.to_lowercase().as_str()) {
            families.push(std::mem::take(&mut family));
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(first: &str, last: &str) -> Values {
        Values::from([(Placeholder::First, first.to_owned()), (Placeholder::Last, last.to_owned())])
    }

    fn asked(first: &str, last: &str) -> Vec<String> {
        let all = spellings(&name(first, last));
        let whole = |values: &Values| values.values().cloned().collect::<Vec<_>>().join(" ");
        all.iter().map(whole).collect()
    }

    #[test]
    fn a_name_is_asked_as_typed_in_plain_letters_and_with_each_family_name() {
        for (first, last, expected) in [
            ("José", "Muñoz Peña", vec!["José Muñoz Peña", "Jose Munoz Pena", "Jose Munoz", "Jose Pena"]),
            ("Juniper", "Quillfeather", vec!["Juniper Quillfeather"]),
            ("Jose", "Munoz Pena", vec!["Jose Munoz Pena", "Jose Munoz", "Jose Pena"]),
            ("Ana", "de la Cruz", vec!["Ana de la Cruz"]),
            (
                "Ana",
                "Muñoz de la Peña",
                vec!["Ana Muñoz de la Peña", "Ana Munoz de la Pena", "Ana Munoz", "Ana de la Pena"],
            ),
            ("Wren", "Quill-Feather", vec!["Wren Quill-Feather", "Wren Quill", "Wren Feather"]),
            ("Jürgen", "Öztürk", vec!["Jürgen Öztürk", "Jurgen Ozturk", "Juergen Oeztuerk"]),
            ("Łukasz", "Żółć", vec!["Łukasz Żółć", "Lukasz Zolc"]),
            ("Søren", "Weiß", vec!["Søren Weiß", "Soren Weiss", "Soeren Weiss"]),
            ("Nguyễn", "Đặng", vec!["Nguyễn Đặng", "Nguyen Dang"]),
            ("Ольга", "Иванова", vec!["Ольга Иванова"]),
            ("明", "王", vec!["明 王"]),
        ] {
            assert_eq!(asked(first, last), expected, "{first} {last}");
        }
    }

    #[test]
    fn letters_that_were_typed_apart_from_their_marks_are_the_same() {
        assert_eq!(asked("Jose\u{301}", "Pen\u{303}a")[1], "Jose Pena");
    }

    #[test]
    fn what_is_no_name_and_no_place_has_one_spelling() {
        let account = Values::from([(Placeholder::Username, "josé.muñoz".to_owned())]);
        assert_eq!(spellings(&account), [account], "an account name is what it is");
    }

    #[test]
    fn a_town_is_spelled_with_the_name() {
        let mut values = name("Zoë", "Quill");
        values.insert(Placeholder::City, "Cañon City".to_owned());
        let plain = &spellings(&values)[1];
        let text = |placeholder| plain.get(&placeholder).map(String::as_str);
        assert_eq!((text(Placeholder::First), text(Placeholder::City)), (Some("Zoe"), Some("Canon City")));
    }
}
