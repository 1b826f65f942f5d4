//! The one error type that crosses to the UI.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong. Closed: the UI holds *what happened* and *what to do* for each, so a new code without advice does
/// not compile there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The passphrase does not open the vault.
    WrongPassphrase,
    /// What was typed is no recovery key: a letter is missing or mistaken.
    NotARecoveryKey,
    /// The recovery key does not open the vault.
    WrongRecoveryKey,
    /// A new passphrase is shorter than 10 characters.
    PassphraseTooShort,
    /// Another copy of the app has the vault open.
    VaultInUse,
    /// The vault's files are damaged; a copy was kept.
    VaultDamaged,
    /// Records were changed, removed or rolled back from outside.
    VaultChanged,
    /// The vault lacks its last changes: an older copy was put back.
    VaultRolledBack,
    /// The vault was written by a later version.
    VaultNewer,
    /// There is a vault already.
    VaultExists,
    /// The folder is on a network or on a stick, where a vault cannot be kept safely.
    VaultUnfitFolder,
    /// The folder is a copy that was taken while the vault was open.
    VaultCopied,
    /// No space is left.
    DiskFull,
    /// The folder cannot be written.
    DiskReadOnly,
    /// The disk failed in another way.
    DiskFailed,
    /// The system keyring is locked.
    KeyringLocked,
    /// The system keyring no longer has the key.
    KeyringMissing,
    /// There is no system keyring.
    KeyringUnavailable,
    /// The key is in the keyring of another computer's system.
    KeyringElsewhere,
    /// The chosen file is no copy of a vault.
    NotACopy,
    /// The copy is damaged or incomplete.
    CopyDamaged,
    /// A later version wrote the copy.
    CopyNewer,
    /// The keyring opens this copy no more; the passphrase does.
    CopyNeedsPassphrase,
    /// What was written reads back as something else.
    CopyNotAsWritten,
    /// The case is locked.
    CaseLocked,
    /// Whose audit this is has not been said.
    NotAttested,
    /// Nothing in the plan is allowed.
    NothingAllowed,
    /// The plan is not the one that was shown.
    PlanChanged,
    /// More would be looked up than one case may in a day.
    DayLimit,
    /// A value of this check must not be sent any more.
    NeverSend,
    /// A scan is already running.
    ScanRunning,
    /// The thing is no longer there.
    Gone,
    /// Nothing was typed.
    ValueEmpty,
    /// Too long.
    ValueTooLong,
    /// A character does not belong there.
    ValueStrange,
    /// Not a web link.
    NotALink,
    /// Not a whole e-mail address.
    NotAnEmail,
    /// Not a possible phone number.
    NotAPhone,
    /// The country code is missing.
    CountryCodeMissing,
    /// Not a date.
    NotADate,
    /// Not a possible birth date.
    NotABirthDate,
    /// The person is under 18.
    Minor,
    /// Not a domain.
    NotADomain,
    /// The address needs a city or postcode.
    AddressTooVague,
    /// The chosen file could not be read.
    FileUnreadable,
    /// The chosen file is no list of that kind.
    NotAList,
    /// Practice has the shipped sources only.
    NotInPractice,
    /// The chosen file is larger than 16 MiB.
    SavedTooLarge,
    /// The chosen file is no page.
    SavedNotAPage,
    /// The chosen file is cut short or damaged.
    SavedDamaged,
    /// The saved page is one of another site.
    SavedElsewhere,
    /// Not the address of a proxy.
    NotAProxy,
    /// A kind of proxy with which the network would see every name that is asked.
    ProxyTellsNames,
    /// This system has no list of trusted certificates.
    NoCertificates,
    /// The file could not be written.
    SaveFailed,
    /// The link could not be opened in a browser.
    OpenFailed,
    /// The practice range did not start.
    PracticeUnavailable,
    /// A fault of ours.
    Bug,
}

/// An error with the place it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UiError {
    /// What went wrong.
    pub code: ErrorCode,
    /// The field it belongs to, by its name in the request.
    pub at: Option<String>,
}

impl UiError {
    /// An error of no particular field.
    pub fn of(code: ErrorCode) -> Self {
        Self { code, at: None }
    }

    /// An error at a field.
    pub fn at(code: ErrorCode, field: &str) -> Self {
        Self { code, at: Some(field.to_owned()) }
    }
}
