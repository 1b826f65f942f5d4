//! Why a listing agrees or disagrees with a person: a closed list, so that nothing stored holds a sentence.

use serde::{Deserialize, Serialize};

/// One reason of a comparison, without any value; kept and printed by its kebab-case name, which never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The name is yours.
    NameYours,
    /// The name is yours, with a short form or another spelling of the first name.
    NameOtherForm,
    /// Another name on the listing is yours.
    NameElsewhere,
    /// The family name is yours, and so is one of your two first names.
    NameHalf,
    /// The family name is yours, and the first name is another form of yours.
    NameLooserForm,
    /// The family name is yours, and one of your given names stands first.
    NameByMiddle,
    /// The names are yours, but in another order.
    NameTurned,
    /// The name is yours but for a letter or the spelling of the family name.
    NameSlip,
    /// The part of the name that is shown fits yours.
    NamePart,
    /// The name is nearly yours, but not the same.
    NameNear,
    /// The first name is yours, but the family name is different.
    NameFirstOnly,
    /// The family name is yours, but the first name is different.
    NameFamilyOnly,
    /// The name is different.
    NameDifferent,
    /// The name is that of one of your relatives.
    NameOfRelative,
    /// A name you use in public and a name from papers are both there.
    NamesLinked,
    /// The middle name is yours.
    MiddleYours,
    /// The middle initial fits your name.
    MiddleFits,
    /// The middle name or initial is different.
    MiddleDifferent,
    /// The generation after the name (such as Jr or Sr) is yours.
    GenerationYours,
    /// The generation after the name (such as Jr or Sr) is different.
    GenerationDifferent,
    /// The listing has a generation after the name, and you gave none.
    GenerationOnlyTheirs,
    /// The age fits your birth year.
    AgeFits,
    /// The age roughly fits your birth year.
    AgeRoughlyFits,
    /// The age is some years below yours, as on a page left standing.
    AgeStale,
    /// The age is some years from yours.
    AgeSomeYearsOff,
    /// The age is far from yours.
    AgeFar,
    /// Another age or birth year on the listing does not fit yours.
    AnotherAgeDoesNotFit,
    /// The street address is where you live now.
    StreetCurrent,
    /// The street address is one of your past addresses.
    StreetPast,
    /// The street address is one of yours.
    StreetYours,
    /// The house is one of yours, but the door in it is another.
    HouseOtherDoor,
    /// The street is one of yours.
    RoadYours,
    /// The postcode is one of yours.
    PostcodeYours,
    /// The town is one of yours.
    TownYours,
    /// The town is one of yours, but the street is not.
    TownYoursStreetNot,
    /// The region is one of yours.
    RegionYours,
    /// The town is none of yours.
    TownNotYours,
    /// The region is none of yours.
    RegionNotYours,
    /// The country is none of yours.
    CountryNotYours,
    /// More than one of your towns is shown.
    SeveralTownsYours,
    /// The phone number is one of yours.
    PhoneYours,
    /// The visible digits fit one of your phone numbers.
    PhoneFits,
    /// The few visible digits fit one of your phone numbers.
    PhoneFitsLittle,
    /// No phone number shown is yours.
    PhoneNotYours,
    /// The e-mail address is one of yours.
    EmailYours,
    /// The visible part of the e-mail address fits yours.
    EmailFits,
    /// The little that is visible of the e-mail address fits yours.
    EmailFitsLittle,
    /// No e-mail address shown is yours.
    EmailNotYours,
    /// The domain is yours.
    DomainYours,
    /// No domain shown is yours.
    DomainNotYours,
    /// The account name is one of yours.
    AccountYours,
    /// The account name is one of yours, though others may use it too.
    AccountYoursButCommon,
    /// The account name is one of yours but for its separators.
    AccountYoursButSeparators,
    /// No account name shown is yours.
    AccountNotYours,
    /// You are named as a relative, so the listing is about somebody else.
    NamedAsRelative,
    /// One relative shown is yours.
    RelativeYours,
    /// Several relatives shown are yours.
    SeveralRelativesYours,
    /// No relative shown is one of yours.
    RelativesNotYours,
    /// An employer or school shown is yours.
    AffiliationYours,
    /// A sentence that was kept before reasons had names; shown as it was written.
    #[serde(untagged)]
    Earlier(String),
}
