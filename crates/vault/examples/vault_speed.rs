//! How fast the vault is beside sled with our guards and nothing sealed: `cargo run --release -p unlisted-vault --example
//! vault_speed [RECORDS]`.
//!
//! Both write the same records in batches of 50, each durable before the next, in turns so that a busy machine slows
//! both. Figures are for this machine; the ratio is what counts.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use sled::Transactional as _;
use sled::transaction::ConflictableTransactionError;
use unlisted_vault::{Batch, Case, CaseId, KdfStrength, Kind, NewUnlock, Vault};

type Outcome<T> = Result<T, Box<dyn Error>>;

const PASSPHRASE: &str = "an invented passphrase";
const BATCH: usize = 50;
/// Batches that one of the two writes before it is the other's turn.
const TURN: usize = 40;

/// Record `n`: one in ten is a finding; 100 to 500 bytes, spread evenly.
fn record(n: usize) -> (Kind, String, String) {
    let kind = if n.is_multiple_of(10) { Kind::Finding } else { Kind::Outcome };
    let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (kind, format!("{mixed:016x}"), "x".repeat(98 + (mixed >> 40) % 401))
}

/// The bytes of all ids and of all values as JSON.
fn plaintext_of(records: &[(Kind, String, String)]) -> u64 {
    records.iter().map(|(_, id, value)| (id.len() + value.len() + 2) as u64).sum()
}

/// sled as the vault uses it, with nothing sealed and nothing counted.
struct GuardedSled {
    db: sled::Db,
    trees: [sled::Tree; 2],
    file: File,
}

impl GuardedSled {
    fn open(folder: &Path) -> Outcome<GuardedSled> {
        let db = sled::Config::new().path(folder).flush_every_ms(None).open()?;
        let trees = [db.open_tree("r")?, db.open_tree("m")?];
        let file = File::options().read(true).write(true).open(folder.join("db"))?;
        Ok(GuardedSled { db, trees, file })
    }

    fn commit(&self, records: &[(Kind, String, String)]) -> Outcome<()> {
        let rows: Vec<_> =
            records.iter().map(|(_, id, value)| (*blake3::hash(id.as_bytes()).as_bytes(), value)).collect();
        let [records, manifests] = &self.trees;
        (records, manifests)
            .transaction(|(records, manifests)| {
                for (key, value) in &rows {
                    records.insert(key.as_slice(), value.as_bytes())?;
                }
                manifests.insert(b"V".as_slice(), rows.len().to_le_bytes().as_slice())?;
                Ok::<(), ConflictableTransactionError<()>>(())
            })
            .map_err(|failure| format!("{failure:?}"))?;
        self.db.flush()?;
        self.file.sync_all()?;
        Ok(())
    }
}

fn commit(case: &Case, records: &[(Kind, String, String)]) -> Outcome<()> {
    let mut batch = Batch::new();
    for (kind, id, value) in records {
        batch = batch.put(*kind, id, value)?;
    }
    Ok(case.commit(batch)?)
}

