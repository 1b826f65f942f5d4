//! Every rule is seen to fail: a sound definition is broken in one place, and that place is named.

use super::lint_definition;
use crate::source::catalogue::built_in_files;

fn shipped(file: &str) -> &'static str {
    built_in_files().into_iter().find(|(name, _)| name == file).map(|(_, text)| text).expect("a shipped file")
}

fn check(file: &str, from: &str, to: &str, place: &str) {
    let text = shipped(file);
    assert!(text.contains(from), "{file} does not contain {from:?}");
    let problems = lint_definition(file, &text.replacen(from, to, 1));
    assert!(problems.iter().any(|problem| problem.place.starts_with(place)), "{from:?}: {problems:#?}");
    assert!(problems.iter().all(|problem| problem.file == file && !problem.fix.is_empty()));
}

#[test]
fn shape_errors_name_their_line() {
    check("profile/lichess.toml", "reach = 5", "reach = 5\nreech = 4", "line ");
    check("profile/lichess.toml", "format = 1", "format = 2", "format");
    let problems = lint_definition("a.toml", "format = 1\nid = [");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems.first().map(|problem| problem.place.as_str()), Some("line 2, column 7"));
}

#[test]
fn the_head_says_who_and_where() {
    const FILE: &str = "profile/lichess.toml";
    check(FILE, "id = \"lichess\"", "id = \"lichess-org\"", "id");
    check(FILE, "id = \"lichess\"", "id = \"Lichess\"", "id");
    check(FILE, "category = \"profile\"", "category = \"username\"", "category");
    check(FILE, "reach = 5", "reach = 6", "reach");
    check(FILE, "home = \"https:", "home = \"http:", "home");
    check(FILE, "exposes = [\"username\", \"name\", \"city\"]", "exposes = []", "exposes");
    check(FILE, "checked_live = \"never\"", "checked_live = \"yes\"", "checked_live");
    check(FILE, "facts = [\n  \"GET", "facts = [\n  \"\", \"GET", "facts");
    check(FILE, "laws = [\"gdpr\"]", "laws = [\"GDPR, Art. 17\"]", "removal.laws");
    check(FILE, "days = [0, 1]", "days = [9, 1]", "removal.days");
    check(FILE, "how = \"account\"", "how = \"email\"", "removal.contact");
}

#[test]
fn a_sign_that_a_wall_satisfies_is_refused() {
    const FILE: &str = "profile/lichess.toml";
    const PROOF: &str = "[[probe.not_listed]]\nstatus = [404]\nat = \"/error\"";
    for status in ["200", "403", "429", "302", "503"] {
        let sign = format!("[[probe.not_listed]]\nstatus = [{status}]");
        check(FILE, PROOF, &sign, "probe.not_listed");
    }
    check(FILE, PROOF, "", "probe.not_listed");
    check("profile/gitlab-user.toml", "lacks = \"{\"", "", "probe");
    check("username/telegram.toml", "contains = \"Send Message\"", "", "probe.listed");
    check(
        "people-search/idcrawl.toml",
        "contains = \"We could not find anyone named\"",
        "status = [404]",
        "example 2",
    );
}

#[test]
fn patterns_pointers_and_selectors_must_parse() {
    check("profile/lichess.toml", "{2,30}$", "{2,30$[", "probe.pattern.username");
    check("profile/lichess.toml", "pattern = { username", "pattern = { email", "probe.pattern.email");
    check(
        "profile/lichess.toml",
        "[\"/profile/realName\"]",
        "[\"profile/realName\"]",
        "probe.listings.fields.name",
    );
    check(
        "domain/rdap-com.toml",
        "each = \"/entities/**/",
        "each = \"/**/entities/**/",
        "probe.listings.each",
    );
    check("profile/lichess.toml", "must = [\"usernames\"]", "must = [\"user_name\"]", "probe.listings.must");
    check("profile/lichess.toml", "url = \"https:", "url = \"http:", "line ");
    check(
        "people-search/idcrawl.toml",
        "each = \"div.person-card\"",
        "each = \"div[\"",
        "probe.listings.each",
    );
    check("people-search/idcrawl.toml", "\".person-age\"", "\">>\"", "probe.listings.fields.age");
}

#[test]
fn examples_are_judged() {
    const FILE: &str = "people-search/idcrawl.toml";
    check(FILE, "age = 32", "age = 33", "example 1");
    check(FILE, "verdict = \"not_listed\"", "verdict = \"listed\"", "example 2");
    check(FILE, "reason = \"changed\"", "reason = \"captcha\"", "example 3");
    check(FILE, "given = { first = \"Lumen\"", "given = { city = \"Lumen\"", "example 2");
    check(
        FILE,
        "first = \"Lumen\", last = \"Fox\"",
        "first = \"Juniper\", last = \"Quillfeather\"",
        "example 2",
    );
    check(FILE, "[control]\ngiven = { first = \"Zqvarl\", last = \"Blixtrop\" }", "", "control");
    check(
        FILE,
        "first = \"Zqvarl\", last = \"Blixtrop\"",
        "first = \"Juniper\", last = \"Quillfeather\"",
        "control",
    );
}

#[test]
fn only_invented_people_stand_in_examples() {
    const FILE: &str = "people-search/anywho.toml";
    check(FILE, "<li>(217) 555-0142</li>", "<li>(217) 444-0142</li>", "example 1");
    check(FILE, "<p>We found 2 people</p>", "<p>write to someone@mailbox.org</p>", "example 1");
    check("domain/rdap-com.toml", "domain = \"example.com\"", "domain = \"somebody.com\"", "example 1");
}
