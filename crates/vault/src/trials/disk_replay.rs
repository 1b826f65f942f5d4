//! What a power cut leaves of a folder: worked out from the notes that `tests/powercut/shim.c` took of a session.
//!
//! Sure is what was synced. A page of 4 KiB that was written later may or may not be there. Names (made, moved, removed)
//! keep their order, as on journaling file systems, and are sure once a folder was synced; of the later ones the first
//! few are there. A file's own sync makes no name sure. Folders that keep less than this are refused by `filesystem.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::trials::rounds::Numbers;

const PAGE: usize = 4096;

/// One change, as the shim noted it.
pub(crate) struct Note {
    what: u8,
    handle: u32,
    place: u64,
    bytes: Vec<u8>,
}

/// The notes in their order.
pub(crate) fn parse_notes(mut bytes: &[u8]) -> Vec<Note> {
    let mut notes = Vec::new();
    while let Some((front, rest)) = bytes.split_first_chunk::<17>() {
        let number = |from: usize| u32::from_le_bytes([0, 1, 2, 3].map(|at| front[from + at]));
        let (body, rest) = rest.split_at(number(13) as usize);
        let place = u64::from(number(5)) | (u64::from(number(9)) << 32);
        notes.push(Note { what: front[0], handle: number(1), place, bytes: body.to_vec() });
        bytes = rest;
    }
    notes
}

impl Note {
    /// Whether it is a write or a change of length, or, where asked for, a sync.
    pub(crate) fn may_fail(&self, syncs_too: bool) -> bool {
        matches!(self.what, b'W' | b'T') || (syncs_too && self.what == b'S')
    }

    /// The text, when this is a write that begins with `mark`.
    pub(crate) fn written_after(&self, mark: &str) -> Option<&str> {
        let text = std::str::from_utf8(&self.bytes).ok().filter(|_| self.what == b'W')?;
        text.trim_end().strip_prefix(mark)
    }
}

#[derive(Clone, Copy)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Clone)]
enum Naming {
    Add(String, Node),
    Remove(String),
    Move(String, String),
}

type Names = BTreeMap<String, Node>;

fn rename(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Add(path, node) => {
            names.insert(path.clone(), *node);
        }
        Naming::Remove(path) => {
            names.remove(path);
        }
        Naming::Move(from, to) => {
            let inside = |path: &String| path == from || path.starts_with(&format!("{from}/"));
            let moved: Vec<String> = names.keys().filter(|path| inside(path)).cloned().collect();
            for path in moved {
                let node = names.remove(&path).expect("it was just listed");
                names.insert(path.replacen(from.as_str(), to, 1), node);
            }
        }
    }
}

/// A file: what is sure of it, what was written, and the pages between which they may differ.
#[derive(Default)]
struct Content {
    sure: Vec<u8>,
    now: Vec<u8>,
    unsure: BTreeSet<usize>,
}

impl Content {
    fn write(&mut self, place: usize, bytes: &[u8]) {
        let end = place + bytes.len();
        if self.now.len() < end {
            self.now.resize(end, 0);
        }
        self.now[place..end].copy_from_slice(bytes);
        self.unsure.extend(place / PAGE..end.div_ceil(PAGE));
    }

    fn resize(&mut self, length: usize) {
        let pages = self.now.len().min(length) / PAGE..self.now.len().max(length).div_ceil(PAGE);
        self.unsure.extend(pages);
        self.now.resize(length, 0);
    }

    fn sync(&mut self) {
        self.sure.resize(self.now.len(), 0);
        for page in std::mem::take(&mut self.unsure) {
            let range = (page * PAGE).min(self.now.len())..((page + 1) * PAGE).min(self.now.len());
            self.sure[range.clone()].copy_from_slice(&self.now[range]);
        }
    }

    fn left(&self, luck: Luck, numbers: &mut Numbers) -> Vec<u8> {
        let mut left = self.sure.clone();
        if self.now.len() < left.len() && luck.holds(numbers) {
            left.truncate(self.now.len());
        }
        for page in &self.unsure {
            let range = (page * PAGE).min(self.now.len())..((page + 1) * PAGE).min(self.now.len());
            if range.is_empty() || !luck.holds(numbers) {
                continue;
            }
            if left.len() < range.end {
                left.resize(range.end, 0);
            }
            left[range.clone()].copy_from_slice(&self.now[range]);
        }
        left
    }
}

/// How much of what was not synced is there after all.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Luck {
    None,
    Half,
    All,
}

impl Luck {
    fn holds(self, numbers: &mut Numbers) -> bool {
        match self {
            Luck::None => false,
            Luck::Half => numbers.below(2) == 0,
            Luck::All => true,
        }
    }
}

/// The folder as the notes go on.
pub(crate) struct Disk {
    root: String,
    sure_names: Names,
    names: Names,
    unsure_names: Vec<Naming>,
    files: Vec<Content>,
    handles: BTreeMap<u32, Option<usize>>,
}

