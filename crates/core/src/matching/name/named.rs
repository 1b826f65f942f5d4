//! Names in evidence: the listing's own name and its other names against all names of the person.

use super::alike::{Class, Detail, NameLikeness, compare_name, rank};
use super::generation::Generation;
use super::written::{Written, read_written};
use crate::listing::Listing;
use crate::matching::Field;
use crate::matching::because::Because;
use crate::matching::evidence::{Evidence, MOST};
use crate::matching::known::{Known, KnownRelative};

/// The best comparison, and whether the name it agrees with is for the public.
fn best_name(known: &Known, written: &Written) -> Option<(NameLikeness, bool)> {
    let compared = known.names.iter().map(|name| (compare_name(name, written, &known.names), name.is_stage));
    compared.max_by_key(|(likeness, _)| rank(likeness))
}

/// What all names of a listing say together.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
struct Named {
    /// The best comparison, and whether it is with one of the listing's other names.
    best: Option<(NameLikeness, bool)>,
    share: f64,
    middle: Detail,
    middle_elsewhere: bool,
    generation: Generation,
    any_same: bool,
    any_without: bool,
    public: bool,
    private: bool,
    organisation: bool,
    relative: bool,
    household: bool,
}

impl Named {
    fn new() -> Self {
        Self {
            best: None,
            share: 1.0,
            middle: Detail::Silent,
            middle_elsewhere: false,
            generation: Generation::Fits,
            any_same: false,
            any_without: false,
            public: false,
            private: false,
            organisation: false,
            relative: false,
            household: false,
        }
    }

    /// Adds one name; `other` for an "also known as".
    fn add(&mut self, known: &Known, written: &Written, other: bool) {
        let Some((found, is_stage)) = best_name(known, written) else { return };
        self.public |= is_stage && found.class == Class::Whole;
        self.private |= !is_stage && found.class >= Class::Partial;
        self.organisation |= written.organisation && found.class > Class::Absent;
        if found.class > Class::Absent {
            self.share = self.share.min(found.share);
            if stronger_detail(self.middle, found.middle) != self.middle {
                self.middle = found.middle;
                self.middle_elsewhere = other;
            }
            match (known.generation, written.generation) {
                (Some(ours), Some(theirs)) if ours == theirs => self.any_same = true,
                (Some(_), Some(_)) => self.generation = Generation::Conflicts,
                (Some(_), None) => self.any_without = true,
                (None, Some(_)) => self.generation = Generation::OnlyTheirs,
                (None, None) => {}
            }
        }
        let named =
            |relative: &KnownRelative| compare_name(&relative.name, written, &[]).class >= Class::Half;
        self.relative |= !other && found.class <= Class::Household && known.relatives.iter().any(named);
        self.household |= !other && found.class == Class::Household;
        if self.best.as_ref().is_none_or(|(old, _)| rank(&found) > rank(old)) {
            self.best = Some((found, other));
        }
    }

    fn generation(&self) -> Generation {
        match self.generation {
            _ if self.any_same => Generation::Fits,
            Generation::Fits if self.any_without => Generation::OnlyOurs,
            other => other,
        }
    }
}

/// Adds what the names say: the best of them, then middle names and generation.
pub(in crate::matching) fn add_names(evidence: &mut Evidence, known: &Known, listing: &Listing) {
    let mut all = Named::new();
    let main = listing.name.iter().filter(|name| !known.is_account(name)).map(|name| (name, false));
    let others = listing.alternative_names.iter().take(MOST).map(|name| (name, true));
    for (text, other) in main.chain(others) {
        for written in read_written(text) {
            all.add(known, &written, other);
        }
    }
    let Some((best, other)) = all.best else { return };
    evidence.class = best.class;
    evidence.name_share = all.share;
    evidence.organisation = all.organisation;
    evidence.other_form = best.class == Class::Half && best.short_form;
    evidence.middle_elsewhere = all.middle_elsewhere;
    evidence.linked = all.public && all.private;
    evidence.mixed = all.household && other;
    evidence.first_in_full = best.first_in_full;
    evidence.family_in_full = best.family_in_full;
    evidence.short_form = best.short_form;
    evidence.unclear = best.unclear;
    evidence.say(Field::Name, best.weight, best.class > Class::Absent, sentence(&best, other, all.relative));
    if best.class > Class::Absent {
        add_details(evidence, &all);
    }
}

/// The best comparison in words.
fn sentence(best: &NameLikeness, other: bool, relative_named: bool) -> Because {
    match best.class {
        Class::Different | Class::Household if relative_named => Because::NameOfRelative,
        Class::Different | Class::Absent => Because::NameDifferent,
        Class::Household => Because::NameFamilyOnly,
        Class::FirstOnly => Because::NameFirstOnly,
        Class::Near => Because::NameNear,
        Class::Partial => Because::NamePart,
        Class::Slip => Because::NameSlip,
        Class::Turned => Because::NameTurned,
        Class::ByMiddle => Because::NameByMiddle,
        Class::Half if best.short_form => Because::NameLooserForm,
        Class::Half => Because::NameHalf,
        Class::Whole if other => Because::NameElsewhere,
        Class::Whole if best.short_form => Because::NameOtherForm,
        Class::Whole => Because::NameYours,
    }
}

/// Adds what middle names, generations and public names say.
fn add_details(evidence: &mut Evidence, all: &Named) {
    if evidence.linked {
        let because = Because::NamesLinked;
        evidence.say(Field::Name, 1.5, true, because);
    }
    evidence.middle = all.middle;
    match all.middle {
        Detail::Agrees => {
            evidence.say(Field::Name, 1.2, true, Because::MiddleYours);
        }
        Detail::Fits => {
            evidence.say(Field::Name, 0.6, true, Because::MiddleFits);
        }
        Detail::Conflicts => {
            evidence.say(Field::Name, -2.5, false, Because::MiddleDifferent);
        }
        Detail::Silent => {}
    }
    let generation = all.generation();
    evidence.generation = generation;
    evidence.same_generation = generation == Generation::Fits && all.any_same;
    match generation {
        Generation::Conflicts => {
            evidence.say(Field::Name, -4.0, false, Because::GenerationDifferent);
        }
        Generation::OnlyTheirs => {
            evidence.say(Field::Name, -0.6, false, Because::GenerationOnlyTheirs);
        }
        Generation::Fits if all.any_same => {
            evidence.say(Field::Name, 1.2, true, Because::GenerationYours);
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
