//! Sets up, runs and tests Unlisted; `cargo xtask help` says how.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its output")]

mod call;
mod checks;
mod run;
mod stamp;
mod stop;
mod summary;
mod system;
mod tools;
mod ui;

use std::process::ExitCode;

use stop::Stop;
use system::Purpose;
use xtask::imports;

const HELP: &str = "\
cargo xtask <command>

  run     set up what is missing, build the app and open it
          (without a display: run the practice audit here and write its checklist to target/practice)
  test    set up what is missing, then run every check; stops at the first that fails
  imports print the circles in which files of one crate import each other, as JSON
  setup   only set up: system packages and the UI's npm packages
  help    this text
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\n{stop}");
            ExitCode::from(stop.code())
        }
    }
}

/// Does what the words on the command line ask; no words, or words we do not know, show the help.
fn dispatch(words: &[String]) -> Result<(), Stop> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run"] => run::run(),
        ["test"] => checks::run(),
        ["imports"] => print_imports(),
        ["setup"] => set_up(Purpose::Test),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        [] => Err(Stop::Usage("say what to do".to_owned())),
        other => Err(Stop::Usage(format!("there is no command `{}`", other.join(" ")))),
    }
}

fn print_imports() -> Result<(), Stop> {
    let circles = imports::circles(call::root()).map_err(Stop::file(call::root()))?;
    println!("{}", imports::as_json(&circles));
    Ok(())
}

/// Makes the machine ready for `purpose`: tools, system packages, then the UI's npm packages.
fn set_up(purpose: Purpose) -> Result<(), Stop> {
    tools::require(purpose)?;
    system::install_missing(purpose)?;
    ui::install_packages()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(words: &[&str]) -> bool {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        matches!(dispatch(&words), Err(Stop::Usage(_)))
    }

    #[test]
    fn unknown_words_are_refused_before_anything_runs() {
        assert!(usage(&[]), "no command must not start a set-up");
        assert!(usage(&["tset"]), "a slip of the finger must not start a set-up");
        assert!(usage(&["test", "fast"]), "an unknown extra word must not be dropped silently");
    }

    #[test]
    fn the_help_names_every_command() {
        for command in ["run", "test", "imports", "setup", "help"] {
            assert!(HELP.contains(&format!("\n  {command} ")), "`{command}` is missing from the help");
        }
    }
}
