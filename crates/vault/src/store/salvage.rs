//! What is found of a case in the bytes of a damaged store, and which of it is to be kept.

use std::collections::{BTreeMap, btree_map};

use zeroize::Zeroizing;

use crate::crypto::envelope::{Place, Sealed, open_record, peek, seal_record, sealed_length};
use crate::crypto::keys::{CaseKeys, Key};
use crate::format::index::Index;
use crate::format::manifest::CaseManifest;
use crate::format::pack::{Pack, parse_records};
use crate::format::payload::{Part, record_key, split_value, stamped_by};

/// The most bytes of a row that are deciphered to learn its name: an id has at most 1,024.
const PEEK: usize = 1100;
/// One writing of a record: its rows by part.
pub(crate) struct Writing {
    /// The name of the pack that it was in.
    pack: Option<[u8; 16]>,
    pub(crate) parts: u16,
    pub(crate) rows: BTreeMap<u16, ([u8; 32], Vec<u8>)>,
}

impl Writing {
    fn is_whole(&self) -> bool {
        self.rows.len() == usize::from(self.parts)
    }
}

/// All that was found of one case: by kind and id, then by stamp.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) records: BTreeMap<(u8, String), BTreeMap<[u8; 8], Writing>>,
    pub(crate) manifest: Option<CaseManifest>,
    /// By name: each pack's row, and how many records it holds.
    packs: BTreeMap<[u8; 16], ([u8; 32], Vec<u8>, usize)>,
}

pub(crate) fn open_at<'a>(
    key: &Key,
    what: Sealed,
    place: Place<'_>,
    bytes: &'a [u8],
) -> Option<(Zeroizing<Vec<u8>>, &'a [u8])> {
    let start = peek(key, bytes.get(..bytes.len().min(PEEK))?)?;
    let length = u32::from_le_bytes(*start.first_chunk::<4>()?) as usize;
    let sealed = bytes.get(..sealed_length(length)?)?;
    Some((open_record(key, what, place, sealed)?, sealed))
}

pub(crate) fn take_row(vault_id: &[u8; 16], keys: &CaseKeys, bytes: &[u8], found: &mut Found) -> Option<()> {
    let start = peek(&keys.records, bytes.get(..bytes.len().min(PEEK))?)?;
    let head = Part::parse(start.get(4..)?)?;
    let key = record_key(keys, head.kind, head.id, head.number);
    let place = Place { vault_id, key: &key };
    let (plain, sealed) = open_at(&keys.records, Sealed::Record, place, bytes)?;
    let part = Part::parse(&plain)?;
    let writings = found.records.entry((part.kind, part.id.to_owned())).or_default();
    let writing = writings.entry(part.stamp).or_insert_with(|| Writing {
        pack: None,
        parts: part.parts,
        rows: BTreeMap::new(),
    });
    writing.rows.insert(part.number, (key, sealed.to_vec()));
    Some(())
}

/// Gives each record of a pack a row of its own, with the pack's stamp.
pub(crate) fn take_pack(
    vault_id: &[u8; 16],
    keys: &CaseKeys,
    epoch: u32,
    bytes: &[u8],
    found: &mut Found,
) -> Option<()> {
    let start = peek(&keys.records, bytes.get(..bytes.len().min(PEEK))?)?;
    let (head, _) = Pack::parse(start.get(4..)?)?;
    let key = head.key(keys);
    let (plain, row) = open_at(&keys.records, Sealed::Pack, Place { vault_id, key: &key }, bytes)?;
    let (pack, records) = Pack::parse(&plain)?;
    let records = parse_records(records)?;
    found.packs.insert(pack.name, (key, row.to_vec(), records.len()));
    for record in records {
        let writings = found.records.entry((record.kind, record.id.to_owned())).or_default();
        if let btree_map::Entry::Vacant(vacant) = writings.entry(pack.stamp) {
            let key = record_key(keys, record.kind, record.id, 0);
            let plain = split_value(record.kind, record.id, record.value, pack.stamp).pop()?;
            let place = Place { vault_id, key: &key };
            let sealed = seal_record(&keys.records, Sealed::Record, epoch, place, &plain).ok()?;
            vacant.insert(Writing {
                pack: Some(pack.name),
                parts: 1,
                rows: BTreeMap::from([(0, (key, sealed))]),
            });
        }
    }
    Some(())
}

pub(crate) fn take_manifest(
    vault_id: &[u8; 16],
    keys: &CaseKeys,
    bytes: &[u8],
    found: &mut Found,
) -> Option<()> {
    let place = Place { vault_id, key: &keys.prefix };
    let (plain, _) = open_at(&keys.records, Sealed::CaseManifest, place, bytes)?;
    let manifest = CaseManifest::parse(&plain)?;
    if found.manifest.as_ref().is_none_or(|last| last.sequence < manifest.sequence) {
        found.manifest = Some(manifest);
    }
    Some(())
}

/// What the case's manifest would say if what was chosen lay in the store as it was found, packs and all.
pub(crate) fn as_it_lay(found: &Found, chosen: &[(u8, Writing)], keys: &CaseKeys) -> CaseManifest {
    let mut manifest = CaseManifest::default();
    let mut in_packs: BTreeMap<[u8; 16], usize> = BTreeMap::new();
    for (_, writing) in chosen {
        match writing.pack {
            Some(name) => *in_packs.entry(name).or_default() += 1,
            None => writing.rows.values().for_each(|(key, sealed)| manifest.add(&keys.set, key, sealed)),
        }
    }
    for (name, count) in in_packs {
        // A pack of which something is not chosen was not in the store any more.
        if let Some((key, sealed, _)) = found.packs.get(&name).filter(|(_, _, records)| *records == count) {
            manifest.add(&keys.set, key, sealed);
        }
    }
    manifest
}

/// The writing of each record that is to be kept.
pub(crate) fn choose(found: &mut Found, filed: Option<&(u64, Index)>) -> Vec<(u8, Writing)> {
    let mut chosen = Vec::new();
    for ((kind, id), writings) in std::mem::take(&mut found.records) {
        let entry = filed.and_then(|(_, index)| index.get(kind, &id));
        let sequence = filed.map_or(0, |(sequence, _)| *sequence);
        let newest = writings.keys().map(|stamp| stamped_by(*stamp)).max().unwrap_or(0);
        let wanted = |stamp: &[u8; 8]| {
            // What the index does not know was written later, or removed before.
            if filed.is_some() && newest <= sequence {
                entry.is_some_and(|entry| entry.stamp() == *stamp)
            } else {
                stamped_by(*stamp) == newest
            }
        };
        let kept = writings.into_iter().find(|(stamp, writing)| wanted(stamp) && writing.is_whole());
        chosen.extend(kept.map(|(_, writing)| (kind, writing)));
    }
    chosen
}
