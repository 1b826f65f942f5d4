//! The store on the disk: the only file that names sled, with every guard that sled 0.34.7 needs.
//!
//! Guards: a left-over `snap.*.generating` is deleted before opening (sled would take it for a snapshot and refuse);
//! no background flusher; after each commit `flush` and our own fsync of `db` (sled's flush alone lost acknowledged
//! data in simulated power cuts) and of any page file in `blobs/`; at opening, everything is synced once, `conf` and
//! the folders too; damage is copied to `quarantine/` before `snap.*` and `conf` are dropped and opening is tried again.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sled::Transactional as _;
use sled::transaction::{ConflictableTransactionError, TransactionError};

use crate::disk::files;
use crate::disk::quarantine::{drop_what_can_be_made_again, files_in, keep_copy, name_of};
use crate::store::compact;
use crate::store::long_rows::{Length, LongRows, LongRowsWriter, length_of};
use crate::store::stuck_writes::Watch;

/// Rows filled in between two flushes.
const STABLE_EVERY: usize = 200;
/// Why the store did not do as told.
#[derive(Debug)]
pub(crate) enum StoreFailure {
    InUse,
    DiskFull,
    ReadOnly,
    /// sled found its own checksums wrong.
    Corrupt,
    /// It did not open; a copy is kept at `quarantine`.
    Damaged {
        quarantine: PathBuf,
    },
    /// An earlier write failed, so what is on the disk is not known.
    Halted,
    Io(io::Error),
}

impl From<io::Error> for StoreFailure {
    fn from(error: io::Error) -> Self {
        match error {
            e if files::says_full(&e) => Self::DiskFull,
            e if files::says_read_only(&e) => Self::ReadOnly,
            e => Self::Io(e),
        }
    }
}

impl From<sled::Error> for StoreFailure {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(e) if e.to_string().contains("could not acquire lock") => Self::InUse,
            sled::Error::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => Self::Corrupt,
            sled::Error::Io(e) if e.kind() == io::ErrorKind::InvalidData => Self::Corrupt,
            sled::Error::Io(e) => e.into(),
            sled::Error::Corruption { .. } | sled::Error::Unsupported(_) | sled::Error::ReportableBug(_) => {
                Self::Corrupt
            }
            sled::Error::CollectionNotFound(_) => Self::Corrupt,
        }
    }
}

/// A row to be written; a value of `None` removes it.
pub(crate) type Row = (Vec<u8>, Option<Vec<u8>>);

/// A row as it was read: its key and its bytes.
pub(crate) type StoredRow = (sled::IVec, sled::IVec);

/// Rows to be written in one step.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) records: Vec<Row>,
    pub(crate) manifests: Vec<Row>,
}

/// The open store.
pub(crate) struct Store {
    watch: Watch,
    db: sled::Db,
    records: sled::Tree,
    manifests: sled::Tree,
    /// Our own handle of `db/db`, for fsync.
    file: File,
    long: LongRows,
    folder: PathBuf,
    synced_blobs: Mutex<BTreeSet<OsString>>,
    halted: AtomicBool,
}

impl Store {
    /// Opens the store in `root/db`, making it when it is missing. Returns where a copy was kept, when it was damaged
    /// and could be opened only without its snapshot. Gives up the ballast when the disk is full.
    pub(crate) fn open(root: &Path) -> Result<(Store, Option<PathBuf>), StoreFailure> {
        let folder = root.join("db");
        compact::settle(root)?;
        match Self::try_open(&folder) {
            Err(StoreFailure::DiskFull) if files::release_ballast(root) => {
                Self::try_open(&folder).map(|store| (store, None))
            }
            Err(StoreFailure::Corrupt) => {
                let quarantine = keep_copy(root, &folder)?;
                drop_what_can_be_made_again(&folder)?;
                match Self::try_open(&folder) {
                    Ok(store) => Ok((store, Some(quarantine))),
                    Err(StoreFailure::Corrupt) => Err(StoreFailure::Damaged { quarantine }),
                    Err(other) => Err(other),
                }
            }
            other => other.map(|store| (store, None)),
        }
    }

    /// Opens the store in this very folder, making it when it is missing; all that is in it is synced then.
    pub(crate) fn try_open(folder: &Path) -> Result<Store, StoreFailure> {
        caught(|| Self::open_in(folder)).unwrap_or(Err(StoreFailure::Corrupt))
    }

