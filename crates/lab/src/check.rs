//! `check`: runs definitions for an invented person against the practice range or against hosts of this machine.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{catalogue, person, write_line};
use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use unlisted_core::judge::{judge, judge_control, weigh_control};
use unlisted_core::plan::{make_request, preview_plan};
use unlisted_core::source::Catalogue;
use unlisted_core::{Check, Definition, Plan, Profile, Reason, Verdict};
use unlisted_net::{Asker, Cancel, RangeDoor, Reach};
use unlisted_range::{Range, Script};

/// Hosts asked at the same time unless said otherwise; each host gets one request at a time whatever is said.
const USUAL_CONCURRENCY: usize = 16;
/// More would only exhaust this machine's sockets.
const MOST_CONCURRENCY: usize = 1024;

/// One printed line.
#[derive(Serialize)]
struct Line {
    source: String,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    url: String,
    ms: u64,
}

/// Prints a line for each check as it ends. Controls are asked with `--controls` and weigh in the lines of their source.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    arguments.no_plain()?;
    let sources = arguments.all("sources");
    if sources.is_empty() {
        return Err(Failure::MissingOption("sources"));
    }
    let person_file = arguments.need("person")?;
    let concurrency = match arguments.one("concurrency")? {
        None => USUAL_CONCURRENCY,
        Some(number) => number
            .parse()
            .ok()
            .filter(|number| (1..=MOST_CONCURRENCY).contains(number))
            .ok_or(Failure::StrangeValue { option: "concurrency", wanted: "a number from 1 to 1024" })?,
    };
    let catalogue = catalogue(sources)?;
    let mut plan = preview_plan(&catalogue, &Profile::from_person(&person(person_file)?));
    plan.checks.retain(|check| !check.control || arguments.flag("controls"));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(run_plan(&catalogue, plan, arguments.flag("lab-hosts"), concurrency, out))?;
    Ok(ExitCode::SUCCESS)
}

async fn run_plan(
    catalogue: &Catalogue,
    plan: Plan,
    lab_hosts: bool,
    concurrency: usize,
    out: &mut impl Write,
) -> Result<(), Failure> {
    // The range lives until the last check has ended. A live reach is never made here.
    let range = if lab_hosts { None } else { Some(Range::start(catalogue, Script::default()).await?) };
    let reach = range.as_ref().map_or(Reach::Loopback, |range| {
        Reach::Range(RangeDoor {
            address: range.address(),
            ca_pem: range.ca_pem().to_owned(),
            hosts: range.hosts(),
        })
    });
    let asker = Asker::new(reach)?;
    let slots = Arc::new(Semaphore::new(concurrency));
    let (sender, receiver) = mpsc::channel(64);
    let mut tasks = Vec::new();
    for definition in catalogue.iter() {
        let checks: Vec<Check> =
            plan.checks.iter().filter(|check| check.source == definition.id).cloned().collect();
        let (definition, asker, slots, sender) =
            (definition.clone(), asker.clone(), slots.clone(), sender.clone());
        let id = definition.id.0.clone();
        let task = tokio::spawn(async move {
            check_source(&definition, checks, &asker, &slots, &sender).await;
        });
        tasks.push((id, task));
    }
    drop(sender);
    print_lines(receiver, tasks, out).await
}

/// Prints each line as it comes. A task that broke off took its lines with it, which is said once the others are done.
async fn print_lines(
    mut receiver: mpsc::Receiver<Line>,
    tasks: Vec<(String, JoinHandle<()>)>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    while let Some(line) = receiver.recv().await {
        write_line(out, &line)?;
    }
    for (id, task) in tasks {
        task.await.map_err(|source| Failure::BrokenOff { id, source })?;
    }
    Ok(())
}

/// One source's checks in turn, its control first: the host takes one request at a time anyway.
async fn check_source(
    definition: &Definition,
    checks: Vec<Check>,
    asker: &Asker,
    slots: &Semaphore,
    lines: &mpsc::Sender<Line>,
) {
    let mut unproven = None;
    for check in checks {
        let Ok(slot) = slots.acquire().await else { return };
        let began = Instant::now();
        let verdict = check_once(definition, &check, asker).await;
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        drop(slot);
        if check.control {
            unproven = judge_control(&verdict);
            continue;
        }
        let (verdict, reason) = match weigh_control(definition, verdict, unproven) {
            Verdict::Listed { .. } => ("listed", None),
            Verdict::NotListed => ("not_listed", None),
            Verdict::Unknown { reason } => ("unknown", Some(reason)),
        };
        let url = check.url.reveal().to_string();
        // Nobody listens any more when standard output broke.
        if lines.send(Line { source: check.source.0, verdict, reason, url, ms }).await.is_err() {
            return;
        }
    }
}

async fn check_once(definition: &Definition, check: &Check, asker: &Asker) -> Verdict {
    let request = match make_request(definition, check, None) {
        Ok(request) => request,
        Err(reason) => return Verdict::unknown(reason),
    };
    let outcome = asker.ask(&request, &Cancel::new()).await;
    judge(definition, check.values.reveal(), outcome.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_that_break_off_are_a_failure_and_the_other_lines_are_printed() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (mut out, mut broken) = (Vec::new(), Vec::new());
        let line = |source: &str| Line {
            source: source.to_owned(),
            verdict: "not_listed",
            reason: None,
            url: "https://example.com/".to_owned(),
            ms: 1,
        };
        let play = |breaks: bool, out: &mut Vec<u8>| {
            runtime.block_on(async {
                let (sender, receiver) = mpsc::channel(1);
                let other = sender.clone();
                let first = tokio::spawn(async move {
                    assert!(!breaks, "broken on purpose");
                    other.send(line("first")).await.unwrap_or_default();
                });
                let second =
                    tokio::spawn(async move { sender.send(line("second")).await.unwrap_or_default() });
                let tasks = vec![("first".to_owned(), first), ("second".to_owned(), second)];
                print_lines(receiver, tasks, out).await
            })
        };
        assert!(play(false, &mut out).is_ok());
        assert_eq!(out.split(|byte| *byte == b'\n').count(), 3, "two lines and the end");
        let failure = play(true, &mut broken).unwrap_err();
        assert!(matches!(&failure, Failure::BrokenOff { id, .. } if id == "first"), "{failure:?}");
        assert!(!failure.is_usage());
        assert!(String::from_utf8(broken).unwrap().contains("\"second\""));
    }
}
