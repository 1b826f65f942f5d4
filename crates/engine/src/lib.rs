//! Drives: takes the checks of an accepted plan to their verdicts, in order and in good manners.
//!
//! A [`Scan`] holds what is asked and how patiently; [`Scan::run`] asks it. Whoever runs it lends a [`Desk`], which
//! keeps the ledger and the answers and passes on how it goes. The engine knows no vault, no app and no screen, and it
//! keeps nothing: kill it at any moment, and what the desk kept is true. To go on, run a new scan with the checks that
//! have no answer yet, and tell it in [`Scan::controls`] what the answered controls came to.
//!
//! What holds for every scan:
//! - one request at a time per host, or per owner where the definition says so, with its pace; hosts side by side;
//! - a source's control is asked before the source, and where no answer could count any more the person's values stay
//!   here;
//! - the desk writes every request down right before it leaves, redirects, further pages and robots.txt included; what
//!   was refused or cancelled before is not written;
//! - who asks us to slow down is left in peace for as long as [`Patience`] lasts, and holds up nobody else;
//! - a machine without a network is noticed once;
//! - cancelling ends everything at once, whatever it waits for.

mod check;
mod desk;
mod horizon;
mod leave;
mod patience;
mod queue;
mod robots;
mod scan;

pub use desk::{Answer, Asks, Desk, Event, Permit};
pub use patience::Patience;
pub use scan::{Scan, Unfinished};
