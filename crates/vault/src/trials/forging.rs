//! Somebody without a key rewrites the store freely, in fourteen ways: it is noticed, and no wrong value is read. All of
//! them are tried on records with rows of their own, and on packs.

use crate::case::Case;
use crate::case::batch::{Batch, Kind};
use crate::crypto::envelope::{Sealed, front_of};
use crate::crypto::kdf::KdfStrength;
use crate::trials::rounds::{Numbers, rounds};
use crate::vault::Vault;
use crate::vault::create::NewUnlock;

/// Everything in the store: the rows of the records' tree and of the manifests' tree.
type Snapshot = [Vec<(Vec<u8>, Vec<u8>)>; 2];

fn snapshot(vault: &Vault) -> Snapshot {
    let (store, mut all) = (vault.inner().store().unwrap(), Snapshot::default());
    for (rows, kept) in [store.records_under(&[]).collect::<Vec<_>>(), store.manifest_rows().collect()]
        .into_iter()
        .zip(&mut all)
    {
        kept.extend(rows.into_iter().map(Result::unwrap).map(|(key, value)| (key.to_vec(), value.to_vec())));
    }
    all
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
    layout: Layout,
}

/// How the records lie in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    OwnRows,
    Packs,
}

const RECORDS: usize = 12;

fn value(layout: Layout, case: usize, id: usize, version: usize) -> String {
    // Packs hold what is short; of long values each has several rows.
    let length = if layout == Layout::Packs { id * 150 } else { id * 700 };
    format!("case {case}, record {id}, version {version} {}", "x".repeat(length))
}

impl Scene {
    fn make(data_dir: &std::path::Path, layout: Layout) -> Scene {
        let unlock =
            NewUnlock { passphrase: "an invented one", keyring: false, strength: KdfStrength::Floor };
        let vault = Vault::create(data_dir, &unlock).unwrap();
        let cases = [(); 2].map(|()| vault.case(&vault.make_case().unwrap()).unwrap());
        let write = |version| {
            for (n, case) in cases.iter().enumerate() {
                for id in 0..RECORDS {
                    let batch =
                        Batch::new().put(Kind::Finding, &format!("{id:02}"), &value(layout, n, id, version));
                    case.commit(batch.unwrap()).unwrap();
                }
            }
            if layout == Layout::Packs {
                vault.compact().unwrap();
            }
            snapshot(&vault)
        };
        let (older, newer) = (write(1), write(2));
        let prefixes = [0, 1].map(|n| vault.inner().reading().cases[&cases[n].id()].keys.prefix);
        Scene { vault, cases, prefixes, older, newer, layout }
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
                        Ok(found) => {
                            assert_eq!(found, Some(value(self.layout, n, id, 2)), "{what}, round {round}");
                        }
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
    use crate::store::sled_store::Store;

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

const FORGES: [(&str, Forge); 14] = [
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
    ("an old row in the place of a new one", |scene, trees, numbers| {
        trees.remove(&scene.row(&scene.newer, 0, numbers).0);
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
    for layout in [Layout::OwnRows, Layout::Packs] {
        let folder = tempfile::tempdir().unwrap();
        let scene = Scene::make(folder.path(), layout);
        let packs = scene.newer[0].iter().filter(|(_, row)| front_of(row) == Some(Sealed::Pack)).count();
        assert_eq!(packs, if layout == Layout::Packs { scene.newer[0].len() } else { 0 }, "{layout:?}");
        let mut numbers = Numbers::new(7);
        for (what, forge) in FORGES {
            for round in 0..rounds("UNLISTED_FORGERIES", 8) {
                let store = scene.vault.inner().store().unwrap();
                forge(&scene, &trees_by_name::Trees(&store), &mut numbers);
                scene.assert_noticed(&format!("{layout:?}, {what}"), round);
                put_back(&scene.vault, &scene.newer);
            }
        }
        for case in &scene.cases {
            assert_eq!(case.verify().unwrap().records, RECORDS as u64, "all was put back as it was");
        }
    }
}

#[test]
fn every_change_to_the_file_of_long_rows_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path(), Layout::Packs);
    let path = folder.path().join("vault/db/long");
    let sound = std::fs::read(&path).unwrap();
    let mut numbers = Numbers::new(8);
    for round in 0..rounds("UNLISTED_FORGERIES", 8) {
        for (what, bytes) in [
            ("a flipped bit", flip(&sound, numbers.below(sound.len()), &mut numbers)),
            ("a shorter file", sound[..numbers.below(sound.len())].to_vec()),
            ("another order", [&sound[sound.len() / 2..], &sound[..sound.len() / 2]].concat()),
        ] {
            std::fs::write(&path, bytes).unwrap();
            let cases = [0, 1].map(|n| scene.cases[n].verify().is_err());
            assert!(cases.contains(&true), "{what}, round {round}");
            scene.assert_noticed(what, round);
        }
    }
    std::fs::write(&path, &sound).unwrap();
    assert!(scene.cases.iter().all(|case| case.verify().is_ok()), "all was put back as it was");
}

#[test]
fn a_whole_old_store_is_noticed_by_who_has_it_open_and_else_only_by_the_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path(), Layout::OwnRows);
    put_back(&scene.vault, &scene.older);
    let case = &scene.cases[0];
    assert!(case.get::<String>(Kind::Finding, "03").is_err(), "it remembers what was written");
    scene.vault.inner().reading().cases[&case.id()].forget_index();
    let old = case.get::<String>(Kind::Finding, "03").unwrap();
    assert_eq!(
        old,
        Some(value(Layout::OwnRows, 0, 3, 1)),
        "what is sound in itself can not be told from the rows alone"
    );
}

#[test]
fn long_values_leave_no_page_that_sled_would_not_sync() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::make(folder.path(), Layout::OwnRows);
    for n in 0..40 {
        let batch = Batch::new().put(Kind::Scan, &format!("scan {n}"), &"x".repeat(60_000)).unwrap();
        scene.cases[0].commit(batch).unwrap();
    }
    assert_eq!(std::fs::read_dir(folder.path().join("vault/db/blobs")).unwrap().count(), 0);
}
