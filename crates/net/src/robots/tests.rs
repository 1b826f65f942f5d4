//! The tables of the reader of robots.txt: who is meant, which rule wins, what counts as the same address.

use super::*;

fn allows(text: &[u8], path: &str) -> bool {
    let url = Url::parse(&format!("https://www.example.com{path}")).unwrap();
    Robots::parse(text).allows(&url)
}

fn check(text: &str, path: &str, expected: bool) {
    assert_eq!(allows(text.as_bytes(), path), expected, "path {path} under {text:?}");
}

/// One rule line for everybody.
fn check_rule(rule: &str, path: &str, expected: bool) {
    check(&format!("User-agent: *\n{rule}\n"), path, expected);
}

#[test]
fn our_own_group_counts_and_else_everybody_s() {
    let both = "User-agent: *\nDisallow: /\n\nUser-agent: Unlisted\nDisallow: /private\n";
    check(both, "/people", true);
    check(both, "/private", false);
    check("User-agent: Unlisted\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/people", false);
    check("User-agent: OtherBot\nDisallow: /\n", "/people", true);
    check("User-agent: *\nDisallow: /\n", "/people", false);
    for name in ["unlisted", "UNLISTED", "Unlisted/0.1", "Unlisted/2.0 (like a browser)", "unlisted *"] {
        check(&format!("User-agent: {name}\nDisallow: /\n"), "/people", false);
    }
    for name in ["Unlisted-Images", "Unlistedbot", "NotUnlisted", ""] {
        check(&format!("User-agent: {name}\nDisallow: /\n"), "/people", true);
    }
}

#[test]
fn groups_are_joined_and_split_as_the_rfc_says() {
    let shared = "User-agent: OtherBot\nUser-agent: Unlisted\nDisallow: /a\n";
    check(shared, "/a", false);
    let twice = "User-agent: Unlisted\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: unlisted\nDisallow: /b\n";
    for (path, expected) in [("/a", false), ("/b", false), ("/c", true)] {
        check(twice, path, expected);
    }
    // A sitemap between two names ends no group; a rule does.
    check(
        "User-agent: Unlisted\nSitemap: https://www.example.com/s.xml\nUser-agent: x\nDisallow: /a\n",
        "/a",
        false,
    );
    check("User-agent: Unlisted\nDisallow: /b\nUser-agent: x\nDisallow: /a\n", "/a", true);
    // Rules before any name concern nobody.
    check("Disallow: /\nUser-agent: Unlisted\nDisallow: /b\n", "/a", true);
    // A group for us without rules allows us everything.
    check("User-agent: *\nDisallow: /\nUser-agent: Unlisted\nDisallow:\n", "/a", true);
}

#[test]
fn the_longest_rule_decides_and_of_two_the_kinder() {
    check_rule("Disallow: /", "/a", false);
    check_rule("Disallow:", "/a", true);
    check_rule("Disallow: /people", "/people", false);
    check_rule("Disallow: /people", "/people/juniper", false);
    check_rule("Disallow: /people", "/peopleware", false);
    check_rule("Disallow: /people", "/People", true);
    check_rule("Disallow: /people/", "/people", true);
    check_rule("Disallow: people", "/people", false);
    check_rule("Disallow: /\nAllow: /people", "/people/juniper", true);
    check_rule("Allow: /people\nDisallow: /", "/people/juniper", true);
    check_rule("Allow: /\nDisallow: /people", "/people/juniper", false);
    check_rule("Allow: /people\nDisallow: /people", "/people", true);
    check_rule("Disallow: /people\nAllow: /people", "/people", true);
    check_rule("Allow: /p\nDisallow: /*.html", "/p.html", false);
    check_rule("Disallow: /", "/robots.txt", true);
}

#[test]
fn stars_and_ends_are_understood() {
    check_rule("Disallow: /*", "/", false);
    check_rule("Disallow: *", "/", false);
    check_rule("Disallow: /*.php", "/a/b.php?x=1", false);
    check_rule("Disallow: /*.php$", "/a/b.php", false);
    check_rule("Disallow: /*.php$", "/a/b.php?x=1", true);
    check_rule("Disallow: /*.php$", "/a.php.php", false);
    check_rule("Disallow: /a*b*c", "/a-b-c-d", false);
    check_rule("Disallow: /a*b*c", "/a-c-b", true);
    check_rule("Disallow: /a**c", "/ac", false);
    check_rule("Disallow: /$", "/", false);
    check_rule("Disallow: /$", "/a", true);
    check_rule("Disallow: /a*b$", "/ab-b", false);
    check_rule("Disallow: /ab*b$", "/ab", true);
    check_rule("Disallow: /*name=", "/search?q=1&name=juniper", false);
    check_rule("Disallow: /a$b", "/a$b", false);
    check_rule("Disallow: /a$b", "/a", true);
    check_rule("Disallow: /a%24b", "/a$b", false);
    check_rule("Disallow: /a%2Ab", "/a*b", false);
    check_rule("Disallow: /a%2Ab", "/axb", true);
}

