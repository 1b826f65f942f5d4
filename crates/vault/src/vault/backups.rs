//! Backups in turns: the last three good ones in the data folder, and copies where the person wants them.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::disk::files;
use crate::format::backup_file::{
    BackupFailure, BackupFile, check, front, unfinished, write_beside, write_good,
};
use crate::format::header::{Header, Slots};
use crate::vault::Vault;
use crate::vault::older_copy::last_commit;
use crate::vault::unlocked::{Books, Inner};

/// The backups' folder under the data folder.
pub(crate) const FOLDER: &str = "backups";
/// Good backups that are kept.
const KEPT: usize = 3;

/// A backup as it lies on the disk. Nothing about it is proven before it is restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// Which of the kept ones it is; no later one gets the same number. None for a copy elsewhere.
    pub number: Option<u32>,
    /// When the file was last written, as the file system says.
    pub written: SystemTime,
    /// Which ways unlock it.
    pub ways: Slots,
}

/// A backup somewhere else, as its public front shows it.
///
/// # Errors
/// `NotABackup`, `Damaged`, `Newer` or `Io`.
pub fn look_at_backup(path: &Path) -> Result<Backup, BackupFailure> {
    let written = fs::metadata(path)?.modified()?;
    let ways = BackupFile::open(path)?.header.ways();
    Ok(Backup { path: path.to_owned(), number: None, written, ways })
}

/// The readable backups in this data folder, the newest first; none when there is no such folder.
pub fn backups(data_dir: &Path) -> Vec<Backup> {
    let kept =
        |(number, path): (u32, PathBuf)| Some(Backup { number: Some(number), ..look_at_backup(&path).ok()? });
    let mut found: Vec<Backup> = numbered(data_dir).into_iter().filter_map(kept).collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.number));
    found
}

impl Vault {
    /// Writes a backup into the data folder, reads it back, and keeps the last three good ones; says where, or `None`
    /// when nothing changed since the newest good one. Reading goes on meanwhile, writing waits: about a second for
    /// 100,000 records.
    ///
    /// # Errors
    /// See [`BackupFailure`]. The backups that were there are there still.
    pub fn back_up(&self) -> Result<Option<PathBuf>, BackupFailure> {
        let inner = self.inner();
        let books = inner.reading();
        keep_in_turns(inner, &books, KEPT)
    }

    /// Writes a backup to a place of the person's choice, replacing a file there only when the new one reads back well.
    ///
    /// # Errors
    /// See [`BackupFailure`].
    pub fn save_copy(&self, path: &Path) -> Result<(), BackupFailure> {
        let inner = self.inner();
        let books = inner.reading();
        write_good(inner, &books, path)
    }
}

/// Replaces all backups of this vault by one without what was destroyed since. Those that hold it are removed even when
/// the new one can not be written: a destroyed case must not come back. Fails when one could not be removed.
pub(crate) fn renew(inner: &Inner, books: &Books) -> io::Result<()> {
    let Some(data_dir) = inner.root.parent() else { return Ok(()) };
    let old = own(data_dir, &inner.vault_id);
    let mut removed = remove_unfinished(data_dir);
    if old.is_empty() {
        return removed;
    }
    // The vault itself is sound; the next backup tries again.
    let _ = keep_in_turns(inner, books, usize::MAX);
    for (_, path) in old {
        removed = removed.and(destroy(&path));
    }
    files::sync_folder(&data_dir.join(FOLDER))?;
    removed
}

/// Makes up for what an interruption left undone: the backups of this vault open in its ways, and nothing unfinished is
/// beside them.
pub(crate) fn settle(inner: &Inner) -> io::Result<()> {
    let Some(data_dir) = inner.root.parent() else { return Ok(()) };
    remove_unfinished(data_dir)?;
    give_header(data_dir, &inner.vault_id, &files::read_whole(&inner.root.join("vault.hdr"))?)
}

/// Gives the backups of this vault its header, so that they open in the new ways and not in the old ones.
pub(crate) fn give_header(data_dir: &Path, vault_id: &[u8; 16], header: &[u8]) -> io::Result<()> {
    let parsed = Header::parse(header).map_err(|_| io::ErrorKind::InvalidData)?;
    for (_, path) in own(data_dir, vault_id) {
        let Ok(copy) = BackupFile::open(&path) else { continue };
        if copy.bytes == header {
            continue;
        }
        let old = File::options().write(true).open(&path);
        let mut from = File::open(&path)?;
        from.seek(io::SeekFrom::Start(copy.body_at))?;
        write_beside(&path, |file| {
            file.write_all(&front(&parsed, header)?)?;
            io::copy(&mut from, file).map(drop)
        })?;
        if let Err(error) = fs::rename(unfinished(&path), &path) {
            let _ = fs::remove_file(unfinished(&path));
            return Err(error);
        }
        files::sync_parent(&path)?;
        let _ = old.and_then(files::overwrite);
    }
    Ok(())
}

fn keep_in_turns(inner: &Inner, books: &Books, kept: usize) -> Result<Option<PathBuf>, BackupFailure> {
    let Some(data_dir) = inner.root.parent() else { return Ok(None) };
    let folder = data_dir.join(FOLDER);
    files::make_private_folder(&folder)?;
    let mut old = own(data_dir, &inner.vault_id);
    old.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    let last = last_commit(inner)?;
    if let Some((_, newest)) = old.first()
        && kept == KEPT
        && check(newest, &inner.keys).is_ok_and(|found| found == last)
    {
        return Ok(None);
    }
    let next = numbered(data_dir).iter().map(|(number, _)| number + 1).max().unwrap_or(1);
    let path = folder.join(format!("{next}.unlisted"));
    write_good(inner, books, &path)?;
    // Only good ones count: a damaged one must not push a good one out.
    let mut good = 1;
    for (_, path) in old {
        if good >= kept {
            fs::remove_file(path)?;
        } else if check(&path, &inner.keys).is_ok() {
            good += 1;
        }
    }
    files::sync_folder(&folder)?;
    Ok(Some(path))
}

/// The backups of this vault with their numbers.
fn own(data_dir: &Path, vault_id: &[u8; 16]) -> Vec<(u32, PathBuf)> {
    let of_this = |path: &Path| BackupFile::open(path).is_ok_and(|copy| copy.header.vault_id == *vault_id);
    numbered(data_dir).into_iter().filter(|(_, path)| of_this(path)).collect()
}

/// Removes what was begun in the backups' folder and never got its name: it may hold what was destroyed since.
fn remove_unfinished(data_dir: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    files::files_under(&data_dir.join(FOLDER), 0, &mut files)?;
    let was_begun = |path: &Path| path.to_str().is_some_and(|path| path.ends_with(".unlisted.unfinished"));
    files.iter().filter(|path| was_begun(path)).try_for_each(|path| destroy(path))
}

fn destroy(path: &Path) -> io::Result<()> {
    // Best effort: many disks write elsewhere than they are told.
    let _ = File::options().write(true).open(path).and_then(files::overwrite);
    fs::remove_file(path)
}

/// The files in the backups' folder that are named as backups are.
fn numbered(data_dir: &Path) -> Vec<(u32, PathBuf)> {
    let mut files = Vec::new();
    // A folder that can not be read has no backups that could be used.
    let _ = files::files_under(&data_dir.join(FOLDER), 0, &mut files);
    let number = |path: &Path| path.file_name()?.to_str()?.strip_suffix(".unlisted")?.parse().ok();
    files.into_iter().filter_map(|path| Some((number(&path)?, path))).collect()
}
