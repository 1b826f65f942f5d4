//! One file that holds the whole vault: written, read back, and gone through.
//!
//! Layout, integers little-endian: `"UNLBAK\0\1" | format u16 | length u32 | vault.hdr | counter u64 | length u32 |
//! keybag | rows | 0 | mac 32`. A row is `1 (record) or 2 (manifest) | length of its key u16 | length of its value u32 |
//! key | value`, as it lies in the store: sealed, its name blinded. The format is the header's. The MAC is keyed from the master key, over the vault
//! id and everything except the header, which has its own MAC and is written anew when the ways to unlock change.
//! The manifests among the rows say which rows there must be, so a copy of a vault that lacks some is never taken.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::crypto::envelope::{Place, Sealed, open_record};
use crate::crypto::keys::{Key, VaultKeys, same_digest};
use crate::disk::files;
use crate::disk::free_space;
use crate::failure::ReadFailure;
use crate::format::anchor::Anchor;
use crate::format::header::{FORMAT, Header, HeaderFailure};
use crate::format::keybag::{Keybag, KeybagFailure};
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::store::sled_store::StoreFailure;
use crate::vault::unlocked::{Books, CaseBook, Inner, VAULT_ROW};

const MAGIC: &[u8; 8] = b"UNLBAK\0\x01";
const RECORD: u8 = 1;
const MANIFEST: u8 = 2;
const END: u8 = 0;
const LONGEST_HEADER: u32 = 64 << 10;
const LONGEST_KEYBAG: u32 = 8 << 20;
/// The longest value of a row in bytes: the manifest of a vault with 10,000 cases is the longest.
const LONGEST_VALUE: u32 = 1 << 20;

/// Why there is no new backup, or why one can not be used. Backups that were there before are there still.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupFailure {
    /// The vault itself is not as it was written, so no copy of it is taken.
    #[error("the vault's records are not as they were written")]
    RecordsChanged,
    /// What was written reads back as something else: the disk can not be trusted.
    #[error("the backup reads back differently than it was written")]
    NotAsWritten,
    /// The file is no backup of a vault.
    #[error("the file is no backup")]
    NotABackup,
    /// The backup is damaged, incomplete or was changed.
    #[error("the backup is damaged")]
    Damaged,
    /// A case was destroyed since, and the keyring has the key of this backup no more. The passphrase opens it.
    #[error("the keyring does not open this backup any more")]
    KeyringOutOfReach,
    /// A newer version of the app wrote this backup.
    #[error("the backup has format {0}, which this version does not know")]
    Newer(u16),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The folder can not be written.
    #[error("the folder can not be written")]
    ReadOnly,
    /// Reading or writing failed in another way.
    #[error("reading or writing failed")]
    Io(#[source] io::Error),
}

impl From<io::Error> for BackupFailure {
    fn from(error: io::Error) -> Self {
        match error {
            e if files::says_full(&e) => Self::DiskFull,
            e if files::says_read_only(&e) => Self::ReadOnly,
            e => Self::Io(e),
        }
    }
}

impl From<ReadFailure> for BackupFailure {
    fn from(failure: ReadFailure) -> Self {
        match failure {
            ReadFailure::Io(error) => error.into(),
            _ => Self::RecordsChanged,
        }
    }
}

impl From<StoreFailure> for BackupFailure {
    fn from(failure: StoreFailure) -> Self {
        match failure {
            StoreFailure::DiskFull => Self::DiskFull,
            StoreFailure::ReadOnly => Self::ReadOnly,
            other => ReadFailure::from(other).into(),
        }
    }
}

/// Writes a backup beside its place, reads it back, and moves it there.
pub(crate) fn write_good(inner: &Inner, books: &Books, path: &Path) -> Result<(), BackupFailure> {
    let fresh = unfinished(path);
    free_space::for_copy(path.parent().unwrap_or(path), &*inner.store()?)?;
    let written = write_beside(path, |file| write_all(inner, books, file));
    let good = written.and_then(|()| {
        check(&fresh, &inner.keys).map_err(|failure| match failure {
            BackupFailure::Damaged | BackupFailure::Newer(_) => BackupFailure::NotAsWritten,
            other => other,
        })
    });
    if let Err(failure) = good.and_then(|_| Ok(fs::rename(&fresh, path)?)) {
        let _ = fs::remove_file(&fresh);
        return Err(failure);
    }
    Ok(files::sync_parent(path)?)
}

pub(crate) fn write_beside<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
) -> Result<(), E> {
    let fresh = unfinished(path);
    let file = File::create(&fresh)?;
    // A stick with FAT knows no owners; in our own folder nobody else comes this far.
    let _ = files::make_private_file(&fresh);
    let mut file = BufWriter::new(file);
    let written = write(&mut file)
        .and_then(|()| Ok(file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}

pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".unfinished");
    path.with_file_name(name)
}

/// Everything before a backup's body, with its header as it lies in the vault.
pub(crate) fn front(header: &Header, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    Ok([MAGIC.as_slice(), &header.format.to_le_bytes(), &length.to_le_bytes(), bytes].concat())
}

