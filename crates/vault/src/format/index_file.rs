//! The index of a case in a file of its own, sealed when the vault is locked or written anew.
//!
//! It counts only beside the very manifest it was made for: after a crash, or beside an older store, it is made anew.
//! Layout, integers little-endian: `sequence u64 | digest of the sealed case manifest 32 | (kind u8 | number u32 |
//! record*)*`. A record is `shared | 4 * length + place | bytes | place's`: its id is what it shares with the one before
//! and so many bytes more; place 0 is the pack of the packed record before, 1 another pack (`name 16 | stamp 8`), 2 rows
//! of its own (`stamp 8 | parts u16`). `shared` and the length are in groups of 7 bits, the lowest first.
//! The first layout had `(kind u8 | id length u16 | id | stamp 8 | parts u16)*` after the digest.

use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::case::batch::MAX_ID_BYTES;
use crate::crypto::envelope::{Place, Sealed, open_record, seal_record};
use crate::crypto::keys::{CaseKeys, WipingBuffer};
use crate::disk::files;
use crate::format::index::{Entry, Index, Standing};
use crate::format::pack::Pack;

/// The longest file that is read; 100,000 records take about 1.5 MiB.
const LONGEST: u64 = 128 << 20;
const SAME_PACK: usize = 0;
const OTHER_PACK: usize = 1;
const ROWS: usize = 2;

/// The state of the case that an index was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MadeFor {
    pub(crate) sequence: u64,
    pub(crate) digest: [u8; 32],
}

impl Index {
    pub(crate) fn to_bytes(&self, made_for: &MadeFor) -> io::Result<Zeroizing<Vec<u8>>> {
        let mut out = WipingBuffer::default();
        io::Write::write_all(&mut out, &made_for.sequence.to_le_bytes())?;
        io::Write::write_all(&mut out, &made_for.digest)?;
        for kind in self.kinds() {
            write_kind(self, kind, &mut out)?;
        }
        Ok(out.into_inner())
    }

    pub(crate) fn parse(bytes: &[u8]) -> Option<(MadeFor, Index)> {
        let (made_for, mut rest) = parse_made_for(bytes)?;
        let mut index = Index::default();
        while let Some((&kind, after)) = rest.split_first() {
            rest = parse_kind(kind, after, &mut index)?;
        }
        index.standing = Standing::Filed;
        Some((made_for, index))
    }

    /// As [`Index::parse`], in the first layout.
    pub(crate) fn parse_first(bytes: &[u8]) -> Option<(MadeFor, Index)> {
        let (made_for, mut rest) = parse_made_for(bytes)?;
        let mut index = Index::default();
        while !rest.is_empty() {
            let ([kind, low, high], after) = rest.split_first_chunk::<3>()?;
            let (id, after) = after.split_at_checked(usize::from(u16::from_le_bytes([*low, *high])))?;
            let (entry, after) = parse_rows(after)?;
            index.enter(*kind, std::str::from_utf8(id).ok()?, entry);
            rest = after;
        }
        index.standing = Standing::Ahead;
        Some((made_for, index))
    }

    /// Seals the index into its file.
    pub(crate) fn write(
        &self,
        root: &Path,
        vault_id: &[u8; 16],
        keys: &CaseKeys,
        made_for: &MadeFor,
    ) -> io::Result<()> {
        let place = Place { vault_id, key: &keys.prefix };
        let sealed = seal_record(&keys.records, Sealed::Index, 0, place, &self.to_bytes(made_for)?)?;
        let path = file(root, keys);
        path.parent().map_or(Ok(()), files::make_private_folder)?;
        files::write_whole(&path, &sealed)
    }

    /// The index as it was last sealed, and the state it was made for; `None` when there is none to rely on.
    pub(crate) fn read(root: &Path, vault_id: &[u8; 16], keys: &CaseKeys) -> Option<(MadeFor, Index)> {
        let sealed = files::read_up_to(&file(root, keys), LONGEST).ok()?;
        let place = Place { vault_id, key: &keys.prefix };
        match open_record(&keys.records, Sealed::Index, place, &sealed) {
            Some(plain) => Index::parse(&plain),
            None => Index::parse_first(&open_record(&keys.records, Sealed::FirstIndex, place, &sealed)?),
        }
    }

    /// Takes a case's file away; the case is gone, so it opens no more anyway.
    pub(crate) fn forget(root: &Path, prefix: &[u8; 16]) {
        let _ = std::fs::remove_file(root.join("index").join(HEXLOWER.encode(prefix)));
    }
}

fn file(root: &Path, keys: &CaseKeys) -> PathBuf {
    root.join("index").join(HEXLOWER.encode(&keys.prefix))
}

