//! What `cargo xtask` finds out about the tree and the rules in tests/tidy hold.

pub mod imports;
