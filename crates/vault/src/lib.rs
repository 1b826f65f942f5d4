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
//! Passphrase (Argon2id), keyring secret or recovery key unlock the master key and a step (see `crypto::epoch_key`); the step seals a
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

mod case;
mod crypto;
mod disk;
mod failure;
mod format;
mod keyring;
mod store;
#[cfg(test)]
mod trials;
mod vault;

pub use case::batch::{Batch, Kind, MAX_ID_BYTES, MAX_VALUE_BYTES};
pub use case::{Case, Checked, Page};
pub use crypto::kdf::KdfStrength;
pub use crypto::memory::keep_memory_private;
pub use crypto::recovery_key::{NotARecoveryKey, RecoveryKey};
pub use disk::filesystem::Unfit;
pub use failure::{CommitFailure, CreateFailure, OpenFailure, ReadFailure};
pub use format::backup_file::BackupFailure;
pub use format::header::Slots;
pub use format::keybag::{CaseId, NotACaseId};
pub use keyring::{KeyringState, keyring_state};
pub use vault::Vault;
pub use vault::backups::{Backup, backups, look_at_backup};
pub use vault::create::NewUnlock;
pub use vault::older_copy::{Counter, OlderCopy};
pub use vault::repair::Salvaged;
pub use vault::restore::RestoreFailure;
pub use vault::unlock_methods::{Proof, SlotFailure};
pub use vault::wipe::{Left, wipe};
