//! Repair tells of every kind of record that is lost, whichever kinds there are.

use std::collections::BTreeMap;
use std::fs;

use crate::case::batch::{Batch, Kind};
use crate::crypto::kdf::KdfStrength;
use crate::disk::files::files_under;
use crate::trials::rounds::PASSPHRASE;
use crate::vault::Vault;
use crate::vault::create::NewUnlock;
use crate::vault::unlock_methods::Proof;

#[test]
fn a_lost_record_of_every_kind_is_listed() {
    let data = tempfile::tempdir().unwrap();
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(data.path(), &unlock).unwrap();
    let case = vault.case(&vault.make_case().unwrap()).unwrap();
    for (kind, count) in Kind::ALL.iter().zip(1..) {
        for n in 0..count {
            case.commit(Batch::new().put(*kind, &format!("{n}"), &"a value").unwrap()).unwrap();
        }
    }
    drop((case, vault));
    // Nothing is left of the store; the sealed index remembers what there was.
    let mut files = Vec::new();
    files_under(&data.path().join("vault/db"), 2, &mut files).unwrap();
    for file in &files {
        let length = fs::metadata(file).unwrap().len();
        fs::write(file, vec![0x5a; usize::try_from(length).unwrap()]).unwrap();
    }
    let (vault, salvaged) = Vault::repair(data.path(), Proof::Passphrase(PASSPHRASE)).unwrap();
    let [told] = &salvaged[..] else { panic!("one case: {salvaged:?}") };
    let expected: BTreeMap<Kind, u64> = Kind::ALL.iter().copied().zip(1..).collect();
    assert_eq!((told.saved, &told.lost, told.complete), (0, &expected, false));
    let case = vault.case(&told.case).unwrap();
    assert_eq!(case.verify().unwrap().records, 0, "it is an empty case that can be written again");
    case.commit(Batch::new().put(Kind::Route, "0", &"anew").unwrap()).unwrap();
}
