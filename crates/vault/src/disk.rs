//! Files and folders as the operating system gives them: private, written whole or not at all, really on the disk.
//!
//! Here: `files` (atomic writes, locks, syncs, the ballast), `filesystem` (which folders are refused), `free_space` (what
//! would not fit is not begun), `quarantine` (copies of a damaged store).
//! Not here: anything that knows what the bytes mean.
//! Tested beside the code, and on real small, full and failing disks by `trials::small_disk` and `trials::full_disk`.

pub(crate) mod files;
pub(crate) mod filesystem;
pub(crate) mod free_space;
pub(crate) mod quarantine;
