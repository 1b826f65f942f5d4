//! Postcodes at the end of a part, or in front of a town.

use regex::Regex;
use std::sync::LazyLock;

/// ZIP (USPS Publication 28), Canadian (Canada Post), British (Royal Mail, BS 7666), Irish (Eircode), Japanese, Brazilian,
/// Portuguese, Polish and Indian codes at the end of a part.
static AT_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:^|[\s,])(
            \d{5}(?:[-\s]?\d{4})? | [A-Z]\d[A-Z][\s-]?\d[A-Z]\d | [A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}
            | [A-Z]\d[\dW]\s?[A-Z\d]{4} | \d{5}-\d{3} | \d{3}-\d{4} | \d{4}-\d{3} | \d{2}-\d{3} | \d{6} | \d{3}\s\d{3}
        )$",
    )
    .expect("the pattern is a constant")
});

/// Codes in front of a town, as most of Europe writes them: `D-10115 Berlin`, `1012 AB Amsterdam`, `111 22 Stockholm`.
static IN_FRONT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:[A-Z]{1,3}[-\s])?(\d{4}\s?[A-Z]{2} | \d{5} | \d{4} | \d{3}\s\d{2} | \d{2}-\d{3} | \d{4}-\d{3})
           \s+(\p{L}.*)$",
    )
    .expect("the pattern is a constant")
});

/// The first half of a British postcode behind a town: `London SE1`.
static BRITISH_DISTRICT: LazyLock<Regex> = LazyLock::new(|| {
    let areas = "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|\
                 FK|FY|G|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|\
                 NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|\
                 TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE";
    Regex::new(&format!(r"^(\p{{L}}[^\d,]*)\s((?:{areas})\d{{1,2}}[A-Z]?)$"))
        .expect("the pattern is a constant")
});

/// Splits a postcode off the end: what stands before it, and the code in upper case.
pub(super) fn split_at_end(part: &str) -> Option<(String, String)> {
    let code = AT_END.captures(part)?.get(1)?;
    let before = part.get(..code.start())?.trim_end_matches([' ', ',', '-']);
    Some((before.trim().to_owned(), code.as_str().to_uppercase()))
}

/// Splits a postcode off the front: the code, and the town.
pub(super) fn split_in_front(part: &str) -> Option<(String, String)> {
    let found = IN_FRONT.captures(part)?;
    Some((found.get(1)?.as_str().to_owned(), found.get(2)?.as_str().trim().to_owned()))
}

/// Splits a British district off the end: the town, and the district.
pub(super) fn split_district(part: &str) -> Option<(String, String)> {
    let found = BRITISH_DISTRICT.captures(part)?;
    Some((found.get(1)?.as_str().trim().to_owned(), found.get(2)?.as_str().to_owned()))
}

/// Splits four digits off the end, as Austria, New Zealand and Australia may write them: `Auckland 1010`.
pub(super) fn split_four_digits(part: &str) -> Option<(String, String)> {
    let (before, code) = part.rsplit_once(' ')?;
    let digits = code.len() == 4 && code.bytes().all(|c| c.is_ascii_digit());
    (digits && !before.bytes().any(|c| c.is_ascii_digit()))
        .then(|| (before.trim().to_owned(), code.to_owned()))
}
