//! One outside program to run: what, where, and how a person would type it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::stop::Stop;

/// The folder of the workspace, where every command starts.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// The folder of the binaries cargo builds, found from our own: both come from the same build.
pub(crate) fn built(name: &str) -> Result<PathBuf, Stop> {
    let own = std::env::current_exe().map_err(Stop::file("the running xtask"))?;
    Ok(own.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// A program with its words; the words are kept so that they can be shown.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    program: String,
    words: Vec<String>,
    folder: PathBuf,
}

impl Call {
    /// `program` with `words`, in the workspace's folder.
    pub(crate) fn new(program: impl Into<String>, words: &[&str]) -> Self {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Self { program: program.into(), words, folder: root().to_owned() }
    }

    /// The cargo that runs us, with `words`.
    pub(crate) fn cargo(words: &[&str]) -> Self {
        Self::new("cargo", words)
    }

    /// npm with `words`, in `ui/`.
    pub(crate) fn npm(words: &[&str]) -> Self {
        Self { folder: root().join("ui"), ..Self::new("npm", words) }
    }

    /// The same call started by another program, given as its own words, such as `sudo`.
    pub(crate) fn under(mut self, outer: &[&str]) -> Self {
        let mut words = outer.iter().map(|word| (*word).to_owned());
        if let Some(program) = words.next() {
            let inner = std::mem::replace(&mut self.program, program);
            self.words = words.chain(std::iter::once(inner)).chain(self.words).collect();
        }
        self
    }

    /// The call as a person would type it in the workspace's folder.
    pub(crate) fn shown(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.words).map(|word| quoted(word));
        let line = words.collect::<Vec<_>>().join(" ");
        match self.folder.strip_prefix(root()) {
            Ok(inside) if !inside.as_os_str().is_empty() => format!("cd {} && {line}", inside.display()),
            _ => line,
        }
    }

    /// Runs the call with our own input and output; anything but success is `Stop::Failed` naming `what`.
    pub(crate) fn run(&self, what: &str) -> Result<(), Stop> {
        let status =
            self.command().status().map_err(|source| Stop::NotStarted { again: self.shown(), source })?;
        if status.success() {
            return Ok(());
        }
        Err(Stop::Failed { what: what.to_owned(), again: self.shown(), code: status.code() })
    }

    /// Runs the call quietly and gives its standard output, or nothing when it could not run.
    /// The exit status is not looked at: `dpkg-query` fails for one unknown name and still lists the others.
    pub(crate) fn output(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether the call runs and succeeds; its output is dropped.
    pub(crate) fn succeeds(&self) -> bool {
        let quiet = self.command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        quiet.is_ok_and(|status| status.success())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(actual(&self.program));
        command.args(self.words.iter().map(|word| if word == "cargo" { actual(word) } else { word.into() }));
        command.current_dir(&self.folder);
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_cargos_own(&name.to_string_lossy())) {
            command.env_remove(name);
        }
        command
    }
}

/// What to start for a program's everyday name: the cargo that runs us, and npm's script on Windows.
fn actual(program: &str) -> OsString {
    match program {
        "cargo" => std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        "npm" if cfg!(windows) => "npm.cmd".into(),
        other => other.into(),
    }
}

/// Whether cargo set this variable for xtask itself: an inner cargo that saw it would rebuild what reads it.
fn is_cargos_own(name: &str) -> bool {
    name == "LD_LIBRARY_PATH" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(call: &Call, shown: &str) {
        assert_eq!(call.shown(), shown, "the line must work when it is pasted into a shell");
    }

    #[test]
    fn calls_are_shown_as_typed() {
        check(&Call::cargo(&["fmt", "--all"]), "cargo fmt --all");
        check(&Call::npm(&["run", "lint"]), "cd ui && npm run lint");
        check(&Call::cargo(&["test", "--test", "*"]), "cargo test --test '*'");
        check(&Call::new("apt-get", &["update"]).under(&["sudo"]), "sudo apt-get update");
    }

    #[test]
    fn an_outer_program_keeps_the_order_of_words() {
        let call = Call::cargo(&["test"]).under(&["xvfb-run", "-a", "dbus-run-session", "--"]);
        check(&call, "xvfb-run -a dbus-run-session -- cargo test");
    }

    #[test]
    fn only_what_cargo_set_for_us_is_cleared() {
        assert!(is_cargos_own("CARGO_PKG_NAME"), "it names xtask, not what the inner cargo builds");
        assert!(is_cargos_own("CARGO_MANIFEST_DIR"), "it names xtask's folder");
        assert!(!is_cargos_own("CARGO_TARGET_DIR"), "the person's own choice must reach the inner cargo");
    }

    #[test]
    fn failure_is_told_from_success() {
        assert!(Call::cargo(&["--version"]).succeeds(), "the cargo that runs this test exists");
        let stop =
            Call::cargo(&["no-such-command"]).run("a part").expect_err("cargo refuses unknown commands");
        assert!(matches!(stop, Stop::Failed { code: Some(_), .. }), "the status must be kept: {stop:?}");
    }
}
