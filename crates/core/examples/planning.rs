//! How long it takes to load and to plan many definitions: `cargo run --release -p unlisted-core --example planning`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and prints"
)]

use std::time::{Duration, Instant};
use unlisted_core::Profile;
use unlisted_core::person::{Address, Name, Person};
use unlisted_core::plan::{Plan, preview_plan};
use unlisted_core::source::Catalogue;

/// A person with several facts of each kind.
fn person() -> Person {
    let name = |first: &str| Name { first: first.into(), last: "Quillfeather".into(), ..Name::default() };
    let town = |city: &str| Address { city: city.into(), region: "IL".into(), ..Address::default() };
    Person {
        names: vec![name("Juniper"), name("June")],
        addresses: vec![town("Springfield"), town("Dayton"), town("Salem")],
        usernames: vec!["lumenfox".into(), "lumen.fox".into(), "lumen-fox-1".into()],
        emails: vec!["lumenfox@example.net".into()],
        ..Person::default()
    }
}

/// Every other one asks about an account name, as imported lists do, the others about a name and a town.
fn definition(at: usize) -> String {
    let probe = if at.is_multiple_of(2) {
        format!(
            "kind = \"presence\"\nurl = \"https://s{at}.example.com/{{username}}\"\nstrip = \".\"\n\
             pattern = {{ username = \"^[A-Za-z0-9._-]{{3,{}}}$\" }}\nknown = [\"news\"]\n\
             listed = [{{ contains = \"Followers of\" }}]\nnot_listed = [{{ status = [404] }}]\n",
            20 + at % 20
        )
    } else {
        format!(
            "kind = \"page\"\nurl = \"https://s{at}.example.com/{{first|lower}}-{{last|lower}}/{{city|hyphen}}\"\n\
             not_listed = [{{ contains = \"Nobody found\" }}]\n[probe.listings]\neach = \"li\"\nfields = {{ name = {{ select = \"b\" }} }}\n"
        )
    };
    let given = if at.is_multiple_of(2) {
        "username = \"zqvx7kplm3\""
    } else {
        "first = \"Zqvarl\", last = \"Blixtrop\", city = \"Salem\""
    };
    format!(
        "format = 1\nid = \"s{at}\"\nname = \"Site {at}\"\ncategory = \"username\"\nhome = \"https://s{at}.example.com/\"\n\
         exposes = [\"username\"]\nreach = 5\nchecked_live = \"never\"\nfacts = [\"invented\"]\n\
         removal = {{ how = \"account\", steps = [\"Close it.\"] }}\ncontrol = {{ given = {{ {given} }} }}\n[probe]\n{probe}"
    )
}

fn measure(count: usize) -> (Duration, Duration, Duration, Plan) {
    let files: Vec<String> = (0..count).map(definition).collect();
    let profile = Profile::from_person(&person());
    let mut catalogue = Catalogue::default();
    let loading = Instant::now();
    for (at, text) in files.iter().enumerate() {
        catalogue.add(&format!("s{at}.toml"), text).expect("the definition is sound");
    }
    let loading = loading.elapsed();
    let first = Instant::now();
    let plan = preview_plan(&catalogue, &profile);
    let first = first.elapsed();
    let again = Instant::now();
    assert_eq!(preview_plan(&catalogue, &profile).checks.len(), plan.checks.len());
    (loading, first, again.elapsed(), plan)
}

fn main() {
    let mut reference = None;
    for count in [500, 5_000] {
        let (loading, first, again, plan) = measure(count);
        let each = first.as_secs_f64() / f64::from(u32::try_from(count).expect("a small number"));
        let ratio = each / *reference.get_or_insert(each);
        println!(
            "{count} definitions, {} checks: loaded in {:.0} ms, planned in {:.0} ms, again in {:.0} ms; a definition takes {ratio:.2} x that of 500",
            plan.checks.len(),
            loading.as_secs_f64() * 1e3,
            first.as_secs_f64() * 1e3,
            again.as_secs_f64() * 1e3,
        );
    }
}
