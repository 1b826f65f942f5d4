//! Names of the person.

use super::{Rejected, tidy};
use crate::person::{Name, NameKind};

/// Reads a name from its parts; at least one of first and last must be filled.
///
/// Each part is trimmed and at most 100 characters; digits are refused because a listing's name never has them.
pub fn parse_name(
    first: &str,
    middle: &str,
    last: &str,
    suffix: &str,
    kind: NameKind,
) -> Result<Name, Rejected> {
    let part = |text: &str| {
        let text = tidy(text, 100)?;
        if text.chars().any(|c| matches!(c, '<' | '>' | '{' | '}' | '/' | '\\' | '@')) {
            return Err(Rejected::StrangeCharacter);
        }
        Ok(text)
    };
    let name =
        Name { first: part(first)?, middle: part(middle)?, last: part(last)?, suffix: part(suffix)?, kind };
    if name.first.is_empty() && name.last.is_empty() {
        return Err(Rejected::Empty);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, last: &str, expected: Result<&str, Rejected>) {
        let name = parse_name(first, "", last, "", NameKind::Legal).map(|name| name.full());
        assert_eq!(name, expected.map(str::to_owned));
    }

    #[test]
    fn names_are_tidied_and_one_part_is_enough() {
        check("  Juniper ", " Quillfeather", Ok("Juniper Quillfeather"));
        check("", "O'Example", Ok("O'Example"));
        check("", "  ", Err(Rejected::Empty));
        check("a@b", "c", Err(Rejected::StrangeCharacter));
        check("Jun\u{202e}iper", "c", Err(Rejected::StrangeCharacter));
    }
}
