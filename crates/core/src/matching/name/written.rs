//! Names as listings write them, on one line: in either order, joint, in quotes, with titles and generations.

use crate::matching::text::fold::name_words;
use crate::matching::text::word::{Word, Words};

/// Most people read out of one line.
const MOST_SHARERS: usize = 4;
/// Longest line looked at, in bytes.
const MOST_BYTES: usize = 240;

/// A name on one line of a listing.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    pub(crate) words: Words,
    /// Where the first name begins when a comma says so: `SMITH, JOHN A`.
    pub(crate) comma: Option<usize>,
    pub(crate) generation: Option<u8>,
    /// `Mrs` stood in front, perhaps before the husband's name.
    pub(crate) mrs: bool,
    /// A firm, a trust or an estate that bears the name.
    pub(crate) organisation: bool,
}

impl Written {
    fn of(words: &[Word], comma: usize, generation: Option<u8>) -> Self {
        Self {
            words: Words::from_slice(words),
            comma: Some(comma),
            generation,
            mrs: false,
            organisation: false,
        }
    }
}

/// Reads a listing's name. Several come back for joint names (`John & Mary Smith`) and for names in quotes or brackets
/// (`Robert "Bob" Smith`, `Jane Smith (Doe)`); none for a text without letters.
pub(crate) fn read_written(text: &str) -> Vec<Written> {
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    // Nearly every name is one person's on a plain line.
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'+' | b'/' | b'"' | b'(' | b'[' | 0xC2 | 0xE2))
        && !has_joining_word(text)
    {
        return read_one(text).into_iter().collect();
    }
    let (plain, aside) = split_aside(text);
    let plain = split_at_words(&plain);
    let sharers: Vec<&str> = plain.split(['&', '+', '/']).take(MOST_SHARERS).collect();
    let mut read: Vec<Written> = Vec::new();
    for (at, part) in sharers.iter().enumerate() {
        let Some(written) = read_one(part) else { continue };
        let neighbour = if at == 0 { sharers.get(1) } else { sharers.first() };
        // "SMITH JOHN & MARY A": one side gives only first names and shares the other's family name.
        let given_only = written.words.iter().skip(1).all(Word::is_initial);
        if given_only
            && let Some(other) =
                neighbour.and_then(|other| read_one(other)).filter(|other| other.words.len() > 1)
            && let (Some(start), Some(end)) = (other.words.first(), other.words.last())
        {
            let mut share = |family: &Word| {
                read.push(Written::of(&[&[*family], &written.words[..]].concat(), 1, None));
            };
            share(if other.comma.is_some() { start } else { end });
            if other.comma.is_none() {
                share(start);
            }
            // "SMITH J & MARY": the words may be a whole name after all.
            if written.words.len() > 1 {
                read.push(written);
            }
        } else {
            read.push(written);
        }
    }
    if let Some(base) = read.first().copied()
        && !aside.is_empty()
        && let (Some(start), Some(end)) = (base.words.first(), base.words.last())
    {
        let (given, family) = if base.comma.is_some() { (*end, *start) } else { (*start, *end) };
        read.push(Written::of(&[&[family], &aside[..]].concat(), 1, base.generation));
        read.push(Written::of(&[&aside[..], &[given]].concat(), aside.len(), base.generation));
    }
    read
}

/// Words that join two names on one line.
const JOINING: &[&str] = &["and", "und", "et", "aka", "a k a", "fka", "f k a"];

fn is_joining(word: &str) -> bool {
    JOINING.iter().any(|joining| joining.eq_ignore_ascii_case(word))
        || ["a/k/a", "f/k/a", "a.k.a.", "f.k.a."].iter().any(|mark| mark.eq_ignore_ascii_case(word))
}

fn has_joining_word(text: &str) -> bool {
    text.split(' ').any(|word| word.len() <= 6 && is_joining(word))
}

/// The text with `&` in place of words that join.
fn split_at_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        plain.push_str(if is_joining(word) { "&" } else { word });
        plain.push(' ');
    }
    plain
}