/// The whole vault into `file`. What is missing or changed in it shows when the file is read back.
fn write_all(inner: &Inner, books: &Books, file: &mut impl Write) -> Result<(), BackupFailure> {
    let header = files::read_whole(&inner.root.join("vault.hdr"))?;
    let parsed = Header::parse(&header).map_err(|_| BackupFailure::NotAsWritten)?;
    file.write_all(&front(&parsed, &header)?)?;
    let mut hasher = mac(&inner.keys, &inner.vault_id);
    let mut put = |bytes: &[u8]| -> io::Result<()> {
        hasher.update(bytes);
        file.write_all(bytes)
    };
    put(&inner.vault_manifest()?.counter.to_le_bytes())?;
    let bag = books.bag.to_bytes(&inner.keys, &inner.vault_id)?;
    put(&u32::try_from(bag.len()).map_err(io::Error::other)?.to_le_bytes())?;
    put(&bag)?;
    let mut row = |kind: u8, key: &[u8], value: &[u8]| -> io::Result<()> {
        let lengths = (u16::try_from(key.len()), u32::try_from(value.len()));
        let (Ok(of_key), Ok(of_value)) = lengths else { return Err(io::ErrorKind::FileTooLarge.into()) };
        put(&[&[kind], of_key.to_le_bytes().as_slice(), &of_value.to_le_bytes()].concat())?;
        put(key)?;
        put(value)
    };
    let store = inner.store()?;
    let prefixes = books.cases.values().map(|book| book.keys.prefix.as_slice());
    for key in prefixes.clone().chain([VAULT_ROW]) {
        row(MANIFEST, key, &store.manifest(key)?.ok_or(ReadFailure::RecordsChanged)?)?;
    }
    for prefix in prefixes {
        for record in store.records_under(prefix) {
            let (key, value) = record?;
            row(RECORD, &key, &value)?;
        }
    }
    put(&[END])?;
    let sum = hasher.finalize();
    Ok(file.write_all(sum.as_bytes())?)
}

/// Goes through a whole backup; its last commit, when everything in it is as it was written and nothing is missing.
pub(crate) fn check(path: &Path, keys: &VaultKeys) -> Result<Anchor, BackupFailure> {
    BackupFile::open(path)?.read(keys, |_| Ok(())).map(|(last, _)| last)
}

/// One row of a backup, as it lies in the store.
pub(crate) struct CopiedRow {
    pub(crate) is_record: bool,
    pub(crate) key: Vec<u8>,
    pub(crate) value: Vec<u8>,
}

/// A backup that is being read.
pub(crate) struct BackupFile {
    pub(crate) header: Header,
    /// The header's bytes.
    pub(crate) bytes: Vec<u8>,
    pub(crate) body_at: u64,
    file: Box<dyn Read>,
}

impl BackupFile {
    /// Reads the front of a backup, up to its header.
    pub(crate) fn open(path: &Path) -> Result<BackupFile, BackupFailure> {
        Self::begin(Box::new(BufReader::new(File::open(path)?)))
    }

    /// As [`BackupFile::open`], from wherever the bytes come.
    pub(crate) fn begin(mut file: Box<dyn Read>) -> Result<BackupFile, BackupFailure> {
        let front = take(&mut file, 14)?;
        let front = front.strip_prefix(MAGIC).ok_or(BackupFailure::NotABackup)?;
        let [format_low, format_high, length @ ..] = front else { return Err(BackupFailure::NotABackup) };
        let format = u16::from_le_bytes([*format_low, *format_high]);
        if format > FORMAT {
            return Err(BackupFailure::Newer(format));
        }
        let length = u32::from_le_bytes(length.try_into().map_err(|_| BackupFailure::Damaged)?);
        if length > LONGEST_HEADER {
            return Err(BackupFailure::Damaged);
        }
        let bytes = take(&mut file, length)?;
        let header = Header::parse(&bytes).map_err(|failure| match failure {
            HeaderFailure::Newer(format) => BackupFailure::Newer(format),
            HeaderFailure::Damaged => BackupFailure::Damaged,
        })?;
        if format != header.format {
            return Err(BackupFailure::Damaged);
        }
        Ok(BackupFile { header, bytes, body_at: 14 + u64::from(length), file })
    }

