//! Does: the use cases of the app and the contract with the UI. Knows no window, no store and no socket by name.
//!
//! Data flows one way: profile -> plan -> scan -> findings -> decisions -> tasks -> checklist. Each step is a file here
//! and reads only what the step before it kept in the case.
#![expect(
    clippy::needless_pass_by_value,
    reason = "every command takes its request by value, so that one list makes them all"
)]

mod app;
mod case_file;
mod community;
pub mod contract;
mod copies;
mod exporting;
mod exposing;
mod fault;
mod hand;
mod idle;
mod ledger;
mod locking;
mod mask;
mod now;
mod opening;
mod planning;
mod profile;
mod proof;
mod record;
mod reviewing;
mod route;
mod saved;
mod scanning;
mod session;
mod shell;
mod tasks;
mod unfinished;
mod ways;
mod wiping;

pub use app::App;
pub use exporting::Checklist;
pub use idle::Moment;
pub use now::Clock;
pub use shell::{PickFailed, Picked, Practice, SaveFailed, Shell};
