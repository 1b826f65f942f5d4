//! Pages that the person saved in their own browser, read by the same judge as a page that was fetched.

mod archive;
mod evidence;
mod inlined;
mod transfer;

use crate::ask::Reply;
use crate::judge::judge_for;
use crate::own::OwnFacts;
use crate::personal::Personal;
use crate::reason::Reason;
use crate::site::is_same_site;
use crate::source::{Definition, Probe, Sign, Values};
use crate::verdict::Verdict;
use thiserror::Error;
use url::Url;

/// The most bytes of a saved page that are read: 16 MiB.
pub const MOST_BYTES: usize = 16 << 20;

/// A saved page as it was shown, without the wrapping that the browser put around it.
#[derive(Clone, Debug)]
pub struct SavedPage {
    /// The address that the browser wrote down when it saved the page.
    pub url: Option<Personal<Url>>,
    /// The address that the page claims for itself (canonical link, base), where the browser wrote none.
    pub hinted: Option<Personal<Url>>,
    /// The page's bytes, in the page's own character set.
    pub bytes: Personal<Vec<u8>>,
    /// Its content type, with the character set where the file names one.
    pub content_type: String,
}

/// Why a saved page was not judged. None of these says anything about the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SavedFailure {
    /// More than [`MOST_BYTES`].
    #[error("the file is larger than 16 MiB; save the page as \"HTML only\"")]
    TooLarge,
    /// Nothing but white space.
    #[error("the file is empty; save the page again once it has loaded")]
    Empty,
    /// A picture, a PDF, a Safari web archive or other bytes that are no page; says what it is.
    #[error("the file is {0}; save the page as HTML (\"page source\" in Safari) or MHTML")]
    NotAPage(&'static str),
    /// An MHTML file that breaks the rules of its format (RFC 2557, RFC 2046); says where.
    #[error("the MHTML file is damaged: {0}; save the page again")]
    Damaged(&'static str),
    /// An MHTML file that ends before its last part does: what is missing may have been a listing.
    #[error("the MHTML file ends too early; save the page again")]
    CutShort,
    /// An MHTML file without the page itself.
    #[error("there is no page in the MHTML file; save the page again")]
    NoMainPage,
    /// The file does not say which address it was saved from: the person is asked, then [`judge_saved_from`].
    #[error("the file does not say where the page is from")]
    WhereFrom,
    /// The page was saved from another site than the source's.
    #[error("the page was saved from another site")]
    AnotherSite(Personal<String>),
}

/// Takes a saved file apart: plain HTML, "web page complete" (its main file) or MHTML, whatever its name says.
///
/// Pure and linear in the file's size; any bytes end as a page or as a [`SavedFailure`].
pub fn read_saved(file_name: &str, bytes: &[u8]) -> Result<SavedPage, SavedFailure> {
    if bytes.len() > MOST_BYTES {
        return Err(SavedFailure::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SavedFailure::Empty);
    }
    let name = file_name.to_ascii_lowercase();
    let named_archive = [".mhtml", ".mht"].iter().any(|ending| name.ends_with(ending));
    let mut page = if archive::looks_like_one(bytes) {
        archive::read(bytes)?
    } else if let Some(what) = evidence::no_page(bytes) {
        return Err(SavedFailure::NotAPage(what));
    } else if named_archive && !evidence::is_markup(bytes) {
        return Err(SavedFailure::Damaged("it does not begin with the headers of one"));
    } else {
        let content_type = if evidence::is_json(bytes) { "application/json" } else { "text/html" };
        let written = evidence::written_by_browser(bytes);
        // The note is a comment, which a page may hold as well. Where its own link names another site, nobody knows.
        let canonical = evidence::canonical(bytes);
        let is_denied = |written: &Url| canonical.as_ref().is_some_and(|claim| !is_same_site(claim, written));
        let url = written.filter(|written| !is_denied(written)).map(Personal::new);
        SavedPage { url, hinted: None, bytes: bytes.to_vec().into(), content_type: content_type.to_owned() }
    };
    if page.url.is_none() {
        page.hinted = evidence::claimed_by_page(page.bytes.reveal()).map(Personal::new);
    }
    page.bytes = inlined::without_pictures(page.bytes.into_revealed()).into();
    Ok(page)
}

/// Judges a page that the person saved for one question, where the file itself says which address it is from.
///
/// `asked` are the values of the check that the page was dropped on, `own` the facts of the person it is about. A page of
/// another site is never judged, and a file without an address is [`SavedFailure::WhereFrom`].
pub fn judge_saved(
    definition: &Definition,
    asked: &Values,
    own: &OwnFacts,
    file_name: &str,
    bytes: &[u8],
) -> Result<Verdict, SavedFailure> {
    let page = read_saved(file_name, bytes)?;
    let question = definition.template().fill(asked);
    let hinted = page.hinted.as_ref().filter(|hinted| {
        // A claim of the page counts against it at once, and for it only where it is the very address that was asked.
        !is_of(definition, asked, hinted.reveal())
            || question.as_ref().is_some_and(|question| is_same_page(question, hinted.reveal()))
    });
    let from = page.url.as_ref().or(hinted).ok_or(SavedFailure::WhereFrom)?.reveal().clone();
    judge_read(definition, asked, own, &page, &from)
}

/// As [`judge_saved`], with the address that the person says the page is from. It fills in what the file does not say;
/// where the browser wrote down another site, the browser is believed.
pub fn judge_saved_from(
    definition: &Definition,
    asked: &Values,
    own: &OwnFacts,
    from: &Url,
    file_name: &str,
    bytes: &[u8],
) -> Result<Verdict, SavedFailure> {
    let page = read_saved(file_name, bytes)?;
    let from = page.url.as_ref().map_or(from, Personal::reveal).clone();
    judge_read(definition, asked, own, &page, &from)
}

/// Judges a page that was taken apart, as saved from `from`.
///
/// Whether an account exists is told by that account's own page alone; another page of the site is
/// [`Reason::Redirected`].
pub fn judge_read(
    definition: &Definition,
    asked: &Values,
    own: &OwnFacts,
    page: &SavedPage,
    from: &Url,
) -> Result<Verdict, SavedFailure> {
    if !is_of(definition, asked, from) {
        return Err(SavedFailure::AnotherSite(from.host_str().unwrap_or_default().into()));
    }
    if let Probe::Presence(presence) = &definition.probe {
        let pages = [presence.url.fill(asked), presence.show.as_ref().and_then(|show| show.fill(asked))];
        if !pages.iter().flatten().any(|page| is_same_page(page, from)) {
            return Ok(Verdict::unknown(Reason::Redirected));
        }
    }
    let reply = make_reply(page, from);
    Ok(judge_for(own, &without_bare_signs(definition), asked, Ok(&reply)))
}

/// The reply that the page was. A browser does not write the status down, so it stands as 200.
pub fn make_reply(page: &SavedPage, from: &Url) -> Reply {
    Reply {
        status: 200,
        headers: vec![("content-type".to_owned(), page.content_type.clone())],
        body: page.bytes.clone(),
        url: from.clone().into(),
    }
}

/// The definition without signs that rest on a status or a redirect alone: a saved page shows neither.
pub fn without_bare_signs(definition: &Definition) -> Definition {
    let mut definition = definition.clone();
    if let Probe::Presence(presence) = &mut definition.probe {
        presence.listed.retain(shows_itself);
        presence.not_listed.retain(shows_itself);
    }
    definition
}

fn shows_itself(sign: &Sign) -> bool {
    !sign.contains.is_empty() || !sign.raw.is_empty() || sign.at.is_some()
}

/// Whether an address is of the source's site: that of the question, or of its front page.
pub fn is_of(definition: &Definition, asked: &Values, from: &Url) -> bool {
    let sites = definition.sites().into_iter().chain(definition.template().fill(asked));
    matches!(from.scheme(), "http" | "https") && sites.into_iter().any(|site| is_same_site(&site, from))
}

/// One page: `www.`, capital letters and a final slash in the path do not count.
fn is_same_page(one: &Url, other: &Url) -> bool {
    let plain = |url: &Url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        let path = url.path().trim_end_matches('/').to_lowercase();
        (host.strip_prefix("www.").map(str::to_owned).unwrap_or(host), path, url.query().map(str::to_owned))
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests;