    /// Hands every row to `visit`; at the end, what was handed out is proven to be all and as it was written, or it is
    /// an error. Returns the last commit and the keybag.
    pub(crate) fn read(
        mut self,
        keys: &VaultKeys,
        mut visit: impl FnMut(CopiedRow) -> Result<(), BackupFailure>,
    ) -> Result<(Anchor, Keybag), BackupFailure> {
        if !self.header.is_authentic(&keys.header) {
            return Err(BackupFailure::Damaged);
        }
        let vault_id = self.header.vault_id;
        let mut hasher = mac(keys, &vault_id);
        let mut next = |length: u32| -> Result<Vec<u8>, BackupFailure> {
            let bytes = take(&mut self.file, length)?;
            hasher.update(&bytes);
            Ok(bytes)
        };
        let counter = number(&next(8)?);
        let length = number(&next(4)?);
        let bag = next(bounded(length, LONGEST_KEYBAG)?)?;
        let bag = Keybag::parse(&bag, keys, &vault_id).map_err(|failure| match failure {
            KeybagFailure::OutOfReach => BackupFailure::KeyringOutOfReach,
            KeybagFailure::Damaged | KeybagFailure::Newer(_) => BackupFailure::Damaged,
        })?;
        let mut tally = Tally::new(Books::new(bag, keys));
        loop {
            let kind = next(1)?;
            let is_record = match kind[0] {
                END => break,
                RECORD => true,
                MANIFEST => false,
                _ => return Err(BackupFailure::Damaged),
            };
            let [of_key, of_value] = [2, 4].map(|length| next(length).map(|bytes| number(&bytes)));
            let key = next(bounded(of_key?, 64)?)?;
            let value = next(bounded(of_value?, LONGEST_VALUE)?)?;
            let row = CopiedRow { is_record, key, value };
            tally.count(&row)?;
            visit(row)?;
        }
        let sum = hasher.finalize();
        let found = take(&mut self.file, 32)?;
        let found: &[u8; 32] = found.as_slice().try_into().map_err(|_| BackupFailure::Damaged)?;
        let ends = self.file.read(&mut [0])? == 0;
        if !ends || !same_digest(sum.as_bytes(), found) || !tally.fits(keys, &vault_id, counter) {
            return Err(BackupFailure::Damaged);
        }
        let digest = tally.manifests.get(VAULT_ROW).map(|sealed| blake3::hash(sealed).into());
        Ok((Anchor { counter, digest: digest.ok_or(BackupFailure::Damaged)? }, tally.books.bag))
    }
}

/// What the rows of a backup add up to, beside what its manifests say.
struct Tally {
    books: Books,
    seen: BTreeMap<[u8; 16], CaseManifest>,
    manifests: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Tally {
    fn new(books: Books) -> Tally {
        let seen = books.cases.values().map(|book| (book.keys.prefix, CaseManifest::default())).collect();
        Tally { books, seen, manifests: BTreeMap::new() }
    }

    fn count(&mut self, row: &CopiedRow) -> Result<(), BackupFailure> {
        if !row.is_record {
            let twice = self.manifests.insert(row.key.clone(), row.value.clone()).is_some();
            let too_many = self.manifests.len() > self.books.cases.len() + 1;
            return if twice || too_many { Err(BackupFailure::Damaged) } else { Ok(()) };
        }
        let prefix = row.key.first_chunk::<16>().ok_or(BackupFailure::Damaged)?;
        let book = self.books.cases.values().find(|book| book.keys.prefix == *prefix);
        let (Some(CaseBook { keys, .. }), Some(seen)) = (book, self.seen.get_mut(prefix)) else {
            return Err(BackupFailure::Damaged);
        };
        seen.add(&keys.set, &row.key, &row.value);
        Ok(())
    }

    fn fits(&self, keys: &VaultKeys, vault_id: &[u8; 16], counter: u64) -> bool {
        let vault = self.manifest(vault_id, &keys.manifest, Sealed::VaultManifest, VAULT_ROW);
        let Some(vault) = vault.and_then(|(plain, _)| VaultManifest::parse(&plain)) else { return false };
        let case_fits = |book: &CaseBook| -> Option<bool> {
            let keys = &book.keys;
            let (sequence, digest) = vault.cases.get(&keys.prefix)?;
            let (plain, found) =
                self.manifest(vault_id, &keys.records, Sealed::CaseManifest, &keys.prefix)?;
            let manifest = CaseManifest::parse(&plain)?;
            let is_last = manifest.sequence == *sequence && same_digest(&found, digest);
            Some(is_last && self.seen.get(&keys.prefix)?.has_same_rows(&manifest))
        };
        vault.counter == counter
            && vault.bag_sequence == self.books.bag.sequence
            && vault.cases.len() == self.books.cases.len()
            && self.books.cases.values().all(|book| case_fits(book) == Some(true))
    }

    /// One manifest, opened, and the digest of its sealed bytes.
    fn manifest(
        &self,
        vault_id: &[u8; 16],
        key: &Key,
        kind: Sealed,
        name: &[u8],
    ) -> Option<(Zeroizing<Vec<u8>>, [u8; 32])> {
        let sealed = self.manifests.get(name)?;
        let plain = open_record(key, kind, Place { vault_id, key: name }, sealed)?;
        Some((plain, blake3::hash(sealed).into()))
    }
}

pub(crate) fn mac(keys: &VaultKeys, vault_id: &[u8; 16]) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new_keyed(keys.backup.bytes());
    // The header says the format, and is replaced when it is raised: the body stays what it is.
    hasher.update(&1_u16.to_le_bytes());
    hasher.update(vault_id);
    hasher
}

/// Exactly so many bytes; never takes room for more than there are.
fn take(from: &mut impl Read, length: u32) -> Result<Vec<u8>, BackupFailure> {
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err(BackupFailure::Damaged) }
}

/// The number in at most eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn bounded(length: u64, most: u32) -> Result<u32, BackupFailure> {
    u32::try_from(length).ok().filter(|length| *length <= most).ok_or(BackupFailure::Damaged)
}