/// Splits off what stands in double quotes or brackets.
fn split_aside(text: &str) -> (String, Words) {
    let (mut plain, mut aside) = (String::new(), String::new());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '(' | '[' | '“' | '„' | '«' => inside = true,
            ')' | ']' | '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if inside => aside.push(c),
            _ => plain.push(c),
        }
    }
    let mut kept = Words::default();
    for word in name_words(&aside).iter().filter(|word| !is_remark(word)) {
        kept.push(*word);
    }
    (plain, kept)
}

/// Words about a name that are not part of it.
fn is_remark(word: &Word) -> bool {
    matches!(
        word.as_bytes(),
        b"nee" | b"ne" | b"born" | b"formerly" | b"aka" | b"maiden" | b"fnu" | b"lnu" | b"nmn" | b"unknown"
    ) || word.is_number()
}

fn read_one(text: &str) -> Option<Written> {
    let mut written =
        Written { words: Words::default(), comma: None, generation: None, mrs: false, organisation: false };
    let mut parts = 0;
    for part in text.split([',', '，']) {
        let (mut words, generation, mrs) = read_part(part);
        while let Some(at) = words.iter().position(is_organisation).filter(|_| words.len() > 1 || parts > 0) {
            written.organisation = true;
            words.take(at);
        }
        written.mrs |= mrs;
        written.generation = written.generation.or(generation);
        let credential = parts > 0 && (words.iter().all(is_after) || is_after(&words.joined()));
        if words.is_empty() || credential {
            continue;
        }
        if parts > 0
            && words.len() == 1
            && let Some(generation) = words.first().and_then(generation_of)
        {
            written.generation = written.generation.or(Some(generation));
            continue;
        }
        if parts == 1 {
            written.comma = Some(written.words.len());
        }
        words.iter().for_each(|word| written.words.push(*word));
        parts += 1;
    }
    (!written.words.is_empty()).then_some(written)
}

/// The words of a name without titles, remarks and generation; the generation; and whether `Mrs` stood there.
pub(crate) fn read_part(text: &str) -> (Words, Option<u8>, bool) {
    let mut words = Words::default();
    for word in name_words(text).iter().filter(|word| !is_remark(word)) {
        words.push(*word);
    }
    let mut mrs = false;
    while words.len() > 1 && words.first().is_some_and(is_before) {
        mrs |=
            words.take(0).is_some_and(|word| matches!(word.as_bytes(), b"mrs" | b"mme" | b"sra" | b"frau"));
    }
    while words.len() > 1 && words.last().is_some_and(is_after) {
        words.pop();
    }
    let generation = take_generation(&mut words);
    (words, generation, mrs)
}

/// The generation of a suffix: `Sr` 1, `Jr` 2, `III` 3.
pub(crate) fn generation_of(suffix: &Word) -> Option<u8> {
    match suffix.as_bytes() {
        b"sr" | b"snr" | b"senior" | b"i" | b"1st" => Some(1),
        b"jr" | b"junior" | b"jnr" | b"ii" | b"2nd" => Some(2),
        b"iii" | b"3rd" => Some(3),
        b"iv" | b"4th" => Some(4),
        b"v" | b"5th" => Some(5),
        _ => None,
    }
}

/// Takes a generation out of a name, wherever it stands but first: `SMITH JR JOHN`.
///
/// A lone `V` or `I` is an initial, and `Junior` and `Senior` count only at the end.
fn take_generation(words: &mut Words) -> Option<u8> {
    let at = words.iter().enumerate().skip(1).find_map(|(at, word)| {
        let sure = matches!(
            word.as_bytes(),
            b"sr" | b"snr" | b"jr" | b"jnr" | b"ii" | b"iii" | b"iv" | b"2nd" | b"3rd" | b"4th"
        );
        let last =
            at + 1 == words.len() && words.len() > 2 && matches!(word.as_bytes(), b"junior" | b"senior");
        (sure || last).then_some(at)
    })?;
    words.take(at).and_then(|word| generation_of(&word))
}

