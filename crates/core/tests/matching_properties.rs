//! What must hold for every listing: no panic, order and writing do not matter, facts push the score one way only.

use proptest::prelude::*;
use unlisted_core::matching::{Likeness, Match, match_listing};
use unlisted_core::person::Address;
use unlisted_core::{Listing, Person};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn juniper() -> Person {
    serde_json::from_value(serde_json::json!({
        "names": [{"first": "Juniper", "middle": "May", "last": "Quillfeather"}, {"last": "Müller", "kind": "maiden"}],
        "birth": {"date": "1994-05-17"},
        "addresses": [{"street": "100 Example St", "city": "Springfield", "region": "IL", "postcode": "62701", "current": true},
                      {"street": "22 N Sample Ave", "city": "Dayton", "region": "OH", "postcode": "45402"}],
        "phones": ["+12175550142"], "emails": ["june@example.com"], "usernames": ["LumenFox"],
        "relatives": [{"name": "Rowan Quillfeather"}, {"name": "Hazel Thistlewood"}], "domains": ["example.net"],
        "affiliations": ["Example College"]
    }))
    .expect("the person is well formed")
}

/// Somebody with a common name, a generation and little else, for whom other rules decide.
fn john() -> Person {
    serde_json::from_value(serde_json::json!({
        "names": [{"first": "Juniper", "last": "Smith", "suffix": "Jr"}, {"first": "Lumen Fox", "kind": "stage"}],
        "birth": {"year": 1994},
        "addresses": [{"street": "100 Example St Apt 4", "city": "Springfield", "region": "IL", "current": true}, {"city": "Dayton", "region": "OH"}],
        "phones": ["+12175550142"], "emails": ["june@example.com"], "usernames": ["LumenFox"],
        "relatives": [{"name": "Rowan Smith"}, {"name": "Hazel Thistlewood"}], "domains": ["example.net"],
        "affiliations": ["Example College"]
    }))
    .expect("the person is well formed")
}

fn judge(listing: &Listing) -> Match {
    match_listing(&juniper(), listing, TODAY)
}

/// Any text, and text that looks like what listings hold.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Za-z0-9 ,.'*x#&()@\"é-]{0,40}",
        Just("SMITH, , JR".to_owned()),
        Just("\"((\u{300}".to_owned()),
    ]
}

fn any_listing() -> impl Strategy<Value = Listing> {
    let texts = || prop::collection::vec(any_text(), 0..4);
    let address = (any_text(), any_text(), any_text(), any_text(), any_text());
    let addresses = prop::collection::vec(address, 0..3);
    let ages = (any::<Option<u8>>(), any::<Option<[u8; 2]>>(), any::<Option<i16>>());
    (
        prop::option::of(any_text()),
        ages,
        addresses,
        (texts(), texts(), texts()),
        (texts(), texts(), texts(), texts()),
    )
        .prop_map(|(name, (age, age_range, birth_year), addresses, one, other)| Listing {
            kinds_seen: Vec::new(),
            elsewhere: None,
            name,
            age,
            age_range,
            birth_year,
            addresses: addresses
                .into_iter()
                .map(|(street, city, region, postcode, country)| Address {
                    street,
                    city,
                    region,
                    postcode,
                    country,
                    current: false,
                })
                .collect(),
            alternative_names: one.0,
            phones: one.1,
            emails: one.2,
            relatives: other.0,
            usernames: other.1,
            domains: other.2,
            details: other.3,
            url: None,
        })
}

fn address(street: &str, city: &str, region: &str) -> Address {
    Address { street: street.into(), city: city.into(), region: region.into(), ..Address::default() }
}

