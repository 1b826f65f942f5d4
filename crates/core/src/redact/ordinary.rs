//! Given names that are also everyday words, so that "it will be removed" does not count as William.

/// In lower case; our own list, from everyday English use.
const WORDS: &[&str] = &[
    "ace", "amber", "angel", "april", "art", "ash", "august", "autumn", "bay", "bell", "berry", "bill",
    "blue", "chance", "chase", "chip", "cliff", "clay", "cook", "coral", "crystal", "dale", "dawn", "dean",
    "dick", "don", "dot", "drew", "duke", "earl", "eve", "faith", "fay", "fern", "ford", "frank", "gay",
    "gene", "grace", "grant", "guy", "harmony", "heather", "hope", "hunter", "iris", "jack", "jade", "jay",
    "jean", "jewel", "joy", "june", "king", "lane", "lark", "laurel", "lily", "major", "marina", "mark",
    "may", "mercy", "miles", "mini", "miss", "norm", "olive", "opal", "page", "pat", "patience", "pearl",
    "penny", "poppy", "prince", "rain", "ray", "red", "reed", "rich", "river", "rob", "robin", "rose",
    "ruby", "rusty", "sage", "sandy", "sky", "star", "stew", "storm", "sue", "summer", "sunny", "trip",
    "violet", "wade", "walker", "ward", "will", "willow", "win", "al", "an", "ed", "em", "en", "is", "mo",
    "jo", "on", "so", "va", "ma", "pa", "das", "den", "mal", "per", "sand", "van",
];

/// Whether a name, in lower case, is an everyday word too.
pub(super) fn is_ordinary(word: &str) -> bool {
    WORDS.contains(&word)
}
