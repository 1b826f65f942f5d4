//! Circuits: a different user name for Tor for each host of a scan, so that Tor keeps the hosts apart.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The user names of one scan: a random word of the scan's own and the host's number in it.
///
/// The name tells nothing about the host, and no name comes back in another scan.
pub(crate) struct Circuits {
    scan: String,
    numbers: Mutex<HashMap<String, usize>>,
}

impl Circuits {
    /// A new scan's, with 64 random bits from the system.
    pub(crate) fn make() -> Result<Self, getrandom::Error> {
        Ok(Self { scan: format!("{:016x}", getrandom::u64()?), numbers: Mutex::default() })
    }

    /// The user name for a host; the same for the whole scan.
    pub(crate) fn name(&self, host: &str) -> String {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = numbers.len();
        let number = *numbers.entry(host.to_owned()).or_insert(next);
        format!("{}-{number}", self.scan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_scans_never_share_a_name() {
        let (one, other) = (Circuits::make().unwrap(), Circuits::make().unwrap());
        let name = one.name("www.example.com");
        assert_eq!(one.name("www.example.com"), name, "a host keeps its circuit for the scan");
        assert_ne!(one.name("www.example.org"), name, "two hosts must not be linked by their circuit");
        assert_ne!(other.name("www.example.com"), name, "two scans must not be linked by a name");
        assert!(!name.contains("example") && name.len() < 30, "the name {name} tells or is too long");
    }
}
