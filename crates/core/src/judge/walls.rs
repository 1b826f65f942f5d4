//! Bot walls, rate limits, log-ins and puzzles. What they look like is data: `walls/markers.toml`.

mod address;
mod data;
mod table;

use super::answer::Answer;
use super::text;
use crate::reason::Reason;
use crate::source::{Sign, Values};
pub use address::{is_as_asked, of_final_address};
use ego_tree::NodeRef;
use scraper::node::Node;
use table::TABLE;
use url::Url;

/// The most visible characters of a page whose wording can make it a wall; an article about walls is longer.
const SHORT: usize = 2_500;
/// The most visible characters of a page that does nothing but lead on or wait.
const THIN: usize = 400;

/// The wall that says so itself, in a vendor's header, in its own script, or in a title that is nothing else. It counts
/// whatever else stands on the page: listings behind a wall are decoys or left-overs.
///
/// `asked` are the values of the question: an account called "blocked" may have a page of that title.
pub(super) fn find_marked_wall(answer: &Answer<'_>, asked: &Values) -> Option<Reason> {
    let header = TABLE.headers.iter().find(|(name, within, ..)| {
        answer.reply.header(name).is_some_and(|value| value.to_ascii_lowercase().contains(within.as_str()))
    });
    if let Some((_, _, reason, _)) = header {
        return Some(*reason);
    }
    if !answer.is_page() {
        return data::find_puzzle(answer);
    }
    if let Some(reason) = table::in_markup(&answer.body) {
        return Some(reason);
    }
    let Some(page) = answer.page() else { return Some(Reason::TooBig) };
    let title = straight(&text::title(page));
    let reason = table::of_title(&title).filter(|_| !is_asked(&title, asked))?;
    matches!(reason, Reason::Blocked | Reason::Captcha | Reason::RateLimited).then_some(reason)
}

/// The wall that only its status or its address tells. `question` is the address that was asked; `redirect_is_told`
/// says that a redirect may be an answer, and whether a definition names this very one.
pub(super) fn find_bare_wall(
    answer: &Answer<'_>,
    question: Option<&Url>,
    redirect_is_told: Option<bool>,
) -> Option<Reason> {
    let reply = answer.reply;
    let asked_to_wait =
        reply.header("retry-after").is_some() || reply.header("x-ratelimit-remaining") == Some("0");
    match reply.status {
        429 => return Some(Reason::RateLimited),
        400..=499 if asked_to_wait => return Some(Reason::RateLimited),
        401 | 407 => return Some(Reason::LoginNeeded),
        402 | 403 | 405 | 406 | 418 | 451 | 999 => return Some(Reason::Blocked),
        408 => return Some(Reason::TooSlow),
        // Challenges of AWS and SiteGround; an interface that only took the question has no answer yet either.
        202 => return Some(if answer.is_page() { Reason::Blocked } else { Reason::Changed }),
        206 => return Some(Reason::Changed),
        511 => return Some(Reason::Offline),
        500.. => return Some(Reason::SourceBroken),
        300..=399 => {
            let location = reply.header("location");
            let answered = reply.url.reveal();
            return match redirect_is_told {
                Some(true) => None,
                Some(false) => address::of_redirect(location, question.unwrap_or(answered), answered),
                None => {
                    let to = location.and_then(|location| answered.join(location).ok());
                    let detour = to.and_then(|to| address::detour(question.unwrap_or(answered), &to));
                    Some(detour.unwrap_or(Reason::Redirected))
                }
            };
        }
        _ => {}
    }
    of_final_address(question?, reply.url.reveal())
}

/// The wall that the wording of a short page tells, or of JSON that calls itself an error. It counts only where no
/// listing was read: a sentence in a corner does not undo a record that is there.
///
/// `explained` are signs of the definition, which knows its source's own error texts.
pub(super) fn find_worded_wall(answer: &Answer<'_>, asked: &Values, explained: &[Sign]) -> Option<Reason> {
    if !answer.is_page() {
        return data::find_error(answer, explained).or_else(|| of_plain(answer));
    }
    let Some(page) = answer.page() else { return Some(Reason::TooBig) };
    let title = straight(&text::title(page));
    if let Some(reason) = parts(&title).filter(|part| !is_asked(part, asked)).find_map(table::of_title) {
        return Some(reason);
    }
    let visible = straight(&answer.visible().to_lowercase());
    let length = visible.chars().count();
    if length > SHORT {
        return None;
    }
    if let Some(reason) = table::in_words(&visible) {
        return Some(reason);
    }
    if length > THIN {
        return None;
    }
    refresh(answer).or_else(|| {
        let told = straight(&text::fold(&text::without_scripts(page)).to_lowercase());
        // Nearly every page asks for scripts there; only a page with nothing else to see means it.
        visible.is_empty().then(|| table::in_words(&told)).flatten()
    })
}

/// The puzzle on a page that was not understood.
pub(super) fn find_puzzle(answer: &Answer<'_>) -> Option<Reason> {
    (answer.is_page() && table::has_puzzle(&answer.body)).then_some(Reason::Captcha)
}