fn bytes_in(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.path().is_dir() { bytes_in(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

#[expect(clippy::cast_precision_loss, reason = "no file here is larger than 2^52 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(Duration, T)> {
    let start = Instant::now();
    let made = work()?;
    Ok((start.elapsed(), made))
}

fn per_second(count: usize, took: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / took.as_secs_f64()
}

fn list(case: &Case) -> Outcome<usize> {
    let (mut count, mut after) = (0, None);
    loop {
        let page = case.page::<String>(Kind::Finding, after.as_deref(), 200)?;
        count += page.records.len();
        after = page.next;
        if after.is_none() {
            return Ok(count);
        }
    }
}

/// Opens a vault five times; the fastest, which the passphrase's KDF takes most of.
fn fastest_opening(data: &Path) -> Outcome<Duration> {
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        fastest = fastest.min(timed(|| Ok(Vault::open_with_passphrase(data, PASSPHRASE)?))?.0);
    }
    Ok(fastest)
}

fn main() -> Outcome<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let mut out = std::io::stdout().lock();
    let folder = tempfile::tempdir()?;
    let [data, empty, plain] = ["data", "empty", "plain"].map(|name| folder.path().join(name));
    let unlock = NewUnlock { passphrase: PASSPHRASE, keyring: false, strength: KdfStrength::Floor };
    let (vault, none) = (Vault::create(&data, &unlock)?, Vault::create(&empty, &unlock)?);
    none.make_case()?;
    drop(none);
    let id = vault.make_case()?;
    let case = vault.case(&id)?;
    let guarded = GuardedSled::open(&plain)?;

    let records: Vec<_> = (0..count).map(record).collect();
    let bytes = plaintext_of(&records);
    let (mut ours, mut theirs, mut commits) = (Duration::ZERO, Duration::ZERO, Vec::new());
    for turn in records.chunks(BATCH * TURN) {
        for batch in turn.chunks(BATCH) {
            let (took, ()) = timed(|| commit(&case, batch))?;
            commits.push(took);
            ours += took;
        }
        theirs += timed(|| turn.chunks(BATCH).try_for_each(|batch| guarded.commit(batch)))?.0;
    }
    commits.sort_unstable();
    let at = |part: usize| commits[(commits.len() - 1) * part / 100];
    writeln!(out, "records {count}, plaintext {:.1} MB (ids and values)", megabytes(bytes))?;
    writeln!(
        out,
        "write: vault {:.0}/s, guarded sled {:.0}/s",
        per_second(count, ours),
        per_second(count, theirs)
    )?;
    writeln!(out, "write: vault takes {:.2} times guarded sled", ours.as_secs_f64() / theirs.as_secs_f64())?;
    writeln!(out, "commit of {BATCH}: p50 {:.1?}, p99 {:.1?}", at(50), at(99))?;

    let step = (count / 10_000).max(1);
    let (took, reads) = timed(|| {
        let some = records.iter().step_by(step);
        some.map(|(kind, id, _)| Ok(usize::from(case.get::<String>(*kind, id)?.is_some())))
            .sum::<Outcome<usize>>()
    })?;
    let key = |id: &str| *blake3::hash(id.as_bytes()).as_bytes();
    let (plainly, _) = timed(|| {
        let some = records.iter().step_by(step);
        some.map(|(_, id, _)| Ok(usize::from(guarded.trees[0].get(key(id))?.is_some())))
            .sum::<Outcome<usize>>()
    })?;
    writeln!(
        out,
        "read: vault {:.0}/s, guarded sled {:.0}/s",
        per_second(reads, took),
        per_second(reads, plainly)
    )?;
    drop(case);
    drop(vault);
    let kdf = fastest_opening(&empty)?;
    writeln!(out, "disk: guarded sled {:.1} MB", megabytes(bytes_in(&plain)?))?;
    writeln!(out, "\nas it was written:")?;
    measure(&mut out, &data, id, &records, kdf)?;
    let vault = Vault::open_with_passphrase(&data, PASSPHRASE)?;
    writeln!(out, "compact: {:.1?}", timed(|| Ok(vault.compact()?))?.0)?;
    drop(vault);
    writeln!(out, "\nafter compaction:")?;
    measure(&mut out, &data, id, &records, kdf)?;

    let vault = Vault::open_with_passphrase(&data, PASSPHRASE)?;
    let case = vault.case(&id)?;
    let mut changes = Vec::new();
    for record in records.iter().step_by((count / 200).max(1)) {
        changes.push(timed(|| commit(&case, std::slice::from_ref(record)))?.0);
    }
    changes.sort_unstable();
    let at = |part: usize| changes[(changes.len() - 1) * part / 100];
    writeln!(out, "one packed record changed, a commit each: p50 {:.1?}, p99 {:.1?}", at(50), at(99))?;
    Ok(())
}

/// What it takes to open a vault, to check and to list it, and its room on the disk.
fn measure(
    out: &mut impl Write,
    data: &Path,
    id: CaseId,
    records: &[(Kind, String, String)],
    kdf: Duration,
) -> Outcome<()> {
    let whole = fastest_opening(data)?;
    let less = whole.saturating_sub(kdf);
    writeln!(out, "  unlock without the KDF: {less:.0?} ({whole:.0?} less {kdf:.0?} of an empty vault)")?;
    let vault = Vault::open_with_passphrase(data, PASSPHRASE)?;
    let case = vault.case(&id)?;
    let (took, listed) = timed(|| list(&case))?;
    writeln!(out, "  list {listed} findings in pages of 200, first time after unlocking: {took:.0?}")?;
    writeln!(out, "  list them again: {:.0?}", timed(|| list(&case))?.0)?;
    drop(vault);
    fs::remove_dir_all(data.join("vault/index"))?;
    let vault = Vault::open_with_passphrase(data, PASSPHRASE)?;
    let case = vault.case(&id)?;
    writeln!(out, "  list them after a kill, when the index is made anew: {:.0?}", timed(|| list(&case))?.0)?;
    let some = || records.iter().step_by((records.len() / 10_000).max(1));
    let read =
        |(kind, id, _): &(Kind, String, String)| Ok(usize::from(case.get::<String>(*kind, id)?.is_some()));
    let (took, count) = timed(|| some().map(read).sum::<Outcome<usize>>())?;
    writeln!(out, "  read one by one: {:.0}/s", per_second(count, took))?;
    let (took, checked) = timed(|| Ok(case.verify()?))?;
    writeln!(out, "  verify {} records in {} rows: {took:.0?}", checked.records, checked.rows)?;
    let lock = timed(|| {
        drop(vault);
        Ok(())
    })?;
    writeln!(out, "  lock (the index is sealed): {:.0?}", lock.0)?;
    let plaintext = plaintext_of(records);
    let part = |name: &str| bytes_in(&data.join("vault").join(name));
    let (whole, ballast) = (bytes_in(&data.join("vault"))?, fs::metadata(data.join("vault/ballast"))?.len());
    writeln!(
        out,
        "  disk: store {:.1} MB, index {:.1} MB; the whole folder {:.2} times the plaintext, {:.2} with the ballast",
        megabytes(part("db")?),
        megabytes(part("index")?),
        megabytes(whole - ballast) / megabytes(plaintext),
        megabytes(whole) / megabytes(plaintext)
    )?;
    Ok(())
}
