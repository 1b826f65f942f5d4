//! How many different facts a case may look up in a day: enough for one person, too few for looking through a list of
//! others.

use crate::case_file::CaseFile;
use crate::contract::{LimitView, UiError, count};
use crate::record::{LedgerRecord, SetBackRecord};
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::Personal;
use unlisted_core::plan::{Check, plain_letters};
use unlisted_core::source::{Placeholder, Values};

/// So many different look-ups a case may make within a day (docs/security.md names the choice).
const MOST: usize = 40;
/// A day, in hours.
const DAY: i64 = 24;

/// What is looked up, for telling one look-up from another: a full name, a user name, an address... The same fact asked
/// of another source, or once more, is the same look-up.
type LookUp = String;

/// Whether these questions would be more than the case may still look up today: how it stands, or `None` where they fit.
///
/// The sealed ledger counts, so that no deleted scan and no restart gives a look-up back. A line of a moment that is not
/// yet was written before a clock was set back: it counts as written when that was noticed, so that setting a clock back
/// ends no day, and a clock that was wrong for once does not shut anybody out for longer. Practice is free: nobody is
/// looked up there.
pub(super) fn find_limit<'a>(
    file: &CaseFile,
    checks: impl IntoIterator<Item = &'a Check>,
) -> Result<Option<LimitView>, UiError> {
    if file.about()?.is_some_and(|about| about.practice) {
        return Ok(None);
    }
    let (ledger, now) = (file.ledger()?, file.now());
    let set_back = notice_set_back(file, &ledger, now)?;
    Ok(derive_limit(&ledger, set_back, checks, now))
}

/// Remembers when it was first seen that the newest lines are later than now.
fn notice_set_back(
    file: &CaseFile,
    ledger: &[LedgerRecord],
    now: Timestamp,
) -> Result<Option<SetBackRecord>, UiError> {
    let known = file.set_back()?;
    let noticed = SetBackRecord { lines: ledger.len(), at: now };
    let is_new = dated(ledger, known, now).iter().any(|(at, line)| *at == now && line.at() > now);
    if !is_new || known == Some(noticed) {
        return Ok(known);
    }
    file.keep_set_back(noticed)?;
    Ok(Some(noticed))
}

/// Every line with the moment at which it counts as written. A line of a moment that is not yet is no later than the line
/// after it, than the moment at which a clock set back was noticed behind it, and than now.
fn dated(
    ledger: &[LedgerRecord],
    set_back: Option<SetBackRecord>,
    now: Timestamp,
) -> Vec<(Timestamp, &LedgerRecord)> {
    let mut no_later_than = now;
    let lines = ledger.iter().enumerate().rev().map(|(place, line)| {
        if let Some(noticed) = set_back.filter(|noticed| noticed.lines == place + 1) {
            no_later_than = no_later_than.min(noticed.at);
        }
        no_later_than = no_later_than.min(line.at());
        (if line.at() > now { no_later_than } else { line.at() }, line)
    });
    lines.collect()
}

fn derive_limit<'a>(
    ledger: &[LedgerRecord],
    set_back: Option<SetBackRecord>,
    checks: impl IntoIterator<Item = &'a Check>,
    now: Timestamp,
) -> Option<LimitView> {
    let made = made_today(ledger, set_back, now);
    let wanted: BTreeSet<LookUp> = checks
        .into_iter()
        .filter(|check| !check.control)
        .flat_map(|check| look_ups(check.values.reveal(), check.stands_for.as_ref()))
        .filter(|look_up| !made.contains_key(look_up))
        .collect();
    let left = MOST.saturating_sub(made.len());
    if wanted.len() <= left {
        return None;
    }
    // When so many of today's have had their day that the wanted ones fit.
    let mut times: Vec<Timestamp> = made.into_values().collect();
    times.sort_unstable();
    let freed = (wanted.len() - left).checked_sub(1).and_then(|at| times.get(at));
    let until = freed.map(|at| at.saturating_add(DAY.hours()).unwrap_or(Timestamp::MAX).to_string());
    Some(LimitView { most: count(MOST), wanted: count(wanted.len()), left: count(left), until })
}

