//! Reads the lab's files: definitions in folders, a person, listings; and writes JSON lines.

use crate::failure::Failure;
use crate::{interchange, wishes};
use serde::Serialize;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use unlisted_core::source::Catalogue;
use unlisted_core::{Listing, Person, Profile};

/// The longest text that is read, in bytes; lists of others have a few.
const MOST_TEXT: usize = 64 << 20;

/// Folders below the named one that are searched; the catalogue itself needs one.
const MOST_FOLDERS_DEEP: usize = 4;

/// All definition files (`*.toml`) named by a path: itself if it is a file, else all below it, sorted.
pub(crate) fn definition_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::UnreadableFile { path, source }
    };
    let what = path.metadata().map_err(unreadable(path))?;
    if what.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !what.is_dir() {
        // A pipe would be waited for, and a device has no end.
        return Err(unreadable(path)(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is neither a file nor a folder",
        )));
    }
    let mut files = Vec::new();
    let mut folders = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in folder.read_dir().map_err(unreadable(&folder))? {
            let path = entry.map_err(unreadable(&folder))?.path();
            if path.is_dir() {
                if depth < MOST_FOLDERS_DEEP {
                    folders.push((path, depth + 1));
                }
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() { Err(Failure::NoDefinitions(path.to_owned())) } else { Ok(files) }
}

/// A file's text, without the byte order mark that some editors put before it; a pipe is read too, up to the same bound.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let unreadable = |source| Failure::UnreadableFile { path: path.to_owned(), source };
    let bytes = read_at_most(path, MOST_TEXT)?;
    if bytes.len() > MOST_TEXT {
        return Err(unreadable(io::Error::new(io::ErrorKind::FileTooLarge, "it has more than 64 MiB")));
    }
    let text = String::from_utf8(bytes)
        .map_err(|wrong| unreadable(io::Error::new(io::ErrorKind::InvalidData, wrong)))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A file's bytes, of which at most one more than `most` are read.
pub(crate) fn read_at_most(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let unreadable = |source| Failure::UnreadableFile { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(bound).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// A path with `/`, as problems name it.
pub(crate) fn name(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
        .replace("//", "/")
}

/// The catalogue of all definitions named by the paths, and why some of them could not be read: one broken file is no
/// reason to leave the others.
pub(crate) fn catalogue(paths: &[String]) -> Result<(Catalogue, Vec<Failure>), Failure> {
    let mut catalogue = Catalogue::default();
    let mut broken = Vec::new();
    for path in paths {
        for file in definition_files(Path::new(path))? {
            let read = text(&file).and_then(|text| Ok(catalogue.add(&name(&file), &text)?));
            broken.extend(read.err());
        }
    }
    Ok((catalogue, broken))
}

/// A person in the interchange shape, hidden facts included.
pub(crate) fn person(path: &str) -> Result<Person, Failure> {
    Ok(profile(path)?.person())
}

/// A person in the interchange shape with their wishes about each fact.
pub(crate) fn profile(path: &str) -> Result<Profile, Failure> {
    let text = text(Path::new(path))?;
    serde_json::from_str(&text)
        .and_then(wishes::profile)
        .map_err(|source| Failure::NotJson { path: path.into(), source })
}

/// Listings in the interchange shape: one JSON array, one listing a line, or what `source read` prints.
pub(crate) fn listings(path: &str) -> Result<Vec<Listing>, Failure> {
    let text = text(Path::new(path))?;
    let values =
        interchange::values(&text).map_err(|source| Failure::NotJson { path: path.into(), source })?;
    interchange::unread_listings(values)
        .ok_or_else(|| Failure::NoListings(path.into()))?
        .into_iter()
        .enumerate()
        .map(|(index, value)| {
            interchange::listing(value).map_err(|source| Failure::NotAListing {
                path: path.into(),
                index,
                source,
            })
        })
        .collect()
}

/// Writes one JSON line and hands it over at once.
pub(crate) fn write_line(out: &mut (impl Write + ?Sized), line: &impl Serialize) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec(line).map_err(|flaw| Failure::Output(flaw.into()))?;
    bytes.push(b'\n');
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(Failure::Output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_device_without_an_end_is_read_as_far_as_a_text_may_go() {
        let zero = Path::new("/dev/zero");
        assert!(matches!(definition_files(zero), Err(Failure::UnreadableFile { .. })), "it is no definition");
        assert!(matches!(text(zero), Err(Failure::UnreadableFile { .. })), "and no text");
    }
}
