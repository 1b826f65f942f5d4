//! Text: folding, so that writing does not separate equal words, and words kept off the heap.
//!
//! `fold` drops case, accents and invisible signs; `script` spells other alphabets in Latin; `word` holds the words.

pub(crate) mod fold;
pub(crate) mod script;
pub(crate) mod word;
