//! How far a written family name agrees with a known one: halves of double names, particles, other spellings, slips.

use super::known_name::{KnownName, core_words, is_particle};
use super::nickname::Frequency;
use crate::matching::text::fold::is_one_slip;
use crate::matching::text::word::{Word, join, same_joined};

/// How a written family name agrees, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Not at all.
    None,
    /// None was written: one word, or first and middle name alone.
    Missing,
    /// One of two names is shared and the others contradict.
    Clash,
    /// But for a letter, an ending or another spelling.
    Near,
    /// As an initial.
    Initial,
    /// One of two names.
    Part,
    /// The same.
    Exact,
}

/// The part of all people who bear a family name, coarse and rounded up: the counts of the United States Census Bureau,
/// "Frequently Occurring Surnames from the 2010 Census". First and family names go together more often than by chance,
/// most so where few names are shared by many.
fn share_of(names: impl Iterator<Item = Frequency> + Clone) -> f64 {
    let alone = |frequency| match frequency {
        Frequency::Very => 4e-3,
        Frequency::Frequent => 1.5e-3,
        Frequency::Common => 4e-4,
        Frequency::Known => 1.5e-4,
        Frequency::Unlisted => 1e-5,
    };
    let together = match names.clone().max() {
        Some(Frequency::Very) => 8.0,
        Some(Frequency::Frequent | Frequency::Common | Frequency::Known) => 2.0,
        _ => 1.0,
    };
    names.map(alone).product::<f64>() * together
}

/// What agrees of a family name.
#[derive(Clone, Copy)]
pub(crate) struct Agreeing {
    pub(crate) family: Family,
    /// How common the rarest agreeing name is.
    pub(crate) frequency: Frequency,
    /// The part of all people who have the agreeing names.
    pub(crate) share: f64,
}

impl Agreeing {
    /// A grade without a name of its own.
    pub(crate) const fn of(family: Family) -> Self {
        Self { family, frequency: Frequency::Very, share: 1.0 }
    }

    fn with(family: Family, names: impl Iterator<Item = Frequency> + Clone) -> Self {
        let frequency = names.clone().min().unwrap_or(Frequency::Very);
        Self { family, frequency, share: share_of(names) }
    }
}

/// Grades a written family name. `turned` forbids
/// initials and slips: they would find too much in first names.
pub(crate) fn grade_family(known: &KnownName, family: &[Word], turned: bool) -> Agreeing {
    let none = Agreeing::of(Family::None);
    let all = || known.core.iter().map(|(_, frequency)| *frequency);
    let Some(start) = family.first() else { return none };
    let own = known.last.as_slice();
    if same_joined(own.iter(), family.iter()) || same_saint(own, family) || same_saint(family, own) {
        return Agreeing::with(Family::Exact, all());
    }
    // "E Smith" is an initial and a name, while "e Silva" follows another name.
    if family.len() > 1 && start.is_initial() {
        return none;
    }
    let ours = known.core.len();
    let theirs = core_words(family).count();
    let shared = known.core.iter().filter(|(word, _)| core_words(family).any(|other| other == word));
    let names = shared.clone().map(|(_, frequency)| *frequency);
    let shared = shared.count();
    if shared > 0 {
        let saint_apart = drops_saint(own, family) || drops_saint(family, own);
        let grade = match (shared == ours, shared == theirs) {
            _ if saint_apart => Family::Clash,
            (true, true) => Family::Exact,
            (false, false) if other_is_near(known, family) => Family::Near,
            (false, false) => Family::Clash,
            _ => Family::Part,
        };
        return Agreeing::with(grade, names);
    }
    if has_particles(own) != has_particles(family) && shares_glued(known, family) {
        let grade = if ours == 1 && theirs == 1 { Family::Exact } else { Family::Part };
        return Agreeing::with(grade, std::iter::once(known.rarest()));
    }
    let (Some((word, _)), Some(other)) = (known.core.first(), core_words(family).next()) else { return none };
    if theirs == 1 && !turned && other.is_initial() && word.starts_with(other) {
        return Agreeing { share: 0.1, ..Agreeing::of(Family::Initial) };
    }
    if ours == 1 && theirs == 1 {
        let (own_joined, joined) = (join(own), join(family));
        if same_mac(&own_joined, &joined) {
            return Agreeing::with(Family::Exact, all());
        }
        if known.spellings.contains(other)
            || (!turned && (is_near(word, other) || is_near(&own_joined, &joined)))
        {
            return Agreeing::with(Family::Near, all());
        }
    }
    none
}

