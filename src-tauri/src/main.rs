//! Shows: the window, the dialogs and the wiring of commands. No logic: what is done is the app crate's.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
mod absence;
mod commands;
mod desktop;
#[cfg(unix)]
mod ending;
mod range;
mod terminal;
mod traces;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory that is given back: what a person typed goes through many hands before it is sealed, and no copy of
/// it is to stay behind when the vault is locked.
#[global_allocator]
static WIPING: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    quieten_panics();
    let Ok(runtime) = tokio::runtime::Builder::new_multi_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    let mut words = std::env::args_os().skip(1);
    match (words.next(), words.next(), words.next()) {
        (None, ..) => window::open(&runtime),
        (Some(word), Some(folder), None) if word == "--practice-report" => {
            terminal::practise(&runtime, &PathBuf::from(folder))
        }
        _ => {
            terminal::say("usage: unlisted [--practice-report FOLDER]");
            ExitCode::from(2)
        }
    }
}

/// A panic tells where it happened and never what was in hand: payloads may hold a person's values.
fn quieten_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        terminal::complain(&format!("a fault of ours{place}"));
    }));
}
