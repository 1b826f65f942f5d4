//! What lines of records look like: ages, streets, phones, towns, labels and names.

use regex::Regex;
use std::sync::LazyLock;

/// A line longer than this is a sentence of the site, and its numbers are not somebody's age.
const LONGEST_CARD_LINE: usize = 90;

/// What a line holds.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one kind of fact, and several stand in one line")]
pub(super) struct Shape {
    has_age: bool,
    /// An age in a line short enough to be one of a card.
    pub(super) has_card_age: bool,
    pub(super) has_street: bool,
    has_phone: bool,
    pub(super) has_town: bool,
    pub(super) has_label: bool,
    /// Whether it is nothing but a number that could be a grown person's age, as in the cell of a table.
    is_bare_age: bool,
    /// Whether it could be nothing but a person's name.
    pub(super) could_be_name: bool,
}

impl Shape {
    pub(super) fn read(text: &str) -> Self {
        // What a page of this kind holds in one line is short; a longer one is prose.
        let text = text.get(..text.floor_char_boundary(2_000)).unwrap_or(text);
        let has_age = AGE.is_match(text) || NAME_AND_AGE.is_match(text);
        Self {
            has_age,
            has_card_age: has_age && text.chars().count() <= LONGEST_CARD_LINE && !OF_AGE.is_match(text),
            has_street: STREET.is_match(text) || STREET_FIRST.is_match(text),
            has_phone: PHONE.is_match(text) && !TOLL_FREE.is_match(text),
            has_town: TOWN.is_match(text),
            has_label: LABEL.is_match(text),
            is_bare_age: BARE_AGE.is_match(text),
            could_be_name: NAME.is_match(text),
        }
    }

    /// Facts that only a record has beside a name.
    pub(super) fn is_strong(&self) -> bool {
        self.has_age || self.has_street || self.has_phone
    }

    /// Facts that a record has and a sentence about the question may have too.
    pub(super) fn is_weak(&self) -> bool {
        self.has_town || self.has_label || self.is_bare_age
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant")
}

/// "Age 32", "aged 32", "32 years old", "born 1994", and the same in German, French, Spanish, Portuguese, Dutch and the
/// languages of the north.
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:age|aged|alter|edad|idade|[âa]ge|leeftijd|[åa]lder)\b\s*:?\s*\(?~?\d{1,3}\b|\b\d{1,3}\s*(?:\+\s*)?(?:years?\s+old|year-old|yrs?\b|y/?o\b|jahre\b|ans\b|a[nñ]os\b|anos\b|jaar\b|[åa]r\b)|\b(?:born|b\.|dob|geboren|geb\.|jg\.|jahrgang|n[ée]e?\s+en|nacid[oa]|nascid[oa]|f[øo]dt|f[öo]dd)\b?\s*(?:in|on|am|le|en|em)?\s*:?\s*[\p{L}\d., /-]{0,20}(?:19|20)\d\d\b|\b[2-9]0s\b|\bin\s+(?:his|her|their)\s+(?:early\s+|mid[-\s]?|late\s+)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    )
});

/// "Juniper Quillfeather, 32" and "Juniper Quillfeather (32)": a word with a capital and a number that ends there.
static NAME_AND_AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\p{Lu}[\p{L}'’.-]+(?:,\s*|\s*\(|\s+[-–—|·•]\s*)~?(?:1[01]\d|[1-9]\d)(?:\)|$|\s*[-–—|·•]|\s+\p{Lu}|,\s)",
    )
});

/// 18 to 119, alone or in brackets.
static BARE_AGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[(\[]?~?(?:1[01]\d|[2-9]\d|1[89])[)\]]?$"));

/// Sentences about who may use a site.
static OF_AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:must be|at least|over|under|older than|younger than|minimum|be 18|aged? of 1[36])\b")
});

/// A number, up to four words, and a word for a kind of street.
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b\d{1,6}[a-z]?(?:½|\s1/2)?\s+(?:[\p{L}\d'’.-]+\s+){0,4}(?:street|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|place|pl|way|terrace|ter|circle|cir|trail|trl|parkway|pkwy|highway|hwy|square|sq|loop|crescent|cres|close|row|alley|aly|run|path|pike|plaza|broadway|mews|gardens|grove|hill|rue|allée|chemin|calle|avenida|rua|via)\b",
    )
});