fn parse_made_for(bytes: &[u8]) -> Option<(MadeFor, &[u8])> {
    let (sequence, rest) = bytes.split_first_chunk::<8>()?;
    let (digest, rest) = rest.split_first_chunk::<32>()?;
    Some((MadeFor { sequence: u64::from_le_bytes(*sequence), digest: *digest }, rest))
}

fn write_kind(index: &Index, kind: u8, out: &mut impl io::Write) -> io::Result<()> {
    let number = u32::try_from(index.count(kind)).map_err(io::Error::other)?;
    out.write_all(&[kind])?;
    out.write_all(&number.to_le_bytes())?;
    let (mut before, mut last): (&str, Option<Pack>) = ("", None);
    for (id, entry) in index.after(kind, None) {
        let shared = before.bytes().zip(id.bytes()).take_while(|(one, other)| one == other).count();
        let rest = id.as_bytes().get(shared..).unwrap_or_default();
        let place = match entry {
            Entry::Rows { .. } => ROWS,
            Entry::Packed(pack) if last == Some(pack) => SAME_PACK,
            Entry::Packed(_) => OTHER_PACK,
        };
        write_number(shared, out)?;
        write_number(4 * rest.len() + place, out)?;
        out.write_all(rest)?;
        match entry {
            Entry::Rows { stamp, parts } => {
                out.write_all(&stamp)?;
                out.write_all(&parts.to_le_bytes())?;
            }
            Entry::Packed(pack) if place == OTHER_PACK => {
                out.write_all(&pack.name)?;
                out.write_all(&pack.stamp)?;
                last = Some(pack);
            }
            Entry::Packed(_) => {}
        }
        before = id;
    }
    Ok(())
}

fn parse_kind<'a>(kind: u8, bytes: &'a [u8], index: &mut Index) -> Option<&'a [u8]> {
    let (number, mut rest) = bytes.split_first_chunk::<4>()?;
    // Ids are put together in one place, which never grows, so nothing of them is left behind.
    let mut id = Zeroizing::new(Vec::with_capacity(MAX_ID_BYTES));
    let mut last = None;
    let (mut ids, number) = (Vec::new(), u32::from_le_bytes(*number));
    if index.count(kind) > 0 {
        return None;
    }
    for n in 0..number {
        let (shared, after) = parse_number(rest)?;
        let (length, after) = parse_number(after)?;
        let (more, after) = after.split_at_checked(length / 4)?;
        // Each id comes after the one before, so it has something of its own; only the first may be empty.
        let before = id.get(shared..)?;
        if shared + more.len() > MAX_ID_BYTES || (n > 0 && more <= before) {
            return None;
        }
        id.truncate(shared);
        id.extend_from_slice(more);
        let (entry, after) = match length % 4 {
            SAME_PACK => (last?, after),
            OTHER_PACK => {
                let (pack, after) = (Pack::parse(after)?.0, after.get(24..)?);
                (*last.insert(Entry::Packed(pack)), after)
            }
            ROWS => parse_rows(after)?,
            _ => return None,
        };
        ids.push((Zeroizing::new(std::str::from_utf8(&id).ok()?.to_owned()), entry));
        rest = after;
    }
    index.enter_sorted(kind, ids);
    Some(rest)
}

fn parse_rows(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    let (stamp, rest) = bytes.split_first_chunk::<8>()?;
    let (parts, rest) = rest.split_first_chunk::<2>()?;
    Some((Entry::Rows { stamp: *stamp, parts: u16::from_le_bytes(*parts) }, rest))
}

fn write_number(mut number: usize, out: &mut impl io::Write) -> io::Result<()> {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or(0);
        number >>= 7;
        out.write_all(&[if number > 0 { low | 0x80 } else { low }])?;
        if number == 0 {
            return Ok(());
        }
    }
}

