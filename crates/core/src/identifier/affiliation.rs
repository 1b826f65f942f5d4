//! Employers and schools: facts that listings show, used to recognise them.

use super::{Rejected, tidy};

/// Reads an employer's or school's name, at most 200 characters.
pub fn parse_affiliation(text: &str) -> Result<String, Rejected> {
    let name = tidy(text, 200)?;
    if name.is_empty() { Err(Rejected::Empty) } else { Ok(name) }
}
