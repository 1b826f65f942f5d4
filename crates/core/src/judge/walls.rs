//! Bot walls, rate limits, log-ins and puzzles: what they look like on the wire.
//!
//! Sources: what vendors document of their own walls, such as Cloudflare's header `cf-mitigated` (developer docs,
//! "Detect a Challenge Page response") and `x-amzn-waf-action` (AWS WAF developer guide, "CAPTCHA and Challenge action
//! behavior"), and block pages as they are commonly seen, such as status 999. A marker stands here only when an ordinary
//! page does not carry it; widgets that ordinary pages do carry are [`find_puzzle`]'s.

use super::answer::Answer;
use super::text;
use crate::verdict::Reason;
use std::collections::HashSet;
use url::Url;

/// Beginnings of a page title (lower case) that no answer of a source has.
const TITLES: &[(&str, Reason)] = &[
    ("just a moment", Reason::Blocked),
    ("attention required!", Reason::Blocked),
    ("access denied", Reason::Blocked),
    ("access to this page has been denied", Reason::Blocked),
    ("pardon our interruption", Reason::Blocked),
    ("request blocked", Reason::Blocked),
    ("request rejected", Reason::Blocked),
    ("blocked", Reason::Blocked),
    ("forbidden", Reason::Blocked),
    ("403", Reason::Blocked),
    ("you have been blocked", Reason::Blocked),
    ("sucuri website firewall", Reason::Blocked),
    ("ddos-guard", Reason::Blocked),
    ("checking your browser", Reason::Blocked),
    ("one moment, please", Reason::Blocked),
    ("please wait", Reason::Blocked),
    ("making sure you're not a bot", Reason::Blocked),
    ("bot verification", Reason::Captcha),
    ("robot check", Reason::Captcha),
    ("are you a robot", Reason::Captcha),
    ("are you human", Reason::Captcha),
    ("human verification", Reason::Captcha),
    ("verify you are human", Reason::Captcha),
    ("verification required", Reason::Captcha),
    ("security check", Reason::Captcha),
    ("captcha", Reason::Captcha),
    ("too many requests", Reason::RateLimited),
    ("rate limit", Reason::RateLimited),
    ("429", Reason::RateLimited),
    ("log in", Reason::LoginNeeded),
    ("login", Reason::LoginNeeded),
    ("sign in", Reason::LoginNeeded),
    ("site maintenance", Reason::SourceBroken),
    ("under maintenance", Reason::SourceBroken),
    ("service unavailable", Reason::SourceBroken),
    ("502 bad gateway", Reason::SourceBroken),
    ("bad gateway", Reason::SourceBroken),
    ("504 gateway", Reason::SourceBroken),
    ("500 internal", Reason::SourceBroken),
    ("internal server error", Reason::SourceBroken),
];

/// Texts in a page's body (lower case) that only a wall has.
const BODIES: &[(&str, Reason)] = &[
    ("_cf_chl_opt", Reason::Blocked),
    ("cf-browser-verification", Reason::Blocked),
    ("cf-error-details", Reason::Blocked),
    ("enable javascript and cookies to continue", Reason::Blocked),
    ("geo.captcha-delivery.com", Reason::Captcha),
    ("px-captcha", Reason::Captcha),
    ("request unsuccessful. incapsula incident", Reason::Blocked),
    ("sucuri website firewall - access denied", Reason::Blocked),
    ("the requested url was rejected. please consult with your administrator", Reason::Blocked),
    ("awswafintegration", Reason::Blocked),
    ("distil_r_captcha", Reason::Captcha),
    ("anubis_challenge", Reason::Blocked),
    ("our systems have detected unusual traffic", Reason::Captcha),
    ("press & hold to confirm you are", Reason::Captcha),
    ("press &amp; hold to confirm you are", Reason::Captcha),
    ("complete the captcha", Reason::Captcha),
    ("solve the captcha", Reason::Captcha),
    ("prove you are human", Reason::Captcha),
    ("verify you are human", Reason::Captcha),
    ("confirm you are not a robot", Reason::Captcha),
    ("confirm that you are not a robot", Reason::Captcha),
    ("you are being rate limited", Reason::RateLimited),
    ("you have been blocked", Reason::Blocked),
];

