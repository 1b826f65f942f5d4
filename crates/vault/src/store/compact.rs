//! Writing the store anew without what it no longer holds: sled keeps removed bytes in its log and gives nothing back.
//!
//! The copy is made beside the store as `db.new` and is whole and on the disk before anything is moved. Then the store
//! becomes `db.old`, the copy takes its place, and `db.old` is removed. A crash leaves one of these states, and
//! [`settle`] makes the first two of them into one without a loss: `db` beside `db.new`; `db.old` without `db`; `db`
//! beside `db.old`.

use std::fs;
use std::io;
use std::path::Path;

use crate::disk::files;
use crate::store::long_rows::Length;
use crate::store::sled_store::{Filling, Store, StoreFailure, close};

const FRESH: &str = "db.new";
const OLD: &str = "db.old";
/// A smaller store is not worth the trouble, in bytes.
const SMALLEST: u64 = 8 << 20;

/// Left by who destroys a case until its bytes are gone from the disk.
const OWED: &str = "db.compact";

/// Remembers, through a crash too, that the store has to be written anew.
pub(crate) fn owe(root: &Path) -> io::Result<()> {
    fs::write(root.join(OWED), [])?;
    files::sync_folder(root)
}

pub(crate) fn is_owed(root: &Path) -> bool {
    root.join(OWED).exists()
}

/// Finishes or takes back what an interrupted compaction left. Called before the store is opened.
pub(crate) fn settle(root: &Path) -> io::Result<()> {
    let [db, fresh, old] = ["db", FRESH, OLD].map(|name| root.join(name));
    if !db.exists() {
        if !old.exists() {
            return Ok(());
        }
        fs::rename(&old, &db)?;
        files::sync_folder(root)?;
    }
    for left_over in [fresh, old] {
        if left_over.exists() {
            fs::remove_dir_all(left_over)?;
        }
    }
    Ok(())
}

/// Makes `db.new` and lets `fill` fill it. On failure nothing of it is left, and the store is as it was.
pub(crate) fn make_copy<T>(
    root: &Path,
    fill: impl FnOnce(&mut Filling<'_>) -> Result<T, StoreFailure>,
) -> Result<T, StoreFailure> {
    let made = begin(root).and_then(|copy| {
        let made = copy.fill(fill);
        close(copy);
        made.and_then(|made| finish(root).map(|()| made))
    });
    if made.is_err() {
        // Removed again at the next opening, if not now.
        let _ = fs::remove_dir_all(root.join(FRESH));
    }
    made
}

/// Opens `db.new` once more and lets `check` go through it. On failure nothing of it is left.
pub(crate) fn read_copy(
    root: &Path,
    check: impl FnOnce(&Store) -> Result<(), StoreFailure>,
) -> Result<(), StoreFailure> {
    let checked = Store::try_open(&root.join(FRESH)).and_then(|copy| {
        let checked = check(&copy);
        close(copy);
        checked
    });
    if checked.is_err() {
        let _ = fs::remove_dir_all(root.join(FRESH));
    }
    checked
}

/// Copies all rows as they are.
pub(crate) fn copy_rows(store: &Store, copy: &mut Filling<'_>) -> Result<(), StoreFailure> {
    for row in store.records_under(&[]) {
        let (key, row) = row?;
        copy.record(&key, &row)?;
    }
    for row in store.manifest_rows() {
        let (key, row) = row?;
        copy.manifest(&key, &row)?;
    }
    Ok(())
}

/// An empty store as `db.new`.
pub(crate) fn begin(root: &Path) -> Result<Store, StoreFailure> {
    let fresh = root.join(FRESH);
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    Store::try_open(&fresh)
}

/// Waits until all of `db.new`, which is closed, is on the disk: it is opened once more.
pub(crate) fn finish(root: &Path) -> Result<(), StoreFailure> {
    Store::try_open(&root.join(FRESH)).map(close)
}

/// Puts `db.new` in the place of `db`, which is closed. Nothing is owed then.
pub(crate) fn swap(root: &Path) -> io::Result<()> {
    fs::rename(root.join("db"), root.join(OLD))?;
    files::sync_folder(root)?;
    fs::rename(root.join(FRESH), root.join("db"))?;
    files::sync_folder(root)?;
    fs::remove_dir_all(root.join(OLD))?;
    match fs::remove_file(root.join(OWED)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether the store takes more than twice the room of what it holds, or most of what it holds was written since it was
/// last written anew, and enough of either to matter. Goes through all rows when it is large, about 1 µs for each.
pub(crate) fn is_worth_it(store: &Store) -> Result<bool, StoreFailure> {
    let on_disk = store.bytes_on_disk()?;
    if on_disk < SMALLEST {
        return Ok(false);
    }
    let (mut packed, mut loose) = (0, 0);
    for row in store.lengths_under(&[]) {
        match row? {
            (key, Length::InFile(length)) => packed += key.len() as u64 + length,
            (key, Length::InSled(length)) => loose += key.len() as u64 + length,
        }
    }
    Ok(on_disk > 2 * (packed + loose) || loose > packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these store folders in it, each holding a file that says which it is.
    fn folder_with(names: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in names {
            fs::create_dir(root.path().join(name)).unwrap();
            fs::write(root.path().join(name).join("which"), name).unwrap();
        }
        root
    }

    #[test]
    fn whatever_a_crash_left_becomes_one_whole_store() {
        let check = |left: &[&str], stays: Option<&str>| {
            let root = folder_with(left);
            settle(root.path()).unwrap();
            let which = fs::read_to_string(root.path().join("db/which")).ok();
            assert_eq!(which.as_deref(), stays, "{left:?}");
            let count = fs::read_dir(root.path()).unwrap().count();
            assert_eq!(count, usize::from(stays.is_some()), "{left:?}");
        };
        check(&[], None);
        check(&["db"], Some("db"));
        check(&["db", "db.new"], Some("db"));
        check(&["db", "db.old"], Some("db"));
        check(&["db.old", "db.new"], Some("db.old"));
        check(&["db.old"], Some("db.old"));
    }

    #[test]
    fn a_copy_without_its_store_is_not_thrown_away() {
        let root = folder_with(&["db.new"]);
        settle(root.path()).unwrap();
        assert!(root.path().join("db.new/which").exists(), "it may be all there is");
    }
}
