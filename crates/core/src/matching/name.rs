//! Names: reading them, and how far a written name agrees with a known one.
//!
//! `written` reads a listing's line; `known_name` brings the person's names and their combinations into words;
//! `first` and `family` grade the two halves, `alike` every way to cut the words, and `named` says what all names of a
//! listing mean together. `nickname` holds the tables (`assets/names`), `namesake` counts how many others would fit.
//!
//! Not here: what an agreeing name allows (`weigh`). Tried by the tests of each file and by the labelled pairs.

pub(crate) mod alike;
pub(crate) mod family;
pub(crate) mod first;
pub(crate) mod generation;
pub(crate) mod known_name;
pub(crate) mod named;
pub(crate) mod namesake;
pub(crate) mod nickname;
pub(crate) mod written;