/// The look-ups of the last day, and when each was made last.
fn made_today(
    ledger: &[LedgerRecord],
    set_back: Option<SetBackRecord>,
    now: Timestamp,
) -> BTreeMap<LookUp, Timestamp> {
    let since = now.saturating_sub(DAY.hours()).unwrap_or(Timestamp::MIN);
    let mut made = BTreeMap::new();
    for (at, line) in dated(ledger, set_back, now) {
        let LedgerRecord::Sent(sent) = line else { continue };
        if sent.control || sent.rules || at <= since {
            continue;
        }
        for look_up in look_ups(sent.values.reveal(), sent.stands_for.as_ref()) {
            let last = made.entry(look_up).or_insert(at);
            *last = at.max(*last);
        }
    }
    made
}

/// The look-ups of one question. A place beside a name or an account narrows that down and is none of its own; another
/// spelling is the look-up of what the person wrote.
fn look_ups(values: &Values, stands_for: Option<&Personal<Values>>) -> BTreeSet<LookUp> {
    let mut values = values.clone();
    values.extend(stands_for.into_iter().flat_map(|written| written.reveal().clone()));
    let value =
        |placeholder| values.get(&placeholder).map(|value| plain_letters(value.trim()).to_lowercase());
    let digits = |text: String| text.chars().filter(char::is_ascii_digit).rev().take(9).collect::<String>();
    let both = value(Placeholder::First).into_iter().chain(value(Placeholder::Last));
    let name = both.collect::<Vec<_>>().join(" ");
    let mut found: BTreeSet<LookUp> = [
        (!name.is_empty()).then(|| format!("name {name}")),
        value(Placeholder::Username).map(|text| format!("username {text}")),
        value(Placeholder::Email).map(|text| format!("email {text}")),
        value(Placeholder::Domain).map(|text| format!("domain {text}")),
        value(Placeholder::Phone).map(|text| format!("phone {}", digits(text))),
        value(Placeholder::PhoneNational).map(|text| format!("phone {}", digits(text))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if found.is_empty() && !values.is_empty() {
        let place: Vec<String> =
            values.values().map(|value| plain_letters(value.trim()).to_lowercase()).collect();
        found.insert(format!("place {}", place.join(" ")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::SentRecord;
    use unlisted_core::plan::{CheckId, preview_plan};
    use unlisted_core::source::{Catalogue, SourceId};
    use unlisted_core::{Person, Profile};

    fn at(hour: i64) -> Timestamp {
        let start: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        start.saturating_add(hour.hours()).unwrap()
    }

    fn line(hour: i64, username: &str, control: bool) -> LedgerRecord {
        LedgerRecord::Sent(SentRecord {
            at: at(hour),
            source: SourceId("s".into()),
            host: "example.com".into(),
            check: CheckId("c".into()),
            values: Values::from([(Placeholder::Username, username.to_owned())]).into(),
            stands_for: None,
            identifiers: Vec::new(),
            control,
            by_hand: false,
            step: 0,
            rules: false,
        })
    }

    fn asking(usernames: &[String]) -> Vec<Check> {
        let person = Person { usernames: usernames.to_vec(), ..Person::default() };
        preview_plan(&Catalogue::built_in(), &Profile::from_person(&person)).checks
    }

    fn names(prefix: &str, many: usize) -> Vec<String> {
        (0..many).map(|at| format!("{prefix}{at}")).collect()
    }

    /// How many of so many new names are too many, after so many look-ups at hour 10.
    fn check(made: usize, wanted: usize, hour: i64, expected: Option<(u32, u32)>, why: &str) {
        let ledger: Vec<LedgerRecord> = names("old", made).iter().map(|name| line(10, name, false)).collect();
        // A plan asks each source about a dozen names at most, so the checks are made of several plans.
        let checks: Vec<Check> = names("new", wanted).chunks(10).flat_map(asking).collect();
        let limit = derive_limit(&ledger, None, &checks, at(hour));
        assert_eq!(limit.map(|limit| (limit.wanted, limit.left)), expected, "{why}");
    }

    #[test]
    fn forty_different_facts_a_day_and_no_more() {
        check(0, 40, 10, None, "a day's whole allowance");
        check(0, 41, 10, Some((41, 40)), "one too many at once");
        check(39, 1, 11, None, "the last one");
        check(40, 1, 11, Some((1, 0)), "one too many");
        check(40, 1, 33, Some((1, 0)), "an hour before the day is over");
        check(40, 1, 34, None, "a day later");
        check(40, 1, -100, Some((1, 0)), "a clock that was set back ends no day");
    }

    #[test]
    fn every_spelling_of_a_name_is_one_look_up() {
        let person: Person = serde_json::from_value(serde_json::json!({
            "names": [{ "first": "José", "last": "Muñoz Peña", "kind": "legal" }],
            "usernames": ["lumen.fox"],
        }))
        .unwrap();
        let checks = preview_plan(&Catalogue::built_in(), &Profile::from_person(&person)).checks;
        let ledger: Vec<LedgerRecord> = names("old", 38).iter().map(|name| line(10, name, false)).collect();
        assert_eq!(derive_limit(&ledger, None, &checks, at(11)), None, "one name and one user name");
        let one_more: Vec<LedgerRecord> = names("old", 39).iter().map(|name| line(10, name, false)).collect();
        let limit = derive_limit(&one_more, None, &checks, at(11)).map(|limit| limit.wanted);
        assert_eq!(limit, Some(2), "and no more");
    }

    #[test]
    fn a_clock_that_was_ahead_for_once_shuts_nobody_out_for_longer_than_a_day() {
        let ahead = 400 * DAY;
        let ledger: Vec<LedgerRecord> =
            names("old", 40).iter().map(|name| line(ahead, name, false)).collect();
        let checks = asking(&names("new", 1));
        let is_refused = |set_back, hour: i64| derive_limit(&ledger, set_back, &checks, at(hour)).is_some();
        assert!(is_refused(None, 10), "when those were made nobody knows, so they count as made now");
        let noticed = Some(SetBackRecord { lines: ledger.len(), at: at(10) });
        assert!(is_refused(noticed, 33), "an hour before the day is over");
        assert!(!is_refused(noticed, 34), "a day after it was noticed");
        assert!(is_refused(noticed, -100), "setting the clock back once more ends no day");
        let mut longer = ledger.clone();
        longer.push(line(10, "old0", false));
        let refused = |hour: i64| derive_limit(&longer, None, &checks, at(hour)).is_some();
        assert!(refused(33) && !refused(34), "a line by the right clock dates those before it");
    }

    #[test]
    fn the_same_fact_once_more_is_no_further_look_up() {
        let ledger: Vec<LedgerRecord> = names("old", 40).iter().map(|name| line(10, name, false)).collect();
        let checks: Vec<Check> = names("OLD", 40).chunks(10).flat_map(asking).collect();
        assert!(checks.len() > 400, "each is asked of many sources: {}", checks.len());
        assert_eq!(
            derive_limit(&ledger, None, &checks, at(12)),
            None,
            "everything of today may be asked again"
        );
        let controls: Vec<LedgerRecord> = names("zq", 60).iter().map(|name| line(10, name, true)).collect();
        assert_eq!(
            derive_limit(&controls, None, &asking(&names("new", 10)), at(12)),
            None,
            "an invented name is nobody"
        );
    }

    #[test]
    fn it_is_said_when_the_wanted_ones_fit() {
        let mut ledger: Vec<LedgerRecord> =
            names("old", 38).iter().map(|name| line(10, name, false)).collect();
        ledger.extend([line(3, "early", false), line(5, "later", false)]);
        let until = |many: usize| {
            let checks: Vec<Check> = names("new", many).chunks(10).flat_map(asking).collect();
            derive_limit(&ledger, None, &checks, at(12)).unwrap().until
        };
        assert_eq!(until(1), Some(at(27).to_string()), "a day after the earliest");
        assert_eq!(until(2), Some(at(29).to_string()), "a day after the two earliest");
        assert_eq!(until(41), None, "so many never fit");
    }
}
