//! How far a written name agrees with a known one: the best of all ways to read it.

use super::family::{Agreeing, Family, grade_family, is_near, starts_shared};
use super::first::{First, grade_first};
use super::known_name::{KnownName, core_words};
use super::nickname::{Frequency, Kinship, is_first_name};
use super::written::Written;
use crate::matching::text::word::{Word, join, same_joined};

/// What a name comparison allows, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Another name altogether.
    Different,
    /// The family name with another first name: often a relative.
    Household,
    /// The first name with another family name.
    FirstOnly,
    /// Nearly, but for a letter of the first name or for one of two family names.
    Near,
    /// No name to compare.
    Absent,
    /// Part of the name only: an initial, or one name alone.
    Partial,
    /// All of the name but for a letter or the spelling of the family name.
    Slip,
    /// All of the name, in an order that could be another name's.
    Turned,
    /// The family name with the middle name in front.
    ByMiddle,
    /// The family name with one of two first names: Jean for Jean-Luc.
    Half,
    /// First and family name.
    Whole,
}

/// Three answers of one detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// Contradicts.
    Conflicts,
    /// Not given on one or both sides.
    Silent,
    /// Fits as an initial.
    Fits,
    /// Agrees in full.
    Agrees,
}

/// One written name against one known name.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
#[derive(Clone, Copy)]
pub(crate) struct NameLikeness {
    pub(crate) class: Class,
    /// Log-odds (natural) of first and family name together.
    pub(crate) weight: f64,
    pub(crate) middle: Detail,
    /// Whether the first name stands there in full.
    pub(crate) first_in_full: bool,
    /// Whether the first name agrees through a short form or another spelling.
    pub(crate) short_form: bool,
    /// Whether the known first name is a short form of several, and the written one only one of them.
    pub(crate) unclear: bool,
    /// Whether the family name stands there, or one of two.
    pub(crate) family_in_full: bool,
    /// The part of all people who have what agrees of first and family name.
    pub(crate) share: f64,
}

const NOTHING: NameLikeness = NameLikeness {
    class: Class::Different,
    weight: -4.0,
    middle: Detail::Silent,
    first_in_full: false,
    short_form: false,
    unclear: false,
    family_in_full: false,
    share: 1.0,
};

/// How a reading takes the words of a written name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// First name first.
    Running,
    /// Family name first, though no comma says so.
    Turned,
    /// A comma tells which is which.
    Marked,
}

/// The best reading of a written name as the known one. `others` are all the person's names: a maiden name may stand
/// in the middle.
pub(crate) fn compare_name(known: &KnownName, written: &Written, others: &[KnownName]) -> NameLikeness {
    let words = &written.words[..];
    if known.last.is_empty() || known.first.is_empty() {
        return compare_single(known, words);
    }
    let (mut best, mut best_family) = (NOTHING, NOTHING);
    let mut household = false;
    let mut consider = |reading: NameLikeness| {
        household |= reading.class == Class::Household;
        if rank(&reading) > rank(&best) {
            best = reading;
        }
        if reading.class != Class::FirstOnly && rank(&reading) > rank(&best_family) {
            best_family = reading;
        }
    };
    consider(read_as(known, words, &[], Order::Running, others));
    // "James Thomas" run together is "Thomas James" turned, which says little when both are first names.
    if !known.turns_unclearly
        && let Some(with_middle) = known.is_whole(words)
    {
        let family = grade_family(known, &known.last, false);
        let middle = if with_middle { Detail::Agrees } else { Detail::Silent };
        consider(weigh(known, family, First::Exact, middle, 0.0));
    }
    if let Some(at) = written.comma {
        let (family, given) = words.split_at(at.min(words.len()));
        consider(read_as(known, given, family, Order::Marked, others));
    } else {
        for (start, end) in (1..words.len()).map(|at| words.split_at(at)) {
            consider(read_as(known, start, end, Order::Running, others));
            consider(read_as(known, end, start, Order::Turned, others));
        }
        if words.len() == 1 {
            consider(read_as(known, &[], words, Order::Marked, others));
        }
    }
    // Where one reading finds the family name, another that finds only the first name has cut the words wrongly.
    let mut found = if household { best_family } else { best };
    if written.mrs && known.mans && found.class > Class::Household {
        found = NameLikeness { class: Class::Household, weight: -3.0, ..found };
    }
    found
}

/// Orders comparisons: what they allow, then weight, then the middle name.
pub(crate) fn rank(likeness: &NameLikeness) -> (Class, i64, Detail) {
    #[expect(clippy::cast_possible_truncation, reason = "weights are below ten")]
    let weight = (likeness.weight * 1000.0) as i64;
    (likeness.class, weight, likeness.middle)
}

