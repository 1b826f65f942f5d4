//! What the facts on one listing let a stranger do (docs/threat-model.md, section 4).

use super::place::same_place;
use crate::fact::Fact;
use crate::listing::Listing;
use crate::person::{Address, NameKind, Person};
use crate::source::{Category, Definition};

/// One reason: a harm of 1 to 5 and its value-free sentence.
type Harm = (u8, &'static str);

/// The facts a listing shows, in the order of [`Fact`], each once.
pub fn facts_shown(listing: &Listing, definition: &Definition) -> Vec<Fact> {
    let street = listing.addresses.iter().any(|address| !address.street.is_empty());
    let city = listing.addresses.iter().any(|address| !address.city.is_empty());
    let named = listing.name.is_some() || !listing.alternative_names.is_empty();
    let aged = listing.age.is_some() || listing.age_range.is_some() || listing.birth_year.is_some();
    let shown = [
        (Fact::StreetAddress, street),
        (Fact::City, city),
        (Fact::Phone, !listing.phones.is_empty()),
        (Fact::Email, !listing.emails.is_empty()),
        (Fact::Name, named),
        (Fact::Username, !listing.usernames.is_empty()),
        (Fact::Age, aged),
        (Fact::Relatives, !listing.relatives.is_empty()),
    ];
    let mut facts: Vec<Fact> = shown.into_iter().filter(|(_, there)| *there).map(|(fact, _)| fact).collect();
    // What stands in a source's own words is of the kinds its definition names.
    if !listing.details.is_empty() {
        let wordy = [Fact::Employer, Fact::Photos, Fact::Records, Fact::Breach];
        facts.extend(wordy.into_iter().filter(|fact| definition.exposes.contains(fact)));
    }
    facts.extend(&listing.kinds_seen);
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// Every reason that weighs, worst first; at least one.
pub(super) fn weigh(listing: &Listing, definition: &Definition, person: &Person) -> Vec<Harm> {
    let mut harms: Vec<Harm> = Vec::new();
    if listing.is_empty() && definition.is_by_hand() {
        harms.extend(definition.exposes.iter().map(|fact| usual(*fact)));
    }
    // A kind whose value was kept as well is weighed by its value.
    let kept = |fact: &Fact| match fact {
        Fact::StreetAddress => listing.addresses.iter().any(|address| !address.street.is_empty()),
        Fact::Name => listing.name.is_some(),
        _ => false,
    };
    harms.extend(listing.kinds_seen.iter().filter(|fact| !kept(fact)).map(|fact| seen(*fact)));
    harms.extend(address(listing, person));
    harms.extend(phone(listing, person));
    harms.extend(relatives(listing));
    harms.extend(names(listing, definition, person));
    harms.extend(rest(listing, definition));
    if harms.is_empty() {
        harms.push((1, "It only shows that an account or a record exists."));
    }
    harms.sort_by_key(|(harm, _)| std::cmp::Reverse(*harm));
    harms.dedup();
    harms
}

/// The harm of what a source usually shows, where nobody wrote down what it shows here.
fn usual(fact: Fact) -> Harm {
    match fact {
        Fact::StreetAddress => (5, "Records on this site usually show a street address."),
        Fact::Phone => (4, "Records on this site usually show phone numbers."),
        Fact::Relatives => (3, "Records on this site usually name relatives."),
        Fact::Email => (3, "Records on this site usually show e-mail addresses."),
        Fact::Name => (2, "Records on this site usually show a name."),
        Fact::Username => (1, "Records on this site usually show an account name."),
        Fact::Breach => (3, "Records on this site tell which data was lost in a breach."),
        Fact::City => (2, "Records on this site usually show a town."),
        Fact::Age => (2, "Records on this site usually show an age."),
        Fact::Employer => (2, "Records on this site usually show an employer or a school."),
        Fact::Photos => (2, "This site shows pictures of a home or of people."),
        Fact::Records => (2, "This site shows official papers."),
    }
}

/// The harm of a kind of fact that the person saw there; whose it is they need not say, so it counts as theirs.
fn seen(fact: Fact) -> Harm {
    match fact {
        Fact::StreetAddress => (5, "You saw a street address there."),
        Fact::Phone => (5, "You saw a phone number there."),
        Fact::Relatives => (4, "You saw relatives named there."),
        Fact::Email => (3, "You saw an e-mail address there."),
        Fact::Name => (2, "You saw your name there."),
        Fact::Username => (1, "You saw an account name there."),
        Fact::Breach => (3, "You saw there which data was lost in a breach."),
        Fact::City => (2, "You saw a town there."),
        Fact::Age => (2, "You saw an age there."),
        Fact::Employer => (2, "You saw an employer or a school there."),
        Fact::Photos => (2, "You saw pictures there."),
        Fact::Records => (2, "You saw official papers there."),
    }
}

fn address(listing: &Listing, person: &Person) -> Option<Harm> {
    let streets: Vec<&Address> =
        listing.addresses.iter().filter(|address| !address.street.is_empty()).collect();
    if streets.is_empty() {
        let town =
            listing.addresses.iter().any(|address| !address.city.is_empty() || !address.postcode.is_empty());
        return town.then_some((2, "It shows your town."));
    }
    let is_one_of = |wanted: bool| {
        let mut known = person.addresses.iter().filter(|address| address.current == wanted);
        known.any(|known| streets.iter().any(|street| same_place(street, known)))
    };
    let knows_home = person.addresses.iter().any(|address| address.current && !address.street.is_empty());
    Some(if is_one_of(true) {
        (5, "It shows the street address where you live now.")
    } else if !knows_home {
        (5, "It shows a street address, and you have not said where you live now, so it counts as your home.")
    } else if streets.iter().all(|street| person.addresses.iter().any(|known| same_place(street, known))) {
        (2, "It shows a street address where you used to live.")
    } else {
        (3, "It shows a street address that you did not tell this app; it may lead to you or to a relative.")
    })
}

fn phone(listing: &Listing, person: &Person) -> Option<Harm> {
    if listing.phones.is_empty() {
        return None;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // Nine digits tell numbers apart and leave out country codes and trunk zeros.
    let tail = |text: &str| digits(text).chars().rev().take(9).collect::<String>();
    let own = listing.phones.iter().any(|shown| {
        let shown = tail(shown);
        shown.len() == 9 && person.phones.iter().any(|phone| tail(phone) == shown)
    });
    Some(if own {
        (5, "It shows your phone number, which may open your accounts.")
    } else {
        (4, "It shows a phone number that may be yours.")
    })
}

fn relatives(listing: &Listing) -> Option<Harm> {
    let street = listing.addresses.iter().any(|address| !address.street.is_empty());
    match (listing.relatives.is_empty(), street) {
        (true, _) => None,
        (false, true) => Some((4, "It names relatives beside a street address.")),
        (false, false) => Some((3, "It names relatives, through whom you can be found.")),
    }
}

/// What the shown names do: a legal name beside a handle joins two lives; so does a former one. No reason says which
/// names they are: that somebody has a former name is nobody's business.
fn names(listing: &Listing, definition: &Definition, person: &Person) -> Vec<Harm> {
    let shown: Vec<String> =
        listing.name.iter().chain(&listing.alternative_names).map(|name| name.to_lowercase()).collect();
    let has_one_of = |kinds: &[NameKind]| {
        person.names.iter().filter(|name| kinds.contains(&name.kind)).any(|name| {
            let (first, last) = (name.first.to_lowercase(), name.last.to_lowercase());
            shown.iter().any(|shown| {
                let words: Vec<&str> = shown.split(|c: char| !c.is_alphanumeric()).collect();
                let has =
                    |part: &str| part.is_empty() || part.split_whitespace().all(|word| words.contains(&word));
                has(&first) && has(&last) && !(first.is_empty() && last.is_empty())
            })
        })
    };
    let mut harms = Vec::new();
    if has_one_of(&[NameKind::Former]) {
        harms.push((3, "It joins two of your names."));
    }
    let by_handle = matches!(definition.category, Category::Username | Category::Profile);
    if has_one_of(&[NameKind::Legal, NameKind::Maiden]) {
        if by_handle || !listing.usernames.is_empty() || has_one_of(&[NameKind::Stage]) {
            harms.push((3, "It joins your legal name to your handle."));
        } else {
            harms.push((2, "It shows your legal name."));
        }
    } else if listing.name.is_some() && !by_handle {
        harms.push((2, "It shows a name."));
    }
    harms
}

fn rest(listing: &Listing, definition: &Definition) -> Vec<Harm> {
    let mut harms = Vec::new();
    if !listing.emails.is_empty() {
        harms.push((3, "It shows an e-mail address, which joins accounts together."));
    }
    if listing.age.is_some() || listing.age_range.is_some() || listing.birth_year.is_some() {
        harms.push((2, "It shows your age or birth year."));
    }
    for fact in facts_shown(listing, definition) {
        match fact {
            Fact::Breach => {
                let says =
                    |word: &str| listing.details.iter().any(|detail| detail.to_lowercase().contains(word));
                if says("password") {
                    harms.push((4, "A password of this account was lost in a breach."));
                } else {
                    harms.push((3, "Data of this account was lost in a breach."));
                }
            }
            Fact::Employer => harms.push((2, "It may show where you work or study.")),
            Fact::Photos => harms.push((2, "It shows pictures.")),
            Fact::Records => harms.push((2, "It shows an official record.")),
            _ => {}
        }
    }
    harms
}
