//! What a program may not do: the person looks in their own browser and says what they saw.

use crate::app::App;
use crate::case_file::{CaseFile, answered_before, is_for_eyes};
use crate::contract::{CopiedLink, ErrorCode, HandAnswer, HandShown, Saw, ScanView, UiError};
use crate::planning::within_day;
use crate::scanning::{Answer, keep_answer, keep_lines, opened_line};
use unlisted_core::fact::Fact;
use unlisted_core::finding::Decision;
use unlisted_core::matching::derive_known;
use unlisted_core::person::{Name, NameKind};
use unlisted_core::plan::Check;
use unlisted_core::source::{Definition, Probe};
use unlisted_core::{Listing, Person, Profile, Reason, Verdict};
use url::Url;

impl App {
    /// Opens a hand check's link in the person's own browser, and writes the ledger first: opening it sends its values.
    ///
    /// That browser goes its own way. Where another way out was chosen nothing is opened before the person has said so
    /// with [`App::hand_open_straight`]. In practice nothing is opened, because the link leads to a live site; what would
    /// be seen there is told instead.
    pub fn hand_open(&self, check: String) -> Result<HandShown, UiError> {
        self.ask_before_browser()?.map_or_else(|| self.hand_open_straight(check), Ok)
    }

    /// Opens it though another way out was chosen.
    pub fn hand_open_straight(&self, check: String) -> Result<HandShown, UiError> {
        if self.practice().is_some() {
            let check = self.wanted_check(&self.attested_file()?, &check)?;
            let catalogue = self.catalogue();
            let definition = catalogue.get(&check.source).ok_or(UiError::of(ErrorCode::Gone))?;
            let instead = Some(practice_sight(definition, &check));
            return Ok(HandShown { opened: false, instead, ask_first: None });
        }
        let page = self.page_to_disclose(&check)?;
        if !self.inner.shell.open_link(page.as_str()) {
            return Err(ErrorCode::OpenFailed.into());
        }
        Ok(HandShown { opened: true, instead: None, ask_first: None })
    }

    /// Gives the link in clear, for a browser that takes the chosen way, and writes the ledger first: it is copied to be
    /// opened.
    pub fn hand_copy(&self, check: String) -> Result<CopiedLink, UiError> {
        if self.practice().is_some() {
            return Err(ErrorCode::NotInPractice.into());
        }
        Ok(CopiedLink { link: self.page_to_disclose(&check)?.to_string() })
    }

    /// The page of a hand check that is about to be opened, once the ledger holds it.
    fn page_to_disclose(&self, check: &str) -> Result<Url, UiError> {
        let file = self.attested_file()?;
        let check = self.wanted_check(&file, check)?;
        let catalogue = self.catalogue();
        let definition = catalogue.get(&check.source).ok_or(UiError::of(ErrorCode::Gone))?;
        within_day(&file, [&check])?;
        let page = page_of(definition, &check);
        keep_lines(&file, &[&opened_line(file.now(), &check, &page)])?;
        Ok(page)
    }

    /// A hand check that the person still wants to be asked.
    fn wanted_check(&self, file: &CaseFile, check: &str) -> Result<Check, UiError> {
        let check = self.hand_check(check)?;
        if file.still_wants(&check)? { Ok(check) } else { Err(ErrorCode::NeverSend.into()) }
    }

