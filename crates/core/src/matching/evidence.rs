//! Collecting what agrees and disagrees between a known person and one listing, field by field.

use super::age::{AgeLikeness, compare_age};
use super::alike::{Class, Detail, NameLikeness, compare_name, rank};
use super::contact::{
    ContactLikeness, compare_account, compare_email, derive_account, derive_domain, is_distinctive,
};
use super::fold::fold;
use super::known::Known;
use super::name::{Written, read_written};
use super::nickname::Frequency;
use super::phone::compare_phone;
use super::place::{Nearness, derive_place};
use super::{Comparison, Field};
use crate::listing::Listing;

/// Most entries looked at in any one list of a listing.
const MOST: usize = 200;

/// Generations of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// On neither side, or the same.
    Fits,
    /// Only the person has one.
    OnlyOurs,
    /// Only the listing has one.
    OnlyTheirs,
    /// Two different ones.
    Conflicts,
}

/// Everything that was found, for [`super::weigh`] to decide on.
pub(super) struct Evidence {
    pub(super) class: Class,
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
    pub(super) relatives: usize,
    pub(super) affiliation: bool,
    /// Log-odds with their sentence.
    pub(super) reasons: Vec<(f64, Comparison)>,
}

impl Evidence {
    fn say(&mut self, field: Field, weight: f64, agrees: bool, because: &str) {
        self.reasons.push((weight, Comparison { field, agrees, because: because.to_owned() }));
    }
}

/// Compares every field that both sides give.
pub(super) fn collect_evidence(known: &Known, listing: &Listing) -> Evidence {
    let mut evidence = Evidence {
        class: Class::Absent,
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
        affiliation: false,
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

fn best_name(known: &Known, written: &Written) -> Option<NameLikeness> {
    let compared = known.names.iter().map(|name| compare_name(name, written, &known.names));
    compared.max_by_key(rank)
}

fn add_names(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let own_generation = known.names.iter().find_map(|name| name.generation);
    let mut best: Option<(NameLikeness, bool)> = None;
    let (mut middle, mut generation) = (Detail::Silent, Generation::Fits);
    let (mut any_same, mut any_without) = (false, false);
    let main = listing.name.iter().filter(|name| !known.is_account(name)).map(|name| (name, false));
    let others = listing.alternative_names.iter().take(MOST).map(|name| (name, true));
    let mut relative_named = false;
    for (text, other) in main.chain(others) {
        for written in read_written(text) {
            let Some(found) = best_name(known, &written) else { continue };
            if found.class > Class::Absent {
                middle = stronger_detail(middle, found.middle);
                match (own_generation, written.generation) {
                    (Some(ours), Some(theirs)) if ours == theirs => any_same = true,
                    (Some(_), Some(_)) => generation = Generation::Conflicts,
                    (Some(_), None) => any_without = true,
                    (None, Some(_)) => generation = Generation::OnlyTheirs,
                    (None, None) => {}
                }
            }
            let named = |relative| compare_name(relative, &written, &[]).class == Class::Whole;
            relative_named |= !other && known.relatives.iter().any(named);
            if best.as_ref().is_none_or(|(old, _)| rank(&found) > rank(old)) {
                best = Some((found, other));
            }
        }
    }
    if any_same {
        generation = Generation::Fits;
    } else if any_without && generation == Generation::Fits {
        generation = Generation::OnlyOurs;
    }
    let Some((best, other)) = best else { return };
    evidence.class = best.class;
    let because = match best.class {
        Class::Different | Class::Household if relative_named => "The name is that of one of your relatives.",
        Class::Different | Class::Absent => "The name is different.",
        Class::Household => "The family name is yours, but the first name is different.",
        Class::FirstOnly => "The first name is yours, but the family name is different.",
        Class::Near => "The name is nearly yours, but not the same.",
        Class::Partial => "The part of the name that is shown fits yours.",
        Class::Loose => "The name fits yours in another order, or by a middle name.",
        Class::Whole if other => "Another name on the listing is yours.",
        Class::Whole if best.short_form => {
            "The name is yours, with a short form or another spelling of the first name."
        }
        Class::Whole => "The name is yours.",
    };
    evidence.say(Field::Name, best.weight, best.class > Class::Absent, because);
    if best.class <= Class::Absent {
        return;
    }
    evidence.middle = middle;
    match middle {
        Detail::Agrees => {
            evidence.say(Field::Name, 1.2, true, "The middle name is yours.");
        }
        Detail::Fits => {
            evidence.say(Field::Name, 0.6, true, "The middle initial fits your name.");
        }
        Detail::Conflicts => {
            evidence.say(Field::Name, -2.5, false, "The middle name or initial is different.");
        }
        Detail::Silent => {}
    }
    evidence.generation = generation;
    match generation {
        Generation::Conflicts => {
            evidence.say(
                Field::Name,
                -4.0,
                false,
                "The generation after the name (such as Jr or Sr) is different.",
            );
        }
        Generation::OnlyTheirs => {
            evidence.say(
                Field::Name,
                -0.6,
                false,
                "The listing has a generation after the name, and you gave none.",
            );
        }
        Generation::Fits if any_same => {
            evidence.say(
                Field::Name,
                1.2,
                true,
                "The generation after the name (such as Jr or Sr) is yours.",
            );
        }
        Generation::Fits | Generation::OnlyOurs => {}
    }
}

/// Agreement on one of several names outweighs a conflict on another; a conflict outweighs silence.
fn stronger_detail(one: Detail, other: Detail) -> Detail {
    let order = |detail: Detail| match detail {
        Detail::Silent => 0,
        Detail::Conflicts => 1,
        Detail::Fits => 2,
        Detail::Agrees => 3,
    };
    if order(other) > order(one) { other } else { one }
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
        Nearness::Street => "The street address is one of your past addresses.",
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
    evidence.relatives = agreeing.len();
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
    let names = |text: &String| {
        let spaced = format!(" {} ", fold(text));
        known.affiliations.iter().any(|affiliation| spaced.contains(&format!(" {affiliation} ")))
    };
    if listing.details.iter().take(MOST).any(names) {
        evidence.affiliation = true;
        evidence.say(Field::Affiliation, 1.5, true, "An employer or school shown is yours.");
    }
}
