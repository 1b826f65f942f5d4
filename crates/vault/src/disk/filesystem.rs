//! Which kinds of disk can not keep what the vault promises: asked before one is made or opened there.
//!
//! Durability needs a file system that keeps the order of its own changes (a journal) and that really syncs; the lock
//! needs one that other machines do not share. Linux says the kind in `/proc/self/mountinfo`; elsewhere nothing is
//! refused.

use std::fs;
use std::path::{Path, PathBuf};

/// Why a folder is no place for a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfit {
    /// It is on another machine: its locks and syncs can not be relied on, and others may read it.
    Network,
    /// It is on a disk formatted as FAT or exFAT, as sticks are: a power cut can take whole files there, and it knows no
    /// owners.
    Fat,
}

/// Whether a vault may be kept in this folder, which need not exist yet.
pub(crate) fn judge_folder(folder: &Path) -> Result<(), Unfit> {
    let Ok(mounts) = fs::read_to_string("/proc/self/mountinfo") else { return Ok(()) };
    let exists = folder.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    let Some(kind) = exists.and_then(|folder| kind_of(&mounts, &folder)) else { return Ok(()) };
    judge_kind(&kind)
}

/// The kinds by their names in Linux. FUSE tells after a dot what is behind it.
fn judge_kind(kind: &str) -> Result<(), Unfit> {
    const NETWORK: [&str; 21] = [
        "9p",
        "afs",
        "afpfs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "smb3",
        "smbfs",
    ];
    const FAT: [&str; 5] = ["exfat", "fuse.exfat", "fuse.exfat-fuse", "msdos", "vfat"];
    match kind {
        kind if NETWORK.contains(&kind) || kind.starts_with("nfs") => Err(Unfit::Network),
        kind if FAT.contains(&kind) => Err(Unfit::Fat),
        _ => Ok(()),
    }
}

/// The kind of file system that a folder is on: that of the deepest mount above it, the latest of several.
/// A line is `id parent device root MOUNT options [optional]* - KIND source options` (the manual page `proc_pid_mountinfo(5)`).
fn kind_of(mounts: &str, folder: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (front, back) = line.split_once(" - ")?;
        let place = PathBuf::from(unescape(front.split(' ').nth(4)?));
        let kind = back.split(' ').next()?.to_owned();
        folder.starts_with(&place).then(|| (place.components().count(), kind))
    };
    let above = mounts.lines().filter_map(mount);
    above.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

/// Blanks, tabs, line ends and backslashes are written as three octal digits.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        30 22 0:5 / /srv rw - btrfs /dev/sdb rw\n\
        31 30 0:6 / /srv/z/far rw - nfs4 host.example.org:/z rw\n\
        32 30 0:7 / /srv/z/near rw - fuse.sshfs z@host.example.org: rw\n\
        33 22 8:9 / /media/my\\040stick rw shared:9 master:2 - vfat /dev/sdc1 rw\n\
        34 22 8:9 / /media/tool rw - cifs //host/x rw\n\
        35 34 8:9 / /media/tool rw - ext4 /dev/sdd rw\n\
        broken line\n";

    #[test]
    fn the_deepest_mount_counts_and_the_last_one_at_a_place() {
        let check = |folder: &str, kind: &str, judged: Result<(), Unfit>| {
            let found = kind_of(MOUNTS, Path::new(folder));
            assert_eq!(found.as_deref(), Some(kind), "{folder}");
            assert_eq!(judge_kind(kind), judged, "{folder}");
        };
        check("/", "ext4", Ok(()));
        check("/srv/z", "btrfs", Ok(()));
        check("/srv/z/far/data", "nfs4", Err(Unfit::Network));
        check("/srv/z/farther", "btrfs", Ok(()));
        check("/srv/z/near", "fuse.sshfs", Err(Unfit::Network));
        check("/media/my stick/vault", "vfat", Err(Unfit::Fat));
        check("/media/tool", "ext4", Ok(()));
        assert_eq!(kind_of("", Path::new("/")), None);
    }

    #[test]
    fn the_kinds_people_have_at_home_are_fine() {
        for kind in
            ["ext4", "btrfs", "xfs", "zfs", "f2fs", "tmpfs", "overlay", "fuseblk", "ntfs3", "ecryptfs"]
        {
            assert_eq!(judge_kind(kind), Ok(()), "{kind}");
        }
        let here = tempfile::tempdir().unwrap();
        assert_eq!(judge_folder(&here.path().join("not/yet/there")), Ok(()));
    }
}
