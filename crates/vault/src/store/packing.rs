//! Writing the store anew: short records go into packs, in the order of their kinds and ids, and long rows into a file.
//!
//! Each case of the copy has a manifest of its own, as after one more commit, and counts only when the copy has taken
//! the store's place. When any record is not as it was written, nothing is packed: all rows are copied as they are, so
//! that what is wrong is still seen to be wrong.

use std::collections::BTreeMap;
use std::io;
use std::sync::PoisonError;

use crate::case::reading::Reading;
use crate::crypto::envelope::{Place, Sealed, seal_record};
use crate::crypto::keys::CaseKeys;
use crate::disk::files;
use crate::failure::ReadFailure;
use crate::format::anchor::Anchor;
use crate::format::header::FORMAT;
use crate::format::index::{Entry, Index, Standing};
use crate::format::keybag::CaseId;
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::format::pack::PackBuilder;
use crate::format::payload::make_stamp;
use crate::store::compact;
use crate::store::sled_store::{Filling, Store, StoreFailure};
use crate::vault::opening::read_header;
use crate::vault::unlocked::{
    Books, CaseBook, Inner, VAULT_ROW, sealed_case_manifest, sealed_vault_manifest,
};

/// What a copy holds.
struct Copied {
    last: Anchor,
    cases: BTreeMap<CaseId, (CaseManifest, Index)>,
}

impl Inner {
    /// Writes the store anew without what it no longer holds. Only for who holds the books alone. When it fails, the
    /// store is as it was, or closed (`Halted`) when it could not be opened again.
    pub(crate) fn compact(&self, books: &Books) -> Result<(), StoreFailure> {
        let store = self.store()?;
        store.check_going()?;
        self.raise_format()?;
        let packed = compact::make_copy(&self.root, |copy| match self.pack_all(books, copy) {
            Ok(copied) => Ok(Some(copied)),
            Err(ReadFailure::Io(error)) => Err(error.into()),
            Err(_) => Ok(None),
        })?;
        if packed.is_none() {
            compact::make_copy(&self.root, |copy| compact::copy_rows(&store, copy))?;
        }
        if let Some(copied) = &packed {
            compact::read_copy(&self.root, |copy| reads_back(books, copied, copy))?;
        }
        drop(store);
        self.close_store();
        let swapped = compact::swap(&self.root);
        let (store, _) = Store::open(&self.root)?;
        self.put_store(store);
        // Whichever of the two it was that opened: what is known of the cases must be known of this one.
        if let Some(copied) = packed
            && self.vault_manifest().is_ok_and(|manifest| manifest.counter == copied.last.counter)
        {
            self.adopt(books, copied);
        }
        Ok(swapped?)
    }

    /// Notes in the header, durably, that an older version of the app can not read the store any more.
    fn raise_format(&self) -> Result<(), StoreFailure> {
        let header = read_header(&self.root).ok().filter(|header| header.is_authentic(&self.keys.header));
        let mut header = header.ok_or(StoreFailure::Corrupt)?;
        if header.format < FORMAT {
            header.format = FORMAT;
            files::write_whole(&self.root.join("vault.hdr"), &header.to_bytes(&self.keys.header)?)?;
        }
        Ok(())
    }

    fn pack_all(&self, books: &Books, copy: &mut Filling<'_>) -> Result<Copied, ReadFailure> {
        let before = self.vault_manifest()?;
        let mut vault = VaultManifest {
            counter: before.counter + 1,
            bag_sequence: before.bag_sequence,
            cases: BTreeMap::new(),
        };
        let epoch = books.bag.epoch;
        let mut cases = BTreeMap::new();
        for (id, book) in &books.cases {
            let (manifest, index) = self.pack_case(book, &before, epoch, copy)?;
            let (key, sealed) =
                sealed_case_manifest(&self.vault_id, epoch, &book.keys, &manifest, &mut vault)
                    .map_err(ReadFailure::Io)?;
            copy.manifest(&key, &sealed.unwrap_or_default())?;
            cases.insert(*id, (manifest, index));
        }
        let sealed = sealed_vault_manifest(&self.keys, &self.vault_id, epoch, &vault);
        let sealed = sealed.map_err(ReadFailure::Io)?;
        copy.manifest(VAULT_ROW, &sealed)?;
        let last = Anchor { counter: vault.counter, digest: blake3::hash(&sealed).into() };
        Ok(Copied { last, cases })
    }

