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
    check(FILE, "url = \"https://lichess.org/", "url = \"https://192.0.2.1/", "probe.url");
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

// The whole definitions of docs/definitions.md, by their ids.
const BLOGS: &str = "example-blogs";
const ACCOUNTS: &str = "example-accounts";
const PEOPLE: &str = "example-people";
const REGISTER: &str = "example-register";
const WALL: &str = "example-wall";

/// A whole definition of docs/definitions.md.
fn documented(id: &str) -> String {
    let guide = include_str!("../../../../../docs/definitions.md");
    let whole = guide.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let named = format!("id = \"{id}\"");
    whole.into_iter().find(|text| text.contains(&named)).expect("the guide shows it").to_owned()
}

/// Breaks a definition of the guide in one place, and finds that place and those words among the problems.
fn check_guide(id: &str, from: &str, to: &str, place: &str, what: &str) {
    let text = documented(id);
    assert!(text.contains(from), "{id} does not contain {from:?}");
    let problems = lint_definition(&format!("x/{id}.toml"), &text.replacen(from, to, 1));
    let is_meant = |problem: &super::Problem| problem.place.starts_with(place) && problem.what.contains(what);
    assert!(problems.iter().any(is_meant), "{from:?} to {to:?}: {problems:#?}");
    assert!(problems.iter().all(|problem| !problem.fix.is_empty()), "every problem has its fix");
}

#[test]
fn a_later_format_is_refused_with_advice_whatever_its_keys_are() {
    let later = "format = 2\nid = \"x\"\nsomething_new = { a = 1 }\n";
    let problems = lint_definition("profile/x.toml", later);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].what.contains("newer version"), "{problems:?}");
    check_guide("example-accounts", "format = 1", "format = 0", "format", "not known");
}

#[test]
fn how_a_program_asks_is_checked() {
    check_guide(BLOGS, "{username|lower}.blogs", "{username|lower}-x.blogs", "line ", "host name");
    check_guide(
        BLOGS,
        "https://{username|lower}.blogs.example.net/api",
        "https://{username}.net/api",
        "line ",
        "host name",
    );
    check_guide(BLOGS, "method = \"POST\"", "method = \"GET\"", "probe.body", "only a POST");
    check_guide(BLOGS, "method = \"POST\"", "method = \"HEAD\"", "probe.method", "no text");
    check_guide(BLOGS, "\\\"{username}\\\"", "\\\"a\\\", id: {username}", "probe.body", "within a string");
    check_guide(BLOGS, "{\"query\":", "{\"n\":{username},\"query\":", "probe.body", "outside of a string");
    check_guide(BLOGS, "{\"query\":", "\"query\":", "probe.body", "no JSON");
    check_guide(BLOGS, "body_type = \"json\"", "body_type = \"yaml\"", "line ", "yaml");
    check_guide(
        BLOGS,
        "headers = { x-page",
        "headers = { cookie",
        "probe.headers.cookie",
        "not a definition's",
    );
    check_guide(BLOGS, "headers = { x-page", "headers = { referer", "probe.headers.referer", "not a def");
    check_guide(BLOGS, "headers = { x-page", "headers = { X-Page", "probe.headers.X-Page", "lower-case");
    check_guide(BLOGS, "/blogs/{username}\"", "/blogs/\\n{username}\"", "line ", "one line");
    check_guide(BLOGS, "strip = \"._\"", "strip = \"a.\"", "probe.strip", "letters");
    check_guide(BLOGS, "[\"weather\", \"news\"]", "[\"weather\", \"weather\"]", "probe.known", "twice");
    check_guide(BLOGS, "{3,63}$\"", "{0,63}$\"", "probe.pattern", "empty");
    check_guide(BLOGS, "licence = \"CC BY-SA 4.0\"", "licence = \" \"", "community.licence", "empty");
    check_guide(BLOGS, "licence = \"CC BY-SA 4.0\"", "", "line ", "licence");
    check_guide(BLOGS, "authors = [\"Somebody\"]", "authors = []", "community.authors", "nobody");
    check_guide(ACCOUNTS, "reach = 5", "reach = 5\nturns = \"owner\"", "turns", "no owner");
    check_guide(ACCOUNTS, "reach = 5", "reach = 5\nno_control = \"none\"", "no_control", "a control and");
    check_guide(
        ACCOUNTS,
        "reach = 5",
        "reach = 5\nno_known = \"none\"",
        "no_known",
        "known records and a reason",
    );
    check_guide(ACCOUNTS, "who = \"its own account\"", "who = \" \"", "known.0.who", "whose record");
    check_guide(
        ACCOUNTS,
        "{ username = \"example\" }",
        "{ email = \"a@example.org\" }",
        "known.0.given",
        "no question",
    );
    check_guide(
        REGISTER,
        "no_known = \"Everybody",
        "no_known = \" \" # \"Everybody",
        "no_known",
        "no reason",
    );
    check_guide(REGISTER, "no_known = \"Everybody", "# \"Everybody", "known", "can say yes");
    check_guide(
        REGISTER,
        "no_known = \"Everybody",
        "known = [{ given = { first = \"A\", last = \"B\" }, who = \"x\" }] # \"Everybody",
        "known",
        "there is none",
    );
    check_guide(ACCOUNTS, "[control]\ngiven = { username = \"zqvx7kplm3\" }", "", "control", "can say no");
    check_guide(
        ACCOUNTS,
        "/api/{username|lower}\"",
        "/api/{username|lower}\"\nstrip = \"x\"",
        "probe.strip",
        "letters",
    );
    check_guide(
        ACCOUNTS,
        "kind = \"presence\"",
        "kind = \"presence\"\nbody = \"{usernme}\"",
        "probe.body",
        "usernme",
    );
    check_guide(ACCOUNTS, "/api/{username|lower}\"", "/api/\"", "probe.url", "nothing is asked");
    check_guide(
        "example-people",
        "https://people.example.com/find/{first",
        "https://{username}.example.com/find/{first",
        "probe.url",
        "presence",
    );
}

