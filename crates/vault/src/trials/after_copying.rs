//! What must be so after a session of `copying.rs`, however it ended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::crypto::keys::{Key, VaultKeys};
use crate::crypto::recovery_key::RecoveryKey;
use crate::disk::files::files_under;
use crate::format::backup_file::{BackupFile, check as check_backup};
use crate::format::header::{Header, Way};
use crate::keyring::imagined;
use crate::trials::copying::{STEPS, Scene, Step, commit, number, passphrase};
use crate::trials::rounds::PASSPHRASE;
use crate::vault::Vault;
use crate::vault::older_copy;
use crate::vault::opening::{open, read_header};
use crate::vault::unlock_methods::{Proof, unlock_master};

/// What may be so after the lines that were told.
#[derive(Clone, Debug)]
struct Expected {
    numbers: Vec<usize>,
    backed_up: Vec<usize>,
    passphrases: Vec<String>,
    /// `None` stands for a key that was made and never told.
    keys: Vec<Option<String>>,
    /// The backups may open in ways that the vault itself no longer has.
    behind: bool,
}

impl Expected {
    fn after(told: &str, recovery: &str) -> Expected {
        let mut now = Expected {
            numbers: vec![902],
            backed_up: vec![902],
            passphrases: vec![PASSPHRASE.to_owned()],
            keys: vec![Some(recovery.to_owned())],
            behind: false,
        };
        let mut ways_before = (now.passphrases.clone(), now.keys.clone());
        let mut before = now.clone();
        for line in told.lines() {
            let mut words = line.splitn(3, ' ');
            let (Some(what), Some(Ok(n))) = (words.next(), words.next().map(str::parse::<usize>)) else {
                continue;
            };
            let detail = words.next().unwrap_or_default();
            let step = STEPS[n];
            match what {
                "try" => {
                    before = now.clone();
                    now.attempt(step, n, &ways_before);
                }
                "done" => {
                    match step {
                        Step::Commit => now.numbers = vec![n],
                        Step::SetPassphrase => now.passphrases = vec![passphrase(n)],
                        Step::MakeRecoveryKey => now.keys = vec![Some(detail.to_owned())],
                        Step::Restore => {
                            let found = detail.parse().unwrap();
                            assert!(now.numbers.contains(&found), "{found} was restored: {now:?}");
                            now.numbers = vec![found];
                            if !before.behind {
                                now.passphrases.clone_from(&before.passphrases);
                                now.keys.clone_from(&before.keys);
                            }
                        }
                        Step::BackUp => now.backed_up.clone_from(&now.numbers),
                        Step::SaveCopy | Step::AddKeyring => {}
                    }
                    now.behind = detail == "behind" || (now.behind && step == Step::Restore);
                }
                "failed" => match step {
                    // A commit that failed half-way may be there, as ever.
                    Step::Commit | Step::BackUp => {}
                    _ => now = Expected { behind: before.behind, ..before.clone() },
                },
                _ => {}
            }
            if what != "try" {
                ways_before.0.extend(now.passphrases.clone());
                ways_before.1.extend(now.keys.clone());
            }
        }
        now
    }

    fn attempt(&mut self, step: Step, n: usize, ways_before: &(Vec<String>, Vec<Option<String>>)) {
        match step {
            Step::Commit => self.numbers.push(n),
            Step::BackUp => self.backed_up.extend(self.numbers.clone()),
            Step::SetPassphrase => {
                self.passphrases.push(passphrase(n));
                self.behind = true;
            }
            Step::MakeRecoveryKey => {
                self.keys.push(None);
                self.behind = true;
            }
            Step::AddKeyring => self.behind = true,
            Step::Restore => {
                self.numbers.extend(self.backed_up.clone());
                if self.behind {
                    self.passphrases.extend(ways_before.0.clone());
                    self.keys.extend(ways_before.1.clone());
                }
            }
            Step::SaveCopy => {}
        }
    }
}

/// What passphrases were stretched to, since each takes a while.
#[derive(Default)]
pub(crate) struct Stretched(BTreeMap<([u8; 16], String), Key>);

impl Stretched {
    fn opens(&mut self, header: &Header, passphrase: &str) -> bool {
        let is_passphrase = |way: &Way| matches!(way, Way::Passphrase(_));
        let slot = header.slots.iter().find(|slot| is_passphrase(&slot.way)).expect("it is never taken away");
        let Way::Passphrase(kdf) = &slot.way else { panic!("it is one") };
        let secret = self.0.entry((kdf.salt, passphrase.to_owned()));
        let secret =
            secret.or_insert_with(|| kdf.stretch(passphrase).unwrap_or_else(|failure| panic!("{failure:?}")));
        header.open_slot(slot, secret).is_some()
    }
}

/// The vault opens, in one of the ways that it must; what it holds and its backups are as they must be; and it goes on.
pub(crate) fn check(data: &Path, scene: &Scene, told: &str, stretched: &mut Stretched, what: &str) {
    let expected = Expected::after(told, &scene.recovery);
    let what = format!("{what}\n{told}{expected:?}");
    imagined::take_place();
    assert!(Vault::exists(data), "{what}: no vault");
    let keys = VaultKeys::derive(&scene.master);
    let good = |path: &Path| check_backup(path, &keys).is_ok();
    let named: Vec<PathBuf> = named_as_backups(data);
    assert!(named.len() >= 3 && named.iter().all(|path| good(path)), "{what}: {named:?}, each good");
    assert!(good(&data.join("elsewhere/copy")), "{what}: the copy elsewhere");

    // The counter that the round before left in this process is of another future.
    let _ = older_copy::forget(&read_header(&data.join("vault")).unwrap().vault_id);
    let vault = open(data, |_| Ok(scene.master.clone()));
    let vault = vault.unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
    let header = read_header(&data.join("vault")).unwrap();
    assert!(expected.passphrases.iter().any(|text| stretched.opens(&header, text)), "{what}: no passphrase");
    let opens =
        |text: &String| unlock_master(&header, Proof::Recovery(&RecoveryKey::parse(text).unwrap())).is_ok();
    let known = expected.keys.iter().any(|key| key.as_ref().is_none_or(opens));
    assert!(known && header.ways().recovery, "{what}: no recovery key");
    assert!(expected.numbers.contains(&number(&vault)), "{what}: {} is there", number(&vault));
    vault.case(&vault.cases()[0]).unwrap().verify().unwrap();
    assert!(!data.join("vault.aside").exists() && !data.join("vault.new").exists(), "{what}: left over");
    let whole = fs::read(data.join("vault/vault.hdr")).unwrap();
    for path in named_as_backups(data) {
        assert_eq!(BackupFile::open(&path).ok().unwrap().bytes, whole, "{what}: it opens as the vault does");
        assert!(good(&path), "{what}: with its new header too");
    }

    commit(&vault, 999).unwrap();
    vault.back_up().unwrap().unwrap_or_else(|| panic!("{what}: something changed"));
    let mut all = Vec::new();
    files_under(&data.join("backups"), 0, &mut all).unwrap();
    assert_eq!(all.len(), 3, "{what}: three are kept and nothing is beside them: {all:?}");
}

fn named_as_backups(data: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    files_under(&data.join("backups"), 0, &mut files).unwrap();
    files.retain(|path| path.extension().is_some_and(|end| end == "unlisted"));
    files
}
