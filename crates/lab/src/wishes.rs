//! A person as a profile: which facts are hidden, and which are never sent (docs/definitions.md).

use crate::interchange;
use serde_json::Value;
use std::collections::BTreeMap;
use unlisted_core::{Kind, Profile};

/// The lists of a person with the kind of their facts.
const LISTS: [(&str, Kind); 9] = [
    ("names", Kind::Name),
    ("usernames", Kind::Username),
    ("emails", Kind::Email),
    ("phones", Kind::Phone),
    ("addresses", Kind::Address),
    ("birth", Kind::Birth),
    ("domains", Kind::Domain),
    ("relatives", Kind::Relative),
    ("affiliations", Kind::Affiliation),
];

/// What a file says about one fact; `None` where it says nothing.
#[derive(Clone, Copy, Default)]
struct Wish {
    hidden: Option<bool>,
    never_send: bool,
}

/// A profile in the interchange shape. A fact is hidden by `"hidden": true` beside its keys; a bare text is then written
/// `{ "value": TEXT, "hidden": true }`. Former names are hidden unless `"hidden": false` stands there.
pub(crate) fn profile(mut value: Value) -> serde_json::Result<Profile> {
    let mut wishes: BTreeMap<Kind, Vec<Wish>> = BTreeMap::new();
    for (key, kind) in LISTS {
        match value.get_mut(key) {
            Some(Value::Array(list)) => {
                list.retain(|entry| !is_nothing(entry));
                let taken = list.iter_mut().map(take_wish).collect::<serde_json::Result<_>>()?;
                wishes.insert(kind, taken);
            }
            Some(entry @ Value::Object(_)) => {
                wishes.insert(kind, vec![take_wish(entry)?]);
            }
            _ => {}
        }
    }
    let mut profile = Profile::from_person(&interchange::person(value)?);
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    for identifier in &mut profile.identifiers {
        let kind = identifier.value.reveal().kind();
        let at = seen.entry(kind).or_default();
        let wish = wishes.get(&kind).and_then(|list| list.get(*at)).copied().unwrap_or_default();
        *at += 1;
        if let Some(hidden) = wish.hidden {
            identifier.hidden = hidden;
            identifier.may_send = !hidden && kind != Kind::Relative;
        }
        identifier.may_send &= !wish.never_send;
    }
    Ok(profile)
}

/// Entries that the reader of a person drops.
fn is_nothing(entry: &Value) -> bool {
    match entry {
        Value::Null => true,
        Value::Object(keys) => keys.values().all(Value::is_null),
        _ => false,
    }
}

/// Takes the wish out of an entry, and the entry out of its wrapping.
fn take_wish(entry: &mut Value) -> serde_json::Result<Wish> {
    let Value::Object(keys) = entry else { return Ok(Wish::default()) };
    let mut flag = |key: &str| match keys.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(flag)),
        Some(_) => Err(serde::de::Error::custom(format!("`{key}` is neither true nor false"))),
    };
    let wish = Wish { hidden: flag("hidden")?, never_send: flag("never_send")?.unwrap_or(false) };
    if keys.len() == 1
        && let Some(value) = keys.remove("value")
    {
        *entry = value;
    }
    Ok(wish)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn wishes_stand_beside_each_fact() {
        let profile = profile(json!({
            "names": [
                { "first": "Juniper", "last": "Quillfeather" },
                { "first": "Casper", "kind": "former" },
                { "first": "Cass", "kind": "former", "hidden": false },
            ],
            "phones": [null, "+12175550142", { "value": "+13125550188", "hidden": true }],
            "emails": [{ "value": "juniper@example.org", "never_send": true }],
            "birth": { "year": 1994, "hidden": true },
        }))
        .unwrap();
        let wishes: Vec<(bool, bool)> =
            profile.identifiers.iter().map(|identifier| (identifier.hidden, identifier.may_send)).collect();
        let expected = [
            (false, true),
            (true, false),
            (false, true),
            (false, false),
            (false, true),
            (true, false),
            (true, false),
        ];
        assert_eq!(wishes, expected, "in the order of a profile: names, mail, phones, birth");
        assert!(
            super::profile(json!({ "phones": [{ "value": "x", "hidden": "yes" }] })).is_err(),
            "a wish is no word"
        );
    }
}
