//! Account names.

use super::{Rejected, tidy};

/// Reads an account name; a leading `@` is dropped, white space and `/` are refused.
pub fn parse_username(text: &str) -> Result<String, Rejected> {
    let text = tidy(text, 64)?;
    let name = text.strip_prefix('@').unwrap_or(&text);
    if name.is_empty() {
        return Err(Rejected::Empty);
    }
    if name.chars().any(|c| c.is_whitespace() || matches!(c, '/' | '\\' | '?' | '#' | '<' | '>' | '@')) {
        return Err(Rejected::StrangeCharacter);
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_lose_their_at_sign_and_nothing_else() {
        for (typed, expected) in [
            ("@LumenFox ", Ok("LumenFox")),
            ("lumen_fox.99", Ok("lumen_fox.99")),
            ("@", Err(Rejected::Empty)),
            ("two words", Err(Rejected::StrangeCharacter)),
            ("https://example.com/me", Err(Rejected::StrangeCharacter)),
        ] {
            assert_eq!(parse_username(typed), expected.map(str::to_owned), "typed {typed:?}");
        }
    }
}