    fn open_in(folder: &Path) -> Result<Store, StoreFailure> {
        files::make_private_folder(folder)?;
        for path in files_in(folder)? {
            if name_of(&path).starts_with("snap.") && name_of(&path).ends_with(".generating") {
                fs::remove_file(path)?;
            }
        }
        let db = open_sled(folder)?;
        let (records, manifests) = (db.open_tree("r")?, db.open_tree("m")?);
        let flushed = db.clone();
        let watch = Watch::over(move || drop(flushed.flush()));
        watch.watched(|| db.flush())?;
        let file = File::options().read(true).write(true).open(folder.join("db"))?;
        let store = Store {
            watch,
            db,
            records,
            manifests,
            file,
            long: LongRows::open(folder)?,
            folder: folder.to_owned(),
            synced_blobs: Mutex::default(),
            halted: AtomicBool::new(false),
        };
        store.sync_all_once()?;
        Ok(store)
    }

    /// One record's bytes; none at all where the file of long rows has not what it should have.
    pub(crate) fn record(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreFailure> {
        let Some(value) = self.records.get(key)? else { return Ok(None) };
        Ok(Some(self.long.row_of(&value)?.unwrap_or_else(|| value.to_vec())))
    }

    /// One manifest's bytes.
    pub(crate) fn manifest(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreFailure> {
        Ok(self.manifests.get(key)?.map(|value| value.to_vec()))
    }

    /// All records whose key begins with `prefix`, in the order of their keys.
    pub(crate) fn records_under<'a>(
        &'a self,
        prefix: &[u8],
    ) -> impl Iterator<Item = Result<StoredRow, StoreFailure>> + use<'a> {
        self.records.scan_prefix(prefix).map(|row| {
            let (key, value) = row?;
            Ok((key, self.long.row_of(&value)?.map_or(value, sled::IVec::from)))
        })
    }

    /// The keys of all records that begin with `prefix`, each with how long its row is and where it lies.
    pub(crate) fn lengths_under<'a>(
        &'a self,
        prefix: &[u8],
    ) -> impl Iterator<Item = Result<(sled::IVec, Length), StoreFailure>> + use<'a> {
        self.records
            .scan_prefix(prefix)
            .map(|row| row.map(|(key, value)| (key, length_of(&value))).map_err(StoreFailure::from))
    }

    /// All manifests, in the order of their keys.
    pub(crate) fn manifest_rows(&self) -> impl Iterator<Item = Result<StoredRow, StoreFailure>> {
        self.manifests.iter().map(|row| row.map_err(StoreFailure::from))
    }

    /// What the store takes on the disk, in bytes.
    pub(crate) fn bytes_on_disk(&self) -> Result<u64, StoreFailure> {
        Ok(self.db.size_on_disk()? + self.long.length())
    }

    /// Writes all rows or none, and returns when they would survive a power cut. After a failure nothing more is
    /// written until the store is opened again: what reached the disk is not known.
    pub(crate) fn commit(&self, rows: &Rows) -> Result<(), StoreFailure> {
        self.check_going()?;
        let written = caught(|| self.watch.watched(|| self.write(rows).and_then(|()| self.make_durable())))
            .unwrap_or_else(|| Err(io::Error::other("the store broke off a write").into()));
        if let Err(failure) = written {
            self.halt();
            if matches!(failure, StoreFailure::DiskFull) {
                self.folder.parent().map(files::release_ballast);
            }
            return Err(failure);
        }
        Ok(())
    }

    /// Fills a store that is new and that nobody uses yet: neither in one step nor durable before it is closed and
    /// opened once more.
    pub(crate) fn fill<T, E: From<StoreFailure>>(
        &self,
        work: impl FnOnce(&mut Filling<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let fill = || {
            let long = LongRowsWriter::begin(&self.folder).map_err(StoreFailure::from)?;
            let mut filling = Filling { store: self, long, rows: 0 };
            let made = work(&mut filling)?;
            filling.end()?;
            Ok(made)
        };
        let broken = || Err(StoreFailure::from(io::Error::other("the store broke off a write")).into());
        caught(|| self.watch.watched(fill)).unwrap_or_else(broken)
    }

    /// `Halted` after a failed write: asked before anything else is changed on the disk.
    pub(crate) fn check_going(&self) -> Result<(), StoreFailure> {
        if self.halted.load(Ordering::SeqCst) { Err(StoreFailure::Halted) } else { Ok(()) }
    }

    /// Lets nothing more be written until the store is opened again.
    pub(crate) fn halt(&self) {
        self.halted.store(true, Ordering::SeqCst);
    }

    fn write(&self, rows: &Rows) -> Result<(), StoreFailure> {
        let result = (&self.records, &self.manifests).transaction(|(records, manifests)| {
            for (tree, changes) in [(records, &rows.records), (manifests, &rows.manifests)] {
                for (key, value) in changes {
                    match value {
                        Some(value) => tree.insert(key.as_slice(), value.as_slice())?,
                        None => tree.remove(key.as_slice())?,
                    };
                }
            }
            Ok::<(), ConflictableTransactionError<()>>(())
        });
        result.map_err(|error| match error {
            TransactionError::Storage(error) => error.into(),
            TransactionError::Abort(()) => StoreFailure::Halted,
        })
    }

    fn make_durable(&self) -> Result<(), StoreFailure> {
        self.db.flush()?;
        self.sync_new_blobs()?;
        self.file.sync_all()?;
        Ok(())
    }

    /// sled writes pages over 128 KiB into files of their own and does not sync them.
    fn sync_new_blobs(&self) -> io::Result<()> {
        let blobs = self.folder.join("blobs");
        let mut synced = self.synced_blobs.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut news = false;
        for path in files_in(&blobs)? {
            let name = path.file_name().unwrap_or_default().to_owned();
            if !synced.contains(&name) {
                match files::sync_file(&path) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    other => other?,
                }
                synced.insert(name);
                news = true;
            }
        }
        if news { files::sync_folder(&blobs) } else { Ok(()) }
    }

    fn sync_all_once(&self) -> io::Result<()> {
        self.sync_new_blobs()?;
        for path in files_in(&self.folder)? {
            match files::make_private_file(&path).and_then(|()| files::sync_file(&path)) {
                // sled replaces its snapshot from a thread of its own.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other?,
            }
        }
        if self.folder.join("blobs").is_dir() {
            files::sync_folder(&self.folder.join("blobs"))?;
        }
        files::sync_folder(&self.folder)?;
        files::sync_parent(&self.folder)
    }

    #[cfg(test)]
    pub(crate) fn trees(&self) -> (&sled::Tree, &sled::Tree) {
        (&self.records, &self.manifests)
    }
}

