//! Long rows lie in one file beside sled's, `db/long`, and sled holds only where: its log takes twice the room of what
//! it holds, and pages above 128 KiB go into files that it does not sync.
//!
//! The file is written whole when the store is filled anew, and synced before that store takes its place; nothing is
//! ever changed in it. Where a row lies: `2 | offset u64 LE | length u32 LE`; a sealed row begins with 1. What a wrong
//! place leads to is not what was sealed for the row, and says so when it is opened.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The file's name in the store's folder.
pub(crate) const NAME: &str = "long";
/// Rows that are longer lie there, in bytes.
const LONGER_THAN: usize = 1024;
/// No row is longer than this, whatever its place says.
const LONGEST: u32 = 1 << 20;
const PLACE: u8 = 2;

/// The file of an open store, when it has one.
pub(crate) struct LongRows {
    file: Option<Mutex<File>>,
    length: u64,
}

impl LongRows {
    pub(crate) fn open(folder: &Path) -> io::Result<LongRows> {
        match File::open(folder.join(NAME)) {
            Ok(file) => Ok(LongRows { length: file.metadata()?.len(), file: Some(Mutex::new(file)) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(LongRows { file: None, length: 0 }),
            Err(error) => Err(error),
        }
    }

    /// The row that sled's value stands for; `None` when it is the row itself. Empty when there is nothing whole in its
    /// place, which opens as no row.
    pub(crate) fn row_of(&self, value: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let Some((offset, length)) = place_of(value) else { return Ok(None) };
        let end = offset.checked_add(u64::from(length)).filter(|end| *end <= self.length);
        let (Some(file), Some(_)) = (self.file.as_ref().filter(|_| length <= LONGEST), end) else {
            return Ok(Some(Vec::new()));
        };
        let mut row = Vec::with_capacity(length as usize);
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(io::SeekFrom::Start(offset))?;
        (&mut *file).take(u64::from(length)).read_to_end(&mut row)?;
        Ok(Some(row))
    }

    /// How long the file is, in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }
}

/// How long a row is in bytes, and whether it lies in the file or in sled itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    InFile(u64),
    InSled(u64),
}

/// The length of the row that sled's value is or stands for.
pub(crate) fn length_of(value: &[u8]) -> Length {
    place_of(value).map_or(Length::InSled(value.len() as u64), |(_, length)| Length::InFile(length.into()))
}

fn place_of(value: &[u8]) -> Option<(u64, u32)> {
    let (offset, length) = value.strip_prefix(&[PLACE])?.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*offset), u32::from_le_bytes(length.try_into().ok()?)))
}

/// The file of a store that is being filled.
pub(crate) struct LongRowsWriter {
    file: BufWriter<File>,
    at: u64,
}

impl LongRowsWriter {
    pub(crate) fn begin(folder: &Path) -> io::Result<LongRowsWriter> {
        Ok(LongRowsWriter {
            file: BufWriter::with_capacity(1 << 18, File::create(folder.join(NAME))?),
            at: 0,
        })
    }

    /// Writes a row that is long, and says what stands for it in sled; `None` when it is short.
    pub(crate) fn put(&mut self, row: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let length = u32::try_from(row.len()).ok().filter(|length| *length <= LONGEST);
        let Some(length) = length.filter(|_| row.len() > LONGER_THAN) else { return Ok(None) };
        self.file.write_all(row)?;
        let place = [&[PLACE], self.at.to_le_bytes().as_slice(), &length.to_le_bytes()].concat();
        self.at += u64::from(length);
        Ok(Some(place))
    }

    /// Waits until all of it is on the disk. Its name is there when the folder was synced.
    pub(crate) fn end(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_rows_are_read_back_from_their_places_and_wrong_places_hold_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let none = LongRows::open(folder.path()).unwrap();
        let mut writer = LongRowsWriter::begin(folder.path()).unwrap();
        let rows: Vec<Vec<u8>> = (0..20).map(|n| vec![1; 1000 + n * 7]).collect();
        let values: Vec<Vec<u8>> =
            rows.iter().map(|row| writer.put(row).unwrap().unwrap_or_else(|| row.clone())).collect();
        writer.end().unwrap();
        let file = LongRows::open(folder.path()).unwrap();
        for (row, value) in rows.iter().zip(&values) {
            let is_long = row.len() > LONGER_THAN;
            assert_eq!(file.row_of(value).unwrap(), is_long.then(|| row.clone()));
            let length = row.len() as u64;
            let expected = if is_long { Length::InFile(length) } else { Length::InSled(length) };
            assert_eq!(length_of(value), expected);
            assert_eq!(none.row_of(value).unwrap(), is_long.then(Vec::new), "the file is gone");
        }
        assert_eq!(file.length(), rows.iter().map(Vec::len).filter(|n| *n > 1024).sum::<usize>() as u64);
        let check = |offset: u64, length: u32| {
            let place = [&[PLACE], offset.to_le_bytes().as_slice(), &length.to_le_bytes()].concat();
            assert_eq!(file.row_of(&place).unwrap(), Some(Vec::new()), "{offset} {length}");
        };
        check(file.length(), 1);
        check(0, u32::MAX);
        check(u64::MAX, 1);
        check(file.length() - 5, 6);
        assert_eq!(file.row_of(&[PLACE, 1, 2]).unwrap(), None, "no place at all");
    }
}
