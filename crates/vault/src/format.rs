//! The layouts of every file and row, each with its format number: bytes to values and back, and nothing that decides.
//!
//! Here: `header` and `keybag` (the keys' files), `manifest` (what must be there), `anchor` (which commit was the last),
//! `payload` and `pack` (what is inside a row), `index` and `index_file` (which records a case holds), `backup_file`.
//! Not here: when any of them is written (`store`, `case` and `vault`).
//! Tested beside the code, by `trials::fuzzing` with ten million changed inputs, and by `tests/format.rs` with vaults that
//! earlier versions wrote.

pub(crate) mod anchor;
pub(crate) mod backup_file;
pub(crate) mod header;
pub(crate) mod index;
pub(crate) mod index_file;
pub(crate) mod keybag;
pub(crate) mod manifest;
pub(crate) mod pack;
pub(crate) mod payload;
