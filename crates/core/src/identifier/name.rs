//! Names of the person.

use super::{Rejected, RejectedPart, tidy};
use crate::person::{Name, NameKind};

/// Reads a name from its parts; at least one of first and last must be filled.
///
/// Each part is trimmed and at most 100 characters; signs that belong to addresses and markup are refused.
pub fn parse_name(
    first: &str,
    middle: &str,
    last: &str,
    suffix: &str,
    kind: NameKind,
) -> Result<Name, RejectedPart> {
    let part = |part: &'static str, text: &str| {
        let text = tidy(text, 100).map_err(|why| RejectedPart { part, why })?;
        if text.chars().any(|c| matches!(c, '<' | '>' | '{' | '}' | '/' | '\\' | '@')) {
            return Err(RejectedPart { part, why: Rejected::StrangeCharacter });
        }
        Ok(text)
    };
    let name = Name {
        first: part("first", first)?,
        middle: part("middle", middle)?,
        last: part("last", last)?,
        suffix: part("suffix", suffix)?,
        kind,
    };
    if name.first.is_empty() && name.last.is_empty() {
        return Err(RejectedPart { part: "first", why: Rejected::Empty });
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, last: &str, expected: Result<&str, Rejected>) {
        let name =
            parse_name(first, "", last, "", NameKind::Legal).map(|name| name.full()).map_err(|it| it.why);
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
