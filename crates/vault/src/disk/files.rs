//! Files and folders of the vault: private, written whole or not at all, and really on the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek, Write};
use std::path::{Path, PathBuf};

use crate::crypto::keys::fill_random;

/// The size of the ballast in bytes. 512 KiB freed is enough for sled to open on a full disk, 256 KiB is not.
pub(crate) const BALLAST_BYTES: u64 = 4 << 20;
/// No file that is read whole into memory is longer than this.
const LONGEST_READ: u64 = 8 << 20;

/// Makes the folder when it is missing and gives it to its owner alone (0700), whatever the umask says.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(error),
    }
    set_mode(path, 0o700)
}

/// Gives an existing file to its owner alone (0600).
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    set_mode(path, 0o600)
}

/// Replaces the file at `path` by `bytes`: after a crash at any moment it is the old one or the new one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("tmp");
    let mut file = File::create(&fresh)?;
    make_private_file(&fresh)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written.and_then(|()| fs::rename(&fresh, path)) {
        // What is half written must not take the room that the next try needs.
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    sync_parent(path)
}

/// The bytes of a small file of the vault; a file over 8 MiB is refused.
pub(crate) fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(path, LONGEST_READ)
}

/// The bytes of a file that is at most `longest` bytes long; a longer one is refused.
pub(crate) fn read_up_to(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > longest {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

/// Waits until the file's bytes and length are on the disk.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().read(true).write(cfg!(windows)).open(path)?.sync_all()
}

/// Waits until the names in the folder are on the disk. Windows has no such call and needs none.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// Waits until the name at `path` is on the disk.
pub(crate) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Takes the vault's lock, held until the file is dropped or the process ends; `WouldBlock` when another has it.
pub(crate) fn lock(root: &Path) -> io::Result<File> {
    let path = root.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path)?;
    make_private_file(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Notes in the lock file that the vault is open, with what tells the file from a copy of it.
pub(crate) fn mark_open(lock: &File) {
    // The mark only explains later failures; without it they are told all the same.
    let _ = lock.set_len(0).and_then(|()| Write::write_all(&mut &*lock, &identity(lock)));
}

/// Notes that the vault was closed in order.
pub(crate) fn mark_closed(lock: &File) {
    let _ = lock.set_len(0);
}

/// Whether this lock file is a copy that was taken while the vault was open.
pub(crate) fn is_copy_of_open(mut lock: &File) -> bool {
    let mut mark = Vec::new();
    let read = Seek::rewind(&mut lock).and_then(|()| lock.take(64).read_to_end(&mut mark));
    let _ = Seek::rewind(&mut lock);
    read.is_ok() && !mark.is_empty() && mark != identity(lock)
}

/// What a file has that its copy has not: its number on its disk.
#[cfg(unix)]
fn identity(file: &File) -> Vec<u8> {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().map_or_else(|_| Vec::new(), |meta| meta.ino().to_le_bytes().to_vec())
}

#[cfg(not(unix))]
fn identity(_file: &File) -> Vec<u8> {
    Vec::new()
}

/// Puts the ballast in place when it is missing or short. It is noise: zeros may take no room on some disks.
pub(crate) fn make_ballast(root: &Path) -> io::Result<()> {
    let path = root.join("ballast");
    if fs::metadata(&path).is_ok_and(|meta| meta.len() == BALLAST_BYTES) {
        return Ok(());
    }
    let mut noise = vec![0; usize::try_from(BALLAST_BYTES).map_err(io::Error::other)?];
    fill_random(&mut noise)?;
    write_whole(&path, &noise)
}

/// Gives the ballast's room back to a full disk; whether there was any to give.
pub(crate) fn release_ballast(root: &Path) -> bool {
    fs::remove_file(root.join("ballast")).is_ok()
}

/// Copies a folder with its files and folders, at most `depth` levels down, and waits until all is on the disk.
pub(crate) fn copy_folder(from: &Path, to: &Path, depth: u8) -> io::Result<()> {
    make_private_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            copy_folder(&entry.path(), &target, depth - 1)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), &target)?;
            make_private_file(&target)?;
            sync_file(&target)?;
        }
    }
    sync_folder(to)
}

/// Adds all files in a folder and in those in it, at most `depth` levels down; none when it is missing.
pub(crate) fn files_under(folder: &Path, depth: u8, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
        if kind.is_dir() && depth > 0 {
            files_under(&path, depth - 1, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether the error says that there is no room left.
pub(crate) fn says_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Whether the error says that this place can not be written by this person at all.
pub(crate) fn says_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    // The person's own profile folder is already closed to other accounts there.
    Ok(())
}

/// Overwrites an old file's bytes in place, through a handle that outlived its name.
pub(crate) fn overwrite(mut file: File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len().min(8 << 20)).unwrap_or(0);
    let mut noise = vec![0; length];
    fill_random(&mut noise)?;
    file.write_all(&noise)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keybag");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(read_whole(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_whole(&folder.path().join("missing/keybag"), b"x").is_err());
    }

    #[test]
    fn the_ballast_is_made_once_and_given_up_once() {
        let folder = tempfile::tempdir().unwrap();
        make_ballast(folder.path()).unwrap();
        let noise = fs::read(folder.path().join("ballast")).unwrap();
        make_ballast(folder.path()).unwrap();
        assert!(
            noise.len() as u64 == BALLAST_BYTES && noise == fs::read(folder.path().join("ballast")).unwrap()
        );
        assert!(release_ballast(folder.path()));
        assert!(!release_ballast(folder.path()));
    }

    #[test]
    fn the_systems_words_are_understood() {
        let check = |code, full, read_only| {
            let error = io::Error::from_raw_os_error(code);
            assert_eq!((says_full(&error), says_read_only(&error)), (full, read_only), "{error}");
        };
        if cfg!(target_os = "linux") {
            check(28, true, false); // ENOSPC
            check(122, true, false); // EDQUOT
            check(30, false, true); // EROFS
            check(13, false, true); // EACCES
            check(5, false, false); // EIO
        }
    }
}