/// Listings made of facts that agree, disagree or are absent, so that the interesting combinations are met.
fn likely_listing() -> impl Strategy<Value = Listing> {
    let pick = |choices: &[&str]| {
        let choices: Vec<String> = choices.iter().map(|&text| text.to_owned()).collect();
        prop::collection::vec(prop::sample::select(choices), 0..3)
    };
    let names = pick(&[
        "Juniper Quillfeather",
        "J Quillfeather",
        "Juniper B Quillfeather",
        "Rowan Quillfeather",
        "Juniper",
        "Juniper Quillfeather Jr",
        "Juniper Smith",
        "SMITH JUNIPER JR",
        "Juniper T Smith",
        "Smith & Sons LLC",
        "Lumen Fox",
        "MÜLLER, JUNIPER",
        "Otis Barleycorn",
        "Juniper Quilfeather",
        "QUILLFEATHER, JUNIPER M",
    ]);
    let phones = pick(&["(217) 555-0142", "(217) ***-**42", "312-555-0100", "217-555-xxxx", "none"]);
    let emails = pick(&["june@example.com", "j***@example.com", "other@example.org"]);
    let relatives =
        pick(&["Rowan Quillfeather", "Hazel Thistlewood", "Greta Plimsoll", "Juniper Smith", "Rowan Smith"]);
    let domains = pick(&["example.net", "www.example.org"]);
    let details = pick(&["Example College, 2014", "Sample Works Inc"]);
    let accounts = pick(&["lumenfox", "lumen_fox", "gareth99"]);
    let places = prop::collection::vec(
        prop::sample::select(vec![
            address("100 Example Street", "Springfield", "Illinois"),
            address("", "SPRINGFIELD", "IL"),
            address("9 Elsewhere Rd", "Springfield", "IL"),
            address("", "Reno", "NV"),
            address("", "Peoria", "IL"),
            address("", "", "OH"),
            address("100 Example St Apt 9", "Springfield", "IL"),
            address("Example St", "Springfield", "IL"),
            Address { postcode: "62701".into(), ..Address::default() },
            Address { city: "Leeds".into(), country: "GB".into(), ..Address::default() },
        ]),
        0..3,
    );
    let range = prop::option::of((15..60_u8, 0..12_u8).prop_map(|(low, wide)| [low, low + wide]));
    let ages = (prop::option::of(20..60_u8), prop::option::of(1970..2000_i16), range);
    let other = (domains, details);
    (prop::option::of(names), phones, emails, relatives, accounts, places, ages, other).prop_map(
        |(names, phones, emails, relatives, usernames, addresses, (age, birth_year, age_range), other)| {
            let mut names = names.unwrap_or_default();
            Listing {
                name: names.pop(),
                alternative_names: names,
                age,
                birth_year,
                age_range,
                addresses,
                phones,
                emails,
                relatives,
                usernames,
                domains: other.0,
                details: other.1,
                ..Listing::default()
            }
        },
    )
}

type Change = fn(&mut Listing);

const AGREEING: &[(&str, Change)] = &[
    ("phone", |it| it.phones.push("+1 217 555 0142".into())),
    ("masked phone", |it| it.phones.push("217-***-**42".into())),
    ("e-mail", |it| it.emails.push("JUNE@example.com".into())),
    ("masked e-mail", |it| it.emails.push("ju**@example.com".into())),
    ("street", |it| it.addresses.push(address("100 Example St", "Springfield", "IL"))),
    ("past street", |it| it.addresses.push(address("22 North Sample Ave", "Dayton", "OH"))),
    ("town", |it| it.addresses.push(address("", "Dayton", "Ohio"))),
    ("relative", |it| it.relatives.push("Hazel Thistlewood".into())),
    ("account", |it| it.usernames.push("@LumenFox".into())),
    ("domain", |it| it.domains.push("www.example.net".into())),
    ("name", |it| it.alternative_names.push("Juniper May Quillfeather".into())),
    ("maiden name", |it| it.alternative_names.push("Juniper Mueller".into())),
    ("employer", |it| it.details.push("Example College, 2014".into())),
    ("postcode", |it| it.addresses.push(Address { postcode: "62701-1234".into(), ..Address::default() })),
    ("age", |it| it.age = it.age.or(Some(32))),
    ("birth year", |it| it.birth_year = it.birth_year.or(Some(1994))),
    ("age range", |it| it.age_range = it.age_range.or(Some([30, 34]))),
    ("own name where none was", |it| {
        it.name = it.name.take().or_else(|| Some("Juniper May Quillfeather".into()));
    }),
];

