//! Words kept in place: comparing a listing takes thousands of them a millisecond, so none is on the heap.

use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// Longest word kept, in bytes of UTF-8; what is longer is cut, and no name is.
const MOST_BYTES: usize = 31;
/// Most words kept of one name or street.
const MOST_WORDS: usize = 10;

/// One folded word, as bytes of UTF-8 padded with zeros.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    len: u8,
    bytes: [u8; MOST_BYTES],
}

impl Default for Word {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Word {
    pub(crate) const EMPTY: Self = Self { len: 0, bytes: [0; MOST_BYTES] };

    /// The word of a text that is already folded.
    pub(crate) fn from_folded(text: &str) -> Self {
        let mut word = Self::default();
        text.bytes().for_each(|byte| word.push(byte));
        word
    }

    /// Adds a byte; nothing when the word is full.
    pub(crate) fn push(&mut self, byte: u8) {
        if let Some(free) = self.bytes.get_mut(usize::from(self.len)) {
            *free = byte;
            self.len += 1;
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The text; empty if a character was cut.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn starts_with(&self, other: &Self) -> bool {
        self.as_bytes().starts_with(other.as_bytes())
    }

    pub(crate) fn starts_with_digit(&self) -> bool {
        self.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    pub(crate) fn has_digit(&self) -> bool {
        self.as_bytes().iter().any(u8::is_ascii_digit)
    }

    pub(crate) fn is_number(&self) -> bool {
        !self.is_empty() && self.as_bytes().iter().all(u8::is_ascii_digit)
    }

    /// The word in lower case, where it is ASCII.
    pub(crate) fn lower(mut self) -> Self {
        self.bytes.make_ascii_lowercase();
        self
    }

    /// Its first bytes.
    pub(crate) fn prefix(&self, len: usize) -> Self {
        let mut short = Self::default();
        self.as_bytes().iter().take(len).for_each(|byte| short.push(*byte));
        short
    }

    /// Characters, not bytes.
    pub(crate) fn chars(&self) -> usize {
        self.as_bytes().iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// Whether it is one letter, thus perhaps an initial.
    pub(crate) fn is_initial(&self) -> bool {
        self.chars() == 1
    }

    /// Whether both begin with the same character.
    pub(crate) fn same_letter(&self, other: &Self) -> bool {
        let Some(first) = self.bytes.first().filter(|byte| **byte != 0) else { return false };
        let long = match first {
            0..0xC0 => 1,
            0xC0..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        self.bytes.get(..long) == other.bytes.get(..long)
    }

    /// Appends another word.
    pub(crate) fn join(&mut self, other: &Self) {
        other.as_bytes().iter().for_each(|byte| self.push(*byte));
    }
}

impl Hash for Word {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for eight in self.bytes.chunks(8) {
            state.write_u64(eight.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
        }
    }
}

/// A quick hash for tables of our own, whose keys nobody from outside chooses.
#[derive(Default)]
pub(crate) struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        // The multiplier of Knuth's multiplicative hashing: 2^64 divided by the golden ratio.
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A table by words.
pub(crate) type ByWord<T> = std::collections::HashMap<Word, T, BuildHasherDefault<QuickHasher>>;

/// A set of words.
pub(crate) type WordSet = std::collections::HashSet<Word, BuildHasherDefault<QuickHasher>>;

/// A few words in their order; what does not fit is left out.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    len: u8,
    all: [Word; MOST_WORDS],
}

impl Default for Words {
    fn default() -> Self {
        Self { len: 0, all: [Word::EMPTY; MOST_WORDS] }
    }
}

impl Words {
    pub(crate) fn push(&mut self, word: Word) {
        if let Some(free) = self.all.get_mut(usize::from(self.len)) {
            *free = word;
            self.len += 1;
        }
    }

    pub(crate) fn from_slice(words: &[Word]) -> Self {
        let mut all = Self::default();
        for word in words {
            all.push(*word);
        }
        all
    }

    /// Takes out the word at a place, if there is one.
    pub(crate) fn take(&mut self, at: usize) -> Option<Word> {
        let word = *self.get(at)?;
        self.all.copy_within(at + 1.., at);
        self.len -= 1;
        Some(word)
    }

    pub(crate) fn pop(&mut self) -> Option<Word> {
        self.take(self.len().checked_sub(1)?)
    }

    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    /// All words written as one.
    pub(crate) fn joined(&self) -> Word {
        join(self)
    }
}

impl Deref for Words {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        self.all.get(..usize::from(self.len)).unwrap_or_default()
    }
}

impl DerefMut for Words {
    fn deref_mut(&mut self) -> &mut [Word] {
        self.all.get_mut(..usize::from(self.len)).unwrap_or_default()
    }
}

/// Words written as one.
pub(crate) fn join(words: &[Word]) -> Word {
    let mut all = Word::default();
    for word in words {
        all.join(word);
    }
    all
}

/// Whether lists of words spell the same when written without spaces; an empty one is like nothing.
pub(crate) fn same_joined<'a>(
    one: impl Iterator<Item = &'a Word> + Clone,
    other: impl Iterator<Item = &'a Word> + Clone,
) -> bool {
    let length = |words: &mut dyn Iterator<Item = &Word>| words.map(Word::len).sum::<usize>();
    let (ours, theirs) = (length(&mut one.clone()), length(&mut other.clone()));
    ours > 0 && ours == theirs && one.flat_map(Word::as_bytes).eq(other.flat_map(Word::as_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_what_fits() {
        let mut words = Words::default();
        for at in 0..2 * MOST_WORDS {
            words.push(Word::from_folded(&at.to_string().repeat(40)));
        }
        assert_eq!((words.len(), words[0].len()), (MOST_WORDS, MOST_BYTES));
        assert!(words.take(3).is_some() && words.len() == MOST_WORDS - 1);
        assert!(words[3] == Word::from_folded(&"4".repeat(40)), "the others move up");
        assert!(words.take(MOST_WORDS).is_none());
    }

    #[test]
    fn letters_are_characters() {
        let word = Word::from_folded;
        assert!(word("j").is_initial() && word("王").is_initial() && !word("jo").is_initial());
        assert!(word("王小").same_letter(&word("王")) && !word("王").same_letter(&word("汪")));
        assert!(!word("").same_letter(&word("")));
        assert!(same_joined([word("min"), word("jun")].iter(), [word("minjun")].iter()));
        assert!(!same_joined([].iter(), [].iter()), "nothing is like nothing");
    }
}
