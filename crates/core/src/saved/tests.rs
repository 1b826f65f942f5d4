//! Saved pages in every form a browser writes, and files that only look like one.

use super::*;
use crate::source::Placeholder;
use crate::source::catalogue::read_definition;

fn nobody() -> OwnFacts {
    OwnFacts::default()
}

const ADDRESS: &str = "https://people.example.com/find/juniper-quillfeather";
const CARD: &str = "<!doctype html><html><head><title>Juniper</title></head><body><div class=\"card\">\
    <h2>Juniper Quillfeather</h2><p class=\"age\">Age 32</p></div></body></html>";
const NOBODY: &str =
    "<!doctype html><html><head><title>Find</title></head><body><p>Nobody of that name.</p></body></html>";

fn definition() -> Definition {
    let text = r#"
        format = 1
        id = "example-people"
        name = "Example People"
        category = "people-search"
        home = "https://www.example.com/"
        exposes = ["name"]
        reach = 4
        checked_live = "never"
        facts = ["Invented."]
        [probe]
        kind = "page"
        url = "https://people.example.com/find/{first|lower}-{last|lower}"
        [probe.listings]
        each = "div.card"
        [probe.listings.fields]
        name = { select = "h2" }
        age = { select = "p.age" }
        [[probe.not_listed]]
        contains = "Nobody of that name"
        [removal]
        how = "none"
        steps = ["Nothing removes it."]
    "#;
    read_definition("example-people.toml", text).unwrap()
}

fn asked() -> Values {
    Values::from([(Placeholder::First, "Juniper".into()), (Placeholder::Last, "Quillfeather".into())])
}

fn mhtml(page: &str, encoding: &str, boundary: &str) -> String {
    let body = match encoding {
        "base64" => {
            let text = data_encoding::BASE64.encode(page.as_bytes());
            let lines: Vec<_> = text.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
            lines.join("\r\n")
        }
        "quoted-printable" => {
            let escaped = page.replace('=', "=3D");
            let characters: Vec<char> = escaped.chars().collect();
            let mut lines = String::new();
            // Lines are broken where no escape is torn.
            for character in characters {
                let width = lines.rsplit('\n').next().map_or(0, str::len);
                if width > 66 && character != '3' && character != 'D' {
                    lines.push_str("=\r\n");
                }
                if character.is_ascii() {
                    lines.push(character);
                } else {
                    lines.extend(character.to_string().bytes().map(|byte| format!("={byte:02X}")));
                }
            }
            lines
        }
        _ => page.to_owned(),
    };
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: =?utf-8?Q?Juniper?=\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"{boundary}\"\r\n\r\n\r\n\
         --{boundary}\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n\
         Content-Transfer-Encoding: {encoding}\r\nContent-Location: {ADDRESS}\r\n\r\n{body}\r\n\
         --{boundary}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Location: https://elsewhere.example.net/a.png\r\n\r\niVBORw0KGgo=\r\n--{boundary}--\r\n"
    )
}

fn check(file_name: &str, file: &str, expected: Result<&str, SavedFailure>) {
    let judged = judge_saved(&definition(), &asked(), &nobody(), file_name, file.as_bytes());
    let word = judged.map(|verdict| match verdict {
        Verdict::Listed { listings, .. } => {
            assert_eq!(listings[0].name.as_deref(), Some("Juniper Quillfeather"), "{file_name}");
            "listed".to_owned()
        }
        Verdict::NotListed => "not_listed".to_owned(),
        Verdict::Unknown { reason } => format!("{reason:?}"),
    });
    let start: String = file.chars().take(300).collect();
    assert_eq!(word, expected.map(str::to_owned), "{file_name}: {start}");
}

