//! One fact of a person as what to look for in a row of tokens.

use super::token::{Token, Tokens, token};
use jiff::civil::Date;
use std::ops::Range;

/// Tokens that follow one another, with at most so many others between two of them.
#[derive(Clone)]
pub(super) struct Sequence {
    tokens: Vec<Token>,
    between: usize,
    /// Whether the last token may also come first: "Quillfeather, Juniper".
    turns: bool,
}

impl Sequence {
    /// An e-mail address, in its parts.
    pub(super) fn of_email(email: &str) -> Option<Self> {
        let (local, domain) = email.rsplit_once('@')?;
        let tokens = Tokens::read(&format!("{local} {domain}")).list;
        (tokens.len() >= 2).then_some(Self { tokens, between: 0, turns: false })
    }

    /// A whole name: its first and its last word, with up to two between them. `None` for a single word.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let words = Tokens::read(name).list;
        let (first, last) = (words.first()?, words.last()?);
        (words.len() >= 2).then(|| Self { tokens: vec![*first, *last], between: 2, turns: true })
    }

    /// These words one after the other.
    fn of_words(words: &str) -> Self {
        Self { tokens: Tokens::read(words).list, between: 0, turns: false }
    }

    pub(super) fn is_in(&self, tokens: &Tokens) -> bool {
        self.spans(tokens).next_back().is_some()
    }

    /// Where it stands.
    pub(super) fn spans(&self, tokens: &Tokens) -> std::vec::IntoIter<Range<usize>> {
        let mut spans = Vec::new();
        let turned: Vec<Token> = self.tokens.iter().rev().copied().collect();
        for at in 0..tokens.list.len() {
            let straight = self.ends(&self.tokens, tokens, at);
            let end = straight.or_else(|| self.turns.then(|| self.ends(&turned, tokens, at)).flatten());
            spans.extend(end.map(|end| at..end));
        }
        spans.into_iter()
    }

    /// Where it ends if it begins there.
    fn ends(&self, wanted: &[Token], tokens: &Tokens, at: usize) -> Option<usize> {
        let (first, others) = wanted.split_first()?;
        if tokens.list.get(at) != Some(first) {
            return None;
        }
        let mut next = at + 1;
        for other in others {
            let found = (next..=next + self.between).find(|at| tokens.list.get(*at) == Some(other))?;
            next = found + 1;
        }
        Some(next)
    }
}

/// A street with its house number.
#[derive(Clone)]
pub(super) struct Street {
    number: Token,
    name: Vec<Token>,
}

/// How far from the street's name its number may stand: `1420 North Example`, `Beispielstr. Nr. 5`, and keys between
/// values of JSON.
const NUMBER_BEFORE: usize = 3;
const NUMBER_AFTER: usize = 2;

/// Words after which a unit follows, not the name of a street.
const UNIT_WORDS: [&str; 12] =
    ["apt", "apartment", "unit", "suite", "ste", "flat", "fl", "floor", "room", "rm", "lot", "bldg"];
/// Directions, which a site may leave out or shorten.
const DIRECTIONS: [&str; 16] = [
    "n",
    "s",
    "e",
    "w",
    "ne",
    "nw",
    "se",
    "sw",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
];

impl Street {
    /// Reads a street line; `None` without a number or a name, such as a post box.
    pub(super) fn derive(line: &str) -> Option<Self> {
        let words: Vec<&str> =
            line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_unit = |word: &&&str| UNIT_WORDS.contains(&word.to_lowercase().as_str());
        let street: Vec<&str> = words.iter().take_while(|word| !is_unit(word)).copied().collect();
        let number = street.iter().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
        let named = street.iter().filter(|word| *word != number);
        let is_direction = |word: &str| DIRECTIONS.contains(&word.to_lowercase().as_str());
        let name: Vec<Token> = named.filter(|word| !is_direction(word)).map(|word| token(word)).collect();
        (!name.is_empty()).then(|| Self { number: token(number), name })
    }

    pub(super) fn is_in(&self, tokens: &Tokens) -> bool {
        let list = &tokens.list;
        (0..list.len()).any(|at| {
            list.get(at..at + self.name.len()) == Some(&self.name) && {
                let before = at.saturating_sub(NUMBER_BEFORE)..at;
                let after = at + self.name.len()..(at + self.name.len() + NUMBER_AFTER).min(list.len());
                [before, after]
                    .into_iter()
                    .any(|near| list.get(near).is_some_and(|near| near.contains(&self.number)))
            }
        })
    }
}

/// A whole birth date in the forms in which dates are written.
#[derive(Clone)]
pub(super) struct Birth {
    /// The year by itself, and the whole date as one number: one of them is in every form.
    marks: [Token; 2],
    forms: Vec<Sequence>,
}

/// Names of the months in English, German, French, Spanish, Portuguese and Dutch, without accents.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janvier", "enero", "janeiro", "januari"],
    &["february", "feb", "februar", "fevrier", "febrero", "fevereiro", "februari"],
    &["march", "mar", "marz", "maerz", "mars", "marzo", "marco", "maart"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mayo", "maio", "mei"],
    &["june", "jun", "juni", "juin", "junio", "junho"],
    &["july", "jul", "juli", "juillet", "julio", "julho"],
    &["august", "aug", "aout", "agosto", "augustus"],
    &["september", "sept", "sep", "septembre", "septiembre", "setembro"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "decembre", "diciembre", "dezembro"],
];

impl Birth {
    pub(super) fn of(date: Date) -> Self {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let mut forms = vec![format!("{year:04}{month:02}{day:02}")];
        for (month, day) in
            [(format!("{month}"), format!("{day}")), (format!("{month:02}"), format!("{day:02}"))]
        {
            forms.push(format!("{year} {month} {day}"));
            forms.push(format!("{month} {day} {year}"));
            forms.push(format!("{day} {month} {year}"));
        }
        let names =
            usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
        for name in names {
            for day in [
                format!("{day}"),
                format!("{day:02}"),
                format!("{day}th"),
                format!("{day}st"),
                format!("{day}nd"),
                format!("{day}rd"),
            ] {
                forms.push(format!("{name} {day} {year}"));
                forms.push(format!("{day} {name} {year}"));
                forms.push(format!("{day} de {name} de {year}"));
            }
        }
        let marks = [token(&format!("{year:04}")), token(&format!("{year:04}{month:02}{day:02}"))];
        Self { marks, forms: forms.iter().map(|form| Sequence::of_words(form)).collect() }
    }

    pub(super) fn is_in(&self, tokens: &Tokens) -> bool {
        // There are some sixty forms, and nearly no page has the year.
        tokens.list.iter().any(|token| self.marks.contains(token))
            && self.forms.iter().any(|form| form.is_in(tokens))
    }
}

/// A town or a year, which many pages hold.
#[derive(Clone)]
pub(super) struct Place {
    words: Sequence,
}

impl Place {
    /// A town; `None` where it is not told.
    pub(super) fn of_town(town: &str) -> Option<Self> {
        let words = Sequence::of_words(town);
        (!words.tokens.is_empty()).then_some(Self { words })
    }

    pub(super) fn of_year(year: i16) -> Self {
        Self { words: Sequence::of_words(&year.to_string()) }
    }

    pub(super) fn is_in(&self, tokens: &Tokens) -> bool {
        self.words.is_in(tokens)
    }
}
