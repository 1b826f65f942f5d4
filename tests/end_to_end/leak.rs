//! Searches everything the app wrote for anything about the person, in the encodings a file may hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use unlisted_core::Person;

/// Every value of the person that must stand nowhere in clear, each at least five characters long.
pub(crate) fn values_of(person: &Person) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for name in &person.names {
        values.extend([name.full(), name.first.clone(), name.last.clone()]);
    }
    for address in &person.addresses {
        values.extend([
            address.street.clone(),
            address.line(),
            address.postcode.clone(),
            address.city.clone(),
        ]);
    }
    for phone in &person.phones {
        let national: String = phone.chars().skip(phone.chars().count().saturating_sub(10)).collect();
        values.extend([phone.clone(), national, unlisted_core::identifier::show_phone(phone)]);
    }
    values.extend(person.emails.iter().cloned());
    values.extend(person.usernames.iter().cloned());
    values.extend(person.relatives.iter().map(|relative| relative.name.clone()));
    values.extend(person.affiliations.iter().cloned());
    values.extend(person.birth.date.map(|date| date.to_string()));
    values.into_iter().filter(|value| value.chars().count() >= 5).collect()
}

/// Each place where a value stands: the file, and the value's place in the list (never the value itself).
pub(crate) fn find_leaks(folder: &Path, values: &BTreeSet<String>) -> Vec<(PathBuf, String)> {
    let needles: Vec<(String, Vec<u8>)> = values.iter().flat_map(|value| encodings(value)).collect();
    let mut found = Vec::new();
    for file in files_under(folder) {
        // A file that has gone meanwhile holds nothing; one that cannot be read would hide what it holds.
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => panic!("{} can be searched: {error}", file.display()),
        };
        let lower = bytes.to_ascii_lowercase();
        for (value, needle) in &needles {
            if lower.windows(needle.len()).any(|window| window == needle) {
                found.push((file.clone(), value.clone()));
            }
        }
    }
    found
}

/// UTF-8, UTF-16 both ways, percent-encoded with `%20` and with `+`, hex, and base64 wherever in a longer text the value
/// begins, all in lower case.
fn encodings(value: &str) -> Vec<(String, Vec<u8>)> {
    let low = value.to_ascii_lowercase();
    let little: Vec<u8> = low.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = low.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let percent: String = url::form_urlencoded::byte_serialize(low.as_bytes()).collect();
    let spaced = percent.replace('+', "%20");
    let hex = [value, &low].map(|text| data_encoding::HEXLOWER.encode(text.as_bytes()).into_bytes());
    [
        low.into_bytes(),
        little,
        big,
        percent.to_ascii_lowercase().into_bytes(),
        spaced.to_ascii_lowercase().into_bytes(),
    ]
    .into_iter()
    .chain(hex)
    .chain((0..3).flat_map(|before| in_base64(value, before)))
    .collect::<BTreeSet<Vec<u8>>>()
    .into_iter()
    .map(|needle| (value.to_owned(), needle))
    .collect()
}

/// The letters that the value alone decides when `before` bytes stand before it, in both alphabets. Short ones would be
/// found by chance.
fn in_base64(value: &str, before: usize) -> Vec<Vec<u8>> {
    let bytes = [vec![0; before], value.as_bytes().to_vec()].concat();
    let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
    [data_encoding::BASE64_NOPAD, data_encoding::BASE64URL_NOPAD]
        .map(|alphabet| alphabet.encode(&bytes).to_ascii_lowercase().into_bytes()[own.clone()].to_vec())
        .into_iter()
        .filter(|needle| needle.len() >= 8)
        .collect()
}

/// Every regular file, hidden ones included.
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_finds_every_encoding() {
        let folder = tempfile::tempdir().unwrap();
        let values = BTreeSet::from(["Juniper May".to_owned()]);
        for text in [
            "xx juniper MAY xx".as_bytes().to_vec(),
            b"q=Juniper%20May".to_vec(),
            b"q=Juniper+May".to_vec(),
            "Juniper May".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            data_encoding::BASE64.encode(b"Juniper May").into_bytes(),
            data_encoding::BASE64URL.encode(b"x: Juniper May.").into_bytes(),
            data_encoding::BASE64.encode(b"q Juniper May").into_bytes(),
            data_encoding::HEXUPPER.encode(b"Juniper May").into_bytes(),
        ] {
            let file = folder.path().join("log");
            std::fs::write(&file, text).unwrap();
            assert_eq!(
                find_leaks(folder.path(), &values).len(),
                1,
                "a search that misses an encoding proves nothing"
            );
        }
    }
}
