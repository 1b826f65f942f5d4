//! Turns a reply into a verdict, in one order: walls and refusals, listings, the proof of "no results", else not
//! understood.

mod age;
mod answer;
mod charset;
mod copies;
mod field;
mod further;
mod json;
mod nodes;
mod own_site;
mod page;
pub mod pointer;
mod presence;
mod sheet;
mod sign;
mod text;
mod tidy_listing;
mod tree;
mod walls;
mod whole;
mod xml;

use crate::ask::{NoReply, Reply};
use crate::listing::Listing;
use crate::own::OwnFacts;
use crate::reason::Reason;
use crate::source::{Definition, Placeholder, Probe, Sign, Values};
use crate::verdict::Verdict;
use answer::Answer;
pub(crate) use further::find_next;
use url::Url;
pub use walls::{is_as_asked, of_final_address};

/// The most listings taken from one reply; more would be a page about everybody.
pub(crate) const MOST_LISTINGS: usize = 200;

/// What was read of one answer; nothing at all is a proof of "no results".
#[derive(Default)]
struct Read {
    listings: Vec<Listing>,
    /// Entries that stand there and were not understood.
    unread: usize,
}

/// Judges what came back for one question. Total: any bytes give a verdict, and nothing not understood gives
/// [`Verdict::NotListed`].
///
/// The first of these that speaks is the verdict: a wall's own header, script or title; the definition's `refused`, which
/// knows its source better than a status does (a 403 may be a rate limit); a status or address that is a wall; the
/// listings; a wall's wording; the definition's proof of "no results", if the answer is whole, its letters are not in doubt
/// and it came from the address that was asked; else [`Reason::Changed`].
///
/// `asked` are the placeholder values of the question; `outcome` is the reply, or why there is none.
///
/// Nobody's facts are known here; [`judge_for`] is for an answer about a person.
pub fn judge(definition: &Definition, asked: &Values, outcome: Result<&Reply, &NoReply>) -> Verdict {
    judge_for(&OwnFacts::default(), definition, asked, outcome)
}

/// As [`judge`], for an answer about the person with these facts: one that holds a fact that was not asked for is never
/// [`Verdict::NotListed`], but [`Reason::OwnFactShown`].
pub fn judge_for(
    own: &OwnFacts,
    definition: &Definition,
    asked: &Values,
    outcome: Result<&Reply, &NoReply>,
) -> Verdict {
    let question = definition.template().fill(asked);
    let verdict = judge_probe(definition, &definition.probe, question.as_ref(), asked, outcome);
    let (Verdict::NotListed, Ok(reply)) = (&verdict, outcome) else { return verdict };
    let answer = Answer::read(reply);
    let question = question.map(String::from).unwrap_or_default();
    let told = [Some(answer.body.as_ref()), reply.header("location")];
    let is_shown = told.into_iter().flatten().any(|text| own.stand_in(text, asked, &question));
    if is_shown { Verdict::unknown(Reason::OwnFactShown) } else { verdict }
}

/// The same for a further request of a check: `probe` is how it is read, `question` the address that was asked.
pub(crate) fn judge_probe(
    definition: &Definition,
    probe: &Probe,
    question: Option<&Url>,
    asked: &Values,
    outcome: Result<&Reply, &NoReply>,
) -> Verdict {
    let reply = match outcome {
        Ok(reply) => reply,
        Err(no_reply) => return Verdict::unknown(no_reply.into()),
    };
    if reply.body.reveal().len() > answer::MOST_BYTES {
        return Verdict::unknown(Reason::TooBig);
    }
    let answer = Answer::read(reply);
    if answer.is_too_much() {
        return Verdict::unknown(Reason::TooBig);
    }
    let wall = walls::find_marked_wall(&answer, asked)
        .or_else(|| find_refusal(probe, &answer))
        .or_else(|| walls::find_bare_wall(&answer, question, tells_redirect(probe, &answer)));
    if let Some(reason) = wall {
        return Verdict::unknown(reason);
    }
    let judged = match (probe, probe.reading()) {
        (Probe::Json(json), _) => json::judge_json(json, asked, &answer),
        (Probe::Presence(presence), _) => {
            presence::judge_presence(presence, asked, &answer).map(|listings| Read { listings, unread: 0 })
        }
        (Probe::Page(_) | Probe::Hand(_), Some(reading)) => page::judge_page(reading, asked, &answer),
        (Probe::Page(_) | Probe::Hand(_), None) => Err(Reason::NeedsPerson),
    };
    let worded = || walls::find_worded_wall(&answer, asked, probe.not_listed());
    match judged {
        Ok(read) if read.listings.is_empty() => {
            let doubt = worded().or_else(|| find_doubt(probe, question, asked, &answer));
            doubt.map_or(Verdict::NotListed, Verdict::unknown)
        }
        Ok(mut read) => match probe {
            // That an account exists is one bit, and walls are good at faking one bit.
            Probe::Presence(_) if answer.is_page() => {
                worded().map_or(Verdict::listed(read.listings), Verdict::unknown)
            }
            _ => {
                own_site::keep_own_links(definition, &mut read.listings);
                let Read { listings, unread } = copies::distinct(probe, read);
                Verdict::Listed { listings, unread }
            }
        },
        // "Not understood" is told more exactly where a wall's words or a puzzle stand on the page.
        Err(Reason::Changed) => {
            Verdict::unknown(worded().or_else(|| walls::find_puzzle(&answer)).unwrap_or(Reason::Changed))
        }
        Err(reason) => Verdict::unknown(reason),
    }
}

