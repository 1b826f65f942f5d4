//! What can go wrong, by family of operations. None of the texts holds a value, an id or a passphrase.

use std::io;
use std::path::PathBuf;

use crate::case::batch::Kind;
use crate::crypto::kdf::KdfFailure;
use crate::disk::files;
use crate::disk::filesystem::Unfit;
use crate::format::header::HeaderFailure;
use crate::keyring::KeyringState;
use crate::store::sled_store::StoreFailure;

/// Why no vault was created. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CreateFailure {
    /// There is a vault in this folder: open it, or wipe it first.
    #[error("a vault is here already")]
    AlreadyThere,
    /// A passphrase is always asked for: the keyring alone can be lost.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// Another process is creating a vault here.
    #[error("another copy of the app is using this folder")]
    InUse,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The folder can not be written.
    #[error("the folder can not be written")]
    ReadOnly,
    /// The folder is on a disk that can not keep what a vault promises: choose one on this machine's own disk.
    #[error("the folder is on a disk that can not keep a vault ({0:?})")]
    UnfitFolder(Unfit),
    /// The operating system's keyring is locked.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The operating system's keyring is absent, refused or did not answer.
    #[error("the keyring can not be used")]
    KeyringUnavailable(KeyringState),
    /// Reading or writing failed in another way.
    #[error("reading or writing failed")]
    Io(#[source] io::Error),
}

/// Why a vault did not open.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenFailure {
    /// There is no vault in this folder.
    #[error("there is no vault here")]
    NoVault,
    /// The passphrase opens none of the vault's slots.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The recovery key opens no slot: it is another vault's, or a newer one was made since.
    #[error("the recovery key does not open this vault")]
    WrongRecoveryKey,
    /// The header is damaged, missing or was changed.
    #[error("the vault's header is damaged")]
    HeaderDamaged,
    /// The file with the cases' keys is damaged, missing or was changed.
    #[error("the vault's key file is damaged")]
    KeybagDamaged,
    /// A newer version of the app wrote this vault.
    #[error("the vault has format {found}, this version knows {supported}")]
    NewerFormat {
        /// The format's number in the vault.
        found: u16,
        /// The newest that this version reads.
        supported: u16,
    },
    /// The vault is open already, here or in another process.
    #[error("the vault is open in another copy of the app")]
    InUse,
    /// The disk is full, even after the ballast was given up.
    #[error("the disk is full")]
    DiskFull,
    /// The folder can not be written.
    #[error("the folder can not be written")]
    ReadOnly,
    /// The operating system's keyring is locked.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The keyring holds no secret for this vault, or the vault has no keyring slot.
    #[error("the keyring has no secret for this vault")]
    KeyringMissing,
    /// The keyring's secret does not open this vault: somebody changed it.
    #[error("the keyring's secret does not fit this vault")]
    KeyringChanged,
    /// The vault's secret is in the keyring of another kind of system, from which the folder was copied.
    #[error("the vault's secret is in another system's keyring")]
    KeyringOfAnotherSystem,
    /// The operating system's keyring is absent, refused or did not answer.
    #[error("the keyring can not be used")]
    KeyringUnavailable(KeyringState),
    /// The store is damaged beyond what reopening repairs. A copy was kept.
    #[error("the vault's store is damaged; a copy was kept")]
    Damaged {
        /// Where the copy is.
        quarantine: PathBuf,
    },
    /// What is stored is not what this vault wrote last: changed, removed, added or replaced by older parts.
    #[error("the vault's records are not as they were written")]
    RecordsChanged,
    /// The store is sound and older than its last commit: its end is damaged, or somebody put an older copy there.
    /// [`crate::Vault::accept_older`] lets it be opened as it is.
    #[error("the store lacks the last {lost} changes")]
    RolledBack {
        /// How many commits are missing.
        lost: u64,
    },
    /// The folder is on a disk that can not keep what a vault promises: copy it to this machine's own disk first.
    #[error("the vault is on a disk that can not keep it ({0:?})")]
    UnfitFolder(Unfit),
    /// This folder is a copy that was taken while the vault was open, and its parts do not fit together. Copy it again
    /// with the app closed. [`crate::Vault::accept_older`] helps where only the last changes are missing.
    #[error("this is a copy of a vault that was open, and its parts do not fit")]
    CopiedWhileOpen,
    /// The header asks for passphrase costs outside 64 MiB to 2 GiB, 1 to 10 passes, 1 to 8 lanes.
    #[error("the header's passphrase costs are out of bounds")]
    KdfOutOfBounds,
    /// Reading or writing failed in another way.
    #[error("reading or writing failed")]
    Io(#[source] io::Error),
}

