//! From a passphrase to a key: Argon2id, its floor, its limits and its calibration.

use std::io;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::crypto::keys::{Key, make_random};

/// How costly one try of a passphrase is made when a vault is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum KdfStrength {
    /// As costly as this machine bears in about one second, never below the floor. For real vaults.
    #[default]
    Calibrated,
    /// The floor: Argon2id with 64 MiB, 3 passes, 4 lanes (RFC 9106's second recommendation, above OWASP's 19 MiB).
    Floor,
}

/// Argon2id's costs and salt, stored in the clear in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kdf {
    /// Memory in KiB.
    pub(crate) memory: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
    pub(crate) salt: [u8; 16],
}

/// Why no key came out of a passphrase.
#[derive(Debug)]
pub(crate) enum KdfFailure {
    /// The stored costs are below the floor's bounds (a weakened header) or above them (a memory bomb).
    OutOfBounds,
    Io(io::Error),
}

const MIB: u32 = 1024;
const FLOOR: (u32, u32, u32) = (64 * MIB, 3, 4);
/// What is accepted from a header: memory 64 MiB to 2 GiB, 1 to 10 passes, 1 to 8 lanes.
const MEMORY: std::ops::RangeInclusive<u32> = 64 * MIB..=2048 * MIB;
/// Calibration stops here: a vault made on a large machine must open on a small one.
const LARGEST_CALIBRATED: u32 = 1024 * MIB;
const LONGEST: Duration = Duration::from_millis(1200);

impl Kdf {
    /// Costs for a new vault with a fresh salt. `Calibrated` takes up to about a second to measure.
    pub(crate) fn make(strength: KdfStrength) -> Result<Kdf, KdfFailure> {
        let (memory, passes, lanes) = FLOOR;
        let mut kdf = Kdf { memory, passes, lanes, salt: make_random().map_err(KdfFailure::Io)? };
        if strength == KdfStrength::Calibrated {
            let start = Instant::now();
            kdf.stretch("a passphrase to measure with")?;
            kdf.memory = calibrated(start.elapsed(), quarter_of_memory());
        }
        Ok(kdf)
    }

    /// The 32-byte key of a passphrase. The passphrase is taken in Unicode's composed form (NFC, as RFC 8265
    /// `OpaqueString`), so that the same letters typed on another system give the same key.
    pub(crate) fn stretch(&self, passphrase: &str) -> Result<Key, KdfFailure> {
        if !MEMORY.contains(&self.memory)
            || !(1..=10).contains(&self.passes)
            || !(1..=8).contains(&self.lanes)
        {
            return Err(KdfFailure::OutOfBounds);
        }
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32))
            .map_err(|_| KdfFailure::OutOfBounds)?;
        // Composed text is never longer than three times its input (UAX #15), so the string never moves.
        let mut composed = Zeroizing::new(String::with_capacity(passphrase.len() * 3));
        composed.extend(passphrase.nfc());
        let mut out = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(composed.as_bytes(), &self.salt, out.as_mut_slice())
            .map_err(|_| KdfFailure::Io(io::ErrorKind::OutOfMemory.into()))?;
        Key::from_slice(out.as_slice()).ok_or(KdfFailure::OutOfBounds)
    }
}

/// The memory cost in KiB, doubled from the floor while the expected time stays below [`LONGEST`].
fn calibrated(floor_took: Duration, ceiling: u32) -> u32 {
    let mut memory = FLOOR.0;
    let mut expected = floor_took * 2;
    while expected <= LONGEST && memory * 2 <= ceiling.min(LARGEST_CALIBRATED) {
        memory *= 2;
        expected *= 2;
    }
    memory
}

/// A quarter of this machine's memory in KiB; 256 MiB where the system does not say.
fn quarter_of_memory() -> u32 {
    let total = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("MemTotal:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    total.map_or(256 * MIB, |kib| u32::try_from(kib / 4).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_doubles_up_to_its_limits_and_never_goes_below_the_floor() {
        let check = |ms, ceiling_mib, expected_mib| {
            assert_eq!(calibrated(Duration::from_millis(ms), ceiling_mib * MIB), expected_mib * MIB);
        };
        check(300, 4096, 256);
        check(10, 4096, 1024);
        check(10, 300, 256);
        check(5000, 4096, 64);
        check(300, 16, 64);
    }

    #[test]
    fn weak_and_huge_costs_are_refused_before_any_work() {
        let fine = Kdf { memory: 64 * MIB, passes: 3, lanes: 4, salt: [1; 16] };
        for bad in [
            Kdf { memory: 64 * MIB - 1, ..fine },
            Kdf { memory: 2048 * MIB + 1, ..fine },
            Kdf { memory: u32::MAX, ..fine },
            Kdf { passes: 0, ..fine },
            Kdf { passes: 11, ..fine },
            Kdf { lanes: 0, ..fine },
            Kdf { lanes: 9, ..fine },
        ] {
            assert!(matches!(bad.stretch("x"), Err(KdfFailure::OutOfBounds)), "{bad:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_give_the_same_key() {
        let kdf = Kdf { memory: 64 * MIB, passes: 1, lanes: 1, salt: [1; 16] };
        let composed = kdf.stretch("caf\u{e9}").unwrap_or_else(|_| panic!("stretches"));
        let decomposed = kdf.stretch("cafe\u{301}").unwrap_or_else(|_| panic!("stretches"));
        assert_eq!(composed.bytes(), decomposed.bytes());
    }
}