/// Words that make a name that of an organisation.
fn is_organisation(word: &Word) -> bool {
    matches!(
        word.as_bytes(),
        b"ltd"
            | b"limited"
            | b"llc"
            | b"llp"
            | b"inc"
            | b"incorporated"
            | b"corp"
            | b"corporation"
            | b"company"
            | b"plc"
            | b"gmbh"
            | b"trust"
            | b"foundation"
            | b"estate"
            | b"trustee"
            | b"holdings"
            | b"enterprises"
            | b"associates"
            | b"group"
            | b"partners"
            | b"pllc"
            | b"studio"
            | b"studios"
            | b"properties"
    )
}

/// Titles in front of a name.
fn is_before(word: &Word) -> bool {
    matches!(
        word.as_bytes(),
        b"mr"
            | b"mrs"
            | b"ms"
            | b"miss"
            | b"mx"
            | b"dr"
            | b"prof"
            | b"professor"
            | b"rev"
            | b"sir"
            | b"dame"
            | b"hon"
            | b"capt"
            | b"sgt"
            | b"lt"
            | b"col"
            | b"sr"
            | b"sra"
            | b"srta"
            | b"herr"
            | b"frau"
            | b"mme"
            | b"mlle"
            | b"the"
            | b"dipl"
            | b"ing"
            | b"maj"
            | b"gen"
            | b"judge"
            | b"pastor"
            | b"fr"
            | b"don"
            | b"dona"
    )
}

/// Degrees and remarks behind a name.
fn is_after(word: &Word) -> bool {
    matches!(
        word.as_bytes(),
        b"phd"
            | b"md"
            | b"esq"
            | b"dds"
            | b"dvm"
            | b"jd"
            | b"mba"
            | b"cpa"
            | b"rn"
            | b"obe"
            | b"mbe"
            | b"cbe"
            | b"do"
            | b"dmd"
            | b"pe"
            | b"ret"
            | b"usn"
            | b"usa"
            | b"usmc"
            | b"pharmd"
            | b"msw"
            | b"lcsw"
            | b"bsc"
            | b"msc"
            | b"esquire"
            | b"family"
            | b"household"
            | b"deceased"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::text::word::join;

    fn check(text: &str, expected: &[(&str, Option<usize>, Option<u8>)]) {
        let read: Vec<(Word, Option<usize>, Option<u8>)> =
            read_written(text).iter().map(|name| (join(&name.words), name.comma, name.generation)).collect();
        let expected: Vec<_> =
            expected.iter().map(|(words, comma, age)| (Word::from_folded(words), *comma, *age)).collect();
        assert!(
            read == expected,
            "text {text:?}: {:?}",
            read.iter().map(|(word, ..)| word.len()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        check("John A Smith", &[("johnasmith", None, None)]);
        check("SMITH, JOHN A", &[("smithjohna", Some(1), None)]);
        check("SMITH, JOHN A, JR", &[("smithjohna", Some(1), Some(2))]);
        check("SMITH JR JOHN", &[("smithjohn", None, Some(2))]);
        check("Dr. John Smith, PhD, MD", &[("johnsmith", None, None)]);
        check("John Smith Junior", &[("johnsmith", None, Some(2))]);
        check("John Smith, 46", &[("johnsmith", None, None)]);
        check("FNU Budiwati", &[("budiwati", None, None)]);
        check("John Smith a/k/a Jon Smythe", &[("johnsmith", None, None), ("jonsmythe", None, None)]);
        check(
            "John & Mary Smith",
            &[("smithjohn", Some(1), None), ("maryjohn", Some(1), None), ("marysmith", None, None)],
        );
        check(
            "Jane Smith (Doe)",
            &[("janesmith", None, None), ("smithdoe", Some(1), None), ("doejane", Some(1), None)],
        );
        check("...", &[]);
        check("", &[]);
    }

    #[test]
    fn married_titles_are_noticed() {
        for (text, expected) in [("Mrs. John Smith", true), ("Mr John Smith", false), ("Sra. Ana Ruiz", true)]
        {
            assert_eq!(read_written(text).first().map(|name| name.mrs), Some(expected), "{text}");
        }
    }
}
