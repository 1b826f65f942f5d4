//! Laws as data (assets/laws/<id>.toml): whom they protect, what they give, and their clock.

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/laws");

/// One law a person can rely on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Version of this format; 1.
    pub format: u32,
    /// Permanent id, equal to the file's name.
    pub id: String,
    /// The law's whole name.
    pub name: String,
    /// What people call it.
    pub short: String,
    /// What it gives here, one plain sentence.
    pub right: String,
    /// Where it protects people: ISO 3166 countries (`GB`) and subdivisions (`US-CA`).
    pub regions: Vec<String>,
    /// Laws in whose place it stands for people they do not protect: a source that names California's law is a business
    /// of the size that other states' laws cover as well.
    #[serde(default)]
    pub stands_in_for: Vec<String>,
    /// Days the site has to answer; counted after `months`.
    #[serde(default)]
    pub days: u16,
    /// Whole months the site has to answer.
    #[serde(default)]
    pub months: u8,
    /// Further days it may take if it says so in time.
    #[serde(default)]
    pub extension_days: u16,
    /// Further whole months it may take if it says so in time.
    #[serde(default)]
    pub extension_months: u8,
    /// The clock does not start before this day.
    #[serde(default)]
    pub starts: Option<Date>,
    /// What to know about the clock and the limits, plain sentences.
    pub clock: String,
    /// Whom to complain to, one plain sentence.
    #[serde(default)]
    pub complain: Option<String>,
    /// The letter that uses it (assets/letters/en/<letter>.txt); none where the law works by another door.
    #[serde(default)]
    pub letter: Option<String>,
    /// Where each fact comes from, with its mark: `[S]` read in a source, `[K]` known and not re-read.
    pub facts: Vec<String>,
}

impl Law {
    /// Whether it protects somebody in one of these regions (`US-CA`, `GB`): a country covers its subdivisions.
    pub fn protects(&self, regions: &[String]) -> bool {
        regions.iter().any(|region| {
            let country = region.split_once('-').map_or(region.as_str(), |(country, _)| country);
            self.regions.iter().any(|covered| covered == region || covered == country)
        })
    }

    /// The days it gives at most without extension, for showing: months count as 31.
    pub fn shown_days(&self) -> u16 {
        self.days + u16::from(self.months) * 31
    }

    /// The time it gives, in its own words: `45 days`, `one month`.
    pub fn time(&self) -> String {
        match (self.months, self.days) {
            (0, days) => format!("{days} days"),
            (1, 0) => "one month".to_owned(),
            (months, 0) => format!("{months} months"),
            (months, days) => format!("{months} months and {days} days"),
        }
    }
}

/// The last day a site has to answer a request made on `asked`: never before the law's own.
///
/// A month ends on the same day of the next month, or on its last day where there is no such day.
pub fn deadline(law: &Law, asked: Date) -> Date {
    ends(law, asked, i64::from(law.months).months().days(i64::from(law.days)))
}

/// The last day where the site asked for its extension in time.
pub fn extended_deadline(law: &Law, asked: Date) -> Date {
    let months = i64::from(law.months) + i64::from(law.extension_months);
    ends(law, asked, months.months().days(i64::from(law.days) + i64::from(law.extension_days)))
}

fn ends(law: &Law, asked: Date, span: Span) -> Date {
    law.starts.map_or(asked, |starts| asked.max(starts)).saturating_add(span)
}

/// All shipped laws by id. A test proves that every file is readable.
pub fn laws() -> &'static BTreeMap<String, Law> {
    static LAWS: LazyLock<BTreeMap<String, Law>> = LazyLock::new(|| {
        let read = FILES.files().filter_map(|file| toml::from_str::<Law>(file.contents_utf8()?).ok());
        read.map(|law| (law.id.clone(), law)).collect()
    });
    &LAWS
}

/// The shipped law files as (`id.toml`, text), for tests and the linter.
pub fn law_files() -> Vec<(String, &'static str)> {
    FILES.files().filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?))).collect()
}

/// The best law of a source for somebody in these regions, or none. `ids` are as its definition names them, best first;
/// laws with a letter go before laws that work by another door.
pub fn fitting_law(ids: &[String], regions: &[String]) -> Option<&'static Law> {
    let named = ids.iter().filter_map(|id| laws().get(id));
    let standing_in = laws().values().filter(|law| law.stands_in_for.iter().any(|other| ids.contains(other)));
    let fitting: Vec<&Law> = named.chain(standing_in).filter(|law| law.protects(regions)).collect();
    fitting.iter().find(|law| law.letter.is_some()).or(fitting.first()).copied()
}

/// Where the person lives now, as law files write it: `US-IL`, `GB`. Only current addresses count.
pub fn derive_regions(person: &crate::Person) -> Vec<String> {
    let mut regions: Vec<String> = Vec::new();
    for address in person.addresses.iter().filter(|address| address.current) {
        let code = crate::identifier::region_code(&address.region);
        let country = country_of(address);
        let region = match code {
            Some(code) if matches!(country, "US" | "CA") => format!("{country}-{code}"),
            _ => country.to_owned(),
        };
        if !region.is_empty() && !regions.contains(&region) {
            regions.push(region);
        }
    }
    regions
}

/// The two-letter code of an address's country, also where only a North American region tells it; empty when unknown.
pub(crate) fn country_of(address: &crate::person::Address) -> &str {
    match (address.country.as_str(), crate::identifier::region_code(&address.region)) {
        ("UK", _) => "GB",
        ("", Some(code)) => country_of_region(code),
        (country, _) => country,
    }
}

/// The country of a North American two-letter region code (USPS Publication 28, Canada Post).
fn country_of_region(code: &str) -> &'static str {
    match code {
        "AB" | "BC" | "MB" | "NB" | "NL" | "NS" | "ON" | "PE" | "QC" | "SK" => "CA",
        _ => "US",
    }
}