fn compare_single(known: &KnownName, words: &[Word]) -> NameLikeness {
    let is_family = known.first.is_empty();
    let single = |word: &Word| {
        if is_family { known.last.contains(word) } else { known.first_words().any(|own| own == word) }
    };
    let length = if is_family { known.last.len() } else { known.first.len() };
    let same = if is_family {
        same_joined(known.last.iter(), words.iter())
    } else {
        same_joined(known.first_words(), words.iter())
    };
    // "Budiwati Budiwati": forms that insist on two names get the one twice.
    let twice = !words.is_empty() && words.len() == 2 * length && words.iter().all(single);
    let (class, weight) = match (same || twice, words.iter().any(single) && words.len() > length) {
        (true, _) => (if is_family { Class::Partial } else { Class::Whole }, 3.5),
        (false, true) => (Class::Partial, 2.05),
        (false, false) => (Class::Different, -4.0),
    };
    // One word alone may be chosen by several, though few choose the same.
    let share = if length > 1 { 1e-8 } else { 3e-7 };
    NameLikeness { class, weight, first_in_full: !is_family, share, ..NOTHING }
}

fn read_as(
    known: &KnownName,
    given: &[Word],
    family: &[Word],
    order: Order,
    others: &[KnownName],
) -> NameLikeness {
    let turned = order == Order::Turned;
    // One word, or first and middle names alone.
    let first_alone =
        || given.len() == 1 || same_joined(given.iter(), known.first_words().chain(known.middle_words()));
    let grade = grade_family(known, family, turned);
    let agreeing = match grade.family {
        Family::None if family.is_empty() && first_alone() => Agreeing::of(Family::Missing),
        // In "Min Ho Kim" the word before the family name belongs to the first name and may contradict it there.
        Family::Part | Family::Clash if order == Order::Running && !starts_shared(known, family) => {
            Agreeing::of(Family::None)
        }
        _ => grade,
    };
    let (first_grade, used) = grade_first(known, given);
    if agreeing.family == Family::None && matches!(first_grade, First::Different | First::Missing) {
        return NOTHING;
    }
    let middle = if matches!(first_grade, First::Exact | First::Kin(_) | First::Initial) {
        compare_middle(known, given.get(used..).unwrap_or_default(), others)
    } else {
        Detail::Silent
    };
    let penalty = match turned {
        // "LEE DAVID J": the initial at the end tells which is the first name.
        true if known.turns_unclearly && (given.len() < 2 || middle <= Detail::Silent) => 1.5,
        true if !given.first().is_some_and(is_first_name) => 0.3,
        _ => 0.0,
    };
    weigh(known, agreeing, first_grade, middle, penalty)
}

