//! Weighing: a sum of log-odds, bounded by what settles a match and what forbids one.

use super::contact::likeness::ContactLikeness;
use super::evidence::Evidence;
use super::name::alike::{Class, Detail};
use super::name::generation::Generation;
use super::name::namesake::expected_namesakes;
use super::place::nearness::Nearness;
use super::{Field, Likeness, Match};

/// Log-odds that a listing found by searching is the person, before anything is compared.
const PRIOR: f64 = -4.0;
/// What a listing without a name starts with in place of a name's weight. Less than any agreeing name gives.
const NAMELESS: f64 = 2.0;
/// The score from which a match is *same*, and from which it is *possible*; chosen on the labelled pairs in
/// `tests/fixtures/matching/pairs.json` with room on both sides.
const SAME: f64 = 0.90;
const POSSIBLE: f64 = 0.10;
/// The most other people, by expectation, that the same facts may fit when a name and looser facts make a *same*.
const MOST_NAMESAKES: f64 = 0.25;
/// The same where a fact speaks against.
const FEW_NAMESAKES: f64 = 0.05;
/// From so many namesakes on, a name alone with several facts against it is a namesake's.
const MANY_NAMESAKES: f64 = 20.0;
/// How far a forbidden match stays under the threshold.
const UNDER: f64 = 0.01;

/// Decides. The score is the logistic of the summed weights (Fellegi and Sunter, "A Theory for Record Linkage", 1969),
/// then held between the floor of [`settled`] and the ceiling of [`allowed`], so that verdict and score never part.
pub(super) fn weigh(mut evidence: Evidence) -> Match {
    let nameless = if evidence.class == Class::Absent { NAMELESS } else { 0.0 };
    let sum: f64 = PRIOR + nameless + evidence.reasons.iter().map(|(weight, _)| weight).sum::<f64>();
    let weighed = Weighed::new(&evidence);
    let ceiling = weighed.allowed().min(weighed.vetoes());
    let floor = weighed.settled().min(ceiling);
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

/// What the rules ask of the evidence, so that each is written once.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
struct Weighed<'a> {
    evidence: &'a Evidence,
    email: bool,
    phone: bool,
    /// A contact that is one person's or one household's.
    contact: bool,
    account: bool,
    /// A contact or an account name that hardly anybody else chose.
    settling: bool,
    street: bool,
    /// The door and the age.
    at_door: bool,
    /// Independent facts besides the name that agree.
    support: usize,
    /// Fields that speak against, and in no way for, the person. Names are not counted.
    against: usize,
    namesakes: f64,
}

