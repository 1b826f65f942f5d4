//! Task cards as data (assets/tasks/<area>/<id>.toml): what helps beyond the removal of single listings.

use super::{Draft, Rank, Task, TaskId, TaskInput, TaskState};
use crate::exposure::Band;
use crate::finding::Decision;
use crate::identifier::Kind;
use crate::law::derive_regions;
use crate::source::{Ask, Category};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use url::Url;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/tasks");

/// One general task.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskCard {
    /// Version of this format; 1.
    pub format: u32,
    /// Permanent id, equal to the file's name.
    pub id: String,
    /// Its folder.
    pub area: String,
    /// What to do.
    pub title: String,
    /// Why.
    pub why: String,
    /// The steps, each one plain sentence.
    pub steps: Vec<String>,
    /// Where it is done.
    #[serde(default)]
    pub link: Option<Url>,
    /// What it asks for.
    #[serde(default)]
    pub flags: Vec<Ask>,
    /// What to know beforehand.
    #[serde(default)]
    pub warning: Option<String>,
    /// Whom it is for.
    pub applies: Applies,
    /// For `has-findings`: in which kind of source.
    #[serde(default)]
    pub category: Option<Category>,
    /// Where it applies, as in law files; empty means everywhere. Also shown to whoever gave no address.
    #[serde(default)]
    pub regions: Vec<String>,
    /// A further step for people of one region: the office and its number.
    #[serde(default)]
    pub by_region: BTreeMap<String, String>,
    /// How urgent.
    pub band: Band,
    /// Whether it changes the record that others copy.
    #[serde(default)]
    pub upstream: bool,
    /// Whether it is done in minutes with one's own settings.
    #[serde(default)]
    pub quick: bool,
    /// Longest usual days until it works.
    #[serde(default)]
    pub days: Option<u16>,
    /// Where each fact comes from, with its mark: `[S]` read in a source, `[K]` known and not re-read.
    pub facts: Vec<String>,
}

/// Whom a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Everybody.
    Always,
    /// Whoever has a finding decided *me* (in `category`, where it is given).
    HasFindings,
    /// Whoever has a finding decided to be a relative's.
    RelativeFindings,
    /// Whoever gave a current address.
    CurrentAddress,
    /// Whoever gave an account name.
    Username,
    /// Whoever gave a phone number.
    Phone,
    /// Whoever gave a domain.
    Domain,
}

/// All shipped cards in the order of their ids. A test proves that every file is readable.
pub fn task_cards() -> &'static [TaskCard] {
    static CARDS: LazyLock<Vec<TaskCard>> = LazyLock::new(|| {
        let mut cards: Vec<TaskCard> =
            card_files().iter().filter_map(|(_, text)| toml::from_str(text).ok()).collect();
        cards.sort_by(|a, b| a.id.cmp(&b.id));
        cards
    });
    &CARDS
}

/// The shipped card files as (`area/id.toml`, text), for tests and the linter.
pub fn card_files() -> Vec<(String, &'static str)> {
    let files = FILES.dirs().flat_map(Dir::files);
    files.filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?))).collect()
}

/// The cards that apply to this person, as drafts.
pub(super) fn tasks(input: &TaskInput<'_>) -> Vec<Draft> {
    let regions = derive_regions(&input.profile.shown_person());
    task_cards()
        .iter()
        .filter(|card| card.applies_to(input, &regions))
        .map(|card| draft(card, input, &regions))
        .collect()
}

impl TaskCard {
    fn applies_to(&self, input: &TaskInput<'_>, regions: &[String]) -> bool {
        let here = self.regions.is_empty()
            || regions.iter().any(|region| {
                self.regions
                    .iter()
                    .any(|covered| region == covered || region.starts_with(&format!("{covered}-")))
            });
        let of = |kind: Kind| input.profile.of_kind(kind).next().is_some();
        here && match self.applies {
            Applies::Always => true,
            Applies::HasFindings => input.findings.iter().any(|(finding, _)| {
                let source = input.catalogue.get(&finding.source);
                let fits = |category| source.is_some_and(|definition| definition.category == category);
                finding.decision == Decision::Me && self.category.is_none_or(fits)
            }),
            Applies::RelativeFindings => {
                input.findings.iter().any(|(finding, _)| finding.decision == Decision::Relative)
            }
            Applies::CurrentAddress => input.profile.person().addresses.iter().any(|address| address.current),
            Applies::Username => of(Kind::Username),
            Applies::Phone => of(Kind::Phone),
            Applies::Domain => of(Kind::Domain),
        }
    }
}

fn draft(card: &TaskCard, input: &TaskInput<'_>, regions: &[String]) -> Draft {
    let mut steps = card.steps.clone();
    steps.extend(regions.iter().filter_map(|region| card.by_region.get(region).cloned()));
    let local_steps = steps.len() - card.steps.len();
    let task = Task {
        id: TaskId(format!("card-{}", card.id)),
        title: card.title.clone(),
        why: card.why.clone(),
        band: card.band,
        order: 0,
        steps,
        local_steps,
        link: card.link.as_ref().map(|link| link.to_string().into()),
        contact: None,
        listings: Vec::new(),
        letter: None,
        law: None,
        due: input.today,
        due_why: String::new(),
        flags: card.flags.clone(),
        warning: card.warning.clone(),
        already_has: Vec::new(),
        would_teach: Vec::new(),
        clears: Vec::new(),
        findings: Vec::new(),
        state: TaskState::Open,
        since: None,
        note: None,
        next_advice: String::new(),
        facts: card.facts.clone(),
    };
    let rank = match (card.upstream, card.quick) {
        (true, _) => Rank::Upstream,
        (false, true) => Rank::QuickEdit,
        (false, false) => Rank::Slow,
    };
    let seen = input.findings.iter().map(|(finding, _)| super::day::day_of(finding.first_seen));
    Draft { task, rank, score: 0, days: card.days, begun: seen.min().unwrap_or(input.today) }
}
