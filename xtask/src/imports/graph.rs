//! Which file leads to which, and the groups whose files all lead to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::SourceFile;

/// How many given-on names are followed in a row; more is a name that leads back to itself.
const LONGEST_TRAIL: usize = 16;

/// The groups of more than one file that lead to each other; `files` are those of one crate.
pub(super) fn circles_in(files: &[SourceFile]) -> Vec<Vec<String>> {
    let is_test = |file: &SourceFile| {
        files.iter().any(|any| any.tests.iter().any(|test| file.module.starts_with(test)))
    };
    let files: Vec<&SourceFile> = files.iter().filter(|file| !is_test(file)).collect();
    let by_module: BTreeMap<&[String], usize> =
        files.iter().enumerate().map(|(index, file)| (file.module.as_slice(), index)).collect();
    let edges: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let ends =
                file.named.iter().filter_map(|path| defined_in(&files, &by_module, path, LONGEST_TRAIL));
            ends.filter(|end| *end != index).collect()
        })
        .collect();
    let reach: Vec<BTreeSet<usize>> = (0..files.len()).map(|start| reached_from(start, &edges)).collect();
    let mut circles = BTreeSet::new();
    for start in 0..files.len() {
        let group: BTreeSet<&str> = reach[start]
            .iter()
            .filter(|other| reach[**other].contains(&start))
            .map(|other| files[*other].name.as_str())
            .collect();
        if group.len() > 1 {
            circles.insert(group);
        }
    }
    circles.into_iter().map(|group| group.into_iter().map(str::to_owned).collect()).collect()
}

/// The file that defines what `path` names: the deepest module on its way, then through the names given on there.
fn defined_in(
    files: &[&SourceFile],
    by_module: &BTreeMap<&[String], usize>,
    path: &[String],
    trail: usize,
) -> Option<usize> {
    let depth = (0..=path.len()).rev().find(|depth| by_module.contains_key(&path[..*depth]))?;
    let index = by_module[&path[..depth]];
    let Some(name) = path.get(depth) else { return Some(index) };
    let given = files[index].given_on.iter().find(|given| given.name == *name);
    match given {
        Some(given) if trail > 0 => {
            let onward: Vec<String> = given.target.iter().chain(&path[depth + 1..]).cloned().collect();
            defined_in(files, by_module, &onward, trail - 1)
        }
        _ => Some(index),
    }
}

/// Every file that `start` leads to in one step or more.
fn reached_from(start: usize, edges: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(index) = open.pop() {
        open.extend(edges[index].iter().copied().filter(|next| reached.insert(*next)));
    }
    reached
}
