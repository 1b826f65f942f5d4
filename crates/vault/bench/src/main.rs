//! The vault, guarded sled and SQLCipher, one after the other on the same records: `cargo run --release` in this folder.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rusqlite::{Connection, params};

type Outcome<T> = Result<T, Box<dyn Error>>;

const BATCH: usize = 50;

/// Record `n` as in `examples/vault_speed.rs`: 100 to 500 bytes, one in ten a finding.
fn record(n: usize) -> (u8, String, String) {
    let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let kind = if n.is_multiple_of(10) { 8 } else { 7 };
    (kind, format!("{mixed:016x}"), "x".repeat(98 + (mixed >> 40) % 401))
}

fn open(path: &Path) -> Outcome<Connection> {
    let database = Connection::open(path)?;
    // A raw key, so that no KDF is measured.
    database.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    Ok(database)
}

fn seconds<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(f64, T)> {
    let start = Instant::now();
    let made = work()?;
    Ok((start.elapsed().as_secs_f64(), made))
}

fn main() -> Outcome<()> {
    let count = std::env::args().nth(1).unwrap_or_else(|| "100000".to_owned());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let words = [
        "run",
        "--release",
        "--quiet",
        "--manifest-path",
        manifest,
        "--example",
        "vault_speed",
        "--",
        &count,
    ];
    if !Command::new("cargo").args(words).status()?.success() {
        return Err("the vault's own measurement failed".into());
    }

    let records: Vec<_> = (0..count.parse()?).map(record).collect();
    let number = f64::from(u32::try_from(records.len())?);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("records");
    let mut out = std::io::stdout().lock();
    let mut database = open(&path)?;
    database.execute_batch(
        "CREATE TABLE record (kind INTEGER, id TEXT, value TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID",
    )?;
    let (took, ()) = seconds(|| {
        for batch in records.chunks(BATCH) {
            let step = database.transaction()?;
            for (kind, id, value) in batch {
                step.prepare_cached("INSERT INTO record VALUES (?, ?, ?)")?
                    .execute(params![kind, id, value])?;
            }
            step.commit()?;
        }
        Ok(())
    })?;
    writeln!(out, "SQLCipher (WAL, FULL): write {:.0}/s", number / took)?;
    drop(database);
    let (took, database) = seconds(|| {
        let database = open(&path)?;
        database.query_row("SELECT count(*) FROM record WHERE kind = 1", [], |row| row.get::<_, i64>(0))?;
        Ok(database)
    })?;
    writeln!(out, "SQLCipher: open without KDF {:.1} ms", took * 1e3)?;
    let (took, listed) = seconds(|| {
        let mut query = database.prepare("SELECT id, value FROM record WHERE kind = 8 ORDER BY id")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
    })?;
    writeln!(out, "SQLCipher: list {listed} findings {:.0} ms", took * 1e3)?;
    let (took, ()) =
        seconds(|| Ok(database.execute_batch("PRAGMA cipher_integrity_check; PRAGMA integrity_check")?))?;
    writeln!(out, "SQLCipher: integrity check {:.0} ms", took * 1e3)?;
    database.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(database);
    let megabytes = f64::from(u32::try_from(std::fs::metadata(&path)?.len() / 1024)?) * 1024.0 / 1e6;
    writeln!(out, "SQLCipher: disk after VACUUM {megabytes:.1} MB")?;
    Ok(())
}
