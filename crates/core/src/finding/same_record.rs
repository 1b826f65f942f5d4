//! Whether two looks show one record: by its link, else by what it shows.

use super::shown::{Place, Shown, Written};

/// How much two looks have in common; more is closer. The first that holds decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// Enough facts agree and none contradicts; how much they weigh together.
    Facts(u32),
    /// Everything shown is the same.
    Equal,
    /// The link is the same, and so are some facts; how much they weigh together.
    Link(u32),
}

/// Facts that settle it together with the name: a street, a phone, or an age with a town.
const ENOUGH: u32 = 3;
/// What is asked where the link changed or only an alias agrees: two strong facts, and the age beside them.
const STRONG: u32 = 5;

/// What the links of two looks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// Both have an own link, and it is the same.
    Same,
    /// Both have an own link at one site, and they differ.
    Differ,
    /// At least one has none, or shares it with others of its page.
    Silent,
}

/// Whether two looks show one record: `None` for two records. Symmetric.
///
/// A birthday, a new phone, a list in another order, a street spelled another way and an added alias leave a record
/// what it is; another generation (Jr, Sr), another middle name or an age that time does not explain make it another.
/// Where the facts would fit two people, it is two records: a decision must not go over to somebody else's.
pub fn same_record(one: &Shown, two: &Shown) -> Option<Closeness> {
    let links = match (&one.link, &two.link) {
        (Some(a), Some(b)) if a == b => Links::Same,
        (Some(a), Some(b)) if a.host() == b.host() => Links::Differ,
        _ => Links::Silent,
    };
    judge_sameness(one, two, links)
}

/// As [`same_record`], where the links are judged by who else has them.
pub(super) fn judge_sameness(one: &Shown, two: &Shown, links: Links) -> Option<Closeness> {
    let weight = weigh(one, two);
    let name = judge_names(one, two);
    let apart = ages_apart(one, two);
    let equal = one.facts == two.facts;
    match links {
        Links::Same if keeps_link(one, two, weight, name) => Some(Closeness::Link(weight)),
        Links::Same => None,
        // A site may show two people of one name and town, each with a page of their own.
        Links::Differ => {
            let sure = name == Names::Alike && ages_known(one, two) && !apart && weight >= STRONG;
            sure.then_some(Closeness::Facts(weight))
        }
        Links::Silent if equal && (!one.facts.is_empty() || one.link == two.link) => Some(Closeness::Equal),
        Links::Silent => {
            let enough = match name {
                Names::Alike => weight >= ENOUGH,
                Names::AliasAlike => weight >= STRONG && ages_known(one, two),
                Names::Missing => weight >= STRONG,
                Names::Unlike => false,
            };
            (enough && !apart).then_some(Closeness::Facts(weight))
        }
    }
}

