//! Reviewing: each finding beside the person's own facts, decided by the person alone.

use crate::app::App;
use crate::contract::{
    CompareRow, Decide, EarlierView, ErrorCode, FindingView, RevealedFinding, RevealedRow, ReviewView,
    SaidBeforeView, UiError, word_of,
};
use crate::mask::{COVER, mask_address, mask_domain, mask_email, mask_phone, mask_value, mask_words};
use crate::record::{DecidedRecord, FindingRecord};
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::exposure::derive_severity;
use unlisted_core::finding::{Decision, FindingId, Looks, read_looks};
use unlisted_core::identifier::show_phone;
use unlisted_core::matching::Field;
use unlisted_core::redact::Redactor;
use unlisted_core::{Finding, Kind, Listing, Person, Profile, SourceId};

impl App {
    /// The findings beside the person's own facts, masked: undecided first, the likeliest first.
    pub fn review_view(&self, (): ()) -> Result<ReviewView, UiError> {
        let file = self.attested_file()?;
        let (profile, guarded) = (file.profile()?, Redactor::new(&file.guarded_profile()?));
        let person = profile.person();
        let records = file.finding_records()?;
        let decided: BTreeMap<FindingId, Vec<EarlierView>> =
            records.iter().map(|record| (record.finding.id.clone(), said_earlier(record))).collect();
        let mut findings: Vec<Finding> = records.into_iter().map(|record| record.finding).collect();
        findings.sort_by(|a, b| {
            let undecided = |finding: &Finding| finding.decision != Decision::Undecided;
            (undecided(a), std::cmp::Reverse(a.matched.verdict))
                .cmp(&(undecided(b), std::cmp::Reverse(b.matched.verdict)))
                .then(b.matched.score.total_cmp(&a.matched.score))
                .then(a.id.cmp(&b.id))
        });
        let catalogue = self.catalogue();
        let looks = read_looks(&findings, |source| catalogue.get(source)?.owner.clone());
        let copies = looks.copies();
        let views = findings.iter().filter_map(|finding| {
            let mut view = self.finding_view(finding, &profile, &person, &guarded)?;
            let group = copies.iter().find(|group| group.contains(&finding.id));
            view.sites = group.map_or(1, |group| sites_of(group, &findings));
            view.said_before = self.said_before(finding, &looks);
            view.earlier = decided.get(&finding.id).cloned().unwrap_or_default();
            Some(view)
        });
        Ok(ReviewView { findings: views.collect() })
    }

    /// Shows one finding in clear. Hidden facts of the person's own stay covered.
    pub fn finding_reveal(&self, id: String) -> Result<RevealedFinding, UiError> {
        let file = self.attested_file()?;
        let finding = file.finding(&id)?.ok_or(UiError::of(ErrorCode::Gone))?.finding;
        let profile = file.profile()?;
        let rows = ROWS.iter().filter_map(|row| {
            let theirs = theirs_of(finding.listing.reveal(), row.field);
            let yours = yours_of(&profile, row.kind, false);
            (!theirs.is_empty()).then(|| RevealedRow { field: row.field.to_owned(), theirs, yours })
        });
        Ok(RevealedFinding { link: finding.link().to_owned(), rows: rows.collect() })
    }

    /// Keeps the person's decision. Only *me* leads to a removal.
    pub fn finding_decide(&self, decide: Decide) -> Result<ReviewView, UiError> {
        let file = self.attested_file()?;
        let _changing = file.changing();
        let record = file.finding(&decide.finding)?.ok_or(UiError::of(ErrorCode::Gone))?;
        let decision: Decision = serde_json::from_value(decide.decision.into())
            .map_err(|_| UiError::at(ErrorCode::Bug, "decision"))?;
        if record.finding.decision != decision {
            file.decide(record, decision)?;
        }
        self.review_view(())
    }

    fn finding_view(
        &self,
        finding: &Finding,
        profile: &Profile,
        person: &Person,
        hidden: &Redactor,
    ) -> Option<FindingView> {
        let catalogue = self.catalogue();
        let definition = catalogue.get(&finding.source)?;
        let severity = derive_severity(finding, definition, person);
        let reasons = |agrees: bool| {
            let own = finding.matched.reasons.iter().filter(move |reason| reason.agrees == agrees);
            own.map(|reason| reason.because.words().to_owned()).collect()
        };
        Some(FindingView {
            id: finding.id.0.clone(),
            source: definition.name.clone(),
            category: word_of(&definition.category),
            host: definition.host().to_owned(),
            likeness: word_of(&finding.matched.verdict),
            rows: ROWS.iter().filter_map(|row| compare(row, finding, profile, hidden)).collect(),
            agrees: reasons(true),
            disagrees: reasons(false),
            decision: word_of(&finding.decision),
            earlier: Vec::new(),
            band: word_of(&severity.band),
            sites: 1,
            came_back: finding.came_back.is_some(),
            said_before: None,
        })
    }

    /// What the person said about the closest look-alike. It is shown beside the choices and chooses nothing.
    fn said_before(&self, finding: &Finding, looks: &Looks<'_>) -> Option<SaidBeforeView> {
        if finding.decision != Decision::Undecided {
            return None;
        }
        let said = looks.said_before(&finding.id)?;
        Some(SaidBeforeView {
            decision: word_of(&said.decision),
            source: self.name_of(&said.source),
            because: word_of(&said.because),
        })
    }
}

