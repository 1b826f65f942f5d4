//! Remembers what a costly step was last done for, so that it is not done twice.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::call;
use crate::stop::Stop;

/// A fingerprint of files: equal for equal names and bytes, whatever their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of nothing: FNV-1a's offset basis, <http://www.isthe.com/chongo/tech/comp/fnv/>.
    pub(crate) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// Takes in `bytes` and their length, so that moving a byte from one piece to the next is seen.
    pub(crate) fn and(self, bytes: &[u8]) -> Self {
        let length = bytes.len().to_le_bytes();
        let step = |state: u64, byte: &u8| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self(bytes.iter().chain(&length).fold(self.0, step))
    }

    /// Takes in every file under `folder`, in name order, leaving out names in `skip` at any depth.
    pub(crate) fn and_folder(mut self, folder: &Path, skip: &[&str]) -> io::Result<Self> {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if skip.contains(&name.as_ref()) {
                continue;
            }
            self = self.and(name.as_bytes());
            self = if path.is_dir() { self.and_folder(&path, skip)? } else { self.and(&fs::read(&path)?) };
        }
        Ok(self)
    }
}

/// A step's memory: one small file in the target folder.
#[derive(Debug)]
pub(crate) struct Stamp(PathBuf);

impl Stamp {
    /// The memory of the step called `name`.
    pub(crate) fn of(name: &str) -> Result<Self, Stop> {
        Ok(Self(call::built("xtask")?.with_file_name("xtask-stamps").join(name)))
    }

    /// Whether the step was last finished for exactly these files.
    pub(crate) fn is(&self, fingerprint: Fingerprint) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|text| text == format!("{:016x}", fingerprint.0))
    }

    /// Remembers that the step is finished for these files.
    pub(crate) fn set(&self, fingerprint: Fingerprint) -> Result<(), Stop> {
        let folder = self.0.parent().expect("a stamp lies in the stamps' folder");
        fs::create_dir_all(folder).map_err(Stop::file(folder))?;
        fs::write(&self.0, format!("{:016x}", fingerprint.0)).map_err(Stop::file(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_sees_every_change() {
        let lock = Fingerprint::EMPTY.and(b"lock one");
        assert_eq!(lock, Fingerprint::EMPTY.and(b"lock one"), "the same bytes must not cause a new npm ci");
        assert_ne!(lock, Fingerprint::EMPTY.and(b"lock two"), "a changed lock file must cause one");
        let (ab_c, a_bc) = (Fingerprint::EMPTY.and(b"ab").and(b"c"), Fingerprint::EMPTY.and(b"a").and(b"bc"));
        assert_ne!(ab_c, a_bc, "bytes moved between two files are a change");
    }

    #[test]
    fn a_stamp_remembers_and_a_folder_is_read_whole() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/dist")).unwrap();
        fs::write(folder.join("src/a.ts"), "one").unwrap();
        fs::write(folder.join("src/dist/a.js"), "built").unwrap();
        let read = || Fingerprint::EMPTY.and_folder(&folder, &["dist"]).unwrap();
        let before = read();
        fs::write(folder.join("src/dist/a.js"), "built again").unwrap();
        assert_eq!(before, read(), "skipped folders must not count");
        fs::write(folder.join("src/a.ts"), "two").unwrap();
        assert_ne!(before, read(), "a changed source must count");

        let stamp = Stamp(folder.join("stamps/ui"));
        assert!(!stamp.is(before), "a step never done is not done");
        stamp.set(before).unwrap();
        assert!(stamp.is(before) && !stamp.is(read()), "only the remembered files count as done");
        fs::remove_dir_all(&folder).unwrap();
    }
}
