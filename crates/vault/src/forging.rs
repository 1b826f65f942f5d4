//! Somebody without a key rewrites the store freely, in thirteen ways: it is noticed, and no wrong value is read.

use crate::batch::{Batch, Kind};
use crate::case::Case;
use crate::create::NewUnlock;
use crate::kdf::KdfStrength;
use crate::trials::{Numbers, rounds};
use crate::vault::Vault;

/// Everything in the store: the rows of the records' tree and of the manifests' tree.
type Snapshot = [Vec<(Vec<u8>, Vec<u8>)>; 2];

fn snapshot(vault: &Vault) -> Snapshot {
    let store = vault.inner().store().unwrap();
    let (records, manifests) = store.trees();
    [records, manifests].map(|tree| {
        tree.iter().map(Result::unwrap).map(|(key, value)| (key.to_vec(), value.to_vec())).collect()
    })
}

fn put_back(vault: &Vault, snapshot: &Snapshot) {
    let store = vault.inner().store().unwrap();
    let (records, manifests) = store.trees();
    for (tree, rows) in [records, manifests].into_iter().zip(snapshot) {
        tree.clear().unwrap();
        for (key, value) in rows {
            tree.insert(key, value.as_slice()).unwrap();
        }
    }
}

/// The vault, two cases of it, and what it held before and after the last changes.
struct Scene {
    vault: Vault,
    cases: [Case; 2],
    prefixes: [[u8; 16]; 2],
    older: Snapshot,
    newer: Snapshot,
}

const RECORDS: usize = 12;

fn value(case: usize, id: usize, version: usize) -> String {
    format!("case {case}, record {id}, version {version} {}", "x".repeat(id * 700))
}

impl Scene {
    fn make(data_dir: &std::path::Path) -> Scene {
        let unlock =
            NewUnlock { passphrase: "an invented one", keyring: false, strength: KdfStrength::Floor };
        let vault = Vault::create(data_dir, &unlock).unwrap();
        let cases = [(); 2].map(|()| vault.case(&vault.make_case().unwrap()).unwrap());
        let write = |version| {
            for (n, case) in cases.iter().enumerate() {
                for id in 0..RECORDS {
                    let batch = Batch::new().put(Kind::Finding, &format!("{id:02}"), &value(n, id, version));
                    case.commit(batch.unwrap()).unwrap();
                }
            }
            snapshot(&vault)
        };
        let (older, newer) = (write(1), write(2));
        let prefixes = [0, 1].map(|n| vault.inner().reading().cases[&cases[n].id()].keys.prefix);
        Scene { vault, cases, prefixes, older, newer }
    }

    /// A row of one case, as `(key, value)`.
    fn row<'a>(&self, of: &'a Snapshot, case: usize, numbers: &mut Numbers) -> &'a (Vec<u8>, Vec<u8>) {
        let rows: Vec<_> = of[0].iter().filter(|(key, _)| key[..16] == self.prefixes[case]).collect();
        rows[numbers.below(rows.len())]
    }

    /// Fails unless every value is the right one or refused, and somebody who checks is told.
    fn assert_noticed(&self, what: &str, round: u64) {
        // With what is remembered of the cases, and as after opening the vault anew.
        for anew in [false, true] {
            let mut noticed = false;
            for (n, case) in self.cases.iter().enumerate() {
                if anew {
                    self.vault.inner().reading().cases[&case.id()].forget_index();
                }
                for id in 0..RECORDS {
                    match case.get::<String>(Kind::Finding, &format!("{id:02}")) {
                        Ok(found) => assert_eq!(found, Some(value(n, id, 2)), "{what}, round {round}"),
                        Err(_) => noticed = true,
                    }
                }
                if let Ok(all) = case.all::<String>(Kind::Finding) {
                    assert_eq!(all.len(), RECORDS, "{what}, round {round}: a list is never shorter");
                }
                noticed |= self.vault.case(&case.id()).is_err() || case.verify().is_err();
            }
            assert!(noticed, "{what}, round {round}: not noticed (opened anew: {anew})");
        }
    }
}

fn flip(value: &[u8], at: usize, numbers: &mut Numbers) -> Vec<u8> {
    let mut changed = value.to_vec();
    changed[at] ^= 1 << numbers.below(8);
    changed
}

type Forge = fn(&Scene, &trees_by_name::Trees<'_>, &mut Numbers);

/// The two trees by name.
mod trees_by_name {
    use crate::store::Store;

    pub(super) struct Trees<'a>(pub(super) &'a Store);

    impl Trees<'_> {
        pub(super) fn put(&self, key: &[u8], value: &[u8]) {
            self.0.trees().0.insert(key, value).unwrap();
        }

        pub(super) fn remove(&self, key: &[u8]) {
            self.0.trees().0.remove(key).unwrap();
        }

        pub(super) fn put_manifest(&self, key: &[u8], value: &[u8]) {
            self.0.trees().1.insert(key, value).unwrap();
        }

        pub(super) fn remove_manifest(&self, key: &[u8]) {
            self.0.trees().1.remove(key).unwrap();
        }
    }
}

