//! Account names, as sites compare them.

use super::likeness::ContactLikeness;
use crate::matching::name::nickname::is_first_name;
use crate::matching::text::fold::key;
use crate::matching::text::word::Word;

/// Longest account name looked at, in bytes.
const MOST_BYTES: usize = 120;

/// An account name: as sites compare it, and without its separators.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    whole: Word,
    bare: Word,
}

/// Reads an account name: lower case, without `@` in front.
pub(crate) fn read_account(username: &str) -> Account {
    let text = username.trim().trim_start_matches('@');
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let mut account = Account { whole: Word::EMPTY, bare: Word::EMPTY };
    let mut add = |c: char| {
        let mut buffer = [0; 4];
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            account.whole.push(byte);
            if c.is_alphanumeric() {
                account.bare.push(byte);
            }
        }
    };
    for c in text.chars() {
        if c.is_ascii() { add(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut add) }
    }
    account
}

impl Account {
    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Compares two account names. `lumen_fox` and `lumenfox` are two accounts on most sites, so they only fit.
    pub(crate) fn compare(&self, shown: &Self) -> ContactLikeness {
        if shown.is_empty() || self.is_empty() {
            ContactLikeness::Silent
        } else if self.whole == shown.whole {
            ContactLikeness::Same
        } else if !self.bare.is_empty() && self.bare == shown.bare {
            ContactLikeness::Fits
        } else {
            ContactLikeness::Different
        }
    }

    /// Whether it is long enough that two people seldom choose it.
    pub(crate) fn is_distinctive(&self) -> bool {
        self.bare.chars() >= 6 && !is_first_name(&key(self.bare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_keep_their_separators() {
        let compare = |one: &str, other: &str| read_account(one).compare(&read_account(other));
        assert_eq!(compare("lumenfox", "@LumenFox"), ContactLikeness::Same);
        assert_eq!(compare("lumenfox", "lumen_fox"), ContactLikeness::Fits);
        assert_eq!(compare("lumenfox", "lumenfox2"), ContactLikeness::Different);
        assert_eq!(compare("lumenfox", ""), ContactLikeness::Silent);
    }
}
