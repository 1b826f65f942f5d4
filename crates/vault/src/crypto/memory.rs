//! Secret bytes in memory that is not swapped out, and a process that leaves no dump of its memory behind.
//!
//! Each secret has a page of its own: locks do not nest, so two secrets on one page would unlock one another.

use std::fmt;

use region::LockGuard;
use zeroize::Zeroize as _;

/// One page. Where pages are larger, two secrets may share one, and it may be swapped out when the first is dropped.
#[cfg_attr(not(target_vendor = "apple"), repr(C, align(4096)))]
#[cfg_attr(target_vendor = "apple", repr(C, align(16384)))]
struct Page([u8; 32]);

/// 32 secret bytes on a page of their own, locked where the system allows it (Linux lets a process lock 8 MiB), wiped
/// when dropped.
pub(crate) struct SecretBytes {
    lock: Option<LockGuard>,
    page: Box<Page>,
}

impl SecretBytes {
    /// Zeros, to be filled in place.
    pub(crate) fn new() -> SecretBytes {
        let page = Box::new(Page([0; 32]));
        let lock = region::lock(page.0.as_ptr(), page.0.len()).ok();
        SecretBytes { lock, page }
    }

    pub(crate) fn get(&self) -> &[u8; 32] {
        &self.page.0
    }

    pub(crate) fn fill_in(&mut self) -> &mut [u8; 32] {
        &mut self.page.0
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes")
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        self.page.0.zeroize();
        drop(self.lock.take());
    }
}

/// Lets this process leave no core dump, and keeps other programs of the same person from reading its memory, where the
/// system knows such a thing (Linux; elsewhere on Unix only the dumps). Meant for the start of the app, before any
/// passphrase is typed. Returns whether the system did as told.
pub fn keep_memory_private() -> bool {
    without_dumps() && without_readers()
}

#[cfg(unix)]
fn without_dumps() -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).is_ok()
}

#[cfg(not(unix))]
fn without_dumps() -> bool {
    false
}

#[cfg(target_os = "linux")]
fn without_readers() -> bool {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn without_readers() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_has_a_page_of_its_own_and_is_locked_where_there_is_room() {
        let secrets: Vec<SecretBytes> = (0..20).map(|_| SecretBytes::new()).collect();
        let mut pages: Vec<usize> = secrets.iter().map(|secret| secret.get().as_ptr().addr()).collect();
        assert!(pages.iter().all(|page| page % 4096 == 0));
        pages.dedup();
        assert_eq!(pages.len(), 20);
        if cfg!(target_os = "linux") {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:")).unwrap();
            let kib: u64 = locked.trim().trim_end_matches(" kB").trim().parse().unwrap();
            let asked = secrets.iter().filter(|secret| secret.lock.is_some()).count();
            assert!(kib >= 4 * asked as u64, "{locked} for {asked} secrets");
        }
        assert_eq!(format!("{:?}", secrets[0]), "SecretBytes");
    }
}
