//! Hidden mailboxes and phone numbers, in every notation.

use super::reading::{Letters, fold_text};
use crate::matching::contact::email::{KnownEmail, compare_email, read_email};
use crate::matching::contact::likeness::ContactLikeness;
use crate::matching::contact::phone::{compare_phone, derive_digits, read_phone};
use crate::matching::text::word::Word;

/// Signs within one number: more in a row end it.
const MOST_SIGNS: usize = 3;

/// One hidden mailbox.
#[derive(Clone)]
pub(super) struct HiddenEmail {
    known: KnownEmail,
    /// Local part without dots and tag, and domain.
    plain: (String, String),
}

impl HiddenEmail {
    /// Reads an address; `None` where it has no `@`.
    pub(super) fn new(email: &str) -> Option<Self> {
        Some(Self { known: KnownEmail::derive(email)?, plain: plain_mailbox(&email.to_lowercase())? })
    }

    /// Whether it is one of the [`mailboxes`] of a text: other case, a tag, dots, masked, letters that look alike.
    pub(super) fn is_in(&self, mailboxes: &[String]) -> bool {
        mailboxes.iter().any(|found| {
            plain_mailbox(found).is_some_and(|plain| plain == self.plain)
                || match compare_email(&self.known, &read_email(found)) {
                    ContactLikeness::Same => true,
                    ContactLikeness::Fits => found
                        .split('@')
                        .next()
                        .is_some_and(|local| local.chars().filter(|c| c.is_alphanumeric()).count() >= 2),
                    _ => false,
                }
        })
    }
}

fn plain_mailbox(email: &str) -> Option<(String, String)> {
    let (local, domain) = email.rsplit_once('@')?;
    let local: String = local.split('+').next().unwrap_or(local).chars().filter(|c| *c != '.').collect();
    let domain = domain.trim_matches('.').to_owned();
    (!local.is_empty() && !domain.is_empty()).then_some((local, domain))
}

/// Everything in the plain forms of a text that could be a mailbox, in lower case; also with `(at)` and `(dot)`.
pub(super) fn mailboxes(texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        let mut line = fold_text(text, Letters::Looks);
        for (written, sign) in [
            ("(at)", "@"),
            ("[at]", "@"),
            ("{at}", "@"),
            (" at ", "@"),
            ("(dot)", "."),
            ("[dot]", "."),
            ("{dot}", "."),
            (" dot ", "."),
        ] {
            line = line.replace(written, sign);
        }
        while line.contains(" @") || line.contains("@ ") {
            line = line.replace(" @", "@").replace("@ ", "@");
        }
        found.extend(chunks(&line.replace(" .", ".").replace(". ", ".")));
        found.extend(chunks(&line));
    }
    found
}

fn chunks(line: &str) -> Vec<String> {
    let within = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '@' | '*' | '\u{2022}' | '\u{2026}')
    };
    line.split(|c| !within(c))
        .map(|chunk| chunk.trim_matches(['.', '-', '_']))
        .filter(|chunk| chunk.contains('@'))
        .map(str::to_owned)
        .collect()
}

/// One hidden number.
#[derive(Clone)]
pub(super) struct HiddenPhone {
    digits: Word,
    /// The end of the national number.
    end: String,
    /// Seven digits, where a number is often given without its area (North America).
    local: Option<String>,
}

impl HiddenPhone {
    /// Reads a number in E.164.
    pub(super) fn new(phone: &str) -> Option<Self> {
        let all: String = phone.chars().filter(char::is_ascii_digit).collect();
        let national = all.get(country_digits(&all)..).filter(|national| national.len() >= 6)?;
        let end = |count: usize| national.get(national.len().saturating_sub(count)..).map(str::to_owned);
        let local = if all.len() == 11 && all.starts_with('1') { end(7) } else { None };
        Some(Self { digits: derive_digits(phone), end: end(9)?, local })
    }

    /// Whether the [`lines`] of a text hold the number: any joints, with or without country and area, digits of other scripts, in words,
    /// or masked where it is all of the text.
    pub(super) fn is_in(&self, lines: &[String]) -> bool {
        lines.iter().any(|line| {
            let runs = runs(line);
            let whole =
                runs.iter().any(|run| run.contains(self.end.as_str()) || self.local.as_ref() == Some(run));
            let field = line.chars().count() <= 24 && !line.chars().any(|c| c.is_alphabetic() && c != 'x');
            whole || (field && compare_phone(&self.digits, &read_phone(line)) >= ContactLikeness::Fits)
        })
    }
}

/// The plain forms of a text with every digit as one, for numbers.
pub(super) fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| in_digits(&fold_text(text, Letters::Looks))).collect()
}

/// How many digits the country's code has (ITU-T E.164, list of assigned codes).
fn country_digits(all: &str) -> usize {
    let begin = all.get(..2).and_then(|two| two.parse::<u8>().ok()).unwrap_or_default();
    match begin {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => {
            2
        }
        _ => 3,
    }
}

/// Digits that are written in words, as digits.
fn in_digits(line: &str) -> String {
    const WORDS: [(&str, &str); 11] = [
        ("zero", "0"),
        ("oh", "0"),
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
    ];
    let words = line.split_inclusive(|c: char| !c.is_alphabetic()).map(|part| {
        let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let behind = part.strip_prefix(word).unwrap_or_default();
        let digit = WORDS.iter().find(|(known, _)| *known == word).map_or(word, |(_, digit)| digit);
        format!("{digit}{behind}")
    });
    words.collect()
}

/// The digits that stand together, whatever joins them.
fn runs(line: &str) -> Vec<String> {
    let (mut runs, mut run, mut signs) = (Vec::new(), String::new(), 0);
    for c in line.chars() {
        if c.is_ascii_digit() {
            run.push(c);
            signs = 0;
        } else {
            signs += 1;
            // The letter O stands for the digit between digits.
            if c.is_alphabetic() && c != 'o' || signs > MOST_SIGNS {
                if !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
            } else if c == 'o' && !run.is_empty() {
                run.push('0');
                signs = 0;
            }
        }
    }
    runs.push(run);
    runs
}
