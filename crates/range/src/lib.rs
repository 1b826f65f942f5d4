//! Practice range: a local TLS server that answers under the real host names of the catalogue.
//!
//! It plays the examples of each definition, so that a practice audit and the tests run the very definitions, requests
//! and judgements of a real one; and it can play the ways in which sources refuse, break and change.
//! It listens on 127.0.0.1 only, under certificates of its own that nothing outside practice trusts, and it never
//! connects to anything. It knows nothing of the vault or the app.

mod answer;
mod certificate;
mod misbehaviour;
mod person;
mod reply;
mod script;
mod server;

pub use certificate::NoCertificate;
pub use person::practice_person;
pub use script::{Play, Script, practice_script};
pub use server::{Closed, Range, Served};
