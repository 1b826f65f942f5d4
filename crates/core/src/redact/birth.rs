//! Hidden birth dates, in the orders and words in which dates are written, and the ages that follow from them.

use super::reading::{Joint, Reading, Token};
use crate::person::Birth;

/// The months in English, German, Spanish and French, folded; the first three letters are read too.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "enero", "janvier", "ene", "jaenner"],
    &["february", "februar", "febrero", "fevrier", "fev"],
    &["march", "marz", "maerz", "marzo", "mars"],
    &["april", "abril", "avril", "abr", "avr"],
    &["may", "mai", "mayo"],
    &["june", "juni", "junio", "juin"],
    &["july", "juli", "julio", "juillet"],
    &["august", "agosto", "aout", "ago"],
    &["september", "septiembre", "septembre", "sept"],
    &["october", "oktober", "octubre", "octobre", "okt"],
    &["november", "noviembre", "novembre"],
    &["december", "dezember", "diciembre", "decembre", "dez", "dic"],
];

/// Words that say that a date is one of birth.
const BORN: &[&str] = &[
    "born",
    "birth",
    "birthdate",
    "birthday",
    "birthyear",
    "bday",
    "dob",
    "yob",
    "geboren",
    "geb",
    "geburtsdatum",
    "geburtstag",
    "nacido",
    "nacida",
    "nacimiento",
    "ne",
    "nee",
    "naissance",
];

/// Words within a date that say nothing: `5th of March`.
const SILENT: &[&str] =
    &["of", "de", "the", "del", "le", "den", "in", "on", "am", "year", "date", "is", "was", "d", "o", "b"];

/// How far a word of birth may stand from its year, in words.
const NEAR: usize = 4;
/// The years in which a page that shows an age may have been written.
const WRITTEN: std::ops::RangeInclusive<i16> = 2005..=2045;

/// Whether a text holds the birth date, its year as one of birth, or an age that could follow from it.
pub(super) fn is_in(birth: Birth, reading: &Reading) -> bool {
    let Some(year) = birth.year() else { return false };
    let tokens: Vec<&Token> =
        reading.tokens.iter().filter(|token| !SILENT.contains(&token.text.as_str())).collect();
    let whole = birth.date.is_some_and(|date| {
        let date = (date.day(), date.month(), year);
        has_date(&tokens, date) || has_birthday(&tokens, date) || has_month(&tokens, date)
    });
    whole || has_year(&tokens, year) || has_age(reading, year)
}

