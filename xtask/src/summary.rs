//! Runs the parts of a long job in order and keeps how long each took.

use std::time::{Duration, Instant};

use crate::stop::Stop;

/// How one part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
}

/// The parts run so far, in order.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    parts: Vec<(String, Duration, Outcome)>,
}

impl Summary {
    /// Runs one part under a heading and notes its time and outcome.
    pub(crate) fn part(&mut self, name: &str, work: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
        println!("\n==> {name}");
        let start = Instant::now();
        let result = work();
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        self.parts.push((name.to_owned(), start.elapsed(), outcome));
        println!("<== {name}: {}", shown(start.elapsed()));
        result
    }

    /// The table of all parts with their times, one line a part, and the sum.
    pub(crate) fn table(&self) -> String {
        let width = self.parts.iter().map(|(name, ..)| name.len()).max().unwrap_or(0).max("all".len());
        let line = |name: &str, time: Duration, end: &str| {
            format!("  {name:width$}  {:>9}  {end}", shown(time)).trim_end().to_owned() + "\n"
        };
        let mut table = String::from("\nsummary\n");
        for (name, time, outcome) in &self.parts {
            let end = if *outcome == Outcome::Passed { "passed" } else { "FAILED" };
            table += &line(name, *time, end);
        }
        table + &line("all", self.parts.iter().map(|(_, time, _)| *time).sum(), "")
    }
}

/// A time as a person reads it: `0.4 s`, `12.0 s`, `3 min 05 s`.
fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_readable() {
        let check = |millis, expected: &str| assert_eq!(shown(Duration::from_millis(millis)), expected);
        check(430, "0.4 s");
        check(12_000, "12.0 s");
        check(185_000, "3 min 05 s");
    }

    #[test]
    fn a_failed_part_is_in_the_table_and_stops_the_caller() {
        let mut summary = Summary::default();
        summary.part("formatting", || Ok(())).expect("it passed");
        let stop = summary.part("lints", || Err(Stop::Usage("no".to_owned())));
        assert!(stop.is_err(), "the failure must reach the caller");
        let table = summary.table();
        assert!(table.contains("formatting") && table.contains("passed"), "what passed is told:\n{table}");
        assert!(table.contains("lints") && table.contains("FAILED"), "what failed is told:\n{table}");
    }
}
