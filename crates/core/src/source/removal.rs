//! How a person gets out of a source.

use crate::fact::Fact;
use serde::{Deserialize, Serialize};

/// How to be removed, with what it costs in time and in facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The way.
    pub how: How,
    /// The page or form where it is done.
    #[serde(default)]
    pub link: Option<url::Url>,
    /// The privacy mailbox.
    #[serde(default)]
    pub contact: Option<String>,
    /// What the form asks for besides the listing.
    #[serde(default)]
    pub asks_for: Vec<Ask>,
    /// Facts the form would newly teach the source if it does not show them already.
    #[serde(default)]
    pub teaches: Vec<Fact>,
    /// Usual days until it is gone, shortest and longest.
    #[serde(default)]
    pub days: Option<[u16; 2]>,
    /// The steps, each one plain sentence.
    pub steps: Vec<String>,
    /// Laws whose rights fit (assets/laws/<id>.toml), best first.
    #[serde(default)]
    pub laws: Vec<String>,
    /// What to know beforehand.
    #[serde(default)]
    pub warning: Option<String>,
}

/// The way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// A form on the web.
    WebForm,
    /// A letter by e-mail.
    Email,
    /// The person's own account settings.
    Account,
    /// The office that keeps the record.
    RecordOffice,
    /// Nothing removes it; something softens it.
    None,
}

/// What a removal form asks for; each is shown as a flag before the person begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// A link in an e-mail must be opened.
    EmailConfirmation,
    /// A CAPTCHA.
    Captcha,
    /// A call or text message.
    PhoneCall,
    /// An identity document.
    IdDocument,
    /// Money.
    Payment,
    /// An account.
    Account,
    /// A birth date.
    BirthDate,
    /// The link of the listing.
    ListingLink,
    /// A photo of the person.
    Photo,
    /// Proof of ownership or a court order.
    Proof,
}