/// Whether the family name begins as one of ours does; else the word in front belongs to the first name.
pub(crate) fn starts_shared(known: &KnownName, family: &[Word]) -> bool {
    core_words(family).next().is_some_and(|start| known.last.contains(start))
        || first_glued(family).is_some_and(|start| known.glued.contains(&start))
}

fn has_particles(words: &[Word]) -> bool {
    words.iter().any(is_particle)
}

fn first_glued(words: &[Word]) -> Option<Word> {
    let end = words.iter().position(|word| !is_particle(word))?;
    Some(join(words.get(..=end)?))
}

fn shares_glued(known: &KnownName, family: &[Word]) -> bool {
    let mut start = Word::default();
    family.iter().any(|word| {
        start.join(word);
        !is_particle(word) && known.glued.contains(&std::mem::take(&mut start))
    })
}

/// Two names on each side, one shared, and the other nearly.
fn other_is_near(known: &KnownName, family: &[Word]) -> bool {
    let mut ours = known.core.iter().map(|(word, _)| word).filter(|word| !family.contains(word));
    let mut theirs = core_words(family).filter(|word| !known.last.contains(word));
    matches!(
        (ours.next(), ours.next(), theirs.next(), theirs.next()),
        (Some(one), None, Some(other), None) if is_near(one, other)
    )
}

/// Whether one name has a saint's name where the other has only the word: `St. James` is not `James`.
fn drops_saint(one: &[Word], other: &[Word]) -> bool {
    let is_saint = |word: &Word| matches!(word.as_bytes(), b"saint" | b"sainte" | b"san" | b"santa");
    !other.iter().any(is_saint)
        && one.windows(2).any(|pair| matches!(pair, [saint, name] if is_saint(saint) && other.contains(name)))
}

/// `St. Clair` (read as `saint clair`) and `Stclair`.
fn same_saint(apart: &[Word], together: &[Word]) -> bool {
    apart.split_first().is_some_and(|(saint, rest)| {
        saint.as_bytes() == b"saint"
            && !rest.is_empty()
            && join(together).as_bytes().strip_prefix(b"st").is_some_and(|name| name == join(rest).as_bytes())
    })
}

/// `MacGillivray`, `McGillivray` and `M'Gillivray`.
fn same_mac(one: &Word, other: &Word) -> bool {
    let rest = |word: &Word| {
        let bytes = word.as_bytes();
        let rest = bytes
            .strip_prefix(b"mac")
            .or_else(|| bytes.strip_prefix(b"mc"))
            .or_else(|| bytes.strip_prefix(b"m"));
        rest.filter(|rest| rest.len() >= 4).map(<[u8]>::to_vec)
    };
    one.as_bytes().first() == Some(&b'm') && rest(one).is_some_and(|name| rest(other) == Some(name))
}