/// Widgets that ordinary pages may carry too, in a sign-up form for example.
const PUZZLES: &[&str] = &[
    "g-recaptcha",
    "recaptcha/api.js",
    "h-captcha",
    "hcaptcha.com/1/api.js",
    "cf-turnstile",
    "arkoselabs",
    "funcaptcha",
];

/// Parts of a path to which walls and log-ins redirect.
const DETOURS: &[(&str, Reason)] = &[
    ("login", Reason::LoginNeeded),
    ("signin", Reason::LoginNeeded),
    ("sign-in", Reason::LoginNeeded),
    ("sign_in", Reason::LoginNeeded),
    ("signup", Reason::LoginNeeded),
    ("accounts/login", Reason::LoginNeeded),
    ("captcha", Reason::Captcha),
    ("challenge", Reason::Captcha),
    ("internalcaptcha", Reason::Captcha),
    ("sorry", Reason::Captcha),
    ("blocked", Reason::Blocked),
    ("authwall", Reason::LoginNeeded),
];

/// The wall that says so itself, in a vendor's header or in the title or body of its page.
pub(super) fn find_marked_wall(answer: &Answer<'_>) -> Option<Reason> {
    let reply = answer.reply;
    if reply.header("cf-mitigated").is_some() {
        return Some(Reason::Blocked);
    }
    if let Some(action) = reply.header("x-amzn-waf-action") {
        return Some(if action == "captcha" { Reason::Captcha } else { Reason::Blocked });
    }
    if answer.is_page() { of_page(answer) } else { None }
}

/// The wall that only its status or its final address tells. `question` is the address that was asked.
pub(super) fn find_bare_wall(
    answer: &Answer<'_>,
    question: Option<&Url>,
    redirects_are_answers: bool,
) -> Option<Reason> {
    let reply = answer.reply;
    match reply.status {
        401 | 407 => return Some(Reason::LoginNeeded),
        402 | 403 | 405 | 406 | 418 | 451 | 999 => return Some(Reason::Blocked),
        429 => return Some(Reason::RateLimited),
        500.. => return Some(Reason::SourceBroken),
        300..=399 => {
            let away = reply.header("location").and_then(detour_in);
            return away.or_else(|| (!redirects_are_answers).then_some(Reason::Redirected));
        }
        _ => {}
    }
    of_final_address(question?, reply.url.reveal())
}

/// Whether an answer came from the very address that was asked; from another one, "no results" is about another
/// question. A leading `www.`, capital letters and a final slash in the path, and further query pairs do not count.
pub(super) fn is_as_asked(asked: &Url, answered: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    let path = |url: &Url| url.path().trim_end_matches('/').to_lowercase();
    let answered_pairs: HashSet<_> = answered.query_pairs().collect();
    host(asked) == host(answered)
        && path(asked) == path(answered)
        && asked.query_pairs().all(|pair| answered_pairs.contains(&pair))
}

/// The puzzle on a page that was not understood.
pub(super) fn find_puzzle(answer: &Answer<'_>) -> Option<Reason> {
    let body = answer.is_page().then(|| answer.body.to_lowercase())?;
    PUZZLES.iter().any(|puzzle| body.contains(puzzle)).then_some(Reason::Captcha)
}

fn of_page(answer: &Answer<'_>) -> Option<Reason> {
    let body = answer.body.to_lowercase();
    if let Some((_, reason)) = BODIES.iter().find(|(marker, _)| body.contains(marker)) {
        return Some(*reason);
    }
    let Some(page) = answer.page() else { return Some(Reason::TooBig) };
    let title = text::title(page);
    TITLES.iter().find(|(start, _)| title.starts_with(start)).map(|(_, reason)| *reason)
}

/// Where the answer came from in the end, when that is a wall, a log-in or merely the front page.
fn of_final_address(asked: &Url, answered: &Url) -> Option<Reason> {
    if asked.path() == answered.path() {
        return None;
    }
    if let Some(reason) = detour_in(answered.path())
        && detour_in(asked.path()).is_none()
    {
        return Some(reason);
    }
    (answered.path() == "/").then_some(Reason::Redirected)
}

fn detour_in(address: &str) -> Option<Reason> {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = path.split('/').collect();
    DETOURS.iter().find(|(word, _)| words.contains(word)).map(|(_, reason)| *reason)
}
