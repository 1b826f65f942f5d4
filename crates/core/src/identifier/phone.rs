//! Phone numbers, kept as E.164.

use super::{Rejected, tidy};

/// Country calling code in which a national number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialCode {
    /// +1: the United States, Canada and the rest of the North American plan (ten national digits).
    NorthAmerica,
    /// +44: the United Kingdom.
    UnitedKingdom,
    /// No country is assumed: the number must start with `+`.
    None,
}

/// Reads a phone number into E.164 (`+` and 8 to 15 digits, ITU-T E.164).
///
/// Spaces, dots, dashes, brackets and a `tel:` prefix are dropped; `00` counts as `+`.
/// A number without `+` is read in `country`; North American numbers must have a possible area code and exchange.
pub fn parse_phone(text: &str, country: DialCode) -> Result<String, Rejected> {
    let text = tidy(text, 40)?;
    let text = text.strip_prefix("tel:").unwrap_or(&text).trim();
    if text.is_empty() {
        return Err(Rejected::Empty);
    }
    let international = text.starts_with('+') || text.starts_with("00");
    if text.chars().any(|c| !(c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/'))) {
        return Err(Rejected::StrangeCharacter);
    }
    let text = text.replace("(0)", "");
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.starts_with("00") {
        digits = digits.chars().skip(2).collect();
    }
    let whole = match (international, country) {
        (true, _) => digits,
        (false, DialCode::NorthAmerica) if digits.len() == 11 && digits.starts_with('1') => digits,
        (false, DialCode::NorthAmerica) => format!("1{digits}"),
        (false, DialCode::UnitedKingdom) => format!("44{}", digits.trim_start_matches('0')),
        (false, DialCode::None) => return Err(Rejected::CountryCodeMissing),
    };
    let possible = (8..=15).contains(&whole.len()) && !whole.starts_with('0');
    let north_american = whole.starts_with('1');
    let digit = |at: usize| whole.chars().nth(at).unwrap_or('0');
    if !possible || (north_american && (whole.len() != 11 || digit(1) < '2' || digit(4) < '2')) {
        return Err(Rejected::NotAPhone);
    }
    Ok(format!("+{whole}"))
}

/// A phone number as people write it: `(217) 555-0142` for North America, else E.164 unchanged.
pub fn show_phone(e164: &str) -> String {
    let digits: Vec<char> = e164.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 11 && digits[0] == '1' {
        let part = |from: usize, to: usize| digits[from..to].iter().collect::<String>();
        return format!("({}) {}-{}", part(1, 4), part(4, 7), part(7, 11));
    }
    e164.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Result<&str, Rejected>) {
        assert_eq!(
            parse_phone(typed, DialCode::NorthAmerica),
            expected.map(str::to_owned),
            "typed {typed:?}"
        );
    }

    #[test]
    fn phones_become_e164() {
        check("(217) 555-0142", Ok("+12175550142"));
        check("1-217-555-0142", Ok("+12175550142"));
        check("+44 20 7946 0000", Ok("+442079460000"));
        check("+44 (0)20 7946 0000", Ok("+442079460000"));
        check("0044 20 7946 0000", Ok("+442079460000"));
        check("555-0142", Err(Rejected::NotAPhone));
        check("(117) 555-0142", Err(Rejected::NotAPhone));
        check("call me", Err(Rejected::StrangeCharacter));
        check("", Err(Rejected::Empty));
        assert_eq!(parse_phone("020 7946 0000", DialCode::None), Err(Rejected::CountryCodeMissing));
        assert_eq!(parse_phone("020 7946 0000", DialCode::UnitedKingdom), Ok("+442079460000".into()));
    }

    #[test]
    fn shown_as_people_write_them() {
        assert_eq!(show_phone("+12175550142"), "(217) 555-0142");
        assert_eq!(show_phone("+442079460000"), "+442079460000");
    }
}
