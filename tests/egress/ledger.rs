//! A scan that keeps a ledger: what was said to be sent, to be laid beside what was captured.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use unlisted_core::plan::preview_plan;
use unlisted_core::source::Catalogue;
use unlisted_core::{Check, CheckId, Profile, SourceId, Verdict};
use unlisted_engine::{Answer, Desk, Event, Patience, Permit, Scan};
use unlisted_net::{Asker, Cancel};
use url::Url;

/// What a scan wrote down.
#[derive(Default)]
pub(crate) struct Notebook {
    lines: Mutex<Vec<(CheckId, Url)>>,
    answers: Mutex<BTreeMap<SourceId, Verdict>>,
}

impl Desk for Notebook {
    async fn sending(&self, check: &Check, url: &Url) -> Permit {
        self.lines.lock().unwrap().push((check.id.clone(), url.clone()));
        Permit::Granted
    }

    async fn ended(&self, check: &Check, answer: &Answer) -> bool {
        let mut lines = self.lines.lock().unwrap();
        // A line beyond what left is taken back, as the engine says.
        let mut left = answer.sent;
        lines.retain(|(id, _)| {
            let own = *id == check.id;
            let kept = !own || left > 0;
            left -= u32::from(own && kept);
            kept
        });
        if !check.control {
            self.answers.lock().unwrap().insert(check.source.clone(), answer.verdict.clone());
        }
        true
    }

    fn noticed(&self, _: Event<'_>) {}
}

impl Notebook {
    /// Every request that left, as host and path with query, sorted.
    pub(crate) fn sent(&self) -> Vec<(String, String)> {
        let part = |url: &Url| {
            let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
            (url.host_str().unwrap().to_owned(), format!("{}{query}", url.path()))
        };
        let mut sent: Vec<_> = self.lines.lock().unwrap().iter().map(|(_, url)| part(url)).collect();
        sent.sort();
        sent
    }

    /// The verdict on a source.
    pub(crate) fn verdict(&self, source: &str) -> Option<Verdict> {
        self.answers.lock().unwrap().get(&SourceId(source.to_owned())).cloned()
    }
}

/// The hosts of the plan for a person.
pub(crate) fn planned(catalogue: &Catalogue, profile: &Profile) -> Vec<Check> {
    preview_plan(catalogue, profile).checks
}

/// Runs the checks to their end.
pub(crate) async fn scan(asker: Asker, catalogue: &Catalogue, checks: Vec<Check>) -> Arc<Notebook> {
    let hosts: Vec<String> =
        checks.iter().filter_map(|check| check.url.reveal().host_str().map(str::to_owned)).collect();
    let notebook = Arc::new(Notebook::default());
    let scan = Scan {
        asker: asker.only(hosts),
        catalogue: Arc::new(catalogue.clone()),
        checks,
        controls: BTreeMap::new(),
        own: unlisted_core::OwnFacts::default(),
        keys: BTreeMap::new(),
        patience: Patience::NONE,
        soft: Duration::from_hours(1),
        clock: SystemTime::now,
        cancel: Cancel::new(),
    };
    scan.run(notebook.clone()).await.unwrap();
    notebook
}
