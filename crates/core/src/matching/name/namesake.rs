//! How many other people the agreeing facts would fit by chance: what tells a rare name in a small town from John Smith.
//!
//! Shares are coarse and rounded up; `family.rs`, `alike.rs` and `places.txt` say where they come from.

use super::alike::Detail;
use crate::matching::contact::likeness::ContactLikeness;
use crate::matching::evidence::Evidence;
use crate::matching::place::nearness::Nearness;

/// People in the largest country whose records are searched, in thousands.
const COUNTRY: f64 = 335_000.0;
/// People in a large region, in thousands.
const REGION: f64 = 12_000.0;
/// People in a large postal area, in thousands.
const POSTCODE: f64 = 30.0;

/// The number of other people who would agree in name, place, age and the rest as this listing does.
pub(in crate::matching) fn expected_namesakes(evidence: &Evidence) -> f64 {
    let middle = match evidence.middle {
        Detail::Agrees if !evidence.middle_elsewhere => 0.02,
        Detail::Agrees | Detail::Fits => 0.12,
        Detail::Silent | Detail::Conflicts => 1.0,
    };
    let town = evidence.thousands.min(COUNTRY);
    let people = match evidence.place {
        Some(Nearness::Street) => 0.005,
        Some(Nearness::Building) => 0.3,
        Some(Nearness::Road) => 5.0,
        Some(Nearness::Postcode) => town.min(POSTCODE),
        Some(Nearness::City | Nearness::CityOtherStreet) => town,
        Some(Nearness::Region) => REGION,
        _ => COUNTRY,
    } * if evidence.towns > 1 { 0.02 } else { 1.0 };
    let contact = |found: ContactLikeness, fits: f64| match found {
        ContactLikeness::Same => 1e-6,
        ContactLikeness::Fits => fits,
        _ => 1.0,
    };
    let phone = contact(evidence.phone, 5e-3);
    let email = contact(evidence.email, 0.02);
    let account = match evidence.account {
        ContactLikeness::Same if !evidence.distinctive => 0.01,
        found => contact(found, 1e-3),
    };
    let work = if evidence.affiliations > 0 { 3e-3 } else { 1.0 };
    // Few have a generation after their name.
    let generation = if evidence.same_generation { 0.05 } else { 1.0 };
    let linked = if evidence.linked { 1e-4 } else { 1.0 };
    people
        * 1000.0
        * evidence.name_share
        * linked
        * generation
        * middle
        * evidence.age.share
        * phone
        * email
        * account
        * evidence.relatives_share
        * work
}
