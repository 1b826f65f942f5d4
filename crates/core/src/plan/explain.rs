//! Why a check is in the plan, in words for the person: what the source is asked, and what it learns by that.

use crate::source::{Definition, Placeholder};

/// Two plain sentences. They name kinds of facts and never a value, so they may stand on any screen.
pub(super) fn explain(definition: &Definition, control: bool) -> String {
    let name = &definition.name;
    let asked = asked_for(definition);
    if control && !definition.known().is_empty() {
        return format!(
            "Asks {name} about {asked} that nobody has, and about a known one, to see whether it can tell them apart. It learns nothing about you."
        );
    }
    if control {
        return format!(
            "Asks {name} about {asked} that nobody has, to see whether it can say no. It learns nothing about you."
        );
    }
    if definition.is_by_hand() {
        return format!(
            "You open {name} in your own browser and look for {asked}. It learns what any visit tells."
        );
    }
    format!("Asks {name} for {asked}. It learns that somebody at your connection looked for that.")
}

/// The kinds of facts that are asked for, as a list in words.
fn asked_for(definition: &Definition) -> String {
    use Placeholder::{
        City, Domain, Email, First, Last, Phone, PhoneNational, Postcode, Region, RegionName, Street,
        Username,
    };
    let needs = definition.needs();
    let kinds: [(&str, &[Placeholder]); 8] = [
        ("an account name", &[Username]),
        ("a domain", &[Domain]),
        ("an e-mail address", &[Email]),
        ("a phone number", &[Phone, PhoneNational]),
        ("a name", &[First, Last]),
        ("a street", &[Street]),
        ("a postcode", &[Postcode]),
        ("a town or region", &[City, Region, RegionName]),
    ];
    let hashed = definition.template().is_hashed(Email);
    let words: Vec<&str> = kinds
        .iter()
        .filter(|(_, placeholders)| placeholders.iter().any(|placeholder| needs.contains(placeholder)))
        .map(|(words, placeholders)| {
            if hashed && placeholders.contains(&Email) {
                "the fingerprint of an e-mail address"
            } else {
                *words
            }
        })
        .collect();
    match words.as_slice() {
        [] => "its front page".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
