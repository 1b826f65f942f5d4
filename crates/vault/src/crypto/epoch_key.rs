//! The step: the key that seals the key-encryption key. It is renewed when a case is destroyed, and goes one way only.
//!
//! The step of one key epoch is derived from that of the epoch before, and never back. The slots of the passphrase and
//! of the recovery key hold the step of the epoch in which they were made and go forward from there; the keyring holds
//! the present one only. So whoever has every old byte of the disk and what the keyring holds now comes to no earlier
//! key-encryption key, and so to no destroyed case. Whoever has the old bytes and the passphrase does.

use std::io;

use zeroize::Zeroizing;

use crate::crypto::keys::Key;

/// Bytes of a step: `epoch u32, little-endian | key 32`.
pub(crate) const STEP: usize = 4 + 32;
/// More cases than this are not destroyed in the life of a vault; going so far takes some tenths of a second.
const MOST_STEPS: u32 = 1 << 20;

/// The step of one key epoch.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) epoch: u32,
    pub(crate) key: Key,
}

impl Step {
    /// The step of the next epoch.
    pub(crate) fn next(&self) -> Step {
        Step { epoch: self.epoch.wrapping_add(1), key: self.key.derive("unlisted v2 next step") }
    }

    /// The step of this epoch; `None` for an earlier one, to which no way leads, and for one too far away.
    pub(crate) fn at(&self, epoch: u32) -> Option<Step> {
        let ahead = epoch.checked_sub(self.epoch).filter(|ahead| *ahead <= MOST_STEPS)?;
        Some((0..ahead).fold(self.clone(), |step, _| step.next()))
    }

    /// What seals the key-encryption key of this epoch.
    pub(crate) fn wrap(&self) -> Key {
        self.key.derive("unlisted v2 kek wrap")
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.epoch.to_le_bytes().as_slice(), self.key.bytes()].concat())
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<Step> {
        let (epoch, key) = bytes.split_first_chunk::<4>()?;
        Some(Step { epoch: u32::from_le_bytes(*epoch), key: Key::from_slice(key)? })
    }
}

/// What a slot opens to.
#[derive(Clone)]
pub(crate) struct Master {
    /// The master key, which never changes.
    pub(crate) key: Key,
    /// A step that leads to the present one. None in vaults of format 1, and in the keyring's slot: the keyring holds it.
    pub(crate) step: Option<Step>,
}

impl Master {
    /// A fresh one, for a new vault whose first epoch is this.
    pub(crate) fn make_random(epoch: u32) -> io::Result<Master> {
        Ok(Master { key: Key::make_random()?, step: Some(Step { epoch, key: Key::make_random()? }) })
    }

    pub(crate) fn to_bytes(&self, with_step: bool) -> Zeroizing<Vec<u8>> {
        let step = self.step.as_ref().filter(|_| with_step).map(Step::to_bytes);
        Zeroizing::new([self.key.bytes().as_slice(), step.as_deref().map_or(&[], Vec::as_slice)].concat())
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<Master> {
        let (key, step) = bytes.split_first_chunk::<32>()?;
        let key = Key::from_slice(key)?;
        match step {
            [] => Some(Master { key, step: None }),
            step => Step::parse(step).map(|step| Master { key, step: Some(step) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_forward_and_never_back() {
        let first = Master::make_random(1).unwrap().step.unwrap();
        let third = first.next().next();
        let walked = first.at(3).expect("two steps on");
        assert_eq!((walked.epoch, walked.key.bytes()), (3, third.key.bytes()));
        assert_ne!(first.wrap().bytes(), third.wrap().bytes());
        assert_eq!(first.at(1).map(|same| *same.key.bytes()), Some(*first.key.bytes()));
        for unreachable in [0, 2] {
            assert!(third.at(unreachable).is_none(), "epoch {unreachable} is past");
        }
        assert!(third.at(3 + MOST_STEPS + 1).is_none(), "a changed number makes nobody walk for ever");
    }

    #[test]
    fn reads_back_what_it_wrote() {
        let master = Master::make_random(7).unwrap();
        let with = Master::parse(&master.to_bytes(true)).expect("a master key with its step");
        assert_eq!(with.key.bytes(), master.key.bytes());
        let (back, step) = (with.step.expect("its step"), master.step.as_ref().expect("a fresh one has one"));
        assert_eq!((back.epoch, back.key.bytes()), (7, step.key.bytes()));
        let without = Master::parse(&master.to_bytes(false)).expect("a master key alone");
        assert!(without.step.is_none());
        for bad in [&[][..], &[1; 31], &[1; 33], &[1; 67], &[1; 69]] {
            assert!(Master::parse(bad).is_none(), "{} bytes", bad.len());
        }
    }
}