/// Why nothing was written. Unless `Io`, `DiskFull` or `Halted` says otherwise, the vault goes on as before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommitFailure {
    /// The vault was locked meanwhile.
    #[error("the vault is locked")]
    Locked,
    /// The case is not in this vault, or was destroyed.
    #[error("the case is gone")]
    CaseGone,
    /// The value or its id is too long.
    #[error("a {kind:?} record is too large")]
    TooLarge {
        /// The record's kind.
        kind: Kind,
    },
    /// The value has no JSON form.
    #[error("a {kind:?} record can not be written as JSON")]
    Unwritable {
        /// The record's kind.
        kind: Kind,
    },
    /// Records of this kind are written once and never changed or removed.
    #[error("a {kind:?} record can not be changed")]
    AlreadyWritten {
        /// The record's kind.
        kind: Kind,
    },
    /// What is stored is not what this vault wrote last; nothing is added to it.
    #[error("the case's records are not as they were written")]
    RecordsChanged,
    /// There is no room for this on the disk: free some and try again. Where that shows half-way, the ballast is given
    /// up and the next write tells `Halted`: free some room and reopen then.
    #[error("the disk is full")]
    DiskFull,
    /// The folder can not be written.
    #[error("the folder can not be written")]
    ReadOnly,
    /// An earlier write failed half-way; the vault must be opened again before it writes.
    #[error("an earlier write failed; the vault must be opened again")]
    Halted,
    /// Reading or writing failed in another way.
    #[error("reading or writing failed")]
    Io(#[source] io::Error),
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadFailure {
    /// The vault was locked meanwhile.
    #[error("the vault is locked")]
    Locked,
    /// The case is not in this vault, or was destroyed.
    #[error("the case is gone")]
    CaseGone,
    /// What is stored is not what this vault wrote last: changed, removed, added or replaced by older parts.
    #[error("the case's records are not as they were written")]
    RecordsChanged,
    /// The record is authentic and has another shape than was asked for. Its cause would quote personal values,
    /// so only the kind is told.
    #[error("a {kind:?} record has another shape than expected")]
    Unreadable {
        /// The record's kind.
        kind: Kind,
    },
    /// Reading failed in another way.
    #[error("reading failed")]
    Io(#[source] io::Error),
}

impl From<Unfit> for CreateFailure {
    fn from(unfit: Unfit) -> Self {
        Self::UnfitFolder(unfit)
    }
}

impl From<Unfit> for OpenFailure {
    fn from(unfit: Unfit) -> Self {
        Self::UnfitFolder(unfit)
    }
}

impl From<io::Error> for CreateFailure {
    fn from(error: io::Error) -> Self {
        match error {
            e if files::says_full(&e) => Self::DiskFull,
            e if files::says_read_only(&e) => Self::ReadOnly,
            e if e.kind() == io::ErrorKind::WouldBlock => Self::InUse,
            e => Self::Io(e),
        }
    }
}

impl From<KdfFailure> for CreateFailure {
    fn from(failure: KdfFailure) -> Self {
        match failure {
            KdfFailure::OutOfBounds => Self::Io(io::ErrorKind::InvalidInput.into()),
            KdfFailure::Io(error) => error.into(),
        }
    }
}

impl From<KeyringState> for CreateFailure {
    fn from(state: KeyringState) -> Self {
        if state == KeyringState::Locked { Self::KeyringLocked } else { Self::KeyringUnavailable(state) }
    }
}

impl From<StoreFailure> for CreateFailure {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::InUse => Self::InUse,
            StoreFailure::DiskFull => Self::DiskFull,
            StoreFailure::ReadOnly => Self::ReadOnly,
            StoreFailure::Io(error) => Self::Io(error),
            StoreFailure::Corrupt | StoreFailure::Damaged { .. } | StoreFailure::Halted => {
                Self::Io(io::ErrorKind::InvalidData.into())
            }
        }
    }
}