/// A number of at most 14 bits: an id has at most 1,024 bytes.
fn parse_number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    match bytes {
        [low, rest @ ..] if *low < 0x80 => Some((usize::from(*low), rest)),
        [low, high, rest @ ..] if *high < 0x80 => {
            Some((usize::from(*low & 0x7f) | (usize::from(*high) << 7), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::crypto::keys::Key;

    const MADE_FOR: MadeFor = MadeFor { sequence: 9, digest: [3; 32] };

    fn entry(pack: u8, stamp: [u8; 8], parts: u16) -> Entry {
        match pack {
            0..=2 => Entry::Packed(Pack { name: [pack; 16], stamp: [pack; 8] }),
            _ => Entry::Rows { stamp, parts },
        }
    }

    proptest! {
        #[test]
        fn is_read_back_and_kept_in_order(records: Vec<(u8, String, u8, [u8; 8], u16)>, long in ".{200,300}") {
            let mut index = Index::default();
            let mut model = BTreeMap::new();
            for (kind, id, pack, stamp, parts) in &records {
                for id in [id.clone(), format!("{long}{id}")] {
                    let entry = entry(*pack % 6, *stamp, *parts);
                    index.enter(*kind, &id, entry);
                    model.insert((*kind, id), entry);
                }
            }
            for (kind, id, ..) in records.iter().step_by(3) {
                index.leave(*kind, id);
                model.remove(&(*kind, id.clone()));
            }
            let (made_for, back) = Index::parse(&index.to_bytes(&MADE_FOR).unwrap()).expect("it was just written");
            prop_assert_eq!(made_for, MADE_FOR);
            prop_assert_eq!((index.standing, back.standing), (Standing::Unmade, Standing::Filed));
            let own: u64 = model.values().map(|entry| match entry { Entry::Rows { parts, .. } => u64::from(*parts), Entry::Packed(_) => 0 }).sum();
            let packs: std::collections::BTreeSet<_> = model.values().filter_map(|entry| match entry { Entry::Packed(pack) => Some(pack.name), Entry::Rows { .. } => None }).collect();
            for index in [&index, &back] {
                let all: Vec<_> = index.records().map(|(kind, id, entry)| ((kind, id.to_owned()), entry)).collect();
                prop_assert_eq!(&all, &model.clone().into_iter().collect::<Vec<_>>());
                prop_assert_eq!(index.rows(), own + packs.len() as u64);
            }
        }

        #[test]
        fn never_panics_on_any_bytes(bytes: Vec<u8>) {
            let _ = Index::parse(&bytes);
            let _ = Index::parse_first(&bytes);
        }
    }

    #[test]
    fn the_first_layout_is_read_and_then_written_in_the_new_one() {
        let record = |id: &[u8]| [&[8, 2, 0], id, &[5; 8], &[3, 0]].concat();
        let bytes = [&9_u64.to_le_bytes(), [3; 32].as_slice(), &record(b"aa"), &record(b"ab")].concat();
        let (made_for, index) = Index::parse_first(&bytes).unwrap();
        assert_eq!((made_for, index.rows(), index.standing), (MADE_FOR, 6, Standing::Ahead));
        assert_eq!(index.get(8, "ab"), Some(Entry::Rows { stamp: [5; 8], parts: 3 }));
        let folder = tempfile::tempdir().unwrap();
        let keys = CaseKeys::derive(&Key::make_random().unwrap(), [1; 16]);
        std::fs::create_dir(folder.path().join("index")).unwrap();
        let place = Place { vault_id: &[7; 16], key: &keys.prefix };
        let sealed = seal_record(&keys.records, Sealed::FirstIndex, 0, place, &bytes).unwrap();
        std::fs::write(file(folder.path(), &keys), sealed).unwrap();
        assert_eq!(Index::read(folder.path(), &[7; 16], &keys).unwrap().1.rows(), 6);
    }

    #[test]
    fn a_packed_record_takes_little_more_than_what_its_id_does_not_share() {
        let mut index = Index::default();
        for n in 0..10_000_u32 {
            let pack = Pack { name: [u8::try_from(n / 2500).unwrap(); 16], stamp: [1; 8] };
            index.enter(8, &format!("finding {n:08}"), Entry::Packed(pack));
        }
        let length = index.to_bytes(&MADE_FOR).unwrap().len();
        assert!(length < 4 * 10_000, "{length} bytes");
    }

    #[test]
    fn the_file_opens_for_its_own_case_only_and_every_flipped_byte_makes_it_silent() {
        let folder = tempfile::tempdir().unwrap();
        let data_key = Key::make_random().unwrap();
        let keys = CaseKeys::derive(&data_key, [1; 16]);
        let mut index = Index::default();
        index.enter(8, "a", entry(9, [1; 8], 1));
        index.write(folder.path(), &[7; 16], &keys, &MADE_FOR).unwrap();
        let found =
            Index::read(folder.path(), &[7; 16], &keys).map(|(made_for, index)| (made_for, index.rows()));
        assert_eq!(found, Some((MADE_FOR, 1)));
        assert!(Index::read(folder.path(), &[8; 16], &keys).is_none(), "another vault");
        let path = file(folder.path(), &keys);
        let other = CaseKeys::derive(&data_key, [2; 16]);
        std::fs::copy(&path, file(folder.path(), &other)).unwrap();
        assert!(Index::read(folder.path(), &[7; 16], &other).is_none(), "another case");
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&path, changed).unwrap();
            assert!(Index::read(folder.path(), &[7; 16], &keys).is_none(), "byte {at}");
        }
        Index::forget(folder.path(), &keys.prefix);
        assert!(!path.exists(), "it is taken away");
    }
}
