//! `check`: runs definitions for an invented person against the practice range or against hosts of this machine.

mod lines;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{catalogue, person};
use crate::tell;
use lines::{Lines, print_lines};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use unlisted_core::plan::preview_plan;
use unlisted_core::source::Catalogue;
use unlisted_core::{OwnFacts, Profile, Reason, SourceId};
use unlisted_engine::{Patience, Scan};
use unlisted_net::{Asker, Cancel, Limits, RangeDoor, Reach};
use unlisted_range::{Range, Script};

/// Requests under way at the same time unless said otherwise; each host gets one at a time whatever is said.
const USUAL_CONCURRENCY: usize = 512;
/// More would only exhaust this machine's sockets.
const MOST_CONCURRENCY: usize = 4096;
/// Descriptors that are not sockets of requests: files, the range, the runtime.
const OTHER_DESCRIPTORS: usize = 64;
/// What `--patient` waits for a host that asks us to slow down.
const PATIENT: Patience = Patience { tries: 5, longest: Duration::from_mins(2) };
/// After so long nobody is told who is still slow: a line for each check is all that is printed.
const NEVER: Duration = Duration::from_hours(24);
/// Hosts of one's own machine are burdened by nobody else.
const OWN_PAUSE: Duration = Duration::from_millis(20);

/// Prints a line for each check as it ends. Controls are asked with `--controls` and weigh in the lines of their source.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    arguments.no_plain()?;
    let sources = arguments.all("sources");
    if sources.is_empty() {
        return Err(Failure::MissingOption("sources"));
    }
    let person_file = arguments.need("person")?;
    let concurrency = concurrency(arguments)?;
    let deadline = deadline(arguments)?;
    let (catalogue, broken) = catalogue(sources)?;
    broken.iter().for_each(tell);
    let catalogue = Arc::new(catalogue);
    let profile = Profile::from_person(&person(person_file)?);
    let mut checks = preview_plan(&catalogue, &profile).checks;
    let controls = arguments.flag("controls");
    checks.retain(|check| controls || !check.control);
    if checks.iter().all(|check| check.control) {
        // A broken file is the likelier cause, and the graver one.
        return Err(if broken.is_empty() { Failure::NothingFits } else { Failure::SomeBroken(broken.len()) });
    }
    let patience = if arguments.flag("patient") { PATIENT } else { Patience::NONE };
    let limits = |usual: Limits| Limits {
        at_once: bounded_by_descriptors(concurrency),
        ..deadline.map_or(usual, |deadline| within(usual, deadline))
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    let done = runtime.block_on(async {
        // The range lives until the last check has ended. A live reach is never made here.
        let range = if arguments.flag("lab-hosts") { None } else { Some(open_range(&catalogue).await?) };
        let asker = match &range {
            None => {
                Asker::with_limits(Reach::Loopback, Limits { pause: OWN_PAUSE, ..limits(Limits::default()) })?
            }
            Some(range) => Asker::with_limits(Reach::Range(door(range)), limits(Limits::practice()))?,
        };
        let scan = Scan {
            asker,
            controls: taken_as_proven(&catalogue, controls),
            catalogue,
            checks,
            own: OwnFacts::derive(&profile),
            keys: BTreeMap::new(),
            patience,
            soft: NEVER,
            clock: SystemTime::now,
            cancel: Cancel::new(),
        };
        let (desk, lines) = Lines::new();
        let scan = tokio::spawn(scan.run(desk));
        print_lines(lines, out).await?;
        // A scan that broke off took its other lines with it, which is said once the rest is printed.
        Ok::<_, Failure>(scan.await.map_err(Failure::BrokenOff)??)
    });
    // A connection or a look-up that hangs keeps nobody waiting.
    runtime.shutdown_background();
    done?;
    if broken.is_empty() { Ok(ExitCode::SUCCESS) } else { Err(Failure::SomeBroken(broken.len())) }
}

fn concurrency(arguments: &Arguments) -> Result<usize, Failure> {
    let Some(number) = arguments.one("concurrency")? else { return Ok(USUAL_CONCURRENCY) };
    number
        .parse()
        .ok()
        .filter(|number| (1..=MOST_CONCURRENCY).contains(number))
        .ok_or(Failure::StrangeValue { option: "concurrency", wanted: "a number from 1 to 4096" })
}

fn deadline(arguments: &Arguments) -> Result<Option<Duration>, Failure> {
    let Some(seconds) = arguments.one("deadline")? else { return Ok(None) };
    let read = |text: &str| {
        let seconds: f64 = text.parse().ok()?;
        Duration::try_from_secs_f64(seconds).ok().filter(|_| (0.1..=600.0).contains(&seconds))
    };
    read(seconds)
        .map(Some)
        .ok_or(Failure::StrangeValue { option: "deadline", wanted: "seconds from 0.1 to 600" })
}

/// Limits whose every part fits into the deadline.
fn within(usual: Limits, deadline: Duration) -> Limits {
    Limits {
        connect: usual.connect.min(deadline),
        first_byte: deadline,
        silence: deadline,
        total: deadline,
        ..usual
    }
}

/// Raises the soft limit of open files as far as the system lets us, and asks no more at once than fits under it.
fn bounded_by_descriptors(concurrency: usize) -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let wanted = u64::try_from(concurrency + OTHER_DESCRIPTORS).unwrap_or(u64::MAX);
        let limit = getrlimit(Resource::Nofile);
        let mut allowed = limit.current.unwrap_or(u64::MAX);
        if allowed < wanted {
            let raised = limit.maximum.map_or(wanted, |most| most.min(wanted));
            if setrlimit(Resource::Nofile, Rlimit { current: Some(raised), ..limit }).is_ok() {
                allowed = raised;
            }
        }
        let sockets = usize::try_from(allowed).unwrap_or(usize::MAX).saturating_sub(OTHER_DESCRIPTORS);
        concurrency.min(sockets.max(1))
    }
    #[cfg(not(unix))]
    concurrency
}

/// Without `--controls` the author vouches for the sources: they count as if each had proved that it can say no.
fn taken_as_proven(catalogue: &Catalogue, controls: bool) -> BTreeMap<SourceId, Option<Reason>> {
    let vouched = catalogue.iter().filter(|_| !controls);
    vouched.map(|definition| (definition.id.clone(), None)).collect()
}

async fn open_range(catalogue: &Catalogue) -> Result<Range, Failure> {
    Ok(Range::start(catalogue, Script::default()).await?)
}

fn door(range: &Range) -> RangeDoor {
    RangeDoor { address: range.address(), ca_pem: range.ca_pem().to_owned(), hosts: range.hosts() }
}
