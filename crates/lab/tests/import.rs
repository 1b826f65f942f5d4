//! Imports a list and checks its definitions against a server of this machine, as an author of a list would.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn lab(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_unlisted-lab")).args(words).output().expect("the binary runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

/// A folder of its own per test, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a UTF-8 path").to_owned()
}

/// Answers until the test ends: status, `location` and body by path, host and body of the request.
fn serve() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    port
}

fn answer(mut stream: TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let (mut host, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "host" => value.trim().clone_into(&mut host),
            "content-length" => length = value.trim().parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?, words.next()?);
    let mut parts = path.trim_start_matches('/').split('/');
    let (kind, name) = (parts.next()?, parts.next().unwrap_or_default());
    let is_there = [name, host.split('.').next()?].contains(&"lumenfox")
        || body == r#"{"user":"lumenfox"}"#
        || body == "user=lumenfox&go=1";
    let (status, location, page) = match (kind, is_there) {
        ("same", true) => (200, "", "<p>Lanterns, <b data-user=7>member</b></p>"),
        ("same", false) => (200, "", "<p>There is nobody of that name here, sorry.</p>"),
        ("led", false) => (302, "/gone", ""),
        ("wall", _) => (403, "", "<title>Just a moment...</title>"),
        ("all", _) | (_, true) => (200, "", "<p>Joined the lantern club</p>"),
        (_, false) => (404, "", "<p>Nothing</p>"),
    };
    let page = if method == "HEAD" { "" } else { page };
    let head = format!(
        "HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-type: text/html\r\nlocation: {location}"
    );
    write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{page}", page.len()).ok()
}

fn wmn(name: &str, address: &str, exists: (u16, &str), missing: (u16, &str), more: &Value) -> Value {
    let mut entry = json!({ "name": name, "uri_check": address, "e_code": exists.0, "e_string": exists.1,
        "m_code": missing.0, "m_string": missing.1, "known": ["lumenfox"], "cat": "social" });
    for (key, value) in more.as_object().into_iter().flatten() {
        entry[key] = value.clone();
    }
    entry
}