/// Whether a record that kept its link is still the same one. The site's own number is trusted while anything agrees;
/// a page without one may be a list of whoever has that name.
fn keeps_link(one: &Shown, two: &Shown, weight: u32, name: Names) -> bool {
    let numbered = one.link.as_ref().is_some_and(super::link::LinkKey::has_id);
    let share_a_word = match (&one.name, &two.name) {
        (Some(a), Some(b)) => a.words.iter().any(|word| b.words.contains(word)),
        _ => true,
    };
    let named = name != Names::Unlike || share_a_word;
    if numbered {
        named || weight > 0
    } else {
        named && !ages_apart(one, two) && !generations_differ(one, two)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// The names at the head agree.
    Alike,
    /// The name of one is among the aliases of the other.
    AliasAlike,
    /// At least one shows no name.
    Missing,
    /// They disagree, or the generation does.
    Unlike,
}

fn judge_names(one: &Shown, two: &Shown) -> Names {
    let (Some(a), Some(b)) = (&one.name, &two.name) else { return Names::Missing };
    if generations_differ(one, two) {
        return Names::Unlike;
    }
    let among = |name: &Written, aliases: &[Written]| aliases.iter().any(|alias| alike_names(name, alias));
    if alike_names(a, b) {
        Names::Alike
    } else if among(a, &two.aliases) || among(b, &one.aliases) {
        Names::AliasAlike
    } else {
        Names::Unlike
    }
}

fn generations_differ(one: &Shown, two: &Shown) -> bool {
    matches!((&one.name, &two.name), (Some(a), Some(b)) if a.generation != b.generation)
}

/// Two names are alike where every word of the shorter one stands in the longer one, an initial for its word, and two
/// words are whole; or where they are the same letters.
fn alike_names(one: &Written, two: &Written) -> bool {
    if one.generation != two.generation {
        return false;
    }
    if one.words.concat() == two.words.concat() {
        return true;
    }
    let (short, long) = if one.words.len() <= two.words.len() { (one, two) } else { (two, one) };
    let mut left: Vec<&String> = long.words.iter().collect();
    let mut unpaired = Vec::new();
    let mut whole = 0;
    for word in &short.words {
        match left.iter().position(|other| *other == word) {
            Some(at) => {
                left.swap_remove(at);
                whole += usize::from(word.chars().nth(1).is_some());
            }
            None => unpaired.push(word),
        }
    }
    if unpaired.is_empty() && left.is_empty() {
        return true;
    }
    let initial = |a: &str, b: &str| {
        a.chars().next() == b.chars().next() && a.chars().count().min(b.chars().count()) == 1
    };
    for word in unpaired {
        let Some(at) = left.iter().position(|other| initial(word, other)) else { return false };
        left.swap_remove(at);
    }
    whole >= 2
}

fn ages_known(one: &Shown, two: &Shown) -> bool {
    one.born.is_some() && two.born.is_some()
}

/// Whether time does not explain the two ages. A site may also go on showing the age it once copied.
fn ages_apart(one: &Shown, two: &Shown) -> bool {
    let (Some(a), Some(b)) = (one.born, two.born) else { return false };
    let not_updated = one.age.is_some() && one.age == two.age;
    !not_updated && (a.0 > b.1 + 1 || b.0 > a.1 + 1)
}

/// What agrees beside the name. No single kind that changes hands (towns, relatives) settles it alone.
fn weigh(one: &Shown, two: &Shown) -> u32 {
    let streets = shared(&one.places, &two.places, same_street);
    let cities = shared(&one.places, &two.places, same_city);
    let equal = |a: &String, b: &String| a == b;
    let age = ages_known(one, two) && !ages_apart(one, two);
    streets.min(2) * 3
        + cities.saturating_sub(streets).min(2)
        + shared(&one.phones, &two.phones, equal).min(2) * 3
        + shared(&one.masked, &two.masked, equal).min(1)
        + shared(&one.emails, &two.emails, equal).min(2) * 4
        + shared(&one.usernames, &two.usernames, equal).min(1) * 3
        + shared(&one.domains, &two.domains, equal).min(1) * 2
        + shared(&one.relatives, &two.relatives, alike_names).min(2)
        + u32::from(age) * 2
}

/// How many of each side have a partner on the other, the smaller of both, so that the two sides may change places.
fn shared<T>(one: &[T], two: &[T], same: impl Fn(&T, &T) -> bool) -> u32 {
    let partnered = one.iter().filter(|a| two.iter().any(|b| same(a, b))).count();
    let other = two.iter().filter(|b| one.iter().any(|a| same(a, b))).count();
    u32::try_from(partnered.min(other)).unwrap_or(u32::MAX)
}

/// Whether a decision about the earlier look holds for the later one: the name at the head is the same and nothing
/// contradicts, and every place shown before still is, or enough else agrees.
pub(super) fn keeps_decision(before: &Shown, now: &Shown) -> bool {
    let named = match judge_names(before, now) {
        Names::Alike => true,
        // A page of an account has no name; the account must be the same then.
        Names::Missing => {
            let equal = |a: &String, b: &String| a == b;
            let kept = before.usernames.is_empty() || shared(&before.usernames, &now.usernames, equal) > 0;
            before.name.is_none() && now.name.is_none() && kept
        }
        Names::AliasAlike | Names::Unlike => false,
    };
    let stays = |place: &Place| {
        let same = if place.house.is_some() { same_street } else { same_city };
        now.places.iter().any(|other| same(place, other))
    };
    named && !ages_apart(before, now) && (before.places.iter().all(stays) || weigh(before, now) >= ENOUGH)
}

fn same_city(one: &Place, two: &Place) -> bool {
    let regions = one.region.is_empty() || two.region.is_empty() || shortens(&one.region, &two.region);
    let cities = !one.city.is_empty() && same_words(&one.city, &two.city);
    let postcodes = one.city.is_empty()
        && two.city.is_empty()
        && !one.postcode.is_empty()
        && one.postcode == two.postcode;
    regions && (cities || postcodes)
}

fn same_street(one: &Place, two: &Place) -> bool {
    let near = same_city(one, two) || !one.postcode.is_empty() && one.postcode == two.postcode;
    let unsaid = one.city.is_empty() || two.city.is_empty();
    let (short, long) = if one.street.len() <= two.street.len() {
        (&one.street, &two.street)
    } else {
        (&two.street, &one.street)
    };
    let named = short.iter().any(|word| word.chars().nth(1).is_some());
    one.house.is_some()
        && one.house == two.house
        && named
        && (near || unsaid)
        && short.iter().all(|word| long.iter().any(|other| shortens(word, other)))
}

fn same_words(one: &[String], two: &[String]) -> bool {
    one.len() == two.len() && one.iter().zip(two).all(|(a, b)| shortens(a, b))
}

/// Whether one word is the other, or a short form of it: it begins alike and its letters come in the same order
/// (`st` street and saint, `blvd` boulevard, `nw` northwest, `il` Illinois).
fn shortens(one: &str, two: &str) -> bool {
    if one == two {
        return true;
    }
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    if short.len() > 5 || short.len() == long.len() || long.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|other| other == c))
}
