//! One invented audit: a profile, six sources, six findings and a few marks.

use jiff::civil::Date;
use unlisted_core::exposure::{Severity, derive_severity};
use unlisted_core::finding::{FindingId, assign_findings};
use unlisted_core::matching::{Likeness, Match};
use unlisted_core::person::{Address, Birth, Name, NameKind, Relative};
use unlisted_core::plan::Gap;
use unlisted_core::redact::Redaction;
use unlisted_core::removal::{Task, TaskId, TaskInput, TaskMark, TaskState, derive_tasks};
use unlisted_core::report::{Format, Outcome, ReportInput, SourceOutcome, make_report};
use unlisted_core::source::Catalogue;
use unlisted_core::{CheckId, Decision, Finding, Kind, Listing, Person, Profile, Reason, SourceId};

/// Everything the tests begin with.
pub(crate) struct Audit {
    pub(crate) profile: Profile,
    pub(crate) catalogue: Catalogue,
    pub(crate) findings: Vec<Finding>,
    pub(crate) marks: Vec<TaskMark>,
    pub(crate) sources: Vec<SourceOutcome>,
}

pub(crate) fn today() -> Date {
    jiff::civil::date(2026, 11, 22)
}

pub(crate) fn name(first: &str, middle: &str, last: &str, kind: NameKind) -> Name {
    Name { first: first.into(), middle: middle.into(), last: last.into(), kind, ..Name::default() }
}

pub(crate) fn address(street: &str, city: &str, region: &str, postcode: &str, current: bool) -> Address {
    Address {
        street: street.into(),
        city: city.into(),
        region: region.into(),
        postcode: postcode.into(),
        country: "US".into(),
        current,
    }
}

/// The practice person.
pub(crate) fn juniper() -> Person {
    Person {
        names: vec![
            name("Juniper", "May", "Quillfeather", NameKind::Legal),
            name("Lumen", "", "Fox", NameKind::Stage),
            name("Casper", "", "Quillfeather", NameKind::Former),
        ],
        birth: Birth { date: Some(jiff::civil::date(1994, 5, 17)), year: None },
        addresses: vec![
            address("1420 Example Lane", "Springfield", "IL", "62701", true),
            address("77 Sample Court", "Dayton", "OH", "45402", false),
        ],
        phones: vec!["+12175550142".into()],
        emails: vec!["juniper.quillfeather@example.com".into()],
        usernames: vec!["lumenfox".into()],
        relatives: vec![Relative { name: "Marlow Quillfeather".into() }],
        ..Person::default()
    }
}

/// What the definitions of the invented sources have in common.
pub(crate) fn definition(
    id: &str,
    category: &str,
    reach: u8,
    exposes: &str,
    top: &str,
    removal: &str,
) -> String {
    format!(
        r#"
format = 1
id = "{id}"
name = "{id}.example"
category = "{category}"
home = "https://{id}.example.com/"
exposes = [{exposes}]
reach = {reach}
checked_live = "never"
facts = ["invented for tests"]
{top}
[probe]
kind = "hand"
url = "https://{id}.example.com/{{first}}-{{last}}"
why = "bot-wall"
look_for = "Your own record."

[removal]
{removal}
"#
    )
}