    /// Keeps what the person saw; a new answer counts instead of an earlier one. A record they recognised is theirs at
    /// once: nobody else has seen it.
    pub fn hand_answer(&self, answer: HandAnswer) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        let check = self.hand_check(&answer.check)?;
        let mut scan = file.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
        let profile = file.profile()?;
        let verdict = match &answer.answer {
            Saw::Nothing => Verdict::NotListed,
            Saw::CouldNot => Verdict::unknown(Reason::NeedsPerson),
            Saw::Listed { link, shows } => Verdict::listed(vec![seen(&profile, &check, link, shows)?]),
        };
        let known = derive_known(&profile.person(), file.today());
        let catalogue = self.catalogue();
        let definition = catalogue.get(&check.source).ok_or(UiError::of(ErrorCode::Gone))?;
        let answer = Answer {
            check: &check,
            definition,
            verdict: &verdict,
            sent: 0,
            looked: true,
            decided: Some(Decision::Me),
            replaces: answered_before(&file, &scan, &check)?,
        };
        keep_answer(&file, &mut scan, &known, &answer)?;
        self.scan_view(())
    }

    /// A check of the last scan that a person may look at.
    pub(crate) fn hand_check(&self, id: &str) -> Result<Check, UiError> {
        let scan = self.file()?.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
        let catalogue = self.catalogue();
        let may_look = |check: &&Check| {
            let definition = catalogue.get(&check.source);
            definition.is_some_and(|definition| check.by_hand || is_for_eyes(definition, check, &scan))
        };
        let found = scan.checks.iter().filter(may_look).find(|check| check.id.0 == id).cloned();
        found.ok_or(UiError::of(ErrorCode::Gone))
    }
}

/// The page that shows a person what the check asks for.
fn page_of(definition: &Definition, check: &Check) -> Url {
    let show = match &definition.probe {
        Probe::Presence(presence) => presence.show.as_ref().and_then(|show| show.fill(check.values.reveal())),
        _ => None,
    };
    show.unwrap_or_else(|| check.url.reveal().clone())
}

/// What a person would see at a hand source about the invented person, from the definition's own examples.
fn practice_sight(definition: &Definition, check: &Check) -> String {
    let asked = |example: &&unlisted_core::source::Example| {
        let filled = example.given.as_ref().and_then(|given| definition.template().fill(given));
        filled.is_some_and(|url| url == *check.url.reveal())
    };
    let example = definition.examples.iter().find(asked);
    match example {
        Some(example) if example.verdict == "listed" => {
            let names: Vec<&str> =
                example.listings.iter().filter_map(|listing| listing.name.as_deref()).collect();
            if names.is_empty() {
                format!("In practice no browser is opened. You would see a record: {}.", example.name)
            } else {
                format!(
                    "In practice no browser is opened. You would see a record for {}.",
                    names.join(" and ")
                )
            }
        }
        _ => "In practice no browser is opened. You would see that the site shows nothing for these values."
            .to_owned(),
    }
}

/// A listing made of what the person says the record shows: the kinds of facts, and their own name and address where
/// they gave them, so that the task and the letter can speak of them.
///
/// Without a pasted link the page that was opened stands for it: two pages of one source are two records.
fn seen(profile: &Profile, check: &Check, link: &str, shows: &[String]) -> Result<Listing, UiError> {
    let url = match link.trim() {
        "" => check.url.reveal().to_string(),
        link => url_of(link).ok_or(UiError::at(ErrorCode::NotALink, "link"))?,
    };
    let mut kinds_seen = Vec::new();
    for word in shows {
        let kind: Fact =
            serde_json::from_value(word.clone().into()).map_err(|_| UiError::at(ErrorCode::Bug, "shows"))?;
        kinds_seen.push(kind);
    }
    let person = shown_person(profile);
    let shows = |kind: Fact| kinds_seen.contains(&kind);
    let name = person.names.first().filter(|_| shows(Fact::Name)).map(Name::full);
    let current = person.addresses.iter().find(|address| address.current);
    let addresses = current.filter(|_| shows(Fact::StreetAddress)).cloned().into_iter().collect();
    Ok(Listing { name, addresses, kinds_seen, url: Some(url), ..Listing::default() })
}

/// What may be copied into a finding: nothing hidden, and a legal name first, because listings show it most often.
fn shown_person(profile: &Profile) -> Person {
    let mut person = profile.shown_person();
    person.names.sort_by_key(|name| name.kind != NameKind::Legal);
    person
}

/// A pasted web link; `https://` is added where only the rest was copied.
fn url_of(text: &str) -> Option<String> {
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let web = whole.starts_with("https://") || whole.starts_with("http://");
    let host = whole.split('/').nth(2).is_some_and(|host| host.contains('.'));
    let plain = !whole.chars().any(|c| c.is_whitespace() || c.is_control());
    (web && host && plain && whole.len() <= 2000).then_some(whole)
}