/// The verdict of each source for a name, sorted.
fn verdicts(sources: &str, folder: &Path, name: &str, controls: &[&str]) -> Vec<(String, String)> {
    let person = write(folder, &format!("{name}.json"), &json!({ "usernames": [name] }).to_string());
    let words = ["check", "--sources", sources, "--person", &person, "--lab-hosts"];
    let output = lab(&[&words, controls].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let pair = |line: &Value| {
        let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        (word("source"), if line["reason"].is_null() { word("verdict") } else { word("reason") })
    };
    let mut pairs: Vec<_> = lines(&output).iter().map(pair).collect();
    pairs.sort();
    pairs
}

#[test]
fn an_imported_list_checks_as_it_says() {
    let port = serve();
    let folder = folder("import");
    // A host for each entry: the pauses between two requests are kept per host.
    let here = |host: &str, path: &str| format!("http://{host}.localhost:{port}/{path}");
    let none = json!({});
    let sites = [
        wmn("Codes", &here("s1", "code/{account}"), (200, "oined"), (404, ""), &none),
        wmn("Texts", &here("s2", "same/{account}"), (200, "data-user=7"), (200, "nobody of"), &none),
        wmn("Redirect", &here("s3", "led/{account}"), (200, "Joined"), (302, ""), &none),
        wmn(
            "Label",
            &format!("http://{{account}}.sites.localhost:{port}/x"),
            (200, "Joined"),
            (404, ""),
            &none,
        ),
        wmn(
            "Json",
            &here("s4", "post"),
            (200, "Joined"),
            (404, ""),
            &json!({ "post_body": r#"{"user":"{account}"}"#, "headers": { "Content-Type": "application/json" } }),
        ),
        wmn(
            "Form",
            &here("s5", "post"),
            (200, "Joined"),
            (404, ""),
            &json!({ "post_body": "user={account}&go=1", "headers": { "Content-Type": "application/x-www-form-urlencoded" } }),
        ),
        wmn(
            "Strip",
            &here("s6", "code/{account}"),
            (200, "Joined"),
            (404, ""),
            &json!({ "strip_bad_char": "." }),
        ),
        wmn("Wall", &here("s7", "wall/{account}"), (200, "Joined"), (403, ""), &none),
        wmn("Claims all", &here("s8", "all/{account}"), (200, "Joined"), (404, ""), &none),
        wmn("Off", &here("s9", "code/{account}"), (200, "Joined"), (404, ""), &json!({ "valid": false })),
    ];
    let list = write(&folder, "wmn-data.json", &json!({ "sites": sites }).to_string());
    let sources = folder.join("sources");
    let sources = sources.to_str().expect("UTF-8");
    let output = lab(&["import", "whatsmyname", &list, "--out", sources]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = lines(&output);
    assert_eq!(said.len(), 10, "a line for each entry");
    assert_eq!((&said[0]["taken"], &said[0]["name"]), (&"wmn-codes".into(), &"Codes".into()));
    assert!(said[0]["remarks"].is_array());
    assert_eq!(said[9]["left"], "Off");
    let problems = lab(&["source", "lint", sources]);
    assert!(problems.stdout.is_empty(), "{}", String::from_utf8_lossy(&problems.stdout));

    let expect = |name: &str, controls: &[&str], expected: &[(&str, &str)]| {
        let expected: Vec<_> =
            expected.iter().map(|(id, word)| ((*id).to_owned(), (*word).to_owned())).collect();
        assert_eq!(verdicts(sources, &folder, name, controls), expected, "{name} {controls:?}");
    };
    let both = [("wmn-claims-all", "control_failed"), ("wmn-wall", "blocked")];
    let all = ["wmn-codes", "wmn-form", "wmn-json", "wmn-label", "wmn-redirect", "wmn-strip", "wmn-texts"];
    let with = |word: &'static str| {
        let mut pairs: Vec<_> = all.iter().map(|id| (*id, word)).chain(both).collect();
        pairs.sort_unstable();
        pairs
    };
    let mut uncontrolled = with("listed");
    assert_eq!(std::mem::replace(&mut uncontrolled[0].1, "listed"), "control_failed");
    expect("lumenfox", &["--controls"], &with("listed"));
    expect("lumenfox", &[], &uncontrolled);
    expect("zqnobodyhere", &["--controls"], &with("not_listed"));
    let dotted = verdicts(sources, &folder, "lumen.fox", &[]);
    let strip = dotted.iter().find(|(id, _)| id == "wmn-strip").expect("it is asked");
    assert_eq!(strip.1, "listed", "without its dot it is another name, and that one is there");
    assert!(dotted.iter().all(|(id, _)| id != "wmn-label"), "a dot cannot stand in one label of a host name");
}

#[test]
fn sherlock_s_three_ways_check_as_they_say() {
    let port = serve();
    let folder = folder("import-sherlock");
    let here = |host: &str, path: &str| format!("http://{host}.localhost:{port}/{path}");
    let list = json!({ "$schema": "data.schema.json", "Word": 7,
        "Status": { "url": here("s10", "code/{}"), "urlMain": here("www", ""), "errorType": "status_code", "username_claimed": "lumenfox" },
        "Head": { "url": here("s11", "code/{}"), "urlMain": here("www", ""), "errorType": "status_code", "request_method": "HEAD" },
        "Message": { "url": here("s12", "same/{}"), "urlMain": here("www", ""), "errorType": ["message"], "errorMsg": ["nobody of that", "void"] },
        "Redirect": { "url": here("s13", "led/{}"), "urlMain": here("www", ""), "errorType": "response_url", "errorUrl": here("s13", "gone") },
        "Payload": { "url": here("s15", "u/{}"), "urlProbe": here("s16", "post"), "urlMain": here("www", ""), "errorType": "status_code",
            "request_method": "POST", "request_payload": { "user": "{}" } },
        "Pattern": { "url": here("s17", "code/{}"), "urlMain": here("www", ""), "errorType": "status_code", "regexCheck": "^[0-9]+$" } });
    let list = write(&folder, "data.json", &list.to_string());
    let sources = folder.join("sources");
    let sources = sources.to_str().expect("UTF-8");
    let output = lab(&["import", "sherlock", &list, "--out", sources]);
    let left: Vec<Value> = lines(&output).into_iter().filter(|line| line.get("left").is_some()).collect();
    assert_eq!(left.iter().map(|line| &line["left"]).collect::<Vec<_>>(), ["$schema", "Word"]);
    let ids = ["head", "message", "payload", "redirect", "status"].map(|id| format!("sherlock-{id}"));
    for (name, word) in [("lumenfox", "listed"), ("zqnobodyhere", "not_listed")] {
        let expected: Vec<_> = ids.iter().map(|id| (id.clone(), word.to_owned())).collect();
        assert_eq!(verdicts(sources, &folder, name, &[]), expected, "{name} cannot be a name of digits");
    }
}

#[test]
fn files_that_are_there_are_kept_unless_told_otherwise() {
    let folder = folder("import-again");
    let entry = |text: &str| {
        let site = wmn("Codes", "https://example.com/{account}", (200, text), (404, ""), &json!({}));
        write(&folder, "list.json", &json!({ "sites": [site] }).to_string())
    };
    let out = folder.join("out");
    let out = out.to_str().expect("UTF-8");
    let import = |list: &str, more: &[&str]| {
        let output = lab(&[&["import", "whatsmyname", list, "--out", out], more].concat());
        (output.status.code(), lines(&output))
    };
    let first = entry("Joined");
    assert_eq!(import(&first, &[]).0, Some(0));
    assert_eq!(import(&first, &[]).0, Some(0), "the same again is no harm");
    let second = entry("Member");
    let (code, said) = import(&second, &[]);
    assert_eq!(code, Some(1));
    assert!(said[0]["why"].as_str().expect("a reason").contains("--replace"), "{said:?}");
    let file = folder.join("out/wmn-codes.toml");
    assert!(std::fs::read_to_string(&file).expect("the first").contains("Joined"));
    assert_eq!(import(&second, &["--replace"]).0, Some(0));
    assert!(std::fs::read_to_string(&file).expect("the second").contains("Member"));
    assert_eq!(std::fs::read_dir(folder.join("out")).expect("the folder").count(), 1, "nothing half-written");
}

#[test]
fn wrong_files_and_wrong_calls_are_told_apart() {
    let folder = folder("import-wrong");
    let out = folder.to_str().expect("UTF-8");
    let broken = write(&folder, "broken.json", "{\n \"sites\": [,]}");
    let other = write(&folder, "other.json", "{\"a\": 1}");
    let check = |words: &[&str], status: i32, says: &str| {
        let output = lab(&[&["import"], words].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{words:?}: {said}");
        assert!(output.stdout.is_empty() && said.contains(says), "{words:?}: {said}");
    };
    check(&["whatsmyname", &broken, "--out", out], 1, "line 2 column");
    check(&["whatsmyname", &other, "--out", out], 1, "`sites`");
    check(&["sherlock", &other, "--out", out], 1, "is an entry");
    check(&["whatsmyname", "nowhere.json", "--out", out], 1, "nowhere.json");
    check(&["whatsmyname", &other, "--out", &format!("{other}/below")], 1, "");
    check(&["whatsmyname", &other], 2, "--out");
    check(&["whatsmyname", "--out", out], 2, "its file");
    check(&["maigret", &other, "--out", out], 2, "maigret");
    check(&["whatsmyname", &other, "more", "--out", out], 2, "more");
}

#[test]
fn saved_pages_are_read_in_every_form() {
    let folder = folder("saved");
    let definition =
        format!("{}/../../assets/sources/people-search/idcrawl.toml", env!("CARGO_MANIFEST_DIR"));
    let url = "https://www.idcrawl.com/rowan-thistlewick";
    let card = "<!doctype html><html><body><div class=\"person-card\"><b class=\"person-name\">Rowan Thistlewick</b></div></body></html>";
    let note = |url: &str| format!("<!-- saved from url=({:04}){url} -->{card}", url.len());
    let archive = |page: &str| {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{}\r\n--b--\r\n",
            page.replace('=', "=3D")
        )
    };
    let read = |name: &str, text: &str| {
        let page = write(&folder, name, text);
        let output = lab(&["source", "read", "--definition", &definition, "--page", &page]);
        (output.status.code(), lines(&output).pop().unwrap_or_default())
    };
    for (name, text) in [("a.html", card.to_owned()), ("b.html", note(url)), ("c.mhtml", archive(card))] {
        let (code, line) = read(name, &text);
        assert_eq!((code, &line["verdict"]), (Some(0), &"listed".into()), "{name}: {line}");
        assert_eq!(line["listings"][0]["name"], "Rowan Thistlewick", "{name}");
    }
    let (code, line) = read("d.html", &note("https://people.example.org/rowan-thistlewick"));
    assert_eq!(
        (code, &line["reason"]),
        (Some(0), &"redirected".into()),
        "another site's page is not this one's"
    );
    let cut = archive(card).replace("--b--", "");
    assert_eq!(read("e.mhtml", &cut), (Some(1), Value::Null), "a part of a page proves nothing");
}