impl<'a> Weighed<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        let fits = |found: ContactLikeness| matches!(found, ContactLikeness::Fits | ContactLikeness::Same);
        let facts = [
            evidence.age.fits,
            evidence.place.is_some_and(|near| near >= Nearness::City),
            evidence.towns > 1,
            evidence.linked,
            fits(evidence.phone),
            fits(evidence.email),
            fits(evidence.account),
            evidence.affiliations > 0,
        ];
        let contact = [evidence.email, evidence.phone, evidence.domain].contains(&ContactLikeness::Same);
        let account = evidence.account == ContactLikeness::Same;
        let street = evidence.place == Some(Nearness::Street);
        Self {
            evidence,
            email: evidence.email == ContactLikeness::Same,
            phone: evidence.phone == ContactLikeness::Same,
            contact,
            account,
            settling: contact || (account && evidence.distinctive),
            street,
            at_door: street && evidence.age.fits,
            support: facts.into_iter().filter(|fact| *fact).count() + evidence.relatives.min(2),
            against: count_against(evidence),
            namesakes: expected_namesakes(evidence),
        }
    }

    /// A name and looser facts are enough when hardly anybody else has them: one fact with nothing against it, or
    /// more facts the more speaks against. `least` facts are asked of a name that agrees less.
    fn is_enough(&self, least: usize) -> bool {
        let (most, enough) = match self.against {
            0 => (MOST_NAMESAKES, least),
            1 => (FEW_NAMESAKES, least.max(3)),
            _ => (FEW_NAMESAKES, 4),
        };
        self.namesakes <= most && self.support >= enough
    }

    /// Another person's first name may begin like ours: more is asked where only half of it agrees.
    fn half_is_enough(&self) -> bool {
        let half = !self.evidence.other_form && self.namesakes <= FEW_NAMESAKES / 2.0;
        self.is_enough(3) || (half && self.is_enough(2))
    }

    /// At the door, with the age or the middle name.
    fn at_door_or_named(&self) -> bool {
        self.at_door || (self.street && self.evidence.middle == Detail::Agrees)
    }

    /// Part of a name: the first name at the door, or "W Scott Example". Initials fit a twin or a spouse, too.
    fn part_is_enough(&self) -> bool {
        let evidence = self.evidence;
        let by_middle = evidence.family_in_full
            && evidence.middle == Detail::Agrees
            && !evidence.middle_elsewhere
            && self.is_enough(2);
        (evidence.first_in_full && self.at_door_or_named()) || by_middle
    }

    /// What the evidence allows at most: the name must agree, and something independent of it.
    fn allowed(&self) -> Likeness {
        let same_when = |yes: bool| if yes { Likeness::Same } else { Likeness::Possible };
        let possible_when = |yes: bool| if yes { Likeness::Possible } else { Likeness::Other };
        match self.evidence.class {
            Class::Different | Class::Household => possible_when(self.contact || self.account),
            // A family name can change; then the door, the contacts and the relatives still tell.
            Class::FirstOnly if self.contact && self.at_door => Likeness::Same,
            Class::FirstOnly => {
                possible_when(self.contact || self.account || self.street || self.support >= 3)
            }
            Class::Near | Class::Absent => same_when(self.contact),
            // "J Smith" at the door may be a spouse or a twin; "Juniper Q" of the right age there is not.
            Class::Partial => same_when(self.settling || self.part_is_enough()),
            Class::Slip => same_when(self.settling || self.street || self.is_enough(2)),
            Class::Turned | Class::ByMiddle => same_when(self.settling || self.at_door || self.is_enough(2)),
            Class::Half => same_when(self.settling || self.street || self.half_is_enough()),
            Class::Whole => same_when(self.settling || self.street || self.is_enough(1)),
        }
    }

    /// What forbids a match whatever agrees.
    fn vetoes(&self) -> Likeness {
        let evidence = self.evidence;
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
                forbid(self.email || self.phone || fits, Likeness::Other);
                forbid(self.email || !evidence.age.far, Likeness::Other);
            }
            Generation::OnlyTheirs | Generation::OnlyOurs => {
                forbid(fits || self.email, Likeness::Possible);
            }
            Generation::Fits => {}
        }
        let told_apart = fits || self.email || evidence.same_generation;
        forbid(!evidence.own_relative || told_apart, Likeness::Possible);
        forbid(!evidence.twin || self.email, Likeness::Possible);
        let clear = !evidence.unclear || evidence.middle >= Detail::Fits;
        forbid(clear || self.email, Likeness::Possible);
        if evidence.middle == Detail::Conflicts {
            forbid(self.email || (self.phone && fits), Likeness::Possible);
            forbid(self.contact || self.street || self.against < 2, Likeness::Other);
        }
        forbid(!evidence.organisation || self.email, Likeness::Possible);
        if evidence.mixed {
            forbid(self.email || (self.account && evidence.distinctive), Likeness::Possible);
        }
        if evidence.age.far {
            let rare_here = evidence.place >= Some(Nearness::City) && self.namesakes <= 1.0;
            let held = evidence.age.stale && (self.street || evidence.relatives > 0 || rare_here);
            forbid(false, Likeness::Possible);
            forbid(self.contact || held || evidence.age.weight > Some(0.0), Likeness::Other);
        }
        if evidence.age.off {
            // A page left standing shows a rare name some years too young.
            let left = evidence.age.lags && self.support >= 2 && self.namesakes <= FEW_NAMESAKES;
            forbid(self.contact || self.street || left, Likeness::Possible);
        }
        // The same name with everything else against it is a namesake.
        let agreeing =
            evidence.reasons.iter().any(|(_, reason)| reason.field != Field::Name && reason.agrees);
        forbid(agreeing || self.against < 3, Likeness::Other);
        forbid(self.namesakes < MANY_NAMESAKES || self.against < 3, Likeness::Other);
        most
    }

    /// What the evidence guarantees unless a veto forbids it.
    fn settled(&self) -> Likeness {
        match self.evidence.class {
            class if self.contact && class >= Class::Absent => Likeness::Same,
            Class::FirstOnly if self.contact && self.at_door => Likeness::Same,
            Class::Whole if self.street || self.is_enough(1) => Likeness::Same,
            Class::Slip if self.street || self.is_enough(2) => Likeness::Same,
            Class::Turned | Class::ByMiddle if self.at_door || self.is_enough(2) => Likeness::Same,
            Class::Half if self.street || self.half_is_enough() => Likeness::Same,
            Class::Partial if self.part_is_enough() => Likeness::Same,
            _ if self.contact || self.account => Likeness::Possible,
            Class::FirstOnly if self.street || self.support >= 3 => Likeness::Possible,
            _ => Likeness::Other,
        }
    }
}

/// Counts the fields that only speak against the person.
fn count_against(evidence: &Evidence) -> usize {
    const FIELDS: [Field; 8] = [
        Field::Age,
        Field::Address,
        Field::Phone,
        Field::Email,
        Field::Username,
        Field::Relative,
        Field::Domain,
        Field::Affiliation,
    ];
    let says = |field: Field, agrees: bool| {
        evidence.reasons.iter().any(|(_, reason)| reason.field == field && reason.agrees == agrees)
    };
    let lags = |field: Field| field == Field::Age && evidence.age.lags;
    let against = FIELDS.into_iter();
    let against = against.filter(|field| says(*field, false) && !says(*field, true) && !lags(*field)).count();
    // Another street or door in one's own town weighs double: that is what namesakes have.
    let elsewhere = matches!(evidence.place, Some(Nearness::CityOtherStreet | Nearness::Building));
    against + if elsewhere { 2 } else { 0 }
}