const DISAGREEING: &[(&str, Change)] = &[
    ("phone", |it| it.phones.push("312-555-0199".into())),
    ("e-mail", |it| it.emails.push("somebody@example.org".into())),
    ("place", |it| it.addresses.push(address("1 Nowhere Rd", "Tampa", "FL"))),
    ("relative", |it| it.relatives.push("Otto Grimble".into())),
    ("account", |it| it.usernames.push("zzz_unrelated".into())),
    ("domain", |it| it.domains.push("example.org".into())),
    ("name", |it| it.alternative_names.push("Gareth Plimsoll".into())),
    ("country", |it| {
        it.addresses.push(Address { city: "Ghent".into(), country: "BE".into(), ..Address::default() });
    }),
    ("detail", |it| it.details.push("Sample Works".into())),
    ("age", |it| it.age = it.age.or(Some(71))),
    ("birth year", |it| it.birth_year = it.birth_year.or(Some(1950))),
    ("age range", |it| it.age_range = it.age_range.or(Some([60, 69]))),
    ("name where none was", |it| it.name = it.name.take().or_else(|| Some("Gareth Plimsoll".into()))),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_listing_gets_a_match(listing in any_listing()) {
        let found = judge(&listing);
        prop_assert!((0.0..=1.0).contains(&found.score));
    }

    #[test]
    fn any_person_gets_a_match(parts in prop::collection::vec(any_text(), 8), listing in likely_listing()) {
        let person: Person = serde_json::from_value(serde_json::json!({
            "names": [{"first": parts[0], "middle": parts[1], "last": parts[2], "suffix": parts[3]}, {"last": parts[4], "kind": "maiden"}],
            "addresses": [{"street": parts[5], "city": parts[6], "postcode": parts[7]}],
            "phones": [parts[0]], "emails": [parts[1]], "usernames": [parts[2]], "relatives": [{"name": parts[3]}],
            "domains": [parts[4]], "affiliations": [parts[5]]
        })).unwrap();
        prop_assert!((0.0..=1.0).contains(&match_listing(&person, &listing, TODAY).score));
    }

    #[test]
    fn verdict_and_score_agree(listing in likely_listing()) {
        let found = judge(&listing);
        let expected = match found.score {
            score if score >= 0.90 => Likeness::Same,
            score if score >= 0.10 => Likeness::Possible,
            _ => Likeness::Other,
        };
        prop_assert_eq!(found.verdict, expected);
    }

    #[test]
    fn an_agreeing_fact_never_lowers_the_score(listing in likely_listing(), at in 0..AGREEING.len()) {
        let before = judge(&listing).score;
        let mut more = listing.clone();
        AGREEING[at].1(&mut more);
        prop_assert!(judge(&more).score >= before - 1e-12, "{} lowered {}", AGREEING[at].0, before);
    }

    #[test]
    fn a_disagreeing_fact_never_raises_the_score(listing in likely_listing(), at in 0..DISAGREEING.len()) {
        let before = judge(&listing).score;
        let mut more = listing.clone();
        DISAGREEING[at].1(&mut more);
        prop_assert!(judge(&more).score <= before + 1e-12, "{} raised {}", DISAGREEING[at].0, before);
    }

    #[test]
    fn facts_push_one_way_for_a_common_name_too(listing in likely_listing(), at in 0..DISAGREEING.len()) {
        let judge = |listing: &Listing| match_listing(&john(), listing, TODAY).score;
        let before = judge(&listing);
        let mut more = listing.clone();
        DISAGREEING[at].1(&mut more);
        prop_assert!(judge(&more) <= before + 1e-12, "{} raised {}", DISAGREEING[at].0, before);
        // The names in that table are not this person's.
        let (what, agree) = AGREEING[at % (AGREEING.len() - 1)];
        if !what.contains("name") && what != "past street" {
            let mut more = listing.clone();
            agree(&mut more);
            prop_assert!(judge(&more) >= before - 1e-12, "{} lowered {}", what, before);
        }
    }

    #[test]
    fn writing_and_order_do_not_matter(listing in likely_listing()) {
        let before = judge(&listing);
        let loud = |text: &String| format!("  {}  ", text.to_uppercase().replace(' ', "   ").replace('Ü', "U\u{308}"));
        let all = |texts: &[String]| texts.iter().rev().map(loud).collect::<Vec<_>>();
        let loud_address = |place: &Address| Address {
            street: loud(&place.street),
            city: loud(&place.city),
            region: loud(&place.region),
            ..place.clone()
        };
        let other = Listing {
            name: listing.name.as_ref().map(loud),
            alternative_names: all(&listing.alternative_names),
            emails: all(&listing.emails),
            phones: listing.phones.iter().rev().cloned().collect(),
            relatives: all(&listing.relatives),
            usernames: all(&listing.usernames),
                        addresses: listing.addresses.iter().rev().map(loud_address).collect(),
            domains: all(&listing.domains),
            details: all(&listing.details),
            ..listing.clone()
        };
        let after = judge(&other);
        prop_assert_eq!(before.verdict, after.verdict);
        prop_assert!((before.score - after.score).abs() < 1e-12);
    }

    #[test]
    fn reasons_carry_no_value(listing in likely_listing()) {
        for reason in judge(&listing).reasons {
            let said = reason.because.words().to_lowercase();
            for value in ["quill", "juniper", "spring", "217", "june", "lumen", "rowan", "100"] {
                prop_assert!(!said.contains(value), "{said}");
            }
        }
    }
}
