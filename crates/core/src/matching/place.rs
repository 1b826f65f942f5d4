//! Addresses: street lines, towns and regions in comparable parts, and how near two of them are.
//!
//! `read_street` takes one street line apart with the words of `street_word` and the parts of `street_part`; `street`
//! compares two; `town` knows quarters and other names (`assets/places`); `nearness` compares whole addresses.
//!
//! Not here: cutting one line into street, town and postcode (`identifier::parse_address_line`).

pub(crate) mod highway;
pub(crate) mod nearness;
pub(crate) mod number;
pub(crate) mod read_place;
pub(crate) mod read_street;
pub(crate) mod street;
pub(crate) mod street_part;
pub(crate) mod street_word;
pub(crate) mod town;
