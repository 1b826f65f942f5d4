//! What is done with a damaged store before anything is tried on it: a copy is kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::files;

/// Copies of damaged stores that are kept when nothing is tried on them.
const MOST_COPIES: usize = 3;

/// Copies a damaged store to `quarantine/<digest of it>/`, once for each state of damage.
pub(crate) fn keep_copy(root: &Path, folder: &Path) -> io::Result<PathBuf> {
    let mut hasher = blake3::Hasher::new();
    let mut files = files_in(folder)?;
    files.sort();
    for path in files {
        hasher.update(name_of(&path).as_bytes());
        io::copy(&mut File::open(path)?, &mut hasher)?;
    }
    let all = root.join("quarantine");
    files::make_private_folder(&all)?;
    let name: String = hasher.finalize().to_hex().chars().take(16).collect();
    let kept = all.join(&name);
    if !kept.is_dir() {
        let fresh = all.join(name + ".tmp");
        files::copy_folder(folder, &fresh, 2)?;
        fs::rename(&fresh, &kept)?;
        files::sync_folder(&all)?;
    }
    Ok(kept)
}

/// Keeps a copy of a store that is not as it was written, before anything else is tried on it; the first few copies are
/// worth most, so there are never many. Without room for one, what is wrong is told all the same.
pub(crate) fn keep_first_copies(root: &Path) {
    let kept = fs::read_dir(root.join("quarantine")).map_or(0, Iterator::count);
    if kept < MOST_COPIES {
        let _ = keep_copy(root, &root.join("db"));
    }
}

/// Removes `snap.*`, which sled makes again from its log, and `conf`, which is the same in every vault.
pub(crate) fn drop_what_can_be_made_again(folder: &Path) -> io::Result<()> {
    for path in files_in(folder)? {
        if name_of(&path).starts_with("snap.") || name_of(&path) == "conf" {
            fs::remove_file(path)?;
        }
    }
    files::sync_folder(folder)
}

pub(crate) fn name_of(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// The files right in `folder`; none when it is missing.
pub(crate) fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}