#[test]
fn signs_that_cannot_hold_or_always_hold_together_are_refused() {
    check_guide(BLOGS, "status = [\"2xx\"]", "status = [\"6xx\"]", "line ", "class");
    check_guide(BLOGS, "status = [\"2xx\"]", "status = [2]", "line ", "class");
    check_guide(
        BLOGS,
        "status = [302]\nredirect",
        "status = [200]\nredirect",
        "probe.not_listed",
        "never hold",
    );
    check_guide(
        BLOGS,
        "lacks = [\"\\\"id\\\":0\", \"suspended\"]",
        "lacks = \"id\"",
        "probe.listed",
        "never hold",
    );
    check_guide(BLOGS, "contains = \"no such blog\"", "contains = \"\"", "probe.not_listed", "empty text");
    check_guide(
        BLOGS,
        "contains = \"no such blog\"",
        "raw = \"blog\"\nstatus = [\"2xx\"]",
        "line ",
        "duplicate",
    );
    check_guide(
        ACCOUNTS,
        "[[probe.not_listed]]\nstatus = [404]",
        "[[probe.not_listed]]\nat = \"/name\"",
        "probe.listed",
        "nobody can tell",
    );
    check_guide(
        ACCOUNTS,
        "at = \"/name\"\n",
        "contains = \"Profile of\"\nstatus = [200, 404]\n",
        "example",
        "judged",
    );
    check_guide(
        ACCOUNTS,
        "at = \"/name\"\n",
        "status = [404]\nat = \"/name\"\n",
        "probe.listed",
        "nobody can tell",
    );
    check_guide(
        ACCOUNTS,
        "at = \"/name\"\n",
        "at = \"/name\"\nempty = true\nequals = \"x\"\n",
        "probe.listed",
        "empty equals",
    );
    check_guide(
        "example-people",
        "contains = \"Nobody of that name\"",
        "at = \"/none\"",
        "probe.not_listed",
        "JSON places",
    );
    check_guide(
        "example-people",
        "contains = \"Nobody of that name\"",
        "redirect = \"https://x\"",
        "probe.not_listed",
        "followed",
    );
}

#[test]
fn further_pages_have_their_bounds_and_their_examples() {
    check_guide(PEOPLE, "select = \"a.next\"", "", "probe.next", "not one way");
    check_guide(PEOPLE, "select = \"a.next\"", "at = \"/next\"", "probe.next.at", "JSON places");
    check_guide(PEOPLE, "select = \"a.next\"", "select = \"a[\"", "probe.next.select", "a[");
    check_guide(PEOPLE, "most = 2 ", "most = 11 ", "probe.next.most", "2 to 10");
    check_guide(PEOPLE, "most = 1 ", "most = 21 ", "probe.detail.most", "1 to 20");
    check_guide(PEOPLE, "must = [\"phones\"]", "must = [\"emails\"]", "probe.detail.must", "emails");
    check_guide(
        PEOPLE,
        "url = { select = \"a.more\", attribute = \"href\" }",
        "",
        "probe.detail",
        "no listing has a link",
    );
    check_guide(
        PEOPLE,
        "url = \"https://people.example.com/find/2\"",
        "url = \"https://people.example.com/find/3\"",
        "example 1",
        "nothing answers",
    );
    check_guide(
        PEOPLE,
        "url = \"https://people.example.com/find/2\"",
        "url = \"https://people.example.com/find/3\"",
        "example 1",
        "nothing asks for",
    );
    check_guide(
        PEOPLE,
        "(217) 555-0143</li></ul></main>",
        "(217) 444-0143</li></ul></main>",
        "example 1",
        "somebody's",
    );
    check_guide(REGISTER, "page = \"page\" ", "page = \" \" ", "probe.next.page", "no name");
    check_guide(REGISTER, "page = \"page\" ", "select = \"a\" ", "probe.next.select", "no elements");
    check_guide(REGISTER, "step = 1 ", "step = 0 ", "probe.next.step", "stands still");
    check_guide(REGISTER, "age = [\"/age\"]", "age = [\"age\"]", "probe.detail.fields.age", "age");
    check_guide(
        REGISTER,
        "a small monthly quota.\"",
        "a small monthly quota.\"\nformat2 = 1",
        "line ",
        "unknown",
    );
}

#[test]
fn a_saved_page_is_read_as_a_fetched_one() {
    check_guide(WALL, "each = \"div.record\"", "each = \"div[\"", "probe.read.listings.each", "div[");
    check_guide(WALL, "contains = \"No records match\"", "contains = \"Nothing\"", "example 3", "judged");
    check_guide(
        WALL,
        "<h3>Juniper Quillfeather</h3>",
        "<h3>Wren Quillfeather</h3>",
        "example 2",
        "other listings",
    );
    check_guide(
        WALL,
        "not_listed = [{ contains = \"No records match\" }]",
        "",
        "probe.not_listed",
        "never say no",
    );
}
