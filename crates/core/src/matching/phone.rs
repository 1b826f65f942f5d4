//! Phone numbers by their digits, masked digits included.

use super::contact::ContactLikeness;

/// The digits of a known number, without a leading `00` or national `0`.
pub(super) fn derive_digits(phone: &str) -> String {
    let digits: String = phone.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Compares a known number's digits ([`derive_digits`]) with a number as shown.
///
/// A national number is the end of an international one (ITU-T E.164); seven digits are a local number and only fit.
/// `(312) ***-**42` and `217-555-xxxx` fit when the visible digits do.
pub(super) fn compare_phone(known: &str, shown: &str) -> ContactLikeness {
    if known.len() < 7 {
        return ContactLikeness::Silent;
    }
    let pattern = read_pattern(shown);
    let digits: String = pattern.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return ContactLikeness::Silent;
    }
    if pattern.len() == digits.len() {
        return compare_whole(known, &digits);
    }
    let fits =
        if pattern.len() >= 7 { fits_from_end(known, &pattern) } else { fits_both_ends(known, &pattern) };
    let at_end = pattern.chars().rev().take_while(char::is_ascii_digit).count();
    match (fits, digits.len()) {
        (false, _) => ContactLikeness::Different,
        (true, 5..) => ContactLikeness::Fits,
        (true, 4) if at_end >= 2 => ContactLikeness::Fits,
        (true, _) => ContactLikeness::FitsLittle,
    }
}

/// Digits and `*` for each masked one; extensions, `(0)` and trunk zeros are dropped.
fn read_pattern(shown: &str) -> String {
    let lower = shown.trim().to_lowercase().replace("(0)", "").replace("...", "*").replace('…', "*");
    let lower = ["ext", "poste", ";"].into_iter().fold(lower, |text, mark| {
        text.split_once(mark).map_or(text.clone(), |(before, _)| before.to_owned())
    });
    let mut pattern = String::new();
    for (at, c) in lower.char_indices() {
        if c.is_ascii_digit() {
            pattern.push(c);
        } else if matches!(c, '*' | 'x' | '•' | '●' | '_' | '?' | '×') || (c == '#' && at > 0) {
            // "2175550142 x12" is an extension, "217-555-xxxx" is not.
            if c == 'x' && pattern.chars().filter(char::is_ascii_digit).count() >= 10 {
                break;
            }
            pattern.push('*');
        }
    }
    pattern.trim_start_matches('0').to_owned()
}

fn compare_whole(known: &str, digits: &str) -> ContactLikeness {
    let (short, long) = if known.len() <= digits.len() { (known, digits) } else { (digits, known) };
    let country = long.len() - short.len();
    if short.len() >= 8 && long.ends_with(short) && country <= 3 {
        ContactLikeness::Same
    } else if short.len() == 7 && long.ends_with(short) {
        ContactLikeness::Fits
    } else if digits.len() < 7 {
        ContactLikeness::Silent
    } else {
        ContactLikeness::Different
    }
}

fn fits_from_end(known: &str, pattern: &str) -> bool {
    let (known, pattern) = (known.as_bytes(), pattern.as_bytes());
    known.iter().rev().zip(pattern.iter().rev()).all(|(own, shown)| *shown == b'*' || own == shown)
}

/// For masks that do not keep the length: the beginning (after 0 to 2 digits of country code) and the end must fit.
fn fits_both_ends(known: &str, pattern: &str) -> bool {
    let start: String = pattern.chars().take_while(char::is_ascii_digit).collect();
    let end = pattern.rsplit('*').next().unwrap_or_default();
    let begins = (0..=2).any(|country| known.get(country..).is_some_and(|rest| rest.starts_with(&start)));
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
            ("+442079460000", "020 7946 0000", ContactLikeness::Same),
            ("+442079460000", "+44 (0)20 7946 0000", ContactLikeness::Same),
            ("+12175550142", "217-555-0143", ContactLikeness::Different),
            ("+12175550142", "555-0142", ContactLikeness::Fits),
            ("+12175550142", "(217) ***-**42", ContactLikeness::Fits),
            ("+12175550142", "(312) ***-**42", ContactLikeness::Different),
            ("+12175550142", "217-555-xxxx", ContactLikeness::Fits),
            ("+12175550142", "217-556-xxxx", ContactLikeness::Different),
            ("+12175550142", "(217) ***-****", ContactLikeness::FitsLittle),
            ("+12175550142", "+1 ••• ••• ••42", ContactLikeness::FitsLittle),
            ("+12175550142", "***-***-****", ContactLikeness::Silent),
            ("+12175550142", "none listed", ContactLikeness::Silent),
        ] {
            assert_eq!(compare_phone(&derive_digits(known), shown), expected, "{known} {shown}");
        }
    }
}
