//! Why a source could not be checked, below everything that explains it.

use serde::{Deserialize, Serialize};

/// Why a source could not be checked. Closed: the UI and every report explain each one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A bot wall or an access refusal (401, 403, 451, vendor walls).
    Blocked,
    /// A CAPTCHA stands before the answer.
    Captcha,
    /// The source wants an account.
    LoginNeeded,
    /// 429, or a page that says so.
    RateLimited,
    /// The source's own fault: 5xx or a maintenance page.
    SourceBroken,
    /// The reply led to another site.
    Redirected,
    /// A reply came and nobody understood it: the page has changed or the definition is wrong.
    Changed,
    /// The reply was larger or deeper than we are willing to read.
    TooBig,
    /// No whole answer in time.
    TooSlow,
    /// This machine has no connection, or the name could not be looked up.
    Offline,
    /// The secure connection could not be trusted.
    NotTrusted,
    /// Our own guard refused the address.
    Refused,
    /// The source needs a free key that has not been given.
    NeedsKey,
    /// A person has to look; nobody has yet.
    NeedsPerson,
    /// The source claims to know an invented name, so its answers prove nothing.
    ControlFailed,
    /// The check was stopped before an answer came.
    Cancelled,
    /// There were more questions than one source is asked; what was not asked may be listed.
    PartlyAsked,
    /// It shows more entries than could be read.
    PartlyRead,
    /// It says that it has nothing, and a fact of the person that nobody asked for stands on it.
    OwnFactShown,
}

impl Reason {
    /// Every reason, in the order they are explained.
    pub const ALL: [Self; 19] = [
        Self::Blocked,
        Self::Captcha,
        Self::LoginNeeded,
        Self::RateLimited,
        Self::SourceBroken,
        Self::Redirected,
        Self::Changed,
        Self::TooBig,
        Self::TooSlow,
        Self::Offline,
        Self::NotTrusted,
        Self::Refused,
        Self::NeedsKey,
        Self::NeedsPerson,
        Self::ControlFailed,
        Self::Cancelled,
        Self::PartlyAsked,
        Self::PartlyRead,
        Self::OwnFactShown,
    ];

    /// One plain sentence for the screen and the checklist.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Blocked => "The site refused to answer a program.",
            Self::Captcha => "The site asks a puzzle that only a person may solve.",
            Self::LoginNeeded => "The site shows this only to people who are signed in.",
            Self::RateLimited => "The site asked us to slow down.",
            Self::SourceBroken => "The site had a fault of its own.",
            Self::Redirected => "The site sent us on to a different site.",
            Self::Changed => "The site answered in a way this app does not understand.",
            Self::TooBig => "The answer was too large to read safely.",
            Self::TooSlow => "The site did not finish answering in time.",
            Self::Offline => "There was no connection to the site.",
            Self::NotTrusted => "The connection to the site could not be trusted.",
            Self::Refused => "The address was not one this app is willing to contact.",
            Self::NeedsKey => "The source needs a free key first.",
            Self::NeedsPerson => "Somebody has to look at this site by hand.",
            Self::ControlFailed => "The site claims to know an invented name, so its answer proves nothing.",
            Self::Cancelled => "This check was stopped before an answer came.",
            Self::PartlyAsked => "Only some of your names and places were asked there; those showed nothing.",
            Self::PartlyRead => "There are more entries there, and this app could not read them.",
            Self::OwnFactShown => {
                "The page says that it has nothing, but a fact of yours that was not asked for stands on it: a street, a phone number, an e-mail address, a birth date or a relative's name."
            }
        }
    }

    /// What the person can do about it, one plain sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Blocked | Self::Captcha | Self::LoginNeeded | Self::NeedsPerson => {
                "Open it in your own browser and answer here what you saw."
            }
            Self::RateLimited => "Check this source again in an hour.",
            Self::SourceBroken | Self::TooSlow => "Check this source again later.",
            Self::Redirected | Self::Changed | Self::TooBig | Self::Refused | Self::ControlFailed => {
                "Look at the site by hand; its definition needs repair."
            }
            Self::Offline => "Check your connection, then check again.",
            Self::NotTrusted => "Do not sign in anywhere on this network; try again on another connection.",
            Self::NeedsKey => "Add the key in the plan, or look at the site by hand.",
            Self::Cancelled => "Start the check again when you are ready.",
            Self::PartlyAsked => "Look at the site by hand for the others.",
            Self::PartlyRead => "Look at the page yourself: one of them may be you.",
            Self::OwnFactShown => "Look at the page yourself: it may show you.",
        }
    }
}
