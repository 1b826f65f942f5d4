//! Trials of the whole vault: power cuts, kills, full and failing disks, forged and damaged files, real keyrings.
//!
//! Here: one file for each way in which a machine or a person can harm a vault. `rounds` says how many rounds a trial takes:
//! a short form runs always, one environment variable asks for the long one (docs/performance.md has all of them and what
//! each costs). `disk_replay` makes the disks that a power cut may leave.
//! Not here: tests of one function, which stand beside it, and tests through the public door, which are in `tests/`.

#[cfg(target_os = "linux")]
mod after_copying;
#[cfg(target_os = "linux")]
mod after_lock;
#[cfg(target_os = "linux")]
mod copying;
mod damage;
#[cfg(target_os = "linux")]
mod disk_replay;
mod forged_backups;
mod forging;
#[cfg(target_os = "linux")]
mod full_disk;
mod fuzzing;
mod lost_kinds;
mod older_copies;
#[cfg(target_os = "linux")]
mod power_cuts;
#[cfg(target_os = "linux")]
mod real_keyring;
mod repacking;
pub(crate) mod rounds;
#[cfg(target_os = "linux")]
mod shredding;
#[cfg(target_os = "linux")]
mod small_disk;
mod tampering;
