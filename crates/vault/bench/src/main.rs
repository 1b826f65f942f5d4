//! The vault, guarded sled and SQLCipher on the same records, in one table: `cargo run --release -- [RECORDS]` in this folder.
//!
//! The first two are measured by the vault's own example `vault_speed`, of whose lines this makes a table; it takes
//! about two minutes for 100,000 records when both are built.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use rusqlite::{Connection, OptionalExtension as _, params};

type Outcome<T> = Result<T, Box<dyn Error>>;

const BATCH: usize = 50;

/// One line of the table: what it is, whether more is better, and the three figures where there are such.
struct Line {
    what: &'static str,
    more_is_better: bool,
    figures: [Option<f64>; 3],
}

/// Record `n` as in `examples/vault_speed.rs`: 100 to 500 bytes, one in ten a finding.
fn record(n: usize) -> (u8, String, String) {
    let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let kind = if n.is_multiple_of(10) { 8 } else { 7 };
    (kind, format!("{mixed:016x}"), "x".repeat(98 + (mixed >> 40) % 401))
}

/// Runs the vault's own measurement and returns its lines.
fn measure_vault(count: usize) -> Outcome<String> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let mut command = Command::new("cargo");
    command.args([
        "run",
        "--release",
        "--quiet",
        "--manifest-path",
        manifest,
        "--example",
        "vault_speed",
        "--",
    ]);
    let ended = command.arg(count.to_string()).stderr(Stdio::inherit()).output()?;
    if !ended.status.success() {
        return Err("the vault's own measurement failed".into());
    }
    Ok(String::from_utf8(ended.stdout)?)
}

/// The figure behind these words: a number, or a duration in milliseconds.
fn figure(lines: &str, words: &str) -> Outcome<Option<f64>> {
    let missing = || format!("vault_speed says nothing of {words:?}");
    let (_, rest) = lines.split_once(words).ok_or_else(missing)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let (number, unit) = rest.split_at_checked(end).ok_or_else(missing)?;
    let times = match unit {
        unit if unit.starts_with("ns") => 1e-6,
        unit if unit.starts_with("µs") => 1e-3,
        unit if unit.starts_with('s') => 1e3,
        _ => 1.0,
    };
    Ok(Some(number.parse::<f64>()? * times))
}

fn open(path: &Path) -> Outcome<Connection> {
    let database = Connection::open(path)?;
    // A raw key, so that no KDF is measured.
    database.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    Ok(database)
}

fn milliseconds<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(f64, T)> {
    let start = Instant::now();
    let made = work()?;
    Ok((start.elapsed().as_secs_f64() * 1e3, made))
}

fn write(database: &mut Connection, batch: &[(u8, String, String)]) -> Outcome<()> {
    let step = database.transaction()?;
    for (kind, id, value) in batch {
        step.prepare_cached("INSERT INTO record VALUES (?, ?, ?)")?.execute(params![kind, id, value])?;
    }
    Ok(step.commit()?)
}

fn read(database: &Connection, kind: u8, id: &str) -> Outcome<usize> {
    let mut query = database.prepare_cached("SELECT value FROM record WHERE kind = ? AND id = ?")?;
    let value: Option<String> = query.query_row(params![kind, id], |row| row.get(0)).optional()?;
    Ok(usize::from(value.is_some()))
}

fn list(database: &Connection) -> Outcome<usize> {
    let mut query = database.prepare("SELECT id, value FROM record WHERE kind = 8 ORDER BY id")?;
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.len())
}

fn megabytes(path: &Path) -> Outcome<f64> {
    Ok(f64::from(u32::try_from(fs::metadata(path)?.len() / 1024)?) * 1024.0 / 1e6)
}

