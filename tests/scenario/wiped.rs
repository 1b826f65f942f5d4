//! Deleting everything: what is gone, and what is told where something could not be deleted.

use crate::desk::{Desk, PASSPHRASE, new_case, unlock};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unlisted_app::contract::{LeftWhat, Progress, Start, VaultState, Wiped};
use unlisted_app::{App, PickFailed, Picked, Practice, SaveFailed, Shell};
use unlisted_range::Script;

/// A window whose folder could not be deleted.
struct Stubborn(PathBuf);

impl Shell for Stubborn {
    fn tell(&self, _: Progress) {}

    fn open_link(&self, _: &str) -> bool {
        false
    }

    fn save(&self, _: &str, _: &str) -> Result<bool, SaveFailed> {
        Err(SaveFailed)
    }

    fn pick(&self, _: &[&str], _: u64) -> Result<Option<Picked>, PickFailed> {
        Ok(None)
    }

    fn forget_all(&self) -> Vec<PathBuf> {
        vec![self.0.clone()]
    }

    fn enter_range(&self) -> Option<Practice> {
        None
    }
}

fn left(wiped: &Wiped) -> Vec<(LeftWhat, Option<PathBuf>)> {
    wiped.left.iter().map(|left| (left.what, left.path.as_deref().map(PathBuf::from))).collect()
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn the_own_audit_goes_even_where_the_window_kept_something_and_that_is_told() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let shell = Arc::new(Stubborn(elsewhere.path().to_owned()));
    let app = App::new(folder.path(), shell, runtime.handle().clone());
    app.start(Start { recovery: true, ..new_case(false) }).unwrap();
    app.lock(()).unwrap();
    app.unlock(unlock(false, PASSPHRASE)).unwrap();
    assert!(folder.path().join("vault/vault.hdr").is_file(), "there is something to delete");
    let wiped = app.wipe(()).unwrap();
    assert_eq!(
        left(&wiped),
        [(LeftWhat::File, Some(elsewhere.path().to_owned()))],
        "what is left is named, so that the person can delete it"
    );
    assert_eq!(wiped.view.vault, VaultState::None);
    assert!(is_empty(folder.path()), "the rest is deleted all the same, backups among it");
}

#[test]
fn a_vault_that_another_window_has_open_is_told_and_stays_whole() {
    let desk = Desk::practising(Script::default());
    let shell: Arc<dyn Shell> = Arc::new(Stubborn(PathBuf::new()));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    let other = App::new(desk.folder.path(), shell, runtime.handle().clone());
    let told = left(&other.wipe(()).unwrap());
    assert!(told.contains(&(LeftWhat::InUse, None)), "{told:?}");
    let facts = desk.app.profile_view(()).unwrap().identifiers.len();
    assert!(facts > 0, "the open audit goes on");
    desk.app.lock(()).unwrap();
    desk.app.unlock(unlock(true, PASSPHRASE)).unwrap();
    assert_eq!(desk.app.profile_view(()).unwrap().identifiers.len(), facts, "nothing of it was touched");
    assert!(desk.app.wipe(()).unwrap().left.is_empty());
    assert!(is_empty(desk.folder.path()), "and here everything goes");
}
