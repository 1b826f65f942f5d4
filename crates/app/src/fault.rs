//! Turns what the vault and the asking part say into the one error of the contract. `From` impls live here and nowhere else.

use crate::contract::{ErrorCode, UiError};
use unlisted_core::identifier::Rejected;
use unlisted_net::Unready;
use unlisted_vault::{
    BackupFailure, CommitFailure, CreateFailure, KeyringState, OpenFailure, ReadFailure, RestoreFailure,
    SlotFailure,
};

impl From<ErrorCode> for UiError {
    fn from(code: ErrorCode) -> Self {
        Self::of(code)
    }
}

impl From<CreateFailure> for UiError {
    fn from(failure: CreateFailure) -> Self {
        Self::of(match failure {
            CreateFailure::AlreadyThere => ErrorCode::VaultExists,
            CreateFailure::EmptyPassphrase => ErrorCode::PassphraseTooShort,
            CreateFailure::InUse => ErrorCode::VaultInUse,
            CreateFailure::DiskFull => ErrorCode::DiskFull,
            CreateFailure::ReadOnly => ErrorCode::DiskReadOnly,
            CreateFailure::UnfitFolder(_) => ErrorCode::VaultUnfitFolder,
            CreateFailure::KeyringLocked => ErrorCode::KeyringLocked,
            CreateFailure::KeyringUnavailable(_) => ErrorCode::KeyringUnavailable,
            _ => ErrorCode::DiskFailed,
        })
    }
}

impl From<OpenFailure> for UiError {
    fn from(failure: OpenFailure) -> Self {
        Self::of(match failure {
            OpenFailure::NoVault => ErrorCode::Gone,
            OpenFailure::WrongPassphrase => return Self::at(ErrorCode::WrongPassphrase, "passphrase"),
            OpenFailure::HeaderDamaged
            | OpenFailure::KeybagDamaged
            | OpenFailure::KdfOutOfBounds
            | OpenFailure::Damaged { .. } => ErrorCode::VaultDamaged,
            OpenFailure::RecordsChanged => ErrorCode::VaultChanged,
            OpenFailure::RolledBack { .. } => ErrorCode::VaultRolledBack,
            OpenFailure::NewerFormat { .. } => ErrorCode::VaultNewer,
            OpenFailure::InUse => ErrorCode::VaultInUse,
            OpenFailure::DiskFull => ErrorCode::DiskFull,
            OpenFailure::ReadOnly => ErrorCode::DiskReadOnly,
            OpenFailure::UnfitFolder(_) => ErrorCode::VaultUnfitFolder,
            OpenFailure::CopiedWhileOpen => ErrorCode::VaultCopied,
            OpenFailure::KeyringLocked => ErrorCode::KeyringLocked,
            OpenFailure::WrongRecoveryKey => return Self::at(ErrorCode::WrongRecoveryKey, "recovery"),
            OpenFailure::KeyringMissing | OpenFailure::KeyringChanged => ErrorCode::KeyringMissing,
            OpenFailure::KeyringOfAnotherSystem => ErrorCode::KeyringElsewhere,
            OpenFailure::KeyringUnavailable(_) => ErrorCode::KeyringUnavailable,
            _ => ErrorCode::DiskFailed,
        })
    }
}

/// What is proven is said to be wrong at the field `proof`: beside it is one for what is new.
impl From<SlotFailure> for UiError {
    fn from(failure: SlotFailure) -> Self {
        Self::of(match failure {
            SlotFailure::NotProven(why) => {
                let UiError { code, at } = why.into();
                return Self { code, at: at.map(|_| "proof".to_owned()) };
            }
            SlotFailure::EmptyPassphrase => return Self::at(ErrorCode::PassphraseTooShort, "passphrase"),
            SlotFailure::Keyring(KeyringState::Locked) => ErrorCode::KeyringLocked,
            SlotFailure::Keyring(_) => ErrorCode::KeyringUnavailable,
            _ => ErrorCode::DiskFailed,
        })
    }
}

impl From<BackupFailure> for UiError {
    fn from(failure: BackupFailure) -> Self {
        Self::of(match failure {
            BackupFailure::RecordsChanged => ErrorCode::VaultChanged,
            BackupFailure::NotAsWritten => ErrorCode::CopyNotAsWritten,
            BackupFailure::NotABackup => ErrorCode::NotACopy,
            BackupFailure::Damaged => ErrorCode::CopyDamaged,
            BackupFailure::KeyringOutOfReach => ErrorCode::CopyNeedsPassphrase,
            BackupFailure::Newer(_) => ErrorCode::CopyNewer,
            BackupFailure::DiskFull => ErrorCode::DiskFull,
            BackupFailure::ReadOnly => ErrorCode::DiskReadOnly,
            _ => ErrorCode::DiskFailed,
        })
    }
}

impl From<RestoreFailure> for UiError {
    fn from(failure: RestoreFailure) -> Self {
        match failure {
            RestoreFailure::Backup(failure) => failure.into(),
            RestoreFailure::Open(failure) => failure.into(),
            _ => Self::of(ErrorCode::DiskFailed),
        }
    }
}

impl From<CommitFailure> for UiError {
    fn from(failure: CommitFailure) -> Self {
        Self::of(match failure {
            CommitFailure::Locked | CommitFailure::CaseGone => ErrorCode::CaseLocked,
            CommitFailure::DiskFull => ErrorCode::DiskFull,
            CommitFailure::ReadOnly => ErrorCode::DiskReadOnly,
            CommitFailure::RecordsChanged => ErrorCode::VaultChanged,
            CommitFailure::TooLarge { .. } => ErrorCode::ValueTooLong,
            CommitFailure::Unwritable { .. } | CommitFailure::AlreadyWritten { .. } => ErrorCode::Bug,
            _ => ErrorCode::DiskFailed,
        })
    }
}

impl From<ReadFailure> for UiError {
    fn from(failure: ReadFailure) -> Self {
        Self::of(match failure {
            ReadFailure::Locked | ReadFailure::CaseGone => ErrorCode::CaseLocked,
            ReadFailure::RecordsChanged | ReadFailure::Unreadable { .. } => ErrorCode::VaultChanged,
            _ => ErrorCode::DiskFailed,
        })
    }
}

impl From<Unready> for UiError {
    fn from(unready: Unready) -> Self {
        Self::of(match unready {
            Unready::Tls(_) => ErrorCode::NoCertificates,
            _ => ErrorCode::Bug,
        })
    }
}

/// A rejected value at its field.
pub(crate) fn rejected(why: Rejected, field: &str) -> UiError {
    let code = match why {
        Rejected::Empty => ErrorCode::ValueEmpty,
        Rejected::TooLong => ErrorCode::ValueTooLong,
        Rejected::StrangeCharacter => ErrorCode::ValueStrange,
        Rejected::NotAnEmail => ErrorCode::NotAnEmail,
        Rejected::NotAPhone => ErrorCode::NotAPhone,
        Rejected::CountryCodeMissing => ErrorCode::CountryCodeMissing,
        Rejected::NotADate => ErrorCode::NotADate,
        Rejected::NotABirthDate => ErrorCode::NotABirthDate,
        Rejected::Minor => ErrorCode::Minor,
        Rejected::NotADomain => ErrorCode::NotADomain,
        Rejected::AddressTooVague => ErrorCode::AddressTooVague,
        _ => ErrorCode::Bug,
    };
    UiError::at(code, field)
}
