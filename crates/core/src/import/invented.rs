//! Invents the name of an imported definition's control: like an ordinary account name, and nobody's.

use super::draft::Draft;
use crate::source::{BodyTemplate, Placeholder, Values};
use sha2::{Digest, Sha256};

const SYLLABLES: [&str; 32] = [
    "zor", "vel", "quin", "tam", "bri", "lox", "fen", "dar", "wyx", "pel", "gri", "nov", "kes", "mur", "hal",
    "tiv", "cro", "jun", "sab", "rix", "ved", "olm", "nep", "fyr", "gos", "tul", "bex", "kim", "ryn", "zab",
    "dov", "lim",
];

/// A name that fits the entry, always the same for the same id. `None` where no shape of name that we know fits.
pub(super) fn make_name(id: &str, draft: &Draft) -> Option<String> {
    let hash = Sha256::digest(id.as_bytes());
    let word: String =
        hash.iter().take(8).filter_map(|byte| SYLLABLES.get(usize::from(byte % 32))).copied().collect();
    let digits: String = hash.iter().skip(8).map(|byte| char::from(b'1' + byte % 9)).collect();
    let cut = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    let capital = |text: String| {
        text.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(text.chars().skip(1)).collect()
    };
    let mut shapes: Vec<String> = [12, 10, 14, 8, 16, 7, 20, 6].map(|length| cut(&word, length)).into();
    shapes.push(format!("{}{}", cut(&word, 8), cut(&digits, 2)));
    shapes.push(format!("{}-{}", cut(&word, 6), cut(&digits, 3)));
    shapes.push(format!("{}_{}", cut(&word, 6), cut(&digits, 3)));
    shapes.push(format!("{}.{}", cut(&word, 6), cut(&word, 4)));
    shapes.push(capital(cut(&word, 10)));
    shapes.push(format!("{} {}", capital(cut(&word, 7)), capital(cut(&word, 5))));
    shapes.push(cut(&word, 9).to_uppercase());
    shapes.push(format!("@{}", cut(&word, 10)));
    shapes.push(format!("{}#{}", cut(&word, 8), cut(&digits, 4)));
    shapes.push(format!("{}@example.com", cut(&word, 10)));
    shapes.push(format!("{}.example.com", cut(&word, 10)));
    shapes.extend([9, 8, 10, 7, 11, 12, 6, 13, 15, 17, 18, 19].map(|length| cut(&digits, length)));
    shapes.extend([5, 4, 3].map(|length| cut(&word, length)));
    shapes.extend([5, 4, 3].map(|length| cut(&digits, length)));
    shapes.into_iter().find(|name| fits(name, draft))
}

fn fits(name: &str, draft: &Draft) -> bool {
    let values = Values::from([(Placeholder::Username, name.to_owned())]);
    let written = draft
        .body
        .as_ref()
        .is_none_or(|(body, kind)| BodyTemplate::parse(body).fill(&values, *kind).is_some());
    written
        && !name.contains(|character| draft.strip.contains(character))
        && draft.pattern.as_ref().is_none_or(|pattern| pattern.matches(name))
        && draft.url.fill(&values).is_some()
        && !draft.known.iter().any(|known| known.eq_ignore_ascii_case(name))
}
