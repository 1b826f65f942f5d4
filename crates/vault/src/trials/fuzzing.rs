//! Every reader of bytes from the disk, fed with changed ones: it never panics, and takes in no more than there is.
//!
//! The inputs are sound ones with a few changes, and, where a checksum or MAC would end the matter at once, with that
//! made to fit again. The long trial: `UNLISTED_INPUTS=10000000 cargo test -p unlisted-vault fuzzing`.

use crate::case::batch::Batch;
use crate::crypto::envelope::{Place, Sealed, front_of, open_record, peek, seal_record};
use crate::crypto::epoch_key::Master;
use crate::crypto::kdf::{Kdf, KdfStrength};
use crate::crypto::keys::{Key, VaultKeys};
use crate::format::backup_file::{BackupFile, mac};
use crate::format::header::{Header, Way, checksum};
use crate::format::index::{Entry, Index};
use crate::format::index_file::MadeFor;
use crate::format::keybag::{CaseId, Keybag};
use crate::format::manifest::{CaseManifest, VaultManifest};
use crate::format::pack::{Pack, PackBuilder, parse_records};
use crate::format::payload::{Part, split_value};
use crate::trials::rounds::{Numbers, PASSPHRASE, master_key, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;

fn inputs() -> u64 {
    rounds("UNLISTED_INPUTS", 10_000)
}

/// A few changes: bits, whole bytes, lengths that are too large, parts taken out, doubled or cut off.
fn change(sound: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len().max(1));
        match numbers.below(8) {
            _ if bytes.is_empty() => bytes.push(0),
            0 | 1 => bytes[at] ^= 1 << numbers.below(8),
            2 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
            3 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
            4 => bytes[at..].iter_mut().take(8).for_each(|byte| *byte = 0),
            5 => drop(bytes.drain(at..(at + numbers.below(40)).min(bytes.len()))),
            6 => {
                let part = bytes[at..(at + numbers.below(40)).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn headers() {
    let (secret, master) = (Key::make_random().unwrap(), Master::make_random(1).unwrap());
    let mut header = Header::new([5; 16]);
    let kdf = Kdf { memory: 65536, passes: 3, lanes: 4, salt: [9; 16] };
    header.add_slot(Way::Passphrase(kdf), &secret, &master).unwrap();
    header.add_slot(Way::Keyring { backend: 1 }, &secret, &master).unwrap();
    let sound = header.to_bytes(&master.key).unwrap();
    let body = &sound[..sound.len() - 48];
    let (numbers, mut read) = (&mut Numbers::new(1), 0);
    for _ in 0..inputs() {
        assert!(Header::parse(&change(&sound, numbers)).map_or(true, |header| header.slots.len() <= 16));
        let changed = change(body, numbers);
        let whole = [changed.as_slice(), &checksum(&changed), &[7; 32]].concat();
        if let Ok(header) = Header::parse(&whole) {
            assert!(
                header.slots.len() <= 16 && !header.is_authentic(&master.key),
                "a changed header has another MAC"
            );
            read += 1;
        }
    }
    assert!(read > 0, "no input came past the checksum");
}

#[test]
fn keybags() {
    let master = Master::make_random(1).unwrap();
    let keys = VaultKeys::derive(&master);
    let mut bag = Keybag::make(master.step.clone()).unwrap();
    bag.cases.push((CaseId([1; 16]), Key::make_random().unwrap()));
    let sound = bag.to_bytes(&keys, &[3; 16]).unwrap();
    let body = &sound[..sound.len() - 32];
    let (numbers, mut read) = (&mut Numbers::new(2), 0);
    for _ in 0..inputs() {
        let changed = change(&sound, numbers);
        assert!(changed == sound || Keybag::parse(&changed, &keys, &[3; 16]).is_err());
        let changed = change(body, numbers);
        let whole = [changed.as_slice(), &keys.bag.digest(&[&changed])].concat();
        if let Ok(bag) = Keybag::parse(&whole, &keys, &[3; 16]) {
            assert!(bag.cases.len() <= 1, "more cases than there are bytes for");
            read += 1;
        }
    }
    assert!(read > 0, "no input came past the MAC");
}

#[test]
fn envelopes() {
    let (key, numbers) = (Key::make_random().unwrap(), &mut Numbers::new(3));
    let place = Place { vault_id: &[1; 16], key: &[2; 32] };
    let sound = seal_record(&key, Sealed::Record, 1, place, b"100 Example St").unwrap();
    for _ in 0..inputs() {
        let changed = change(&sound, numbers);
        assert!(changed == sound || open_record(&key, Sealed::Record, place, &changed).is_none());
        let peeked = peek(&key, &changed).map_or(0, |plain| plain.len());
        assert!(peeked <= changed.len() && (front_of(&changed).is_none() || changed.len() >= 4));
    }
}

#[test]
fn what_is_inside_an_envelope() {
    let numbers = &mut Numbers::new(4);
    let part = split_value(8, "an id", b"a value", [1; 8]).remove(0);
    let mut pack = PackBuilder::new([1; 8]).unwrap();
    assert!((0..5).all(|n| pack.add(8, &format!("id {n}"), b"a value")));
    let (_, pack) = pack.into_plain().unwrap();
    let mut vault = VaultManifest { counter: 7, bag_sequence: 2, ..VaultManifest::default() };
    vault.cases.insert([1; 16], (3, [4; 32]));
    let (vault, case) = (vault.to_bytes(), CaseManifest::default().to_bytes());
    for _ in 0..inputs() {
        let changed = change(&part, numbers);
        let taken = Part::parse(&changed).map_or(0, |part| part.id.len() + part.bytes.len());
        assert!(taken <= changed.len());
        let changed = change(&pack, numbers);
        let packed = Pack::parse(&changed).and_then(|(_, rest)| parse_records(rest)).unwrap_or_default();
        let taken: usize = packed.iter().map(|record| 5 + record.id.len() + record.value.len()).sum();
        assert!(taken <= changed.len());
        let changed = change(&vault, numbers);
        let taken = VaultManifest::parse(&changed).map_or(0, |vault| vault.cases.len());
        assert!(taken * 56 <= changed.len());
        let _ = CaseManifest::parse(&change(&case, numbers));
    }
}

#[test]
fn index_files() {
    let mut index = Index::default();
    let pack = Pack { name: [7; 16], stamp: [1; 8] };
    index.enter(8, "an id", Entry::Packed(pack));
    index.enter(8, "an id of a neighbour", Entry::Packed(pack));
    index.enter(9, "another", Entry::Rows { stamp: [2; 8], parts: 3 });
    let made_for = MadeFor { sequence: 1, digest: [2; 32] };
    let sound = index.to_bytes(&made_for).unwrap();
    let (numbers, mut read) = (&mut Numbers::new(5), 0);
    for _ in 0..inputs() {
        let changed = change(&sound, numbers);
        for found in [Index::parse(&changed), Index::parse_first(&changed)].into_iter().flatten() {
            // What ids share is written once, and each has at least a byte of its own and three beside it.
            let longest = found.1.records().map(|(_, id, _)| id.len()).max().unwrap_or(0);
            assert!(found.1.records().count() * 3 <= changed.len() && longest <= changed.len());
            read += 1;
        }
    }
    assert!(read > 0, "no input was read");
}

#[test]
fn backups() {
    let folder = tempfile::tempdir().unwrap();
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(folder.path(), &unlock).unwrap();
    for id in [vault.make_case().unwrap(), vault.make_case().unwrap()] {
        let batch = Batch::new().put(crate::case::batch::Kind::Finding, "an id", &"a value").unwrap();
        vault.case(&id).unwrap().commit(batch).unwrap();
    }
    let path = folder.path().join("copy");
    vault.save_copy(&path).unwrap();
    let keys = VaultKeys::derive(&master_key(folder.path()));
    let sound = std::fs::read(path).unwrap();
    let read = |bytes: &[u8]| {
        let mut taken = 0;
        let file = BackupFile::begin(Box::new(std::io::Cursor::new(bytes.to_vec())))?;
        let result = file.read(&keys, |row| {
            taken += row.key.len() + row.value.len();
            Ok(())
        });
        assert!(taken <= bytes.len(), "more was taken in than there is");
        result
    };
    let file = BackupFile::begin(Box::new(std::io::Cursor::new(sound.clone()))).unwrap();
    let body = usize::try_from(file.body_at).unwrap();
    let numbers = &mut Numbers::new(6);
    assert!(read(&sound).is_ok());
    for _ in 0..inputs() {
        let changed = change(&sound, numbers);
        assert!(changed == sound || read(&changed).is_err());
        // With a MAC that fits: the manifests among the rows still tell.
        let changed = change(&sound[body..sound.len() - 32], numbers);
        let mut hasher = mac(&keys, &file.header.vault_id);
        hasher.update(&changed);
        let whole = [&sound[..body], &changed, hasher.finalize().as_bytes()].concat();
        assert!(whole == sound || read(&whole).is_err());
    }
}
