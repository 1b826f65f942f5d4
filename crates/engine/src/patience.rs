//! How long a host that asks us to slow down is waited for.

use std::time::{Duration, SystemTime};
use unlisted_core::{Reason, Reply, Verdict};

/// How often and how long somebody is willing to wait for a host that asks us to slow down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often one request is sent again.
    pub tries: u32,
    /// How long one host's queue is parked in all.
    pub longest: Duration,
}

impl Patience {
    /// Never waits: the first refusal is the verdict.
    pub const NONE: Self = Self { tries: 0, longest: Duration::ZERO };
}

/// The first pause where a host does not say how long; each further one is twice as long.
const FIRST_BACK_OFF: Duration = Duration::from_secs(5);

/// Whether an answer means "later": a rate limit, or a 503 that names a time (RFC 9110, section 10.2.3; RFC 6585, section
/// 4). `verdict` is that of the check, if this ended it; a wall with such a status stays a wall.
pub(crate) fn is_later(reply: &Reply, verdict: Option<&Verdict>) -> bool {
    let names_a_time = reply.status == 503 && reply.header("retry-after").is_some();
    match verdict {
        Some(Verdict::Unknown { reason: Reason::RateLimited }) => true,
        Some(Verdict::Unknown { reason: Reason::SourceBroken }) => names_a_time,
        Some(Verdict::Unknown { .. }) => false,
        // A further page that did not come: what was read before is the verdict all the same.
        _ => names_a_time || reply.status == 429,
    }
}

/// How long to wait before asking again: what the host says, else a back-off that doubles with each try before.
///
/// A date is measured against the host's own clock where the reply tells it, else against `now`, so that a wrong clock
/// here does not make us knock too early.
pub(crate) fn pause(reply: &Reply, tried: u32, now: SystemTime) -> Duration {
    let date = |name| reply.header(name).and_then(|text| httpdate::parse_http_date(text.trim()).ok());
    let told = reply.header("retry-after").map(str::trim);
    let seconds = told.and_then(|text| text.parse().ok()).map(Duration::from_secs);
    let until = || date("retry-after")?.duration_since(date("date").unwrap_or(now)).ok();
    seconds.or_else(until).unwrap_or_else(|| FIRST_BACK_OFF.saturating_mul(1 << tried.min(16)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, headers: &[(&str, &str)]) -> Reply {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let url = url::Url::parse("https://www.example.com/").expect("an address");
        Reply { status, headers, body: Vec::new().into(), url: url.into() }
    }

    #[test]
    fn a_pause_is_as_long_as_the_host_says() {
        let now = httpdate::parse_http_date("Sun, 22 Nov 2026 12:00:00 GMT").expect("a date");
        let check = |headers: &[(&str, &str)], tried, seconds| {
            assert_eq!(
                pause(&reply(429, headers), tried, now),
                Duration::from_secs(seconds),
                "{headers:?} after {tried} tries"
            );
        };
        check(&[("retry-after", "7")], 0, 7);
        check(&[("retry-after", " 7 ")], 3, 7);
        check(&[("retry-after", "0")], 0, 0);
        // The three forms of a date that RFC 9110 has a reader take.
        check(&[("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT")], 0, 30);
        check(&[("retry-after", "Sunday, 22-Nov-26 12:00:30 GMT")], 0, 30);
        check(&[("retry-after", "Sun Nov 22 12:00:30 2026")], 0, 30);
        // The host's clock counts, because the date is one of its own.
        let (at, until) = ("Sun, 22 Nov 2026 15:00:00 GMT", "Sun, 22 Nov 2026 15:00:09 GMT");
        check(&[("date", at), ("retry-after", until)], 0, 9);
        // What says nothing useful: back off, longer each time.
        check(&[], 0, 5);
        check(&[], 1, 10);
        check(&[], 2, 20);
        check(&[("retry-after", "soon")], 1, 10);
        check(&[("retry-after", "-1")], 0, 5);
        check(&[("retry-after", "Sun, 22 Nov 2026 11:00:00 GMT")], 1, 10);
        // And no number of tries or seconds is too much to reckon with.
        check(&[], u32::MAX, 5 << 16);
        check(&[("retry-after", "18446744073709551615")], 0, u64::MAX);
    }

    #[test]
    fn only_a_host_that_asks_for_time_is_asked_again() {
        let limited = Verdict::unknown(Reason::RateLimited);
        assert!(is_later(&reply(429, &[]), Some(&limited)), "the judge saw a rate limit");
        assert!(is_later(&reply(200, &[]), Some(&limited)), "on a page as well");
        let broken = Verdict::unknown(Reason::SourceBroken);
        assert!(is_later(&reply(503, &[("retry-after", "3")]), Some(&broken)), "a 503 that names a time");
        assert!(!is_later(&reply(503, &[]), Some(&broken)), "a fault that names none is a fault");
        assert!(
            !is_later(&reply(200, &[("retry-after", "3")]), Some(&Verdict::NotListed)),
            "an answer is one"
        );
    }
}
