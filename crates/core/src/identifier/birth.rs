//! Birth date or year.

use super::{Rejected, tidy};
use crate::person::Birth;
use jiff::civil::Date;

/// Reads `1994-05-17` or `1994`; `today` decides what is possible.
///
/// Minors are refused: an audit of a child is a guardian's matter and needs more than this app can check.
pub fn parse_birth(text: &str, today: Date) -> Result<Birth, Rejected> {
    let text = tidy(text, 40)?;
    if text.is_empty() {
        return Err(Rejected::Empty);
    }
    let birth = if text.len() == 4 {
        let year: i16 = text.parse().map_err(|_| Rejected::NotADate)?;
        Birth { date: None, year: Some(year) }
    } else {
        let date: Date = text.parse().map_err(|_| Rejected::NotADate)?;
        Birth { date: Some(date), year: None }
    };
    let year = birth.year().ok_or(Rejected::NotADate)?;
    if year > today.year() || year < today.year() - 120 || birth.date.is_some_and(|date| date > today) {
        return Err(Rejected::NotABirthDate);
    }
    let of_age = match birth.date {
        Some(date) => age_on(date, today) >= 18,
        None => today.year() - year >= 18,
    };
    if of_age { Ok(birth) } else { Err(Rejected::Minor) }
}

/// Whole years between a birth date and a day.
fn age_on(born: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_must_be_possible_and_adult() {
        let today: Date = "2026-11-22".parse().unwrap();
        for (typed, expected) in [
            ("1994-05-17", Ok(1994)),
            ("1994", Ok(1994)),
            ("2008-11-22", Ok(2008)),
            ("2008-11-23", Err(Rejected::Minor)),
            ("2027", Err(Rejected::NotABirthDate)),
            ("1850", Err(Rejected::NotABirthDate)),
            ("1994-02-30", Err(Rejected::NotADate)),
            ("17/05/1994", Err(Rejected::NotADate)),
        ] {
            let year = parse_birth(typed, today).map(|birth| birth.year().unwrap_or(0));
            assert_eq!(year, expected, "typed {typed:?}");
        }
    }
}