impl From<io::Error> for OpenFailure {
    fn from(error: io::Error) -> Self {
        match error {
            e if files::says_full(&e) => Self::DiskFull,
            e if files::says_read_only(&e) => Self::ReadOnly,
            e if e.kind() == io::ErrorKind::WouldBlock => Self::InUse,
            e => Self::Io(e),
        }
    }
}

impl OpenFailure {
    /// The same failure, told of a folder that was copied while its vault was open.
    pub(crate) fn of_a_copy(self) -> OpenFailure {
        match self {
            Self::KeybagDamaged | Self::Damaged { .. } | Self::RecordsChanged | Self::RolledBack { .. } => {
                Self::CopiedWhileOpen
            }
            other => other,
        }
    }
}

impl From<HeaderFailure> for OpenFailure {
    fn from(failure: HeaderFailure) -> Self {
        match failure {
            HeaderFailure::Damaged => Self::HeaderDamaged,
            HeaderFailure::Newer(found) => {
                Self::NewerFormat { found, supported: crate::format::header::FORMAT }
            }
        }
    }
}

impl From<KdfFailure> for OpenFailure {
    fn from(failure: KdfFailure) -> Self {
        match failure {
            KdfFailure::OutOfBounds => Self::KdfOutOfBounds,
            KdfFailure::Io(error) => error.into(),
        }
    }
}

impl From<KeyringState> for OpenFailure {
    fn from(state: KeyringState) -> Self {
        match state {
            KeyringState::Locked => Self::KeyringLocked,
            KeyringState::Missing => Self::KeyringMissing,
            other => Self::KeyringUnavailable(other),
        }
    }
}

impl From<StoreFailure> for OpenFailure {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::InUse => Self::InUse,
            StoreFailure::DiskFull => Self::DiskFull,
            StoreFailure::ReadOnly => Self::ReadOnly,
            StoreFailure::Damaged { quarantine } => Self::Damaged { quarantine },
            StoreFailure::Corrupt => Self::RecordsChanged,
            StoreFailure::Halted => Self::Io(io::ErrorKind::BrokenPipe.into()),
            StoreFailure::Io(error) => Self::Io(error),
        }
    }
}

impl From<io::Error> for CommitFailure {
    fn from(error: io::Error) -> Self {
        match error {
            e if files::says_full(&e) => Self::DiskFull,
            e if files::says_read_only(&e) => Self::ReadOnly,
            e => Self::Io(e),
        }
    }
}

impl From<StoreFailure> for CommitFailure {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::DiskFull => Self::DiskFull,
            StoreFailure::ReadOnly => Self::ReadOnly,
            StoreFailure::Halted | StoreFailure::InUse => Self::Halted,
            StoreFailure::Corrupt | StoreFailure::Damaged { .. } => Self::RecordsChanged,
            StoreFailure::Io(error) => Self::Io(error),
        }
    }
}

impl From<ReadFailure> for CommitFailure {
    fn from(failure: ReadFailure) -> Self {
        match failure {
            ReadFailure::Locked => Self::Locked,
            ReadFailure::CaseGone => Self::CaseGone,
            ReadFailure::RecordsChanged | ReadFailure::Unreadable { .. } => Self::RecordsChanged,
            ReadFailure::Io(error) => error.into(),
        }
    }
}

impl From<StoreFailure> for ReadFailure {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::Corrupt | StoreFailure::Damaged { .. } => Self::RecordsChanged,
            StoreFailure::Io(error) => Self::Io(error),
            StoreFailure::InUse | StoreFailure::Halted => Self::Io(io::ErrorKind::BrokenPipe.into()),
            StoreFailure::DiskFull => Self::Io(io::ErrorKind::StorageFull.into()),
            StoreFailure::ReadOnly => Self::Io(io::ErrorKind::ReadOnlyFilesystem.into()),
        }
    }
}