#[test]
fn every_form_of_a_saved_page_is_read() {
    for (page, word) in [(CARD, "listed"), (NOBODY, "not_listed")] {
        for encoding in ["quoted-printable", "base64", "7bit", "8bit", "binary"] {
            check("page.mhtml", &mhtml(page, encoding, "----MultipartBoundary--a1B2----"), Ok(word));
            check("page.html", &mhtml(page, encoding, "x").replace("\r\n", "\n"), Ok(word));
        }
        let noted = format!("<!-- saved from url=({:04}){ADDRESS} -->", ADDRESS.len());
        check("page.html", &page.replacen("<html>", &format!("\n{noted}\n<html>"), 1), Ok(word));
        check("page.htm", &format!("\u{feff}{noted}{page}"), Ok(word));
        let single =
            format!("<!--\n Page saved with SingleFile \n url: {ADDRESS}#top \n saved date: Mon\n-->");
        check("page.html", &page.replacen("<html>", &format!("<html lang=en>{single}"), 1), Ok(word));
        let canonical = format!("<head><link href='{ADDRESS}' rel='canonical'>");
        check("page.html", &page.replacen("<head>", &canonical, 1), Ok(word));
        let base = format!("<head><base href={ADDRESS}>");
        check("page.html", &page.replacen("<head>", &base, 1), Ok(word));
    }
}

#[test]
fn a_page_without_an_address_is_asked_about() {
    for page in [CARD, NOBODY] {
        check("page.html", page, Err(SavedFailure::WhereFrom));
        let other = "<head><link rel=canonical href=https://people.example.com/find>";
        check("page.html", &page.replacen("<head>", other, 1), Err(SavedFailure::WhereFrom));
        check(
            "page.html",
            &format!("<!-- saved from url=(0014)about:internet -->{page}"),
            Err(SavedFailure::WhereFrom),
        );
    }
    let from = Url::parse(ADDRESS).unwrap();
    let said = |file: &str| {
        judge_saved_from(&definition(), &asked(), &nobody(), &from, "page.html", file.as_bytes())
    };
    assert_eq!(said(NOBODY), Ok(Verdict::NotListed), "the person said where it is from");
    let elsewhere = format!("<!-- saved from url=(0025)https://www.example.net/a -->{NOBODY}");
    assert!(matches!(said(&elsewhere), Err(SavedFailure::AnotherSite(_))), "the browser is believed");
}

#[test]
fn another_site_is_never_judged_as_the_source() {
    for host in [
        "people.example.net",
        "people.example.com.example.net",
        "127.0.0.1",
        "localhost:8000",
        "xexample.com",
    ] {
        let elsewhere = SavedFailure::AnotherSite(host.split(':').next().unwrap_or_default().into());
        for page in [CARD, NOBODY] {
            let noted =
                format!("<!-- saved from url=(0042)https://{host}/find/juniper-quillfeather -->{page}");
            check("page.html", &noted, Err(elsewhere.clone()));
            let claimed = format!("<head><link rel=canonical href=\"https://{host}/\">");
            check("page.html", &page.replacen("<head>", &claimed, 1), Err(elsewhere.clone()));
            let archive = mhtml(page, "base64", "b").replace("people.example.com", host);
            check("page.mhtml", &archive, Err(elsewhere.clone()));
        }
    }
}

#[test]
fn an_answer_to_another_question_proves_nothing() {
    let other = "<!-- saved from url=(0042)https://people.example.com/find/wren-quillfeather -->";
    check("page.html", &format!("{other}{NOBODY}"), Ok("Redirected"));
    let login = "<!-- saved from url=(0042)https://people.example.com/login -->";
    check("page.html", &format!("{login}{NOBODY}"), Ok("LoginNeeded"));
}

#[test]
fn walls_and_strange_pages_stay_unknown() {
    let noted = format!("<!-- saved from url=(0042){ADDRESS} -->");
    let wall = "<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>";
    check("page.html", &format!("{noted}{wall}"), Ok("Blocked"));
    check("page.mhtml", &mhtml(wall, "quoted-printable", "b"), Ok("Blocked"));
    check("page.html", &format!("{noted}<p>Welcome.</p>"), Ok("Changed"));
}

#[test]
fn the_page_s_own_character_set_goes_along() {
    let archive = mhtml(CARD, "quoted-printable", "b")
        .replace("Content-Type: text/html\r\n", "Content-Type: text/html; charset=\"windows-1252\"\r\n");
    let page = read_saved("a.mht", archive.as_bytes()).unwrap();
    assert_eq!(page.content_type, "text/html; charset=windows-1252");
    assert_eq!(page.url.unwrap().reveal().as_str(), ADDRESS);
}