fn manifest<'a>(of: &'a Snapshot, key: &[u8]) -> &'a [u8] {
    &of[1].iter().find(|(name, _)| name == key).expect("the manifest is there").1
}

const FORGES: [(&str, Forge); 13] = [
    ("a flipped bit", |scene, trees, numbers| {
        let (key, value) = scene.row(&scene.newer, 0, numbers);
        trees.put(key, &flip(value, numbers.below(value.len()), numbers));
    }),
    ("a shortened value", |scene, trees, numbers| {
        let (key, value) = scene.row(&scene.newer, 0, numbers);
        trees.put(key, &value[..numbers.below(value.len())]);
    }),
    ("another front of the envelope", |scene, trees, numbers| {
        let (key, value) = scene.row(&scene.newer, 0, numbers);
        trees.put(key, &flip(value, numbers.below(8), numbers));
    }),
    ("a value under another record's name", |scene, trees, numbers| {
        let (key, _) = scene.row(&scene.newer, 0, numbers);
        let other = (0..10_000).map(|_| scene.row(&scene.newer, 0, numbers)).find(|(other, _)| other != key);
        trees.put(key, &other.expect("there are several").1);
    }),
    ("a value of another case", |scene, trees, numbers| {
        let (key, _) = scene.row(&scene.newer, 0, numbers);
        trees.put(key, &scene.row(&scene.newer, 1, numbers).1);
    }),
    ("a removed row", |scene, trees, numbers| {
        trees.remove(&scene.row(&scene.newer, 0, numbers).0);
    }),
    ("an old row", |scene, trees, numbers| {
        let (key, value) = scene.row(&scene.older, 0, numbers);
        trees.put(key, value);
    }),
    ("a row once more under a new name", |scene, trees, numbers| {
        let (key, value) = scene.row(&scene.newer, 0, numbers);
        trees.put(&flip(key, 16 + numbers.below(16), numbers), value);
    }),
    ("a whole old case", |scene, trees, _| {
        let prefix = &scene.prefixes[0];
        for (key, value) in scene.older[0].iter().filter(|(key, _)| key.starts_with(prefix)) {
            trees.put(key, value);
        }
        trees.put_manifest(prefix, manifest(&scene.older, prefix));
    }),
    ("a case removed whole", |scene, trees, _| {
        let prefix = &scene.prefixes[0];
        for (key, _) in scene.newer[0].iter().filter(|(key, _)| key.starts_with(prefix)) {
            trees.remove(key);
        }
        trees.remove_manifest(prefix);
    }),
    ("an old manifest of the vault", |scene, trees, _| {
        trees.put_manifest(b"V", manifest(&scene.older, b"V"));
    }),
    ("a changed manifest of the vault", |scene, trees, numbers| {
        let value = manifest(&scene.newer, b"V");
        trees.put_manifest(b"V", &flip(value, numbers.below(value.len()), numbers));
    }),
    ("a changed manifest of a case", |scene, trees, numbers| {
        let value = manifest(&scene.newer, &scene.prefixes[0]);
        trees.put_manifest(&scene.prefixes[0], &flip(value, numbers.below(value.len()), numbers));
    }),
];

#[test]
fn every_forgery_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path());
    let mut numbers = Numbers::new(7);
    for (what, forge) in FORGES {
        for round in 0..rounds("UNLISTED_FORGERIES", 8) {
            let store = scene.vault.inner().store().unwrap();
            forge(&scene, &trees_by_name::Trees(&store), &mut numbers);
            scene.assert_noticed(what, round);
            put_back(&scene.vault, &scene.newer);
        }
    }
    for case in &scene.cases {
        assert_eq!(case.verify().unwrap().records, RECORDS as u64, "all was put back as it was");
    }
}

#[test]
fn a_whole_old_store_is_noticed_by_who_has_it_open_and_else_only_by_the_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path());
    put_back(&scene.vault, &scene.older);
    let case = &scene.cases[0];
    assert!(case.get::<String>(Kind::Finding, "03").is_err(), "it remembers what was written");
    scene.vault.inner().reading().cases[&case.id()].forget_index();
    let old = case.get::<String>(Kind::Finding, "03").unwrap();
    assert_eq!(old, Some(value(0, 3, 1)), "what is sound in itself can not be told from the rows alone");
}

#[test]
fn long_values_leave_no_page_that_sled_would_not_sync() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path());
    for n in 0..40 {
        let batch = Batch::new().put(Kind::Scan, &format!("scan {n}"), &"x".repeat(60_000)).unwrap();
        scene.cases[0].commit(batch).unwrap();
    }
    assert_eq!(std::fs::read_dir(folder.path().join("vault/db/blobs")).unwrap().count(), 0);
}
