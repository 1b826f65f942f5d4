//! The invented person of the practice audit.

use unlisted_core::Person;

/// Juniper May Quillfeather, who does not exist: example domains, a 555-01xx phone, streets that are nowhere, and an
/// amateur-radio call sign of a form that is never assigned.
pub fn practice_person() -> Person {
    serde_json::from_str(include_str!("../practice-person.json")).expect("a test reads the shipped person")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unlisted_core::person::NameKind;

    #[test]
    fn the_person_is_invented_and_whole() {
        let person = practice_person();
        let kinds: Vec<_> = person.names.iter().map(|name| name.kind).collect();
        assert_eq!(kinds, [NameKind::Legal, NameKind::Stage, NameKind::Former]);
        assert_eq!(person.names[0].full(), "Juniper May Quillfeather");
        assert_eq!(person.birth.year(), Some(1994));
        assert!(person.addresses[0].current && !person.addresses[1].current);
        assert!(person.phones.iter().all(|phone| phone.contains("55501")), "only numbers kept for fiction");
        assert!(person.emails.iter().all(|email| email.contains("@example.")), "only example domains");
        assert_eq!((person.usernames.len(), person.relatives.len(), person.domains.len()), (2, 1, 1));
    }
}
