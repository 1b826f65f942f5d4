//! Runs the built binary: its output, its exit status, and that it stays on this machine.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

fn lab(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_unlisted-lab")).args(words).output().expect("the binary runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn asset(path: &str) -> String {
    format!("{}/../../assets/sources/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own per test, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(folder: &std::path::Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a UTF-8 path").to_owned()
}

const PERSON: &str = r#"{"names":[{"first":"Juniper","middle":"May","last":"Quillfeather","kind":"legal"},
  {"first":"Casper","last":"Quillfeather","kind":"former"}],"birth":{"date":"1994-05-17"},
  "addresses":[{"street":"1420 Example Lane","city":"Springfield","region":"IL","postcode":"62701","current":true}],
  "phones":["+12175550142"],"emails":["juniper.quillfeather@example.com"],"usernames":["lumenfox"]}"#;

#[test]
fn lint_is_silent_about_the_shipped_definitions() {
    for words in [&["source", "lint"][..], &["source", "lint", &asset("")][..]] {
        let output = lab(words);
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b""[..]), "{output:?}");
    }
}

#[test]
fn lint_names_file_place_fault_and_fix() {
    let folder = folder("lint");
    let good = std::fs::read_to_string(asset("profile/lichess.toml")).unwrap();
    write(&folder, "lichess.toml", &good.replace("reach = 5", "reach = 9"));
    write(&folder, "broken.toml", "format = ");
    let output = lab(&["source", "lint", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let problems = lines(&output);
    assert_eq!(problems.len(), 2, "{problems:?}");
    for problem in &problems {
        let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["file", "fix", "place", "what"]);
    }
    assert!(problems[0]["file"].as_str().unwrap().ends_with("lint/broken.toml"));
    assert!(problems[0]["place"].as_str().unwrap().starts_with("line 1"));
    assert_eq!(problems[1]["place"], "reach");
}

#[test]
fn read_judges_a_saved_page() {
    let folder = folder("read");
    let definition = asset("people-search/idcrawl.toml");
    let page = write(
        &folder,
        "page.html",
        "<!doctype html><div class=person-card><b class=person-name>Rowan Thistlewick</b>\
         <i class=person-age>Age 40</i></div>",
    );
    let read = |words: &[&str]| {
        let output = lab(&[&["source", "read", "--definition", &definition, "--page"], words].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        lines(&output).remove(0)
    };
    let listed = read(&[&page]);
    assert_eq!(listed["verdict"], "listed");
    assert_eq!(listed["listings"], serde_json::json!([{ "name": "Rowan Thistlewick", "age": 40 }]));
    assert!(listed.get("reason").is_none());

    let nobody =
        write(&folder, "nobody.html", "<!doctype html><p>We could not find anyone named\n that way.</p>");
    assert_eq!(read(&[&nobody]), serde_json::json!({ "verdict": "not_listed", "listings": [] }));
    let walled =
        read(&[&nobody, "--status", "403", "--page-url", "https://www.idcrawl.com/rowan-thistlewick"]);
    assert_eq!(walled, serde_json::json!({ "verdict": "unknown", "reason": "blocked", "listings": [] }));
    let empty = write(&folder, "empty.html", "");
    assert_eq!(read(&[&empty])["reason"], "changed");
    // The same words, from elsewhere: they are about another question.
    for (url, expected) in [
        ("https://www.idcrawl.com/somebody-else?ref=1", serde_json::Value::Null),
        ("https://www.idcrawl.com/", "redirected".into()),
        ("https://www.idcrawl.com/login?next=%2Fsomebody-else", "login_needed".into()),
        ("https://login.example.org/somebody-else", "login_needed".into()),
        ("https://www.idcrawl.com/help/search", "redirected".into()),
    ] {
        let answer = read(&[&nobody, "--page-url", url]);
        let verdict = if expected.is_null() { "not_listed" } else { "unknown" };
        assert_eq!((&answer["verdict"], &answer["reason"]), (&verdict.into(), &expected), "{url}");
    }
}

#[test]
fn read_does_not_put_an_example_s_name_to_another_page() {
    let folder = folder("read-other");
    let profile = r#"<!doctype html><html><body><div class="tgme_page_title">Somebody</div></body></html>"#;
    let page = write(&folder, "page.html", profile);
    let definition = asset("username/telegram.toml");
    let url = "https://t.me/somebody";
    let output = lab(&["source", "read", "--definition", &definition, "--page", &page, "--page-url", url]);
    assert_eq!(lines(&output), [serde_json::json!({ "verdict": "listed", "listings": [{}] })]);
}

#[test]
fn match_reads_an_array_and_lines() {
    let folder = folder("match");
    let person = write(&folder, "person.json", PERSON);
    let me = r#"{"name":"Juniper M Quillfeather","age":32,"phones":["(217) 555-0142"],"addresses":[{"city":"Springfield","region":"IL"}]}"#;
    let other = r#"{"name":"Juniper Quillfeather","age":61,"addresses":[{"city":"Boise","region":"ID"}]}"#;
    for text in [format!("[{me},{other}]"), format!("{me}\n{other}\n")] {
        let listings = write(&folder, "listings.json", &text);
        let output = lab(&["match", "--person", &person, "--listings", &listings, "--today", "2026-11-22"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let matches = lines(&output);
        assert_eq!(matches.len(), 2);
        assert_eq!(
            (&matches[0]["index"], &matches[0]["verdict"]),
            (&0.into(), &"same".into()),
            "{matches:?}"
        );
        assert_eq!(
            (&matches[1]["index"], &matches[1]["verdict"]),
            (&1.into(), &"other".into()),
            "{matches:?}"
        );
        assert!(matches[0]["score"].as_f64() > matches[1]["score"].as_f64());
        assert!(matches[0]["reasons"][0]["because"].is_string());
    }
}

#[test]
fn match_takes_what_read_prints_and_what_other_programs_write() {
    let folder = folder("match-lenient");
    let person = write(&folder, "person.json", &format!("\u{feff}{PERSON}"));
    let page = write(
        &folder,
        "page.html",
        "<!doctype html><div class=person-card><b class=person-name>Juniper Quillfeather</b></div>",
    );
    let definition = asset("people-search/idcrawl.toml");
    let read = lab(&["source", "read", "--definition", &definition, "--page", &page]);
    let read = write(&folder, "read.json", &String::from_utf8(read.stdout).unwrap());
    let run = |person: &str, listings: &str| {
        let output = lab(&["match", "--person", person, "--listings", listings, "--today", "2026-11-22"]);
        let said = String::from_utf8(output.stderr.clone()).expect("UTF-8");
        (output.status.code(), lines(&output).len(), said)
    };
    assert_eq!(run(&person, &read), (Some(0), 1, String::new()));
    for (text, expected) in [
        ("\u{feff}[{\"name\":\"Juniper Quillfeather\",\"age\":40.0,\"url\":null}]", 1),
        ("[{\"age\":-3},{\"age\":99999999999999999999},{\"age\":\"40\"}]", 3),
        ("[{}]", 1),
        ("{}\n{}", 2),
    ] {
        let listings = write(&folder, "listings.json", text);
        assert_eq!(run(&person, &listings), (Some(0), expected, String::new()), "{text}");
    }
    for (text, wanted) in [
        ("{\"strange\":1}", "neither a listing nor a `listings` array"),
        ("[{},7]", "listing 1: not a JSON object"),
        ("[{},null]", "listing 1: not a JSON object"),
        ("[[]]", "listing 0: not a JSON object"),
        ("[{\"name\":7}]", "listing 0: invalid type"),
        ("[{}", "as JSON"),
    ] {
        let listings = write(&folder, "listings.json", text);
        let (status, printed, said) = run(&person, &listings);
        assert_eq!((status, printed), (Some(1), 0), "{text}");
        assert!(said.contains(wanted), "{text}: {said}");
    }
    let array = write(&folder, "array.json", "[]");
    let (status, printed, said) = run(&array, &read);
    assert_eq!((status, printed), (Some(1), 0));
    assert!(said.contains("not a JSON object"), "{said}");
}

#[test]
fn lint_goes_on_past_a_missing_file() {
    let folder = folder("lint-missing");
    let broken = write(&folder, "broken.toml", "format = ");
    let missing = folder.join("missing.toml");
    for words in [[broken.as_str(), missing.to_str().unwrap()], [missing.to_str().unwrap(), &broken]] {
        let output = lab(&[&["source", "lint"][..], &words[..]].concat());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(lines(&output).len(), 1, "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("missing.toml"), "{output:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_word_that_is_not_text_is_a_wrong_call() {
    use std::os::unix::ffi::OsStrExt;
    let word = std::ffi::OsStr::from_bytes(b"caf\xe9.toml");
    let output =
        Command::new(env!("CARGO_BIN_EXE_unlisted-lab")).args(["source", "lint"]).arg(word).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("UTF-8"));
}

#[test]
fn check_plays_the_practice_range() {
    let folder = folder("check");
    let person = write(&folder, "person.json", PERSON);
    let sources = asset("");
    let output =
        lab(&["check", "--sources", &sources, "--person", &person, "--controls", "--concurrency", "4"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let checks = lines(&output);
    let verdict = |source: &str| {
        let found: Vec<_> = checks.iter().filter(|line| line["source"] == source).collect();
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        (found[0]["verdict"].clone(), found[0].get("reason").cloned())
    };
    assert_eq!(verdict("voterrecords"), ("listed".into(), None));
    assert_eq!(verdict("lichess"), ("not_listed".into(), None));
    assert_eq!(verdict("companies-house-officers"), ("unknown".into(), Some("needs_key".into())));
    assert_eq!(verdict("truepeoplesearch"), ("unknown".into(), Some("needs_person".into())));
    assert!(checks.iter().all(|line| line["ms"].is_u64()));
    let former = checks.iter().any(|line| line["url"].as_str().unwrap().to_lowercase().contains("casper"));
    assert!(!former, "a former name is never sent");
}

#[test]
fn one_broken_definition_does_not_stop_the_others() {
    let folder = folder("broken");
    let person = write(&folder, "person.json", PERSON);
    write(&folder, "a-broken.toml", "format = 1\nid = ");
    let good = std::fs::read_to_string(asset("profile/lichess.toml")).unwrap();
    write(&folder, "b-good.toml", &good);
    write(&folder, "c-twin.toml", &good);
    let sources = folder.to_str().unwrap();
    let output = lab(&["check", "--sources", sources, "--person", &person]);
    let asked: Vec<Value> = lines(&output).into_iter().map(|line| line["source"].clone()).collect();
    assert!(
        !asked.is_empty() && asked.iter().all(|source| source == "lichess"),
        "the good one is asked: {asked:?}"
    );
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    for file in ["a-broken.toml", "c-twin.toml"] {
        assert!(said.contains(file), "{file} is named: {said}");
    }
    assert_eq!(output.status.code(), Some(1), "a run that left something out is no success");
}

#[test]
fn a_person_whom_no_definition_fits_is_told_so() {
    let folder = folder("nothing-fits");
    let source = asset("profile/lichess.toml");
    let nobody = write(&folder, "nobody.json", r#"{"domains":[]}"#);
    for controls in [&[][..], &["--controls"]] {
        let words = [&["check", "--sources", &source, "--person", &nobody][..], controls];
        let output = lab(&words.concat());
        assert_eq!(output.status.code(), Some(3), "nothing was checked: {output:?}");
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        assert!(output.stdout.is_empty() && said.contains("no definition fits"), "{said}");
    }
}

#[test]
fn lab_hosts_are_hosts_of_this_machine() {
    let folder = folder("lab-hosts");
    let person = write(&folder, "person.json", PERSON);
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let good = std::fs::read_to_string(asset("profile/lichess.toml")).unwrap();
    let here = good
        .replace("https://lichess.org/api/user/", &format!("http://127.0.0.1:{port}/api/user/"))
        .replace("id = \"lichess\"", "id = \"here\"");
    let here = write(&folder, "here.toml", &here);
    let serving = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut guest, _) = server.accept().unwrap();
        let mut asked = [0; 2048];
        let read = guest.read(&mut asked).unwrap();
        let body = r#"{"id":"lumenfox","username":"lumenfox"}"#;
        write!(guest, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
            .unwrap();
        String::from_utf8_lossy(&asked[..read]).into_owned()
    });
    let elsewhere = asset("profile/lichess.toml");
    let output = lab(&["check", "--sources", &here, &elsewhere, "--person", &person, "--lab-hosts"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(serving.join().unwrap().starts_with("GET /api/user/lumenfox HTTP/1.1\r\n"));
    let checks = lines(&output);
    assert_eq!(checks.len(), 2);
    for check in &checks {
        let expected =
            if check["source"] == "here" { ("listed", None) } else { ("unknown", Some("refused")) };
        let reason = check.get("reason").and_then(Value::as_str);
        assert_eq!((check["verdict"].as_str().unwrap(), reason), expected, "{check}");
    }
}

/// A server on this machine that answers the same to everybody, for `most` requests.
fn parrot(body: &'static str, most: usize) -> u16 {
    use std::io::{Read, Write};
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = server.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for guest in server.incoming().take(most) {
            let mut guest = guest.expect("a guest");
            let _ = guest.read(&mut [0; 2048]);
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = guest.write_all(format!("{head}{body}").as_bytes());
        }
    });
    port
}

#[test]
fn a_source_that_knows_everybody_proves_nothing() {
    let folder = folder("controls");
    let person = write(&folder, "person.json", PERSON);
    let port = parrot(r#"{"id":"x","username":"x"}"#, 3);
    let good = std::fs::read_to_string(asset("profile/lichess.toml")).unwrap();
    let here = good
        .replace("https://lichess.org/api/user/", &format!("http://127.0.0.1:{port}/api/user/"))
        .replace("[probe.listings]", "pace_seconds = 0\n\n[probe.listings]");
    let here = write(&folder, "lichess.toml", &here);
    let check = |flags: &[&str]| {
        let words = ["check", "--sources", &here, "--person", &person, "--lab-hosts"];
        lines(&lab(&[&words[..], flags].concat())).remove(0)
    };
    assert_eq!(check(&[])["verdict"], "listed");
    let weighed = check(&["--controls"]);
    assert_eq!((&weighed["verdict"], &weighed["reason"]), (&"unknown".into(), &"control_failed".into()));
}

#[test]
fn wrong_calls_end_with_two_and_failures_with_one() {
    let folder = folder("failures");
    let person = write(&folder, "person.json", PERSON);
    for words in [
        &[][..],
        &["import", "sherlock"],
        &["source", "show"],
        &["source", "read", "--page", "x"],
        &["source", "lint", "--fast"],
        &["source", "lint", "-v"],
        &["source", "read", "--page", "-v"],
        &["match", "-v", "--person", &person, "--listings", &person],
        &["check", "--sources", &person, "--person", &person, "--controls", "-v"],
        &["help", "-v"],
        &["-v"],
        &["match", "--person"],
        &["match", "--person", &person, "--listings", &person, "--today", "soon"],
        &["check", "--sources", &person, "--person", &person, "--concurrency", "0"],
    ] {
        let output = lab(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
    for words in [
        &["source", "lint", "/nowhere/at/all"][..],
        &["match", "--person", "/nowhere/at/all", "--listings", &person],
        &["check", "--sources", &person, "--person", &person],
    ] {
        let output = lab(words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
}
