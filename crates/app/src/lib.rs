//! Does: the use cases of the app and the contract with the UI. Knows no window, no store and no socket by name.

pub mod contract;
