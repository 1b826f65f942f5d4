//! The benchmark of checks: the lab against a bare loop of the HTTP client, over invented sites on this machine.
//!
//! `cargo run --release -p unlisted-lab --example hosts -- [SIZE...]` runs the plain set of each size (500 unless said)
//! and the hard set of the first. Linux only: it reads `/proc`.
#![cfg_attr(not(target_os = "linux"), expect(unused, reason = "the figures come from /proc"))]

#[path = "../tests/hosts/server.rs"]
mod server;
#[path = "../tests/hosts/set.rs"]
mod set;

use set::Set;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Runs of each program; the fastest counts, because what else this machine does only ever adds.
const RUNS: usize = 3;
/// The deadline of one check in the hard set, in seconds.
const DEADLINE: u64 = 10;

/// What one run of a program took.
#[derive(Clone, Debug)]
struct Run {
    wall: Duration,
    cpu: Duration,
    peak_kib: u64,
    lines: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes: Vec<usize> =
        std::env::args().skip(1).map(|word| word.parse()).collect::<Result<_, _>>()?;
    if sizes.is_empty() {
        sizes.push(500);
    }
    let (lab, bare) = build()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for size in &sizes {
        let mut loops = Vec::new();
        let mut checks = Vec::new();
        for _ in 0..RUNS {
            let set = open(&runtime, *size, false)?;
            loops.push(run(&mut Command::new(&bare), &set.urls().join("\n"))?);
            checks.push(run(&mut check(&lab, set, &[])?, "")?);
            tell(&format!("plain set of {size}"), set, checks.last())?;
        }
        let (reference, ours) = (fastest(&loops), fastest(&checks));
        say(&format!(
            "plain set of {size}: bare loop {:.3} s wall, {:.2} s CPU; lab {:.3} s wall, {:.2} s CPU, {} MiB peak; wall x {:.3}",
            reference.wall.as_secs_f64(),
            reference.cpu.as_secs_f64(),
            ours.wall.as_secs_f64(),
            ours.cpu.as_secs_f64(),
            ours.peak_kib / 1024,
            ours.wall.as_secs_f64() / reference.wall.as_secs_f64(),
        ))?;
    }
    let size = sizes.first().copied().unwrap_or(500);
    let set = open(&runtime, size, true)?;
    let deadline = DEADLINE.to_string();
    let ours = run(&mut check(&lab, set, &["--controls", "--deadline", &deadline])?, "")?;
    tell(&format!("hard set of {size}"), set, Some(&ours))?;
    say(&format!(
        "hard set of {size}, controls on, deadline {DEADLINE} s: lab {:.3} s wall, {:.2} s CPU, {} MiB peak; {:+.3} s over the deadline",
        ours.wall.as_secs_f64(),
        ours.cpu.as_secs_f64(),
        ours.peak_kib / 1024,
        ours.wall.as_secs_f64() - Duration::from_secs(DEADLINE).as_secs_f64(),
    ))?;
    runtime.shutdown_background();
    Ok(())
}

/// Builds both programs as they are shipped and says where they are.
fn build() -> Result<(PathBuf, PathBuf), Box<dyn Error>> {
    let words = ["--bin", "unlisted-lab", "-p", "unlisted-lab", "--example", "bare", "-p", "unlisted-net"];
    let built = Command::new(env!("CARGO")).args(["build", "--quiet", "--release"]).args(words).status()?;
    if !built.success() {
        return Err("the programs could not be built".into());
    }
    let here = std::env::current_exe()?;
    let target = here.ancestors().nth(3).ok_or("no target folder")?.join("release");
    Ok((target.join("unlisted-lab"), target.join("examples/bare")))
}

/// Opens the sites of a set on a port of their own.
fn open(runtime: &tokio::runtime::Runtime, size: usize, hard: bool) -> Result<Set, Box<dyn Error>> {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let set = Set { size, hard, port: listener.local_addr()?.port() };
    runtime.spawn(server::serve(listener, set));
    Ok(set)
}

fn check(lab: &Path, set: Set, words: &[&str]) -> Result<Command, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("unlisted-hosts-{}-{}", std::process::id(), set.port));
    set.write(&folder)?;
    let mut command = Command::new(lab);
    command.args(["check", "--lab-hosts", "--sources"]).arg(folder.join("sources"));
    command.arg("--person").arg(folder.join("person.json")).args(words);
    Ok(command)
}

/// Runs a program to its end. Its processor time is read once it is done and before it is reaped, its memory while it runs.
fn run(command: &mut Command, input: &str) -> Result<Run, Box<dyn Error>> {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let proc = PathBuf::from(format!("/proc/{}", child.id()));
    let mut stdin = child.stdin.take().ok_or("no input")?;
    stdin.write_all(input.as_bytes())?;
    drop(stdin);
    let stdout = child.stdout.take().ok_or("no output")?;
    let reading = std::thread::spawn(move || BufReader::new(stdout).lines().collect::<Result<Vec<_>, _>>());
    let mut peak_kib = 0;
    let state = loop {
        let status = std::fs::read_to_string(proc.join("status"))?;
        peak_kib = field(&status, "VmHWM:").unwrap_or(peak_kib);
        let stat = std::fs::read_to_string(proc.join("stat"))?;
        let after_name = stat.rsplit_once(") ").ok_or("an odd stat")?.1.to_owned();
        if after_name.starts_with('Z') {
            break after_name;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let wall = began.elapsed();
    child.wait()?;
    // utime and stime, in hundredths of a second (proc_pid_stat(5), USER_HZ).
    let ticks: u64 = state.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    let lines = reading.join().map_err(|_| "the output could not be read")??;
    Ok(Run { wall, cpu: Duration::from_millis(ticks * 10), peak_kib, lines })
}

fn field(status: &str, name: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(name))?.trim().split(' ').next()?.parse().ok()
}

fn fastest(runs: &[Run]) -> Run {
    runs.iter().min_by_key(|run| run.wall).cloned().expect("there is at least one run")
}

/// Says how many verdicts were right, and names the wrong ones.
fn tell(name: &str, set: Set, run: Option<&Run>) -> Result<(), Box<dyn Error>> {
    let truth = set.truth();
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for line in run.iter().flat_map(|run| &run.lines) {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let text =
            |key: &str| line.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        said.insert(text("source"), text("verdict"));
    }
    let wrong: Vec<&String> = truth
        .iter()
        .filter(|(source, verdict)| said.get(*source).map(String::as_str) != Some(**verdict))
        .map(|(source, _)| source)
        .collect();
    say(&format!("{name}: {}/{} right {wrong:?}", truth.len() - wrong.len(), truth.len()))
}

fn say(text: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
