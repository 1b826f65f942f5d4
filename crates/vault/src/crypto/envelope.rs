//! The one way bytes are sealed: XChaCha20-Poly1305, bound to the place they belong to, padded to buckets.
//!
//! A record in sled is `version 1 | algorithm 1 | kind 1 | flags 1 | key epoch 4 LE | nonce 24 | ciphertext | tag 16`;
//! its plaintext is `length 4 LE | bytes | zeros`, padded to 256 bytes and above that by Padmé (at most 12 % more,
//! <https://doi.org/10.2478/popets-2019-0056>). The associated data is `"UNL1" | those first 8 bytes | vault id 16 | key`.

use std::io;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::crypto::keys::{Key, make_random};

const NONCE: usize = 24;
const TAG: usize = 16;
const FRONT: usize = 8;
/// What a sealed record has more than its padded plaintext, in bytes.
const OVERHEAD: usize = FRONT + NONCE + TAG;

const ENVELOPE_VERSION: u8 = 1;
const XCHACHA20_POLY1305: u8 = 1;

/// What an envelope holds; its number is in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sealed {
    Record = 1,
    CaseManifest = 2,
    VaultManifest = 3,
    /// The first layout of an index, which only old vaults have.
    FirstIndex = 4,
    Pack = 5,
    Index = 6,
}

/// Where an envelope belongs: it opens nowhere else.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) vault_id: &'a [u8; 16],
    /// The full sled key.
    pub(crate) key: &'a [u8],
}

/// Seals `plain` behind `front`: `front | nonce 24 | ciphertext | tag 16`.
pub(crate) fn seal_bytes(key: &Key, front: &[u8], aad: &[u8], plain: &[u8]) -> io::Result<Vec<u8>> {
    let nonce: [u8; NONCE] = make_random()?;
    // Room for everything at once: a buffer that grew would leave plaintext behind.
    let mut out = Vec::with_capacity(front.len() + NONCE + plain.len() + TAG);
    out.extend_from_slice(front);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plain);
    let text = out.split_at_mut(front.len() + NONCE).1;
    let tag = cipher(key)
        .encrypt_inout_detached(&XNonce::from(nonce), aad, text.into())
        .map_err(|_| io::Error::other("too long to seal"))?;
    out.extend_from_slice(&tag);
    Ok(out)
}

/// Opens `nonce 24 | ciphertext | tag 16`; `None` when anything about it, or its place, was changed.
pub(crate) fn open_bytes(key: &Key, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(text.to_vec());
    cipher(key)
        .decrypt_inout_detached(&XNonce::from(*nonce), aad, plain.as_mut_slice().into(), &Tag::from(*tag))
        .ok()?;
    Some(plain)
}

/// Seals one value for its place in sled. `epoch` is the key epoch it is written under.
pub(crate) fn seal_record(
    key: &Key,
    what: Sealed,
    epoch: u32,
    place: Place<'_>,
    bytes: &[u8],
) -> io::Result<Vec<u8>> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::other("too long to seal"))?;
    let mut plain = Zeroizing::new(Vec::with_capacity(padded(4 + bytes.len())));
    plain.extend_from_slice(&length.to_le_bytes());
    plain.extend_from_slice(bytes);
    plain.resize(padded(4 + bytes.len()), 0);
    let mut front = [ENVELOPE_VERSION, XCHACHA20_POLY1305, what as u8, 0, 0, 0, 0, 0];
    front[4..].copy_from_slice(&epoch.to_le_bytes());
    seal_bytes(key, &front, &associated(front, place), &plain)
}

/// Opens what [`seal_record`] sealed for the same place; `None` when it is not exactly that.
pub(crate) fn open_record(
    key: &Key,
    what: Sealed,
    place: Place<'_>,
    value: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (front, sealed) = value.split_first_chunk::<FRONT>()?;
    if front[..4] != [ENVELOPE_VERSION, XCHACHA20_POLY1305, what as u8, 0] {
        return None;
    }
    let mut plain = open_bytes(key, &associated(*front, place), sealed)?;
    let length = u32::from_le_bytes(*plain.first_chunk::<4>()?) as usize;
    if padded(4 + length) != plain.len() {
        return None;
    }
    plain.copy_within(4..4 + length, 0);
    plain.truncate(length);
    Some(plain)
}