fn weigh(
    known: &KnownName,
    Agreeing { family, frequency, share }: Agreeing,
    first: First,
    middle: Detail,
    penalty: f64,
) -> NameLikeness {
    let rarity = match frequency {
        Frequency::Very => 2.0,
        Frequency::Frequent => 2.4,
        Frequency::Common => 2.8,
        Frequency::Known => 3.2,
        Frequency::Unlisted => 4.0,
    };
    let own_first = if known.common_first { 1.2 } else { 2.0 };
    let first_weight = match first {
        First::Exact => own_first,
        First::Kin(Kinship::Spelling) => own_first * 0.8,
        First::Kin(Kinship::Short) => own_first * 0.7,
        First::Kin(Kinship::BothShort | Kinship::Longer | Kinship::Unclear) | First::Half => own_first * 0.5,
        First::ByMiddle => 0.4,
        First::Initial => 0.3,
        First::Missing => 0.05,
        First::Near | First::Different => 0.0,
    };
    let family_weight = match family {
        Family::Exact => rarity,
        Family::Part => rarity * 0.75,
        _ => 0.3,
    } - penalty;
    // Rounded up from the data of the Social Security Administration, where the most frequent names have one in a hundred.
    let first_share = match (first, known.common_first) {
        (First::Initial, _) => 0.1,
        (First::Missing, _) => 1.0,
        _ if known.top_first && known.rarest() == Frequency::Very => 6e-3,
        _ if known.top_first => 0.012,
        (_, true) => 3e-3,
        (_, false) => 8e-4,
    } * match first {
        First::Exact if known.first.len() > 1 => 0.1,
        First::Exact => 1.0,
        First::Kin(Kinship::Spelling) => 1.5,
        _ => 3.0,
    };
    let full_first = matches!(first, First::Exact | First::Kin(_));
    let unclear = first == First::Kin(Kinship::Unclear);
    let half = unclear || matches!(first, First::Half | First::Kin(Kinship::BothShort | Kinship::Longer));
    let sum = family_weight + first_weight;
    let part_sum = family_weight * 0.7 + first_weight;
    // An agreeing name weighs more than no name at all, whatever it lacks.
    let (class, weight) = match (family, first) {
        (Family::Exact | Family::Part, _) if half && penalty < 1.0 => (Class::Half, sum.max(2.2)),
        (Family::Exact | Family::Part, _) if full_first && penalty < 1.0 => (Class::Whole, sum.max(2.3)),
        (Family::Exact | Family::Part, _) if full_first => (Class::Turned, sum.max(2.05)),
        (Family::Exact | Family::Part, First::ByMiddle) => (Class::ByMiddle, part_sum.max(2.05)),
        (Family::Exact | Family::Part, First::Initial | First::Missing) => {
            (Class::Partial, part_sum.max(2.05))
        }
        (Family::Initial, First::Initial) => (Class::Partial, 2.05),
        (Family::Initial | Family::Missing, _) if full_first => (Class::Partial, sum.max(2.05)),
        // Weak evidence at most: as little as an agreeing name can weigh.
        (Family::Near, _) if full_first => (Class::Slip, 2.05),
        (Family::Exact | Family::Part, First::Near)
        | (Family::Clash, First::Exact | First::Kin(_) | First::Half)
        | (Family::Near, First::Near | First::ByMiddle | First::Half) => {
            (Class::Near, if frequency == Frequency::Unlisted { 1.5 } else { 0.8 })
        }
        (Family::Exact | Family::Part, _) => (Class::Household, -3.0),
        (
            Family::None,
            First::Exact
            | First::Half
            | First::Kin(Kinship::Short | Kinship::Spelling | Kinship::Longer | Kinship::Unclear),
        ) => (Class::FirstOnly, -2.0),
        _ => (Class::Different, -4.0),
    };
    NameLikeness {
        class,
        weight,
        middle,
        first_in_full: full_first,
        short_form: matches!(first, First::Kin(_)),
        unclear,
        family_in_full: matches!(family, Family::Exact | Family::Part),
        // Turned names and slips find other names easily.
        share: match class {
            Class::Turned => 10.0 * share * first_share,
            Class::Slip => 3.0 * share * first_share,
            _ => share * first_share,
        },
    }
}

/// Compares what is left of the given names. Several middle names need only share one.
fn compare_middle(known: &KnownName, rest: &[Word], others: &[KnownName]) -> Detail {
    let mut best = Detail::Conflicts;
    let mut any = false;
    let middles = || known.first.iter().skip(1).chain(&known.middle);
    let has_middle = known.first.len() > 1 || !known.middle.is_empty();
    let rest_joined = (rest.len() > 1 || known.middle_joined.is_some()).then(|| join(rest));
    if let (Some(rest), Some(own)) = (rest_joined, &known.middle_joined)
        && (own.word == rest || own.kinship(&rest).is_some())
    {
        return Detail::Agrees;
    }
    // What is left may also be the other half of a family name, or another first name of the person.
    let is_last = |word: &Word| known.last.iter().any(|own| own == word || is_near(own, word));
    let leftover =
        core_words(rest).filter(|word| !known.first_words().any(|own| own == *word) && !is_last(word));
    for other in leftover {
        any = true;
        let initial = other.is_initial();
        for own in middles() {
            let short = initial || own.word.is_initial();
            if !short && (own.word == *other || own.kinship(other).is_some()) {
                return Detail::Agrees;
            }
            if short && own.word.same_letter(other) {
                best = best.max(Detail::Fits);
            }
        }
        // The initial of the other family name says neither yes nor no.
        if initial && known.last.len() > 1 && known.last.iter().any(|own| own.same_letter(other)) {
            best = best.max(Detail::Silent);
        }
        for name in others {
            if !initial && name.first.iter().any(|own| own.word == *other) {
                return Detail::Agrees;
            }
            for own in core_words(&name.last).filter(|word| !known.last.contains(word)) {
                if !initial && own == other {
                    return Detail::Agrees;
                }
                // An initial may not stand for a maiden name while a middle name is known: it would fit too easily.
                if initial && own.same_letter(other) {
                    best = best.max(if has_middle { Detail::Silent } else { Detail::Fits });
                }
            }
        }
    }
    if !any || (!has_middle && best == Detail::Conflicts) { Detail::Silent } else { best }
}
