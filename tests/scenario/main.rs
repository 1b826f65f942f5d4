//! Scenarios: whole use cases on a real vault, a real client and the practice range, without a window.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod again;
mod audit;
mod desk;
mod history;
mod honest;
mod limit;
mod lists;
mod private;
mod saved;
