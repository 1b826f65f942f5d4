//! Collecting what agrees and disagrees between a known person and one listing, field by field.

use super::Field;
use super::age::compare_age;
use super::because::Because;
use super::contact::account::read_account;
use super::contact::domain::derive_domain;
use super::contact::email::{compare_email, read_email};
use super::contact::likeness::ContactLikeness;
use super::contact::phone::{compare_phone, read_phone};
use super::evidence::{Evidence, MOST};
use super::known::{Known, KnownRelative};
use super::name::alike::{Class, Detail, compare_name};
use super::name::generation::Generation;
use super::name::known_name::KnownName;
use super::name::named::add_names;
use super::name::written::{Written, read_written};
use super::place::nearness::{Nearness, Place};
use super::place::read_place::derive_place;
use super::work::read_work;
use crate::listing::Listing;

/// Compares every field that both sides give.
pub(super) fn collect_evidence(known: &Known, listing: &Listing) -> Evidence {
    let mut evidence = Evidence {
        class: Class::Absent,
        name_share: 1.0,
        other_form: false,
        middle_elsewhere: false,
        linked: false,
        organisation: false,
        first_in_full: false,
        family_in_full: false,
        short_form: false,
        unclear: false,
        mixed: false,
        middle: Detail::Silent,
        generation: Generation::Fits,
        same_generation: false,
        age: compare_age(known.ages, known.birth_year, listing, known.today),
        place: None,
        thousands: f64::INFINITY,
        towns: 0,
        phone: ContactLikeness::Silent,
        email: ContactLikeness::Silent,
        account: ContactLikeness::Silent,
        distinctive: false,
        domain: ContactLikeness::Silent,
        relatives: 0,
        relatives_share: 1.0,
        own_relative: known.namesake,
        twin: false,
        affiliations: 0,
        reasons: Vec::with_capacity(8),
    };
    add_names(&mut evidence, known, listing);
    add_age(&mut evidence);
    add_places(&mut evidence, known, listing);
    add_contacts(&mut evidence, known, listing);
    add_accounts(&mut evidence, known, listing);
    add_relatives(&mut evidence, known, listing);
    add_affiliation(&mut evidence, known, listing);
    evidence
}

fn add_age(evidence: &mut Evidence) {
    let age = evidence.age;
    let Some(weight) = age.weight else { return };
    let because = match weight {
        weight if weight > 1.0 => Because::AgeFits,
        weight if weight > 0.0 => Because::AgeRoughlyFits,
        _ if age.stale => Because::AgeStale,
        _ if age.far => Because::AgeFar,
        _ => Because::AgeSomeYearsOff,
    };
    evidence.say(Field::Age, weight, weight > 0.0, because);
    if weight > 0.0 && (age.far || age.off) {
        evidence.say(Field::Age, -0.5, false, Because::AnotherAgeDoesNotFit);
    }
}

fn add_places(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let mut best: Option<(Nearness, bool)> = None;
    let mut farthest: Option<Nearness> = None;
    let mut towns: Vec<&Place> = Vec::new();
    for address in listing.addresses.iter().take(MOST) {
        let shown = derive_place(address);
        let mut nearest: Option<(Nearness, bool)> = None;
        for place in &known.places {
            let near = shown.nearness(place);
            nearest = nearest.max(Some((near, place.current)));
            if near >= Nearness::CityOtherStreet {
                evidence.thousands = evidence.thousands.min(place.town.thousands());
                if !towns.iter().any(|town| town.town.agrees(&place.town)) {
                    towns.push(place);
                }
            }
        }
        let Some((near, current)) = nearest.filter(|(near, _)| *near != Nearness::Silent) else { continue };
        best = best.max(Some((near, current)));
        farthest = Some(farthest.map_or(near, |old| old.min(near)));
    }
    evidence.towns = towns.len();
    let Some((mut near, current)) = best else { return };
    // Nothing agrees: the farthest counts, so that one more wrong address never helps.
    if near < Nearness::Silent {
        near = farthest.unwrap_or(near);
    }
    evidence.place = Some(near);
    let because = match near {
        Nearness::Street if current => Because::StreetCurrent,
        Nearness::Street if known.has_current => Because::StreetPast,
        Nearness::Street => Because::StreetYours,
        Nearness::Building => Because::HouseOtherDoor,
        Nearness::Road => Because::RoadYours,
        Nearness::Postcode => Because::PostcodeYours,
        Nearness::City => Because::TownYours,
        Nearness::CityOtherStreet => Because::TownYoursStreetNot,
        Nearness::Region => Because::RegionYours,
        Nearness::OtherCity | Nearness::Silent => Because::TownNotYours,
        Nearness::OtherRegion => Because::RegionNotYours,
        Nearness::OtherCountry => Because::CountryNotYours,
    };
    evidence.say(Field::Address, near.weight(), near > Nearness::Silent, because);
    if evidence.towns > 1 {
        evidence.say(Field::Address, 1.0, true, Because::SeveralTownsYours);
    }
}

