//! E-mail addresses.

use super::{Rejected, tidy};

/// Reads an e-mail address; the domain is put in lower case, the part before `@` is kept as typed.
///
/// Lengths are those of RFC 5321: 64 before the `@`, 254 in all.
pub fn parse_email(text: &str) -> Result<String, Rejected> {
    let text = tidy(text, 254)?;
    if text.is_empty() {
        return Err(Rejected::Empty);
    }
    if text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';')) {
        return Err(Rejected::StrangeCharacter);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(Rejected::NotAnEmail)?;
    let labels: Vec<&str> = domain.split('.').collect();
    let whole = !local.is_empty()
        && local.len() <= 64
        && !local.contains('@')
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    if !whole {
        return Err(Rejected::NotAnEmail);
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_need_both_halves() {
        for (typed, expected) in [
            (" Juniper@Example.COM ", Ok("Juniper@example.com")),
            ("j+x@mail.example.org", Ok("j+x@mail.example.org")),
            ("juniper", Err(Rejected::NotAnEmail)),
            ("juniper@example", Err(Rejected::NotAnEmail)),
            ("a@b@example.com", Err(Rejected::NotAnEmail)),
            ("juniper@example..com", Err(Rejected::NotAnEmail)),
            ("", Err(Rejected::Empty)),
            ("Juniper <j@example.com>", Err(Rejected::StrangeCharacter)),
        ] {
            assert_eq!(parse_email(typed), expected.map(str::to_owned), "typed {typed:?}");
        }
    }
}
