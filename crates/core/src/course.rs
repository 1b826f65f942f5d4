//! A course: the requests of one check, one after the other, until there is a verdict.

mod merge;
mod site;

use crate::ask::{Method, NoReply, Reply, Request};
use crate::judge::{MOST_LISTINGS, find_next, judge, judge_for, judge_probe};
use crate::listing::Listing;
use crate::own::OwnFacts;
use crate::personal::Personal;
use crate::plan::{Check, Questions, make_request, most_steps};
use crate::reason::Reason;
use crate::source::{Definition, KeyPlace, MOST_DETAILS, MOST_PAGES, NextPage, Values};
use crate::verdict::Verdict;
use merge::merge;
use site::is_followed;
use std::collections::BTreeSet;
use url::Url;

/// What one check has come to so far. It sends nothing itself: it says what to ask next and takes what came back.
///
/// A control is "not listed" only where its invented value gave nothing and, where the definition knows records that
/// exist, one of them was found.
/// The first answer decides between "listed", "not listed" and "unknown". Only a "listed" leads further, to more result
/// pages and to what is behind each listing, all on the same site and all bounded; whatever goes wrong there leaves
/// what was read before as it is, and a result page that was not read is counted as unread.
#[derive(Clone, Debug)]
pub struct Course {
    first: Request,
    asked: Personal<Values>,
    /// The person's own key, for the questions about known records.
    key: Option<Personal<String>>,
    /// What may not stand in an answer that says it has nothing.
    own: OwnFacts,
    is_control: bool,
    is_shortened: bool,
    /// How many further requests it may still take.
    left: u16,
    /// How many of them for what is behind listings.
    left_behind: u8,
    stage: Stage,
    listings: Vec<Listing>,
    /// Entries that were there and could not be read; a result page that could not be read counts as one.
    unread: usize,
    seen: Personal<BTreeSet<Url>>,
}

/// Which answer is awaited.
#[derive(Clone, Debug)]
enum Stage {
    /// The first one.
    First,
    /// A further result page, and how many were read before it.
    Page(Personal<Url>, u8),
    /// What is behind the listing of that index.
    Behind(Personal<Url>, usize),
    /// The known record of that index, after an invented one gave nothing.
    Known(Personal<Values>, usize),
}

/// What is to be done next.
#[derive(Clone, Debug)]
pub enum Next {
    /// Ask this; its answer goes to [`Course::take`].
    Ask(Box<Request>),
    /// The check has its verdict.
    Done(Verdict),
}

/// Said with each listing that was found under a shortened name.
const SHORTENED: &str = "This site drops some characters of a name; it was asked for the name without them.";

impl Course {
    /// Begins a check of an accepted plan; the request is its first one. `key` is the person's own key for the source,
    /// `own` are their facts; a control is about nobody and leaves them out.
    ///
    /// Fails with [`Reason::NeedsPerson`] for a hand source, [`Reason::NeedsKey`] where a key is missing, and
    /// [`Reason::Refused`] where the definition no longer fits the accepted check.
    pub fn begin(
        definition: &Definition,
        check: &Check,
        key: Option<&str>,
        own: &OwnFacts,
    ) -> Result<(Self, Request), Reason> {
        let request = make_request(definition, check, key)?;
        let course = Self {
            first: request.clone(),
            asked: check.values.clone(),
            key: key.map(Personal::from),
            own: if check.control { OwnFacts::default() } else { own.clone() },
            is_control: check.control,
            is_shortened: check.is_shortened(),
            left: most_steps(definition, check.control).min(check.at_most),
            left_behind: definition.probe.most_details().min(MOST_DETAILS),
            stage: Stage::First,
            listings: Vec::new(),
            unread: 0,
            seen: BTreeSet::from([request.url.reveal().clone()]).into(),
        };
        Ok((course, request))
    }

