//! Entering identifiers.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{
    AddressDraft, Change, ErrorCode, IdentifierDraft, IdentifierView, NameDraft, ProfileView, Revealed,
    TextDraft, UiError, word_of,
};
use crate::fault::rejected;
use crate::mask::mask_value;
use crate::record::IdentifierRecord;
use jiff::civil::Date;
use unlisted_core::identifier::{
    DialCode, Identifier, Kind, Value, parse_address, parse_affiliation, parse_birth, parse_domain,
    parse_email, parse_name, parse_phone, parse_relative, parse_username,
};
use unlisted_core::person::NameKind;
use unlisted_core::plan::kind_of;
use unlisted_core::profile::starts_hidden;
use unlisted_core::{IdentifierId, Profile};

impl App {
    /// The identifiers, masked.
    pub fn profile_view(&self, (): ()) -> Result<ProfileView, UiError> {
        let file = self.file()?;
        let identifiers =
            file.identifiers()?.iter().map(|record| self.identifier_view(&record.identifier)).collect();
        Ok(ProfileView { identifiers })
    }

    /// Adds an identifier. A birth date replaces an earlier one: a person has one.
    pub fn identifier_add(&self, draft: IdentifierDraft) -> Result<ProfileView, UiError> {
        let file = self.file()?;
        let value = read_draft(draft, self.today())?;
        let known = file.identifiers()?;
        if known.iter().any(|record| *record.identifier.value.reveal() == value) {
            return self.profile_view(());
        }
        if value.kind() == Kind::Birth {
            for record in known.iter().filter(|record| record.identifier.value.reveal().kind() == Kind::Birth)
            {
                file.remove_identifier(&record.identifier)?;
            }
        }
        let order = known.last().map_or(0, |record| record.order + 1);
        let hidden = starts_hidden(&value);
        let may_send = !hidden && value.kind() != Kind::Relative;
        let identifier = Identifier { id: make_id()?, value: value.into(), may_send, hidden };
        file.keep_identifiers(&[IdentifierRecord { order, identifier }])?;
        self.profile_view(())
    }

    /// Changes the wishes about an identifier. Relatives are never sent, whatever is asked.
    pub fn identifier_change(&self, change: Change) -> Result<ProfileView, UiError> {
        let file = self.file()?;
        let mut record = find(&file, &change.id)?;
        let sendable = record.identifier.value.reveal().kind() != Kind::Relative;
        record.identifier.may_send = change.may_send && sendable;
        record.identifier.hidden = change.hidden;
        file.keep_identifiers(&[record])?;
        self.profile_view(())
    }

    /// Removes an identifier. A hidden one stays sealed as something never to be shown.
    pub fn identifier_remove(&self, id: String) -> Result<ProfileView, UiError> {
        let file = self.file()?;
        file.remove_identifier(&find(&file, &id)?.identifier)?;
        self.profile_view(())
    }

    /// Shows one identifier in clear.
    pub fn identifier_reveal(&self, id: String) -> Result<Revealed, UiError> {
        let record = find(&self.file()?, &id)?;
        Ok(Revealed { text: record.identifier.value.reveal().line() })
    }

    fn identifier_view(&self, identifier: &Identifier) -> IdentifierView {
        let value = identifier.value.reveal();
        let kind = value.kind();
        let asking = self
            .catalogue()
            .iter()
            .filter(|definition| definition.template().needs().into_iter().any(|need| kind_of(need) == kind))
            .count();
        IdentifierView {
            id: identifier.id.0.clone(),
            kind: word_of(&kind),
            detail: detail_of(value),
            masked: mask_value(value, identifier.hidden),
            may_send: identifier.may_send,
            hidden: identifier.hidden,
            sources: u32::try_from(asking).unwrap_or(u32::MAX),
        }
    }
}

/// A profile as records, in its order.
pub(crate) fn records_of(profile: &Profile) -> Vec<IdentifierRecord> {
    let records = (0_u32..).zip(&profile.identifiers);
    records.map(|(order, identifier)| IdentifierRecord { order, identifier: identifier.clone() }).collect()
}

/// The finer kind of a fact, where it has one.
pub(crate) fn detail_of(value: &Value) -> Option<String> {
    match value {
        Value::Name(name) => Some(word_of(&name.kind)),
        Value::Address(address) => Some(if address.current { "current" } else { "past" }.to_owned()),
        _ => None,
    }
}

fn find(file: &CaseFile, id: &str) -> Result<IdentifierRecord, UiError> {
    let mut records = file.identifiers()?.into_iter();
    records.find(|record| record.identifier.id.0 == id).ok_or(UiError::of(ErrorCode::Gone))
}

fn make_id() -> Result<IdentifierId, UiError> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|_| UiError::of(ErrorCode::Bug))?;
    Ok(IdentifierId(data_encoding::HEXLOWER.encode(&bytes)))
}

fn read_draft(draft: IdentifierDraft, today: Date) -> Result<Value, UiError> {
    match draft {
        IdentifierDraft::Name(name) => read_name(&name),
        IdentifierDraft::Address(address) => read_address(&address),
        IdentifierDraft::Text(text) => read_text(&text, today),
    }
}

fn read_name(draft: &NameDraft) -> Result<Value, UiError> {
    let kind: NameKind =
        serde_json::from_value(draft.kind.clone().into()).map_err(|_| UiError::at(ErrorCode::Bug, "kind"))?;
    let name = parse_name(&draft.first, &draft.middle, &draft.last, &draft.suffix, kind);
    Ok(Value::Name(name.map_err(|it| rejected(it.why, it.part))?))
}

fn read_address(draft: &AddressDraft) -> Result<Value, UiError> {
    let address = parse_address(
        &draft.street,
        &draft.city,
        &draft.region,
        &draft.postcode,
        &draft.country,
        draft.current,
    );
    Ok(Value::Address(address.map_err(|it| rejected(it.why, it.part))?))
}

fn read_text(draft: &TextDraft, today: Date) -> Result<Value, UiError> {
    let text = draft.text.as_str();
    let value = match draft.kind.as_str() {
        "username" => parse_username(text).map(Value::Username),
        "email" => parse_email(text).map(Value::Email),
        "phone" => parse_phone(text, DialCode::NorthAmerica).map(Value::Phone),
        "birth" => parse_birth(text, today).map(Value::Birth),
        "domain" => parse_domain(text).map(Value::Domain),
        "relative" => parse_relative(text).map(Value::Relative),
        "affiliation" => parse_affiliation(text).map(Value::Affiliation),
        _ => return Err(UiError::at(ErrorCode::Bug, "kind")),
    };
    value.map_err(|why| rejected(why, "text"))
}