fn add_contacts(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    if !known.phones.is_empty() {
        for shown in listing.phones.iter().take(MOST) {
            let shown = read_phone(shown);
            let found = known.phones.iter().map(|own| compare_phone(own, &shown));
            evidence.phone = better(evidence.phone, found);
        }
    }
    match evidence.phone {
        ContactLikeness::Same => evidence.say(Field::Phone, 6.0, true, Because::PhoneYours),
        ContactLikeness::Fits => {
            evidence.say(Field::Phone, 2.0, true, Because::PhoneFits);
        }
        ContactLikeness::FitsLittle => {
            evidence.say(Field::Phone, 0.3, true, Because::PhoneFitsLittle);
        }
        ContactLikeness::Different => {
            evidence.say(Field::Phone, -0.5, false, Because::PhoneNotYours);
        }
        ContactLikeness::Silent => {}
    }
    if !known.emails.is_empty() {
        for shown in listing.emails.iter().take(MOST) {
            let shown = read_email(shown);
            let found = known.emails.iter().map(|own| compare_email(own, &shown));
            evidence.email = better(evidence.email, found);
        }
    }
    match evidence.email {
        ContactLikeness::Same => evidence.say(Field::Email, 7.0, true, Because::EmailYours),
        ContactLikeness::Fits => {
            evidence.say(Field::Email, 1.8, true, Because::EmailFits);
        }
        ContactLikeness::FitsLittle => {
            let because = Because::EmailFitsLittle;
            evidence.say(Field::Email, 0.5, true, because);
        }
        ContactLikeness::Different => {
            evidence.say(Field::Email, -0.5, false, Because::EmailNotYours);
        }
        ContactLikeness::Silent => {}
    }
    if known.domains.is_empty() {
        return;
    }
    let shown = listing.domains.iter().take(MOST).filter_map(|domain| derive_domain(domain));
    let own = |domain| {
        if known.domains.contains(&domain) { ContactLikeness::Same } else { ContactLikeness::Different }
    };
    evidence.domain = better(evidence.domain, shown.map(own));
    match evidence.domain {
        ContactLikeness::Same => evidence.say(Field::Domain, 6.0, true, Because::DomainYours),
        ContactLikeness::Different => evidence.say(Field::Domain, -0.3, false, Because::DomainNotYours),
        _ => {}
    }
}

/// The best comparison; one that contradicts counts above silence only when nothing fits.
fn better(old: ContactLikeness, all: impl Iterator<Item = ContactLikeness>) -> ContactLikeness {
    let all = all.chain([old]).filter(|found| *found != ContactLikeness::Silent);
    all.max().unwrap_or(ContactLikeness::Silent)
}