/// The same with the number last: "Beispielstraße 5", "Hauptstr. 12a", "Storgata 3", "Calle Mayor, 7".
static STREET_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b[\p{L}.-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|ring|damm|straat|laan|gracht|plein|kade|gatan|vägen|gata|gate|vegen|veien|vej|gade|katu|tie)\s+\d{1,4}\s?[a-z]?\b|\b(?:calle|avenida|rua|rue|via|plaza|paseo)\s+(?:[\p{L}'’.-]+\s+){0,4}[\p{L}'’.-]+,?\s+(?:n[º°o.]*\s*)?\d{1,4}\b",
    )
});

/// A phone number of North America, or an international one of at least eight digits. Masked digits count.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\(?\b[2-9]\d{2}\)?[-. \u{a0}]{1,2}\d{3}[-. ]?[\dxX*]{4}\b|\+\d{1,3}(?:[ .()-]{0,2}\d{2,5}){2,5}",
    )
});

/// Numbers that firms answer.
static TOLL_FREE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\(?\b8(?:00|33|44|55|66|77|88)\)?[-. \u{a0}]{1,2}\d{3}[-. ]?\d{4}\b"));

/// A town with the short form of a state or province behind it, a postcode or not.
static TOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]+){0,3},?\s+(?:A[LKZRBSEP]|C[AOT]|D[EC]|FL|GA|GU|HI|I[ADLN]|K[SY]|LA|M[ADEINOSTBP]|N[CDEHJMVYBSTLU]|O[HKRN]|P[ARE]|QC|RI|S[CDK]|T[NX]|UT|V[AIT]|W[AIVY]|YT)\b(?:\s+\d{5}(?:-\d{4})?)?|\b\d{5}\s+\p{Lu}\p{L}{2,}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
    )
});

/// Labels that stand beside facts of a person, in the languages of the ages above.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:lives? in|lived in|used to live|resides? in|related to|relatives|also known as|a\.?k\.?a\.?|current address|past addresses|previous addresses|phone numbers?:|associated with|wohnt in|verwandte|habite|vive en|familiares|mora em|woont in|bor i|bosatt)\b",
    )
});

/// Two to four words with capitals and nothing else, such as a name.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){1,3}(?:,?\s+(?:Jr|Sr|II|III|IV)\.?)?(?:,\s*\d{1,3})?$",
    )
});

/// The words of a text in lower case without accents.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let plain = crate::matching::fold(text);
    plain.split_whitespace().map(str::to_owned).collect()
}

/// How a line names somebody.
pub(super) struct Named {
    /// Whether the line holds little else.
    pub(super) is_alone: bool,
    /// Whether the line begins with the whole asked name, as a sentence about the person does.
    pub(super) leads: bool,
}

/// How many words beside a name still leave it alone: a middle name, a generation, an age.
const MOST_BESIDE: usize = 4;

/// Whether a line names the asked person, or somebody of that family: the last name behind the first one or behind a word
/// with a capital, or before a comma. A name may run on in the next line, as the cells of a table do.
pub(super) fn names(line: &str, next: Option<&str>, first: &str, last: &str) -> Option<Named> {
    if line.chars().count() > 400 {
        return None;
    }
    let words = folded_words(line);
    let at = |wanted: &str| words.iter().position(|word| word == wanted || possessive(word) == wanted);
    let runs_on = || {
        let next = folded_words(next?);
        let both = (words.last()? == first && next.first()? == last)
            || (words.last()? == last && next.first()? == first);
        both.then_some(Named { is_alone: words.len() <= 2, leads: false })
    };
    let Some(last_at) = at(last) else { return runs_on() };
    let has_first = at(first).is_some_and(|first_at| first_at.abs_diff(last_at) <= 3);
    // A word before it that is written with a capital may be another first name; an initial is one.
    let spoken: Vec<&str> = line.split_whitespace().collect();
    let before = last_at.checked_sub(1).and_then(|before| spoken.get(before));
    let has_other = spoken.len() == words.len()
        && before.is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
    (has_first || has_other).then_some(Named {
        is_alone: words.len() <= 2 + MOST_BESIDE,
        leads: has_first && at(first).is_some_and(|first_at| first_at.min(last_at) == 0),
    })
}

fn possessive(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
