//! The keys and the sealing: random keys, what is derived from what, and the one cipher that everything is sealed with.
//!
//! Here: `keys` (a key that wipes itself, and all derivations), `epoch_key` (the key that goes forward only), `envelope`
//! (the cipher and the padding), `kdf` (Argon2id and its limits), `recovery_key` (its text form), `memory` (locked pages).
//! Not here: files and their layouts (`format`), and who may unlock what (`vault::unlock_methods`).
//! Tested beside the code, by `trials::fuzzing` with changed bytes, and by `trials::after_lock`, which searches the memory
//! of a process that locked its vault.

pub(crate) mod envelope;
pub(crate) mod epoch_key;
pub(crate) mod kdf;
pub(crate) mod keys;
pub(crate) mod memory;
pub(crate) mod recovery_key;