pub(crate) fn catalogue() -> Catalogue {
    let people = r#""street-address", "phone", "relatives", "age", "name""#;
    let form = "how = \"web-form\"\nlink = \"https://form.example.com/out\"\nasks_for = [\"email-confirmation\"]\n\
                teaches = [\"email\", \"phone\"]\ndays = [3, 7]\nsteps = [\"Find your record.\", \"Send the form.\"]\n\
                laws = [\"us-ca-delete-act\", \"us-ca-ccpa\", \"gdpr\"]\n";
    let mail = "how = \"email\"\ncontact = \"privacy@example.org\"\nsteps = [\"Send the letter.\"]\n\
                laws = [\"gdpr\", \"us-ca-ccpa\"]\n";
    let office = "how = \"record-office\"\nsteps = [\"Ask the office for its form.\"]\ndays = [10, 30]\n";
    let account = "how = \"account\"\nlink = \"https://accounts.example.com/settings\"\nasks_for = [\"account\"]\n\
                   steps = [\"Clear the name.\"]\n";
    let group = "owner = \"peopleconnect\"";
    let mut catalogue = Catalogue::default();
    for text in [
        definition("alpha-people", "people-search", 4, people, group, form),
        definition("beta-people", "people-search", 4, people, group, form),
        definition("gamma-people", "people-search", 4, people, "", mail),
        definition("county-roll", "public-record", 4, r#""street-address", "name", "records""#, "", office),
        definition("chat-place", "profile", 5, r#""username", "name""#, "", account),
        definition("delta-people", "people-search", 3, people, "", form),
        definition("walled-people", "people-search", 4, people, "", form),
        definition("empty-people", "people-search", 4, people, "", form),
        definition("domain-book", "domain", 3, r#""name""#, "", office),
        definition("skipped-people", "people-search", 4, people, "", form),
    ] {
        catalogue.add("invented.toml", &text).expect("the invented definitions are well formed");
    }
    catalogue
}

pub(crate) fn finding(source: &str, listing: Listing, decision: Decision, verdict: Likeness) -> Finding {
    let source = SourceId(source.to_owned());
    let seen = "2026-11-20T12:00:00Z".parse().expect("a constant moment");
    Finding {
        id: assign_findings(&source, &[], std::slice::from_ref(&listing), jiff::civil::date(2026, 11, 20))
            .remove(0),
        check: CheckId(format!("check-{}", source.0)),
        page: format!("https://{}.example.com/juniper-quillfeather", source.0).into(),
        source,
        listing: listing.into(),
        matched: Match { verdict, score: 0.9, reasons: Vec::new() },
        decision,
        first_seen: seen,
        last_seen: seen,
        came_back: None,
    }
}

/// What a people-search site shows about Juniper; the texts of a site may be hostile.
pub(crate) fn whole_listing(url: &str) -> Listing {
    Listing {
        name: Some("Juniper M Quillfeather".into()),
        alternative_names: vec!["Casper Quillfeather".into(), "J *May* <b>Quill</b>".into()],
        age: Some(32),
        addresses: vec![
            address("1420 Example Ln", "Springfield", "IL", "62701", false),
            address("77 Sample Ct", "Dayton", "OH", "45402", false),
        ],
        phones: vec!["(217) 555-0142".into()],
        emails: vec!["juniper.quillfeather@example.com".into()],
        relatives: vec!["Marlow Quillfeather".into()],
        details: vec![
            "=HYPERLINK(\"https://evil.example\")".into(),
            "Formerly C\u{e1}sper, of Dayton".into(),
        ],
        url: Some(url.into()),
        ..Listing::default()
    }
}

impl Audit {
    /// The audit as the snapshots show it.
    pub(crate) fn practice() -> Self {
        let past = Listing {
            name: Some("Juniper Quillfeather".into()),
            addresses: vec![address("77 Sample Court", "Dayton", "OH", "45402", false)],
            ..Listing::default()
        };
        let handle = Listing {
            name: Some("Juniper Quillfeather".into()),
            usernames: vec!["lumenfox".into()],
            url: Some("https://chat-place.example.com/lumenfox".into()),
            ..Listing::default()
        };
        let findings = vec![
            finding(
                "alpha-people",
                whole_listing("https://alpha-people.example.com/p/juniper-quillfeather/91"),
                Decision::Me,
                Likeness::Same,
            ),
            finding(
                "beta-people",
                whole_listing("https://beta-people.example.com/name/casper-quillfeather"),
                Decision::Me,
                Likeness::Same,
            ),
            finding(
                "gamma-people",
                whole_listing("https://gamma-people.example.com/p/91"),
                Decision::Me,
                Likeness::Same,
            ),
            finding("county-roll", past.clone(), Decision::Me, Likeness::Same),
            finding("chat-place", handle, Decision::Me, Likeness::Same),
            finding("delta-people", past, Decision::NotSure, Likeness::Possible),
        ];
        let outcome =
            |source: &str, outcome: Outcome| SourceOutcome { source: SourceId(source.into()), outcome };
        let found = |unknown| Outcome::Found { listings: 1, unread: 0, unknown };
        let half_read = Outcome::Found { listings: 1, unread: 2, unknown: None };
        let sources = vec![
            outcome("walled-people", Outcome::CouldNotCheck(Reason::Blocked)),
            outcome("alpha-people", found(None)),
            outcome("beta-people", half_read),
            outcome("gamma-people", found(Some(Reason::RateLimited))),
            outcome("county-roll", found(None)),
            outcome("chat-place", found(None)),
            outcome("delta-people", found(None)),
            outcome("empty-people", Outcome::NotFound),
            outcome("domain-book", Outcome::NotAsked(Gap::Missing(vec![Kind::Domain]))),
            outcome("skipped-people", Outcome::Skipped),
        ];
        let mark = |task: &str, state, note: Option<&str>| TaskMark {
            task: TaskId(task.into()),
            state,
            on: jiff::civil::date(2026, 11, 21),
            note: note.map(Into::into),
        };
        let marks = vec![
            mark("source-county-roll", TaskState::Asked, None),
            mark("source-chat-place", TaskState::Asked, None),
            mark("source-chat-place", TaskState::Done, Some("Told them about Casper on the phone")),
        ];
        Self { profile: Profile::from_person(&juniper()), catalogue: catalogue(), findings, marks, sources }
    }

    pub(crate) fn weighed(&self) -> Vec<(&Finding, Severity)> {
        let person = self.profile.person();
        let weigh = |finding: &Finding| {
            let definition = self.catalogue.get(&finding.source).expect("every finding has its definition");
            derive_severity(finding, definition, &person)
        };
        self.findings.iter().map(|finding| (finding, weigh(finding))).collect()
    }

    pub(crate) fn tasks(&self, today: Date) -> Vec<Task> {
        derive_tasks(&TaskInput {
            findings: &self.weighed(),
            catalogue: &self.catalogue,
            profile: &self.profile,
            marks: &self.marks,
            today,
        })
    }

    /// The tasks about findings: a snapshot must not change whenever a task card does.
    pub(crate) fn removals(&self, today: Date) -> Vec<Task> {
        self.tasks(today).into_iter().filter(|task| !task.findings.is_empty()).collect()
    }

    /// The report on the tasks about findings.
    pub(crate) fn write(&self, format: Format, redaction: Redaction) -> String {
        self.write_with(&self.removals(today()), format, redaction)
    }

    pub(crate) fn write_with(&self, tasks: &[Task], format: Format, redaction: Redaction) -> String {
        let report = make_report(
            &ReportInput {
                made_on: today(),
                practice: true,
                consent: Some("Made with consent of Juniper Quillfeather until 2027-01-31."),
                sources: &self.sources,
                findings: &self.weighed(),
                tasks,
                catalogue: &self.catalogue,
                profile: &self.profile,
            },
            redaction,
        );
        format.write(&report)
    }

    pub(crate) fn id(&self, source: &str) -> &FindingId {
        let found = self.findings.iter().find(|finding| finding.source.0 == source);
        &found.expect("the source has a finding").id
    }
}
