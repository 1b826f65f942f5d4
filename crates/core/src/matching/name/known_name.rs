//! A person's own names and those of their relatives, brought into words that compare quickly.

use super::nickname::{
    Frequency, Kinship, family_spellings, frequency, is_first_name, is_frequent_first, is_top_first, kin_of,
};
use super::written::{Written, generation_of, read_part};
use crate::matching::text::word::{Word, Words, join, same_joined};
use crate::person::{Name, NameKind};

/// Most names of one person, combinations included.
const MOST_NAMES: usize = 24;

/// A first or middle name with those that can stand for it.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) word: Word,
    kin: Vec<(Word, Kinship)>,
}

impl Given {
    fn new(word: Word) -> Self {
        Self { word, kin: kin_of(&word) }
    }

    /// How another first name can be this one.
    pub(crate) fn kinship(&self, other: &Word) -> Option<Kinship> {
        self.kin.iter().find(|(word, _)| word == other).map(|(_, kinship)| *kinship)
    }
}

/// One name of the person, ready to compare.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent property of the name")]
#[derive(Clone)]
pub(crate) struct KnownName {
    pub(crate) first: Vec<Given>,
    pub(crate) middle: Vec<Given>,
    pub(crate) last: Vec<Word>,
    /// The first names written as one, where there are several.
    pub(crate) first_joined: Option<Given>,
    /// The middle names written as one, where there are several.
    pub(crate) middle_joined: Option<Given>,
    /// A name for the public, not for papers.
    pub(crate) is_stage: bool,
    /// The family names without particles, each with how common it is.
    pub(crate) core: Vec<(Word, Frequency)>,
    /// Each family name with its particles glued on.
    pub(crate) glued: Vec<Word>,
    /// Other spellings of the one family name.
    pub(crate) spellings: &'static [Word],
    /// Son or daughter of the same name: 1 for `Sr`, 2 for `Jr`.
    pub(crate) generation: Option<u8>,
    pub(crate) common_first: bool,
    /// One in a hundred of some age has the first name.
    pub(crate) top_first: bool,
    /// Whether the first name is a man's, so that `Mrs` before it means his wife.
    pub(crate) mans: bool,
    /// Whether both names are first names, or each could be either, so that turned order says little: Thomas James.
    pub(crate) turns_unclearly: bool,
}

impl KnownName {
    fn new(first: &[Word], middle: &[Word], last: &[Word], generation: Option<u8>) -> Self {
        let core: Vec<(Word, Frequency)> = core_words(last).map(|word| (*word, frequency(word))).collect();
        Self {
            common_first: first.first().is_some_and(is_frequent_first),
            top_first: first.first().is_some_and(is_top_first),
            mans: first.first().is_some_and(super::nickname::is_mans),
            turns_unclearly: last.len() == 1
                && first.len() == 1
                && last.first().is_some_and(is_first_name)
                && first
                    .first()
                    .is_some_and(|word| is_first_name(word) || frequency(word) != Frequency::Unlisted),
            spellings: match core.as_slice() {
                [(word, _)] => family_spellings(word),
                _ => &[],
            },
            first: first.iter().copied().map(Given::new).collect(),
            middle: middle.iter().copied().map(Given::new).collect(),
            middle_joined: (middle.len() > 1).then(|| Given::new(join(middle))),
            is_stage: false,
            first_joined: (first.len() > 1).then(|| Given::new(join(first))),
            glued: with_particles(last),
            last: last.to_vec(),
            core,
            generation,
        }
    }

    fn is_written_as(&self, other: &Self) -> bool {
        self.first_words().eq(other.first_words())
            && self.middle_words().eq(other.middle_words())
            && self.last == other.last
            && self.generation == other.generation
    }

    pub(crate) fn first_words(&self) -> impl Iterator<Item = &Word> + Clone {
        self.first.iter().map(|given| &given.word)
    }

    pub(crate) fn middle_words(&self) -> impl Iterator<Item = &Word> + Clone {
        self.middle.iter().map(|given| &given.word)
    }

    /// How common the rarest of the family names is.
    pub(crate) fn rarest(&self) -> Frequency {
        self.core.iter().map(|(_, frequency)| *frequency).min().unwrap_or(Frequency::Very)
    }

    /// Whether a written name can be this one at all: one of its words is a first name or a family name here. Quick, so
    /// that the many relatives of a report are not compared one by one.
    pub(crate) fn may_be_written(&self, words: &[Word]) -> bool {
        self.first.is_empty()
            || self.last.is_empty()
            || words.iter().any(|word| {
                self.first.iter().any(|given| {
                    given.word.starts_with(word)
                        || word.starts_with(&given.word)
                        || given.kinship(word).is_some()
                }) || self.last.iter().any(|own| word.starts_with(own))
            })
    }

    /// Whether a written name, run together, is this name in either order, as East Asian names often are; and if so,
    /// whether the middle names stand in it.
    pub(crate) fn is_whole(&self, words: &[Word]) -> Option<bool> {
        let (first, middle, last) = (|| self.first_words(), || self.middle_words(), || self.last.iter());
        let words = || words.iter();
        if self.first.is_empty() || self.last.is_empty() {
            None
        } else if same_joined(words(), last().chain(first())) || same_joined(words(), first().chain(last())) {
            Some(false)
        } else if !self.middle.is_empty()
            && (same_joined(words(), first().chain(middle()).chain(last()))
                || same_joined(words(), last().chain(first()).chain(middle()))
                || same_joined(words(), last().chain(middle()).chain(first())))
        {
            Some(true)
        } else {
            None
        }
    }