#[test]
fn inlined_pictures_do_not_hide_the_page() {
    let noted = format!("<!-- saved from url=(0042){ADDRESS} -->");
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(4 << 20));
    check(
        "page.html",
        &format!("{noted}{}", CARD.replace("<body>", &format!("<body>{picture}"))),
        Ok("listed"),
    );
    let words = "data: base64, is a word; data:image/png;base64,short";
    let kept = inlined::without_pictures(words.as_bytes().to_vec());
    assert_eq!(kept, words.as_bytes(), "words are left alone");
}

#[test]
fn files_that_are_no_page_say_so() {
    check("page.pdf", "%PDF-1.7", Err(SavedFailure::NotAPage("a PDF")));
    check("page.webarchive", "bplist00\u{1}", Err(SavedFailure::NotAPage("a Safari web archive")));
    check("page.html", "a\0b", Err(SavedFailure::NotAPage("not text")));
    check("page.html", " \n", Err(SavedFailure::Empty));
    check("page.mhtml", "words", Err(SavedFailure::Damaged("it does not begin with the headers of one")));
    let large = vec![b'a'; MOST_BYTES + 1];
    assert_eq!(read_saved("a.html", &large).unwrap_err(), SavedFailure::TooLarge);
}

#[test]
fn damaged_archives_say_what_is_wrong() {
    let whole = mhtml(CARD, "quoted-printable", "b");
    let damaged = |from: &str, to: &str| whole.replace(from, to);
    for (file, failure) in [
        (damaged("boundary=\"b\"", ""), SavedFailure::Damaged("it names no boundary")),
        (damaged("boundary=\"b\"", "boundary=\"c\""), SavedFailure::Damaged("its boundary is missing")),
        (damaged("\r\n--b--", ""), SavedFailure::CutShort),
        (damaged("text/html\r\nContent-ID", "text/css\r\nContent-ID"), SavedFailure::NoMainPage),
        (damaged("=3D", "=ZZ"), SavedFailure::Damaged("its quoted-printable is broken")),
        (damaged("quoted-printable", "x-zip"), SavedFailure::Damaged("its encoding is not known")),
        (damaged("quoted-printable", "base64"), SavedFailure::Damaged("its base64 is broken")),
        (
            damaged("Content-ID", "no header\r\nContent-ID"),
            SavedFailure::Damaged("a line of its headers is none"),
        ),
        (
            damaged("Content-ID", &format!("X: {}\r\nContent-ID", "y".repeat(70_000))),
            SavedFailure::Damaged("its headers are too long"),
        ),
        (
            damaged(
                "--b\r\nContent-Type: image/png",
                &format!("{}--b\r\nContent-Type: image/png", "--b\r\n\r\n".repeat(5000)),
            ),
            SavedFailure::Damaged("it has too many parts"),
        ),
    ] {
        check("page.mhtml", &file, Err(failure));
    }
}

#[test]
fn nested_parts_are_read_to_a_bound() {
    let nest = |deep: usize| {
        let mut inside = format!("Content-Type: text/html\r\nContent-Location: {ADDRESS}\r\n\r\n{CARD}");
        for level in 0..deep {
            inside = format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=l{level}x\r\n\r\n--l{level}x\r\n{inside}\r\n--l{level}x--\r\n"
            );
        }
        inside
    };
    check("page.mhtml", &nest(2), Ok("listed"));
    check("page.mhtml", &nest(40), Err(SavedFailure::Damaged("its parts are nested too deep")));
}

#[test]
fn addresses_that_disagree_are_asked_about() {
    let archive = mhtml(NOBODY, "base64", "b");
    let snapshot = format!("Snapshot-Content-Location: {ADDRESS}");
    let torn = archive.replace(&snapshot, "Snapshot-Content-Location: https://people.example.com/other");
    check("page.mhtml", &torn, Err(SavedFailure::WhereFrom));
}