    /// Takes what came back for the last request, and says what is next. A course that is done stays done.
    pub fn take(&mut self, definition: &Definition, outcome: Result<&Reply, &NoReply>) -> Next {
        let asked = self.asked.reveal();
        match self.stage.clone() {
            Stage::First => match judge_for(&self.own, definition, asked, outcome) {
                Verdict::Listed { listings, unread } if !self.is_control => {
                    (self.listings, self.unread) = (listings, unread);
                    self.next_page(definition, outcome, 1)
                }
                Verdict::NotListed if self.is_control => self.next_known(definition, 0, Verdict::NotListed),
                other => Next::Done(other),
            },
            // A source that finds neither an invented record nor one that exists has said nothing.
            Stage::Known(known, at) => match judge(definition, known.reveal(), outcome) {
                Verdict::Listed { .. } => Next::Done(Verdict::NotListed),
                Verdict::NotListed | Verdict::Unknown { reason: Reason::Changed } => {
                    self.next_known(definition, at + 1, Verdict::unknown(Reason::Changed))
                }
                other @ Verdict::Unknown { .. } => Next::Done(other),
            },
            Stage::Page(url, pages) => {
                let question = Some(url.reveal());
                let fresh = match judge_probe(definition, &definition.probe, question, asked, outcome) {
                    Verdict::Listed { listings, unread } => self.add(listings, unread),
                    Verdict::NotListed => false,
                    Verdict::Unknown { reason } => {
                        // Who counts pages asks for one that may not be there; a page that is linked is there.
                        let is_linked = definition.probe.next().is_some_and(|next| next.page.is_none());
                        self.unread += usize::from(is_linked || reason != Reason::Changed);
                        if ends_everything(reason) {
                            return self.done();
                        }
                        false
                    }
                };
                if fresh {
                    self.next_page(definition, outcome, pages.saturating_add(1))
                } else {
                    self.next_behind(definition, 0)
                }
            }
            Stage::Behind(url, at) => {
                let detail = definition.probe.detail();
                let question = Some(url.reveal());
                match detail.map(|detail| judge_probe(definition, &detail, question, asked, outcome)) {
                    Some(Verdict::Listed { listings, .. }) => {
                        if let (Some(known), Some(more)) =
                            (self.listings.get_mut(at), listings.into_iter().next())
                        {
                            merge(known, more);
                        }
                    }
                    Some(Verdict::Unknown { reason }) if ends_everything(reason) => return self.done(),
                    _ => {}
                }
                self.next_behind(definition, at + 1)
            }
        }
    }

    /// Keeps what is new of a further page, within the bound, and counts what is not kept; `false` where nothing is new.
    fn add(&mut self, listings: Vec<Listing>, unread: usize) -> bool {
        let before = self.listings.len();
        let mut cut = 0;
        for listing in listings {
            if self.listings.contains(&listing) {
                continue;
            }
            if self.listings.len() < MOST_LISTINGS {
                self.listings.push(listing);
            } else {
                cut += 1;
            }
        }
        let is_fresh = self.listings.len() > before;
        // A page without news may be the one before once more, with the same entries that could not be read.
        self.unread = if is_fresh { self.unread + unread } else { self.unread.max(unread) } + cut;
        is_fresh
    }

    /// Asks about the known record of that index, as far as there is one; else the control came to `otherwise`.
    fn next_known(&mut self, definition: &Definition, at: usize, otherwise: Verdict) -> Next {
        let Some((values, request)) = self.known_request(definition, at).filter(|_| self.left > 0) else {
            return Next::Done(otherwise);
        };
        self.left -= 1;
        self.stage = Stage::Known(values, at);
        Next::Ask(Box::new(request))
    }

    /// The question about the known record of that index.
    fn known_request(&self, definition: &Definition, at: usize) -> Option<(Personal<Values>, Request)> {
        let check =
            Questions::about_nobody(definition).check(definition.known().get(at)?, Vec::new(), false)?;
        let key = self.key.as_ref().map(|key| key.reveal().as_str());
        let request = make_request(definition, &check, key).ok()?;
        Some((check.values, request))
    }

