//! Judges whether an account exists.

use super::answer::Answer;
use super::{add_asked, sign, walls, whole};
use crate::ask::Method;
use crate::listing::Listing;
use crate::reason::Reason;
use crate::source::{Presence, Sign, Values};

/// One listing that is the asked value itself, or none with proof, or why it was not understood.
///
/// Both proofs at once, or neither, is not understood: a page that says "exists" and "does not exist" proves nothing. A
/// status alone is a weak witness: then the page has to show something, and nothing that speaks against it.
pub(super) fn judge_presence(
    presence: &Presence,
    asked: &Values,
    answer: &Answer<'_>,
) -> Result<Vec<Listing>, Reason> {
    let listed: Vec<&Sign> = presence.listed.iter().filter(|sign| sign::holds(sign, answer)).collect();
    let not_listed =
        presence.not_listed.iter().any(|sign| sign::holds(sign, answer) && proves_nobody(sign, answer));
    match (listed.is_empty(), not_listed) {
        (false, false) => {}
        (true, true) => return Ok(Vec::new()),
        _ => return Err(Reason::Changed),
    }
    let is_told = listed.iter().any(|sign| sign::is_told(sign));
    // What is lacking in a part may stand in the rest.
    let rests_on_lack = listed.iter().all(|sign| !sign.lacks.is_empty());
    if rests_on_lack && (answer.doubtful || !whole::is_whole(answer)) {
        return Err(Reason::Changed);
    }
    // An answer to HEAD has no body to look at.
    if !is_told
        && presence.method != Method::Head
        && let Some(reason) = walls::find_hollow(answer, asked)
    {
        return Err(reason);
    }
    let mut listing = Listing::default();
    add_asked(&mut listing, asked);
    let shown = presence.show.as_ref().unwrap_or(&presence.url).fill(asked);
    listing.url = shown.map(|url| url.to_string());
    Ok(vec![listing])
}

/// A success by its status alone is a wall's favourite answer; that nobody is there must be told.
fn proves_nobody(sign: &Sign, answer: &Answer<'_>) -> bool {
    sign::is_told(sign) || !(200..300).contains(&answer.reply.status)
}
