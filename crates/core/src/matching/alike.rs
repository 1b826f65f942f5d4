//! How far a written name agrees with a known one: family name, first name, middle names, generation.

use super::fold::{is_one_slip, same_joined};
use super::name::{KnownName, Written, core_words, is_whole, with_particles};
use super::nickname::{Frequency, Kinship, is_first_name, kinship};

/// What a name comparison allows, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
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
    /// All of the name but for one letter of the family name.
    Slip,
    /// All of the name, in an order that could be another name's.
    Turned,
    /// The family name with the middle name in front.
    ByMiddle,
    /// First and family name.
    Whole,
}

/// Three answers of one detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Not given on one or both sides.
    Silent,
    /// Fits as an initial.
    Fits,
    /// Agrees in full.
    Agrees,
    /// Contradicts.
    Conflicts,
}

/// One written name against one known name.
#[derive(Clone, Copy)]
pub(super) struct NameLikeness {
    pub(super) class: Class,
    /// Log-odds (natural) of first and family name together.
    pub(super) weight: f64,
    pub(super) middle: Detail,
    /// Whether the first name stands there in full.
    pub(super) first_in_full: bool,
    /// Whether the first name agrees through a short form or another spelling.
    pub(super) short_form: bool,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Family {
    None,
    /// None was written: one word, or first and middle name alone.
    Missing,
    Clash,
    Near,
    Initial,
    Part,
    Exact,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum First {
    Different,
    Near,
    Missing,
    Initial,
    ByMiddle,
    Kin(Kinship),
    Exact,
}

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

/// The best reading of a written name as the known one. `others` are all the person's family names: a maiden name
/// may stand in the middle.
pub(super) fn compare_name(known: &KnownName, written: &Written, others: &[KnownName]) -> NameLikeness {
    let words = written.words.as_slice();
    if known.last.is_empty() || known.first.is_empty() {
        return compare_single(known, words);
    }
    let mut readings = vec![read_as(known, words, &[], Order::Running, others)];
    // "James Thomas" run together is "Thomas James" turned, which says little when both are first names.
    if !known.turns_unclearly && is_whole(known, words) {
        readings.push(weigh(known, Family::Exact, First::Exact, Detail::Silent, 0.0));
    }
    if let Some(at) = written.comma {
        let (family, given) = words.split_at(at.min(words.len()));
        readings.push(read_as(known, given, family, Order::Marked, others));
    } else {
        for (start, end) in (1..words.len()).map(|at| words.split_at(at)) {
            readings.push(read_as(known, start, end, Order::Running, others));
            readings.push(read_as(known, end, start, Order::Turned, others));
        }
        if words.len() == 1 {
            readings.push(read_as(known, &[], words, Order::Marked, others));
        }
    }
    // Where one reading finds the family name, another that finds only the first name has cut the words wrongly.
    let household = readings.iter().any(|reading| reading.class == Class::Household);
    readings.retain(|reading| !household || reading.class != Class::FirstOnly);
    let nothing = NameLikeness {
        class: Class::Different,
        weight: -4.0,
        middle: Detail::Silent,
        first_in_full: false,
        short_form: false,
    };
    readings.into_iter().max_by_key(rank).unwrap_or(nothing)
}

/// Orders comparisons: what they allow, then weight, then the middle name.
pub(super) fn rank(likeness: &NameLikeness) -> (Class, i64, u8) {
    let middle = match likeness.middle {
        Detail::Conflicts => 0,
        Detail::Silent => 1,
        Detail::Fits => 2,
        Detail::Agrees => 3,
    };
    #[expect(clippy::cast_possible_truncation, reason = "weights are below ten")]
    let weight = (likeness.weight * 1000.0) as i64;
    (likeness.class, weight, middle)
}

fn compare_single(known: &KnownName, words: &[String]) -> NameLikeness {
    let own = if known.first.is_empty() { &known.last } else { &known.first };
    let likeness = |class, weight| NameLikeness {
        class,
        weight,
        middle: Detail::Silent,
        first_in_full: !known.first.is_empty(),
        short_form: false,
    };
    if same_joined(own, words) {
        likeness(if known.first.is_empty() { Class::Partial } else { Class::Whole }, 3.5)
    } else if words.iter().any(|word| own.iter().any(|part| part == word)) && words.len() > own.len() {
        likeness(Class::Partial, 2.05)
    } else {
        likeness(Class::Different, -4.0)
    }
}

fn read_as(
    known: &KnownName,
    given: &[String],
    family: &[String],
    order: Order,
    others: &[KnownName],
) -> NameLikeness {
    let turned = order == Order::Turned;
    // One word, or first and middle names alone.
    let first_alone =
        || given.len() == 1 || same_joined(given, &[known.first.as_slice(), &known.middle].concat());
    let family_grade = match grade_family(known, family, turned) {
        Family::None if family.is_empty() && first_alone() => Family::Missing,
        // In "Min Ho Kim" the word before the family name belongs to the first name and may contradict it there.
        Family::Part if order == Order::Running && !starts_shared(&known.last, family) => Family::None,
        grade => grade,
    };
    let (first_grade, used) = grade_first(known, given);
    let middle = if matches!(first_grade, First::Exact | First::Kin(_) | First::Initial) {
        compare_middle(known, given.get(used..).unwrap_or_default(), others)
    } else {
        Detail::Silent
    };
    let penalty = match turned {
        true if known.turns_unclearly => 1.5,
        true if !given.first().is_some_and(|word| is_first_name(word)) => 0.3,
        _ => 0.0,
    };
    weigh(known, family_grade, first_grade, middle, penalty)
}

fn weigh(known: &KnownName, family: Family, first: First, middle: Detail, penalty: f64) -> NameLikeness {
    let rarity = match known.family_frequency {
        Frequency::Very => 2.0,
        Frequency::Common => 2.8,
        Frequency::Unlisted => 4.0,
    };
    let own_first = if known.common_first { 1.2 } else { 2.0 };
    let first_weight = match first {
        First::Exact => own_first,
        First::Kin(Kinship::Spelling) => own_first * 0.8,
        First::Kin(Kinship::Short) => own_first * 0.7,
        First::Kin(Kinship::BothShort) => own_first * 0.5,
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
    let full_first = matches!(first, First::Exact | First::Kin(_));
    let (class, weight) = match (family, first) {
        (Family::Exact | Family::Part, _) if full_first && penalty < 1.0 => {
            (Class::Whole, (family_weight + first_weight).max(2.3))
        }
        (Family::Exact | Family::Part, _) if full_first => {
            (Class::Turned, (family_weight + first_weight).max(2.05))
        }
        (Family::Exact | Family::Part, First::ByMiddle) => {
            (Class::ByMiddle, (family_weight * 0.7 + first_weight).max(2.05))
        }
        (Family::Exact | Family::Part, First::Initial | First::Missing) => {
            (Class::Partial, (family_weight * 0.7 + first_weight).max(2.05))
        }
        (Family::Initial | Family::Missing, _) if full_first => {
            (Class::Partial, (family_weight + first_weight).max(2.05))
        }
        // Weak evidence at most: as little as an agreeing name can weigh.
        (Family::Near, _) if full_first => (Class::Slip, 2.05),
        (Family::Exact | Family::Part, First::Near) | (Family::Clash, First::Exact | First::Kin(_)) => {
            (Class::Near, if known.family_frequency == Frequency::Unlisted { 1.5 } else { 0.8 })
        }
        (Family::Exact | Family::Part, _) => (Class::Household, -3.0),
        (Family::None, First::Exact | First::Kin(Kinship::Short | Kinship::Spelling)) => {
            (Class::FirstOnly, -2.0)
        }
        _ => (Class::Different, -4.0),
    };
    NameLikeness {
        class,
        weight,
        middle,
        first_in_full: full_first,
        short_form: matches!(first, First::Kin(_)),
    }
}

fn grade_family(known: &KnownName, family: &[String], turned: bool) -> Family {
    if family.is_empty() {
        return Family::None;
    }
    if same_joined(&known.last, family) || same_saint(&known.last, family) || same_saint(family, &known.last)
    {
        return Family::Exact;
    }
    let ours = core_words(&known.last).count();
    let theirs = core_words(family).count();
    let shared =
        core_words(&known.last).filter(|word| core_words(family).any(|other| other == *word)).count();
    if shared > 0 {
        return match (shared == ours, shared == theirs) {
            (true, true) => Family::Exact,
            (false, false) => Family::Clash,
            _ => Family::Part,
        };
    }
    if ours.max(theirs) < known.last.len().max(family.len()) {
        let (own, other) = (with_particles(&known.last), with_particles(family));
        if own.iter().any(|name| other.contains(name)) {
            return Family::Part;
        }
    }
    let (Some(own), Some(other)) = (core_words(&known.last).next(), core_words(family).next()) else {
        return Family::None;
    };
    if theirs == 1 && !turned && other.chars().count() == 1 && own.starts_with(other.as_str()) {
        return Family::Initial;
    }
    if ours == 1 && theirs == 1 && own.chars().count() >= 5 && is_one_slip(own, other) {
        return Family::Near;
    }
    Family::None
}

fn starts_shared(known: &[String], family: &[String]) -> bool {
    core_words(family).next().is_some_and(|start| known.contains(start))
        || with_particles(family).first().is_some_and(|start| with_particles(known).contains(start))
}

/// `St. Clair` (read as `saint clair`) and `Stclair`.
fn same_saint(apart: &[String], together: &[String]) -> bool {
    apart.split_first().is_some_and(|(saint, rest)| {
        saint == "saint"
            && !rest.is_empty()
            && together.concat().strip_prefix("st").is_some_and(|name| name == rest.concat())
    })
}

/// Grades the first name and says how many of the given words it used.
fn grade_first(known: &KnownName, given: &[String]) -> (First, usize) {
    let (Some(own), Some(other)) = (known.first.first(), given.first()) else { return (First::Missing, 0) };
    for used in 1..=given.len().min(3) {
        if same_joined(&known.first, given.get(..used).unwrap_or_default()) {
            return (First::Exact, used);
        }
    }
    if own == other {
        return (if second_differs(known, given) { First::Different } else { First::Exact }, 1);
    }
    let joined = || if known.first.len() > 1 { kinship(&known.first.concat(), other) } else { None };
    if let Some(kin) = kinship(own, other).or_else(joined) {
        return (First::Kin(kin), 1);
    }
    let is_initial = |word: &str| word.chars().count() == 1;
    let same_letter = own.chars().next() == other.chars().next();
    let both_initials = other.chars().count() == 2
        && !is_first_name(other)
        && same_letter
        && known.middle.first().is_some_and(|middle| middle.chars().next() == other.chars().nth(1));
    if both_initials || ((is_initial(own) || is_initial(other)) && same_letter) {
        return (First::Initial, 1);
    }
    let same = |one: &String, other: &String| {
        !is_initial(one)
            && (one == other || matches!(kinship(one, other), Some(Kinship::Short | Kinship::Spelling)))
    };
    // The person's middle name in front, or their first name after another.
    if known.middle.iter().any(|middle| same(middle, other))
        || given.iter().skip(1).any(|word| same(own, word))
    {
        return (First::ByMiddle, 1);
    }
    let unclear = !(is_first_name(own) && is_first_name(other));
    if unclear && own.chars().count() >= 5 && is_one_slip(own, other) {
        return (First::Near, 1);
    }
    (First::Different, 1)
}

/// María José is not María Elena, and Min-jun not Min-ho: a first name in two words needs both where both are shown.
fn second_differs(known: &KnownName, given: &[String]) -> bool {
    let (Some(own), Some(other)) = (known.first.get(1), given.get(1)) else { return false };
    let short = own.chars().count() == 1 || other.chars().count() == 1;
    if short {
        return own.chars().next() != other.chars().next();
    }
    kinship(own, other).is_none() && !known.middle.contains(other)
}

/// Compares what is left of the given names. Several middle names need only share one.
fn compare_middle(known: &KnownName, rest: &[String], others: &[KnownName]) -> Detail {
    let mut ours: Vec<&String> = known.first.iter().skip(1).chain(&known.middle).collect();
    let as_first_names = ours.len();
    ours.extend(
        others.iter().flat_map(|name| core_words(&name.last)).filter(|word| !known.last.contains(word)),
    );
    let theirs: Vec<&String> = core_words(rest).filter(|word| !known.first.contains(word)).collect();
    let mut best = Detail::Conflicts;
    for other in &theirs {
        for (at, own) in ours.iter().enumerate() {
            let short = own.chars().count() == 1 || other.chars().count() == 1;
            if !short && (own == other || kinship(own, other).is_some()) {
                return Detail::Agrees;
            }
            // An initial may not stand for a maiden name while a middle name is known: it would fit too easily.
            let may_fit = at < as_first_names || as_first_names == 0;
            if short && may_fit && own.chars().next() == other.chars().next() {
                best = Detail::Fits;
            }
        }
    }
    let nothing_known = as_first_names == 0 && best == Detail::Conflicts;
    if theirs.is_empty() || nothing_known { Detail::Silent } else { best }
}