/// What the person said about a finding before what counts now. A record that a site changed is decided anew, so what was
/// said last may be earlier as well.
fn said_earlier(record: &FindingRecord) -> Vec<EarlierView> {
    let mut decided = record.decided.as_slice();
    if let Some((last, before)) = decided.split_last()
        && last.decision == record.finding.decision
    {
        decided = before;
    }
    let said = decided.iter().map(|DecidedRecord { at, decision }| {
        let what = match decision {
            Decision::Undecided => "You took your answer back.",
            Decision::Me => "You said: me.",
            Decision::NotMe => "You said: not me.",
            Decision::NotSure => "You said: not sure.",
            Decision::Relative => "You said: a relative of mine.",
        };
        EarlierView { at: at.to_string(), what: what.to_owned() }
    });
    said.collect()
}

/// How many sites a group of findings is at.
fn sites_of(group: &[FindingId], findings: &[Finding]) -> u32 {
    let of_group = findings.iter().filter(|finding| group.contains(&finding.id));
    let sites: BTreeSet<&SourceId> = of_group.map(|finding| &finding.source).collect();
    u32::try_from(sites.len()).unwrap_or(u32::MAX)
}

/// One row of the comparison: the field's word, the kind of the person's own fact, what matching calls it.
struct Row {
    field: &'static str,
    kind: Option<Kind>,
    matched: Option<Field>,
}

const ROWS: [Row; 9] = [
    Row { field: "name", kind: Some(Kind::Name), matched: Some(Field::Name) },
    Row { field: "age", kind: Some(Kind::Birth), matched: Some(Field::Age) },
    Row { field: "address", kind: Some(Kind::Address), matched: Some(Field::Address) },
    Row { field: "phone", kind: Some(Kind::Phone), matched: Some(Field::Phone) },
    Row { field: "email", kind: Some(Kind::Email), matched: Some(Field::Email) },
    Row { field: "username", kind: Some(Kind::Username), matched: Some(Field::Username) },
    Row { field: "relative", kind: Some(Kind::Relative), matched: Some(Field::Relative) },
    Row { field: "domain", kind: Some(Kind::Domain), matched: Some(Field::Domain) },
    Row { field: "other", kind: None, matched: Some(Field::Affiliation) },
];

fn compare(row: &Row, finding: &Finding, profile: &Profile, hidden: &Redactor) -> Option<CompareRow> {
    let theirs = theirs_of(finding.listing.reveal(), row.field);
    if theirs.is_empty() {
        return None;
    }
    let masked = masked_theirs(finding.listing.reveal(), row.field, hidden);
    let yours = yours_of(profile, row.kind, true);
    let mut compared =
        finding.matched.reasons.iter().filter(|reason| Some(reason.field) == row.matched).peekable();
    let agrees = compared.peek().is_some().then(|| compared.any(|reason| reason.agrees));
    Some(CompareRow {
        field: row.field.to_owned(),
        theirs: masked,
        new_to_us: yours.is_empty(),
        yours,
        agrees,
    })
}

/// The person's own facts of a kind, masked or in clear; hidden ones are covered in both.
fn yours_of(profile: &Profile, kind: Option<Kind>, masked: bool) -> Vec<String> {
    let Some(kind) = kind else { return Vec::new() };
    let own = profile.of_kind(kind);
    own.map(|identifier| {
        let value = identifier.value.reveal();
        if masked || identifier.hidden { mask_value(value, identifier.hidden) } else { value.line() }
    })
    .collect()
}

fn theirs_of(listing: &Listing, field: &str) -> Vec<String> {
    match field {
        "name" => listing.name.iter().chain(&listing.alternative_names).cloned().collect(),
        "age" => ages(listing),
        "address" => listing.addresses.iter().map(unlisted_core::person::Address::line).collect(),
        "phone" => listing.phones.iter().map(|phone| show_phone(phone)).collect(),
        "email" => listing.emails.clone(),
        "username" => listing.usernames.clone(),
        "relative" => listing.relatives.clone(),
        "domain" => listing.domains.clone(),
        _ => listing.details.clone(),
    }
}

/// What the site shows, masked; a hidden fact of the person's is covered whole, its first letter included.
fn masked_theirs(listing: &Listing, field: &str, hidden: &Redactor) -> Vec<String> {
    let cover = |text: String, masked: String| if hidden.hides(&text) { COVER.to_owned() } else { masked };
    let each = |texts: &[String], mask: fn(&str) -> String| -> Vec<String> {
        texts.iter().map(|text| cover(text.clone(), mask(text))).collect()
    };
    match field {
        "age" => ages(listing).iter().map(|_| "\u{2022}\u{2022}".to_owned()).collect(),
        "address" => listing.addresses.iter().map(|it| cover(it.line(), mask_address(it))).collect(),
        "phone" => each(&listing.phones, mask_phone),
        "email" => each(&listing.emails, mask_email),
        "domain" => each(&listing.domains, mask_domain),
        _ => each(&theirs_of(listing, field), mask_words),
    }
}

fn ages(listing: &Listing) -> Vec<String> {
    let age = listing.age.map(|age| age.to_string());
    let range = listing.age_range.map(|[low, high]| format!("{low} to {high}"));
    let born = listing.birth_year.map(|year| format!("born {year}"));
    age.into_iter().chain(range).chain(born).collect()
}
