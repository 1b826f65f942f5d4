//! The kinds of facts that a source may give away, below everything that weighs or reads them.

use serde::{Deserialize, Serialize};

/// What a listing may give away; decides harm (docs/threat-model.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A street address.
    StreetAddress,
    /// Town and region only.
    City,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A legal name.
    Name,
    /// An account name.
    Username,
    /// Age or birth date.
    Age,
    /// Relatives and associates.
    Relatives,
    /// Employer or school.
    Employer,
    /// Pictures of the home or of the person.
    Photos,
    /// Court, licence or company papers.
    Records,
    /// That the address is in a breach, and which kinds of data were lost.
    Breach,
}