fn number(token: &Token) -> Option<i16> {
    let digits = token.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = token.text.strip_prefix(digits).unwrap_or_default();
    let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "t00");
    (fits && digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

fn month(token: &Token) -> Option<i8> {
    let text = token.text.as_str();
    let at = MONTHS.iter().position(|names| {
        names.contains(&text) || (text.len() == 3 && names.first().is_some_and(|name| name.starts_with(text)))
    })?;
    i8::try_from(at + 1).ok()
}

fn is_year(token: &Token, year: i16) -> bool {
    number(token).is_some_and(|number| number == year || (token.text.len() == 2 && number == year % 100))
}

fn is_day(token: &Token, day: i8) -> bool {
    number(token) == Some(i16::from(day))
}

fn is_month(token: &Token, wanted: i8) -> bool {
    month(token) == Some(wanted) || number(token) == Some(i16::from(wanted))
}

fn has_date(tokens: &[&Token], (day, wanted, year): (i8, i8, i16)) -> bool {
    let together = tokens.windows(3).any(|three| match three {
        [one, two, three] => {
            let dated =
                |d: &Token, m: &Token, y: &Token| is_day(d, day) && is_month(m, wanted) && is_year(y, year);
            dated(one, two, three)
                || dated(two, one, three)
                || dated(three, two, one)
                || dated(two, three, one)
        }
        _ => false,
    });
    let two = |number: i8| format!("{number:02}");
    let runs = [
        format!("{year}{}{}", two(wanted), two(day)),
        format!("{}{}{year}", two(day), two(wanted)),
        format!("{}{}{year}", two(wanted), two(day)),
    ];
    together || tokens.iter().any(|token| runs.iter().any(|run| token.text.starts_with(run.as_str())))
}

/// Day and month without a year, beside a word of birth or as the whole text.
fn has_birthday(tokens: &[&Token], (day, wanted, _): (i8, i8, i16)) -> bool {
    tokens.windows(2).enumerate().any(|(at, two)| {
        let [one, two] = two else { return false };
        let named = (is_day(one, day) && month(two) == Some(wanted))
            || (month(one) == Some(wanted) && is_day(two, day));
        let numbered = two.before == Joint::Tight
            && ((is_day(one, day) && is_month(two, wanted)) || (is_month(one, wanted) && is_day(two, day)));
        let other_year =
            tokens.get(at + 2).is_some_and(|next| next.text.len() == 4 && number(next).is_some());
        (named || numbered) && !other_year && (near_birth(tokens, at, at + 1) || (named && tokens.len() == 2))
    })
}

/// Month and year.
fn has_month(tokens: &[&Token], (_, wanted, year): (i8, i8, i16)) -> bool {
    tokens.windows(2).enumerate().any(|(at, two)| {
        let [one, two] = two else { return false };
        let of = |m: &Token, y: &Token| is_month(m, wanted) && number(y) == Some(year);
        let numeric = number(one).is_some() && number(two).is_some();
        // In `12/03/1994` month and year belong to another day.
        let before =
            at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| number(token).is_some());
        if numeric {
            two.before == Joint::Tight && !before && (of(one, two) || of(two, one))
        } else {
            !before && (of(one, two) || of(two, one))
        }
    })
}

fn has_year(tokens: &[&Token], year: i16) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let full = number(token) == Some(year) && token.text.len() >= 4;
        let short = token.text.len() == 2 && number(token) == Some(year % 100);
        (full && (tokens.len() == 1 || near_birth(tokens, at, at)))
            || (short && at > 0 && near_birth(tokens, at, at) && is_born(tokens.get(at - 1)))
    })
}

fn is_born(token: Option<&&Token>) -> bool {
    token.is_some_and(|token| BORN.contains(&token.text.as_str()) || token.text == "b")
}

fn near_birth(tokens: &[&Token], from: usize, to: usize) -> bool {
    let before = (from.saturating_sub(NEAR)..from).any(|at| {
        is_born(tokens.get(at))
            && !(at + 1..from).any(|at| tokens.get(at).is_some_and(|token| is_other_year(token)))
    });
    before || is_born(tokens.get(to + 1))
}

fn is_other_year(token: &Token) -> bool {
    token.text.len() == 4 && number(token).is_some()
}

/// An age that the person has or will have: it tells the year.
fn has_age(reading: &Reading, year: i16) -> bool {
    let tokens = &reading.tokens;
    let ages = (WRITTEN.start() - year).max(1)..=(WRITTEN.end() - year).min(120);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    tokens.iter().enumerate().any(|(at, token)| {
        let digits: &str = token.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = token.text.strip_prefix(digits).unwrap_or_default();
        let Some(age) = digits.parse::<i16>().ok().filter(|age| ages.contains(age)) else { return false };
        let _ = age;
        let before = at.checked_sub(1).map_or("", text);
        let named = matches!(before, "age" | "aged" | "alter" | "edad" | "turned" | "turns");
        let old = match ending {
            "yo" => true,
            "y" | "yr" | "yrs" => matches!(text(at + 1), "o" | "old"),
            "" => match text(at + 1) {
                "years" | "year" | "yrs" | "yr" | "jahre" => matches!(text(at + 2), "old" | "alt"),
                "y" => text(at + 2) == "o",
                "yo" | "jahrig" | "jaehrig" => true,
                _ => false,
            },
            _ => false,
        };
        old || (named && ending.is_empty())
    })
}
