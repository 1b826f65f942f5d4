//! Writes the vault that the tests keep for each format: `cargo run -p unlisted-vault --example make_fixture -- FOLDER`.
//!
//! Run it once when a format is new, put the vault (without the ballast) under `tests/fixtures/format-N` and the backup
//! under `tests/fixtures/backup-N`, and never change them again: they stand for the vaults that people have.

use std::error::Error;
use std::path::Path;

use unlisted_vault::{Batch, KdfStrength, Kind, NewUnlock, Vault};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    let unlock =
        NewUnlock { passphrase: "an invented passphrase", keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(Path::new(&folder), &unlock)?;

    let first = vault.case(&vault.make_case()?)?;
    first.commit(Batch::new().put(Kind::About, "about", &"the first case")?)?;
    for n in 0..200 {
        first.commit(Batch::new().put(Kind::Finding, &format!("finding {n:03}"), &"not yet")?)?;
    }
    for n in 0..200 {
        let text = format!("finding {n} at {n} Example St");
        first.commit(Batch::new().put(Kind::Finding, &format!("finding {n:03}"), &text)?)?;
    }
    for n in (0..190).step_by(10) {
        first.commit(Batch::new().remove(Kind::Finding, &format!("finding {n:03}")))?;
    }
    for n in 0..10 {
        first.commit(Batch::new().put(Kind::Ledger, &format!("line {n:02}"), &n)?)?;
    }
    first.commit(Batch::new().put(Kind::Scan, "long", &"long ".repeat(12_000))?)?;

    let second = vault.case(&vault.make_case()?)?;
    second.commit(Batch::new().put(Kind::About, "about", &"the second case")?)?;
    second.commit(Batch::new().put(Kind::Profile, "name", &"Zelda Quixwort")?)?;

    let third = vault.make_case()?;
    let batch = Batch::new().put(Kind::About, "about", &"a case that was destroyed")?;
    vault.case(&third)?.commit(batch)?;
    vault.destroy_case(&third)?;
    // That wrote the store anew: some records stay in packs, those of one pack get rows of their own again.
    first.commit(Batch::new().remove(Kind::Finding, "finding 190"))?;
    for n in 10..20 {
        first.commit(Batch::new().put(Kind::Ledger, &format!("line {n:02}"), &n)?)?;
    }
    vault.save_copy(&Path::new(&folder).join("backup.unlisted"))?;
    Ok(())
}
