//! Collecting what agrees and disagrees between a known person and one listing, field by field.

use super::age::{AgeLikeness, compare_age};
use super::alike::{Class, Detail, compare_name};
use super::contact::{
    ContactLikeness, compare_account, compare_email, derive_account, derive_domain, is_distinctive,
};
use super::fold::fold;
use super::known::Known;
use super::name::{Written, read_written};
use super::named::{Generation, add_names};
use super::nickname::Frequency;
use super::phone::compare_phone;
use super::place::{Nearness, derive_place};
use super::{Comparison, Field};
use crate::listing::Listing;

/// Most entries looked at in any one list of a listing.
pub(super) const MOST: usize = 200;

/// Everything that was found, for [`super::weigh`] to decide on.
pub(super) struct Evidence {
    pub(super) class: Class,
    /// The first name agrees and is written out.
    pub(super) first_in_full: bool,
    /// The listing's own name is another of the household, and only its other names agree: sites mix up spouses.
    pub(super) mixed: bool,
    pub(super) middle: Detail,
    pub(super) generation: Generation,
    pub(super) age: AgeLikeness,
    pub(super) place: Option<Nearness>,
    pub(super) phone: ContactLikeness,
    pub(super) email: ContactLikeness,
    pub(super) account: ContactLikeness,
    /// The agreeing account name is long enough to be one person's.
    pub(super) distinctive: bool,
    pub(super) domain: ContactLikeness,
    /// Relatives that agree; those with rare names of their own count twice.
    pub(super) relatives: usize,
    pub(super) affiliations: usize,
    /// Log-odds with their sentence.
    pub(super) reasons: Vec<(f64, Comparison)>,
}

impl Evidence {
    /// Notes a reason with its log-odds.
    pub(super) fn say(&mut self, field: Field, weight: f64, agrees: bool, because: &str) {
        self.reasons.push((weight, Comparison { field, agrees, because: because.to_owned() }));
    }
}

/// Compares every field that both sides give.
pub(super) fn collect_evidence(known: &Known, listing: &Listing) -> Evidence {
    let mut evidence = Evidence {
        class: Class::Absent,
        first_in_full: false,
        mixed: false,
        middle: Detail::Silent,
        generation: Generation::Fits,
        age: compare_age(known.ages, known.birth_year, listing, known.today),
        place: None,
        phone: ContactLikeness::Silent,
        email: ContactLikeness::Silent,
        account: ContactLikeness::Silent,
        distinctive: false,
        domain: ContactLikeness::Silent,
        relatives: 0,
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
        weight if weight > 1.0 => "The age fits your birth year.",
        weight if weight > 0.0 => "The age roughly fits your birth year.",
        _ if age.far => "The age is far from yours.",
        _ => "The age is some years from yours.",
    };
    evidence.say(Field::Age, weight, weight > 0.0, because);
    if weight > 0.0 && (age.far || age.off) {
        evidence.say(Field::Age, -0.5, false, "Another age or birth year on the listing does not fit yours.");
    }
}

fn add_places(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let mut best: Option<(Nearness, bool)> = None;
    let mut farthest: Option<Nearness> = None;
    for address in listing.addresses.iter().take(MOST) {
        let shown = derive_place(address);
        let nearest = known
            .places
            .iter()
            .map(|place| (shown.nearness(place), place.current))
            .max_by_key(|(near, _)| *near);
        let Some((near, current)) = nearest.filter(|(near, _)| *near != Nearness::Silent) else { continue };
        if best.is_none_or(|old| (near, current) > old) {
            best = Some((near, current));
        }
        farthest = Some(farthest.map_or(near, |old| old.min(near)));
    }
    let Some((mut near, current)) = best else { return };
    // Nothing agrees: the farthest counts, so that one more wrong address never helps.
    if near < Nearness::Silent {
        near = farthest.unwrap_or(near);
    }
    evidence.place = Some(near);
    let because = match near {
        Nearness::Street if current => "The street address is where you live now.",
        Nearness::Street if known.places.iter().any(|place| place.current) => {
            "The street address is one of your past addresses."
        }
        Nearness::Street => "The street address is one of yours.",
        Nearness::Road => "The street is one of yours.",
        Nearness::Postcode => "The postcode is one of yours.",
        Nearness::City => "The town is one of yours.",
        Nearness::CityOtherStreet => "The town is one of yours, but the street is not.",
        Nearness::Region => "The region is one of yours.",
        Nearness::OtherCity | Nearness::Silent => "The town is none of yours.",
        Nearness::OtherRegion => "The region is none of yours.",
        Nearness::OtherCountry => "The country is none of yours.",
    };
    evidence.say(Field::Address, near.weight(), near > Nearness::Silent, because);
}

