//! Phone numbers in a text, however their digits are grouped.

/// The most characters between two groups of one number, elements of a page between them too.
const MOST_BETWEEN: usize = 6;
/// The most digits of a number with its country code and an exit code (ITU-T E.164: 15, and 3).
const MOST_DIGITS: usize = 18;
/// Fewer digits than these are not a whole number.
const LEAST_DIGITS: usize = 7;

/// The digits by which a number of the profile (E.164) is known however it is written: without country code, so the
/// last ten in North America and the last nine elsewhere. `None` where there are too few.
pub(super) fn own_digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let most = if digits.starts_with('1') { 10 } else { 9 };
    // Short numbers keep all but the country code, which has at least one digit.
    let length = most.min(digits.len().saturating_sub(1));
    let own = digits.get(digits.len() - length..)?;
    (own.len() >= LEAST_DIGITS).then(|| own.to_owned())
}

/// Whether a number ends with these digits anywhere in the text, groups and separators aside.
pub(super) fn holds_number(text: &str, digits: &str) -> bool {
    let mut run = String::new();
    let mut between = 0;
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if run.len() == MOST_DIGITS {
                run.remove(0);
            }
            run.push(letter);
            between = 0;
        } else if is_separator(letter) && between < MOST_BETWEEN {
            between += 1;
        } else {
            if run.ends_with(digits) {
                return true;
            }
            run.clear();
            between = 0;
        }
        // A further group may follow the number, such as an extension or a second number.
        if between == 1 && run.ends_with(digits) {
            return true;
        }
    }
    run.ends_with(digits)
}

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2015}' | '.' | '(' | ')' | '/' | '\u{b7}'
    )
}
