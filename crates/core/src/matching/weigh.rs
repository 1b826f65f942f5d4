//! Weighing: a sum of log-odds, bounded by what settles a match and what forbids one.

use super::alike::{Class, Detail};
use super::contact::ContactLikeness;
use super::evidence::Evidence;
use super::named::Generation;
use super::place::Nearness;
use super::{Likeness, Match};

/// Log-odds that a listing found by searching is the person, before anything is compared.
const PRIOR: f64 = -4.0;
/// What a listing without a name starts with in place of a name's weight. Less than any agreeing name gives.
const NAMELESS: f64 = 2.0;
/// The score from which a match is *same*, and from which it is *possible*; chosen on the labelled pairs in
/// `tests/fixtures/matching/pairs.json` with room on both sides.
const SAME: f64 = 0.90;
const POSSIBLE: f64 = 0.10;
/// How far a forbidden match stays under the threshold.
const UNDER: f64 = 0.01;

/// Decides. The score is the logistic of the summed weights (Fellegi and Sunter, "A Theory for Record Linkage", 1969),
/// then held between the floor of [`settled`] and the ceiling of [`allowed`], so that verdict and score never part.
pub(super) fn weigh(mut evidence: Evidence) -> Match {
    let nameless = if evidence.class == Class::Absent { NAMELESS } else { 0.0 };
    let sum: f64 = PRIOR + nameless + evidence.reasons.iter().map(|(weight, _)| weight).sum::<f64>();
    let ceiling = allowed(&evidence);
    let floor = settled(&evidence).min(ceiling);
    let at_most = match ceiling {
        Likeness::Other => POSSIBLE - UNDER,
        Likeness::Possible => SAME - UNDER,
        Likeness::Same => 1.0,
    };
    let at_least = match floor {
        Likeness::Other => 0.0,
        Likeness::Possible => POSSIBLE,
        Likeness::Same => SAME,
    };
    let score = (1.0 / (1.0 + (-sum).exp())).clamp(at_least, at_most);
    let verdict = if score >= SAME {
        Likeness::Same
    } else if score >= POSSIBLE {
        Likeness::Possible
    } else {
        Likeness::Other
    };
    evidence.reasons.sort_by(|(one, _), (other, _)| other.abs().total_cmp(&one.abs()));
    Match { verdict, score, reasons: evidence.reasons.into_iter().map(|(_, reason)| reason).collect() }
}

/// What the evidence allows at most: the name must agree, and something independent of it; vetoes lower it.
fn allowed(evidence: &Evidence) -> Likeness {
    let email = evidence.email == ContactLikeness::Same;
    let phone = evidence.phone == ContactLikeness::Same;
    let contact = email || phone || evidence.domain == ContactLikeness::Same;
    let account = evidence.account == ContactLikeness::Same;
    let street = evidence.place == Some(Nearness::Street);
    let at_door = street && evidence.age.fits;
    let when = |yes: bool, then: Likeness, otherwise: Likeness| if yes { then } else { otherwise };
    let settling = contact || (account && evidence.distinctive);
    let by_name = match evidence.class {
        Class::Different | Class::Household => when(contact || account, Likeness::Possible, Likeness::Other),
        Class::FirstOnly => {
            when(contact || account || street || support(evidence) >= 3, Likeness::Possible, Likeness::Other)
        }
        Class::Near | Class::Absent => when(contact, Likeness::Same, Likeness::Possible),
        // "J Smith" at the door may be a spouse or a twin; "Juniper Q" of the right age there is not.
        Class::Partial => {
            let clear = evidence.first_in_full || matches!(evidence.middle, Detail::Fits | Detail::Agrees);
            when(settling || (at_door && clear), Likeness::Same, Likeness::Possible)
        }
        Class::Slip | Class::Turned => when(settling || at_door, Likeness::Same, Likeness::Possible),
        Class::ByMiddle => {
            when(settling || at_door || support(evidence) >= 2, Likeness::Same, Likeness::Possible)
        }
        Class::Whole => {
            when(settling || street || support(evidence) >= 2, Likeness::Same, Likeness::Possible)
        }
    };
    by_name.min(vetoes(evidence, email, phone, contact))
}

fn vetoes(evidence: &Evidence, email: bool, phone: bool, contact: bool) -> Likeness {
    let mut most = Likeness::Same;
    let mut forbid = |unless: bool, otherwise: Likeness| {
        if !unless {
            most = most.min(otherwise);
        }
    };
    let fits = evidence.age.fits;
    // Father and son share a name, a door and a phone: only an age or a mailbox of one's own tells them apart.
    match evidence.generation {
        Generation::Conflicts => {
            forbid(false, Likeness::Possible);
            forbid(email || phone || fits, Likeness::Other);
        }
        Generation::OnlyTheirs => forbid(fits || email, Likeness::Possible),
        Generation::OnlyOurs => forbid(fits || contact, Likeness::Possible),
        Generation::Fits => {}
    }
    if evidence.middle == Detail::Conflicts {
        forbid(email || (phone && fits), Likeness::Possible);
    }
    if evidence.mixed {
        forbid(
            email || (evidence.account == ContactLikeness::Same && evidence.distinctive),
            Likeness::Possible,
        );
    }
    if evidence.age.far {
        forbid(false, Likeness::Possible);
        forbid(contact || evidence.age.weight > Some(0.0), Likeness::Other);
    }
    if evidence.age.off {
        forbid(contact, Likeness::Possible);
    }
    // The same name with everything else against it is a namesake.
    let field = |reason: &super::Comparison| (reason.field != super::Field::Name).then_some(reason.field);
    let mut against: Vec<super::Field> = Vec::new();
    let mut agreeing = false;
    for (_, reason) in &evidence.reasons {
        if let Some(field) = field(reason) {
            agreeing |= reason.agrees;
            if !reason.agrees && !against.contains(&field) {
                against.push(field);
            }
        }
    }
    forbid(agreeing || against.len() < 3, Likeness::Other);
    most
}

/// How many independent facts besides the name agree.
fn support(evidence: &Evidence) -> usize {
    let fits = |found: ContactLikeness| matches!(found, ContactLikeness::Fits | ContactLikeness::Same);
    let facts = [
        evidence.age.fits,
        evidence.place.is_some_and(|near| near >= Nearness::CityOtherStreet),
        evidence.middle == Detail::Agrees,
        fits(evidence.phone),
        fits(evidence.email),
        fits(evidence.account),
        evidence.affiliations > 0,
    ];
    facts.into_iter().filter(|fact| *fact).count() + evidence.relatives.min(2)
}

/// What the evidence guarantees unless a veto forbids it.
fn settled(evidence: &Evidence) -> Likeness {
    let contact = [evidence.email, evidence.phone, evidence.domain].contains(&ContactLikeness::Same);
    let street = evidence.place == Some(Nearness::Street);
    let account = evidence.account == ContactLikeness::Same;
    match evidence.class {
        _ if contact && evidence.class >= Class::Absent => Likeness::Same,
        Class::Whole if street => Likeness::Same,
        _ if contact || account => Likeness::Possible,
        // A family name can change; then the door or the relatives still tell.
        Class::FirstOnly if street || support(evidence) >= 3 => Likeness::Possible,
        _ => Likeness::Other,
    }
}
