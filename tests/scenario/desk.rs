//! A desk for scenarios: an app over a temporary folder, with a range whose log can be read.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use unlisted_app::contract::{
    About, AcceptPlan, Attest, ChooseSources, Export, IdentifierDraft, Idling, NameDraft, Progress, Proof,
    ScanView, Scope, Start, Unlock,
};
use unlisted_app::{App, Moment, PickFailed, Picked, Practice, SaveFailed, Shell};
use unlisted_core::source::Catalogue;
use unlisted_range::{Range, Script, Served, practice_person};

pub(crate) const PASSPHRASE: &str = "correct horse battery";

/// The app with everything around it.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) outside: Arc<Outside>,
    clock: Arc<Mutex<Moment>>,
    runtime: tokio::runtime::Runtime,
}

/// What the app asked of its shell.
pub(crate) struct Outside {
    range: Range,
    pub(crate) told: Mutex<Vec<Progress>>,
    pub(crate) saved: Mutex<Vec<(String, String)>>,
    pub(crate) opened: Mutex<Vec<String>>,
    /// The file that the person chooses next: its name and what is in it.
    pub(crate) to_pick: Mutex<Option<(String, Vec<u8>)>>,
    /// Where the person saves a copy of the vault, and takes it from.
    pub(crate) place: Mutex<Option<PathBuf>>,
    pub(crate) idling: Mutex<Vec<Idling>>,
    /// How often the page was thrown away.
    pub(crate) thrown_away: Mutex<usize>,
}

impl Shell for Outside {
    fn tell(&self, progress: Progress) {
        self.told.lock().unwrap().push(progress);
    }

    fn tell_idling(&self, idling: Idling) {
        self.idling.lock().unwrap().push(idling);
    }

    fn throw_away(&self) {
        *self.thrown_away.lock().unwrap() += 1;
    }

    fn open_link(&self, url: &str) -> bool {
        self.opened.lock().unwrap().push(url.to_owned());
        true
    }

    fn save(&self, file_name: &str, text: &str) -> Result<bool, SaveFailed> {
        self.saved.lock().unwrap().push((file_name.to_owned(), text.to_owned()));
        Ok(true)
    }

    fn pick(&self, _: &[&str], most: u64) -> Result<Option<Picked>, PickFailed> {
        let picked = self.to_pick.lock().unwrap().take();
        match picked {
            Some((_, bytes)) if bytes.len() as u64 > most => Err(PickFailed::TooLarge),
            Some((name, bytes)) => Ok(Some(Picked { name: name.into(), bytes: bytes.into() })),
            None => Ok(None),
        }
    }

    fn choose_place(&self, _: &str) -> Option<PathBuf> {
        self.place.lock().unwrap().clone()
    }

    fn choose_file(&self, _: &[&str]) -> Option<PathBuf> {
        self.place.lock().unwrap().clone()
    }

    fn enter_range(&self) -> Option<Practice> {
        let (ca_pem, hosts) = (self.range.ca_pem().to_owned(), self.range.hosts());
        Some(Practice { address: self.range.address(), ca_pem, hosts, person: practice_person() })
    }
}

impl Outside {
    /// An outside that was asked for nothing yet.
    fn over(range: Range) -> Self {
        let (told, saved, opened) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self {
            range,
            told,
            saved,
            opened,
            to_pick: Mutex::default(),
            place: Mutex::default(),
            idling: Mutex::default(),
            thrown_away: Mutex::default(),
        }
    }

    /// Everything the range was asked.
    pub(crate) fn served(&self) -> Vec<Served> {
        self.range.served()
    }
}

impl Outside {
    /// The questions among them: the rules for programs (robots.txt) are read, but nothing is told by reading them.
    pub(crate) fn questions(&self) -> Vec<Served> {
        let mut served = self.served();
        served.retain(|served| served.path_and_query.reveal() != "/robots.txt");
        served
    }
}