#[test]
fn a_bare_status_is_no_proof_on_a_saved_page() {
    let text = r#"
        format = 1
        id = "example-accounts"
        name = "Example accounts"
        category = "username"
        home = "https://accounts.example.net/"
        exposes = ["username"]
        reach = 5
        checked_live = "never"
        facts = ["Invented."]
        [probe]
        kind = "presence"
        url = "https://accounts.example.net/{username}"
        [[probe.listed]]
        status = [200]
        lacks = "No such account"
        [[probe.not_listed]]
        status = [200]
        raw = "No such account"
        [removal]
        how = "account"
        steps = ["Delete the account."]
    "#;
    let definition = read_definition("example-accounts.toml", text).unwrap();
    let asked = Values::from([(Placeholder::Username, "lumenfox".into())]);
    let judge = |body: &str| {
        let file = format!("<!-- saved from url=(0038)https://accounts.example.net/lumenfox -->{body}");
        judge_saved(&definition, &asked, &nobody(), "a.html", file.as_bytes()).unwrap()
    };
    assert_eq!(judge("<p>Not found</p>"), Verdict::unknown(Reason::Changed), "the status was not saved");
    assert_eq!(judge("<p>No such account</p>"), Verdict::NotListed, "words are");
    let other = "<!-- saved from url=(0038)https://accounts.example.net/wren --><p>No such account</p>";
    let judged = judge_saved(&definition, &asked, &nobody(), "a.html", other.as_bytes());
    assert_eq!(judged, Ok(Verdict::unknown(Reason::Redirected)), "it is about another account");
}

#[test]
fn any_bytes_end_in_a_verdict_or_a_failure() {
    let seeds = [
        mhtml(CARD, "quoted-printable", "b"),
        mhtml(NOBODY, "base64", "b"),
        format!("<!-- saved from url=(1){ADDRESS} -->{NOBODY}"),
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..400 {
        let mut bytes = seeds[next(seeds.len())].clone().into_bytes();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = u8::try_from(next(256)).unwrap(),
                1 => bytes.truncate(at + 1),
                _ => {
                    let piece = bytes[at..(at + next(80) + 1).min(bytes.len())].to_vec();
                    bytes.extend(piece);
                }
            }
        }
        if let Ok(Verdict::NotListed) = judge_saved(&definition(), &asked(), &nobody(), "a.mhtml", &bytes) {
            let page = read_saved("a.mhtml", &bytes).unwrap();
            let text = String::from_utf8_lossy(page.bytes.reveal()).into_owned();
            assert!(text.contains("Nobody of that name"), "only the proof itself proves: {text}");
        }
    }
}

#[test]
fn a_hand_source_s_page_is_read_where_its_definition_says_how() {
    let text = r#"
        format = 1
        id = "example-wall"
        name = "Example behind a wall"
        category = "people-search"
        home = "https://www.example.com/"
        exposes = ["name"]
        reach = 4
        checked_live = "never"
        facts = ["Invented."]
        [probe]
        kind = "hand"
        url = "https://people.example.com/find/{first|lower}-{last|lower}"
        why = "bot-wall"
        look_for = "Look for a card."
        READ
        [removal]
        how = "none"
        steps = ["Nothing removes it."]
    "#;
    let read = "[probe.read]\nlistings = { each = \"div.card\", fields = { name = { select = \"h2\" } } }\n\
                not_listed = [{ contains = \"Nobody of that name\" }]";
    let judge = |read: &str, page: &str| {
        let definition = read_definition("example-wall.toml", &text.replace("READ", read)).unwrap();
        judge_saved(
            &definition,
            &asked(),
            &nobody(),
            "a.mhtml",
            mhtml(page, "quoted-printable", "b").as_bytes(),
        )
        .unwrap()
    };
    assert!(matches!(judge(read, CARD), Verdict::Listed { .. }), "its cards are read");
    assert_eq!(judge(read, NOBODY), Verdict::NotListed, "and its own proof counts");
    assert_eq!(judge("", NOBODY), Verdict::unknown(Reason::NeedsPerson), "without that a person looks");
}
