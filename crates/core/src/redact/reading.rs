//! A text as words, in each way in which a reader could take its letters.

use super::fold::decode;
use crate::invisible::is_invisible;
use crate::matching::text::fold::fold;
use scraper::Html;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

/// Longest text that is read, in characters; a longer one is read in overlapping pieces.
const PIECE: usize = 4000;
/// How far two pieces overlap, in characters; no hidden fact is longer.
const OVERLAP: usize = 400;
/// Most parts of which one word is put together: `Mich-a-el`.
const MOST_PARTS: usize = 4;
/// Most letters that are put together where each stands alone: `M i c h a e l`.
const MOST_LETTERS: usize = 30;

/// How letters are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Without accents, umlauts as bare vowels.
    Bare,
    /// Umlauts written out: `ae`, `oe`, `ue`, `aa`.
    WrittenOut,
    /// Letters of other alphabets as the Latin ones that they look like.
    Looks,
    /// The same, and digits between letters as the letters that they look like.
    Digits,
    /// Letters of other alphabets by their sound.
    Sounds,
}

const ALL: [Letters; 5] =
    [Letters::Bare, Letters::WrittenOut, Letters::Looks, Letters::Digits, Letters::Sounds];

/// One word of a text.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case letters and digits only.
    pub(super) text: String,
    /// Whether it was written with a capital first.
    pub(super) capital: bool,
    /// What stands before it: nothing but white space, a comma, or another sign such as `-`, `.` or `/`.
    pub(super) before: Joint,
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Comma,
    Tight,
}

/// A text's words as one reader takes them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) tokens: Vec<Token>,
    /// Whether letters were taken by sound, which is looser.
    pub(super) by_sound: bool,
}

/// Some of a reading's words taken as one: `tokens[start..end]`.
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
    /// Whether the words are joined by other signs than white space.
    pub(super) tight: bool,
    pub(super) capital: bool,
}

/// Every reading of the plain forms of a text, each once.
pub(super) fn read(texts: &[String]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for text in texts {
        for piece in pieces(text) {
            for letters in ALL {
                let reading =
                    Reading { tokens: tokens(&piece, letters), by_sound: letters == Letters::Sounds };
                if !readings.iter().any(|known| known.tokens == reading.tokens) {
                    readings.push(reading);
                }
            }
        }
    }
    readings
}

/// The words of a value of the person's own in every reading, by which a text's words are recognised.
pub(super) fn words_of(value: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    for letters in [Letters::Bare, Letters::WrittenOut, Letters::Looks, Letters::Sounds] {
        let words: Vec<String> = tokens(value, letters).into_iter().map(|token| token.text).collect();
        let sounds_the_same = letters == Letters::Sounds && value.is_ascii();
        if !words.is_empty() && !sounds_the_same && !all.contains(&words) {
            all.push(words);
        }
    }
    all
}

/// The plain forms of a text, as it is shown: escapes taken off; markup as written, taken out, and as space.
pub(super) fn plain_texts(text: &str) -> Vec<String> {
    without_markup(&decode(text))
}