/// SQLCipher's figures, in the order of the table.
fn measure_cipher(count: usize) -> Outcome<[f64; 10]> {
    let records: Vec<_> = (0..count).map(record).collect();
    let number = f64::from(u32::try_from(count)?);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("records");
    let mut database = open(&path)?;
    database.execute_batch(
        "CREATE TABLE record (kind INTEGER, id TEXT, value TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID",
    )?;
    let mut commits = Vec::new();
    for batch in records.chunks(BATCH) {
        commits.push(milliseconds(|| write(&mut database, batch))?.0);
    }
    let all: f64 = commits.iter().sum();
    commits.sort_unstable_by(f64::total_cmp);
    let at = |part: usize| commits.get((commits.len() - 1) * part / 100).copied().unwrap_or_default();
    let some = records.iter().step_by((count / 10_000).max(1));
    let (reading, found) =
        milliseconds(|| some.map(|(kind, id, _)| read(&database, *kind, id)).sum::<Outcome<usize>>())?;
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(database);
    let written = megabytes(&path)?;
    let (opening, database) = milliseconds(|| {
        let database = open(&path)?;
        read(&database, 1, "")?;
        Ok(database)
    })?;
    let (first, _) = milliseconds(|| list(&database))?;
    let (again, _) = milliseconds(|| list(&database))?;
    let check = "PRAGMA cipher_integrity_check; PRAGMA integrity_check";
    let (checking, ()) = milliseconds(|| Ok(database.execute_batch(check)?))?;
    database.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(database);
    let reads = f64::from(u32::try_from(found)?) / reading * 1e3;
    let vacuumed = megabytes(&path)?;
    Ok([number / all * 1e3, at(50), at(99), reads, opening, first, again, checking, written, vacuumed])
}

/// What is measured, whether more is better, and behind which words the vault and guarded sled say it.
const LINES: [(&str, bool, Option<&str>, Option<&str>); 10] = [
    ("records written in a second, batches of 50", true, Some("write: vault "), Some("guarded sled ")),
    ("one commit of 50, median, ms", false, Some("p50 "), None),
    ("one commit of 50, 99th of 100, ms", false, Some("p99 "), None),
    ("records read in a second", true, Some("read: vault "), Some("read: guarded sled ")),
    ("opening without the KDF, ms", false, Some("unlock without the KDF: "), None),
    ("listing the findings, first time, ms", false, Some("first time after unlocking: "), None),
    ("listing them again, ms", false, Some("list them again: "), None),
    ("checking all records, ms", false, Some(" records: "), None),
    ("disk after writing, MB", false, Some("disk after writing: store "), Some("disk: guarded sled ")),
    ("disk after compaction (VACUUM), MB", false, Some("disk after compaction: store "), None),
];

fn cell(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.*}", usize::from(figure < 100.0) * 2))
}

/// How many times as long, or as large, the vault is.
fn ratio(line: &Line, other: usize) -> String {
    match (line.figures[0], line.figures.get(other).copied().flatten()) {
        (Some(ours), Some(theirs)) if ours > 0.0 && theirs > 0.0 => {
            format!("{:.2}", if line.more_is_better { theirs / ours } else { ours / theirs })
        }
        _ => "-".to_owned(),
    }
}

fn main() -> Outcome<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let said = measure_vault(count)?;
    // Reading is told in one line, of which the second half begins as that of writing does.
    let said = said.lines().map(|line| match line.split_once("read: vault ") {
        Some((_, rest)) => format!("read: vault {}\n", rest.replace("guarded sled", "read: guarded sled")),
        None => format!("{line}\n"),
    });
    let said: String = said.collect();
    let cipher = measure_cipher(count)?;
    let mut out = std::io::stdout().lock();
    write!(out, "{said}\n{count} records of 100 to 500 bytes\n\n")?;
    writeln!(out, "| | vault | guarded sled | SQLCipher (WAL, FULL) | vault by sled | vault by SQLCipher |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for ((what, more_is_better, vault, sled), cipher) in LINES.into_iter().zip(cipher) {
        let [vault, sled] = [vault, sled].map(|words| words.map_or(Ok(None), |words| figure(&said, words)));
        let line = Line { what, more_is_better, figures: [vault?, sled?, Some(cipher)] };
        let [ours, theirs, others] = line.figures.map(cell);
        let [by_sled, by_cipher] = [1, 2].map(|other| ratio(&line, other));
        writeln!(out, "| {} | {ours} | {theirs} | {others} | {by_sled} | {by_cipher} |", line.what)?;
    }
    writeln!(out, "\nThe last two columns say how many times as long, or as large, the vault is.")?;
    Ok(())
}
