//! The recovery key: 160 random bits on paper, for the day on which passphrase and keyring are lost.
//!
//! Written as nine groups of four letters and digits: 32 for the key in Crockford's base 32
//! (<https://www.crockford.com/base32.html>) and four that check for typing errors. It is shown once and never stored.

use std::fmt;
use std::io;

use zeroize::Zeroizing;

use crate::crypto::keys::{Key, derive_key, fill_random};

/// Crockford's letters: without I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES: usize = 20;
/// Letters of the key, and letters of the check behind them.
const KEY: usize = BYTES * 8 / 5;
const CHECK: usize = 4;
const GROUP: usize = 4;
/// More text than this is not looked at.
const LONGEST: usize = 400;

/// A recovery key. Wiped when dropped, never printed by accident.
pub struct RecoveryKey(Box<Zeroizing<[u8; BYTES]>>);

/// Why a text is no recovery key. What was typed is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotARecoveryKey {
    /// It has more or fewer letters and digits than 36.
    #[error("{found} letters and digits instead of 36")]
    WrongLength {
        /// How many it has.
        found: usize,
    },
    /// It has a character that no recovery key has.
    #[error("a character that no recovery key has, at place {at}")]
    UnknownCharacter {
        /// Its place among the letters and digits, from 1.
        at: usize,
    },
    /// At least one character was mistyped.
    #[error("a typing error")]
    Mistyped,
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey")
    }
}

impl RecoveryKey {
    /// A fresh random key.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn make() -> io::Result<RecoveryKey> {
        let mut key = RecoveryKey(Box::new(Zeroizing::new([0; BYTES])));
        fill_random(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// The key as it is written down: nine groups of four, with hyphens between them.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(KEY + CHECK + (KEY + CHECK) / GROUP));
        let check = self.check();
        for (at, five) in fives(self.0.as_slice()).chain(check).enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(LETTERS[usize::from(five)]));
        }
        text
    }

    /// Reads a key as somebody typed it: small or large letters, any spaces and hyphens, O for 0, I and L for 1.
    ///
    /// # Errors
    /// See [`NotARecoveryKey`].
    pub fn parse(text: &str) -> Result<RecoveryKey, NotARecoveryKey> {
        let mut found = 0;
        let mut typed = Zeroizing::new([0_u8; KEY + CHECK]);
        for letter in text.chars().take(LONGEST).filter(|c| !c.is_whitespace() && !is_hyphen(*c)) {
            let five = five_of(letter).ok_or(NotARecoveryKey::UnknownCharacter { at: found + 1 })?;
            if let Some(place) = typed.get_mut(found) {
                *place = five;
            }
            found += 1;
        }
        if found != KEY + CHECK {
            return Err(NotARecoveryKey::WrongLength { found });
        }
        let (letters, check) = typed.split_at(KEY);
        let mut key = RecoveryKey(Box::new(Zeroizing::new([0; BYTES])));
        // Eight letters are five bytes.
        for (bytes, letters) in key.0.chunks_exact_mut(5).zip(letters.chunks_exact(8)) {
            let bits = letters.iter().fold(0_u64, |bits, five| (bits << 5) | u64::from(*five));
            bytes.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        if key.check().eq(check.iter().copied()) { Ok(key) } else { Err(NotARecoveryKey::Mistyped) }
    }

    /// What opens the slot.
    pub(crate) fn secret(&self) -> Key {
        derive_key("unlisted v1 recovery key", &[self.0.as_slice()])
    }

    /// 20 bits that tell a mistyped key before anything is tried with it.
    fn check(&self) -> impl Iterator<Item = u8> + use<> {
        let digest = derive_key("unlisted v1 recovery key check", &[self.0.as_slice()]);
        let [a, b, c, ..] = *digest.bytes();
        let bits = u32::from_be_bytes([0, a, b, c]) >> 4;
        [15, 10, 5, 0].into_iter().map(move |shift| low_five(u64::from(bits >> shift)))
    }
}

/// The bytes in portions of five bits, the first first.
fn fives(bytes: &[u8]) -> impl Iterator<Item = u8> + use<'_> {
    bytes.chunks_exact(5).flat_map(|five| {
        let bits = five.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        (0..8).rev().map(move |at| low_five(bits >> (5 * at)))
    })
}

fn low_five(bits: u64) -> u8 {
    bits.to_le_bytes()[0] & 31
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '.')
}

fn five_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    (0..).zip(LETTERS).find(|(_, known)| char::from(**known) == letter).map(|(five, _)| five)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known() -> RecoveryKey {
        let mut bytes = [0; BYTES];
        (0..).zip(&mut bytes).for_each(|(n, byte)| *byte = n * 13);
        RecoveryKey(Box::new(Zeroizing::new(bytes)))
    }

    #[test]
    fn a_key_is_written_the_same_for_ever() {
        // What people have on paper: this text must never change.
        assert_eq!(known().text().as_str(), "006H-M9SM-8575-PT3N-GA7S-SADP-RF8D-VTQQ-KKKP");
        assert_eq!(format!("{:?}", known()), "RecoveryKey", "nothing of it is printed");
    }

    #[test]
    fn it_is_read_however_it_was_typed() {
        let text = known().text();
        let check = |typed: &str| {
            let read = RecoveryKey::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(read.0, known().0, "{typed}");
        };
        check(&text);
        check(&text.to_lowercase());
        check(&text.replace('-', " "));
        check(&text.replace('-', ""));
        check(&text.replace('-', "\u{2013}\n\t"));
        check(&text.replace('0', "O").replace('1', "I"));
        check(&text.replace('0', "o").replace('1', "l"));
    }

    #[test]
    fn what_is_no_key_is_told_by_how() {
        let text = known().text();
        let check = |typed: &str, expected| assert_eq!(RecoveryKey::parse(typed).unwrap_err(), expected);
        check("", NotARecoveryKey::WrongLength { found: 0 });
        check(text.trim_end_matches(char::is_alphanumeric), NotARecoveryKey::WrongLength { found: 32 });
        check(&format!("{}7", text.as_str()), NotARecoveryKey::WrongLength { found: 37 });
        check(&text.replacen('H', "U", 1), NotARecoveryKey::UnknownCharacter { at: 4 });
        check("\u{fc}", NotARecoveryKey::UnknownCharacter { at: 1 });
        check(&text.replacen("9S", "S9", 1), NotARecoveryKey::Mistyped);
        check(&"A".repeat(1_000_000), NotARecoveryKey::WrongLength { found: LONGEST });
    }

    #[test]
    fn every_single_typing_error_is_noticed() {
        let text = known().text().replace('-', "");
        for at in 0..text.len() {
            for letter in LETTERS {
                let mut typed = text.clone().into_bytes();
                let was = std::mem::replace(&mut typed[at], *letter);
                let read = RecoveryKey::parse(std::str::from_utf8(&typed).unwrap());
                assert_eq!(read.is_ok(), was == *letter, "place {at} as {}", char::from(*letter));
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text: String) {
            let _ = RecoveryKey::parse(&text);
        }

        #[test]
        fn every_key_is_read_back(bytes: [u8; BYTES]) {
            let key = RecoveryKey(Box::new(Zeroizing::new(bytes)));
            prop_assert_eq!(**RecoveryKey::parse(&key.text()).unwrap().0, bytes);
        }
    }
}