    /// A relative's name, written on one line.
    pub(crate) fn from_written(written: &Written) -> Option<Self> {
        let words = &written.words;
        // "Carlos García Ruiz" has two family names, "Mary Ann Smith" has one.
        let two = words.len() > 2
            && words.iter().rev().nth(1).is_some_and(|word| !word.is_initial() && !is_first_name(word));
        let (first, last) = if let Some(at) = written.comma {
            (words.get(at..)?, words.get(..at)?)
        } else {
            words.split_at(words.len().checked_sub(if two { 2 } else { 1 })?)
        };
        let (given, middle) = first.split_at(first.len().min(1));
        (!given.is_empty()).then(|| Self::new(given, middle, last, written.generation))
    }
}

/// All names of a person, with the combinations that follow: a nickname or former first name with each family name,
/// a maiden or former family name with each first name. A generation counts for every name.
pub(crate) fn derive_names(names: &[Name]) -> Vec<KnownName> {
    struct Part {
        kind: NameKind,
        first: Words,
        middle: Words,
        last: Words,
        generation: Option<u8>,
    }
    let mut parts: Vec<Part> = Vec::new();
    for name in names.iter().take(MOST_NAMES) {
        let (last, in_last, _) = read_part(&name.last);
        let (mut first, _, _) = read_part(&name.first);
        let (mut last, middle) = (last, read_part(&name.middle).0);
        // A whole name typed into one field.
        if last.is_empty()
            && first.len() > 1
            && name.kind != NameKind::Stage
            && name.kind != NameKind::Nickname
        {
            last = first.pop().into_iter().fold(Words::default(), |mut words, word| {
                words.push(word);
                words
            });
        }
        let suffix = crate::matching::text::fold::name_words(&name.suffix);
        let generation = suffix.first().and_then(generation_of).or(in_last);
        parts.push(Part { kind: name.kind, first, middle, last, generation });
    }
    let generation = parts.iter().find_map(|part| part.generation);
    let mut known: Vec<KnownName> = Vec::new();
    let mut add = |first: &[Word], middle: &[Word], last: &[Word], kind: NameKind| {
        let name = KnownName {
            is_stage: kind == NameKind::Stage,
            ..KnownName::new(first, middle, last, generation)
        };
        let empty = first.is_empty() && last.is_empty();
        if !empty && known.len() < MOST_NAMES && !known.iter().any(|other| other.is_written_as(&name)) {
            known.push(name);
        }
    };
    let paired = |part: &Part| !part.first.is_empty() && !part.last.is_empty();
    for part in parts.iter().filter(|part| paired(part)) {
        add(&part.first, &part.middle, &part.last, part.kind);
    }
    for one in &parts {
        for other in parts.iter().filter(|other| paired(other)) {
            if one.last.is_empty() && one.kind != NameKind::Stage {
                add(&one.first, &other.middle, &other.last, one.kind);
            }
            if matches!(one.kind, NameKind::Maiden | NameKind::Former) && !one.last.is_empty() {
                add(&other.first, &other.middle, &one.last, one.kind);
            }
        }
    }
    let any_paired = parts.iter().any(paired);
    for part in parts.iter().filter(|part| !paired(part)) {
        if part.kind == NameKind::Stage || !any_paired {
            add(&part.first, &part.middle, &part.last, part.kind);
        }
    }
    known
}

/// Small words in front of a family name, which registers drop, keep or glue on.
pub(crate) fn is_particle(word: &Word) -> bool {
    word.len() <= 5
        && matches!(
            word.as_bytes(),
            b"de"
                | b"del"
                | b"della"
                | b"di"
                | b"da"
                | b"dos"
                | b"das"
                | b"do"
                | b"du"
                | b"la"
                | b"le"
                | b"las"
                | b"los"
                | b"van"
                | b"von"
                | b"der"
                | b"den"
                | b"ter"
                | b"ten"
                | b"y"
                | b"e"
                | b"bin"
                | b"ibn"
                | b"bint"
                | b"al"
                | b"el"
                | b"ul"
                | b"abu"
                | b"af"
                | b"av"
                | b"zu"
                | b"zum"
                | b"zur"
                | b"vom"
                | b"ben"
                | b"bat"
                | b"dal"
                | b"dalla"
                | b"degli"
                | b"dei"
                | b"lo"
                | b"ni"
                | b"nic"
                | b"ui"
                | b"mac"
                | b"mc"
                | b"o"
                | b"ap"
                | b"op"
                | b"aan"
                | b"het"
                | b"des"
        )
}

/// The words of a family name without its particles; all of them if it is nothing else.
pub(crate) fn core_words(words: &[Word]) -> impl Iterator<Item = &Word> + Clone {
    let all = words.iter().all(is_particle);
    words.iter().filter(move |word| all || !is_particle(word))
}

/// Each family name with its particles glued on: `de la Cruz Moreno` is `delacruz` and `moreno`.
pub(crate) fn with_particles(words: &[Word]) -> Vec<Word> {
    let mut glued = Vec::new();
    let mut start = Word::default();
    for word in words {
        start.join(word);
        if !is_particle(word) {
            glued.push(std::mem::take(&mut start));
        }
    }
    glued
}