/// A store that is being filled.
pub(crate) struct Filling<'a> {
    store: &'a Store,
    long: LongRowsWriter,
    rows: usize,
}

impl Filling<'_> {
    pub(crate) fn record(&mut self, key: &[u8], row: &[u8]) -> Result<(), StoreFailure> {
        match self.long.put(row)? {
            Some(place) => self.store.records.insert(key, place)?,
            None => self.store.records.insert(key, row)?,
        };
        self.rows += 1;
        // sled uses again only what is stable: without this the copy grows larger than what it is made of.
        if self.rows.is_multiple_of(STABLE_EVERY) {
            self.store.db.flush()?;
        }
        Ok(())
    }

    pub(crate) fn manifest(&mut self, key: &[u8], row: &[u8]) -> Result<(), StoreFailure> {
        self.store.manifests.insert(key, row)?;
        Ok(())
    }

    fn end(self) -> Result<(), StoreFailure> {
        self.long.end()?;
        if self.store.records.len() != self.rows {
            return Err(StoreFailure::Corrupt);
        }
        self.store.make_durable()
    }
}

/// What `work` gives; `None` when it panics, as sled does where it expects no disk to fail.
fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Closes a store, whatever its disk does: all that counts is on it already.
pub(crate) fn close(store: impl Sized) {
    let _ = caught(|| drop(store));
}

impl Drop for Store {
    fn drop(&mut self) {
        // sled flushes when it is dropped, too; what fails then must not hang either.
        let _ = self.watch.watched(|| self.db.flush());
    }
}

/// Opens sled, waiting up to two seconds for an earlier handle of this process to let go of its lock.
fn open_sled(folder: &Path) -> Result<sled::Db, StoreFailure> {
    let config = sled::Config::new().path(folder).flush_every_ms(None);
    for _ in 0..40 {
        match config.open().map_err(StoreFailure::from) {
            Err(StoreFailure::InUse) => thread::sleep(Duration::from_millis(50)),
            other => return other,
        }
    }
    Err(StoreFailure::InUse)
}
