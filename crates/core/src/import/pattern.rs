//! Turns a Python regular expression into one of ours that means the same, or says why it cannot be.

use crate::source::Pattern;
use std::iter::Peekable;
use std::str::Chars;

/// The pattern that a name must match somewhere, as Python's `re.search` does.
///
/// What only Python has (looking ahead and behind, references back, possessive repetition) is refused: a weaker pattern
/// would ask a site about names that it cannot have, and believe the answer.
pub(super) fn make_pattern(python: &str) -> Result<Pattern, String> {
    let unusable = |why: &str| format!("its pattern of names ({python}) cannot be used: {why}");
    for (construct, name) in [
        ("(?=", "it looks ahead"),
        ("(?!", "it looks ahead"),
        ("(?<=", "it looks behind"),
        ("(?<!", "it looks behind"),
        ("(?>", "it has an atomic group"),
        ("(?(", "it has a condition"),
    ] {
        if python.contains(construct) {
            return Err(unusable(name));
        }
    }
    let translated = translate(python).ok_or_else(|| unusable("it repeats without giving back"))?;
    let pattern = Pattern::new(&translated);
    match pattern.flaw() {
        None => Ok(pattern),
        // The first line names the fault; the rest is a drawing.
        Some(flaw) => {
            let flaw = flaw.to_string();
            let line = flaw.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            Err(unusable(line.trim().trim_start_matches("error: ")))
        }
    }
}

/// Writes differently what the two languages write differently. `None` for possessive repetition.
fn translate(python: &str) -> Option<String> {
    let mut text = String::new();
    let mut characters = python.chars().peekable();
    let mut repeats = false;
    while let Some(character) = characters.next() {
        let repeated = std::mem::take(&mut repeats);
        match character {
            '\\' => text.push_str(&escape(characters.next(), false)),
            '[' => class(&mut characters, &mut text),
            '+' if repeated => return None,
            '*' | '+' | '?' | '}' => {
                repeats = !repeated;
                text.push(character);
            }
            '{' if characters.peek() == Some(&',') => text.push_str("{0"),
            other => text.push(other),
        }
    }
    Some(text)
}

/// Set operators and brackets within brackets are ours alone, so whatever is an ordinary character there is escaped.
fn class(characters: &mut Peekable<Chars<'_>>, text: &mut String) {
    text.push('[');
    if characters.next_if_eq(&'^').is_some() {
        text.push('^');
    }
    let (mut first, mut item, mut range) = (true, false, false);
    while let Some(character) = characters.next() {
        match character {
            ']' if !first => {
                text.push(']');
                return;
            }
            '-' if item && !range && characters.peek().is_some_and(|next| *next != ']') => {
                text.push('-');
                range = true;
                continue;
            }
            '\\' => text.push_str(&escape(characters.next(), true)),
            '[' | ']' | '&' | '~' | '-' => text.extend(['\\', character]),
            other => text.push(other),
        }
        // The end of a range begins none.
        (first, item, range) = (false, !range, false);
    }
}

/// An escape; `None` at the end of the text, where neither language has one.
fn escape(escaped: Option<char>, in_class: bool) -> String {
    match escaped {
        Some('Z') if !in_class => "\\z".to_owned(),
        // Python lets anybody escape these; here they would be the edges of a word.
        Some(edge @ ('<' | '>')) => edge.to_string(),
        Some(other) => format!("\\{other}"),
        None => "\\".to_owned(),
    }
}
