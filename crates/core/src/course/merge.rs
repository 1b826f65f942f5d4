//! Adds to a listing what the page behind it tells.

use crate::listing::Listing;
use std::collections::BTreeSet;

/// Adds what is new. A page that names somebody of whose name no word is the listing's is about somebody else, and
/// nothing of it is taken.
pub(super) fn merge(listing: &mut Listing, more: Listing) {
    if let (Some(known), Some(other)) = (&listing.name, &more.name)
        && words(known).is_disjoint(&words(other))
    {
        return;
    }
    listing.name = listing.name.take().or(more.name);
    listing.age = listing.age.or(more.age);
    listing.age_range = listing.age_range.or(more.age_range);
    listing.birth_year = listing.birth_year.or(more.birth_year);
    extend(&mut listing.alternative_names, more.alternative_names);
    extend(&mut listing.addresses, more.addresses);
    extend(&mut listing.phones, more.phones);
    extend(&mut listing.emails, more.emails);
    extend(&mut listing.relatives, more.relatives);
    extend(&mut listing.usernames, more.usernames);
    extend(&mut listing.domains, more.domains);
    extend(&mut listing.details, more.details);
}

fn extend<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for value in more {
        if !known.contains(&value) {
            known.push(value);
        }
    }
}

fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