    /// Asks for the result page after the one just read, where there is one.
    fn next_page(&mut self, definition: &Definition, outcome: Result<&Reply, &NoReply>, pages: u8) -> Next {
        if let (Some(next), Ok(reply)) = (definition.probe.next(), outcome)
            && pages < next.most.min(MOST_PAGES)
            && let Some(url) = self.address_after(next, reply, pages)
            && let Some(request) = self.request(definition, &url, next.page.is_some())
        {
            self.stage = Stage::Page(url.into(), pages);
            return Next::Ask(Box::new(request));
        }
        self.unread += usize::from(self.leaves_a_page(definition, outcome));
        self.next_behind(definition, 0)
    }

    /// Whether the page just read links to a further one that is not asked for.
    fn leaves_a_page(&self, definition: &Definition, outcome: Result<&Reply, &NoReply>) -> bool {
        let (Some(next), Ok(reply)) = (definition.probe.next(), outcome) else { return false };
        let linked = if next.page.is_none() { find_next(next, reply) } else { None };
        linked.is_some_and(|mut url| {
            url.set_fragment(None);
            !self.seen.reveal().contains(&url)
        })
    }

    /// Asks for what is behind a listing, from that index on.
    fn next_behind(&mut self, definition: &Definition, from: usize) -> Next {
        for at in from..self.listings.len() {
            if self.left_behind == 0 {
                break;
            }
            let link = self.listings.get(at).and_then(|listing| listing.url.as_deref());
            let Some(url) = link.and_then(|link| Url::parse(link).ok()) else { continue };
            if let Some(request) = self.request(definition, &url, false) {
                self.left_behind -= 1;
                self.stage = Stage::Behind(url.into(), at);
                return Next::Ask(Box::new(request));
            }
        }
        self.done()
    }

    /// The address of the next result page: as it is linked, or by counting.
    fn address_after(&self, next: &NextPage, reply: &Reply, pages: u8) -> Option<Url> {
        let Some(counter) = &next.page else { return find_next(next, reply) };
        let number = next.second.saturating_add(u32::from(pages - 1).saturating_mul(next.step));
        let mut url = self.first.url.reveal().clone();
        let others: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != counter)
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(others).append_pair(counter, &number.to_string());
        Some(url)
    }

    /// A further request, unless it would leave the site, was made already, or is one too many.
    fn request(&mut self, definition: &Definition, url: &Url, as_first: bool) -> Option<Request> {
        let first = self.first.url.reveal();
        let key = definition.probe.asking()?.key;
        let is_near = if key.is_some() { first.origin() == url.origin() } else { is_followed(first, url) };
        let mut url = url.clone();
        url.set_fragment(None);
        if let Some(key) = key.filter(|key| key.place == KeyPlace::Query)
            && url.query_pairs().all(|(name, _)| name != key.name.as_str())
            && let Some((name, value)) = first.query_pairs().find(|(name, _)| name == key.name.as_str())
        {
            url.query_pairs_mut().append_pair(&name, &value);
        }
        if self.left == 0 || !is_near || self.seen.reveal().contains(&url) {
            return None;
        }
        self.left -= 1;
        let mut seen = self.seen.reveal().clone();
        seen.insert(url.clone());
        self.seen = seen.into();
        let mut request = Request { url: url.into(), ..self.first.clone() };
        if !as_first {
            request.method = Method::Get;
            request.body = None;
            request.headers.retain(|(name, _)| name != "content-type");
        }
        Some(request)
    }

    fn done(&self) -> Next {
        let mut listings = self.listings.clone();
        if self.is_shortened {
            for listing in &mut listings {
                listing.details.push(SHORTENED.to_owned());
            }
        }
        Next::Done(Verdict::Listed { listings, unread: self.unread })
    }
}

/// Whether asking on is futile or unkind: the site does not want it, or nothing gets through.
fn ends_everything(reason: Reason) -> bool {
    !matches!(reason, Reason::Changed | Reason::TooBig | Reason::SourceBroken | Reason::Redirected)
}

#[cfg(test)]
mod tests;
