//! Who may use whom: the edges between our crates, and which crate holds which outside power.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{assert_none, code_lines, read_toml, texts};

/// A crate's folder, then which of our crates it may use: in its code, and in its own tests as well.
/// A new edge is a reviewed line here and in ARCHITECTURE.md.
const EDGES: [(&str, &[&str], &[&str]); 11] = [
    ("crates/core", &[], &[]),
    ("crates/net", &["unlisted-core"], &["unlisted-range"]),
    ("crates/engine", &["unlisted-core", "unlisted-net"], &[]),
    ("crates/vault", &["unlisted-core"], &[]),
    ("crates/vault/bench", &[], &[]),
    (
        "crates/app",
        &["unlisted-core", "unlisted-engine", "unlisted-net", "unlisted-vault"],
        &["unlisted-range"],
    ),
    ("crates/range", &["unlisted-core"], &[]),
    ("crates/lab", &["unlisted-core", "unlisted-engine", "unlisted-net", "unlisted-range"], &[]),
    ("src-tauri", &["unlisted-app", "unlisted-range"], &[]),
    (
        "tests",
        &[],
        &[
            "unlisted-app",
            "unlisted-core",
            "unlisted-engine",
            "unlisted-net",
            "unlisted-range",
            "unlisted-vault",
        ],
    ),
    ("xtask", &[], &[]),
];

/// An outside crate that is a power, and the only crate of ours that may name it.
const POWERS: [(&str, &str); 8] = [
    ("sled", "crates/vault"),
    ("keyring", "crates/vault"),
    ("argon2", "crates/vault"),
    ("chacha20poly1305", "crates/vault"),
    ("reqwest", "crates/net"),
    ("tauri", "src-tauri"),
    ("tauri-plugin-dialog", "src-tauri"),
    ("rcgen", "crates/range"),
];

fn used(manifest: &toml::Table, section: &str) -> BTreeSet<String> {
    let table = manifest.get(section).and_then(toml::Value::as_table);
    table.into_iter().flat_map(toml::Table::keys).cloned().collect()
}

fn ours(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().map(String::as_str).filter(|name| name.starts_with("unlisted")).collect()
}

fn manifests() -> BTreeMap<&'static str, toml::Table> {
    EDGES.iter().map(|(folder, ..)| (*folder, read_toml(&format!("{folder}/Cargo.toml")))).collect()
}

#[test]
fn edges_between_our_crates_are_the_table() {
    for (folder, normal, dev) in EDGES {
        let manifest = read_toml(&format!("{folder}/Cargo.toml"));
        let check = |section: &str, table: &[&str]| {
            assert_eq!(
                ours(&used(&manifest, section)),
                table.iter().copied().collect(),
                "[{section}] of {folder} must equal the table: an edge gives a crate what the other may do"
            );
        };
        check("dependencies", normal);
        check("dev-dependencies", dev);
        check("build-dependencies", &[]);
    }
}

#[test]
fn every_member_is_in_the_table() {
    let folders: BTreeSet<&str> = EDGES.iter().map(|(folder, ..)| *folder).collect();
    for manifest in texts(&["toml"]).iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        let folder = manifest.path.strip_suffix("/Cargo.toml").unwrap();
        assert!(folders.contains(folder), "{folder} has a manifest but no line in the table of edges");
    }
}

#[test]
fn a_power_has_one_owner() {
    let mut breaches = Vec::new();
    for (folder, manifest) in manifests() {
        for section in ["dependencies", "dev-dependencies"] {
            for (power, owner) in POWERS {
                if folder != owner && used(&manifest, section).contains(power) {
                    breaches.push(format!("{folder} names {power} in [{section}]; only {owner} may"));
                }
            }
        }
    }
    assert_none(&breaches, "a crate earns its manifest by isolating a power");
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for (folder, manifest) in manifests() {
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        assert_eq!(
            lints.and_then(toml::Value::as_bool),
            Some(true),
            "{folder} must not choose its own lints"
        );
    }
}

/// A crate's name, and the only file that may name it.
const ONE_FILE: [(&str, &str); 2] =
    [("sled", "crates/vault/src/store/sled_store.rs"), ("keyring", "crates/vault/src/keyring.rs")];

#[test]
fn the_store_and_the_keyring_are_named_in_one_file_each() {
    for (name, only) in ONE_FILE {
        let naming = regex::Regex::new(&format!(r"(^|[^\w:])(::)?{name}::|\buse (::)?{name}\b")).unwrap();
        let own_module = format!("mod {name};");
        let files: BTreeSet<String> = texts(&["rs"])
            .into_iter()
            .filter(|file| file.path.contains("/src/"))
            .filter(|file| !file.text.contains(&own_module))
            .filter(|file| code_lines(&file.text).any(|(_, line)| naming.is_match(line)))
            .map(|file| file.path)
            .collect();
        assert_eq!(
            files,
            BTreeSet::from([only.to_owned()]),
            "one file names {name}, so that replacing it is a change to one file"
        );
    }
}

#[test]
fn core_has_no_world() {
    let world = regex::Regex::new(concat!(
        r"std::(fs|net|process|thread|env::(var|args|current_dir|temp_dir))\b|SystemTime|Instant\b|",
        r"(Zoned|Timestamp|Date)::now|getrandom::|tokio::|\basync fn"
    ))
    .unwrap();
    let mut breaches = Vec::new();
    for file in texts(&["rs"]).iter().filter(|file| file.path.starts_with("crates/core/src/")) {
        for (number, line) in code_lines(&file.text).filter(|(_, line)| world.is_match(line)) {
            breaches.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    assert_none(&breaches, "core is pure: time, randomness, disk and network are arguments");
}

#[test]
fn one_place_reaches_live_hosts() {
    let mut files: BTreeSet<String> = texts(&["rs"])
        .into_iter()
        .filter(|file| code_lines(&file.text).any(|(_, line)| line.contains(concat!("Reach::", "Live"))))
        .map(|file| file.path)
        .collect();
    files.retain(|path| !path.starts_with("crates/net/"));
    assert_eq!(
        files,
        BTreeSet::from(["crates/app/src/scanning.rs".to_owned(), "tests/egress/main.rs".to_owned()]),
        "only a scan of an attested case asks live hosts, and a test in a network where there are none: no command line"
    );
}
