//! The app: one open session at most, and the doors through which every use case reaches it.

use crate::case_file::{CaseFile, case_catalogue};
use crate::contract::{ErrorCode, KeyringOffer, OpenedView, UiError};
use crate::now::{Clock, moment, now_by, today_by};
use crate::session::{Session, Watch, idle_after};
use crate::shell::{Practice, Shell};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use unlisted_core::source::Catalogue;
use unlisted_vault::Vault;

/// Every use case is a method, one per command of the contract. All methods block briefly (disk) and are safe to call
/// from several threads; those that wait for a person or for key derivation hold no lock meanwhile.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) data_dir: PathBuf,
    pub(crate) shell: Arc<dyn Shell>,
    pub(crate) runtime: tokio::runtime::Handle,
    /// The shipped definitions; an open case may have more.
    pub(crate) built_in: Arc<Catalogue>,
    /// What the keyring said when it was last asked.
    keyring: Mutex<Option<KeyringOffer>>,
    /// The copy that the person chose to restore.
    chosen_copy: Mutex<Option<PathBuf>>,
    pub(crate) clock: Clock,
    pub(crate) watch: Mutex<Watch>,
    session: Mutex<Option<Session>>,
}

impl Inner {
    pub(crate) fn keyring(&self) -> MutexGuard<'_, Option<KeyringOffer>> {
        self.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn chosen_copy(&self) -> MutexGuard<'_, Option<PathBuf>> {
        self.chosen_copy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// An app that keeps everything under `data_dir` and runs its scans on `runtime`. Opens nothing yet.
    pub fn new(data_dir: &Path, shell: Arc<dyn Shell>, runtime: tokio::runtime::Handle) -> Self {
        Self::with_clock(data_dir, shell, runtime, Arc::new(moment))
    }

    /// As [`App::new`], by another clock, which may be set back and ahead.
    pub fn with_clock(
        data_dir: &Path,
        shell: Arc<dyn Shell>,
        runtime: tokio::runtime::Handle,
        clock: Clock,
    ) -> Self {
        let watch = Mutex::new(Watch::new(clock()));
        let inner = Inner {
            data_dir: data_dir.to_owned(),
            shell,
            runtime,
            built_in: Arc::new(Catalogue::built_in()),
            keyring: Mutex::default(),
            chosen_copy: Mutex::default(),
            clock,
            watch,
            session: Mutex::new(None),
        };
        Self { inner: Arc::new(inner) }
    }

    /// What the wall clock shows.
    pub(crate) fn now(&self) -> Timestamp {
        now_by(&self.inner.clock)
    }

    /// Today where the person is.
    pub(crate) fn today(&self) -> Date {
        today_by(&self.inner.clock)
    }

    /// The folder of the person's own vault, or of the practice vault.
    pub(crate) fn folder(&self, practice: bool) -> PathBuf {
        if practice { self.inner.data_dir.join("practice") } else { self.inner.data_dir.clone() }
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Option<Session>> {
        // A panic while the lock was held leaves the session as it was; the vault has its own consistency.
        self.inner.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn enter(
        &self,
        vault: Vault,
        file: CaseFile,
        practice: Option<Practice>,
        opened: OpenedView,
    ) -> Result<(), UiError> {
        self.watch().begin((self.inner.clock)(), idle_after(&file)?);
        // Practice has the sources that its range can play.
        let built_in = &self.inner.built_in;
        let catalogue =
            if practice.is_some() { Arc::clone(built_in) } else { case_catalogue(built_in, &file)? };
        let vault = Arc::new(vault);
        let session = Session { file, practice, running: None, catalogue, pending: None, opened, vault };
        *self.session() = Some(session);
        Ok(())
    }

    /// The definitions of the open case, or the shipped ones.
    pub(crate) fn catalogue(&self) -> Arc<Catalogue> {
        let session = self.session();
        Arc::clone(session.as_ref().map_or(&self.inner.built_in, |session| &session.catalogue))
    }

    pub(crate) fn take_catalogue(&self, catalogue: Arc<Catalogue>) {
        if let Some(session) = self.session().as_mut() {
            session.catalogue = catalogue;
        }
    }

    /// The open case, or `CaseLocked`.
    pub(crate) fn file(&self) -> Result<CaseFile, UiError> {
        self.session().as_ref().map(|session| session.file.clone()).ok_or(UiError::of(ErrorCode::CaseLocked))
    }

    /// The practice range of the open case, if it is a practice case.
    pub(crate) fn practice(&self) -> Option<Practice> {
        self.session().as_ref().and_then(|session| session.practice.clone())
    }

    /// The open case, if it has been said whose audit it is and that still holds.
    pub(crate) fn attested_file(&self) -> Result<CaseFile, UiError> {
        let file = self.file()?;
        if file.is_attested()? { Ok(file) } else { Err(ErrorCode::NotAttested.into()) }
    }
}