fn add_contacts(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let phones = listing.phones.iter().take(MOST);
    evidence.phone =
        best_of(phones.flat_map(|shown| known.phones.iter().map(|own| compare_phone(own, shown))));
    match evidence.phone {
        ContactLikeness::Same => {
            evidence.say(Field::Phone, 6.0, true, "The phone number is one of yours.");
        }
        ContactLikeness::Fits => {
            evidence.say(Field::Phone, 2.0, true, "The visible digits fit one of your phone numbers.");
        }
        ContactLikeness::FitsLittle => {
            evidence.say(Field::Phone, 0.3, true, "The few visible digits fit one of your phone numbers.");
        }
        ContactLikeness::Different => {
            evidence.say(Field::Phone, -0.5, false, "No phone number shown is yours.");
        }
        ContactLikeness::Silent => {}
    }
    let emails = listing.emails.iter().take(MOST);
    evidence.email = best_of(
        emails.flat_map(|shown| known.emails.iter().map(|(own, raw)| compare_email(own, raw, shown))),
    );
    match evidence.email {
        ContactLikeness::Same => {
            evidence.say(Field::Email, 7.0, true, "The e-mail address is one of yours.");
        }
        ContactLikeness::Fits => {
            evidence.say(Field::Email, 1.8, true, "The visible part of the e-mail address fits yours.");
        }
        ContactLikeness::FitsLittle => {
            evidence.say(
                Field::Email,
                0.5,
                true,
                "The little that is visible of the e-mail address fits yours.",
            );
        }
        ContactLikeness::Different => {
            evidence.say(Field::Email, -0.5, false, "No e-mail address shown is yours.");
        }
        ContactLikeness::Silent => {}
    }
    let shown: Vec<String> =
        listing.domains.iter().take(MOST).filter_map(|domain| derive_domain(domain)).collect();
    if known.domains.is_empty() || shown.is_empty() {
        return;
    }
    if shown.iter().any(|domain| known.domains.contains(domain)) {
        evidence.domain = ContactLikeness::Same;
        evidence.say(Field::Domain, 6.0, true, "The domain is yours.");
    } else {
        evidence.domain = ContactLikeness::Different;
        evidence.say(Field::Domain, -0.3, false, "No domain shown is yours.");
    }
}

/// The best comparison; one that contradicts counts above silence only when nothing fits.
fn best_of(all: impl Iterator<Item = ContactLikeness>) -> ContactLikeness {
    all.filter(|found| *found != ContactLikeness::Silent).max().unwrap_or(ContactLikeness::Silent)
}

fn add_accounts(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let as_name = listing.name.iter().filter(|name| known.is_account(name));
    for shown in listing.usernames.iter().take(MOST).chain(as_name) {
        let shown = derive_account(shown);
        for own in &known.accounts {
            let found = compare_account(own, &shown);
            if found != ContactLikeness::Silent
                && (evidence.account == ContactLikeness::Silent || found >= evidence.account)
            {
                evidence.distinctive = found == ContactLikeness::Same
                    && (is_distinctive(own) || (evidence.account == found && evidence.distinctive));
                evidence.account = found;
            }
        }
    }
    match evidence.account {
        ContactLikeness::Same if evidence.distinctive => {
            evidence.say(Field::Username, 3.5, true, "The account name is one of yours.");
        }
        ContactLikeness::Same => {
            evidence.say(
                Field::Username,
                1.5,
                true,
                "The account name is one of yours, though others may use it too.",
            );
        }
        ContactLikeness::Fits | ContactLikeness::FitsLittle => {
            evidence.say(
                Field::Username,
                1.2,
                true,
                "The account name is one of yours but for its separators.",
            );
        }
        ContactLikeness::Different => {
            evidence.say(Field::Username, -0.3, false, "No account name shown is yours.");
        }
        ContactLikeness::Silent => {}
    }
}

fn add_relatives(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    if listing.relatives.is_empty() {
        return;
    }
    let shown: Vec<Written> =
        listing.relatives.iter().take(MOST).flat_map(|name| read_written(name)).collect();
    let named = |person: &super::name::KnownName| {
        shown.iter().any(|name| compare_name(person, name, &[]).class == Class::Whole)
    };
    let agreeing: Vec<_> = known.relatives.iter().filter(|relative| named(relative)).collect();
    let own_family = |relative: &super::name::KnownName| {
        known.names.iter().any(|name| relative.last.iter().any(|word| name.last.contains(word)))
    };
    // A relative with a rare name of their own says as much as two: families share names, strangers do not.
    let telling = agreeing
        .iter()
        .filter(|relative| relative.family_frequency == Frequency::Unlisted && !own_family(relative));
    evidence.relatives = agreeing.len() + telling.count();
    let rare = agreeing
        .iter()
        .any(|relative| relative.family_frequency == Frequency::Unlisted || !relative.common_first);
    if evidence.class < Class::Near && known.names.iter().any(named) {
        evidence.say(
            Field::Relative,
            -0.5,
            false,
            "You are named as a relative, so the listing is about somebody else.",
        );
    }
    match agreeing.len() {
        0 if known.relatives.is_empty() || shown.is_empty() => {}
        0 => {
            evidence.say(Field::Relative, -0.3, false, "No relative shown is one of yours.");
        }
        1 if rare => {
            evidence.say(Field::Relative, 2.2, true, "One relative shown is yours.");
        }
        1 => {
            evidence.say(Field::Relative, 1.7, true, "One relative shown is yours.");
        }
        _ => {
            evidence.say(Field::Relative, 3.5, true, "Several relatives shown are yours.");
        }
    }
}

fn add_affiliation(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    if known.affiliations.is_empty() {
        return;
    }
    let shown: Vec<String> =
        listing.details.iter().take(MOST).map(|text| format!(" {} ", fold(text))).collect();
    let named = |affiliation: &&String| shown.iter().any(|text| text.contains(&format!(" {affiliation} ")));
    evidence.affiliations = known.affiliations.iter().filter(named).count();
    if evidence.affiliations > 0 {
        evidence.say(Field::Affiliation, 1.5, true, "An employer or school shown is yours.");
    }
}
