//! A scan: asks what was allowed, judges each answer, keeps it before anybody is told.

mod again;
mod run;
mod view;

pub(crate) use run::{Answer, Running, Scan, keep_answer, keep_line, sent_line};
pub(crate) use view::outcome_of;

use crate::app::App;
use crate::contract::{AcceptPlan, ErrorCode, ScanView, UiError};
use crate::now::today;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use unlisted_core::matching::derive_known;
use unlisted_core::plan::Check;
use unlisted_net::{Asker, RangeDoor, Reach};

impl App {
    /// Asks what was accepted, if that is still what would be asked. The accepted plan is kept first; progress is told as
    /// it comes.
    pub fn scan_start(&self, accepted: AcceptPlan) -> Result<ScanView, UiError> {
        let file = self.attested_file()?;
        let choices = file.choices()?;
        let profile = file.profile()?;
        let plan = self.preview(&profile);
        let allowed = |check: &Check| choices.get(&check.source).copied().unwrap_or(false);
        let checks: Vec<Check> = plan.checks.into_iter().filter(allowed).collect();
        if checks.is_empty() {
            return Err(ErrorCode::NothingAllowed.into());
        }
        let seen: BTreeSet<&str> = accepted.checks.iter().map(String::as_str).collect();
        if seen != checks.iter().map(|check| check.id.0.as_str()).collect() {
            return Err(ErrorCode::PlanChanged.into());
        }
        let left_out =
            plan.left_out.into_keys().filter(|id| choices.get(id).copied().unwrap_or(false)).collect();
        let practice = self.practice();
        let practising = practice.is_some();
        let reach = match practice {
            Some(range) => {
                Reach::Range(RangeDoor { address: range.address, ca_pem: range.ca_pem, hosts: range.hosts })
            }
            None => Reach::Live,
        };
        let asker = Asker::new(reach)?;
        let known = derive_known(&profile.person(), today());
        let keys = file.keys()?;
        let automatic =
            u32::try_from(checks.iter().filter(|check| !check.by_hand).count()).unwrap_or(u32::MAX);
        let running = Running::new(automatic);
        {
            let mut session = self.session();
            let session = session.as_mut().ok_or(UiError::of(ErrorCode::CaseLocked))?;
            if session.running.as_ref().is_some_and(Running::is_running) {
                return Err(ErrorCode::ScanRunning.into());
            }
            let so_far = Mutex::new(file.begin_scan(&checks, left_out)?);
            session.running = Some(running.clone());
            let scan = Scan {
                so_far,
                file: file.clone(),
                catalogue: Arc::clone(&self.inner.catalogue),
                shell: Arc::clone(&self.inner.shell),
                asker,
                keys,
                practising,
                known,
                running,
            };
            self.inner.runtime.spawn(Arc::new(scan).run(checks));
        }
        self.scan_view(())
    }

    /// Stops asking. What was answered stays; the rest ends as *cancelled*.
    pub fn scan_cancel(&self, (): ()) -> Result<ScanView, UiError> {
        if let Some(running) = self.session().as_ref().and_then(|session| session.running.clone()) {
            running.cancel.cancel();
        }
        self.scan_view(())
    }
}
