//! Unlisted's thinking, pure: identifiers, sources, plans, judging, matching, exposure, removals and reports.
//!
//! Data flows one way: profile -> plan -> check -> verdict -> match -> finding -> removal -> report.
//! Nothing here does IO, knows the time, makes randomness, or names tauri, sled or reqwest.

pub mod ask;
pub mod course;
pub mod exposure;
pub mod fact;
pub mod finding;
pub mod identifier;
pub mod import;
mod invisible;
pub mod judge;
pub mod law;
pub mod letter;
pub mod listing;
mod markup;
pub mod matching;
pub mod own;
pub mod person;
pub mod personal;
pub mod plan;
pub mod profile;
pub mod reason;
mod records;
pub mod redact;
pub mod removal;
pub mod report;
pub mod saved;
mod site;
pub mod source;
mod unescape;
pub mod verdict;

pub use ask::{NoReply, Reply, Request};
pub use finding::{Decision, Finding};
pub use identifier::{Identifier, IdentifierId, Kind, Value};
pub use listing::Listing;
pub use own::OwnFacts;
pub use person::Person;
pub use personal::Personal;
pub use plan::{Check, CheckId, Plan};
pub use profile::Profile;
pub use reason::Reason;
pub use source::{Definition, SourceId};
pub use verdict::Verdict;
