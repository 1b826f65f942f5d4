//! What a program may not do: the person looks in their own browser and says what they saw.

use crate::app::App;
use crate::contract::{ErrorCode, HandAnswer, HandShown, Saw, ScanView, UiError};
use crate::now::today;
use crate::scanning::{keep_answer, keep_line, sent_line};
use unlisted_core::finding::{Decision, derive_finding_id};
use unlisted_core::identifier::Value;
use unlisted_core::matching::derive_known;
use unlisted_core::plan::Check;
use unlisted_core::source::Definition;
use unlisted_core::{Listing, Profile, Reason, Verdict};
use unlisted_vault::{Batch, Kind};

impl App {
    /// Opens a hand check's link in the person's own browser, and writes the ledger first: opening it sends its values.
    ///
    /// In practice nothing is opened, because the link leads to a live site; what would be seen there is told instead.
    pub fn hand_open(&self, check: String) -> Result<HandShown, UiError> {
        let file = self.attested_file()?;
        let check = self.hand_check(&check)?;
        let definition = self.inner.catalogue.get(&check.source).ok_or(UiError::of(ErrorCode::Gone))?;
        if self.practice().is_some() {
            return Ok(HandShown { opened: false, instead: Some(practice_sight(definition, &check)) });
        }
        keep_line(&file, &sent_line(definition, &check))?;
        if !self.inner.shell.open_link(check.url.reveal().as_str()) {
            return Err(ErrorCode::OpenFailed.into());
        }
        Ok(HandShown { opened: true, instead: None })
    }

    /// Keeps what the person saw. A record they recognised is theirs at once: nobody else has seen it.
    pub fn hand_answer(&self, answer: HandAnswer) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        let check = self.hand_check(&answer.check)?;
        let mut scan = file.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
        let profile = file.profile()?;
        let verdict = match &answer.answer {
            Saw::Nothing => Verdict::NotListed,
            Saw::CouldNot => Verdict::unknown(Reason::NeedsPerson),
            Saw::Listed { link, shows } => Verdict::Listed { listings: vec![seen(&profile, link, shows)?] },
        };
        keep_answer(&file, &mut scan, &check, &verdict, &derive_known(&profile.person(), today()), false)?;
        if let Verdict::Listed { listings } = &verdict {
            for listing in listings {
                let id = derive_finding_id(&check.source, listing);
                if let Some(mut finding) = file.finding(&id.0)? {
                    finding.decision = Decision::Me;
                    file.commit(Batch::new().put(Kind::Finding, &id.0, &finding)?)?;
                }
            }
        }
        self.scan_view(())
    }

    fn hand_check(&self, id: &str) -> Result<Check, UiError> {
        let scan = self.file()?.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
        let found = scan.checks.into_iter().find(|check| check.by_hand && check.id.0 == id);
        found.ok_or(UiError::of(ErrorCode::Gone))
    }
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

/// A listing made of what the person says the record shows: their own facts of those kinds.
fn seen(profile: &Profile, link: &str, shows: &[String]) -> Result<Listing, UiError> {
    let link = link.trim();
    let url = match link {
        "" => None,
        text => match url_of(text) {
            Some(url) => Some(url),
            None => return Err(UiError::at(ErrorCode::ValueStrange, "link")),
        },
    };
    let person = shown_person(profile);
    let says = |word: &str| shows.iter().any(|shown| shown == word);
    let mut listing = Listing { url, ..Listing::default() };
    if says("name") {
        listing.name = person.names.first().map(unlisted_core::person::Name::full);
    }
    let current = person.addresses.iter().find(|address| address.current).or(person.addresses.first());
    if let Some(address) = current {
        let mut place = address.clone();
        if says("street-address") {
            listing.addresses.push(place);
        } else if says("city") {
            place.street.clear();
            place.postcode.clear();
            listing.addresses.push(place);
        }
    }
    if says("phone") {
        listing.phones.extend(person.phones.first().cloned());
    }
    if says("email") {
        listing.emails.extend(person.emails.first().cloned());
    }
    if says("age") {
        listing.birth_year = person.birth.year();
    }
    if says("relatives") {
        listing.relatives = person.relatives.iter().map(|relative| relative.name.clone()).collect();
    }
    for (word, detail) in [("photos", "Pictures"), ("employer", "Employer or school")] {
        if says(word) {
            listing.details.push(detail.to_owned());
        }
    }
    Ok(listing)
}

/// The profile without what is hidden: a hidden name is never copied into a finding.
fn shown_person(profile: &Profile) -> unlisted_core::Person {
    let shown = profile.identifiers.iter().filter(|identifier| !identifier.hidden);
    // A legal name first: it is what a listing shows most often.
    let mut identifiers: Vec<_> = shown.cloned().collect();
    identifiers.sort_by_key(|identifier| {
        matches!(identifier.value.reveal(), Value::Name(name) if name.kind != unlisted_core::person::NameKind::Legal)
    });
    Profile { identifiers }.person()
}

fn url_of(text: &str) -> Option<String> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    (web && text.len() <= 2000 && !text.chars().any(|c| c.is_whitespace() || c.is_control()))
        .then(|| text.to_owned())
}
