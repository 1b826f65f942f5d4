//! From findings to tasks, letters and reports, with the practice person and invented sources.

mod assets;
mod audit;
mod disguised;
mod everyday;
mod exposure;
mod letter;
mod redaction;
mod removal;
mod snapshots;
mod table;