/// A text in lower case with its signs, invisible ones left out and its letters as they are taken.
pub(super) fn fold_text(text: &str, letters: Letters) -> String {
    let mut line = String::new();
    for c in text.nfkc().filter(|c| !is_invisible(*c) && !is_combining_mark(*c)) {
        let before = line.len();
        fold_letter(c, letters, &mut line);
        if line.len() == before {
            line.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    line
}

fn pieces(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let step = PIECE - OVERLAP;
    let last = characters.len().saturating_sub(OVERLAP).max(1);
    (0..last).step_by(step).map(|from| characters.iter().skip(from).take(PIECE).collect::<String>()).collect()
}

fn without_markup(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if text.contains(['<', '&']) {
        let tree = Html::parse_fragment(text);
        let texts: Vec<&str> = tree.root_element().text().collect();
        for joined in [texts.concat(), texts.join(" ")] {
            if !all.contains(&joined) {
                all.push(joined);
            }
        }
    }
    all
}

fn tokens(text: &str, letters: Letters) -> Vec<Token> {
    let visible: Vec<char> = text.nfkc().filter(|c| !is_invisible(*c) && !is_combining_mark(*c)).collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    let mut before = Joint::Space;
    for (at, &c) in visible.iter().enumerate() {
        let mut folded = String::new();
        fold_letter(c, letters, &mut folded);
        if folded.is_empty() {
            if is_apostrophe(c) && open && !is_possessive(&visible, at) {
                // `O'Brien` is one word.
                continue;
            }
            let joint = match c {
                ',' | ';' | '\u{ff0c}' => Joint::Comma,
                c if c.is_whitespace() => Joint::Space,
                _ => Joint::Tight,
            };
            before = match (open, before, joint) {
                (true, _, joint) | (false, Joint::Space, joint) => joint,
                (false, Joint::Comma, _) | (false, _, Joint::Comma) => Joint::Comma,
                (false, Joint::Tight, Joint::Space) => Joint::Space,
                (false, Joint::Tight, Joint::Tight) => Joint::Tight,
            };
            open = false;
            continue;
        }
        if open && let Some(token) = tokens.last_mut() {
            token.text.push_str(&folded);
        } else {
            let before = if tokens.is_empty() { Joint::Space } else { before };
            tokens.push(Token { text: folded, capital: c.is_uppercase(), before });
            open = true;
        }
    }
    if letters == Letters::Digits {
        for token in &mut tokens {
            token.text = letters_for_digits(&token.text);
        }
    }
    tokens
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{2032}')
}

/// The apostrophe of `Michael's`.
fn is_possessive(text: &[char], at: usize) -> bool {
    let is_s = text.get(at + 1).is_some_and(|c| matches!(c, 's' | 'S'));
    is_s && !text.get(at + 2).is_some_and(|c| c.is_alphanumeric())
}

/// Adds a letter or digit as it is taken; adds nothing for any other sign.
fn fold_letter(c: char, letters: Letters, folded: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        }
        return;
    }
    if let Some(digit) = digit_of(c) {
        folded.push(digit);
        return;
    }
    match letters {
        Letters::Looks | Letters::Digits => {
            if let Some(looks) = looks_like(c) {
                folded.push_str(&looks);
                return;
            }
        }
        Letters::Sounds => {
            folded.push_str(&fold(&c.to_string()));
            return;
        }
        Letters::Bare | Letters::WrittenOut => {}
    }
    let text = c.to_string();
    let [bare, written_out] = super::fold::fold_both(&text);
    let text = if letters == Letters::WrittenOut { written_out } else { bare };
    folded.extend(text.chars().filter(|c| c.is_alphanumeric()));
}

/// The Latin letter that a letter of another alphabet looks like, small or capital (Unicode UTS 39, section 4).
fn looks_like(c: char) -> Option<String> {
    if !c.is_alphabetic() {
        return None;
    }
    let latin = |c: &str| {
        let looks: String = skeleton(c).collect();
        looks.chars().all(|c| c.is_ascii_alphabetic()).then(|| looks.to_lowercase())
    };
    latin(&c.to_string()).or_else(|| latin(&c.to_uppercase().to_string())).filter(|looks| !looks.is_empty())
}

/// The value of a digit of another script, for those in everyday use.
fn digit_of(c: char) -> Option<char> {
    let zero = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];
    let value =
        zero.iter().map(|zero| u32::from(c).wrapping_sub(u32::from(*zero))).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// `M1chae1` as `michael`: digits beside letters. Digits at the end stay: `mike94`.
fn letters_for_digits(text: &str) -> String {
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if body.is_empty() {
        return text.to_owned();
    }
    let mut read: Vec<char> = text.chars().collect();
    let ending = text.chars().count() - body.chars().count();
    let one_at_end = ending == 1;
    let upto = if one_at_end { read.len() } else { read.len() - ending };
    for c in read.iter_mut().take(upto) {
        *c = match *c {
            '0' => 'o',
            '1' if one_at_end => 'l',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        };
    }
    read.into_iter().collect()
}

impl Reading {
    /// Every word, and every few words that could be one: `Mich-ael`, `M i c h a e l`.
    pub(super) fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        for start in 0..self.tokens.len() {
            let mut span = Span { start, end: start, text: String::new(), tight: true, capital: false };
            let mut single = true;
            for token in self.tokens.iter().skip(start).take(MOST_LETTERS) {
                span.end += 1;
                let parts = span.end - start;
                if parts == 1 {
                    span.capital = token.capital;
                } else {
                    span.tight &= token.before == Joint::Tight;
                }
                single &= token.text.chars().count() == 1;
                if parts > MOST_PARTS && !single {
                    break;
                }
                span.text.push_str(&token.text);
                let enough = if span.tight { 4 } else { 5 };
                if parts == 1 || span.text.chars().count() >= enough {
                    spans.push(Span { text: span.text.clone(), ..span });
                }
            }
        }
        spans
    }

    /// Whether the whole text is hardly more than a value: a field rather than a sentence.
    pub(super) fn is_short(&self) -> bool {
        self.tokens.len() <= 3
    }

    /// All letters and digits in a row.
    pub(super) fn squashed(&self) -> String {
        self.tokens.iter().map(|token| token.text.as_str()).collect()
    }
}
