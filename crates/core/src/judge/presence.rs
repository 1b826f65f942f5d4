//! Judges whether an account exists.

use super::add_asked;
use super::answer::Answer;
use super::sign::any_holds;
use crate::listing::Listing;
use crate::source::{Presence, Values};
use crate::verdict::Reason;

/// One listing that is the asked value itself, or none with proof, or why it was not understood.
///
/// Both proofs at once, or neither, is not understood: a page that says "exists" and "does not exist" proves nothing.
pub(super) fn judge_presence(
    presence: &Presence,
    asked: &Values,
    answer: &Answer<'_>,
) -> Result<Vec<Listing>, Reason> {
    match (any_holds(&presence.listed, answer), any_holds(&presence.not_listed, answer)) {
        (true, false) => {
            let mut listing = Listing::default();
            add_asked(&mut listing, asked);
            let shown = presence.show.as_ref().unwrap_or(&presence.url).fill(asked);
            listing.url = shown.map(|url| url.to_string());
            Ok(vec![listing])
        }
        (false, true) => Ok(Vec::new()),
        _ => Err(Reason::Changed),
    }
}
