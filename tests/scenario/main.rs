//! Scenarios: whole use cases on a real vault, a real client and the practice range, without a window.

mod audit;
mod desk;
mod honest;
mod private;
