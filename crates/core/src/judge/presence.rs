//! Judges whether an account exists.

use super::answer::Answer;
use super::{add_asked, sign, walls, whole};
use crate::ask::Method;
use crate::listing::Listing;
use crate::reason::Reason;
use crate::source::{Placeholder, Presence, Sign, Values};

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
    if presence.method != Method::Head && !names_whole(answer, asked) {
        return Err(Reason::Changed);
    }
    let mut listing = Listing::default();
    add_asked(&mut listing, asked);
    let shown = presence.show.as_ref().unwrap_or(&presence.url).fill(asked);
    listing.url = shown.map(|url| url.to_string());
    Ok(vec![listing])
}

/// Whether the answer names an account whose name has a dot in it. Some sites take what follows the dot for a kind of
/// file, and answer about another account.
fn names_whole(answer: &Answer<'_>, asked: &Values) -> bool {
    let shown = answer.body.to_lowercase();
    let mut dotted =
        asked.iter().filter(|(kind, value)| **kind == Placeholder::Username && value.contains('.'));
    dotted.all(|(_, name)| shown.contains(&name.to_lowercase()))
}

/// A success by its status alone is a wall's favourite answer; that nobody is there must be told.
fn proves_nobody(sign: &Sign, answer: &Answer<'_>) -> bool {
    sign::is_told(sign) || !(200..300).contains(&answer.reply.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::judge;
    use crate::judge::tests::{PRESENCE, definition};
    use crate::verdict::Verdict;

    #[test]
    fn a_name_with_a_dot_is_found_only_where_the_whole_name_is_shown() {
        for (name, body, is_listed) in [
            ("mr.quill", "<p>profile of mr", false),
            ("mr.quill", "<p>profile of Mr.Quill", true),
            ("mr_quill", "<p>profile of somebody", true),
        ] {
            let definition = definition(PRESENCE);
            let asked = Values::from([(Placeholder::Username, name.to_owned())]);
            let reply = crate::ask::Reply {
                status: 200,
                headers: Vec::new(),
                body: body.as_bytes().to_vec().into(),
                url: definition.template().fill(&asked).unwrap().into(),
            };
            let verdict = judge(&definition, &asked, Ok(&reply));
            assert_eq!(matches!(verdict, Verdict::Listed { .. }), is_listed, "{name}: {body}: {verdict:?}");
        }
    }
}