impl Disk {
    /// Everything that is in the folder now is sure.
    pub(crate) fn of(root: &Path) -> Disk {
        let text = root.to_str().expect("a folder of ours has a plain name").to_owned();
        let mut disk = Disk {
            root: text.clone(),
            sure_names: Names::new(),
            names: Names::new(),
            unsure_names: Vec::new(),
            files: Vec::new(),
            handles: BTreeMap::new(),
        };
        disk.take_in(root);
        disk.names = disk.sure_names.clone();
        disk
    }

    fn take_in(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("it is there") {
            let path = entry.expect("it is listed").path();
            let name = path.to_str().expect("a plain name").to_owned();
            if path.is_dir() {
                self.sure_names.insert(name, Node::Folder);
                self.take_in(&path);
            } else {
                let bytes = fs::read(&path).expect("it is there");
                self.sure_names.insert(name, Node::File(self.files.len()));
                self.files.push(Content { sure: bytes.clone(), now: bytes, unsure: BTreeSet::new() });
            }
        }
    }

    fn name(&mut self, naming: Naming) {
        rename(&mut self.names, &naming);
        self.unsure_names.push(naming);
    }

    pub(crate) fn apply(&mut self, note: &Note) {
        let text = || String::from_utf8(note.bytes.clone()).expect("paths of ours are plain");
        let place = usize::try_from(note.place).expect("files are small");
        match note.what {
            b'O' => {
                let path = text();
                if place & 1 == 1 && !self.names.contains_key(&path) {
                    self.files.push(Content::default());
                    self.name(Naming::Add(path.clone(), Node::File(self.files.len() - 1)));
                }
                let file = match self.names.get(&path) {
                    Some(Node::File(file)) => Some(*file),
                    _ => None,
                };
                if let Some(file) = file.filter(|_| place & 2 == 2) {
                    self.files[file].resize(0);
                }
                self.handles.insert(note.handle, file);
            }
            b'C' => {
                self.handles.remove(&note.handle);
            }
            b'M' => self.name(Naming::Add(text(), Node::Folder)),
            b'U' => self.name(Naming::Remove(text())),
            b'R' => {
                let both = text();
                let (from, to) = both.split_once('\0').expect("two paths");
                self.name(Naming::Move(from.to_owned(), to.to_owned()));
            }
            what => match (what, self.handles.get(&note.handle)) {
                (b'W', Some(Some(file))) => self.files[*file].write(place, &note.bytes),
                (b'T', Some(Some(file))) => self.files[*file].resize(place),
                (b'S', Some(Some(file))) => self.files[*file].sync(),
                (b'S', Some(None)) => {
                    self.sure_names = self.names.clone();
                    self.unsure_names.clear();
                }
                _ => panic!("a note that makes no sense: {}", char::from(what)),
            },
        }
    }

    /// Writes what a power cut at this moment may leave into an empty folder.
    pub(crate) fn cut(&self, to: &Path, luck: Luck, numbers: &mut Numbers) {
        let mut names = self.sure_names.clone();
        let there = match luck {
            Luck::None => 0,
            Luck::Half => numbers.below(self.unsure_names.len() + 1),
            Luck::All => self.unsure_names.len(),
        };
        for naming in &self.unsure_names[..there] {
            rename(&mut names, naming);
        }
        for (path, node) in &names {
            let inside = path.strip_prefix(&self.root).expect("it is under the root").trim_start_matches('/');
            let place = to.join(inside);
            match node {
                Node::Folder => fs::create_dir_all(place).expect("there is room"),
                Node::File(file) => {
                    fs::create_dir_all(place.parent().expect("it has one")).expect("there is room");
                    fs::write(place, self.files[*file].left(luck, numbers)).expect("there is room");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(what: u8, handle: u32, place: u64, bytes: &[u8]) -> Note {
        Note { what, handle, place, bytes: bytes.to_vec() }
    }

    #[test]
    fn only_what_was_synced_is_sure() {
        let (root, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = |name: &str| format!("{}/{name}", root.path().display());
        let mut disk = Disk::of(root.path());
        let script = [
            note(b'O', 5, 1, path("a").as_bytes()),
            note(b'W', 5, 0, b"synced"),
            note(b'S', 5, 0, b""),
            note(b'O', 6, 0, root.path().to_str().unwrap().as_bytes()),
            note(b'S', 6, 0, b""),
            note(b'W', 5, 0, b"SYNCED and more"),
            note(b'R', 0, 0, format!("{}\0{}", path("a"), path("b")).as_bytes()),
        ];
        for note in &script {
            disk.apply(note);
        }
        let check = |luck, name: &str, expected: &str| {
            let to = to.path().join(format!("{luck:?}"));
            disk.cut(&to, luck, &mut Numbers::new(1));
            assert_eq!(fs::read_to_string(to.join(name)).unwrap(), expected, "{luck:?}");
            assert_eq!(fs::read_dir(to).unwrap().count(), 1, "{luck:?}");
        };
        check(Luck::None, "a", "synced");
        check(Luck::All, "b", "SYNCED and more");
    }
}