/// What an envelope that begins here says it holds; `None` when none of this version begins here.
pub(crate) fn front_of(bytes: &[u8]) -> Option<Sealed> {
    match bytes {
        [ENVELOPE_VERSION, XCHACHA20_POLY1305, what, 0, ..] => {
            [Sealed::Record, Sealed::CaseManifest, Sealed::VaultManifest, Sealed::Pack]
                .into_iter()
                .find(|sealed| *sealed as u8 == *what)
        }
        _ => None,
    }
}

/// The plaintext at the beginning of a record's envelope, not authenticated: only good for learning where the envelope
/// belongs, which [`open_record`] then proves or refutes. The cipher is a stream, so sealing its text again opens it.
pub(crate) fn peek(key: &Key, value: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, text) = value.get(FRONT..)?.split_first_chunk::<NONCE>()?;
    let mut plain = Zeroizing::new(text.to_vec());
    cipher(key).encrypt_inout_detached(&XNonce::from(*nonce), &[], plain.as_mut_slice().into()).ok()?;
    Some(plain)
}

/// How long the envelope of so many bytes is; `None` for more than any record has.
pub(crate) fn sealed_length(length: usize) -> Option<usize> {
    (length <= 1 << 16).then(|| padded(4 + length) + OVERHEAD)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

fn associated(front: [u8; FRONT], place: Place<'_>) -> Vec<u8> {
    // The key comes last: everything before it has a fixed length, so no two places give the same bytes.
    [b"UNL1".as_slice(), &front, place.vault_id, place.key].concat()
}

/// The length that `length` bytes are padded to: 256, above that Padmé.
pub(crate) fn padded(length: usize) -> usize {
    if length <= 256 {
        return 256;
    }
    let exponent = length.ilog2();
    let mask = (1_usize << (exponent - (exponent.ilog2() + 1))) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(key: &[u8]) -> Place<'_> {
        Place { vault_id: &[7; 16], key }
    }

    proptest! {
        #[test]
        fn seals_and_opens_in_its_own_place_only(bytes: Vec<u8>, name: [u8; 32], other: [u8; 32]) {
            let key = Key::make_random().unwrap();
            let sealed = seal_record(&key, Sealed::Record, 3, place(&name), &bytes).unwrap();
            prop_assert_eq!(sealed.len(), padded(4 + bytes.len()) + OVERHEAD);
            let opened = open_record(&key, Sealed::Record, place(&name), &sealed);
            prop_assert_eq!(opened.as_ref().map(|o| o.as_slice()), Some(bytes.as_slice()));
            prop_assert!(open_record(&key, Sealed::CaseManifest, place(&name), &sealed).is_none());
            if name != other {
                prop_assert!(open_record(&key, Sealed::Record, place(&other), &sealed).is_none());
            }
            let elsewhere = Place { vault_id: &[8; 16], key: &name };
            prop_assert!(open_record(&key, Sealed::Record, elsewhere, &sealed).is_none());
            let stranger = Key::make_random().unwrap();
            prop_assert!(open_record(&stranger, Sealed::Record, place(&name), &sealed).is_none());
        }

        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            let key = Key::make_random().unwrap();
            prop_assert!(open_record(&key, Sealed::Record, place(b"k"), &bytes).is_none());
        }

        #[test]
        fn padding_covers_and_costs_at_most_an_eighth(length in 257_usize..10_000_000) {
            let to = padded(length);
            prop_assert!(to >= length && (to - length) * 8 <= length);
        }
    }

    #[test]
    fn every_flipped_bit_fails() {
        let key = Key::make_random().unwrap();
        let sealed = seal_record(&key, Sealed::Record, 1, place(b"name"), b"100 Example St").unwrap();
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut changed = sealed.clone();
                changed[at] ^= 1 << bit;
                assert!(
                    open_record(&key, Sealed::Record, place(b"name"), &changed).is_none(),
                    "byte {at} bit {bit}"
                );
            }
        }
        for end in 0..sealed.len() {
            assert!(open_record(&key, Sealed::Record, place(b"name"), &sealed[..end]).is_none());
        }
    }

    #[test]
    fn short_values_look_alike() {
        let key = Key::make_random().unwrap();
        let lengths = [b"".as_slice(), b"x", &[9; 252]]
            .map(|bytes| seal_record(&key, Sealed::Record, 1, place(b"n"), bytes).unwrap().len());
        assert_eq!(lengths, [256 + OVERHEAD; 3]);
    }
}
