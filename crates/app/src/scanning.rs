//! A scan: asks what was allowed, judges each answer, keeps it before anybody is told.

mod again;
mod clerk;
mod keep;
#[cfg(test)]
mod killed;
mod run;
mod view;

pub(crate) use clerk::keep_lines;
pub(crate) use keep::{Answer, keep_answer};
pub(crate) use run::opened_line;
pub(crate) use view::outcome_of;

use crate::app::App;
use crate::case_file::{CaseFile, LatestScan};
use crate::contract::{AcceptPlan, ErrorCode, ScanView, UiError, count};
use crate::now::clock;
use crate::planning::within_day;
use crate::route::chosen_route;
use crate::session::Running;
use run::CaseDesk;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use unlisted_core::matching::derive_known;
use unlisted_core::plan::Check;
use unlisted_core::source::{Catalogue, Probe, SourceId};
use unlisted_core::{OwnFacts, Personal, Reason};
use unlisted_engine::{Patience, Scan};
use unlisted_net::{Asker, Limits, RangeDoor, Reach};

/// A host that asks us to slow down is waited for twice, and two minutes in all.
const PATIENCE: Patience = Patience { tries: 2, longest: Duration::from_mins(2) };
/// After so long the person is told who is still slow.
const SOFT: Duration = Duration::from_secs(12);

impl App {
    /// Asks what was accepted, if that is still what would be asked. The accepted plan is kept first; progress is told as
    /// it comes.
    pub fn scan_start(&self, accepted: AcceptPlan) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        self.no_scan_runs()?;
        let plan = self.scoped_plan(&file, accepted.scope)?.accept(&self.allowed(&file)?);
        if plan.asked.is_empty() {
            return Err(ErrorCode::NothingAllowed.into());
        }
        if accepted.checks.into_iter().collect::<BTreeSet<String>>() != plan.asked {
            return Err(ErrorCode::PlanChanged.into());
        }
        let asked = plan.questions.iter().filter(|question| plan.asked.contains(&question.check.id.0));
        within_day(&file, asked.map(|question| &question.check))?;
        self.run_scan(&file, || file.begin_scan(&plan.questions, plan.left_out, plan.begun))
    }

    /// Asks what the last scan left unanswered. It was accepted then, and each question is only sent if it is still
    /// wanted.
    pub fn scan_resume(&self, (): ()) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        self.no_scan_runs()?;
        let latest = file.latest_scan()?.filter(|scan| scan.open().next().is_some());
        let latest = latest.ok_or(UiError::of(ErrorCode::NothingAllowed))?;
        within_day(&file, latest.open())?;
        self.run_scan(&file, || Ok(()))
    }

    /// Stops asking. What was answered stays; the rest ends as *cancelled*.
    pub fn scan_cancel(&self, (): ()) -> Result<ScanView, UiError> {
        if let Some(running) = self.session().as_ref().and_then(|session| session.running.clone()) {
            running.cancel.cancel();
        }
        self.scan_view(())
    }

    /// A running scan changes what there is to ask, so nothing is planned beside it.
    pub(crate) fn no_scan_runs(&self) -> Result<(), UiError> {
        let running = self.session().as_ref().and_then(|session| session.running.clone());
        if running.is_some_and(|running| running.is_running()) {
            return Err(ErrorCode::ScanRunning.into());
        }
        Ok(())
    }

    /// Runs what is open in the latest scan, after `begin` has kept one; one scan at a time.
    fn run_scan(
        &self,
        file: &CaseFile,
        begin: impl FnOnce() -> Result<(), UiError>,
    ) -> Result<ScanView, UiError> {
        let asker = self.asker(file)?;
        let known = derive_known(&file.profile()?.person(), file.today());
        let catalogue = self.catalogue();
        {
            let mut session = self.session();
            let session = session.as_mut().ok_or(UiError::of(ErrorCode::CaseLocked))?;
            // Asked once more, now that nobody else can begin one.
            if session.running.as_ref().is_some_and(Running::is_running) {
                return Err(ErrorCode::ScanRunning.into());
            }
            begin()?;
            let so_far = file.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
            let checks: Vec<Check> = so_far.open().cloned().collect();
            let automatic = so_far.checks.iter().filter(|check| !check.by_hand).count();
            let running = Running::new(count(automatic), count(automatic - checks.len()));
            session.running = Some(running.clone());
            let hosts = checks.iter().filter_map(|check| check.url.reveal().host_str());
            let scan = Scan {
                asker: asker.only(hosts),
                catalogue: Arc::clone(&catalogue),
                checks,
                controls: known_controls(file, &catalogue, &so_far)?,
                own: OwnFacts::derive(&file.profile()?),
                keys: keys_to_send(file, &catalogue, session.practice.is_some())?,
                patience: if session.practice.is_some() { Patience::NONE } else { PATIENCE },
                soft: SOFT,
                clock,
                cancel: running.cancel.clone(),
            };
            let shell = Arc::clone(&self.inner.shell);
            let desk = CaseDesk::new(file.clone(), so_far, catalogue, shell, known, running);
            let app = self.clone();
            self.inner.runtime.spawn(async move {
                desk.run(scan).await;
                // Nobody waits for it; a copy that could not be written is made up for at the next opening.
                let _ = tokio::task::spawn_blocking(move || app.back_up()).await;
            });
        }
        self.scan_view(())
    }

    /// Writes a copy of the vault, where it changed since the last one. Nothing is read or written beside it: some tens of
    /// milliseconds for a usual case.
    fn back_up(&self) {
        // Not while the session is held: locking must not wait for it. The copies that were there are there still.
        let _ = self.vault().map(|vault| vault.back_up());
    }

    fn asker(&self, file: &CaseFile) -> Result<Asker, UiError> {
        if let Some(range) = self.practice() {
            let door = RangeDoor { address: range.address, ca_pem: range.ca_pem, hosts: range.hosts };
            return Ok(Asker::new(Reach::Range(door))?);
        }
        let route = chosen_route(file)?;
        Ok(Asker::with_route(Reach::Live, route.limits(Limits::default()), &route)?)
    }
}

/// What is known of the controls that are not asked now: those of the last week, and those of this scan.
fn known_controls(
    file: &CaseFile,
    catalogue: &Catalogue,
    scan: &LatestScan,
) -> Result<BTreeMap<SourceId, Option<Reason>>, UiError> {
    let proven = file.proven(catalogue)?;
    let mut controls: BTreeMap<SourceId, Option<Reason>> =
        proven.into_iter().map(|source| (source, None)).collect();
    controls.extend(scan.controls());
    Ok(controls)
}

/// The person's keys. The practice range takes any key, and no real one is given to it.
fn keys_to_send(
    file: &CaseFile,
    catalogue: &Catalogue,
    practising: bool,
) -> Result<BTreeMap<SourceId, Personal<String>>, UiError> {
    if !practising {
        return file.keys();
    }
    let wants_key = |probe: &Probe| matches!(probe, Probe::Json(json) if json.key.is_some());
    let sources = catalogue.iter().filter(|definition| wants_key(&definition.probe));
    Ok(sources.map(|definition| (definition.id.clone(), "practice".into())).collect())
}