/// For a probe to which a redirect may be an answer: whether a sign names this very one.
fn tells_redirect(probe: &Probe, answer: &Answer<'_>) -> Option<bool> {
    let Probe::Presence(presence) = probe else { return None };
    let mut signs = presence.listed.iter().chain(&presence.not_listed);
    Some(signs.any(|sign| sign.redirect.is_some() && sign::holds(sign, answer)))
}

/// Why a proof of "no results" does not count: its letters are in doubt, the answer came in part, or it is about another
/// question. Where the status alone is the proof, the body says nothing anyway, unless it is a puzzle.
fn find_doubt(probe: &Probe, question: Option<&Url>, asked: &Values, answer: &Answer<'_>) -> Option<Reason> {
    let is_bare = |sign: &Sign| !sign::is_told(sign) && sign.lacks.is_empty() && sign::holds(sign, answer);
    let rests_on_status = probe.not_listed().iter().any(is_bare);
    if !rests_on_status && (answer.doubtful || !whole::is_whole(answer)) {
        return Some(Reason::Changed);
    }
    if rests_on_status && let Some(reason) = walls::find_puzzle_in_place(answer, asked) {
        return Some(reason);
    }
    let is_elsewhere = |question: &Url| !walls::is_as_asked(question, answer.reply.url.reveal());
    let may_be_elsewhere = matches!(probe, Probe::Presence(_));
    (!may_be_elsewhere && question.is_some_and(is_elsewhere)).then_some(Reason::Redirected)
}

/// What the control's verdict allows its source to claim: `None` when the source proved that it can say no.
///
/// A source that lists an invented value proves nothing (some sites claim every name; docs/definitions.md, "Saying no");
/// a control nobody could judge leaves the source unproven for the same reason.
pub fn judge_control(control: &Verdict) -> Option<Reason> {
    match control {
        Verdict::NotListed => None,
        Verdict::Listed { .. } => Some(Reason::ControlFailed),
        Verdict::Unknown { reason } => Some(*reason),
    }
}

/// A verdict after its source's control: without that proof neither "not listed" nor a bare account counts.
pub fn weigh_control(definition: &Definition, verdict: Verdict, unproven: Option<Reason>) -> Verdict {
    match (unproven, verdict) {
        (Some(Reason::ControlFailed), Verdict::NotListed | Verdict::Listed { .. }) => {
            Verdict::unknown(Reason::ControlFailed)
        }
        (Some(reason), Verdict::NotListed) => Verdict::unknown(reason),
        (Some(reason), Verdict::Listed { .. }) if matches!(definition.probe, Probe::Presence(_)) => {
            Verdict::unknown(reason)
        }
        (_, verdict) => verdict,
    }
}

/// The refusal that the definition documents and the answer is.
fn find_refusal(probe: &Probe, answer: &Answer<'_>) -> Option<Reason> {
    probe.refused().iter().find(|refusal| sign::holds(&refusal.sign, answer)).map(|refusal| refusal.reason)
}

/// Adds the asked value itself, for sources that are asked by an exact key.
fn add_asked(listing: &mut Listing, asked: &Values) {
    for (placeholder, value) in asked {
        let list = match placeholder {
            Placeholder::Username => &mut listing.usernames,
            Placeholder::Email => &mut listing.emails,
            Placeholder::Phone => &mut listing.phones,
            Placeholder::Domain => &mut listing.domains,
            _ => continue,
        };
        if !list.contains(value) {
            list.push(value.clone());
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod unread;