#[test]
fn one_address_in_many_spellings_is_one() {
    for (rule, path) in [
        ("/%61bc", "/abc"),
        ("/abc", "/%61bc"),
        ("/caf\u{e9}", "/caf%c3%a9"),
        ("/caf%C3%A9", "/caf\u{e9}"),
        ("/a%2fb", "/a%2Fb"),
        ("/a b", "/a%20b"),
        ("/~juniper", "/%7Ejuniper"),
    ] {
        check_rule(&format!("Disallow: {rule}"), path, false);
    }
    check_rule("Disallow: /a%2Fb", "/a/b", true);
    check_rule("Disallow: /100%", "/100%", false);
    assert!(
        !allows(b"User-agent: *\nDisallow: /caf\xe9", "/caf%E9"),
        "bytes that are no text are compared too"
    );
}

#[test]
fn odd_files_are_read_as_far_as_they_go() {
    check("\u{feff}User-agent: *\r\nDisallow: /a\r\n", "/a", false);
    check("User-agent: *\rDisallow: /a\r", "/a", false);
    check("  USER-AGENT : *  # everybody\n\tdisallow :\t/a # why\n", "/a", false);
    check("User-agent: *\n\n\n# a gap\n\nDisallow: /a", "/a", false);
    check("User-agent: *\nDisallow: /a#b", "/a", false);
    check("", "/a", true);
    check("<html><body>Not here: sorry</body></html>", "/a", true);
    check("User-agent *\nDisallow /a\n", "/a", true);
    let noise: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert!(allows(&noise, "/a"), "noise holds no rule");
}

#[test]
fn what_lies_behind_the_bound_is_not_read_and_a_cut_line_is_dropped() {
    let start = "User-agent: *\nDisallow: /a\n";
    let filler = |up_to: usize| format!("{start}{}\n", "#".repeat(up_to - start.len() - 1));
    let cut = filler(MOST_BYTES - "Disallow: /".len()) + "Disallow: /only/this\n";
    check(&cut, "/a", false);
    check(&cut, "/other", true);
    let behind = filler(MOST_BYTES) + "Disallow: /b\n";
    check(&behind, "/b", true);
    let within = filler(MOST_BYTES - "Disallow: /b\n".len()) + "Disallow: /b\n";
    check(&within, "/b", false);
}

#[test]
fn a_pause_is_heard_within_reason() {
    let pause = |line: &str| Robots::parse(format!("User-agent: *\n{line}\nDisallow: /a").as_bytes()).pause();
    for (line, expected) in [
        ("Crawl-delay: 10", Some(Duration::from_secs(10))),
        ("crawl-delay: 0.5", Some(Duration::from_millis(500))),
        ("Crawl-delay: 86400", Some(LONGEST_PAUSE)),
        ("Crawl-delay: 1e300", Some(LONGEST_PAUSE)),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: NaN", None),
        ("Crawl-delay: soon", None),
        ("", None),
    ] {
        assert_eq!(pause(line), expected, "pause of {line:?}");
    }
    assert_eq!(
        Robots::parse(b"Crawl-delay: 5\nUser-agent: x\nCrawl-delay: 7").pause(),
        None,
        "not said to us"
    );
}

#[test]
fn a_hostile_file_costs_little() {
    let began = std::time::Instant::now();
    let rule = format!("Disallow: /{}\n", "a*".repeat(100));
    let text = format!("User-agent: *\n{}", rule.repeat(MOST_BYTES / rule.len()));
    check(&text, &format!("/{}", "a".repeat(90)), true);
    assert!(began.elapsed() < Duration::from_secs(2), "took {:?}", began.elapsed());
}

#[test]
fn the_token_is_the_first_word_of_what_we_call_ourselves() {
    assert_eq!(
        token(crate::USER_AGENT.as_bytes()),
        PRODUCT_TOKEN.as_bytes(),
        "a site addresses what it sees in its log"
    );
}
