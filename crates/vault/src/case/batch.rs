//! What is written together: a batch of values, each under a kind and an id.

use std::collections::BTreeMap;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::crypto::keys::WipingBuffer;
use crate::failure::CommitFailure;

/// The longest value, in bytes of its JSON: 8 MiB. Longer ones are refused as `TooLarge`.
pub const MAX_VALUE_BYTES: usize = 8 << 20;
/// The longest id, in bytes.
pub const MAX_ID_BYTES: usize = 1024;

/// Writes down the kinds once, so that none can be left out of the list of all of them.
macro_rules! kinds {
    ($($(#[doc = $about:literal])+ $name:ident = $number:literal,)+) => {
        /// What a record is about. The numbers are written into vaults: they never change and are never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Kind {
            $($(#[doc = $about])+ $name = $number,)+
        }

        impl Kind {
            /// Every kind, by its number.
            pub(crate) const ALL: &[Kind] = &[$(Kind::$name,)+];
        }
    };
}

kinds! {
    /// The case itself: its name, when it was made.
    About = 1,
    /// What the person attested before the first plan.
    Attestation = 2,
    /// What the person says about themselves.
    Profile = 3,
    /// What was allowed and skipped.
    Choices = 4,
    /// What would be asked of which source.
    Plan = 5,
    /// One run of a plan.
    Scan = 6,
    /// What one check of a scan gave.
    Outcome = 7,
    /// What the person decides about.
    Finding = 8,
    /// What was done of a removal's tasks.
    TaskMark = 9,
    /// What was disclosed to whom and when. Append-only: an id is written once and never removed.
    Ledger = 10,
    /// Access keys of sources that need one.
    Keys = 11,
    /// The case's settings.
    Settings = 12,
    /// When a source last proved that it can say no.
    Proof = 13,
    /// A definition that the person added from a community list.
    Definition = 14,
    /// How questions leave the machine.
    Route = 15,
}

impl Kind {
    /// The kind's fixed number.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }

    /// The kind with this number, when this version knows it.
    pub(crate) fn of_number(number: u8) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }

    /// Whether a record of this kind is written once and stays.
    pub(crate) fn is_append_only(self) -> bool {
        matches!(self, Kind::Ledger | Kind::Outcome | Kind::Attestation)
    }
}

/// What is done with one record: its value as JSON, or `None` to remove it.
pub(crate) type Change = Option<Zeroizing<Vec<u8>>>;

/// Values to be written, and ids to be removed, in one step: all of them or none.
#[derive(Default)]
pub struct Batch {
    pub(crate) changes: BTreeMap<(Kind, String), Change>,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Adds a value; an earlier one under the same kind and id is replaced, except in the ledger.
    ///
    /// # Errors
    /// `TooLarge` above [`MAX_VALUE_BYTES`] or [`MAX_ID_BYTES`], `Unwritable` when the value has no JSON form,
    /// `AlreadyWritten` when this batch has the same ledger id already.
    pub fn put<T: Serialize>(mut self, kind: Kind, id: &str, value: &T) -> Result<Batch, CommitFailure> {
        let mut buffer = WipingBuffer::default();
        serde_json::to_writer(&mut buffer, value).map_err(|_| CommitFailure::Unwritable { kind })?;
        let json = buffer.into_inner();
        if json.len() > MAX_VALUE_BYTES || id.len() > MAX_ID_BYTES {
            return Err(CommitFailure::TooLarge { kind });
        }
        let replaced = self.changes.insert((kind, id.to_owned()), Some(json));
        if kind.is_append_only() && replaced.is_some() {
            return Err(CommitFailure::AlreadyWritten { kind });
        }
        Ok(self)
    }

    /// Adds a removal; removing what is not there is fine. A ledger entry that exists is not removed: the commit
    /// fails with `AlreadyWritten`.
    #[must_use]
    pub fn remove(mut self, kind: Kind, id: &str) -> Batch {
        self.changes.insert((kind, id.to_owned()), None);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_its_number_and_is_found_by_it() {
        // A new kind does not compile before it has its line here.
        let fixed = |kind: Kind| match kind {
            Kind::About => 1,
            Kind::Attestation => 2,
            Kind::Profile => 3,
            Kind::Choices => 4,
            Kind::Plan => 5,
            Kind::Scan => 6,
            Kind::Outcome => 7,
            Kind::Finding => 8,
            Kind::TaskMark => 9,
            Kind::Ledger => 10,
            Kind::Keys => 11,
            Kind::Settings => 12,
            Kind::Proof => 13,
            Kind::Definition => 14,
            Kind::Route => 15,
        };
        for (number, kind) in (1..).zip(Kind::ALL) {
            assert_eq!(
                (kind.number(), fixed(*kind)),
                (number, number),
                "{kind:?}: in vaults it has its number"
            );
            assert_eq!(Kind::of_number(number), Some(*kind), "{kind:?} is found by its number");
        }
        let known = (0..=u8::MAX).filter_map(Kind::of_number).count();
        assert_eq!(known, Kind::ALL.len(), "no other number is a kind");
    }

    #[test]
    fn what_is_too_long_or_written_twice_into_the_ledger_is_no_batch() {
        let put = |kind, id: &str, value: &str| Batch::new().put(kind, id, &value);
        let of_length = |length: usize| "x".repeat(length);
        assert!(put(Kind::Plan, &of_length(MAX_ID_BYTES), "").is_ok());
        let failure = put(Kind::Plan, &of_length(MAX_ID_BYTES + 1), "").err();
        assert!(matches!(failure, Some(CommitFailure::TooLarge { kind: Kind::Plan })), "{failure:?}");
        // Two bytes are the quotation marks.
        assert!(put(Kind::Plan, "", &of_length(MAX_VALUE_BYTES - 2)).is_ok());
        let failure = put(Kind::Scan, "", &of_length(MAX_VALUE_BYTES - 1)).err();
        assert!(matches!(failure, Some(CommitFailure::TooLarge { kind: Kind::Scan })), "{failure:?}");
        let kept = [
            (Kind::Ledger, false),
            (Kind::Outcome, false),
            (Kind::Attestation, false),
            (Kind::Choices, true),
        ];
        for (kind, twice) in kept {
            let both = put(kind, "one", "a").and_then(|batch| batch.put(kind, "one", &"b"));
            assert_eq!(both.is_ok(), twice, "{kind:?}");
        }
    }
}
