//! Finds where an answer says that it goes on.

use super::answer::Answer;
use super::pointer;
use crate::ask::Reply;
use crate::source::NextPage;
use scraper::Selector;
use url::Url;

/// The address of the next result page as this one links it, made absolute; `None` where it links none.
pub(crate) fn find_next(next: &NextPage, reply: &Reply) -> Option<Url> {
    let answer = Answer::read(reply);
    let link = match (&next.select, &next.at) {
        (Some(select), _) => {
            let selector = Selector::parse(select).ok()?;
            answer.page()?.select(&selector).next()?.value().attr(&next.attribute)?.to_owned()
        }
        (None, Some(at)) => pointer::find(answer.json()?, at).into_iter().find_map(pointer::as_text)?,
        (None, None) => return None,
    };
    let link = link.trim();
    // An empty link, or one to a place on the page itself, leads nowhere.
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    reply.url.reveal().join(link).ok()
}