    fn pack_case(
        &self,
        book: &CaseBook,
        before: &VaultManifest,
        epoch: u32,
        copy: &mut Filling<'_>,
    ) -> Result<(CaseManifest, Index), ReadFailure> {
        let sequence = self.case_manifest(&book.keys, before)?.sequence + 1;
        let stamp = make_stamp(sequence).map_err(ReadFailure::Io)?;
        let mut packing = Packing {
            vault_id: &self.vault_id,
            keys: &book.keys,
            epoch,
            stamp,
            manifest: CaseManifest::empty(sequence),
            index: Index::default(),
            open: PackBuilder::new(stamp).map_err(ReadFailure::Io)?,
            copy,
        };
        let (mut reading, mut long) = (Reading::of(self, &book.keys)?, Vec::new());
        let index = self.index(book)?;
        for (kind, id, entry) in index.records() {
            match entry {
                Entry::Rows { stamp, parts } if parts != 1 => {
                    long.extend(reading.rows(kind, id, stamp, parts)?.into_iter().map(|(key, _)| key));
                    packing.index.enter(kind, id, entry);
                }
                _ => packing.add(kind, id, &reading.value(kind, id, entry)?)?,
            }
        }
        packing.close_pack()?;
        // By their blinded names, so that where a row lies tells nothing of what it is.
        long.sort_unstable();
        let store = self.store()?;
        for key in long {
            packing.put_row(&key, &store.record(&key)?.ok_or(ReadFailure::RecordsChanged)?)?;
        }
        packing.index.standing = Standing::Ahead;
        Ok((packing.manifest, packing.index))
    }

    /// Takes over what is known of the copy, which is in place now.
    fn adopt(&self, books: &Books, copied: Copied) {
        for (id, (_, index)) in copied.cases {
            if let Some(book) = books.cases.get(&id) {
                *book.index.lock().unwrap_or_else(PoisonError::into_inner) = index;
            }
        }
        // An anchor that stays behind is weaker, not wrong, and what is not filed is made again.
        let _ = self.write_anchor(copied.last);
        let _ = self.file_indexes(books);
    }
}

/// Goes through a copy that is to take the store's place: its rows must add up to what was put into it.
fn reads_back(books: &Books, copied: &Copied, copy: &Store) -> Result<(), StoreFailure> {
    for (id, (manifest, _)) in &copied.cases {
        let Some(CaseBook { keys, .. }) = books.cases.get(id) else { continue };
        let mut seen = CaseManifest::default();
        for row in copy.records_under(&keys.prefix) {
            let (key, sealed) = row?;
            seen.add(&keys.set, &key, &sealed);
        }
        if !seen.has_same_rows(manifest) {
            return Err(io::Error::from(io::ErrorKind::InvalidData).into());
        }
    }
    Ok(())
}

/// One case on its way into the copy.
struct Packing<'a, 'f, 's> {
    vault_id: &'a [u8; 16],
    keys: &'a CaseKeys,
    epoch: u32,
    stamp: [u8; 8],
    manifest: CaseManifest,
    index: Index,
    open: PackBuilder,
    copy: &'f mut Filling<'s>,
}

impl Packing<'_, '_, '_> {
    fn put_row(&mut self, key: &[u8; 32], sealed: &[u8]) -> Result<(), StoreFailure> {
        self.manifest.add(&self.keys.set, key, sealed);
        self.copy.record(key, sealed)
    }

    /// Puts a record into the open pack, or into the next one where there is no room left.
    fn add(&mut self, kind: u8, id: &str, value: &[u8]) -> Result<(), StoreFailure> {
        if !self.open.add(kind, id, value) {
            self.close_pack()?;
            if !self.open.add(kind, id, value) {
                return Err(io::Error::other("a record of one row is longer than a pack").into());
            }
        }
        self.index.enter(kind, id, Entry::Packed(self.open.pack));
        Ok(())
    }

    fn close_pack(&mut self) -> Result<(), StoreFailure> {
        let full = std::mem::replace(&mut self.open, PackBuilder::new(self.stamp)?);
        let Some((pack, plain)) = full.into_plain() else { return Ok(()) };
        let key = pack.key(self.keys);
        let place = Place { vault_id: self.vault_id, key: &key };
        let sealed = seal_record(&self.keys.records, Sealed::Pack, self.epoch, place, &plain)?;
        self.put_row(&key, &sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::batch::{Batch, Kind};
    use crate::crypto::kdf::KdfStrength;
    use crate::trials::rounds::PASSPHRASE;
    use crate::vault::Vault;
    use crate::vault::create::NewUnlock;

    #[test]
    fn a_copy_that_reads_back_as_something_else_does_not_take_the_stores_place() {
        let folder = tempfile::tempdir().unwrap();
        let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
        let vault = Vault::create(folder.path(), &unlock).unwrap();
        let case = vault.case(&vault.make_case().unwrap()).unwrap();
        case.commit(Batch::new().put(Kind::Finding, "a", &"x".repeat(2000)).unwrap()).unwrap();
        let (inner, root) = (vault.inner(), folder.path().join("vault"));
        let books = inner.writing();
        let pack_all =
            |copy: &mut Filling<'_>| inner.pack_all(&books, copy).map_err(|_| StoreFailure::Corrupt);
        let copied = compact::make_copy(&root, pack_all).unwrap_or_else(|failure| panic!("{failure:?}"));
        let check = || compact::read_copy(&root, |copy| reads_back(&books, &copied, copy));
        check().unwrap_or_else(|failure| panic!("it is as it was written: {failure:?}"));
        let long = root.join("db.new/long");
        let mut bytes = std::fs::read(&long).unwrap();
        bytes[1000] ^= 1;
        std::fs::write(&long, bytes).unwrap();
        assert!(matches!(check(), Err(StoreFailure::Io(_))));
        assert!(!root.join("db.new").exists(), "it is taken away");
        drop(books);
        assert_eq!(case.verify().unwrap().records, 1, "the store is in its place");
    }
}
