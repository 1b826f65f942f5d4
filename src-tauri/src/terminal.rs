//! The practice audit without a window: the same use cases, told line by line.

use crate::desktop::write_private;
use crate::range::PracticeRange;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Handle, Runtime};
use unlisted_app::contract::{
    About, AcceptPlan, Attest, ChooseSources, Decide, Export, HandAnswer, Progress, Saw, ScanState, Scope,
    Start, UiError,
};
use unlisted_app::{App, PickFailed, Picked, Practice, SaveFailed, Shell};

/// Writes a line on standard output.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Writes a line on standard error.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "unlisted: {line}");
}

/// Runs the practice audit from an empty case to the written checklist. The invented person's answers are given the way
/// a careful person would: what matches surely is *me*, hand sources stay unanswered.
pub(crate) fn practise(runtime: &Runtime, folder: &Path) -> ExitCode {
    match run(runtime, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped::App(problem)) => {
            complain(&format!("the practice audit stopped: {:?}", problem.code));
            ExitCode::FAILURE
        }
        Err(Stopped::Folder(error)) => {
            complain(&format!("cannot write to the folder: {error}"));
            ExitCode::FAILURE
        }
    }
}

enum Stopped {
    App(UiError),
    Folder(std::io::Error),
}

impl From<UiError> for Stopped {
    fn from(problem: UiError) -> Self {
        Self::App(problem)
    }
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        Self::Folder(error)
    }
}

fn run(runtime: &Runtime, folder: &Path) -> Result<(), Stopped> {
    std::fs::create_dir_all(folder)?;
    let shell = Terminal {
        folder: folder.to_owned(),
        runtime: runtime.handle().clone(),
        range: PracticeRange::default(),
    };
    let app = App::new(&folder.join("case"), Arc::new(shell), runtime.handle().clone());
    say("Practice with an invented person: every answer comes from this machine.");
    let passphrase = "practice passphrase".to_owned();
    app.start(Start {
        practice: true,
        label: "Practice".to_owned(),
        passphrase,
        keyring: false,
        recovery: false,
    })?;
    app.attest(Attest { about: About::Myself, until: None })?;
    let plan = app.plan_view(Scope::Everything)?;
    let sources = plan.sources.into_iter().map(|source| source.id).collect();
    let plan = app.plan_choose(ChooseSources { sources, allow: true, scope: Scope::Everything })?;
    say(&format!("The plan: {} questions to send, {} to look at by hand.", plan.will_send, plan.by_hand));
    let checks =
        plan.sources.iter().flat_map(|source| &source.checks).map(|check| check.id.clone()).collect();
    app.scan_start(AcceptPlan { checks, scope: Scope::Everything })?;
    wait_for(&app)?;
    for finding in app.review_view(())?.findings {
        let decision = if finding.likeness == "same" { "me" } else { "not_sure" };
        app.finding_decide(Decide { finding: finding.id, decision: decision.to_owned() })?;
    }
    for check in app.scan_view(())?.sources.into_iter().flat_map(|source| source.open_checks) {
        app.hand_answer(HandAnswer { check, answer: Saw::CouldNot })?;
    }
    say(&format!("{} tasks, the most urgent first.", app.tasks_view(())?.tasks.len()));
    for format in ["markdown", "csv", "html"] {
        app.checklist_export(Export { format: format.to_owned(), full: false })?;
    }
    app.practice_end(())?;
    let _ = std::fs::remove_dir_all(folder.join("case"));
    Ok(())
}

/// Waits for the end of the scan, at most five minutes.
fn wait_for(app: &App) -> Result<(), UiError> {
    for _ in 0..1_500 {
        let scan = app.scan_view(())?;
        if !scan.running {
            let could_not = |state: &ScanState| matches!(state, ScanState::CouldNotCheck { .. });
            let unknown = scan.sources.iter().filter(|source| could_not(&source.state)).count();
            say(&format!(
                "{} of {} questions answered; {unknown} sources could not be checked.",
                scan.done, scan.total
            ));
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    app.scan_cancel(()).map(|_| ())
}

/// A shell that prints progress and writes files into one folder.
struct Terminal {
    folder: PathBuf,
    runtime: Handle,
    range: PracticeRange,
}

impl Shell for Terminal {
    fn tell(&self, progress: Progress) {
        let Some(source) = progress.source else { return };
        let state = match source.state {
            ScanState::Waiting | ScanState::Asking => return,
            ScanState::Found { listings, .. } => format!("found {listings}"),
            ScanState::NotFound => "nothing found there".to_owned(),
            ScanState::CouldNotCheck { explain, .. } => format!("could not check. {explain}"),
        };
        say(&format!("[{}/{}] {}: {state}", progress.done, progress.total, source.name));
    }

    fn open_link(&self, _url: &str) -> bool {
        false
    }

    fn save(&self, file_name: &str, text: &str) -> Result<bool, SaveFailed> {
        let path = self.folder.join(file_name);
        write_private(&path, text).map_err(|_| SaveFailed)?;
        say(&format!("wrote {}", path.display()));
        Ok(true)
    }

    fn pick(&self, _: &[&str], _: u64) -> Result<Option<Picked>, PickFailed> {
        Ok(None)
    }

    fn enter_range(&self) -> Option<Practice> {
        self.range.enter(&self.runtime)
    }
}
