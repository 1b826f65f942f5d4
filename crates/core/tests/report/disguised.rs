//! Hidden names in every form, disguised; any text at all.

use crate::audit::name;
use crate::everyday::redactor;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unlisted_core::person::NameKind;
use unlisted_core::redact::Redactor;
use unlisted_core::{Person, Profile};

/// A given name with the forms in which people write it.
fn given() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("Michael", "Mike"),
        ("Michael", "Micheal"),
        ("William", "Bill"),
        ("Elizabeth", "Betsy"),
        ("Elizabeth", "Elisabeth"),
        ("Robert", "Bobby"),
        ("Katherine", "Kathy"),
        ("Alejandro", "Alex"),
        ("Casper", "Caspar"),
        ("Casper", "C"),
        ("Theodore", "Ted"),
    ])
}

/// One letter as another that looks like it, or with something invisible behind it.
fn disguise(text: &str, how: usize) -> String {
    match how {
        1 => text.replace('e', "\u{435}").replace('a', "\u{430}"),
        2 => text.chars().flat_map(|c| [c, '\u{3164}']).collect(),
        3 => text.to_uppercase(),
        4 => text.replace('a', "\u{e1}").replace('o', "\u{f6}"),
        5 => text.replace('e', "%65"),
        6 => text.chars().flat_map(|c| [c, '\u{200b}', '\u{e0020}']).collect(),
        _ => text.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, rng_seed: RngSeed::Fixed(12), ..ProptestConfig::default() })]

    #[test]
    fn every_form_of_any_hidden_name_is_known(
        (first, written) in given(),
        how in 0_usize..7,
        form in 0_usize..8,
        around in prop::sample::select(vec![("", ""), ("seen with ", " on Monday"), ("name: ", ""), ("(", ")"), ("<b>", "</b>")]),
    ) {
        let person = Person {
            names: vec![
                name("Juniper", "May", "Quillfeather", NameKind::Legal),
                name(first, "", "Quillfeather", NameKind::Former),
            ],
            ..Person::default()
        };
        let redactor = Redactor::new(&Profile::from_person(&person));
        let form = match form {
            0 => format!("{written} Quillfeather"),
            1 => format!("Quillfeather, {written}"),
            2 => format!("{written}-Quillfeather"),
            3 => format!("{written}_Quillfeather"),
            4 => format!("{written}Quillfeather94").to_lowercase(),
            5 => format!("https://example.com/p/{written}-quillfeather").to_lowercase(),
            6 => format!("{written} Quillfeather's page"),
            _ => format!("{written}.Quillfeather@example.net"),
        };
        let text = format!("{}{}{}", around.0, disguise(&form, how), around.1);
        prop_assert!(redactor.hides(&text), "{text:?} for {first}");
    }

    #[test]
    fn text_about_others_stays_whole(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Juniper", "Quillfeather", "Marlow", "the", "record", "of", "will", "be", "removed", "Dayton", "Ohio", "Main",
                "Street", "site", "page", "12", "2026", "Helen", "George", "Sample", "garden", "mark", "and",
            ]),
            0..12,
        )
    ) {
        let text = words.join(" ");
        let (covered, kinds) = redactor().cover(&text);
        prop_assert!(kinds.is_empty(), "{text:?} holds {kinds:?}");
        prop_assert_eq!(covered, text);
    }

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        let (covered, kinds) = redactor().cover(&text);
        prop_assert!(!kinds.is_empty() || covered == text, "innocent text is not changed");
    }
}
