//! The database: rows in, rows out, durable when told so; it never sees a key or a plaintext.
//!
//! Here: `sled_store` (the only file that names sled, with its guards), `long_rows` (rows that lie in a file of their own),
//! `stuck_writes` (wakes writes that sled forgot), `compact` and `packing` (writing the store anew), `salvage` (what is found
//! in a damaged one).
//! Not here: what must be in it (`format::manifest`), and who may write (`vault::unlocked`).
//! Tested by `trials::power_cuts`, `trials::full_disk`, `trials::damage` and `trials::repacking`.

pub(crate) mod compact;
pub(crate) mod long_rows;
pub(crate) mod packing;
pub(crate) mod salvage;
pub(crate) mod sled_store;
pub(crate) mod stuck_writes;
