//! What we build from: where packages come from, which are banned, and under which licences they are.

use std::collections::BTreeSet;
use std::process::Command;

use crate::tree::{assert_none, read, read_toml, root, texts};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn locked() -> Vec<toml::Table> {
    let lock = read_toml("Cargo.lock");
    let packages = lock.get("package").and_then(toml::Value::as_array).expect("the lock lists packages");
    packages.iter().filter_map(toml::Value::as_table).cloned().collect()
}

fn text<'t>(package: &'t toml::Table, key: &str) -> Option<&'t str> {
    package.get(key).and_then(toml::Value::as_str)
}

/// The names in a list of names, or of tables with a `crate`. A table with `wrappers` is left out:
/// such a crate may be there as long as only those use it, which `cargo deny` checks.
fn names_in(table: &toml::Table, outer: &str, key: &str) -> BTreeSet<String> {
    let list = table.get(outer).and_then(|outer| outer.get(key)).and_then(toml::Value::as_array);
    let name = |item: &toml::Value| item.as_str().or_else(|| item.get("crate")?.as_str()).map(str::to_owned);
    let whole = |item: &&toml::Value| item.get("wrappers").is_none();
    list.into_iter().flatten().filter(whole).filter_map(name).collect()
}

#[test]
fn rust_packages_come_from_crates_io_or_from_this_tree() {
    let mut breaches = Vec::new();
    for package in locked() {
        let name = text(&package, "name").unwrap_or_default();
        match text(&package, "source") {
            Some(CRATES_IO) => {}
            Some(source) => breaches.push(format!("{name} comes from {source}")),
            None if name == "xtask" || name == "unlisted" || name.starts_with("unlisted-") => {}
            None => breaches.push(format!("{name} comes from a folder")),
        }
    }
    assert_none(&breaches, "anyone must be able to get the same bytes from the same public place");
}

#[test]
fn npm_packages_come_from_the_npm_registry() {
    let breaches: Vec<String> = read("ui/package-lock.json")
        .lines()
        .filter(|line| line.trim_start().starts_with("\"resolved\":"))
        .filter(|line| !line.contains("\"https://registry.npmjs.org/"))
        .map(str::to_owned)
        .collect();
    assert_none(&breaches, "anyone must be able to get the same bytes from the same public place");
}

#[test]
fn banned_packages_are_absent() {
    let deny = read_toml("deny.toml");
    let banned = names_in(&deny, "bans", "deny");
    for must in ["openssl-sys", "native-tls"] {
        assert!(banned.contains(must), "deny.toml must ban {must}: TLS is rustls, the same on every system");
    }
    let breaches: Vec<String> = locked()
        .iter()
        .filter_map(|package| text(package, "name"))
        .filter(|name| banned.contains(*name))
        .map(str::to_owned)
        .collect();
    assert_none(&breaches, "deny.toml bans these, with its reasons");
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let reasons = read("docs/adr/0009-dependencies.md");
    let named: BTreeSet<&str> =
        reasons.split(|letter: char| !(letter.is_alphanumeric() || "-_".contains(letter))).collect();
    let mut breaches = Vec::new();
    for manifest in texts(&["toml"]).iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        let table = read_toml(&manifest.path);
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let wanted = table.get(section).and_then(toml::Value::as_table);
            for name in wanted.into_iter().flat_map(toml::Table::keys) {
                let is_own = name.starts_with("unlisted") || name == "xtask";
                if !is_own && !named.contains(name.as_str()) {
                    breaches.push(format!("{}: {name}", manifest.path));
                }
            }
        }
    }
    assert_none(
        &breaches,
        "each dependency can read what our code can read; say in docs/adr/0009 what it is for",
    );
}

#[test]
fn the_store_is_pinned_exactly() {
    let manifest = read_toml("Cargo.toml");
    let sled = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies")?.get("sled"));
    assert_eq!(
        sled.and_then(toml::Value::as_str),
        Some("=0.34.7"),
        "our guards were measured against this release (docs/adr/0004)"
    );
}

/// A package's name and licence expression, for everything this system builds.
fn licences() -> Vec<(String, String)> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs: it built this test");
    let about = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let words = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host];
    let output = Command::new(env!("CARGO")).args(words).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata.get("packages").and_then(serde_json::Value::as_array).expect("it lists packages");
    let part = |package: &serde_json::Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    packages.iter().map(|package| (part(package, "name"), part(package, "license"))).collect()
}

/// Whether a licence expression can be met with `allowed`: one side of each OR, both sides of each AND.
/// Old manifests write `/` for OR. Nothing we use nests parentheses, so one level is enough.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((group, rest)) = expression.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return match rest.trim().split_once(' ') {
            Some(("AND", other)) => is_met(group, allowed) && is_met(other, allowed),
            Some(("OR", other)) => is_met(group, allowed) || is_met(other, allowed),
            _ => is_met(group, allowed),
        };
    }
    let alone = |licence: &str| allowed.contains(licence.trim());
    expression.split(" OR ").any(|side| side.split(" AND ").all(alone))
}

#[test]
fn licence_expressions_are_understood() {
    let allowed: BTreeSet<String> = ["MIT".to_owned(), "Unicode-3.0".to_owned()].into();
    assert!(is_met("MIT OR GPL-3.0", &allowed) && is_met("GPL-3.0/MIT", &allowed), "one side is enough");
    assert!(!is_met("MIT AND GPL-3.0", &allowed), "both sides bind");
    assert!(is_met("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed), "a group is one side");
    assert!(!is_met("(MIT OR Apache-2.0) AND GPL-3.0", &allowed), "the other side binds too");
    assert!(!is_met("", &allowed), "no licence is no permission");
}

#[test]
fn licences_are_those_we_accept() {
    let allowed = names_in(&read_toml("deny.toml"), "licenses", "allow");
    assert!(!allowed.is_empty(), "deny.toml lists the accepted licences");
    let breaches: Vec<String> = licences()
        .into_iter()
        .filter(|(_, licence)| !is_met(licence, &allowed))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert_none(&breaches, "deny.toml lists exactly the licences that the project accepts");
}