/// One letter apart, or spelled alike by other rules of writing, or without the `O` in front.
pub(crate) fn is_near(one: &Word, other: &Word) -> bool {
    let apart = one.len().abs_diff(other.len());
    if one.len().min(other.len()) < 5 || apart > 4 {
        return false;
    }
    if apart <= 1 && is_one_slip(one, other) {
        return true;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if long.as_bytes().strip_prefix(b"o") == Some(short.as_bytes()) && short.len() >= 6 {
        return true;
    }
    may_sound_alike(one, other) && loose(one) == loose(other)
}

/// Whether two first letters can fall together in [`loose`].
fn may_sound_alike(one: &Word, other: &Word) -> bool {
    let (Some(one), Some(other)) = (one.as_bytes().first(), other.as_bytes().first()) else { return false };
    let groups: [&[u8]; 4] = [b"ckqsztdgx", b"vwfp", b"ijye", b"ou"];
    one == other || groups.iter().any(|group| group.contains(one) && group.contains(other))
}

/// A rough spelling in which the ways of writing Slavic, Arabic and German sounds fall together: `Kowalczuk` and
/// `Kovalchuk`, `Almasry` and `Almasri`. Our own rules, from the transliterations of ICAO Doc 9303 and common use.
fn loose(word: &Word) -> Word {
    let mut rough = Word::default();
    let mut rest = word.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (letters, used): (&[u8], usize) = match rest {
            [b't', b's', b'c', b'h', ..] => (b"c", 4),
            [b's', b'c', b'h', ..] => (b"s", 3),
            [b't', b'c', b'h', ..] => (b"c", 3),
            [b'c', b'h' | b'z', ..] => (b"c", 2),
            [b's', b'h' | b'z', ..] => (b"s", 2),
            [b'p', b'h', ..] | [b'f', b'f', ..] => (b"f", 2),
            [b'c', b'k', ..] | [b'k' | b'g', b'h', ..] | [b'q', b'u', ..] => (b"k", 2),
            [b't' | b'd', b'h', ..] => (b"t", 2),
            [b'o', b'u' | b'o', ..] => (b"u", 2),
            [b'e', b'e', ..] => (b"i", 2),
            [b'w', ..] | [b'f'] => (b"v", 1),
            [b'y' | b'j', ..] => (b"i", 1),
            [b'c' | b'q', ..] => (b"k", 1),
            [b'z', ..] => (b"s", 1),
            [b'x', ..] => (b"ks", 1),
            _ => (std::slice::from_ref(&first), 1),
        };
        // A final "ff" is a "v": Sokoloff.
        let letters: &[u8] = if rest == b"ff" { b"v" } else { letters };
        for &letter in letters {
            if rough.as_bytes().last() != Some(&letter) {
                rough.push(letter);
            }
        }
        rest = rest.get(used..).unwrap_or(after);
    }
    rough
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::name::known_name::derive_names;
    use crate::matching::text::fold::name_words;
    use crate::person::Name;

    #[test]
    fn family_names_are_graded() {
        for (known, written, expected) in [
            ("Smith", "SMITH", Family::Exact),
            ("O'Brien", "O Brien", Family::Exact),
            ("van der Berg", "Berg", Family::Exact),
            ("van der Berg", "Vandenberg", Family::Near),
            ("van der Berg", "Vanderberg", Family::Exact),
            ("al-Masri", "Almasri", Family::Exact),
            ("St. Clair", "Stclair", Family::Exact),
            ("MacGillivray", "McGillivray", Family::Exact),
            ("MacGillivray", "M'Gillivray", Family::Exact),
            ("García López", "Garcia", Family::Part),
            ("García López", "Lopez-Garcia", Family::Exact),
            ("García López", "Garcia Perez", Family::Clash),
            ("Souza Albuquerque", "Sousa Albuquerque", Family::Near),
            ("Kovalchuk", "Kowalczuk", Family::Near),
            ("Sokolov", "Sokoloff", Family::Near),
            ("al-Masri", "el Masry", Family::Near),
            ("O'Shaughnessy", "Shaughnessy", Family::Near),
            ("Quillfeather", "Quilfeather", Family::Near),
            ("Smith", "Goldsmith", Family::None),
            ("Smith", "Smithson", Family::None),
            ("Chen", "Cheng", Family::None),
            ("Hartwell", "Harwood", Family::None),
            ("Smith", "S", Family::Initial),
            ("Smith", "E Smith", Family::None),
        ] {
            let names = derive_names(&[Name { first: "A".into(), last: known.into(), ..Name::default() }]);
            let found = grade_family(names.first().unwrap(), &name_words(written), false).family;
            assert_eq!(found, expected, "{known:?} {written:?}");
        }
    }
}