/// Why an answer whose status alone says "exists" does not show anybody: there is nothing to see, it says "not found", it
/// leads on, or a puzzle stands where the account should.
///
/// A redirect has nothing to show; one to a path that names what was asked, such as `/members/lumenfox/`, shows it there.
pub(super) fn find_hollow(answer: &Answer<'_>, asked: &Values) -> Option<Reason> {
    if (300..400).contains(&answer.reply.status) {
        let names_asked = address::names_asked(answer.reply, asked);
        return (!names_asked).then_some(Reason::Changed);
    }
    if !answer.is_page() {
        // A picture or a document shows no account either.
        if answer.body.contains('\0') || answer.body.starts_with("%PDF") {
            return Some(Reason::Changed);
        }
        let is_empty = match answer.json() {
            Some(serde_json::Value::Object(object)) => object.is_empty(),
            Some(serde_json::Value::Array(items)) => items.is_empty(),
            Some(value) => value.is_null(),
            None => answer.is_json() || answer.body.trim().is_empty(),
        };
        let error = || data::find_error(answer, &[]).or_else(|| of_plain(answer));
        return is_empty.then_some(Reason::Changed).or_else(error);
    }
    let Some(page) = answer.page() else { return Some(Reason::TooBig) };
    let title = straight(&text::title(page));
    let visible = straight(&answer.visible().to_lowercase());
    let shows_asked = asked.values().any(|value| visible.contains(&value.to_lowercase()));
    let short = visible.chars().count() <= SHORT;
    if says_not_found(&title, &visible, asked) {
        return Some(Reason::Changed);
    }
    if !visible.chars().any(char::is_alphanumeric) {
        return Some(find_puzzle(answer).unwrap_or(Reason::Changed));
    }
    if shows_asked {
        return None;
    }
    let leads_on = visible.chars().count() <= THIN
        && [
            "location.replace(",
            "location.href",
            "window.location=",
            "window.location =",
            "location.reload(",
        ]
        .iter()
        .any(|call| answer.body.contains(call));
    find_puzzle(answer).filter(|_| short).or_else(|| leads_on.then_some(Reason::Redirected))
}

/// The puzzle that stands in place of an answer: a short page with one that does not say "not found" either. A status
/// such as 404 is no word about the account then.
pub(super) fn find_puzzle_in_place(answer: &Answer<'_>, asked: &Values) -> Option<Reason> {
    let reason = find_puzzle(answer)?;
    let title = straight(&text::title(answer.page()?));
    let visible = straight(&answer.visible().to_lowercase());
    let short = visible.chars().count() <= SHORT;
    (short && !says_not_found(&title, &visible, asked)).then_some(reason)
}

/// Whether a title, or the visible text of a short page, says that there is nothing; both in lower case.
fn says_not_found(title: &str, visible: &str, asked: &Values) -> bool {
    parts(title)
        .filter(|part| !is_asked(part, asked))
        .any(|part| TABLE.not_found.iter().any(|title| title == part))
        || (visible.chars().count() <= SHORT
            && TABLE.not_found_words.iter().any(|words| visible.contains(words.as_str())))
}

/// Text that is neither page nor JSON: what proxies and frameworks say in a line.
fn of_plain(answer: &Answer<'_>) -> Option<Reason> {
    if answer.is_json() {
        return None;
    }
    let visible = straight(&answer.visible().to_lowercase());
    if visible.chars().count() > THIN {
        return None;
    }
    let whole = visible.trim_end_matches(['.', '!']);
    let plain = TABLE.plain.iter().find(|(text, ..)| text == whole).map(|(_, reason, _)| *reason);
    plain.or_else(|| table::of_title(whole)).or_else(|| table::in_words(&visible))
}

/// The place to which a thin page leads at once, by its `refresh` (HTML standard, "refresh state").
fn refresh(answer: &Answer<'_>) -> Option<Reason> {
    let is_refresh = |node: &NodeRef<'_, Node>| {
        let element = node.value().as_element();
        let kind =
            element.filter(|element| element.name() == "meta").and_then(|meta| meta.attr("http-equiv"));
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"))
    };
    let meta = answer.page()?.tree.root().descendants().find(is_refresh);
    let content = meta.and_then(|meta| meta.value().as_element()?.attr("content"));
    let content = content.or_else(|| answer.reply.header("refresh"))?;
    let (delay, to) = content.split_once([';', ',']).unwrap_or((content, ""));
    if delay.trim().parse::<f32>().is_ok_and(|seconds| seconds > 10.0) {
        return None;
    }
    let to = to.trim().trim_start_matches("url=").trim_start_matches("URL=").trim_matches(['"', '\'', ' ']);
    let here = answer.reply.url.reveal();
    let to = here.join(to).ok()?;
    if is_as_asked(here, &to) {
        return Some(Reason::Blocked);
    }
    Some(address::detour(here, &to).unwrap_or(Reason::Redirected))
}

/// The title, and its first and last part where it is in parts: "Log in | Example".
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let separators = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{2022} ", " \u{b7} ", " :: ", " \u{bb} "];
    let first = separators.iter().filter_map(|separator| title.split_once(separator)).map(|(first, _)| first);
    let last = separators.iter().filter_map(|separator| title.rsplit_once(separator)).map(|(_, last)| last);
    [Some(title), first.min_by_key(|part| part.len()), last.min_by_key(|part| part.len())]
        .into_iter()
        .flatten()
}

/// Whether a title is about what was asked.
fn is_asked(title: &str, asked: &Values) -> bool {
    let title = title.trim_end_matches(['.', '\u{2026}', ' ']);
    let joined = asked.values().map(|value| value.to_lowercase()).collect::<Vec<_>>().join(" ");
    joined == title || asked.values().any(|value| value.to_lowercase() == title)
}

/// With straight apostrophes, as the table is written.
fn straight(text: &str) -> String {
    text.replace(['\u{2019}', '\u{2bc}', '\u{2018}'], "'")
}
