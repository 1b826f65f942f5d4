//! Room on the disk, asked for before anything is written: what would not fit is refused with nothing begun.
//!
//! A write that fails half-way costs the ballast and a reopening, so it is better not begun. The answer may be out of
//! date at once, since others write too, so every write still bears to fail. Where the system can not say how much room
//! there is (not Unix, or a file system that counts nothing), all goes on as if there were enough.

use std::io;
use std::path::Path;

use crate::store::sled_store::{Rows, Store, StoreFailure};

/// How much sled's log grows at most for each byte of the rows of one step: it writes whole pages anew.
const GROWTH: u64 = 3;
/// What it may take beside that, in bytes: whole segments of 512 KiB, a snapshot, and pages that other rows are in.
const BESIDE: u64 = 8 << 20;
/// What a single file may take beside its bytes: its folder's entry and the file system's own notes about it.
const BESIDE_FILE: u64 = 64 << 10;

/// Whether these rows can be written in one step: `StorageFull` when not.
pub(crate) fn for_rows(root: &Path, rows: &Rows) -> io::Result<()> {
    let length = |(key, value): &(Vec<u8>, Option<Vec<u8>>)| key.len() + value.as_ref().map_or(0, Vec::len);
    let bytes: usize = rows.records.iter().chain(&rows.manifests).map(length).sum();
    for_store(root, bytes as u64)
}

/// Whether a store can take so many more bytes of rows.
pub(crate) fn for_store(folder: &Path, bytes: u64) -> io::Result<()> {
    ask(folder, bytes.saturating_mul(GROWTH).saturating_add(BESIDE))
}

/// Whether all that is in this store can be written once more, into another store beside it.
pub(crate) fn for_another(folder: &Path, store: &Store) -> Result<(), StoreFailure> {
    Ok(for_store(folder, live(store)?)?)
}

/// Whether all that is in this store can be written into one file.
pub(crate) fn for_copy(folder: &Path, store: &Store) -> Result<(), StoreFailure> {
    // The store is never smaller than what is in it, so that it need not be gone through where there is plenty of room.
    let plenty = for_file(folder, store.bytes_on_disk()?);
    plenty.or_else(|_| Ok(for_file(folder, live(store)?)?))
}

/// Whether a file of this length can be written into the folder.
pub(crate) fn for_file(folder: &Path, bytes: u64) -> io::Result<()> {
    ask(folder, bytes.saturating_add(BESIDE_FILE))
}

/// The bytes of all rows, with what a backup notes beside each. Takes about 1 µs for each row.
fn live(store: &Store) -> Result<u64, StoreFailure> {
    store.records_under(&[]).chain(store.manifest_rows()).try_fold(0, |bytes, row| {
        let (key, value) = row?;
        Ok(bytes + (key.len() + value.len() + 7) as u64)
    })
}

fn ask(folder: &Path, needed: u64) -> io::Result<()> {
    match free(folder) {
        Some(free) if free < needed => Err(io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    }
}

/// The bytes that this person may still write to the disk of this folder, where the system says so.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    // Some file systems know no sizes and say 0 to everything.
    (disk.f_blocks > 0).then(|| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_folder: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_goes_on_and_what_does_not_is_told_as_a_full_disk() {
        let folder = tempfile::tempdir().unwrap();
        let check = |what: io::Result<()>, fits: bool| {
            assert_eq!(
                what.as_ref().map_err(io::Error::kind).err(),
                (!fits).then_some(io::ErrorKind::StorageFull)
            );
        };
        check(for_file(folder.path(), 1), true);
        check(for_store(folder.path(), 1), true);
        if cfg!(unix) {
            check(for_file(folder.path(), u64::MAX / 2), false);
            check(for_store(folder.path(), u64::MAX), false);
        }
    }

    #[test]
    fn what_is_in_a_store_is_counted_row_by_row() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::try_open(&folder.path().join("db")).unwrap();
        assert_eq!(live(&store).unwrap(), 0);
        let row = |n: u8, length: usize| (vec![n; 32], Some(vec![n; length]));
        let rows = Rows { records: vec![row(1, 100), row(2, 1_000)], manifests: vec![row(3, 10)] };
        store.commit(&rows).unwrap();
        assert_eq!(live(&store).unwrap(), 3 * (32 + 7) + 1_110, "keys, values, and seven bytes for each");
        assert!(for_copy(folder.path(), &store).is_ok() && for_another(folder.path(), &store).is_ok());
    }

    #[test]
    fn where_the_system_says_nothing_all_goes_on() {
        let missing = tempfile::tempdir().unwrap().path().join("not there");
        assert!(for_file(&missing, u64::MAX).is_ok(), "what the folder lacks is told by the write itself");
        // The kernel's own file systems have no blocks.
        assert!(!cfg!(target_os = "linux") || for_file(Path::new("/proc"), u64::MAX).is_ok());
    }
}
