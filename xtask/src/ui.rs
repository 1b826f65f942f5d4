//! Keeps the UI's npm packages and its built pages up to date, doing each only when its input changed.

use std::fs;

use crate::call::{Call, root};
use crate::stamp::{Fingerprint, Stamp};
use crate::stop::Stop;

/// Folders inside `ui/` that are made, not written.
const MADE: [&str; 3] = ["node_modules", "dist", "coverage"];

/// Installs exactly what the lock file says, without running any package's own scripts.
pub(crate) fn install_packages() -> Result<(), Stop> {
    let ui = root().join("ui");
    let mut fingerprint = Fingerprint::EMPTY;
    for name in ["package.json", "package-lock.json"] {
        let path = ui.join(name);
        fingerprint = fingerprint.and(&fs::read(&path).map_err(Stop::file(&path))?);
    }
    let stamp = Stamp::of("ui-packages")?;
    if stamp.is(fingerprint) && ui.join("node_modules").is_dir() {
        println!("UI packages: up to date with ui/package-lock.json");
        return Ok(());
    }
    println!("UI packages: installing what ui/package-lock.json lists into ui/node_modules");
    Call::npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).run("installing the UI's packages")?;
    stamp.set(fingerprint)
}

/// Builds `ui/dist`, which the app embeds, unless it was built from exactly these files.
pub(crate) fn build() -> Result<(), Stop> {
    let ui = root().join("ui");
    // The words for people are built into the pages.
    let words = root().join("assets/words");
    let fingerprint = Fingerprint::EMPTY.and_folder(&ui, &MADE).map_err(Stop::file(&ui))?;
    let fingerprint = fingerprint.and_folder(&words, &[]).map_err(Stop::file(&words))?;
    let stamp = Stamp::of("ui-build")?;
    if stamp.is(fingerprint) && ui.join("dist/index.html").is_file() {
        // Not building again also keeps cargo from embedding, and so linking, the same pages again.
        println!("UI pages: ui/dist is up to date");
        return Ok(());
    }
    Call::npm(&["run", "build"]).run("building the UI")?;
    stamp.set(fingerprint)
}
