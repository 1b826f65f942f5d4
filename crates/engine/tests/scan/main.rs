//! Scans against a scripted world, on a clock that does not wait: order, manners, patience, an end at any moment.
#![expect(clippy::unwrap_used, reason = "tests may unwrap, their helping functions too")]

mod controls;
mod endings;
mod manners;
mod offline;
mod robots;
mod steps;
mod wire;
mod world;
