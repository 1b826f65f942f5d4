//! `cargo xtask imports`: the circles in which files of one crate import each other, as one line of JSON.

mod graph;
mod paths;
mod tokens;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use graph::circles_in;
use paths::SourceFile;

/// Every group of files that import each other, directly or through others, in every crate of the workspace at `root`.
/// Files are named from `root` with `/`; groups and the files in them are sorted. What counts are paths that begin with
/// `crate`, `super` or `self`: a module and the children it declares are one room. Code of tests may look at anything.
pub fn circles(root: &Path) -> io::Result<Vec<Vec<String>>> {
    let mut circles = Vec::new();
    for source_folder in source_folders(root)? {
        let mut files = Vec::new();
        read_files(&source_folder, &source_folder, root, &mut files)?;
        circles.extend(circles_in(&files));
    }
    circles.sort();
    Ok(circles)
}

/// The circles as `{"circles":[["a.rs","b.rs"]]}`.
pub fn as_json(circles: &[Vec<String>]) -> String {
    // A path of ours holds nothing that Rust and JSON would quote differently.
    format!("{{\"circles\":{circles:?}}}")
}

/// The `src` folders of the workspace's crates.
fn source_folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = vec![root.join("src-tauri/src"), root.join("xtask/src")];
    for entry in fs::read_dir(root.join("crates"))? {
        folders.push(entry?.path().join("src"));
    }
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    Ok(folders)
}

fn read_files(folder: &Path, source: &Path, root: &Path, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_files(&path, source, root, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let inside =
                |above: &Path| path.strip_prefix(above).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(SourceFile::parse(inside(root), &inside(source), &fs::read_to_string(&path)?));
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles of a crate of these files, given from its `src` folder.
    fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let files: Vec<SourceFile> =
            files.iter().map(|(name, text)| SourceFile::parse((*name).to_owned(), name, text)).collect();
        circles_in(&files)
    }

    fn check(files: &[(&str, &str)], circles: &[&[&str]], why: &str) {
        assert_eq!(circles_of(files), circles, "{why}");
    }

    #[test]
    fn files_that_import_each_other_are_a_circle() {
        let plain =
            [("lib.rs", "mod a; mod b; mod c;"), ("a.rs", "use crate::b::B;"), ("b.rs", "use super::a::A;")];
        check(&plain, &[&["a.rs", "b.rs"]], "two that import each other, by either way of naming");
        let long = [
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::{b::{B, other}};"),
            ("b.rs", "fn f() { crate::c::g() }"),
            ("c.rs", "use crate::a::*;"),
        ];
        check(&long, &[&["a.rs", "b.rs", "c.rs"]], "a group, a path in code and a star are imports too");
    }

    #[test]
    fn what_goes_one_way_is_no_circle() {
        let one_way = [("lib.rs", "mod a; mod b;"), ("a.rs", "use crate::b::B;"), ("b.rs", "")];
        check(&one_way, &[], "one that imports another");
        let words = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B;"),
            (
                "b.rs",
                "// use crate::a::A;\n/* crate::a */ const S: &str = \"use crate::a::A;\"; const R: &str = r#\"crate::a::A\"#;",
            ),
        ];
        check(&words, &[], "comments and texts import nothing");
        let tests = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "#[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] mod trials;"),
            ("b/trials.rs", "use crate::a::A; use super::B;"),
        ];
        check(&tests, &[], "tests may look at anything");
    }

    #[test]
    fn a_name_given_on_leads_to_where_it_is_defined() {
        let given_on = [
            ("lib.rs", "mod a; mod b; pub use a::A; pub(crate) use b::{B as Renamed};"),
            ("a.rs", "use crate::Renamed;"),
            ("b.rs", "use crate::A;"),
        ];
        check(&given_on, &[&["a.rs", "b.rs"]], "through the crate's front page, not with it");
        let own_child =
            [("lib.rs", "mod a;"), ("a.rs", "mod deep; use deep::f;"), ("a/deep.rs", "use super::Shape;")];
        check(&own_child, &[], "a module and the children it declares are one room");
    }

    #[test]
    fn circles_are_printed_as_json() {
        let circles = vec![vec!["crates/a/src/x.rs".to_owned(), "crates/a/src/y.rs".to_owned()]];
        let expected = r#"{"circles":[["crates/a/src/x.rs", "crates/a/src/y.rs"]]}"#;
        assert_eq!(as_json(&circles), expected, "another program reads it");
        assert_eq!(as_json(&[]), r#"{"circles":[]}"#, "none is an empty list");
    }
}
