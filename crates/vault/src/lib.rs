//! keeps: encrypted cases; the only code that names sled or keyring.
//!
//! A vault is one folder, `vault/`, under the app's data folder:
//!
//! | file | what it holds | readable without a key |
//! |---|---|---|
//! | `vault.hdr` | format, vault id, the ways to unlock (KDF parameters, the sealed master key), MAC | numbers and random ids |
//! | `keybag` | the key-encryption key sealed by the master key, one sealed data key for each case, MAC | how many cases |
//! | `db/` | sled: tree `r` (records) and tree `m` (manifests), all sealed, names blinded | sizes in buckets |
//! | `db/long` | rows above 1 KiB, as of when the store was last written anew; sled says where | sizes in buckets |
//! | `anchor` | which commit was the last, MAC | how many commits |
//! | `index/` | for each case, which records it holds, sealed when the vault is locked | how many records, about |
//! | `ballast` | 4 MiB of noise, given up when the disk is full so that the vault opens again | noise |
//! | `lock` | held while the vault is open | empty |
//! | `quarantine/` | copies of a damaged `db/`, taken before anything is tried on it | as `db/` |
//! | `../backups/` | the last three good copies of all this in one file each | as `vault.hdr`, `keybag` and `db/` |
//! | `../vault.aside` | the vault that a restored backup replaced, until that has opened | as `vault/` |
//!
//! Passphrase (Argon2id), keyring secret or recovery key unlock the master key and a step (see `step`); the step seals a
//! key-encryption key, which seals each case's data key, which seals the records (XChaCha20-Poly1305). Destroying a case
//! goes one step on, makes a new key-encryption key and leaves that case's data key out, so what remains of its rows can
//! not be opened any more: not even with every old byte of the disk and what the keyring holds then.
//!
//! Each record is written as rows of its own. When the store is written anew, short records are packed, many into one row,
//! and a record in a pack that changes brings its neighbours out again.
//!
//! What a stranger with the folder learns: how many cases, how many rows, sizes in buckets, and when files changed.
//! Whoever swaps the whole folder for an older copy of it is noticed where the keyring opens the vault, since it keeps a
//! counter of the commits; a vault that opens with a passphrase only can not notice it.

#[cfg(target_os = "linux")]
#[cfg(test)]
mod after_lock;
mod anchor;
mod backup;
mod batch;
mod books;
mod case;
mod compact;
mod contents;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod copied;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod copying;
#[cfg(test)]
mod counted;
mod create;
#[cfg(test)]
mod damage;
mod disk;
mod envelope;
mod failure;
mod filesystem;
#[cfg(test)]
mod forged_backups;
#[cfg(test)]
mod forging;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod fuzzing;
mod header;
mod index;
mod index_file;
mod kdf;
mod keybag;
mod keyring;
mod keys;
mod long_rows;
#[cfg(test)]
mod lost_kinds;
mod manifest;
mod memory;
mod outside;
mod pack;
mod packing;
mod payload;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod power_cuts;
mod quarantine;
mod reading;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod real_keyring;
mod recovery;
#[cfg(test)]
mod repacking;
mod repair;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod replay;
mod restore;
mod room;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod room_trials;
mod salvage;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod shredding;
mod slots;
mod step;
mod store;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod trials;
mod turns;
mod vault;
mod watch;
mod wipe;
mod writing;

pub use backup::BackupFailure;
pub use batch::{Batch, Kind, MAX_ID_BYTES, MAX_VALUE_BYTES};
pub use case::{Case, Checked, Page};
pub use create::NewUnlock;
pub use failure::{CommitFailure, CreateFailure, OpenFailure, ReadFailure};
pub use filesystem::Unfit;
pub use header::Slots;
pub use kdf::KdfStrength;
pub use keybag::{CaseId, NotACaseId};
pub use keyring::{KeyringState, keyring_state};
pub use memory::keep_memory_private;
pub use outside::{Counter, OlderCopy};
pub use recovery::{NotARecoveryKey, RecoveryKey};
pub use repair::Salvaged;
pub use restore::RestoreFailure;
pub use slots::{Proof, SlotFailure};
pub use turns::{Backup, backups, look_at_backup};
pub use vault::Vault;
pub use wipe::{Left, wipe};
