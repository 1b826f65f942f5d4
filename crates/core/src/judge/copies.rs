//! Drops listings that repeat another one of the same reply.

use super::{MOST_LISTINGS, Read};
use crate::listing::Listing;
use crate::source::{Placeholder, Probe};
use std::collections::{HashMap, HashSet};

/// Drops listings that repeat another one, and cuts at the bound.
///
/// A source asked by an exact key tells about that key's holder: the same facts behind another link are the same
/// finding, such as twenty commits that show one mailbox. A search by name shows many people, so there each link is a
/// record of its own, and only a listing without a link repeats one that has the same facts.
///
/// What is cut off is counted as unread.
pub(super) fn distinct(probe: &Probe, read: Read) -> Read {
    let Read { listings, unread } = read;
    let facts = |listing: &Listing| Listing { url: None, elsewhere: None, ..listing.clone() };
    let by_key = is_asked_by_key(probe);
    let linked: HashSet<Listing> =
        listings.iter().filter(|listing| !by_key && listing.url.is_some()).map(facts).collect();
    let mut seen = HashSet::new();
    let kept = listings
        .into_iter()
        .filter(|listing| listing.url.is_some() || !linked.contains(listing))
        .filter(|listing| seen.insert(if by_key { facts(listing) } else { listing.clone() }))
        .collect();
    let mut listings = without_parts(kept);
    let cut = listings.len().saturating_sub(MOST_LISTINGS);
    listings.truncate(MOST_LISTINGS);
    Read { listings, unread: unread + cut }
}

/// Whether an entry that does not tell what it must is only the short line of one that was read: the same link, and
/// nothing that the other does not tell.
pub(super) fn is_told_by(entry: &Listing, told: &[Listing]) -> bool {
    entry.url.is_some() && told.iter().any(|whole| whole.url == entry.url && is_part_of(entry, whole))
}

/// Drops a listing that tells only a part of what another one of the same link tells: the copy of a card for small
/// screens, or the short line above the card.
fn without_parts(listings: Vec<Listing>) -> Vec<Listing> {
    let mut by_link: HashMap<&str, Vec<(usize, &Listing)>> = HashMap::new();
    for (at, listing) in listings.iter().enumerate() {
        if let Some(link) = listing.url.as_deref() {
            by_link.entry(link).or_default().push((at, listing));
        }
    }
    // Of two that tell the same in another order, the first stays.
    let is_part = |(at, listing): (usize, &Listing)| {
        let same_link = listing.url.as_deref().and_then(|link| by_link.get(link));
        same_link.into_iter().flatten().any(|(other_at, other)| {
            *other_at != at && is_part_of(listing, other) && (*other_at < at || !is_part_of(other, listing))
        })
    };
    let parts: Vec<bool> = listings.iter().enumerate().map(is_part).collect();
    listings.into_iter().zip(parts).filter(|(_, is_part)| !is_part).map(|(listing, _)| listing).collect()
}

/// Whether every fact of one listing is one of the other's.
fn is_part_of(part: &Listing, whole: &Listing) -> bool {
    fn single<T: PartialEq>(part: Option<&T>, whole: Option<&T>) -> bool {
        part.is_none() || part == whole
    }
    fn list<T: PartialEq>(part: &[T], whole: &[T]) -> bool {
        part.iter().all(|value| whole.contains(value))
    }
    single(part.name.as_ref(), whole.name.as_ref())
        && single(part.age.as_ref(), whole.age.as_ref())
        && single(part.age_range.as_ref(), whole.age_range.as_ref())
        && single(part.birth_year.as_ref(), whole.birth_year.as_ref())
        && list(&part.alternative_names, &whole.alternative_names)
        && list(&part.addresses, &whole.addresses)
        && list(&part.phones, &whole.phones)
        && list(&part.emails, &whole.emails)
        && list(&part.relatives, &whole.relatives)
        && list(&part.usernames, &whole.usernames)
        && list(&part.domains, &whole.domains)
        && list(&part.details, &whole.details)
        && list(&part.kinds_seen, &whole.kinds_seen)
}

/// Whether a source is asked by a value that one holder has, rather than by a name or a place.
fn is_asked_by_key(probe: &Probe) -> bool {
    use Placeholder::{Domain, Email, Phone, PhoneNational, Username};
    matches!(probe, Probe::Json(json) if json.listings.about_asked)
        || probe
            .url()
            .needs()
            .iter()
            .any(|need| matches!(need, Username | Email | Phone | PhoneNational | Domain))
}