impl Desk {
    /// A fresh app whose range behaves as `script` says.
    pub(crate) fn with(script: Script) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let range = runtime.block_on(Range::start(&Catalogue::built_in(), script)).unwrap();
        let outside = Arc::new(Outside::over(range));
        let folder = tempfile::tempdir().unwrap();
        let shell: Arc<dyn Shell> = Arc::<Outside>::clone(&outside);
        let clock = Arc::new(Mutex::new(Moment { steady: Duration::ZERO, wall: SystemTime::now() }));
        let app = app_by(&clock, folder.path(), shell, &runtime);
        Self { app, folder, outside, clock, runtime }
    }

    /// Lets time pass by both clocks, and looks.
    pub(crate) fn pass(&self, time: Duration) {
        let mut clock = self.clock.lock().unwrap();
        *clock = Moment { steady: clock.steady + time, wall: clock.wall + time };
        drop(clock);
        self.app.look();
    }

    /// Sets the wall clock ahead by so many hours, or back.
    pub(crate) fn set_clock(&self, hours: i64) {
        let by = Duration::from_hours(hours.unsigned_abs());
        let wall = &mut self.clock.lock().unwrap().wall;
        *wall = if hours < 0 { *wall - by } else { *wall + by };
    }

    /// Lets time pass by the wall clock only, as on a machine whose other clock stands still in its sleep, and looks.
    pub(crate) fn sleep(&self, time: Duration) {
        self.clock.lock().unwrap().wall += time;
        self.app.look();
    }

    /// A practice case, attested.
    pub(crate) fn practising(script: Script) -> Self {
        let desk = Self::with(script);
        desk.app.start(new_case(true)).unwrap();
        desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
        desk
    }

    /// The same folder opened by an app that starts anew.
    pub(crate) fn restart(&mut self) {
        self.app.lock(()).unwrap();
        let shell: Arc<dyn Shell> = Arc::<Outside>::clone(&self.outside);
        self.app = app_by(&self.clock, self.folder.path(), shell, &self.runtime);
    }

    /// A case of somebody's own, in which nothing is entered yet.
    pub(crate) fn own_case() -> Self {
        let desk = Self::with(Script::default());
        desk.app.start(new_case(false)).unwrap();
        desk.app.attest(Attest { about: About::Myself, until: None }).unwrap();
        desk
    }

    /// Enters a name of two words.
    pub(crate) fn add_name(&self, first: &str, last: &str, kind: &str) {
        let (middle, suffix) = (String::new(), String::new());
        let name = NameDraft { first: first.into(), middle, last: last.into(), suffix, kind: kind.into() };
        self.app.identifier_add(IdentifierDraft::Name(name)).unwrap();
    }

    /// Allows every source of the plan; returns their ids.
    pub(crate) fn allow_all(&self) -> Vec<String> {
        let sources: Vec<String> =
            self.app.plan_view(Scope::Everything).unwrap().sources.into_iter().map(|it| it.id).collect();
        self.app
            .plan_choose(ChooseSources { sources: sources.clone(), allow: true, scope: Scope::Everything })
            .unwrap();
        sources
    }

    /// The plan as a person would accept it: every allowed check.
    pub(crate) fn accepted(&self, scope: Scope) -> AcceptPlan {
        let sources = self.app.plan_view(scope).unwrap().sources.into_iter().filter(|source| source.allowed);
        AcceptPlan { checks: sources.flat_map(|source| source.checks).map(|check| check.id).collect(), scope }
    }

    /// Starts a scan and waits for its end.
    pub(crate) fn scan(&self) -> ScanView {
        self.scan_of(Scope::Everything)
    }

    /// Starts a scan of one scope and waits for its end.
    pub(crate) fn scan_of(&self, scope: Scope) -> ScanView {
        self.app.scan_start(self.accepted(scope)).unwrap();
        self.wait()
    }

    /// Locks, lets the sources behave otherwise from now on, and unlocks the practice case again.
    pub(crate) fn replay(&mut self, script: Script) {
        self.app.lock(()).unwrap();
        let range = self.runtime.block_on(Range::start(&Catalogue::built_in(), script)).unwrap();
        self.outside = Arc::new(Outside::over(range));
        self.restart();
        self.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    }

    /// Waits for the end of the running scan, at most two minutes.
    pub(crate) fn wait(&self) -> ScanView {
        for _ in 0..1_200 {
            let view = self.app.scan_view(()).unwrap();
            if !view.running {
                return view;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the scan ended");
    }

    /// One export as text.
    pub(crate) fn export(&self, format: &str, full: bool) -> String {
        self.app.checklist(&Export { format: format.to_owned(), full }).unwrap().text
    }
}

/// Opening with a passphrase.
pub(crate) fn unlock(practice: bool, passphrase: &str) -> Unlock {
    Unlock { practice, proof: Proof::Passphrase { text: passphrase.to_owned() } }
}

/// A new case under the passphrase of all scenarios, without the keyring.
pub(crate) fn new_case(practice: bool) -> Start {
    Start {
        practice,
        label: "My audit".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
        keyring: false,
        recovery: false,
    }
}

/// An app whose time is the test's.
fn app_by(
    clock: &Arc<Mutex<Moment>>,
    folder: &std::path::Path,
    shell: Arc<dyn Shell>,
    runtime: &tokio::runtime::Runtime,
) -> App {
    let clock = Arc::clone(clock);
    App::with_clock(folder, shell, runtime.handle().clone(), Arc::new(move || *clock.lock().unwrap()))
}