fn add_accounts(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    if known.accounts.is_empty() {
        return;
    }
    // "Emily Example (emichu)", and an account among the other names.
    let names = listing.name.iter().chain(listing.alternative_names.iter().take(MOST));
    let parts = names.flat_map(|name| name.split(['(', ')', '[', ']', '"', '“', '”']).map(str::trim));
    let as_name = parts.filter(|part| !part.is_empty() && known.is_account(part));
    for shown in listing.usernames.iter().take(MOST).map(String::as_str).chain(as_name) {
        let shown = read_account(shown);
        for own in &known.accounts {
            let found = own.compare(&shown);
            if found != ContactLikeness::Silent
                && (evidence.account == ContactLikeness::Silent || found >= evidence.account)
            {
                evidence.distinctive = found == ContactLikeness::Same
                    && (own.is_distinctive() || (evidence.account == found && evidence.distinctive));
                evidence.account = found;
            }
        }
    }
    let (weight, agrees, because) = match evidence.account {
        ContactLikeness::Same if evidence.distinctive => (3.5, true, Because::AccountYours),
        ContactLikeness::Same => (1.5, true, Because::AccountYoursButCommon),
        ContactLikeness::Fits | ContactLikeness::FitsLittle => {
            (1.2, true, Because::AccountYoursButSeparators)
        }
        ContactLikeness::Different => (-0.3, false, Because::AccountNotYours),
        ContactLikeness::Silent => return,
    };
    evidence.say(Field::Username, weight, agrees, because);
}

fn add_relatives(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let shown: Vec<Written> =
        listing.relatives.iter().take(MOST).flat_map(|name| read_written(name)).collect();
    if shown.is_empty() {
        return;
    }
    let is_written = |name: &KnownName, written: &Written, least: Class| {
        name.may_be_written(&written.words) && compare_name(name, written, &[]).class >= least
    };
    let is = |name: &KnownName, least: Class| shown.iter().any(|written| is_written(name, written, least));
    let agreeing: Vec<&KnownRelative> =
        known.relatives.iter().filter(|relative| is(&relative.name, Class::Half)).collect();
    // A relative with a rare name of their own says as much as two: families share names, strangers do not.
    let telling = agreeing.iter().filter(|relative| relative.telling).count();
    evidence.relatives = agreeing.len() + telling;
    evidence.relatives_share = agreeing.iter().map(|relative| relative.share).product::<f64>().max(1e-6);
    let named = known.names.iter().any(|name| is(name, Class::Whole));
    evidence.own_relative |= named;
    let as_written = |name: &KnownName, written: &Written| {
        name.may_be_written(&written.words) && {
            let found = compare_name(name, written, &[]);
            found.class == Class::Whole && !found.short_form
        }
    };
    evidence.twin = named
        && evidence.short_form
        && known.names.iter().any(|name| shown.iter().any(|written| as_written(name, written)));
    if evidence.class < Class::Near && named {
        let because = Because::NamedAsRelative;
        evidence.say(Field::Relative, -0.5, false, because);
    }
    // Pages with filler name the person as their own relative; that is no other relative.
    let any_other = || {
        shown.iter().any(|written| !known.names.iter().any(|name| is_written(name, written, Class::Whole)))
    };
    let rare = agreeing.iter().any(|relative| relative.rare);
    let (weight, agrees, because) = match agreeing.len() {
        0 if known.relatives.is_empty() || !any_other() => return,
        0 => (-0.3, false, Because::RelativesNotYours),
        1 if rare => (2.2, true, Because::RelativeYours),
        1 => (1.7, true, Because::RelativeYours),
        _ => (3.5, true, Because::SeveralRelativesYours),
    };
    evidence.say(Field::Relative, weight, agrees, because);
}

fn add_affiliation(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    if known.work.is_empty() {
        return;
    }
    let shown: Vec<String> = listing.details.iter().take(MOST).map(|text| read_work(text)).collect();
    let named = |work: &&String| shown.iter().any(|text| text.contains(work.as_str()));
    evidence.affiliations = known.work.iter().filter(named).count();
    if evidence.affiliations > 0 {
        evidence.say(Field::Affiliation, 1.5, true, Because::AffiliationYours);
    }
}
