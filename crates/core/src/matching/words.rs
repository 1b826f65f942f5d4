//! The reasons of matching in plain English, each one sentence about "you".

use super::because::Because;

impl Because {
    /// The reason as a sentence for the person, without any value, so that it can stand on a shared screen.
    pub fn words(&self) -> &str {
        match self {
            Self::NameYours => "The name is yours.",
            Self::NameOtherForm => {
                "The name is yours, with a short form or another spelling of the first name."
            }
            Self::NameElsewhere => "Another name on the listing is yours.",
            Self::NameHalf => "The family name is yours, and so is one of your two first names.",
            Self::NameLooserForm => "The family name is yours, and the first name is another form of yours.",
            Self::NameByMiddle => "The family name is yours, and one of your given names stands first.",
            Self::NameTurned => "The names are yours, but in another order.",
            Self::NameSlip => "The name is yours but for a letter or the spelling of the family name.",
            Self::NamePart => "The part of the name that is shown fits yours.",
            Self::NameNear => "The name is nearly yours, but not the same.",
            Self::NameFirstOnly => "The first name is yours, but the family name is different.",
            Self::NameFamilyOnly => "The family name is yours, but the first name is different.",
            Self::NameDifferent => "The name is different.",
            Self::NameOfRelative => "The name is that of one of your relatives.",
            Self::NamesLinked => "A name you use in public and a name from papers are both there.",
            Self::MiddleYours => "The middle name is yours.",
            Self::MiddleFits => "The middle initial fits your name.",
            Self::MiddleDifferent => "The middle name or initial is different.",
            Self::GenerationYours => "The generation after the name (such as Jr or Sr) is yours.",
            Self::GenerationDifferent => "The generation after the name (such as Jr or Sr) is different.",
            Self::GenerationOnlyTheirs => "The listing has a generation after the name, and you gave none.",
            Self::AgeFits => "The age fits your birth year.",
            Self::AgeRoughlyFits => "The age roughly fits your birth year.",
            Self::AgeStale => "The age is some years below yours, as on a page left standing.",
            Self::AgeSomeYearsOff => "The age is some years from yours.",
            Self::AgeFar => "The age is far from yours.",
            Self::AnotherAgeDoesNotFit => "Another age or birth year on the listing does not fit yours.",
            Self::StreetCurrent => "The street address is where you live now.",
            Self::StreetPast => "The street address is one of your past addresses.",
            Self::StreetYours => "The street address is one of yours.",
            Self::HouseOtherDoor => "The house is one of yours, but the door in it is another.",
            Self::RoadYours => "The street is one of yours.",
            Self::PostcodeYours => "The postcode is one of yours.",
            Self::TownYours => "The town is one of yours.",
            Self::TownYoursStreetNot => "The town is one of yours, but the street is not.",
            Self::RegionYours => "The region is one of yours.",
            Self::TownNotYours => "The town is none of yours.",
            Self::RegionNotYours => "The region is none of yours.",
            Self::CountryNotYours => "The country is none of yours.",
            Self::SeveralTownsYours => "More than one of your towns is shown.",
            Self::PhoneYours => "The phone number is one of yours.",
            Self::PhoneFits => "The visible digits fit one of your phone numbers.",
            Self::PhoneFitsLittle => "The few visible digits fit one of your phone numbers.",
            Self::PhoneNotYours => "No phone number shown is yours.",
            Self::EmailYours => "The e-mail address is one of yours.",
            Self::EmailFits => "The visible part of the e-mail address fits yours.",
            Self::EmailFitsLittle => "The little that is visible of the e-mail address fits yours.",
            Self::EmailNotYours => "No e-mail address shown is yours.",
            Self::DomainYours => "The domain is yours.",
            Self::DomainNotYours => "No domain shown is yours.",
            Self::AccountYours => "The account name is one of yours.",
            Self::AccountYoursButCommon => "The account name is one of yours, though others may use it too.",
            Self::AccountYoursButSeparators => "The account name is one of yours but for its separators.",
            Self::AccountNotYours => "No account name shown is yours.",
            Self::NamedAsRelative => "You are named as a relative, so the listing is about somebody else.",
            Self::RelativeYours => "One relative shown is yours.",
            Self::SeveralRelativesYours => "Several relatives shown are yours.",
            Self::RelativesNotYours => "No relative shown is one of yours.",
            Self::AffiliationYours => "An employer or school shown is yours.",
            Self::Earlier(sentence) => sentence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_kept_by_its_name_and_an_older_sentence_as_it_was() {
        for (kept, expected) in [
            (r#""name-yours""#, Because::NameYours),
            (r#""town-yours-street-not""#, Because::TownYoursStreetNot),
            (r#""The name is yours.""#, Because::Earlier("The name is yours.".into())),
        ] {
            let read: Because = serde_json::from_str(kept).unwrap();
            assert_eq!(read, expected, "{kept} is read");
            assert_eq!(serde_json::to_string(&read).unwrap(), kept, "and written again as it was");
        }
        assert_eq!(Because::NameYours.words(), "The name is yours.", "the screen shows a sentence");
    }
}
