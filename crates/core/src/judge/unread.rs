//! Entries that stand there and could not be read are counted, in every way of asking.

use super::*;
use crate::source::catalogue::read_definition;

const HEAD: &str = "format = 1\nid = \"t\"\nname = \"T\"\ncategory = \"profile\"\nhome = \"https://t.example\"\n\
    exposes = [\"name\"]\nreach = 3\nchecked_live = \"never\"\nfacts = [\"invented\"]\n\
    removal = { how = \"none\", steps = [\"-\"] }\n";

const PAGE: &str = r#"
[probe]
kind = "page"
url = "https://t.example/p/{username}"
not_listed = [{ contains = "No results for" }]
[probe.listings]
each = "div.card"
must = ["name"]
[probe.listings.fields]
name = { select = "h2" }
age = { select = "i" }
url = { select = "a", attribute = "href" }
"#;

const JSON: &str = r#"
[probe]
kind = "json"
url = "https://t.example/p/{username}"
not_listed = [{ at = "/items", empty = true }]
listings = { each = "/items/*", must = ["name"], withheld = ["REDACTED"], fields = { name = ["/name"], details = ["/note"] } }
"#;

fn judged(probe: &str, body: &str) -> Verdict {
    let definition = read_definition("t.toml", &format!("{HEAD}{probe}")).unwrap();
    let asked = Values::from([(Placeholder::Username, "lumenfox".to_owned())]);
    let url = definition.template().fill(&asked).unwrap().into();
    let reply = Reply { status: 200, headers: Vec::new(), body: body.as_bytes().to_vec().into(), url };
    judge(&definition, &asked, Ok(&reply))
}

/// How many listings and how many entries that were not read; `None` where it is not listed.
fn check(probe: &str, body: &str, expected: Option<(usize, usize)>, why: &str) {
    let counted = match judged(probe, body) {
        Verdict::Listed { listings, unread } => Some((listings.len(), unread)),
        Verdict::NotListed | Verdict::Unknown { .. } => None,
    };
    assert_eq!(counted, expected, "{why}");
}

const READ: &str = "<div class=card><h2>A Quill</h2><i>32</i><a href=/p/1>x</a></div>";

#[test]
fn a_page_counts_the_cards_that_it_could_not_read() {
    for (more, unread, why) in [
        ("", 0, "all was read"),
        ("<div class=card><h3>Renamed</h3></div>", 1, "a card of another make"),
        (
            "<div class=card><i>41</i></div><div class=card></div>",
            2,
            "a card without what it must have, and an empty one",
        ),
        ("<div class=card><i>32</i><a href=/p/1>x</a></div>", 0, "the short line of a card that was read"),
        ("<div class=card><i>33</i><a href=/p/1>x</a></div>", 1, "it tells something else"),
        ("<div class=card><i>32</i><a href=/p/2>x</a></div>", 1, "it is about another record"),
        ("<div class=card hidden><h3>Behind \"show more\"</h3></div>", 1, "a card behind \"show more\""),
        ("<div class='card template' hidden><h3>x</h3></div>", 0, "what a script makes cards of"),
        (
            "<p>No results for lumenfox</p><div class=card><h3>x</h3></div>",
            1,
            "a proof of nothing beside cards proves nothing",
        ),
    ] {
        check(PAGE, &format!("<html><body><div>{READ}{more}</div></body></html>"), Some((1, unread)), why);
    }
    let alone = "<html><body><div class=card><h3>Renamed</h3></div></body></html>";
    check(PAGE, alone, None, "nothing was read at all, and the reason says so");
}

#[test]
fn an_interface_counts_the_elements_that_it_could_not_read() {
    for (more, unread, why) in [
        ("", 0, "all was read"),
        (r#",{"called":"B"}"#, 1, "a renamed field"),
        (r#",{"note":"half"},{},7"#, 3, "half told, silent, and no object"),
        (",null", 0, "a null is no element"),
        (
            r#",{"name":"REDACTED"},{"name":"REDACTED","note":"x"}"#,
            0,
            "what is withheld cannot be read there by anybody",
        ),
    ] {
        check(JSON, &format!(r#"{{"items":[{{"name":"A Quill"}}{more}]}}"#), Some((1, unread)), why);
    }
}

#[test]
fn what_is_cut_off_is_counted() {
    let cards: Vec<String> =
        (0..MOST_LISTINGS + 3).map(|at| format!("<div class=card><h2>Quill {at}</h2></div>")).collect();
    check(PAGE, &format!("<html><body>{}</body></html>", cards.concat()), Some((MOST_LISTINGS, 3)), "a page");
    let items: Vec<String> = (0..MOST_LISTINGS + 4).map(|at| format!(r#"{{"name":"Quill {at}"}}"#)).collect();
    check(JSON, &format!(r#"{{"items":[{}]}}"#, items.join(",")), Some((MOST_LISTINGS, 4)), "an interface");
}

proptest::proptest! {
    /// Each card is read or counted, in whatever order they stand.
    #[test]
    fn no_card_vanishes(cards in proptest::collection::vec(proptest::prelude::any::<bool>(), 0..40)) {
        let card = |(at, is_whole): (usize, &bool)| if *is_whole {
            format!("<div class=card><h2>Quill {at}</h2></div>")
        } else {
            format!("<div class=card><h3>Quill {at}</h3></div>")
        };
        let body: String = cards.iter().enumerate().map(card).collect();
        let whole = cards.iter().filter(|is_whole| **is_whole).count();
        match judged(PAGE, &format!("<html><body>{body}</body></html>")) {
            Verdict::Listed { listings, unread } => {
                proptest::prop_assert_eq!((listings.len(), unread), (whole, cards.len() - whole));
            }
            Verdict::Unknown { .. } => proptest::prop_assert_eq!(whole, 0),
            Verdict::NotListed => proptest::prop_assert!(false, "nothing here proves that there is nothing"),
        }
    }
}
