//! People close to the person: recorded to recognise and to warn, never searched.

use super::{Rejected, tidy};
use crate::person::Relative;

/// Reads a relative's name, at most 200 characters.
pub fn parse_relative(text: &str) -> Result<Relative, Rejected> {
    let name = tidy(text, 200)?;
    if name.is_empty() { Err(Rejected::Empty) } else { Ok(Relative { name }) }
}
