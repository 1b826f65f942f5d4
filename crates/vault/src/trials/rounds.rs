//! What the long trials share: how many rounds, and numbers that look random and are the same in every run.

use std::path::Path;

use crate::crypto::epoch_key::Master;
use crate::format::header::Way;
use crate::vault::opening::read_header;

/// How many rounds a trial takes: `usual` in every test run, or what the environment variable says in a long one.
pub(crate) fn rounds(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |text| text.parse().expect("the variable is a number"))
}

/// Numbers by Knuth's constants for a linear congruence.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1))
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }
}

pub(crate) const PASSPHRASE: &str = "an invented passphrase";

/// The master key of a vault with [`PASSPHRASE`], got once, so that each of many openings is without the slow KDF.
pub(crate) fn master_key(data_dir: &Path) -> Master {
    let header = read_header(&data_dir.join("vault")).expect("a sound vault");
    let Way::Passphrase(kdf) = &header.slots[0].way else { panic!("the first slot is the passphrase") };
    let secret = kdf.stretch(PASSPHRASE).unwrap_or_else(|failure| panic!("{failure:?}"));
    header.open_slot(&header.slots[0], &secret).expect("the passphrase opens it")
}
