//! Tasks and the checklist on the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to do, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TasksView {
    /// In order.
    pub tasks: Vec<TaskView>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Its id.
    pub id: String,
    /// One line, value-free.
    pub title: String,
    /// Why, value-free.
    pub why: String,
    /// `critical`, `high`, `medium`, `low`.
    pub band: String,
    /// The steps.
    pub steps: Vec<String>,
    /// Host of the link, where there is one.
    pub link_host: Option<String>,
    /// Whether there is a letter.
    pub has_letter: bool,
    /// The law and its days, where one helps.
    pub law: Option<String>,
    /// `YYYY-MM-DD`.
    pub due: String,
    /// Why then.
    pub due_why: String,
    /// What it will ask for: "asks for an identity document".
    pub flags: Vec<String>,
    /// Facts the site already has.
    pub already_has: Vec<String>,
    /// Facts the form would newly teach it.
    pub would_teach: Vec<String>,
    /// Sites that this one removal clears; empty unless they are several.
    pub clears: Vec<String>,
    /// How many records it is about; their links are had by `task_links`.
    pub listings: u32,
    /// `open`, `asked`, `done`, `could_not`.
    pub state: String,
    /// What to do next.
    pub next_advice: String,
}

/// The links of a task's records, in clear: what most forms ask for.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TaskLinks {
    /// In the order of the findings.
    pub links: Vec<String>,
}

/// A letter, in clear.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterView {
    /// To whom, where a mailbox is known.
    pub to: Option<String>,
    /// The text.
    pub text: String,
}

/// What the person did.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MarkTask {
    /// Which task.
    pub task: String,
    /// `open`, `asked`, `done`, `could_not`.
    pub state: String,
}

/// Which checklist to write.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Export {
    /// `markdown`, `csv`, `html`.
    pub format: String,
    /// Whether values are written in clear. Hidden facts never are.
    pub full: bool,
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Whether a file was written; `false` when the dialog was closed.
    pub saved: bool,
}
