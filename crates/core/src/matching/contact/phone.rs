//! Phone numbers by their digits, masked digits included.

use super::likeness::ContactLikeness;
use crate::matching::text::word::Word;

/// Longest text read as a number, in characters.
const MOST_CHARS: usize = 60;

/// The digits of a known number, without a leading `00` or national `0`.
pub(crate) fn derive_digits(phone: &str) -> Word {
    let shown = read_phone(phone);
    if shown.is_masked { Word::EMPTY } else { shown.pattern }
}

/// A number as shown: digits and `*` for each masked one, without trunk zeros and extensions.
#[derive(Clone, Copy)]
pub(crate) struct ShownPhone {
    pattern: Word,
    digits: usize,
    is_masked: bool,
    /// Written with `+` or `00`, thus with its country.
    is_whole: bool,
}

/// Reads a number as shown; anything else comes back without digits.
pub(crate) fn read_phone(shown: &str) -> ShownPhone {
    let mut all = ShownPhone { pattern: Word::EMPTY, digits: 0, is_masked: false, is_whole: false };
    let text = shown.trim_start().trim_start_matches("tel:");
    all.is_whole = text.starts_with('+') || text.starts_with("00");
    let mut zero_in_brackets = false;
    let mut dots = 0;
    for c in text.chars().take(MOST_CHARS) {
        dots = if c == '.' { dots + 1 } else { 0 };
        match c {
            '0'..='9' if c == '0' && zero_in_brackets => {}
            '0' if all.pattern.is_empty() => {}
            '0'..='9' => {
                all.digits += 1;
                all.pattern.push(u8::try_from(c).unwrap_or(b'0'));
            }
            // "2175550142 x12" is an extension, "217-555-xxxx" is not.
            'x' | 'X' if all.digits >= 10 => break,
            'e' | 'E' | 'p' | 'P' | ';' if all.digits >= 7 => break,
            '#' if all.pattern.is_empty() || all.digits >= 10 => {}
            '*' | 'x' | 'X' | '#' | '•' | '●' | '_' | '?' | '×' | '…' | '█' => {
                all.pattern.push(b'*');
            }
            '.' if dots == 3 => all.pattern.push(b'*'),
            _ => {}
        }
        // "(0)" stands between the country and the number.
        zero_in_brackets = c == '(' && all.digits > 0;
    }
    all.is_masked = all.digits < all.pattern.len();
    all
}

/// Compares a known number's digits ([`derive_digits`]) with a number as shown.
///
/// A national number is the end of an international one (ITU-T E.164); seven digits are a local number and only fit.
/// `(312) ***-**42` and `217-555-xxxx` fit when the visible digits do.
pub(crate) fn compare_phone(known: &Word, shown: &ShownPhone) -> ContactLikeness {
    if known.len() < 7 || shown.digits == 0 {
        return ContactLikeness::Silent;
    }
    let (own, pattern) = (known.as_bytes(), shown.pattern.as_bytes());
    if !shown.is_masked {
        return compare_whole(own, pattern, shown.is_whole);
    }
    let fits = if pattern.len() >= 7 { fits_from_end(own, pattern) } else { fits_both_ends(own, pattern) };
    let at_end = pattern.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    match (fits, shown.digits) {
        (false, _) => ContactLikeness::Different,
        (true, 5..) => ContactLikeness::Fits,
        (true, 4) if at_end >= 2 => ContactLikeness::Fits,
        (true, _) => ContactLikeness::FitsLittle,
    }
}

fn compare_whole(known: &[u8], digits: &[u8], with_country: bool) -> ContactLikeness {
    let (short, long) = if known.len() <= digits.len() { (known, digits) } else { (digits, known) };
    let country = long.len() - short.len();
    if digits.len() < 7 {
        ContactLikeness::Silent
    } else if with_country && digits.len() > 7 && country > 0 && digits.len() >= known.len() {
        ContactLikeness::Different
    } else if short.len() >= 8 && long.ends_with(short) && country <= 3 {
        ContactLikeness::Same
    } else if short.len() == 7 && long.ends_with(short) {
        ContactLikeness::Fits
    } else {
        ContactLikeness::Different
    }
}

fn fits_from_end(known: &[u8], pattern: &[u8]) -> bool {
    known.iter().rev().zip(pattern.iter().rev()).all(|(own, shown)| *shown == b'*' || own == shown)
}

/// For masks that do not keep the length: the beginning (after 0 to 2 digits of country code) and the end must fit.
fn fits_both_ends(known: &[u8], pattern: &[u8]) -> bool {
    let start = pattern.split(|c| *c == b'*').next().unwrap_or_default();
    let end = pattern.rsplit(|c| *c == b'*').next().unwrap_or_default();
    let begins = (0..=2).any(|country| known.get(country..).is_some_and(|rest| rest.starts_with(start)));
    begins && known.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_digits() {
        for (known, shown, expected) in [
            ("+12175550142", "(217) 555-0142", ContactLikeness::Same),
            ("+12175550142", "1.217.555.0142 ext. 5", ContactLikeness::Same),
            ("+12175550142", "217-555-0142 x12", ContactLikeness::Same),
            ("+12175550142", "tel:+1-217-555-0142", ContactLikeness::Same),
            ("+442079460000", "020 7946 0000", ContactLikeness::Same),
            ("+442079460000", "+44 (0)20 7946 0000", ContactLikeness::Same),
            ("+442079460000", "0044 20 7946 0000", ContactLikeness::Same),
            ("+12175550142", "217-555-0143", ContactLikeness::Different),
            ("+12175550142", "+999 2175550142", ContactLikeness::Different),
            ("+12175550142", "555-0142", ContactLikeness::Fits),
            ("+12175550142", "(217) ***-**42", ContactLikeness::Fits),
            ("+12175550142", "(312) ***-**42", ContactLikeness::Different),
            ("+12175550142", "217-555-xxxx", ContactLikeness::Fits),
            ("+12175550142", "217-555-####", ContactLikeness::Fits),
            ("+12175550142", "217-556-xxxx", ContactLikeness::Different),
            ("+12175550142", "(217) ***-****", ContactLikeness::FitsLittle),
            ("+12175550142", "+1 ••• ••• ••42", ContactLikeness::FitsLittle),
            ("+12175550142", "217...", ContactLikeness::FitsLittle),
            ("+12175550142", "***-***-****", ContactLikeness::Silent),
            ("+12175550142", "none listed", ContactLikeness::Silent),
        ] {
            assert_eq!(compare_phone(&derive_digits(known), &read_phone(shown)), expected, "{known} {shown}");
        }
    }
}
